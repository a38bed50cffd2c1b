"""What kind of page it is: an article, a forum, a product; the second stage expects different things of each."""

from collections.abc import Mapping

import numpy as np

from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.forest import Forest
from dechaff.engines.model.table import Table

KINDS = ("article", "documentation", "service", "forum", "listing", "collection", "product")


def summary(table: Table, scores: Column, weights: Column) -> Table:
    """A page as a single column: the means of all rows, over blocks, over words, and over likely main content."""
    wanted = scores * weights
    means = (
        ("mean", table.rows.mean(axis=1)),
        ("words", table.rows @ weights / weights.sum()),
        ("wanted", table.rows @ wanted / max(float(wanted.sum()), 1e-6)),
    )
    whole = {
        "score": scores.mean(),
        "words": np.log1p(wanted.sum()),
        "likely": np.log1p((scores > 0.5).sum()),
        "blocks": np.log1p(len(scores)),
    }
    rows = [mean for _, mean in means] + [np.array(list(whole.values()))]
    names = tuple(f"{kind} {name}" for kind, _ in means for name in table.names)
    return Table(names + tuple(f"page {name}" for name in whole), np.concatenate(rows).astype(np.float32)[:, None])


def kinds(forests: Mapping[str, Forest], page: Table) -> Columns:
    """How likely each kind is, from 0 to 1; a number each."""
    return {f"kind_{kind}": forest.scores(page) for kind, forest in forests.items()}
