"""Say in a word what a block is that goes."""

from collections.abc import Iterator

import numpy as np

from dechaff.engines.model.characters import Column
from dechaff.engines.model.features import Blocks
from dechaff.engines.model.lexicon import names_of, words_of_names
from dechaff.model import Page

# From this share of links on, lines that stand together are a list of links.
LINKED = 0.6
COMMENTS = frozenset(("comment", "comments", "reply", "replies", "respond", "disqus"))
_AREAS = (("in_nav", "menu"), ("in_footer", "footer"), ("in_aside", "sidebar"), ("in_form", "form"))


def reasons(blocks: Blocks, page: Page, scores: Column) -> tuple[str, ...]:
    """For each block what it is, and how sure the model is that it is not main content: `link list, 0.97`."""
    return tuple(f"{name}, {1 - score:.2f}" for name, score in zip(_names(blocks, page), scores.tolist(), strict=True))


def _names(blocks: Blocks, page: Page) -> Iterator[str]:
    marked = [0, *(int(not COMMENTS.isdisjoint(words_of_names(names_of(element)))) for element in page.elements)]
    tests = [(blocks.tree.chained(np.array(marked), np.maximum)[blocks.tree.of_block] > 0, "comment")]
    tests += [(blocks.columns[column] > 0, name) for column, name in _AREAS]
    tests.append((blocks.columns["area1_links"] > LINKED, "link list"))
    tests.append((blocks.columns["share_links"] > LINKED, "link"))
    for number in range(len(blocks.weights)):
        yield next((name for is_so, name in tests if is_so[number]), "boilerplate")
