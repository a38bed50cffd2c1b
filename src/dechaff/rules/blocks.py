"""Where the blocks of rules end, and what of them stays."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dechaff.rules.hit import Hit
from dechaff.rules.index import PatternIndex
from dechaff.rules.lines import Lines
from dechaff.rules.rule import BlockPattern, Pattern, Rule, Shape

# What a block must hold stands near its beginning: this many lines of it are looked at for each time.
HOLDS_WITHIN = 15

# So many lines together are asked what matches them.
_TOGETHER = 64

# The sentence or two under a headline in a list of articles.
_BLURB_WORDS = 50


class Blocks:
    """The blocks of some rules: the lines that close them, that they must hold, and that stay."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        blocks = {rule.id: rule.pattern for rule in rules if isinstance(rule.pattern, BlockPattern)}
        self._ends = _Found({rule: block.end for rule, block in blocks.items() if block.end})
        self._holds = _Found({rule: block.holds for rule, block in blocks.items() if block.holds})
        self._firsts = _Found({rule: block.start for rule, block in blocks.items() if block.first})
        self._spares = _Found({rule: block.spare for rule, block in blocks.items() if block.spare})

    def last(self, rule: Rule, first: int, lines: Lines) -> int | None:
        """The last line of a match: of a block where it ends, None where it is none, else the line that matched."""
        block = rule.pattern
        if isinstance(block, Pattern):
            return first
        if block.first and next(self._firsts.of(rule, lines, 0, first), first) < first:
            return None
        most = min(first + block.max_lines, len(lines)) - 1
        last: int | None = most
        if block.end:
            last = next(self._ends.of(rule, lines, first + 1, most + 1), None)
        elif block.body:
            last = _with_echo(first, _last_of_body(block.body, first, most, lines), lines)
        if last is None or (block.to_end and last < len(lines) - 1) or _is_long(block, first, last, lines):
            return None
        seen = min(last, first + HOLDS_WITHIN * block.times)
        if block.holds and len([*self._holds.of(rule, lines, first + 1, seen + 1)]) < block.times:
            return None
        return last

    def spared(self, hit: Hit, lines: Lines) -> Iterator[Hit]:
        """A match, cut into pieces where its block spares lines."""
        pattern = hit.rule.pattern
        if not (isinstance(pattern, BlockPattern) and pattern.spare):
            yield hit
            return
        first = hit.first
        for line in [*self._spares.of(hit.rule, lines, first, hit.last + 1), hit.last + 1]:
            if first < line:
                yield replace(hit, first=first, last=line - 1, span=lines.span(first))
            first = line + 1


@lru_cache(maxsize=256)
def _index_of(pattern: Pattern) -> PatternIndex:
    """A pattern, filed; several rules look for the same."""
    return PatternIndex([pattern])


class _Found:
    """Where some patterns, one a rule, are found."""

    def __init__(self, patterns: dict[str, Pattern]) -> None:
        self._patterns = patterns
        self._indexes: dict[str, PatternIndex] = {}

    def of(self, rule: Rule, lines: Lines, begin: int, end: int) -> Iterator[int]:
        """The lines that the pattern of a rule matches, in order, of some of a text. What was found is remembered."""
        index = self._indexes.get(rule.id)
        if index is None:
            index = self._indexes[rule.id] = _index_of(self._patterns[rule.id])
        for first in range(begin - begin % _TOGETHER, end, _TOGETHER):
            found = lines.found.get((index, first))
            if found is None:
                matches = index.search(lines, first, first + _TOGETHER)
                found = lines.found[index, first] = sorted({line for _, line, _ in matches})
            yield from (line for line in found if begin <= line < end)


def _is_long(block: BlockPattern, first: int, last: int, lines: Lines) -> bool:
    """Whether a block has more words than it may."""
    return block.max_words is not None and lines.words_before[last + 1] - lines.words_before[first] > block.max_words


def _has_shape(index: int, shape: Shape, lines: Lines) -> bool:
    """Whether a line has a shape; a short paragraph is a blurb only under a title."""
    if shape == "blurb":
        return lines.words[index] <= _BLURB_WORDS and lines.has_shape(index - 1, "title")
    return lines.has_shape(index, shape)


def _last_of_body(shapes: Sequence[Shape], first: int, most: int, lines: Lines) -> int:
    """The last of the lines in a row that have one of the shapes.

    Where prose follows several of them, a title at their end may be the heading of that prose: it is given back. A
    date or a counter has a digit, a title hardly ever; and among items only a title without their mark is a heading.
    """
    last = first
    while last < most and any(_has_shape(last + 1, shape, lines) for shape in shapes):
        last += 1
    if last - first < 2 or last == len(lines) - 1 or lines.has_shape(last, "teaser"):
        return last
    if "item" in shapes:
        *above, ending = (lines.has_shape(index, "item") for index in range(first + 1, last + 1))
        if ending or not any(above):
            return last
    is_title = lines.has_shape(last, "title") and not any(map(str.isdigit, lines.texts[last]))
    return last - 1 if is_title else last


def _with_echo(first: int, last: int, lines: Lines) -> int:
    """The last line of a block, or the line after it that says the same: a teaser's picture and link share a title."""
    return last + 1 if first < last < len(lines) - 1 and lines.texts[last + 1] == lines.texts[last] else last


def opening(rule: Rule) -> Pattern:
    """What the lines match with which a rule begins."""
    return rule.pattern.start if isinstance(rule.pattern, BlockPattern) else rule.pattern
