"""Score the blocks of a page by forests in two stages and by a network: both together are better than either."""

import numpy as np

from dechaff.engines.model import context
from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.features import Blocks
from dechaff.engines.model.file import Model
from dechaff.engines.model.kinds import kinds, summary
from dechaff.engines.model.table import Table

SUREST = 1e-4  # from 0 or 1: nobody is surer


def score(blocks: Blocks, model: Model) -> Column:
    """From 0 to 1 for each block."""
    first = model.first.scores(blocks.table)
    likely = kinds(model.kinds, summary(blocks.table, first, blocks.weights))
    return joined(model.second.scores(in_context(blocks, first, likely)), model.network.scores(blocks))


def joined(by_forests: Column, by_network: Column) -> Column:
    """The scores of both as one, by the mean of their logarithmic odds: who is sure counts more.

    >>> [f"{score:.2f}" for score in joined(np.array([0.5, 0.5]), np.array([0.5, 0.999]))]
    ['0.50', '0.97']
    """
    forests, network = (np.clip(scores, SUREST, 1 - SUREST) for scores in (by_forests, by_network))
    odds = np.sqrt(forests / (1 - forests) * network / (1 - network))
    return np.asarray(odds / (1 + odds), dtype=np.float32)


def in_context(blocks: Blocks, first: Column, likely: Columns) -> Table:
    """What the second stage sees: all that the first does, its scores, and the kinds of page that are likely."""
    seen = context.columns(first, blocks.weights, blocks.tree) | likely
    return blocks.table.joined(Table.of(seen, len(blocks.weights)))
