"""Read the keys of a mapping in a rule file; each mistake becomes a problem with its line and what to write."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from dechaff.errors import Problem, nearest, quoted
from dechaff.rules.yaml import Node

T = TypeVar("T")

VERSION = 1


class Fields:
    """The keys of one mapping. A key that is missing or wrong gives the default, and a problem."""

    def __init__(self, node: Node, what: str, allowed: Sequence[str], file: str, problems: list[Problem]) -> None:
        self.line = node.key_line
        self.file = file
        self.problems = problems
        self._what = what
        self._nodes: Mapping[str, Node] = {}
        self._is_mapping = True
        if not isinstance(node.value, Mapping):
            self.refuse(node.line, f"{what} takes keys and values ({', '.join(allowed)}), not {_shown(node)}")
            self._is_mapping = False
            return
        self._nodes = node.value
        for key, value in node.value.items():
            if key not in allowed:
                self.refuse(value.key_line, f"{what} has no key {quoted(key)}; {nearest(key, list(allowed))}")

    def refuse(self, line: int, message: str) -> None:
        """Note a problem; none with the keys of what is no mapping, which was told."""
        if self._is_mapping:
            self.problems.append(Problem(self.file, line, message))

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def node(self, key: str) -> Node | None:
        """The value as it stands in the file."""
        return self._nodes.get(key)

    def line_of(self, key: str) -> int:
        """Where a key stands; where it does not, where the mapping begins."""
        node = self._nodes.get(key)
        return node.key_line if node else self.line

    def _read(self, key: str, wanted: type[T], default: T, words: str) -> T:
        node = self._nodes.get(key)
        if node is None:
            return default
        if type(node.value) is wanted:
            return node.value
        self.refuse(node.line, f'"{key}" takes {words}, not {_shown(node)}')
        return default

    def text(self, key: str, default: str = "") -> str:
        """A string."""
        return self._read(key, str, default, "a string (in '...')")

    def flag(self, key: str) -> bool:
        """true or false."""
        return self._read(key, bool, False, "true or false")

    def number(self, key: str, default: int | None, least: int = 1) -> int | None:
        """A whole number of at least `least`."""
        value = self._read(key, int, -1, "a whole number")
        if key in self._nodes and value < least and type(self._nodes[key].value) is int:
            self.refuse(self.line_of(key), f'"{key}" takes a number of at least {least}')
        return value if value >= least else default

    def required(self, key: str) -> str:
        """A string that must be there and hold something."""
        if key not in self._nodes:
            self.refuse(self.line, f'{self._what} lacks "{key}"')
        text = self.text(key)
        if key in self._nodes and not text and self._nodes[key].value == "":
            self.refuse(self.line_of(key), f'"{key}" is empty')
        return text

    def choice(self, key: str, choices: Sequence[str], default: str) -> str:
        """One of a few words."""
        value = self.text(key, default)
        if value in choices:
            return value
        self.refuse(self.line_of(key), f'"{key}" cannot be {quoted(value)}; {nearest(value, list(choices))}')
        return default

    def texts(self, key: str) -> tuple[str, ...]:
        """A string, or a list of strings."""
        node = self._nodes.get(key)
        if node is None:
            return ()
        if isinstance(node.value, str) and node.value:
            return (node.value,)
        if node.value and isinstance(node.value, Sequence) and not isinstance(node.value, str):
            return tuple(self.each(key, self._text_of, "strings"))
        self.refuse(node.line, f'"{key}" takes a string or a list of strings, not {_shown(node)}')
        return ()

    def each(self, key: str, read: Callable[[Node], T | None], words: str) -> list[T]:
        """The items of a list, each read by `read`."""
        node = self._nodes.get(key)
        if node is None:
            return []
        if isinstance(node.value, str | int | Mapping):
            self.refuse(node.line, f'"{key}" takes a list of {words}, not {_shown(node)}')
            return []
        items = (read(item) for item in node.value)
        return [item for item in items if item is not None]

    def _text_of(self, node: Node) -> str | None:
        if isinstance(node.value, str) and node.value:
            return node.value
        self.refuse(node.line, f"a string (in '...') belongs here, not {_shown(node)}")
        return None


def _shown(node: Node) -> str:
    """A value as a person would call it."""
    if isinstance(node.value, bool):
        return "true" if node.value else "false"
    if isinstance(node.value, Mapping):
        return "keys and values"
    if isinstance(node.value, str):
        return quoted(node.value) if node.value else "nothing"
    return str(node.value) if isinstance(node.value, int) else "a list" if node.value else "an empty list"
