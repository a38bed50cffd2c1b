"""Damaged text is mended in small edits, and clean text of any language is left alone."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dechaff.stages import encoding

CASES = Path(__file__).parents[1] / "cases"
CLEAN = json.loads((CASES / "clean_languages.json").read_text(encoding="utf-8"))
DAMAGED = json.loads((CASES / "encoding.json").read_text(encoding="utf-8"))

# Pieces of text that make damage when they meet.
PIECES = st.sampled_from(
    [
        "Ã",
        "©",
        "Â",
        " ",
        "â€™",
        "&amp;",
        "&",
        "amp;",
        "\x00",
        "\x0b",
        "\x85",
        "\x92",
        "\ufeff",
        "�",
        "�",
        "�",
        "\x1b[0m",
        "\n",
        "\r\n",
        "é",
        "«",
        "Р»",
        "”",
        "…",
        "a",
        "?",
        "�",
        "<",
        "√©",
        "NÃO",
        "&#0;",
        "&#146;",
    ]
)


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_clean_text_stays(run, text: str) -> None:
    assert run(encoding, text).edits == []


def test_clean_texts_stay_together(run) -> None:
    assert run(encoding, "\r\n".join(CLEAN.values())).edits == []


@pytest.mark.parametrize(
    "text",
    [
        "A letra «Â» e a letra “Ã” existem.",
        "“IRMÃ”, disse ele.",
        "«LÃ»",
        "AMANHÃ…",
        "AMANHÃ – HOJE",
        "«À», «È», «Ò»",
        "ROMÂNĂ „ÎN”",
        "É “Ô”? ‘Ü’ und “Ö”…",
        "Er sagte „Ä“, sie „Ü“.",
        "CAFÉ’S",
        "l’É“t”",
        "PERÒ… COSÌ»",
    ],
)
def test_capitals_before_quotation_marks_stay(run, text: str) -> None:
    assert run(encoding, text).edits == []


@pytest.mark.parametrize("case", DAMAGED, ids=lambda case: case["label"])
def test_damage_is_mended(run, case: dict[str, object]) -> None:
    done = run(encoding, case["text"])
    assert done.clean == case["clean"]
    assert done.rules == case["rules"]


@pytest.mark.parametrize("language", ["French", "Russian", "Greek", "Polish", "Turkish", "Vietnamese"])
def test_whole_sentences_come_back(run, language: str) -> None:
    text = CLEAN[language]
    assert run(encoding, text.encode().decode("latin-1")).clean == text


def test_an_edit_covers_the_damage_only(run) -> None:
    (edit,) = run(encoding, "A long line of text with one cafÃ© in it.").edits
    assert (edit.old, edit.new, edit.kind) == ("Ã©", "é", "encoding")
    assert edit.reason == "UTF-8 read as Latin-1"


def test_entities_that_a_page_shows_were_escaped_twice(run) -> None:
    assert run(encoding, "Fish &amp; chips", kind="html").clean == "Fish & chips"
    assert run(encoding, "var b = &num;", kind="html").edits == []


def test_reasons_name_what_happened(run) -> None:
    reasons = [edit.reason for edit in run(encoding, "\ufeffItâ€™s &amp; b\n\udce9 \x00").edits]
    assert reasons == [
        "a byte order mark (U+FEFF) at the start of the text",
        "UTF-8 read as Windows-1252",
        "the HTML entity &amp; was left in the text",
        "byte E9 cannot be decoded; U+FFFD marks the place",
        "control character U+0000",
    ]


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_mended_is_valid_and_stays(run, text: str) -> None:
    run(encoding, text).clean.encode()


@given(st.text(st.characters(), max_size=200))
@example("\x87\x95\xadß")  # letters that a soft hyphen keeps apart
def test_any_text_comes_out_valid(run, text: str) -> None:
    run(encoding, text).clean.encode()
