"""What an engine is, and what it answers."""

from dataclasses import dataclass
from typing import Protocol

from dechaff.model import Document


@dataclass(frozen=True, slots=True)
class Vote:
    """How much of each block belongs to the main content, from 0 to 1; or why the engine cannot say.

    An engine that is unsure keeps all that is shown: chaff left in is seen and can be removed, grain that is gone is
    not.
    `reasons` may say of each block what it is if it is no main content, `doubt` why the whole vote may be wrong.
    `score` is the word F1 that the engine expects its choice to reach; None where it cannot tell.
    """

    keep: tuple[float, ...]
    unsure: str = ""
    reasons: tuple[str, ...] = ()
    doubt: str = ""
    score: float | None = None


class Engine(Protocol):
    """A function that looks at a page and votes on its blocks. It never returns text."""

    def __call__(self, document: Document) -> Vote:
        """Vote on `document.blocks`; the document has a page."""


def keep_all(document: Document, unsure: str = "") -> Vote:
    """Keep every block that the page shows."""
    return Vote(tuple(0.0 if block.hidden else 1.0 for block in document.blocks), unsure)
