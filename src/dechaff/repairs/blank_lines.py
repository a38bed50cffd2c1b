"""Blank lines that say nothing: more than one in a row, and those before the first and after the last line."""

import re
from collections.abc import Iterator

from dechaff.model import LINE_BREAK
from dechaff.repairs.repair import Repair

RULE = "spacing/blank-lines"

# A line end and one blank line, which stay, and more blank lines, which go. A blank line is empty or white space.
_BREAK = r"(?>\r\n|\n|\r)"
SURPLUS = re.compile(rf"{_BREAK}(?=\s)[^\S\r\n]*+{_BREAK}((?>[^\S\r\n]*+{_BREAK})++)")


def find(text: str) -> Iterator[Repair]:
    """Yield a removal for each run of surplus blank lines, line ends included.

    >>> [(repair.start, repair.end) for repair in find("a\\n\\n\\nb\\n")]
    [(3, 4)]
    """
    first, last = _first_line(text), _last_line(text)
    if first:
        yield Repair(0, first, "", RULE, "blank lines at the start")
    for surplus in SURPLUS.finditer(text, first, last):
        yield Repair(*surplus.span(1), "", RULE, "more than one blank line in a row")
    if first < last < len(text):
        yield Repair(last, len(text), "", RULE, "blank lines at the end")


def _first_line(text: str) -> int:
    """Where the first line begins that is not blank; the text's end where there is none."""
    blank = len(text) - len(text.lstrip())
    if blank == len(text):
        return blank
    return max(text.rfind("\n", 0, blank), text.rfind("\r", 0, blank)) + 1


def _last_line(text: str) -> int:
    """Where the last line ends that is not blank, its line end included; the text's end where no line follows."""
    line_end = LINE_BREAK.search(text, len(text.rstrip()))
    return line_end.end() if line_end else len(text)
