"""What the system refuses becomes a sentence and exit code 2, never a traceback."""

import sys

import pytest

from dechaff.cli.clean import clean_one
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


@pytest.mark.parametrize("command", ["clean", "why", "report", "restore"])
def test_a_name_that_is_too_long_is_one_sentence(dechaff, command: str) -> None:
    name = "x" * 300 + (":1" if command == "why" else "")
    found = dechaff(command, name)
    assert found.exit_code == 2
    assert found.stderr.startswith("dechaff: xxx")
    assert found.stderr.count("\n") == 1
