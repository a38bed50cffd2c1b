"""Undo UTF-8 that was read as a single-byte encoding, once or several times, where all of a piece went through it."""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dechaff.readers.oddness import oddness

# Text that went this way more often is not known; each time takes a fourth of a second of the same mistakes.
MOST_TIMES = 4
# By how much of the oddness of a piece its repair must be better.
MOST_LEFT = 0.5

# The single-byte encodings that UTF-8 is read as by mistake, the usual ones first; Latin-1 is part of the first.
WESTERN = "windows-1252"
ENCODINGS = (
    *(WESTERN, "windows-1251", "windows-1250", "windows-1253", "windows-1254", "windows-1257"),
    *("iso-8859-2", "mac-roman", "cp437"),
)

# A no-break space that became a space: a sequence that lacks just this byte. C3 begins "à", which ends words too.
_LOST_SPACE = re.compile(rb"(?:[\xc2\xc4-\xdf]|(?!\xe2\x80)[\xe0-\xef][\x80-\xbf])\x20|[\xe1-\xef]\x20(?=[\x80-\xbf])")
_GRAVE = re.compile(rb"\xc3\x20(?![A-Za-z\xc3-\xf4])|\xc3\x20(?=s\b)")
_ANY_GRAVE = re.compile(rb"\xc3\x20")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a piece reads as, and the encodings that it had been read as, the last mistake first."""

    text: str
    encodings: tuple[str, ...]
    oddness: int
    lost_spaces: bool = False


def undo(piece: str, order: Sequence[str] = ENCODINGS) -> Reading | None:
    """What stood there before; None where not all of the piece is UTF-8 read as the same, or it is good as it is.

    Of several readings the least odd one counts, then that of fewer mistakes, then the first in `order`.

    >>> undo("OÃ¹ est lâ€™Ã©tÃ© ?")
    Reading(text='Où est l’été ?', encodings=('windows-1252',), oddness=0, lost_spaces=False)
    >>> undo("Où est l’été ?"), undo("“IRMÃ”")
    (None, None)
    """
    readings = _best(piece)
    if not readings:
        return None
    places = {encoding: place for place, encoding in enumerate(order)}
    return min(readings, key=lambda reading: [places[name] for name in reading.encodings])


def first_mistakes(piece: str) -> list[str]:
    """The encodings that a piece was read as last, as far as it tells.

    >>> first_mistakes("â€™Ã©tÃ©")
    ['windows-1252', 'windows-1254']
    """
    return [reading.encodings[0] for reading in _best(piece)]


@lru_cache(maxsize=64)  # a text's pieces are asked about twice: for its encodings, and for themselves
def _best(piece: str) -> tuple[Reading, ...]:
    """The readings that are equally good, and clearly better than the piece."""
    readings = best = [Reading(piece, (), oddness(piece))]
    most = MOST_LEFT * best[0].oddness
    while best[0].oddness and readings and len(readings[0].encodings) < MOST_TIMES:  # else it can be no better
        readings = [reading for before in readings for reading in _readings(before)]
        least = min((reading.oddness for reading in readings), default=best[0].oddness)
        if least < best[0].oddness:
            best = [reading for reading in readings if reading.oddness == least]
    return tuple(best) if best[0].encodings and best[0].oddness <= most else ()


def _readings(before: Reading) -> Iterator[Reading]:
    """All that can be read out of a piece in one step."""
    foreign = set(map(ord, set(before.text)))
    for encoding in ENCODINGS:
        found = _reread(before.text, encoding) if foreign <= _bytes(encoding).keys() else None
        if found is not None and found[0] != before.text:
            text, lost = found
            yield Reading(text, (*before.encodings, encoding), oddness(text), lost or before.lost_spaces)


def _reread(text: str, encoding: str) -> tuple[str, bool] | None:
    """The text with its bytes read as UTF-8, and whether lost spaces were put back; None where they are none."""
    try:
        data, _ = codecs.charmap_encode(text, "strict", _bytes(encoding))
    except UnicodeEncodeError:
        return None
    try:
        return data.decode(), False
    except UnicodeDecodeError as error:
        place = error.start
        if not data.startswith(b"\xc3\x20", place) and not _LOST_SPACE.match(data, place):
            return None
    grave = _ANY_GRAVE if b"\xc3\x20\x20" in data else _GRAVE
    mended = grave.sub(b"\xc3\xa0", _LOST_SPACE.sub(lambda match: match[0].replace(b" ", b"\xa0"), data))
    mended = mended.replace(b"\xc3\x20", b"\xc3\xa0\x20")
    try:
        return mended.decode(), True
    except UnicodeDecodeError:
        return None


@cache
def _bytes(encoding: str) -> Mapping[int, int]:
    """The byte of each character. A byte that the encoding does not define stands for the control of its number."""
    table = {}
    for byte in range(256):
        try:
            table[ord(bytes([byte]).decode(encoding))] = byte
        except UnicodeDecodeError:
            table[byte] = byte
    if encoding == WESTERN:  # Latin-1 too
        table.update((byte, byte) for byte in range(0x80, 0xA0))
    return table
