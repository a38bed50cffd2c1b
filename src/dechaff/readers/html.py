"""Read a web page: walk its tree once, and set everything visible as lines, a block each."""

import re
from collections import Counter
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dechaff.model import Document, Source
from dechaff.readers.lines import Lines
from dechaff.readers.page import HtmlPage
from dechaff.readers.tags import Tag, tag_of

_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])")
# A page that hides so many times what it shows is drawn by its scripts, as 35 of 1,339 real pages: read all of it.
HIDDEN_TO_SHOWN = 2

_UNSEEN = 'noscript, [hidden], dialog, [style*="none" i], [style*="visibility" i]'
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)


def read(source: Source) -> Document:
    """Make a document of a page: its text is everything visible, a line a block.

    >>> document = read(Source("<p>One<br>two <ul><li>three</ul>", kind="html"))
    >>> document.text
    'One\\ntwo\\n- three'
    >>> document.blocks[2].path
    ('html', 'body', 'ul', 'li')
    """
    markup = _SURROGATE.sub("\ufffd", source.content) if _has_surrogates(source.content) else source.content
    tree = LexborHTMLParser(markup.removeprefix("\ufeff"))
    walk = _walked(tree)
    blocks = tuple(walk.lines.blocks)
    generator = _attribute(tree, 'meta[name="generator" i][content]', "content")
    lines = walk.lines
    page = HtmlPage(markup, generator, walk.depth, dict(walk.skipped), tree, lines.pieces, blocks, lines.elements)
    if source.lang is None:
        source = replace(source, lang=_language(tree))
    return Document(source, "\n".join(walk.lines.texts), blocks, page)


class _Walk:
    """One walk over a tree, without recursion: a page may be nested 50,000 deep."""

    def __init__(self, unseen: set[int]) -> None:
        self.skipped: Counter[str] = Counter()
        self.depth = 0
        self.hidden_chars = 0
        self._unseen = unseen
        self._open: list[str] = []
        self.lines = Lines(self._open)
        self._tags: dict[int, Tag] = {}

    @property
    def length(self) -> int:
        """How many characters of text were met."""
        return sum(map(len, self.lines.texts))

    def run(self, root: LexborNode | None) -> None:
        """Visit a node, its neighbours and all below in order; a usual page has 2,500, so this is written for speed."""
        lines, known, unseen = self.lines, self._tags, self._unseen
        above: list[tuple[LexborNode, Tag]] = []
        node = root
        while node is not None:
            tag = known.get(node.tag_id) or self._tag(node)
            if tag.is_text:
                lines.write(node)
            elif tag.is_silent:
                self.skipped[tag.name.removeprefix("-")] += 1
            elif unseen and node.mem_id in unseen:
                self._hide(node, tag)
            else:
                self._open.append(tag.name)
                if not tag.is_inline:
                    lines.enter(node, tag)
                child = node.first_child
                if child is not None:
                    above.append((node, tag))
                    node = child
                    continue
                self._leave(tag)
            following = node.next
            while following is None and above:
                node, tag = above.pop()
                self._leave(tag)
                following = node.next
            node = following

    def _tag(self, node: LexborNode) -> Tag:
        """The node's tag; its number is cheaper to ask for than its name, and means the same all over a page."""
        tag = self._tags[node.tag_id] = tag_of(node.tag or "-comment")
        return tag

    def _hide(self, node: LexborNode, tag: Tag) -> None:
        self.skipped["noscript" if tag.name == "noscript" else "hidden"] += 1
        self.hidden_chars += len(node.text())

    def _leave(self, tag: Tag) -> None:
        self.depth = max(self.depth, len(self._open))
        if not tag.is_inline:
            self.lines.leave(tag)
        self._open.pop()


def _walked(tree: LexborHTMLParser) -> _Walk:
    """Walk over what a page shows; over what it hides too, where that is most of it."""
    first = tree.root.parent.first_child if tree.root and tree.root.parent else tree.root
    walk = _Walk(_unseen(tree))
    walk.run(first)
    shown = walk.length
    if walk.hidden_chars > HIDDEN_TO_SHOWN * shown:
        whole = _Walk(set())
        whole.run(first)
        if whole.length > (HIDDEN_TO_SHOWN + 1) * shown:  # what was hidden is text, and not more scripts
            return whole
    return walk


def _has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _unseen(tree: LexborHTMLParser) -> set[int]:
    """The elements that hide themselves. Not the whole page: scripts hide that while it loads."""
    return {
        node.mem_id
        for node in tree.css(_UNSEEN)
        if node.tag not in ("html", "body") and _hides(node.tag, node.attributes)
    }


def _hides(tag: str | None, attributes: dict[str, str | None]) -> bool:
    if attributes.get("hidden", "until-found") != "until-found":  # browsers find text in the latter
        return True
    is_closed = tag == "noscript" or (tag == "dialog" and "open" not in attributes)
    return is_closed or bool(_UNSEEN_STYLE.search(attributes.get("style") or ""))


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or None) if node is not None else None


def _language(tree: LexborHTMLParser) -> str | None:
    """The language that the page declares, if it is one of two letters."""
    declared = _attribute(tree, "html[lang]", "lang") or ""
    found = _LANGUAGE.match(declared.strip().lower())
    return found[0] if found else None
