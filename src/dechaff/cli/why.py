"""dechaff why: which rule did what to a line, where that rule stands, and what it matched."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dechaff.cli.options import CLEANING, settings_from, settings_options
from dechaff.cli.output import show
from dechaff.errors import InputError, shown
from dechaff.model import Document, Edit, Flag, Span

if TYPE_CHECKING:
    from dechaff.pipeline import Cleaner
    from dechaff.result import Result
    from dechaff.rules.book import Book

LOG = ".edits.jsonl"
MAX_QUOTED = 300  # characters of a match
MOST_DIGITS = 18  # of the number of a line


@click.command("why")
@click.argument("place", metavar="FILE:LINE")
@settings_options(*CLEANING)
def command(place: str, **flags: object) -> None:
    """Explain what cleaning does to a line of a file, and by which rule.

    Lines are counted from 1, as in the diff; those of a page are the lines of its visible text. FILE may also be the
    edit log of a folder run, NAME.edits.jsonl: then it says what that run did, which had seen the other pages too.
    """
    from dechaff.pipeline import Cleaner

    settings = settings_from(flags)
    path, number = _parsed(place)
    cleaner = Cleaner(settings)
    result = _of_log(path) if path.name.endswith(LOG) else _cleaned(path, cleaner)
    show("\n".join(explain(result, number, shown(path), cleaner.resources.rules)))
    for line in _of_page(result):
        show(line)


def _of_page(result: "Result") -> Iterator[str]:
    """What is known of the choice of the main content of a page."""
    if result.score is not None or result.doubt:
        yield "\nthe page"
    if result.score is not None:
        yield f"    score   {result.score:.2f}"
    if result.doubt:
        yield f"    doubt   {result.doubt}"


def _cleaned(path: Path, cleaner: "Cleaner") -> "Result":
    from dechaff.readers.files import kind_of, read_file

    settings = cleaner.settings
    data = read_file(path, settings.max_bytes)
    kind = kind_of(path) if settings.kind == "auto" else settings.kind
    return cleaner.clean(data, kind=kind, name=str(path))


def _of_log(path: Path) -> "Result":
    from dechaff.writers import log

    return log.read(path).result


def _parsed(place: str) -> tuple[Path, int]:
    """The file and the number of the line. Raises InputError with what was expected."""
    name, _, number = place.rpartition(":")
    if not name or not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        raise InputError(f"{shown(place)}: names no line; write FILE:LINE, such as {shown(place.rstrip(':'))}:12")
    return Path(name), int(number)


def explain(result: "Result", number: int, name: str, book: "Book") -> Iterator[str]:
    """What happened to a line, as lines to print. Raises InputError where there is no such line."""
    from dechaff.writers.diff import line_end_of, lines_of
    from dechaff.writers.trace import trace

    before = result.restore()
    lines = lines_of(before, line_end_of(before))
    if not 1 <= number <= len(lines):
        what = "line" if len(lines) == 1 else "lines"
        raise InputError(f"{name}: has {len(lines):,} {what}, so there is no line {number:,}")
    line = lines[number - 1]
    edits = [traced.edit for traced in trace(result) if _touches(traced.source, line)]
    flags = [flag for flag in result.flags if _touches(Span(flag.start, flag.end), line)]
    yield f"{name}:{number}: {_fate(result, line, before, edits)}"
    yield f"    {_quoted(before[line.start : line.end])}"
    for edit in edits:
        yield from _of_edit(edit, book)
    for flag in flags:
        yield from _of_flag(flag, book)
    if not edits and not flags:
        yield from _near_misses(_read_again(result, before), line, book)


def _touches(span: Span, line: Span) -> bool:
    return max(span.start, line.start) < min(span.end, line.end) or (
        span.start == span.end and line.start <= span.start < line.end
    )


def _fate(result: "Result", line: Span, before: str, edits: list[Edit]) -> str:
    """What became of a line: gone if none of its characters is left, its line end aside."""
    if not edits:
        return "kept"
    content = Span(line.start, line.start + len(before[line.start : line.end].rstrip("\r\n")) or line.end)
    if content.end == content.start:
        content = line
    gone = sum(
        max(0, min(piece.source.end, content.end) - max(piece.source.start, content.start))
        for piece in result.pieces
        if piece.is_removed
    )
    if gone == content.end - content.start:
        return "removed"
    return "repaired" if any(edit.new for edit in edits) else "partly removed"


def _of_edit(edit: Edit, book: "Book") -> Iterator[str]:
    act = "changed" if edit.new else "removed"
    yield ""
    yield f"{act} by {edit.rule}"
    yield from _of_rule(edit.rule, edit.stage, book)
    rule = book.rule(edit.rule)
    if edit.reason and not (rule and edit.reason.startswith(rule.why)):
        yield f"    reason  {edit.reason}"
    yield f"    match   {_quoted(edit.old)}"
    if edit.new:
        yield f"    now     {_quoted(edit.new)}"


def _of_flag(flag: Flag, book: "Book") -> Iterator[str]:
    yield ""
    yield f"flagged by {flag.rule}"
    yield from _of_rule(flag.rule, "", book)
    yield f"    reason  {flag.reason}"
    yield f"    match   {_quoted(flag.text)}"


def _of_rule(rule_id: str, stage: str, book: "Book") -> Iterator[str]:
    """Where a rule stands and what it is for; what is built in has only a stage."""
    rule = book.rule(rule_id)
    if rule is not None:
        yield f"    rule    {shown(rule.file)}:{rule.line}"
        yield f"    why     {rule.why}"
    else:
        yield f"    rule    built into the stage {stage}" if stage else "    rule    built in"


def _read_again(result: "Result", before: str) -> Document:
    """The document as it was read, with the elements of a page that guards hold."""
    if result.source.kind != "html":
        return Document(result.source, before)
    from dechaff import readers

    source = result.source
    page = readers.read(source.content, kind="html", url=source.url, lang=source.lang)
    return Document(source, before, page=page.page)


def _near_misses(document: Document, line: Span, book: "Book") -> Iterator[str]:
    """What to say of a line that was kept: which rules matched it and were held back, and by what."""
    from dechaff.rules.explain import near_misses

    guards = list(_guards(document, line, book))
    yield from guards
    document = replace(document, guarded=book.scope(document).elements_guarded(document), page=None)
    found = [miss for miss in near_misses(document, book) if _touches(miss.span, line)]
    if not found and not guards:
        yield "no rule matched"
    for miss in found:
        yield ""
        yield f"not removed by {miss.rule.id}: {miss.condition}"
        yield from _of_rule(miss.rule.id, "", book)


def _guards(document: Document, line: Span, book: "Book") -> Iterator[str]:
    """The selectors under `keep` that hold a line of a page."""
    if document.page is None:
        return
    selectors = [value for guard in book.scope(document).guards if guard.how == "css" for value in guard.values]
    for selector in selectors:
        if any(_touches(span, line) for span in document.page.select(selector)):
            yield f"held by a guard under `keep`: css: '{selector}'"


def _quoted(text: str) -> str:
    """A match on one line, shortened in the middle."""
    text = text.rstrip("\r\n") or text
    if len(text) > MAX_QUOTED:
        half = MAX_QUOTED // 2
        text = f"{text[:half]} ... {text[-half:]}"
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
