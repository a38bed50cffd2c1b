"""Repair a name that no list holds where it sounds like one known person's, and its sentence says who is meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dechaff.names import likeness, sound
from dechaff.names.known import Crowd, Known, attested, common
from dechaff.names.likeness import Likeness
from dechaff.names.mentions import Whole
from dechaff.names.surroundings import Reading, Surroundings

# How sure it must be, by bench/people/weigh.py, one repair in two hundred being wrong: where both given name and
# surname are respelt; where the given name is an ordinary one, and might be anybody's; where the surname is one too;
# and where no country is named, or no politics.
SURE, SURE_OF_GIVEN, SURE_OF_SURNAME, SURE_BY_SOUND = 0.5, 0.7, 0.8, 0.85
NOBODY = (0, 0)
# A surname borne by this many of those on record is somebody's.
BEARERS = 2

# Names between the first and the last are as much like each other as this, or the whole name is somebody else's.
LEAST_MIDDLE = 0.4
# Surnames behind an ordinary given name are as much like each other as this, or have the same consonants.
LEAST_SURNAME = 0.45
# If so many pairs can be made of those on record who bear a given name and those who bear a surname, chance alone has
# given both to somebody: to five in sixty million. "John Kerr" is no misspelling.
PAIRS_OF_SOMEBODY = 200
# How letters that English lacks are written with letters that it has.
TRANSCRIBED = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("ij", "y"), ("dj", "d"))
# "Valkov" and "Valkova" are two people.
FOR_WOMEN = (("a", ""), ("a", "y"), ("a", "i"), ("aya", "y"), ("aya", "i"), ("aia", "i"), ("ova", ""), ("eva", ""))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant, how like the names are, and how sure it is."""

    known: Known
    likeness: Likeness
    sureness: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a name is to be changed, into whose, and why or why not."""

    whole: Whole
    known: Known | None
    reason: str
    candidates: tuple[Candidate, ...] = ()


def judge(reading: Reading, *, hopeless: bool = False) -> Iterator[Verdict]:
    """Yield a verdict on every name that nobody on record bears and that may mean somebody; or on the hopeless too."""
    crowd = reading.crowd
    for whole in reading.names:
        if (
            not is_phrase(whole.words)
            and not crowd.is_spelt(whole.name)
            and (hopeless or _may_be_misspelt(whole, reading) or _named(whole.words, reading))
            and not crowd.is_somebody(whole.name, whole.words)
        ):
            decided = verdict(whole, reading.around(whole), crowd)
            yield decided if decided.known else _by_others(decided, reading)


def _may_be_misspelt(whole: Whole, reading: Reading) -> bool:
    """Whether somebody may be meant, by what stands near a name, and by what he must share with it."""
    countries, is_reported = reading.near(whole)
    crowd, words = reading.crowd, whole.words
    if countries:
        given, surname = bearers(words[0])[1] > 0, is_attested(words[-1])
        if any(crowd.has_like(words, country, same_given=given, same_surname=surname) for country in countries):
            return True
    return is_reported and not any(map(is_borne, words)) and bool(crowd.like_sounding(words))


def _named(words: tuple[str, ...], reading: Reading) -> list[Known]:
    """Those whose names have the same consonants, and stand as they should in the text; or perhaps on other pages."""
    may_be_on_site = reading.witness is not None and not _may_be_anybody(words)
    found = reading.crowd.like_sounding(words) if reading.standing or may_be_on_site else []
    return [known for known in found if known.name in reading.standing] or (found if may_be_on_site else [])


def _may_be_anybody(words: tuple[str, ...]) -> bool:
    """Whether a name holds a common word, or its given name and surname are so frequent that somebody bears both."""
    is_word = words[0].lower() in common() or words[-1].lower() in common()
    return is_word or _pairs(words) >= PAIRS_OF_SOMEBODY


def _pairs(words: tuple[str, ...]) -> int:
    """How many pairs can be made of those on record who bear a given name and those who bear a surname."""
    return bearers(words[0])[1] * bearers(words[-1])[0]


def _by_others(decided: Verdict, reading: Reading) -> Verdict:
    """A verdict on a name whose sentence does not say enough: perhaps the text or the site names somebody rightly."""
    whole, around = decided.whole, reading.around(decided.whole)
    found = candidates(whole.words, _named(whole.words, reading))
    if not found or around.is_private or objection(whole.words, found[0], replace(around, is_political=True)):
        return decided
    known = found[0].known
    is_alike = likeness.choice([each.sureness for each in found]) >= SURE_BY_SOUND
    sure = is_alike and not objection(whole.words, found[0], around)
    where = "elsewhere in the text"
    if known.name not in reading.standing:
        pages = reading.pages(whole, known.name, sure=sure)
        sure, where = pages > 0, f"on {pages} other pages of this site"
    if not sure:
        return decided
    why = f"{whole.name} is {known.name}, {known.country}: sounds alike, and {known.name} stands {where}"
    return Verdict(whole, known, why, tuple(found))


def names(reading: Reading) -> Iterator[str]:
    """Yield the names that somebody on record bears."""
    return (whole.name for whole in reading.names if reading.crowd.is_somebody(whole.name, whole.words))


def verdict(whole: Whole, around: Surroundings, crowd: Crowd) -> Verdict:
    """Decide who is meant, if that is sure."""
    if around.is_private:
        return Verdict(whole, None, "its sentence introduces somebody else")
    if around.countries:
        found = _of_countries(whole.words, tuple(around.countries), crowd)
    elif (around.is_political or around.is_reported) and not any(map(is_borne, whole.words)):
        found = candidates(whole.words, crowd.like_sounding(whole.words))
    else:
        return Verdict(whole, None, "nothing in its sentence says who is meant")
    if not found:
        return Verdict(whole, None, "nobody who may be meant sounds like it")
    best = found[0]
    sure = likeness.choice([best.sureness, *(one.sureness for one in found if one.known.name != best.known.name)])
    why_not = objection(whole.words, best, around)
    if why_not:
        return Verdict(whole, None, why_not, tuple(found))
    if sure < sureness_needed(whole.words, best.known, around):
        return Verdict(whole, None, "not sure enough", tuple(found))
    return Verdict(whole, best.known, reason(whole, best.known, around), tuple(found))


@lru_cache(maxsize=4096)
def _of_countries(words: tuple[str, ...], countries: tuple[str, ...], crowd: Crowd) -> list[Candidate]:
    """The people of some countries who may be meant; texts name the same people again and again."""
    return candidates(words, crowd.alike(words, countries))


def sureness_needed(words: tuple[str, ...], known: Known, around: Surroundings) -> float:
    """The less the sentence says, and the more people bear the surname, the surer the likeness must be."""
    if known.country not in around.countries or not around.is_political:
        return SURE_BY_SOUND
    if is_attested(words[-1]):
        return SURE_OF_SURNAME
    return SURE_OF_GIVEN if bearers(words[0])[1] else SURE


def candidates(words: tuple[str, ...], people: Iterable[Known]) -> list[Candidate]:
    """How sure it is that each of some people is meant, the surest first."""
    near = ((known, likeness.of(words, known.words)) for known in people if likeness.is_near(words, known.words))
    found = [Candidate(known, alike, alike.sureness) for known, alike in near]
    return sorted(found, key=lambda candidate: (-candidate.sureness, candidate.known.name, candidate.known.country))


def is_phrase(words: tuple[str, ...]) -> bool:
    """Whether a run of capitalised words begins with a common word that is hardly anybody's name: "Privacy Policy"."""
    return words[0].lower() in _no_given_names()


