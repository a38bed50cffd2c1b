"""The page's own rules: selectors of all rule files in scope, and the text rules of the site's file."""

from collections.abc import Iterator

from dechaff.model import Document, Edit, Flag
from dechaff.rules import act
from dechaff.rules.lines import Lines
from dechaff.stages.base import Resources

NAME = "site"

# Selectors say exactly what they mean, and menus may well be most of a page.
_NO_BRAKE = 1.0


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """What the site's rules, and selectors for any page, find."""
    scope = resources.rules.scope(document)
    if document.page is not None and scope.selectors:
        found = [*act.of_elements(document, scope.selectors)]
        if scope.site_rules:
            lines = document.known(Lines)
            found += act.of_lines(lines, scope.site.search(lines).hits)
        yield from act.propose(document, found, NAME, _NO_BRAKE)
    elif scope.site_rules:
        lines = document.known(Lines)
        found = act.of_lines(lines, scope.site.search(lines).hits)
        yield from act.propose(document, found, NAME, resources.settings.brake)
