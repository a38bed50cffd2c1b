"""How sure it is that one name is a misspelling of another: what they share, weighed by what pairs of names taught."""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from math import exp, log1p
from operator import mul
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from dechaff.names import known, sound, table

# Of the names that were repaired rightly, one in two hundred is less alike; two in three of the others are.
NEAR = 0.45
NOBODY = (0, 0)
# What two words share that differ in accents at most.
SAME = (1.0, 1.0, 0.0, 1.0, 1.0)
WEIGHTS = Path(__file__).with_name("weights.tsv")


class Likeness(NamedTuple):
    """What two names share, word by word: one means the same, nought means nothing in common."""

    given_letters: float
    given_sound: float
    given_consonants: float
    given_same: float
    given_initial: float
    surname_letters: float
    surname_sound: float
    surname_consonants: float
    surname_same: float
    surname_initial: float
    surname_length: float
    middle_sound: float
    weaker_sound: float
    all_consonants: float
    surname_sound_alone: float
    surname_consonants_alone: float
    words: float
    given_attested: float
    surname_attested: float
    given_attested_other: float
    surname_attested_other: float

    @property
    def sureness(self) -> float:
        """From nought to one: how likely the first name is a misspelling of the second."""
        nothing, weights = _weights()
        total = nothing + sum(map(mul, weights, self))
        return 1 / (1 + exp(-max(-50.0, min(50.0, total))))


def choice(sureness: Sequence[float]) -> float:
    """How sure the first of several is, when only one of them can be right.

    >>> round(choice([0.99]), 2), round(choice([0.99, 0.9]), 2), round(choice([0.9, 0.9]), 2)
    (0.99, 0.91, 0.47)
    """
    odds = [one / max(1 - one, 1e-9) for one in sureness]
    return odds[0] / (1 + sum(odds))


def is_near(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names sound so much alike that it is worth while to compare them."""
    return Levenshtein.normalized_similarity(_spoken(words, -1), _spoken(other, 0), score_cutoff=NEAR) > 0


@lru_cache(maxsize=8192)
def _spoken(words: tuple[str, ...], reading: int) -> str:
    return " ".join([sound.of(word).sounds[reading] for word in words])


def of(words: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Compare a name with another of as many words.

    >>> of(("Colin", "Kall"), ("Colin", "Kahl")).sureness > of(("Colin", "Hall"), ("Colin", "Kahl")).sureness
    True
    """
    of_given, *of_middle, of_surname = map(_alike, words, other)
    bearers = known.attested()
    given, surname, given_other, surname_other = map(sound.bare, (words[0], words[-1], other[0], other[-1]))
    return Likeness(
        *of_given,
        *of_surname,
        surname_length=min(len(surname_other), 10) / 10,
        middle_sound=min((each[1] for each in of_middle), default=1.0),
        weaker_sound=min(of_given[1], of_surname[1]),
        all_consonants=float(of_given[2] == of_surname[2] == 0),
        surname_sound_alone=of_given[3] * of_surname[1],
        surname_consonants_alone=of_given[3] * of_surname[2],
        words=float(len(words)),
        given_attested=log1p(bearers.get(given, NOBODY)[1]),
        surname_attested=log1p(bearers.get(surname, NOBODY)[0]),
        given_attested_other=log1p(bearers.get(given_other, NOBODY)[1]),
        surname_attested_other=log1p(bearers.get(surname_other, NOBODY)[0]),
    )


@lru_cache(maxsize=8192)
def _alike(word: str, other: str) -> tuple[float, float, float, float, float]:
    """How much of the letters, the sounds and the consonants two words share, whether they are the same, begin so."""
    one, two = sound.of(word), sound.of(other)
    if one.plain == two.plain:
        return SAME
    return (
        Levenshtein.normalized_similarity(one.plain, two.plain),
        max(
            [
                Levenshtein.normalized_similarity(first, second)
                for first in sound.heard(word)
                for second in sound.heard(other)
            ]
        ),
        -min([Levenshtein.distance(*pair) for pair in product(one.skeletons, two.skeletons)]),
        0.0,
        float(one.plain[:1] == two.plain[:1] or one.sounds[0][:1] == two.sounds[0][:1]),
    )


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    rows = table.read(WEIGHTS, ("shared", "weight"))
    weights = {row.one("shared"): float(row.one("weight")) for row in rows}
    return weights["nothing"], tuple(weights[name] for name in Likeness._fields)
