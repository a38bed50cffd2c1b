"""Say in words what ftfy did to a stretch of text."""

import re
from collections import Counter

from dechaff.repairs import characters
from dechaff.repairs.differences import Change
from dechaff.repairs.misread import WESTERN, Reading

Step = tuple[str, str]

# Also one whose ampersand was escaped again: "&amp;amp;".
ENTITY = re.compile("&(?:#?[0-9A-Za-z]{1,24};)+")

# How people name the encodings that ftfy names.
ENCODINGS = {
    "latin-1": "Latin-1",
    "iso-8859-2": "Latin-2",
    "macroman": "Mac Roman",
    "cp437": "code page 437",
    "utf-8": "UTF-8",
    "utf-8-variants": "UTF-8",
}

# Steps that say more than an encoding read as another.
NOTES = {
    "restore_byte_a0": "a no-break space had become a space",
    "replace_lossy_sequences": "a lost byte is marked by U+FFFD",
    "decode_inconsistent_utf8": "UTF-8 read as a single-byte encoding in part of the line",
    "fix_c1_controls": "Windows-1252 read as Latin-1",
}
TIMES = {2: "twice", 3: "three times"}


def steps_of(reading: Reading, damaged: str) -> list[Step]:
    """The steps that led from a damaged piece to its reading, in ftfy's words."""
    steps = [step for encoding in reading.encodings for step in (("encode", encoding), ("decode", "utf-8"))]
    if max(damaged) <= "\xff" and steps[0][1] == WESTERN:
        steps[0] = ("encode", "latin-1")
    return [*steps, ("transcode", "restore_byte_a0")] if reading.lost_spaces else steps


def of(change: Change, damage: str, *, at_start: bool = False) -> tuple[str, str]:
    """The rule and the reason for one change of a line that suffered `damage`.

    >>> of(Change(3, 5, "Ã©", "é"), damage([("encode", "latin-1"), ("decode", "utf-8")]))
    ('encoding/mojibake', 'UTF-8 read as Latin-1')
    """
    unwanted = characters.UNWANTED.search(change.old) if characters.ANY.search(change.old) else None
    if unwanted and characters.strip(change.old) == change.new:
        return characters.describe(unwanted[0], at_start=at_start)
    if ENTITY.fullmatch(change.old):
        return "encoding/html-entity", f"the HTML entity {change.old} was left in the text"
    return "encoding/mojibake", damage


def damage(steps: list[Step]) -> str:
    """What happened to a line that took these steps to mend: name each mistake once, and how often it was made."""
    said = Counter(filter(None, map(_say, steps, [*steps[1:], ("", "")])))
    phrases = (
        words if times == 1 else f"{words}, {TIMES.get(times, f'{times} times')}" for words, times in said.items()
    )
    return "; ".join(phrases) or "damaged characters"


def _say(step: Step, following: Step) -> str:
    """One step in words; what was encoded is named together with what it was decoded as."""
    action, name = step
    if action == "encode":
        meant = following[1] if following[0] == "decode" else "utf-8"
        return f"{_named(meant)} read as {_named(name)}"
    return NOTES.get(name, "")


def _named(encoding: str) -> str:
    name = encoding.removeprefix("sloppy-")
    return ENCODINGS.get(name, name.replace("windows", "Windows"))
