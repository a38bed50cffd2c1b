"""A unified diff in which every hunk names the rules that made it; computed from the edits, never by comparing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dechaff.model import Span
from dechaff.result import Result

CONTEXT = 3  # lines around a change, as `diff -u` and git show them


def line_end_of(text: str) -> str:
    """What ends a line: a line feed, as for `patch` and editors; a carriage return in a text that has only those."""
    return "\r" if "\r" in text and "\n" not in text else "\n"


def lines_of(text: str, end: str) -> list[Span]:
    """Where each line of a text stands, its line end included; the numbering of diffs and of `why`.

    >>> lines_of("one\\r\\ntwo", "\\n")
    [Span(start=0, end=5), Span(start=5, end=8)]
    """
    spans, start = [], 0
    while start < len(text):
        found = text.find(end, start)
        stop = len(text) if found < 0 else found + 1
        spans.append(Span(start, stop))
        start = stop
    return spans


def unified(result: Result, name: str) -> str:
    """The diff from the text that was read to the clean text; empty where nothing changed.

    >>> from dechaff.model import Edit, Pass, Source
    >>> edit = Edit(3, 10, "Share!\\n", "", "share-bar", "share", "noise", "")
    >>> print(unified(Result(Source("It\\nShare!\\n"), "It\\n", 10, (Pass("noise", (edit,)),)), "a.txt"), end="")
    --- a/a.txt
    +++ b/a.txt
    @@ -1,2 +1,1 @@ share-bar
     It
    -Share!
    """
    before, after = result.restore(), result.text
    if before == after:
        return ""
    end = line_end_of(before)
    old, new = lines_of(before, end), lines_of(after, end)
    changes = list(_changes(_same_lines(result, before, old, new), len(old), len(new)))
    changes = [slim for change in changes if (slim := _slimmed(change, before, after, old, new))]
    if not changes:
        return ""
    rules = _rules_of(changes, result, before, old)
    name = name.lstrip("/")
    parts = [f"--- {_quoted('a/' + name)}\n+++ {_quoted('b/' + name)}\n"]
    for hunk in _hunks(changes):
        parts += _hunk(hunk, rules, _Side(before, old, end), _Side(after, new, end))
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines `old` of the source that became lines `new` of the clean text; `around` is `old` before trimming."""

    old: Span
    new: Span
    around: Span


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of the diff: a text, its lines and what ends them."""

    text: str
    lines: list[Span]
    line_end: str

    def show(self, mark: str, lines: Span) -> Iterator[str]:
        for start, end in self.lines[lines.start : lines.end]:
            line = self.text[start:end]
            if line.endswith(self.line_end):
                yield f"{mark}{line[:-1]}\n"
            else:
                yield f"{mark}{line}\n\\ No newline at end of file\n"


def _kept_runs(result: Result, before: str) -> list[tuple[Span, int]]:
    """Stretches of the source that stand in the clean text as they were, and how far they moved."""
    runs: list[tuple[Span, int]] = []
    for piece in result.pieces:
        source, final = piece.source, piece.final
        moved = final.start - source.start
        same = piece.rule is None or before[source.start : source.end] == result.text[final.start : final.end]
        if not same or source.start == source.end:
            continue
        if runs and runs[-1][0].end == source.start and runs[-1][1] == moved:
            runs[-1] = (Span(runs[-1][0].start, source.end), moved)
        else:
            runs.append((source, moved))
    return runs


def _same_lines(result: Result, before: str, old: Sequence[Span], new: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Numbers of the lines that are the same on both sides, because every character of them was kept."""
    number_at = {line.start: number for number, line in enumerate(new)}
    number = 0
    for run, moved in _kept_runs(result, before):
        while number < len(old) and old[number].start < run.start:
            number += 1
        while number < len(old) and old[number].start < run.end:
            line = old[number]
            found = number_at.get(line.start + moved)
            if found is not None and _is_same(before, line, result.text, new[found], run.end + moved):
                yield number, found
            number += 1


