"""Boosted trees that ask one question a level, asked of all lines of a text in a few numpy calls.

The trees are those of the page model; here each question is asked once, however many trees ask it: a text has few
lines, and what counts is the number of calls.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dechaff.engines.lines.characters import Column, Integers
from dechaff.engines.model.forest import Forest

# Lines are scored in portions of so many, or a text of a million lines would need gigabytes.
PORTION = 2048


@dataclass(frozen=True, slots=True)
class Questions:
    """A forest by its questions: whether the column `names[columns[q]]` is above `borders[q]`.

    `asked` has a row a level and a column a tree; the answers, lowest level first, are the bits of a leaf's number.
    """

    names: tuple[str, ...]
    columns: Integers
    borders: Column
    asked: Integers
    leaves: Column
    bias: float

    @classmethod
    def of(cls, forest: Forest) -> "Questions":
        pairs = np.stack((forest.features.ravel().astype(np.float64), forest.borders.ravel().astype(np.float64)))
        once, asked = np.unique(pairs, axis=1, return_inverse=True)
        asked = asked.reshape(forest.features.shape)
        borders = once[1].astype(np.float32)[:, None]
        return cls(forest.names, once[0].astype(np.int64), borders, asked, forest.leaves.ravel(), forest.bias)

    def scores(self, table: npt.NDArray[np.float32]) -> Column:
        """A score from 0 to 1 for each column of a table that has a row for each of `names`."""
        count = table.shape[1]
        if count <= PORTION:
            return self._scores(table)
        return np.concatenate([self._scores(table[:, start : start + PORTION]) for start in range(0, count, PORTION)])

    def _scores(self, table: npt.NDArray[np.float32]) -> Column:
        answers = (table[self.columns] > self.borders).view(np.uint8)
        levels, trees = self.asked.shape
        leaf = answers[self.asked[0]]
        for level in range(1, levels):
            leaf |= answers[self.asked[level]] << level
        places = leaf.astype(np.int32)
        places += np.arange(0, trees << levels, 1 << levels, dtype=np.int32)[:, None]
        total = self.leaves[places].sum(axis=0) + np.float32(self.bias)
        return np.asarray(1 / (1 + np.exp(-total)), dtype=np.float32)
