"""Read a web page: walk its tree once, and set everything visible as lines, a block each."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dechaff.errors import InputError, shown
from dechaff.model import Document, Source
from dechaff.readers.data import unshown
from dechaff.readers.lines import Lines, Opened
from dechaff.readers.nesting import flattened
from dechaff.readers.page import HtmlPage
from dechaff.readers.tags import Tag, tag_of

_SURROGATE = re.compile("[\ud800-\udfff]")
_ELEMENT = re.compile("<[a-zA-Z]")
# The largest page of 3,367 real ones has 15,793. This many take up to five seconds.
MAX_ELEMENTS = 110_000
_LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])")
# A page that hides so many times what it shows is drawn by its scripts, as 35 of 1,339 real pages: read all of it.
HIDDEN_TO_SHOWN = 2

# The frame of a tag manager for browsers without scripts, which hardly anybody closes as HTML wants it.
_OPEN_FRAME = re.compile(
    r"(<noscript[^>]{0,200}>\s{0,200}<iframe\s[^>]{0,1000}?)/?>(?=\s{0,200}</noscript)", re.IGNORECASE
)
_UNSEEN = 'noscript, [hidden], dialog, [style*="none" i], [style*="visibility" i]'
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)


def read(source: Source) -> Document:
    """Make a document of a page: its text is everything visible, a line a block.

    Raises InputError for a page of more than MAX_ELEMENTS elements.

    >>> document = read(Source("<p>One<br>two <ul><li>three</ul>", kind="html"))
    >>> document.text
    'One\\ntwo\\n- three'
    >>> document.blocks[2].path
    ('html', 'body', 'ul', 'li')
    """
    _check_size(source)
    markup = source.content
    try:
        tree = _parsed(markup)
    except UnicodeEncodeError:
        markup = _SURROGATE.sub("\ufffd", markup)
        tree = _parsed(markup)
    walk = _walked(tree)
    _add_data(walk.lines, tree)
    lines, blocks = walk.lines, tuple(walk.lines.blocks)
    generator = _attribute(tree, 'meta[name="generator" i][content]', "content")
    page = HtmlPage(markup, generator, walk.depth, dict(walk.skipped), tree, lines.parts, blocks, lines.elements)
    if source.lang is None:
        source = replace(source, lang=_language(tree))
    return Document(source, "\n".join(lines.texts), blocks, page)


def _check_size(source: Source) -> None:
    if source.content.count("<") > MAX_ELEMENTS:
        count = len(_ELEMENT.findall(source.content))
        if count > MAX_ELEMENTS:
            name = shown(source.name) if source.name else "the page"
            limit = f"{count:,} elements, more than the {MAX_ELEMENTS:,} that a page may have"
            raise InputError(f"{name}: has {limit}; split it, or clean its text with --kind text")


def _parsed(markup: str) -> LexborHTMLParser:
    """The tree of a page, as browsers build it that run scripts: to them <noscript> is text, and ends where it says.

    Raises UnicodeEncodeError for lone surrogates, which no tree can hold.
    """
    if "</noscript" in markup:
        markup = _OPEN_FRAME.sub(r"\1></iframe>", markup)
    return LexborHTMLParser(flattened(markup.removeprefix("\ufeff")).encode())


def _add_data(lines: Lines, tree: LexborHTMLParser) -> None:
    """Read what the page says only in its data for machines."""
    for datum in unshown(tree, "\n".join(lines.texts)):
        walk = _Walk({})
        walk.run(LexborHTMLParser(datum.text.replace("\n", "<br>")).body)
        lines.append([" ".join(text.split()) for text in walk.lines.texts], datum.name)


class _Walk:
    """One walk over a tree, without recursion: a page may be nested 50,000 deep.

    Hidden elements are read as well, as blocks of their own behind the line or table row in which they stand.
    `unseen` says of each whether it is closed to readers, not only hidden: such is left out.
    """

    def __init__(self, unseen: dict[int, bool]) -> None:
        self.skipped: Counter[str] = Counter()
        self.depth = 0
        self.closed_chars = 0
        self._unseen = unseen
        self._closed = {address: True for address, is_closed in unseen.items() if is_closed}
        self._waiting: list[_HiddenElement] = []
        self._above: list[Opened] = []
        self._places: list[int] = []
        self.lines = Lines(self._above, self._places)
        self._tags: dict[int, Tag] = {}

    def run(self, first: LexborNode | None) -> None:
        """Visit a node, its later neighbours, and all below in order.

        A usual page has 2,500 nodes, most of which change nothing, so this is written for speed.
        """
        lines, known, unseen = self.lines, self._tags, self._closed if self.lines.hidden else self._unseen
        above, places, floor, depth = self._above, self._places, len(self._above), self.depth
        node = first
        while node is not None:
            tag = known.get(node.tag_id) or self._tag(node)
            if tag.is_text:
                text = node.text_content or ""
                if lines.open or lines.verbatim or not text.isspace():
                    lines.write(node, text)
            elif tag.is_silent or (unseen and node.mem_id in unseen):
                self._leave_out(node, tag)
            else:
                child = node.first_child
                if not tag.is_inline and (lines.open or lines.rows or not tag.is_plain):
                    self._enter(tag)
                above.append((node, tag))
                places.append(-1)
                depth = max(depth, len(above))
                if child is not None:
                    node = child
                    continue
                self._leave(tag)
            following = node.next
            while following is None and len(above) > floor:
                node, tag = above[-1]
                if tag.is_inline or (tag.is_plain and not self._waiting):
                    if lines.open and tag.is_plain:
                        lines.end_line()
                    above.pop()
                    places.pop()
                else:
                    self._leave(tag)
                following = node.next
            node = following
        self.depth = max(depth, self.depth)

    def _tag(self, node: LexborNode) -> Tag:
        """The node's tag; its number is cheaper to ask for than its name, and means the same all over a page."""
        tag = self._tags[node.tag_id] = tag_of(node.tag or "-comment")
        return tag

    def _enter(self, tag: Tag) -> None:
        if tag.is_link:
            self.lines.links += 1
            return
        if self._waiting and tag.holds_lines:
            self._read_waiting()
        self.lines.enter(tag)

    def _leave(self, tag: Tag) -> None:
        """Leave the element that was opened last."""
        if tag.is_link:
            self.lines.links -= 1
        elif not tag.is_inline:
            if self._waiting and tag.holds_lines:
                self._read_waiting()
            self.lines.leave(tag)
        self._above.pop()
        self._places.pop()
        if self._waiting and not self.lines.is_open:
            self._read_waiting()

    def _leave_out(self, node: LexborNode, tag: Tag) -> None:
        """Count an element that cannot be seen; one that is only hidden is read where no line is open."""
        if tag.is_silent:
            self.skipped[tag.name.removeprefix("-")] += 1
            return
        self.skipped["noscript" if tag.name == "noscript" else "hidden"] += 1
        hidden = _HiddenElement(node, tag, self.lines.links)
        if self._unseen[node.mem_id]:
            self.closed_chars += len(node.text())
        elif self.lines.is_open:
            self._waiting.append(hidden)
        else:
            self._read(hidden)

    def _read_waiting(self) -> None:
        """End the line, and read what was hidden in it; in a row, that waits for the end of the row."""
        self.lines.end_line()
        if not self.lines.is_open:
            waiting, self._waiting = self._waiting, []
            for hidden in waiting:
                self._read(hidden)

    def _read(self, hidden: "_HiddenElement") -> None:
        shown = self.lines.hide(hidden.links)
        if not hidden.tag.is_inline:
            self._enter(hidden.tag)
        self._above.append((hidden.node, hidden.tag))
        self._places.append(-1)
        self.depth = max(self.depth, len(self._above))
        self.run(hidden.node.first_child)
        self._leave(hidden.tag)
        self.lines.show(shown)


