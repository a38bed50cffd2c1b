"""From the lines of a text to what goes: scores, the point from which on all goes, single lines, and reasons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dechaff.engines.lines import context
from dechaff.engines.lines.characters import Column
from dechaff.engines.lines.features import Columns, Lines, columns
from dechaff.engines.lines.file import Model
from dechaff.engines.lines.forest import Questions

# Less text than this tells nothing.
LEAST_LINES, LEAST_CHARACTERS = 4, 400
# Where no line has this score in the first stage, nothing would be sure in the second: out of fold, none was.
SUSPECT = 0.3


@dataclass(frozen=True, slots=True)
class Limits:
    """The scores from which on a line goes, or all from a line on, and from which on a line is flagged."""

    line: float
    tail: float
    flag: float


# Chosen out of fold: `bench/train/lines.py` prints what each costs clean texts and gains.
LIMITS = {"normal": Limits(0.8, 0.85, 0.65), "thorough": Limits(0.65, 0.75, 0.5)}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a line: whether it goes, how sure that is, and why in words."""

    line: int
    goes: bool
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Scores:
    """For each line the odds that it is noise, and that nearly all from it on is."""

    line: Column
    tail: Column
    seen: Columns


def may_speak(spans: Sequence[tuple[int, int]]) -> bool:
    """Whether there is enough text to judge."""
    return len(spans) >= LEAST_LINES and spans[-1][1] - spans[0][0] >= LEAST_CHARACTERS


def score(lines: Lines, model: Model) -> Scores | None:
    """Score the lines of a text in two stages; None where the first sees nothing that the second might remove."""
    seen = columns(lines, model.lexicon)
    first = model.first.scores(_table(seen, model.first))
    if first.max() < SUSPECT:
        return None
    seen |= context.columns(first, seen["words"])
    return Scores(model.line.scores(_table(seen, model.line)), model.tail.scores(_table(seen, model.tail)), seen)


def _table(seen: Columns, questions: Questions) -> npt.NDArray[np.float32]:
    return np.stack([seen[name] for name in questions.names])


def judge(lines: Lines, model: Model, limits: Limits) -> Iterator[Verdict]:
    """What goes and what is doubtful, of the lines that no rule has taken; line by line."""
    scores = score(lines, model)
    if scores is None:
        return
    cut = cut_of(scores.tail, limits.tail)
    doubtful = (scores.line >= limits.flag) | (np.arange(len(scores.line)) >= cut)
    for line in np.flatnonzero(doubtful & (lines.taken == 0)).tolist():
        is_tail = line >= cut
        sure = max(float(scores.line[line]), float(scores.tail[cut]) if is_tail else 0.0)
        goes = is_tail or sure >= limits.line
        yield Verdict(line, goes, sure, f"{_name(scores.seen, line, is_tail)}, {sure:.2f}")


def cut_of(tail: Sequence[float] | Column, limit: float) -> int:
    """The first line, but for the very first, from which on nearly all is noise; behind the last if there is none."""
    above = np.flatnonzero(np.asarray(tail)[1:] >= limit)
    return int(above[0]) + 1 if len(above) else len(tail)


def _name(seen: Columns, line: int, is_tail: bool) -> str:
    """What a line probably is, and where."""
    if is_tail:
        where = "after the story's end"
    elif seen["prose_before"][line] == 0:
        where = "before the story begins"
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
