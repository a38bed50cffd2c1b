"""Decide which mentions of people are repaired, and say why.

Candidates come from the lists of `People`, and from those whose names sound alike. Another source of candidates is
another function beside `listed`. A repair of a whole name is carried over to the rest of its text.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from dechaff.names import evidence
from dechaff.names.forms import Form, Mention, Need
from dechaff.names.mentions import Whole, split
from dechaff.names.people import People
from dechaff.names.surroundings import Reading
from dechaff.names.witness import Witness
from dechaff.repairs.repair import Repair

MISSPELT = "names/misspelt"
STYLE = "names/style"


def find(
    text: str,
    people: People,
    *,
    language: str | None = None,
    normalise: bool = False,
    witness: Witness | None = None,
) -> Iterator[Repair]:
    """Yield the repairs of names in a text; with `normalise` also accepted spellings, made the preferred ones.

    A `witness` knows whom other pages of the site name.

    >>> text = "Colin Kall, the US Deputy Secretary of Defense, said no."
    >>> [(repair.start, repair.end, repair.new) for repair in find(text, People.load(()))]
    [(0, 10, 'Colin Kahl')]
    """
    repaired = _misspelt(text, people, language, witness)
    yield from repaired
    if normalise:
        yield from _styled(text, people, repaired, language)


@lru_cache(maxsize=1)  # the next round of stages often finds the text as it was
def _misspelt(text: str, people: People, language: str | None, witness: Witness | None) -> tuple[Repair, ...]:
    from dechaff.names import carry

    found = people.read(text)
    reading = Reading(text, found.places, people.crowd, witness)
    repaired = list(listed(text, found.mentions, language, reading))
    repaired += _alike(text, reading, repaired, language)
    return (*repaired, *carry.over(text, repaired))


def listed(text: str, mentions: list[Mention], language: str | None, reading: Reading) -> Iterator[Repair]:
    """Repairs of the wrong spellings that the lists name, where they stand."""
    for mention in mentions:
        form = mention.form
        if not evidence.is_free(text, mention) or not evidence.is_english(text, mention, language):
            continue
        found = evidence.near(text, mention)
        if not found and form.canonical in text:
            found = [form.canonical]
        whole = Whole(mention.start, mention.end, form.spelling, split(form.spelling))
        title = reading.around(whole).introduced if form.is_shipped else None
        if title and title.spelling not in chain.from_iterable(form.pieces):
            continue
        pages = reading.pages(whole, form.canonical) if form.need is Need.ONE and not found else 0
        if not pages and len(found) < form.need:
            continue
        if form.need is Need.TWO and not evidence.is_about_person(text, mention):
            continue
        yield Repair(mention.start, mention.end, form.canonical, MISSPELT, _reason(form, found, pages))


def _alike(text: str, reading: Reading, repaired: Sequence[Repair], language: str | None) -> Iterator[Repair]:
    """Repairs of names that sound like those of known people, outside what is repaired already."""
    from dechaff.names import alike

    taken = {position for repair in repaired for position in range(repair.start, repair.end)}
    for verdict in alike.judge(reading):
        whole, known = verdict.whole, verdict.known
        if known is None or not taken.isdisjoint(range(whole.start, whole.end)):
            continue
        span = whole.start, whole.end
        if evidence.is_plain(text, *span) and evidence.reads_english(text, *span, language):
            yield Repair(whole.start, whole.end, known.name, MISSPELT, verdict.reason)


def _reason(form: Form, found: list[str], pages: int) -> str:
    who = f"{form.spelling} is {form.canonical}" + (f", {form.role}" if form.role else "")
    if form.need is Need.NONE:
        return f"{who}: listed as a wrong spelling"
    if pages:
        return f"{who}: {form.canonical} stands on {pages} other pages of this site"
    quoted = " and ".join(f'"{word}"' for word in found)
    return f"{who}: {quoted} {'stands' if len(found) == 1 else 'stand'} beside it"


def _styled(text: str, people: People, repaired: Sequence[Repair], language: str | None) -> Iterator[Repair]:
    """Changes of accepted spellings, outside what is repaired already."""
    taken = {position for repair in repaired for position in range(repair.start, repair.end)}
    for mention in people.accepted.find(text):
        if (
            not taken.isdisjoint(range(mention.start, mention.end))
            or not evidence.is_free(text, mention)
            or not evidence.is_english(text, mention, language)
            or evidence.is_exception(text, mention)
        ):
            continue
        form = mention.form
        reason = f"{form.spelling} is an accepted spelling; {form.canonical} is preferred"
        yield Repair(mention.start, mention.end, form.canonical, STYLE, reason)
