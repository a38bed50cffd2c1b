"""Find many spellings of names in a text at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# With so many spellings the automaton that reads fastest takes 20 MB; with more, a smaller one does.
MOST_IN_DFA = 5000
SURROGATE = re.compile("[\ud800-\udfff]")


class Need(IntEnum):
    """How many pieces of evidence a spelling needs before it is changed."""

    NONE = 0
    ONE = 1
    TWO = 2


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling, the one that should stand there, who it is, and what must stand near.

    It stays where it is part of one of its `exceptions`: "Odessa" in "Odessa, Texas".
    """

    spelling: str
    canonical: str
    need: Need
    role: str = ""
    pieces: tuple[tuple[str, ...], ...] = ()
    is_shipped: bool = True
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A spelling where it stands in a text."""

    start: int
    end: int
    form: Form


class Spellings:
    """Many spellings in one automaton: a text is read once, however many there are."""

    def __init__(self, spellings: Sequence[str]) -> None:
        self._spellings = spellings

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        kind = Implementation.DFA if len(self._spellings) <= MOST_IN_DFA else None
        return AhoCorasick(self._spellings, matchkind=MatchKind.LeftmostLongest, implementation=kind)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Which spelling stands where: its place among all, start and end, the longest where several begin.

        >>> Spellings(["Kall"]).find("Kallas and Kall")
        [(0, 11, 15)]
        """
        if not self._spellings:
            return []
        try:
            found = self._automaton.find_matches_as_indexes(text)
        except UnicodeEncodeError:  # lone surrogates: same length, and part of no name
            found = self._automaton.find_matches_as_indexes(SURROGATE.sub("\ufffd", text))
        return [match for match in found if is_whole(text, match[1], match[2])]


class Forms:
    """Forms, ready to be found. Of two with the same spelling the first given counts."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.by_spelling: dict[str, Form] = {}
        for form in forms:
            self.by_spelling.setdefault(form.spelling, form)

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(list(self.by_spelling))

    def find(self, text: str) -> list[Mention]:
        """Every mention that begins and ends with a word, in order.

        >>> [mention.start for mention in Forms([Form("Kall", "Kahl", Need.NONE)]).find("Kallas and Kall")]
        [11]
        """
        return [Mention(start, end, self.by_spelling[text[start:end]]) for _, start, end in self._spellings.find(text)]


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either side."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")
