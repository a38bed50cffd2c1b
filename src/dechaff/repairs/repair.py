"""What a repair is: a stretch of a text, what should stand there, the rule that says so, and why."""

from collections.abc import Sequence
from typing import NamedTuple

from dechaff.model import Edit


class Repair(NamedTuple):
    """A repair that a finder proposes; a stage makes an edit of it."""

    start: int
    end: int
    new: str
    rule: str
    reason: str

    def edit(self, text: str, kind: str, stage: str) -> Edit:
        """The edit that makes the repair in `text`, where it was found.

        >>> Repair(2, 4, ".", "spacing/doubled-stop", "").edit("on..", "punctuation", "spacing").old
        '..'
        """
        return Edit(self.start, self.end, text[self.start : self.end], self.new, self.rule, kind, stage, self.reason)


def make(text: str, repairs: Sequence[Repair]) -> str:
    """A text with repairs made, which are sorted and disjoint.

    >>> make("on.. off", [Repair(2, 4, ".", "spacing/doubled-stop", "")])
    'on. off'
    """
    parts: list[str] = []
    position = 0
    for repair in repairs:
        parts += (text[position : repair.start], repair.new)
        position = repair.end
    return "".join([*parts, text[position:]])
