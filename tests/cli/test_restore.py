from pathlib import Path

OURS = ("--rules", "rules", "--select", "_common/mine", "-j", "1")
PAGE = "<html><body><main><p>Some text of the page.</p></main></body></html>"


def test_a_folder_comes_back_byte_for_byte(dechaff, article: Path, tmp_path: Path) -> None:
    originals = {
        "article.txt": article.read_bytes(),
        "deep/latin.txt": "Grüße aus Köln, schöne Stadt.\r\n".encode("latin-1"),
    }
    (article.parent / "deep").mkdir()
    (article.parent / "deep/latin.txt").write_bytes(originals["deep/latin.txt"])
    dechaff("clean", "in", "-o", "out", *OURS)
    found = dechaff("restore", "out", "-o", "back")
    assert (found.exit_code, found.stderr) == (0, "2 of 2 files restored\n")
    assert {name: (tmp_path / "back" / name).read_bytes() for name in originals} == originals
    again = dechaff("restore", "out", "-o", "back")
    assert again.exit_code == 2
    assert "exists already" in again.stderr


def test_a_page_comes_back_as_its_visible_text(dechaff, article: Path, tmp_path: Path) -> None:
    (article.parent / "page.html").write_text(PAGE)
    dechaff("clean", "in/page.html", "-o", "out", *OURS)
    assert "Some text of the page." in dechaff("restore", "out/page.html.edits.jsonl").stdout


def test_one_file_goes_to_a_file_or_into_a_folder(dechaff, article: Path, tmp_path: Path) -> None:
    dechaff("clean", "in", "-o", "out", *OURS)
    (tmp_path / "there").mkdir()
    for place, path in (("copy", "copy"), ("there", "there/article.txt")):
        assert dechaff("restore", "out/article.txt.edits.jsonl", "-o", place).exit_code == 0
        assert (tmp_path / path).read_bytes() == article.read_bytes()


def test_a_text_that_was_changed_fails_and_the_others_are_done(dechaff, article: Path, tmp_path: Path) -> None:
    (article.parent / "other.txt").write_text("other\n")
    dechaff("clean", "in", "-o", "out", *OURS)
    (tmp_path / "out/article.txt.txt").write_text("changed")
    found = dechaff("restore", "out", "-o", "back")
    assert found.exit_code == 2
    assert "not the text that its log was written for" in found.stderr
    assert (tmp_path / "back/other.txt").read_text() == "other\n"
    assert not (tmp_path / "back/article.txt").exists()


def test_what_cannot_be_restored_is_one_sentence(dechaff, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for arguments, message in [
        (("missing.edits.jsonl",), "no such file"),
        ((article,), "is not an edit log"),
        (("in",), "give it with -o OUT"),
        (("empty", "-o", "back"), "holds no edit logs"),
        (("in", "-o", "in/back"), "stands inside the input folder"),
    ]:
        found = dechaff("restore", *arguments)
        assert found.exit_code == 2
        assert message in found.stderr
        assert found.stderr.count("\n") == 1
