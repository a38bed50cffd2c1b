"""Ours and other people's main-content extractors, each a function from a page's record to text."""

import sys
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from data import Record
from dechaff import readers
from dechaff.engines.model.file import Model, load
from dechaff.engines.model.judge import judge

sys.path.insert(0, str(Path(__file__).parent / "train"))

from folds import COUNT, fold_of

TRAINED_ON = ("wcxb_dev", "magic_article", "mozilla_readability")
KEPT = 0.5

Extractor = Callable[[Record], str]


def extractors(group: str, folds: Path, peers: bool) -> dict[str, Extractor]:
    """All that can be run on a set; ours on one that it was trained on only with the models of the folds."""
    found: dict[str, Extractor] = {}
    if group not in TRAINED_ON:
        model = load()
        found["dechaff"] = lambda record: ours(record, model)
    elif (folds / "fold0.npz").is_file():
        models = [load(folds / f"fold{fold}.npz") for fold in range(COUNT)]
        found["dechaff"] = lambda record: ours(record, models[fold_of(record)])
    else:
        print(f"{group}: the model was trained on these pages, and {folds} holds no models of folds: not scored.")
    found["trafilatura"] = _trafilatura
    if peers:
        found["trafilatura, fast"] = _trafilatura_fast
        for package, (name, extractor) in PEERS.items():
            if find_spec(package) is None:
                print(f"{name} is not installed: skipped.", file=sys.stderr)
            else:
                found[f"{name} {version(name)}"] = extractor
    return found


def ours(record: Record, model: Model) -> str:
    """Read a page, and keep what the model votes in; no rules, no repairs."""
    document = readers.read(record["html"], kind="html")
    if not document.blocks or document.page is None:
        return ""
    keep = judge(document, document.page, model).keep
    blocks = zip(document.blocks, keep, strict=True)
    return "\n".join(document.text[block.start : block.end] for block, share in blocks if share >= KEPT)


def _trafilatura(record: Record) -> str:
    from trafilatura import extract

    return extract(record["html"], include_comments=False, include_tables=True) or ""


def _trafilatura_fast(record: Record) -> str:
    from trafilatura import extract

    return extract(record["html"], include_comments=False, include_tables=True, fast=True) or ""


def _readability(record: Record) -> str:
    from lxml import html
    from lxml.etree import LxmlError
    from readability import Document

    try:
        return str(html.fromstring(Document(record["html"]).summary()).text_content())
    except (LxmlError, ValueError, TypeError):
        return ""


def _resiliparse(record: Record) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(record["html"], main_content=True, alt_texts=False, links=False))


def _justext(record: Record) -> str:
    import justext
    from lxml.etree import LxmlError

    try:
        paragraphs = justext.justext(record["html"].encode(), justext.get_stoplist("English"))
    except (LxmlError, ValueError):
        return ""
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


PEERS: dict[str, tuple[str, Extractor]] = {
    "readability": ("readability-lxml", _readability),
    "resiliparse": ("resiliparse", _resiliparse),
    "justext": ("jusText", _justext),
}
