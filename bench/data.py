"""Where the benchmark data is, and what to say where it is not.

The data is not part of the project. It is looked for in `../shared/bench`, or where `--data DIR` says.
"""

import argparse
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import cast

HOME = Path(__file__).resolve().parent.parent.parent / "shared" / "bench"

Record = dict[str, str]


def arguments(description: str) -> argparse.ArgumentParser:
    """The options that every bench script has."""
    parser = argparse.ArgumentParser(description=description.split("\n", maxsplit=1)[0])
    parser.add_argument("--data", type=Path, default=HOME, help="folder of the benchmark data")
    parser.add_argument("--limit", type=int, default=0, help="use only this many records of a set")
    return parser


def yardstick(folder: Path) -> ModuleType:
    """The module `score.py` that belongs to the data: one definition of the measures for every tool."""
    path = folder / "score.py"
    if not path.is_file():
        print(f"{path} is missing: skipped. Name the folder of the benchmark data with --data.", file=sys.stderr)
        raise SystemExit(0)
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def records(folder: Path, name: str, limit: int = 0) -> Iterator[Record]:
    """The records of one set, such as `html/wcxb_dev.jsonl.zst`."""
    score = yardstick(folder)
    for number, record in enumerate(score.read_jsonl(folder / name)):
        if limit and number >= limit:
            return
        yield cast(Record, record)


def print_table(rows: list[dict[str, str]]) -> None:
    """Print rows of equal columns as Markdown."""
    print("| " + " | ".join(rows[0]) + " |")
    print("|" + " --- |" * len(rows[0]))
    for cells in rows:
        print("| " + " | ".join(cells.values()) + " |", flush=True)
