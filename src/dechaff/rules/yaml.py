"""Read YAML strictly, and remember on which line everything stands.

Only `true` and `false` are booleans and only plain whole numbers are numbers: `no`, `on` and `1.0` are strings.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode
from yaml.nodes import Node as YamlNode

from dechaff.errors import Problem

Value: TypeAlias = "str | int | bool | Sequence[Node] | Mapping[str, Node]"

# What aliases may make of a file; some hundred bytes of them can stand for more values than memory holds.
MAX_VALUES = 1_000_000

# What YAML takes a value for when nobody says what it is.
_IMPLICIT = ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in _IMPLICIT)

_NUMBER = re.compile(r"-?\d{1,18}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the lines where it, and the key before it, begin (1-based)."""

    value: Value
    line: int
    key_line: int


def read(text: str, file: str, problems: list[Problem]) -> Node | None:
    """Read one document; None where there is none or where it cannot be read. Mistakes go to `problems`."""
    try:
        root = yaml.compose(text, Loader=_LOADER)
        if root is not None and _size(root, {}) <= MAX_VALUES:
            return _plain(root, root.start_mark.line + 1, file, problems, frozenset())
        if root is not None:
            problems.append(Problem(file, 1, f"aliases (*) stand for more than {MAX_VALUES:,} values; write fewer"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.append(Problem(file, mark.line + 1 if mark else 1, f"not valid YAML: {_told(error, text)}"))
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        told = f"not valid YAML: the character U+{error.character:04X} must not stand in it; delete it"
        problems.append(Problem(file, line, told))
    except yaml.YAMLError as error:
        problems.append(Problem(file, 1, f"not valid YAML: {' '.join(str(error).split())}"))
    except RecursionError:
        problems.append(Problem(file, 1, "not valid YAML: nested too deep"))
    return None


def _told(error: yaml.MarkedYAMLError, text: str) -> str:
    """What is wrong with the YAML, and what to do."""
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    before = text.split("\n")[mark.line][: mark.column + 1] if mark else ""
    if "\t" in before and before.isspace():
        return "a tab indents the line; indent with spaces"
    told = (error.problem or "it cannot be read").removeprefix("but ")
    if mark and begun and begun.line < mark.line and (error.context or "").startswith("while"):
        told += f" {error.context} that begins on line {begun.line + 1}"
    return f"{told}; check quotes ('...') and indentation"


def _size(node: YamlNode, known: dict[int, int]) -> int:
    """How many values a node holds, those that its aliases stand for counted each time."""
    if id(node) not in known:
        known[id(node)] = 1  # until it is counted: a node can hold itself
        inner = [value for _, value in node.value] if isinstance(node, MappingNode) else node.value
        known[id(node)] += 0 if isinstance(node, ScalarNode) else sum(_size(value, known) for value in inner)
    return known[id(node)]


def _plain(node: YamlNode, key_line: int, file: str, problems: list[Problem], above: frozenset[int]) -> Node:
    line = node.start_mark.line + 1
    if id(node) in above:
        problems.append(Problem(file, line, "an alias points at what it stands in; write the value out"))
        return Node("", line, key_line)
    above |= {id(node)}
    if node.tag not in _TAGS:
        problems.append(Problem(file, line, f"\"{node.tag}\" is a tag to YAML; quote the string with '...'"))
    if isinstance(node, SequenceNode):
        items = [_plain(item, item.start_mark.line + 1, file, problems, above) for item in node.value]
        return Node(items, line, key_line)
    if isinstance(node, MappingNode):
        return Node(_mapping(node, file, problems, above), line, key_line)
    return Node(_scalar(node), line, key_line)


def _mapping(node: MappingNode, file: str, problems: list[Problem], above: frozenset[int]) -> dict[str, Node]:
    values: dict[str, Node] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            problems.append(Problem(file, line, "a key must be a plain word"))
        elif key.value in values:
            problems.append(Problem(file, line, f'the key "{key.value}" stands here twice; keep one'))
        else:
            values[key.value] = _plain(value, line, file, problems, above)
    return values


def _scalar(node: YamlNode) -> str | int | bool:
    text: str = node.value
    if getattr(node, "style", None):  # quoted, or a block of text
        return text
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if _NUMBER.fullmatch(text) else text
