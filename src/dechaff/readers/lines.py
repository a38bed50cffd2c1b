"""Set the pieces of text that a walk over a page meets as lines, and remember where each piece stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from dechaff.model import Block, Element, Hidden
from dechaff.readers.pieces import Part
from dechaff.readers.seams import is_seam
from dechaff.readers.tags import Role, Tag

BULLET = "- "
CELL_GLUE = " | "
# A block's path keeps its innermost tags; a page 50,000 deep would else need gigabytes. Real pages stay below 64.
MAX_PATH = 64

_SPACES = " \t\n\r\f"  # what HTML collapses; a no-break space is not of it
_LINE_END = re.compile(r"\r\n?")
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200d\u2060\ufeff]")


# Makes a named tuple of all its fields in a third of the time of its own constructor.
_new = tuple.__new__

# An element that is open.
Opened = tuple[LexborNode, Tag]


@dataclass(slots=True)
class _Row:
    """An open table row: where it began, and whether its cells hold more than a line of text each."""

    first_block: int
    cell_block: int = 0
    is_layout: bool = False


@dataclass(frozen=True, slots=True)
class _Shown:
    """What hidden text must not change: the bullet that the next line that is shown begins with, the open links."""

    bullet: str
    links: int


class Lines:
    """Takes what a walk meets, in order: elements that open and close, and text. Ends up with blocks and their texts.

    `above` are the elements that the walk has open. Of each, `places` says its place in `elements`, or -1 as long as
    it holds no block.
    """

    def __init__(self, above: list[Opened], places: list[int]) -> None:
        self.texts: list[str] = []
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.parts: list[list[Part]] = []  # of each block: one, or one for each cell of a row
        self.open: list[str] = []  # the open line so far
        self.rows: list[_Row] = []
        self.hidden: Hidden = ""
        self.links = 0  # how many are open
        self._above = above
        self._places = places
        self._paths: list[tuple[str, ...]] = []  # of each element
        self._place = -1  # the element that the next two are of
        self._id = ""
        self._classes: tuple[str, ...] = ()
        self._start = 0  # of the open line
        self._nodes: list[LexborNode | None] = []  # the text node of each part of the open line
        self._bullet = ""  # what the next line has to begin with
        self._prefix = ""  # what the open line began with
        self.verbatim = 0
        self._link_chars = 0

    @property
    def is_open(self) -> bool:
        """Whether a line or a table row has begun, in the middle of which no other line may stand."""
        return bool(self.open or self.rows)

    def hide(self, links: int) -> _Shown:
        """What follows, up to `show`, cannot be seen. Returns what `show` wants back."""
        shown = _Shown(self._bullet, self.links)
        self.hidden, self._bullet, self.links = "hidden", "", links
        return shown

    def show(self, shown: _Shown) -> None:
        """The end of what cannot be seen."""
        self.end_line()
        self.hidden, self._bullet, self.links = "", shown.bullet, shown.links

    def enter(self, tag: Tag) -> None:
        """An element opens."""
        role = tag.role
        if role is Role.BREAK:
            self._break()
        else:
            if self.open:
                self.end_line()
            if self.rows or role is not Role.BLOCK:
                self._enter_block(role)

    def _enter_block(self, role: Role) -> None:
        if role is Role.ROW:
            self.rows.append(_Row(len(self.blocks)))
        elif role is Role.CELL and self.rows:
            self.rows[-1].cell_block = len(self.blocks)
        elif self.rows:
            self.rows[-1].is_layout = True
        if role is Role.ITEM:
            self._bullet = BULLET
        elif role is Role.VERBATIM:
            self.verbatim += 1

    def leave(self, tag: Tag) -> None:
        """The element that opened last closes."""
        role = tag.role
        if role is not Role.BREAK:
            if self.open:
                self.end_line()
            if role is not Role.BLOCK:
                self._leave_block(role)

    def _leave_block(self, role: Role) -> None:
        if role is Role.CELL and self.rows:
            row = self.rows[-1]
            row.is_layout = row.is_layout or len(self.blocks) - row.cell_block > 1
        elif role is Role.ROW:
            row = self.rows.pop()
            if not row.is_layout and len(self.blocks) - row.first_block > 1:
                self._join(row)
        elif role is Role.ITEM:
            self._bullet = ""
        elif role is Role.VERBATIM:
            self.verbatim -= 1

    def write(self, node: LexborNode, text: str) -> None:
        """Text goes into the open line."""
        is_spaced = not self.open or self.open[-1][-1] in " \n"  # another space would collapse
        if self.verbatim:
            text = self._verbatim_text(text)
        elif is_spaced:
            if text.isspace():
                return
            text = text.lstrip(_SPACES)
        elif text[:1].isalnum() and self._is_apart(node, text[0]):
            self._put(None, " ")
        if not text:
            return
        if not self.verbatim and ("  " in text or not text.isprintable()):
            text = _collapsed(text)
        if not self.open and self._bullet:
            self._put(None, self._bullet)
            self._prefix, self._bullet = self._bullet, ""
        self._put(node if text != " " else None, text)
        if self.links:
            self._link_chars += len(text)

    def _verbatim_text(self, text: str) -> str:
        text = _LINE_END.sub("\n", text)
        return text if self.open else text.lstrip("\n")

    def _put(self, node: LexborNode | None, text: str) -> None:
        self.open.append(text)
        self._nodes.append(node)

    def append(self, texts: Sequence[str], name: str) -> None:
        """Texts of the page's data for machines, one line each."""
        place, classes = len(self.elements), tuple(name.split())
        self._add(Element(-1, "script", "", name), ("script",))
        for text in texts:
            end = self._start + len(text)
            self.texts.append(text)
            self.parts.append([])
            self.blocks.append(Block(self._start, end, ("script",), "", classes, 0, place, "data"))
            self._start = end + 1

    def _is_apart(self, node: LexborNode, first: str) -> bool:
        """Whether a text that begins with a letter or digit is not the end of the word before it."""
        last = self.open[-1][-1]
        before = self._nodes[-1]
        return last.isalnum() and before is not None and is_seam(before, node, last, first, self._above)

    def _break(self) -> None:
        if self.open and self.verbatim:
            self._put(None, "\n")
        else:
            self.end_line()

    def end_line(self) -> None:
        """End the open line, if there is one; it becomes a block of the innermost element that is not in a line."""
        if not self.open:
            return
        line = "".join(self.open)
        if line[-1].isalnum() or _VISIBLE.search(line, len(self._prefix)):
            text = line.rstrip(_SPACES)
            self._emit(text, min(len(text), self._link_chars), [(self.open, self._nodes)])
        else:
            self._bullet = self._prefix
        self._prefix = ""
        self.open, self._nodes, self._link_chars = [], [], 0

    def _emit(self, text: str, link_chars: int, parts: list[Part]) -> None:
        """Make a block of a line."""
        depth = len(self._above) - 1
        while not self._above[depth][1].holds_lines:
            depth -= 1
        place = self._places[depth]
        if place < 0:
            place = self._ask(depth)
        if place != self._place:
            self._place, self._id = place, self.elements[place].id
            self._classes = tuple(self.elements[place].classes.split())
        start = self._start
        end = start + len(text)
        self._start = end + 1
        self.texts.append(text)
        self.parts.append(parts)
        block = start, end, self._paths[place], self._id, self._classes, link_chars, place, self.hidden
        self.blocks.append(_new(Block, block))

    def _ask(self, depth: int) -> int:
        """Read off the open elements, down to a depth, what is not known of them yet; returns the place of the last."""
        above, places = self._above, self._places
        known = depth - 1
        while known >= 0 and places[known] < 0:
            known -= 1
        place, path = (places[known], self._paths[places[known]]) if known >= 0 else (-1, ())
        for level in range(known + 1, depth + 1):
            node, tag = above[level]
            path = (*path, tag.name)
            if tag.holds_lines:
                said = node.attributes
                element = place, tag.name, said.get("id") or "", said.get("class") or ""
                place = places[level] = self._add(_new(Element, element), path)
        return place

    def _add(self, element: Element, path: tuple[str, ...]) -> int:
        self.elements.append(element)
        self._paths.append(path[-MAX_PATH:])
        return len(self.elements) - 1

    def _join(self, row: _Row) -> None:
        """Make one line of a row whose cells are a line each."""
        cells = self.blocks[row.first_block :]
        parts = [part for parts in self.parts[row.first_block :] for part in parts]
        text = CELL_GLUE.join(self.texts[row.first_block :])
        del self.blocks[row.first_block :], self.texts[row.first_block :], self.parts[row.first_block :]
        self._start = cells[0].start
        self._emit(text, sum(cell.link_chars for cell in cells), parts)


def _collapsed(text: str) -> str:
    """A text with one space for each run of white space; ten times as fast as a regular expression.

    >>> _collapsed("a\\n\\t  b \\n")
    'a b '
    """
    for space in _SPACES[1:]:
        text = text.replace(space, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text
