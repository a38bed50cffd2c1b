"""What stays though its score is low: the headline, and rows, code and headings between what is kept."""

import numpy as np
import pytest

from dechaff import readers
from dechaff.engines.model import choice, judge

TITLE = "<title>Ferries run again - The Paper</title>"


def kept(markup: str, scores: list[float], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines that stay of a page whose lines have these scores."""
    document = readers.read(markup, kind="html")
    assert document.page is not None
    monkeypatch.setattr(judge, "score", lambda blocks, model: np.array(scores, dtype=np.float32))
    monkeypatch.setattr(judge, "choose", lambda scores, weights: choice.Choice(0.5, 0.9))
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
        (f"{TITLE}<p>Ferries run again<p>They run.", [0.1, 0.9], ["They run."]),
        (f"{TITLE}<h1 hidden>Ferries run again</h1><p>They run.", [0.1, 0.9], ["They run."]),
        (f"{TITLE}<h1>Ferries run again</h1><p>They run.", [0.1, 0.1], []),
    ],
    ids=["it", "the nearest", "once", "behind", "too far behind", "other", "no heading", "hidden", "nothing else"],
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
    ],
    ids=["between", "surely not", "before", "behind"],
)
def test_rows_between_what_is_kept_stay(
    scores: list[float], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "<table><tr><td>Monday<td>3.1<tr><td>Sunday<td>3.2</table>"
    assert kept(f"<p>Tides</p>{table}<p>In metres.", scores, monkeypatch) == expected


def test_headings_between_what_is_kept_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    markup = "<p>Ferries<h2>Dogs</h2><p>Free.<h2><a href=/c>Cars</a></h2><p>Not free.<h2>Other pages</h2>"
    assert kept(markup, [0.9, 0.2, 0.9, 0.2, 0.9, 0.2], monkeypatch) == ["Ferries", "Dogs", "Free.", "Not free."]
