"""Which files a run cleans, what each is called in the output, and whether the output folder may be used."""

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dechaff.errors import InputError, OutputError, reason_of, shown
from dechaff.writers import places

# What file systems take for one name, in bytes.
LONGEST_NAME = 255


@dataclass(frozen=True, slots=True)
class Job:
    """One file to clean. `name` is what its outputs are called by: its path from the top of the input folder."""

    path: Path
    name: str


@dataclass(slots=True)
class Found:
    """What stands in the input: files to clean, files that cannot be, and what was left out on purpose.

    Names that begin with a dot are hidden and left out. A folder that links lead to a second time is left out too.
    """

    jobs: list[Job] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)
    hidden: int = 0
    seen_twice: int = 0


@dataclass(frozen=True, slots=True)
class _Folder:
    path: Path
    name: str  # how its files' names begin, with a slash at the end unless it is the top


def find(sources: Sequence[Path], out: Path | None = None) -> Found:
    """Find the files below `sources`, sorted by name. The files of a single folder are named from its top.

    Of several sources, each keeps its last name. Raises InputError for a missing one or two of the same name, and
    OutputError where the output folder would stand in the input or around it.
    """
    for source in sources:
        _refuse_missing(source)
        if out is not None:
            refuse_overlap(source, out)
    found = Found()
    tops = [_Folder(source, "" if len(sources) == 1 else source.resolve().name + "/") for source in sources]
    _refuse_same_names(sources)
    _walk([top for top in tops if top.path.is_dir()], found, out)
    found.jobs += [Job(top.path, top.path.name) for top in tops if not top.path.is_dir()]
    found.jobs.sort(key=lambda job: job.name.split("/"))
    if out is not None:
        _refuse_blocked(found)
    return found


def _refuse_missing(source: Path) -> None:
    try:
        source.stat()
    except OSError as error:
        raise InputError(f"{shown(source)}: cannot be read ({reason_of(error)}); check the name") from error


def _refuse_same_names(sources: Sequence[Path]) -> None:
    names = Counter(source.resolve().name if source.is_dir() else source.name for source in sources)
    name, count = names.most_common(1)[0]
    if count > 1:
        raise InputError(
            f'{count} of the inputs are called "{shown(name)}", so their outputs would be one; clean them one by one'
        )


def refuse_overlap(source: Path, out: Path) -> None:
    """Raise OutputError where one of the two folders stands in the other, by whatever links."""
    folder = (source if source.is_dir() else source.parent).resolve()
    place = _resolved(out)
    if source.is_dir() and (place == folder or folder in place.parents):
        raise OutputError(
            f"{shown(out)}: stands inside the input folder {shown(source)}, which is never written to; "
            "choose another output folder"
        )
    if place in folder.parents or place == folder:
        raise OutputError(f"{shown(out)}: holds the input {shown(source)}; choose another output folder")


def _resolved(out: Path) -> Path:
    try:
        return out.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: before Python 3.13, links that lead to themselves
        raise OutputError(f"{shown(out)}: cannot be used as output folder (links lead in a circle)") from error


def _walk(tops: list[_Folder], found: Found, out: Path | None) -> None:
    """Collect the files: first all real folders, then those behind links, so that each is read under its own name."""
    seen: set[tuple[int, int]] = set()
    queue, links = list(reversed(tops)), list[_Folder]()
    while queue or links:
        folder = queue.pop() if queue else links.pop(0)
        inner: list[_Folder] = []
        for entry in _entries(folder, seen, found, out):
            child = _Folder(folder.path / entry.name, f"{folder.name}{entry.name}/")
            if entry.name.startswith("."):
                found.hidden += 1
            elif _is_folder(entry):
                (links if entry.is_symlink() else inner).append(child)
            else:
                _collect(child.path, folder.name + entry.name, found)
        queue += reversed(inner)


def _entries(folder: _Folder, seen: set[tuple[int, int]], found: Found, out: Path | None) -> list[os.DirEntry[str]]:
    """What stands in a folder, sorted by name; nothing where it cannot be read or was seen before."""
    try:
        if out is not None and folder.path.is_symlink():
            refuse_overlap(folder.path, out)
        status = folder.path.stat()
        if (status.st_dev, status.st_ino) in seen:
            found.seen_twice += 1
            return []
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder.path) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        name = folder.name or shown(folder.path)
        found.failures[folder.name or "."] = f"{shown(name)}: the folder cannot be read ({reason_of(error)})"
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one; what cannot be asked is none, and `_collect` says why."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _collect(path: Path, name: str, found: Found) -> None:
    """Take a file in, unless opening it could wait for ever or it leads nowhere."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        found.failures[name] = f"{shown(name)}: cannot be read ({reason_of(error)})"
        return
    if stat.S_ISREG(mode):
        found.jobs.append(Job(path, name))
    else:
        found.failures[name] = f"{shown(name)}: is not a regular file, so it is not read"


def _refuse_blocked(found: Found) -> None:
    """Fail files whose output has the name of a folder that another file's output needs, or one that is too long."""
    folders = {name for job in found.jobs for name in _folders_of(job.name)}
    endings = (places.CLEAN, places.DIFF, places.LOG)
    longest = LONGEST_NAME - max(map(len, endings))
    jobs: list[Job] = []
    for job in found.jobs:
        if any(job.name + ending in folders for ending in endings):
            reason = "its output would have the name of a folder of the input; rename one of the two"
        elif len(os.fsencode(job.name.rsplit("/", 1)[-1])) > longest:
            reason = f"its output would have too long a name; give it one of at most {longest} bytes"
        else:
            jobs.append(job)
            continue
        found.failures[job.name] = f"{shown(job.name)}: {reason}"
    found.jobs = jobs


def _folders_of(name: str) -> Iterator[str]:
    """The folders above a name, from the top.

    >>> list(_folders_of("a/b/c.txt"))
    ['a', 'a/b']
    """
    parts = name.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts)))
