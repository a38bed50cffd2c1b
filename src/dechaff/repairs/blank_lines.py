"""Blank lines that say nothing: more than one in a row, and those before the first and after the last line."""

import re
from collections.abc import Iterator

from dechaff.model import LINE_BREAK
from dechaff.repairs.repair import Repair

RULE = "spacing/blank-lines"

# For a gate, in the words of RE2, whose own white space is that of ASCII.
_SPACE = r"\t\x0b\x0c\x1c-\x20\x{85}\pZ"
NEEDS = rf"\A[{_SPACE}\r\n]|[\r\n][{_SPACE}]*[\r\n][{_SPACE}]*[\r\n]|[\r\n][{_SPACE}\r\n]+\z"


def _surplus(line_end: str) -> re.Pattern[str]:
    """A line end and one blank line, which stay, and more, which go. A blank line is empty or white space."""
    return re.compile(rf"{line_end}(?=\s)[^\S\r\n]*+{line_end}((?>[^\S\r\n]*+{line_end})++)")


# A pattern that begins with one character is found ten times as fast as one that begins with a choice.
SURPLUS = _surplus(r"(?>\r\n|\n|\r)")
SURPLUS_OF_NEWLINES = _surplus(r"\n")


def find(text: str) -> Iterator[Repair]:
    """Yield a removal for each run of surplus blank lines, line ends included.

    >>> [(repair.start, repair.end) for repair in find("a\\n\\n\\nb\\n")]
    [(3, 4)]
    """
    first, last = _first_line(text), _last_line(text)
    if first:
        yield Repair(0, first, "", RULE, "blank lines at the start")
    for surplus in (SURPLUS if "\r" in text else SURPLUS_OF_NEWLINES).finditer(text, first, last):
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
