"""Score the blocks of a page: forests in two stages, of which the second sees what the first says of all around, and
networks. Where one is wrong the others often are not: the mean of all, as log odds, is better than each.
"""

from collections.abc import Sequence

import numpy as np

from dechaff.engines.model import context
from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.features import Blocks
from dechaff.engines.model.file import Model
from dechaff.engines.model.kinds import kinds, summary
from dechaff.engines.model.table import Table

# No score says more than this, or one of them would decide alone.
SURE = 1e-4


def score(blocks: Blocks, model: Model) -> Column:
    """From 0 to 1 for each block."""
    first = model.first.scores(blocks.table)
    likely = kinds(model.kinds, summary(blocks.table, first, blocks.weights))
    by_forests = model.second.scores(in_context(blocks, first, likely))
    by_networks = [network.scores(blocks) for network in model.networks]
    return joined(by_forests, by_networks) if by_networks else by_forests


def joined(by_forests: Column, by_networks: Sequence[Column]) -> Column:
    """The mean of the forests' log odds and those of all networks together.

    >>> joined(np.array([0.75, 0.25]), [np.array([0.25, 0.75]), np.array([0.25, 0.75])]).tolist()
    [0.5, 0.5]
    """
    odds = (_log_odds(by_forests) + _log_odds(np.mean(by_networks, axis=0))) / 2
    return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


def _log_odds(scores: Column) -> Column:
    sure = np.clip(scores, SURE, 1 - SURE)
    return np.asarray(np.log(sure / (1 - sure)))


def in_context(blocks: Blocks, first: Column, likely: Columns) -> Table:
    """What the second stage sees: all that the first does, its scores, and the kinds of page that are likely."""
    seen = context.columns(first, blocks.weights, blocks.tree) | likely
    return blocks.table.joined(Table.of(seen, len(blocks.weights)))
