import gzip
import json
import os
import signal
import time
from pathlib import Path

import pytest

from dechaff.engines import ENGINES, Vote
from dechaff.model import Document

TEXT = "The first line.\ndrop this line\nThe last line.\n"
CLEAN = "The first line.\nThe last line.\n"
OURS = ("--rules", "rules", "--select", "_common/mine")


def test_one_file_is_printed(dechaff, article: Path) -> None:
    found = dechaff("clean", article, *OURS)
    assert (found.exit_code, found.stdout, found.stderr) == (0, CLEAN, "")


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_printed(dechaff, packed: bool) -> None:
    data = gzip.compress(TEXT.encode()) if packed else TEXT.encode()
    found = dechaff("clean", "-", *OURS, stdin=data)
    assert (found.exit_code, found.stdout) == (0, CLEAN)


@pytest.mark.parametrize("data", [b"", b"caf\xe9 au lait\r\n" * 30 + b"\0 x", "\ufeffé\n".encode(), b"\n\n"])
def test_what_no_rule_knows_comes_out_as_the_bytes_it_was(dechaff, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.txt").write_bytes(data)
    found = dechaff("clean", "odd.txt", *OURS)
    assert found.exit_code == 0
    assert dechaff("clean", "odd.txt", *OURS, "-o", "out").exit_code == 0
    assert (tmp_path / "out/odd.txt.txt").read_bytes() == found.stdout_bytes
    assert dechaff("restore", "out/odd.txt.edits.jsonl").stdout_bytes == data


def test_the_diff_is_printed_instead(dechaff, article: Path) -> None:
    found = dechaff("clean", article, "--diff", *OURS)
    assert "@@ -1,3 +1,2 @@ _common/mine/drop\n The first line.\n-drop this line\n" in found.stdout


def test_check_lists_what_would_change(dechaff, article: Path, tmp_path: Path) -> None:
    (article.parent / "clean.txt").write_text(CLEAN)
    found = dechaff("clean", "in", "--check", *OURS, "-j", 1)
    assert (found.exit_code, found.stdout) == (1, "article.txt: 1 removal, 0 repairs\n")
    assert dechaff("clean", "in/clean.txt", "--check", *OURS).exit_code == 0
    assert dechaff("clean", "-", "--check", *OURS, stdin=TEXT.encode()).stdout == "-: 1 removal, 0 repairs\n"
    (article.parent / "bad.txt").write_bytes(b"%PDF-1.7")
    assert dechaff("clean", "in", "--check", *OURS, "-j", 1).exit_code == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "rules"]


def test_the_levels_are_flags_that_exclude_each_other(dechaff, article: Path) -> None:
    assert dechaff("clean", article, "--careful").exit_code == dechaff("clean", article, "--thorough").exit_code == 0
    found = dechaff("clean", article, "--careful", "--thorough")
    assert (found.exit_code, "--careful and --thorough are opposites" in found.stderr) == (2, True)


def test_a_folder_goes_to_a_folder(dechaff, article: Path, tmp_path: Path) -> None:
    found = dechaff("clean", "in", "-o", "out", *OURS)
    assert (found.exit_code, found.stdout) == (0, "")
    assert "1 file: 1 cleaned; 1 removal, 0 repairs, 0 flags" in found.stderr
    assert (tmp_path / "out/article.txt.txt").read_text() == CLEAN
    assert "by an earlier run" in dechaff("clean", "in", "-o", "out", *OURS).stderr


