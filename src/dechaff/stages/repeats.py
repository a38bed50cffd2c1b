"""Lines that stand twice in a row: an extractor took the same headline or paragraph from two places of a page."""

from collections.abc import Iterator

from dechaff.model import Document, Edit
from dechaff.rules.lines import Lines
from dechaff.stages.base import Resources

NAME = "repeats"
RULE = "repeats/line"

# Refrains, list items and table rows repeat too, but they are short.
_LEAST_WORDS = 8


def propose(document: Document, resources: Resources) -> Iterator[Edit]:  # noqa: ARG001
    """The second of two equal lines, where they are long enough to be a sentence or a headline."""
    lines = Lines(document)
    for index in range(1, len(lines)):
        text = lines.texts[index]
        if text == lines.texts[index - 1] and lines.words(index) >= _LEAST_WORDS:
            start, end = lines.whole(index, index)
            yield Edit(start, end, document.text[start:end], "", RULE, "other", NAME, "the line before says the same")
