"""How much of each block of a page is main content, from a gold text that somebody wrote down."""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

import numpy as np
from rapidfuzz.distance import LCSseq

# From so many words on a block counts by its runs of three words: single words of it stand in any text.
LONG = 8
# Beyond so many pairs of words, the table of the longest common subsequence takes more than 200 MB.
MAX_PAIRS = 1_600_000_000


def labels(blocks: Sequence[str], gold: str, words: Callable[[str], list[str]]) -> np.ndarray:
    """The share of each block's words that is in the gold text, in the order of both.

    >>> labels(["News", "The cat sat.", "News"], "The cat sat. News", str.split).tolist()
    [0.0, 1.0, 1.0]
    """
    of_blocks = [words(block) for block in blocks]
    wanted = words(gold)
    if not wanted:
        return np.zeros(len(blocks))
    stream = [word for block in of_blocks for word in block]
    matched = np.zeros(len(stream), dtype=bool)
    for start, end in _matches(stream, wanted):
        matched[start:end] = True
    known = set(zip(wanted, wanted[1:], wanted[2:], strict=False))
    shares = np.zeros(len(blocks))
    for number, (start, end) in enumerate(pairwise(accumulate(map(len, of_blocks), initial=0))):
        if end > start:
            shares[number] = matched[start:end].mean()
        if end - start >= LONG:
            runs = zip(*(of_blocks[number][first:] for first in range(3)), strict=False)
            shares[number] = min(1.0, sum(run in known for run in runs) / (end - start - 2))
    return shares


def _matches(stream: list[str], wanted: list[str]) -> list[tuple[int, int]]:
    """The runs of `stream` that are in the longest common subsequence with `wanted`."""
    if len(stream) * len(wanted) > MAX_PAIRS:
        known = set(wanted)
        return [(place, place + 1) for place, word in enumerate(stream) if word in known]
    numbers: dict[str, int] = {}
    ours = [numbers.setdefault(word, len(numbers)) for word in stream]
    theirs = [numbers.setdefault(word, len(numbers)) for word in wanted]
    return [(step.src_start, step.src_end) for step in LCSseq.opcodes(ours, theirs) if step.tag == "equal"]
