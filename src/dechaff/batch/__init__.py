"""Clean folders: many files, several processes, never twice the same work, one bad file never stops the others."""

import os
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from dechaff.batch import pool
from dechaff.batch.files import Found, Job, find
from dechaff.batch.survey import survey
from dechaff.batch.work import Done, Failed, Outcome, Plan, Worker, fingerprint
from dechaff.config import Settings
from dechaff.errors import OutputError, reason_of, shown
from dechaff.pipeline import Cleaner
from dechaff.writers import atomic, log, places, report, run

__all__ = ["Failed", "StoppedError", "Summary", "clean_folder", "examine"]

Progress = Callable[[int, int], None]


class StoppedError(OutputError):
    """Somebody pressed Ctrl-C; what is done is done, and the next run goes on from there."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. `was_done` of the cleaned files had been cleaned by an earlier run."""

    found: int
    cleaned: int
    was_done: int
    changed: int
    removals: int
    repairs: int
    flags: int
    hidden: int = 0
    seen_twice: int = 0
    failures: dict[str, str] = field(default_factory=dict)


def clean_folder(  # noqa: PLR0913, PLR0917
    src: str | Path | Sequence[str | Path],
    out: str | Path,
    settings: Settings | None = None,
    jobs: int | None = None,
    fresh: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Clean a folder, a file, or several of them into the folder `out`; files that are done already are skipped.

    `jobs` is the number of processes (all processors if not given), `fresh` does everything again and overwrites,
    `progress` is called with the number of files done and of all. Raises OutputError where `out` cannot be used,
    InputError where a source is missing, StoppedError on Ctrl-C; files that cannot be cleaned are in `failures`.

    >>> import tempfile, pathlib
    >>> place = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (place / "in").mkdir(), (place / "in" / "a.txt").write_text("Grain.\\n\\nLeave a Reply\\n")
    >>> clean_folder(place / "in", place / "out").cleaned
    1
    >>> (place / "out" / "a.txt.txt").read_text()
    'Grain.\\n'
    """
    sources = [Path(src)] if isinstance(src, str | Path) else [Path(source) for source in src]
    folder = Path(out)
    found = find(sources, folder)
    _prepare(folder, fresh)
    cleaner = Cleaner(settings)
    plan = Plan(cleaner.settings, fingerprint(cleaner), folder, fresh)
    totals = _totals(found, plan.fingerprint)
    was_done = 0
    done: list[str] = []
    outcomes = _outcomes(found.jobs, plan, cleaner, jobs)  # begins when it is asked for the first
    try:
        atomic.write(folder / places.RUN, run.write(totals))  # whatever ends the run, this says that it did not end
        for number, outcome in enumerate(outcomes, 1):
            was_done += _count(outcome, totals)
            if isinstance(outcome, Done):
                done.append(outcome.name)
            if progress is not None:
                progress(number, len(found.jobs))
        _sum_up(folder, totals, done)
    except KeyboardInterrupt as error:
        outcomes.close()
        atomic.write(folder / places.RUN, run.write(totals))
        raise StoppedError(
            f"stopped; {len(done)} of {len(found.jobs)} files are done; run the same command again to go on"
        ) from error
    return _summary(totals, was_done)


def examine(
    src: Sequence[str | Path], settings: Settings | None = None, jobs: int | None = None
) -> tuple[list[Done], Summary]:
    """Clean without writing anything: what would be done to each file, sorted by name, and the sums."""
    found = find([Path(source) for source in src])
    cleaner = Cleaner(settings)
    plan = Plan(cleaner.settings, fingerprint(cleaner))
    totals = _totals(found, plan.fingerprint)
    done: list[Done] = []
    for outcome in _outcomes(found.jobs, plan, cleaner, jobs):
        _count(outcome, totals)
        if isinstance(outcome, Done):
            done.append(outcome)
    return sorted(done, key=lambda one: one.name.split("/")), _summary(totals, 0)


def rebuild(folder: Path) -> Summary:
    """Write run.json and report.html again from the logs in an output folder. Raises InputError, OutputError."""
    totals = run.read_frame(folder / places.RUN)
    report.refuse_foreign(folder / places.REPORT)
    names = []
    for path in places.logs(folder):
        header = log.read_header(path)
        names.append(places.name_of(path, folder))
        totals.fingerprint = totals.fingerprint or header.fingerprint
        totals.failures.pop(names[-1], None)
        totals.add(header)
    totals.found = max(totals.found, totals.files + len(totals.failures))
    _sum_up(folder, totals, names)
    return _summary(totals, 0)


def _prepare(folder: Path, fresh: bool) -> None:
    """Make the output folder and see that it can be written to and that what stands there is ours."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{shown(folder)}: cannot be used as output folder ({reason_of(error)})") from error
    probe = folder / places.RUN
    if not fresh:
        run.read_frame(probe)
        report.refuse_foreign(folder / places.REPORT)
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{shown(folder)}: cannot be written to; check its permissions, or choose another place")


def _totals(found: Found, print_: str) -> run.Totals:
    totals = run.Totals(
        fingerprint=print_,
        found=len(found.jobs) + len(found.failures),
        hidden=found.hidden,
        seen_twice=found.seen_twice,
    )
    for name, reason in found.failures.items():
        totals.fail(name, reason)
    return totals


def _count(outcome: Outcome, totals: run.Totals) -> bool:
    """Count one file; whether an earlier run had done it."""
    if isinstance(outcome, Failed):
        totals.fail(outcome.name, outcome.reason)
        return False
    totals.add(outcome.header)
    return outcome.was_done


def _outcomes(found: Sequence[Job], plan: Plan, cleaner: Cleaner, count: int | None) -> Generator[Outcome]:
    count = min(count or os.cpu_count() or 1, len(found))
    plan = replace(plan, repeats=survey(found, cleaner.settings, cleaner.resources.people, count))
    if count > 1:
        yield from pool.work(found, partial(Worker, plan), count, plan.out)
    else:
        yield from map(Worker(plan, cleaner), found)


def _sum_up(folder: Path, totals: run.Totals, names: Sequence[str]) -> None:
    ordered = sorted(names, key=lambda name: name.split("/"))
    page = report.build(((name, places.of_source(folder, name).log) for name in ordered), totals)
    atomic.write(folder / places.REPORT, page)
    atomic.write(folder / places.RUN, run.write(totals))


def _summary(totals: run.Totals, was_done: int) -> Summary:
    return Summary(
        found=totals.found,
        cleaned=totals.files,
        was_done=was_done,
        changed=totals.changed,
        removals=totals.removals,
        repairs=totals.repairs,
        flags=totals.flags,
        hidden=totals.hidden,
        seen_twice=totals.seen_twice,
        failures=dict(sorted(totals.failures.items())),
    )
