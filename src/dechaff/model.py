"""The types that everything else speaks of: what was read, what is to change, what looks broken.

Positions are indexes into a Python string, `start` inclusive, `end` exclusive.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, Protocol, TypeVar, cast

Kind = Literal["text", "html"]

T = TypeVar("T")

# Why somebody who looks at a page does not see a block of it: the page hides it, as it does with what waits for a
# click, or it is data for machines. Empty for what is shown.
Hidden = Literal["", "hidden", "data"]

LINE_BREAK = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """What was given to clean, and how it became a string.

    `content` is the whole file: the text, or the markup of a page. Bytes that its encoding cannot express
    stand in it as lone surrogates, so `data` gives back the very bytes that were read.
    """

    content: str
    kind: Kind = "text"
    name: str | None = None
    url: str | None = None
    lang: str | None = None
    encoding: str | None = None
    decided: str = "given as a string"

    @property
    def data(self) -> bytes:
        """The bytes that were read; for a string, its UTF-8.

        >>> Source("caf\\udce9", encoding="utf-8").data
        b'caf\\xe9'
        """
        return encode(self.content, self.encoding or "utf-8")


def encode(text: str, encoding: str) -> bytes:
    """Turn text back into the bytes it was decoded from; the reverse of `readers.decode`."""
    return text.encode(encoding, escape_of(encoding, text))


def escape_of(encoding: str, text: str = "") -> str:
    """Name the error handler that lets undecodable parts of `encoding` survive a round trip.

    UTF-16 and UTF-32 can hold any lone surrogate; elsewhere a byte that does not decode becomes one (PEP 383).
    A string that was never bytes may hold other surrogates, which UTF-8 can write only as they are.
    """
    if encoding.startswith(("utf-16", "utf-32")) or _FOREIGN_SURROGATE.search(text):
        return "surrogatepass"
    return "surrogateescape"


_FOREIGN_SURROGATE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


class Block(NamedTuple):
    """A piece of a document that reads as one: a line of plain text; of a page a paragraph, heading, item or row.

    `path` holds the tags from the root down to the block's own element, `link_chars` how many of the block's
    characters stand inside links, `element` where its own element stands in `Page.elements`, `hidden` why the block
    cannot be seen, if it cannot.
    """

    start: int
    end: int
    path: tuple[str, ...] = ()
    id: str = ""
    classes: tuple[str, ...] = ()
    link_chars: int = 0
    element: int = -1
    hidden: Hidden = ""


class Element(NamedTuple):
    """An element that holds blocks, by itself or through others; `parent` is its place in `Page.elements`, or -1."""

    parent: int
    tag: str
    id: str
    classes: str


class Page(Protocol):
    """What an HTML reader keeps of the tree, for selectors and for engines."""

    @property
    def blocks(self) -> Sequence[Block]:
        """The pieces of the document's text that each read as one, in order."""

    @property
    def elements(self) -> Sequence[Element]:
        """The elements that hold blocks, in the order of the page, parents before their children."""

    @property
    def markup(self) -> str:
        """The page as it was written."""

    @property
    def generator(self) -> str | None:
        """The system that says it made the page, such as `WordPress 6.5`."""

    @property
    def depth(self) -> int:
        """How many elements stand inside each other at the deepest place."""

    @property
    def skipped(self) -> dict[str, int]:
        """How many elements of each sort hold no visible text: `{"script": 12, "comment": 3}`."""

    def select(self, selector: str) -> Sequence[Span]:
        """Where the text of the elements that a CSS selector finds stands in the document's text."""


@dataclass(frozen=True)
class Document:
    """A text as one stage reads it. Immutable: a stage proposes edits, `shift.apply_to` makes the next document.

    For plain text, `text` is the decoded file. For HTML, it is everything on the page, a line a block; blocks that
    the page does not show are marked.
    """

    source: Source
    text: str
    page: Page | None = None
    guarded: tuple[Span, ...] = ()  # what selectors under `keep` found: it may not be removed

    @cached_property
    def _known(self) -> dict[object, object]:
        return {}

    def known(self, work_out: "Callable[[Document], T]") -> T:
        """What `work_out` makes of this document, made when first asked for and then shared by all stages that ask.

        What is made may not hold the document itself, or neither would be freed.
        """
        if work_out not in self._known:
            self._known[work_out] = work_out(self)
        return cast(T, self._known[work_out])

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """The page's blocks; for plain text its lines, line ends left out."""
        if self.page is not None:
            return self.page.blocks
        return tuple(Block(start, end) for start, end in self.lines)

    @cached_property
    def lines(self) -> tuple[Span, ...]:
        """Where each line of the text stands, without its line end.

        >>> Document(Source("a"), "one\\r\\ntwo\\n").lines
        (Span(start=0, end=3), Span(start=5, end=8))
        """
        spans, start = [], 0
        for line_break in LINE_BREAK.finditer(self.text):
            spans.append(Span(start, line_break.start()))
            start = line_break.end()
        if start < len(self.text):
            spans.append(Span(start, len(self.text)))
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: what stood at a span, what stands there now, and the rule that says so.

    Positions are those of the text that its stage read. An empty `new` is a removal.
    """

    start: int
    end: int
    old: str
    new: str
    rule: str
    kind: str
    stage: str
    reason: str


LOW_CONFIDENCE = "content/low-confidence"  # the rule of the flag that says why a whole page is in doubt


@dataclass(frozen=True, slots=True)
class Flag:
    """A span that looks broken, or a decision that somebody may want to check. Flags change nothing."""

    start: int
    end: int
    text: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Pass:
    """What one stage did to a text: its edits, sorted and not overlapping."""

    stage: str
    edits: tuple[Edit, ...]
