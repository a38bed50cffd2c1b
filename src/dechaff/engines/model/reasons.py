"""Say in a word what a block is that goes."""

import re

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


def reasons(blocks: Blocks, scores: Column) -> tuple[str, ...]:
    """For each block what it is, and how sure the model is that it is not main content: `link list, 0.97`."""
    columns, tree = blocks.columns, blocks.tree
    known = {names: _is_comment(names) for names in set(blocks.names)}
    marked = np.array([False, *map(known.__getitem__, blocks.names)])
    tests = [tree.chained(marked, np.logical_or)[tree.of_block]]
    tests += [columns[column] > 0 for column in AREAS]
    tests += [columns["area1_links"] > LINKED, columns["share_links"] > LINKED]
    names = np.select(tests, range(len(NAMES) - 1), len(NAMES) - 1)
    return tuple(f"{NAMES[name]}, {1 - score:.2f}" for name, score in zip(names.tolist(), scores.tolist(), strict=True))


def _is_comment(names: str) -> bool:
    return bool(_MAYBE_COMMENT.search(names)) and not COMMENTS.isdisjoint(words_of_names(names))
