"""Find many spellings of names in a text at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

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


class Forms:
    """Spellings in one automaton: a text is read once, however many there are. Of two, the first given counts."""

    def __init__(self, forms: Sequence[Form]) -> None:
        by_spelling: dict[str, Form] = {}
        for form in forms:
            by_spelling.setdefault(form.spelling, form)
        self._forms = list(by_spelling.values())

    @cached_property
    def _automaton(self) -> "AhoCorasick":
        import ahocorasick_rs

        spellings = [form.spelling for form in self._forms]
        return ahocorasick_rs.AhoCorasick(spellings, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Mention]:
        """Every mention that begins and ends with a word, in order; the longest where several begin.

        >>> [mention.start for mention in Forms([Form("Kall", "Kahl", Need.NONE)]).find("Kallas and Kall")]
        [11]
        """
        if not self._forms:
            return []
        try:
            found = self._automaton.find_matches_as_indexes(text)
        except UnicodeEncodeError:  # lone surrogates: same length, and part of no name
            found = self._automaton.find_matches_as_indexes(SURROGATE.sub("\ufffd", text))
        return [Mention(start, end, self._forms[index]) for index, start, end in found if is_whole(text, start, end)]


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either side."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")
