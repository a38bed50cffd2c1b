"""Which blocks stand in comment threads, and how much else the page says: under an article a thread is no content."""

import numpy as np

from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.tree import Tree
from dechaff.engines.threads import is_thread
from dechaff.model import Page

# A page of a forum says so at its beginning: in links, in classes, in the name of its software.
_FORUM = ("forum", "qapage", '"question"', "phpbb", "vbulletin", "xenforo", "discourse", "invision", "vanilla")
_HEAD = 40_000  # characters
# What counts as prose: longer than a button, and hardly linked.
_PROSE_CHARS, _PROSE_LINKS = 60, 0.3


def talk(columns: Columns, tree: Tree, page: Page) -> Columns:
    """Columns on comment threads, and on the prose before and outside of them."""
    marked = np.array([False, *(is_thread(name, classes) for _, _, name, classes in page.elements)], dtype=np.int64)
    inside = tree.chained(marked, np.maximum)[tree.of_block].astype(np.float32)
    words = np.maximum(columns["words"], 1)
    is_prose = (columns["chars"] > _PROSE_CHARS) & (columns["share_links"] < _PROSE_LINKS)
    prose = words * is_prose
    outside = prose * (1 - inside)
    before: Column = np.cumsum(outside) - outside
    return {
        "in_thread": inside,
        "after_thread": np.maximum.accumulate(inside),
        "prose_before": np.log1p(before),
        "page_thread": np.asarray((words * inside).sum() / words.sum()),
        "page_prose_outside": np.log1p(outside.sum()),
        "page_prose_inside": np.log1p((prose * inside).sum()),
        "page_forum": np.log1p(sum(map(page.markup[:_HEAD].lower().count, _FORUM))),
    }
