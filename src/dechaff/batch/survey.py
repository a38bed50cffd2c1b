"""The first of the two times that a run goes through its files: see which lines stand on many pages of a site."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from dechaff import readers
from dechaff.batch import pool
from dechaff.batch.files import Job
from dechaff.config import Settings
from dechaff.errors import InputError
from dechaff.readers.files import kind_of, read_file
from dechaff.repeats.count import Counting
from dechaff.repeats.site import LEAST_PAGES, hash_of_site, hashes, site_of_document
from dechaff.repeats.table import Repeats
from dechaff.stages.repeats import SHARES, SITE_RULE


@dataclass(frozen=True, slots=True)
class Seen:
    """The lines of one page as numbers, each once, 8 bytes each; none of a file that cannot be read."""

    site: int = 0
    hashes: bytes = b""


class Surveyor:
    """Reads one file after another. What is wrong with a file is told when it is cleaned."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, job: Job) -> Seen:
        settings = self._settings
        try:
            data = read_file(job.path, settings.max_bytes)
            kind = kind_of(job.path) if settings.kind == "auto" else settings.kind
            document = readers.read(data, kind=kind, url=settings.url, lang=settings.lang, name=job.name)
        except (InputError, OSError, MemoryError, ValueError, RecursionError):
            return Seen()
        site = site_of_document(document)
        numbers = np.unique(np.array(hashes(document, site), dtype=np.uint64))
        return Seen(hash_of_site(site), numbers[numbers > 0].tobytes())


def survey(jobs: Sequence[Job], settings: Settings, count: int) -> Repeats | None:
    """Count the lines of all files, in `count` processes; None where nothing asks for it."""
    wanted = settings.level in SHARES and settings.wants(SITE_RULE, "other")
    if not wanted or len(jobs) < LEAST_PAGES:
        return None
    with Counting() as counting:
        start = partial(Surveyor, settings)
        for seen in pool.work(jobs, start, count, None) if count > 1 else map(start(), jobs):
            if isinstance(seen, Seen) and seen.hashes:
                counting.add(seen.site, seen.hashes)
        return counting.repeats()
