"""Score the blocks of a page, in two stages: the second sees what the first says of all that stands around.

The second stage has two forests, one that learned most of articles, and one that learned most of all other pages.
"""

import numpy as np

from dechaff.engines.model import context
from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.features import Blocks
from dechaff.engines.model.file import Model
from dechaff.engines.model.kinds import kinds, summary
from dechaff.engines.model.table import Table

# Below this likelihood of the one, a page is left to the other forest alone.
SURE = 0.02


def score(blocks: Blocks, model: Model) -> Column:
    """From 0 to 1 for each block."""
    first = model.first.scores(blocks.table)
    likely = kinds(model.kinds, summary(blocks.table, first, blocks.weights))
    seen = in_context(blocks, first, likely)
    article = share_of_article(likely)
    if article > 1 - SURE:
        return model.articles.scores(seen)
    if article < SURE:
        return model.others.scores(seen)
    return mixed(model.articles.scores(seen), model.others.scores(seen), article)


def share_of_article(likely: Columns) -> float:
    """How likely it is that a page is an article and nothing else."""
    return float(likely["kind_article"][0] / sum(column[0] for column in likely.values()))


def mixed(articles: Column, others: Column, article: float) -> Column:
    """What both forests of the second stage say, each as far as the page is of its kind."""
    return np.asarray(article * articles + (1 - article) * others, dtype=np.float32)


def in_context(blocks: Blocks, first: Column, likely: Columns) -> Table:
    """What the second stage sees: all that the first does, its scores, and the kinds of page that are likely."""
    seen = context.columns(first, blocks.weights, blocks.tree) | likely
    return blocks.table.joined(Table.of(seen, len(blocks.weights)))
