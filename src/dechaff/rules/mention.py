"""Where a text speaks of a line that sites print: quotes it, shows it in code or as an example, or lists it.

Of 8,000 true finds in what three extractors made of 1,900 pages, all of this together holds back about two in a hundred.
"""

import re
from collections.abc import Callable, Iterator, Set
from itertools import pairwise, product, takewhile

from dechaff.rules.blocks import opening
from dechaff.rules.lines import Lines
from dechaff.rules.rule import Rule

# Lines of at most so many words are entries of a list or verses, and a line found is a word or a name if it has no more
# than so many.
_ENTRY_WORDS, _NAME_WORDS = 8, 3
_SENTENCE_WORDS = 4

# What introduces an example has at least so many words; up to so many lines of at most so many words may be in between;
# and a paragraph follows.
_INTRODUCING_CHARACTERS = 16
_INTRODUCING_WORDS, _EXAMPLE_LINES, _EXAMPLE_WORDS, _PARAGRAPH_WORDS = 4, 8, 6, 8

# Head-words have at most so many words; so many in a row, most of them unknown, are in order by chance once in 24.
_HEAD_WORDS, _HEADS, _OTHER_HEADS = 4, 4, 2

_DASHES = frozenset("\u2013\u2014\u2015")
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
        shows = rule.is_wide and rule.is_safe  # what it is, by a line in it
        if rule.is_wide and not is_literal:
            return None
        if self._is_example(index, is_literal) or self._is_in_sentence(index, is_literal and not shows):
            return "the text speaks of it"
        if is_literal and self._is_said(index):
            return "it is a part of a dialogue"
        is_head = self._is_head_word(index) or self._is_defined(index)
        if is_literal and (is_head or (not rule.is_wide and self._is_listed(index))):
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
        if not self._runs_on(index + 1):
            return False
        if self._is_other(index - 1) and words[index - 1] > 1 and _UNFINISHED.search(self._texts[index - 1]):
            return True
        return may_begin

    def _runs_on(self, index: int) -> bool:
        """Whether a line of some words begins with a small letter, as no heading does."""
        return (
            self._has(index)
            and self._lines.words[index] > 1
            and self._texts[index][0].islower()
            and self._is_other(index)
        )

    def _is_example(self, index: int, is_literal: bool) -> bool:
        """Whether a sentence that ends with a colon introduces a line, and the text goes on behind it."""
        texts, words = self._texts, self._lines.words
        if words[index] < 2 or texts[index][-1] == ":":
            return False

        def between(line: int) -> bool:
            is_phrase = words[line] < _INTRODUCING_WORDS or texts[line][-1] not in _SENTENCE_ENDS
            is_end = texts[line][-1] == ":" or texts[line][0].islower()
            return is_literal and words[line] <= _EXAMPLE_WORDS and is_phrase and not is_end

        above = self._first_not(between, index, -1)
        if not (self._has(above) and texts[above][-1] == ":" and self._introduces(above) and self._is_other(above)):
            return False
        below = self._first_not(between, index, 1)
        return self._is_other(below) and (
            words[below] >= _PARAGRAPH_WORDS
            or texts[below][0].islower()
            or (words[below] >= _INTRODUCING_WORDS and texts[below][-1] in _SENTENCE_ENDS)
        )

    def _introduces(self, index: int) -> bool:
        """Whether a line is more than a label."""
        words = self._lines.words[index]
        return words >= _INTRODUCING_WORDS or (words > 1 and len(self._texts[index]) >= _INTRODUCING_CHARACTERS)

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
        if not self._has(index) or self._lines.words[index] > _ENTRY_WORDS:
            return False
        is_sentence = self._lines.words[index] >= _SENTENCE_WORDS and self._texts[index][-1] == "."
        return not is_sentence and self._is_other(index)

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

    def _is_said(self, index: int) -> bool:
        """Whether a line and another near it begin with a dash, as what somebody says does."""
        lines = self._lines
        here = range(max(index - 2, 0), min(index + 3, len(self._texts)))
        dashes = [lines.text[lines.span(line).start] for line in here if self._texts[line][0] == "-"]
        return self._texts[index][0] == "-" and len(dashes) > 1 and set(dashes) <= _DASHES

    def _is_defined(self, index: int) -> bool:
        """Whether a line stands right over a sentence, a blank line above it, and another line does so next to it."""
        return self._has_sentence(index) and (self._has_sentence(index - 2) or self._has_sentence(index + 2))

    def _has_sentence(self, index: int) -> bool:
        """Whether a line stands right over a sentence that no rule knows, with blank lines around the two."""
        lines = self._lines
        return (
            index >= 0
            and self._has(index + 1)
            and self._texts[index + 1][-1] == "."
            and lines.words[index] <= _EXAMPLE_WORDS < lines.words[index + 1] + _SENTENCE_WORDS
            and lines.is_followed(index)
            and not lines.is_followed(index - 1)
            and not lines.is_followed(index + 1)
            and self._is_other(index + 1)
        )

    def _is_head_word(self, index: int) -> bool:
        """Whether a word or two stand in the order of the alphabet, with words no rule knows."""
        return self._lines.words[index] <= _NAME_WORDS and any(
            all(map(self._is_head, places)) and self._rise(places) and sum(map(self._is_other, places)) >= _OTHER_HEADS
            for places in _places(index)
        )

    def _rise(self, places: range) -> bool:
        """Whether lines are in the order of the alphabet: four of them, or three with the same letter."""
        heads = [self._texts[line].casefold() for line in places]
        is_enough = len(heads) == _HEADS or heads[0][0] == heads[-1][0]
        return is_enough and all(first < second for first, second in pairwise(heads))

    def _is_head(self, index: int) -> bool:
        """Whether a line may be a head-word: it begins with a letter of an alphabet."""
        return (
            self._has(index)
            and self._lines.words[index] <= _HEAD_WORDS
            and self._texts[index][0].isalpha()
            and self._texts[index][0] < _FIRST_IDEOGRAPH
        )


def _places(index: int) -> Iterator[range]:
    """Where head-words would stand, one of them in a certain line: in every line, or over their definitions."""
    for step, count in product((1, 2), (_HEADS, _HEADS - 1)):
        for first in range(index - step * (count - 1), index + 1, step):
            yield range(first, first + step * count, step)


def _is_row(text: str) -> bool:
    return len(text) > 2 and text[0] == text[-1] == "|"
