"""Where the files of a run stand in the output folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dechaff.readers.files import below

CLEAN, DIFF, METADATA, LOG = ".txt", ".diff", ".meta.json", ".edits.jsonl"
RUN, REPORT = "run.json", "report.html"


@dataclass(frozen=True, slots=True)
class Places:
    """The files that belong to one source; the first two are read only together with `log`, `metadata` is optional."""

    clean: Path
    diff: Path
    metadata: Path
    log: Path

    def __iter__(self) -> Iterator[Path]:
        """All of them, in the order in which they are written: the log seals the others."""
        return iter((self.clean, self.diff, self.metadata, self.log))


def of_source(out: Path, name: str) -> Places:
    """The places for a source called `name`, relative to the input folder.

    >>> of_source(Path("out"), "a/b.html").log.as_posix()
    'out/a/b.html.edits.jsonl'
    """
    base = out / name
    return Places(*(base.with_name(base.name + ending) for ending in (CLEAN, DIFF, METADATA, LOG)))


def of_log(log: Path) -> Places:
    """The places that belong to a log."""
    return of_source(log.parent, log.name.removesuffix(LOG))


def name_of(log: Path, out: Path) -> str:
    """The name of the source that a log in the folder `out` speaks of.

    >>> name_of(Path("out/a/b.html.edits.jsonl"), Path("out"))
    'a/b.html'
    """
    return log.relative_to(out).as_posix().removesuffix(LOG)


def logs(out: Path) -> list[Path]:
    """All logs in a folder and below it, in the order of their names. Raises InputError."""
    return sorted((path for path in below(out, LOG) if path.is_file()), key=lambda path: path.parts)
