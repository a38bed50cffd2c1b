"""Text that was decoded wrongly: find the lines that may be damaged, let ftfy mend them, say what it did.

ftfy looks at a line as a whole, at a few megabytes a second. Almost every line is clean, so compiled patterns that
know what damage looks like choose the lines first.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dechaff.model import Span
from dechaff.readers.oddness import oddness
from dechaff.repairs import characters, differences, explanation, misread
from dechaff.repairs.explanation import Step
from dechaff.repairs.repair import Repair

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

# A damaged line is mended in pieces of at most twice this many characters, so that a line of 100 MB costs time in
# proportion to its length. ftfy needs some context; a paragraph is seldom longer than 2,000 characters.
REACH = 2_000

# Repairs of one piece can uncover more damage: an entity that stands for a control character. Two rounds are normal.
MAX_ROUNDS = 4

# So many pieces of a text decide what all of it was read as, where a piece leaves that open.
VOTERS = 30

# ftfy calls a line bad for sequences of at most five characters; damage stands in the same place.
NEIGHBOURS = 8

LINE_END = re.compile("[\n\r\x0b\x0c\u2028\u2029]")

ENTITY = re.compile("&#?[0-9A-Za-z]{1,24};")

# Where entities are the subject, or markup or code is quoted, they are meant: "write &amp; for &", "&lt;b&gt;",
# "b = &num;". A character reference to a line end would make new lines.
ENTITY_IS_MEANT = re.compile(
    r"[<`]|=\s*&|&lt;[A-Za-z/!?]|&#0*1[03];|&#[xX]0*[aAdD];|&NewLine;|['\"“‘(]&#?\w{1,24};['\"”’)]"
    r"|\b(?:html|xml|sgml|entit\w+|escap\w+|markup|ampersands?)\b",
    re.IGNORECASE,
)

# A closing quotation mark whose last byte (9D, which Windows-1252 does not define) was dropped. Elsewhere, what is left
# of the sequence does not tell the character, and must not be taken for another one.
CUT_QUOTE = re.compile("â[€\x80](?<=\\S..)(?=[ \\t\\n.,;:!?)]|$)")
CUT = re.compile("â[€\x80](?=[ \\t\\n.,;:!?)]|$)")

# In Mac Roman these bytes are typographic quotes, which stand before accented letters in good French: "l’été".
_QUOTES_IN_MAC_ROMAN = range(0xD2, 0xD6)

# ftfy takes “IRMÃ” and «Â» for damage. They are good where nothing else in the piece is bad: it is cut here to see.
CAPITALS = re.compile(
    "(?:(?<=[A-ZÀ-Þ][À-Þ])|(?<=[«‹“‘„‚\"'][À-Þ]))(?=[”»’›–—…™“‘«‹]+(?![^\\W\\d_]))|(?<=[«‹“‘„‚])(?=[À-Þ][”»’›“‘«‹])"
)


@dataclass(frozen=True, slots=True)
class _Lead:
    """The characters that the first bytes of a UTF-8 sequence look like, and those that the other bytes look like."""

    two: str
    three: str
    four: str
    rest: str

    @property
    def need(self) -> str:
        """For a gate: what the pattern finds, the first byte's character included."""
        return (
            f"[{self.two}][{self.rest}]|[{self.three}][{self.rest}][{self.rest}?\ufffd]|[{self.four}][{self.rest}]{{2}}"
        )

    @property
    def pattern(self) -> str:
        return (
            f"(?<=[{self.two}])[{self.rest}]|(?<=[{self.three}])[{self.rest}][{self.rest}?\ufffd]"
            f"|(?<=[{self.four}])[{self.rest}][{self.rest}]"
        )


def _lead(encoding: str) -> _Lead:
    def characters_of(first: int, last: int) -> str:
        skipped = _QUOTES_IN_MAC_ROMAN if encoding == "mac-roman" else ()
        data = bytes(byte for byte in range(first, last + 1) if byte not in skipped)
        return re.escape(data.decode(encoding, "ignore"))

    return _Lead(
        characters_of(0xC2, 0xDF), characters_of(0xE0, 0xEF), characters_of(0xF0, 0xF4), characters_of(0x80, 0xBF)
    )


# A lead and what is left of its sequence where a byte was lost, or a no-break space became a space.
_REST = "[\x80-\xbf–-™ŒœŠšŽžŸ]"
LOST = (("[ÂÃ]", "[ ?\ufffd]"), ("[à-ã]", f"{_REST} "), ("[âã]", f" {_REST}"))


def _damage() -> re.Pattern[str]:
    """What UTF-8 read as something else leaves; also C1 controls (save NEL, a line end) and bytes that were lost."""
    leads = [_lead(encoding) for encoding in misread.ENCODINGS]
    first = "".join(lead.two + lead.three + lead.four for lead in leads)
    second = "".join(lead.rest for lead in leads)
    lost = "|".join(f"(?<={lead}){rest}" for lead, rest in LOST)
    sequences = "|".join(dict.fromkeys(lead.pattern for lead in leads))
    return re.compile(f"[\x80-\x84\x86-\x9f{first}](?:(?<=[\x80-\x9f])|(?=[ ?\ufffd{second}])(?:{sequences}|{lost}))")


DAMAGE = _damage()
NEEDS = "|".join(
    [
        characters.NEEDS,
        "&#?[0-9A-Za-z]+;",
        "[\x80-\x84\x86-\x9f]",
        *map("".join, LOST),
        *(_lead(encoding).need for encoding in misread.ENCODINGS),
    ]
)


