"""What sites print around articles, found in the text alone, by the general rules."""

from collections.abc import Iterator
from dataclasses import replace

from dechaff.model import Document, Edit, Flag
from dechaff.rules import act
from dechaff.rules.lines import Lines
from dechaff.stages.base import Resources

NAME = "noise"


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """What the general rules in scope find. In a thorough cleaning, experimental rules act."""
    settings = resources.settings
    lines = document.known(Lines)
    found = act.of_lines(lines, resources.rules.scope(document).general.search(lines).hits)
    if settings.level == "thorough":
        found = [replace(item, rule=replace(item.rule, status="stable")) for item in found]
    yield from act.propose(document, found, NAME, settings.brake)
