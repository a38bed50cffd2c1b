"""How well the main content of pages is chosen, and how fast, beside other extractors in the same run.

Each page goes through every extractor in turn, so that a machine that slows down slows all. Prints a Markdown table
a set: word F1 (mean, median, share of pages under one half) or segment F1, word F1 by page type, processor time a page.
On the sets that the model was trained on, a page is scored by the model of its fold, which never saw its site;
`bench/train/train.py` writes these.

    python bench/pages.py [--data DIR] [--limit N] [--folds build/folds] [--peers] [--sets wcxb_dev,dragnet]

`--costs` measures no quality but what whole cleaning with `--main-content model` costs: processor time beside
trafilatura (`--costs times`), on pages of 1, 3 and 10 MB and such as mean harm (`growth`), memory over 2,000 pages
(`memory`); several are parted by commas.
"""

import statistics
import time
from collections import defaultdict
from pathlib import Path

import costs
from data import arguments, print_table, records, yardstick
from extractors import extractors

SETS = ("wcxb_dev", "magic_article", "mozilla_readability", "trafilatura_eval_dev", "dragnet", "cleaneval_dev")
COSTS = {"times": costs.times, "growth": costs.growth, "memory": costs.memory}


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--folds", type=Path, default=Path("build/folds"), help="folder of the models of the folds")
    parser.add_argument("--peers", action="store_true", help="also run the extractors of the extra `bench`")
    parser.add_argument("--sets", default=",".join(SETS), help="the sets to run, parted by commas")
    parser.add_argument("--costs", nargs="?", const=",".join(COSTS), default="", help="what cleaning costs, no more")
    options = parser.parse_args()
    if options.costs:
        for cost in options.costs.split(","):
            COSTS[cost](options.data, options.sets.split(","), options.limit)
        return
    score = yardstick(options.data)
    for group in options.sets.split(","):
        pages = list(records(options.data, f"html/{group}.jsonl.zst", options.limit))
        outputs: dict[str, dict[str, str]] = defaultdict(dict)
        spent: dict[str, list[float]] = defaultdict(list)
        tools = extractors(group, options.folds, options.peers)
        for extract in tools.values():
            extract(pages[0])  # what is loaded when first used
        for page in pages:
            for name, extract in tools.items():
                begin = time.process_time()
                outputs[name][page["id"]] = extract(page)
                spent[name].append(1000 * (time.process_time() - begin))
        print(f"\n### {group}, {len(pages)} pages\n")
        print_table([row(name, score.summary(outputs[name], pages), spent[name]) for name in tools])


def row(name: str, report: dict[str, float], spent: list[float]) -> dict[str, str]:
    """What the table says of one extractor."""
    cells = {"extractor": name}
    if "f1" in report:
        cells["F1 mean"] = f"{report['f1']:.3f}"
        cells["median"] = f"{report['f1_median']:.3f}"
        cells["under one half"] = f"{report['pages_under_half']:.1%}"
    if "segment_f1" in report:
        cells["segment F1"] = f"{report['segment_f1']:.3f}"
    by_type: dict[str, float] = report.get("f1_by_type", {})  # type: ignore[assignment]
    cells |= {kind: f"{f1:.3f}" for kind, f1 in by_type.items()}
    return cells | {"ms mean": f"{statistics.mean(spent):.1f}", "ms median": f"{statistics.median(spent):.1f}"}


if __name__ == "__main__":
    main()
