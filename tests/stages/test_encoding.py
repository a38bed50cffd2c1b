"""Damaged text is mended in small edits, and clean text of any language is left alone."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dechaff.config import Settings
from dechaff.pipeline import Cleaner
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


EACH_KIND = {
    "encoding/mojibake": "A cafÃ© there.",
    "encoding/html-entity": "Fish &amp;amp; chips.",
    "encoding/control-character": "A name\x00\x00 here.",
    "encoding/bom": "\ufeffA name.",
    "encoding/surrogate-pair": "A face \ud83d\ude00 here.",
    "encoding/undecodable-byte": "A cut \udce2\udc82.",
    "encoding/soft-hyphen": "A hy\xadphen.",
    "encoding/line-separator": "One line.\u2028Another.",
    "encoding/zero-width": "A\u200b name.",
    "encoding/direction-mark": "A \u202ename\u202c.",
    "encoding/ligature": "An oﬃce.",
    "encoding/no-character": "A picture \ufffc here.",
    "encoding/other-encoding": "Die Straße.\nEin Caf\udce9, sch\udcf6n und gr\udcfcn.",
    "spacing/line-end-hyphen": "The har-\nbour is old. A harbour it is.",
}


@pytest.mark.parametrize("rule", EACH_KIND)
def test_each_kind_is_a_rule_of_its_own_and_can_be_switched_off(rule: str) -> None:
    text = EACH_KIND[rule]
    cleaned = Cleaner(Settings(select=("encoding", "spacing"))).clean(text)
    assert {edit.rule for edit in cleaned.edits} == {rule}
    assert Cleaner(Settings(ignore=(rule,))).clean(text).edits == []
    assert Cleaner(Settings(select=(rule,))).clean(text).text == cleaned.text
