"""Full stops that machine translation doubled, spread or left before a colon: "today..", "aid. . And", "months.:"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dechaff.repairs.prose import CODE
from dechaff.repairs.repair import Repair

# Not before or behind another stop: that is an ellipsis, or a row of dots in a table of contents.
STOPS = re.compile(r"\.(?:\.(?<![.…]\.\.)|[ ]\.(?<![.…]\.[ ]\.)(?<!\.[ ]\.[ ]\.)|:(?=\s|\Z))(?![.…:]|[ ]\.)")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What stands in place of such stops, the rule's name and the reason."""

    new: str
    rule: str
    reason: str


# What must stand in a text, for a gate.
NEEDS = r"[^\s\d.][\"'”’»›)\]]*(?:\.\.|\. \.|\.:)(?:[^!#-&*-~…]|\z)"

MISTAKES = {
    "..": Mistake(".", "spacing/doubled-stop", "a full stop stands twice"),
    ". .": Mistake(".", "spacing/spread-stop", "a full stop stands twice, with a space between"),
    ".:": Mistake(":", "spacing/stray-stop", "a full stop stands before a colon"),
}

CLOSING = "\"'”’»›)]"
OPENING = "\"'“‘„‚«‹([¿¡"

# A word shorter than this before two stops is more often an abbreviation or a filler ("hm..") than a sentence's last.
MIN_LETTERS = 3
# Labels end in ".:" by habit ("Kontakt.:"), so a colon needs a sentence before it: this many words and letters.
MIN_WORDS_BEFORE_COLON = 5
MIN_LETTERS_BEFORE_COLON = 4
# A line that ends in ".." may be cut there or trail off; one this long is a sentence.
MIN_WORDS_AT_LINE_END = 6
# How much of the line is looked at on either side.
REACH = 160

LINE_END = re.compile(r"[\r\n]")
LAST_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\Z")


def find(text: str) -> Iterator[Repair]:
    """Yield a repair for each such stop in a text.

    Nothing is yielded for a text whose author writes two stops for a pause: where a small letter follows them.

    >>> [(repair.start, repair.new) for repair in find("It is hard for Kiev to accept this today.. Talks go on.")]
    [(40, '.')]
    >>> list(find("well.. maybe"))
    []
    """
    if ".." not in text and ". ." not in text and ".:" not in text:
        return
    stops = [stop for stop in STOPS.finditer(text) if _follows_word(text, stop)]
    if any(stop[0] == ".." and _is_pause(text, stop) for stop in stops):
        stops = [stop for stop in stops if stop[0] == ".:"]
    for stop in stops:
        if _is_mistake(text, stop):
            mistake = MISTAKES[stop[0]]
            yield Repair(stop.start(), stop.end(), mistake.new, mistake.rule, mistake.reason)


def _before(text: str, stop: re.Match[str]) -> str:
    """The line up to a stop, as far as it matters."""
    return LINE_END.split(text[max(0, stop.start() - REACH) : stop.start()])[-1]


def _after(text: str, stop: re.Match[str]) -> str:
    """The line behind a stop, as far as it matters."""
    return LINE_END.split(text[stop.end() : stop.end() + REACH], maxsplit=1)[0]


def _follows_word(text: str, stop: re.Match[str]) -> bool:
    """Whether a word ends before a stop that is no abbreviation, and white space or the line's end follows it."""
    before = _before(text, stop).rstrip(CLOSING)
    word = LAST_WORD.search(before)
    if not word or not _is_plain(word[0]) or before[: word.start()].endswith((".", "@", "/", "#")):
        return False
    after = text[stop.end() : stop.end() + 3].lstrip(CLOSING)
    return not after or after[0].isspace()


def _is_plain(word: str) -> bool:
    """Whether a word ends in small letters and is no abbreviation. Arabic, which has none, uses ".." as a pause."""
    ending = word[-MIN_LETTERS:]
    return len(ending) == MIN_LETTERS and ending.islower() and word.lower() not in abbreviations()


def _is_pause(text: str, stop: re.Match[str]) -> bool:
    """Whether the sentence goes on behind a stop."""
    following = _after(text, stop).lstrip(CLOSING + " \t\xa0")
    return following[:1].islower()


def _is_mistake(text: str, stop: re.Match[str]) -> bool:
    before, after = _before(text, stop), _after(text, stop)
    if CODE.search(before + stop[0] + after):
        return False
    following = after.lstrip(CLOSING).lstrip()
    words = len(before.split())
    if stop[0] == ".:":
        letters = LAST_WORD.search(before)
        return words >= MIN_WORDS_BEFORE_COLON and letters is not None and len(letters[0]) >= MIN_LETTERS_BEFORE_COLON
    if not following:
        return words >= MIN_WORDS_AT_LINE_END
    return _begins_sentence(following)


def _begins_sentence(following: str) -> bool:
    """Whether what follows can begin a sentence; "I" may also go on with one after a pause."""
    first = following[0]
    if re.match(r"I\b", following):
        return False
    return first in OPENING or first.isdigit() or first.isupper()


@cache
def abbreviations() -> frozenset[str]:
    """Words that end in a full stop of their own, in small letters."""
    lines = resources.files("dechaff.repairs").joinpath("data/abbreviations.txt").read_text(encoding="utf-8")
    return frozenset(line for line in lines.splitlines() if line and not line.startswith("#"))
