"""Headlines that stand twice in a row: an extractor took the same one from two places of a page."""

import re
from collections.abc import Iterator

from dechaff.model import Document, Edit
from dechaff.stages.base import Resources

NAME = "repeats"
RULE = "repeats/line"

# Refrains, list items and table rows repeat too, but they are short.
LEAST_WORDS = 8
# Whole sentences that stand twice are more often in the article than not: on the residual texts of three extractors,
# removing them lowers word F1, removing headlines raises it.
SENTENCE = re.compile(r"""[.:;!?。！？]["')\]»”’]*$""")


def propose(document: Document, resources: Resources) -> Iterator[Edit]:  # noqa: ARG001
    """The second of two equal lines, where they are long enough for a headline and do not end like a sentence."""
    before = ""
    for start, end in document.lines:
        line = document.text[start:end].strip()
        if line and line == before and line.count(" ") >= LEAST_WORDS - 1 and not SENTENCE.search(line):
            yield _removal(document, start, end)
        before = line or before


def _removal(document: Document, start: int, end: int) -> Edit:
    """Remove a line with its line end."""
    end += 2 if document.text.startswith("\r\n", end) else document.text[end : end + 1] in {"\r", "\n"}
    return Edit(start, end, document.text[start:end], "", RULE, "other", NAME, "the line before says the same")
