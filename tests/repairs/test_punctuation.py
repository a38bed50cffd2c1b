"""Stops of machine translation are mended; ellipses, abbreviations, paths and pauses stay."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from dechaff.repairs import punctuation

CASES = json.loads((Path(__file__).parents[1] / "cases" / "punctuation.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", CASES["kept"])
def test_what_is_meant_stays(text: str) -> None:
    assert list(punctuation.find(text)) == []


@pytest.mark.parametrize(("text", "clean", "rule"), CASES["repaired"])
def test_what_is_doubled_is_mended(text: str, clean: str, rule: str) -> None:
    (found,) = punctuation.find(text)
    assert text[: found.start] + found.new + text[found.end :] == clean
    assert found.rule == f"spacing/{rule}"


def test_one_pause_speaks_for_the_whole_text() -> None:
    text = "It is hard for all of them.. Talks go on."
    assert list(punctuation.find(text))
    assert not list(punctuation.find(f"{text} They wait.. and wait."))


@pytest.mark.parametrize("piece", [". ", ".", "a.. ", "word.. Word ", ".:", " \n"])
def test_findings_in_long_lines_are_disjoint(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    found = list(punctuation.find(text))
    assert all(one.end <= other.start for one, other in pairwise(sorted(found, key=lambda each: each.start)))
