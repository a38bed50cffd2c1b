"""Choose the blocks to keep, so that the result is expected to be as good as the scores allow."""

from dataclasses import dataclass

import numpy as np

from dechaff.engines.model.characters import Column

# Below this, nothing at all is the likeliest answer: out of fold seven pages of 1,458, of which five show no content
# without scripts.
NOTHING = 0.12


@dataclass(frozen=True)
class Choice:
    """The score from which on blocks are kept, and the word F1 that the kept ones are expected to have.

    Out of fold the expectation is about right: pages of which .5 is expected reach .5 on average.
    """

    threshold: float
    expected: float


def choose(scores: Column, weights: Column) -> Choice:
    """Choose a threshold for a page: where many blocks are in doubt it is low, where few are it is high.

    >>> chosen = choose(np.array([0.95, 0.6, 0.05]), np.array([50, 10, 20]))
    >>> 0.05 < chosen.threshold <= 0.6, round(chosen.expected, 1)
    (True, 0.9)
    """
    order = np.argsort(-scores, kind="stable")
    kept = np.cumsum(weights[order])
    right = np.cumsum((weights * scores)[order])
    expected = 2 * right / (kept + right[-1])
    best = int(np.argmax(expected))
    return Choice(float(scores[order[best]]), float(expected[best]))
