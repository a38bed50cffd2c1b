"""Carry a repair over to the rest of its text: the same name elsewhere, and the surname alone."""

import re
from collections.abc import Iterator, Sequence

from dechaff.names import evidence
from dechaff.names.alike import is_borne
from dechaff.names.forms import is_whole
from dechaff.names.mentions import CAPITAL, split, starters
from dechaff.repairs.repair import Repair

# Behind a capitalised word a surname is part of another name, unless it is one such as "Mr" or "Then".
OTHER_NAME = re.compile(rf"([{CAPITAL}][^\W\d_]*|\b[{CAPITAL}][.])[ \xa0-]\Z")


def over(text: str, repaired: Sequence[Repair]) -> Iterator[Repair]:
    """Yield repairs that follow from those of whole names in the same text.

    >>> found = Repair(0, 10, "Colin Kahl", "names/misspelt", "evidence")
    >>> [each.new for each in over("Colin Kall of the Pentagon. Kall left. Colin Kall.", [found])]
    ['Colin Kahl', 'Kahl']
    """
    taken = {position for repair in repaired for position in range(repair.start, repair.end)}
    meant: dict[str, str] = {}
    for repair in repaired:
        old, new = text[repair.start : repair.end], repair.new
        if len(split(old)) > 1:
            meant.setdefault(old, new)
            surname, right = split(old)[-1], split(new)[-1]
            if surname != right and not is_borne(surname):
                meant.setdefault(surname, right)
    for old in sorted(meant, key=len, reverse=True):
        for start, end in whole(text, old):
            if start not in taken and _may_change(text, start, end):
                taken.update(range(start, end))
                reason = f"{old} is {meant[old]}: the whole name is repaired in the same text"
                yield Repair(start, end, meant[old], repaired[0].rule, reason)


def whole(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name stands, no word going on at either side."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if is_whole(text, start, end):
            yield start, end
        start = text.find(name, end)


def _may_change(text: str, start: int, end: int) -> bool:
    """Whether a name stands by itself: no part of another name, an address, a talk of spellings."""
    before, after = text[max(0, start - evidence.REACH) : start], text[end : end + evidence.REACH]
    other = OTHER_NAME.search(before)
    if other and other[1] not in starters():
        return False
    if evidence.LONGER_NAME.match(after) and not evidence.TITLE_AFTER.match(after):
        return False
    return evidence.is_plain(text, start, end)
