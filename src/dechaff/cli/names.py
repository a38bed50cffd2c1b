"""dechaff names: look a name up as the names stage would, and check a list of people."""

from typing import TYPE_CHECKING

import click

from dechaff.cli.options import settings_from, settings_options
from dechaff.cli.output import counted, show, tell
from dechaff.errors import shown

if TYPE_CHECKING:
    from dechaff.names.alike import Candidate, Verdict
    from dechaff.names.people import People

MOST_SHOWN = 5


@click.group("names")
def command() -> None:
    """Look up names of people, and check lists of people."""


@command.command("lookup")
@click.argument("text", metavar="TEXT")
@settings_options("names", "lang")
def lookup(text: str, **flags: object) -> None:
    """Show who the names in TEXT, a name or a sentence, may mean, how alike they are, and the verdict."""
    from dechaff.names import alike, repair
    from dechaff.names.people import People
    from dechaff.names.surroundings import Reading

    settings = settings_from(flags)
    people = People.load(settings.names)
    found = people.read(text)
    reading = Reading(text, found.places, people.crowd, whole=True)
    verdicts = list(alike.judge(reading, hopeless=True))
    listed = {each.start: each for each in repair.listed(text, found.mentions, settings.lang, reading)}
    for each in listed.values():
        show(f"{text[each.start : each.end]}: repaired: {each.reason}")
    known = False
    for name in alike.names(reading):
        known = True
        show(f"{name}: known, left alone ({', '.join(people.crowd.countries_of(name)) or 'of a list'})")
    for verdict in verdicts:
        if verdict.whole.start not in listed:
            _show_verdict(verdict, people)
    if not verdicts and not known:
        tell("There is no name of two or more capitalised words in it.")


def _show_verdict(verdict: "Verdict", people: "People") -> None:
    whole = verdict.whole
    show(f"{whole.name}: {'repaired' if verdict.known else 'left alone'}: {verdict.reason}")
    candidates = verdict.candidates or tuple(_anywhere(whole.words, people))
    for candidate in candidates[:MOST_SHOWN]:
        one = candidate.known
        facts = ", ".join(filter(None, (one.role, one.country, one.year)))
        show(f"  {candidate.sureness:.2f}  {one.name} ({facts}), {_distance(whole.name, one.name)}")


def _anywhere(words: tuple[str, ...], people: "People") -> "list[Candidate]":
    from dechaff.names import alike

    return alike.candidates(words, people.crowd.like_sounding(words))


def _distance(name: str, other: str) -> str:
    from rapidfuzz.distance import Levenshtein

    return counted(Levenshtein.distance(name, other), "letter") + " apart"


@command.command("check")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
def check(files: tuple[str, ...]) -> None:
    """Check lists of people: the first mistake is told with its line, and the exit code is 2."""
    from dechaff.names.people import People

    for file in files:
        people = People.load((file,))
        own = [person for person in people.persons if not person.is_shipped]
        forms = sum(len(person.wrong) + len(person.doubtful) for person in own)
        meant = {one.name for one in people.crowd.meant} & {person.canonical for person in own}
        tell(f"{shown(file)}: {len(own)} people, {counted(forms, 'wrong form')}; {len(meant)} may be meant by sound")
