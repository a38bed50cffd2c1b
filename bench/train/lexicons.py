"""Count how often each word of names and lines stands with main content, and turn that into odds."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from dechaff.engines.model.lexicon import Lexicon, names_of, words_of_line, words_of_names
from dechaff.engines.model.tree import Tree
from dechaff.model import Document

# A word of fewer sites than this tells of them, not of pages.
MIN_SITES = 3
# So many pages of average share are added to each word's own.
PRIOR = 3.0

Shares = dict[str, float]  # of each word on a page, the share of main content


def shares_of_names(document: Document, labels: np.ndarray, weights: np.ndarray) -> Shares:
    """The share of main content in the elements that bear each word."""
    assert document.page is not None
    elements = document.page.elements
    tree = Tree.of(elements, document.blocks)
    wanted, words = tree.inside(weights * labels)[1:], tree.inside(weights)[1:]
    return _shares(
        (words_of_names(names_of(element)), w, n) for element, w, n in zip(elements, wanted, words, strict=True)
    )


def shares_of_lines(texts: list[str], labels: np.ndarray) -> Shares:
    """The share of main content in the lines that begin with each word."""
    return _shares((words_of_line(text), label, 1.0) for text, label in zip(texts, labels, strict=True))


def _shares(seen: Iterable[tuple[tuple[str, ...], float, float]]) -> Shares:
    wanted: dict[str, float] = defaultdict(float)
    whole: dict[str, float] = defaultdict(float)
    for words, w, n in seen:
        for word in words:
            wanted[word] += float(w)
            whole[word] += float(n)
    return {word: wanted[word] / n for word, n in whole.items() if n > 0}


def lexicon(pages: list[tuple[str, Shares, Shares]]) -> Lexicon:
    """Make a lexicon of pages: the site, the shares of names and of lines of each."""
    return Lexicon(
        dict(_odds([(site, names) for site, names, _ in pages])),
        dict(_odds([(site, lines) for site, _, lines in pages])),
    )


def _odds(pages: list[tuple[str, Shares]]) -> Iterator[tuple[str, float]]:
    wanted: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    sites: dict[str, set[str]] = defaultdict(set)
    for site, shares in pages:
        for word, share in shares.items():
            wanted[word] += share  # type: ignore[assignment]
            seen[word] += 1
            sites[word].add(site)
    usual = sum(wanted.values()) / max(sum(seen.values()), 1)
    for word in sorted(seen):
        if len(sites[word]) >= MIN_SITES:
            right = wanted[word] + PRIOR * usual
            wrong = seen[word] - wanted[word] + PRIOR * (1 - usual)
            yield word, float(np.log(right / wrong) - np.log(usual / (1 - usual)))
