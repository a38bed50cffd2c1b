"""The command line, run in this process or in one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dechaff.cli import main

TEXT = "The first line.\ndrop this line\nThe last line.\n"
CLEAN = "The first line.\nThe last line.\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules" / "_common" / "mine.yml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "version: 1\nrules:\n  - id: drop\n    kind: other\n    why: 'the line of the tests'\n"
        "    line: 'drop this line'\n"
        "    tests: {remove: ['drop this line'], keep: ['keep this line']}\n"
    )
    return tmp_path / "rules"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "article.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


@pytest.fixture
def dechaff(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, prog_name="dechaff")

    return run


# What runs the tests may have signals ignored, and what it starts inherits that.
START = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGTERM, signal.SIG_DFL)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from dechaff.cli import main
main()
"""


@pytest.fixture
def process(rules: Path, tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start the command in a process group of its own, with its signals and buffers, as a shell does."""
    source = str(Path(__file__).parents[2] / "src")

    def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", START, *map(str, arguments)],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": source, "PYTHONUNBUFFERED": ""},
            stdin=subprocess.PIPE,
            stdout=options.get("stdout", subprocess.PIPE),
            stderr=options.get("stderr", subprocess.PIPE),
            start_new_session=True,
        )

    return start
