"""The general rules: what sites print around articles, found in the text alone."""

from collections.abc import Iterator

from dechaff.model import Document, Edit, Flag
from dechaff.rules import act
from dechaff.rules.lines import Lines
from dechaff.stages.base import Resources

NAME = "noise"


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """What the general rules in scope find."""
    lines = Lines(document)
    found = act.of_lines(lines, resources.rules.scope(document).general.search(lines).hits)
    yield from act.propose(document, found, NAME, resources.settings.brake)
