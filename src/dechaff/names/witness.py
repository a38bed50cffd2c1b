"""Whoever knows the other pages of a site: on them somebody may be named rightly whom a page misspells."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Witness(Protocol):
    """Is asked where a text itself does not say who is meant."""

    def __hash__(self) -> int: ...

    def pages(self, wrong: str, right: str, *, sure: bool) -> int:
        """On how many other pages a name stands as it should; 0 where a spelling may not be taken for it.

        Where the two are not so alike that this alone makes it `sure`, other pages must have repaired it so.
        """


class Vouched(NamedTuple):
    """A spelling of one page, who is meant by it, and on how many other pages that name stands, or was repaired."""

    wrong: str
    right: str
    pages: int
    repaired: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What a page was told when all pages had been counted."""

    vouched: tuple[Vouched, ...]

    def pages(self, wrong: str, right: str, *, sure: bool) -> int:
        """The pages of a name that was vouched for; 0 for any other."""
        found = (each for each in self.vouched if each[:2] == (wrong, right) and (sure or each.repaired))
        return next((each.pages for each in found), 0)
