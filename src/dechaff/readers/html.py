"""Read a web page: walk its tree once, and set everything visible as lines, a block each."""

import re
from collections import Counter
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dechaff.model import Document, Source
from dechaff.readers.lines import Lines
from dechaff.readers.page import HtmlPage
from dechaff.readers.tags import Role, Tag, tag_of

_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])")
_UNSEEN = '[hidden]:not([hidden="until-found" i]), dialog:not([open]), [style*="none" i], [style*="visibility" i]'
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
    if not walk.lines.blocks and "noscript" in walk.skipped:
        walk = _walked(tree, reads_noscript=True)  # not a duplicate of anything; forums show crawlers a page so
    blocks = tuple(walk.lines.blocks)
    generator = _attribute(tree, 'meta[name="generator" i][content]', "content")
    page = HtmlPage(markup, generator, walk.depth, dict(walk.skipped), tree, walk.lines.pieces, blocks)
    if source.lang is None:
        source = replace(source, lang=_language(tree))
    return Document(source, "\n".join(walk.lines.texts), blocks, page)


class _Walk:
    """One walk over a tree, without recursion: a page may be nested 50,000 deep."""

    def __init__(self, unseen: set[int], reads_noscript: bool) -> None:
        self.skipped: Counter[str] = Counter()
        self.depth = 0
        self._unseen = unseen
        self._open: list[str] = []
        self.lines = Lines(self._open)
        self._tags: dict[int, Tag] = {}
        self._reads_noscript = reads_noscript

    def run(self, root: LexborNode) -> None:
        """Visit all nodes below `root` in order. Written for speed: it goes round 2,500 times for a usual page."""
        write, enter, known, unseen, open_tags = self.lines.write, self.lines.enter, self._tags, self._unseen, self._open
        above: list[tuple[LexborNode, Tag]] = []
        node = root.first_child
        while node is not None:
            tag = known.get(node.tag_id) or self._tag(node)
            if tag.is_text:
                write(node)
            elif tag.is_silent:
                self.skipped[tag.name.removeprefix("-")] += 1
            elif unseen and node.mem_id in unseen:
                self.skipped["hidden"] += 1
            else:
                open_tags.append(tag.name)
                if not tag.is_inline:
                    enter(node, tag)
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
        name = node.tag or "-comment"
        tag = tag_of("div" if self._reads_noscript and name == "noscript" else name)
        self._tags[node.tag_id] = tag
        return tag

    def _leave(self, tag: Tag) -> None:
        if len(self._open) > self.depth:
            self.depth = len(self._open)
        if not tag.is_inline:
            self.lines.leave(tag)
        self._open.pop()


def _walked(tree: LexborHTMLParser, reads_noscript: bool = False) -> _Walk:
    walk = _Walk(_unseen(tree), reads_noscript)
    if tree.root is not None:
        walk.run(tree.root.parent or tree.root)
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
        if node.tag not in ("html", "body")
        and ("hidden" in node.attributes or node.tag == "dialog" or _UNSEEN_STYLE.search(node.attributes["style"] or ""))
    }


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or None) if node is not None else None


def _language(tree: LexborHTMLParser) -> str | None:
    """The language that the page declares, if it is one of two letters."""
    declared = _attribute(tree, "html[lang]", "lang") or ""
    found = _LANGUAGE.match(declared.strip().lower())
    return found[0] if found else None
