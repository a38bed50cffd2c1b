"""The first of the two times that a run goes through its files: see what stands on many pages of a site."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from dechaff import readers
from dechaff.batch import pool
from dechaff.batch.files import Job
from dechaff.config import Settings
from dechaff.errors import InputError
from dechaff.names import site as names_of_site
from dechaff.names.people import People
from dechaff.names.repair import MISSPELT
from dechaff.names.witness import Answers
from dechaff.readers.files import kind_of, read_file
from dechaff.repeats.count import Counting
from dechaff.repeats.site import LEAST_PAGES, hash_of_name, hash_of_site, hashes, site_of, site_of_document
from dechaff.repeats.table import Repeats
from dechaff.stages.repeats import SHARES, SITE_RULE

# What is done with what is seen: the rules and their kinds.
LINES, NAMES = (SITE_RULE, "other"), (MISSPELT, "name")


@dataclass(frozen=True, slots=True)
class Seen:
    """The lines and names of one page as numbers, each once, 8 bytes each; none of a file that cannot be read.

    `asked` are spellings of names that its own text does not settle, and who may be meant.
    """

    name: str = ""
    site: int = 0
    hashes: bytes = b""
    asked: dict[str, str] = field(default_factory=dict)


class Surveyor:
    """Reads one file after another. What is wrong with a file is told when it is cleaned."""

    def __init__(self, settings: Settings, people: People | None = None) -> None:
        self._settings = settings
        self._people = people or People.load(settings.names)

    def __call__(self, job: Job) -> Seen:
        settings = self._settings
        try:
            data = read_file(job.path, settings.max_bytes)
            kind = kind_of(job.path) if settings.kind == "auto" else settings.kind
            document = readers.read(data, kind=kind, url=settings.url, lang=settings.lang, name=job.name)
        except (InputError, OSError, MemoryError, ValueError, RecursionError):
            return Seen()
        site = site_of_document(document)
        number = hash_of_site(site)
        found = hashes(document, site)
        asked: dict[str, str] = {}
        if settings.wants(*NAMES):
            names, asked = names_of_site.told(document.text, self._people, document.source.lang)
            found += [hash_of_name(number, name) for name in names]
        numbers = np.unique(np.array(found, dtype=np.uint64))
        return Seen(job.name, number, numbers[numbers > 0].tobytes(), asked)


def survey(jobs: Sequence[Job], settings: Settings, people: People, count: int) -> Repeats | None:
    """Count the lines and names of all files, in `count` processes; None where nothing asks for it."""
    wanted = settings.level in SHARES and (settings.wants(*LINES) or settings.wants(*NAMES))
    jobs = _of_sites(jobs, settings.url) if wanted else ()
    if not jobs:
        return None
    count = min(count, len(jobs))
    pages_that_ask: list[Seen] = []
    with Counting() as counting:
        pages = (
            pool.work(jobs, partial(Surveyor, settings), count, None)
            if count > 1
            else map(Surveyor(settings, people), jobs)
        )
        for seen in pages:
            if isinstance(seen, Seen) and seen.hashes:
                counting.add(seen.site, seen.hashes)
                if seen.asked:
                    pages_that_ask.append(replace(seen, hashes=b""))
        repeats = counting.repeats()
    answers = ((seen.name, _answer(seen, repeats)) for seen in pages_that_ask)
    told = {name: answer for name, answer in answers if answer.vouched}
    return repeats.settled(told, lines=settings.wants(*LINES))


def _of_sites(jobs: Sequence[Job], url: str | None) -> list[Job]:
    """The files of sites that have enough of them to tell anything."""
    sites = [site_of(job.name, url) for job in jobs]
    pages = Counter(sites)
    return [job for job, site in zip(jobs, sites, strict=True) if pages[site] >= LEAST_PAGES]


def _answer(seen: Seen, repeats: Repeats) -> Answers:
    return names_of_site.answer(seen.asked, partial(repeats.pages_with, seen.site), repeats.pages.get(seen.site, 0))
