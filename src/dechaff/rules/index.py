"""Many patterns, filed so that a line finds those that match it without asking each of them.

Whole lines, labels and prefixes are looked up by hash; expressions go to one RE2 set.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from dechaff.model import Span
from dechaff.rules import phrases, sieve
from dechaff.rules.lines import Lines
from dechaff.rules.normal import HEAD_CHARACTERS, heads, normal
from dechaff.rules.regex import PatternSet
from dechaff.rules.rule import Pattern

# What is not looked up as a whole is filed under so many of its first characters (the more, the fewer lines begin so),
# or of its last.
_KEYS = (10, 4, 1)
_LAST_KEY = 4

# A prefix is compared with so many characters of a line; a label stands within as many as this before its colon.
_PREFIX_CHARACTERS = 200
_LABEL_CHARACTERS = 40

# A beginning or an end is compared with the line's head first; that of a longer one, as far as the head surely reaches.
_SURE_CHARACTERS = 32

# Where a text holds a phrase, so many lines together are asked whether they do.
_TOGETHER = 16

_Check = Callable[[str], bool]  # whether a line matches


class _Filed(NamedTuple):
    """A pattern that is not looked up as a whole: how the form of its lines begins or ends, and what else must hold."""

    edge: str
    check: _Check
    number: int


class PatternIndex:
    """Patterns filed by how they match. Each is known by its number, the order in which it was given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._labels: dict[str, list[int]] = defaultdict(list)
        self._starts: dict[str, list[_Filed]] = defaultdict(list)
        self._ends: dict[str, list[_Filed]] = defaultdict(list)
        self._expressions: list[str] = []
        self._owners: list[int] = []
        for number, pattern in enumerate(patterns):
            for value in pattern.values:
                if pattern.how == "regex":
                    self._expressions.append(value)
                    self._owners.append(number)
                else:
                    self._file(pattern.how, value, number)

    def _file(self, how: str, value: str, number: int) -> None:
        form = normal(value)
        if how == "prefix":
            self._file_start(form, lambda text: _begins(text, form), number)
        elif phrases.VARIABLE in value:
            self._file_open(phrases.parts(value), number)
        elif not form:
            return  # a phrase of marks alone would match every rule of dashes
        elif how == "labels":
            self._labels[form].append(number)
        elif len(form) > _SURE_CHARACTERS:
            self._file_start(form, lambda text: normal(text) == form, number)
        else:
            self._whole[form].append(number)

    def _file_start(self, start: str, check: _Check, number: int) -> None:
        length = next(length for length in _KEYS if length <= max(len(start), 1))
        self._starts[start[:length]].append(_Filed(start[:_SURE_CHARACTERS], check, number))

    def _file_open(self, around: tuple[str, ...], number: int) -> None:
        """File a phrase with parts that vary, by what stands before the first of them, or else behind the last."""

        def check(text: str) -> bool:
            return phrases.fits(normal(text), around)

        first, last = around[0], around[-1]
        if len(first) >= min(_LAST_KEY, len(last)):
            self._file_start(first, check, number)
        else:
            self._ends[last[-_LAST_KEY:]].append(_Filed(last, check, number))

    @cached_property
    def _set(self) -> PatternSet:
        return PatternSet(self._expressions)

    @cached_property
    def _sieve(self) -> PatternSet:
        """One expression for all that is looked up, by itself: one automaton for both would have many more states."""
        starts = [entry.edge for filed in self._starts.values() for entry in filed]
        ends = [entry.edge for filed in self._ends.values() for entry in filed]
        is_empty = not (self._whole or self._labels or starts or ends)
        return PatternSet([] if is_empty else [sieve.expression(self._whole, self._labels, starts, ends)])

    def search(self, lines: Lines) -> Iterator[tuple[int, int, Span]]:
        """Where patterns match: (number of the pattern, line, span in the text)."""
        for index, head in self._candidates(lines) if self._sieve.held(lines.data) else ():
            for number in self._matching(head, lines.texts[index]):
                yield number, index, lines.span(index)
        for expression in self._set.held(lines.data):
            for index, span in self._set.find(expression, lines):
                start = lines.span(index).start
                yield self._owners[expression], index, Span(start + span.start, start + span.end)

    def _candidates(self, lines: Lines) -> Iterator[tuple[int, str]]:
        """The lines that a look at a few characters does not rule out, with the normal forms of their beginnings."""
        whole, starts, ends, labels = self._whole, self._starts, self._ends, self._labels
        first, second, third = _KEYS
        for begin in range(0, len(lines), _TOGETHER):
            texts = lines.texts[begin : begin + _TOGETHER]
            if not self._sieve.held("\n".join(texts).encode()):
                continue
            for index, head in enumerate(heads(texts), begin):
                if (
                    head in whole
                    or head[:first] in starts
                    or head[:second] in starts
                    or head[:third] in starts
                    or head[-_LAST_KEY:] in ends
                    or (":" in head and _label(head) in labels)
                ):
                    yield index, head

    def _matching(self, head: str, text: str) -> list[int]:
        """The patterns that match a line, expressions aside."""
        found = [*self._labels.get(_label(head), ())]
        if head in self._whole and (len(text) <= HEAD_CHARACTERS or normal(text) == head):
            found += self._whole[head]
        filed = [entry for entry in self._ends.get(head[-_LAST_KEY:], ()) if head.endswith(entry.edge)]
        for length in _KEYS:
            filed += [entry for entry in self._starts.get(head[:length], ()) if head.startswith(entry.edge)]
        return found + [entry.number for entry in filed if entry.check(text)]


def _label(head: str) -> str:
    """What stands before the first colon of a line's normal form.

    >>> _label("lire aussi: la grève")
    'lire aussi'
    """
    return head[: max(head.find(":", 0, _LABEL_CHARACTERS), 0)]


def _begins(text: str, prefix: str) -> bool:
    """Whether a line begins with a prefix, and the prefix does not end inside a word.

    >>> _begins("Photo: AFP", "photo"), _begins("Photography", "photo")
    (True, False)
    """
    form = normal(text[:_PREFIX_CHARACTERS])
    if not form.startswith(prefix):
        return False
    return len(form) == len(prefix) or not (prefix[-1].isalnum() and form[len(prefix)].isalnum())
