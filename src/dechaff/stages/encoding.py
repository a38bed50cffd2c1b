"""Repair what was decoded wrongly: mojibake, HTML entities, control characters, lost bytes."""

from collections.abc import Iterator

from dechaff.model import Document, Edit
from dechaff.repairs import mojibake
from dechaff.stages.base import Resources

NAME = "encoding"


def propose(document: Document, resources: Resources) -> Iterator[Edit]:  # noqa: ARG001
    """Yield an edit for each damaged stretch. An entity in the text of a page was escaped twice."""
    for repair in mojibake.find(document.text):
        yield repair.edit(document.text, "encoding", NAME)
