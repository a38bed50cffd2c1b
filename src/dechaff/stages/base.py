"""What a stage is, and what every stage is handed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dechaff.config import Settings
from dechaff.model import Document, Edit, Flag
from dechaff.names.people import People
from dechaff.rules.book import Book

if TYPE_CHECKING:
    from dechaff.repeats.table import Repeats


@dataclass(frozen=True, slots=True)
class Score:
    """The word F1 that a page's clean text is expected to reach, from 0 to 1."""

    value: float


Proposal = Edit | Flag | Score


@dataclass(frozen=True, slots=True)
class Resources:
    """What is loaded once and read by all stages: the settings, the rule files, the people.

    `repeats` is what was counted over all pages of a run; None where a text is cleaned alone.
    """

    settings: Settings
    rules: Book
    people: People
    repeats: "Repeats | None" = None


class Stage(Protocol):
    """A module that proposes edits to a document and changes nothing."""

    NAME: str

    def propose(self, document: Document, resources: Resources) -> Iterable[Proposal]:
        """Yield edits, in any order but not overlapping, flags, and a page's score."""
