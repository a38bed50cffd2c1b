"""Flatten what is nested deeper than any page needs, before a parser takes minutes for it.

The time that HTML's rules take to build a tree grows with the square of its depth: six seconds for 50,000 elements.
"""

import re

from dechaff.readers.tags import tag_of

# As browsers do: deeper elements stand beside each other.
MAX_DEPTH = 512
# A page of fewer tags cannot be deep enough to cost more than a second.
FEW_TAGS = 20_000

# These hold nothing, or end where the next one begins.
_FLAT = frozenset(
    "area base br caption col colgroup dd dt embed hr img input li link meta optgroup option p param rp rt source"  # noqa: SIM905
    " tbody td tfoot th thead tr track wbr".split()
)
_TAG = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+(?:-->|\Z)"
    r"|<(?P<raw>script|style|textarea|title|svg|template)\b(?:[^<]++|<(?!/(?P=raw)))*+(?:</(?P=raw)|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/<>]*)[^<>]*>?",
    re.IGNORECASE,
)


def flattened(markup: str) -> str:
    """The markup without the tags of elements that are nested too deep: a line break stands for each that makes lines.

    >>> flattened("<p>one"), flattened("<div>" * 600 + "two").count("<div>")
    ('<p>one', 512)
    """
    return _Flattener().flatten(markup)


class _Flattener:
    """Knows at each tag which elements are open, near enough."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._counts: dict[str, int] = {}

    def flatten(self, markup: str) -> str:
        return _TAG.sub(self._kept, markup)

    def _kept(self, match: re.Match[str]) -> str:
        name = (match["name"] or "").lower()
        if not name or name in _FLAT:
            return match[0]
        if not match["end"]:
            self._open.append(name)
            self._counts[name] = self._counts.get(name, 0) + 1
        is_deep = len(self._open) > MAX_DEPTH
        if match["end"] and self._counts.get(name):
            self._close(name)
        if not is_deep:
            return match[0]
        return "<br>" if tag_of(name).holds_lines else ""

    def _close(self, name: str) -> None:
        """End an element, and all that are open inside it."""
        while True:
            ended = self._open.pop()
            self._counts[ended] -= 1
            if ended == name:
                return
