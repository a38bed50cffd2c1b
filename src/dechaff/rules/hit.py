"""What searching a text for rules finds: hits, and matches that a condition held back."""

from dataclasses import dataclass

from dechaff.model import Span
from dechaff.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule and the lines it found; `span` is the part of the first line that matched."""

    rule: Rule
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that found a line and that a condition kept from it."""

    rule: Rule
    line: int
    condition: str
