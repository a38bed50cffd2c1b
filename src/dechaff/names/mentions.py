"""Find what looks like a person's whole name in a text: a run of capitalised words."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽƏȘȚ"
REST = rf"(?:[^\W\d_]+(?:['’`-][^\W\d_]+)*|['’][{CAPITAL}][^\W\d_]+)"
PARTICLE = r"(?:de|da|do|dos|das|di|du|del|della|des|la|le|van|von|zu|der|den|ter|bin|bint|ben|al|el|ul|y|e|Ó|Ní|Mac)"
FURTHER = rf"[ \xa0](?:{PARTICLE}[ \xa0])*[{CAPITAL}]{REST}"
WHOLE_NAME = re.compile(rf"[{CAPITAL}]{REST}(?:{FURTHER})+")
# What stands before is looked at behind the first letter: else it would be at every character of the text.
RUN = re.compile(rf"[{CAPITAL}](?<![\w.@/#&-].){REST}(?:{FURTHER})+(?![\w@]|[.](?=\w))")
SPACE = re.compile("[ \\xa0]")
PARTS = re.compile(r"[ \xa0-]+")
FEWEST, MOST = 2, 5
# In capitals, longer words are no abbreviations of offices and countries.
LONGEST_CODE = 3
STARTERS = Path(__file__).with_name("starters.txt")


class Whole(NamedTuple):
    """What looks like a whole name where it stands, and its words."""

    start: int
    end: int
    name: str
    words: tuple[str, ...]


@lru_cache(maxsize=8192)
def split(name: str) -> tuple[str, ...]:
    """The words of a name; hyphens part them.

    >>> split("Linda Thomas-Greenfield")
    ('Linda', 'Thomas', 'Greenfield')
    """
    return tuple(PARTS.split(name))


def find(text: str, start: int = 0, end: int | None = None) -> Iterator[Whole]:
    """Yield every run of capitalised words in a part of a text, without the offices and the like it begins with.

    >>> [each.name for each in find("Yesterday President Joe Biden's aide met Ms Kamala Haris.")]
    ['Joe Biden', 'Kamala Haris']
    """
    no_names = starters()
    for run in RUN.finditer(text, start, len(text) if end is None else end):
        begin, name = run.start(), run[0].removesuffix("'s").removesuffix("’s")
        plain = name.istitle()
        if not (plain and no_names.isdisjoint(name.split())):
            left_out = _left_out(name)
            begin, name = begin + left_out, name[left_out:]
        words = split(name)
        if FEWEST <= len(words) <= MOST and (plain or not any(map(_is_capitals, words))) and SPACE.search(name):
            yield Whole(begin, begin + len(name), name, words)


@lru_cache(maxsize=1)  # what a page tells of its names is asked twice
def of_text(text: str) -> tuple[Whole, ...]:
    """Every run of capitalised words in a whole text."""
    return tuple(find(text))


def _left_out(run: str) -> int:
    """How much of a run of capitalised words stands before the name: all to a word that is none of a name."""
    parts = run.split()
    for place in range(len(parts) - 2, -1, -1):
        word = parts[place]
        if word in starters() or (word.isupper() and 1 < len(word) <= LONGEST_CODE):
            return len(" ".join(parts[: place + 1])) + 1
    return 0


def _is_capitals(word: str) -> bool:
    return word.isupper() and len(word) > 1


@cache
def starters() -> frozenset[str]:
    """Words with which a run of capitalised words begins, and no name does: "President", "Yesterday", "French"."""
    return frozenset(STARTERS.read_text(encoding="utf-8").split())
