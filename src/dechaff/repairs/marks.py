"""Characters that cannot be seen, or that print one thing and mean another: each kind has its own rule.

Those that a script needs stay: the joiners of Persian, Hindi and emoji, spaces without width between words of Thai and
Khmer, marks of direction on lines that hold a letter written from right to left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dechaff.readers.oddness import oddness
from dechaff.repairs.repair import Repair

SOFT_HYPHEN, NEXT_LINE = "\xad", "\x85"
LINE_SEPARATORS = f"\u2028\u2029{NEXT_LINE}"
NO_WIDTH = "\u200b-\u200d\u2060\u180e"
DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
# U+FFFC stands where a picture was. The others will never be characters (Unicode 16, 23.7).
NO_CHARACTER = "\ufdd0-\ufdef\ufffc\ufffe\uffff" + "".join(
    chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF)
)

NEEDS = rf"[{SOFT_HYPHEN}{LINE_SEPARATORS}{NO_WIDTH}{DIRECTION}{''.join(LIGATURES)}{NO_CHARACTER}]"

# A soft hyphen at a line's end holds the two halves of a word; the rest of the word moves up.
_MARKS = re.compile(
    f"(?P<soft>{SOFT_HYPHEN}+)"
    "(?:(?P<end>[ \t]*(?:\r\n|\n|\r)[ \t]*)(?P<rest>[^\\W\\d_]+[^\\s]*)(?P<gap>[ \t]+(?=\\S))?)?"
    f"|(?P<separator>[{LINE_SEPARATORS}])|(?P<width>[{NO_WIDTH}]+)|(?P<direction>[{DIRECTION}]+)"
    f"|(?P<ligature>[{''.join(LIGATURES)}])|(?P<none>[{NO_CHARACTER}]+)"
)

# Python looks for characters above U+FFFF in a class one by one.
_ABOVE = "".join(char for char in NO_CHARACTER if char > "\uffff")
_ANY, _ANY_BELOW = re.compile(NEEDS), re.compile(NEEDS.replace(_ABOVE, ""))

# Letters and signs on either side of which joiners and spaces without width mean something: all but Latin, Greek,
# Cyrillic, digits, marks and white space. Emoji and variation selectors are among them.
_NEEDS_JOINER = re.compile("[\u0590-\u1fff\u2190-\u2bff\u2c80-\ua63f\ua800-\ufaff\ufb13-\ufeff\U00010000-\U0010ffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")

_LINE_ENDS = frozenset("\n\r")
# Windows-1252 has the ellipsis where Latin-1 has the next line; behind one a word may go on, and nothing tells.
_BEHIND_ELLIPSIS = frozenset(" \t\xa0.,;:!?\"'”’»)]")
_CODE = re.compile(r"""\w ?\(["']|[{}`\\]|\w_\w""")


@dataclass(frozen=True, slots=True)
class Kind:
    """The rule of a kind of marks, and the reason."""

    rule: str
    reason: str


KINDS = {
    "soft": Kind("encoding/soft-hyphen", "a soft hyphen, which is not seen, inside a word"),
    "separator": Kind("encoding/line-separator", "a line separator that only some programs understand"),
    "width": Kind("encoding/zero-width", "a character without width that no script here needs"),
    "direction": Kind("encoding/direction-mark", "a mark of writing direction on a line from left to right"),
    "ligature": Kind("encoding/ligature", "a ligature in place of its letters"),
    "none": Kind("encoding/no-character", "a place holder, or what is no character"),
}


def find(text: str) -> Iterator[Repair]:
    """Yield a repair for each run of marks that no script needs.

    >>> [(repair.start, repair.new, repair.rule) for repair in find("o\\u200bﬃ\\xadce")]
    [(1, '', 'encoding/zero-width'), (2, 'ffi', 'encoding/ligature'), (3, '', 'encoding/soft-hyphen')]
    >>> list(find("می‌خواهم 👨‍👩‍👧"))
    []
    """
    for match in _matches(text):
        name = next(name for name in KINDS if match[name] is not None)
        repair = _repair(text, match, name)
        if repair is not None:
            yield repair


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The marks of a text. To look for any of them is twenty times as fast as to look for what they may form."""
    some = _ANY if any(char in text for char in _ABOVE) else _ANY_BELOW
    place = some.search(text)
    while place and (match := _MARKS.match(text, place.start())):
        yield match
        place = some.search(text, match.end())


def _repair(text: str, match: re.Match[str], name: str) -> Repair | None:
    start, end, new = match.start(), match.end(), ""
    before, after = text[start - 1 : start], text[end : end + 1]
    if name == "soft":
        if (before.isspace() and after.isspace()) or oddness(
            before + match["soft"]
        ):  # a dash; half of a damaged letter
            return None
        end, new = _joined(match)
    elif name == "separator":
        return _separated(match, before, after)
    elif name == "width":
        if _NEEDS_JOINER.match(before) or _NEEDS_JOINER.match(after):
            return None
    elif name == "direction":
        if _RIGHT_TO_LEFT.search(_line(text, start, end)):
            return None
    elif name == "ligature":
        if not any(char.isalpha() or _MARKS.match(char) for char in before + after) or _CODE.search(
            _line(text, start, end)
        ):
            return None  # a text about them
        new = LIGATURES[match[0]]
    kind = KINDS[name]
    return Repair(start, end, new, kind.rule, kind.reason)


def _separated(match: re.Match[str], before: str, after: str) -> Repair | None:
    """A line end for a separator; but the ellipsis of Windows-1252 is read as one, and may stand inside a sentence."""
    if match[0] == NEXT_LINE and before.isalnum() and after.islower():
        return None
    if match[0] == NEXT_LINE and before.isalnum() and after in _BEHIND_ELLIPSIS:
        return Repair(*match.span(), "…", "encoding/mojibake", "Windows-1252 read as Latin-1")
    kind = KINDS["separator"]
    new = "" if before in _LINE_ENDS or after in _LINE_ENDS else "\n"
    return Repair(*match.span(), new, kind.rule, kind.reason)


def _joined(match: re.Match[str]) -> tuple[int, str]:
    """Where a soft hyphen ends, and what takes its place: at a line's end the rest of the word, then the line end."""
    rest = match["rest"]
    if rest is None or not rest[0].islower():
        return match.end("soft"), ""
    line_end = match["end"].strip(" \t") if match["gap"] else ""
    return match.end(), rest + line_end


def _line(text: str, start: int, end: int) -> str:
    """The line around a place, at most a thousand characters on either side."""
    before, after = text[max(0, start - 1000) : start], text[end : end + 1000]
    return re.split(r"[\n\r\u2028\u2029]", before)[-1] + re.split(r"[\n\r\u2028\u2029]", after, maxsplit=1)[0]
