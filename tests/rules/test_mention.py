"""What a text speaks of stays, though sites print the same words; each case is a text and what is left of it."""

from pathlib import Path

import pytest

from dechaff.model import Document, Source
from dechaff.rules import folders
from dechaff.rules.book import Book
from dechaff.rules.explain import near_misses
from dechaff.rules.lines import Lines

PROSE = "A paragraph that tells something of the world, and that nobody would want to lose from a text."

MAIL = "it stands in a mail that is quoted"
CODE = "it stands in code"
SPOKEN = "the text speaks of it"
SAID = "somebody says it"
HEADING = "it is a heading like others"
LISTED = "it is one of a list of other things"

# text, why its line is held back; None where it is not
CASES = [
    # mails
    ("Anna wrote:\n>> what does it say?\n>> Share this\n> nothing else", MAIL),
    (f"{PROSE}\n> Share this\n{PROSE}", None),
    # code
    ("site:\n  buttons:\n    - Share this\n  footer: none", CODE),
    ('def label():\n    """\n    Share this\n    """\n', CODE),
    ("<p>\n  Share this\n</p>", CODE),
    (f"{PROSE}\n```\nShare this\n```\n{PROSE}", CODE),
    (f"```\nx = 1\n```\n{PROSE}\nShare this\n{PROSE}", None),
    ('#: a.html:1\nmsgid ""\nShare this\nmsgstr ""', CODE),
    ("1\n00:00:01,000 --> 00:00:02,500\nShare this\n\n2", CODE),
    (f"{PROSE}\n  Share this\n{PROSE}", None),
    # sentences
    (f"The sign said\n\nShare this\n\nand nothing else. {PROSE}", SPOKEN),
    ("Turn the leaf.\nShare this\nwith all who wait", SPOKEN),
    (f"{PROSE}\nShare this\n{PROSE}", None),
    (f"{PROSE}\nShare this\nfacebook", None),
    # examples
    (f"The button under the text reads:\n\nShare this\n\n{PROSE}", SPOKEN),
    (f"We tried three labels under it:\nSend this\nShare this\nPrint this\n{PROSE}", SPOKEN),
    (f"வாசகர்களுக்கு எழுதியது:\n\nShare this\n\n{PROSE}", SPOKEN),
    (f"The button under the text reads:\n\nShare this:\n\n{PROSE}", None),
    ("The button under the text reads:\nShare this", None),
    (f"Tags:\nShare this\n{PROSE}", None),
    # dialogues
    (
        "\u2014 What does it say?\n\n\u2014 Share this\n\n\u2014 No more than that, though we had hoped for so much.",
        SAID,
    ),
    (f"{PROSE}\n\u2014 Share this\n{PROSE}", None),
    # headings
    (f"1 The ferry\n{PROSE}\n2 people like this\n{PROSE}", HEADING),
    (f"1 share\n2 people like this\n{PROSE}", None),
    # lists
    ("- Give to the fund\n- Share this\n- Come to the march", LISTED),
    ("- Share this\n- Share this\n- Come to the march", None),
    ("The Harbour\nShare this\nGood Night\nThe Long Way", LISTED),
    (f"The Harbour\nShare this\n{PROSE}", None),
    (f"{PROSE}\nShare this\nThe Long Way", None),
    (
        "Send\nTo make a thing go to a place far off from here.\nShare this\nTo give a part of it to all the others.",
        None,
    ),
    (
        f"Salt\n{PROSE}\nSend\n{PROSE}\nShare this\n{PROSE}\nSheep\n{PROSE}",
        LISTED,
    ),
    (f"Lamb\n{PROSE}\nMutton\n{PROSE}\nShare this\n{PROSE}\nWool\n{PROSE}", LISTED),
    (f"Wool\n{PROSE}\nMutton\n{PROSE}\nShare this\n{PROSE}\nLamb\n{PROSE}", None),
    (f"Share this\nSends the text to a friend.\n\nPaint it\nMakes the text blue at once.\n\n{PROSE}", LISTED),
    (f"Share this\nSends the text to a friend.\n{PROSE}", None),
]


SHARE = "_common/share/share-bar"


@pytest.fixture(scope="module")
def rules() -> Book:
    return Book.load()


@pytest.mark.parametrize(("text", "why"), CASES)
def test_a_line_that_the_text_speaks_of_is_held_back_and_why_says_so(rules: Book, text: str, why: str | None) -> None:
    document = Document(Source(text), text)
    hits = rules.scope(document).general.search(Lines(document)).hits
    assert any(hit.rule.id == SHARE for hit in hits) == (why is None)
    assert {miss.condition for miss in near_misses(document, rules) if miss.rule.id == SHARE} == (
        {why} if why else set()
    )


def test_a_block_that_shows_what_it_is_may_follow_short_lines() -> None:
    book = Book.load()
    text = f"{PROSE * 4}\n\nBy Anna\nRelated posts\nThe Long Way\nGood Night"
    document = Document(Source(text), text)
    hits = book.scope(document).general.search(Lines(document)).hits
    assert any(hit.rule.kind == "related" for hit in hits)


@pytest.mark.parametrize(("folder", "is_held"), [("rules", True), ("rules-of-mine", False)])
def test_only_rules_that_ship_are_held_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, is_held: bool
) -> None:
    """Also where your folder stands beside theirs, and begins with the same name."""
    monkeypatch.setattr(folders, "shipped", lambda: tmp_path / "rules")
    (tmp_path / folder).mkdir()
    rule = "  - id: label\n    kind: share\n    line: Share this\n    why: a label\n"
    (tmp_path / folder / "mine.yml").write_text(f"version: 1\nmatch: {{}}\nrules:\n{rule}")
    text = "Anna wrote:\n> what does it say?\n> Share this\n> nothing else"
    document = Document(Source(text), text)
    found = Book.load([tmp_path / folder], shipped=False).scope(document).general.search(Lines(document))
    assert bool(found.hits) != is_held
