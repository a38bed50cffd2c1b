"""Score the blocks of a page by forests in two stages and by a network; the mean of both is better than either."""

import numpy as np

from dechaff.engines.model import context
from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.features import Blocks
from dechaff.engines.model.file import Model
from dechaff.engines.model.kinds import kinds, summary
from dechaff.engines.model.table import Table


def score(blocks: Blocks, model: Model) -> Column:
    """From 0 to 1 for each block."""
    first = model.first.scores(blocks.table)
    likely = kinds(model.kinds, summary(blocks.table, first, blocks.weights))
    return joined(model.second.scores(in_context(blocks, first, likely)), model.network.scores(blocks))


def joined(by_forests: Column, by_network: Column) -> Column:
    """The scores of both as one."""
    return np.asarray((by_forests + by_network) / 2)


def in_context(blocks: Blocks, first: Column, likely: Columns) -> Table:
    """What the second stage sees: all that the first does, its scores, and the kinds of page that are likely."""
    seen = context.columns(first, blocks.weights, blocks.tree) | likely
    return blocks.table.joined(Table.of(seen, len(blocks.weights)))
