"""Forests, networks, and texts as the arrays of a model file."""

from collections.abc import Mapping
from dataclasses import fields

import numpy as np
import numpy.typing as npt

from dechaff.engines.model.forest import Forest
from dechaff.engines.model.network import DISTANCES, Layer, Network

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


def pack_network(network: Network, name: str) -> Arrays:
    """The arrays of a network, their names beginning with its own; the weights at half precision."""
    arrays: Arrays = {f"{name}_{part}": getattr(network, part) for part in ("mean", "scale")}
    for part in ("into", "into_bias", "last", "last_bias"):
        arrays[f"{name}_{part}"] = np.asarray(getattr(network, part), dtype=np.float16)
    for number, layer in enumerate(network.layers):
        for field in fields(Layer):
            arrays[f"{name}_layer{number}_{field.name}"] = getattr(layer, field.name).astype(np.float16)
    return arrays


def unpack_network(arrays: Mapping[str, npt.NDArray[np.generic]], name: str) -> Network:
    """The network that was packed under a name."""

    def read(part: str) -> npt.NDArray[np.float32]:
        return arrays[f"{name}_{part}"].astype(np.float32)

    layers = (
        Layer(*(read(f"layer{number}_{field.name}") for field in fields(Layer))) for number in range(len(DISTANCES))
    )
    return Network(
        read("mean"),
        read("scale"),
        read("into"),
        read("into_bias"),
        tuple(layers),
        read("last"),
        float(read("last_bias")),
    )
