"""Find where the rules of a scope match, and under which of their conditions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count
from math import inf
from typing import NamedTuple

from dechaff.model import Span
from dechaff.rules.blocks import Blocks, opening
from dechaff.rules.hit import Hit, Miss
from dechaff.rules.index import PatternIndex
from dechaff.rules.lines import Lines
from dechaff.rules.mention import Mentions
from dechaff.rules.rule import BlockPattern, Rule, Zone


@dataclass(frozen=True, slots=True)
class Findings:
    """What the rules found in a text, in the order of the rules, and what conditions held back."""

    hits: Sequence[Hit]
    misses: Sequence[Miss]


# By the number of a rule, then by line.
_Spans = dict[tuple[int, int], list[Span]]
_Hits = dict[tuple[int, int], list[Hit]]


class Openings:
    """What the rules of all scopes look for, filed once for all of them: most have nearly all in common."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.numbers = {rule.id: number for number, rule in enumerate(rules)}
        self._rules = rules

    @cached_property
    def index(self) -> PatternIndex:
        """All of it, by the rules' numbers."""
        return PatternIndex([opening(rule) for rule in self._rules])


class _Limits(NamedTuple):
    """Where a rule may begin, as far as the place and the length of the line tell."""

    most_words: float
    least_before: int  # words
    zone: Zone
    from_end: float  # lines

    def hold(self, line: int, count: int, lines: Lines) -> bool:
        """Whether a line, of so many, meets them."""
        return (
            count - line <= self.from_end
            and lines.words[line] <= self.most_words
            and lines.in_zone(line, self.zone)
            and lines.words_before[line] >= self.least_before
        )


def _limits(rule: Rule) -> _Limits | None:
    """The limits of a rule; None where it has none. Of a run, lines that are held back count, too."""
    where, block = rule.where, rule.pattern
    if where.run > 1:
        return None
    words = inf if where.max_words is None else where.max_words
    from_end = block.max_lines + 1 if isinstance(block, BlockPattern) and block.to_end else inf
    limits = _Limits(words, where.words_before, where.zone, from_end)
    return None if limits == _Limits(inf, 0, "any", inf) else limits


class Matcher:
    """The text rules of one scope, ready to search. `openings` holds at least what they look for."""

    def __init__(self, rules: Sequence[Rule], openings: Openings | None = None) -> None:
        self._rules = rules
        self._openings = openings or Openings(rules)
        self._numbers = {self._openings.numbers[rule.id]: number for number, rule in enumerate(rules)}
        # What wants to stand near another rule's match is looked for only where there is one.
        self._nearby = frozenset(self._openings.numbers[rule.id] for rule in rules if rule.where.near)
        self._certain = self._numbers.keys() - self._nearby
        self._wanted = frozenset(key for rule in rules for key in rule.where.near)
        self._limits = {self._openings.numbers[rule.id]: _limits(rule) for rule in rules}
        self._blocks = Blocks(rules)

    def search(self, lines: Lines, all_misses: bool = False) -> Findings:
        """Find what the rules match, each rule at most once a line.

        What its place, its length, or that no rule is near it holds back is told among the misses only if `all_misses`
        are wanted: to look costs time.
        """
        hits: _Hits = {}
        misses: list[Miss] = []
        certain = self._found(self._certain, lines, all_misses)
        nearby = cache(lambda: self._found(self._nearby, lines, all_misses))
        mentions = Mentions(lines, lambda: self._known(certain, lines) | self._known(nearby(), lines, True))
        self._judge(certain, mentions, lines, hits, misses)
        places = _places(hit for found in hits.values() for hit in found)
        if all_misses or not self._wanted.isdisjoint(places):
            near: _Hits = {}
            self._judge(nearby(), mentions, lines, near, misses)
            for key, found in near.items():
                condition = _unmet_near(found[0], places)
                if condition:
                    misses.append(Miss(found[0].rule, found[0].first, condition))
                else:
                    hits[key] = found
        whole = (hit for key in sorted(hits) for hit in hits[key])
        return Findings([part for hit in whole for part in self._blocks.spared(hit, lines)], misses)

    def _found(self, wanted: Set[int], lines: Lines, is_told: bool) -> _Spans:
        """Where some of the rules, by their numbers among all openings, find what they look for.

        Unless what is held back `is_told`, not where a look at the line's place or length shows that it is in vain.
        """
        limits, count = self._limits, len(lines)

        def may(number: int, line: int) -> bool:
            limit = limits[number]
            return limit is None or limit.hold(line, count, lines)

        found: _Spans = defaultdict(list)
        for number, line, span in self._openings.index.search(lines, wanted=wanted, may=None if is_told else may):
            found[self._numbers[number], line].append(span)
        return found

    def _known(self, found: _Spans, lines: Lines, only_words: bool = False) -> set[int]:
        """The lines in which something was found that their place and length do not hold back.

        All, or those in which it is words as they stand in a rule.
        """
        count, numbers = len(lines), self._openings.numbers
        known = set()
        for number, line in found:
            rule = self._rules[number]
            limit = self._limits[numbers[rule.id]]
            is_held = limit is None or limit.hold(line, count, lines)
            if is_held and not (only_words and opening(rule).how == "regex"):
                known.add(line)
        return known

    def _judge(
        self,
        found: _Spans,
        mentions: Mentions,
        lines: Lines,
        hits: _Hits,
        misses: list[Miss],
    ) -> None:
        """Sort what was found into hits and misses."""
        for (number, index), spans in _in_runs(found, self._rules).items():
            rule = self._rules[number]
            condition = _unmet(rule, index, lines)
            last = None if condition else self._blocks.last(rule, index, lines)
            if last is None:
                misses.append(Miss(rule, index, condition or "the lines after it are not what its block holds"))
            elif spoken_of := mentions.condition(rule, index):
                misses.append(Miss(rule, index, spoken_of))
            else:
                parts = spans if rule.action in {"inline", "replace"} else spans[:1]
                hits[number, index] = [Hit(rule, index, last, span) for span in parts]


