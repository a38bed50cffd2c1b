"""Where a text speaks of a line that sites print: quotes it, shows it in code or as an example, or lists it.

Of 8,000 true finds in what three extractors made of 1,900 pages, all of this together holds back about two in a hundred.
"""

import re
from collections.abc import Callable, Iterator, Set
from itertools import pairwise, takewhile

from dechaff.rules.blocks import opening
from dechaff.rules.lines import Lines
from dechaff.rules.rule import Rule

# Lines of at most so many words are entries of a list or verses, and a line found is a word or a name if it has no more
# than so many.
_ENTRY_WORDS, _NAME_WORDS = 8, 3
_SENTENCE_WORDS = 4

# What introduces an example has at least so many words; up to so many lines of at most so many words may be in between;
# and a paragraph follows.
_INTRODUCING_WORDS, _EXAMPLE_LINES, _EXAMPLE_WORDS, _PARAGRAPH_WORDS = 4, 8, 6, 8

# Head-words have at most so many words; so many in a row, most of them unknown, are in order by chance once in 24.
_HEAD_WORDS, _HEADS, _OTHER_HEADS = 4, 4, 2

_FIRST_IDEOGRAPH = "\u2e80"
_SENTENCE_ENDS = ".:!?"
_FENCE = "```"
_LIST_MARK = re.compile(r"[-*•·+](?= )")
_UNFINISHED = re.compile(r"""[\w,]["']?$""")
_OPENS_CODE = re.compile(r"""^[a-z][\w.-]*:$|[{(\[]$|^<[^>]+>$|^["']{3}|["']{3}$""")
_CODE = re.compile(
    r"""[{}];?$|[\]}"'],$|^</?[a-z]\w*[ >]|^[\w.-]+ = \S|^(?:msgid|msgstr|def|return|import) |^#: |^["'][\w.-]+["']: """
    r"""|^\[\w+\]$"""
)
_CUE = re.compile(r"\d --> ?\d")