@dataclass(frozen=True, slots=True)
class _HiddenElement:
    """A hidden element, and how many links it stands in."""

    node: LexborNode
    tag: Tag
    links: int


def _walked(tree: LexborHTMLParser) -> _Walk:
    """Walk over a page; over all of it as if it were shown, where what it hides is most of it."""
    first = tree.root.parent.first_child if tree.root and tree.root.parent else tree.root
    walk = _Walk(_unseen(tree))
    walk.run(first)
    shown = sum(block.end - block.start for block in walk.lines.blocks if not block.hidden)
    read = sum(map(len, walk.lines.texts))
    if walk.closed_chars + read - shown > HIDDEN_TO_SHOWN * shown:
        whole = _Walk({})
        whole.run(first)
        if sum(map(len, whole.lines.texts)) > (HIDDEN_TO_SHOWN + 1) * shown:  # it is text, and not more scripts
            return whole
    return walk


def _unseen(tree: LexborHTMLParser) -> dict[int, bool]:
    """The elements that cannot be seen, and whether they are closed: what is for browsers without scripts says again
    what is shown, and dialogs speak of other things. Not the whole page: scripts hide that while it loads.
    """
    unseen: dict[int, bool] = {}
    for node in tree.css(_UNSEEN):
        tag, attributes = node.tag, node.attributes
        is_closed = tag == "noscript" or (tag == "dialog" and "open" not in attributes)
        if is_closed or (tag not in {"html", "body"} and _hides(attributes)):
            unseen[node.mem_id] = is_closed
    return unseen


def _hides(attributes: dict[str, str | None]) -> bool:
    if attributes.get("hidden", "until-found") != "until-found":  # browsers find text in the latter
        return True
    return bool(_UNSEEN_STYLE.search(attributes.get("style") or ""))


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or None) if node is not None else None


def _language(tree: LexborHTMLParser) -> str | None:
    """The language that the page declares, if it is one of two letters."""
    declared = _attribute(tree, "html[lang]", "lang") or ""
    found = _LANGUAGE.match(declared.strip().lower())
    return found[0] if found else None
