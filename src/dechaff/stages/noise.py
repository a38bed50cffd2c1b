"""What sites print around articles, found in the text alone: by the general rules, and by a model of lines."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dechaff.model import Document, Edit, Flag
from dechaff.rules import act
from dechaff.rules.lines import Lines
from dechaff.rules.match import Findings
from dechaff.stages.base import Resources

NAME = "noise"
MODEL = "noise/model"
DOUBT = "noise/low-confidence"


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """What the general rules in scope find.

    A thorough cleaning lets experimental rules act, and asks the model, which triples the time of all the rest.
    """
    settings = resources.settings
    lines = document.known(Lines)
    findings = resources.rules.scope(document).general.search(lines)
    found = act.of_lines(lines, findings.hits)
    if settings.level == "thorough":
        found = [replace(item, rule=replace(item.rule, status="stable")) for item in found]
    proposed = list(act.propose(document, found, NAME, settings.brake))
    yield from proposed
    if settings.level == "thorough" and settings.wants(MODEL, "other"):
        edits = [one for one in proposed if isinstance(one, Edit)]
        yield from _of_model(document, findings, edits, resources)


def _of_model(
    document: Document, findings: Findings, edits: Sequence[Edit], resources: Resources
) -> Iterator[Edit | Flag]:
    """Removals of whole lines where the model is sure, flags where it nearly is; the brake counts all of the stage."""
    from dechaff.engines.lines.file import load  # numpy, and the model file
    from dechaff.engines.lines.judge import judge, may_speak
    from dechaff.engines.lines.marks import marked, spans_of

    settings, lines = resources.settings, document.known(Lines)
    spans = spans_of(document)
    if not may_speak(spans):
        return
    verdicts = list(judge(marked(document, findings, edits), resources.lines or load()))
    removals = [_removal(lines, verdict.line, verdict.reason) for verdict in verdicts if verdict.goes]
    removals = [edit for edit in removals if not _touches(edit, edits)]  # the next round sees what rules left of a line
    going = sum(_weight(edit.old) for edit in (*edits, *removals))
    if removals and going > settings.brake * _weight(document.text):
        reason = f"more than {settings.brake:.0%} of the text would go by the model of lines"
        yield Flag(0, len(document.text), "", act.BRAKE, reason)
        return
    yield from removals
    for verdict in verdicts:
        if not verdict.goes:
            start, end = spans[verdict.line]
            yield Flag(start, end, document.text[start:end], DOUBT, verdict.reason)


def _removal(lines: Lines, line: int, reason: str) -> Edit:
    start, end = lines.whole(line, line)
    return Edit(start, end, lines.text[start:end], "", MODEL, "other", NAME, reason)


def _touches(edit: Edit, others: Sequence[Edit]) -> bool:
    """Whether one of the other edits, sorted and disjoint, reaches into a removal."""
    place = bisect_left(others, edit.end, key=lambda other: other.start)
    return place > 0 and others[place - 1].end > edit.start


def _weight(text: str) -> int:
    return len(text) - sum(map(text.count, " \n\r\t\u00a0"))
