"""Words that were divided at a line's end, where the whole word stands elsewhere in the same text."""

import re
from collections.abc import Iterator

from dechaff.repairs.repair import Repair

RULE = "spacing/line-end-hyphen"

NEEDS = r"\pL{2}-[\r\n]+\p{Ll}{2}"
DIVIDED = re.compile(
    r"-(?<=[^\W\d_]{2}-)(?P<end>\r\n|\n|\r)(?P<rest>[^\W\d_]{2,}+)(?P<marks>[^\s\w-]*)(?![\w-])(?P<gap>[ \t]+(?=\S))?"
)
FIRST_HALF = re.compile(r"[^\W\d_]+\Z")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST_HALF = 30


def find(text: str) -> Iterator[Repair]:
    """Yield a repair for each such word: the rest of it moves up, the line end goes behind it.

    >>> [(repair.start, repair.new) for repair in find("The har-\\nbour is old. A harbour it is.")]
    [(7, 'bour\\n')]
    >>> list(find("A well-\\nknown harbour"))
    []
    """
    words: set[str] = set()
    for match in DIVIDED.finditer(text):
        first = FIRST_HALF.search(text, max(0, match.start() - LONGEST_HALF), match.start())
        if first is None or not match["rest"].islower():
            continue
        words = words or set(WORD.findall(text.lower()))
        whole = first[0] + match["rest"]
        if whole.lower() in words and f"{first[0]}-{match['rest']}".lower() not in words:
            line_end = match["end"] if match["gap"] else ""
            reason = f'"{whole}" was divided at the end of a line; it stands elsewhere in one piece'
            yield Repair(match.start(), match.end(), match["rest"] + match["marks"] + line_end, RULE, reason)
