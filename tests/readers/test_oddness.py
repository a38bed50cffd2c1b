"""Good text is not odd in any language; text read by the wrong encoding is."""

import json
from pathlib import Path

import pytest

from dechaff.readers.oddness import oddness

CLEAN = json.loads((Path(__file__).parents[1] / "cases" / "clean_languages.json").read_text(encoding="utf-8"))
SYMBOLS = {"mathematics", "box drawing", "kaomoji"}


@pytest.mark.parametrize("name", sorted(CLEAN.keys() - SYMBOLS))
def test_good_text_is_not_odd(name: str) -> None:
    assert oddness(CLEAN[name]) == 0


@pytest.mark.parametrize("name", ["French", "Russian", "Greek", "Polish", "Turkish", "Vietnamese", "Hindi", "Japanese"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp437", "mac-roman", "iso-8859-2"])
def test_misread_text_is_odd(name: str, encoding: str) -> None:
    assert oddness(CLEAN[name].encode().decode(encoding)) >= 5
