"""What rules nearly took: matches that a condition or a guard held back. For `dechaff why`."""

from collections.abc import Iterator
from dataclasses import dataclass

from dechaff.model import Document, Span
from dechaff.rules.book import Book
from dechaff.rules.lines import Lines
from dechaff.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that matched a line, the line, and what held it back, as the end of a sentence."""

    rule: Rule
    span: Span
    condition: str


def near_misses(document: Document, book: Book) -> Iterator[NearMiss]:
    """The lines of a text that a rule matched and yet left alone."""
    lines = document.known(Lines)
    scope = book.scope(document)
    guarded = scope.guarded(document)
    for matcher in (scope.site, scope.general):
        findings = matcher.search(lines, all_misses=True)
        for miss in findings.misses:
            yield NearMiss(miss.rule, lines.span(miss.line), miss.condition)
        for hit in findings.hits:
            span = lines.span(hit.first)
            if any(guard.start <= span.start and span.end <= guard.end for guard in guarded):
                yield NearMiss(hit.rule, span, "a guard under `keep` holds it")
