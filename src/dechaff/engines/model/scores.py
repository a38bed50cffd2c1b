"""Score the blocks of a page, in two stages: the second sees what the first says of all that stands around."""

from dechaff.engines.model import context
from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.features import Blocks, table
from dechaff.engines.model.file import Model


def score(blocks: Blocks, model: Model) -> Column:
    """From 0 to 1 for each block."""
    first = model.first.scores(table(blocks.columns, model.first.names, len(blocks.weights)))
    seen = in_context(blocks, first)
    return model.second.scores(table(seen, model.second.names, len(blocks.weights)))


def in_context(blocks: Blocks, first: Column) -> Columns:
    """The columns of the second stage."""
    return blocks.columns | context.columns(first, blocks.weights, blocks.tree)
