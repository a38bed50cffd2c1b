"""Train a forest with CatBoost, whose trees ask one question a level, and write it down as ours."""

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from catboost import CatBoost, Pool

from dechaff.engines.model.forest import Forest

DEPTH = 6
_SHARED = {
    "loss_function": "CrossEntropy",
    "depth": DEPTH,
    "border_count": 64,
    "l2_leaf_reg": 5,
    "boosting_type": "Plain",
    "bootstrap_type": "Bernoulli",
    "random_seed": 7,
    "thread_count": 2,
    "allow_writing_files": False,
    "verbose": 0,
}
# Few questions a tree and few trees: they are asked of every block. 200 trees of 32 borders lose .004 F1 (wcxb_dev).
BLOCKS = {**_SHARED, "learning_rate": 0.1, "iterations": 300, "rsm": 0.3, "subsample": 0.6}
# A page is one row among 2,500.
PAGES = {**_SHARED, "depth": 4, "learning_rate": 0.1, "iterations": 80, "rsm": 0.2, "subsample": 0.7}

Options = Mapping[str, object]


def train(
    tables: list[np.ndarray],
    labels: list[np.ndarray],
    weights: list[np.ndarray],
    names: Sequence[str],
    options: Options,
) -> Forest:
    """Train on one table a page, a row a column of `names`."""
    pool = Pool(np.concatenate(tables, axis=1).T, np.concatenate(labels), weight=np.concatenate(weights))
    booster = CatBoost(dict(options))
    booster.fit(pool)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.json")
        booster.save_model(str(path), format="json")
        return _forest(json.loads(path.read_text()), names)


def _forest(written: dict, names: Sequence[str]) -> Forest:
    """Take over the trees, and the columns that they ask for. At a level that a tree lacks, nothing goes right."""
    trees = written["oblivious_trees"]
    features = np.zeros((DEPTH, len(trees)), dtype=np.int64)
    borders = np.full((DEPTH, len(trees)), np.inf, dtype=np.float32)
    leaves = np.zeros((len(trees), 1 << DEPTH), dtype=np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"] or []):
            features[level, number] = split["float_feature_index"]
            borders[level, number] = split["border"]
        leaves[number, : len(tree["leaf_values"])] = tree["leaf_values"]
    used, features = np.unique(features, return_inverse=True)
    scale, (bias,) = written["scale_and_bias"]
    return Forest(tuple(names[i] for i in used), features.reshape(DEPTH, -1), borders, leaves * np.float32(scale), bias)
