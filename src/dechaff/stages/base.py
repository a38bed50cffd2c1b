"""What a stage is, and what every stage is handed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from dechaff.config import Settings
from dechaff.model import Document, Edit, Flag
from dechaff.names.people import People
from dechaff.rules.book import Book


@dataclass(frozen=True, slots=True)
class Resources:
    """What is loaded once and read by all stages: the settings, the rule files, the people."""

    settings: Settings
    rules: Book
    people: People


class Stage(Protocol):
    """A module that proposes edits to a document and changes nothing."""

    NAME: str

    def propose(self, document: Document, resources: Resources) -> Iterable[Edit | Flag]:
        """Yield edits, in any order but not overlapping, and flags."""
