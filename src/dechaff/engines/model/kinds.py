"""What kind of page it is: an article, a forum, a product; the second stage expects different things of each."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.forest import Forest, Jury
from dechaff.engines.model.table import Table

KINDS = ("article", "documentation", "service", "forum", "listing", "collection", "product")


def summary(table: Table, scores: Column, weights: Column) -> Table:
    """A page as a single column: the means of all rows, over blocks, over words, and over likely main content."""
    wanted = scores * weights
    rows = (
        table.rows.mean(axis=1),
        table.rows @ weights / weights.sum(),
        table.rows @ wanted / max(float(wanted.sum()), 1e-6),
        (scores.mean(), np.log1p(wanted.sum()), np.log1p((scores > 0.5).sum()), np.log1p(len(scores))),
    )
    return Table(_names(table.names), np.concatenate(rows).astype(np.float32)[:, None])


@lru_cache(maxsize=8)
def _names(rows: tuple[str, ...]) -> tuple[str, ...]:
    """What the numbers of a page are called, by the names of the rows of its blocks."""
    means = (f"{mean} {name}" for mean in ("mean", "words", "wanted") for name in rows)
    return (*means, "page score", "page words", "page likely", "page blocks")


def kinds(forests: Mapping[str, Forest], page: Table) -> Columns:
    """How likely each kind is, from 0 to 1; a number each."""
    return {
        f"kind_{kind}": np.asarray(share)
        for kind, share in zip(forests, _jury(*forests.values()).scores(page), strict=True)
    }


@lru_cache(maxsize=8)
def _jury(*forests: Forest) -> Jury:
    return Jury(forests)
