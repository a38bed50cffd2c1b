"""The two forms in which rules see a line, so that one phrase finds all the ways in which sites print it."""

import re

# Look-alikes, one character for one, so that positions stay: spaces, quotes, dashes.
_LOOK_ALIKES = {
    " ": "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t",
    "'": "\u2018\u2019\u201b\u02bc",
    '"': "\u201c\u201d\u201e\u201f",
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015",
}
_FOLDS = tuple((old, new) for new, olds in _LOOK_ALIKES.items() for old in olds)
_SURROGATE = re.compile("[\ud800-\udfff]")

# List marks, arrows, brackets and stops around a phrase say nothing about what it is.
_TRIM = " -*•·|»«›‹<>→←↓↑▼▲►◄[](){}:.…!,;#+©&~_=/\\"
_DIGITS = re.compile(r"\d+")


def fold(text: str) -> str:
    """Replace look-alikes, one character for one, and whatever UTF-8 cannot express.

    >>> fold("READ\\u00a0“More”")
    'READ "More"'
    """
    if text.isascii() and "\t" not in text:
        return text
    for old, new in _FOLDS:  # 30 times as fast as str.translate
        text = text.replace(old, new)
    return _SURROGATE.sub("\ufffd", text) if _SURROGATE.search(text) else text


def normal(line: str) -> str:
    """The normal form of a line, in which whole lines and prefixes are compared.

    Case, repeated spaces, list marks, brackets, a closing colon or ellipsis make no difference; every number is 0.

    >>> normal("»  12 Comments: ")
    '0 comments'
    """
    return _DIGITS.sub("0", " ".join(fold(line).casefold().split()).strip(_TRIM))
