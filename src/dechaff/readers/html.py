"""Read a web page: walk its tree once, and set everything visible as lines, a block each."""

import re
from collections import Counter
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dechaff.errors import InputError, shown
from dechaff.model import Document, Source
from dechaff.readers.data import unshown
from dechaff.readers.lines import Lines
from dechaff.readers.nesting import FEW_TAGS, flattened
from dechaff.readers.page import HtmlPage
from dechaff.readers.walk import Walk

_SURROGATE = re.compile("[\ud800-\udfff]")
_ELEMENT = re.compile("<[a-zA-Z]")
# The largest page of 3,367 real ones has 15,793. This many take up to five seconds.
MAX_ELEMENTS = 110_000
_LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])")
# A page that hides so many times what it shows is drawn by its scripts, as 35 of 1,339 real pages: read all of it.
HIDDEN_TO_SHOWN = 2

# The frame of a tag manager for browsers without scripts, which hardly anybody closes as HTML wants it.
_OPEN_FRAME = re.compile(rb"(<noscript[^>]{0,200}>\s{0,200}<iframe\s[^>]{0,1000}?)(/?)>\s{0,200}", re.IGNORECASE)
_TEMPLATE = re.compile(rb"<(/?)template\b[^>]*>", re.IGNORECASE)
# What stands between them is for browsers without frames, and to all others text.
_FRAMES = re.compile(rb"</?(?:frameset|frame|noframes)\b[^>]*>", re.IGNORECASE)
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
    markup = source.content
    try:
        encoded = markup.encode()
    except UnicodeEncodeError:  # lone surrogates, which no tree can hold
        markup = _SURROGATE.sub("\ufffd", markup)
        encoded = markup.encode()
    tags = encoded.count(b"<")
    if tags > MAX_ELEMENTS:
        _check_size(source)
    encoded = _with_closed_frames(encoded.removeprefix(b"\xef\xbb\xbf"))
    encoded = flattened(encoded.decode()).encode() if tags > FEW_TAGS else encoded
    tree = LexborHTMLParser(encoded)
    walk = _walked(tree)
    other = _as_shown(encoded, walk)
    if other:
        tree, frames = LexborHTMLParser(other), walk.skipped.count("frame")
        walk = _walked(tree)
        walk.skipped += ["frame"] * frames
    lines = walk.lines
    _add_data(lines, tree)
    blocks, text = lines.blocks(), "\n".join(lines.texts)
    generator = _attribute(tree.css_first('meta[name="generator" i][content]'), "content") or None
    page = HtmlPage(
        markup, generator, walk.depth, dict(Counter(walk.skipped)), tree, lines.pieces, blocks, lines.elements
    )
    if source.lang is None:
        source = replace(source, lang=_language(tree))
    return Document(source, text, page)


def _check_size(source: Source) -> None:
    count = len(_ELEMENT.findall(source.content))
    if count > MAX_ELEMENTS:
        name = shown(source.name) if source.name else "the page"
        limit = f"{count:,} elements, more than the {MAX_ELEMENTS:,} that a page may have"
        raise InputError(f"{name}: has {limit}; split it, or clean its text with --kind text")


def _with_closed_frames(markup: bytes) -> bytes:
    """The markup with an end tag for each frame that is left open in <noscript>.

    To browsers that run scripts <noscript> is text, and ends where it says; here it is parsed.
    """
    parts: list[bytes] = []
    done, before, end = 0, 0, markup.find(b"</noscript")
    while end >= 0:
        frame = _OPEN_FRAME.fullmatch(markup, max(markup.rfind(b"<noscript", before, end), before), end)
        if frame:
            parts += markup[done : frame.end(1)], b"></iframe"
            done = frame.end(2)
        before, end = end, markup.find(b"</noscript", end + 1)
    return b"".join((*parts, markup[done:])) if parts else markup


def _as_shown(markup: bytes, walk: Walk) -> bytes | None:
    """The markup without what keeps text from being read, where a walk tells that there is such."""
    if "template" in walk.skipped and b"shadowrootmode" in markup:
        return _with_shadows(markup)
    if "frame" in walk.skipped and not walk.lines.texts:
        return _FRAMES.sub(b"", markup)
    return None


def _with_shadows(markup: bytes) -> bytes:
    """The markup with an element that is shown for each template that browsers show where it stands.

    Their text comes first, then that of what is put in their slots.
    """
    are_shown: list[bool] = []

    def renamed(tag: re.Match[bytes]) -> bytes:
        if tag[1]:
            is_shown = bool(are_shown) and are_shown.pop()
        else:
            is_shown = b"shadowrootmode" in tag[0]
            are_shown.append(is_shown)
        return b"<%bshadow-root>" % tag[1] if is_shown else tag[0]

    return _TEMPLATE.sub(renamed, markup)


def _add_data(lines: Lines, tree: LexborHTMLParser) -> None:
    """Read what the page says only in its data for machines."""
    for datum in unshown(tree, "\n".join(lines.texts)):
        walk = Walk({})
        walk.run(LexborHTMLParser(datum.text.replace("\n", "<br>")).body)
        lines.append([" ".join(text.split()) for text in walk.lines.texts], datum.name)


def _walked(tree: LexborHTMLParser) -> Walk:
    """Walk over a page; over all of it as if it were shown, where what it hides is most of it."""
    first = tree.root.parent.first_child if tree.root and tree.root.parent else tree.root
    walk = Walk(_unseen(tree))
    walk.run(first)
    shown, hidden = walk.lines.count()
    if walk.closed_chars + hidden > HIDDEN_TO_SHOWN * shown:
        whole = Walk({})
        whole.run(first)
        if sum(whole.lines.count()) > (HIDDEN_TO_SHOWN + 1) * shown:  # it is text, and not more scripts
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


def _attribute(node: LexborNode | None, name: str) -> str:
    return (node.attributes.get(name) or "") if node is not None else ""


def _language(tree: LexborHTMLParser) -> str | None:
    """The language that the page declares, if it is one of two letters."""
    found = _LANGUAGE.match(_attribute(tree.root, "lang").strip().lower())
    return found[0] if found else None
