import errno
import json
import os
import resource
from pathlib import Path

import pytest

from dechaff import batch
from dechaff.batch import StoppedError, clean_folder, examine, rebuild
from dechaff.config import Settings
from dechaff.errors import InputError, OutputError
from dechaff.model import Document
from dechaff.stages.base import Resources
from dechaff.writers import atomic, log

CLEAN = "The text of three.txt.\nIt goes on.\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_keeps_the_structure_and_the_input(source: Path, out: Path, settings: Settings) -> None:
    before = contents(source)
    summary = clean_folder(source, out, settings, jobs=1)
    assert (summary.found, summary.cleaned, summary.changed, summary.removals) == (4, 4, 3, 3)
    assert (out / "three.txt.txt").read_text() == CLEAN
    assert "-drop this line" in (out / "a/deep/two.txt.diff").read_text()
    assert log.read(out / "a/one.txt.edits.jsonl").result.restore_bytes() == before["a/one.txt"]
    assert len(contents(out)) == 4 * 3 + 2
    assert contents(source) == before


def test_the_number_of_workers_and_resuming_change_nothing(source: Path, tmp_path: Path, settings: Settings) -> None:
    (source / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    one, two = tmp_path / "one", tmp_path / "two"
    clean_folder(source, one, settings, jobs=1)
    summary = clean_folder(source, two, settings, jobs=2)
    assert contents(one) == contents(two)
    assert list(summary.failures) == ["bad.txt"]
    (two / "three.txt.txt").unlink()
    assert clean_folder(source, two, settings, jobs=2).was_done == 3
    assert contents(one) == contents(two)


def test_what_changed_is_done_again(source: Path, out: Path, settings: Settings) -> None:
    clean_folder(source, out, settings, jobs=1)
    (source / "three.txt").write_text("new\n")
    assert clean_folder(source, out, settings, jobs=1).was_done == 3
    Path(settings.rules[0], "_common", "mine.yml").write_text("version: 1\nrules: []\n")
    assert clean_folder(source, out, settings, jobs=1).was_done == 0
    assert clean_folder(source, out, settings, jobs=1, fresh=True).was_done == 0


def test_a_run_that_was_killed_between_two_files_goes_on(source: Path, out: Path, settings: Settings) -> None:
    clean_folder(source, out, settings, jobs=1)
    (out / "three.txt.edits.jsonl").unlink()
    assert not clean_folder(source, out, settings, jobs=1).failures


def test_a_foreign_file_is_not_overwritten(source: Path, out: Path, settings: Settings) -> None:
    out.mkdir()
    (out / "three.txt.txt").write_text("mine")
    summary = clean_folder(source, out, settings, jobs=1)
    assert "was not written by dechaff" in summary.failures["three.txt"]
    assert (out / "three.txt.txt").read_text() == "mine"
    assert not clean_folder(source, out, settings, jobs=1, fresh=True).failures
    assert (out / "three.txt.txt").read_text() == CLEAN


def test_text_that_somebody_changed_is_not_overwritten(source: Path, out: Path, settings: Settings) -> None:
    clean_folder(source, out, settings, jobs=1)
    (out / "three.txt.txt").write_text("my own words")
    assert "changed since" in clean_folder(source, out, settings, jobs=1).failures["three.txt"]


@pytest.mark.parametrize("name", ["run.json", "report.html"])
def test_a_foreign_summary_stops_the_run_before_it_starts(
    source: Path, out: Path, settings: Settings, name: str
) -> None:
    out.mkdir()
    (out / name).write_text("mine")
    with pytest.raises(OutputError, match="of dechaff; move it away"):
        clean_folder(source, out, settings)
    assert contents(out) == {name: b"mine"}


def test_bad_files_are_counted_and_the_others_done(source: Path, out: Path, settings: Settings) -> None:
    (source / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (source / "cut.txt.gz").write_bytes(b"\x1f\x8b\x08\x00" + bytes(10))
    (source / "dangling.txt").symlink_to("nowhere")
    os.mkfifo(source / "pipe")
    summary = clean_folder(source, out, settings, jobs=2)
    assert summary.cleaned == 4
    assert list(summary.failures) == ["cut.txt.gz", "dangling.txt", "picture.txt", "pipe"]
    for name, reason in summary.failures.items():
        assert reason.startswith(f"{name}: ")
        assert str(source) not in reason
    assert not list(out.rglob("picture*"))


def test_a_file_that_cannot_be_read_is_counted(
    source: Path, out: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refuse(self: Path, *args: str, **options: str) -> object:
        if self.name == "three.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return opened(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)
    summary = clean_folder(source, out, settings, jobs=1)
    assert "permission denied" in summary.failures["three.txt"]
    assert summary.cleaned == 3


def test_a_mistake_of_ours_costs_one_file(
    source: Path, out: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = batch.work.run

    def broken(document: Document, resources: Resources) -> object:
        if document.source.name == "three.txt":
            raise IndexError("list index out of range")
        return run(document, resources)

    monkeypatch.setattr(batch.work, "run", broken)
    summary = clean_folder(source, out, settings, jobs=1)
    assert "IndexError: list index out of range" in summary.failures["three.txt"]
    assert summary.cleaned == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_the_output_that_takes_nothing_fails_its_files(source: Path, out: Path, settings: Settings) -> None:
    (out / "a").mkdir(parents=True, mode=0o555)
    summary = clean_folder(source, out, settings, jobs=1)
    assert list(summary.failures) == ["a/deep/two.txt", "a/one.txt"]
    assert summary.cleaned == 2


def test_an_error_of_the_system_costs_one_file(
    source: Path, out: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_file = Path.is_file

    def refuse(self: Path) -> bool:
        if self.name.startswith("three"):
            raise OSError(errno.ENAMETOOLONG, "File name too long", str(self))
        return is_file(self)

    monkeypatch.setattr(Path, "is_file", refuse)
    summary = clean_folder(source, out, settings, jobs=1)
    assert summary.failures == {"three.txt": "three.txt: cannot be cleaned (file name too long)"}
    assert summary.cleaned == 3


def test_a_full_disk_stops_the_run_in_one_sentence(
    source: Path, out: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if len(contents(out)) > 4:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(atomic.StorageError, match="no space left on device"):
        clean_folder(source, out, settings, jobs=1)
    assert all(path.suffix != ".tmp" for path in out.rglob("*"))


def test_a_full_disk_in_a_worker_stops_the_run(source: Path, out: Path, settings: Settings) -> None:
    out.mkdir()
    (out / "a").touch()  # no folder can be made here
    summary = clean_folder(source, out, settings, jobs=2)
    assert set(summary.failures) == {"a/one.txt", "a/deep/two.txt"}


def test_a_limit_on_the_size_of_files_leaves_no_half_file(source: Path, out: Path, settings: Settings) -> None:
    (source / "big.txt").write_text("words and words " * 40_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        summary = clean_folder(source, out, settings, jobs=2)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(summary.failures) == ["big.txt"]
    assert "cannot be written" in summary.failures["big.txt"]
    assert not list(out.glob("big*"))
    assert not list(out.rglob(".*"))


def test_an_interrupt_leaves_whole_files_and_a_way_on(source: Path, out: Path, settings: Settings) -> None:
    def interrupt(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(StoppedError, match="stopped; 2 of 4 files are done; run the same command again"):
        clean_folder(source, out, settings, jobs=2, progress=interrupt)
    assert json.loads((out / "run.json").read_text())["complete"] is False
    assert not list(out.rglob(".*"))
    assert clean_folder(source, out, settings, jobs=1).cleaned == 4


def test_a_run_that_dies_does_not_leave_the_word_of_an_earlier_one(source: Path, out: Path, settings: Settings) -> None:
    def die(done: int, total: int) -> None:
        raise SystemExit

    clean_folder(source, out, settings, jobs=1)
    (source / "new.txt").write_text("It is new.\n")
    with pytest.raises(SystemExit):
        clean_folder(source, out, settings, jobs=1, progress=die)
    assert json.loads((out / "run.json").read_text())["complete"] is False


def test_the_output_must_be_a_folder_that_can_be_made(source: Path, out: Path, settings: Settings) -> None:
    out.touch()
    with pytest.raises(OutputError, match="cannot be used as output folder"):
        clean_folder(source, out, settings)


def test_several_sources_keep_their_names(source: Path, out: Path, settings: Settings) -> None:
    clean_folder([source / "a", source / "three.txt"], out, settings, jobs=1)
    assert {"a/one.txt.txt", "a/deep/two.txt.txt", "three.txt.txt"} < contents(out).keys()


def test_a_missing_source_stops_before_anything_is_written(source: Path, out: Path) -> None:
    with pytest.raises(InputError, match="missing: cannot be read"):
        clean_folder([source, source / "missing"], out)
    assert not out.exists()


def test_examine_writes_nothing(source: Path, settings: Settings, tmp_path: Path) -> None:
    before = contents(tmp_path)
    done, summary = examine([source], settings, jobs=1)
    assert [(one.name, one.header.removals) for one in done][:2] == [("a/deep/two.txt", 1), ("a/one.txt", 1)]
    assert summary.changed == 3
    assert contents(tmp_path) == before


def test_rebuild_makes_the_same_again(source: Path, out: Path, settings: Settings) -> None:
    (source / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    clean_folder(source, out, settings, jobs=1)
    before = contents(out)
    (out / "report.html").unlink()
    rebuild(out)
    assert contents(out) == before


def test_a_long_line_is_cleaned(source: Path, out: Path, settings: Settings) -> None:
    (source / "long.txt").write_text("word " * 400_000)
    assert not clean_folder(source, out, settings, jobs=1).failures


FOOTER = "Buy the paper\nPrinted in the old town\nImprint and map\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Five pages of a site, and one of another."""
    folder = tmp_path / "in"
    for number in range(5):
        path = folder / "example.com" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Page {'x' * number} of the site has its own text.\n" * 5 + FOOTER)
    (folder / "other.org").mkdir()
    (folder / "other.org" / "a.txt").write_text("Another site.\n" + FOOTER)
    return folder


SITE = Settings(select=("repeats",), kind="text")


def test_what_a_site_prints_on_its_pages_goes(site: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    clean_folder(site, one, SITE, jobs=1)
    clean_folder(site, two, SITE, jobs=2)
    assert contents(one) == contents(two)
    assert "Imprint" not in (one / "example.com/0.txt.txt").read_text()
    assert (one / "other.org/a.txt.txt").read_text().endswith(FOOTER)
    result = log.read(one / "example.com/0.txt.edits.jsonl").result
    assert {edit.reason for edit in result.edits} == {"on 5 of 5 pages of this site"}
    assert result.restore_bytes() == (site / "example.com/0.txt").read_bytes()
    done, _ = examine([site], SITE, jobs=1)
    assert [one.header.removals for one in done] == [3] * 5 + [0]


def test_a_new_page_of_a_site_has_its_other_pages_done_again(site: Path, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    clean_folder(site, out, SITE, jobs=1)
    assert clean_folder(site, out, SITE, jobs=1).was_done == 6
    (site / "example.com/new.txt").write_text("A new page with words of its own.\n" * 5 + FOOTER)
    assert clean_folder(site, out, SITE, jobs=1).was_done == 1
    clean_folder(site, fresh, SITE, jobs=2)
    assert contents(out) == contents(fresh)
    (site / "example.com/new.txt").write_text("It has lost its footer.\n")
    clean_folder(site, out, SITE, jobs=1)
    assert "on 5 of 6 pages" in (out / "example.com/0.txt.edits.jsonl").read_text()


def test_a_page_that_cannot_be_read_does_not_count(site: Path, tmp_path: Path) -> None:
    (site / "example.com/bad.txt").write_bytes(b"%PDF-1.7")
    summary = clean_folder(site, tmp_path / "out", SITE, jobs=1)
    assert list(summary.failures) == ["example.com/bad.txt"]
    assert "on 5 of 5 pages" in (tmp_path / "out/example.com/0.txt.edits.jsonl").read_text()


NAMES = Settings(select=("names",), kind="text")
SLIP = "Nobody said where Barak Obamah had gone.\n"


@pytest.fixture
def speaking(tmp_path: Path) -> Path:
    """Four pages of a site that speaks of somebody, one of them with a slip; and the same slip on another site."""
    folder = tmp_path / "in"
    (folder / "example.com").mkdir(parents=True)
    (folder / "other.org").mkdir()
    for number in range(3):
        path = folder / "example.com" / f"{number}.txt"
        path.write_text(f"Barack Obama stayed for {'x' * number} days, of which there is much to tell elsewhere.\n")
    for path in ("example.com/slip.txt", "other.org/slip.txt"):
        (folder / path).write_text(SLIP)
    return folder


def test_a_name_is_repaired_where_other_pages_of_the_site_have_it_right(speaking: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    clean_folder(speaking, one, NAMES, jobs=1)
    clean_folder(speaking, two, NAMES, jobs=2)
    assert contents(one) == contents(two)
    assert (one / "example.com/slip.txt.txt").read_text() == SLIP.replace("Barak Obamah", "Barack Obama")
    assert (one / "other.org/slip.txt.txt").read_text() == SLIP
    result = log.read(one / "example.com/slip.txt.edits.jsonl").result
    assert [edit.reason.partition("stands ")[2] for edit in result.edits] == ["on 3 other pages of this site"]
    assert result.restore_bytes() == SLIP.encode()


@pytest.mark.parametrize("values", [{"level": "careful"}, {"ignore": ("names",)}, {"lang": "de"}])
def test_the_site_is_not_asked_where_nobody_wants_it(speaking: Path, tmp_path: Path, values: dict[str, object]) -> None:
    clean_folder(speaking, tmp_path / "out", NAMES.with_values(values), jobs=1)
    assert (tmp_path / "out/example.com/slip.txt.txt").read_text() == SLIP


def test_only_the_page_that_asked_is_done_again_when_its_answer_changes(speaking: Path, tmp_path: Path) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    clean_folder(speaking, out, NAMES, jobs=1)
    (speaking / "example.com/new.txt").write_text("Of a mill that burnt down nothing was left but the walls.\n")
    assert clean_folder(speaking, out, NAMES, jobs=1).was_done == 5
    (speaking / "example.com/new.txt").write_text("Barack Obama came to see what was left of the mill.\n")
    assert clean_folder(speaking, out, NAMES, jobs=1).was_done == 4
    clean_folder(speaking, fresh, NAMES, jobs=2)
    assert contents(out) == contents(fresh)
    for number in range(2):
        (speaking / f"example.com/{number}.txt").write_text("He is not named any more.\n")
    clean_folder(speaking, out, NAMES, jobs=1)
    assert (out / "example.com/slip.txt.txt").read_text() == SLIP


def test_lines_of_the_site_play_no_part_where_only_its_names_are_wanted(site: Path, tmp_path: Path) -> None:
    form = "Whoever is told so has to fill in all that is asked for on this form.\n" * 2
    for path in (site / "example.com").iterdir():
        path.write_text(f"{path.name} was seen.\n{form}{FOOTER}")
    out, only_names = tmp_path / "out", Settings(ignore=("repeats/site",), kind="text")
    summary = clean_folder(site, out, Settings(kind="text"), jobs=1)
    assert (summary.flags, summary.removals) == (5, 0)
    summary = clean_folder(site, out, only_names, jobs=1)
    assert (summary.flags, summary.removals) == (0, 0)
    (site / "example.com/new.txt").write_text(f"A new page.\n{form}{FOOTER}")
    assert clean_folder(site, out, only_names, jobs=1).was_done == 6
