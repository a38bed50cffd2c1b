"""Find the lines of another tool's output in the blocks of a page.

Compared are letters and digits only, in lower case: tools differ in bullets, table bars and white space.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from dechaff.model import Span

# A shorter line must be a whole line of the page, or menus would match the middle of sentences.
SHORT = 24
# A longer one that is not on the page as it stands is looked for in pieces of this length.
PIECE = 16
# A line that stands in more places is furniture; looking at more costs time and finds nothing.
MAX_PLACES = 12
# Tools move lists and tables: what does not stand in order with the rest is looked for again by itself.
ROUNDS = 3
# What is too short to be looked for anywhere may follow the line before it so closely.
NEAR = 32


def key(text: str) -> str:
    """A text's letters and digits in lower case.

    >>> key("- It's 5 o'clock.")
    'its5oclock'
    """
    return "".join(filter(str.isalnum, text.lower()))


@dataclass(frozen=True, slots=True)
class Cover:
    """How much of each block the lines cover, and how much of the lines was found, from 0 to 1."""

    shares: tuple[float, ...]
    found: float


def cover(blocks: Sequence[str], lines: Sequence[str]) -> Cover:
    """Find `lines` in `blocks`; a block without letters or digits goes with its neighbours.

    >>> cover(["Home", "The cat sat.", "On a mat.", "Home"], ["The cat sat.", "On a mat."]).shares
    (0.0, 1.0, 1.0, 0.0)
    """
    stream = _Stream.of(blocks)
    wanted = [text for text in map(key, lines) if text]
    covered = bytearray(len(stream.text))
    for start, end in _spans(stream, wanted):
        covered[start:end] = b"\x01" * (end - start)
    shares: list[float | None] = []
    position = 0
    for end in accumulate(stream.lengths):
        shares.append(covered.count(1, position, end) / (end - position) if end > position else None)
        position = end
    length = sum(map(len, wanted))
    return Cover(tuple(_filled(shares)), min(covered.count(1) / length, 1.0) if length else 0.0)


@dataclass(frozen=True, slots=True)
class _Stream:
    """The keys of all blocks one after another, the length of each, and where a line of the page starts or ends."""

    text: str
    lengths: list[int]
    edges: frozenset[int]

    @classmethod
    def of(cls, blocks: Sequence[str]) -> "_Stream":
        keys = [[key(line) for line in block.split("\n")] for block in blocks]
        flat = [text for texts in keys for text in texts]
        lengths = [sum(map(len, texts)) for texts in keys]
        return cls("".join(flat), lengths, frozenset(accumulate(map(len, flat), initial=0)))

    def places(self, line: str, short: int = SHORT) -> list[int]:
        """Where a line stands, up to MAX_PLACES; if shorter than `short`, where it is a whole line."""
        places: list[int] = []
        start = self.text.find(line)
        while start >= 0 and len(places) < MAX_PLACES:
            if len(line) >= short or (start in self.edges and start + len(line) in self.edges):
                places.append(start)
            start = self.text.find(line, start + 1)
        return places


@dataclass(frozen=True, slots=True)
class _Link:
    """A place for a line, at the end of the cheapest chain of places that leads to it."""

    line: int
    start: int
    end: int
    cost: float
    before: "_Link | None"


def _spans(stream: _Stream, lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the lines stand."""
    wanted: list[tuple[str, list[int]]] = []
    known: dict[str, list[int]] = {}  # a short line that stands nearly everywhere is looked for once
    for line in lines:
        places = known[line] if line in known else known.setdefault(line, stream.places(line))
        if places or len(line) < SHORT:
            wanted.append((line, places))
        else:
            wanted += [(piece, stream.places(piece, PIECE)) for piece in _pieces(line)]
    chosen: list[int | None] = [None] * len(wanted)
    for _ in range(ROUNDS):
        left = [number for number, place in enumerate(chosen) if place is None and wanted[number][1]]
        for number, place in zip(left, _chain([wanted[number] for number in left]), strict=True):
            chosen[number] = place
    position = 0
    for (line, _), place in zip(wanted, chosen, strict=True):
        start = stream.text.find(line, position, position + NEAR + len(line)) if place is None else place
        if start >= 0:
            position = start + len(line)
            yield start, position


def _pieces(line: str) -> list[str]:
    return [line[start : start + PIECE] for start in range(0, len(line), PIECE)]


def _chain(lines: Sequence[tuple[str, list[int]]]) -> list[int | None]:
    """Choose a place for each line so that they stand in order with the smallest gaps; None where there is none.

    Leaving a line out costs more than its length, so that one stray match does not cost many good ones.
    """
    dropped = [0, *accumulate(4 * len(line) + 20 for line, _ in lines)]  # the cost of leaving out all lines before
    links: list[_Link] = []
    for number, (line, places) in enumerate(lines):
        made = [_linked(links, number, Span(start, start + len(line)), dropped) for start in places]
        links = [*links[-3 * MAX_PLACES :], *made]
    last = min(links, key=lambda link: _cost(link, len(lines), dropped), default=None)
    chosen: list[int | None] = [None] * len(lines)
    while last is not None:
        chosen[last.line] = last.start
        last = last.before
    return chosen


def _linked(links: Sequence[_Link], line: int, place: Span, dropped: Sequence[int]) -> _Link:
    """A place at the end of the chain that leads to it at the lowest cost. Beyond 100 characters a gap costs little."""
    cheapest, before = float(dropped[line]), None
    for link in links:
        gap = place.start - link.end
        if gap >= 0:
            cost = _cost(link, line, dropped) + min(gap, 100 + gap / 50)
            if cost < cheapest:
                cheapest, before = cost, link
    return _Link(line, place.start, place.end, cheapest, before)


def _cost(link: _Link, line: int, dropped: Sequence[int]) -> float:
    """What a chain costs that goes on with `line`."""
    return link.cost + dropped[line] - dropped[link.line + 1]


def _filled(shares: Sequence[float | None]) -> Iterator[float]:
    """Give blocks without a share, such as a line of stars, the smaller one of their neighbours'."""
    after = [0.0]
    for share in reversed(shares):
        after.append(after[-1] if share is None else share)
    before = 0.0
    for share, following in zip(shares, reversed(after[:-1]), strict=True):
        before = before if share is None else share
        yield min(before, following) if share is None else share
