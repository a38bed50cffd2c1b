"""Apply edits, undo them, settle their overlaps, and line a source up with what they made of it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dechaff.model import Edit, Pass, Span


def check(text: str, edits: Sequence[Edit]) -> None:
    """Raise ValueError unless the edits are sorted, disjoint, true to `text`, and each changes something."""
    position = 0
    for edit in edits:
        if edit.start < position or edit.end < edit.start:
            raise ValueError(f"{edit.rule}: edit at {edit.start} overlaps the one before it, or is out of order")
        if text[edit.start : edit.end] != edit.old or edit.end > len(text):
            raise ValueError(f"{edit.rule}: edit at {edit.start} does not quote the text that stands there")
        if edit.old == edit.new:
            raise ValueError(f"{edit.rule}: edit at {edit.start} changes nothing")
        position = edit.end


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Make the edits.

    >>> apply("Hello.. World", [Edit(5, 7, "..", ".", "spacing/double-stop", "punctuation", "spacing", "")])
    'Hello. World'
    """
    check(text, edits)
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (text[position : edit.start], edit.new)
        position = edit.end
    return "".join([*parts, text[position:]])


def undo(text: str, edits: Sequence[Edit]) -> str:
    """Take the edits back: the exact reverse of `apply`. Raises ValueError where `text` is not what they made.

    >>> undo("Hello. World", [Edit(5, 7, "..", ".", "spacing/double-stop", "punctuation", "spacing", "")])
    'Hello.. World'
    """
    parts: list[str] = []
    position = shift = 0
    for edit in edits:
        start = edit.start + shift
        if text[start : start + len(edit.new)] != edit.new or start < position:
            raise ValueError(f"the text at {start} is not what the edit by {edit.rule} left there")
        parts += (text[position:start], edit.old)
        position = start + len(edit.new)
        shift += len(edit.new) - len(edit.old)
    return "".join([*parts, text[position:]])


def claim(edits: Iterable[Edit]) -> list[Edit]:
    """Settle overlaps: who comes first in `edits` keeps its span; a later removal keeps what is left of its own.

    A later replacement that overlaps is dropped: half of it would make no sense. Returns the edits sorted.

    >>> first = Edit(2, 4, "cd", "", "a", "other", "noise", "")
    >>> [(e.start, e.end, e.rule) for e in claim([first, Edit(0, 6, "abcdef", "", "b", "other", "noise", "")])]
    [(0, 2, 'b'), (2, 4, 'a'), (4, 6, 'b')]
    """
    taken: list[Edit] = []
    latest: list[Edit] = []  # those behind one another: to insert each into `taken` would cost the square of them
    for edit in edits:
        if latest and edit.start < latest[-1].start:
            taken, latest = sorted([*taken, *latest], key=_place), []
        latest += [piece for part in _free_pieces(edit, taken) for piece in _free_pieces(part, latest)]
    return sorted([*taken, *latest], key=_place)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _free_pieces(edit: Edit, taken: Sequence[Edit]) -> list[Edit]:
    """Cut an edit to what no edit in `taken`, sorted by their start, covers."""
    first = max(bisect_left(taken, edit.start, key=lambda other: other.start) - 1, 0)
    blockers = []
    for place in range(first, len(taken)):
        other = taken[place]
        if other.start >= edit.end and (other.start > edit.end or other.end > other.start or edit.end > edit.start):
            break
        if other.end > edit.start or (other.start == other.end == edit.start and edit.start == edit.end):
            blockers.append(other)
    if not blockers:
        return [edit]
    if edit.new:
        return []
    gaps, position = [], edit.start
    for other in blockers:
        gaps.append((position, other.start))
        position = max(position, other.end)
    gaps.append((position, edit.end))
    return [_slice(edit, start, end) for start, end in gaps if start < end]


def outside(edit: Edit, guards: Sequence[Span]) -> list[Edit]:
    """What is left of a removal where guards, sorted and disjoint, hold on to their spans.

    >>> edit = Edit(0, 6, "abcdef", "", "a", "other", "noise", "")
    >>> [piece.old for piece in outside(edit, [Span(2, 3), Span(5, 9)])]
    ['ab', 'de']
    """
    if not guards:
        return [edit]
    pieces, position = [], edit.start
    place = max(bisect_right(guards, edit.start, key=lambda guard: guard.start) - 1, 0)
    while place < len(guards) and guards[place].start < edit.end:
        if guards[place].end > position:
            pieces.append((position, guards[place].start))
            position = guards[place].end
        place += 1
    pieces.append((position, edit.end))
    return [_slice(edit, start, end) for start, end in pieces if start < end]


