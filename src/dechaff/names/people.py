"""The people whose names are repaired: the list that ships, the user's own lists, and the table of styles."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from dechaff.names import known, surroundings, table
from dechaff.names.forms import Form, Forms, Mention, Need, Spellings
from dechaff.names.known import Crowd, Known
from dechaff.names.surroundings import Place, Word
from dechaff.names.table import Row

SHIPPED = Path(__file__).parent
COLUMNS = ("canonical", "wrong", "doubtful", "accepted", "country", "role", "evidence")
COUNTRY_COLUMNS = ("country", "words", "same", "script")
STYLE_COLUMNS = ("preferred", "accepted", "except")


@dataclass(frozen=True, slots=True)
class Person:
    """A person: the right spelling, wrong ones, accepted ones, and what stands near when this person is meant.

    `doubtful` forms are wrong for this person and right for somebody else. Each of `pieces` is a set of words that
    counts once as evidence; the country's words are the first piece. `need` is what a wrong form needs of them.
    """

    canonical: str
    wrong: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    role: str = ""
    pieces: tuple[tuple[str, ...], ...] = ()
    need: Need = Need.NONE
    is_shipped: bool = False
    country: str = ""

    def forms(self) -> Iterator[Form]:
        """The wrong forms, each with the evidence it needs."""
        for need, spellings in ((self.need, self.wrong), (Need.TWO, self.doubtful)):
            for spelling in spellings:
                yield Form(spelling, self.canonical, need, self.role, self.pieces, self.is_shipped)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that stand for a country and for an office."""

    countries: dict[str, tuple[str, ...]]
    offices: dict[str, tuple[str, ...]]
    names: dict[str, str]  # of a country, also by its code, as our tables call it

    @classmethod
    def load(cls) -> "Vocabulary":
        """Read the tables that ship."""
        rows = list(table.read(SHIPPED / "countries.tsv", COUNTRY_COLUMNS))
        countries, names = {}, {}
        for row in rows:
            for name in (row.one("country"), *row.many("same")):
                names[name] = row.one("country")
                countries[name] = tuple(dict.fromkeys((*row.many("words"), name)))
        offices = table.read(SHIPPED / "offices.tsv", ("office", "words"))
        return cls(countries, {row.one("office"): row.many("words") for row in offices}, names)

    def pieces(self, row: Row) -> tuple[tuple[str, ...], ...]:
        """The pieces of evidence of a row: its country, its office, its own words; no word in two of them."""
        country, role = row.one("country"), row.one("role")
        office = next((words for office, words in self.offices.items() if office in role), ())
        own = [piece.split(table.SEPARATOR) for piece in row.one("evidence").split(" & ")]
        pieces = [self.countries.get(country, (country,)), office, *own]
        seen: set[str] = set()
        kept = []
        for piece in pieces:
            words = tuple(word.strip() for word in piece if word.strip() and word.strip() not in seen)
            seen.update(words)
            kept.append(words)
        return tuple(piece for piece in kept if piece)


class Search(NamedTuple):
    """What stands in a text: wrong spellings, and words that tell who is meant."""

    mentions: list[Mention]
    places: list[Place]


