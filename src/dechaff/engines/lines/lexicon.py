"""The words of short phrases in rule files, by the sort of rule: in any language, they hint at what a line is."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dechaff.engines.lines.characters import Characters

GROUPS = ("comments", "related", "share", "legal", "other")
GROUP_OF_KIND = {
    "comments": "comments", "crosslink": "related", "related": "related", "nav": "related", "share": "share",
    "newsletter": "share", "syndication": "share", "cookie": "legal", "legal": "legal", "ad": "legal",
}  # fmt: skip
# Shorter words are mostly articles and prepositions; ideographs are looked at in pairs.
LETTERS = 4
BITS = 18


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For the upper bits of a word's number, the groups that it is of, a bit each. A few words share their bits."""

    table: npt.NDArray[np.uint8]

    @classmethod
    def of_places(cls, places: npt.NDArray[np.generic], groups: npt.NDArray[np.generic]) -> "Lexicon":
        """From the places that are filled, and what is there."""
        table = np.zeros(1 << BITS, dtype=np.uint8)
        table[places.astype(np.int64)] = groups
        return cls(table)

    @classmethod
    def of(cls, phrases: Iterable[tuple[str, str]], common: frozenset[int]) -> "Lexicon":
        """From phrases and the kinds of rules that they are of, without the places of common words."""
        table = np.zeros(1 << BITS, dtype=np.uint8)
        for phrase, kind in phrases:
            group = GROUPS.index(group_of(kind))
            for place in places_of(phrase):
                if place not in common:
                    table[place] |= 1 << group
        return cls(table)

    def groups_of(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint8]:
        """The groups of words, a bit each."""
        return self.table[_place(hashes)]


def group_of(kind: str) -> str:
    """The group of a kind of rules."""
    return GROUP_OF_KIND.get(kind, "other")


def places_of(text: str) -> list[int]:
    """The places of a text's words in the table, the short ones left out."""
    words = Characters.of(text).words(np.zeros(1, dtype=np.int64))
    long = (words.lengths >= LETTERS) | (words.lengths == 1)
    return [int(place) for place in _place(words.hashes[long])]


def _place(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    return ((hashes * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - BITS)).astype(np.int64)
