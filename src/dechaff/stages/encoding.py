"""Repair what was decoded wrongly: mojibake, HTML entities in plain text, control characters, lost bytes."""

from collections.abc import Iterator

from dechaff.model import Document, Edit
from dechaff.repairs import mojibake
from dechaff.stages.base import Resources

NAME = "encoding"


def propose(document: Document, resources: Resources) -> Iterator[Edit]:  # noqa: ARG001
    """Yield an edit for each damaged stretch. Entities in the text of a page are meant: its parser has read them."""
    for repair in mojibake.find(document.text, entities=document.source.kind == "text"):
        yield repair.edit(document.text, "encoding", NAME)
