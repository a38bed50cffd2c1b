"""Build the list of known people that ships: `python bench/people/build.py --data FOLDER`.

FOLDER holds `persons.tsv.zst` (pid, canonical, country, role, first_year, prominence, source), `leaders_2022_2026.tsv`
(canonical, country, role, source) and `surname_given_counts.json.zst` (two objects: how many people bear a surname, and
a given name). What comes out says where it is from; see docs/names.md. The same input gives the same bytes.
"""

import argparse
import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import zstandard

from dechaff.names import known, mentions

NAMES = Path(__file__).parents[2] / "src" / "dechaff" / "names"
DATA = Path(__file__).parents[3] / "shared" / "data" / "names"

# Sources whose spelling is one of many that the press uses: such people are known, and nobody is made one of them.
LOOSE_SOURCES = {"petrarch2"}
LEADER_FAME = 10
HEADER = """\
# People who hold or held a public office: a name that stands here is somebody's, and is left alone.
# From EveryPolitician (compiled from Wikidata, CC0; as of 2015), the dictionaries of petrarch2 (MIT; only names),
# congress-legislators (CC0; as of 2026) and the World Factbook (public domain; as of 2026).
# Built by bench/people/build.py. fame: in how many languages the person is written about; "loose": spelt in many ways.
# skeletons: the consonants of those whom a name that sounds alike may mean.
"""
ROLE_CODES = re.compile(r"[A-Z]{3}\Z")
MEMBER = re.compile(r"(?P<house>.+) member\Z")


@dataclass(frozen=True)
class Person:
    name: str
    country: str
    role: str
    year: str
    fame: int
    loose: bool

    def line(self) -> str:
        fame = "loose" if self.loose else str(self.fame)
        return "\t".join((self.name, self.country, self.role, self.year, fame, "|".join(self.skeletons)))

    @property
    def skeletons(self) -> list[str]:
        """How the name sounds, of those whom a name may mean."""
        is_meant = self.fame >= known.LEAST_FAME and not self.loose and self.country in known.spelt_in_latin()
        return known.skeletons_of(mentions.split(self.name)) if is_meant and is_whole(self.name) else []


def is_whole(name: str) -> bool:
    """Whether a text that holds the name would be seen to hold it."""
    return [each.name for each in mentions.find(name)] == [name]


def countries() -> dict[str, str]:
    """What lists call a country, and what our table calls it."""
    called = {}
    for line in (NAMES / "countries.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        country, _, *rest = line.split("\t")
        called |= dict.fromkeys([country, *(rest[0].split(" | ") if rest else [])], country)
    return called


def rows(data: bytes) -> Iterator[dict[str, str]]:
    head, *lines = html.unescape(data.decode("utf-8")).splitlines()
    for line in lines:
        yield dict(zip(head.split("\t"), line.split("\t"), strict=False))


def role_of(text: str) -> str:
    if ROLE_CODES.match(text):
        return ""
    return MEMBER.sub(lambda found: f"member of the {found['house']}", text)


def read(folder: Path) -> Iterator[Person]:
    called = countries()
    for row in rows(zstandard.decompress((folder / "persons.tsv.zst").read_bytes(), max_output_size=10**8)):
        country = called.get(row["country"], "")
        loose = row["source"] in LOOSE_SOURCES
        yield Person(
            tidy(row["canonical"]), country, role_of(row["role"]), row["first_year"], int(row["prominence"] or 0), loose
        )
    for row in rows((folder / "leaders_2022_2026.tsv").read_bytes()):
        if row["canonical"] == "canonical" or row["country"] not in called:
            continue
        country, year = called[row["country"]], row["source"][-4:]
        yield Person(
            tidy(row["canonical"]), country, row["role"].removesuffix(f" of {country}"), year, LEADER_FAME, False
        )


def tidy(name: str) -> str:
    return " ".join(name.split())


def merged(people: Iterable[Person]) -> list[Person]:
    """One line for a name in a country: the best known, with the earliest year."""
    best: dict[tuple[str, str], Person] = {}
    for person in people:
        if " " not in person.name:
            continue
        key = (person.name, person.country)
        other = best.get(key, person)
        first, second = sorted((person, other), key=lambda one: (one.loose, -one.fame, not one.role))
        years = [year for year in (person.year, other.year) if year]
        loose = first.loose or (second.loose and first.fame < known.LEAST_FAME)
        best[key] = replace(first, year=min(years, default=""), role=first.role or second.role, loose=loose)
    return sorted(best.values(), key=lambda one: (one.name, one.country))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    folder = parser.parse_args().data
    if not folder.is_dir():
        raise SystemExit(f"{folder}: no such folder; name it with --data.")
    people = merged(read(folder))
    table = HEADER + "name\tcountry\trole\tyear\tfame\tskeletons\n" + "".join(person.line() + "\n" for person in people)
    surnames, given = json.loads(
        zstandard.decompress((folder / "surname_given_counts.json.zst").read_bytes(), max_output_size=10**8)
    )
    tokens = sorted({token for token in {*surnames, *given} if len(token) > 1})
    attested = "# How many people bear a token as a surname, and as a given name.\ntoken\tsurname\tgiven\n"
    attested += "".join(f"{token}\t{surnames.get(token, 0)}\t{given.get(token, 0)}\n" for token in tokens)
    for name, text in (("known.tsv.zst", table), ("attested.tsv.zst", attested)):
        packed = zstandard.ZstdCompressor(level=19).compress(text.encode("utf-8"))
        (NAMES / name).write_bytes(packed)
        print(f"{name}: {text.count(chr(10))} lines, {len(packed):,} bytes")
    print(f"{len(people)} people, {sum(not person.loose and person.fame >= 6 for person in people)} of fame 6 or more")


if __name__ == "__main__":
    main()
