"""Tidy what is left: blank lines, stops and spaces, divided words; flag what looks broken beyond repair."""

from collections.abc import Iterator

from dechaff import language
from dechaff.model import Document, Edit, Flag
from dechaff.repairs import blank_lines, garbled, gate, hyphens, labels, punctuation, spaces
from dechaff.repairs.chain import Finder, chain
from dechaff.stages.base import Resources

NAME = "spacing"

FINDERS: dict[str, Finder] = {"hyphens": hyphens.find, "stops": punctuation.find, "spaces": spaces.find}


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """Yield removals of blank lines, repairs of punctuation, and flags."""
    text = document.text
    worth = document.known(gate.worth)
    for repair in blank_lines.find(text) if "blank lines" in worth else ():
        yield repair.edit(text, "spacing", NAME)
    for repair in chain(text, [find for name, find in FINDERS.items() if name in worth]):
        yield repair.edit(text, "punctuation", NAME)
    flags = [*garbled.find(text, worth)]
    if "labels" in worth and _reads_as(document, labels.LANGUAGE):
        flags += labels.find(text)
    yield from (flag for flag in flags if resources.settings.wants(flag.rule, "garbled"))


def _reads_as(document: Document, lang: str) -> bool:
    """Whether a text is declared to be in a language, or clearly has its function words."""
    return (document.source.lang or language.by_function_words(document.text) or "").startswith(lang)
