"""What may be done to extracted text: our cleaning, C4's line filter, and a filter that knows the gold text."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Protocol

sys.path.insert(0, str(Path(__file__).parent / "train"))

import numpy as np
from labels import labels

from data import Record
from dechaff import readers
from dechaff.model import Document
from dechaff.pipeline import Cleaner, run
from dechaff.repeats.count import Counting
from dechaff.repeats.site import LEAST_PAGES, hash_of_site, hashes, site_of
from dechaff.repeats.table import Repeats
from dechaff.result import Result


class Clean(Protocol):
    """Our cleaning of a record, with what was counted over the pages of its site, if anything was."""

    def __call__(self, record: Record, repeats: Repeats | None = None) -> Result: ...


def cleaning(cleaner: Cleaner) -> Clean:
    """Our cleaning of a record's text."""
    return lambda record, repeats=None: run(_read(record), replace(cleaner.resources, repeats=repeats))


def of_sites(texts: list[Record], clean: Clean) -> tuple[list[Record], Callable[[Record], str]]:
    """The texts of sites that have at least three, and our cleaning of them that knows each other's lines."""
    hosts = Counter(site_of("", text.get("url")) for text in texts)
    found = [text for text in texts if text.get("url") and hosts[site_of("", text["url"])] >= LEAST_PAGES]
    with Counting() as counting:
        for text in found:
            site = site_of("", text["url"])
            numbers = np.unique(np.array(hashes(_read(text), site), dtype=np.uint64))
            counting.add(hash_of_site(site), numbers[numbers > 0].tobytes())
        counted = counting.repeats()
    return found, lambda record: clean(record, counted).text


def _read(record: Record) -> Document:
    return readers.read(record["text"], kind="text", url=record.get("url"))


def c4() -> tuple[str, Callable[[str], str]] | None:
    """The line filter of C4 as datatrove has it, with its name; None where it is not installed.

    Its rules for whole pages are off: a page that they drop would have no text to score.
    """
    if find_spec("datatrove") is None or find_spec("spacy") is None:
        print("datatrove, or spacy for its sentences, is not installed: C4's filter is skipped.", file=sys.stderr)
        return None
    from datatrove.data import Document
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter

    keeper = C4QualityFilter(min_num_sentences=-1, filter_lorem_ipsum=False, filter_curly_bracket=False)

    def filtered(text: str) -> str:
        document = Document(text=text, id="")
        keeper.filter(document)
        return str(document.text)

    return f"C4QualityFilter (datatrove {version('datatrove')})", filtered


def c4_whole() -> Callable[[str], object] | None:
    """The same with its defaults, for its speed."""
    if find_spec("datatrove") is None or find_spec("spacy") is None:
        return None
    from datatrove.data import Document
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter

    keeper = C4QualityFilter()
    return lambda text: keeper.filter(Document(text=text, id=""))


def knowing(record: Record, score: ModuleType) -> str:
    """The lines of which at least half of the words are in the gold text, in order."""
    lines = record["text"].split("\n")
    shares = labels(lines, record["gold"] or "", score.words)
    return "\n".join(line for line, share in zip(lines, shares, strict=True) if share >= 0.5)
