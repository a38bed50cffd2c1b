"""The texts that the model of lines learns from: three extractors' outputs, and the gold texts as clean ones."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from folds import fold_of, site_of
from labels import labels

from data import Record, records, yardstick
from dechaff.engines.lines.characters import Characters
from dechaff.engines.lines.features import Columns, columns
from dechaff.engines.lines.features import Lines as Marked
from dechaff.engines.lines.judge import LEAST_LINES
from dechaff.engines.lines.lexicon import SHORT_WORDS, SIZE, Lexicon, groups_of, place_of, places_of
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
# A word of fewer sites than this tells of them, not of residue.
MIN_SITES = 12
# So many sites of average noise are added to each word's own.
PRIOR = 4.0

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
    marks: Marked
    seen: Columns = field(default_factory=dict)
    first: np.ndarray | None = None  # scores of the first stage, from a model that does not know the site

    @property
    def open(self) -> np.ndarray:
        """The lines that no rule has taken."""
        return np.asarray(self.marks.taken == 0)

    def look(self, known: Lexicon) -> None:
        """Make the columns."""
        self.seen = columns(self.marks, known)


def groups(rules: Iterable[Rule], golds: Iterable[str]) -> np.ndarray:
    """The groups of the words of short phrases, without those of many clean texts."""
    texts: Counter[int] = Counter()
    every = list(golds)
    for gold in every:
        texts.update(set(places_of(gold)))
    common = frozenset(place for place, count in texts.items() if count > COMMON * len(every))
    return groups_of((phrase for rule in rules for phrase in _phrases(rule)), common)


def _phrases(rule: Rule) -> Iterator[tuple[str, str]]:
    pattern = rule.pattern.start if isinstance(rule.pattern, BlockPattern) else rule.pattern
    if pattern.how in {"line", "prefix", "phrases"}:
        for value in pattern.values:
            if len(value.split()) <= PHRASE_WORDS:
                yield value, rule.kind


def odds(samples: Iterable[Sample]) -> tuple[np.ndarray, np.ndarray]:
    """The log odds of noise for each word of at least MIN_SITES sites: in short lines, in long ones."""
    by_site: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        if sample.source != "gold":
            by_site[site_of(sample.record)].append(sample)
    noise, seen, sites = np.zeros((2, SIZE)), np.zeros((2, SIZE)), np.zeros((2, SIZE))
    for site in sorted(by_site):
        is_here = np.zeros((2, SIZE), dtype=bool)
        for sample in by_site[site]:
            words = Characters.of(sample.text).words(sample.marks.starts)
            place = place_of(words.hashes)
            is_long = np.bincount(words.lines, minlength=len(sample.counts))[words.lines] > SHORT_WORDS
            for row, mine in enumerate((~is_long, is_long)):
                once, of = np.unique(place[mine], return_inverse=True)
                share = np.bincount(of, weights=sample.noise[words.lines[mine]]) / np.maximum(np.bincount(of), 1)
                noise[row, once] += share / len(by_site[site])
                seen[row, once] += 1 / len(by_site[site])
                is_here[row, once] = True
        sites += is_here
    usual = noise.sum(axis=1, keepdims=True) / seen.sum(axis=1, keepdims=True)
    wrong, right = noise + PRIOR * usual, seen - noise + PRIOR * (1 - usual)
    found = np.where(sites >= MIN_SITES, np.log(wrong / right) - np.log(usual / (1 - usual)), 0)
    found = found.astype(np.float16).astype(np.float32)  # as the model file has them
    return found[0], found[1]


def load(folder: Path, limit: int) -> tuple[np.ndarray, list[Sample]]:
    """The groups of words, and all texts with at least the lines that the model asks for."""
    words = yardstick(folder).words
    cleaner = Cleaner()
    texts = {
        extractor: [r for r in records(folder, f"text/residual_{extractor}.jsonl.zst", limit) if r["set"] in SETS]
        for extractor in EXTRACTORS
    }
    golds = {(record["set"], record["id"]): record for of_one in texts.values() for record in of_one if record["gold"]}
    known = groups(cleaner.resources.rules.rules, (record["gold"] for record in golds.values()))
    found = [sample(record, extractor, words, cleaner) for extractor in EXTRACTORS for record in texts[extractor]]
    found += [sample(record, "gold", words, cleaner) for record in golds.values()]
    return known, [one for one in found if one is not None]


def sample(record: Record, source: str, words: Words, cleaner: Cleaner) -> Sample | None:
    """One text with its marks and labels; None where it has too few lines."""
    text = record["gold"] if source == "gold" else record["text"]
    document = Document(Source(text), text)
    lines = Lines(document)
    if len(lines) < LEAST_LINES:
        return None
    findings = cleaner.resources.rules.scope(document).general.search(lines)
    proposed = act.propose(document, act.of_lines(lines, findings.hits), "noise", cleaner.settings.brake)
    edits = [edit for edit in proposed if isinstance(edit, Edit)]
    marks = marked(document, findings, edits)
    pieces = [text[start:end] for start, end in zip(marks.starts.tolist(), marks.ends.tolist(), strict=True)]
    counts = np.array([len(words(piece)) for piece in pieces], dtype=np.float32)
    kept = np.ones(len(pieces)) if source == "gold" else labels(pieces, record["gold"] or "", words)
    return Sample(record, source, fold_of(record), text, pieces, counts, 1 - kept, marks)
