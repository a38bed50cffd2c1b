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

    def run(self, first: LexborNode | None, *, is_alone: bool = False) -> None:
        """Visit a node, all below, and its later neighbours unless `is_alone`, in order.

        A usual page has 2,000 nodes, most of which change nothing, so this is written for speed.
        """
        lines, known, waiting, skipped = self.lines, self._tags, self._waiting, self.skipped
        unseen = self._closed if lines.hidden else self._unseen
        above, places, depth = lines.above, lines.places, self.depth
        floor = len(above)
        last = floor if is_alone else -1
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
            elif tag.is_silent:
                skipped.append(tag.name)
                following = node.next
            elif unseen and node.mem_id in unseen:
                self._leave_out(node, tag)
                following = node.next
            else:
                if tag.holds_lines:
                    if lines.open:
                        lines.end_line()
                    if waiting:
                        self._read_waiting()
                    if lines.rows or not tag.is_plain:
                        lines.enter(tag)
                elif tag.is_link:
                    lines.links += 1
                elif tag.is_break:
                    lines.break_line()
                above.append((node, tag))
                places.append(-1)
                following = node.first_child
            if following is None and len(above) > depth:
                depth = len(above)
            while following is None and len(above) > floor:
                node, tag = above[-1]
                if tag.holds_lines:
                    if lines.open:
                        lines.end_line()
                    if waiting:
                        self._read_waiting()
                    if not tag.is_plain:
                        lines.leave(tag)
                elif tag.is_link:
                    lines.links -= 1
                above.pop()
                places.pop()
                if waiting and not lines.is_open:
                    self._read_waiting()
                following = node.next if len(above) != last else None
            node = following
        self.depth = max(depth, self.depth)

    def _tag(self, node: LexborNode) -> Tag:
        """The node's tag; its number is cheaper to ask for than its name, and means the same all over a page."""
        tag = self._tags[node.tag_id] = tag_of(node.tag or "-comment")
        return tag

    def _leave_out(self, node: LexborNode, tag: Tag) -> None:
        """Count an element that cannot be seen; one that is only hidden is read where no line is open."""
        self.skipped.append("noscript" if tag.name == "noscript" else "hidden")
        hidden = _HiddenElement(node, tag, self.lines.links)
        if self._unseen[node.mem_id]:
            self.closed_chars += len(node.text())
        elif self.lines.is_open:
            self._waiting.append(hidden)
        else:
            self._read(hidden)

    def _read_waiting(self) -> None:
        """Read what was hidden in a line that has ended; in a row, that waits for the end of the row."""
        if not self.lines.is_open:
            waiting = self._waiting.copy()
            self._waiting.clear()
            for hidden in waiting:
                self._read(hidden)

    def _read(self, hidden: "_HiddenElement") -> None:
        shown = self.lines.hide(hidden.links)
        self.run(hidden.node, is_alone=True)
        self.lines.show(shown)


@dataclass(frozen=True, slots=True)
class _HiddenElement:
    """A hidden element, and how many links it stands in."""

    node: LexborNode
    tag: Tag
    links: int
