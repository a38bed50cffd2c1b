"""Find where rules match, never with a loop over the rules.

Whole lines and prefixes are looked up by hash; patterns go to one RE2 set.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dechaff.model import Span
from dechaff.rules import phrases
from dechaff.rules.lines import Lines
from dechaff.rules.normal import normal
from dechaff.rules.regex import PatternSet
from dechaff.rules.rule import BlockPattern, Pattern, Rule, Shape

# Prefixes are filed under their first characters; a line longer than a prefix can be is cut before its form is made.
_KEY = 2
_HEAD_CHARACTERS = 200

# `near` reaches this many lines (not blank) in both directions.
NEAR_LINES = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule and the lines it found; `span` is the part of the first line that matched."""

    rule: Rule
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that found a line and that a condition kept from it."""

    rule: Rule
    line: int
    condition: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules found in a text, in the order of the rules, and what conditions held back."""

    hits: Sequence[Hit]
    misses: Sequence[Miss]


class PatternIndex:
    """Patterns filed by how they match. Each is known by its number, the order in which it was given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._prefixes: dict[str, list[tuple[str, int]]] = defaultdict(list)
        expressions: list[str] = []
        self._owners: list[int] = []
        for number, pattern in enumerate(patterns):
            for value in pattern.values:
                if pattern.how == "regex" or (pattern.how == "phrases" and phrases.VARIABLE in value):
                    expressions.append(value if pattern.how == "regex" else phrases.pattern(value))
                    self._owners.append(number)
                elif pattern.how == "prefix":
                    form = normal(value)
                    self._prefixes[form[:_KEY]].append((form, number))
                else:
                    self._whole[normal(value)].append(number)
        self._whole.pop("", None)  # a phrase of marks alone would match every rule of dashes
        self._longest = max(map(len, self._whole), default=0)
        self._set = PatternSet(expressions)

    def search(self, lines: Lines) -> Iterator[tuple[int, int, Span]]:
        """Where patterns match: (number of the pattern, line, span in the text); a pattern once a line."""
        for index, text in enumerate(lines.texts):
            for number in self._lookup(lines, index, text):
                yield number, index, lines.spans[index]
        for index, expression, span in self._set.search(lines.texts):
            start = lines.spans[index].start
            yield self._owners[expression], index, Span(start + span.start, start + span.end)

    def _lookup(self, lines: Lines, index: int, text: str) -> Iterable[int]:
        # Twice the length: what the normal form drops (list marks, repeated spaces) is never more in practice.
        is_short = len(text) <= 2 * self._longest
        if not is_short and not self._prefixes:
            return ()
        form = lines.normal(index) if is_short else normal(text[:_HEAD_CHARACTERS])
        whole = self._whole.get(form, ()) if is_short else ()
        prefixes = self._prefixes.get(form[:_KEY])
        if not prefixes:
            return whole
        return [*whole, *(number for prefix, number in prefixes if _begins(form, prefix))]


def _begins(form: str, prefix: str) -> bool:
    """Whether a form begins with a prefix, and the prefix does not end inside a word.

    >>> _begins("photo: afp", "photo"), _begins("photography", "photo")
    (True, False)
    """
    if not form.startswith(prefix):
        return False
    return len(form) == len(prefix) or not (prefix[-1].isalnum() and form[len(prefix)].isalnum())


class Matcher:
    """The text rules of one scope, ready to search."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._openings = PatternIndex([_opening(rule) for rule in rules])
        closings = {number: end for number, rule in enumerate(rules) if (end := _closing(rule))}
        self._closings = PatternIndex(list(closings.values()))
        self._closes = list(closings)  # the rules that closings are of

    def search(self, lines: Lines) -> Findings:
        """Find what the rules match, each rule at most once a line."""
        found: dict[tuple[int, int], Span] = {}  # by rule, then line
        for number, index, span in self._openings.search(lines):
            found.setdefault((number, index), span)
        ends = self._ends(lines, {number for number, _ in found})
        hits: list[Hit] = []
        misses: list[Miss] = []
        for (number, index), span in sorted(found.items()):
            rule = self._rules[number]
            last = _last(rule, index, lines, ends.get(number))
            condition = _unmet(rule, index, lines)
            if condition or last is None:
                misses.append(Miss(rule, index, condition or "no line closes its block"))
            else:
                hits.append(Hit(rule, index, last, span))
        return _near(hits, misses)

    def _ends(self, lines: Lines, opened: set[int]) -> dict[int, list[int]]:
        """The lines that can close the blocks of rules; looked for only where a block has opened."""
        ends: dict[int, list[int]] = {rule: [] for rule in self._closes}
        if not opened.isdisjoint(ends):
            for number, index, _ in self._closings.search(lines):
                ends[self._closes[number]].append(index)
        return ends


def _last(rule: Rule, first: int, lines: Lines, ends: Sequence[int] | None) -> int | None:
    """The last line of a match: of a block where it ends, None where nothing closes it, else the line that matched."""
    if isinstance(rule.pattern, Pattern):
        return first
    most = min(first + rule.pattern.max_lines, len(lines)) - 1
    if ends is not None:
        return next((end for end in sorted(ends) if first < end <= most), None)
    return _last_of_body(rule.pattern.body, first, most, lines) if rule.pattern.body else most


def _last_of_body(shapes: Sequence[Shape], first: int, most: int, lines: Lines) -> int:
    """The last of the lines in a row that have one of the shapes.

    Where prose follows several of them, a title at their end may be the heading of that prose: it is given back. A
    date or a counter has a digit, a title hardly ever.
    """
    last = first
    while last < most and any(lines.has_shape(last + 1, shape) for shape in shapes):
        last += 1
    if last - first < 2 or last == len(lines) - 1 or lines.has_shape(last, "teaser"):
        return last
    return last if any(map(str.isdigit, lines.texts[last])) else last - 1


def _opening(rule: Rule) -> Pattern:
    return rule.pattern.start if isinstance(rule.pattern, BlockPattern) else rule.pattern


def _closing(rule: Rule) -> Pattern | None:
    return rule.pattern.end if isinstance(rule.pattern, BlockPattern) else None


def _unmet(rule: Rule, index: int, lines: Lines) -> str | None:
    """The condition of a rule that a line does not meet, in words; None where it meets all."""
    where = rule.where
    if not lines.in_zone(index, where.zone):
        return f"it is not in the {where.zone} of the text"
    if where.max_words is not None and lines.words(index) > where.max_words:
        return f"it has {lines.words(index)} words, more than {where.max_words}"
    if where.alone and not lines.is_alone(index):
        return "it is not a paragraph of its own"
    return None


def _near(hits: Sequence[Hit], misses: list[Miss]) -> Findings:
    """Hold back what wants to stand near another rule's match, and does not."""
    places: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        if not hit.rule.where.near:
            for key in (hit.rule.id, hit.rule.kind):
                places[key] |= {hit.first, hit.last}
    kept: list[Hit] = []
    for hit in hits:
        wanted = hit.rule.where.near
        reach = range(hit.first - NEAR_LINES, hit.last + NEAR_LINES + 1)
        if not wanted or any(not places[key].isdisjoint(reach) for key in wanted if key in places):
            kept.append(hit)
        else:
            misses.append(Miss(hit.rule, hit.first, f"nothing near it is {' or '.join(wanted)}"))
    return Findings(kept, misses)
