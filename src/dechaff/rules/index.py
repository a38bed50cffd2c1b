"""Many patterns, filed so that a line finds those that match it without asking each of them.

What a match must hold - a literal or some of each pattern - is looked for in one pass over all lines. Only lines that
hold something are looked at more closely, and only by the patterns that need it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property, partial
from math import inf
from typing import NamedTuple

from dechaff.model import Span
from dechaff.rules import phrases
from dechaff.rules.lines import Lines, Sifted
from dechaff.rules.literals import EDGE, need, rarest
from dechaff.rules.normal import normal, normal_of_folded, sift
from dechaff.rules.regex import Together, parts
from dechaff.rules.rule import Pattern

# A label stands within so many characters before its colon.
_LABEL_CHARACTERS = 40

# So much of a literal is looked for: more holds back hardly any more lines.
_MOST_CHARACTERS = 12

# A phrase that begins with less than this before its varying part is told by its end; such a line is short.
_BEGINNING, _MOST_BEFORE = 4, 64

# Where a normal form is not what stands in the line.
_VARIES = re.compile(r"\d| ?: ?")

_Check = Callable[[str], bool]  # whether the normal form of a line matches


Candidates = dict[int, set[int]]  # by line: the places where what may match it is filed


class _Filed(NamedTuple):
    """A pattern's number, what tells whether a line matches it, and how long such a line is at most."""

    number: int
    check: _Check | str  # of the normal form; or an expression
    longest: float = inf


class PatternIndex:
    """Patterns filed by what their matches hold. Each is known by its number, the order in which it was given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._filed: list[_Filed] = []
        self._places: dict[str, list[int]] = defaultdict(list)  # by literal
        self._open: list[tuple[str, int]] = []  # where no literal tells: what the line must match, and the place
        for number, pattern in enumerate(patterns):
            if pattern.how == "regex":
                for value in pattern.values:
                    self._file_expression(value, number)
            else:
                self._file_phrases(pattern, number)

    def _file_expression(self, value: str, number: int) -> None:
        literals, longest = need(value)
        place = self._place_of(_Filed(number, value, longest))
        if literals is None:
            self._open.append((value, place))
            return
        for literal in set(map(_cut, literals)):
            self._places[literal].append(place)

    def _file_phrases(self, pattern: Pattern, number: int) -> None:
        whole: set[str] = set()
        is_whole: _Check = whole.__contains__
        if pattern.how == "labels":
            is_whole = lambda form: _label(form) in whole  # noqa: E731
        place = self._place_of(_Filed(number, is_whole))
        for value in pattern.values:
            form = normal(value)
            if pattern.how == "prefix":
                self._file_check(partial(_begins, form), (form,), number)
            elif phrases.VARIABLE in value:
                around = phrases.parts(value)
                self._file_check(partial(_fits, around), around, number)
            elif form:  # a phrase of marks alone would match every rule of dashes
                whole.add(form)
                self._file_under((form,), place)

    def _file_under(self, around: tuple[str, ...], place: int) -> None:
        """File what needs these parts of a normal form under one of them."""
        literal = _literal(around)
        if literal:
            self._places[literal].append(place)
        else:
            self._open.append((r"\pN", place))  # a number in any script

    def _file_check(self, check: _Check, around: tuple[str, ...], number: int) -> None:
        if any(around):
            self._file_under(around, self._place_of(_Filed(number, check)))

    def _place_of(self, filed: _Filed) -> int:
        self._filed.append(filed)
        return len(self._filed) - 1

    @cached_property
    def _literals(self) -> "_Automaton":
        return _Automaton(self._places)

    @cached_property
    def _together(self) -> Together:
        return Together([pattern for pattern, _ in self._open])

    def search(self, lines: Lines, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Span]]:
        """Where patterns match, in all lines or some: (number of the pattern, line, span in the text)."""
        return self.matches(self.candidates(lines, begin, end), lines)

    def candidates(self, lines: Lines, begin: int = 0, end: int | None = None) -> Candidates:
        """The lines that hold what patterns need, and those that need it."""
        texts = lines.texts[begin:end] if begin or end else lines.texts
        sifted = Sifted(texts, begin) if begin or end else lines.sifted
        found: Candidates = defaultdict(set)
        for place, filed in self._literals.search(sifted.data).items():
            found[sifted.number(place)] |= filed
        for place, number in self._together.search(texts) if self._open else ():
            found[begin + place].add(self._open[number][1])
        return found

    def matches(
        self, candidates: Candidates, lines: Lines, wanted: Container[int] | None = None
    ) -> Iterator[tuple[int, int, Span]]:
        """Where patterns match of those that may, all or those with the wanted numbers."""
        for index, places in candidates.items():
            text, form = lines.texts[index], None
            for place in sorted(places):
                number, check, longest = self._filed[place]
                if len(text) > longest or (wanted is not None and number not in wanted):
                    continue
                if isinstance(check, str):
                    for part in parts(check, text):
                        start = lines.span(index).start
                        yield number, index, Span(start + part.start, start + part.end)
                    continue
                if form is None:
                    form = normal_of_folded(text)
                if check(form):
                    yield number, index, lines.span(index)


class _Automaton:
    """Literals as one automaton, which says where each stands."""

    def __init__(self, places: dict[str, list[int]]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        self._places = list(places.values())
        # The other kind reads twice as fast, until something else has needed the processor's caches.
        self._found = BytesAhoCorasick([*map(_sifted, places)], implementation=Implementation.ContiguousNFA)

    def search(self, data: bytes) -> Candidates:
        """What is filed under the literals that lines hold, by the places of the lines."""
        found: Candidates = defaultdict(set)
        line = -1  # before the first line stands a line end
        position = 0
        places, count = self._places, data.count
        for literal, _, end in self._found.find_matches_as_indexes(data, overlapping=True):
            # The line end behind a line belongs to the line.
            line += count(b"\n", position, end - 1)
            position = end - 1
            found[line].update(places[literal])
        return found


def _sifted(literal: str) -> bytes:
    return sift([literal])


def _literal(around: tuple[str, ...]) -> str | None:
    """What a line holds whose normal form has these parts: how it begins, or else the rarest piece."""
    pieces = [piece for part in around for piece in _VARIES.split(part.strip())]
    pieces[0] = EDGE + pieces[0]
    return rarest(_cut(piece) for piece in pieces if piece.strip())


def _cut(literal: str) -> str:
    return literal[-_MOST_CHARACTERS:] if literal.endswith(EDGE) else literal[:_MOST_CHARACTERS]


def _label(form: str) -> str:
    """What stands before the first colon of a line's normal form.

    >>> _label("lire aussi: la grève")
    'lire aussi'
    """
    return form[: max(form.find(":", 0, _LABEL_CHARACTERS), 0)]


def _begins(prefix: str, form: str) -> bool:
    """Whether the normal form of a line begins with a prefix, and the prefix does not end inside a word.

    >>> _begins("photo", "photo: afp"), _begins("photo", "photography")
    (True, False)
    """
    if not form.startswith(prefix):
        return False
    return len(form) == len(prefix) or not (prefix[-1].isalnum() and form[len(prefix)].isalnum())


def _fits(around: tuple[str, ...], form: str) -> bool:
    """Whether the normal form of a line is a phrase; one of which nearly all varies is no paragraph."""
    is_told_by_end = len(around[0]) < min(_BEGINNING, len(around[-1]))
    return not (is_told_by_end and len(form) > _MOST_BEFORE) and phrases.fits(form, around)
