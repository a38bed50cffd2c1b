"""UTF-8 read as a single-byte encoding comes back, whatever the language, and clean text is left alone."""

import json
from pathlib import Path

import pytest

from dechaff.repairs.misread import ENCODINGS, undo

CLEAN = json.loads((Path(__file__).parents[1] / "cases" / "clean_languages.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_clean_text_stays(text: str) -> None:
    assert undo(text) is None


@pytest.mark.parametrize(
    "language", ["French", "Russian", "Greek", "Polish", "Turkish", "Vietnamese", "Hindi", "Korean"]
)
@pytest.mark.parametrize("encoding", ["latin-1", "cp437", "mac-roman", "iso-8859-2"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_text_comes_back(language: str, encoding: str, times: int) -> None:
    text = CLEAN[language]
    damaged = text
    for _ in range(times):
        damaged = damaged.encode().decode(encoding)
    reading = undo(damaged)
    assert reading is not None
    assert reading.text == text
    assert len(reading.encodings) == times


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        ("ItÃ  Ã  casa", None),
        ("giÃ  prima, la veritÃ .", "già prima, la verità."),
        ("manhÃ£s Ã s oito", "manhãs às oito"),
        ("×”×¡×¤×¨×™×™×” ×”×™×©× ×”", "הספרייה הישנה"),
    ],
)
def test_spaces_become_no_break_spaces_again(damaged: str, text: str | None) -> None:
    reading = undo(damaged)
    assert reading is not None
    assert text is None or reading.text == text


def test_an_order_decides_between_equals() -> None:
    damaged = "quizás".encode().decode("iso-8859-2")
    assert {
        undo(damaged, sorted(ENCODINGS, key=lambda other: other != name)).text
        for name in ("iso-8859-2", "windows-1250")
    } == {"quizás", "quizås"}
