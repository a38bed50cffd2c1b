"""Letters that are lost for good: U+FFFD, and question marks in their place. They are flagged."""

import re
from collections.abc import Iterator

from dechaff.model import Flag

# A question mark inside a word of small letters; an address or a pattern has other marks around it.
_INSIDE = r"[a-zß-öø-ÿ]{2,}\?[a-zß-öø-ÿ]{2,}"
# Words of question marks, as Cyrillic or Chinese becomes where only Latin-1 is known.
_WORDS = r"\?{3,}(?: \?{2,}){2,}"
NEEDS = f"\ufffd|{_INSIDE}|{_WORDS}"

MARKS = re.compile("[^\\s\ufffd]*\ufffd\\S*")
WORDS = re.compile(_WORDS)
INSIDE = re.compile(rf"(?<![^\s(\"'“„«])[A-Za-zÀ-ÿ]?{_INSIDE}(?![^\s.,;:!?)\"'”“»])")
# One such word may be a slip of the keyboard; two different ones in a text are no accident.
LEAST_WORDS = 2


def find(text: str) -> Iterator[Flag]:
    """Yield a flag for each word that lost a letter.

    >>> [flag.text for flag in find("Das M\\ufffddchen")]
    ['M�dchen']
    """
    for match in MARKS.finditer(text):
        yield Flag(*match.span(), match[0], "garbled/lost-character", "U+FFFD stands where a character was lost")
    for match in WORDS.finditer(text):
        yield Flag(*match.span(), match[0], "garbled/lost-character", "question marks stand where letters were lost")
    found = list(INSIDE.finditer(text))
    if len({match[0] for match in found}) >= LEAST_WORDS:
        reason = "a question mark stands inside a word, perhaps for a letter that was lost"
        yield from (Flag(*match.span(), match[0], "garbled/lost-character", reason) for match in found)
