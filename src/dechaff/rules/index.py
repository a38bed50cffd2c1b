"""Many patterns, filed so that a line finds those that match it without asking each of them.

What a match must hold - a literal or some of each pattern - is looked for in one pass over all lines. Only lines that
hold something are looked at more closely, and only by the patterns that need it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
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
_MOST_CHARACTERS = 16

# Literals that are shorter together have a faster automaton, of some hundred bytes for each of theirs.
_SMALL = 60_000

# A phrase that begins with less than this before its varying part is told by its end; such a line is short.
_BEGINNING, _MOST_BEFORE = 4, 64

# Where a normal form is not what stands in the line.
_VARIES = re.compile(r"\d| ?: ?")

_Check = Callable[[str], bool]  # whether the normal form of a line matches


class _Filed(NamedTuple):
    """A pattern that is not looked up as a whole: its number, what else must hold, or an expression, and for what."""

    number: int
    check: _Check | str
    longest: float = inf  # lines of so many characters at most


_LOOKED_UP = _Filed(-1, bool)


class PatternIndex:
    """Patterns filed by how they match. Each is known by its number, the order in which it was given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._whole: dict[str, list[int]] = defaultdict(list)
        self._labels: dict[str, list[int]] = defaultdict(list)
        self._filed: list[_Filed] = []
        # By literal: places in `_filed`, or -1 where the form of the line is looked up.
        self._places: dict[str, list[int]] = defaultdict(list)
        self._anywhere: list[int] = []  # the places of expressions that need no literal
        for number, pattern in enumerate(patterns):
            for value in pattern.values:
                if pattern.how == "regex":
                    self._file_expression(value, number)
                else:
                    self._file(pattern.how, value, number)

    def _file_expression(self, value: str, number: int) -> None:
        place = len(self._filed)
        needed = need(value)
        self._filed.append(_Filed(number, value, needed.longest))
        if needed.literals is None:
            self._anywhere.append(place)
        for literal in {_cut(literal) for literal in needed.literals or ()}:
            self._places[literal].append(place)

    def _file(self, how: str, value: str, number: int) -> None:
        form = normal(value)
        if how == "prefix":
            self._file_check(lambda text: _begins(text, form), (form, ""), number)
        elif phrases.VARIABLE in value:
            around = phrases.parts(value)
            most = inf if len(around[0]) >= min(_BEGINNING, len(around[-1])) else _MOST_BEFORE
            self._file_check(lambda text: len(text) <= most and phrases.fits(text, around), around, number)
        elif form:  # a phrase of marks alone would match every rule of dashes
            (self._labels if how == "labels" else self._whole)[form].append(number)
            places = self._places[_literal((form,))]
            if -1 not in places:
                places.append(-1)

    def _file_check(self, check: _Check, around: tuple[str, ...], number: int) -> None:
        if any(around):
            self._places[_literal(around)].append(len(self._filed))
            self._filed.append(_Filed(number, check))

    @cached_property
    def _of_heads(self) -> "_Automaton":
        return _Automaton({literal: places for literal, places in self._places.items() if literal.startswith(EDGE)})

    @cached_property
    def _of_lines(self) -> "_Automaton":
        return _Automaton({literal: places for literal, places in self._places.items() if not literal.startswith(EDGE)})

    @cached_property
    def _together(self) -> Together:
        return Together([str(self._filed[place].check) for place in self._anywhere])

    def search(self, lines: Lines, begin: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Span]]:
        """Where patterns match, in all lines or some: (number of the pattern, line, span in the text)."""
        texts = lines.texts[begin:end] if begin or end else lines.texts
        sifted = Sifted(texts, begin) if begin or end else lines.sifted
        found: dict[int, set[int]] = defaultdict(set)
        for place, filed in chain(self._of_heads.search(sifted.heads), self._of_lines.search(sifted.lines)):
            found[sifted.number(place)].update(filed)
        for place, number in self._together.search(texts) if self._anywhere else ():
            found[begin + place].add(self._anywhere[number])
        for index, places in found.items():
            yield from self._matching(index, sorted(places), lines)

    def _matching(self, index: int, places: Iterable[int], lines: Lines) -> Iterator[tuple[int, int, Span]]:
        """The patterns that match a line, of those at some places."""
        text = lines.texts[index]
        form = ""
        for place in places:
            number, check, longest = self._filed[place] if place >= 0 else _LOOKED_UP
            if len(text) > longest:
                continue
            if isinstance(check, str):
                for part in parts(check, text):
                    start = lines.span(index).start
                    yield number, index, Span(start + part.start, start + part.end)
                continue
            form = form or normal_of_folded(text)
            if place < 0:
                for one in (*self._labels.get(_label(form), ()), *self._whole.get(form, ())):
                    yield one, index, lines.span(index)
            elif check(form):
                yield number, index, lines.span(index)


class _Automaton:
    """Literals as one automaton, which says where each stands."""

    def __init__(self, places: dict[str, list[int]]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        literals = [sift([literal]) for literal in places]
        is_small = sum(map(len, literals)) < _SMALL
        kind = Implementation.DFA if is_small else Implementation.ContiguousNFA
        self._places = list(places.values())
        self._found = BytesAhoCorasick(literals, implementation=kind) if literals else None

    def search(self, data: bytes) -> Iterator[tuple[int, list[int]]]:
        """The places of lines that hold something, each time with what is filed under the literal."""
        if self._found is None:
            return
        line = -1  # before the first line stands a line end
        position = 0
        for literal, _, end in self._found.find_matches_as_indexes(data, overlapping=True):
            # The line end behind a line belongs to the line.
            line += data.count(b"\n", position, end - 1)
            position = end - 1
            yield line, self._places[literal]


def _literal(around: tuple[str, ...]) -> str:
    """What a line holds whose normal form has these parts: how it begins, or else the rarest piece."""
    pieces = [piece for part in around for piece in _VARIES.split(part.strip())]
    pieces[0] = EDGE + pieces[0]
    return rarest([_cut(piece) for piece in pieces if piece.strip()])


def _cut(literal: str) -> str:
    return literal[-_MOST_CHARACTERS:] if literal.endswith(EDGE) else literal[:_MOST_CHARACTERS]


def _label(form: str) -> str:
    """What stands before the first colon of a line's normal form.

    >>> _label("lire aussi: la grève")
    'lire aussi'
    """
    return form[: max(form.find(":", 0, _LABEL_CHARACTERS), 0)]


def _begins(form: str, prefix: str) -> bool:
    """Whether the normal form of a line begins with a prefix, and the prefix does not end inside a word.

    >>> _begins("photo: afp", "photo"), _begins("photography", "photo")
    (True, False)
    """
    if not form.startswith(prefix):
        return False
    return len(form) == len(prefix) or not (prefix[-1].isalnum() and form[len(prefix)].isalnum())
