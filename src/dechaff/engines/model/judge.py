"""From a page to a vote: features, scores, the choice of a threshold, and reasons."""

import numpy as np

from dechaff.engines.base import Vote
from dechaff.engines.model import structure
from dechaff.engines.model.characters import Column
from dechaff.engines.model.choice import NOTHING, Choice, choose
from dechaff.engines.model.features import Blocks, read
from dechaff.engines.model.file import Model, load
from dechaff.engines.model.reasons import reasons
from dechaff.engines.model.scores import score
from dechaff.model import Document, Page

# Below this expected word F1, which 3.0 % of the training pages do not reach out of fold, more is kept: the threshold
# is multiplied by MORE. On average that costs these pages nothing.
DOUBTFUL = 0.4
MORE = 0.5


def judge(document: Document, page: Page, model: Model | None = None) -> Vote:
    """Vote on a page that has blocks; with the model that ships, if none is given."""
    model = model or load()
    blocks = read(document, page, model.lexicon)
    scores = score(blocks, model)
    choice = choose(scores, blocks.weights)
    why = reasons(blocks, scores)
    if choice.expected < NOTHING:
        doubt = f"nothing on the page looks like main content (expected quality {choice.expected:.2f})"
        return Vote((0.0,) * len(document.blocks), reasons=why, doubt=doubt, score=choice.expected)
    if choice.expected < DOUBTFUL:
        doubt = f"what is main content is unclear, so more was kept (expected quality {choice.expected:.2f})"
    else:
        doubt = ""
    shares = _shares(scores, choice, document, page, blocks)
    return Vote(shares, reasons=why, doubt=doubt, score=choice.expected)


def _shares(scores: Column, choice: Choice, document: Document, page: Page, blocks: Blocks) -> tuple[float, ...]:
    """The scores, stretched so that the threshold comes to stand at one half, and raised to it for what belongs to what
    is kept.
    """
    scores = scores.astype(np.float64)
    threshold = choice.threshold * (MORE if choice.expected < DOUBTFUL else 1)
    below, above = 0.5 / threshold, 0.5 / max(1 - threshold, 1e-9)
    shares = np.where(scores < threshold, scores * below, np.minimum(0.5 + (scores - threshold) * above, 1.0))
    columns, lines, elements = blocks.columns, document.blocks, page.elements
    stays = structure.is_within(shares, columns) | structure.is_beside(shares, columns, lines, elements)
    stays |= structure.is_headline(shares, columns, document, page)
    if structure.UNSURE <= choice.expected < structure.SURE:
        stays |= structure.is_alike(shares, columns, lines, elements)
    return tuple(np.where(stays, structure.KEPT, shares).tolist())
