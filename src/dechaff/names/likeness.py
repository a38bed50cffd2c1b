"""How sure it is that one name is a misspelling of another: what they share, weighed by what pairs of names taught."""

from dataclasses import dataclass
from functools import cache
from math import exp, log1p
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from dechaff.names import known, sound, table

WEIGHTS = Path(__file__).with_name("weights.tsv")


@dataclass(frozen=True, slots=True)
class Likeness:
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
    words: float
    given_attested: float
    surname_attested: float
    given_attested_other: float
    surname_attested_other: float

    @property
    def sureness(self) -> float:
        """From nought to one: how likely the first name is a misspelling of the second."""
        weights = _weights()
        total = weights[""] + sum(weights[name] * getattr(self, name) for name in self.__slots__)
        return 1 / (1 + exp(-max(-50.0, min(50.0, total))))


def of(words: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Compare a name with another of as many words.

    >>> of(("Colin", "Kall"), ("Colin", "Kahl")).sureness > of(("Colin", "Hall"), ("Colin", "Kahl")).sureness
    True
    """
    pairs = [(sound.of(one), sound.of(two)) for one, two in zip(words, other, strict=True)]
    (given, given_other), *middle, (surname, surname_other) = pairs
    bearers = known.attested()
    of_given, of_surname = _alike(given, given_other), _alike(surname, surname_other)
    return Likeness(
        *of_given,
        *of_surname,
        surname_length=min(len(surname_other.plain), 10) / 10,
        middle_sound=min((_alike(*pair)[1] for pair in middle), default=1.0),
        weaker_sound=min(of_given[1], of_surname[1]),
        all_consonants=float(of_given[2] == of_surname[2] == 0),
        words=float(len(words)),
        given_attested=log1p(bearers.get(sound.bare(words[0]), (0, 0))[1]),
        surname_attested=log1p(bearers.get(sound.bare(words[-1]), (0, 0))[0]),
        given_attested_other=log1p(bearers.get(sound.bare(other[0]), (0, 0))[1]),
        surname_attested_other=log1p(bearers.get(sound.bare(other[-1]), (0, 0))[0]),
    )


def _alike(one: sound.Sound, two: sound.Sound) -> tuple[float, float, float, float, float]:
    """How much of the letters, the sounds and the consonants two words share, whether they are the same, begin so."""
    return (
        Levenshtein.normalized_similarity(one.plain, two.plain),
        max(Levenshtein.normalized_similarity(first, two.sounds[0]) for first in one.sounds),
        -min(Levenshtein.distance(first, second) for first in one.skeletons for second in two.skeletons),
        float(one.plain == two.plain),
        float(one.plain[:1] == two.plain[:1] or one.sounds[0][:1] == two.sounds[0][:1]),
    )


@cache
def _weights() -> dict[str, float]:
    rows = table.read(WEIGHTS, ("shared", "weight"))
    return {row.one("shared").removeprefix("nothing"): float(row.one("weight")) for row in rows}
