"""What each HTML tag does to the text of a page, as in the style sheet that browsers start from."""

from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache


class Role(Enum):
    """What a node does when text is read off a page."""

    TEXT = auto()
    INLINE = auto()  # its text stands in the line of its neighbours
    LINK = auto()
    BREAK = auto()
    BLOCK = auto()  # its text stands on lines of its own
    ITEM = auto()
    TABLE = auto()
    ROW = auto()
    CELL = auto()
    VERBATIM = auto()  # white space and line ends count
    SILENT = auto()  # nothing of it is read


# https://html.spec.whatwg.org/multipage/rendering.html; a button is an inline box there, but reads as a line.
BLOCKS = (
    "address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend main marquee "
    "menu nav noscript ol optgroup option p search section summary tbody tfoot thead ul"
)
SILENT = (
    "annotation annotation-xml applet audio canvas datalist embed frame iframe meter noembed noframes object "
    "progress script select style svg template textarea title video -comment"
)
ROLES = {
    **dict.fromkeys(BLOCKS.split(), Role.BLOCK),
    **dict.fromkeys(SILENT.split(), Role.SILENT),
    **dict.fromkeys(("pre", "listing", "plaintext", "xmp"), Role.VERBATIM),
    **dict.fromkeys(("td", "th"), Role.CELL),
    "-text": Role.TEXT,
    "-doctype": Role.INLINE,
    "a": Role.LINK,
    "br": Role.BREAK,
    "li": Role.ITEM,
    "table": Role.TABLE,
    "tr": Role.ROW,
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag's name and role; what a walk asks of every node is spelt out."""

    name: str
    role: Role
    is_text: bool
    is_silent: bool
    is_inline: bool
    is_link: bool
    is_break: bool
    is_plain: bool
    holds_lines: bool


@lru_cache(maxsize=1024)
def tag_of(name: str) -> Tag:
    """The tag of that name. Browsers show an unknown one in the line; a node without a name holds nothing.

    >>> tag_of("td").role.name, tag_of("my-own").role.name
    ('CELL', 'INLINE')
    """
    role = ROLES.get(name, Role.INLINE)
    holds_lines = role not in {Role.TEXT, Role.SILENT, Role.INLINE, Role.LINK, Role.BREAK}
    return Tag(
        name,
        role,
        role is Role.TEXT,
        role is Role.SILENT,
        role is Role.INLINE,
        role is Role.LINK,
        role is Role.BREAK,
        role is Role.BLOCK,
        holds_lines,
    )
