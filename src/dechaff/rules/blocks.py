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


def last_of(rule: Rule, first: int, lines: Lines) -> int | None:
    """The last line of a match: of a block where it ends, None where it is none, else the line that matched."""
    block = rule.pattern
    if isinstance(block, Pattern):
        return first
    if block.first and any(True for _ in _matches(block.start, lines, 0, first - 1)):
        return None
    most = min(first + block.max_lines, len(lines)) - 1
    last: int | None = most
    if block.end:
        last = next(_matches(block.end, lines, first + 1, most), None)
    elif block.body:
        last = _with_echo(first, _last_of_body(block.body, first, most, lines), lines)
    if last is None or (block.to_end and last < len(lines) - 1) or _is_long(block, first, last, lines):
        return None
    seen = min(last, first + HOLDS_WITHIN * block.times)
    if block.holds and sum(1 for _ in _matches(block.holds, lines, first + 1, seen)) < block.times:
        return None
    return last


def spared(hit: Hit, lines: Lines) -> Iterator[Hit]:
    """A match, cut into pieces where its block spares lines."""
    pattern = hit.rule.pattern
    if not (isinstance(pattern, BlockPattern) and pattern.spare):
        yield hit
        return
    first = hit.first
    for line in [*_matches(pattern.spare, lines, first, hit.last), hit.last + 1]:
        if first < line:
            yield replace(hit, first=first, last=line - 1, span=lines.span(first))
        first = line + 1


@lru_cache(maxsize=256)
def index_of(patterns: tuple[Pattern, ...]) -> PatternIndex:
    """Patterns, filed; scopes share what they have in common, which is nearly all."""
    return PatternIndex(patterns)


def _matches(pattern: Pattern, lines: Lines, first: int, last: int) -> Iterator[int]:
    """The lines from one to another that a pattern matches, in order."""
    for begin in range(first - first % _TOGETHER, last + 1, _TOGETHER):
        found = lines.found.get((id(pattern), begin))
        if found is None:
            matches = index_of((pattern,)).search(lines, begin, begin + _TOGETHER)
            found = lines.found[id(pattern), begin] = sorted({index for _, index, _ in matches})
        yield from (index for index in found if first <= index <= last)


def _is_long(block: BlockPattern, first: int, last: int, lines: Lines) -> bool:
    """Whether a block has more words than it may."""
    return block.max_words is not None and sum(map(lines.words, range(first, last + 1))) > block.max_words


def _has_shape(index: int, shape: Shape, lines: Lines) -> bool:
    """Whether a line has a shape; a short paragraph is a blurb only under a title."""
    if shape == "blurb":
        return lines.words(index) <= _BLURB_WORDS and lines.has_shape(index - 1, "title")
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
