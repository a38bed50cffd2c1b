"""Choose the blocks to keep, so that the result is expected to be as good as the scores allow."""

from dataclasses import dataclass

import numpy as np

from dechaff.engines.model.characters import Column

# Blocks of a page are right or wrong together, so its scores are more extreme than the odds. Out of fold, 0.8 and 0.9
# do equally well on wcxb_dev, with 0.9 fewer pages are under one half; 0.7 and 1.0 lose .001.
CALM = 0.9
# Below this, nothing at all is the likeliest answer: out of fold seven pages of 1,464, of which five show no content
# without scripts.
NOTHING = 0.2


@dataclass(frozen=True)
class Choice:
    """The scores from which on blocks are kept, and the word F1 that the kept ones are expected to have.

    Out of fold the expectation is about right: pages of which .5 is expected reach .5 on average.
    """

    scores: Column
    threshold: float
    expected: float


def choose(scores: Column, weights: Column) -> Choice:
    """Choose a threshold for a page: where many blocks are in doubt it is low, where few are it is high.

    >>> chosen = choose(np.array([0.95, 0.6, 0.05]), np.array([50, 10, 20]))
    >>> 0.05 < chosen.threshold <= 0.6, round(chosen.expected, 1)
    (True, 0.9)
    """
    sure = np.clip(scores, 1e-6, 1 - 1e-6).astype(np.float64)
    calm = (1 / (1 + ((1 - sure) / sure) ** CALM)).astype(np.float32)  # as they are compared with the threshold
    order = np.argsort(-calm, kind="stable")
    kept = np.cumsum(weights[order])
    right = np.cumsum((weights * calm)[order])
    expected = 2 * right / (kept + right[-1])
    best = int(np.argmax(expected))
    return Choice(calm, float(calm[order[best]]), float(expected[best]))
