"""What the general rules may take: the safety levels."""

from pathlib import Path

import pytest

import dechaff
from dechaff.config import Settings

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
