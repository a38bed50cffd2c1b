"""What is not the main content goes, line by line, and the rest stays as it stands."""

from types import SimpleNamespace

import pytest

from dechaff import clean, edits, engines, readers
from dechaff.config import Settings
from dechaff.engines import Engine, Vote
from dechaff.model import Document, Edit, Flag
from dechaff.stages import content
from dechaff.stages.base import Score

THREE = "<p>one<p>two<p><a href=x>three</a>"


def proposed(markup: str, keep: tuple[float, ...], unsure: str, monkeypatch: pytest.MonkeyPatch, kind: str = "html"):
    """The text that is left, and what was proposed."""
    return voted(markup, lambda document: Vote(keep, unsure), monkeypatch, kind)


def voted(markup: str, engine: Engine, monkeypatch: pytest.MonkeyPatch, kind: str = "html", **settings: object):
    """The same for any engine."""
    monkeypatch.setitem(engines.ENGINES, "trafilatura", engine)
    document = readers.read(markup, kind=kind)
    chosen = Settings(main_content="trafilatura", **settings)
    proposals = list(content.propose(document, SimpleNamespace(settings=chosen)))
    done = [proposal for proposal in proposals if isinstance(proposal, Edit)]
    clean = edits.apply(document.text, done)
    assert edits.undo(clean, done) == document.text
    return clean, proposals


def test_blocks_that_a_repair_put_over_each_other_go_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A soft hyphen at the end of a line takes the line end with it, and so both blocks."""
    markup = "<p>one<p>Y \xad<p>a b<p>c"
    monkeypatch.setitem(engines.ENGINES, "model", lambda document: Vote((1.0, *[0.0] * (len(document.blocks) - 1))))
    result = clean(markup, kind="html", settings=Settings(main_content="model"))
    assert result.restore() == readers.read(markup, kind="html").text
    assert result.text.startswith("one")


@pytest.mark.parametrize(
    ("keep", "left"),
    [
        ((1, 1, 1), "one\ntwo\nthree"),
        ((0.5, 0.5, 0.5), "one\ntwo\nthree"),
        ((0, 1, 1), "two\nthree"),
        ((1, 0.49, 1), "one\nthree"),
        ((1, 1, 0), "one\ntwo"),
        ((1, 0, 0), "one"),
        ((0, 1, 0), "two"),
    ],
)
def test_lines_go_with_their_ends(keep: tuple[float, ...], left: str, monkeypatch: pytest.MonkeyPatch) -> None:
    clean, proposals = proposed(THREE, keep, "", monkeypatch)
    assert clean == left
    assert len(proposals) == sum(share < 0.5 for share in keep)
    assert all(edit.rule == "content/trafilatura" and edit.stage == "content" for edit in proposals)


def test_the_reason_names_links(monkeypatch: pytest.MonkeyPatch) -> None:
    _, proposals = proposed(THREE, (1, 0, 0), "", monkeypatch)
    assert [edit.reason for edit in proposals] == [
        "not in the main content (trafilatura)",
        "not in the main content (trafilatura); 100% of it is links",
    ]


def test_an_unsure_engine_only_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    clean, proposals = proposed(THREE, (0, 0, 0), "too deep", monkeypatch)
    assert clean == "one\ntwo\nthree"
    assert proposals == [Flag(0, 0, "", "content/low-confidence", "everything was kept: too deep")]


@pytest.mark.parametrize(("source", "kind"), [("one\ntwo", "text"), ("", "html"), ("<title>a", "html")])
def test_no_page_no_edits(source: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert proposed(source, (), "never asked", monkeypatch, kind)[1] == []


@pytest.mark.parametrize(
    ("keep", "unsure", "left"),
    [((1, 1, 1), "", "one\ntwo\nthree"), ((1, 0, 1), "", "one\nthree"), ((0, 1, 1), "too deep", "one\nthree")],
)
def test_hidden_text_stays_only_where_it_is_voted_in(
    keep: tuple[float, ...], unsure: str, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean, proposals = proposed("<p>one<p hidden>two<p>three", keep, unsure, monkeypatch)
    assert clean == left
    edits_made = [(edit.rule, edit.reason) for edit in proposals if isinstance(edit, Edit)]
    assert edits_made == [("content/hidden", "hidden on the page")] * (left != "one\ntwo\nthree")


@pytest.mark.parametrize("engine", ["all", "trafilatura"])
def test_by_default_hidden_text_goes(engine: str) -> None:
    story = "".join(f"<p>Sentence {number} of the story says that ministers met again.</p>" for number in range(9))
    markup = f"<article>{story}<p hidden>Hidden sentence of the story says that ministers met again.</p></article>"
    document = readers.read(markup, kind="html")
    settings = Settings(main_content=engine)
    done = [edit for edit in content.propose(document, SimpleNamespace(settings=settings)) if isinstance(edit, Edit)]
    assert [edit.old.strip()[:6] for edit in done] == ["Hidden"]
    ignoring = SimpleNamespace(settings=settings.with_values({"ignore": [f"content/{engine}"]}))
    assert [edit.rule for edit in content.propose(document, ignoring)] == ["content/hidden"]


def test_a_vote_for_nothing_keeps_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    clean, proposals = proposed(THREE, (0, 0, 0), "", monkeypatch)
    assert clean == "one\ntwo\nthree"
    assert [p.reason for p in proposals] == ["everything was kept: trafilatura found no main content"]


@pytest.mark.parametrize(
    ("markup", "doubt", "is_kept"),
    [
        ("<p>Loading" * 99, "no main content", False),
        ("<p>Loading" * 99, "", True),
        ("<p>Loading" * 9, "no main content", True),
        (f"<p>{'The harvest came in late. ' * 40}", "no main content", True),
    ],
)
def test_only_a_shell_may_come_out_empty(
    markup: str, doubt: str, is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean, proposals = voted(markup, lambda document: Vote((0.0,) * len(document.blocks), doubt=doubt), monkeypatch)
    assert bool(clean) is is_kept
    assert "content/low-confidence" in {proposal.rule for proposal in proposals}


def test_an_engine_that_fails_keeps_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document) -> Vote:
        raise IndexError("no such block")

    clean, proposals = voted(THREE, broken, monkeypatch)
    assert clean == "one\ntwo\nthree"
    reason = "everything was kept: a mistake in trafilatura stopped it (IndexError: no such block)"
    assert proposals == [Flag(0, 0, "", "content/low-confidence", reason)]


def test_a_score_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    clean, proposals = voted(THREE, lambda document: Vote((1, 1, 0), score=0.12345, doubt="unclear"), monkeypatch)
    assert clean == "one\ntwo"
    assert proposals[:2] == [Score(0.123), Flag(0, 0, "", "content/low-confidence", "unclear")]


THREAD = f"<p>{'The harvest came in late. ' * 50}<div class=comments><p>I agree.<a class=comment-reply>Reply</a></div>"


@pytest.mark.parametrize(("keeps", "left"), [(False, 1), (True, 2)])
def test_threads_under_an_article(keeps: bool, left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    clean, proposals = voted(
        THREAD, lambda document: Vote((1.0,) * len(document.blocks)), monkeypatch, keep_comments=keeps
    )
    assert clean.count("\n") == left - 1
    assert ("content/comments" in {p.rule for p in proposals}) is not keeps
