"""Boosted trees that ask one question a level, so that all blocks go through all trees in a few numpy calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from dechaff.engines.model.characters import Column, Integers
from dechaff.engines.model.table import Table

# Blocks are scored in portions of so many, or a page of a million blocks would need gigabytes.
PORTION = 1024


@dataclass(frozen=True, eq=False)
class Forest:
    """Trees of equal depth, eight at most: `features` and `borders` have a row a level, `leaves` a row a tree.

    `features` are places in `names`. A block goes right at a level where its feature is above the border; the turns,
    lowest level first, are the bits of the number of its leaf.
    """

    names: tuple[str, ...]
    features: npt.NDArray[np.int64]
    borders: Column
    leaves: Column
    bias: float

    def scores(self, table: Table) -> Column:
        """A score from 0 to 1 for each block of a table that has a row for each of `names`."""
        rows = _rows_of(self.names, table.names)[self._questions.features]
        starts = range(0, table.rows.shape[1], PORTION)
        return np.concatenate([self._scores(table.rows[:, start : start + PORTION], rows) for start in starts])

    @cached_property
    def _questions(self) -> "_Questions":
        """What the trees ask, each question once: two in five are asked by several trees."""
        pairs = np.stack((self.features.ravel().astype(np.float32), self.borders.ravel()))
        (features, borders), asked = np.unique(pairs, axis=1, return_inverse=True)
        return _Questions(features.astype(np.int64), borders[:, None], asked.reshape(self.features.shape))

    def _scores(self, values: Column, rows: Integers) -> Column:
        trees, leaves = self.leaves.shape
        turns = (np.take(values, rows, axis=0) > self._questions.borders).view(np.uint8)
        leaf = np.zeros((trees, values.shape[1]), dtype=np.uint8)
        for asked in self._questions.asked[::-1]:
            leaf += leaf
            leaf += np.take(turns, asked, axis=0)
        place = np.arange(0, trees * leaves, leaves)[:, None] + leaf
        return share(np.take(self.leaves, place).sum(axis=0) + np.float32(self.bias))


def share(odds: Column) -> Column:
    """From logarithmic odds to what is from 0 to 1."""
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


@dataclass(frozen=True)
class _Questions:
    """Different questions, and which of them each tree asks at each level."""

    features: Integers
    borders: Column
    asked: Integers


class Jury:
    """Forests of equal depth, asked all at once of a table of one column: it takes as long as asking one."""

    def __init__(self, forests: Sequence[Forest]) -> None:
        names = [0, *accumulate(len(forest.names) for forest in forests)]
        self._names = tuple(name for forest in forests for name in forest.names)
        self._features = np.concatenate(
            [forest.features + first for forest, first in zip(forests, names, strict=False)], axis=1
        )
        self._borders = np.concatenate([forest.borders for forest in forests], axis=1)
        self._leaves = np.concatenate([forest.leaves for forest in forests])
        self._firsts = [0, *accumulate(len(forest.leaves) for forest in forests)][:-1]
        self._biases = np.array([forest.bias for forest in forests], dtype=np.float32)

    def scores(self, table: Table) -> Column:
        """What each forest's `scores` says."""
        turns = table.rows[_rows_of(self._names, table.names), 0][self._features] > self._borders
        leaf = (1 << np.arange(len(turns))) @ turns
        odds = self._leaves[np.arange(len(leaf)), leaf]
        return share(np.add.reduceat(odds, self._firsts) + self._biases)


@lru_cache(maxsize=32)
def _rows_of(names: tuple[str, ...], rows: tuple[str, ...]) -> Integers:
    """The places of a forest's features among the rows of a table: the same for every page."""
    places = {name: place for place, name in enumerate(rows)}
    return np.array([places[name] for name in names], dtype=np.int64)
