"""Count on how many pages of its site each line and name stands, in bounded memory, whatever the order of the pages.

The hashes of all pages are spooled to a temporary file, and counted in portions of what they begin with: ten million
lines take 80 MB on the disk and less than 64 MB of memory. Copies of one story count as one page, or the story itself
would be taken for what the site prints on every page.
"""

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from dechaff.repeats.site import LEAST_PAGES, NAME, PROSE
from dechaff.repeats.table import Hashes, Repeats

# What stands on more than this share of a site's pages is of the site, not of a story.
OF_SITE = 0.8
# A page of which less than this share of the lines is its own differs from a copy by no more than a date.
OWN_SHARE = 0.2
# How many hashes are counted at once: 16 bytes each, and as much again to sort them.
PORTION = 1 << 20


_Counts = npt.NDArray[np.int64]


class Counting:
    """Takes in the pages, one after another, in any order."""

    def __init__(self) -> None:
        self._spool = tempfile.TemporaryFile(prefix="dechaff-")  # noqa: SIM115
        self._sites: list[int] = []
        self._sizes: list[int] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._spool.close()

    def add(self, site: int, hashes: bytes) -> None:
        """Take a page in: its site, and the hashes of its lines and names, each once, 8 bytes each."""
        self._sites.append(site)
        self._sizes.append(len(hashes) // 8)
        self._spool.write(hashes)

    def repeats(self) -> Repeats:
        """What stands on at least LEAST_PAGES pages of one site that are not copies of each other."""
        sites = np.array(self._sites, dtype=np.uint64)
        sizes = np.array(self._sizes, dtype=np.int64)
        _, site_of_page, counted = np.unique(sites, return_inverse=True, return_counts=True)
        pages = counted.astype(np.int64)
        common, on_pages = self._common(sizes)
        stories = np.zeros(len(sizes), dtype=np.uint64)
        for first, last, numbers, page in self._portions(sizes):
            stories[first:last] = _stories(numbers, page - first, common, on_pages, pages[site_of_page[first:last]])
        told = np.unique(np.stack((sites, stories), axis=1), axis=0) if len(sites) else np.zeros((0, 2), np.uint64)
        of_sites, number_of_stories = np.unique(told[:, 0], return_counts=True)
        keys, counts = self._stories_of(common, sizes, stories)
        return Repeats(keys, counts, dict(zip(of_sites.tolist(), number_of_stories.tolist(), strict=True)))

    def _portions(self, sizes: _Counts) -> Iterator[tuple[int, int, Hashes, _Counts]]:
        """The spooled hashes some pages at a time: the first page, the one behind the last, hashes, their pages."""
        self._spool.seek(0)
        first = 0
        while first < len(sizes):
            upto = int(np.searchsorted(np.cumsum(sizes[first:]), PORTION, side="right"))
            last = min(first + max(upto, 1), len(sizes))
            number = int(sizes[first:last].sum())
            hashes = np.frombuffer(self._spool.read(8 * number), dtype=np.uint64)
            yield first, last, hashes, np.repeat(np.arange(first, last), sizes[first:last])
            first = last

    def _common(self, sizes: _Counts) -> tuple[Hashes, _Counts]:
        """The hashes that stand on at least LEAST_PAGES pages, sorted, and on how many."""
        found: list[Hashes] = []
        counts: list[_Counts] = []
        parts = int(sizes.sum()) // PORTION + 1
        for part in range(parts):
            mine = [hashes[hashes % np.uint64(parts) == part] for _, _, hashes, _ in self._portions(sizes)]
            numbers, times = np.unique(np.concatenate([*mine, np.zeros(0, np.uint64)]), return_counts=True)
            found.append(numbers[times >= LEAST_PAGES])
            counts.append(times[times >= LEAST_PAGES])
        numbers, times = np.concatenate(found), np.concatenate(counts)
        order = np.argsort(numbers)
        return numbers[order], times[order]

    def _stories_of(self, common: Hashes, sizes: _Counts, stories: Hashes) -> tuple[Hashes, npt.NDArray[np.int32]]:
        """The common hashes that stand in at least LEAST_PAGES stories, sorted, and in how many."""
        found: list[Hashes] = []
        counts: list[_Counts] = []
        parts = int(sizes.sum()) // PORTION + 1
        for part in range(parts):
            pairs = []
            for _, _, hashes, page in self._portions(sizes):
                mine = (hashes % np.uint64(parts) == part) & is_in(hashes, common)
                pairs.append(np.stack((hashes[mine], stories[page[mine]]), axis=1))
            if pairs:
                once = np.unique(np.concatenate(pairs), axis=0)
                numbers, times = np.unique(once[:, 0], return_counts=True)
                found.append(numbers[times >= LEAST_PAGES])
                counts.append(times[times >= LEAST_PAGES])
        if not found:
            return np.zeros(0, np.uint64), np.zeros(0, np.int32)
        numbers, times = np.concatenate(found), np.concatenate(counts)
        order = np.argsort(numbers)
        return numbers[order], times[order].astype(np.int32)


def is_in(hashes: Hashes, known: Hashes) -> npt.NDArray[np.bool_]:
    """Which of the hashes are in `known`, which is sorted."""
    if not len(known):
        return np.zeros(len(hashes), dtype=np.bool_)
    place = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.asarray(known[place] == hashes)


def _stories(hashes: Hashes, page: _Counts, common: Hashes, on_pages: _Counts, pages: _Counts) -> Hashes:
    """A number for the story of each page: the least hash of its own prose (min-hash, Broder 1997).

    Copies of a story have the same number, even if a few of their lines differ. What most of the site has says nothing
    of a story, unless a page has hardly anything else.
    """
    count = len(pages)
    is_line = (hashes & np.uint64(NAME)) == 0
    hashes, page = hashes[is_line], page[is_line]
    times = np.ones(len(hashes), dtype=np.int64)
    known = is_in(hashes, common)
    times[known] = on_pages[np.searchsorted(common, hashes[known])]
    own = times <= np.maximum(OF_SITE * pages[page], 1)
    lines, own_lines = np.bincount(page, minlength=count), np.bincount(page[own], minlength=count)
    own |= (own_lines < OWN_SHARE * lines)[page]
    stories = np.zeros(count, dtype=np.uint64)
    is_prose = hashes >= np.uint64(PROSE)
    for told in (own & ~is_prose, own & is_prose):  # prose, where there is any, overrules
        least = np.full(count, np.iinfo(np.uint64).max, dtype=np.uint64)
        np.minimum.at(least, page[told], hashes[told])
        stories = np.where(np.bincount(page[told], minlength=count) > 0, least, stories)
    return stories
