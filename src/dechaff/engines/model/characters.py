"""The shape of each block's text: how much of it is words, digits, punctuation; without knowing a language."""

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.float32]
Columns = dict[str, Column]
Integers = npt.NDArray[np.int64]

CLASSES = ("other", "space", "lower", "upper", "digit", "caseless", "ideograph", "stop", "comma", "mark", "currency")
_OTHER, _SPACE, _LOWER, _UPPER, _DIGIT, _CASELESS, _IDEOGRAPH, _STOP, _COMMA, _MARK, _CURRENCY = range(len(CLASSES))
_STOPS = ".!?…。！？؟।"
_COMMAS = ",;、，；،"
_OF_CATEGORY = {
    "Ll": _LOWER, "Lu": _UPPER, "Lt": _UPPER, "Lo": _CASELESS, "Lm": _CASELESS, "Mn": _CASELESS, "Mc": _CASELESS,
    "Nd": _DIGIT, "No": _DIGIT, "Zs": _SPACE, "Cc": _SPACE, "Sc": _CURRENCY, "Po": _MARK, "Pd": _MARK, "Ps": _MARK,
    "Pe": _MARK, "Pi": _MARK, "Pf": _MARK, "Pc": _MARK,
}  # fmt: skip
# From here on, nearly all is ideographs, Korean syllables and emoji. Beyond the table, all is as its last character.
_IDEOGRAPHS, _TABLE_END = 0x3040, 0x10000
_CHUNK = 1_000_000
# A word of so few lower-case letters stands in for a function word.
_SHORT_WORD = 3


@cache
def _table() -> npt.NDArray[np.uint8]:
    table = np.full(_TABLE_END, _IDEOGRAPH, dtype=np.uint8)
    table[:_IDEOGRAPHS] = [_OF_CATEGORY.get(unicodedata.category(chr(code)), _OTHER) for code in range(_IDEOGRAPHS)]
    table[[*map(ord, _COMMAS)]] = _COMMA
    table[[*map(ord, _STOPS)]] = _STOP
    return table


def _classes(text: str) -> npt.NDArray[np.uint8]:
    """The class of each character."""
    codes = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype=np.uint16)
    if len(codes) > len(text):  # characters that UTF-16 writes as two
        wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        codes = np.minimum(wide, _TABLE_END - 1).astype(np.uint16)
    return _table()[codes]


def _counts(classes: npt.NDArray[np.uint8], starts: Integers) -> Integers:
    """How many characters of each class each block has, a row a class."""
    counts = np.zeros(len(starts) * len(CLASSES), dtype=np.int64)
    firsts = np.repeat(np.arange(0, len(counts), len(CLASSES), dtype=np.int32), np.diff(starts, append=len(classes)))
    classes = classes[starts[0] :]
    for start in range(0, len(classes), _CHUNK):
        chunk = slice(start, start + _CHUNK)
        counts += np.bincount(firsts[chunk] + classes[chunk], minlength=len(counts))
    return counts.reshape(len(starts), len(CLASSES)).T


def shape(text: str, starts: Integers, ends: Integers) -> Columns:
    """Counts and shares of the characters and words of each block; blocks are not empty.

    >>> shape("Two words. 1", np.array([0, 11]), np.array([10, 12]))["words"].tolist()
    [2.0, 1.0]
    """
    classes = np.concatenate([_classes(text[start : start + _CHUNK]) for start in range(0, len(text), _CHUNK)])
    lengths = (ends - starts).astype(np.float32)
    counts = _counts(classes, starts).astype(np.float32)
    counts[_SPACE, :-1] -= 1  # the line end behind each block but the last was counted with it
    columns = {f"share_{name}": count / lengths for name, count in zip(CLASSES, counts, strict=True)}
    columns |= _words(classes, starts, counts[_IDEOGRAPH])
    last = classes[ends - 1]
    first = classes[starts]
    columns |= {
        "chars": lengths,
        "stops": counts[_STOP],
        "commas": counts[_COMMA],
        "ends_in_stop": (last == _STOP).astype(np.float32),
        "ends_in_mark": ((last == _MARK) | (last == _COMMA)).astype(np.float32),
        "begins_upper": (first == _UPPER).astype(np.float32),
        "begins_digit": (first == _DIGIT).astype(np.float32),
    }
    return columns


def _words(classes: npt.NDArray[np.uint8], starts: Integers, ideographs: Column) -> Columns:
    """How many words, how long, how many of them short: runs of letters and digits; an ideograph is a word."""
    in_word = np.zeros(len(classes) + 2, dtype=bool)
    in_word[1:-1] = (classes >= _LOWER) & (classes <= _CASELESS)
    edges = np.flatnonzero(in_word[1:] != in_word[:-1])
    begins, lengths = edges[::2], edges[1::2] - edges[::2]
    block = np.searchsorted(starts, begins, side="right") - 1
    count = len(starts)
    words = np.bincount(block, minlength=count)
    letters = np.bincount(block, weights=lengths, minlength=count)
    is_short = (lengths <= _SHORT_WORD) & (classes[begins] == _LOWER)
    short = np.bincount(block[is_short], minlength=count)
    capital = np.bincount(block[classes[begins] == _UPPER], minlength=count)
    at_least_one = np.maximum(words, 1)
    return {
        "words": (words + ideographs).astype(np.float32),
        "word_length": (letters / at_least_one).astype(np.float32),
        "share_short_words": (short / at_least_one).astype(np.float32),
        "share_capital_words": (capital / at_least_one).astype(np.float32),
    }
