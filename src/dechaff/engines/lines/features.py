"""What the model sees of each line: its shape, its words, its place, its neighbours, what rules matched near it.

No word as such and no language: of words it sees how they are spread over the text, and whether they are of the sorts
of words that rule files name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dechaff.engines.lines.characters import CLASSES, IDEOGRAPH, NUMBER, Characters, Column, Integers, Words
from dechaff.engines.lines.lexicon import GROUPS, SHORT_WORDS, Lexicon, place_of

Columns = dict[str, Column]

# A line of so many words that ends like a sentence is taken for prose; one of more is, however it ends.
PROSE_WORDS, LONG_WORDS = 15, 40
# A short line with digits is taken for a stamp: a date, an author with a date, a counter.
STAMP_WORDS = 10
# A line of so few words with one that rule files name is taken for a label.
LABEL_WORDS = 6
# A word this long is taken for one that says what a text is about.
TOPIC_LETTERS = 5
BINS = 1 << 13
FAR = 99


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text that are not blank: where each starts and ends, and what rules matched on them.

    `marks` has a row for each group of rules and a column for each line; `taken` is 1 for a line that a rule removes.
    """

    text: str
    starts: Integers
    ends: Integers
    marks: Column
    taken: Column

    @classmethod
    def of(cls, text: str, spans: Sequence[tuple[int, int]]) -> "Lines":
        """Lines from their spans; nothing is marked."""
        places = np.array(spans, dtype=np.int64).reshape(-1, 2)
        count = len(places)
        marks, taken = np.zeros((len(GROUPS), count), dtype=np.float32), np.zeros(count, dtype=np.float32)
        return cls(text, places[:, 0], places[:, 1], marks, taken)


def columns(lines: Lines, lexicon: Lexicon) -> Columns:
    """All columns that the first stage may ask for."""
    characters = Characters.of(lines.text)
    starts, count = lines.starts, len(lines.starts)
    words = characters.words(starts)
    seen = _shape(characters, starts, lines.ends)
    seen |= _words(characters, words, count)
    prose = ((seen["words"] >= PROSE_WORDS) & (seen["ends_stop"] > 0)) | (seen["words"] >= LONG_WORDS)
    seen["prose"] = prose.astype(np.float32)
    seen["stamp"] = ((seen["words"] <= STAMP_WORDS) & (seen["share_numbers"] > 0.1)).astype(np.float32)
    seen |= _topic(words, prose, count)
    seen |= _known(words, lexicon, seen["words"])
    seen |= _place(characters, lines, seen)
    seen |= _around(seen)
    return seen


def _shape(characters: Characters, starts: Integers, ends: Integers) -> Columns:
    """Shares of the sorts of characters, and how a line begins and ends."""
    count, kinds = len(starts), len(CLASSES)
    classes = characters.classes
    sizes = np.diff(starts, append=len(classes))
    keys = np.repeat(np.arange(0, count * kinds, kinds, dtype=np.int64), sizes) + classes[starts[0] :]
    counts = np.bincount(keys, minlength=count * kinds).reshape(count, kinds).T.astype(np.float32)
    shares = counts / (ends - starts).astype(np.float32)
    last, before, begin = classes[ends - 1], classes[np.maximum(ends - 2, starts)], classes[starts]
    stops = (NUMBER["stop"], NUMBER["ask"])
    is_stop = (last == stops[0]) | (last == stops[1])
    closes = (last == NUMBER["quote"]) | (last == NUMBER["mark"])
    is_stop |= closes & ((before == stops[0]) | (before == stops[1]))
    seen: Columns = {}
    for name in ("ask", "comma", "mark", "quote", "separator", "sign", "other", "upper", "digit"):
        seen[f"share_{name}"] = shares[NUMBER[name]]
    seen["stops"], seen["is_ideographs"] = counts[NUMBER["stop"]], shares[IDEOGRAPH]
    seen["ends_stop"] = is_stop.astype(np.float32)
    seen["last"], seen["begin"] = last.astype(np.float32), begin.astype(np.float32)
    is_dots = (characters.codes[ends - 1] == ord("…")) | ((last == stops[0]) & (before == stops[0]))
    seen["ends_dots"] = is_dots.astype(np.float32)
    return seen


