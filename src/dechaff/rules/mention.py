"""Where a text speaks of a line that sites print: quotes it, shows it in code or as an example, or lists it.

Of 8,000 true finds in what three extractors made of 1,900 pages, all of this holds back 300, with .2 % of what went.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Set
from functools import cache, cached_property
from pathlib import Path

from dechaff.rules import folders
from dechaff.rules.blocks import opening
from dechaff.rules.lines import Lines
from dechaff.rules.lists import Lists, Others
from dechaff.rules.rule import BlockPattern, Rule

# What introduces an example has at least so many words, or characters; up to so many lines of at most so many words may
# be in between; and a paragraph follows, or a sentence.
_INTRODUCING_WORDS, _INTRODUCING_CHARACTERS = 4, 16
_EXAMPLE_LINES, _EXAMPLE_WORDS, _PARAGRAPH_WORDS = 8, 6, 8

# A paragraph behind a line has at least so many words. Shorter ones stand in forms, too.
_GOING_ON_WORDS = 20

_PROSE_ENDS = ".!?\"')»。！？।॥۔։"
_SENTENCE_ENDS = ".:!?"
_DASHES = frozenset("\u2013\u2014\u2015")
_FENCE = "```"
_UNFINISHED = re.compile(r"""[\w,]["']?$""")
_OPENS_CODE = re.compile(r"""^[a-z][\w.-]*:$|^(?:def|class|if|for) .*:$|[{(\[]$|^<[^>]+>$|^["']{3}|["']{3}$""")
_CODE_MARKS = ("{", "}", "</", "<p", " = ", '",', "',", '": ', "]", "msgid ", "def ", "return ", "import ")
_CODE = re.compile(
    r"""(?m)[{}];?$|[\]}"'],$|^</?[a-z]\w*[ >]|^[\w.-]+ = \S|^(?:msgid|msgstr|def|return|import) |^#: """
    r"""|^["'][\w.-]+["']: |^\[\w+\]$"""
)


