"""The model votes on any page, the same way each time, and says why."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff import Settings, clean, readers
from dechaff.engines import ENGINES, Vote
from dechaff.engines.model import choice, forest, judge, kinds
from dechaff.engines.model.features import read
from dechaff.engines.model.file import SHIPPED, load, save
from dechaff.engines.model.lexicon import Lexicon, words_of_line, words_of_names
from dechaff.engines.model.table import Table

MODEL = Settings(main_content="model")
MENU = "<nav><ul><li><a href=/a>News</a><li><a href=/b>Sport</a><li><a href=/c>Weather</a></ul></nav>"
STORY = "".join(
    f"<p>Sentence number {number} of the story says that the ministers met again, and that news will follow, "
    "because nobody had said what they were talking about on the first day of the talks.</p>"
    for number in range(12)
)
FOOTER = "<footer><ul><li><a href=/i>Imprint</a><li><a href=/p>Privacy</a></ul><p>© 2026 The Paper</p></footer>"
PAGE = (
    f"<html><head><title>The ministers met - The Paper</title></head><body><header>{MENU}</header>"
    f"<main><article><h1>The ministers met</h1>{STORY}</article></main>{FOOTER}</body></html>"
)

PIECES = (
    "<p>", "</p>", "<div class='menu nav'>", "<div id=postContent>", "</div>", "<ul>", "<li>", "</ul>", "<table>",
    "<tr>", "<td>", "</table>", "<pre>", "</pre>", "<br>", "<a href=#>", "</a>", "<h1>", "<h2>", "<nav>", "<title>a b",
    "</title>", "<frameset>", "<noscript>", "word", "Ein Satz. ", " ", "\n", "漢字。", "\0", "\ud800", "\U0001f600",
    "$5",
)  # fmt: skip


def voted(markup: str) -> Vote:
    document = readers.read(markup, kind="html")
    vote = ENGINES["model"](document)
    assert len(vote.keep) == len(document.blocks)
    assert all(0 <= share <= 1 for share in vote.keep)
    assert not vote.reasons or len(vote.reasons) == len(document.blocks)
    return vote


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_any_page(markup: str) -> None:
    assert voted(markup) == voted(markup)


def test_main_content() -> None:
    result = clean(PAGE, kind="html", settings=MODEL)
    assert "Sentence number 0" in result.text
    assert result.text.count("Sentence number") == 12
    assert "Weather" not in result.text
    assert "Imprint" not in result.text
    assert result.restore() == readers.read(PAGE, kind="html").text
    assert not result.flags


def test_reasons() -> None:
    edits = [edit for edit in clean(PAGE, kind="html", settings=MODEL).edits if edit.rule == "content/model"]
    assert all(re.fullmatch(r"[a-z ]+, [01]\.\d\d", edit.reason) for edit in edits)
    found = {edit.old.strip("\n"): edit.reason.split(",")[0] for edit in edits}
    assert (found["- News"], found["© 2026 The Paper"]) == ("menu", "footer")


@pytest.mark.parametrize(("expected", "kept", "said"), [(0.1, 0, "nothing"), (0.3, 2, "more was kept"), (0.9, 1, "")])
def test_what_is_unclear_is_flagged(expected: float, kept: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page whose best choice is expected to be poor keeps more, or nothing, and says so."""
    monkeypatch.setattr(judge, "score", lambda blocks, model: np.array([0.1, 0.3, 0.5], dtype=np.float32))
    monkeypatch.setattr(judge, "choose", lambda scores, weights: choice.Choice(0.5, expected))
    vote = voted(MENU)
    assert sum(share >= 0.5 for share in vote.keep) == kept
    assert said in vote.doubt
    flags = clean(MENU, kind="html", settings=MODEL).flags
    assert [flag.rule for flag in flags] == ["content/low-confidence"] * bool(said)


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<script>a</script>",
        "<frameset><frame src=a></frameset>",
        "<div>" * 10_000 + "a",
        "<table><tr><td>a" * 3_000,
        "<p>a" * 30_000,
        "<p>" + "word " * 400_000,
        "<p>" + "漢" * 400_000,
        "<ul>" + "<li class='a b c'><a href=x>same</a>" * 20_000,
    ],
    ids=["empty", "script", "frameset", "deep", "tables", "many", "long", "ideographs", "links"],
)
def test_hostile_pages(markup: str) -> None:
    voted(markup)


def test_the_model_file() -> None:
    assert SHIPPED.stat().st_size <= 3_000_000
    about = load().about
    assert set(about["data"]) == {"wcxb_dev", "magic_article", "mozilla_readability"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(about["date"]))
    assert set(about["word F1 out of fold"]) >= set(about["data"])


