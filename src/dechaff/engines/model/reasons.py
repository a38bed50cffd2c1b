"""Say in a word what a block is that goes."""

import re
from functools import lru_cache

import numpy as np

from dechaff.engines.model.characters import Column
from dechaff.engines.model.features import Blocks
from dechaff.engines.model.lexicon import words_of_names

# From this share of links on, lines that stand together are a list of links.
LINKED = 0.6
COMMENTS = frozenset(("comment", "comments", "reply", "replies", "respond", "disqus"))
_MAYBE_COMMENT = re.compile("omment|epl|espond|isqus")
AREAS = ("in_nav", "in_footer", "in_aside", "in_form")
NAMES = ("comment", "menu", "footer", "sidebar", "form", "link list", "link", "boilerplate")
_HUNDRED = 100
_SAID = [f"{name}, {sure / _HUNDRED:.2f}" for name in NAMES for sure in range(_HUNDRED + 1)]


def reasons(blocks: Blocks, scores: Column) -> tuple[str, ...]:
    """For each block what it is, and how sure the model is that it is not main content: `link list, 0.97`."""
    columns, tree = blocks.columns, blocks.tree
    marked = np.array([False, *map(_is_comment, blocks.names)])
    tests = [tree.chained(marked, np.logical_or)[tree.of_block]]
    tests += [columns[column] > 0 for column in AREAS]
    tests += [columns["area1_links"] > LINKED, columns["share_links"] > LINKED, np.ones_like(tests[0])]
    names = np.argmax(tests, axis=0)  # the first that holds
    sure = np.rint((1 - scores) * _HUNDRED).astype(np.int64)
    return tuple(map(_SAID.__getitem__, (names * (_HUNDRED + 1) + sure).tolist()))


@lru_cache(maxsize=4_000)
def _is_comment(names: str) -> bool:
    return bool(_MAYBE_COMMENT.search(names)) and not COMMENTS.isdisjoint(words_of_names(names))
