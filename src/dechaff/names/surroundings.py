"""What the sentence around a name says of its bearer: a country, people of that country, politics, a private life."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, TypeVar

from dechaff.names import evidence, mentions, table
from dechaff.names.known import Crowd
from dechaff.names.mentions import Whole
from dechaff.names.witness import Witness

P = TypeVar("P", bound=tuple[object, ...])

HERE = Path(__file__).parent

# Whoever is introduced so is no public person: "Colin Hall, a nurse", "Bob Rai, 34".
PRIVATE = re.compile(r"['’]?s?,? (?:\(?\d{1,3}\b|who (?:teach|works|worked|plays|lives|runs|sings|scored)|aged \d)")

# Between the word for a country and the office: "Italian right-wing senator". None of these stands there.
WITHIN_TITLE = re.compile(r"[ \xa0](?!(?:and|as|by|for|from|in|of|on|over|that|to|with)\b)(?:[a-z-]+[ \xa0])?")

# Somebody speaks in public, or is spoken of.
REPORTED = ("said", "told", "says", "statement", "reporters", "interview", "announced", "conference", "meeting")


class Word(NamedTuple):
    """A word that tells who is meant: one that stands for countries, or else one of politics, or of reports."""

    spelling: str
    countries: tuple[str, ...] = ()
    is_political: bool = False


class Place(NamedTuple):
    """Where such a word stands in a text."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words that stand for countries, by country; whether it is politics, a report, a private life.

    `introduced` is the word for a country in the title before the name, if any: "the Italian senator Marco Rubini".
    """

    countries: dict[str, str]
    is_political: bool
    is_reported: bool
    is_private: bool
    introduced: Word | None = None

    @property
    def is_public(self) -> bool:
        """Whether they speak of public affairs at all."""
        return not self.is_private and bool(self.countries or self.is_political or self.is_reported)


class Reading:
    """A text, the words in it that tell who is meant, and its names.

    Only lines with such words are searched for names; all are where somebody is named there whom a name may mean, and
    with `whole`.
    """

    def __init__(
        self, text: str, places: Sequence[Place], crowd: Crowd, witness: Witness | None = None, *, whole: bool = False
    ) -> None:
        self._text = text
        self._places = places
        self.crowd = crowd
        self.witness = witness
        self.names: Sequence[Whole] = mentions.of_text(text) if whole else [*self._names_of_lines()]
        self.standing = crowd.meant_names.intersection(name.name for name in self.names)
        """Of those whom a name may mean, who is named rightly."""
        if self.standing and not whole:
            self.names = mentions.of_text(text)

    def pages(self, whole: Whole, right: str, *, sure: bool = True) -> int:
        """On how many other pages a name stands as it should; 0 where the sentence of the wrong one is not public."""
        if self.witness is None or not self.around(whole).is_public:
            return 0
        return self.witness.pages(whole.name, right, sure=sure)

    def _names_of_lines(self) -> Iterator[Whole]:
        done = -1
        for start, end, _ in self._places:
            if start > done:
                done = self._text.find("\n", end)
                done = len(self._text) if done < 0 else done
                yield from mentions.find(self._text, self._text.rfind("\n", 0, start) + 1, done)

    @cached_property
    def _bearers(self) -> list[tuple[int, list[str]]]:
        """Where people are named whose countries are known, and which."""
        found = ((one.start, self.crowd.countries_of(one.name)) for one in self.names)
        return [(start, countries) for start, countries in found if countries]

    def near(self, whole: Whole) -> tuple[set[str], bool]:
        """The countries that may stand in the sentence of a name, and whether politics or a report may.

        Those of its line within reach: all that do stand in its sentence, and perhaps others.
        """
        low, high = max(0, whole.start - evidence.REACH), whole.end + evidence.REACH
        low = max(low, self._text.rfind("\n", low, whole.start))
        end = self._text.find("\n", whole.end, high)
        high = high if end < 0 else end
        countries: set[str] = set()
        reported = False
        for _, _, word in _between(self._places, low, high):
            countries.update(word.countries)
            reported = reported or not word.countries
        for _, others in _between(self._bearers, low, high):
            countries.update(others)
        return countries, reported

    def around(self, whole: Whole) -> Surroundings:
        """Read the sentence of a name."""
        start, end = evidence.sentence(self._text, whole.start, whole.end)
        words = [*self._words(start, whole.start), *self._words(whole.end, end)]
        countries: dict[str, str] = {}
        for word in words:
            for country in word.countries:
                countries.setdefault(country, word.spelling)
        for other in _between(self.names, start, end):
            if other.name != whole.name:
                for country in self.crowd.countries_of(other.name):
                    countries.setdefault(country, other.name)
        reported = any(not word.is_political and not word.countries for word in words)
        political = any(word.is_political for word in words)
        private, title = self._is_private(whole, end), self._introduced(whole, start)
        return Surroundings(countries, political, reported, private, title)

    def _introduced(self, whole: Whole, start: int) -> Word | None:
        """The word for a country in the title before a name, nothing but offices between."""
        end = whole.start
        for place in reversed(_between(self._places, start, whole.start)):
            between = self._text[place.end : end]
            if place.word.countries:
                is_title = end < whole.start and WITHIN_TITLE.fullmatch(between)
                return place.word if is_title else None
            if not place.word.is_political or between not in {" ", "\xa0"}:
                return None
            end = place.start
        return None

    def _is_private(self, whole: Whole, end: int) -> bool:
        """Whether a name is introduced as that of no public person."""
        after = self._text[whole.end : end]
        introduced = evidence.INTRODUCED.match(after)
        if introduced and not any(word.is_political for word in self._words(whole.end, whole.end + introduced.end())):
            return True
        return bool(PRIVATE.match(after))

    def _words(self, start: int, end: int) -> Iterator[Word]:
        """The words that stand in a part of the text."""
        return (place.word for place in _between(self._places, start, end) if place.end <= end)


def _between(places: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Those of some places, in order, that begin in a part of the text."""
    first = bisect_left(places, start, key=itemgetter(0))
    return places[first : bisect_left(places, end, first, key=itemgetter(0))]


@cache
def words() -> dict[str, Word]:
    """The words that tell who is meant, by their spelling."""
    meant: dict[str, list[str]] = {}
    for row in table.read(HERE / "countries.tsv", ("country", "words", "same", "script")):
        codes = [code for code in row.many("same") if len(code) == 3 and code.isupper()]
        for word in (*row.many("words"), *codes):
            meant.setdefault(word, []).append(row.one("country"))
    offices = [word for row in table.read(HERE / "offices.tsv", ("office", "words")) for word in row.many("words")]
    politics = [*offices, *(HERE / "politics.txt").read_text(encoding="utf-8").split("\n")]
    found = {word: Word(word) for word in REPORTED}
    found |= {word: Word(word, is_political=True) for word in politics if word}
    return found | {word: Word(word, tuple(countries)) for word, countries in meant.items()}
