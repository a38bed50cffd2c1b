"""The two forms in which rules see a line, so that one phrase finds all the ways in which sites print it."""

import re
from collections.abc import Iterable

# Look-alikes, one character for one, so that positions stay: spaces, quotes, dashes, full-width colons and brackets.
_LOOK_ALIKES = {
    " ": "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    "'": "\u2018\u2019\u201b\u02bc",
    '"': "\u201c\u201d\u201e\u201f",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015",
    ":": "\uff1a",
    "(": "\uff08",
    ")": "\uff09",
}
_FOLDS = tuple((old, new) for new, olds in _LOOK_ALIKES.items() for old in olds)
_SURROGATE = re.compile("[\ud800-\udfff]")

# List marks, arrows, brackets and stops around a phrase say nothing about what it is.
TRIM = " -*•·|»«›‹<>→←↓↑▼▲►◄[](){}:.…!,;#+©&~_=/\\【】"

# What sites set a label apart with; all of it is a colon in the normal form.
SEPARATORS = ("|", ">", "»", "›", "→", " - ")

_DIGITS = re.compile(r"\d+")
_TO_ZERO = bytes.maketrans(b"123456789", b"0" * 9)
_SIFTED = _TO_ZERO.lower()  # and letters small: all there is to fold in ASCII
# How UTF-8 begins the letters of scripts that have digits of their own: Arabic, Indic, full-width.
_OTHER_DIGITS = (b"\xd9", b"\xdb", b"\xe0", b"\xef\xbc")


def fold(text: str) -> str:
    """Replace look-alikes, one character for one, and whatever UTF-8 cannot express.

    >>> fold("READ\\u00a0“More”")
    'READ "More"'
    """
    if text.isascii():
        return text.replace("\t", " ")
    for old, new in _FOLDS:  # 30 times as fast as str.translate
        text = text.replace(old, new)
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def normal(line: str) -> str:
    """The normal form of a line, in which whole lines, labels and prefixes are compared.

    Case, repeated spaces, list marks, brackets, a closing colon or ellipsis make no difference; every number is 0, and
    what sets a label apart (a bar, an arrow, a dash between spaces) is a colon.

    >>> normal("»  12 Comments: "), normal("Lire aussi » La grève")
    ('0 comments', 'lire aussi: la grève')
    """
    return normals([line])[0]


def normals(lines: Iterable[str]) -> list[str]:
    """The normal forms of many lines, in a tenth of the time."""
    text = fold("\n".join([" ".join(line.split()) for line in lines]))
    return [form.strip(TRIM) for form in _with_spaces_around(text).split("\n")]


def normal_of_folded(line: str) -> str:
    """The same of one that is folded already and has no white space around it."""
    return _with_spaces_around(line).strip(TRIM)


def _with_spaces_around(text: str) -> str:
    """The normal form of folded lines, but for what stands around a phrase."""
    text = text.casefold()
    for separator in SEPARATORS:
        text = text.replace(separator, ": ")
    data = _with_single_spaces(text.encode()).replace(b" :", b":")
    if any(lead in data for lead in _OTHER_DIGITS):
        text = _DIGITS.sub("0", data.decode())
    else:
        data = data.translate(_TO_ZERO)
        while b"00" in data:
            data = data.replace(b"00", b"0")
        text = data.decode()
    return text


def sift(texts: Iterable[str]) -> bytes:
    """Folded lines, one after another, as literals are looked for in them: less is undone than in the normal form.

    Case and repeated spaces make no difference, and every digit is 0.

    >>> sift(["Page  12 of 20", "»"]).decode()
    'page 00 of 00\\n»'
    """
    folded = "\n".join([text if text.isascii() else text.casefold() for text in texts])
    return _with_single_spaces(folded.encode()).translate(_SIFTED)


def _with_single_spaces(data: bytes) -> bytes:
    while b"  " in data:
        data = data.replace(b"  ", b" ")
    return data
