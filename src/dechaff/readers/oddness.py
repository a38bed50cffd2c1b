"""How odd a text reads: letters of two alphabets in one word, capitals and symbols inside words, control characters.

What was decoded by the wrong encoding is full of that, whatever the language; good text has next to none. ASCII alone
is never odd: "iPhone" and "a+b" say nothing about an encoding.
"""

import re
import unicodedata

# Letters that stand for what a character is; the rest of the module speaks in them.
#   a A  ASCII letters        l L  other Latin       g G  Greek      c C  Cyrillic        o  letters of other scripts
#   d    digits of ASCII      n    ² ½ and the like  s    symbols    b    box drawing     t  ™ ® © °, as behind words
#   p    marks that do not follow a letter: † • „ ¿   P  those that do: ” » …   h  dashes   q  ‘ ’ ·
#   x    controls, private use, no characters    z  soft hyphen    w  no-break space    m  combining    .  the rest
_ALPHABETS = {"LATIN": "lL", "GREEK": "gG", "CYRILLIC": "cC"}
_SINGLE = {
    **dict.fromkeys("™®©°", "t"),
    **dict.fromkeys("”“»«›‹…", "P"),
    **dict.fromkeys("‘’ʼ·", "q"),
    **dict.fromkeys("–—", "h"),
    **dict.fromkeys("µˆƒ", "s"),
    **dict.fromkeys("ªº", "n"),
    "\xad": "z",
    "\xa0": "w",
    "¤": "x",  # the sign of no currency; what it should be is "€"
}
_BY_CATEGORY = {
    **dict.fromkeys(("Mn", "Mc", "Me", "Cf", "Lm"), "m"),
    **dict.fromkeys(("Sc", "Sm", "So", "Sk"), "s"),
    **dict.fromkeys(("Po", "Ps", "Pi", "Pf", "Pe"), "p"),
    **dict.fromkeys(("Cc", "Cn", "Co", "Cs"), "x"),
    "Pd": "h",
    "No": "n",
}

_ODD = re.compile(
    r"x"  # no text has them
    r"|[aAlL][gGcC]|[gG][aAlLcC]|[cC][aAlLgG]"  # two alphabets in a word
    r"|[al]L|lA|gG|cC"  # a capital inside a word
    r"|[aAlLgGcC](?:s+(?=[^.dw])|[pP](?=[lLgGcC]))|[lLgGcC][snp]|[sn][lLgGcC]"  # a symbol inside a word
    r"|[lLgGcC]P(?=[aA])|[aA][np](?=[aA])"
    r"|b(?=[aAlLgGcC])|(?<=[aAlLgGcC])b"
    r"|h[lLgGcCsnPpt]h"  # a letter between dashes
    r"|[LGC][zw]"
)

# What is not ASCII, with the characters around it: all that the pattern asks about.
_AROUND = re.compile("[\x00-\x7f]?[^\x00-\x7f]+(?:[\x00-\x7f][^\x00-\x7f]+)*[\x00-\x7f]?")


class _Classes(dict[int, str]):
    """For `str.translate`: the letter of each character, looked up once."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = _letter(chr(code))
        return letter


def _letter(char: str) -> str:
    if char < "\x80":
        return "A" if char.isupper() else "a" if char.isalpha() else "d" if char.isdigit() else "."
    if char in _SINGLE:
        return _SINGLE[char]
    if "─" <= char <= "▟":
        return "b"
    category = unicodedata.category(char)
    if category in {"Lu", "Ll", "Lt", "Lo"}:
        alphabet = _ALPHABETS.get(unicodedata.name(char, "").partition(" ")[0])
        return "o" if alphabet is None else alphabet[category in {"Lu", "Lt"}]
    letter = _BY_CATEGORY.get(category, ".")
    return "." if letter == "p" and char > "\u206f" else letter  # full width marks stand between any letters


_CLASSES = _Classes()


def oddness(text: str) -> int:
    """How many odd places a text has.

    >>> oddness("Où est l’été ?"), oddness("OÃ¹ est lâ€™Ã©tÃ© ?")
    (0, 3)
    """
    around = " ".join(_AROUND.findall(text))
    return len(_ODD.findall(around.translate(_CLASSES)))
