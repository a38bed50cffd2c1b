"""Tell whether two pieces of text that touch in the markup are set apart by the page's style sheets.

`<a>News</a><a>Sport</a>` and `<span>Boxes</span><span>103</span>` are two words each to whoever sees the page.
"""

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from dechaff.readers.tags import Tag

# These mark parts of words: `H<sub>2</sub>O`.
_PARTS = frozenset(
    "abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q rb rp rt ruby s samp small strike strong"  # noqa: SIM905
    " sub sup tt u var wbr".split()
)
# A link that ends with one of these ends a word: `<a>12 €</a><a>Add to cart</a>`.
CLOSING = frozenset("!%)]?…€$£¥")
_PROGRAMS = frozenset(("code", "kbd", "math", "pre", "samp", "tt"))


def is_seam(
    before: LexborNode, node: LexborNode, last: str, first: str, above: Iterable[tuple[LexborNode, Tag]]
) -> bool:
    """Whether the text `node` begins an element right behind the end of another, and a word begins with it.

    `before` is the text before it; `last` of that and `first` of `node` are letters or digits, or `last` is of CLOSING;
    `above` are the elements that are open. Between links a word always ends; elsewhere where `aB`, `a1` or `1a` touch.
    """
    if node.prev is not None or before.next is not None:
        return False
    ended, begun = before.parent, node.parent
    if ended is None or begun is None:
        return False
    if ended.tag == begun.tag == "a":
        return True
    if not last.isalnum():
        return False
    is_new = (last.islower() and first.isupper()) or last.isdigit() != first.isdigit()
    return is_new and _PARTS.isdisjoint((ended.tag, begun.tag)) and _PROGRAMS.isdisjoint(tag.name for _, tag in above)