def _in_runs(found: _Spans, rules: Sequence[Rule]) -> _Spans:
    """What was found, without that of rules that want several lines in a row and found fewer."""
    kept: _Spans = {}
    for (number, index), spans in found.items():
        least = rules[number].where.run
        if least == 1 or _run(found, number, index, -1) + _run(found, number, index, 1) - 1 >= least:
            kept[number, index] = spans
    return kept


def _run(found: Collection[tuple[int, int]], number: int, index: int, step: int) -> int:
    """How many lines in a row a rule found, from one of them on, in one direction."""
    return next(length for length in count(1) if (number, index + step * length) not in found)


def _unmet(rule: Rule, index: int, lines: Lines) -> str | None:
    """The condition of a rule that a line does not meet, in words; None where it meets all."""
    where = rule.where
    if not lines.in_zone(index, where.zone):
        return f"it is not in the {where.zone} of the text"
    if where.max_words is not None and lines.words[index] > where.max_words:
        return f"it has {lines.words[index]} words, more than {where.max_words}"
    if lines.words_before[index] < where.words_before:
        return f"fewer than {where.words_before} words stand before it"
    if where.under_article and not lines.is_under_article(index):
        return "what stands above it is no article, but a list"
    if where.alone and not lines.is_alone(index):
        return "it is not a paragraph of its own"
    return None


def _places(hits: Iterable[Hit]) -> dict[str, set[int]]:
    """The first and last lines of matches, by rule and by kind."""
    places: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        for key in (hit.rule.id, hit.rule.kind):
            places[key] |= {hit.first, hit.last}
    return places


def _unmet_near(hit: Hit, places: dict[str, set[int]]) -> str | None:
    """Why a match does not stand near another rule's, in words; None where it does."""
    where = hit.rule.where
    first = hit.first if where.side == "below" else hit.first - where.reach
    last = hit.last if where.side == "above" else hit.last + where.reach
    if any(not places[key].isdisjoint(range(first, last + 1)) for key in where.near if key in places):
        return None
    place = {"both": "near", "above": "above", "below": "below"}[where.side]
    return f"nothing {place} it is {' or '.join(where.near)}"
