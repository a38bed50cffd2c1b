"""The model file that ships beside this module: a lexicon, two forests, and where they come from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from dechaff.engines.lines.forest import Questions
from dechaff.engines.lines.lexicon import SIZE, Lexicon
from dechaff.engines.model.forest import Forest
from dechaff.engines.model.packing import Arrays, pack, packed, unpack

Number = TypeVar("Number", np.float32, np.uint8)

SHIPPED = Path(__file__).with_name("model.npz")
FORESTS = ("first", "second")


@dataclass(frozen=True, slots=True)
class Model:
    """What training made: what is asked of each line first, and then, with the answers for its neighbours.

    `about` names the data sets, their licences, the date, and the figures out of fold.
    """

    lexicon: Lexicon
    first: Questions
    second: Questions
    about: Mapping[str, object]


@cache
def load(path: Path = SHIPPED) -> Model:
    """Read a model file; once a process."""
    with np.load(path, allow_pickle=False) as arrays:
        first, second = (Questions.of(unpack(arrays, name)) for name in FORESTS)
        about = json.loads(bytes(arrays["about"]).decode())
        odds = (_spread(arrays, "short", np.float32), _spread(arrays, "long", np.float32))
        return Model(Lexicon(_spread(arrays, "groups", np.uint8), odds), first, second, about)


def save(lexicon: Lexicon, forests: Mapping[str, Forest], about: Mapping[str, object], path: Path) -> None:
    """Write a model file; the same model gives the same bytes."""
    arrays: Arrays = {"about": packed(json.dumps(about, indent=1, sort_keys=True))}
    tables: dict[str, npt.NDArray[np.uint8] | npt.NDArray[np.float32]] = {
        "groups": lexicon.groups,
        "short": lexicon.odds[0],
        "long": lexicon.odds[1],
    }
    for name, table in tables.items():
        places = np.flatnonzero(table)
        arrays[f"{name}_places"] = places.astype(np.uint32)
        arrays[f"{name}_values"] = table[places].astype(np.uint8 if name == "groups" else np.float16)
    for name in FORESTS:
        arrays |= pack(forests[name], name)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]  # numpy's stub takes the names for its own options


def _spread(arrays: Mapping[str, npt.NDArray[np.generic]], name: str, sort: type[Number]) -> npt.NDArray[Number]:
    """A table of the lexicon from the places that are filled, and what is there."""
    table = np.zeros(SIZE, dtype=sort)
    table[arrays[f"{name}_places"].astype(np.int64)] = arrays[f"{name}_values"]
    return table
