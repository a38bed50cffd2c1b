"""Tidy what is left: surplus blank lines, doubled full stops; flag what looks broken beyond repair."""

from collections.abc import Iterator
from functools import cache

from dechaff.model import Document, Edit, Flag
from dechaff.repairs import blank_lines, garbled, punctuation, spaces
from dechaff.repairs.gate import Gate
from dechaff.stages.base import Resources

NAME = "spacing"


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """Yield removals of blank lines, repairs of punctuation, and flags."""
    text = document.text
    for repair in blank_lines.find(text):
        yield repair.edit(text, "spacing", NAME)
    worth = _gate().open_for(text)
    for name, find in (("stops", punctuation.find), ("spaces", spaces.find)):
        if name in worth:
            for repair in find(text):
                yield repair.edit(text, "punctuation", NAME)
    yield from (flag for flag in garbled.find(text, worth) if resources.settings.wants(flag.rule, "garbled"))


@cache
def _gate() -> Gate:
    return Gate({"stops": punctuation.NEEDS, "spaces": spaces.NEEDS, **garbled.NEEDS})
