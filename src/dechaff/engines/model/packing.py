"""Forests and texts as the arrays of a model file."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from dechaff.engines.model.forest import Forest

Arrays = dict[str, npt.NDArray[np.generic]]


def packed(text: str) -> npt.NDArray[np.uint8]:
    """A text as its UTF-8."""
    return np.frombuffer(text.encode(), dtype=np.uint8)


def pack(forest: Forest, name: str) -> Arrays:
    """The arrays of a forest, their names beginning with its own."""
    return {
        f"{name}_columns": packed("\n".join(forest.names)),
        f"{name}_features": forest.features.astype(np.uint16),
        f"{name}_borders": forest.borders,
        f"{name}_leaves": forest.leaves,
        f"{name}_bias": np.array(forest.bias, dtype=np.float64),
    }


def unpack(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> Forest:
    """The forest that was packed under a name."""
    return Forest(
        tuple(bytes(arrays[f"{name}_columns"]).decode().split("\n")),
        arrays[f"{name}_features"].astype(np.int64),
        arrays[f"{name}_borders"].astype(np.float32),
        arrays[f"{name}_leaves"].astype(np.float32),
        float(arrays[f"{name}_bias"]),
    )
