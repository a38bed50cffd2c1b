"""What a repair is: a stretch of a text, what should stand there, the rule that says so, and why."""

from dataclasses import dataclass

from dechaff.model import Edit


@dataclass(frozen=True, slots=True)
class Repair:
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
