"""Regular expressions of rule files: RE2, so that a stranger's pattern cannot take more than linear time."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from dechaff.errors import LONGEST_QUOTE
from dechaff.model import Span

# What RE2 calls the start and end of the text; patterns are matched by lines.
_WHOLE_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\[AzZ]")
# What RE2 may use for expressions that are found together; for a single one its own 8 MB will do.
_MEMORY_TOGETHER = 32 << 20


class _Compiled(Protocol):
    def search(self, text: str | bytes, pos: int | None = None) -> "_Found | None": ...

    def finditer(self, text: str | bytes) -> "Iterator[_Found]": ...


class _Options(Protocol):
    log_errors: bool
    never_nl: bool
    max_mem: int


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
        compiled = _compiled(pattern)
    except re2.error as error:
        told = error.args[0]
        words = (told.decode("utf-8", "replace") if isinstance(told, bytes) else str(told))[:LONGEST_QUOTE]
        hint = "; RE2 has no look-around and no back-references" if words.startswith("invalid") else ""
        return f"is not valid: {words}{hint}"
    return "matches an empty line; it would match everything" if compiled.search("") else None


def _options() -> "_Options":
    import re2

    options: _Options = re2.Options()
    options.log_errors = False
    options.never_nl = True  # no match crosses line ends
    return options


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> _Compiled:
    import re2

    compiled: _Compiled = re2.compile(pattern, _options())
    return compiled


class Together:
    """Expressions that are found together, where nothing but they can tell which lines they match."""

    def __init__(self, patterns: Sequence[str]) -> None:
        import re2

        options = _options()
        options.max_mem = _MEMORY_TOGETHER
        self._set: _Set = re2.Set.SearchSet(options)
        for pattern in patterns:
            self._set.Add(f"(?m:{pattern})")
        self._set.Compile()

    def search(self, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The lines that expressions match, and the expressions' numbers."""
        if lines and self._set.Match("\n".join(lines).encode()):
            for place, line in enumerate(lines):
                for number in self._set.Match(line.encode()) or ():
                    yield place, number


def parts(pattern: str, line: str) -> Iterator[Span]:
    """What a pattern finds in a line."""
    compiled = _compiled(pattern)
    if compiled.search(line.encode()):
        yield from map(_part, compiled.finditer(line))


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
