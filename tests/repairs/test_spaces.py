"""Stray spaces and commas of prose are mended; style, code and formulas stay."""

import pytest

from dechaff.repairs import hyphens, spaces
from dechaff.repairs.repair import make

REST = " and so they went on to the old harbour by the river in the rain."


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("It was late , they said", "It was late, they said"),
        ("It was late,, they said", "It was late, they said"),
        ("It was late ( in the day ) for them", "It was late (in the day) for them"),
    ],
)
def test_mistakes_are_mended(text: str, clean: str) -> None:
    assert make(text + REST, list(spaces.find(text + REST))) == clean + REST


@pytest.mark.parametrize(
    "text",
    [
        "is denoted by , then",
        "short , line",
        "f( x ) ( a_b ) { }",
        "one , two , three , four ,",
        ",,Ja,, sagte er",
        "( me @ here )",
    ],
)
def test_the_rest_stays(text: str) -> None:
    text = text if text.startswith("short") else text + REST
    assert list(spaces.find(text)) == []


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("The har-\nbour. A harbour.", "The harbour.\nA harbour."),
        ("The har-\r\nbour\r\nA harbour.", "The harbour\r\nA harbour."),
        ("The har-\nbour. No other.", None),
        ("A well-\nknown man, wellknown, well-known", None),
        ("Jean-\nPaul, JeanPaul", None),
    ],
)
def test_divided_words_are_joined_where_the_whole_is_attested(text: str, clean: str | None) -> None:
    assert make(text, list(hyphens.find(text))) == (text if clean is None else clean)
