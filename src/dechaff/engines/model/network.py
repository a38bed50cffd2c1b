"""A small neural network over the blocks of a page: each layer sees neighbours, near and far, and groups of blocks.

It sees the columns of the first stage, and learns by itself what to make of the surroundings. What it gets wrong, trees
often get right, and the reverse.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from threadpoolctl import ThreadpoolController

from dechaff.engines.model.characters import Column, Integers
from dechaff.engines.model.features import Blocks
from dechaff.engines.model.tree import Tree

# In each layer, how far away the neighbours are that a block sees. A dilated convolution, as in Yu and Koltun,
# "Multi-Scale Context Aggregation by Dilated Convolutions", 2016.
DISTANCES = (1, 2, 4, 8)
# How many standard deviations a column may be off its mean.
FARTHEST = 4.0
SUREST = 20.0  # as log odds


@dataclass(frozen=True)
class Layer:
    """What a layer adds to each block: `near` weighs the block and two neighbours, `groups` the means of groups."""

    near: Column  # (3 * width, width)
    bias: Column
    groups: Column  # (groups, width, width)
    out: Column  # (width, width)
    out_bias: Column


@dataclass(frozen=True)
class Network:
    """The weights; `mean` and `scale` bring the columns of the first stage to a common size."""

    mean: Column
    scale: Column
    into: Column  # (columns, width)
    into_bias: Column
    layers: tuple[Layer, ...]
    last: Column  # (width,)
    last_bias: float

    def scores(self, blocks: Blocks) -> Column:
        """A score from 0 to 1 for each block."""
        with _processors().limit(limits=1):
            return self._scores(blocks)

    def _scores(self, blocks: Blocks) -> Column:
        seen = standard(blocks.table.rows, self.mean, self.scale)
        groups = [Group.of(group, blocks.weights) for group in groups_of(blocks.tree)]
        held = np.maximum(seen.T @ self.into + self.into_bias, 0)
        for distance, layer in zip(DISTANCES, self.layers, strict=True):
            told = _with_neighbours(held, distance) @ layer.near + layer.bias
            for group, weights in zip(groups, layer.groups, strict=True):
                told += (group.means(held) @ weights).take(group.numbers, axis=0)
            held += np.maximum(told, 0) @ layer.out + layer.out_bias
        total = np.maximum(held, 0) @ self.last + self.last_bias
        return np.asarray(1 / (1 + np.exp(-np.clip(total, -SUREST, SUREST))), dtype=np.float32)


@cache
def _processors() -> ThreadpoolController:
    """What numpy multiplies matrices with: for small ones, a second processor only adds to the time of both."""
    return ThreadpoolController()


def standard(rows: Column, mean: Column, scale: Column) -> Column:
    """Rows in standard deviations from their means, within bounds."""
    return np.asarray(np.clip((rows - mean[:, None]) / scale[:, None], -FARTHEST, FARTHEST), dtype=np.float32)


def groups_of(tree: Tree) -> list[Integers]:
    """For each block what stands for its group: the page, the same kind of element, one and two elements above."""
    above = tree.parents[tree.of_block]
    return [np.zeros_like(above), tree.signatures[tree.of_block], above, tree.parents[above]]


def worth(weights: Column) -> Column:
    """How much a block counts in the mean of a group: long ones more, but not as much as they are longer."""
    return np.asarray(np.log1p(weights), dtype=np.float32)


@dataclass(frozen=True)
class Group:
    """Which group each block is in, and what is needed to take means over groups."""

    numbers: Integers
    order: Integers
    starts: Integers
    shares: Column

    @classmethod
    def of(cls, group: Integers, weights: Column) -> "Group":
        """Prepare the means of groups; `group` is the same for all blocks of one."""
        order = np.argsort(group, kind="stable")
        begins = np.diff(group[order], prepend=-1) != 0
        numbers = np.empty_like(order)
        numbers[order] = np.cumsum(begins) - 1
        counts = worth(weights)
        shares = counts / np.bincount(numbers, weights=counts)[numbers]
        return cls(numbers, order, np.flatnonzero(begins), shares[order, None].astype(np.float32))

    def means(self, held: Column) -> Column:
        """The mean of each group, a row a group."""
        if len(self.starts) == 1:
            return np.asarray(self.shares.T @ held)
        return np.asarray(np.add.reduceat(held.take(self.order, axis=0) * self.shares, self.starts, axis=0))


def _with_neighbours(held: Column, distance: int) -> Column:
    """For each block three rows side by side: of the block before, its own, and of the block behind."""
    count, width = held.shape
    beside = np.zeros((count, 3 * width), dtype=np.float32)
    beside[distance:, :width] = held[:-distance]
    beside[:, width : 2 * width] = held
    beside[:-distance, 2 * width :] = held[distance:]
    return beside