def _words(characters: Characters, words: Words, count: int) -> Columns:
    """How many words, how long, how many of them short, capitalised, numbers, years."""
    number = np.bincount(words.lines, minlength=count).astype(np.float32)
    at_least_one = np.maximum(number, 1)
    kinds = characters.classes[words.begins]
    is_digit = kinds == NUMBER["digit"]

    def share(marked: npt.NDArray[np.bool_]) -> Column:
        return np.asarray(np.bincount(words.lines[marked], minlength=count) / at_least_one, dtype=np.float32)

    letters = np.asarray(np.bincount(words.lines, weights=words.lengths, minlength=count), dtype=np.float32)
    return {
        "words": number,
        "log_words": np.log1p(number),
        "word_length": letters / at_least_one,
        "share_short": share((kinds == NUMBER["lower"]) & (words.lengths <= 3)),
        "share_capital": share(kinds == NUMBER["upper"]),
        "share_numbers": share(is_digit),
        "years": share(is_digit & (words.lengths == 4)),
    }


def _topic(words: Words, prose: npt.NDArray[np.bool_], count: int) -> Columns:
    """How a line's words are spread over the text: those on its topic stand in other lines, and in its prose."""
    bins = ((words.hashes * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(51)).astype(np.int64)
    often = np.bincount(bins, minlength=BINS)[bins]
    common = np.bincount(words.lines, weights=np.log2(often), minlength=count)
    topical = (words.lengths >= TOPIC_LETTERS) | (words.lengths == 1)
    bins, lines = bins[topical], words.lines[topical]
    first, last = np.full(BINS, count), np.full(BINS, -1)
    first[bins[::-1]], last[bins] = lines[::-1], lines
    elsewhere = (first[bins] != lines) | (last[bins] != lines)
    in_prose = prose[lines]
    of_prose, lines_of_prose = bins[in_prose], lines[in_prose]
    first_prose, last_prose = np.full(BINS, count), np.full(BINS, -1)
    first_prose[of_prose[::-1]], last_prose[of_prose] = lines_of_prose[::-1], lines_of_prose
    in_body = (first_prose[bins] < lines) | (last_prose[bins] > lines)
    total = np.maximum(np.bincount(lines, minlength=count), 1)

    def share(marked: npt.NDArray[np.bool_]) -> Column:
        return np.asarray(np.bincount(lines[marked], minlength=count) / total, dtype=np.float32)

    number = np.maximum(np.bincount(words.lines, minlength=count), 1)
    return {
        "common": np.asarray(common / number, dtype=np.float32),
        "elsewhere": share(elsewhere),
        "in_body": share(in_body),
        "new": share(first[bins] == lines),
    }


def _known(words: Words, lexicon: Lexicon, number: Column) -> Columns:
    """The share of a line's words that rule files name, by the sort of rule."""
    places = place_of(words.hashes)
    groups = lexicon.groups[places]
    known = np.flatnonzero(groups)
    groups, lines = groups[known], words.lines[known]
    at_least_one = np.maximum(number, 1)
    found: Columns = {}
    for place, name in enumerate(GROUPS):
        number_of = np.bincount(lines[(groups >> place) & 1 > 0], minlength=len(number))
        found[f"known_{name}"] = np.asarray(number_of / at_least_one, dtype=np.float32)
    short, long = lexicon.odds
    odds = np.where((number <= SHORT_WORDS)[words.lines], short[places], long[places])
    mean = np.bincount(words.lines, weights=odds, minlength=len(number)) / at_least_one
    found |= {"odds": np.asarray(mean, dtype=np.float32)}
    most, least = np.zeros_like(number), np.zeros_like(number)
    if len(odds):
        firsts = np.flatnonzero(np.diff(words.lines, prepend=-1))
        filled = words.lines[firsts]
        most[filled], least[filled] = np.maximum.reduceat(odds, firsts), np.minimum.reduceat(odds, firsts)
        found["odds_first"] = np.zeros_like(number)
        found["odds_first"][filled] = odds[firsts]
    else:
        found["odds_first"] = most
    return found | {"odds_most": most, "odds_least": least}


def _place(characters: Characters, lines: Lines, seen: Columns) -> Columns:
    """Where a line stands: in the text, after prose, after what rules matched; how often its like stands there."""
    count = len(lines.starts)
    number = np.arange(count, dtype=np.float32)
    words = np.cumsum(seen["words"])
    total = np.maximum(words[-1], 1)
    prose = np.cumsum(seen["words"] * seen["prose"])
    breaks = np.cumsum(characters.codes == 10)
    gap = np.minimum(breaks[lines.starts[1:]] - breaks[lines.ends[:-1] - 1], 5).astype(np.float32)
    edge = np.full(1, 5, dtype=np.float32)
    kind = (np.minimum(seen["log_words"] * 2, 11).astype(np.int64) * 16 + seen["begin"].astype(np.int64)) * 16
    kind += seen["last"].astype(np.int64)
    alike = np.bincount(kind)[kind].astype(np.float32)
    known: dict[str, int] = {}
    text = lines.text
    spans = zip(lines.starts.tolist(), lines.ends.tolist(), strict=True)
    same = np.array([known.setdefault(text[start:end], len(known)) for start, end in spans])
    any_mark = lines.marks.max(axis=0)
    found = {
        "number": number,
        "left": count - 1 - number,
        "part_before": (words - seen["words"]) / total,
        "words_before": np.log1p(words - seen["words"]),
        "words_behind": np.log1p(total - words),
        "prose_before": np.log1p(prose - seen["words"] * seen["prose"]),
        "prose_behind": np.log1p(prose[-1] - prose),
        "prose_share": np.full(count, prose[-1] / total, dtype=np.float32),
        "total": np.full(count, np.log1p(total), dtype=np.float32),
        "gap_before": np.concatenate((edge, gap)),
        "gap_behind": np.concatenate((gap, edge)),
        "since_prose": _since(seen["prose"] > 0),
        "until_prose": _since(seen["prose"][::-1] > 0)[::-1],
        "alike": alike / np.float32(count),
        "times": np.bincount(same)[same].astype(np.float32),
        "taken": lines.taken,
        "marked": any_mark,
        "since_marked": _since(any_mark > 0),
        "until_marked": _since(any_mark[::-1] > 0)[::-1],
    }
    far = np.full(count, FAR, dtype=np.float32)
    for name, row in zip(GROUPS, lines.marks, strict=True):
        label = (row > 0) | ((seen[f"known_{name}"] > 0) & (seen["words"] <= LABEL_WORDS))
        found[f"mark_{name}"] = row
        found[f"since_{name}"] = _since(label) if label.any() else far
    return found


def _since(marked: npt.NDArray[np.bool_]) -> Column:
    """How many lines ago the last marked one stood; 0 where a line is marked itself, FAR where none was before."""
    number = np.arange(len(marked))
    last = np.maximum.accumulate(np.where(marked, number, -FAR))
    return np.minimum(number - last, FAR).astype(np.float32)


SUMMED = (
    "log_words", "ends_stop", "share_capital", "share_digit", "in_body", "prose", "share_short", "share_ask", "stamp",
    "new", "times", "marked", "known_comments", "known_related", "known_share", "known_legal", "odds",
)  # fmt: skip
WINDOWS = {"back5": (-5, 0), "ahead5": (1, 6), "11": (-5, 6)}
NEAR = ("log_words", "ends_stop", "share_capital", "in_body", "prose", "stamp", "gap_behind", "last", "marked")


def _around(seen: Columns) -> Columns:
    """Some columns of the neighbours, and means over windows, over all that stands before a line and from it on."""
    found = dict(zip(*near([seen[name] for name in NEAR], NEAR, (-1, 1, 2)), strict=True))
    sums = running([seen[name] for name in SUMMED])
    count = sums.shape[1] - 1
    number = np.arange(count)
    for window, (first, last) in WINDOWS.items():
        begin, end = np.clip(number + first, 0, count), np.clip(number + last, 0, count)
        means = (sums[:, end] - sums[:, begin]) / np.maximum(end - begin, 1).astype(np.float32)
        found |= {f"{name}_{window}": row for name, row in zip(SUMMED, means, strict=True)}
    before = sums[:, :-1] / np.maximum(number, 1).astype(np.float32)
    behind = (sums[:, -1:] - sums[:, :-1]) / (count - number).astype(np.float32)
    found |= {f"{name}_before": row for name, row in zip(SUMMED, before, strict=True)}
    found |= {f"{name}_behind": row for name, row in zip(SUMMED, behind, strict=True)}
    return found


def running(rows: Sequence[Column]) -> Column:
    """Sums of each row up to each line, from none to all."""
    sums = np.zeros((len(rows), len(rows[0]) + 1), dtype=np.float32)
    np.cumsum(np.stack(rows), axis=1, out=sums[:, 1:])
    return sums


def near(rows: Sequence[Column], names: Sequence[str], places: Sequence[int]) -> tuple[list[str], list[Column]]:
    """Names and rows of what the lines so many places on have; -1 where there is none."""
    whole = np.stack(rows)
    count = whole.shape[1]
    padded = np.full((len(rows), count + 2 * max(map(abs, places))), -1, dtype=np.float32)
    margin = max(map(abs, places))
    padded[:, margin : margin + count] = whole
    found_names, found = [], list[Column]()
    for place in places:
        found_names += [f"{name}{place:+d}" for name in names]
        found += list(padded[:, margin + place : margin + place + count])
    return found_names, found
