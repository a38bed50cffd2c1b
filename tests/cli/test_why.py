from pathlib import Path

import pytest

from dechaff.engines import ENGINES, Vote

OURS = ("--rules", "rules", "--select", "_common/mine")


def test_a_removed_line_names_rule_place_and_match(dechaff, article: Path) -> None:
    found = dechaff("why", f"{article}:2", *OURS)
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[0] == f"{article}:2: removed"
    assert lines[1].strip() == "drop this line"
    assert "removed by _common/mine/drop" in lines
    assert any("_common/mine.yml:3" in line for line in lines)
    assert any(line.split() == ["why", "the", "line", "of", "the", "tests"] for line in lines)
    assert any(line.split()[:2] == ["match", "drop"] for line in lines)


def test_a_kept_line_says_so(dechaff, article: Path) -> None:
    found = dechaff("why", f"{article}:1", *OURS)
    assert found.stdout.splitlines() == [f"{article}:1: kept", "    The first line.", "no rule matched"]


def test_a_repaired_line_shows_both_spellings(dechaff, article: Path) -> None:
    article.write_text("It is over.. They left the house.\n")
    found = dechaff("why", f"{article}:1").stdout
    assert ": repaired\n" in found
    assert "built into the stage spacing" in found


def test_a_colon_in_the_path(dechaff, tmp_path: Path) -> None:
    (tmp_path / "a:2").write_text("x\n")
    assert dechaff("why", "a:2:1").stdout.startswith("a:2:1: kept")


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("in/article.txt", "names no line; write FILE:LINE"),
        ("in/article.txt:", "names no line"),
        ("in/article.txt:x", "names no line"),
        ("in/article.txt:" + "9" * 5000, "names no line"),
        ("in/article.txt:0", "has 3 lines, so there is no line 0"),
        ("in/article.txt:4", "has 3 lines, so there is no line 4"),
        ("missing:1", "missing: does not exist"),
    ],
)
def test_what_cannot_be_explained_is_one_sentence(dechaff, article: Path, place: str, message: str) -> None:
    found = dechaff("why", place)
    assert found.exit_code == 2
    assert message in found.stderr
    assert found.stderr.count("\n") == 1


PAGE = "<html><body><h1>The harvest</h1><p>It came in late.</p><nav id=menu><a href=/>Home</a></nav></body></html>"


def test_a_page_says_its_score_and_doubt(dechaff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "model", lambda document: Vote((1.0,), doubt="a menu", score=0.25))
    (tmp_path / "page.html").write_text("<nav><a href=/>Home</a></nav>")
    lines = dechaff("why", "page.html:1", "--main-content", "model").stdout.splitlines()
    assert lines[-4:] == ["", "the page", "    score   0.25", "    doubt   a menu"]


def test_a_guard_on_elements_is_told(dechaff, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace("<p>", "<p>" + "It was a long year for everybody here. " * 20))
    rules = tmp_path / "guards" / "_common" / "menu.yml"
    rules.parent.mkdir(parents=True)
    assert ": removed\n" in dechaff("why", "page.html:3").stdout
    rules.write_text("version: 1\nkeep:\n  - css: '#menu'\n")
    found = dechaff("why", "page.html:3", "--rules", "guards").stdout
    assert found.splitlines()[:3] == ["page.html:3: kept", "    Home", "held by a guard under `keep`: css: '#menu'"]
    assert "guard" not in dechaff("why", "page.html:1", "--rules", "guards").stdout


def test_the_log_of_a_run_tells_what_the_run_did(dechaff, article: Path) -> None:
    assert dechaff("clean", "in", "-o", "out", *OURS).exit_code == 0
    found = dechaff("why", "out/article.txt.edits.jsonl:2", *OURS)
    assert found.stdout.splitlines()[0] == "out/article.txt.edits.jsonl:2: removed"
    assert "removed by _common/mine/drop" in found.stdout
    assert dechaff("why", "out/none.edits.jsonl:2").exit_code == 2
