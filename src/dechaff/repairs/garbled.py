"""Spans that look broken but that nobody can repair safely: lost link words, glued words, stray quotes.

They are flagged only. Each finder begins with one pattern that fails fast on good prose.
"""

import re
from collections.abc import Callable, Container, Iterator

from dechaff.model import Flag
from dechaff.repairs.prose import CODE, LONGEST_LINE, is_prose, line_at

# A small-letter word glued to a capitalised one: "invasionUkraine". Shorter first parts are brands (eBay, deSouza).
GLUED = re.compile(r"[A-Z](?<=[a-z]{4}.)[a-z]{3,}+(?![\w/@=(]|\.\w|-\w)")
WORD_START = re.compile(r"(?:^|(?<=[\s\"“‘]))[a-z]{4,}+\Z")
LONGEST_WORD = 30
# So many words are looked up one by one; for more, the text's words are listed once.
FEW = 8
CAPITALISED_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}+(?![\w-])")
SMALL_WORD = re.compile(r"\b[a-z]{4,}+\b")

# Where a linked name is lost between two sentences, a capital pronoun follows a capital noun: "United State He had".
DANGLING = re.compile(r"(?:He|She|They) (?:had|has|have|was|were|said|told|will|would|did)\b")
NOUN_INSIDE_SENTENCE = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]++ )++\Z")
LONGEST_NAME = 60
# The same behind a word in small letters, save where a title or another clause may begin: "the film She Said".
WORD_INSIDE_SENTENCE = re.compile(
    r"(?<=[a-z,] )(?!(?:about|after|although|because|before|called|entitled|even|every|except|from|into|just|like|named"
    r"|only|said|says|since|than|that|then|they|think|thought|titled|told|unless|until|what|when|where|whether|which"
    r"|while|with|would|album|book|episode|film|movie|novel|play|pronoun|series|show|single|song|track|words?) )"
    r"[a-z]{4,} \Z"
)
# Writers who capitalise pronouns for God do so inside their sentences too.
REVERENT = re.compile(r"[a-z] (?:Him|His|Himself)\b")
OF_GOD = re.compile(r"\b(?:Allah|Almighty|Christ|Father|God|Jesus|Lord)\b")

# "And" between names, inside a sentence: each was a link of its own ("leaders Russia And Ukraine met").
CAPITAL_AND = re.compile(r" And (?<=[a-z] And )(?=(?P<second>[A-Z][a-z]{3,}+) [a-z])")
FIRST_NAME = re.compile(r"(?<![\w'’-])[a-z]+,? (?P<first>[A-Z][a-z]{3,})\Z")

# A word that another must follow stands before a space and a stop: "in the city of , where". Between two commas, and
# behind "between", one is lost too.
_OPEN = r"(?:of|in|with|by|from|to|the|and|for|at|between|against|into|than|an)"
LOST_WORD = re.compile(
    rf"(?<![\w'’.-])(?:(?P<open>{_OPEN}) +[.,](?=[ \n\r]|\Z)|(?<!in )between and(?= [A-Z][a-z]))|[a-z], ,(?= [a-z])"
)

# Where one comma in so many has a space before it, that is how the text is written.
MANY = 4

# A closing quotation mark behind another one that nothing opened: "against Russia.” economy”."
STRAY_QUOTE = re.compile(r"”(?<=[^\s\d]”)[^“”„«»‟\"\d\n\r]{2,40}[^\s\d“”„«»\"(]”(?![\w])")

# Where the same mark opens a quotation, or stands behind a backslash in data.
OPENS = re.compile(r"(?:^|[\s(])”\w|\\”")

# The word before a bracket's end again behind it: "(New start) start". Case matters.
REPEATED = re.compile(r"\([^()\n\r]{1,60}?(?<=[ (])(?P<word>[a-z]{4,})\) (?P=word)\b")


def find(text: str, worth: Container[str] | None = None) -> Iterator[Flag]:
    """Yield a flag for each span that looks broken; `worth` are the finders to run, where a gate has named them.

    >>> [flag.text for flag in find("Under the Treaty (New start) start again.")]
    ['(New start) start']
    """
    for name, finder in FINDERS.items():
        if worth is None or name in worth:
            yield from finder(text)


def _repeated_words(text: str) -> Iterator[Flag]:
    for match in REPEATED.finditer(text):
        word = match["word"]
        yield _flag(text, match.start(), match.end(), "repeated-word", f'"{word}" stands before and behind the bracket')


def _flag(text: str, start: int, end: int, name: str, reason: str) -> Flag:
    return Flag(start, end, text[start:end], f"garbled/{name}", reason)


def _glued_words(text: str) -> Iterator[Flag]:
    """Words that run into a name which stands elsewhere in the text on its own, and never in small letters."""
    found = []
    for match in GLUED.finditer(text):
        first = WORD_START.search(text, max(0, match.start() - LONGEST_WORD), match.start())
        if first:
            found.append((first[0], match))
    names = _names(text, {match[0] for _, match in found})
    for first_word, match in found:
        if match[0] in names:
            reason = f'"{first_word}" runs into "{match[0]}", which stands elsewhere alone: words between may be lost'
            yield _flag(text, match.start() - len(first_word), match.end(), "glued-words", reason)