def _slice(edit: Edit, start: int, end: int) -> Edit:
    """A part of a removal."""
    return replace(edit, start=start, end=end, old=edit.old[start - edit.start : end - edit.start])


class Piece(NamedTuple):
    """A stretch of the final text, or one that is gone, and the stretch of the source it came from."""

    source: Span
    final: Span
    rule: str | None = None  # the last rule that changed it; None where it is as it was

    @property
    def is_removed(self) -> bool:
        return self.final.start == self.final.end


class _Part(NamedTuple):
    """A stretch of the text between two passes: `length` characters that came from `source`."""

    source: Span
    length: int
    rule: str | None = None


def compose(passes: Sequence[Pass], length: int) -> list[Piece]:
    """Line the source up with the final text: pieces in order that together cover both.

    `length` is the source's. A piece without a rule is the same on both sides; a piece whose `final` is empty
    was removed by its rule; any other was replaced.
    """
    parts = _whole(length)
    for done in passes:
        parts = _through(parts, done.edits)
    return _pieces(parts)


def before_each(passes: Sequence[Pass], length: int) -> Iterator[list[Piece]]:
    """What `compose` makes of the passes before each one."""
    parts = _whole(length)
    for place in range(len(passes)):
        if place:
            parts = _through(parts, passes[place - 1].edits)
        yield _pieces(parts)


def _whole(length: int) -> list[_Part]:
    return [_Part(Span(0, length), length)] if length else []


def _pieces(parts: Sequence[_Part]) -> list[Piece]:
    pieces, position = [], 0
    for part in parts:
        pieces.append(Piece(part.source, Span(position, position + part.length), part.rule))
        position += part.length
    return pieces


def _through(parts: Sequence[_Part], edits: Sequence[Edit]) -> list[_Part]:
    """Push parts through one pass. What an edit covers becomes one part that knows its rule."""
    out: list[_Part] = []
    queue = list(reversed(parts))
    position = 0  # in the text that the pass read
    for edit in edits:
        while queue and (position < edit.start or not queue[-1].length):
            part = queue.pop()
            if position + part.length > edit.start:
                part, rest = _split(part, edit.start - position)
                queue.append(rest)
            out.append(part)
            position += part.length
        position = _cover(edit, queue, position, out)
    return out + queue[::-1]


def _cover(edit: Edit, queue: list[_Part], position: int, out: list[_Part]) -> int:
    """Move what an edit covers from the queue to `out`, as the edit leaves it; returns the position behind it."""
    covered: list[_Part] = []
    while queue and position < edit.end:
        part = queue.pop()
        if position + part.length > edit.end:
            part, rest = _split(part, edit.end - position)
            queue.append(rest)
        covered.append(part)
        position += part.length
    if not covered:  # an insertion
        anchor = out[-1].source.end if out else (queue[-1].source.start if queue else 0)
        out.append(_Part(Span(anchor, anchor), len(edit.new), edit.rule))
        return position
    length = len(edit.new)
    for part in _joined(covered) if edit.new else covered:
        if part.length:
            out.append(_Part(part.source, length, edit.rule))
            length = 0
        else:  # what an earlier rule removed in between stays that rule's
            out.append(part)
    return position


def _joined(parts: Sequence[_Part]) -> list[_Part]:
    """Make one part of neighbours that are still there, so that what replaces them has one origin."""
    out: list[_Part] = []
    for part in parts:
        if out and part.length and out[-1].length:
            last = out[-1]
            out[-1] = _Part(Span(last.source.start, part.source.end), last.length + part.length)
        else:
            out.append(part)
    return out


def _split(part: _Part, at: int) -> tuple[_Part, _Part]:
    """Cut a part `at` characters in. A replaced part keeps its whole source on the left: it has no inner map."""
    if part.rule is None:
        middle = part.source.start + at
        return (
            _Part(Span(part.source.start, middle), at),
            _Part(Span(middle, part.source.end), part.length - at),
        )
    return (
        _Part(part.source, at, part.rule),
        _Part(Span(part.source.end, part.source.end), part.length - at, part.rule),
    )


def to_source(pieces: Sequence[Piece], position: int) -> int:
    """The source position of a position in the final text; inside a replacement, the start of what it replaced."""
    place = bisect_right(pieces, position, key=lambda piece: piece.final.start) - 1
    if place < 0:
        return 0
    piece = pieces[place]
    if piece.rule is None:
        return piece.source.start + min(position - piece.final.start, piece.source.end - piece.source.start)
    return piece.source.start if position < piece.final.end else piece.source.end
