"""Walk over the tree of a page, and set what is met as lines."""

from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from dechaff.readers.lines import Lines
from dechaff.readers.tags import Tag, tag_of


class Walk:
    """One walk over a tree, without recursion: a page may be nested 50,000 deep.

    Hidden elements are read as well, as blocks of their own behind the line or table row in which they stand.
    `unseen` says of each whether it is closed to readers, not only hidden: such is left out.
    """

    def __init__(self, unseen: dict[int, bool]) -> None:
        self.skipped: list[str] = []  # the sort of each element that is not read
        self.depth = 0
        self.closed_chars = 0
        self.lines = Lines()
        self._unseen = unseen
        self._closed = {address: True for address, is_closed in unseen.items() if is_closed}
        self._waiting: list[_HiddenElement] = []
        self._tags: dict[int, Tag] = {}

    def run(self, first: LexborNode | None) -> None:
        """Visit a node, its later neighbours, and all below in order.

        A usual page has 2,000 nodes, most of which change nothing, so this is written for speed.
        """
        lines, known, waiting = self.lines, self._tags, self._waiting
        unseen = self._closed if lines.hidden else self._unseen
        above, places, floor, depth = lines.above, lines.places, len(lines.above), self.depth
        node = first
        while node is not None:
            try:
                tag = known[node.tag_id]
            except KeyError:
                tag = self._tag(node)
            if tag.is_text:
                text = node.text_content or ""
                if lines.open or not text.isspace() or lines.verbatim:
                    lines.write(node, text)
                following = node.next
            elif tag.is_silent or (unseen and node.mem_id in unseen):
                self._leave_out(node, tag)
                following = node.next
            else:
                if not tag.is_inline and (lines.open or lines.rows or not tag.is_plain):
                    self._enter(tag)
                above.append((node, tag))
                places.append(-1)
                following = node.first_child
            if following is None and len(above) > depth:
                depth = len(above)
            while following is None and len(above) > floor:
                node, tag = above[-1]
                if tag.is_inline or (tag.is_plain and not lines.open and not waiting):
                    above.pop()
                    places.pop()
                else:
                    self._leave(tag)
                following = node.next
            node = following
        self.depth = max(depth, self.depth)

    def _tag(self, node: LexborNode) -> Tag:
        """The node's tag; its number is cheaper to ask for than its name, and means the same all over a page."""
        tag = self._tags[node.tag_id] = tag_of(node.tag or "-comment")
        return tag

    def _enter(self, tag: Tag) -> None:
        lines = self.lines
        if tag.is_link:
            lines.links += 1
        elif tag.is_break:
            lines.break_line()
        else:
            if lines.open:
                lines.end_line()
            if self._waiting:
                self._read_waiting()
            if lines.rows or not tag.is_plain:
                lines.enter(tag)

    def _leave(self, tag: Tag) -> None:
        """Leave the element that was opened last."""
        lines, waiting = self.lines, self._waiting
        if tag.is_link:
            lines.links -= 1
        elif tag.holds_lines:
            if lines.open:
                lines.end_line()
            if waiting:
                self._read_waiting()
            if not tag.is_plain:
                lines.leave(tag)
        lines.above.pop()
        lines.places.pop()
        if waiting:
            self._read_waiting()

    def _leave_out(self, node: LexborNode, tag: Tag) -> None:
        """Count an element that cannot be seen; one that is only hidden is read where no line is open."""
        if tag.is_silent:
            self.skipped.append(tag.name.removeprefix("-"))
            return
        self.skipped.append("noscript" if tag.name == "noscript" else "hidden")
        if self._unseen[node.mem_id]:
            self.closed_chars += len(node.text())
        else:
            self._waiting.append(_HiddenElement(node, tag, self.lines.links))
            self._read_waiting()

    def _read_waiting(self) -> None:
        """Read what was hidden in a line or row that has ended."""
        if not self.lines.is_open:
            waiting = self._waiting.copy()
            self._waiting.clear()
            for hidden in waiting:
                self._read(hidden)

    def _read(self, hidden: "_HiddenElement") -> None:
        lines = self.lines
        shown = lines.hide(hidden.links)
        if not hidden.tag.is_inline:
            self._enter(hidden.tag)
        lines.above.append((hidden.node, hidden.tag))
        lines.places.append(-1)
        self.depth = max(self.depth, len(lines.above))
        self.run(hidden.node.first_child)
        self._leave(hidden.tag)
        lines.show(shown)


@dataclass(frozen=True, slots=True)
class _HiddenElement:
    """A hidden element, and how many links it stands in."""

    node: LexborNode
    tag: Tag
    links: int
