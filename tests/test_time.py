"""Cost grows with the length of a text, not with its square: nobody's page may hold up a run."""

import time
from functools import cache
from pathlib import Path

import pytest

from dechaff import Cleaner, Settings, edits
from dechaff.model import Edit, Span

UNITS = [
    "over.. And ",
    "Russia.” economy” ",
    "cafÃ©\n",
    "a\udc80",
    "Fish &amp; chips ",
    "\n",
    "READ ALSO: A title\nA title again here\n\n",
    "Leave a Reply\n",
    "Said Colin Kall. ",
]
RULES = """\
version: 1
keep: [{line: keep this}]
rules:
  - {id: first, kind: other, why: test, line: drop this}
  - {id: second, kind: other, why: test, line: drop this too}
  - {id: third, kind: other, why: test, line: flag this, action: flag}
"""
OF_RULES = ["keep this\ndrop this\n", "drop this\ndrop this too\n", "flag this\ndrop this\n"]
LENGTH = 40_000


@cache
def shipped() -> Cleaner:
    return Cleaner()


def seconds(cleaner: Cleaner, text: str) -> float:
    start = time.process_time()
    cleaner.clean(text, kind="text", lang="en")
    return time.process_time() - start


def check_growth(cleaner: Cleaner, unit: str) -> None:
    """Four times the text takes about four times as long; eight is for a busy machine, sixteen would be the square."""
    short, long = (unit * (length // len(unit)) for length in (LENGTH, 4 * LENGTH))
    assert seconds(cleaner, long) < 8 * seconds(cleaner, short) + 0.2


@pytest.mark.parametrize("unit", UNITS)
def test_texts_full_of_one_thing(unit: str) -> None:
    check_growth(shipped(), unit)


@pytest.mark.parametrize("unit", OF_RULES)
def test_rules_and_guards_that_find_every_line(tmp_path: Path, unit: str) -> None:
    (tmp_path / "mine.yml").write_text(RULES)
    check_growth(Cleaner(Settings(rules=(str(tmp_path),), brake=1.0)), unit)


def test_many_claims_of_several_rules() -> None:
    count = 60_000
    made = [Edit(place, place + 1, "a", "", rule, "other", "test", "") for rule in "xy" for place in range(0, count, 2)]
    start = time.process_time()
    assert len(edits.claim(made)) == count // 2
    guards = [Span(place, place + 1) for place in range(0, count, 2)]
    assert not any(edits.outside(edit, guards) for edit in made)
    assert time.process_time() - start < 3
