"""Lines in another encoding in a text of UTF-8: files that were put together from pieces."""

import re
from collections.abc import Iterator

from dechaff.readers.decode import detected
from dechaff.readers.oddness import oddness
from dechaff.repairs.differences import changes
from dechaff.repairs.repair import Repair

RULE = "encoding/other-encoding"
# For a gate: nothing that can be matched; lone surrogates open it for every finder.
NEEDS = r"[^\x00-\x{10ffff}]"

_ESCAPED = re.compile("[\udc80-\udcff]+")
_LINE = re.compile("[^\n\r]+")
# What is left of a character of UTF-8 that was cut, or written longer than it may be.
_CUT = re.compile("[\udcc0-\udcff][\udc80-\udcbf]{1,3}")


def find(text: str) -> Iterator[Repair]:
    """Yield a repair for each run of such bytes on lines where nothing else is outside ASCII.

    >>> [(repair.start, repair.new) for repair in find("Un caf\\udce9 au lait\\nthé")]
    [(6, 'é')]
    """
    lines = [line for line in _LINE.finditer(text) if _is_of_another(line[0])]
    if not lines:
        return
    data = b"\n".join(line[0].encode("utf-8", "surrogateescape") for line in lines)
    decoded = detected(data)
    read = decoded.text.split("\n") if decoded else []
    if decoded is None or len(read) != len(lines):
        return
    reason = f"a line in {decoded.encoding} in a text of UTF-8, {decoded.decided}"
    for line, new in zip(lines, read, strict=True):
        if not oddness(new) and not _ESCAPED.search(new):
            for change in changes(line[0], new):
                yield Repair(line.start() + change.start, line.start() + change.end, change.new, RULE, reason)


def _is_of_another(line: str) -> bool:
    """Whether a line holds bytes that are no UTF-8, and besides them only ASCII."""
    if line.isascii() or not _ESCAPED.search(line) or not _ESCAPED.sub("", line).isascii():
        return False
    runs = _ESCAPED.findall(line)
    return sum(_CUT.fullmatch(run) is not None for run in runs) * 4 <= len(runs)