@dataclass(frozen=True, eq=False)
class People:
    """All people, later lists first: what a user says about a person or a form replaces what ships."""

    persons: tuple[Person, ...]
    styles: tuple[Form, ...] = ()

    @classmethod
    def load(cls, files: Iterable[str] = ()) -> "People":
        """Read the shipped list and the users' files. Raises SettingsError.

        >>> People.load(()).wrong.find("Said Colin Kall: no")[0].form.canonical
        'Colin Kahl'
        """
        words = Vocabulary.load()
        own: dict[str, Person] = {}
        for file in files:
            own.update((person.canonical, person) for person in _listed(Path(file), words, is_shipped=False))
        shipped = _listed(SHIPPED / "people.tsv", words, is_shipped=True)
        kept = (person for person in shipped if person.canonical not in own)
        return cls((*own.values(), *kept), tuple(_styles(SHIPPED / "style.tsv")))

    def joined(self, more: tuple[Person, ...]) -> "People":
        """These people and some more, who count first."""
        return _joined(self, more) if more else self

    @cached_property
    def fingerprint(self) -> str:
        """A hash that changes when any person does, or any style."""
        everything = repr((self.persons, self.styles, known.fingerprint()))
        return sha256(everything.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @cached_property
    def crowd(self) -> Crowd:
        """Everybody known to exist, those of these lists included."""
        right = (form for person in self.persons for form in (person.canonical, *person.accepted))
        return Crowd((Known.made(one.canonical, one.country, one.role) for one in self.persons), right)

    @cached_property
    def wrong(self) -> Forms:
        """Every wrong spelling, ready to be found. What a user's list calls right is nobody's wrong spelling."""
        own = [person for person in self.persons if not person.is_shipped]
        right = {form for person in own for form in (person.canonical, *person.accepted)}
        forms = (form for person in self.persons for form in person.forms())
        return Forms([form for form in forms if not (form.is_shipped and form.spelling in right)])

    @cached_property
    def _spellings(self) -> tuple[Spellings, list[tuple[Form | None, Word | None]]]:
        """All that a text is searched for, and of each whether it is a wrong form, a word that tells, or both."""
        forms, words = self.wrong.by_spelling, surroundings.words()
        spellings = list(forms | words)
        return Spellings(spellings), [(forms.get(each), words.get(each)) for each in spellings]

    def read(self, text: str) -> Search:
        """Search a text once, for wrong spellings and for words that tell who is meant.

        >>> found = People.load(()).read("Said Colin Kall: no")
        >>> [mention.form.canonical for mention in found.mentions], [place.word.spelling for place in found.places]
        (['Colin Kahl'], [])
        """
        spellings, meanings = self._spellings
        mentions, places = [], []
        for index, start, end in spellings.find(text):
            form, word = meanings[index]
            if form:
                mentions.append(Mention(start, end, form))
            if word:
                places.append(Place(start, end, word))
        return Search(mentions, places)

    @cached_property
    def accepted(self) -> Forms:
        """Every accepted spelling that is not the preferred one, ready to be found; for `normalise_names` only."""
        of_people = (
            Form(spelling, person.canonical, Need.NONE, is_shipped=person.is_shipped)
            for person in self.persons
            for spelling in person.accepted
        )
        return Forms([*of_people, *self.styles])


@lru_cache(maxsize=16)  # pages of a site come one after another
def _joined(people: People, more: tuple[Person, ...]) -> People:
    names = {person.canonical for person in more}
    return People((*more, *(one for one in people.persons if one.canonical not in names)), people.styles)


def persons(
    rows: Iterable[Row], words: Vocabulary, *, is_shipped: bool, refuse: Callable[[Row, str], None]
) -> Iterator[Person]:
    """Read the lines of a list of people; a person or a wrong form that stands there twice is refused.

    So is a wrong form that is another person's right name: two of them could turn names back and forth.
    """
    seen: dict[str, int] = {}
    meant: dict[str, str] = {}
    right: dict[str, str] = {}
    wrong: list[tuple[Row, Person]] = []
    for row in rows:
        person = _person(row, words, is_shipped=is_shipped)
        if person.canonical in seen:
            refuse(row, f"{person.canonical} stands at line {seen[person.canonical]} too; join the two")
        seen[person.canonical] = row.line
        for form in (*person.wrong, *person.doubtful):
            if form in (person.canonical, *person.accepted):
                refuse(row, f'"{form}" cannot be both wrong and right; delete it from one of them')
            if form in meant:
                refuse(row, f'"{form}" is a wrong form of {meant[form]} too; keep it for one of them')
            meant[form] = person.canonical
        right.update((form, person.canonical) for form in (person.canonical, *person.accepted))
        wrong.append((row, person))
        yield person
    for row, person in wrong:
        for form in person.wrong:
            if right.get(form, person.canonical) != person.canonical:
                refuse(row, f'"{form}" is the right name of {right[form]}; write it under doubtful')


def _listed(path: Path, words: Vocabulary, *, is_shipped: bool) -> Iterator[Person]:
    """Read a list of people. Raises SettingsError."""

    def refuse(row: Row, message: str) -> None:
        raise row.error(message)

    return persons(table.read(path, COLUMNS), words, is_shipped=is_shipped, refuse=refuse)


def _person(row: Row, words: Vocabulary, *, is_shipped: bool) -> Person:
    """Read a line. Who lists a wrong form without evidence wants it repaired wherever it stands."""
    return Person(
        row.one("canonical"),
        row.many("wrong"),
        row.many("doubtful"),
        row.many("accepted"),
        row.one("role"),
        words.pieces(row),
        Need.ONE if is_shipped or row.one("evidence") else Need.NONE,
        is_shipped,
        words.names.get(row.one("country"), row.one("country")),
    )


def _styles(path: Path) -> Iterator[Form]:
    for row in table.read(path, STYLE_COLUMNS):
        for spelling in row.many("accepted"):
            yield Form(spelling, row.one("preferred"), Need.NONE, exceptions=row.many("except"))
