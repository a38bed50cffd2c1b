"""Repair what was decoded wrongly, or cannot be seen: mojibake, entities, control characters, lost bytes, marks."""

from collections.abc import Iterator

from dechaff.model import Document, Edit, Flag
from dechaff.repairs import gate, lost, marks, mojibake, stray_bytes
from dechaff.repairs.chain import Finder, chain
from dechaff.stages.base import Resources

NAME = "encoding"

# In this order: letters first, then the marks between them, then the letters that a mark had kept apart.
FINDERS: tuple[tuple[str, Finder], ...] = (
    ("bytes", stray_bytes.find),
    ("mojibake", mojibake.find),
    ("marks", marks.find),
    ("mojibake", mojibake.find),
)


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """Yield an edit for each damaged stretch, and flags. An entity in the text of a page was escaped twice."""
    text = document.text
    worth = document.known(gate.worth)
    if "mojibake" in worth:  # letters that are mended may show marks
        worth |= {"marks"}
    for repair in chain(text, [finder for name, finder in FINDERS if name in worth]):
        yield repair.edit(text, "encoding", NAME)
    if "lost" in worth:
        yield from (flag for flag in lost.find(text) if resources.settings.wants(flag.rule, "garbled"))
