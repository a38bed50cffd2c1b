"""The elements that blocks stand in: chains of ancestors, and what each of them holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from dechaff.engines.model.characters import Column, Integers
from dechaff.model import Block, Element

Number = TypeVar("Number", np.float32, np.int64)


@dataclass(frozen=True)
class Tree:
    """The elements of a page, parents before children; the first one stands above all others and holds the page.

    `of_block` is the innermost element of each block. Every element holds an unbroken run of blocks, from `first` to
    before `last`.
    """

    parents: Integers
    of_block: Integers
    first: Integers
    last: Integers
    signatures: Integers

    @classmethod
    def of(cls, elements: Sequence[Element], blocks: Sequence[Block]) -> "Tree":
        """Make a tree; elements with equal tags and classes all the way up have one signature."""
        known: dict[tuple[int, str, str], int] = {}
        signatures = [0]
        for parent, tag, _, classes in elements:
            signatures.append(known.setdefault((signatures[parent + 1], tag, classes), len(known) + 1))
        parents = [0, *(element.parent + 1 for element in elements)]
        of_block = [block.element + 1 for block in blocks]
        first, last = [len(blocks)] * len(parents), [0] * len(parents)
        for number, place in enumerate(of_block):
            last[place] = number + 1
            if first[place] > number:  # noqa: PLR1730  # min() takes three times as long
                first[place] = number
        for place in range(len(elements), 0, -1):
            above = parents[place]
            if first[above] > first[place]:  # noqa: PLR1730
                first[above] = first[place]
            if last[above] < last[place]:  # noqa: PLR1730
                last[above] = last[place]
        ends = np.array(last)
        return cls(np.array(parents), np.array(of_block), np.minimum(first, ends), ends, np.array(signatures))

    def inside(self, column: Column) -> Column:
        """For each element the sum of a column over its blocks."""
        sums = np.concatenate(([0.0], np.cumsum(column, dtype=np.float64)))
        return np.asarray(sums[self.last] - sums[self.first], dtype=np.float32)

    @cached_property
    def _jumps(self) -> list[Integers]:
        """Ancestors 1, 2, 4, 8 levels up and so on, until all are at the top."""
        jumps = [self.parents]
        while jumps[-1].any():
            jumps.append(jumps[-1][jumps[-1]])
        return jumps

    def chained(self, values: npt.NDArray[Number], combine: np.ufunc) -> npt.NDArray[Number]:
        """Each element's value combined with those of all its ancestors; for `add` the first has to have the value 0.

        Takes log(depth) steps: a page may be nested 50,000 deep.
        """
        for jump in self._jumps:
            values = combine(values, values[jump])
        return values

    def alike(self, column: Column) -> Column:
        """For each block the mean of a column over the blocks whose elements have its signature."""
        groups = self.signatures[self.of_block]
        sums, counts = np.bincount(groups, weights=column), np.bincount(groups)
        return np.asarray((sums / np.maximum(counts, 1))[groups], dtype=np.float32)

    def count_alike(self) -> Column:
        """For each element how many have its signature."""
        return np.bincount(self.signatures)[self.signatures].astype(np.float32)
