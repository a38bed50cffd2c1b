"""How fast text is cleaned, all stages on, in one process, beside `ftfy.fix_text` alone in the same run.

Both see each text in turn, so that a machine that slows down slows both. Prints MB/s (UTF-8), the ratio, and where
the time goes.

    python bench/text.py [--data DIR] [--limit N]
"""

import time
from collections import Counter
from collections.abc import Iterator

import ftfy

from data import arguments, records
from dechaff import readers
from dechaff.model import Document, Edit, Flag
from dechaff.pipeline import Cleaner, run
from dechaff.stages import STAGES
from dechaff.stages.base import Resources, Stage

SET = "text/residual_trafilatura.jsonl.zst"


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
    for text in texts[:20]:  # what is loaded when first used
        cleaner.clean(text)
        ftfy.fix_text(text)
    ours = theirs = 0.0
    spent: Counter[str] = Counter()
    for text in texts:
        begin = time.process_time()
        cleaner.clean(text, kind="text")
        middle = time.process_time()
        ftfy.fix_text(text)
        ours, theirs = ours + middle - begin, theirs + time.process_time() - middle
    timed = tuple(Timed(stage, spent) for stage in STAGES)
    begin = time.process_time()
    for text in texts:
        run(readers.read(text, kind="text"), cleaner.resources, timed)
    whole = time.process_time() - begin
    print(f"{len(texts)} texts, {megabytes:.1f} MB of UTF-8, one process, processor time")
    print(f"dechaff, all stages   {megabytes / ours:6.2f} MB/s")
    print(f"ftfy.fix_text alone   {megabytes / theirs:6.2f} MB/s")
    print(f"ratio                 {theirs / ours:6.2f}")
    print("where the time goes:")
    for name, seconds in [*spent.most_common(), ("reading, applying", whole - sum(spent.values()))]:
        print(f"  {name:18}{seconds / whole:7.1%}")


if __name__ == "__main__":
    main()
