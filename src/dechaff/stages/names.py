"""Repair misspelt names of people, on evidence; make accepted spellings alike only when asked to."""

from collections.abc import Iterator

from dechaff.model import Document, Edit
from dechaff.names import repair
from dechaff.stages.base import Resources

NAME = "names"


def propose(document: Document, resources: Resources) -> Iterator[Edit]:
    """Yield an edit for each whole mention of a person that is repaired."""
    found = repair.find(
        document.text,
        resources.people.joined(resources.rules.scope(document).names),
        language=document.source.lang,
        normalise=resources.settings.normalise_names,
        witness=resources.repeats.answers(document) if resources.repeats else None,
    )
    for each in found:
        yield each.edit(document.text, "name", NAME)
