"""dechaff clean: files, folders, standard input."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dechaff.cli.options import CLEANING, settings_from, settings_options
from dechaff.cli.output import FAILED, FOUND, complain, counted, put, show, tell
from dechaff.config import Settings
from dechaff.errors import InputError, shown

if TYPE_CHECKING:
    from dechaff.batch import Progress, Summary
    from dechaff.result import Result

STDIN = "-"
MAX_SHOWN = 20  # failures on the terminal; run.json has them all


@click.command("clean")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("-o", "--out", metavar="OUT", help="The folder to write to; it is made if needed.")
@settings_options(*CLEANING, "metadata")
@click.option("--diff", "shows_diff", is_flag=True, help="Print the diff instead of the clean text.")
@click.option("--check", "only_checks", is_flag=True, help="Write nothing; list the files that would change.")
@click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(min=1), help="How many processes.  [default: one a processor]"
)
@click.option("--fresh", is_flag=True, help="Do files again that are done, and overwrite what stands in the way.")
def command(  # noqa: PLR0913, PLR0917
    paths: tuple[str, ...],
    out: str | None,
    shows_diff: bool,
    only_checks: bool,
    jobs: int | None,
    fresh: bool,
    **flags: object,
) -> None:
    """Clean files and folders.

    One file, or - for standard input, is printed. Several files or a folder go to the folder OUT, each with its clean
    text, its diff and its edit log, next to run.json and report.html; what is done already is skipped.
    """
    settings = settings_from(flags)
    if STDIN in paths and (len(paths) > 1 or out is not None):
        raise InputError("Standard input (-) is cleaned alone and printed; leave out -o and the other paths.")
    if only_checks:
        _check(paths, settings, jobs)
    elif out is not None:
        _to_folder(paths, out, settings, jobs, fresh)
    else:
        _print(paths, settings, shows_diff)


def _print(paths: tuple[str, ...], settings: Settings, shows_diff: bool) -> None:
    from dechaff.writers import diff, metadata, text

    if len(paths) > 1:
        raise InputError("Several inputs need a folder to write to; give it with -o OUT.")
    if paths[0] != STDIN and Path(paths[0]).is_dir():
        raise InputError(f"{shown(paths[0])}: is a folder, which needs one to write to; give it with -o OUT.")
    result = clean_one(paths[0], settings)
    put(text.encode(diff.unified(result, paths[0]) if shows_diff else result.text))
    if settings.metadata:
        tell(metadata.write(result).decode("ascii").rstrip())


def clean_one(path: str, settings: Settings) -> "Result":
    """Clean one file or standard input. Raises InputError."""
    from dechaff.pipeline import Cleaner
    from dechaff.readers.files import kind_of, read_file

    if path == STDIN:
        data, kind = read_stdin(settings.max_bytes), settings.kind
    else:
        data = read_file(Path(path), settings.max_bytes)
        kind = kind_of(Path(path)) if settings.kind == "auto" else settings.kind
    return Cleaner(settings).clean(data, kind=kind, name=path)


def read_stdin(max_bytes: int) -> bytes:
    """Standard input, by way of a file, so that it is unpacked and looked at as any other. Raises InputError."""
    from dechaff.readers.files import read_file

    if sys.stdin is None:
        raise InputError("standard input is closed; give it a file with <, or name one")
    with tempfile.TemporaryDirectory(prefix="dechaff-") as folder:
        file = Path(folder, "stdin")
        file.write_bytes(sys.stdin.buffer.read(max_bytes + 1))
        try:
            return read_file(file, max_bytes)
        except InputError as error:
            raise InputError(str(error).replace(shown(file), "standard input")) from error


def _check(paths: tuple[str, ...], settings: Settings, jobs: int | None) -> None:
    """List the files that would change, with counts."""
    if paths == (STDIN,):
        edits = clean_one(STDIN, settings).edits
        removals = sum(not edit.new for edit in edits)
        if edits:
            show(_changes(STDIN, removals, len(edits) - removals))
        sys.exit(FOUND if edits else 0)
    from dechaff.batch import examine

    done, summary = examine(paths, settings, jobs)
    for file in done:
        if file.header.removals or file.header.repairs:
            show(_changes(file.name, file.header.removals, file.header.repairs))
    _complain_of(summary)
    sys.exit(FAILED if summary.failures else FOUND if summary.changed else 0)


def _changes(name: str, removals: int, repairs: int) -> str:
    return f"{shown(name)}: {counted(removals, 'removal')}, {counted(repairs, 'repair')}"


def _to_folder(paths: tuple[str, ...], out: str, settings: Settings, jobs: int | None, fresh: bool) -> None:
    from dechaff.batch import clean_folder

    with _progress() as progress:
        summary = clean_folder(paths, out, settings, jobs=jobs, fresh=fresh, progress=progress)
    _complain_of(summary)
    tell(sentence(summary))
    tell(f"The report is {shown(Path(out, 'report.html'))}")
    if summary.failures:
        sys.exit(FAILED)


@contextmanager
def _progress() -> "Iterator[Progress | None]":
    """A progress bar on stderr, if that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Cleaning"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _complain_of(summary: "Summary") -> None:
    reasons = list(summary.failures.values())
    for reason in reasons[:MAX_SHOWN]:
        complain(reason)
    if len(reasons) > MAX_SHOWN:
        complain(f"and {counted(len(reasons) - MAX_SHOWN, 'more file')} that could not be cleaned")


def sentence(summary: "Summary") -> str:
    """A run in one line.

    >>> from dechaff.batch import Summary
    >>> sentence(Summary(found=3, cleaned=2, was_done=1, changed=2, removals=5, repairs=1, flags=0, failures={"a": ""}))
    '3 files: 2 cleaned (1 of them by an earlier run), 1 failed; 5 removals, 1 repair, 0 flags'
    """
    earlier = f" ({summary.was_done:,} of them by an earlier run)" if summary.was_done else ""
    parts = [f"{summary.cleaned:,} cleaned{earlier}"]
    if summary.failures:
        parts.append(f"{len(summary.failures):,} failed")
    if summary.hidden:
        parts.append(f"{summary.hidden:,} hidden and left out")
    if summary.seen_twice:
        parts.append(f"{counted(summary.seen_twice, 'linked folder')} seen already")
    counts = [counted(summary.removals, "removal"), counted(summary.repairs, "repair"), counted(summary.flags, "flag")]
    return f"{counted(summary.found, 'file')}: {', '.join(parts)}; {', '.join(counts)}"
