"""Letters that are lost for good: U+FFFD, and question marks in their place. They are flagged."""

import re
from collections.abc import Iterator

from dechaff.model import Flag

RULE = "garbled/lost-character"

# A question mark inside a word of small letters; an address or a pattern has other marks around it.
_INSIDE = r"[A-Za-zß-öø-ÿÀ-Þ]\?[a-zß-öø-ÿ]{2}"
# Words of question marks, as Cyrillic or Chinese becomes where only Latin-1 is known.
_WORDS = r"\?{3,}(?: \?{2,}){2,}"
NEEDS = f"\ufffd|{_INSIDE}|{_WORDS}"

WORDS = re.compile(_WORDS)
INSIDE = re.compile(r"\?(?<=[A-Za-zß-öø-ÿÀ-Þ]\?)[a-zß-öø-ÿ]{2,}(?![^\s.,;:!?)\"'”’“»])")
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(\"'“„«]))[A-Za-zß-öø-ÿÀ-Þ]+\Z")
_END_OF_WORD = re.compile(r"\S*")
# One such word may be a slip of the keyboard; two different ones in a text are no accident.
LEAST_WORDS = 2
# How long a word may be.
REACH = 60


def find(text: str) -> Iterator[Flag]:
    """Yield a flag for each word that lost a letter.

    >>> [flag.text for flag in find("Das M\\ufffddchen")]
    ['M�dchen']
    """
    yield from _marked(text)
    if "?" in text:
        for match in WORDS.finditer(text):
            yield Flag(*match.span(), match[0], RULE, "question marks stand where letters were lost")
        yield from _inside_words(text)


def _marked(text: str) -> Iterator[Flag]:
    done = 0
    while (place := text.find("\ufffd", done)) >= 0:
        start = place - len(text[max(done, place - REACH) : place].rpartition(" ")[2].split("\n")[-1])
        rest = _END_OF_WORD.match(text, place, place + REACH)
        done = rest.end() if rest else place + 1
        yield Flag(start, done, text[start:done], RULE, "U+FFFD stands where a character was lost")


def _inside_words(text: str) -> Iterator[Flag]:
    words = []
    for match in INSIDE.finditer(text):
        before = _WORD_BEFORE.search(text, max(0, match.start() - REACH), match.start())
        if before:
            words.append((before.start(), match.end()))
    if len({text[start:end] for start, end in words}) >= LEAST_WORDS:
        reason = "a question mark stands inside a word, perhaps for a letter that was lost"
        yield from (Flag(start, end, text[start:end], RULE, reason) for start, end in words)