def test_saving_gives_the_same_bytes(tmp_path) -> None:
    save(load(), tmp_path / "one.npz")
    save(load(tmp_path / "one.npz"), tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes() == SHIPPED.read_bytes()


def test_a_forest() -> None:
    """One tree of two levels: bit 0 is the first question, bit 1 the second."""
    trees = forest.Forest(
        names=("a", "b"),
        features=np.array([[0], [1]]),
        borders=np.array([[1.0], [2.0]], dtype=np.float32),
        leaves=np.array([[-9.0, -1.0, 1.0, 9.0]], dtype=np.float32),
        bias=0.0,
    )
    seen = Table.of({"b": np.array([0, 0, 5, 5]), "unused": np.array(7), "a": np.array([0, 5, 0, 5])}, 4)
    assert trees.scores(seen).round(2).tolist() == pytest.approx([0, 0.27, 0.73, 1], abs=0.005)
    many = Table(seen.names, np.tile(seen.rows, forest.PORTION))
    assert (trees.scores(many) == np.tile(trees.scores(seen), forest.PORTION)).all()


def test_a_jury_says_what_each_of_its_forests_does() -> None:
    model = load()
    document = readers.read(f"<article>{STORY}</article>", kind="html")
    assert document.page is not None
    blocks = read(document, document.page, model.lexicon)
    page = kinds.summary(blocks.table, model.first.scores(blocks.table), blocks.weights)
    said = forest.Jury([*model.kinds.values()]).scores(page)
    assert said.tolist() == pytest.approx([float(one.scores(page)[0]) for one in model.kinds.values()], rel=1e-5)
    assert {name: float(share) for name, share in kinds.kinds(model.kinds, page).items()} == {
        f"kind_{kind}": share for kind, share in zip(kinds.KINDS, said.tolist(), strict=True)
    }


@pytest.mark.parametrize(
    ("scores", "kept", "quality"),
    [
        ([0.99, 0.01, 0.99], [True, False, True], "high"),
        ([0.4, 0.01, 0.4], [True, False, True], "doubtful"),
        ([0.02, 0.01, 0.02], [True, False, True], "low"),
    ],
)
def test_choice(scores: list[float], kept: list[bool], quality: str) -> None:
    found = np.array(scores, dtype=np.float32)
    chosen = choice.choose(found, np.full(3, 10, dtype=np.float32))
    assert [score >= chosen.threshold for score in found.tolist()] == kept
    assert (chosen.expected > 0.9, chosen.expected < choice.NOTHING) == (quality == "high", quality == "low")


WORDS = st.text(st.sampled_from("abσΣİ |©1\n_é漢"), max_size=12) | st.sampled_from(["Share this", "share\nshare", "|"])


@given(st.lists(WORDS, min_size=1, max_size=12), st.dictionaries(WORDS, st.integers(-8, 8).map(float), max_size=20))
def test_words_of_all_lines_at_once_say_what_those_of_each_say(lines: list[str], some: dict[str, float]) -> None:
    odds = {word: some.get(word, 1.0) for line in [*some, *lines] for word in words_of_line(line)[::2]}
    said = Lexicon({}, odds).of_lines(lines)
    for line, mean, low, high in zip(lines, said.mean, said.low, said.high, strict=True):
        found = [odds[word] for word in words_of_line(line) if word in odds]
        assert mean == np.float32(sum(found) / max(len(found), 1))
        assert (low, high) == (min(0, *found, 0), max(0, *found, 0))


@given(st.lists(st.text(st.sampled_from("abAB -_\n"), max_size=30), min_size=1, max_size=8))
def test_words_of_all_names_at_once_say_what_those_of_each_say(names: list[str]) -> None:
    odds = {word: float(len(word)) for name in names for word in words_of_names(name)[::2]}
    said = Lexicon(odds, {}).of_names(names)
    assert said.high.tolist() == [max([0, *map(len, odds.keys() & words_of_names(name))]) for name in names]


def test_threads() -> None:
    """What stands in a comment thread, and how much prose stands before it."""
    thread = f"<div id=comments><div class=comment-body><p>{'I think so too. ' * 20}</p></div></div>"
    document = readers.read(f"<article>{STORY}</article>{thread}<p>The end", kind="html")
    assert document.page is not None
    columns = read(document, document.page, load().lexicon).columns
    assert columns["in_thread"].tolist() == [0] * 12 + [1, 0]
    assert columns["after_thread"].tolist() == [0] * 12 + [1, 1]
    assert columns["prose_before"][0] == 0
    assert columns["prose_before"][12] == columns["prose_before"][13] > 5
    assert 0 < columns["page_thread"] < 0.5


def test_hidden_blocks_are_seen_as_such() -> None:
    document = readers.read(f"<p>shown</p><div hidden><p>hidden</div>{STORY}", kind="html")
    assert document.page is not None
    assert read(document, document.page, load().lexicon).columns["hidden"].tolist() == [0, 1] + [0] * 12
