"""The people who are known to exist: whose name is left alone, and whom a name that sounds alike may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from dechaff.names import sound, table
from dechaff.names.mentions import WHOLE_NAME, split

FILE = Path(__file__).with_name("known.tsv.zst")
ATTESTED = Path(__file__).with_name("attested.tsv.zst")
COMMON = Path(__file__).with_name("common.txt.zst")
COUNTRIES = Path(__file__).with_name("countries.tsv")

# Only people who are written about in this many languages are meant by a name that sounds alike: of others the press
# prints several spellings, and none is known to be right.
LEAST_FAME = 6
# How many consonants of the whole name may differ between two names that sound alike.
MOST_DIFFERENT = 3


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who may be meant: the right spelling, country, office, the year it is known from, how the name sounds.

    The skeletons are those of the given name and the surname, one a reading; nobody without any is ever meant.
    """

    name: str
    country: str
    role: str = ""
    year: str = ""
    skeletons: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name."""
        return split(self.name)

    @classmethod
    def made(cls, name: str, country: str, role: str) -> "Known":
        """Somebody of a user's list."""
        return cls(name, country, role, "", tuple(skeletons_of(split(name))) if WHOLE_NAME.fullmatch(name) else ())


@dataclass(frozen=True, slots=True)
class Shipped:
    """The shipped file: where the bearers of each name are from, whom a name may mean, and whose spelling varies."""

    countries: dict[str, str]
    targets: tuple[Known, ...]
    loose: frozenset[str]


@cache
def shipped() -> Shipped:
    """Read the shipped file; once, and only when a text names somebody."""
    countries: dict[str, str] = {}
    targets, loose = [], []
    for line in _lines(FILE)[1:]:
        name, country, role, year, fame, skeletons = line.split("\t")
        countries[name] = f"{countries[name]}|{country}" if name in countries else country
        if fame == "loose":
            loose.append(name)
        elif skeletons:
            targets.append(Known(name, country, role, year, tuple(skeletons.split("|"))))
    return Shipped(countries, tuple(targets), frozenset(loose))


@cache
def fingerprint() -> str:
    """A hash that changes when one of the shipped files does."""
    return sha256(
        b"".join(sha256(path.read_bytes()).digest() for path in (FILE, ATTESTED, COMMON, COUNTRIES))
    ).hexdigest()


@cache
def attested() -> dict[str, tuple[int, int]]:
    """How many people bear a word, in small ASCII letters, as surname and as given name."""
    cells = (line.split("\t") for line in _lines(ATTESTED)[1:])
    return {word: (int(surnames), int(given)) for word, surnames, given in cells}


@cache
def common() -> frozenset[str]:
    """Words that English writes in small letters."""
    return frozenset(_lines(COMMON))


@cache
def spelt_in_latin() -> frozenset[str]:
    """Countries whose people write their names in Latin letters, so that one spelling is right."""
    rows = table.read(COUNTRIES, ("country", "words", "same", "script"))
    return frozenset(row.one("country") for row in rows if row.one("script") != "other")


def _lines(path: Path) -> list[str]:
    import zstandard

    lines = zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes()).decode("utf-8").split("\n")
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return lines[first:-1]


