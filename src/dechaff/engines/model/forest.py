"""Boosted trees that ask one question a level, so that all blocks go through all trees in a few numpy calls."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dechaff.engines.model.characters import Column

# Blocks are scored in portions of so many, or a page of a million blocks would need gigabytes.
PORTION = 4096


@dataclass(frozen=True)
class Forest:
    """Trees of equal depth: `features` and `borders` have a row a level, `leaves` a row a tree.

    A block goes right at a level where its feature is above the border; the turns, lowest level first, are the bits
    of the number of its leaf.
    """

    names: tuple[str, ...]
    features: npt.NDArray[np.int64]
    borders: Column
    leaves: Column
    bias: float

    def scores(self, table: Column) -> Column:
        """A score from 0 to 1 for each column of a table that has a row for each of `names`."""
        portions = [self._scores(table[:, start : start + PORTION]) for start in range(0, table.shape[1], PORTION)]
        return np.concatenate(portions)

    def _scores(self, table: Column) -> Column:
        trees, leaves = self.leaves.shape
        leaf = np.zeros((trees, table.shape[1]), dtype=np.int32)
        for level, (features, borders) in enumerate(zip(self.features, self.borders, strict=True)):
            leaf += (table[features] > borders[:, None]) * np.int32(1 << level)
        leaf += (np.arange(trees, dtype=np.int32) * leaves)[:, None]
        total = self.leaves.ravel()[leaf].sum(axis=0) + np.float32(self.bias)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)
