"""Lists of other things, in which a line that sites print is one entry: menus, verses, tables, glossaries, steps."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Set
from functools import cached_property
from itertools import takewhile

from dechaff.rules.lines import Lines

# Lines of at most so many words are entries of a list or verses, if they are no sentences; a sentence has at least so
# many. A line found is a word or a name if it has no more than so many.
_ENTRY_WORDS, _SENTENCE_WORDS, _NAME_WORDS = 8, 4, 3

# Head-words have at most so many words; so many in a row are in the order of the alphabet by chance once in 24 times,
# and so many of them no rule may know.
_HEAD_WORDS, _HEADS, _OTHER_HEADS = 4, 4, 2

# Of a list, so many items in each direction are looked at.
_ITEMS = 30

_NUMBER = re.compile(r"([1-9]\d?)([.)]? )(?=\D)")
_LINKED = "[<>\u2039\u203a\u00ab\u00bb\u2190\u2192"
_LIST_MARK = re.compile(r"[-*•·+](?= )")
_FIRST_IDEOGRAPH = "\u2e80"


class Others:
    """The lines of a text in which no rule found anything; `known` gives those in which rules did, if only words.

    It stands by itself, so that what asks it holds no circle of references, which would be freed late.
    """

    def __init__(self, lines: Lines, known: Callable[[], Set[int]]) -> None:
        self._lines = lines
        self._find_known = known

    @cached_property
    def _known(self) -> Set[int]:
        return self._find_known()

    def has(self, index: int) -> bool:
        """Whether a line exists, and is one of them."""
        return self._lines.has(index) and index not in self._known

    def behind(self, index: int) -> int:
        """The first of them behind a line; where there is none, the number of lines."""
        return self._first[index + 1]

    @cached_property
    def _first(self) -> list[int]:
        """For each line, and the end, the first of them from there on."""
        first = [len(self._lines)]
        for line in reversed(range(len(self._lines))):
            first.append(first[-1] if line in self._known else line)
        return first[::-1]


class Lists:
    """Which lines of a text are entries of a list."""

    def __init__(self, lines: Lines, others: Others) -> None:
        self._lines = lines
        self._texts = lines.texts
        self._others = others

    def has_head(self, index: int) -> bool:
        """Whether a line is a head-word, or has a sentence under it that says what it is."""
        return self._is_head_word(index) or self._is_defined(index)

    def has_section(self, index: int) -> bool:
        """Whether a line heads a section: its number follows another's, or it is one of several questions."""
        text = self._texts[index]
        if text[-1] == "?":
            return self._is_answered(index) and not self._questions <= {index}
        number = _NUMBER.match(text)
        return number is not None and self._numbered.get((int(number[1]) - 1, number[2]), index) < index - 1

    @cached_property
    def _times(self) -> Counter[str]:
        """How often each line stands in the text."""
        return Counter(self._texts)

    @cached_property
    def _questions(self) -> set[int]:
        """The questions that have answers, and no rule knows."""
        questions = (line for line, text in enumerate(self._texts) if text[-1] == "?")
        return {line for line in questions if self._is_answered(line) and self._others.has(line)}

    @cached_property
    def _numbered(self) -> dict[tuple[int, str], int]:
        """By number, and what stands behind it, the first short line that no rule knows."""
        first: dict[tuple[int, str], int] = {}
        for line, text in enumerate(self._texts):
            number = _NUMBER.match(text)
            if number and self._lines.words[line] <= _ENTRY_WORDS and self._others.has(line):
                first.setdefault((int(number[1]), number[2]), line)
        return first

    def _is_answered(self, index: int) -> bool:
        """Whether a paragraph that no rule knows stands under a line."""
        return (
            self._lines.has(index + 1)
            and self._lines.words[index + 1] > _ENTRY_WORDS
            and self._texts[index + 1][-1] in ".!"
            and self._others.has(index + 1)
        )

    def has_entry(self, index: int) -> bool:
        """Whether a line is one of a table, one of a list, or a word or two between short lines that no rule knows.

        What stands in a text again and again is the label of something, and no entry.
        """
        text = self._texts[index]
        if _is_row(text) and any(map(self._is_row_at, (index - 1, index + 1))):
            return True
        if any(map(str.isdigit, text)):  # a stamp or a counter
            return False
        is_name = self._lines.words[index] <= _NAME_WORDS and self._times[text] == 1
        return (is_name and self._is_short(index - 1) and self._is_short(index + 1)) or self._is_item(index)

    def _is_row_at(self, index: int) -> bool:
        return self._lines.has(index) and _is_row(self._texts[index])

    def _is_short(self, index: int) -> bool:
        """Whether a line is short, no sentence, and no rule knows it. Marks alone and what arrows show are no entry."""
        if (
            not self._lines.has(index)
            or self._texts[index][0] in _LINKED
            or not any(map(str.isalnum, self._texts[index]))
            or self._lines.words[index] > _ENTRY_WORDS
        ):
            return False
        is_sentence = self._lines.words[index] >= _SENTENCE_WORDS and self._texts[index][-1] == "."
        return not is_sentence and self._others.has(index)

    def _is_item(self, index: int) -> bool:
        """Whether a line has a list mark, and no rule knows half of the lines around it that have the same."""
        mark = _LIST_MARK.match(self._texts[index])
        if not mark:
            return False

        def has_mark(line: int) -> bool:
            return self._lines.has(line) and self._texts[line].startswith(mark[0] + " ")

        before, behind = range(index, index - _ITEMS, -1), range(index + 1, index + _ITEMS)
        items = [*takewhile(has_mark, before), *takewhile(has_mark, behind)]
        others = sum(map(self._others.has, items))
        return others > 1 and 2 * others >= len(items)

    def _is_defined(self, index: int) -> bool:
        """Whether a line stands right over a sentence, a blank line above it, and another line does so next to it."""
        return self._has_sentence(index) and (self._has_sentence(index - 2) or self._has_sentence(index + 2))

    def _has_sentence(self, index: int) -> bool:
        """Whether a line stands right over a sentence that no rule knows, with blank lines around the two."""
        lines = self._lines
        return (
            index >= 0
            and self._lines.has(index + 1)
            and self._texts[index + 1][-1] == "."
            and lines.words[index] <= _ENTRY_WORDS
            and lines.words[index + 1] >= _SENTENCE_WORDS
            and lines.is_followed(index)
            and not lines.is_followed(index - 1)
            and not lines.is_followed(index + 1)
            and self._others.has(index + 1)
        )

    def _is_head_word(self, index: int) -> bool:
        """Whether a word or two stand in the order of the alphabet with words of which no rule knows some.

        With three, or two of the same letter, in every line, or every other, over their definitions.
        """
        if self._lines.words[index] > _NAME_WORDS or not self._is_head(index):
            return False
        for step in (1, 2):
            heads = [*reversed([*self._heads(index, -step)]), index, *self._heads(index, step)]
            if len(heads) < _HEADS and (len(heads) < _HEADS - 1 or not self._is_one_letter(heads)):
                continue
            if sum(map(self._others.has, heads)) >= _OTHER_HEADS:
                return True
        return False

    def _heads(self, index: int, step: int) -> Iterator[int]:
        """The lines before or behind a head-word, every or every other, that are in the order of the alphabet."""
        word = self._texts[index].casefold()
        for line in range(index + step, index + step * _HEADS, step):
            if not self._is_head(line):
                return
            before, word = word, self._texts[line].casefold()
            if not (before < word if step > 0 else word < before):
                return
            yield line

    def _is_one_letter(self, lines: list[int]) -> bool:
        """Whether lines begin with the same letter."""
        return len({self._texts[line][0].casefold() for line in lines}) == 1

    def _is_head(self, index: int) -> bool:
        """Whether a line may be a head-word: it begins with a letter of an alphabet."""
        return (
            self._lines.has(index)
            and self._lines.words[index] <= _HEAD_WORDS
            and self._texts[index][0].isalpha()
            and self._texts[index][0] < _FIRST_IDEOGRAPH
        )


def _is_row(text: str) -> bool:
    return len(text) > 2 and text[0] == text[-1] == "|"
