"""Set the pieces of text that a walk over a page meets as lines, and remember where each piece stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from dechaff.model import Block, Element, Hidden
from dechaff.readers.pieces import Pieces
from dechaff.readers.seams import is_seam
from dechaff.readers.tags import Role, Tag

BULLET = "- "
CELL_GLUE = " | "
# A block's path keeps its innermost tags; a page 50,000 deep would else need gigabytes. Real pages stay below 64.
MAX_PATH = 64

# The white space that HTML collapses; a no-break space is not of it.
_COLLAPSED = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
_LINE_END = re.compile(r"\r\n?")
_VISIBLE = re.compile(r"[^\s\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass(slots=True)
class _Row:
    """An open table row: where it began, and whether its cells hold more than a line of text each."""

    first_block: int
    first_piece: int
    cell_block: int = 0
    is_layout: bool = False


@dataclass(frozen=True, slots=True)
class _Shown:
    """What hidden text must not change: the bullet that the next line that is shown begins with, the open links."""

    bullet: str
    links: int


class Lines:
    """Takes what a walk meets, in order: elements that open and close, and text. Ends up with blocks and their texts.

    `tags` is the walk's own list of the elements that are open.
    """

    def __init__(self, tags: list[str]) -> None:
        self.texts: list[str] = []
        self.blocks: list[Block] = []
        self.elements: list[Element] = []
        self.pieces = Pieces()
        self._tags = tags
        self._owners: list[tuple[LexborNode, int]] = []  # open elements that lines can belong to, and their depth
        self._places: list[int] = []  # of the first of these in `elements`; the rest hold no line yet
        self._asked: LexborNode | None = None  # the owner that the next two are of
        self._path: tuple[str, ...] = ()
        self._classes: tuple[str, ...] = ()
        self._rows: list[_Row] = []
        self._start = 0  # of the open line
        self._open: list[str] = []  # the open line so far
        self._length = 0
        self._first_piece = 0
        self._is_spaced = True  # the open line is empty or ends in a space: another one would collapse
        self._bullet = ""  # what the next line has to begin with
        self._prefix = ""  # what the open line began with
        self._verbatim = 0
        self._links = 0
        self._link_chars = 0
        self._hidden: Hidden = ""
        self._last: LexborNode | None = None  # the last text of the open line

    @property
    def is_open(self) -> bool:
        """Whether a line or a table row has begun, in the middle of which no other line may stand."""
        return bool(self._open or self._rows)

    @property
    def is_in_link(self) -> bool:
        """Whether what is met now stands in a link."""
        return self._links > 0

    def end_line(self) -> None:
        """End the open line, if there is one."""
        if self._open:
            self._close()

    def hide(self, is_in_link: bool) -> "_Shown":
        """What follows, up to `show`, cannot be seen. Returns what `show` wants back."""
        shown = _Shown(self._bullet, self._links)
        self._hidden, self._bullet, self._links = "hidden", "", int(is_in_link)
        return shown

    def show(self, shown: "_Shown") -> None:
        """The end of what cannot be seen."""
        self.end_line()
        self._hidden, self._bullet, self._links = "", shown.bullet, shown.links

    def enter(self, node: LexborNode, tag: Tag) -> None:
        """An element opens."""
        role = tag.role
        if role is Role.LINK:
            self._links += 1
        elif role is Role.BREAK:
            self._break()
        else:
            if self._open:
                self._close()
            self._owners.append((node, len(self._tags)))
            if self._rows or role is not Role.BLOCK:
                self._enter_block(role)

    def _enter_block(self, role: Role) -> None:
        if role is Role.ROW:
            self._rows.append(_Row(len(self.blocks), len(self.pieces.nodes)))
        elif role is Role.CELL and self._rows:
            self._rows[-1].cell_block = len(self.blocks)
        elif self._rows:
            self._rows[-1].is_layout = True
        if role is Role.ITEM:
            self._bullet = BULLET
        elif role is Role.VERBATIM:
            self._verbatim += 1

    def leave(self, tag: Tag) -> None:
        """The element that opened last closes."""
        role = tag.role
        if role is Role.LINK:
            self._links -= 1
        elif role is not Role.BREAK:
            if self._open:
                self._close()
            if role is not Role.BLOCK:
                self._leave_block(role)
            self._owners.pop()
            del self._places[len(self._owners) :]

    def _leave_block(self, role: Role) -> None:
        if role is Role.CELL and self._rows:
            row = self._rows[-1]
            row.is_layout = row.is_layout or len(self.blocks) - row.cell_block > 1
        elif role is Role.ROW:
            row = self._rows.pop()
            if not row.is_layout and len(self.blocks) - row.first_block > 1:
                self._join(row)
        elif role is Role.ITEM:
            self._bullet = ""
        elif role is Role.VERBATIM:
            self._verbatim -= 1

    def write(self, node: LexborNode) -> None:
        """Text goes into the open line."""
        text = node.text_content or ""
        if self._verbatim:
            text = _LINE_END.sub("\n", text)
            if not self._open:
                text = text.lstrip("\n")
        elif self._is_spaced and text.isspace():
            return
        else:
            text = _COLLAPSED.sub(" ", text)
            if self._is_spaced and text[:1] == " ":
                text = text[1:]
        if not text:
            return
        if not self._open:
            self._begin()
        elif not self._is_spaced and text[0].isalnum() and self._is_apart(node, text[0]):
            self._add(" ")
        start = self._start + self._length
        self._add(text)
        self._last = node
        if text != " ":
            self.pieces.add(node.mem_id, start, start + len(text))
        if self._links:
            self._link_chars += len(text)

    def append(self, texts: Sequence[str], name: str) -> None:
        """Texts of the page's data for machines, one line each."""
        place, classes = len(self.elements), tuple(name.split())
        self.elements.append(Element(-1, "script", "", name))
        for text in texts:
            end = self._start + len(text)
            self.texts.append(text)
            self.blocks.append(Block(self._start, end, ("script",), "", classes, 0, place, "data"))
            self._start = end + 1

    def _is_apart(self, node: LexborNode, first: str) -> bool:
        """Whether a text that begins with a letter or digit is not the end of the word before it."""
        last = self._open[-1][-1]
        if self._verbatim or self._last is None or not last.isalnum():
            return False
        return is_seam(self._last, node, last, first, self._tags)

    def _begin(self) -> None:
        self._first_piece = len(self.pieces.nodes)
        if self._bullet:
            self._add(self._bullet)
            self._prefix, self._bullet = self._bullet, ""

    def _add(self, text: str) -> None:
        self._open.append(text)
        self._length += len(text)
        self._is_spaced = text[-1] in " \n"

    def _break(self) -> None:
        if self._open and self._verbatim:
            self._add("\n")
        elif self._open:
            self._close()

    def _close(self) -> None:
        """End the open line; it becomes a block of the innermost owner, unless nothing of it can be seen."""
        line = "".join(self._open)
        if _VISIBLE.search(line, len(self._prefix)):
            text = line.rstrip(" \t\n\r\f")
            self._emit(text, min(self._link_chars, len(text)) if self._link_chars else 0)
            if len(text) < len(line):
                self.pieces.cut(self._start - 1)
        else:
            self.pieces.forget(self._first_piece)
            self._bullet = self._prefix
        self._prefix = ""
        self._open = []
        self._length = self._link_chars = 0
        self._is_spaced = True

    def _emit(self, text: str, link_chars: int) -> None:
        """Make a block of a line."""
        owner, depth = self._owners[-1]
        if owner is not self._asked:
            self._asked = owner
            self._note_owners()
            self._path = tuple(self._tags[max(depth - MAX_PATH, 0) : depth])
            self._classes = tuple(self.elements[self._places[-1]].classes.split())
        end = self._start + len(text)
        element = self._places[-1]
        self.texts.append(text)
        self.blocks.append(
            Block(
                self._start,
                end,
                self._path,
                self.elements[element].id,
                self._classes,
                link_chars,
                element,
                self._hidden,
            )
        )
        self._start = end + 1

    def _note_owners(self) -> None:
        """Read off the open elements what is not known of them yet."""
        for node, depth in self._owners[len(self._places) :]:
            attributes = node.attributes
            parent = self._places[-1] if self._places else -1
            self._places.append(len(self.elements))
            self.elements.append(
                Element(parent, self._tags[depth - 1], attributes.get("id") or "", attributes.get("class") or "")
            )

    def _join(self, row: _Row) -> None:
        """Make one line of a row whose cells are a line each."""
        cells = self.blocks[row.first_block :]
        place = row.first_piece
        for column, cell in enumerate(cells):
            place = self.pieces.move(place, cell.end, by=column * (len(CELL_GLUE) - len("\n")))
        text = CELL_GLUE.join(self.texts[row.first_block :])
        del self.blocks[row.first_block :], self.texts[row.first_block :]
        self._start = cells[0].start
        self._emit(text, sum(cell.link_chars for cell in cells))
