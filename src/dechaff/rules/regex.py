"""Regular expressions of rule files: RE2, so that a stranger's pattern cannot take more than linear time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from dechaff.model import Span
from dechaff.rules.lines import Lines

# What RE2 calls the start and end of the text; patterns are matched by lines and by many lines at once.
_WHOLE_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\[AzZ]")
# A repeat with a high count; escapes and classes are skipped over.
_COUNTED = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(\d*),\d{2,}\}")

# How a pattern of whole lines begins.
_BEGINNING = re.compile(r"\^(?P<case>\(\?i\))?(?:(?P<dot>\.)|(?:\(\?(?:-i)?:)*(?P<any>\.|\[\^|\\W)?)")

# What RE2 may use for its automaton. With its own 8 MB a set of some thousand patterns gives up, and finds nothing.
_MEMORY = 256 << 20


class _Compiled(Protocol):
    def search(self, text: str | bytes, pos: int | None = None) -> "_Found | None": ...

    def finditer(self, text: str | bytes) -> "Iterator[_Found]": ...


class _Set(Protocol):
    def Add(self, pattern: str) -> int: ...  # noqa: N802 (RE2's names)

    def Compile(self) -> None: ...  # noqa: N802

    def Match(self, text: bytes) -> list[int] | None: ...  # noqa: N802


class _Found(Protocol):
    def span(self, group: int = 0) -> tuple[int, int]: ...


def complaint(pattern: str) -> str | None:
    """What is wrong with a pattern, to be said after it; None where nothing is.

    >>> complaint("^Read (more")
    'is not valid: missing ): ^Read (more'
    """
    import re2

    if _WHOLE_TEXT.search(pattern):
        return r"uses \A or \z; patterns see one line: use ^ and $"
    try:
        compiled = re2.compile(pattern, _options())
    except re2.error as error:
        told = error.args[0]
        words = told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told)
        hint = "; RE2 has no look-around and no back-references" if words.startswith("invalid") else ""
        return f"is not valid: {words}{hint}"
    return "matches an empty line; it would match everything" if compiled.search("") else None


def _options() -> object:
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.never_nl = True  # no match crosses line ends
    return options


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> _Compiled:
    import re2

    compiled: _Compiled = re2.compile(pattern, _options())
    return compiled


def relaxed(pattern: str) -> str:
    """A pattern that matches at least what the given one does, without long counted repeats.

    Each count is a state of the automaton: with `.{1,200}` in some patterns the set falls from 300 MB/s to 40.

    >>> relaxed(r"a.{2,80}b[{1,99}]")
    'a.+b[{1,99}]'
    """
    return _COUNTED.sub(lambda found: found[0] if found[1] is None else "*" if found[1] in {"", "0"} else "+", pattern)


class PatternSet:
    """Many patterns at once. RE2 sets say which of them a text holds; only those look for their lines.

    Patterns that begin alike share a set. In one set for all, each place in a pattern that is still open in a line
    meets each of the others, and all those states must be built: new texts then take three times as long.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = patterns
        alike: dict[str, list[int]] = defaultdict(list)
        for number, pattern in enumerate(patterns):
            alike[_beginning(pattern)].append(number)
        self._sets = [(numbers, _set_of(patterns[number] for number in numbers)) for numbers in alike.values()]

    def held(self, data: bytes) -> list[int]:
        """The numbers of the patterns that some lines may hold, in order."""
        if not data:
            return []
        return sorted(numbers[place] for numbers, found in self._sets for place in found.Match(data) or ())

    def find(self, number: int, lines: Lines) -> Iterator[tuple[int, Span]]:
        """Where a pattern matches: (index of the line, span in the line)."""
        wide, exact = _compiled(_of_many_lines(self._patterns[number])), _compiled(self._patterns[number])
        for index in dict.fromkeys(lines.at(found.span()[0]) for found in wide.finditer(lines.data)):
            for found in exact.finditer(lines.texts[index]):
                yield index, _part(found)


def _beginning(pattern: str) -> str:
    """How a pattern begins: with anything, at any place or in a line; else in lines of any case, or in others.

    >>> [_beginning(pattern) for pattern in (r"^.*, AFP$", r"^(?i)[^.]+ says$", "^(?i)read more$", "^READ")]
    ['anywhere', 'anything', 'any case', 'as written']
    """
    found = _BEGINNING.match(pattern)
    if not found or found["dot"]:
        return "anywhere"
    if found["any"]:
        return "anything"
    return "any case" if found["case"] else "as written"


def _set_of(patterns: Iterable[str]) -> "_Set":
    import re2

    together: _Set = re2.Set.SearchSet(_options())
    for pattern in patterns:
        together.Add(_of_many_lines(pattern))
    together.Compile()
    return together


def _of_many_lines(pattern: str) -> str:
    """A pattern that matches in a text at least where the given one matches a line of it."""
    return f"(?m:{relaxed(pattern)})"


def _part(found: _Found) -> Span:
    """What a match means: its first group, where the pattern has one, else all of it."""
    try:
        start, end = found.span(1)
    except IndexError:
        return Span(*found.span(0))
    return Span(start, end) if start >= 0 else Span(*found.span(0))


def search_once(pattern: str, text: str) -> bool:
    """Whether one pattern is found in a text."""
    return _compiled(pattern).search(text) is not None
