"""At most one blank line in a row, none at the start or the end, line ends as they were."""

import json
from pathlib import Path

import pytest

from dechaff.repairs import blank_lines

CASES = json.loads((Path(__file__).parents[1] / "cases" / "blank_lines.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "clean"), CASES)
def test_blank_lines(text: str, clean: str) -> None:
    for found in reversed(list(blank_lines.find(text))):
        assert found.new == ""
        text = text[: found.start] + text[found.end :]
    assert text == clean
