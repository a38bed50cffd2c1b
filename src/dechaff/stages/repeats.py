"""Lines that say what was said: a headline twice in a row, and what stands on many pages of the site.

An extractor takes the same headline from two places of a page; a site prints menus, notices and credits on all pages.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from math import ceil
from operator import eq
from typing import TYPE_CHECKING

from dechaff.config import Settings
from dechaff.model import Document, Edit, Flag, Span
from dechaff.repeats.site import LEAST_PAGES
from dechaff.rules.act import BRAKE
from dechaff.rules.lines import Lines
from dechaff.stages.base import Resources

if TYPE_CHECKING:
    from dechaff.repeats.table import Repeated

NAME = "repeats"
RULE = "repeats/line"
SITE_RULE = "repeats/site"

# Refrains, list items and table rows repeat too, but they are short.
LEAST_WORDS = 8
# Whole sentences that stand twice are more often in the article than not: on the residual texts of three extractors,
# removing them lowers word F1, removing headlines raises it.
SENTENCE = re.compile(r"""[.:;!?。！？]["')\]»”’]*$""")

# From this share of a site's pages on, and in any case from so many pages on, a line is the site's; never on fewer
# pages than the least. On three pages of one site, word F1 of three extractors' texts fell as often as it rose.
SHARES = {"normal": 0.3, "thorough": 0.1}
ENOUGH_PAGES = {"normal": 30, "thorough": 10}
LEAST = {"normal": 4, "thorough": LEAST_PAGES}
# A text of which more stands on other pages, too, is a form that was filled in, such as the page of a product: what
# such pages share is as good as what is their own.
MOST = 0.3


def propose(document: Document, resources: Resources) -> Iterator[Edit | Flag]:
    """The second of two equal lines, where they are long enough for a headline and do not end like a sentence.

    In a run over many pages, also the lines that stand on many pages of this page's site.
    """
    twice = set(_twice(document))
    for index in twice:
        yield _removal(document, index, RULE, "the line before says the same")
    if resources.repeats is None or resources.settings.level not in SHARES:
        return
    repeated = resources.repeats.of(document)
    if repeated is not None:
        yield from _of_site(document, repeated, resources.settings, twice)


def _twice(document: Document) -> Iterator[int]:
    texts = document.known(Lines).texts
    if not any(map(eq, texts, islice(texts, 1, None))):
        return
    before = ""
    for index, (start, end) in enumerate(document.lines):
        line = document.text[start:end].strip()
        if line and line == before and line.count(" ") >= LEAST_WORDS - 1 and not SENTENCE.search(line):
            yield index
        before = line or before


def _of_site(document: Document, repeated: "Repeated", settings: Settings, gone: set[int]) -> Iterator[Edit | Flag]:
    """Removals of what the site prints on its pages; if that is too much of the text, a flag."""
    level = settings.level
    least = max(LEAST[level], min(ceil(SHARES[level] * repeated.pages), ENOUGH_PAGES[level]))
    most = min(settings.brake, MOST)
    text, lines = document.text, document.lines
    filled = [index for index, (start, end) in enumerate(lines) if not text[start:end].isspace() and start < end]
    taken = [index for index in _edges(filled, repeated.counts, least) if index not in gone]
    going = sum(_weight(text, lines[index]) for index in taken)
    if going > most * sum(_weight(text, lines[index]) for index in filled):
        yield Flag(0, len(text), "", BRAKE, f"more than {most:.0%} of the text stands on many pages of this site")
        return
    for index in taken:
        reason = f"on {repeated.counts[index]} of {repeated.pages} pages of this site"
        yield _removal(document, index, SITE_RULE, reason)


def _edges(filled: Sequence[int], counts: Sequence[int], least: int) -> Iterator[int]:
    """The repeated lines that begin or end the text. Between lines of the page's own they are headings or refrains."""
    first = list(takewhile(lambda index: counts[index] >= least, filled))
    yield from first
    if len(first) < len(filled):
        yield from takewhile(lambda index: counts[index] >= least, reversed(filled))


def _weight(text: str, line: Span) -> int:
    return len(text[line.start : line.end].strip())


def _removal(document: Document, index: int, rule: str, reason: str) -> Edit:
    """Remove a line with its line end."""
    start, end = document.lines[index]
    end += 2 if document.text.startswith("\r\n", end) else document.text[end : end + 1] in {"\r", "\n"}
    return Edit(start, end, document.text[start:end], "", rule, "other", NAME, reason)
