"""What words hint at: those of short phrases in rule files, in any language, and those that many sites print.

A word is known by the upper bits of its number, so a few share theirs.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dechaff.engines.lines.characters import Characters, Column, Integers

GROUPS = ("comments", "related", "share", "legal", "other")
GROUP_OF_KIND = {
    "comments": "comments", "crosslink": "related", "related": "related", "nav": "related", "share": "share",
    "newsletter": "share", "syndication": "share", "cookie": "legal", "legal": "legal", "ad": "legal",
}  # fmt: skip
# Shorter words are mostly articles and prepositions; ideographs are looked at in pairs.
LETTERS = 4
BITS = 18
SIZE = 1 << BITS
# What is a short line for the odds.
SHORT_WORDS = 12


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For each place the groups that its word is of, a bit each, and the log odds that it is noise: in short lines, and
    in long ones.
    """

    groups: npt.NDArray[np.uint8]
    odds: tuple[Column, Column]


def group_of(kind: str) -> str:
    """The group of a kind of rules."""
    return GROUP_OF_KIND.get(kind, "other")


def groups_of(phrases: Iterable[tuple[str, str]], common: frozenset[int]) -> npt.NDArray[np.uint8]:
    """The groups of the words of phrases, by the kinds of rules that these are of; common words are of none."""
    table = np.zeros(SIZE, dtype=np.uint8)
    for phrase, kind in phrases:
        group = GROUPS.index(group_of(kind))
        for place in places_of(phrase):
            if place not in common:
                table[place] |= 1 << group
    return table


def places_of(text: str) -> list[int]:
    """The places of a text's words, the short ones left out."""
    words = Characters.of(text).words(np.zeros(1, dtype=np.int64))
    long = (words.lengths >= LETTERS) | (words.lengths == 1)
    return [int(place) for place in place_of(words.hashes[long])]


def place_of(hashes: npt.NDArray[np.uint64]) -> Integers:
    """The places of words by their numbers."""
    return ((hashes * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - BITS)).astype(np.int64)
