"""From a page to a vote: features, scores, the choice of a threshold, and reasons."""

import numpy as np
import numpy.typing as npt

from dechaff.engines.base import Vote
from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.choice import NOTHING, choose
from dechaff.engines.model.features import Blocks, read
from dechaff.engines.model.file import Model, load
from dechaff.engines.model.reasons import reasons
from dechaff.engines.model.scores import score
from dechaff.model import Document, Page

# Below this expected word F1, which 3.0 % of the training pages do not reach out of fold, more is kept: the threshold
# is multiplied by MORE. On average that costs these pages nothing.
DOUBTFUL = 0.4
MORE = 0.5
# Rows, code and headings between two blocks that are kept stay as well, down to this share, if they hold few links and
# are not more in a row. Out of fold no mean of word F1 moves by more than .001, most of them up.
LEAST = 0.1
MAX_LINKS, MAX_ROWS = 0.3, 40
# A heading that is at least this share of the page's title is its headline, if it stands before main content or right
# behind its first blocks. Of 763 that stay for this on dragnet, whose gold texts have headlines, 705 are wanted.
HEADLINE, BEHIND = 0.3, 2


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
        return Vote(_shares(scores, choice.threshold * MORE, blocks), reasons=why, doubt=doubt, score=choice.expected)
    return Vote(_shares(scores, choice.threshold, blocks), reasons=why, score=choice.expected)


def _shares(scores: Column, threshold: float, blocks: Blocks) -> tuple[float, ...]:
    """The scores, stretched so that the threshold comes to stand at one half, and raised to it within main content."""
    scores = scores.astype(np.float64)
    below, above = 0.5 / threshold, 0.5 / max(1 - threshold, 1e-9)
    shares = np.where(scores < threshold, scores * below, np.minimum(0.5 + (scores - threshold) * above, 1.0))
    stays = _is_within(shares, blocks.columns) | _is_headline(shares, blocks.columns)
    return tuple(np.where(stays, 0.5, shares).tolist())


def _is_within(shares: Column, columns: Columns) -> npt.NDArray[np.bool_]:
    """Whether a block would go, though it and its like alone stand between what is kept on both sides: rows, code,
    headings.
    """
    is_kept = shares >= 0.5
    is_solid = columns["in_table"] + columns["in_pre"] + columns["is_pre"] + columns["heading"] > 0
    is_linked = columns["share_links"] >= MAX_LINKS
    may_stay = is_solid & ~is_linked & (shares >= LEAST) & (columns["hidden"] + columns["data"] == 0)
    gaps = np.cumsum(is_kept)  # the number of the gap that a block stands in, behind as many that are kept
    sizes = np.bincount(gaps, weights=~is_kept)
    stays = (np.bincount(gaps, weights=~is_kept & ~may_stay) == 0) & (sizes <= MAX_ROWS)
    return np.asarray(~is_kept & stays[gaps] & (gaps > 0) & (gaps < gaps[-1]))


def _is_headline(shares: Column, columns: Columns) -> npt.NDArray[np.bool_]:
    """Whether a block would go, though it is the headline of what is kept, and the only one of it."""
    may_be = (columns["heading"] > 0) & (columns["in_title"] > HEADLINE) & (columns["hidden"] + columns["data"] == 0)
    is_kept = shares >= 0.5
    found = np.flatnonzero(may_be[: int(np.argmax(is_kept)) + BEHIND + 1])
    is_headline = np.zeros_like(is_kept)
    if found.size and is_kept.any() and not (is_kept & may_be).any():
        is_headline[found[-1]] = True
    return is_headline