class Crowd:
    """The shipped people and those of the users' lists, ready to be asked who is known and who sounds alike."""

    def __init__(self, own: Iterable[Known] = (), right: Iterable[str] = ()) -> None:
        self._own = tuple(own)
        self._right = frozenset(right)

    @cached_property
    def _bare(self) -> frozenset[str]:
        return frozenset(sound.bare_all([*shipped().countries, *self._right]))

    def countries_of(self, name: str) -> list[str]:
        """The countries of everybody who bears a name; empty where nobody is known by it."""
        found = shipped().countries.get(name) or self._own_countries.get(name)
        return found.split("|") if found else []

    def is_spelt(self, name: str) -> bool:
        """Whether a name is somebody's as it is spelt."""
        return name in shipped().countries or name in self._right

    def is_somebody(self, name: str, words: tuple[str, ...]) -> bool:
        """Whether somebody is known by a name, accents aside, the surname last or first."""
        if self.is_spelt(name):
            return True
        turned = (" ".join((*words[1:], words[0])), " ".join((words[-1], *words[:-1])))
        bare = self._bare
        return sound.bare(name) in bare or sound.bare(turned[0]) in bare or sound.bare(turned[1]) in bare

    @cached_property
    def _own_countries(self) -> dict[str, str]:
        return {person.name: person.country for person in self._own}

    @cached_property
    def meant(self) -> list[Known]:
        """Whom a name may mean; of two with the same name and country the shipped one, whose years are known."""
        loose, latin = shipped().loose, spelt_in_latin()
        own = [one for one in self._own if one.skeletons and one.name not in loose and one.country in latin]
        everyone = {(one.name, one.country): one for one in (*own, *shipped().targets)}
        return list(everyone.values())

    @cached_property
    def meant_names(self) -> frozenset[str]:
        """The names of all whom a name may mean."""
        return frozenset(person.name for person in self.meant)

    @cached_property
    def _by_skeleton(self) -> dict[str, list[Known]]:
        by_skeleton = defaultdict(list)
        for person in self.meant:
            for skeleton in person.skeletons:
                by_skeleton[skeleton].append(person)
        return by_skeleton

    @cached_property
    def _countries(self) -> dict[str, "Country"]:
        by_country = defaultdict(list)
        for person in self.meant:
            by_country[person.country].append(person)
        return {country: Country(people) for country, people in by_country.items()}

    def has_like(self, words: tuple[str, ...], country: str, *, same_given: bool, same_surname: bool) -> bool:
        """Whether somebody of a country may have the consonants of the given name, of the surname, where they must."""
        skeletons = self._countries[country].parts if country in self._countries else frozenset()
        surname = sound.of(words[-1]).skeletons[0] if same_surname else ""
        if same_given:
            return any(f"{given} {surname}" in skeletons for given in sound.of(words[0]).skeletons)
        return f" {surname}" in skeletons

    def like_sounding(self, words: tuple[str, ...]) -> list[Known]:
        """Everybody whose name has the same consonants."""
        found = {one.name: one for skeleton in skeletons_of(words) for one in self._by_skeleton.get(skeleton, ())}
        return [one for one in found.values() if len(one.words) == len(words)]

    def alike(self, words: tuple[str, ...], countries: Iterable[str]) -> list[Known]:
        """The people of some countries whose names have the same consonants, or nearly."""
        found: dict[tuple[str, str], Known] = {}
        for country in countries:
            if country in self._countries:
                found |= {(one.name, country): one for one in self._countries[country].alike(words)}
        return list(found.values())


class Country:
    """The people of a country whom a name may mean, ready to be asked who sounds alike."""

    def __init__(self, people: Sequence[Known]) -> None:
        self._people = people

    @cached_property
    def parts(self) -> frozenset[str]:
        """The skeletons of its people, those of given names alone, a space behind them, and of surnames alone."""
        whole = {tuple(skeleton.split(" ")) for person in self._people for skeleton in person.skeletons}
        given, surnames = ({parts[place] for parts in whole} for place in (0, 1))
        return frozenset(
            (*map(" ".join, whole), *(f"{part} " for part in given), *(f" {part}" for part in surnames), " ")
        )

    @cached_property
    def _alphabet(self) -> dict[tuple[str, int], tuple[list[str], list[list[Known]]]]:
        """By their first consonants and how many words they have, the skeletons of its people, and whose they are."""
        bearers: dict[tuple[str, int], dict[str, list[Known]]] = defaultdict(lambda: defaultdict(list))
        for person in self._people:
            count = len(person.words)
            for skeleton in person.skeletons:
                bearers[_initials(skeleton), count][skeleton].append(person)
        return {key: ([*skeletons], [*skeletons.values()]) for key, skeletons in bearers.items()}

    def alike(self, words: tuple[str, ...]) -> Iterator[Known]:
        """Its people whose names have the same consonants, or nearly, and as many words."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        seen: set[str] = set()
        for skeleton in skeletons_of(words):
            skeletons, bearers = self._alphabet.get((_initials(skeleton), len(words)), ((), ()))
            most = min(1 + len(skeleton) // 4, MOST_DIFFERENT)
            found = process.extract(skeleton, skeletons, scorer=Levenshtein.distance, score_cutoff=most, limit=None)
            for other, _, place in found:
                if other not in seen:
                    seen.add(other)
                    yield from bearers[place]


def _initials(skeleton: str) -> str:
    """The first consonants of given name and surname."""
    space = skeleton.index(" ")
    return skeleton[:1] + skeleton[space : space + 2]


def skeletons_of(words: tuple[str, ...]) -> list[str]:
    """The skeletons of a whole name, given name and surname in each of their readings."""
    given, *_, surname = map(sound.of, words)
    return [f"{first} {last}" for first in given.skeletons for last in surname.skeletons]
