"""What was counted: look up on how many pages of its site a line stands, or a name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from dechaff.model import Document
from dechaff.names.witness import Answers
from dechaff.repeats.site import NAME, hash_of_name, hash_of_site, hashes, site_of_document

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Repeated:
    """What is known of one document: of each line, on how many pages of the site it stands; 0 if on few.

    `names` are the answers to what it asked of its names, if it asked.
    """

    counts: Sequence[int]
    pages: int
    names: Answers | None = None

    @property
    def digest(self) -> str:
        """Changes when anything in it does; empty where no line is repeated and no name is vouched for."""
        lines = (self.pages, tuple(self.counts)) if any(self.counts) else ()
        known = repr((lines, self.names)) if lines or self.names else ""
        return sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:16] if known else ""


@dataclass(frozen=True, slots=True)
class Repeats:
    """The repeated lines and names of all sites: hashes, sorted, with their counts; and how many pages each site has.

    Copies of one story are one page. `names` are the answers to pages that asked, by the names of their files.
    """

    hashes: Hashes
    counts: npt.NDArray[np.int32]
    pages: dict[int, int]
    names: Mapping[str, Answers] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether anything is known of any document."""
        return len(self.hashes) > 0 or len(self.names) > 0

    def of(self, document: Document) -> Repeated | None:
        """What is known of a document; None where nothing is known of any."""
        if not self:
            return None
        site = site_of_document(document)
        counts = self._counts(np.array(hashes(document, site), dtype=np.uint64))
        return Repeated(counts.tolist(), self.pages.get(hash_of_site(site), 0), self.answers(document))

    def settled(self, names: Mapping[str, Answers], *, lines: bool) -> "Repeats":
        """What is left to know when all pages have been answered: the answers, and the lines, if they are wanted."""
        kept = (self.hashes & np.uint64(NAME) == 0) & lines
        return replace(self, hashes=self.hashes[kept], counts=self.counts[kept], names=names)

    def answers(self, document: Document) -> Answers | None:
        """What other pages say of the names of a document; None where nothing is said."""
        return self.names.get(document.source.name or "")

    def pages_with(self, site: int, name: str) -> int:
        """On how many pages of a site a name stands; 0 if on few."""
        return int(self._counts(np.array([hash_of_name(site, name)], dtype=np.uint64))[0])

    def _counts(self, numbers: Hashes) -> npt.NDArray[np.int32]:
        if not len(self.hashes):
            return np.zeros(len(numbers), dtype=np.int32)
        place = np.minimum(np.searchsorted(self.hashes, numbers), len(self.hashes) - 1)
        return np.where(self.hashes[place] == numbers, self.counts[place], 0)
