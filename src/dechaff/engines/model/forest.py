"""Boosted trees that ask one question a level, so that all blocks go through all trees in a few numpy calls."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from dechaff.engines.model.characters import Column, Integers
from dechaff.engines.model.table import Table

# Blocks are scored in portions of so many, or a page of a million blocks would need gigabytes.
PORTION = 4096


@dataclass(frozen=True, eq=False)
class Forest:
    """Trees of equal depth: `features` and `borders` have a row a level, `leaves` a row a tree.

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
        features = _features_of(self, table.names)
        starts = range(0, table.rows.shape[1], PORTION)
        return np.concatenate([self._scores(table.rows[:, start : start + PORTION], features) for start in starts])

    def _scores(self, rows: Column, features: Integers) -> Column:
        trees, leaves = self.leaves.shape
        leaf = np.zeros((trees, rows.shape[1]), dtype=np.int32)
        for level, (places, borders) in enumerate(zip(features, self.borders, strict=True)):
            leaf += (rows[places] > borders[:, None]) * np.int32(1 << level)
        leaf += (np.arange(trees, dtype=np.int32) * leaves)[:, None]
        total = self.leaves.ravel()[leaf].sum(axis=0) + np.float32(self.bias)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)


@lru_cache(maxsize=32)
def _features_of(forest: Forest, names: tuple[str, ...]) -> Integers:
    """A forest's features as places in the rows of a table: the same for every page."""
    places = {name: place for place, name in enumerate(names)}
    return np.array([places[name] for name in forest.names], dtype=np.int64)[forest.features]
