"""What rules say of the lines of a text, for the model: which they take, and which they matched."""

from collections.abc import Sequence

import numpy as np

from dechaff.engines.lines.features import Lines as Marked
from dechaff.engines.lines.lexicon import GROUPS, group_of
from dechaff.model import Document, Edit, Span
from dechaff.rules.match import Findings


def marked(document: Document, findings: Findings, edits: Sequence[Edit]) -> Marked:
    """The lines of a document with the marks of what rules found, and of what they remove."""
    found = Marked.of(document.text, spans_of(document))
    for hit in findings.hits:
        found.marks[GROUPS.index(group_of(hit.rule.kind)), hit.first] = 1
    for miss in findings.misses:
        found.marks[GROUPS.index(group_of(miss.rule.kind)), miss.line] = 1
    removals = [(edit.start, edit.end) for edit in edits if not edit.new]
    if removals:
        starts, ends = np.array(removals).T
        place = np.searchsorted(starts, found.starts, side="right") - 1
        found.taken[:] = (place >= 0) & (ends[place] >= found.ends)
    return found


def spans_of(document: Document) -> list[Span]:
    """Where each line that is not blank stands, without the white space around it."""
    text, spans = document.text, list[Span]()
    for start, end in document.lines:
        line = text[start:end]
        filled = line.strip()
        if filled:
            first = start + len(line) - len(line.lstrip())
            spans.append(Span(first, first + len(filled)))
    return spans
