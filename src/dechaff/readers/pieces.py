"""Where the text of each text node of a page stands."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Pieces:
    """Where the text of each text node stands, in the order of the page; a node is known by its address."""

    nodes: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def add(self, node: int, start: int, end: int) -> None:
        """Note where the text of a node stands."""
        self.nodes.append(node)
        self.starts.append(start)
        self.ends.append(end)

    def forget(self, count: int) -> None:
        """Forget all but the first `count`."""
        del self.nodes[count:], self.starts[count:], self.ends[count:]

    def cut(self, end: int) -> None:
        """Let no piece reach beyond `end`."""
        place = len(self.ends) - 1
        while place >= 0 and self.ends[place] > end:
            self.ends[place] = end
            self.starts[place] = min(self.starts[place], end)
            place -= 1

    def move(self, first: int, end: int, by: int) -> int:
        """Move the pieces from `first` on that start before `end`; returns the place of the next one."""
        while first < len(self.starts) and self.starts[first] < end:
            self.starts[first] += by
            self.ends[first] += by
            first += 1
        return first
