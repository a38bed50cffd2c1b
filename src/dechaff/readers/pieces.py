"""Where the text of each text node of a page stands."""

from dataclasses import dataclass, field
from itertools import accumulate

from dechaff.model import Span


@dataclass(slots=True)
class Pieces:
    """What a text is made of, in order: how long each piece is, and the address of its text node, or 0.

    Two lists of numbers, as a page has 500 pieces, and few are ever asked for.
    """

    lengths: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)

    def add(self, texts: list[str], nodes: list[int], surplus: int) -> None:
        """The pieces of a line and its end, without the last characters."""
        lengths = self.lengths
        lengths += map(len, texts)
        last = len(lengths)
        while surplus:
            last -= 1
            cut = min(surplus, lengths[last])
            lengths[last] -= cut
            surplus -= cut
        lengths.append(1)
        self.nodes += nodes
        self.nodes.append(0)

    def spans(self) -> list[tuple[int, Span]]:
        """The address of each text node, and where its text stands."""
        ends = accumulate(self.lengths)
        found = zip(self.nodes, self.lengths, ends, strict=True)
        return [(node, Span(end - length, end)) for node, length, end in found if node]