@cache
def _no_given_names() -> frozenset[str]:
    borne = attested()
    return frozenset(word for word in common() if borne.get(word, NOBODY)[1] < BEARERS)


def is_borne(word: str) -> bool:
    """Whether anybody on record bears a word, as surname or as given name."""
    return sound.bare(word) in attested()


def bearers(word: str) -> tuple[int, int]:
    """How many people on record bear a word as surname, and as given name."""
    return attested().get(sound.bare(word), NOBODY)


def is_attested(surname: str) -> bool:
    """Whether a surname is that of several people on record, or a common word."""
    return bearers(surname)[0] >= BEARERS or surname.lower() in common()


def objection(words: tuple[str, ...], meant: Candidate, around: Surroundings) -> str:
    """Why one name is no misspelling of another, however alike: another accepted spelling, or another person."""
    title = around.introduced
    if title and meant.known.country not in title.countries:
        return f'"{title.spelling}" before it introduces somebody else'
    return _of_names(words, meant, around)


def _of_names(words: tuple[str, ...], meant: Candidate, around: Surroundings) -> str:
    """The same, by the names themselves."""
    other, alike = meant.known.words, meant.likeness
    if all(map(_is_transcription, words, other)):
        return "it differs in accents only"
    if sound.bare(words[-1]) == sound.bare(other[-1]) and _is_own_given_name(words[0], other[0]):
        return f"{words[0]} is a given name of its own"
    if sound.plain(words[0]) == sound.plain(other[0]) and _is_womans(words[-1], other[-1]):
        return "one is a woman's surname, the other a man's"
    if is_attested(words[-1]) and not _has_same_consonants(words[-1], other[-1]):
        return f"{words[-1]} is the surname of others, or a word, and has other consonants"
    if alike.middle_sound < LEAST_MIDDLE:
        return "the names between differ"
    return _of_ordinary(words, other, alike, around) if bearers(words[0])[1] else ""