def find(text: str) -> Iterator[Repair]:
    """Yield the repairs of a text in order.

    >>> [(repair.start, repair.end, repair.new) for repair in find("A cafÃ© &amp; bar")]
    [(5, 7, 'é'), (8, 13, '&')]
    """
    pieces = list(_pieces(text))
    order = _order([text[start:end] for start, end in pieces[:VOTERS]]) if len(pieces) > 1 else misread.ENCODINGS
    for start, end in pieces:
        yield from _mend(text, start, end, order)


def _pieces(text: str) -> Iterator[Span]:
    """The lines, or stretches of long lines, that something may be wrong with."""
    patterns = (characters.ANY, ENTITY, DAMAGE)
    places = [-1] * len(patterns)
    position = done = 0
    while position < len(text):
        for number, pattern in enumerate(patterns):
            if places[number] < position:
                found = pattern.search(text, position)
                places[number] = found.start() if found else len(text)
        position = min(places)
        if position < min(places[:2]) and not _is_bad(text, position):  # what may be damage asks for a second look
            position += 1
        elif position < len(text):
            start, done = _start(text, done, position), _end(text, position)
            position = done
            yield Span(start, done)


def _order(pieces: list[str]) -> list[str]:
    """The encodings that pieces of one text may have been read as, the likeliest first."""
    votes = Counter(encoding for piece in pieces if DAMAGE.search(piece) for encoding in misread.first_mistakes(piece))
    return sorted(misread.ENCODINGS, key=lambda encoding: (-votes[encoding], misread.ENCODINGS.index(encoding)))


def _is_bad(text: str, position: int) -> bool:
    """Whether a place reads odd, by our measure or ftfy's: good text has “СССР»” and “à € 5” too."""
    from ftfy.badness import is_bad

    around = text[max(0, position - NEIGHBOURS) : position + NEIGHBOURS]
    return oddness(around) > 0 or bool(is_bad(around))


def _start(text: str, done: int, position: int) -> int:
    """Where the piece begins that a suspect stands in: at its line's start, or at a space not too far before it."""
    reach = max(done, position - REACH)
    line = next((reach + m.end() for m in [*LINE_END.finditer(text[reach:position])][-1:]), None)
    if line is not None or reach == done:
        return reach if line is None else line
    return text.find(" ", reach, position) + 1 or reach


def _end(text: str, position: int) -> int:
    """Where that piece ends: at its line's end, or at a space not too far behind."""
    reach = min(len(text), position + REACH)
    line = LINE_END.search(text, position, reach)
    if line or reach == len(text):
        return max(line.start(), position + 1) if line else reach
    space = text.rfind(" ", position + REACH // 2, reach)
    return space if space > 0 else reach


def _mend(text: str, start: int, end: int, order: Sequence[str]) -> Iterator[Repair]:
    """Repair one piece: alone what is unwanted by itself, by comparison what needs ftfy."""
    old = text[start:end]
    plain = characters.strip(old)
    new, steps = _fixed(plain, order)
    if new == plain:
        yield from characters.find(old, start)
        return
    damage = explanation.damage(steps)
    for change in differences.changes(old, new):
        rule, reason = explanation.of(change, damage, at_start=start + change.start == 0)
        yield Repair(start + change.start, start + change.end, change.new, rule, reason)


def _is_damaged(piece: str) -> bool:
    """Whether something is wrong that is not a capital word or letter before a quotation mark."""
    from ftfy.badness import is_bad

    return bool(DAMAGE.search(piece)) and any(map(is_bad, CAPITALS.split(piece)))


def _has_stray_entity(piece: str) -> bool:
    return bool(ENTITY.search(piece) and not ENTITY_IS_MEANT.search(piece))


def _fixed(piece: str, order: Sequence[str]) -> tuple[str, list[Step]]:
    """What a piece should be, and the steps that it took: all of it read anew, or else what ftfy makes of it."""
    steps: list[Step] = []
    for _ in range(MAX_ROUNDS):
        before = piece
        piece = CUT_QUOTE.sub("\\g<0>\x9d", piece)
        reading = misread.undo(piece, order) if DAMAGE.search(piece) else None
        if reading is not None:
            steps += explanation.steps_of(reading, piece)
            piece = reading.text
        piece, more = _ftfy(piece)
        steps += more
        piece = characters.strip(piece)
        if piece == before:
            break
    return piece, steps


def _ftfy(piece: str) -> tuple[str, list[Step]]:
    """What ftfy makes of a piece, and its steps."""
    unescape, damaged = _has_stray_entity(piece), _is_damaged(piece)
    if not unescape and not damaged:
        return piece, []
    import ftfy

    options = _options()._replace(unescape_html=unescape, fix_encoding=damaged)
    if CUT.search(piece):
        options = options._replace(restore_byte_a0=False, fix_c1_controls=False)
    fixed = ftfy.fix_and_explain(piece, options)
    return fixed.text, [(step.action, step.parameter) for step in fixed.explanation or ()]


@cache
def _options() -> "TextFixerConfig":
    import ftfy

    return ftfy.TextFixerConfig(
        remove_terminal_escapes=False,  # these three: `characters` does them, so that each has its own rule
        fix_surrogates=False,
        remove_control_chars=False,
        fix_latin_ligatures=False,
        fix_character_width=False,  # full-width punctuation is right in Chinese
        uncurl_quotes=False,
        fix_line_breaks=False,
        normalization=None,
    )
