"""Pages to learn from, with the share of main content of each block."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from folds import fold_of
from labels import labels
from lexicons import Shares, shares_of_lines, shares_of_names

from data import Record, records, yardstick
from dechaff import readers
from dechaff.engines.model.features import Blocks, read
from dechaff.engines.model.lexicon import Lexicon
from dechaff.model import Document

SETS = {"wcxb_dev": "CC-BY-4.0", "magic_article": "Apache-2.0", "mozilla_readability": "Apache-2.0"}
# Pages that are no articles are fewer, and no two alike.
RARE = 1.5


@dataclass
class Sample:
    """A page to learn from. `importance` says how much, beside others."""

    record: Record
    group: str
    fold: int
    document: Document
    texts: list[str]
    labels: np.ndarray
    words: np.ndarray
    importance: float = 1.0
    is_variation: bool = False
    names: Shares = field(default_factory=dict)
    lines: Shares = field(default_factory=dict)
    blocks: Blocks | None = None
    scores: np.ndarray | None = None  # of the stage that was measured last

    def see(self, lexicon: Lexicon) -> None:
        """Look at the page as the model does."""
        assert self.document.page is not None
        self.blocks = read(self.document, self.document.page, lexicon)

    @property
    def kind(self) -> str:
        """What kind of page it is, as the data says; the sets that do not say hold articles."""
        return self.record.get("type") or "article"

    @property
    def weights(self) -> np.ndarray:
        """What a mistake about each block costs in word F1, kept within bounds for pages of few words."""
        wanted, whole = float((self.words * self.labels).sum()), float(self.words.sum())
        weights = self.words / (wanted + 0.15 * whole + 20) + 0.3 / len(self.words)
        return self.importance * weights / max(1.0, weights.sum() / 4)


def load(folder: Path, limit: int) -> list[Sample]:
    """Read and label all pages that have blocks."""
    words = yardstick(folder).words
    samples = []
    for group in SETS:
        for record in records(folder, f"html/{group}.jsonl.zst", limit):
            document = readers.read(record["html"], kind="html")
            texts = [document.text[block.start : block.end] for block in document.blocks]
            if not texts:
                continue
            counts = np.array([len(words(text)) for text in texts], dtype=np.float32)
            shares = labels(texts, record["gold"] or "", words)
            sample = Sample(record, group, fold_of(record), document, texts, shares, counts)
            sample.importance = 1.0 if sample.kind == "article" else RARE
            sample.names = shares_of_names(document, shares, counts)
            sample.lines = shares_of_lines(texts, shares)
            samples.append(sample)
    return samples
