"""A document as the rules see it: its lines that are not blank, in their two forms, and where each stands."""

import re
from collections.abc import Sequence
from functools import cached_property
from math import ceil

from dechaff.model import Document, Span
from dechaff.rules.normal import fold, normal
from dechaff.rules.rule import Shape, Zone

# The head and the tail of a text, in lines that are not blank: a share of them, and at least a few.
HEAD_SHARE, HEAD_LINES = 0.15, 8
TAIL_SHARE, TAIL_LINES = 0.4, 14

# A headline in a list has at most this many words, a teaser is one paragraph, a stamp (date, author, counter) is short.
_TITLE_WORDS, _TEASER_WORDS, _STAMP_WORDS = 25, 80, 8

_ENDS_LIKE_PROSE = re.compile(r"""[.:;]["')\]»]*$""")
_ENDS_CUT = re.compile(r"""(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\(\.\.\.\)|»|>)["')\]]*$""")


class Lines:
    """The lines of a document that are not blank, numbered from 0."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._folded = fold(document.text)
        spans: list[Span] = []
        texts: list[str] = []
        numbers: list[int] = []
        for number, (start, end) in enumerate(document.lines):
            line = self._folded[start:end]
            text = line.strip()
            if text:
                first = start + len(line) - len(line.lstrip())
                spans.append(Span(first, first + len(text)))
                texts.append(text)
                numbers.append(number)
        self.spans: Sequence[Span] = spans
        self.texts: Sequence[str] = texts  # folded, without the white space around them
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def normals(self) -> dict[int, str]:
        """The normal forms that were asked for so far."""
        return {}

    def normal(self, index: int) -> str:
        """The normal form of a line."""
        form = self.normals.get(index)
        if form is None:
            form = self.normals[index] = normal(self.texts[index])
        return form

    def words(self, index: int) -> int:
        """How many words a line has; a text without spaces counts by characters, two a word."""
        text = self.texts[index]
        return max(text.count(" ") + 1, 0 if text.isascii() else len(text) // 12)

    def in_zone(self, index: int, zone: Zone) -> bool:
        """Whether a line stands in the head or in the tail of the text."""
        if zone == "head":
            return index < max(HEAD_LINES, ceil(len(self) * HEAD_SHARE))
        if zone == "tail":
            return index >= len(self) - max(TAIL_LINES, ceil(len(self) * TAIL_SHARE))
        return True

    def is_alone(self, index: int) -> bool:
        """Whether a line is a paragraph of its own: blank lines around it, or a page's block."""
        if self.document.page_blocks is not None:
            return True
        number = self._numbers[index]
        before = index == 0 or self._numbers[index - 1] < number - 1
        after = index == len(self) - 1 or self._numbers[index + 1] > number + 1
        return before and after

    def has_shape(self, index: int, shape: Shape) -> bool:
        """Whether a line looks like a title, a teaser that was cut short, or a stamp such as a date or a counter."""
        text, words = self.texts[index], self.words(index)
        if shape == "teaser":
            return words <= _TEASER_WORDS and bool(_ENDS_CUT.search(text))
        if shape == "stamp":
            return words <= _STAMP_WORDS and not _ENDS_LIKE_PROSE.search(text)
        return words <= _TITLE_WORDS and not _ENDS_LIKE_PROSE.search(text)

    def whole(self, first: int, last: int) -> Span:
        """The span of lines `first` to `last` with all that stands on them, the last one's line end included."""
        lines = self.document.lines
        start = lines[self._numbers[first]].start
        after = self._numbers[last] + 1
        return Span(start, lines[after].start if after < len(lines) else len(self.document.text))
