"""What rules find in a text and what conditions hold back; each case is a rule file, a text and what is left."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff.config import Settings
from dechaff.model import Document, Edit, Flag, Source
from dechaff.rules import act
from dechaff.rules.book import Book
from dechaff.rules.hit import Miss
from dechaff.rules.lines import Lines
from dechaff.rules.match import Findings

TITLE = "The harbour ferry that was given up is sailing again"
PROSE = "A paragraph that tells something of the world, and that nobody would want to lose from a text."


def book(folder: Path, *rules: str, top: str = "") -> Book:
    entries = "".join(f"  - {{id: r{n}, kind: other, why: test, {rule}}}\n" for n, rule in enumerate(rules))
    (folder / "test.yml").write_text(f"version: 1\n{top}\nrules:\n{entries or '  []'}", encoding="utf-8")
    return Book.load([folder], shipped=False)


def findings(rules: Book, text: str) -> Findings:
    document = Document(Source(text), text)
    return rules.scope(document).general.search(Lines(document))


def left(rules: Book, text: str, brake: float = 1.0) -> str:
    from dechaff import edits

    document = Document(Source(text), text)
    found = act.of_lines(Lines(document), findings(rules, text).hits)
    proposed = [p for p in act.propose(document, found, "test", brake) if isinstance(p, Edit)]
    return edits.apply(text, proposed)


# rule, text, what is left
CASES = [
    # a line that only looks alike
    ("line: 'Share this'", "Share this with care.", "Share this with care."),
    ("prefix: 'photo'", "Photography is an art", "Photography is an art"),
    ("regex: '^READ .+'", "They READ the letter", "They READ the letter"),
    ("phrases: p", "Posted in anger, he said.", "Posted in anger, he said."),
    ("phrases: p", "a\n***\nb", "a\n***\nb"),
    # the normal form
    ("line: 'Share this'", "a\n» SHARE\u00a0 this:\nb", "a\nb"),
    ("line: 'Share this'", f"a\r\nShare this\r\n{PROSE}", f"a\r\n{PROSE}"),
    ("line: '0 comments'", "12 Comments\n", ""),
    ("prefix: 'photo'", "Photo: AFP\nx", "x"),
    ("prefix: '责任编辑'", "责任编辑：王\nx", "x"),
    ("phrases: p", "x\nPosted on March 3, 2020\n", "x\n"),
    ("phrases: p", "x\n“Grain” is closed for now\n" + "Y " * 99, "x\n" + "Y " * 99),
    ("labels: p", "x\nGo on » “More”\nGo on and on: more\nGo on", "x\nGo on and on: more\nGo on"),
    ("labels: p", "Go on：更多\nGo on - more\nGo on-more", "Go on-more"),
    ("regex: '^READ +\\S.*$'", "x\n  READ\u00a0 “More”\ny", "x\ny"),
    # actions
    ("line: 'the end', action: cut-after", "a\nThe end\nb\nc", "a\n"),
    ("line: 'the end', action: cut-before", "a\nThe end\nb\nc", "b\nc"),
    ("regex: '\\[Read more\\]', action: inline", "One [Read more] two", "One two"),
    ("regex: '\\[Read more\\]', action: inline", "One two [Read more]\nx", "One two\nx"),
    ("regex: '\\[Read more\\]', action: inline", "[Read more]\nx", "x"),
    ("regex: 'word (cut)', action: inline", "a word cut here", "a word here"),
    ("regex: 'colou?r', action: replace, with: hue", "a colour", "a hue"),
    ("line: 'a b', action: flag", "a b", "a b"),
    ("line: 'a b', status: experimental", "a b", "a b"),
    # conditions
    ("line: 'a b', where: {zone: tail}", "a b\n" + "x\n" * 60, "a b\n" + "x\n" * 60),
    ("line: 'a b', where: {zone: tail}", "x\n" * 60 + "a b", "x\n" * 60),
    ("line: 'a b', where: {zone: head}", "x\n" * 60 + "a b", "x\n" * 60 + "a b"),
    ("prefix: 'by', where: {max_words: 3}", "By now it was clear to all\nBy Jane Doe", "By now it was clear to all\n"),
    ("line: 'a b', where: {alone: true}", "x\na b\ny", "x\na b\ny"),
    ("line: 'a b', where: {alone: true}", f"x\n\na b\n\n{PROSE}", f"x\n\n\n{PROSE}"),
    # blocks
    ("block: {start: related, body: [title, teaser]}", f"{PROSE}\nRelated\nOne title\n{PROSE}", f"{PROSE}\n{PROSE}"),
    # the last title before prose may be its heading; at the end of the text, or after a lone one, it is not
    (
        "block: {start: related, body: [title]}",
        f"Related\n{TITLE}\n{TITLE} too\n{PROSE}",
        f"{TITLE} too\n{PROSE}",
    ),
    ("block: {start: related, body: [title]}", f"Related\n{TITLE}\n{PROSE}", PROSE),
    ("block: {start: related, body: [title]}", f"Related\n{TITLE}\n{TITLE} too", ""),
    ("block: {start: related, end: 'the end'}", "a\nRelated\nb\nThe end\nc", "a\nc"),
    # the last title before prose may be its heading; at the end of the text, or after a lone one, it is not
    (
        "block: {start: related, body: [title]}",
        f"Related\n{TITLE}\n{TITLE} too\n{PROSE}",
        f"{TITLE} too\n{PROSE}",
    ),
    ("block: {start: related, body: [title]}", f"Related\n{TITLE}\n{PROSE}", PROSE),
    ("block: {start: related, body: [title]}", f"Related\n{TITLE}\n{TITLE} too", ""),
    ("block: {start: related, end: 'the end'}", "a\nRelated\nb\nc", "a\nRelated\nb\nc"),
    ("block: {start: related, end: 'the end', max_lines: 2}", "Related\nb\nThe end", "Related\nb\nThe end"),
    ("block: {start: related, max_lines: 2}", "Related\nb\nc", "c"),
    ("block: {start: related, body: [item]}", "Related\n- One\n- Two\nThree", "Three"),
    ("block: {start: related, body: [item]}", f"Related\n- {PROSE}", f"- {PROSE}"),
    ("block: {start: related, body: [title, item]}", f"Related\n- One\nTwo\n{PROSE}", f"Two\n{PROSE}"),
    ("block: {start: related, body: [title, item]}", f"Related\nOne\nTwo\n{PROSE}", PROSE),
    ("block: {start: related, body: [title], max_lines: 2}", "x.\nRelated\nOne\nOne\nTwo", "x.\nTwo"),
    (
        "block: {start: related, body: [title], to_end: true}",
        f"Related\nOne\nTwo\n{PROSE}",
        f"Related\nOne\nTwo\n{PROSE}",
    ),
    ("block: {start: related, body: [title], to_end: true}", f"{PROSE}\nRelated\nOne", f"{PROSE}\n"),
    ("block: {start: related, holds: {regex: 'says:$'}}", "x\nRelated\nb\nc", "x\nRelated\nb\nc"),
    ("block: {start: related, holds: {regex: 'says:$'}}", "x\nRelated\nAnna says:\nc", "x\n"),
    ("block: {start: related, holds: {regex: 'says:$'}}", "Related\n" + "x\n" * 20 + "Anna says:", None),
    ("block: {start: related, holds: {regex: 'says:$'}, times: 2}", "Related\nAnna says:\nc", None),
    ("block: {start: related, holds: {regex: 'says:$'}, times: 2}", "Related\nAnna says:\nc\nPaul says:", ""),
    ("block: {start: related, max_words: 4}", "x\nRelated\nA b c", "x\n"),
    ("block: {start: related, max_words: 4}", "x\nRelated\nA b c d", None),
    ("block: {start: {regex: '^Day'}, max_lines: 2, first: true}", "x\nDay 1\na\nDay 2\nb", "x\nDay 2\nb"),
    ("block: {start: related, body: [title, blurb]}", "Related\nOne\nIt is.\nTwo\nIt was.\nIt is.", "It is."),
    ("block: {start: related, body: [title, blurb]}", f"Related\nOne\n{'so ' * 60}it is.", f"{'so ' * 60}it is."),
    ("block: {start: begin, end: the end, spare: {prefix: title}}", "Begin\na\nTitle: b\nc\nThe end\nd", "Title: b\nd"),
    # more conditions
    ("line: [a b, c d], where: {run: 2}", "a b\nx\nc d\na b", "a b\nx\n"),
    ("line: a b, where: {words_before: 3}", "x y\na b\nz\na b", "x y\na b\nz\n"),
    ("line: a b, where: {under_article: true}", f"{PROSE}\na b", f"{PROSE}\n"),
    ("line: a b, where: {under_article: true}", f"{PROSE}\n{TITLE}\n{TITLE}\na b", None),
    ("line: a b, where: {under_article: true}", f"{'so ' * 30}\n{TITLE}\na b", f"{'so ' * 30}\n{TITLE}\n"),
]


@pytest.mark.parametrize(("rule", "text", "expected"), CASES)
def test_a_rule_takes_what_it_says(tmp_path: Path, rule: str, text: str, expected: str | None) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "p.txt").write_text("Posted on %s 0, 0\n»\nGo on\n%s is closed for now\n")
    assert left(book(tmp_path, rule), text) == (text if expected is None else expected)


def test_a_folder_of_lists_is_one_list(tmp_path: Path) -> None:
    (tmp_path / "phrases" / "share").mkdir(parents=True)
    for name, phrase in (("en", "Share this"), ("de", "Teilen mit")):
        (tmp_path / "phrases" / "share" / f"{name}.txt").write_text(phrase)
    assert left(book(tmp_path, "phrases: share"), "Teilen mit:\nx\nShare this") == "x\n"


def test_near_looks_to_one_side_and_as_far_as_it_is_told(tmp_path: Path) -> None:
    rules = book(tmp_path, "line: reply, where: {near: r1, side: above, reach: 2}", "line: '0 comments'")
    assert left(rules, "Reply\n3 comments") == "Reply\n"
    assert left(rules, f"3 comments\nx\nReply\n{PROSE}") == f"x\n{PROSE}"
    assert left(rules, "3 comments\nx\nx\nReply") == "x\nx\nReply"
    assert [miss.condition for miss in findings_with_all(rules, "Reply")] == ["nothing above it is test/r1"]


def findings_with_all(rules: Book, text: str) -> Sequence[Miss]:
    document = Document(Source(text), text)
    return rules.scope(document).general.search(Lines(document), all_misses=True).misses


def test_the_brake_lets_a_block_go_that_shows_what_it_is(tmp_path: Path) -> None:
    rules = book(tmp_path, "block: {start: comments, holds: {regex: 'says:$'}}")
    assert left(rules, f"a\nComments\nAnna says:\n{PROSE}", brake=0.5) == "a\n"


def test_near_wants_the_other_rule_within_reach(tmp_path: Path) -> None:
    rules = book(tmp_path, "line: reply, where: {near: r1}", "line: '0 comments'")
    assert left(rules, "Reply\nx\n3 comments") == "x\n"
    far = "Reply\n" + "x\n" * 9 + "3 comments"
    assert left(rules, far) == "Reply\n" + "x\n" * 9
    assert [miss.condition for miss in findings_with_all(rules, far)] == ["nothing near it is test/r1"]


def test_a_condition_that_holds_a_rule_back_is_told(tmp_path: Path) -> None:
    found = findings_with_all(book(tmp_path, "prefix: by, where: {max_words: 3}"), "By now it was clear")
    assert [miss.condition for miss in found] == ["it has 5 words, more than 3"]


LIMITED = [
    "line: reply, where: {zone: tail}",
    "line: by, where: {zone: head, max_words: 2}",
    "regex: '^by .*$', where: {max_words: 3}",
    "regex: '^(?i)by ', where: {run: 2, max_words: 2}",
    "prefix: share, where: {words_before: 6}",
    "block: {start: more, to_end: true, max_lines: 3}",
    "block: {start: about, body: [title], to_end: true, max_lines: 2}",
    "line: one more, where: {near: [test/r2]}",
]
SAID = ["Reply", "by", "By Anna", "by now it is clear", "Share it", "More", "About", "one more", "A title", "One."]


@pytest.fixture(scope="module")
def limited(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return book(tmp_path_factory.mktemp("limited"), *LIMITED)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(SAID), max_size=40))
def test_what_limits_hold_back_is_no_hit_anyway(limited: Book, said: list[str]) -> None:
    document = Document(Source(""), "\n".join(said))
    general = limited.scope(document).general
    assert general.search(Lines(document)).hits == general.search(Lines(document), all_misses=True).hits


def test_the_first_rule_owns_the_span(tmp_path: Path) -> None:
    rules = book(tmp_path, "line: 'the end'", "line: 'the end', action: cut-after")
    text = f"a\nThe end\n{PROSE}"
    document = Document(Source(text), text)
    found = act.of_lines(Lines(document), findings(rules, document.text).hits)
    proposed = [p for p in act.propose(document, found, "test", 1.0) if isinstance(p, Edit)]
    assert [(edit.rule, edit.old) for edit in proposed] == [("test/r0", "The end\n"), ("test/r1", PROSE)]


def test_the_brake_keeps_cuts_from_taking_most_of_a_text(tmp_path: Path) -> None:
    rules = book(tmp_path, "line: 'the end', action: cut-after")
    text = f"a\nThe end\n{PROSE}"
    assert left(rules, text, brake=0.5) == text
    document = Document(Source(text), text)
    found = act.of_lines(Lines(document), findings(rules, text).hits)
    flags = [p for p in act.propose(document, found, "test", 0.5) if isinstance(p, Flag)]
    assert [flag.rule for flag in flags] == [act.BRAKE]
    assert "test/r0" in flags[0].reason


def test_guards_win_over_everything(tmp_path: Path) -> None:
    from dechaff.pipeline import Cleaner

    book(tmp_path, "line: 'the end', action: cut-after", top="keep: [{prefix: 'sincerely'}]")
    cleaner = Cleaner(Settings(brake=1.0, rules=(str(tmp_path),), select=("test",)))
    assert cleaner.clean("a\nThe end\nb\nSincerely, J\nc").text == "a\nSincerely, J\n"


def test_lone_surrogates_do_no_harm(tmp_path: Path) -> None:
    assert left(book(tmp_path, "regex: '^a .*$'"), "a \ud800\nb \udcff") == "b \udcff"
