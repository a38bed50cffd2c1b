"""How names are repaired, beside exact aliases, rapidfuzz and Double Metaphone, over the same sentences.

Prints precision, recall, what was touched of the negatives and of the accepted spellings, and names a second, for the
shipped people alone and with the gazetteer given as a user's list; then recall by class, and the speed on plain text.

With `--standing`, a second line of each text names somebody rightly: who is meant, or for the names that are right as
they are, whoever has the most similar name. With `--site`, that line stands on three other pages of the text's site.

    python bench/names.py [--data DIR] [--limit N] [--standing | --site]
"""

import csv
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from rapidfuzz import fuzz, process

from data import arguments
from dechaff.names import known, mentions, repair, site
from dechaff.names.people import People
from dechaff.pipeline import Cleaner
from dechaff.repairs.repair import Repair
from dechaff.repeats.site import LEAST_PAGES

Row = dict[str, str]
Method = Callable[[Row, str], str]
SETS = ("positives.dev", "negatives.dev", "style.dev")
LEAST_RATIO = 85
PLAIN = "it rained for a long time, and nobody went out of the house to see it; the river rose.\n" * 20_000
WARM_UP = 200


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def sentence(row: Row) -> str:
    return row["context"].replace('\\"', '"')


def ours(people: People) -> Method:
    return lambda _, text: edited(text, repair.find(text, people))


def edited(text: str, repairs: Iterable[Repair]) -> str:
    for found in sorted(repairs, key=lambda each: -each.start):
        text = text[: found.start] + found.new + text[found.end :]
    return text


def whole_pipeline(cleaner: Cleaner) -> Method:
    return lambda _, text: cleaner.clean(text, kind="text").text


def of_mention(meant: Callable[[str], str | None]) -> Method:
    """A peer that is told where the name stands, and looks at nothing else."""

    def repaired(row: Row, text: str) -> str:
        return text.replace(row["mention"], meant(row["mention"]) or row["mention"])

    return repaired


def peers(folder: Path) -> dict[str, Method]:
    people = rows(folder / "gazetteer.tsv")
    names = [row["canonical"] for row in people]
    by_pid = {row["pid"]: row["canonical"] for row in people}
    aliases = {row["alias"]: by_pid.get(row["pid"]) for row in rows(folder / "known_aliases.tsv")}
    methods = {"exact aliases": of_mention(aliases.get)}

    def nearest(mention: str) -> str | None:
        found = process.extractOne(mention, names, scorer=fuzz.ratio, score_cutoff=LEAST_RATIO)
        return found[0] if found else None

    methods[f"rapidfuzz ratio >= {LEAST_RATIO}"] = of_mention(nearest)
    try:
        from doublemetaphone import doublemetaphone
    except ImportError:
        print("Double Metaphone is left out: `pip install '.[bench]'` adds it.", file=sys.stderr)
        return methods
    sounds: dict[tuple[str, ...], str | None] = {}
    for name in names:
        key = tuple(doublemetaphone(word)[0] for word in name.split())
        sounds[key] = None if key in sounds else name
    methods["Double Metaphone"] = of_mention(
        lambda mention: sounds.get(tuple(doublemetaphone(word)[0] for word in mention.split()))
    )
    return methods


def measure(name: str, method: Method, sets: list[list[Row]]) -> Counter[str]:
    """Print a line for a method; what comes back is how many of each class of positives were repaired rightly."""
    for row in [row for part in sets for row in part[:WARM_UP]]:
        method(row, sentence(row))
    counts: Counter[str] = Counter()
    rights: Counter[str] = Counter()
    begin = time.process_time()
    for part, of in zip(sets, ("right", "negatives", "style"), strict=True):
        for row in part:
            text = sentence(row)
            found = method(row, text)
            if of == "right" and found == text.replace(row["mention"], row["expected"], 1):
                counts[of] += 1
                rights[row["class"]] += 1
            elif found != text:
                counts["wrong" if of == "right" else of] += 1
    spent = time.process_time() - begin
    touched = counts["wrong"] + counts["negatives"] + counts["style"]
    precision = counts["right"] / max(1, counts["right"] + touched)
    speed = sum(map(len, sets)) / spent
    print(
        f"{name:<34} precision {precision:.4f}  recall {counts['right'] / len(sets[0]):.3f}  wrong {counts['wrong']:4}"
        f"  negatives {counts['negatives']:4}  style {counts['style']:4}  {speed:8,.0f} sentences/s"
    )
    return rights


def by_class(rights: Counter[str], positives: Iterable[Row]) -> None:
    for kind, count in Counter(row["class"] for row in positives).most_common(14):
        print(f"    {kind:<20} {rights[kind]:4} of {count:4}  {rights[kind] / count:.2f}")


def plain_text(people: People) -> None:
    begin = time.process_time()
    found = list(repair.find(PLAIN, people))
    speed = len(PLAIN) / (time.process_time() - begin) / 1e6
    print(f"text without capitalised words: {speed:.0f} MB/s, {len(found)} repairs")


def on_a_site(people: People) -> Method:
    """The stage in a run in which other pages of the site name somebody in the text's second line."""

    def repaired(row: Row, text: str) -> str:
        beside = {each.name for each in mentions.find(row["beside"])}
        asked = site.told(text, people).asked
        answers = site.answer(asked, lambda name: LEAST_PAGES * (name in beside), LEAST_PAGES + 1)
        return edited(text, repair.find(text, people, witness=answers))

    return repaired


def named_beside(sets: list[list[Row]], people: list[str]) -> None:
    """Give each text a line in which somebody with the same or a similar name is named rightly."""
    for part in sets:
        for row in part:
            name = row["expected"]
            if part is not sets[0]:
                others = [other for other in people if other != row["mention"]]
                name = process.extractOne(row["mention"], others, scorer=fuzz.ratio)[0]
            row["beside"] = f"The minister {name} spoke in parliament."


def main() -> None:
    parser = arguments(__doc__ or "")
    beside = parser.add_mutually_exclusive_group()
    beside.add_argument("--standing", action="store_true", help="name somebody rightly in a second line")
    beside.add_argument("--site", action="store_true", help="name somebody rightly on other pages of the site")
    options = parser.parse_args()
    folder = options.data / "names"
    if not folder.is_dir():
        print(f"{folder} is missing: skipped. Name the folder above it with --data.", file=sys.stderr)
        return
    sets = [rows(folder / f"{name}.tsv")[: options.limit or None] for name in SETS]
    if options.standing or options.site:
        named_beside(sets, [row["canonical"] for row in rows(folder / "gazetteer.tsv")])
    if options.standing:
        for row in chain(*sets):
            row["context"] += "\n" + row["beside"]
    gazetteer = str(folder / "gazetteer.tsv")
    shipped = People.load(())
    listed = {one.name for one in known.shipped().targets}
    inside = sum(row["expected"] in listed for row in sets[0])
    guarded = sum(row["mention"] in known.shipped().countries for row in sets[1])
    print(f"{len(sets[0])} positives, {inside} of people that the shipped file may repair")
    print(f"{len(sets[1])} negatives, {guarded} of them known to it; {len(sets[2])} accepted spellings")
    for name, method in peers(folder).items():
        measure(name, method, sets)
    if options.site:
        measure("ours, names stage on a site", on_a_site(shipped), sets)
    rights = measure("ours, names stage alone", ours(shipped), sets)
    measure("ours, with the gazetteer", ours(People.load((gazetteer,))), sets)
    measure("ours, the whole of clean()", whole_pipeline(Cleaner()), sets)
    by_class(rights, sets[0])
    plain_text(shipped)


if __name__ == "__main__":
    main()
