"""Lead edits back to the source: where each stood, and which one made each piece what it is."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dechaff.edits import Piece, before_each
from dechaff.model import Edit, Span
from dechaff.result import Result


@dataclass(frozen=True, slots=True)
class Traced:
    """An edit and the stretch of the source that it speaks of."""

    source: Span
    edit: Edit


def trace(result: Result) -> list[Traced]:
    """Every edit with its place in the source, pass after pass."""
    traced: list[Traced] = []
    for done, pieces in zip(result.passes, before_each(result.passes, result.length), strict=True):
        starts = [piece.final.start for piece in pieces]
        traced += [Traced(_origin(edit, pieces, starts), edit) for edit in done.edits]
    return traced


def _origin(edit: Edit, pieces: Sequence[Piece], starts: Sequence[int]) -> Span:
    start = _source_of(edit.start, pieces, starts).start
    return Span(start, max(start, _source_of(edit.end - 1, pieces, starts).end if edit.end > edit.start else start))


def _source_of(position: int, pieces: Sequence[Piece], starts: Sequence[int]) -> Span:
    """The source of one character; inside a replacement, all that was replaced."""
    place = bisect_right(starts, position) - 1
    if place < 0:
        return Span(0, 0)
    piece = pieces[place]
    if position >= piece.final.end:
        return Span(piece.source.end, piece.source.end)
    if piece.rule is not None:
        return piece.source
    start = piece.source.start + position - piece.final.start
    return Span(start, start + 1)


def makers(result: Result) -> list[Edit | None]:
    """For each of `result.pieces` the edit that made it what it is; None for those that are as they were."""
    by_rule: dict[str, list[Traced]] = defaultdict(list)
    for traced in trace(result):
        by_rule[traced.edit.rule].append(traced)
    starts: dict[str, list[int]] = {}
    for rule, found in by_rule.items():
        found.sort(key=lambda traced: traced.source.start)
        starts[rule] = [traced.source.start for traced in found]
    return [
        by_rule[piece.rule][max(bisect_right(starts[piece.rule], piece.source.start) - 1, 0)].edit
        if piece.rule is not None
        else None
        for piece in result.pieces
    ]
