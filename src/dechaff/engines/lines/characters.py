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
# Above this, nearly all is ideographs, Korean syllables and emoji.
_TABLE_END = 0x3040
_ABOVE = {code: name for name, text in _OF_CHARACTER.items() for code in map(ord, text) if code >= _TABLE_END}


@cache
def _classes() -> npt.NDArray[np.uint8]:
    names = [_OF_CATEGORY.get(unicodedata.category(chr(code)), "other") for code in range(_TABLE_END)]
    for name, text in _OF_CHARACTER.items():
        for code in map(ord, text):
            if code < _TABLE_END:
                names[code] = name
    return np.array([*(NUMBER[name] for name in names), IDEOGRAPH], dtype=np.uint8)


@cache
def _hashes() -> npt.NDArray[np.uint64]:
    """A number for each character, upper case as lower case; a word's is the sum of its characters'."""
    folded = [ord(low) if len(low := chr(code).lower()) == 1 else code for code in range(_TABLE_END)]
    random = np.random.Generator(np.random.PCG64(3)).integers(0, 2**63, _TABLE_END + 1, dtype=np.uint64)
    return np.concatenate((random[np.minimum(folded, _TABLE_END)], random[-1:]))


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

    codes: npt.NDArray[np.uint32]
    classes: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, text: str) -> "Characters":
        codes: npt.NDArray[np.uint32] = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        classes = _classes()[np.minimum(codes, _TABLE_END)]
        if not text.isascii():
            for code, name in _ABOVE.items():
                if chr(code) in text:
                    classes[codes == code] = NUMBER[name]
        return cls(codes, classes)

    def words(self, starts: Integers) -> Words:
        """Runs of letters and digits, and pairs of ideographs, with the number of the line that each begins in."""
        in_word = np.zeros(len(self.classes) + 2, dtype=np.int8)
        np.greater_equal(self.classes, FIRST_OF_WORD, out=in_word[1:-1].view(bool))
        ideographs = np.flatnonzero(self.classes == IDEOGRAPH)
        in_word[1:-1][ideographs] = 0
        edges = np.flatnonzero(in_word[1:] != in_word[:-1])
        begins, ends = edges[::2], edges[1::2]
        sums = np.zeros(len(self.codes) + 1, dtype=np.uint64)
        np.cumsum(_hashes()[np.minimum(self.codes, _TABLE_END)], out=sums[1:])
        hashes, lengths = sums[ends] - sums[begins], ends - begins
        if len(ideographs):
            codes = self.codes[ideographs].astype(np.uint64)
            pairs = codes * np.uint64(0x9E3779B97F4A7C15) + np.concatenate((codes[1:], codes[:1]))
            order = np.argsort(np.concatenate((begins, ideographs)), kind="stable")
            begins = np.concatenate((begins, ideographs))[order]
            lengths = np.concatenate((lengths, np.ones_like(ideographs)))[order]
            hashes = np.concatenate((hashes, pairs * np.uint64(0xD6E8FEB86659FD93)))[order]
        return Words(begins, lengths, np.searchsorted(starts, begins, side="right") - 1, hashes)
