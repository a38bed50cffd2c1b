"""Move what belongs to a text along when it is edited: positions, blocks, the page."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from dechaff.edits import apply
from dechaff.model import Block, Document, Edit, Element, Page, Span

# Makes a named tuple of all its fields in a third of the time of its own constructor.
_new = tuple.__new__


class Shift:
    """Where the spans of a text go when one pass is applied to it.

    >>> shift = Shift([Edit(2, 4, "cd", "", "a", "other", "noise", "")])
    >>> shift.span(Span(0, 6)), shift.span(Span(3, 6))
    (Span(start=0, end=4), Span(start=2, end=4))
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._grown = list(accumulate(len(edit.new) - len(edit.old) for edit in edits))

    def span(self, span: Span | Block) -> Span:
        """Move a span. It loses what was removed of it; an edit that it touched only partly belongs to it whole."""
        start = self._start(span[0])
        return Span(start, max(start, self._end(span[1])))

    def _start(self, position: int) -> int:
        place = bisect_right(self._starts, position) - 1
        if place < 0:
            return position
        edit = self._edits[place]
        if position >= edit.end:
            return position + self._grown[place]
        return edit.end + self._grown[place] - len(edit.new)

    def _end(self, position: int) -> int:
        place = bisect_left(self._starts, position) - 1
        return position if place < 0 else max(position, self._edits[place].end) + self._grown[place]


@dataclass(frozen=True)
class _ShiftedPage:
    """A page whose blocks and selectors answer in the positions of an edited text."""

    before: Page
    shift: Shift

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(_shifted(self.before.blocks, self.shift))  # most stages never ask

    @property
    def markup(self) -> str:
        return self.before.markup

    @property
    def generator(self) -> str | None:
        return self.before.generator

    @property
    def depth(self) -> int:
        return self.before.depth

    @property
    def elements(self) -> Sequence[Element]:
        return self.before.elements

    @property
    def skipped(self) -> dict[str, int]:
        return self.before.skipped

    def select(self, selector: str) -> list[Span]:
        spans = (self.shift.span(span) for span in self.before.select(selector))
        return [span for span in spans if span.end > span.start]


def apply_to(document: Document, edits: Sequence[Edit]) -> Document:
    """The document as the next stage reads it: its text edited, its blocks and its page moved along."""
    if not edits:
        return document
    text = apply(document.text, edits)
    shift = Shift(edits)
    document = replace(document, text=text, guarded=tuple(map(shift.span, document.guarded)))
    return replace(document, page=_ShiftedPage(document.page, shift)) if document.page else document


def _shifted(blocks: Iterable[Block], shift: Shift) -> Iterator[Block]:
    """The blocks of which something is left, moved along."""
    for block in blocks:
        start, end = shift.span(block)
        if end > start:
            yield _new(Block, (start, end, *block[2:5], min(block.link_chars, end - start), *block[6:]))
