"""What stands around a mention: words that tell who is meant, and signs that it must stay as it is."""

import re
from functools import lru_cache

from dechaff.names.forms import Mention

# Evidence counts within this many characters on either side: about one long sentence.
REACH = 200

# A mention that another capitalised word follows is the beginning of another name ("Colin Call Center").
LONGER_NAME = re.compile(r"[ \xa0][A-Z][a-z]|[-‐–][A-Za-z]")
TITLE_AFTER = re.compile(
    r"[ \xa0](?:And|But|Has|Had|Is|Said|Says|Told|Was|Will|In|On|At|To|As|Meets|Calls|The|He|She)\b"
)

# Addresses, file names, handles and code: the mention is part of a longer token.
TOKEN_BEFORE = re.compile(r"[\w@#/\\.%+=&?:~-]*[@#/\\_%=&~][\w.-]*\Z|[\w-]+[.-]\Z")
TOKEN_AFTER = re.compile(r"[@/\\_%=~]|[.][\w]|['’]s?[@/]")

# Where a spelling is the subject, it is quoted: 'misspelt as "Colin Call"'.
ABOUT_SPELLING = re.compile(
    r"\b(?:mis-?spel\w*|mis-?nam\w*|spel(?:t|led|ling|lings|ls?)|typos?|transliterat\w*|romani[sz]\w*"
    r"|pronounc\w*|mis-?transcri\w*|mis-?translat\w*|wrongly|incorrectly|erroneously|so-called)\b|\bsic\b"
)
SPELLING_REACH = 80

# A sentence ends here; a stop behind one capital letter or "Mr" does not end it. With the line end as a branch of its
# own it would be looked for at every character: on texts from the web, that takes twenty times as long.
SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)|(?<![A-Z].)(?<!\bMr.)(?<!\bDr.)(?<!\bMs.)(?<!\bMrs.)(?<!\bGen.)(?<!\bSen.)['\"”’)]*\s)"
)

# Somebody else is introduced so: "Colin Call, a baker".
INTRODUCED = re.compile(r"['’]?s?, (?:an?|who|whose|my|our|his|her|aged|\d+)\b[^,.;!?\n]{0,100}")

# The lists hold English spellings; in other languages others are right ("Wladimir Putin", "Emmanuel Macron").
ENGLISH = re.compile(
    r"\b(?:the|and|of|to|in|on|for|said|says|that|with|has|had|is|was|who|by|from|at|he|she|a)\b", re.IGNORECASE
)
FOREIGN = re.compile(
    r"\b(?:der|die|das|und|von|mit|den|dem|ist|hat|le|la|les|des|du|et|el|los|las|del|en|que|por|con|il|di|che|da|per|una?"
    r"|het|een|van|och|som|att|og|af|na|się|nie|je|że|ve|bir|dan|yang|e|y|w|o|z|i)\b"
)


def near(text: str, mention: Mention, *, reach: int = REACH) -> list[str]:
    """The words that tell who is meant, one for each piece of evidence that was found."""
    before, after = text[max(0, mention.start - reach) : mention.start], text[mention.end : mention.end + reach]
    found = []
    for piece in mention.form.pieces:
        match = _words(piece).search(after) or _last(_words(piece), before)
        if match and match[0] not in found:
            found.append(match[0])
    return found


def is_about_person(text: str, mention: Mention) -> bool:
    """Whether the mention's own sentence holds the country and something of the office: enough for a common name.

    Where the sentence introduces somebody ("Colin Call, a baker"), the office must stand there.
    """
    start, end = sentence(text, mention.start, mention.end)
    before, after = text[start : mention.start], text[mention.end : end]
    introduced = INTRODUCED.match(after)
    country, *others = (_words(piece) for piece in mention.form.pieces)
    if introduced and not any(other.search(introduced[0]) for other in others):
        return False
    return bool(country.search(before) or country.search(after)) and any(
        other.search(before) or other.search(after) for other in others
    )


def is_free(text: str, mention: Mention) -> bool:
    """Whether nothing says that the mention must stay: an address, a longer name, a talk of spellings."""
    after = text[mention.end : mention.end + REACH]
    if LONGER_NAME.match(after) and not TITLE_AFTER.match(after) and not _is_evidence(mention, after):
        return False
    return is_plain(text, mention.start, mention.end)


def is_plain(text: str, start: int, end: int) -> bool:
    """Whether a span is no part of an address, a file name, a handle or code, and no spelling that is spoken of."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    if TOKEN_BEFORE.search(before) or TOKEN_AFTER.match(after):
        return False
    return not (ABOUT_SPELLING.search(before[-SPELLING_REACH:]) or ABOUT_SPELLING.search(after[:SPELLING_REACH]))


def is_exception(text: str, mention: Mention) -> bool:
    """Whether the mention is part of a phrase in which its spelling is right."""
    for phrase in mention.form.exceptions:
        offset = phrase.find(mention.form.spelling)
        if offset >= 0 and text.startswith(phrase, mention.start - offset):
            return True
    return False


def is_english(text: str, mention: Mention, language: str | None) -> bool:
    """Whether English spellings count here. What a user lists counts everywhere."""
    return not mention.form.is_shipped or reads_english(text, mention.start, mention.end, language)


def reads_english(text: str, start: int, end: int, language: str | None) -> bool:
    """Whether the language given, or else the words around a span, are English."""
    if language:
        return language.lower().startswith("en")
    around = text[max(0, start - REACH) : end + REACH]
    return len(ENGLISH.findall(around)) >= len(FOREIGN.findall(around))


def _is_evidence(mention: Mention, after: str) -> bool:
    """Whether the next word is one that tells who is meant: "Mykhailo Podolak Ukraine"."""
    return any(_words(piece).match(after, 1) for piece in mention.form.pieces)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of a mention begins and ends, within reach."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    before = _last(SENTENCE_END, text[low:start])
    after = SENTENCE_END.search(text, end, high)
    return low + before.end() if before else low, after.start() if after else high


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found


@lru_cache(maxsize=4096)
def _words(piece: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of some words, whole, in the case they are written in."""
    longest_first = sorted(piece, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
