"""What the second stage sees besides: the first stage's scores of the line, of its neighbours, before and behind it."""

import numpy as np

from dechaff.engines.lines.characters import Column
from dechaff.engines.lines.features import Columns, near, running

WINDOWS = (5, 11, 21)


def columns(scores: Column, words: Column) -> Columns:
    """The scores of a line's neighbours, and means by words over windows, over all before it and from it on."""
    count = len(scores)
    number = np.arange(count)
    weight = words + np.float32(1)
    seen: Columns = {"score": scores}
    seen |= dict(zip(*near([scores], ("score",), (-3, -2, -1, 1, 2, 3)), strict=True))
    weights, sums, plain = running([weight, scores * weight, scores])
    for width in WINDOWS:
        first, last = np.maximum(number - width // 2, 0), np.minimum(number + width // 2 + 1, count)
        seen[f"score_{width}"] = (sums[last] - sums[first]) / (weights[last] - weights[first])
    seen["score_before"] = sums[:-1] / np.maximum(weights[:-1], 1)
    seen["score_behind"] = (sums[-1] - sums[:-1]) / (weights[-1] - weights[:-1])
    seen["plain_before"] = plain[:-1] / np.maximum(number, 1).astype(np.float32)
    seen["plain_behind"] = (plain[-1] - plain[:-1]) / (count - number).astype(np.float32)
    seen["least_behind"] = np.minimum.accumulate(scores[::-1])[::-1]
    seen["most_before"] = np.maximum.accumulate(scores)
    seen["score_all"] = np.full(count, sums[-1] / weights[-1], dtype=np.float32)
    return seen
