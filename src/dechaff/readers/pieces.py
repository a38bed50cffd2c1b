"""Where the text of each text node of a page stands."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from dechaff.model import Span

LINE_END = -1


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a text is made of, in order: how long each piece is, and the address of its text node, 0, or LINE_END.

    They are lists of numbers, as a page has hundreds of pieces, and few are ever asked for.

    >>> Pieces([2, 5, 1], [0, 77, 0]).spans()
    [(77, Span(start=2, end=7))]
    """

    lengths: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)

    def spans(self) -> list[tuple[int, Span]]:
        """The address of each text node, and where its text stands."""
        pieces = zip(self.nodes, self.lengths, accumulate(self.lengths), strict=True)
        return [(node, Span(end - length, end)) for node, length, end in pieces if node > 0]

    def shorten(self, surplus: int) -> None:
        """Take characters away from the end."""
        place = len(self.lengths)
        while surplus:
            place -= 1
            cut = min(surplus, self.lengths[place])
            self.lengths[place] -= cut
            surplus -= cut

    def drop(self, count: int) -> None:
        """Take the last pieces away."""
        del self.lengths[-count:], self.nodes[-count:]

    def join(self, first: int, last: int, glue: Sequence[int]) -> list[int]:
        """Make one line of those from a piece to a later one, with so many characters between two lines each.

        Returns where these characters stand.
        """
        places = [place for place in range(first, last - 1) if self.nodes[place] == LINE_END]
        for place, length in zip(places, glue, strict=False):
            self.nodes[place], self.lengths[place] = 0, length
        return places

    def insert(self, place: int) -> None:
        """Put an empty piece, which may be widened, before another one."""
        self.nodes.insert(place, 0)
        self.lengths.insert(place, 0)
