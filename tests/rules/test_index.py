"""An index finds the lines that its patterns match, however sites write them, and no others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff.model import Document, Source
from dechaff.rules.index import PatternIndex, _fits
from dechaff.rules.lines import Lines
from dechaff.rules.normal import normal
from dechaff.rules.phrases import VARIABLE, parts
from dechaff.rules.rule import Pattern

PHRASES = ["Leave a Reply", "0 comments", "lire aussi", "Weiterlesen: Straße", "İlgili yazılar", "share this | print"]
PHRASES += ["x", "0: 0", "office", "posted by %s in", "%s says:", "0 thoughts on %s"]
OTHER_WRITINGS = [
    "LEAVE A  REPLY",
    "1,234 comments",
    "١٢ comments",
    "Lire\u00a0aussi",
    "weiterlesen : STRASSE",
    "٣ : 2",
]
OTHER_WRITINGS += [
    "i̇lgili yazilar",
    "İLGİLİ YAZILAR",
    "Share thiſ - print",
    "Share this » Print",
    "oﬃce",
    "12 thoughts",
]
BITS = [*PHRASES, *OTHER_WRITINGS, " ", "»", "- ", ": ", "…", "x", "12", "\n", "K", "\t", "[", "| ", " > ", " on a"]
TEXTS = st.lists(st.sampled_from(BITS), max_size=8).map("".join)
INDEX = PatternIndex([Pattern("phrases", tuple(PHRASES)), Pattern("labels", ("Photo", *PHRASES[:6]))])
FORMS = {normal(phrase) for phrase in PHRASES if VARIABLE not in phrase}
LABELS = {normal(phrase) for phrase in ("Photo", *PHRASES[:6])}


def _lines(text: str) -> Lines:
    return Lines(Document(Source(text), text))


@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_every_writing_of_a_phrase_is_found(text: str) -> None:
    lines = _lines(text)
    found = {(number, line) for number, line, _ in INDEX.search(lines)}
    for index in range(len(lines)):
        form = lines.normal(index)
        is_open = any(_fits(parts(phrase), form) for phrase in PHRASES if VARIABLE in phrase)
        assert ((0, index) in found) == (form in FORMS or is_open)
        assert ((1, index) in found) == (form[: max(form.find(":", 0, 40), 0)] in LABELS)


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 3), st.integers(1, 4))
def test_some_lines_are_searched_as_all_are(text: str, begin: int, length: int) -> None:
    lines = _lines(text)
    some = [found for found in INDEX.search(lines) if begin <= found[1] < begin + length]
    assert sorted(INDEX.search(lines, begin, begin + length)) == sorted(some)


SEVERAL = [Pattern("phrases", tuple(PHRASES)), Pattern("regex", ("^[^x]{2,9} on", "^[a-z ]+$", r"\d says"))]
EDITED = PatternIndex(SEVERAL)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_a_text_that_was_edited_is_searched_as_a_new_one(first: str, second: str, third: str) -> None:
    for text in (f"{first}\n{second}\n{third}", f"{first}\n{third}", f"{second}x\n{third}\n{third}", third):
        lines = _lines(text)
        assert [*EDITED.search(lines)] == [*PatternIndex(SEVERAL).search(lines)]
        some = [found for found in EDITED.search(lines) if found[0] == 1 and found[1] % 2]
        assert [*EDITED.search(lines, wanted={1}, may=lambda number, line: line % 2 == number)] == some


def _where(patterns: list[str], text: str) -> list[tuple[int, int]]:
    """Lines, and the expressions that they match."""
    index = PatternIndex([Pattern("regex", (pattern,)) for pattern in patterns])
    return sorted((line, number) for number, line, _ in index.search(_lines(text)))


def test_an_expression_finds_its_lines_wherever_they_stand() -> None:
    text = "\n\n".join(f" line {number} ä" + "x" * 90 for number in range(500))
    found = _where(["^line 7 ", "^line 499 ", "never", "0 ä", "[^ ä]+0 .*x$"], text)
    tens = [(ten, number) for ten in range(0, 500, 10) for number in ((3, 4) if ten else (3,))]
    assert found == sorted([(7, 0), (499, 1), *tens])


def test_what_crosses_line_ends_hides_no_match() -> None:
    assert _where([r"read\s+more", "[^x]+e$", r"[a-z\s]+e$"], "read\nmore\nread more\nread") == [
        *((1, 1), (1, 2)),
        *((2, 0), (2, 1), (2, 2)),
    ]


def test_expressions_are_known_by_the_numbers_they_were_given() -> None:
    patterns = ["^never$", "^(?i)READ more$", "more", "^[^x]{2,9}ore$", "^.{1,9}more$", "^read more$"]
    assert _where(patterns, "a\nread more") == [(1, number) for number in range(1, 6)]


@pytest.mark.parametrize("line", ["Nobody should leave a reply", "commentsof 0", "Photograph: x", "Rea"])
def test_what_only_looks_alike_is_not_found(line: str) -> None:
    assert not [*INDEX.search(_lines(line))]
