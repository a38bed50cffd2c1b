"""How much of the residue in extracted text goes, what else goes with it, and how fast.

Three extractors' outputs, each as it is, as we clean it, through C4's line filter, and through a filter that knows the
gold text: precision, recall and F1 of words, means over pages. Then what clean (gold) texts lose; texts labelled by
hand: the share of their noise that goes and of the rest that goes with it; and MB/s beside `ftfy.fix_text` and C4's
filter, text by text in turn, in processor time. Prints Markdown.

    python bench/residue.py [--data DIR] [--limit N] [--level careful|normal|thorough]
"""

import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from types import ModuleType

import ftfy

from data import Record, arguments, print_table, records, yardstick
from dechaff.config import Settings
from dechaff.pipeline import Cleaner
from dechaff.version import VERSION
from filters import Clean, c4, c4_whole, cleaning, knowing, of_sites

EXTRACTORS = ("trafilatura", "readability_lxml", "resiliparse")
SPEED_SET = EXTRACTORS[0]
WARM_UP = 20


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--level", default="normal", choices=("careful", "normal", "thorough"))
    options = parser.parse_args()
    score = yardstick(options.data)
    cleaner = Cleaner(Settings(level=options.level))
    ours = f"dechaff {VERSION}, {options.level}"
    clean = cleaning(cleaner)
    print(f"{datetime.now(UTC).date()}; {ours}; ftfy {version('ftfy')}; Python {sys.version.split()[0]}")
    filters: dict[str, Callable[[Record], str]] = {
        "as is": lambda record: record["text"],
        ours: lambda record: clean(record).text,
    }
    peer = c4()
    if peer is not None:
        name, filtered = peer
        filters[name] = lambda record: filtered(record["text"])
    filters["knows the gold"] = lambda record: knowing(record, score)
    golds: dict[tuple[str, str], Record] = {}
    for extractor in EXTRACTORS:
        texts = list(records(options.data, f"text/residual_{extractor}.jsonl.zst", options.limit))
        golds |= {(text["set"], text["id"]): text for text in texts if text["gold"]}
        print(f"\n### {extractor}, {len(texts)} texts\n")
        print_table(quality(texts, filters, score))
        pages, with_site = of_sites(texts, clean)
        if pages:
            print(f"\nThe {len(pages)} of them from sites with three pages and more:\n")
            known = {name: filters[name] for name in ("as is", ours)}
            print_table(quality(pages, known | {"and lines of the site": with_site}, score))
    print(f"\n### Clean texts, {len(golds)}\n")
    print_table(clean_texts(golds.values(), clean, score))
    labelled = list(records(options.data, "text/labelled_dev.jsonl", options.limit))
    print(f"\n### Texts labelled by hand, {len(labelled)}\n")
    for table in by_hand(labelled, cleaner):
        print_table(table)
        print()
    texts = list(records(options.data, f"text/residual_{SPEED_SET}.jsonl.zst", options.limit))
    print(f"### Speed, {len(texts)} texts of {SPEED_SET}\n")
    print_table(speed([text["text"] for text in texts], cleaner, ours))


def quality(
    texts: list[Record], filters: dict[str, Callable[[Record], str]], score: ModuleType
) -> list[dict[str, str]]:
    """A row a filter: precision, recall and F1 over all texts, F1 over those of each set."""
    rows = []
    for name, apply in filters.items():
        found: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
        for text in texts:
            found[text["set"]].append(score.word_score(apply(text), text["gold"]))
        every = [scores for of_set in found.values() for scores in of_set]
        cells = {"filter": name} | dict(zip(("P", "R", "F1"), map(_mean, zip(*every, strict=True)), strict=True))
        rows.append(cells | {group: _mean(f1 for _, _, f1 in found[group]) for group in sorted(found)})
    return rows


def _mean(values: Iterable[float]) -> str:
    return f"{statistics.mean(values):.4f}"


def clean_texts(texts: Iterable[Record], clean: Clean, score: ModuleType) -> list[dict[str, str]]:
    """What gold texts lose: by set the share of words, of texts that lose any, and the share by rule."""
    words: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    count: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        gold = text["gold"]
        spans = clean({**text, "text": gold}).removed_spans()
        gone = Counter[str]()
        for start, end, rule in spans:
            gone[rule] += len(score.words(gold[start:end]))
        for group in (text["set"], "all"):
            words[group] += len(score.words(gold))
            lost[group] += gone.total()
            count[group] += 1
            hit[group] += gone.total() > 0
            rules[group].update(gone)
    return [
        {
            "set": group,
            "texts": str(count[group]),
            "words lost": f"{lost[group] / max(words[group], 1):.4f}",
            "texts that lose any": f"{hit[group] / count[group]:.1%}",
            "most by": ", ".join(f"{rule} {n / max(words[group], 1):.4f}" for rule, n in rules[group].most_common(4)),
        }
        for group in (*sorted(set(count) - {"all"}), "all")
    ]


def by_hand(texts: list[Record], cleaner: Cleaner) -> Iterable[list[dict[str, str]]]:
    """Of all, of each language, of each category of noise: the share of characters that goes (spaces not counted)."""
    noise: Counter[str] = Counter()
    found: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    categories: Counter[str] = Counter()
    found_in: Counter[str] = Counter()
    for record in texts:
        text = record["text"]
        of = [""] * len(text)
        for start, end, category in record["noise"]:  # type: ignore[misc]
            of[start:end] = [category] * (end - start)
        for start, end in record["unsure"]:  # type: ignore[misc]
            of[start:end] = ["?"] * (end - start)
        gone = bytearray(len(text))
        for start, end, _ in cleaner.clean(text, kind="text").removed_spans():
            gone[start:end] = b"\1" * (end - start)
        for character, category, is_gone in zip(text, of, gone, strict=True):
            if character.isspace() or category == "?":
                continue
            for group in ("all", record["lang"]):
                (noise if category else rest)[group] += 1
                (found if category else lost)[group] += is_gone
            categories[category] += 1
            found_in[category] += is_gone
    yield [
        {
            "language": group,
            "noise removed": f"{found[group] / max(noise[group], 1):.3f}",
            "others lost": f"{lost[group] / max(rest[group], 1):.4f}",
        }
        for group in ("all", *sorted(set(rest) - {"all"}))
    ]
    yield [
        {"category": name, "characters": str(count), "removed": f"{found_in[name] / count:.3f}"}
        for name, count in categories.most_common()
        if name
    ]


def speed(texts: list[str], cleaner: Cleaner, ours: str) -> list[dict[str, str]]:
    """MB/s of each tool, and how many times as fast we are."""
    tools: dict[str, Callable[[str], object]] = {
        ours: lambda text: cleaner.clean(text, kind="text"),
        f"ftfy.fix_text {version('ftfy')}": ftfy.fix_text,
    }
    whole = c4_whole()
    if whole is not None:
        tools[f"C4QualityFilter {version('datatrove')}"] = whole
    spent: Counter[str] = Counter()
    for text in texts[:WARM_UP]:  # what is loaded when first used
        for tool in tools.values():
            tool(text)
    for text in texts:
        for name, tool in tools.items():
            begin = time.process_time()
            tool(text)
            spent[name] += time.process_time() - begin  # type: ignore[assignment]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    return [
        {"tool": name, "MB/s": f"{megabytes / spent[name]:.2f}", "ratio": f"{spent[name] / spent[ours]:.2f}"}
        for name in tools
    ]


if __name__ == "__main__":
    main()
