"""What belongs to the blocks that are kept, though their own scores are too low: headlines, rows, code, paragraphs.

Each rule looks at the shares of all blocks, of which those from one half on are kept, and says which others stay. None
adds what is hidden. All figures are out of fold.
"""

import html
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dechaff.engines.model.characters import Column, Columns
from dechaff.model import Block, Document, Element, Page

Flags = npt.NDArray[np.bool_]

KEPT = 0.5
# Rows, code and headings between two blocks that are kept stay as well, down to this share, if they hold few links and
# are not more in a row. Out of fold no mean of word F1 moves by more than .001, most of them up.
LEAST = 0.1
MAX_LINKS, MAX_ROWS = 0.3, 40
# A heading that is at least this share of the page's title is its headline, if it stands before main content or right
# behind its first blocks. Of 763 that stay for this on dragnet, whose gold texts have headlines, 705 are wanted.
HEADLINE, BEHIND = 0.3, 2
# So is one of LEAST with which the title begins, or that has so much of a part of it: of 79 more on dragnet, 75 are.
PART = 0.5
# A paragraph of so many words stays, from this share on, if so much of what has its classes is kept: on pages of which
# so much is expected, and no more. On better ones the model knows what is different, such as boxes on authors; on worse
# ones much that is kept is wrong. Of 30 pages that change by .002, 21 gain.
WORDS, ALIKE, MOST = 12, 0.2, 0.7
UNSURE, SURE = 0.5, 0.85

_TITLE = re.compile(r"<title[^>]*>([^<]{1,400})", re.IGNORECASE)
_PARTED = re.compile(r"\s[-\u2013\u2014|:\u00b7\u2022\u00bb]+\s|[|\uff5c]")


def is_within(shares: Column, columns: Columns) -> Flags:
    """Rows, code and headings that alone stand between what is kept on both sides."""
    is_kept = shares >= KEPT
    is_solid = columns["in_table"] + columns["in_pre"] + columns["is_pre"] + columns["heading"] > 0
    may_stay = is_solid & _may_stay(shares, columns)
    gaps = np.cumsum(is_kept)  # the number of the gap that a block stands in, behind as many that are kept
    sizes = np.bincount(gaps, weights=~is_kept)
    stays = (np.bincount(gaps, weights=~is_kept & ~may_stay) == 0) & (sizes <= MAX_ROWS)
    return np.asarray(~is_kept & stays[gaps] & (gaps > 0) & (gaps < gaps[-1]))


def is_beside(shares: Column, columns: Columns, blocks: Sequence[Block], elements: Sequence[Element]) -> Flags:
    """Rows and definitions next to one of the same table or list that is kept, and code right behind what it is for."""
    stays = shares >= KEPT
    is_kept = stays.copy()
    places = np.flatnonzero(~is_kept & _may_stay(shares, columns))
    for ordered, step in ((places, -1), (places[::-1], 1)):
        for place in ordered.tolist():
            beside = place + step
            if 0 <= beside < len(blocks) and stays[beside]:
                own, other = blocks[place].element, blocks[beside].element
                group = _group(elements, own)
                is_code = step < 0 and elements[own].tag == "pre" and _holds(elements, own, elements[other].parent)
                stays[place] = is_code or (group >= 0 and group == _group(elements, other))
    return stays & ~is_kept


def _group(elements: Sequence[Element], place: int) -> int:
    """The table of a row, the list of a definition; -1 for all else."""
    wanted = "table" if elements[place].tag == "tr" else "dl"
    while place >= 0 and elements[place].tag not in {wanted, "table"}:
        place = elements[place].parent
    return place if place >= 0 and elements[place].tag == wanted else -1


def _holds(elements: Sequence[Element], place: int, above: int) -> bool:
    """Whether an element is in another, with at most one between them."""
    parent = elements[place].parent
    return above >= 0 and (parent == above or (parent >= 0 and elements[parent].parent == above))


def is_headline(shares: Column, columns: Columns, document: Document, page: Page) -> Flags:
    """The heading that is the headline of what is kept, if no other is."""
    is_heading = (columns["heading"] > 0) & _is_shown(columns)
    may_be = is_heading & (columns["in_title"] > HEADLINE)
    is_kept = shares >= KEPT
    found = np.zeros_like(is_kept)
    if not is_kept.any() or (is_kept & may_be).any():
        return found
    end = int(np.argmax(is_kept)) + BEHIND + 1
    places = np.flatnonzero(may_be[:end])
    if not places.size:
        likely = np.flatnonzero((is_heading & (shares >= LEAST))[:end])
        title = _title(page.markup) if likely.size else ""
        places = likely[[_is_part(_text(document, place), title) for place in likely.tolist()]]
    if places.size and not is_kept[places].any():
        found[places[-1]] = True
    return found


def _text(document: Document, place: int) -> str:
    block = document.blocks[place]
    return document.text[block.start : block.end].removeprefix("- ").lower()


def _title(markup: str) -> str:
    title = _TITLE.search(markup)
    return html.unescape(title[1]).strip().lower() if title else ""


def _is_part(text: str, title: str) -> bool:
    """Whether a title begins with a text, or one of its parts is much the same.

    >>> _is_part("to a lamp-post", "to a lamp-post by edith carrow | poems"), _is_part("poems", "all poems by carrow")
    (True, False)
    """
    if title.startswith(text) and not title[len(text) : len(text) + 1].isalnum():
        return True
    pairs = (sorted((text, part.strip()), key=len) for part in _PARTED.split(title))
    return any(short and short in long and len(short) >= PART * len(long) for short, long in pairs)


def is_alike(shares: Column, columns: Columns, blocks: Sequence[Block], elements: Sequence[Element]) -> Flags:
    """Paragraphs that have the classes of what is kept, as posts of a forum do."""
    is_kept, is_shown, words = shares >= KEPT, _is_shown(columns), columns["words"]
    likely = ~is_kept & _may_stay(shares, columns) & (words >= WORDS) & (shares >= ALIKE)
    if likely.any():
        kinds = [_kind(elements, block.element) for block in blocks]
        total, kept = Counter[object](), Counter[object]()
        for place in np.flatnonzero(is_shown).tolist():
            total[kinds[place]] += words[place]
            kept[kinds[place]] += words[place] * is_kept[place]
        for place in np.flatnonzero(likely).tolist():
            kind = kinds[place]
            likely[place] = kind is not None and kept[kind] >= MOST * total[kind]
    return likely


def _kind(elements: Sequence[Element], place: int) -> tuple[str, str, str, str] | None:
    """Tags and classes of an element and of what holds it, if there are classes."""
    own = elements[place]
    above = elements[own.parent] if own.parent >= 0 else Element(-1, "", "", "")
    return (own.tag, own.classes, above.tag, above.classes) if own.classes or above.classes else None


def _is_shown(columns: Columns) -> Flags:
    return np.asarray(columns["hidden"] + columns["data"] == 0)


def _may_stay(shares: Column, columns: Columns) -> Flags:
    return np.asarray((columns["share_links"] < MAX_LINKS) & (shares >= LEAST) & _is_shown(columns))
