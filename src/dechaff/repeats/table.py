"""What was counted: look up on how many pages of its site a line stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from dechaff.model import Document
from dechaff.repeats.site import hash_of_site, hashes, site_of_document

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Repeated:
    """What is known of the lines of one document: for each, on how many pages of the site it stands; 0 if on few."""

    counts: Sequence[int]
    pages: int

    @property
    def digest(self) -> str:
        """Changes when anything in it does; empty where no line is repeated."""
        if not any(self.counts):
            return ""
        return sha256(repr((self.pages, tuple(self.counts))).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Repeats:
    """The repeated lines of all sites: hashes, sorted, with their counts; and how many pages each site has.

    Copies of one story are one page.
    """

    hashes: Hashes
    counts: npt.NDArray[np.int32]
    pages: dict[int, int]

    def of(self, document: Document) -> Repeated | None:
        """What is known of a document's lines; None where its site has no repeated line."""
        if not len(self.hashes):
            return None
        site = site_of_document(document)
        numbers = np.array(hashes(document, site), dtype=np.uint64)
        place = np.minimum(np.searchsorted(self.hashes, numbers), len(self.hashes) - 1)
        counts = np.where(self.hashes[place] == numbers, self.counts[place], 0)
        return Repeated(counts.tolist(), self.pages.get(hash_of_site(site), 0))
