"""Characters that are never part of a text: control characters, byte order marks, bytes that did not decode."""

import re
from collections.abc import Iterator

from dechaff.repairs.repair import Repair

# Tab, the line ends, form feed and NEL (U+0085) stay. A vertical tab is a line break of word processors.
# U+206A-206F are deprecated format controls, U+FFF9-FFFB annotation marks (Unicode 16, 23.3 and 23.8).
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f\u206a-\u206f\ufff9-\ufffb"
_ESCAPE_SEQUENCE = r"\x1b\[[0-9;]{0,20}[A-Za-z]"  # what a terminal makes colours of
_PAIR = "[\ud800-\udbff][\udc00-\udfff]"  # one character in UTF-16, left as two halves

UNWANTED = re.compile(f"{_ESCAPE_SEQUENCE}|[{_CONTROLS}]+|\x0b|\ufeff+|{_PAIR}|(?:(?!{_PAIR})[\ud800-\udfff])+")

# For a gate; it lets every text with a surrogate in. One class is found three times as fast as all that they can form.
NEEDS = f"[{_CONTROLS}\x0b\ufeff]"
ANY = re.compile(f"[{_CONTROLS}\x0b\ufeff\ud800-\udfff]")


def strip(piece: str) -> str:
    """A piece without what is unwanted; the same as making the repairs that `find` proposes."""
    return UNWANTED.sub(lambda match: _kept(match[0]), piece) if ANY.search(piece) else piece


def find(piece: str, offset: int = 0) -> Iterator[Repair]:
    """Yield a repair for each run of unwanted characters; `offset` is where the piece stands in its text.

    >>> [(repair.start, repair.new, repair.rule) for repair in find("a\\x00b\\udce9")]
    [(1, '', 'encoding/control-character'), (3, '\\ufffd', 'encoding/undecodable-byte')]
    """
    for match in UNWANTED.finditer(piece):
        rule, reason = describe(match[0], at_start=offset + match.start() == 0)
        yield Repair(offset + match.start(), offset + match.end(), _kept(match[0]), rule, reason)


def describe(run: str, *, at_start: bool = False) -> tuple[str, str]:
    """The rule for a run of unwanted characters, and the reason in words."""
    first = run[0]
    if first == "\ufeff":
        place = "at the start of the text" if at_start else "inside the text"
        return "encoding/bom", f"a byte order mark (U+FEFF) {place}"
    if _is_pair(run):
        return "encoding/surrogate-pair", f"one character left as its two UTF-16 halves, {_points(run)}"
    if "\ud800" <= first <= "\udfff":
        return "encoding/undecodable-byte", f"{_bytes(run)} cannot be decoded; U+FFFD marks the place"
    if first == "\x0b":
        return "encoding/control-character", "a vertical tab (U+000B), the line break of a word processor"
    if first == "\x1b" and len(run) > 1 and run[1] == "[":
        return "encoding/control-character", "a control sequence for a terminal"
    return "encoding/control-character", f"control character {_points(run)}"


def _kept(run: str) -> str:
    """What stands in place of a run."""
    if _is_pair(run):
        return run.encode("utf-16", "surrogatepass").decode("utf-16")
    if "\ud800" <= run[0] <= "\udfff":
        return "\ufffd" * len(run)
    return "\n" if run == "\x0b" else ""


def _is_pair(run: str) -> bool:
    return len(run) == 2 and "\ud800" <= run[0] <= "\udbff" and "\udc00" <= run[1] <= "\udfff"


def _points(run: str) -> str:
    shown = ", ".join(f"U+{ord(character):04X}" for character in run[:4])
    return f"{shown} and {len(run) - 4} more" if len(run) > 4 else shown


def _bytes(run: str) -> str:
    """Name lone surrogates by the bytes they stand for (PEP 383), where they do."""
    codes = [ord(character) - 0xDC00 for character in run]
    if all(0x80 <= code <= 0xFF for code in codes):
        shown = " ".join(f"{code:02X}" for code in codes[:8])
        return f"byte {shown}" if len(codes) == 1 else f"bytes {shown}{' ...' if len(codes) > 8 else ''}"
    return f"half a UTF-16 pair, {_points(run)},"
