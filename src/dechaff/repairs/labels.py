"""Labels that stayed in another language when a text was translated into English: "Fonte:", "Читайте также"."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from dechaff.model import Flag

RULE = "garbled/untranslated-label"
LANGUAGE = "en"


def _listed() -> str:
    """The labels, longest first, as one pattern; a word in ASCII needs a colon, or it may be a name."""
    lines = resources.files("dechaff.repairs").joinpath("data/labels.txt").read_text(encoding="utf-8").splitlines()
    labels = sorted((line for line in lines if line and not line.startswith("#")), key=len, reverse=True)
    alone = [label for label in labels if " " in label or not label.isascii()]
    return rf"(?:{'|'.join(labels)})[ \t\xa0]*[:：]|(?:{'|'.join(alone)})[ \t\xa0]*\r?$"


# For a gate, too.
NEEDS = rf"(?im)^[ \t]*(?:{_listed()})"


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(NEEDS)


def find(text: str) -> Iterator[Flag]:
    """Yield a flag for each such label in a text that is in English.

    >>> [flag.text for flag in find("The ferry was late.\\nFonte: the captain\\nLeggi anche")]
    ['Fonte:', 'Leggi anche']
    """
    for match in _pattern().finditer(text):
        label = match[0].strip()
        reason = f'"{label.rstrip(":： ")}" was not translated'
        start = match.start() + match[0].index(label)
        yield Flag(start, start + len(label), label, RULE, reason)