def test_a_bad_file_is_a_sentence_and_an_exit_code(dechaff, article: Path) -> None:
    (article.parent / "bad.txt").write_bytes(b"%PDF-1.7")
    found = dechaff("clean", "in", "-o", "out", *OURS)
    assert found.exit_code == 2
    assert "dechaff: bad.txt: is not text but a PDF document" in found.stderr
    assert "2 files: 1 cleaned, 1 failed" in found.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("missing.txt",), "missing.txt: does not exist"),
        (("missing", "-o", "out"), "missing: cannot be read (no such file or directory)"),
        (("in",), "give it with -o OUT"),
        (("in", "in/article.txt"), "Several inputs need a folder"),
        (("-", "in", "-o", "out"), "is cleaned alone"),
        (("in", "-o", "in/out"), "stands inside the input folder"),
        (("in", "-o", "in/article.txt"), "stands inside the input folder"),
        (("in/article.txt", "-o", "."), "holds the input"),
        (("in", "-o", "rules/_common/mine.yml"), "cannot be used as output folder"),
        (("in/article.txt", "--names", "missing.tsv"), "missing.tsv"),
        (("in/article.txt", "--rules", "missing"), "missing"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(dechaff, article: Path, arguments: tuple[str, ...], message: str) -> None:
    found = dechaff("clean", *arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert message in found.stderr
    assert found.stderr.startswith("dechaff: ")
    assert found.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [(), ("x", "-j", "0"), ("x", "--kind", "pdf"), ("x", "--site", "a/b")])
def test_a_wrong_call_is_refused_with_2(dechaff, arguments: tuple[str, ...]) -> None:
    assert dechaff("clean", *arguments).exit_code == 2


def test_site_and_url_choose_the_rules_of_the_host(dechaff, article: Path, tmp_path: Path) -> None:
    site = tmp_path / "rules" / "sites" / "example.com.yml"
    site.parent.mkdir()
    site.write_text("version: 1\nrules: [{id: last, kind: other, why: test, line: 'the last line.'}]\n")
    rest = ("--rules", "rules", "--select", "sites")
    assert dechaff("clean", article, *rest).stdout == TEXT
    for flags in (("--site", "example.com"), ("--url", "https://www.example.com/a")):
        assert "The last line." not in dechaff("clean", article, *rest, *flags).stdout
    assert dechaff("clean", article, "--site", "a.org", "--url", "https://a.org").exit_code == 2


def test_a_file_that_cannot_be_written_to_is_a_sentence(process, article: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("the system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        running = process("clean", article, stdout=full)
        assert running.communicate()[1] == b"dechaff: the output cannot be written (no space left on device)\n"
    assert running.returncode == 2


def test_a_reader_that_leaves_is_no_error(process, article: Path) -> None:
    article.write_text("words and more of them\n" * 200_000)
    running = process("clean", article, "--select", "ad")
    assert running.stdout.read(10) == b"words and "
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    running.stdin.close()
    assert running.wait() == 0


@pytest.mark.parametrize(
    ("jobs", "told"), [(1, signal.SIGINT), (2, signal.SIGINT), (1, signal.SIGTERM), (2, signal.SIGHUP)]
)
def test_ctrl_c_stops_in_one_sentence_and_the_next_run_goes_on(
    process, article: Path, tmp_path: Path, jobs: int, told: signal.Signals
) -> None:
    for number in range(400):
        (article.parent / f"{number:03}.txt").write_text(TEXT * 500)
    running = process("clean", "in", "-o", "out", "-j", jobs, *OURS)
    while not list((tmp_path / "out").glob("*.edits.jsonl")):
        time.sleep(0.01)
        assert running.poll() is None
    os.killpg(running.pid, told)
    _, said = running.communicate()
    assert running.returncode == 2
    assert said.startswith(b"dechaff: stopped; ")
    assert said.endswith(b" of 401 files are done; run the same command again to go on\n")
    assert said.count(b"\n") == 1
    assert json.loads((tmp_path / "out/run.json").read_text())["complete"] is False
    assert not list((tmp_path / "out").glob(".*"))
    for path in (tmp_path / "out").glob("*.txt.txt"):
        assert path.read_text() == CLEAN * 500 if path.name != "article.txt.txt" else CLEAN


def test_help_names_the_commands(process) -> None:
    running = process("--help")
    assert b"restore" in running.communicate()[0]


PAGE = (
    "<html><head><title>The harvest</title></head><body><h1>The harvest</h1>"
    f"<p>{'The harvest came in late this year, and the mill stood still. ' * 20}</p>"
    "<div id=comments><ol><li class=comment><p>So it was, says Ann, and so it will be.</p>"
    "<a class=comment-reply-link>Reply</a></li></ol><form><p>Leave a Reply</p></form></div></body></html>"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "pages" / "page.html"
    path.parent.mkdir()
    path.write_text(PAGE)
    return path


@pytest.mark.parametrize("engine", ["trafilatura", "model"])
@pytest.mark.parametrize(
    ("choice", "stays"), [((), False), (("--comments", "remove"), False), (("--comments", "keep"), True)]
)
def test_comments_stay_where_somebody_wants_them(
    dechaff, page: Path, engine: str, choice: tuple[str, ...], stays: bool
) -> None:
    found = dechaff("clean", page, "--main-content", engine, *choice).stdout
    assert ("So it was, says Ann" in found) is stays
    assert "Leave a Reply" not in found


def test_comments_stay_in_a_text_too(dechaff, article: Path) -> None:
    article.write_text(
        "The vote is on Sunday. " * 9 + "\n2 thoughts on “A long strike”\nAnna\nI agree with this.\nLeave a Reply\n"
    )
    assert "I agree" not in dechaff("clean", article).stdout
    found = dechaff("clean", article, "--comments", "keep").stdout
    assert "I agree" in found
    assert "Leave a Reply" not in found


def test_metadata_goes_to_stderr_as_json(dechaff, page: Path, article: Path) -> None:
    found = dechaff("clean", page, "--metadata")
    assert found.stdout == dechaff("clean", page).stdout
    assert json.loads(found.stderr)["title"] == "The harvest"
    assert dechaff("clean", article, *OURS, "--metadata").stderr == "{}\n"


def test_metadata_of_a_folder_stands_beside_the_texts(dechaff, page: Path, tmp_path: Path) -> None:
    assert dechaff("clean", "pages", "-o", "out", "--metadata", "-j", "1").exit_code == 0
    beside = tmp_path / "out/page.html.meta.json"
    assert json.loads(beside.read_text())["title"] == "The harvest"
    beside.unlink()
    assert "0 of them" not in dechaff("clean", "pages", "-o", "out", "--metadata", "-j", "1").stderr
    assert beside.exists()


def test_foreign_metadata_is_not_overwritten(dechaff, page: Path, tmp_path: Path) -> None:
    beside = tmp_path / "out/page.html.meta.json"
    beside.parent.mkdir()
    beside.write_text("mine")
    found = dechaff("clean", "pages", "-o", "out", "--metadata", "-j", "1")
    assert (found.exit_code, beside.read_text()) == (2, "mine")
    assert "was not written by dechaff" in found.stderr
    assert dechaff("clean", "pages", "-o", "out", "-j", "1").exit_code == 0
    assert beside.read_text() == "mine"


def unsure_of_menus(document: Document) -> Vote:
    is_menu = len(document.blocks) == 1
    return Vote((1.0,) * len(document.blocks), doubt="a menu" if is_menu else "", score=0.25 if is_menu else 0.9)


def test_scores_and_doubts_are_in_the_run(dechaff, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "model", unsure_of_menus)
    (page.parent / "menu.html").write_text("<nav><a href=/>Home</a></nav>")
    dechaff("clean", "pages", "-o", "out", "--main-content", "model", "-j", "1")
    run = json.loads((tmp_path / "out/run.json").read_text())
    assert run["scores"] == {"page.html": 0.9, "menu.html": 0.25}
    assert run["low_confidence"] == {"menu.html": "a menu"}
    before = (tmp_path / "out/run.json").read_bytes()
    dechaff("report", "out")
    assert (tmp_path / "out/run.json").read_bytes() == before
    assert '"score":0.25,"doubt":"a menu"' in (tmp_path / "out/report.html").read_text()
