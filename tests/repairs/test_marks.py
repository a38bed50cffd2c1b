"""Marks that cannot be seen go where no script needs them, each kind by its own rule."""

import pytest

from dechaff.repairs.marks import find
from dechaff.repairs.repair import make


@pytest.mark.parametrize(
    "text",
    [
        "می‌خواهم", "क्‍ष", "👨‍👩‍👧 🏳️‍🌈", "ភាសា\u200bខ្មែរ", "שלום \u200fhello", "two options \xad cooperate",
        "The sign “ﬁ” is one.", 'find("eﬃcient", 1)', "Ã\xad",
        "wait\x85what", "שלום \u202eabc\u202c", "“quotes” — and ‘these’…",
    ],
)  # fmt: skip
def test_what_is_needed_stays(text: str) -> None:
    assert list(find(text)) == []


@pytest.mark.parametrize(
    ("text", "clean", "rule"),
    [
        ("hy\xadphen", "hyphen", "soft-hyphen"),
        ("a hy\xad\nphen is\nhere", "a hyphen\nis\nhere", "soft-hyphen"),
        ("a hy\xad\nphen\nhere", "a hyphen\nhere", "soft-hyphen"),
        ("one\u2028two", "one\ntwo", "line-separator"),
        ("one\u2028\ntwo", "one\ntwo", "line-separator"),
        ("a\u200bb", "ab", "zero-width"),
        ("left \u200eto right", "left to right", "direction-mark"),
        ("the oﬃce", "the office", "ligature"),
        ("of \u202eright to left", "of right to left", "direction-mark"),
        ("one line\x85The next", "one line\nThe next", "line-separator"),
        ("He waited\x85 and left", "He waited… and left", "mojibake"),
        ("a picture \ufffc.", "a picture .", "no-character"),
        ("a\uffffb", "ab", "no-character"),
    ],
)
def test_what_is_not_goes(text: str, clean: str, rule: str) -> None:
    (repair,) = find(text)
    assert make(text, [repair]) == clean
    assert repair.rule == f"encoding/{rule}"
    assert list(find(clean)) == []
