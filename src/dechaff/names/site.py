"""What the pages of a site say of each other's names.

Each page tells which names stand on it, and asks for those that its own text does not settle. When all pages have been
counted, each is told which of its names the others vouch for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from dechaff.names import mentions, repair
from dechaff.names.people import People
from dechaff.names.witness import Answers, Vouched

# Somebody is spoken of on a site if more than this share of its pages names him: a large site names everybody once.
SPOKEN_OF = 0.01


class Told(NamedTuple):
    """The names of a page, those it has repaired by itself included, and what it asks: who is meant by a spelling."""

    names: set[str]
    asked: dict[str, str]


@dataclass(eq=False, slots=True)
class _Questions:
    """A witness who knows nothing yet, and remembers what was asked."""

    asked: dict[str, str] = field(default_factory=dict)

    def pages(self, wrong: str, right: str, *, sure: bool) -> int:  # noqa: ARG002
        self.asked[wrong] = right
        return 0


def told(text: str, people: People, language: str | None = None) -> Told:
    """What a page has to tell.

    >>> page = told("Marko Roumpio left the meeting. Jana Novak stayed.", People.load(()))
    >>> sorted(page.names), page.asked
    (['Jana Novak', 'Marko Roumpio'], {'Marko Roumpio': 'Marco Rubio'})
    """
    questions = _Questions()
    found = repair.find(text, people, language=language, witness=questions)
    repaired = {text[each.start : each.end]: each.new for each in found}
    names = {each.name for each in mentions.of_text(text)}.difference(repaired)
    return Told(names.union(repaired.values(), map(_repaired, repaired.items())), questions.asked)


def answer(asked: dict[str, str], count: Callable[[str], int], pages: int) -> Answers:
    """The names that others vouch for: the site speaks of them, and mostly says whom it means where it misspells them.

    `count` says how many of the site's `pages` told of a name, or of a repair; 0 where they were few.

    >>> told = {"Marco Rubio": 12, "Mark Hughes": 5, "Marc Hughes": 4}
    >>> asked = {"Marko Roumpio": "Marco Rubio", "Marc Hughes": "Mark Hughes"}
    >>> answer(asked, lambda name: told.get(name, 0), 90).vouched
    (Vouched(wrong='Marko Roumpio', right='Marco Rubio', pages=12, repaired=0),)
    """
    found = (Vouched(*names, count(names[1]), count(_repaired(names))) for names in sorted(asked.items()))
    spoken_of = (each for each in found if each.pages > SPOKEN_OF * pages)
    return Answers(tuple(each for each in spoken_of if count(each.wrong) <= each.repaired))


def _repaired(wrong_and_right: tuple[str, str]) -> str:
    """How a page tells that it has repaired a name by itself."""
    return " > ".join(wrong_and_right)
