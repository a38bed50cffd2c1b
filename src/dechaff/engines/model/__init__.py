"""The engine that chooses blocks by a model of ours: boosted trees in two stages, trained by `bench/train`."""

from dechaff.engines.base import Vote, keep_all
from dechaff.model import Document


def vote(document: Document) -> Vote:
    """Score each block, and keep those that make the best page."""
    if document.page is None or not document.blocks:
        return keep_all(document)
    from dechaff.engines.model.judge import judge  # numpy, and the model file

    return judge(document, document.page)
