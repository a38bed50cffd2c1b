"""A gate never keeps a finder from what it would find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff.model import Document, Source
from dechaff.repairs import blank_lines, garbled, gate, labels, lost
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
PIECES += [
    "\n",
    "-\n",
    "”",
    "“",
    "He said",
    " And ",
    " of ",
    " .",
    "Fonte:",
    "Lire aussi",
    "wordWord",
    "?",
    "à",
    "Р",
    "»",
    "√©",
    "\u2028",
    "É",
    "\r",
    "\u3000",
    "\x1c",
    "\x85",
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_would_be_found_opens_the_gate(text: str) -> None:
    worth = _worth(text)
    others = {"lost": lost.find, "labels": labels.find, "blank lines": blank_lines.find, **garbled.FINDERS}
    for name, find in {**dict(encoding.FINDERS), **spacing.FINDERS, **others}.items():
        assert name in worth or not list(find(text)), name


def _worth(text: str) -> frozenset[str]:
    return gate.worth(Document(Source(text), text))


@pytest.mark.parametrize("text", ["", "Plain prose, and nothing else.", "Où est l’été ?"])
def test_good_text_opens_nothing(text: str) -> None:
    assert not _worth(text)
