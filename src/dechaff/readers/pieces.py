"""Where the text of each text node of a page stands."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from selectolax.lexbor import LexborNode

from dechaff.model import Block, Span

# The texts that a line is made of, and the node of each that is of one.
Part = tuple[list[str], list[LexborNode | None]]


def places(blocks: Iterable[Block], parts: Iterable[list[Part]], glue: int) -> Iterator[tuple[int, Span]]:
    """The address of each text node of a page, and where its text stands, in the order of the text.

    `parts` are those that each block is made of, with `glue` characters between two. White space at the end of each
    is not in the text.
    """
    for block, made_of in zip(blocks, parts, strict=True):
        start = block.start
        for texts, nodes in made_of:
            end = start + len("".join(texts).rstrip(" \t\n\r\f"))
            bounds = [start]
            for text in texts:
                bounds.append(bounds[-1] + len(text))
            for node, (first, last) in zip(nodes, pairwise(bounds), strict=True):
                if node is not None:
                    yield node.mem_id, Span(min(first, end), min(last, end))
            start = end + glue
