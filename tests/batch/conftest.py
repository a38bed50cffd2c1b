"""A small input folder and a rule that every test knows."""

from pathlib import Path

import pytest

from dechaff.config import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    rules = tmp_path / "rules" / "_common" / "mine.yml"
    rules.parent.mkdir(parents=True)
    rules.write_text("version: 1\nrules: [{id: drop, kind: other, why: test, line: 'drop this line'}]\n")
    return Settings(rules=(str(tmp_path / "rules"),), lang="en", select=("_common/mine",), kind="text")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "a" / "deep").mkdir(parents=True)
    for name in ("a/one.txt", "a/deep/two.txt", "three.txt"):
        (folder / name).write_text(f"The text of {name}.\ndrop this line\nIt goes on.\n")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"
