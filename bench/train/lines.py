"""Train the model of lines, and measure it on texts of sites that it never saw.

    pip install -e '.[train]'
    python bench/train/lines.py [--data DIR] [--date 2026-11-22] [--folds build/lines] [--out FILE]

Reads the residual texts of the sets whose licences allow it, and their gold texts as clean ones. Takes some minutes on
two cores; the seed is fixed: the same data, rules, date, and versions of numpy and catboost give the same file. Also
writes one model for each of five folds, which `bench/residue.py` uses for the texts of these sets. Prints, for a range
of limits, the change in mean word F1 by set beyond what rules reach, and the share of words that clean texts lose.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from folds import COUNT
from forests import BLOCKS, train
from texts import SETS, Sample, load, odds

from data import arguments, yardstick
from dechaff.engines.lines import context
from dechaff.engines.lines.features import Columns
from dechaff.engines.lines.file import SHIPPED, save
from dechaff.engines.lines.forest import Questions
from dechaff.engines.lines.lexicon import Lexicon
from dechaff.engines.model.forest import Forest

# What a clean text counts beside one with residue.
CLEAN_WEIGHT = 0.4
# Of a longer text, so many lines are drawn: thousands of lines of one text teach little.
MOST_LINES = 100
OPTIONS = {**BLOCKS, "learning_rate": 0.12, "border_count": 32, "subsample": 0.7}
TREES = {"first": 70, "second": 120}
LIMITS = (0.7, 0.75, 0.8, 0.85, 0.9)


def weights(sample: Sample) -> np.ndarray:
    """What a mistake about each line costs in word F1."""
    cost = sample.counts / (sample.counts.sum() + 50) + 0.2 / len(sample.counts)
    return np.asarray(cost * sample.open * (CLEAN_WEIGHT if sample.source == "gold" else 1))


def fit(samples: list[Sample], name: str, fold: int, seen: Callable[[Sample], Columns]) -> Forest:
    """Train one forest on all texts but those of a fold."""
    draw = np.random.default_rng(7)
    tables, targets, costs = [], [], []
    names = list(seen(samples[0]))
    for sample in samples:
        count = len(sample.counts)
        drawn = np.arange(count)
        if count > MOST_LINES:
            drawn = np.sort(draw.choice(count, MOST_LINES, replace=False))
        if sample.fold == fold:
            continue
        tables.append(np.stack(list(seen(sample).values()))[:, drawn])
        targets.append(sample.noise[drawn])
        costs.append((weights(sample) * count / len(drawn))[drawn])
    print(f"  {name}, fold {fold + 1} of {COUNT + 1}", file=sys.stderr, flush=True)
    return train(tables, targets, costs, names, {**OPTIONS, "iterations": TREES[name]})


def scored(forest: Forest, seen: Columns) -> np.ndarray:
    return Questions.of(forest).scores(np.stack([seen[name] for name in forest.names]))


def in_context(sample: Sample) -> Columns:
    """The columns of the second stage."""
    assert sample.first is not None
    return sample.seen | context.columns(sample.first, sample.seen["words"])


def measure(samples: list[Sample], scores: list[np.ndarray], score: ModuleType) -> dict[str, object]:
    """For each limit the change in mean F1 by extractor and set, and the loss of clean texts."""
    report: dict[str, object] = {}
    words = [[Counter(score.words(line)) for line in sample.lines] for sample in samples]
    golds = [Counter(score.words(sample.record["gold"] or "")) for sample in samples]
    before = [f1(words[n], sample.open, golds[n]) for n, sample in enumerate(samples)]
    for limit in LIMITS:
        gain: dict[str, list[float]] = defaultdict(list)
        lost = whole = 0.0
        for number, sample in enumerate(samples):
            goes = (scores[number] >= limit) & sample.open
            if sample.source == "gold":
                lost, whole = lost + float(sample.counts[goes].sum()), whole + float(sample.counts.sum())
                continue
            change = f1(words[number], sample.open & ~goes, golds[number]) - before[number] if goes.any() else 0.0
            for group in (sample.source, f"{sample.source}/{sample.record['set']}"):
                gain[group].append(change)
        found = {group: round(float(np.mean(changes)), 4) for group, changes in sorted(gain.items())}
        report[str(limit)] = {"clean texts lose": round(lost / max(whole, 1), 5)} | found
        print(limit, report[str(limit)], flush=True)
    return report


def f1(lines: list[Counter[str]], kept: np.ndarray, gold: Counter[str]) -> float:
    """Word F1 of the lines that are kept."""
    got: Counter[str] = Counter()
    for line, is_kept in zip(lines, kept, strict=True):
        if is_kept:
            got.update(line)
    both = got.total() + gold.total()
    return 2 * (got & gold).total() / both if both else 1.0


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="what the file says of its date")
    parser.add_argument("--folds", type=Path, default=Path("build/lines"), help="folder for the models of the folds")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the model file")
    options = parser.parse_args()
    known, samples = load(options.data, options.limit)
    print(f"{len(samples)} texts, {sum(len(sample.counts) for sample in samples)} lines", flush=True)
    lexicons = [Lexicon(known, odds(one for one in samples if one.fold != fold)) for fold in range(COUNT + 1)]
    for sample in samples:
        sample.look(lexicons[sample.fold])
    print("columns are made", flush=True)
    forests: list[dict[str, Forest]] = [{} for _ in range(COUNT + 1)]
    for fold in range(COUNT + 1):
        forests[fold]["first"] = fit(samples, "first", fold, lambda sample: sample.seen)
    for sample in samples:
        sample.first = scored(forests[sample.fold]["first"], sample.seen)
    for fold in range(COUNT + 1):
        forests[fold]["second"] = fit(samples, "second", fold, in_context)
    scores = [scored(forests[sample.fold]["second"], in_context(sample)) for sample in samples]
    report = measure(samples, scores, yardstick(options.data))
    about = {"data": SETS, "texts": len(samples), "date": options.date, "change in word F1, out of fold": report}
    options.folds.mkdir(parents=True, exist_ok=True)
    for fold in range(COUNT):
        save(lexicons[fold], forests[fold], about, options.folds / f"fold{fold}.npz")
    save(lexicons[COUNT], forests[COUNT], about, options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