def _names(text: str, words: set[str]) -> set[str]:
    """Those of the words that stand capitalised inside a sentence of the text, and in small letters nowhere."""
    if len(words) <= FEW:
        return {
            word
            for word in words
            if re.search(rf"{word}(?<=[a-z,] {word})(?![\w-])", text)
            and not re.search(rf"{word.lower()}(?<=\b{word.lower()})(?![a-z])(?=\b)", text)
        }
    small = set(SMALL_WORD.findall(text))
    return {word for word in words.intersection(CAPITALISED_INSIDE.findall(text)) if word.lower() not in small}


def _lost_links(text: str) -> Iterator[Flag]:
    matches = list(DANGLING.finditer(text))
    of_god = bool(matches) and OF_GOD.search(text) is not None
    for match in matches:
        low = max(0, match.start() - LONGEST_NAME)
        noun = NOUN_INSIDE_SENTENCE.search(text, low, match.start())
        before = noun or (not of_god and WORD_INSIDE_SENTENCE.search(text, low, match.start()))
        start, end = line_at(text, match.start())
        if before and is_prose(text[start:end]) and not REVERENT.search(text, start, end):
            reason = "a sentence begins in the middle of another: a linked word may be lost before it"
            yield _flag(text, before.start(), match.end(), "lost-link", reason)


def _stray_capitals(text: str) -> Iterator[Flag]:
    found = []
    for match in CAPITAL_AND.finditer(text):
        first = FIRST_NAME.search(text, max(0, match.start() - LONGEST_WORD), match.start())
        start, end = line_at(text, match.start())
        if first and is_prose(text[start:end]):
            found.append((first["first"], match["second"], match.start()))
    names = _names(text, {word for *words, _ in found for word in words})
    for one, other, place in found:
        if {one, other} <= names:
            reason = f'"And" begins with a capital between {one} and {other}: links may have stood there'
            span = place - len(one), place + len(" And ") + len(other)
            yield _flag(text, *span, "stray-capital", reason)


def _lost_words(text: str) -> Iterator[Flag]:
    """Words that are lost; none in a text that was cut into tokens, which has spaces before its commas."""
    spaced = text.count(" , ")
    if spaced > 1 and spaced * MANY > text.count(", ") - spaced:
        return
    for match in LOST_WORD.finditer(text):
        start, end = line_at(text, match.start())
        line = text[start:end]
        if is_prose(line) and not CODE.search(line):
            what = f'"{match["open"]}" ends a clause' if match["open"] else f'nothing stands inside "{match[0]}"'
            yield _flag(text, match.start(), match.end(), "lost-word", f"{what}: a word is lost there")


def _stray_quotes(text: str) -> Iterator[Flag]:
    """Closing marks that nothing opened. In Swedish the same mark opens; behind a digit it may mean inches.

    Where nothing is opened in all of the text, the mark is a letter, as in Nganasan.
    """
    for match in STRAY_QUOTE.finditer(text) if "“" in text else ():
        start, end = line_at(text, match.start())
        line = text[start:end]
        if line.count("“") >= line.count("”") or OPENS.search(line) or "„" in line or _is_open(text, start):
            continue
        word = match.start() + 1 + (text[match.start() + 1] == " ")
        yield _flag(text, word, match.end(), "stray-quote", "a closing quotation mark that nothing opened")


def _is_open(text: str, position: int) -> bool:
    """Whether a quotation that was opened on an earlier line may still run: each paragraph of it opens it anew."""
    before = text[max(0, position - LONGEST_LINE) : position]
    return before.count("“") > before.count("”")


FINDERS: dict[str, Callable[[str], Iterator[Flag]]] = {
    "glued-words": _glued_words,
    "lost-link": _lost_links,
    "stray-capital": _stray_capitals,
    "lost-word": _lost_words,
    "stray-quote": _stray_quotes,
    "repeated-word": _repeated_words,
}
# What must stand in a text for each of them, for a gate.
NEEDS = {
    "glued-words": r"(?:^|[\"]|[^!-~])[a-z]{4,}[A-Z][a-z]{3}",
    "lost-link": r"[a-z,] (?:[a-z]{4,} |(?:[A-Z][a-z]+ )+)(?:He|She|They) [hwstd]",
    "stray-capital": r"[a-z] And [A-Z][a-z]{3}",
    "lost-word": rf"\b{_OPEN} +[.,](?:[ \n\r]|\z)|between and [A-Z]|[a-z], , [a-z]",
    "stray-quote": r"”[^“”„«»‟\"0-9\n\r]{2,}”",
    "repeated-word": r"[a-z]{4}\) [a-z]{4}",
}
