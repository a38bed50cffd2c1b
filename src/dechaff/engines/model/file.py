"""The model file that ships beside this module: forests, a network, two lexicons, and where they come from."""

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
from dechaff.engines.model.network import Network
from dechaff.engines.model.packing import Arrays, pack, pack_network, packed, unpack, unpack_network

SHIPPED = Path(__file__).with_name("model.npz")


@dataclass(frozen=True)
class Model:
    """What training made; `about` names the data sets, their licences, the date, and the scores out of fold."""

    lexicon: Lexicon
    first: Forest
    second: Forest
    kinds: Mapping[str, Forest]
    network: Network
    about: Mapping[str, object]


@cache
def load(path: Path = SHIPPED) -> Model:
    """Read a model file; once a process."""
    with np.load(path, allow_pickle=False) as arrays:
        lexicon = Lexicon(_words(arrays, "names"), _words(arrays, "lines"))
        about = json.loads(bytes(arrays["about"]).decode())
        kinds = {kind: unpack(arrays, kind) for kind in KINDS}
        first, second, network = unpack(arrays, "first"), unpack(arrays, "second"), unpack_network(arrays, "network")
        return Model(lexicon, first, second, kinds, network, about)


def save(model: Model, path: Path) -> None:
    """Write a model file; the same model gives the same bytes."""
    arrays: Arrays = {"about": packed(json.dumps(model.about, indent=1, sort_keys=True))}
    for name, words in (("names", model.lexicon.names), ("lines", model.lexicon.lines)):
        ordered = sorted(words)
        arrays[f"{name}_words"] = packed("\n".join(ordered))
        arrays[f"{name}_odds"] = np.array([words[word] for word in ordered], dtype=np.float16)
    for name, forest in {"first": model.first, "second": model.second, **model.kinds}.items():
        arrays |= pack(forest, name)
    arrays |= pack_network(model.network, "network")
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the names for its own options


def _lines(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> list[str]:
    return bytes(arrays[name]).decode().split("\n")


def _words(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> dict[str, float]:
    return dict(zip(_lines(arrays, f"{name}_words"), arrays[f"{name}_odds"].tolist(), strict=True))
