"""Clean one file of a run: read, clean, write; or see that an earlier run has done it."""

import json
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from dechaff import readers
from dechaff.batch.files import Job
from dechaff.config import Settings
from dechaff.errors import MISTAKES, InputError, OutputError, reason_of, shown
from dechaff.model import Document
from dechaff.pipeline import Cleaner, run
from dechaff.readers.files import kind_of, read_file
from dechaff.repeats.table import Repeats
from dechaff.version import VERSION
from dechaff.writers import atomic, diff, log, metadata, places, text
from dechaff.writers.log import Header, Seal


@dataclass(frozen=True, slots=True)
class Plan:
    """What a worker has to know: how to clean, and where to write; without `out`, nothing is written.

    `repeats` is what was counted over all files of the run.
    """

    settings: Settings
    fingerprint: str
    out: Path | None = None
    fresh: bool = False
    repeats: Repeats | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A file that is clean; `was_done` if an earlier run had cleaned it."""

    name: str
    header: Header
    was_done: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be cleaned, and the sentence that says why."""

    name: str
    reason: str


Outcome = Done | Failed


def fingerprint(cleaner: Cleaner) -> str:
    """A hash of all that the output depends on besides the input: settings, rules, people, version."""
    values = asdict(cleaner.settings)
    del values["rules"], values["names"], values["max_bytes"]  # where files stand does not matter, what they say does
    parts = [VERSION, cleaner.resources.rules.fingerprint, cleaner.resources.people.fingerprint, values]
    return sha256(json.dumps(parts, sort_keys=True).encode("ascii")).hexdigest()[:16]


class Worker:
    """Cleans one file after another by a plan. Raises StorageError where the output folder takes no more files."""

    def __init__(self, plan: Plan, cleaner: Cleaner | None = None) -> None:
        self._plan = plan
        cleaner = cleaner or Cleaner(plan.settings)
        self._resources = replace(cleaner.resources, repeats=plan.repeats)

    def __call__(self, job: Job) -> Outcome:
        try:
            return self._clean(job)
        except atomic.StorageError:
            raise
        except (InputError, OutputError) as error:
            return Failed(job.name, self._told(error, job))
        except OSError as error:  # such as a path that is longer than the system takes
            return Failed(job.name, f"{shown(job.name)}: cannot be cleaned ({reason_of(error)})")
        except MemoryError:
            return Failed(job.name, f"{shown(job.name)}: needs more memory than there is")
        except MISTAKES as error:
            message = f"{type(error).__name__}: {error}".replace(str(job.path), job.name)
            return Failed(job.name, f"{shown(job.name)}: a mistake in dechaff stopped it ({message}); please report it")

    def _told(self, error: InputError | OutputError, job: Job) -> str:
        """The sentence with names from the top of the run's folders: the same wherever these stand."""
        told = str(error).replace(shown(job.path), shown(job.name))
        return told if self._plan.out is None else told.replace(f"{shown(self._plan.out)}/", "")

    def _clean(self, job: Job) -> Outcome:
        settings = self._plan.settings
        data = read_file(job.path, settings.max_bytes)
        seal = Seal(log.sha256(data), self._plan.fingerprint)
        document: Document | None = None
        if self._plan.repeats:
            document = self._read(data, job)
            repeated = self._plan.repeats.of(document)
            seal = replace(seal, repeats=repeated.digest if repeated else "")
        earlier = self._earlier(job, seal)
        if earlier is not None:
            return Done(job.name, earlier, was_done=True)
        result = run(document or self._read(data, job), self._resources)
        header = log.header_of(result, job.name, seal, len(data))
        if self._plan.out is not None:
            where = places.of_source(self._plan.out, job.name)
            clean = text.encode(result.text)
            if not self._plan.fresh:
                _refuse_foreign(where, clean, settings.metadata)
            atomic.write(where.clean, clean)
            atomic.write(where.diff, text.encode(diff.unified(result, job.name)))
            if settings.metadata:
                atomic.write(where.metadata, metadata.write(result))
            atomic.write(where.log, log.write(result, header))
        return Done(job.name, header)

    def _read(self, data: bytes, job: Job) -> Document:
        settings = self._plan.settings
        kind = kind_of(job.path) if settings.kind == "auto" else settings.kind
        return readers.read(data, kind=kind, url=settings.url, lang=settings.lang, name=job.name)

    def _earlier(self, job: Job, seal: Seal) -> Header | None:
        """The header of an earlier run's log, if that run cleaned the same bytes in the same way and all is there."""
        if self._plan.out is None or self._plan.fresh:
            return None
        where = places.of_source(self._plan.out, job.name)
        written = [where.log, where.diff, *([where.metadata] if self._plan.settings.metadata else [])]
        if not all(path.is_file() for path in written):
            return None
        header = _header(where.log)
        if header is None or header.seal != seal or header.name != job.name:
            return None
        return header if _hash(where.clean) == header.clean_sha256 else None


def _header(path: Path) -> Header | None:
    """The header of a log; None where there is no log of ours."""
    try:
        return log.read_header(path)
    except InputError:
        return None


def _hash(path: Path) -> str | None:
    try:
        return log.sha256(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{shown(path)}: is in the way and cannot be read ({reason_of(error)})") from error


def _refuse_foreign(where: places.Places, clean: bytes, writes_metadata: bool) -> None:
    """Raise OutputError where a file stands that no run of ours left there, unless it is what we would write.

    A run that was killed between two files of one source leaves just that: its own text without the log.
    """
    header = _header(where.log)
    found = _hash(where.clean)
    if found is not None and found != log.sha256(clean) and (header is None or found != header.clean_sha256):
        raise OutputError(
            f"{shown(where.clean)}: was not written by dechaff, or was changed since; move it away, or use --fresh"
        )
    if writes_metadata and header is None and found is None and where.metadata.exists():
        raise OutputError(f"{shown(where.metadata)}: was not written by dechaff; move it away, or use --fresh")
    if header is None and where.log.exists():
        try:
            log.read_header(where.log)
        except InputError as error:
            raise OutputError(f"{error}; move it away, or use --fresh") from error
