"""Which stretches of a line a repair changed: small ones, cut so that each says what was damaged."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rapidfuzz.distance import Opcode

# What is damaged together is shown together: an entity, or a run of characters outside ASCII.
UNIT = re.compile("&#?[0-9A-Za-z]{1,24};|[^\x00-\x7f]+")

FOREIGN = re.compile("([^\x00-\x7f]+)")

# The last character of an entity belongs to it, whatever it stands for.
KEPT = frozenset(";")


class Change(NamedTuple):
    """A stretch of the old line and what stands there in the new one."""

    start: int
    end: int
    old: str
    new: str


def changes(old: str, new: str) -> list[Change]:
    """The changes that lead from `old` to `new`, in order; together they are exact.

    >>> changes("cafÃ© &amp; bar", "café & bar")
    [Change(start=3, end=5, old='Ã©', new='é'), Change(start=6, end=11, old='&amp;', new='&')]
    """
    parts, made = FOREIGN.split(old), FOREIGN.split(new)
    if parts[::2] == made[::2]:  # the ASCII is the same, and so parts the rest alike
        return _between(parts, made)
    return _aligned(old, new)


def _between(parts: Sequence[str], made: Sequence[str]) -> list[Change]:
    """The changes between parts of two lines of which every second is the same."""
    found, start = [], 0
    for part, new in zip(parts, made, strict=True):
        if part != new:
            found.append(_trimmed(Change(start, start + len(part), part, new)))
        start += len(part)
    return found


def _aligned(old: str, new: str) -> list[Change]:
    """The changes between two lines by the fewest characters."""
    from rapidfuzz.distance import Levenshtein

    blocks = [op for op in Levenshtein.opcodes(old, new) if op.tag != "equal"]
    spans = _merged(sorted([*((op.src_start, op.src_end) for op in blocks), *_units(old, blocks)]))
    found, shift, position = [], 0, 0
    for start, end in spans:
        grown = 0
        while position < len(blocks) and blocks[position].src_end <= end:
            op = blocks[position]
            grown += (op.dest_end - op.dest_start) - (op.src_end - op.src_start)
            position += 1
        found.append(_trimmed(Change(start, end, old[start:end], new[start + shift : end + shift + grown])))
        shift += grown
    return [change for change in found if change.old != change.new]


def _trimmed(change: Change) -> Change:
    """A change without the ASCII letters that it has in common at its end: alignment may give it some."""
    old, new = change.old, change.new
    common = 0
    while common < min(len(old), len(new)) and old[-1 - common] == new[-1 - common] and old[-1 - common] not in KEPT:
        common += 1
    if not common:
        return change
    return Change(change.start, change.end - common, old[:-common], new[:-common])


def _units(old: str, blocks: Sequence["Opcode"]) -> Iterator[tuple[int, int]]:
    """The units of the old line that a block touches."""
    position = 0
    for unit in UNIT.finditer(old):
        while position < len(blocks) and blocks[position].src_end < unit.start():
            position += 1
        if position < len(blocks) and blocks[position].src_start <= unit.end():
            yield unit.span()


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap or touch."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
