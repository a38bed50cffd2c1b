"""Set the pieces of text that a walk over a page meets as lines, and remember where each piece stands."""

import re
from collections.abc import Sequence
from itertools import compress

from selectolax.lexbor import LexborNode

from dechaff.model import Block, Element, Hidden
from dechaff.readers.pieces import LINE_END, Pieces
from dechaff.readers.seams import CLOSING, is_seam
from dechaff.readers.spaces import SPACES, collapsed, is_visible
from dechaff.readers.tables import CELL_GLUE, Row, empty_cells, late_rows
from dechaff.readers.tags import Role, Tag

BULLET = "- "
# A cell may hold its text in a paragraph, as word processors write it.
PARAGRAPH, DIVISION = "p", "div"
# A block's path keeps its innermost tags; a page 50,000 deep would else need gigabytes. Real pages stay below 64.
MAX_PATH = 64

_LINE_END = re.compile(r"\r\n?")

# Makes a named tuple of all its fields in a third of the time of its own constructor.
_new = tuple.__new__
# As names of the module, they are found in a fifth of the time.
TABLE, ROW, CELL, ITEM, VERBATIM = Role.TABLE, Role.ROW, Role.CELL, Role.ITEM, Role.VERBATIM

# An element that is open.
Opened = tuple[LexborNode, Tag]


