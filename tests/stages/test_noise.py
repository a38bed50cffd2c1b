"""How much the general rules and the line model may take: the safety levels."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import dechaff
from dechaff.config import Settings
from dechaff.engines.lines import judge
from dechaff.engines.lines.features import Lines
from dechaff.engines.lines.judge import LIMITS, Limits, Verdict
from invariants import check

RULES = """
version: 1
rules:
  - {id: sure, kind: other, why: test, line: 'surely chaff'}
  - {id: trial, kind: other, why: test, line: 'perhaps chaff', status: experimental}
"""
TEXT = "The vote is on Sunday.\nsurely chaff\nperhaps chaff\nIt is the third one.\n"


@pytest.mark.parametrize(
    ("level", "rules"), [("careful", ["sure"]), ("normal", ["sure"]), ("thorough", ["sure", "trial"])]
)
def test_experimental_rules_act_only_where_cleaning_is_thorough(level: str, rules: list[str], tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text(RULES)
    settings = Settings(rules=(str(tmp_path),)).with_values({"level": level})
    result = dechaff.clean(TEXT, settings=settings)
    assert [edit.rule.rpartition("/")[2] for edit in result.edits] == rules
    assert [flag.rule.rpartition("/")[2] for flag in result.flags] == ([] if level == "thorough" else ["trial"])
    assert result.restore() == TEXT


STORY = "\n".join(
    f"The {number} part of the story tells what the mayor said on Monday, and what nobody had asked for." for number in
    ("first", "second", "third", "fourth", "fifth", "sixth")
)  # fmt: skip


class Said:
    """A model that takes every short line for residue."""

    def __init__(self, score: float) -> None:
        self.score = score

    def judge(self, lines: Lines, model: object, limits: Limits = LIMITS) -> Iterator[Verdict]:
        for line, (start, end) in enumerate(zip(lines.starts, lines.ends, strict=True)):
            if end - start < 40 and self.score >= limits.flag and not lines.taken[line]:
                yield Verdict(line, self.score >= limits.sure, f"short line, {self.score:.2f}")


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    return lambda score: monkeypatch.setattr(judge, "judge", Said(score).judge)


@pytest.mark.parametrize(
    ("level", "score", "removed", "flagged"),
    [
        ("careful", 0.99, 0, 0),
        ("normal", 0.99, 0, 0),
        ("thorough", LIMITS.flag, 0, 2),
        ("thorough", LIMITS.sure, 2, 0),
        ("thorough", 0.1, 0, 0),
    ],
)
def test_the_model_removes_flags_or_is_silent(says, level: str, score: float, removed: int, flagged: int) -> None:
    says(score)
    text = f"Watch next\n{STORY}\nLatest videos of today\n"
    result = dechaff.clean(text, settings=Settings().with_values({"level": level, "select": ["noise"]}))
    assert [edit.rule for edit in result.edits] == ["noise/model"] * removed
    assert [flag.rule for flag in result.flags] == ["noise/low-confidence"] * flagged
    assert all(f"{score:.2f}" in one.reason for one in (*result.edits, *result.flags))
    check(result, text)


def test_the_brake_and_guards_hold_for_the_model(says, tmp_path: Path) -> None:
    says(0.99)
    lines = "\n".join(f"Short line number {number} of many" for number in range(30))
    result = dechaff.clean(f"{STORY[:90]}\n{lines}\n", settings=Settings(select=("noise",), level="thorough"))
    assert (result.edits, [flag.rule for flag in result.flags]) == ([], ["brake/too-much"])
    (tmp_path / "mine.yml").write_text("version: 1\nkeep: [{line: 'Watch next'}]\nrules: []\n")
    result = dechaff.clean(
        f"Watch next\n{STORY}\nLatest videos\n", settings=Settings(rules=(str(tmp_path),), level="thorough")
    )
    assert [edit.old for edit in result.edits] == ["Latest videos\n"]


def test_what_a_rule_changes_in_a_line_does_not_collide_with_the_model(says, tmp_path: Path) -> None:
    says(0.99)
    (tmp_path / "mine.yml").write_text(
        "version: 1\nrules: [{id: x, kind: other, why: test, regex: 'next', action: inline}]\n"
    )
    text = f"Watch next of all\n{STORY}\n"
    result = dechaff.clean(text, settings=Settings(rules=(str(tmp_path),), level="thorough"))
    assert result.text == f"{STORY}\n"
    check(result, text)