class Mentions:
    """Which lines of a text it speaks of. `known` gives the lines that are surely or probably residue, if others are."""

    def __init__(self, lines: Lines, known: Callable[[], Set[int]]) -> None:
        self._lines = lines
        self._texts = lines.texts
        self._known = known

    def condition(self, rule: Rule, index: int) -> str | None:
        """Why a line that a rule found is not what a site printed, in words; None where nothing says so.

        A block is told by what is in it: less tells against it.
        """
        is_literal = opening(rule).how != "regex"
        if self._is_quoted(index):
            return "it stands in a mail that is quoted"
        if self._is_under_key(index) or (is_literal and self._is_in_code(index)):
            return "it stands in code"
        if rule.is_wide and not is_literal:
            return None
        if self._is_example(index, is_literal) or self._is_in_sentence(index, is_literal and not rule.is_wide):
            return "the text speaks of it"
        if is_literal and (self._is_head_word(index) or (not rule.is_wide and self._is_listed(index))):
            return "it is one of a list of other things"
        return None

    def _has(self, index: int) -> bool:
        return 0 <= index < len(self._texts)

    def _is_other(self, index: int) -> bool:
        """Whether a line exists in which no rule found anything."""
        return self._has(index) and index not in self._known()

    def _beside(self, index: int) -> list[str]:
        """The lines above and below one."""
        return [self._texts[other] for other in (index - 1, index + 1) if self._has(other)]

    def _is_quoted(self, index: int) -> bool:
        return self._texts[index][0] == ">" and any(text[0] == ">" for text in self._beside(index))

    def _is_under_key(self, index: int) -> bool:
        """Whether a line is indented under one that opens a list, a block or an element of code."""
        indent = self._lines.indent(index)
        if indent < 2:
            return False
        above = next((other for other in range(index - 1, -1, -1) if self._lines.indent(other) < indent), None)
        return above is not None and bool(_OPENS_CODE.search(self._texts[above]))

    def _is_in_code(self, index: int) -> bool:
        """Whether a line stands in a fence, is a subtitle, or two of the four lines around it are code."""
        if _FENCE in self._lines.text and sum(text.startswith(_FENCE) for text in self._texts[:index]) % 2:
            return True
        if any(_CUE.search(text) for text in self._texts[max(index - 2, 0) : index]):
            return True
        around = (index - 2, index - 1, index + 1, index + 2)
        return sum(bool(_CODE.search(self._texts[other])) for other in around if self._has(other)) >= 2

    def _is_in_sentence(self, index: int, may_begin: bool) -> bool:
        """Whether a sentence runs on behind a line: the line is part of one that began above, or may begin it."""
        words = self._lines.words
        if not (self._is_other(index + 1) and words[index + 1] > 1 and self._texts[index + 1][0].islower()):
            return False
        if self._is_other(index - 1) and words[index - 1] > 1 and _UNFINISHED.search(self._texts[index - 1]):
            return True
        return may_begin and words[index + 1] > 2

    def _is_example(self, index: int, is_literal: bool) -> bool:
        """Whether a sentence that ends with a colon introduces a line, and the text goes on behind it."""
        texts, words = self._texts, self._lines.words
        if words[index] < 2:
            return False

        def between(line: int) -> bool:
            is_end = texts[line].endswith(":") or texts[line][0].islower()
            return is_literal and words[line] <= _EXAMPLE_WORDS and not is_end

        above = self._first_not(between, index, -1)
        below = self._first_not(between, index, 1)
        if not (self._is_other(above) and texts[above].endswith(":") and words[above] >= _INTRODUCING_WORDS):
            return False
        return self._is_other(below) and (
            words[below] >= _PARAGRAPH_WORDS
            or texts[below][0].islower()
            or (words[below] >= _INTRODUCING_WORDS and texts[below][-1] in _SENTENCE_ENDS)
        )

    def _first_not(self, holds: Callable[[int], bool], index: int, step: int) -> int:
        """The next line, in a direction, for which something does not hold, within a few."""
        end = index + step * (_EXAMPLE_LINES + 1)
        return next((line for line in range(index + step, end, step) if not (self._has(line) and holds(line))), end)

    def _is_listed(self, index: int) -> bool:
        """Whether a line is one of a table, one of a list, or a word or two between short lines that no rule knows."""
        text = self._texts[index]
        if _is_row(text) and any(map(_is_row, self._beside(index))):
            return True
        is_name = self._lines.words[index] <= _NAME_WORDS and not any(map(str.isdigit, text))
        return (is_name and self._is_short(index - 1) and self._is_short(index + 1)) or self._is_item(index)

    def _is_short(self, index: int) -> bool:
        """Whether a line is short, no sentence, and no rule knows it."""
        if not self._is_other(index):
            return False
        words = self._lines.words[index]
        return words < _SENTENCE_WORDS or (words <= _ENTRY_WORDS and self._texts[index][-1] != ".")

    def _is_item(self, index: int) -> bool:
        """Whether a line has a list mark, and no rule knows half of the lines around it that have the same."""
        mark = _LIST_MARK.match(self._texts[index])
        if not mark:
            return False

        def has_mark(line: int) -> bool:
            return self._has(line) and self._texts[line].startswith(mark[0] + " ")

        items = [*takewhile(has_mark, range(index, -1, -1)), *takewhile(has_mark, range(index + 1, len(self._texts)))]
        others = sum(map(self._is_other, items))
        return others > 1 and 2 * others >= len(items)

    def _is_head_word(self, index: int) -> bool:
        """Whether a word or two stand in the order of the alphabet, with words no rule knows."""
        return self._lines.words[index] <= _NAME_WORDS and any(
            sum(map(self._is_other, places)) >= _OTHER_HEADS
            and all(self._is_head(line) for line in places)
            and all(first < second for first, second in pairwise(map(self._head, places)))
            for places in _places(index)
        )

    def _is_head(self, index: int) -> bool:
        """Whether a line may be a head-word: it begins with a letter of an alphabet."""
        return (
            self._has(index)
            and self._lines.words[index] <= _HEAD_WORDS
            and self._texts[index][0].isalpha()
            and self._texts[index][0] < _FIRST_IDEOGRAPH
        )

    def _head(self, index: int) -> str:
        return self._texts[index].casefold()


def _places(index: int) -> Iterator[range]:
    """Where head-words would stand, one of them in a certain line: in every line, or over their definitions."""
    for step in (1, 2):
        for first in range(index - step * (_HEADS - 1), index + 1, step):
            yield range(first, first + step * _HEADS, step)


def _is_row(text: str) -> bool:
    return len(text) > 2 and text[0] == text[-1] == "|"
