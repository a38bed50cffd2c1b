"""What the second stage sees of each block besides: the first stage's scores of all that stands around it."""

import numpy as np

from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.tree import Tree

WINDOWS = (3, 5, 9, 15, 21)
LEVELS = 7
REACH = 3  # neighbours whose own scores are seen
CUTS = (0.1, 0.3, 0.5, 0.7, 0.9)


def columns(scores: Column, weights: Column, tree: Tree) -> Columns:
    """The scores of a block's neighbours, of windows weighted by words, of its elements, its kind, and the page."""
    seen: Columns = {"score": scores}
    for by in range(1, REACH + 1):
        seen[f"score-{by}"] = np.concatenate((np.zeros(by, dtype=np.float32), scores))[: len(scores)]
        seen[f"score+{by}"] = np.concatenate((scores[by:], np.zeros(by, dtype=np.float32)))[: len(scores)]
    seen |= _windows(scores, weights)
    wanted = tree.inside(scores * weights)
    means = (wanted / np.maximum(tree.inside(weights), 1)).astype(np.float32)
    parts = (wanted / max(float(wanted[0]), 1e-6)).astype(np.float32)
    place = tree.of_block
    for level in range(LEVELS):
        seen[f"area{level}_score"] = means[place]
        seen[f"area{level}_part"] = parts[place]
        place = tree.parents[place]
    seen["alike_score"] = (tree.alike(scores * weights) / np.maximum(tree.alike(weights), 1)).astype(np.float32)
    seen["area_best"] = tree.chained(np.where(tree.parents > 0, means, 0), np.maximum)[tree.of_block]
    return seen | _page(scores, weights)


def _windows(scores: Column, weights: Column) -> Columns:
    """Means over windows around each block, and over all before and behind it."""
    count = len(scores)
    number = np.arange(count)
    words = np.concatenate(([0.0], np.cumsum(weights, dtype=np.float64)))
    wanted = np.concatenate(([0.0], np.cumsum(scores * weights, dtype=np.float64)))
    seen: Columns = {}
    for width in WINDOWS:
        first, last = np.maximum(number - width // 2, 0), np.minimum(number + width // 2 + 1, count)
        seen[f"window{width}"] = ((wanted[last] - wanted[first]) / (words[last] - words[first])).astype(np.float32)
    seen["part_before"] = (wanted[:-1] / max(wanted[-1], 1e-6)).astype(np.float32)
    seen["before"] = (wanted[:-1] / np.maximum(words[:-1], 1)).astype(np.float32)
    seen["behind"] = ((wanted[-1] - wanted[1:]) / np.maximum(words[-1] - words[1:], 1)).astype(np.float32)
    likely = scores > 0.5
    last_likely = np.maximum.accumulate(np.where(likely, number, -count))
    next_likely = np.minimum.accumulate(np.where(likely, number, 2 * count)[::-1])[::-1]
    seen["since_likely"] = np.log1p(number - last_likely).astype(np.float32)
    seen["until_likely"] = np.log1p(next_likely - number).astype(np.float32)
    return seen


def _page(scores: Column, weights: Column) -> Columns:
    """How the scores of the page are spread, and where a block ranks among them."""
    order = np.argsort(-scores, kind="stable")
    total = float(weights.sum())
    rank = np.empty_like(scores)
    rank[order] = np.cumsum(weights[order]) / total
    wanted = float((scores * weights).sum())
    numbers = {
        "page_score": wanted / total,
        "page_wanted": np.log1p(wanted),
        "page_doubt": float((scores * (1 - scores) * weights).sum()) / total,
        "page_best": scores.max(),
    }
    numbers |= {f"page_above_{cut}": float(weights[scores > cut].sum()) / total for cut in CUTS}
    return {"rank": rank} | {name: np.array(number, dtype=np.float32) for name, number in numbers.items()}
