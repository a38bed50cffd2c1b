"""The model file that ships beside this module: forests, two lexicons, and where they come from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dechaff.engines.model.forest import Forest
from dechaff.engines.model.kinds import KINDS
from dechaff.engines.model.lexicon import Lexicon

SHIPPED = Path(__file__).with_name("model.npz")


@dataclass(frozen=True)
class Model:
    """What training made; `about` names the data sets, their licences, the date, and the scores out of fold."""

    lexicon: Lexicon
    first: Forest
    second: Forest
    kinds: Mapping[str, Forest]
    about: Mapping[str, object]


@cache
def load(path: Path = SHIPPED) -> Model:
    """Read a model file; once a process."""
    with np.load(path, allow_pickle=False) as arrays:
        lexicon = Lexicon(_words(arrays, "names"), _words(arrays, "lines"))
        about = json.loads(bytes(arrays["about"]).decode())
        kinds = {kind: _forest(arrays, kind) for kind in KINDS}
        return Model(lexicon, _forest(arrays, "first"), _forest(arrays, "second"), kinds, about)


def save(model: Model, path: Path) -> None:
    """Write a model file; the same model gives the same bytes."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"about": _packed(json.dumps(model.about, indent=1, sort_keys=True))}
    for name, words in (("names", model.lexicon.names), ("lines", model.lexicon.lines)):
        ordered = sorted(words)
        arrays[f"{name}_words"] = _packed("\n".join(ordered))
        arrays[f"{name}_odds"] = np.array([words[word] for word in ordered], dtype=np.float16)
    for name, forest in {"first": model.first, "second": model.second, **model.kinds}.items():
        arrays[f"{name}_columns"] = _packed("\n".join(forest.names))
        arrays[f"{name}_features"] = forest.features.astype(np.uint16)
        arrays[f"{name}_borders"] = forest.borders
        arrays[f"{name}_leaves"] = forest.leaves
        arrays[f"{name}_bias"] = np.array(forest.bias, dtype=np.float64)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the names for its own options


def _packed(text: str) -> npt.NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _lines(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> list[str]:
    return bytes(arrays[name]).decode().split("\n")


def _words(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> dict[str, float]:
    return dict(zip(_lines(arrays, f"{name}_words"), arrays[f"{name}_odds"].tolist(), strict=True))


def _forest(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> Forest:
    return Forest(
        tuple(_lines(arrays, f"{name}_columns")),
        arrays[f"{name}_features"].astype(np.int64),
        arrays[f"{name}_borders"].astype(np.float32),
        arrays[f"{name}_leaves"].astype(np.float32),
        float(arrays[f"{name}_bias"]),
    )
