"""The model file that ships beside this module: a lexicon, three forests, and where they come from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dechaff.engines.lines.forest import Questions
from dechaff.engines.lines.lexicon import Lexicon
from dechaff.engines.model.forest import Forest

SHIPPED = Path(__file__).with_name("model.npz")
FORESTS = ("first", "line", "tail")


@dataclass(frozen=True, slots=True)
class Model:
    """What training made: what is asked of each line first, then with its neighbours' answers; and of all from it on.

    `about` names the data sets, their licences, the date, and the figures out of fold.
    """

    lexicon: Lexicon
    first: Questions
    line: Questions
    tail: Questions
    about: Mapping[str, object]


@cache
def load(path: Path = SHIPPED) -> Model:
    """Read a model file; once a process."""
    with np.load(path, allow_pickle=False) as arrays:
        first, line, tail = (Questions.of(_forest(arrays, name)) for name in FORESTS)
        about = json.loads(bytes(arrays["about"]).decode())
        return Model(Lexicon.of_places(arrays["lexicon"], arrays["groups"]), first, line, tail, about)


def save(lexicon: Lexicon, forests: Mapping[str, Forest], about: Mapping[str, object], path: Path) -> None:
    """Write a model file; the same model gives the same bytes."""
    places = np.flatnonzero(lexicon.table).astype(np.uint32)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "about": _packed(json.dumps(about, indent=1, sort_keys=True)),
        "lexicon": places,
        "groups": lexicon.table[places],
    }
    for name in FORESTS:
        forest = forests[name]
        arrays[f"{name}_columns"] = _packed("\n".join(forest.names))
        arrays[f"{name}_features"] = forest.features.astype(np.uint16)
        arrays[f"{name}_borders"] = forest.borders
        arrays[f"{name}_leaves"] = forest.leaves
        arrays[f"{name}_bias"] = np.array(forest.bias, dtype=np.float64)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the names for its own options


def _packed(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _forest(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> Forest:
    return Forest(
        tuple(bytes(arrays[f"{name}_columns"]).decode().split("\n")),
        arrays[f"{name}_features"].astype(np.int64),
        arrays[f"{name}_borders"].astype(np.float32),
        arrays[f"{name}_leaves"].astype(np.float32),
        float(arrays[f"{name}_bias"]),
    )
