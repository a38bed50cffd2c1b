"""Find what looks like a person's whole name in a text: a run of capitalised words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽƏȘȚ"
WORD = rf"[{CAPITAL}][^\W\d_]+(?:['’`-][^\W\d_]+)*|[{CAPITAL}]['’][{CAPITAL}][^\W\d_]+"
PARTICLE = r"(?:de|da|do|dos|das|di|du|del|della|des|la|le|van|von|zu|der|den|ter|bin|bint|ben|al|el|ul|y|e|Ó|Ní|Mac)"
WHOLE_NAME = re.compile(rf"(?:{WORD})(?:[ \xa0](?:{PARTICLE}[ \xa0])*(?:{WORD}))+")
RUN = re.compile(rf"(?<![\w.@/#&-])(?:{WHOLE_NAME.pattern})(?![\w@]|[.](?=\w))")
SPACE = re.compile("[ \\xa0]")
PARTS = re.compile(r"[ \xa0-]+")
POSSESSIVE = re.compile(r"['’]s?\Z")
FEWEST, MOST = 2, 5
STARTERS = Path(__file__).with_name("starters.txt")


@dataclass(frozen=True, slots=True)
class Whole:
    """What looks like a whole name where it stands, and its words."""

    start: int
    end: int
    name: str
    words: tuple[str, ...]


@lru_cache(maxsize=65536)
def split(name: str) -> tuple[str, ...]:
    """The words of a name; hyphens part them.

    >>> split("Linda Thomas-Greenfield")
    ('Linda', 'Thomas', 'Greenfield')
    """
    return tuple(PARTS.split(name))


def find(text: str) -> Iterator[Whole]:
    """Yield every run of capitalised words, without the offices and the like that it begins with.

    >>> [each.name for each in find("Yesterday President Joe Biden's aide met Ms Kamala Haris.")]
    ['Joe Biden', 'Kamala Haris']
    """
    for run in RUN.finditer(text):
        name = POSSESSIVE.sub("", run[0])
        start = word = 0
        for space in SPACE.finditer(name):
            if _is_no_name(name[word : space.start()]):
                start = space.end()
            word = space.end()
        name = name[start:]
        words = split(name)
        if FEWEST <= len(words) <= MOST and SPACE.search(name) and not any(map(_is_capitals, words)):
            yield Whole(run.start() + start, run.start() + start + len(name), name, words)


def _is_no_name(word: str) -> bool:
    """Whether a word is none of a name, nor is what stands before it: "White House Representative"."""
    return word in starters() or (word.isupper() and 1 < len(word) <= 3)


def _is_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


@cache
def starters() -> frozenset[str]:
    """Words with which a run of capitalised words begins, and no name does: "President", "Yesterday", "French"."""
    return frozenset(STARTERS.read_text(encoding="utf-8").split())
