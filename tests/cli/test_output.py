"""What the system refuses becomes a sentence and exit code 2, never a traceback."""

import sys
from pathlib import Path

import pytest

from dechaff.cli import clean
from dechaff.cli.clean import clean_one
from dechaff.cli.explain import _content
from dechaff.cli.output import put
from dechaff.config import Settings
from dechaff.errors import InputError, OutputError


def test_a_closed_standard_output_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match="standard output is closed"):
        put(b"grain")


def test_a_closed_standard_input_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="standard input is closed"):
        clean_one("-", Settings())
    with pytest.raises(InputError, match="standard input is closed"):
        _content("-")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("clean", "--nope", "x"), "--nope"),
        (("clean",), "Missing argument 'PATH...'. See `dechaff clean --help`."),
        (("clean", "x", "-j", "0"), "'-j' / '--jobs'"),
        (("nope",), "No such command 'nope'. See `dechaff --help`."),
        (("--nope",), "--nope"),
        (("clean", "x", "--site", "a b"), "--site takes a host"),
    ],
)
def test_a_wrong_flag_is_one_sentence(dechaff, arguments: tuple[str, ...], words: str) -> None:
    found = dechaff(*arguments)
    assert found.exit_code == 2
    assert found.stderr.startswith("dechaff: ")
    assert words in found.stderr
    assert found.stderr.count("\n") == 1


def test_help_that_cannot_be_printed_is_one_sentence(process) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("the system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        running = process("--help", stdout=full)
        assert running.communicate()[1] == b"dechaff: cannot be used (no space left on device)\n"
    assert running.returncode == 2


def test_where_nobody_can_be_told_the_exit_code_tells(process) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("the system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        running = process("clean", "missing.txt", stderr=full)
        running.communicate()
    assert running.returncode == 2


def test_a_folder_run_needs_no_standard_error(dechaff, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with clean._progress() as progress:
        assert progress is None


@pytest.mark.parametrize("command", ["clean", "why", "report", "restore"])
def test_a_name_that_is_too_long_is_one_sentence(dechaff, command: str) -> None:
    name = "x" * 300 + (":1" if command == "why" else "")
    found = dechaff(command, name)
    assert found.exit_code == 2
    assert found.stderr.startswith("dechaff: xxx")
    assert found.stderr.count("\n") == 1
