"""What stays though its score is low: headlines, rows, code, definitions, and paragraphs like those that are kept."""

import numpy as np
import pytest

from dechaff import readers
from dechaff.engines.model import choice, judge

TITLE = "<title>Ferries run again - The Paper</title>"
SHORT = "<title>Ferries | The Paper of the islands</title>"


def kept(markup: str, scores: list[float], monkeypatch: pytest.MonkeyPatch, expected: float = 0.9) -> list[str]:
    """The lines that stay of a page whose lines have these scores, and of which so much is expected."""
    document = readers.read(markup, kind="html")
    assert document.page is not None
    monkeypatch.setattr(judge, "score", lambda blocks, model: np.array(scores, dtype=np.float32))
    monkeypatch.setattr(judge, "choose", lambda scores, weights: choice.Choice(0.5, expected))
    shares = judge.judge(document, document.page).keep
    return [
        document.text[block.start : block.end]
        for block, share in zip(document.blocks, shares, strict=True)
        if share >= 0.5
    ]


@pytest.mark.parametrize(
    ("markup", "scores", "expected"),
    [
        (
            f"{TITLE}<h1>Ferries run again</h1><p>By Ann<p>They run.",
            [0.1, 0.1, 0.9],
            ["Ferries run again", "They run."],
        ),
        (f"{TITLE}<h1>Ferries run again</h1><h2>ferries run</h2><p>A", [0.1, 0.1, 0.9], ["ferries run", "A"]),
        (f"{TITLE}<h1>Ferries run again</h1><h2>ferries run</h2><p>A", [0.9, 0.01, 0.9], ["Ferries run again", "A"]),
        (f"{TITLE}<p>They run.<h1>Ferries run again", [0.9, 0.1], ["They run.", "Ferries run again"]),
        (f"{TITLE}<p>A<p>B<p>C<h1>Ferries run again", [0.9, 0.1, 0.1, 0.1], ["A"]),
        (f"{TITLE}<h1>All the news</h1><p>They run.", [0.1, 0.9], ["They run."]),
        (f"{SHORT}<h1>Ferries</h1><p>They run.", [0.2, 0.9], ["Ferries", "They run."]),
        (f"{SHORT}<h1>Ferries</h1><p>They run.", [0.05, 0.9], ["They run."]),
        (f"{SHORT}<h1>The Ferries</h1><p>They run.", [0.2, 0.9], ["The Ferries", "They run."]),
        (f"{SHORT}<h1>Fer</h1><p>They run.", [0.2, 0.9], ["They run."]),
        (f"{SHORT}<h1>The Paper</h1><h2>Ferries</h2><p>They run.", [0.2, 0.9, 0.9], ["Ferries", "They run."]),
        (f"{TITLE}<p>Ferries run again<p>They run.", [0.1, 0.9], ["They run."]),
        (f"{TITLE}<h1 hidden>Ferries run again</h1><p>They run.", [0.1, 0.9], ["They run."]),
        (f"{TITLE}<h1>Ferries run again</h1><p>They run.", [0.1, 0.1], []),
    ],
    ids=[
        "it",
        "the nearest",
        "once",
        "behind",
        "too far behind",
        "other",
        "part",
        "unlikely part",
        "more than a part",
        "cut part",
        "part of the site",
        "no heading",
        "hidden",
        "nothing else",
    ],
)
def test_the_headline_stays(
    markup: str, scores: list[float], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept(markup, scores, monkeypatch) == expected


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([0.9, 0.2, 0.2, 0.9], ["Tides", "Monday | 3.1", "Sunday | 3.2", "In metres."]),
        ([0.9, 0.2, 0.01, 0.9], ["Tides", "In metres."]),
        ([0.1, 0.2, 0.2, 0.9], ["In metres."]),
        ([0.9, 0.2, 0.2, 0.1], ["Tides"]),
        ([0.9, 0.9, 0.2, 0.1], ["Tides", "Monday | 3.1", "Sunday | 3.2"]),
        ([0.1, 0.2, 0.9, 0.1], ["Monday | 3.1", "Sunday | 3.2"]),
        ([0.1, 0.05, 0.9, 0.1], ["Sunday | 3.2"]),
    ],
    ids=["between", "surely not", "before", "behind", "the rest", "the first", "surely not the first"],
)
def test_rows_between_what_is_kept_stay(
    scores: list[float], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "<table><tr><td>Monday<td>3.1<tr><td>Sunday<td>3.2</table>"
    assert kept(f"<p>Tides</p>{table}<p>In metres.", scores, monkeypatch) == expected


def test_headings_between_what_is_kept_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    markup = "<p>Ferries<h2>Dogs</h2><p>Free.<h2><a href=/c>Cars</a></h2><p>Not free.<h2>Other pages</h2>"
    assert kept(markup, [0.9, 0.2, 0.9, 0.2, 0.9, 0.2], monkeypatch) == ["Ferries", "Dogs", "Free.", "Not free."]


def test_definitions_beside_what_is_kept_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = "<dl><dt>Date<dd>Monday<dt>Place<dd>Hall</dl>", "<dl><dt>Posts<dd>12</dl>"
    scores = [0.2, 0.9, 0.2, 0.2, 0.2, 0.2]
    assert kept(first + second, scores, monkeypatch) == ["Date", "Monday", "Place", "Hall"]


@pytest.mark.parametrize(
    ("code", "lines"),
    [("<pre>run</pre>", ["So:", "run"]), ("<div><pre>run</pre></div>", ["So:", "run"]), ("<p>Share", ["So:"])],
    ids=["code", "code in a frame", "no code"],
)
def test_code_behind_what_it_is_for_stays(code: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert kept(f"<article><p>So:</p>{code}</article><pre>other</pre>", [0.9, 0.2, 0.2], monkeypatch) == lines


SAID = "They said that the ferry would run again on the first day of the month"


@pytest.mark.parametrize(
    ("expected", "classes", "score", "count"),
    [(0.6, "post", 0.3, 4), (0.9, "post", 0.3, 3), (0.45, "post", 0.3, 3), (0.6, "", 0.3, 3), (0.6, "post", 0.1, 3)],
    ids=["posts", "a sure page", "an unsure page", "no classes", "hardly"],
)
def test_paragraphs_like_those_that_are_kept_stay(
    expected: float, classes: str, score: float, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    markup = "".join(f"<div class='{classes}'><p>{SAID} {number}</div><i>{number}</i>" for number in range(4))
    lines = kept(markup, [0.9, 0.0, 0.9, 0.0, 0.9, 0.0, score, 0.0], monkeypatch, expected)
    assert sum(line.startswith(SAID) for line in lines) == count


def test_one_of_many_does_not_speak_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    markup = "".join(f"<div class=post><p>{SAID} {number}</div>" for number in range(3))
    assert len(kept(markup, [0.9, 0.3, 0.3], monkeypatch, 0.6)) == 1