class Lines:
    """Takes what a walk meets, in order: elements that open and close, and text. Ends up with lines, a block each.

    `above` are the elements that the walk has open. Of each, `places` says its place in `elements`, or -1 as long as
    it holds no line.
    """

    def __init__(self) -> None:
        self.above: list[Opened] = []
        self.places: list[int] = []
        self.texts: list[str] = []  # of each line
        self.elements: list[Element] = []
        self.pieces = Pieces()
        self.open: list[str] = []  # the open line so far
        self.rows: list[Row] = []
        self._tables: list[list[Row]] = []  # the rows so far of each table that is open
        self.hidden: Hidden = ""
        self.links = 0  # how many are open
        self.verbatim = 0
        self._places: list[int] = []  # of the element of each line
        self._link_chars: list[int] = []  # of each line
        self._hidden: list[Hidden] = []  # of each line
        self._paths: list[tuple[str, ...]] = [()]  # each once
        self._path_of: list[int] = []  # of each element
        self._steps: dict[tuple[int, str], int] = {}  # the path that a path and a tag make
        self._lengths, self._nodes = self.pieces.lengths, self.pieces.nodes
        self._before: LexborNode | None = None  # the last text node of the open line
        self._bullet = ""  # what the next line has to begin with
        self._prefix = ""  # what the open line began with
        self._linked = 0  # how many characters of the open line are those of links

    @property
    def is_open(self) -> bool:
        """Whether a line or a table row has begun, in the middle of which no other line may stand."""
        return bool(self.open or self.rows)

    def blocks(self) -> tuple[Block, ...]:
        """A block for each line, in the text that they are together, one below the other."""
        elements, paths, path_of = self.elements, self._paths, self._path_of
        classes: dict[str, tuple[str, ...]] = {}
        blocks, start = [], 0
        lines = zip(self.texts, self._places, self._link_chars, self._hidden, strict=True)
        for text, place, link_chars, hidden in lines:
            end = start + len(text)
            _, _, name, said = elements[place]
            if said not in classes:
                classes[said] = tuple(said.split())
            block = start, end, paths[path_of[place]], name, classes[said], link_chars, place, hidden
            blocks.append(_new(Block, block))
            start = end + 1
        return tuple(blocks)

    def count(self) -> tuple[int, int]:
        """How many characters are shown, and how many are not."""
        read = sum(map(len, self.texts))
        hidden = sum(map(len, compress(self.texts, self._hidden)))
        return read - hidden, hidden

    def hide(self, links: int) -> tuple[str, int]:
        """What follows, up to `show`, cannot be seen, and must not change the next bullet and the open links."""
        shown = self._bullet, self.links
        self.hidden, self._bullet, self.links = "hidden", "", links
        return shown

    def show(self, shown: tuple[str, int]) -> None:
        """The end of what cannot be seen; `hide` said what was shown before."""
        if self.open:
            self.end_line()
        self.hidden, (self._bullet, self.links) = "", shown

    def enter(self, tag: Tag) -> None:
        """An element opens that is more than a block, or stands in a row."""
        role = tag.role
        if role is ROW:
            self.rows.append(Row(len(self.texts), len(self._nodes)))
        elif self.rows:
            if role is CELL:
                self.rows[-1].cell_line = len(self.texts)
            elif tag.name != PARAGRAPH:
                self.rows[-1].is_layout = True
                self.rows[-1].is_mixed |= tag.name != DIVISION
        if role is TABLE:
            self._tables.append([])
        elif role is ITEM:
            self._bullet = BULLET
        elif role is VERBATIM:
            self.verbatim += 1

    def leave(self, tag: Tag) -> None:
        """An element closes that is more than a block."""
        role = tag.role
        if role is ITEM:
            self._bullet = ""
        elif role is CELL:
            if self.rows:
                row = self.rows[-1]
                lines = len(self.texts) - row.cell_line
                row.is_layout = row.is_layout or lines > 1
                row.cells.append((self.above[-1][0], lines))
        elif role is ROW:
            self._end_row(self.rows.pop())
        elif role is TABLE:
            self._end_table(self._tables.pop())
        else:
            self.verbatim -= 1

    def write(self, node: LexborNode, text: str) -> None:
        """Text goes into the open line."""
        line = self.open
        if self.verbatim:
            text = self._verbatim_text(text)
        else:
            if not line or line[-1][-1] in " \n":  # another space would collapse
                if text.isspace():
                    return
                text = text.lstrip(SPACES)
            elif text[:1].isalnum() and self._is_apart(node, text[0]):
                self._put(" ")
            if not text.isprintable() or "  " in text:
                text = collapsed(text)
        if not text:
            return
        if not line and self._bullet:
            self._put(self._bullet)
            self._prefix, self._bullet = self._bullet, ""
        if self.links:
            self._linked += len(text)
        if text == " ":
            self._put(text)
        else:
            line.append(text)
            self._lengths.append(len(text))
            self._nodes.append(node.mem_id)
            self._before = node

    def _verbatim_text(self, text: str) -> str:
        text = _LINE_END.sub("\n", text)
        return text if self.open else text.lstrip("\n")

    def _put(self, text: str) -> None:
        """Into the open line goes what no text node says."""
        self.open.append(text)
        self._lengths.append(len(text))
        self._nodes.append(0)
        self._before = None

    def break_line(self) -> None:
        """A line break: in verbatim text it is text itself."""
        if self.verbatim and self.open:
            self._put("\n")
        elif self.open:
            self.end_line()

    def append(self, texts: Sequence[str], name: str) -> None:
        """Texts of the page's data for machines, one line each."""
        place = len(self.elements)
        self.elements.append(Element(-1, "script", "", name))
        self._path_of.append(self._step(0, "script"))
        self.hidden = "data"
        for text in texts:
            self._add(text, 0, place)

    def _is_apart(self, node: LexborNode, first: str) -> bool:
        """Whether a text that begins with a letter or digit is not the end of the word before it."""
        last, before = self.open[-1][-1], self._before
        is_end = last.isalnum() or last in CLOSING
        return is_end and before is not None and is_seam(before, node, last, first, self.above)

    def end_line(self) -> None:
        """End the open line; it belongs to the innermost element that is not in a line."""
        line = "".join(self.open)
        text = line.rstrip(SPACES)
        if is_visible(text, len(self._prefix)):
            if len(text) < len(line):
                self.pieces.shorten(len(line) - len(text))
            self._lengths.append(1)
            self._nodes.append(LINE_END)
            self._add(text, min(len(text), self._linked), self._place())
        else:
            self.pieces.drop(len(self.open))
            self._bullet = self._prefix
        self._prefix, self._linked = "", 0
        self.open.clear()

    def _add(self, text: str, link_chars: int, place: int) -> None:
        self.texts.append(text)
        self._link_chars.append(link_chars)
        self._places.append(place)
        self._hidden.append(self.hidden)

    def _place(self) -> int:
        """The innermost element that is not in a line."""
        depth = len(self.above) - 1
        while not self.above[depth][1].holds_lines:
            depth -= 1
        place = self.places[depth]
        return place if place >= 0 else self._ask(depth)

    def _ask(self, depth: int) -> int:
        """Read off the open elements, down to a depth, what is not known of them yet; returns the place of the last."""
        above, places, elements = self.above, self.places, self.elements
        level = depth
        while level and places[level - 1] < 0:
            level -= 1
        place = places[level - 1] if level else -1
        path = self._path_of[place] if level else 0
        while level <= depth:
            node, tag = above[level]
            step = path, tag.name
            path = self._steps.get(step) or self._step(*step)
            if tag.holds_lines:
                said = node.attributes
                element = place, tag.name, said.get("id") or "", said.get("class") or ""
                place = places[level] = len(elements)
                elements.append(_new(Element, element))
                self._path_of.append(path)
            level += 1
        return place

    def _step(self, path: int, name: str) -> int:
        new = self._steps[path, name] = len(self._paths)
        self._paths.append((*self._paths[path], name)[-MAX_PATH:])
        return new

    def _end_row(self, row: Row) -> None:
        """Make one line of a row whose cells are a line each, or remember where it ends."""
        first = row.first_line
        if len(self.texts) - first > 1 and not row.is_mixed and (not row.is_layout or row.may_join(self.texts[first:])):
            self.pieces.insert(row.first_piece)
            row.last_line, row.last_piece, row.place = len(self.texts), len(self._nodes), self._place()
            if not row.is_layout:
                self._join(row)
        if self._tables:
            self._tables[-1].append(row)

    def _end_table(self, rows: Sequence[Row]) -> None:
        """Join what rows are left, now that all are known, and set empty cells."""
        for row in reversed(late_rows(rows)):
            self._join(row)
        gone = 0
        for row in rows:
            row.first_line -= gone
            if row.is_layout and row.texts:
                gone += row.last_line - gone - row.first_line - 1
        for row, gaps in empty_cells(rows):
            self._widen(row, gaps)

    def _join(self, row: Row) -> None:
        """Make one line of a row; the lines of a cell are set apart by a space."""
        lines = slice(row.first_line, row.last_line)
        glue = row.take(self.texts[lines])
        places = self.pieces.join(row.first_piece, row.last_piece, glue)
        row.glue = [place for place, length in zip(places, glue, strict=False) if length > 1]
        self.texts[lines] = [CELL_GLUE.join(row.texts)]
        self._link_chars[lines] = [sum(self._link_chars[lines])]
        self._places[lines], self._hidden[lines] = [row.place], [self._hidden[row.first_line]]

    def _widen(self, row: Row, gaps: Sequence[int]) -> None:
        """Set as many empty cells before each text of a row."""
        cells = [CELL_GLUE * gap + text for gap, text in zip(gaps, row.texts, strict=True)]
        self.texts[row.first_line] = CELL_GLUE.join(cells)
        for place, gap in zip((row.first_piece, *row.glue), gaps, strict=True):
            if gap:
                self._lengths[place] += gap * len(CELL_GLUE)
