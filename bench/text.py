"""How fast text is cleaned, all stages on, in one process, beside `ftfy.fix_text` alone and C4's filter, in one run.

All see each text in turn, so that a machine that slows down slows all. Prints MB/s (UTF-8), the ratios, and where the
time goes, also without the names, which take most of it. C4's filter is that of datatrove, where it is installed.

    python bench/text.py [--data DIR] [--limit N]
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator

import ftfy

from data import arguments, records
from dechaff import readers
from dechaff.model import Document, Edit, Flag
from dechaff.pipeline import Cleaner, run
from dechaff.stages import STAGES
from dechaff.stages.base import Resources, Stage
from filters import c4_whole

SET = "text/residual_trafilatura.jsonl.zst"
WARM_UP_SET, WARM_UP = "text/residual_resiliparse.jsonl.zst", 600


class Timed:
    """A stage that adds up the processor time it takes."""

    def __init__(self, stage: Stage, spent: Counter[str]) -> None:
        self.NAME = stage.NAME
        self._stage, self._spent = stage, spent

    def propose(self, document: Document, resources: Resources) -> Iterator[Edit | Flag]:
        begin = time.process_time()
        proposed = list(self._stage.propose(document, resources))
        self._spent[self.NAME] += time.process_time() - begin
        return iter(proposed)


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    texts = [record["text"] for record in records(options.data, SET, options.limit)]
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    cleaner = Cleaner()
    tools: dict[str, Callable[[str], object]] = {
        "dechaff, all stages": lambda text: cleaner.clean(text, kind="text"),
        "ftfy.fix_text alone": ftfy.fix_text,
    }
    filtered = c4_whole()
    if filtered is not None:
        tools["C4QualityFilter"] = filtered
    for record in records(options.data, WARM_UP_SET, WARM_UP):  # what is loaded or compiled when first used
        for tool in tools.values():
            tool(record["text"])
    taken: Counter[str] = Counter()
    for text in texts:
        for name, tool in tools.items():
            begin = time.process_time()
            tool(text)
            taken[name] += time.process_time() - begin  # type: ignore[assignment]
    spent: Counter[str] = Counter()
    timed = tuple(Timed(stage, spent) for stage in STAGES)
    begin = time.process_time()
    for text in texts:
        run(readers.read(text, kind="text"), cleaner.resources, timed)
    whole = time.process_time() - begin
    ours = taken["dechaff, all stages"]
    without = ours * (1 - spent["names"] / whole)
    print(f"{len(texts)} texts, {megabytes:.1f} MB of UTF-8, one process, processor time")
    print(f"{'':22}{'MB/s':>7}{'ratio':>8}{'without names':>15}")
    for name, seconds in taken.items():
        print(f"{name:22}{megabytes / seconds:7.2f}{seconds / ours:8.2f}{seconds / without:15.2f}")
    print("where the time goes:")
    for name, seconds in [*spent.most_common(), ("reading, applying", whole - sum(spent.values()))]:
        print(f"  {name:18}{seconds / whole:7.1%}")


if __name__ == "__main__":
    main()
