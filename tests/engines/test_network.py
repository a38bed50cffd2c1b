"""The network computes what its definition says, block by block, on any page."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dechaff import readers
from dechaff.engines.model.features import Blocks, read
from dechaff.engines.model.lexicon import Lexicon
from dechaff.engines.model.network import DISTANCES, FARTHEST, SUREST, Layer, Network, groups_of

WIDTH = 3
PIECES = (
    "<p>one two three",
    "<ul><li>a<li>b</ul>",
    "<div>",
    "</div>",
    "<h2>Said</h2>",
    "<a href=/>link</a>",
    "<table>",
)


def network(columns: int, seed: int) -> Network:
    chance = np.random.default_rng(seed)

    def weights(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    layers = tuple(
        Layer(
            weights(3 * WIDTH, WIDTH), weights(WIDTH), weights(4, WIDTH, WIDTH), weights(WIDTH, WIDTH), weights(WIDTH)
        )
        for _ in DISTANCES
    )
    into, scale = weights(columns, WIDTH), np.abs(weights(columns)) + 1
    return Network(weights(columns), scale, into, weights(WIDTH), layers, weights(WIDTH), 0.25)


def by_definition(net: Network, blocks: Blocks) -> list[float]:
    """The scores, one number after the other."""
    count = len(blocks.weights)
    seen = [(blocks.table.rows[:, at] - net.mean) / net.scale for at in range(count)]
    held = [np.maximum(np.clip(row, -FARTHEST, FARTHEST) @ net.into + net.into_bias, 0) for row in seen]
    for distance, layer in zip(DISTANCES, net.layers, strict=True):
        new = []
        for at in range(count):
            around = [
                held[place] if 0 <= place < count else np.zeros(WIDTH) for place in (at - distance, at, at + distance)
            ]
            told = np.concatenate(around) @ layer.near + layer.bias
            for numbers, weights in zip(groups_of(blocks.tree), layer.groups, strict=True):
                members = [place for place in range(count) if numbers[place] == numbers[at]]
                counts = [math.log1p(blocks.weights[place]) for place in members]
                mean = sum(held[place] * part for place, part in zip(members, counts, strict=True)) / sum(counts)
                told = told + mean @ weights
            new.append(held[at] + np.maximum(told, 0) @ layer.out + layer.out_bias)
        held = new
    odds = [float(np.maximum(row, 0) @ net.last + net.last_bias) for row in held]
    return [1 / (1 + math.exp(-max(min(number, SUREST), -SUREST))) for number in odds]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join), st.integers(0, 20))
def test_scores(markup: str, seed: int) -> None:
    document = readers.read(f"<p>Begins.</p>{markup}", kind="html")
    assert document.page is not None
    blocks = read(document, document.page, Lexicon({}, {}))
    net = network(len(blocks.table.names), seed)
    assert np.allclose(net.scores(blocks), by_definition(net, blocks), atol=1e-4)
