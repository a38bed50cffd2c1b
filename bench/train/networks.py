"""Train a network with PyTorch, and write it down as ours."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from dechaff.engines.model.network import DISTANCES, Layer, Network, groups_of, standard, worth
from samples import Sample

SEED = 8
WIDTH = 64
EPOCHS, PAGES = 8, 12  # pages a step
RATE, DECAY, DROPPED = 2e-3, 1e-2, 0.2
# Of a page, so many columns are hidden at each step: no column tells one of the pages by itself. The weights that are
# kept are means over the last steps. Together the two raise the network's word F1 by .006 on wcxb_dev and by .01 on
# dragnet, which it never saw.
HIDDEN, REMEMBERED = 0.1, 0.998
LONGEST = 3000  # blocks; what a page of more says is said by others
# The page's kind is learned beside the blocks, so that the layers come to know it.
KIND_COUNTS = 0.05
GROUPS = 4


@dataclass(frozen=True)
class Pages:
    """Several pages as one: their blocks one after the other, and where to look around each."""

    count: int
    seen: Tensor
    before: list[Tensor]
    behind: list[Tensor]
    groups: list[Tensor]
    shares: list[Tensor]


class _Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.near = nn.Linear(3 * WIDTH, WIDTH)
        self.groups = nn.ModuleList(nn.Linear(WIDTH, WIDTH, bias=False) for _ in range(GROUPS))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, held: Tensor, pages: Pages, number: int) -> Tensor:
        padded = torch.cat((held, torch.zeros(1, WIDTH)))
        told = self.near(torch.cat((padded[pages.before[number]], held, padded[pages.behind[number]]), 1))
        for weigh, group, shares in zip(self.groups, pages.groups, pages.shares, strict=True):
            told = told + weigh(_means(held, group, shares))[group]
        return held + self.drop(self.out(torch.relu(told)))


class _Net(nn.Module):
    def __init__(self, columns: int, kinds: int) -> None:
        super().__init__()
        self.into = nn.Linear(columns, WIDTH)
        self.drop = nn.Dropout(DROPPED)
        self.layers = nn.ModuleList(_Layer() for _ in DISTANCES)
        self.last = nn.Linear(WIDTH, 1)
        self.kind = nn.Linear(WIDTH, kinds)

    def forward(self, pages: Pages) -> tuple[Tensor, Tensor]:
        seen = pages.seen
        if self.training:
            seen = seen * (torch.rand(pages.count, seen.shape[1]) > HIDDEN)[pages.groups[0]]
        held = self.drop(torch.relu(self.into(seen)))
        for number, layer in enumerate(self.layers):
            held = layer(held, pages, number)
        return self.last(torch.relu(held))[:, 0], self.kind(_means(held, pages.groups[0], pages.shares[0]))


def _means(held: Tensor, group: Tensor, shares: Tensor) -> Tensor:
    return torch.zeros(int(group.max()) + 1, held.shape[1]).index_add_(0, group, held * shares)


def train(samples: Sequence[Sample], kinds: Sequence[str]) -> Network:
    """Train on the blocks of samples, on one processor, so that the network is always the same."""
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    chance = np.random.default_rng(SEED)
    samples = [sample for sample in samples if len(sample.labels) <= LONGEST]
    mean, scale = _sizes(samples)
    net = _Net(len(mean), len(kinds))
    averaged = {name: weights.clone() for name, weights in net.state_dict().items()}
    optimizer = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    steps = len(samples) // PAGES
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=EPOCHS * steps + 1, pct_start=0.1)
    for _ in range(EPOCHS):
        for places in chance.permutation(len(samples))[: steps * PAGES].reshape(steps, PAGES):
            drawn = [samples[place] for place in places]
            loss = _loss(net, _pages(drawn, mean, scale), drawn, kinds)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for name, weights in net.state_dict().items():
                averaged[name].lerp_(weights, 1 - REMEMBERED)
    net.load_state_dict(averaged)
    return _network(net, mean, scale)


def _loss(net: _Net, pages: Pages, drawn: Sequence[Sample], kinds: Sequence[str]) -> Tensor:
    found, likely = net(pages)
    wanted = torch.from_numpy(np.concatenate([sample.labels for sample in drawn]).astype(np.float32))
    weights = torch.from_numpy(np.concatenate([sample.weights for sample in drawn]).astype(np.float32))
    of_blocks = nn.functional.binary_cross_entropy_with_logits(found, wanted, weights, reduction="sum")
    importance = torch.tensor([sample.importance for sample in drawn])
    right = torch.tensor([kinds.index(sample.kind) for sample in drawn])
    of_kinds = (nn.functional.cross_entropy(likely, right, reduction="none") * importance).sum()
    return (of_blocks + KIND_COUNTS * of_kinds) / len(drawn)


def _sizes(samples: Sequence[Sample]) -> tuple[np.ndarray, np.ndarray]:
    """The means and standard deviations of the columns."""
    count, total, squares = 0, np.float64(0), np.float64(0)
    for sample in samples:
        assert sample.blocks is not None
        rows = sample.blocks.table.rows.astype(np.float64)
        count, total, squares = count + rows.shape[1], total + rows.sum(1), squares + (rows**2).sum(1)
    mean = total / count
    spread = np.sqrt(np.maximum(squares / count - mean**2, 0)) + 1e-3
    return mean.astype(np.float32), spread.astype(np.float32)


def _pages(drawn: Sequence[Sample], mean: np.ndarray, scale: np.ndarray) -> Pages:
    total = sum(len(sample.labels) for sample in drawn)
    rows, groups, shares = [], [[] for _ in range(GROUPS)], [[] for _ in range(GROUPS)]
    before, behind = ([[] for _ in DISTANCES] for _ in range(2))
    start, next_group = 0, [0] * GROUPS
    for sample in drawn:
        assert sample.blocks is not None
        rows.append(standard(sample.blocks.table.rows, mean, scale).T)
        number = np.arange(len(sample.labels))
        for place, distance in enumerate(DISTANCES):
            back, on = number - distance, number + distance
            before[place].append(np.where(back >= 0, back + start, total))
            behind[place].append(np.where(on < len(number), on + start, total))
        counts = worth(sample.blocks.weights)
        for place, group in enumerate(groups_of(sample.blocks.tree)):
            numbers = np.unique(group, return_inverse=True)[1]
            shares[place].append(counts / np.bincount(numbers, weights=counts)[numbers])
            groups[place].append(numbers + next_group[place])
            next_group[place] += int(numbers.max()) + 1
        start += len(number)
    return Pages(
        len(drawn),
        torch.from_numpy(np.concatenate(rows)),
        [torch.from_numpy(np.concatenate(places)) for places in before],
        [torch.from_numpy(np.concatenate(places)) for places in behind],
        [torch.from_numpy(np.concatenate(numbers)) for numbers in groups],
        [torch.from_numpy(np.concatenate(parts).astype(np.float32))[:, None] for parts in shares],
    )


def _network(net: _Net, mean: np.ndarray, scale: np.ndarray) -> Network:
    """Take over the weights, at the precision in which the model file keeps them."""

    def taken(weights: Tensor) -> np.ndarray:
        return np.ascontiguousarray(weights.detach().numpy().T.astype(np.float16).astype(np.float32))

    layers = tuple(
        Layer(
            taken(layer.near.weight),
            taken(layer.near.bias),
            np.stack([taken(weigh.weight) for weigh in layer.groups]),
            taken(layer.out.weight),
            taken(layer.out.bias),
        )
        for layer in net.layers
    )
    return Network(
        mean,
        scale,
        taken(net.into.weight),
        taken(net.into.bias),
        layers,
        taken(net.last.weight)[:, 0],
        float(taken(net.last.bias)[0]),
    )
