"""What single words say: those of class names and ids, and those that short lines are made of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat

import numpy as np

from dechaff.engines.model.characters import Column, Columns
from dechaff.engines.model.tree import Tree
from dechaff.model import Element

_NAME_WORD = re.compile(r"[A-Z]?[a-z]{2,20}")
_TEXT_WORD = re.compile(r"[^\W\d_]{2,20}|[©|»›→•]")
# Of a line, and of the names of an element, so many characters are read: what a line is shows at its beginning.
LINE_HEAD, NAMES_HEAD = 64, 200


def words_of_names(names: str) -> tuple[str, ...]:
    """The different words of an element's classes and ids.

    >>> words_of_names("td-postContent main_nav td")
    ('td', 'post', 'content', 'main', 'nav')
    """
    return tuple(dict.fromkeys(word.lower() for word in _NAME_WORD.findall(names[:NAMES_HEAD])))


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
class Said:
    """What the words of each of some texts say: their mean, the lowest below 0, the highest above 0."""

    mean: Column
    low: Column
    high: Column


class Words:
    """Words, and how much each speaks for main content; `pattern` finds words in a text."""

    def __init__(self, pattern: re.Pattern[str], odds: Mapping[str, float]) -> None:
        self._find = re.compile(f"{pattern.pattern}|\n").findall
        self._numbers = {word: number for number, word in enumerate(odds, 1)}
        self._numbers |= {word.capitalize(): number for word, number in self._numbers.items()} | {"\n": 0}
        self._odds = np.array([0.0, *odds.values()])

    def said(self, texts: Sequence[str]) -> Said:
        """What the different words of each text say; all texts are searched as one, a line each."""
        joined = "\n".join(texts)
        if joined.count("\n") >= len(texts):
            joined = "\n".join(text.replace("\n", " ") for text in texts)
        words, count = self._find(joined), len(self._odds)
        found = np.fromiter(map(self._numbers.get, words, repeat(-1)), np.int64, len(words))
        spoken = np.sort((np.cumsum(found == 0) * count + found)[found > 0])
        lines, numbers = np.divmod(spoken[np.diff(spoken, prepend=-1) > 0], count)
        odds = self._odds[numbers]
        low, high = np.zeros(len(texts)), np.zeros(len(texts))
        np.minimum.at(low, lines, odds)
        np.maximum.at(high, lines, odds)
        different = np.maximum(np.bincount(lines, minlength=len(texts)), 1)
        mean = np.bincount(lines, weights=odds, minlength=len(texts)) / different
        return Said(mean.astype(np.float32), low.astype(np.float32), high.astype(np.float32))


@dataclass(frozen=True)
class Lexicon:
    """How much each word speaks for main content: the logarithm of the odds, above or below those of any word."""

    names: Mapping[str, float]
    lines: Mapping[str, float]

    def of_names(self, names: Sequence[str]) -> Said:
        """What the words of classes and ids say."""
        return self._names.said([name[:NAMES_HEAD] for name in names])

    def of_lines(self, lines: Sequence[str]) -> Said:
        """What the words say that lines begin with."""
        return self._lines.said([line[:LINE_HEAD].lower() for line in lines])

    @cached_property
    def _names(self) -> Words:
        return Words(_NAME_WORD, self.names)

    @cached_property
    def _lines(self) -> Words:
        return Words(_TEXT_WORD, self.lines)

    def columns(self, names: Sequence[str], tree: Tree, texts: Sequence[str]) -> Columns:
        """What the words of each block's line, its element and all elements above say; `names` are the elements'."""
        places: dict[str, int] = {"": 0}
        of_element = np.array([0, *(places.setdefault(name, len(places)) for name in names)])
        spoken = self.of_names(list(places))
        low, high = spoken.low[of_element], spoken.high[of_element]
        own = tree.of_block
        parents = tree.parents[own]
        total = low + high
        said = self.of_lines(texts)
        return {
            "names_low": low[own],
            "names_high": high[own],
            "names_above": total[parents],
            "names_twice_above": total[tree.parents[parents]],
            "names_chain_low": tree.chained(low, np.minimum)[own],
            "names_chain_high": tree.chained(high, np.maximum)[own],
            "names_chain": tree.chained(total, np.add)[own],
            "line_mean": said.mean,
            "line_low": said.low,
            "line_high": said.high,
        }
