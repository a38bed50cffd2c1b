"""Which finders can find anything in a text: one pass over it for all of them, since almost every text is clean."""

from collections.abc import Mapping
from functools import cache

from dechaff.model import Document
from dechaff.repairs import (
    blank_lines,
    garbled,
    hyphens,
    labels,
    lost,
    marks,
    mojibake,
    punctuation,
    spaces,
    stray_bytes,
)

# What RE2 may use for its automaton. With its own 8 MB a set with large classes may give up, and find nothing.
MEMORY = 64 << 20


class Gate:
    """Patterns of RE2, by name, each of which matches at least where its finder finds something.

    One set of them reads 400 MB/s; the finders' own patterns, with their look-behinds, each 50 to 300.

    >>> Gate({"stops": r"\\.\\.", "quotes": "”[a-z]+”"}).open_for("One.. Two.")
    frozenset({'stops'})
    """

    def __init__(self, needs: Mapping[str, str]) -> None:
        import re2

        options = re2.Options()
        options.log_errors = False
        options.max_mem = MEMORY
        self._names = tuple(needs)
        self._set = re2.Set.SearchSet(options)
        for pattern in needs.values():
            self._set.Add(pattern)
        self._set.Compile()

    def open_for(self, text: str) -> frozenset[str]:
        """The names of the finders that are worth running."""
        try:
            data = text.encode()
        except UnicodeEncodeError:  # a lone surrogate, which RE2 cannot read
            return frozenset(self._names)
        return frozenset(self._names[number] for number in self._set.Match(data) or ())


@cache
def _gate() -> Gate:
    return Gate(
        {
            "bytes": stray_bytes.NEEDS,
            "mojibake": mojibake.NEEDS,
            "marks": marks.NEEDS,
            "lost": lost.NEEDS,
            "blank lines": blank_lines.NEEDS,
            "hyphens": hyphens.NEEDS,
            "stops": punctuation.NEEDS,
            "spaces": spaces.NEEDS,
            "labels": labels.NEEDS,
            **garbled.NEEDS,
        }
    )


def worth(document: Document) -> frozenset[str]:
    """The names of the finders of all stages that may find something in a document."""
    return _gate().open_for(document.text)
