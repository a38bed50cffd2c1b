"""What is flagged as garbled, and what is repaired, in prose that people checked: nearly all of it should be nothing.

Reads the gold texts of all sets of pages, line by line of what is not blank, with every stage that repairs; and the
articles in `fixtures/`, whose broken spans are known.

    python bench/flags.py [--data DIR] [--limit N] [--shown RULE]
"""

import json
import sys
from collections import Counter
from pathlib import Path

from data import arguments, records
from dechaff import Cleaner, Settings

SETS = ("wcxb_dev", "magic_article", "mozilla_readability", "cleaneval_dev", "dragnet")
REPAIRS = ("encoding", "spacing", "names", "garbled")
FIXTURES = Path(__file__).parents[1] / "fixtures"
AROUND = 40


def broken_spans() -> tuple[int, int]:
    """How many of the spans that are known to be broken are flagged, and how many there are."""
    cleaner = Cleaner()
    found = []
    for article in json.loads((FIXTURES / "expected" / "articles.json").read_text(encoding="utf-8")):
        text = (FIXTURES / "articles" / article["file"]).read_text(encoding="utf-8")
        flags = cleaner.clean(text, kind="text").flags
        for span in article["garbled"]:
            start = text.index(span)
            found.append(any(flag.start < start + len(span) and flag.end > start for flag in flags))
    return sum(found), len(found)


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--shown", default="", help="show each flag and repair of this rule, or of those beginning so")
    options = parser.parse_args()
    print("broken spans in fixtures/articles that are flagged: {} of {}".format(*broken_spans()))
    if not options.data.is_dir():
        print(f"{options.data} is missing: skipped. Name the folder of the sets with --data.", file=sys.stderr)
        return
    cleaner = Cleaner(Settings(select=REPAIRS))
    flagged: Counter[str] = Counter()
    repaired: Counter[str] = Counter()
    lines = 0
    for name in SETS:
        for record in records(options.data, f"html/{name}.jsonl.zst", options.limit):
            text = record["gold"] or ""
            lines += sum(1 for line in text.split("\n") if line.strip())
            result = cleaner.clean(text, kind="text")
            flagged.update(flag.rule for flag in result.flags)
            repaired.update(edit.rule for edit in result.edits)
            found = [(flag.rule, flag.start, flag.end, "") for flag in result.flags]
            found += [(edit.rule, edit.start, edit.end, f" -> {edit.new!r}") for edit in result.edits]
            for rule, start, end, new in found:
                if options.shown and rule.startswith(options.shown):
                    print(f"  {rule}: {text[max(0, start - AROUND) : start]!r} {text[start:end]!r}{new}")
    total = sum(flagged.values())
    print(f"{lines:,} lines of gold prose: {total} flags, one in {lines // max(total, 1):,} lines")
    for title, counts in (("flagged", flagged), ("repaired", repaired)):
        print(f"{title}: " + ", ".join(f"{rule} {count}" for rule, count in counts.most_common()))


if __name__ == "__main__":
    main()