def _of_ordinary(words: tuple[str, ...], other: tuple[str, ...], alike: Likeness, around: Surroundings) -> str:
    """The same for somebody with an ordinary given name, who may well be somebody else."""
    if _pairs(words) >= PAIRS_OF_SOMEBODY and sound.bare(words[-1]) != sound.bare(other[-1]):
        return "its given name and its surname are so frequent that somebody bears both"
    if not {*sound.of(words[0]).skeletons} & {*sound.of(other[0]).skeletons}:
        return f"{words[0]} and {other[0]} are two given names"
    if alike.surname_sound < LEAST_SURNAME and not _has_same_consonants(words[-1], other[-1]):
        return f"{words[0]} is an ordinary given name, and the surnames do not sound the same"
    if not around.is_political:
        return f"{words[0]} is a given name, and nothing but the country says who is meant"
    return ""


def _has_same_consonants(one: str, two: str) -> bool:
    return sound.consonants(one) == sound.consonants(two)


def _is_transcription(one: str, two: str) -> bool:
    """Whether two words differ only in accents, or in how letters that English lacks are written: Kjær, Kjaer."""
    first, second = sound.bare(one), sound.bare(two)
    for long, short in TRANSCRIBED:
        first, second = first.replace(long, short), second.replace(long, short)
    return first == second


def _is_own_given_name(one: str, two: str) -> bool:
    """Whether a given name is no misspelling of another: a short form, one that others bear, another's consonants."""
    first, second = sound.of(one), sound.of(two)
    if first.plain.startswith(second.plain) or second.plain.startswith(first.plain):
        return True
    if sound.undoubled(first.plain) == sound.undoubled(second.plain):
        return True
    return bearers(one)[1] > 0 or not {*first.skeletons} & {*second.skeletons}


def _is_womans(one: str, two: str) -> bool:
    """Whether one surname is the other's form for women, or for wives and daughters."""
    short, long = sorted((sound.plain(one), sound.plain(two)), key=len)
    return any(
        long.endswith(ending) and long.removesuffix(ending) == short.removesuffix(end) for ending, end in FOR_WOMEN
    )


def reason(whole: Whole, known: Known, around: Surroundings) -> str:
    """Say in words why a name is changed."""
    since = f"since {known.year}" if known.year else ""
    who = ", ".join(filter(None, (known.name, known.role, known.country, since)))
    word = around.countries.get(known.country)
    why = f'and "{word}" stands in its sentence' if word else "given name and surname, and nobody else does"
    return f"{whole.name} is {who}: sounds alike, {why}"
