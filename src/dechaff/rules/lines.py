"""A document as the rules see it: its lines that are not blank, in their two forms, and where each stands."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from math import ceil

from dechaff.model import Document, Span
from dechaff.rules.normal import TRIM, fold, normal, sift
from dechaff.rules.rule import Shape, Zone

# The head and the tail of a text, in lines that are not blank: a share of them, and at least a few.
HEAD_SHARE, HEAD_LINES = 0.15, 8
TAIL_SHARE, TAIL_LINES = 0.4, 14

# A headline in a list has at most this many words, a teaser is one paragraph, a stamp (date, author, counter) is short.
_TITLE_WORDS, _TEASER_WORDS, _STAMP_WORDS = 25, 80, 8

# A line is prose from so many words, if it ends like a sentence. Of the words of an article, at least this share is in
# such lines or longer ones; of a page that lists articles, rarely more than .6 (2,900 pages read for it).
_SENTENCE_WORDS, _ARTICLE_SHARE = 8, 0.7

# So much of a line tells how it begins.
_HEAD_CHARACTERS = 32

_LIST_MARKS = tuple("-*•·»>+")
_ENDS_LIKE_PROSE = re.compile(r"""[.,:;]["')\]»]*$""")
_ENDS_CUT = re.compile(r"""(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\(\.\.\.\)|»|>)["')\]]*$""")


class Sifted:
    """Folded lines, in the form in which literals are looked for, all together."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @cached_property
    def data(self) -> bytes:
        """The lines in UTF-8, each between line ends; then how lines with marks before them begin, without these."""
        heads = [self._texts[index].lstrip(TRIM)[:_HEAD_CHARACTERS] for index in self._marked]
        return sift(["", *self._texts, *heads, ""])

    @cached_property
    def _marked(self) -> Sequence[int]:
        return [index for index, text in enumerate(self._texts) if text[0] in TRIM]

    def number(self, place: int) -> int:
        """The number of the line at a place of the data."""
        return place if place < len(self._texts) else self._marked[place - len(self._texts)]


class Lines:
    """The lines of a document that are not blank, numbered from 0. What costs time is worked out when asked for."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._is_page = document.page is not None
        folded = fold(document.text)
        if "\r" in folded:
            self._raw = [folded[start:end] for start, end in document.lines]
            self._starts = [start for start, _ in document.lines]
        else:
            self._raw = folded.split("\n")
        # folded, without white space around them
        self.texts: Sequence[str] = [*filter(None, map(str.strip, self._raw))]
        # Which lines patterns match, where that was asked before: by who looked and the first line.
        self.found: dict[tuple[object, int], Sequence[int]] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def has(self, index: int) -> bool:
        """Whether there is a line of that number."""
        return 0 <= index < len(self.texts)

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Where each line of the document begins, blank ones counted."""
        return [0, *accumulate(len(line) + 1 for line in self._raw)]

    @cached_property
    def _numbers(self) -> Sequence[int]:
        """Which lines of the document these are, blank ones counted."""
        return [number for number, line in enumerate(self._raw) if line and not line.isspace()]

    def span(self, index: int) -> Span:
        """Where the text of a line stands in the document."""
        number = self._numbers[index]
        raw = self._raw[number]
        first = self._starts[number] + len(raw) - len(raw.lstrip())
        return Span(first, first + len(self.texts[index]))

    @cached_property
    def sifted(self) -> Sifted:
        """All lines."""
        return Sifted(self.texts)

    def normal(self, index: int) -> str:
        """The normal form of a line."""
        return normal(self.texts[index])

    @cached_property
    def words(self) -> Sequence[int]:
        """How many words each line has; a text without spaces counts by characters, two a word."""
        return [
            text.count(" ") + 1 if text.isascii() else max(text.count(" ") + 1, len(text) // 12) for text in self.texts
        ]

    @cached_property
    def words_before(self) -> Sequence[int]:
        """How many words stand above each line."""
        return [*accumulate(self.words, initial=0)]

    def is_under_article(self, index: int) -> bool:
        """Whether the lines above one are paragraphs, for the most part: in a list of articles they are not."""
        prose = sum(self.words[line] for line in range(index) if self._is_prose(line))
        return prose >= _ARTICLE_SHARE * self.words_before[index]

    def _is_prose(self, index: int) -> bool:
        """Whether a line is a paragraph: long, or a sentence."""
        words = self.words[index]
        return words > _TITLE_WORDS or (words >= _SENTENCE_WORDS and bool(_ENDS_LIKE_PROSE.search(self.texts[index])))

    def in_zone(self, index: int, zone: Zone) -> bool:
        """Whether a line stands in the head or in the tail of the text."""
        first, last = self._zones[zone]
        return first <= index < last

    @cached_property
    def _zones(self) -> dict[Zone, tuple[int, int]]:
        """The first line of each zone, and the one behind its last."""
        count = len(self)
        head = max(HEAD_LINES, ceil(count * HEAD_SHARE))
        tail = max(TAIL_LINES, ceil(count * TAIL_SHARE))
        return {"any": (0, count), "head": (0, head), "tail": (count - tail, count)}

    def indent(self, index: int) -> int:
        """How many characters of white space stand before a line."""
        raw = self._raw[self._numbers[index]]
        return len(raw) - len(raw.lstrip())

    def is_followed(self, index: int) -> bool:
        """Whether the next line stands right under one, no blank line between them."""
        return 0 <= index < len(self) - 1 and self._numbers[index + 1] == self._numbers[index] + 1

    def is_alone(self, index: int) -> bool:
        """Whether a line is a paragraph of its own: blank lines around it, or a page's block."""
        if self._is_page:
            return True
        number = self._numbers[index]
        before = index == 0 or self._numbers[index - 1] < number - 1
        after = index == len(self) - 1 or self._numbers[index + 1] > number + 1
        return before and after

    def has_shape(self, index: int, shape: Shape) -> bool:
        """Whether a line looks like a title, one in a list (`item`), a teaser cut short, or a stamp (date, counter)."""
        text, words = self.texts[index], self.words[index]
        if shape == "item" and not text.startswith(_LIST_MARKS):
            return False
        if shape == "teaser":
            return words <= _TEASER_WORDS and bool(_ENDS_CUT.search(text))
        if shape == "stamp":
            return words <= _STAMP_WORDS and not _ENDS_LIKE_PROSE.search(text)
        return words <= _TITLE_WORDS and not _ENDS_LIKE_PROSE.search(text)

    def whole(self, first: int, last: int) -> Span:
        """The span of lines `first` to `last` with all that stands on them, the last one's line end included."""
        starts = self._starts
        after = self._numbers[last] + 1
        end = starts[after] if after < len(starts) else len(self.text)
        return Span(starts[self._numbers[first]], min(end, len(self.text)))
