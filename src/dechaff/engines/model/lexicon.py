"""What single words say: those of class names and ids, and those that short lines are made of."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from dechaff.engines.model.characters import Columns
from dechaff.engines.model.tree import Tree
from dechaff.model import Element

_NAME_WORD = re.compile(r"[A-Z]?[a-z]{2,20}")
_TEXT_WORD = re.compile(r"[^\W\d_]{2,20}|[©|»›→•]")
# Of a line, so many characters are read: what a line is shows at its beginning.
LINE_HEAD = 64


@lru_cache(maxsize=20_000)
def words_of_names(names: str) -> tuple[str, ...]:
    """The different words of an element's classes and ids.

    >>> words_of_names("td-postContent main_nav td")
    ('td', 'post', 'content', 'main', 'nav')
    """
    return tuple(dict.fromkeys(word.lower() for word in _NAME_WORD.findall(names[:200])))


def words_of_line(line: str) -> tuple[str, ...]:
    """The different words that a line begins with; digits all count as one word.

    >>> words_of_line("Leave a Reply | 3 comments")
    ('leave', 'reply', '|', 'comments')
    """
    return tuple(dict.fromkeys(_TEXT_WORD.findall(line[:LINE_HEAD].lower())))


def names_of(element: Element) -> str:
    """An element's own names."""
    _, _, name, classes = element
    return f"{classes} {name}" if name else classes


@dataclass(frozen=True)
class Lexicon:
    """How much each word speaks for main content: the logarithm of the odds, above or below those of any word."""

    names: Mapping[str, float]
    lines: Mapping[str, float]
    _known: dict[str, tuple[float, float]] = field(default_factory=dict)

    def columns(self, elements: list[Element], tree: Tree, texts: list[str]) -> Columns:
        """What the words of each block's line, its element and all elements above say."""
        low, high = np.array(list(self._spoken(elements)), dtype=np.float32).reshape(-1, 2).T
        own = tree.of_block
        parents = tree.parents[own]
        total = low + high
        said = np.array([_summed(self.lines, words_of_line(text)) for text in texts], dtype=np.float32).reshape(-1, 3)
        return {
            "names_low": low[own],
            "names_high": high[own],
            "names_above": total[parents],
            "names_twice_above": total[tree.parents[parents]],
            "names_chain_low": tree.chained(low, np.minimum)[own],
            "names_chain_high": tree.chained(high, np.maximum)[own],
            "names_chain": tree.chained(total, np.add)[own],
            "line_mean": said[:, 0],
            "line_low": said[:, 1],
            "line_high": said[:, 2],
        }

    def _spoken(self, elements: list[Element]) -> Iterator[tuple[float, float]]:
        """The lowest and highest word of each element, below and above 0."""
        yield 0.0, 0.0
        known = self._known
        for element in elements:
            names = names_of(element)
            spoken = known.get(names)
            if spoken is None:
                _, low, high = _summed(self.names, words_of_names(names))
                spoken = low, high
                if len(known) < 50_000:
                    known[names] = spoken
            yield spoken


def _summed(odds: Mapping[str, float], words: tuple[str, ...]) -> tuple[float, float, float]:
    """The mean, the lowest below 0 and the highest above 0."""
    found = [odds[word] for word in words if word in odds]
    if not found:
        return 0.0, 0.0, 0.0
    return sum(found) / len(found), min(0.0, *found), max(0.0, *found)
