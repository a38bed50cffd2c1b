"""Train the model that chooses the main content of pages, and measure it on pages that it never saw.

    pip install -e '.[train]'
    python bench/train/train.py [--data DIR] [--date 2026-11-22] [--folds build/folds] [--out FILE]

Reads the three sets of `html/` whose licences allow it. Takes half an hour on two cores. The seeds are fixed: the
same data, date, and versions of numpy, catboost and torch give the same file. Also writes one model for each of five
folds, which `bench/pages.py` uses for the pages of these sets: a page is never scored by a model that was trained on
its site.

Out of fold, each page has columns from a lexicon without its own fold, and second-stage columns from a first stage and
kinds of page without its own fold. The numbers that are printed and written into the file are those.
"""

import statistics
import sys
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent.parent))

import numpy as np
from folds import COUNT, site_of
from forests import BLOCKS, PAGES, train
from lexicons import lexicon
from networks import train as train_network
from variations import variations

from data import arguments, yardstick
from dechaff.engines.model.choice import NOTHING, choose
from dechaff.engines.model.file import SHIPPED, Model, save
from dechaff.engines.model.forest import Forest
from dechaff.engines.model.kinds import KINDS, summary
from dechaff.engines.model.lexicon import Lexicon
from dechaff.engines.model.network import Network
from dechaff.engines.model.scores import in_context, joined
from dechaff.engines.model.table import Table
from samples import SETS, Sample, load

FOLDS = range(COUNT + 1)  # the last one holds no page: what is trained without it is what ships


def lexicon_without(fold: int, samples: Sequence[Sample]) -> Lexicon:
    return lexicon([(site_of(sample.record), sample.names, sample.lines) for sample in samples if sample.fold != fold])


def stage(samples: Sequence[Sample], tables: Sequence[Table]) -> list[Forest]:
    """Train a stage: a forest for each fold, on all others, and one on all. Each page is scored by its fold's."""
    forests = []
    for fold in FOLDS:
        of_others = [number for number, sample in enumerate(samples) if sample.fold != fold]
        forest = train(
            [tables[number].rows for number in of_others],
            [samples[number].labels for number in of_others],
            [samples[number].weights for number in of_others],
            tables[0].names,
            BLOCKS,
        )
        forests.append(forest)
        for sample, table in zip(samples, tables, strict=True):
            if sample.fold == fold:
                sample.scores = forest.scores(table)
        print(f"  forest {fold + 1} of {len(FOLDS)}", file=sys.stderr, flush=True)
    return forests


def kinds_of_pages(samples: Sequence[Sample]) -> tuple[list[dict[str, Forest]], list[dict[str, np.ndarray]]]:
    """Train what says how likely each kind of page is, by folds, and let each page's fold say it of the page."""
    pages = []
    for sample in samples:
        assert sample.blocks is not None
        assert sample.scores is not None
        pages.append(summary(sample.blocks.table, sample.scores, sample.blocks.weights))
    forests: list[dict[str, Forest]] = []
    likely: list[dict[str, np.ndarray]] = [{} for _ in samples]
    for fold in FOLDS:
        of_others = [number for number, sample in enumerate(samples) if sample.fold != fold]
        rows = [pages[number].rows for number in of_others]
        weights = [np.array([samples[number].importance]) for number in of_others]
        of_fold = {}
        for kind in KINDS:
            labels = [np.array([float(samples[number].kind == kind)]) for number in of_others]
            of_fold[kind] = train(rows, labels, weights, pages[0].names, PAGES)
            for number, sample in enumerate(samples):
                if sample.fold == fold:
                    likely[number][f"kind_{kind}"] = of_fold[kind].scores(pages[number])
        forests.append(of_fold)
    return forests, likely


def networks_of(samples: Sequence[Sample]) -> list[Network]:
    """Train a network for each fold, on all others, and one on all. Each page is scored by both, its fold's."""
    networks = []
    for fold in FOLDS:
        networks.append(train_network([sample for sample in samples if sample.fold != fold], KINDS))
        for sample in samples:
            if sample.fold == fold:
                assert sample.blocks is not None
                assert sample.scores is not None
                sample.scores = joined(sample.scores, networks[fold].scores(sample.blocks))
        print(f"  network {fold + 1} of {len(FOLDS)}", file=sys.stderr, flush=True)
    return networks


def measure(samples: Sequence[Sample], score: ModuleType) -> dict[str, float]:
    """The mean word F1 by set and page type, and the share of wcxb_dev pages under one half."""
    found: dict[str, list[float]] = defaultdict(list)
    for sample in samples:
        if sample.is_variation:
            continue
        assert sample.scores is not None
        assert sample.blocks is not None
        chosen = choose(sample.scores, sample.blocks.weights)
        is_kept = (sample.scores >= chosen.threshold) & (chosen.expected >= NOTHING)
        text = "\n".join(text for text, kept in zip(sample.texts, is_kept, strict=True) if kept)
        f1 = score.word_score(text, sample.record["gold"])[2]
        found[sample.group].append(f1)
        if "type" in sample.record:
            found[f"{sample.group}/{sample.kind}"].append(f1)
    report = {name: round(statistics.mean(values), 4) for name, values in sorted(found.items())}
    first = found[next(iter(SETS))]
    return report | {"wcxb_dev under one half": round(sum(f1 < 0.5 for f1 in first) / len(first), 4)}


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--date", default=datetime.now(UTC).date().isoformat(), help="what the file says of its date")
    parser.add_argument("--folds", type=Path, default=Path("build/folds"), help="folder for the models of the folds")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the model file")
    options = parser.parse_args()
    score = yardstick(options.data)
    pages = load(options.data, options.limit)
    lexicons = [lexicon_without(fold, pages) for fold in FOLDS]
    samples = [*pages, *variations(pages)]
    for sample in samples:
        sample.see(lexicons[sample.fold])
    blocks = [sample.blocks for sample in samples if sample.blocks is not None]
    first = stage(samples, [seen.table for seen in blocks])
    print("first stage ", measure(samples, score), flush=True)
    kinds, likely = kinds_of_pages(samples)
    scores = [sample.scores for sample in samples if sample.scores is not None]
    second = stage(samples, [in_context(*seen) for seen in zip(blocks, scores, likely, strict=True)])
    print("both stages ", measure(samples, score), flush=True)
    networks = networks_of(samples)
    report = measure(samples, score)
    print("with networks", report)
    about = {"data": SETS, "pages": len(pages), "date": options.date, "word F1 out of fold": report}
    options.folds.mkdir(parents=True, exist_ok=True)
    for fold in range(COUNT):
        trained = lexicons[fold], first[fold], second[fold], kinds[fold], networks[fold]
        save(Model(*trained, about), options.folds / f"fold{fold}.npz")
    save(Model(lexicons[-1], first[-1], second[-1], kinds[-1], networks[-1], about), options.out)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
