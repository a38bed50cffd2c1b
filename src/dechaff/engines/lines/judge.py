"""From the lines of a text to what goes: scores, the lines that are surely residue, and reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dechaff.engines.lines import context
from dechaff.engines.lines.features import Columns, Lines, columns
from dechaff.engines.lines.file import Model
from dechaff.engines.lines.forest import Questions

# Less text than this tells nothing.
LEAST_LINES, LEAST_CHARACTERS = 4, 400
# Where no line has this score in the first stage, the second is not asked: one text in four.
SUSPECT = 0.3


@dataclass(frozen=True, slots=True)
class Limits:
    """The score from which on a line goes, from which on a paragraph of prose does, and from which on it is flagged."""

    sure: float
    prose: float
    flag: float


# Chosen out of fold: `bench/train/lines.py` prints what each costs clean texts and gains.
LIMITS = Limits(0.85, 0.95, 0.7)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a line: whether it goes, and why in words."""

    line: int
    goes: bool
    reason: str


def may_speak(spans: Sequence[tuple[int, int]]) -> bool:
    """Whether there is enough text to judge."""
    return len(spans) >= LEAST_LINES and spans[-1][1] - spans[0][0] >= LEAST_CHARACTERS


def judge(lines: Lines, model: Model, limits: Limits = LIMITS) -> Iterator[Verdict]:
    """What goes and what is doubtful, of the lines that no rule has taken; line by line."""
    seen = columns(lines, model.lexicon)
    first = model.first.scores(_table(seen, model.first))
    if first.max() < SUSPECT:
        return
    seen |= context.columns(first, seen["words"])
    scores = model.second.scores(_table(seen, model.second))
    for line in np.flatnonzero((scores >= limits.flag) & (lines.taken == 0)).tolist():
        score = float(scores[line])
        least = limits.prose if seen["prose"][line] else limits.sure
        yield Verdict(line, score >= least, f"{_name(seen, line)}, {score:.2f}")


def _table(seen: Columns, questions: Questions) -> npt.NDArray[np.float32]:
    return np.stack([seen[name] for name in questions.names])


def _name(seen: Columns, line: int) -> str:
    """What a line probably is, and where."""
    if seen["prose_before"][line] == 0:
        where = "before the first paragraph"
    else:
        where = "after the last paragraph" if seen["prose_behind"][line] == 0 else "between paragraphs"
    return f"{_sort(seen, line)} {where}"


def _sort(seen: Columns, line: int) -> str:
    groups = {"comments": "comment form or thread", "related": "link to other pages", "share": "share or follow prompt"}
    for group, name in groups.items():
        if seen[f"mark_{group}"][line] or seen[f"known_{group}"][line] > 0.3:
            return name
    if seen["ends_dots"][line]:
        return "teaser"
    if seen["stamp"][line]:
        return "date or counter"
    if seen["prose"][line]:
        return "paragraph off the topic" if seen["in_body"][line] < 0.3 else "paragraph"
    return "short line"
