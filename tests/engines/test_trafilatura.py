"""The engine's lines are found in our blocks, and in doubt everything stays."""

import logging
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff import readers
from dechaff.engines import ENGINES, align
from dechaff.engines.align import cover

MENU = "<nav><ul><li><a href=/a>News</a><li><a href=/b>Sport</a></ul></nav>"
STORY = "".join(
    f"<p>Sentence number {number} of the story says that the ministers met again, and that news will follow.</p>"
    for number in range(12)
)
PAGE = f"<html><body>{MENU}<article><h1>The ministers met</h1>{STORY}</article><footer><p>News | Imprint</p></footer>"


def kept(markup: str) -> tuple[list[str], str]:
    document = readers.read(markup, kind="html")
    vote = ENGINES["trafilatura"](document)
    assert len(vote.keep) == len(document.blocks)
    assert all(0 <= share <= 1 for share in vote.keep)
    blocks = zip(document.blocks, vote.keep, strict=True)
    return [document.text[block.start : block.end] for block, share in blocks if share >= 0.5], vote.unsure


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<p>", ""),
        ("<div>" * 501 + "a", "too deep"),
        ("<p>a" * 10_001, "too large"),
        ("<nav>a</nav>", "found no main content"),
        ("a\ud800b\0", "found"),
    ],
)
def test_in_doubt_everything_stays(markup: str, reason: str) -> None:
    lines, unsure = kept(markup)
    assert len(lines) == len(readers.read(markup, kind="html").blocks)
    assert reason in unsure


def test_main_content(capfd: pytest.CaptureFixture[str]) -> None:
    lines, unsure = kept(PAGE)
    assert unsure == ""
    assert "- News" not in lines
    assert len([line for line in lines if line.startswith("Sentence")]) == 12
    assert capfd.readouterr() == ("", "")


def test_silence(capfd: pytest.CaptureFixture[str]) -> None:
    kept("<html><body><p></body>")
    kept("<!-- a")
    assert logging.getLogger("trafilatura").level == logging.CRITICAL
    assert capfd.readouterr() == ("", "")


def test_all() -> None:
    document = readers.read(PAGE, kind="html")
    assert set(ENGINES["all"](document).keep) == {1.0}


LONG = "The ministers met again in the capital on Tuesday."
OTHER = "Nobody said what they had been talking about."
COVERED = [
    # a menu word is no match for the middle of a line, nor a word of the story for a menu far away
    (["News", "All the news is here"], ["News"], [1, 0]),
    (["Share", LONG, OTHER], [LONG, "are", OTHER], [0, 1, 1]),
    (["News", "Sport", LONG, "News", OTHER], [LONG, "News", OTHER], [0, 0, 1, 1, 1]),
    ([OTHER, "Menu", LONG, OTHER], [LONG, OTHER], [0, 0, 1, 1]),
    ([LONG], [], [0]),
    # what other tools do to lines: bullets, bars, joined, split, moved
    (["- one", "two | three"], ["one", "| two | three |"], [1, 1]),
    ([LONG, OTHER, "Menu"], [f"{LONG} {OTHER}"], [1, 1, 0]),
    ([f"{LONG} {OTHER}", "Menu"], [LONG, OTHER], [1, 0]),
    (["if a:\n    b\n    c", "b"], ["if a:", "    b", "    c"], [1, 0]),
    ([LONG, "one", "two", OTHER], ["one", "two", LONG, OTHER], [1, 1, 1, 1]),
    # a line repaired since still matches for the most part; stars go with their neighbours
    ([LONG.replace("again", "agaín"), "Menu"], [LONG], [0.4, 0]),
    ([LONG, "***", OTHER, "***", "Menu"], [LONG, OTHER], [1, 1, 1, 0, 0]),
]


@pytest.mark.parametrize(("blocks", "lines", "shares"), COVERED)
def test_cover(blocks: list[str], lines: list[str], shares: list[float]) -> None:
    got = cover(blocks, lines).shares
    assert [share >= least if least else share == 0 for share, least in zip(got, shares, strict=True)] == [True] * len(
        got
    )


WORDS = st.text(st.sampled_from("ab \n*"), max_size=30)


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
def test_cover_of_anything(blocks: list[str], lines: list[str]) -> None:
    covered = cover(blocks, lines)
    assert len(covered.shares) == len(blocks)
    assert all(0 <= share <= 1 for share in (*covered.shares, covered.found))


@given(st.lists(WORDS, max_size=8))
def test_a_page_covers_itself(blocks: list[str]) -> None:
    with patch.object(align, "MAX_PLACES", 1000):  # what stands in more is furniture
        covered = cover(blocks, blocks)
    assert all(share == 1 for block, share in zip(blocks, covered.shares, strict=True) if block.strip(" \n*"))


@pytest.mark.parametrize("line", ["a", "same words that are long enough to match", "x" * 20_000])
def test_most_of_many_equal_lines_are_found(line: str) -> None:
    assert cover([line] * 500, [line] * 500).found > 0.8
