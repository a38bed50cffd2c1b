"""What the first stage sees of each block: its text, its place, its elements, its neighbours, and the page."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dechaff.engines.model.characters import Column, Columns, Integers, shape
from dechaff.engines.model.lexicon import Lexicon, names_of
from dechaff.engines.model.table import Table
from dechaff.engines.model.talk import talk
from dechaff.engines.model.tree import Tree
from dechaff.model import Document, Hidden, Page

TAGS = ("p", "li", "tr", "div", "pre", "dd", "button", "figcaption", "h1", "h2")
AREAS = (
    "nav", "header", "footer", "aside", "main", "article", "form", "table", "ul", "ol", "figure", "blockquote",
    "section", "pre", "li",
)  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LEVELS = 6
# What a page says of itself: the types that it declares (schema.org), and words at its beginning.
TYPES = (
    "Product", "NewsArticle", "QAPage", "ItemList", "CollectionPage", "BreadcrumbList", "FAQPage", "Event",
    "LocalBusiness", "Person",
)  # fmt: skip
HINTS = (
    'content="article"', 'content="product', 'content="website"', "hopify", "phpbb", "phinx", "product:price",
)  # fmt: skip
_HEAD = 20_000  # characters
_TYPE = re.compile(r'\s?"(\w{1,40})"')
_TITLE = re.compile(
    r"<title[^>]*>([^<]{1,400})|property=[\"']og:title[\"'] content=[\"']([^\"']{1,400})", re.IGNORECASE
)


@dataclass(frozen=True)
class Blocks:
    """The blocks of a page as the model sees them."""

    tree: Tree
    columns: Columns
    names: list[str]  # of the elements

    @cached_property
    def weights(self) -> Column:
        """The words of each block: what a mistake about it costs."""
        return np.maximum(self.columns["words"], 1)

    @cached_property
    def table(self) -> Table:
        """All columns."""
        return Table.of(self.columns, len(self.weights))


def read(document: Document, page: Page, lexicon: Lexicon) -> Blocks:
    """Look at a page that has blocks."""
    blocks, text, elements = document.blocks, document.text, page.elements
    names = [names_of(element) for element in elements]
    starts = np.array([block.start for block in blocks], dtype=np.int64)
    ends = np.array([block.end for block in blocks], dtype=np.int64)
    texts = [text[block.start : block.end] for block in blocks]
    tree = Tree.of(elements, blocks)
    columns = shape(text, starts, ends)
    columns["links"] = np.array([block.link_chars for block in blocks], dtype=np.float32)
    columns["share_links"] = columns["links"] / columns["chars"]
    columns |= lexicon.columns(names, tree, texts)
    columns |= _tags([element.tag for element in elements], tree)
    columns |= _places(columns)
    columns |= _repeats(texts, _title(page.markup), columns, tree)
    columns |= _areas(columns, tree)
    columns |= _neighbours(columns)
    columns |= _page(columns, page, len(text))
    columns |= talk(columns, tree, page)
    columns |= _hidden(columns, [block.hidden for block in blocks])
    return Blocks(tree, columns, names)


def _tags(tags: list[str], tree: Tree) -> Columns:
    numbers: dict[str, int] = {}
    of_element = np.array([numbers.setdefault(tag, len(numbers)) for tag in tags])

    def each(known: Mapping[str, int], otherwise: int = 0) -> Integers:
        """A number for the tag of each element, the one above all others included."""
        return np.append(otherwise, np.array([known.get(tag, otherwise) for tag in numbers])[of_element])

    own = each({tag: number for number, tag in enumerate(TAGS)}, -1)[tree.of_block]
    areas = tree.chained(each({tag: 1 << number for number, tag in enumerate(AREAS)}), np.bitwise_or)[tree.of_block]
    is_own = (own == np.arange(len(TAGS))[:, None]).astype(np.float32)
    is_in = (areas >> np.arange(len(AREAS))[:, None] & 1).astype(np.float32)
    level = tree.chained(each(HEADINGS), np.maximum)[tree.of_block]
    depth = tree.chained(np.append(0, np.ones(len(tags), dtype=np.int64)), np.add)[tree.of_block]
    columns = {f"is_{tag}": column for tag, column in zip(TAGS, is_own, strict=True)}
    columns |= {f"in_{tag}": column for tag, column in zip(AREAS, is_in, strict=True)}
    return columns | {"heading": level.astype(np.float32), "depth": depth.astype(np.float32)}


def _places(columns: Columns) -> Columns:
    """Where each block stands: on the page, and after the last heading."""
    level, chars = columns["heading"], columns["chars"]
    count = len(chars)
    number = np.arange(count)
    before = np.cumsum(chars) - chars
    last_heading = np.maximum.accumulate(np.where(level > 0, number, -1))
    has_heading = last_heading >= 0
    first_h1 = int(np.argmax(level == 1)) if (level == 1).any() else -1
    since = np.where(has_heading, before - before[last_heading], before)
    return {
        "place": (number / count).astype(np.float32),
        "place_in_text": (before / chars.sum()).astype(np.float32),
        "number": np.log1p(number, dtype=np.float32),
        "number_from_end": np.log1p(count - 1 - number, dtype=np.float32),
        "since_heading": np.log1p(since).astype(np.float32),
        "blocks_since_heading": np.log1p(number - last_heading).astype(np.float32),
        "last_heading": np.where(has_heading, level[last_heading], 0).astype(np.float32),
        "heading_says": np.where(has_heading, columns["line_mean"][last_heading], 0).astype(np.float32),
        "heading_says_low": np.where(has_heading, columns["line_low"][last_heading], 0).astype(np.float32),
        "from_first_h1": (np.sign(number - first_h1) * np.log1p(np.abs(number - first_h1))).astype(np.float32)
        if first_h1 >= 0
        else np.full(count, -9, dtype=np.float32),
    }


def _title(markup: str) -> str:
    found = _TITLE.search(markup)
    return (found[1] or found[2] or "").lower() if found else ""


def _repeats(texts: list[str], title: str, columns: Columns, tree: Tree) -> Columns:
    """How often a line, an element, a kind of card stands on the page; how much of the title a line is."""
    times = Counter(texts)
    in_title = [
        len(text) / len(title) if 8 < len(text) <= len(title) and text.lower() in title else 0.0 for text in texts
    ]
    alike = tree.count_alike()
    own = tree.of_block
    parents = tree.parents[own]
    return {
        "same_line": np.array([times[text] for text in texts], dtype=np.float32),
        "in_title": np.array(in_title, dtype=np.float32),
        "alike": np.log(alike[own]),
        "alike_above": np.log(alike[parents]),
        "alike_twice_above": np.log(alike[tree.parents[parents]]),
        "alike_chars": np.log1p(tree.alike(columns["chars"])),
        "alike_links": tree.alike(columns["share_links"]),
        "alike_stops": tree.alike(columns["stops"]),
    }


def _areas(columns: Columns, tree: Tree) -> Columns:
    """What the elements above a block hold, level by level."""
    sizes = (tree.last - tree.first).astype(np.float32)
    chars = np.maximum(tree.inside(columns["chars"]), 1)
    told = {
        "chars": np.log1p(chars),
        "share": chars / float(chars[0]),
        "links": tree.inside(columns["links"]) / chars,
        "marks": tree.inside(columns["stops"] + columns["commas"]) / chars,
        "line": chars / np.maximum(sizes, 1),
    }
    held: Columns = {}
    place = tree.of_block
    for level in range(LEVELS):
        held |= {f"area{level}_{name}": column[place].astype(np.float32) for name, column in told.items()}
        place = tree.parents[place]
    return held


def _shifted(column: Column, by: int) -> Column:
    """A column moved down, or up where `by` is below 0; zeros come in."""
    moved = np.zeros_like(column)
    if by > 0:
        moved[by:] = column[:-by]
    else:
        moved[:by] = column[-by:]
    return moved


def _neighbours(columns: Columns) -> Columns:
    seen: Columns = {}
    for name in ("chars", "share_links", "stops", "line_mean", "names_chain"):
        for by in (-1, 1):
            seen[f"{name}{by:+d}"] = _shifted(columns[name], -by)
    seen["names_chain-2"] = _shifted(columns["names_chain"], 2)
    seen["names_chain+2"] = _shifted(columns["names_chain"], -2)
    return seen


def _page(columns: Columns, page: Page, length: int) -> Columns:
    """What holds for all blocks of the page; one number a column."""
    chars = columns["chars"]
    is_long = chars > 100
    numbers = {
        "page_blocks": np.log1p(len(chars)),
        "page_chars": np.log1p(length),
        "page_links": columns["links"].sum() / chars.sum(),
        "page_long": chars[is_long].sum() / chars.sum(),
        "page_long_links": columns["links"][is_long].sum() / max(chars[is_long].sum(), 1),
        "page_stops": columns["stops"].sum() / chars.sum(),
        "page_longest": np.log1p(chars.max()),
        "page_headings": np.log1p((columns["heading"] > 0).sum()),
        "page_currency": np.log1p((columns["share_currency"] > 0).sum()),
        "page_in_main": (columns["in_main"] * chars).sum() / chars.sum(),
        "page_in_article": (columns["in_article"] * chars).sum() / chars.sum(),
        "page_in_table": (columns["in_table"] * chars).sum() / chars.sum(),
        "page_caseless": (columns["share_caseless"] * chars).sum() / chars.sum(),
        "page_ideographs": (columns["share_ideograph"] * chars).sum() / chars.sum(),
        "page_markup": np.log1p(len(page.markup) / max(length, 1)),
    }
    declared = map(_TYPE.match, page.markup.split('"@type":')[1:])
    types = {found[1] for found in declared if found}
    numbers |= {f"type_{name}": float(name in types) for name in TYPES}
    head = page.markup[:_HEAD]
    numbers |= {f"hint_{hint}": float(hint in head) for hint in HINTS}
    return {name: np.array(number, dtype=np.float32) for name, number in numbers.items()}


def _hidden(columns: Columns, hidden: list[Hidden]) -> Columns:
    """What the page does not show, and what stands only in its data for machines."""
    is_hidden = np.array([why == "hidden" for why in hidden], dtype=np.float32)
    is_data = np.array([why == "data" for why in hidden], dtype=np.float32)
    chars = columns["chars"]
    return {
        "hidden": is_hidden,
        "data": is_data,
        "page_hidden": np.asarray((is_hidden * chars).sum() / chars.sum()),
        "page_data": np.asarray((is_data * chars).sum() / chars.sum()),
    }
