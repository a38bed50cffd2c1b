"""Score the blocks of a page, in two stages: the second sees what the first says of all that stands around."""

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
    return model.second.scores(in_context(blocks, first, likely))


def in_context(blocks: Blocks, first: Column, likely: Columns) -> Table:
    """What the second stage sees: all that the first does, its scores, and the kinds of page that are likely."""
    seen = context.columns(first, blocks.weights, blocks.tree) | likely
    return blocks.table.joined(Table.of(seen, len(blocks.weights)))
