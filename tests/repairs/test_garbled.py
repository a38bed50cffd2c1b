"""Broken spans are flagged by general rules; what only looks alike is not."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from dechaff.repairs import garbled

CASES = json.loads((Path(__file__).parents[1] / "cases" / "garbled.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", CASES["kept"])
def test_good_prose_is_not_flagged(text: str) -> None:
    assert list(garbled.find(text)) == []


@pytest.mark.parametrize(("text", "broken", "rule"), CASES["flagged"])
def test_broken_spans_are_flagged(text: str, broken: str, rule: str) -> None:
    (flag,) = garbled.find(text)
    assert (flag.text, flag.rule) == (broken, f"garbled/{rule}")
    assert text[flag.start : flag.end] == broken


@pytest.mark.parametrize("piece", ["a Bb Cc", "aaaaBbbb ", "(aaaa ", "x” abc”", " Abc", "He said ", "A"])
def test_findings_in_long_lines_are_disjoint(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    found = list(garbled.find(text))
    assert all(one.end <= other.start for one, other in pairwise(sorted(found, key=lambda each: each.start)))
