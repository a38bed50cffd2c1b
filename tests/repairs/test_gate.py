"""A gate never keeps a finder from what it would find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff.repairs import lost, marks, mojibake
from dechaff.stages import encoding, spacing

PIECES = [
    "Ã",
    "©",
    "â€™",
    "&amp;",
    "\x00",
    "\u200b",
    "\xad",
    "ﬁ",
    "\ufffd",
    "a",
    "Word",
    "word",
    " ",
    ".",
    "..",
    ". .",
    ".:",
    ",",
    "(",
    ")",
]
PIECES += ["\n", "-\n", "”", "“", "He said", "wordWord", "?", "à", "Р", "»", "√©", "\u2028", "É"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_would_be_found_opens_the_gate(text: str) -> None:
    worth = encoding._gate().open_for(text)
    for name, find in (("mojibake", mojibake.find), ("marks", marks.find), ("lost", lost.find)):
        assert name in worth or not list(find(text)), name
    worth = spacing._gate().open_for(text)
    for name, find in {**spacing.FINDERS, **spacing.garbled.FINDERS}.items():
        assert name in worth or not list(find(text)), name


@pytest.mark.parametrize("text", ["", "Plain prose, and nothing else.", "Où est l’été ?"])
def test_good_text_opens_nothing(text: str) -> None:
    assert not encoding._gate().open_for(text)
    assert not spacing._gate().open_for(text)
