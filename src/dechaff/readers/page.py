"""What is kept of a page's tree: its markup, and where the text of any element stands."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from dechaff.model import Block, Element, Span
from dechaff.readers.pieces import Pieces


@dataclass(frozen=True)
class HtmlPage:
    """A parsed page; implements `model.Page`."""

    markup: str
    generator: str | None
    depth: int
    skipped: dict[str, int]
    tree: LexborHTMLParser
    pieces: Pieces
    blocks: tuple[Block, ...]
    elements: list[Element]

    def select(self, selector: str) -> list[Span]:
        """Where the text of the elements that a CSS selector finds stands; neighbours are one span.

        Raises ValueError for a selector that cannot be parsed.
        """
        try:
            found = self.tree.css(selector)
        except (SelectolaxError, UnicodeError) as error:
            raise ValueError(f'the selector "{selector}" cannot be parsed') from error
        seen: set[int] = set()
        found_places: set[int] = set()
        for element in found:
            if element.mem_id in seen:  # inside an element that was found before
                continue
            for node in element.traverse(include_text=True):
                address = node.mem_id
                seen.add(address)
                if address in self._places:
                    found_places.add(self._places[address])
        return [self._span(first, last) for first, last in _runs(sorted(found_places))]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {node: place for place, (node, _) in enumerate(self._pieces)}

    @cached_property
    def _pieces(self) -> list[tuple[int, Span]]:
        return self.pieces.spans()

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def _span(self, first: int, last: int) -> Span:
        """From a piece to a later one; a bullet belongs to it if all else of its line does."""
        start, end = self._pieces[first][1].start, self._pieces[last][1].end
        block = self.blocks[bisect_right(self._block_starts, start) - 1]
        begins_line = first == 0 or self._pieces[first - 1][1].start < block.start
        return Span(block.start if begins_line and end >= block.end else start, end)


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """The first and last of each run of neighbours.

    >>> _runs([1, 2, 3, 7])
    [(1, 3), (7, 7)]
    """
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
