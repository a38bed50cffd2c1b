"""Turn what rules found into edits and flags: actions, overlaps, and the brake."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dechaff.edits import claim
from dechaff.model import Document, Edit, Flag, Span
from dechaff.rules.hit import Hit
from dechaff.rules.lines import Lines
from dechaff.rules.rule import Rule

BRAKE = "brake/too-much"


@dataclass(frozen=True, slots=True)
class Found:
    """A span and the rule that speaks of it; `matched` is what it matched, for the reason."""

    rule: Rule
    span: Span
    matched: str


def propose(document: Document, found: Sequence[Found], stage: str, brake: float) -> Iterator[Edit | Flag]:
    """Edits and flags for what was found. Who comes first keeps its span.

    Where the text would lose more than the share `brake` of its characters (spaces not counted), only what lines
    matched themselves goes: no cut and no block.
    """
    acting = [item for item in found if not item.rule.only_flags]
    edits = claim(_edit(document, item, stage) for item in acting)
    lost = sum(_weight(edit.old) for edit in edits)
    if lost and lost > brake * _weight(document.text):
        safe = claim(_edit(document, item, stage) for item in acting if item.rule.is_safe)
        if len(safe) < len(edits):
            yield _brake_flag(document, acting, brake)
        edits = safe
    yield from (edit for edit in edits if edit.old != edit.new)
    for item in found:
        if item.rule.only_flags:
            start, end = item.span
            yield Flag(start, end, document.text[start:end], item.rule.id, _reason(item))


def _weight(text: str) -> int:
    return len(text) - sum(map(text.count, " \n\r\t\u00a0"))


def _edit(document: Document, item: Found, stage: str) -> Edit:
    start, end = item.span
    new = item.rule.replacement if item.rule.action == "replace" else ""
    return Edit(start, end, document.text[start:end], new, item.rule.id, item.rule.kind, stage, _reason(item))


def _reason(item: Found) -> str:
    matched = item.matched if len(item.matched) <= 80 else item.matched[:79] + "…"
    return f"{item.rule.why}: {matched!r}" if matched else item.rule.why


def _brake_flag(document: Document, acting: Sequence[Found], brake: float) -> Flag:
    rules = sorted({item.rule.id for item in acting if not item.rule.is_safe})
    reason = f"more than {brake:.0%} of the text would go; kept what {', '.join(rules)} would remove"
    return Flag(0, len(document.text), "", BRAKE, reason)


def of_lines(lines: Lines, hits: Sequence[Hit]) -> list[Found]:
    """What the hits of text rules mean for the text."""
    return [Found(hit.rule, _span(lines, hit), lines.text[slice(*hit.span)]) for hit in hits]


def _span(lines: Lines, hit: Hit) -> Span:
    action = hit.rule.action
    text = lines.text
    if action in {"inline", "replace"}:
        return _part(lines, hit) if action == "inline" else hit.span
    if action == "flag":
        return hit.span if hit.first == hit.last else Span(hit.span.start, lines.span(hit.last).end)
    whole = lines.whole(hit.first, hit.last)
    if action == "cut-after":
        return Span(whole.start, len(text))
    return Span(0, whole.end) if action == "cut-before" else whole


def _part(lines: Lines, hit: Hit) -> Span:
    """The matched part of a line, with the spaces that would stay doubled; all of the line if nothing is left of it."""
    line = lines.span(hit.first)
    text = lines.text
    start, end = hit.span
    while end < line.end and text[end] in " \u00a0" and (start == line.start or text[start - 1] in " \u00a0"):
        end += 1
    if end == line.end:
        while start > line.start and text[start - 1] in " \u00a0":
            start -= 1
    return lines.whole(hit.first, hit.first) if Span(start, end) == line else Span(start, end)


def of_elements(document: Document, rules: Sequence[Rule]) -> Iterator[Found]:
    """What the selectors of rules find on a page; an element that fills its lines goes with their line ends."""
    for rule in rules:
        for selector in _selectors(rule):
            for span in document.page.select(selector) if document.page else ():
                yield Found(rule, with_line_end(document.text, span), selector)


def _selectors(rule: Rule) -> tuple[str, ...]:
    return getattr(rule.pattern, "values", ())


def with_line_end(text: str, span: Span) -> Span:
    """A span with the line end behind it, where it begins a line and ends one.

    >>> with_line_end("ab\\ncd\\n", Span(0, 2))
    Span(start=0, end=3)
    """
    begins = span.start == 0 or text[span.start - 1] == "\n"
    return Span(span.start, span.end + 1) if begins and text[span.end : span.end + 1] == "\n" else span
