"""Whether a line is prose: only there can a stray space or stop be told from style, tables and code."""

import re

# How much of a line is looked at on either side of a place.
LONGEST_LINE = 3_000
MIN_WORDS = 12
# Headlines and lyrics have fewer words in small letters.
MIN_SMALL_SHARE = 0.6
CODE = re.compile(r"[{}`\\]|;\s*\Z|\w\(\)|\bcd \.\.")


def line_at(text: str, position: int) -> tuple[int, int]:
    """The line around a position, at most a few thousand characters of it."""
    low, high = max(0, position - LONGEST_LINE), min(len(text), position + LONGEST_LINE)
    start = max(text.rfind("\n", low, position), text.rfind("\r", low, position)) + 1
    ends = [end for end in (text.find("\n", position, high), text.find("\r", position, high)) if end >= 0]
    return start or low, min(ends, default=high)


def is_prose(line: str) -> bool:
    """Whether a line is long enough, and mostly in small letters.

    >>> is_prose("The ferry left at six, and nobody on the quay could say when it would return.")
    True
    """
    words = line.split()
    small = sum(word[:1].islower() for word in words)
    return len(words) >= MIN_WORDS and small >= MIN_SMALL_SHARE * len(words)
