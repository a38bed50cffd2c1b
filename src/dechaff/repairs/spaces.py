"""Spaces and commas that machine translation leaves in prose: "word , word", "( word )", "word,, word"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dechaff.repairs.prose import CODE, is_prose, line_at
from dechaff.repairs.repair import Repair

_LETTER = r"[^\W\d_]"
MISTAKES = re.compile(
    rf" (?P<comma>,)(?<={_LETTER} ,)(?= {_LETTER})"
    rf"|,(?P<double>,)(?<={_LETTER},,)(?= {_LETTER})"
    rf"|\((?P<bracket> )(?=(?P<inside>{_LETTER}(?:[^\W_]|[ ,'’-]){{0,58}}{_LETTER}) \))(?<=[\s\"“«]\( )"
)
NEEDS = r"\pL ,\x20\pL|\pL,, |\( \pL"

# Behind these and any word of three letters, a name or a formula was lost; the space is not the mistake.
WORD_BEFORE = re.compile(rf"{_LETTER}+\Z")
SHORTEST_WORD = 4
OPEN_WORDS = frozenset({"both", "from", "into", "over", "than", "that", "with", "when", "where", "about", "after"})
REACH = 30
# Typewriters have no „: two commas open a quotation.
QUOTE_OF_COMMAS = re.compile(r"(?:^|[\s(]),,\w")

# Texts that were cut into tokens have a space before every comma.
USUAL = re.compile(r"\w, ")


@dataclass(frozen=True, slots=True)
class Mistake:
    """The rule's name and the reason."""

    rule: str
    reason: str


SPACE_BEFORE_COMMA = Mistake("spacing/space-before-comma", "a space stands before a comma")
DOUBLED_COMMA = Mistake("spacing/doubled-comma", "a comma stands twice")
SPACE_IN_BRACKETS = Mistake("spacing/space-in-brackets", "spaces stand inside brackets")


def find(text: str) -> Iterator[Repair]:
    """Yield a repair for each such mistake in a line of prose.

    >>> line = "It was late , as they all said on the way home ( in the rain ), a long and a good day."
    >>> [(repair.start, repair.rule) for repair in find(line)]
    [(11, 'spacing/space-before-comma'), (48, 'spacing/space-in-brackets'), (60, 'spacing/space-in-brackets')]
    """
    matches = list(MISTAKES.finditer(text))
    spaced = sum(match["comma"] is not None for match in matches)
    if spaced > 1 and spaced * 4 > len(USUAL.findall(text)):
        matches = [match for match in matches if match["comma"] is None]
    for match in matches:
        start, end = line_at(text, match.start())
        line = text[start:end]
        if match["double"] and QUOTE_OF_COMMAS.search(line):
            continue
        if is_prose(line) and not CODE.search(line) and not (match["comma"] and _is_lost(text, match.start())):
            yield from _repairs(match)


def _is_lost(text: str, position: int) -> bool:
    """Whether a sentence cannot pause behind the word that ends here."""
    word = WORD_BEFORE.search(text, max(0, position - REACH), position)
    return word is None or len(word[0]) < SHORTEST_WORD or word[0].lower() in OPEN_WORDS


def _repairs(match: re.Match[str]) -> Iterator[Repair]:
    if match["comma"]:
        yield _removal(match.start(), match.start() + 1, SPACE_BEFORE_COMMA)
    elif match["bracket"]:
        yield _removal(*match.span("bracket"), SPACE_IN_BRACKETS)
        yield _removal(match.end("inside"), match.end("inside") + 1, SPACE_IN_BRACKETS)
    else:
        yield _removal(*match.span("double"), DOUBLED_COMMA)


def _removal(start: int, end: int, mistake: Mistake) -> Repair:
    return Repair(start, end, "", mistake.rule, mistake.reason)
