"""How a name sounds: what several languages and romanisations write differently, written alike.

Three readings of a word, each coarser than the one before: its letters without accents, its sounds, and its skeleton,
the classes of its consonants. The last is what survives a trip through another script ("Dzhon", "Tzon", "John").
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path

from dechaff.names import table

# Letters that have no plain letter in Unicode, or whose accent changes the sound.
MARKS = dict.fromkeys("'’ʼ`‘ʻ.")
SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ð": "d", "ə": "a", "þ": "th", "ß": "ss", "æ": "e", "œ": "e", "ä": "e"}
    | {"ö": "o", "ü": "u", "š": "sh", "č": "ch", "ž": "zh", "ć": "ch", "ş": "sh", "ș": "sh", "ţ": "ts", "ț": "ts"}
    | {"ř": "rzh", "ż": "zh", "ç": "s"}
    | MARKS
)
UNACCENTED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "ß": "ss", "-": None} | MARKS)
DOUBLED, ONE = re.compile(r"(.)\1+"), itemgetter(1)  # a template would be parsed each time
CLASSES = str.maketrans("pbfvkgHtdszSZCJTlrmn", "PPPPKKKTTSSSSSSSLLMN", "haeiou-")
CLASSES_APART = CLASSES | {ord("r"): ord("R")}
# Sounds that are read in two ways, and the other way: "Chirac" and "Chris", "John" and "Jansson", "Khan" and "Han".
OTHERWISE = (("C", "k"), ("J", ""), ("H", ""), ("g", "J"))
MOST_READINGS = 8
# Ukrainian writes h for g, Russian g for h, and both u for w.
FIRST = {"h": "g", "g": "h"}
FIRST_W = re.compile(r"\Au(?=[aeio])")
# Greek writes b, d, g and j with two letters; Japanese puts a vowel behind every consonant, and has no l.
GREEK = {"mp": "b", "nt": "d", "gk": "g", "nk": "g", "tz": "j", "ts": "ch"}
GREEK_LETTERS = re.compile("|".join(GREEK))
# Other scripts write the vowels of English as they are heard, and no letter that is not.
VOWELS = {"ay": "i", "ai": "i", "ey": "a", "ei": "a", "yu": "u", "iu": "u", "ua": "oi", "ee": "e"}
HEARD = re.compile(f"(?:{'|'.join(VOWELS)})(?=[^aeiouy])")
SILENT = re.compile(r"(?<=[^aeiouy])es?\Z|(?<=[aeiou])[tdsx]\Z")
SYLLABLES = re.compile(r"(?:[bdfghjkmnprstwyz]{0,2}[aeiou]n?)+\Z")
FILLED = re.compile(r"(?<=[bdfghjkmnprstz])[uo](?=[^aeiouy]|\Z)")


@dataclass(frozen=True, slots=True)
class Sound:
    """A word without accents, as it sounds, and its skeletons, one a reading."""

    plain: str
    sounds: tuple[str, ...]
    skeletons: tuple[str, ...]


def undoubled(letters: str) -> str:
    """Letters without those that repeat the one before.

    >>> undoubled("Kallass")
    'Kalas'
    """
    return DOUBLED.sub(ONE, letters)


def plain(word: str) -> str:
    """A word in small ASCII letters.

    >>> plain("Støre"), plain("Ražuks")
    ('store', 'razhuks')
    """
    word = word.lower().translate(SPECIAL)
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if letter.isascii())


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """A word in small letters without accents, as it stands in the list of attested words.

    >>> bare("Støre"), bare("Ražuks")
    ('store', 'razuks')
    """
    word = word.lower().translate(UNACCENTED)
    return word if word.isascii() else "".join(sign for sign in unicodedata.normalize("NFKD", word) if sign.isalpha())


def bare_all(names: Iterable[str]) -> Iterator[str]:
    """Many names as `bare` writes them; those in ASCII, which are most, at one go.

    >>> list(bare_all(["Jens", "Støre"]))
    ['jens', 'store']
    """
    plain: list[str] = []
    accented: list[str] = []
    for name in names:
        (plain if name.isascii() else accented).append(name)
    yield from "\n".join(plain).lower().translate(UNACCENTED).split("\n") if plain else ()
    yield from map(bare.__wrapped__, accented)


@lru_cache(maxsize=8192)
def of(word: str) -> Sound:
    """How a word sounds, and how it would if it came by way of Greek or Japanese.

    >>> of("Dzhon").sounds, of("Roumpio").sounds
    (('Jon',), ('rumpio', 'rubio'))
    """
    letters = plain(word)
    sounds = tuple(dict.fromkeys(map(_sound, _spellings(letters))))
    readings = dict.fromkeys(sounds)
    if letters[:1] in FIRST:
        readings[_sound(FIRST[letters[0]] + letters[1:])] = None
    for sign, other in OTHERWISE:
        if len(readings) < MOST_READINGS:
            readings |= dict.fromkeys([reading.replace(sign, other) for reading in readings])
    skeletons = dict.fromkeys([undoubled(reading.translate(CLASSES)) for reading in readings])
    return Sound(letters, sounds, tuple(skeletons))


@lru_cache(maxsize=8192)
def heard(word: str) -> tuple[str, ...]:
    """How a word sounds, or would if it were written as it is heard.

    >>> heard("Mike")
    ('mike', 'mik')
    """
    sound = of(word)
    found = dict.fromkeys((*sound.sounds, *map(_sound, {*_as_heard(sound.plain)} - {*_spellings(sound.plain)})))
    return tuple(found | dict.fromkeys([each.replace("C", "k") for each in found]))


def _spellings(letters: str) -> dict[str, None]:
    """A word as it stands, and as it would be spelt had it not come by way of Greek or Japanese."""
    spellings = [letters, FIRST_W.sub("w", letters), GREEK_LETTERS.sub(lambda found: GREEK[found[0]], letters)]
    if SYLLABLES.match(letters):
        spellings.append(FILLED.sub("", letters))
    return dict.fromkeys(spellings)


def _as_heard(letters: str) -> Iterator[str]:
    """How a word would be written by those who write what they hear: "Mayk" for "Mike", "Bleyk" for "Blake"."""
    yield HEARD.sub(lambda found: VOWELS[found[0]], letters)
    yield SILENT.sub("", letters)


def consonants(word: str) -> str:
    """The consonants of a word, voiced and unvoiced alike, l and r apart.

    >>> consonants("Gail"), consonants("Gale"), consonants("Garrie")
    ('KL', 'KL', 'KR')
    """
    return undoubled(of(word).sounds[0].translate(CLASSES_APART))


def _sound(letters: str) -> str:
    pattern, sounds = _rules()
    return undoubled(pattern.sub(lambda found: sounds[found[0]], letters))


@cache
def _rules() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = table.read(Path(__file__).with_name("sounds.tsv"), ("letters", "sound"))
    sounds = {row.one("letters"): row.one("sound") for row in rows}
    longest_first = sorted(sounds, key=len, reverse=True)
    return re.compile("|".join(longest_first)), sounds
