"""Columns set under one another as the rows of one array: what the trees ask their questions of."""

from dataclasses import dataclass

import numpy as np

from dechaff.engines.model.characters import Column, Columns


@dataclass(frozen=True)
class Table:
    """A row for each of `names`, a number in it for each block."""

    names: tuple[str, ...]
    rows: Column

    @classmethod
    def of(cls, columns: Columns, count: int) -> "Table":
        """Make a table of `count` blocks; a single number stands for a whole row.

        >>> Table.of({"a": np.array([1, 2]), "b": np.array(3)}, 2).rows.tolist()
        [[1.0, 2.0], [3.0, 3.0]]
        """
        rows = np.empty((len(columns), count), dtype=np.float32)
        for number, column in enumerate(columns.values()):
            rows[number] = column
        return cls(tuple(columns), rows)

    def joined(self, other: "Table") -> "Table":
        """The rows of both."""
        return Table(self.names + other.names, np.concatenate((self.rows, other.rows)))
