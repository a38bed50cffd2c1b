"""What may be done to extracted text: our cleaning, C4's line filter, and a filter that knows the gold text."""

import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parent / "train"))

from folds import COUNT, fold_of
from labels import labels

from data import Record
from dechaff import readers
from dechaff.engines.lines.file import load
from dechaff.pipeline import Cleaner, run
from dechaff.result import Result
from dechaff.stages.base import Resources

TRAINED_ON = ("wcxb_dev", "magic_article", "mozilla_readability")

Clean = Callable[[Record], Result]


def cleaning(cleaner: Cleaner, folds: Path) -> Clean:
    """Our cleaning of a record's text; texts of the sets the line model knows go to one that never saw their site."""
    if not (folds / "fold0.npz").is_file():
        print(f"{folds} holds no models of folds: the line model is off for the sets that it was trained on.")
    resources = [_with_model(cleaner, folds / f"fold{fold}.npz") for fold in range(COUNT)]

    def clean(record: Record) -> Result:
        known = record["set"] in TRAINED_ON
        return run(
            readers.read(record["text"], kind="text"), resources[fold_of(record)] if known else cleaner.resources
        )

    return clean


def _with_model(cleaner: Cleaner, path: Path) -> Resources:
    if not path.is_file():
        return replace(cleaner.resources, settings=replace(cleaner.settings, ignore=("noise/model",)))
    return replace(cleaner.resources, lines=load(path))


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