def _is_same(before: str, line: Span, after: str, other: Span, kept_until: int) -> bool:
    """Whether a kept stretch holds all of a line but, perhaps, its line end, which may be another one's now."""
    length = line.end - line.start
    if other.end - other.start != length or before[line.end - 1] != after[other.end - 1]:
        return False
    has_end = length > 1 and after[other.end - 1] in "\r\n"
    return other.end - has_end <= kept_until


def _changes(same: Iterable[tuple[int, int]], old_count: int, new_count: int) -> Iterator[_Change]:
    """The lines between those that are the same."""
    old_start = new_start = 0
    for old, new in [*same, (old_count, new_count)]:
        if old > old_start or new > new_start:
            yield _Change(Span(old_start, old), Span(new_start, new), Span(old_start, old))
        old_start, new_start = old + 1, new + 1


def _slimmed(change: _Change, before: str, after: str, old: Sequence[Span], new: Sequence[Span]) -> _Change | None:
    """The change without equal lines at its head and tail; None where nothing is left of it."""
    (start, end), (new_start, new_end) = change.old, change.new

    def equal(number: int, other: int) -> bool:
        return before[slice(*old[number])] == after[slice(*new[other])]

    while start < end and new_start < new_end and equal(start, new_start):
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and equal(end - 1, new_end - 1):
        end, new_end = end - 1, new_end - 1
    if start == end and new_start == new_end:
        return None
    return _Change(Span(start, end), Span(new_start, new_end), change.around)


def _rules_of(changes: Sequence[_Change], result: Result, before: str, old: Sequence[Span]) -> dict[_Change, list[str]]:
    """The rules behind each change, in the order of the text."""
    changed = [piece for piece in result.pieces if piece.rule is not None]
    rules: dict[_Change, list[str]] = {}
    first = 0
    for change in changes:
        start = old[change.around.start].start if change.around.start < len(old) else len(before)
        end = old[change.around.end - 1].end if change.around.end > change.around.start else start
        start = max(0, start - 1)  # the line end before may have come from what changed
        while first < len(changed) and changed[first].source.end < start:
            first += 1
        names: dict[str, None] = {}
        place = first
        while place < len(changed) and changed[place].source.start <= end:
            source = changed[place].source
            if source.end > start or source.start == start:
                names[changed[place].rule or ""] = None
            place += 1
        rules[change] = list(names)
    return rules


def _hunks(changes: Sequence[_Change]) -> Iterator[list[_Change]]:
    """Changes that stand so near to each other that their context meets go into one hunk."""
    hunk: list[_Change] = []
    for change in changes:
        if hunk and change.old.start - hunk[-1].old.end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    yield hunk


def _hunk(changes: Sequence[_Change], rules: dict[_Change, list[str]], before: _Side, after: _Side) -> Iterator[str]:
    lead = min(CONTEXT, changes[0].old.start)
    tail = min(CONTEXT, len(before.lines) - changes[-1].old.end)
    old = Span(changes[0].old.start - lead, changes[-1].old.end + tail)
    new = Span(changes[0].new.start - lead, changes[-1].new.end + tail)
    names = ", ".join(dict.fromkeys(rule for change in changes for rule in rules[change]))
    yield f"@@ -{_range(old)} +{_range(new)} @@ {names}".rstrip() + "\n"
    position = old.start
    for change in changes:
        yield from before.show(" ", Span(position, change.old.start))
        yield from before.show("-", change.old)
        yield from after.show("+", change.new)
        position = change.old.end
    yield from before.show(" ", Span(position, old.end))


def _range(lines: Span) -> str:
    """A range as unified diffs write it: an empty one names the line before it."""
    count = lines.end - lines.start
    return f"{lines.start + 1 if count else lines.start},{count}"


def _quoted(name: str) -> str:
    """A file name as git writes it: in quotes, with escapes, where it could be misread."""
    if name.isprintable() and not set(name) & set('"\\'):
        return name
    return '"' + "".join(_escaped(char) for char in name) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