class Mentions:
    """Which lines of a text it speaks of. `known` gives those in which rules found anything, if only words."""

    def __init__(self, lines: Lines, known: Callable[[], Set[int]]) -> None:
        self._lines = lines
        self._texts = lines.texts
        self._others = Others(lines, known)
        self._lists = Lists(lines, self._others)

    def condition(self, rule: Rule, index: int) -> str | None:
        """Why a line that a rule found is not what a site printed, in words; None where nothing says so.

        Who writes a rule for a site, or for texts at hand, knows their lines.
        """
        return next(self._conditions(rule, index), None) if _is_general(rule) else None

    def _conditions(self, rule: Rule, index: int) -> Iterator[str]:
        """All that says so. A block is told by what is in it, a part of a line by the line: less tells against them."""
        is_literal = opening(rule).how != "regex"
        if self._is_quoted(index):
            yield "it stands in a mail that is quoted"
        if self._is_under_key(index) or (is_literal and self._is_in_code(index)):
            yield "it stands in code"
        if isinstance(rule.pattern, BlockPattern) and rule.pattern.closes and self._goes_on(index):
            yield "the text goes on behind it"
        if self._lists.has_section(index):
            yield "it is a heading like others"
        if not is_literal and (rule.is_wide or rule.action in {"inline", "replace"}):
            return
        may_begin = is_literal and not (rule.is_wide and rule.is_safe) and not any(map(str.isdigit, self._texts[index]))
        if self._is_example(index, is_literal) or self._is_in_sentence(index, may_begin):
            yield "the text speaks of it"
        if is_literal and self._is_said(index):
            yield "somebody says it"
        is_alone = not (rule.is_wide or rule.where.near)  # nothing else speaks for it
        if is_literal and (self._lists.has_head(index) or (is_alone and self._lists.has_entry(index))):
            yield "it is one of a list of other things"

    @cached_property
    def _fences(self) -> list[int]:
        """The lines that open code or close it."""
        if _FENCE not in self._lines.text:
            return []
        return [line for line, text in enumerate(self._texts) if text.startswith(_FENCE) and text.count(_FENCE) == 1]

    def _beside(self, index: int) -> list[str]:
        """The lines above and below one."""
        return [self._texts[other] for other in (index - 1, index + 1) if self._lines.has(other)]

    def _goes_on(self, index: int) -> bool:
        """Whether a paragraph is the next line that no rule knows, and none that a rule knows stands behind it."""
        first = self._others.behind(index)
        if not self._lines.has(first) or self._lines.words[first] < _GOING_ON_WORDS:
            return False
        return self._texts[first][-1] in _PROSE_ENDS

    def _is_quoted(self, index: int) -> bool:
        return self._texts[index][0] == ">" and any(text[0] == ">" for text in self._beside(index))

    def _is_under_key(self, index: int) -> bool:
        """Whether a line is indented under one that opens a list, a block or an element of code."""
        if self._lines.indent(index) < 2:
            return False
        above = self._parents[index]
        return above >= 0 and bool(_OPENS_CODE.search(self._texts[above]))

    @cached_property
    def _parents(self) -> list[int]:
        """For each line the last one above it that is indented less, or -1."""
        parents: list[int] = []
        open_lines = [(-1, -1)]  # the indents and lines that may be such of the next one
        for line in range(len(self._texts)):
            indent = self._lines.indent(line)
            while open_lines[-1][0] >= indent:
                open_lines.pop()
            parents.append(open_lines[-1][1])
            open_lines.append((indent, line))
        return parents

    def _is_in_code(self, index: int) -> bool:
        """Whether a line stands in a fence, is a subtitle, or two of the four lines around it are code."""
        if bisect_left(self._fences, index) % 2 and index < self._fences[-1]:
            return True
        if any("-->" in text for text in self._texts[max(index - 2, 0) : index]):
            return True
        around = "\n".join((*self._texts[max(index - 2, 0) : index], *self._texts[index + 1 : index + 3]))
        if not any(map(around.__contains__, _CODE_MARKS)):
            return False
        return len({around.count("\n", 0, match.start()) for match in _CODE.finditer(around)}) > 1

    def _is_in_sentence(self, index: int, may_begin: bool) -> bool:
        """Whether a sentence runs on behind a line: the line is part of one that began above, or may begin it."""
        words = self._lines.words
        if not self._runs_on(index + 1):
            return False
        if self._others.has(index - 1) and words[index - 1] > 1 and _UNFINISHED.search(self._texts[index - 1]):
            return True
        return may_begin

    def _runs_on(self, index: int) -> bool:
        """Whether a line of some words begins with a word in small letters, as no heading does."""
        if not self._lines.has(index) or self._lines.words[index] < 2 or not self._texts[index][0].islower():
            return False
        return self._texts[index].split(maxsplit=1)[0].islower() and self._others.has(index)

    def _is_example(self, index: int, is_literal: bool) -> bool:
        """Whether a sentence that ends with a colon introduces a line, and the text goes on behind it."""
        texts, words = self._texts, self._lines.words
        earlier = texts[max(index - _EXAMPLE_LINES - 1, 0) : index]
        if words[index] < 2 or texts[index][-1] == ":" or not any(text[-1] == ":" for text in earlier):
            return False

        def between(line: int) -> bool:
            is_phrase = words[line] < _INTRODUCING_WORDS or texts[line][-1] not in _SENTENCE_ENDS
            is_end = texts[line][-1] == ":" or texts[line][0].islower()
            return is_literal and words[line] <= _EXAMPLE_WORDS and is_phrase and not is_end

        above = self._first_not(between, index, -1)
        if not (
            self._lines.has(above) and texts[above][-1] == ":" and self._introduces(above) and self._others.has(above)
        ):
            return False
        below = self._first_not(between, index, 1)
        return self._others.has(below) and (
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
        has = self._lines.has
        return next((line for line in range(index + step, end, step) if not (has(line) and holds(line))), end)

    def _is_said(self, index: int) -> bool:
        """Whether a line and another near it begin with a dash, as what somebody says does."""
        lines = self._lines
        here = range(max(index - 2, 0), min(index + 3, len(self._texts)))
        dashes = [lines.text[lines.span(line).start] for line in here if self._texts[line][0] == "-"]
        return self._texts[index][0] == "-" and len(dashes) > 1 and set(dashes) <= _DASHES


def _is_general(rule: Rule) -> bool:
    """Whether a rule ships, for texts that nobody has seen."""
    return _ships(rule.file) and not rule.id.startswith("sites/")


@cache
def _ships(file: str) -> bool:
    return Path(file).is_relative_to(folders.shipped())
