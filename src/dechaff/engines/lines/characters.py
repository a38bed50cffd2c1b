"""What each character of a text is, and the words that characters make: all of a text in a few numpy calls."""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

CLASSES = (
    "space", "other", "stop", "ask", "comma", "mark", "quote", "separator", "sign", "currency",
    "lower", "upper", "digit", "caseless", "ideograph",
)  # fmt: skip
NUMBER = {name: number for number, name in enumerate(CLASSES)}
# From here on, a character is part of a word; ideographs are words of their own.
FIRST_OF_WORD, IDEOGRAPH = NUMBER["lower"], NUMBER["ideograph"]

_OF_CATEGORY = {
    "Ll": "lower", "Lu": "upper", "Lt": "upper", "Lo": "caseless", "Lm": "caseless", "Mn": "caseless",
    "Mc": "caseless", "Nd": "digit", "No": "digit", "Zs": "space", "Cc": "space", "Sc": "currency", "Po": "mark",
    "Pd": "mark", "Ps": "mark", "Pe": "mark", "Pi": "quote", "Pf": "quote", "Pc": "mark",
}  # fmt: skip
_OF_CHARACTER = {
    "stop": ".…。؟।", "ask": "?!？！", "comma": ",;、，；،", "quote": "\"'“”„’‘«»",
    "separator": "|•·›»→►▶◄←↑↓>", "sign": "©@#&/_+=~®™",
}  # fmt: skip
# From here on, nearly all is ideographs, Korean syllables and emoji.
_IDEOGRAPHS = 0x3040
# The tables go so far; of the characters beyond, each is as the last one.
_TABLE_END = 0x10000


@cache
def _classes() -> npt.NDArray[np.uint8]:
    table = np.full(_TABLE_END, IDEOGRAPH, dtype=np.uint8)
    for code in range(_IDEOGRAPHS):
        table[code] = NUMBER[_OF_CATEGORY.get(unicodedata.category(chr(code)), "other")]
    for name, text in _OF_CHARACTER.items():
        table[[*map(ord, text)]] = NUMBER[name]
    return table


@cache
def _hashes() -> npt.NDArray[np.uint64]:
    """A number for each character, upper case as lower case; a word's is the sum of its characters'."""
    random = np.random.Generator(np.random.PCG64(3)).integers(0, 2**63, _IDEOGRAPHS + 1, dtype=np.uint64)
    table = np.full(_TABLE_END, random[-1], dtype=np.uint64)
    folded = [ord(low) if len(low := chr(code).lower()) == 1 else code for code in range(_IDEOGRAPHS)]
    table[:_IDEOGRAPHS] = random[np.minimum(folded, _IDEOGRAPHS)]
    return table


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where they begin, how long they are, the line each stands in, and a number for each."""

    begins: Integers
    lengths: Integers
    lines: Integers
    hashes: npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Characters:
    """The codes and classes of a text's characters."""

    codes: npt.NDArray[np.uint16]
    classes: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, text: str) -> "Characters":
        data = text.encode("utf-16-le", "surrogatepass")
        codes: npt.NDArray[np.uint16] = np.frombuffer(data, dtype=np.uint16)
        if len(codes) > len(text):  # characters that UTF-16 writes as two
            wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
            codes = np.minimum(wide, _TABLE_END - 1).astype(np.uint16)
        return cls(codes, _classes()[codes])

    def words(self, starts: Integers) -> Words:
        """Runs of letters and digits, and pairs of ideographs, with the number of the line that each begins in."""
        in_word = np.zeros(len(self.classes) + 2, dtype=np.int8)
        np.greater_equal(self.classes, FIRST_OF_WORD, out=in_word[1:-1].view(bool))
        ideographs = np.flatnonzero(self.classes == IDEOGRAPH)
        in_word[1:-1][ideographs] = 0
        edges = np.flatnonzero(in_word[1:] != in_word[:-1])
        begins, ends = edges[::2], edges[1::2]
        sums = np.zeros(len(self.codes) + 1, dtype=np.uint64)
        np.cumsum(_hashes()[self.codes], out=sums[1:])
        hashes, lengths = sums[ends] - sums[begins], ends - begins
        if len(ideographs):
            codes = self.codes[ideographs].astype(np.uint64)
            pairs = codes * np.uint64(0x9E3779B97F4A7C15) + np.concatenate((codes[1:], codes[:1]))
            order = np.argsort(np.concatenate((begins, ideographs)), kind="stable")
            begins = np.concatenate((begins, ideographs))[order]
            lengths = np.concatenate((lengths, np.ones_like(ideographs)))[order]
            hashes = np.concatenate((hashes, pairs * np.uint64(0xD6E8FEB86659FD93)))[order]
        return Words(begins, lengths, np.searchsorted(starts, begins, side="right") - 1, hashes)
