"""The sieve lets through every text in which a phrase is found, and hardly any other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff.model import Document, Source
from dechaff.rules import sieve
from dechaff.rules.index import PatternIndex
from dechaff.rules.lines import Lines
from dechaff.rules.normal import heads
from dechaff.rules.regex import PatternSet
from dechaff.rules.rule import Pattern

PHRASES = ["Leave a Reply", "0 comments", "lire aussi", "Weiterlesen: Straße", "İlgili yazılar", "share this | print"]
OTHER_WRITINGS = ["LEAVE A  REPLY", "1,234 comments", "١٢ comments", "Lire\u00a0aussi", "weiterlesen : STRASSE"]
OTHER_WRITINGS += ["i̇lgili yazilar", "İLGİLİ YAZILAR", "Share thiſ - print", "Share this » Print", "oﬃce"]
BITS = [*PHRASES, *OTHER_WRITINGS, " ", "»", "- ", ": ", "…", "x", "12", "\n", "K", "\t", "[", "| ", " > "]
TEXTS = st.lists(st.sampled_from(BITS), max_size=8).map("".join)
INDEX = PatternIndex(
    [
        Pattern("phrases", (*PHRASES, "office", "posted by %s in", "%s says:")),
        Pattern("labels", ("Photo", *PHRASES)),
        Pattern("prefix", ("Read", "0 shares")),
    ]
)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_a_phrase_that_stands_in_a_text_goes_through(text: str) -> None:
    lines = Lines(Document(Source(text), text))
    if any(map(INDEX._matching, heads(lines.texts), lines.texts)):
        assert INDEX._sieve.held(lines.data)


@pytest.mark.parametrize(
    "line", ["Leave a replay", "Nobody should leave a reply", "commentsof 0", "Photograph: x", "Rea"]
)
def test_what_only_looks_alike_is_held_back(line: str) -> None:
    assert not INDEX._sieve.held(line.encode())


def test_letters_that_fold_to_several_are_known() -> None:
    several = [chr(code) for code in range(0x110000) if len(chr(code).casefold()) > 1]
    held = PatternSet([sieve.expression([], [], [], [])])
    assert [char for char in several if not held.held(char.encode())] == ["ß", "İ", "ẞ"]


def test_many_phrases_are_cut_short_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    phrases = [f"phrase {number:b} of many" for number in range(100)]
    whole = sieve.expression(phrases, [], [], [])
    monkeypatch.setattr(sieve, "MOST_STATES", 500)
    cut = sieve.expression(phrases, [], [], [])
    assert len(cut) < len(whole)
    assert all(PatternSet([cut]).held(phrase.encode()) for phrase in phrases)
