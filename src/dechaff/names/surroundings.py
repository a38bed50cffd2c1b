"""What the sentence around a name says of its bearer: a country, people of that country, politics, a private life."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from pathlib import Path

from dechaff.names import evidence, table
from dechaff.names.forms import Form, Forms, Need
from dechaff.names.known import Crowd
from dechaff.names.mentions import Whole

HERE = Path(__file__).parent

# Whoever is introduced so is no public person: "Colin Hall, a nurse", "Bob Rai, 34".
PRIVATE = re.compile(r"['’]?s?,? (?:\(?\d{1,3}\b|who (?:teach|works|worked|plays|lives|runs|sings|scored)|aged \d)")

# Somebody speaks in public, or is spoken of.
REPORTED = re.compile(r"\b(?:said|told|says|statement|reporters|interview|announced|conference|meeting)\b")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words that stand for countries, by country; whether it is politics, a report, a private life."""

    countries: dict[str, str]
    is_political: bool
    is_reported: bool
    is_private: bool


def of(text: str, whole: Whole, others: Sequence[Whole], crowd: Crowd) -> Surroundings:
    """Read the sentence of a name. `others` are the names of the text, in order."""
    start, end = evidence.sentence(text, whole.start, whole.end)
    before, after = text[start : whole.start], text[whole.end : end]
    countries: dict[str, str] = {}
    political = False
    for part in (before, after):
        for mention in _vocabulary().find(part):
            political = political or not mention.form.canonical
            for country in filter(None, mention.form.canonical.split("|")):
                countries.setdefault(country, mention.form.spelling)
    first = bisect_left(others, start, key=attrgetter("start"))
    for other in others[first : bisect_left(others, end, key=attrgetter("start"))]:
        if other.name != whole.name:
            for country in crowd.countries_of(other.name):
                countries.setdefault(country, other.name)
    introduced = evidence.INTRODUCED.match(after)
    reported = bool(REPORTED.search(before) or REPORTED.search(after))
    private = bool(PRIVATE.match(after)) or bool(introduced and not _is_political(introduced[0]))
    return Surroundings(countries, political, reported, private)


def _is_political(text: str) -> bool:
    return any(not mention.form.canonical for mention in _vocabulary().find(text))


@cache
def _vocabulary() -> Forms:
    """Words that stand for a country, and, for no country, words of politics."""
    meant: dict[str, list[str]] = {}
    for row in table.read(HERE / "countries.tsv", ("country", "words", "same", "script")):
        codes = [code for code in row.many("same") if len(code) == 3 and code.isupper()]
        for word in (*row.many("words"), *codes):
            meant.setdefault(word, []).append(row.one("country"))
    forms = [Form(word, "|".join(countries), Need.NONE) for word, countries in meant.items()]
    words = [word for row in table.read(HERE / "offices.tsv", ("office", "words")) for word in row.many("words")]
    words += (HERE / "politics.txt").read_text(encoding="utf-8").split("\n")
    return Forms([*forms, *(Form(word, "", Need.NONE) for word in words if word)])
