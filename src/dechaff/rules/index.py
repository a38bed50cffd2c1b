"""Many patterns, filed so that a line finds those that match it without asking each of them.

What a match must hold - a literal or some of each pattern - is looked for in one pass over all lines. Only lines that
hold something are looked at more closely, and only by the patterns that need it. What was found in a text is known when
the next one is searched: mostly it is the same once more, after an edit.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, partial
from math import inf
from typing import NamedTuple

from dechaff.model import Span
from dechaff.rules import phrases
from dechaff.rules.lines import Lines, Sifted
from dechaff.rules.literals import EDGE, need, rarest
from dechaff.rules.normal import normal_of_folded, normals, sift
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

May = Callable[[int, int], bool]  # whether it matters if a pattern, by its number, matches a line


class _Filed(NamedTuple):
    """A pattern's number, what tells whether a line matches it, and how long such a line is at most."""

    number: int
    check: _Check | str  # of the normal form; or an expression
    longest: float = inf


_Held = Mapping[str, Sequence[int]]  # by line: the places where what it may match is filed


class _Latest(NamedTuple):
    """What is known of the lines of the latest text: all lines, what they hold, and by place what it found there."""

    seen: AbstractSet[str]
    held: _Held
    found: dict[tuple[int, str], Sequence[Span]]


class PatternIndex:
    """Patterns filed by what their matches hold. Each is known by its number, the order in which it was given."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._filed: list[_Filed] = []
        # By literal: the place, and within how many characters of the line it must stand there.
        self._places: dict[str, dict[int, float]] = defaultdict(dict)
        self._open: list[tuple[str, int]] = []  # where no literal tells: what the line must match, and the place
        self._latest = _Latest(frozenset(), {}, {})
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
        for literal, end in literals.items():
            places = self._places[_cut(literal)]
            places[place] = max(end, places.get(place, 0))

    def _file_phrases(self, pattern: Pattern, number: int) -> None:
        whole: set[str] = set()
        is_whole: _Check = whole.__contains__
        if pattern.how == "labels":
            is_whole = lambda form: _label(form) in whole  # noqa: E731
        place = self._place_of(_Filed(number, is_whole))
        for value, form in zip(pattern.values, normals(pattern.values), strict=True):
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
            self._places[literal][place] = inf
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
    def _open_numbers(self) -> AbstractSet[int]:
        return {self._filed[place].number for _, place in self._open}

    @cached_property
    def _together(self) -> Together:
        return Together([pattern for pattern, _ in self._open])

    def search(
        self,
        lines: Lines,
        begin: int = 0,
        end: int | None = None,
        wanted: AbstractSet[int] | None = None,
        may: May | None = None,
    ) -> Iterator[tuple[int, int, Span]]:
        """Where patterns match, in all lines or some: (number of the pattern, line, span in the text).

        All patterns, or those with the wanted numbers; wherever they match, or only where it may matter.
        """
        texts = lines.texts[begin:end] if begin or end else lines.texts
        latest = self._latest = self._look_at(texts, lines.sifted if texts is lines.texts else None)
        held, found = latest.held, latest.found
        asked = self._open_numbers if wanted is None else self._open_numbers & wanted
        if asked:
            here = enumerate(texts, begin)
            some = [text for index, text in here if may is None or any(may(number, index) for number in asked)]
            held = self._with_open(some, held)
        for index, places in enumerate(map(held.get, texts), begin) if held else ():
            for place in places or ():
                number, text = self._filed[place].number, lines.texts[index]
                if (wanted is None or number in wanted) and (may is None or may(number, index)):
                    known = found.get((place, text))
                    if known is None:
                        known = found[place, text] = self._found(place, text)
                    for part in known:
                        start = lines.span(index).start
                        yield number, index, Span(start + part.start, start + part.end)

    def _found(self, place: int, text: str) -> Sequence[Span]:
        """What is filed at a place finds in a line."""
        check = self._filed[place].check
        if isinstance(check, str):
            return [*parts(check, text)]
        return [Span(0, len(text))] if check(normal_of_folded(text)) else []

    def _look_at(self, texts: Sequence[str], sifted: Sifted | None) -> _Latest:
        """What some lines hold that patterns need; of those that were there before, it is known."""
        seen, known, found = self._latest
        if seen.isdisjoint(texts):
            return _Latest(frozenset(texts), self._look(texts, sifted or Sifted(texts)), {})
        fresh = [text for text in texts if text not in seen]
        held = self._look(fresh, Sifted(fresh)) if fresh else {}
        still = known.keys() & texts
        held.update((text, known[text]) for text in still)
        found = {of: spans for of, spans in found.copy().items() if of[1] in still}  # another thread may add to it
        return _Latest(frozenset(texts), held, found)

    def _with_open(self, texts: Sequence[str], held: _Held) -> _Held:
        """The same with the places of the patterns that need nothing in particular, where they match."""
        found = {text: {*places} for text, places in held.items()}
        for line, number in self._together.search(texts):
            found.setdefault(texts[line], set()).add(self._open[number][1])
        return {text: sorted(places) for text, places in found.items()}

    def _look(self, texts: Sequence[str], sifted: Sifted) -> dict[str, Sequence[int]]:
        """Those of some lines that hold what patterns need, and what."""
        found: dict[str, set[int]] = defaultdict(set)
        for line, end, places in self._literals.search(sifted.data):
            text = texts[sifted.number(line)]
            is_known = text.isascii()  # where a character is not one byte, where it stands tells little
            held = found[text]
            for place, most in places:
                if (end <= most or not is_known) and len(text) <= self._filed[place].longest:
                    held.add(place)
        return {text: sorted(held) for text, held in found.items() if held}


class _Automaton:
    """Literals as one automaton, which says where each stands."""

    def __init__(self, places: Mapping[str, Mapping[int, float]]) -> None:
        from ahocorasick_rs import BytesAhoCorasick, Implementation

        self._places = [tuple(of_literal.items()) for of_literal in places.values()]
        # The other kind reads twice as fast, until something else has needed the processor's caches.
        self._found = BytesAhoCorasick([*map(_sifted, places)], implementation=Implementation.ContiguousNFA)

    def search(self, data: bytes) -> Iterator[tuple[int, int, tuple[tuple[int, float], ...]]]:
        """The lines that hold literals, by their places, the position in them, and what is filed under the literals."""
        line = -1  # before the first line stands a line end
        position = begin = 0
        count, places = data.count, self._places
        for literal, _, end in self._found.find_matches_as_indexes(data, overlapping=True):
            # The line end behind a line belongs to the line.
            if ends := count(b"\n", position, end - 1):
                line += ends
                begin = data.rfind(b"\n", position, end - 1) + 2
            position = end - 1
            yield line, end - begin, places[literal]


def _sifted(literal: str) -> bytes:
    return sift([literal])


def _literal(around: tuple[str, ...]) -> str | None:
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
