"""What `keep` guards stays, whatever would take it: a rule, the engine, in the first round or a later one."""

from pathlib import Path

from dechaff import Cleaner, Settings

PAGE = "<p>The vote is on Sunday.</p><blockquote>Leave a Reply</blockquote><p>Share this:</p><p>The end of it.</p>"


def cleaned(folder: Path, keep: str, page: str = PAGE) -> str:
    (folder / "mine.yml").write_text(f"version: 1\nkeep: [{keep}]\n")
    return Cleaner(Settings(rules=(str(folder),), main_content="all")).clean(page, kind="html").text


def test_a_guarded_element_stays_through_all_rounds(tmp_path: Path) -> None:
    assert cleaned(tmp_path, "css: blockquote") == "The vote is on Sunday.\nLeave a Reply\nThe end of it."


def test_a_guarded_line_stays(tmp_path: Path) -> None:
    assert cleaned(tmp_path, "line: leave a reply") == "The vote is on Sunday.\nLeave a Reply\nThe end of it."


def test_a_guard_that_finds_nothing_holds_nothing(tmp_path: Path) -> None:
    assert cleaned(tmp_path, "css: '.none'") == "The vote is on Sunday.\nThe end of it."


def test_the_engine_minds_guards_too(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("version: 1\nkeep: [{css: footer}]\n")
    page = (Path(__file__).parent.parent / "fixtures" / "pages" / "harbour-ferry.html").read_bytes()
    assert "All rights reserved" not in Cleaner().clean(page).text
    assert "All rights reserved" in Cleaner(Settings(rules=(str(tmp_path),))).clean(page).text
