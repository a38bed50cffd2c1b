"""Train the model that chooses the main content of pages, and measure it on pages that it never saw.

    pip install -e '.[train]'
    python bench/train/train.py [--data DIR] [--date 2026-11-22] [--folds build/folds] [--out FILE]

Reads the three sets of `html/` whose licences allow it. Takes five to ten minutes on two cores; the seed is fixed: the
same data, date, and versions of numpy and catboost give the same file. Also writes one model for each of five folds,
which `bench/pages.py` uses for the pages of these sets: a page is never scored by a model that was trained on its site.

Out of fold, each page has columns from a lexicon without its own fold, and second-stage columns from a first stage
without its own fold. The numbers that are printed and written into the file are those.
"""

import statistics
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from folds import COUNT, fold_of, site_of
from forests import train
from labels import labels
from lexicons import Shares, lexicon, shares_of_lines, shares_of_names

from data import arguments, records, yardstick
from dechaff import readers
from dechaff.engines.model.choice import NOTHING, choose
from dechaff.engines.model.features import Blocks, read, table
from dechaff.engines.model.file import SHIPPED, Model, save
from dechaff.engines.model.forest import Forest
from dechaff.engines.model.lexicon import Lexicon
from dechaff.engines.model.scores import in_context
from dechaff.model import Document

SETS = {"wcxb_dev": "CC-BY-4.0", "magic_article": "Apache-2.0", "mozilla_readability": "Apache-2.0"}


@dataclass
class Sample:
    """A page to learn from."""

    record: dict
    group: str
    fold: int
    document: Document
    texts: list[str]
    labels: np.ndarray
    words: np.ndarray
    names: Shares = field(default_factory=dict)
    lines: Shares = field(default_factory=dict)
    blocks: Blocks | None = None
    scores: np.ndarray | None = None  # of the stage that was measured last

    @property
    def weights(self) -> np.ndarray:
        """What a mistake about each block costs in word F1, kept within bounds for pages of few words."""
        wanted, whole = float((self.words * self.labels).sum()), float(self.words.sum())
        weights = self.words / (wanted + 0.15 * whole + 20) + 0.3 / len(self.words)
        return weights / max(1.0, weights.sum() / 4)


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
            sample.names = shares_of_names(document, shares, counts)
            sample.lines = shares_of_lines(texts, shares)
            samples.append(sample)
    return samples


def lexicon_of(samples: list[Sample]) -> Lexicon:
    return lexicon([(site_of(sample.record), sample.names, sample.lines) for sample in samples])


def stage(samples: list[Sample], columns: list[dict[str, np.ndarray]]) -> list[Forest]:
    """Train a stage: a forest for each fold, on all others, and one on all. Each page is scored by its fold's."""
    names = list(columns[0])
    tables = [table(column, names, len(sample.words)) for sample, column in zip(samples, columns, strict=True)]
    forests = []
    for fold in range(COUNT + 1):
        of_others = [number for number, sample in enumerate(samples) if sample.fold != fold]
        forest = train(
            [tables[number] for number in of_others],
            [samples[number].labels for number in of_others],
            [samples[number].weights for number in of_others],
            names,
        )
        forests.append(forest)
        for sample, column in zip(samples, columns, strict=True):
            if sample.fold == fold:
                sample.scores = forest.scores(table(column, forest.names, len(sample.words)))
        print(f"  forest {fold + 1} of {COUNT + 1}", file=sys.stderr, flush=True)
    return forests


def measure(samples: list[Sample], score: ModuleType) -> dict[str, float]:
    """The mean word F1 by set and page type, and the share of wcxb_dev pages under one half."""
    found: dict[str, list[float]] = defaultdict(list)
    for sample in samples:
        assert sample.scores is not None
        assert sample.blocks is not None
        chosen = choose(sample.scores, sample.blocks.weights)
        is_kept = (chosen.scores >= chosen.threshold) & (chosen.expected >= NOTHING)
        text = "\n".join(text for text, kept in zip(sample.texts, is_kept, strict=True) if kept)
        f1 = score.word_score(text, sample.record["gold"])[2]
        found[sample.group].append(f1)
        if "type" in sample.record:
            found[f"{sample.group}/{sample.record['type']}"].append(f1)
    report = {name: round(statistics.mean(values), 4) for name, values in sorted(found.items())}
    first = found[next(iter(SETS))]
    return report | {"wcxb_dev under one half": round(sum(f1 < 0.5 for f1 in first) / len(first), 4)}


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="what the file says of its date")
    parser.add_argument("--folds", type=Path, default=Path("build/folds"), help="folder for the models of the folds")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the model file")
    options = parser.parse_args()
    samples = load(options.data, options.limit)
    lexicons = [lexicon_of([sample for sample in samples if sample.fold != fold]) for fold in range(COUNT + 1)]
    for sample in samples:
        assert sample.document.page is not None
        sample.blocks = read(sample.document, sample.document.page, lexicons[sample.fold])
    blocks = [sample.blocks for sample in samples if sample.blocks is not None]
    score = yardstick(options.data)
    first = stage(samples, [seen.columns for seen in blocks])
    print("first stage ", measure(samples, score), flush=True)
    scores = [sample.scores for sample in samples if sample.scores is not None]
    second = stage(samples, [in_context(seen, s) for seen, s in zip(blocks, scores, strict=True)])
    report = measure(samples, score)
    print("both stages ", report)
    about = {"data": SETS, "pages": len(samples), "date": options.date, "word F1 out of fold": report}
    options.folds.mkdir(parents=True, exist_ok=True)
    for fold in range(COUNT):
        save(Model(lexicons[fold], first[fold], second[fold], about), options.folds / f"fold{fold}.npz")
    save(Model(lexicons[-1], first[-1], second[-1], about), options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
