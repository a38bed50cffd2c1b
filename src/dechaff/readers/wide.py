"""UTF-16 and UTF-32 without a byte order mark, by what stands at every second and every fourth byte."""

import re

SAMPLE_BYTES = 4096
# Of the bytes at a place, so many are zero where that place holds the upper half of Western letters.
MOST = 0.8
# The upper bytes of letters of other alphabets, and of spaces and marks between them, are all small: U+0020 to U+20AC.
# The lower ones are small less often; in Thai nearly half of them are.
SMALL = bytes(range(0x21))
SMALL_SHARE, SMALL_GAP = 0.9, 0.25
# The upper bytes of Chinese, Japanese and Korean, and of marks and ASCII between them.
EAST_ASIAN = bytes([0x00, 0x20, 0x30, 0x31, *range(0x4E, 0xA0), *range(0xAC, 0xD8), 0xFF])
EAST_ASIAN_SHARE, EAST_ASIAN_GAP = 0.97, 0.2
# A wide text read as bytes has control characters all over; a text has hardly any.
LEAST_BYTES = 16
LEAST_CONTROLS = 100  # one in so many

_CONTROLS = bytes([*range(9), *range(0x0E, 0x1B), *range(0x1C, 0x20)])
# Controls, lone surrogates, private use, specials and what is no character: one in so many is too many.
_BAD = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufdd0-\ufdef\ufff0-\uffff]")
MOST_BAD = 50


def wide_encoding(data: bytes) -> str | None:
    """Name the UTF-16 or UTF-32 that bytes without a byte order mark are in; None where they are in neither.

    >>> wide_encoding("hello".encode("utf-16-le")), wide_encoding("Где библиотека?".encode("utf-16-be"))
    ('utf-16-le', 'utf-16-be')
    """
    sample = data[:SAMPLE_BYTES]
    sample = sample[: len(sample) & ~3]
    if len(sample) < 4 or len(sample.translate(None, _CONTROLS)) * LEAST_CONTROLS > len(sample) * (LEAST_CONTROLS - 1):
        return None
    by_zeros = _by_zeros(sample)
    if by_zeros or len(sample) < LEAST_BYTES:
        return by_zeros
    for upper, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if _is_upper(sample[upper::2], sample[1 - upper :: 2]) and _is_text(sample, encoding):
            return encoding
    return None


def _by_zeros(sample: bytes) -> str | None:
    """Western text, and any in UTF-32, where the upper bytes are nearly all zero."""
    if sample.count(0) * 4 < len(sample):
        return None
    zeros = [sample[place::4].count(0) >= MOST * len(sample[place::4]) for place in range(4)]
    shapes = {
        (False, True, True, True): "utf-32-le",
        (False, False, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
        (True, True, False, False): "utf-32-be",
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
    }
    encoding = shapes.get((zeros[0], zeros[1], zeros[2], zeros[3]))
    return encoding if encoding and _is_text(sample, encoding) else None


def _is_upper(one: bytes, other: bytes) -> bool:
    """Whether the bytes at one of two places are the upper halves of letters, and those at the other are not."""
    small, other_small = _share(one, SMALL), _share(other, SMALL)
    if small >= SMALL_SHARE and small - other_small >= SMALL_GAP:
        return True
    east, other_east = _share(one, EAST_ASIAN), _share(other, EAST_ASIAN)
    return east >= EAST_ASIAN_SHARE and east - other_east >= EAST_ASIAN_GAP


def _share(data: bytes, kept: bytes) -> float:
    return 1 - len(data.translate(None, kept)) / len(data)


def _is_text(sample: bytes, encoding: str) -> bool:
    """Whether a sample in an encoding holds hardly anything that no text has; numbers in binary files do."""
    text = sample.decode(encoding, "replace")
    return len(_BAD.findall(text)) * MOST_BAD <= len(text)
