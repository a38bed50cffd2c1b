"""The texts that the model of lines learns from: three extractors' outputs, and the gold texts as clean ones."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from folds import fold_of
from labels import labels

from data import Record, records, yardstick
from dechaff.engines.lines.features import Columns, columns
from dechaff.engines.lines.judge import LEAST_LINES
from dechaff.engines.lines.lexicon import Lexicon, places_of
from dechaff.engines.lines.marks import marked
from dechaff.model import Document, Edit, Source
from dechaff.pipeline import Cleaner
from dechaff.rules import act
from dechaff.rules.lines import Lines
from dechaff.rules.rule import BlockPattern, Rule

EXTRACTORS = ("trafilatura", "readability_lxml", "resiliparse")
SETS = {"wcxb_dev": "CC-BY-4.0", "magic_article": "Apache-2.0", "mozilla_readability": "Apache-2.0"}
# A word on more than this share of the clean texts says nothing of residue, whichever phrase it stands in.
COMMON = 0.05
# Longer phrases are sentences, and most of their words are common ones.
PHRASE_WORDS = 4

Words = Callable[[str], list[str]]


@dataclass
class Sample:
    """A text to learn from, line by line."""

    record: Record
    source: str  # the extractor; "gold" for a clean text
    fold: int
    text: str
    lines: list[str]
    counts: np.ndarray  # words as the yardstick counts them
    noise: np.ndarray  # the share of each line's words that is not in the gold text
    seen: Columns
    first: np.ndarray | None = None  # scores of the first stage, from a model that does not know the site

    @property
    def open(self) -> np.ndarray:
        """The lines that no rule has taken."""
        return np.asarray(self.seen["taken"] == 0)

    @property
    def tail_noise(self) -> np.ndarray:
        """The share of noise in all words from each line on."""
        behind = np.cumsum(self.counts[::-1])[::-1]
        return np.asarray(np.cumsum((self.counts * self.noise)[::-1])[::-1] / np.maximum(behind, 1))


def lexicon(rules: Iterable[Rule], golds: Iterable[str]) -> Lexicon:
    """The words of short phrases, without those of many clean texts."""
    texts: Counter[int] = Counter()
    every = list(golds)
    for gold in every:
        texts.update(set(places_of(gold)))
    common = frozenset(place for place, count in texts.items() if count > COMMON * len(every))
    return Lexicon.of((phrase for rule in rules for phrase in _phrases(rule)), common)


def _phrases(rule: Rule) -> Iterator[tuple[str, str]]:
    pattern = rule.pattern.start if isinstance(rule.pattern, BlockPattern) else rule.pattern
    if pattern.how in {"line", "prefix", "phrases"}:
        for value in pattern.values:
            if len(value.split()) <= PHRASE_WORDS:
                yield value, rule.kind


def load(folder: Path, limit: int) -> tuple[Lexicon, list[Sample]]:
    """The lexicon, and all texts with at least the lines that the model asks for."""
    words = yardstick(folder).words
    cleaner = Cleaner()
    texts = {
        extractor: [r for r in records(folder, f"text/residual_{extractor}.jsonl.zst", limit) if r["set"] in SETS]
        for extractor in EXTRACTORS
    }
    golds = {(record["set"], record["id"]): record for of_one in texts.values() for record in of_one if record["gold"]}
    known = lexicon(cleaner.resources.rules.rules, (record["gold"] for record in golds.values()))
    found = [
        sample(record, extractor, words, known, cleaner) for extractor in EXTRACTORS for record in texts[extractor]
    ]
    found += [sample(record, "gold", words, known, cleaner) for record in golds.values()]
    return known, [one for one in found if one is not None]


def sample(record: Record, source: str, words: Words, known: Lexicon, cleaner: Cleaner) -> Sample | None:
    """One text with its columns and labels; None where it has too few lines."""
    text = record["gold"] if source == "gold" else record["text"]
    document = Document(Source(text), text)
    lines = Lines(document)
    if len(lines) < LEAST_LINES:
        return None
    findings = cleaner.resources.rules.scope(document).general.search(lines)
    proposed = act.propose(document, act.of_lines(lines, findings.hits), "noise", cleaner.settings.brake)
    edits = [edit for edit in proposed if isinstance(edit, Edit)]
    seen = columns(marked(lines, findings, edits), known)
    pieces = [text[start:end] for start, end in lines.spans]
    counts = np.array([len(words(piece)) for piece in pieces], dtype=np.float32)
    kept = np.ones(len(pieces)) if source == "gold" else labels(pieces, record["gold"] or "", words)
    return Sample(record, source, fold_of(record), text, pieces, counts, 1 - kept, seen)
