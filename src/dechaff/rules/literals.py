"""What must stand in a line for an expression to match it: some literals, one of which each of its matches holds.

An expression is asked only about lines that hold one of its literals, and those are found for all expressions at once.
This is how FilteredRE2 and Hyperscan choose what to look for.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import inf, prod
from typing import NamedTuple
from unicodedata import category

from dechaff.rules.normal import sift

# The line ends around a line, which `^` and `$` stand for.
EDGE = "\n"

# Alternatives are multiplied out as long as they are no more than these.
_MOST = 300

# So many repeats of a part are written out; of one that is but one text, all numbers of repeats up to so many.
_MOST_TIMES, _MOST_WRITTEN = 3, 4

# At so many places of a text a character stands, roughly: in English, and a line end in articles.
_OFTEN, _SELDOM, _RARELY, _HARDLY = 0.08, 0.02, 0.008, 0.00001

_TOKEN = re.compile(
    r"""(?P<letters>[^\\^$.|?*+()\[\]{}]+(?![?*+{]))
      | (?P<flags>\(\?[a-zA-Z-]*\))
      | (?P<open>\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?)
      | (?P<close>\))
      | (?P<bar>\|)
      | (?P<repeat>(?:[*+?]|\{(?P<least>\d+)(?P<range>,(?P<most>\d*))?\})\??)
      | (?P<set>\[(?:\^?\]?(?:\[:\^?\w+:\]|\\[pP]\{\^?\w+\}|\\.|[^\]\\])*)\])
      | (?P<edge>\^|\$)
      | (?P<nothing>\\[bB])
      | (?P<kind>\\[dDsSwW]|\\[pP](?:\{\^?\w+\}|\w)|\.)
      | \\(?P<mark>[^\w\s])
      | (?P<letter>[^\\\[])""",
    re.VERBOSE | re.DOTALL,
)
# A set that lists its characters, with no range but that of the digits.
_LISTED = re.compile(r"\[(?!\^)(\]?(?:\\[^\w\s]|\\d|0-9|[^\]\\\[-]|-(?=\])|(?<=\[)-)*)\]")

# Where there is one digit there are more, as often as the most frequent letters.
_NUMBER = re.compile("0(?:[.,:-]?0)+")

# Words that stand in nearly every paragraph, each at about so many of its places.
_WORDS = frozenset(
    "a also and are as at be but by can for from has have i in is it more not of on or our read so than that the their "  # noqa: SIM905
    "they this to was we were what when which who will with you your".split()
)
_WORD = 0.004

# These stand in every line.
_USELESS = frozenset({"", EDGE, " "})

# Where what stands beside each other makes one.
_REPEATED = re.compile(r"([ \n])\1+")

_Texts = frozenset[str]
_Reach = Mapping[str, float]  # literals, and before how many characters each ends


class Need(NamedTuple):
    """What a line must be for an expression to match it."""

    literals: _Reach | None  # one of these stands in its first characters; None where nothing in particular must
    longest: float  # it has no more characters than this


class _Part(NamedTuple):
    """What is known of a part of an expression."""

    known: _Texts = frozenset()  # it matches these,
    heads: _Texts = frozenset()  # or something that begins with one of these,
    tails: _Texts = frozenset()  # ends with one of these,
    needs: _Reach | None = None  # and holds one of these, within so many characters;
    longest: float = 0  # nothing that it matches is longer
    branches: "Sequence[_Part]" = ()  # the alternatives that it is made of


_EMPTY = frozenset({""})
_ANYTHING = _Part(heads=_EMPTY, tails=_EMPTY, longest=inf)
_NOTHING = _Part(_EMPTY)
_EDGES = (_NOTHING, _Part(frozenset({EDGE})))


@lru_cache(maxsize=4096)
def need(pattern: str) -> Need:
    """What an expression needs; of the literals, those that texts hold most rarely, in the form of `sift`.

    The line ends around a line belong to it.

    >>> sorted(need("^(?i)read (?:more|on)[^!]*: [A-Z]").literals)
    ['\\nread more', '\\nread on']
    >>> need(r"^.{2,40} \\d{1,3} comments\\b.{9}$")
    Need(literals={' 0 comments': 53, ' 00 comments': 53, ' 000 comments': 53}, longest=62)
    >>> need("[^!]+")
    Need(literals=None, longest=inf)
    """
    tokens = [*_TOKEN.finditer(pattern)]
    if sum(len(token[0]) for token in tokens) != len(pattern):
        return Need(None, inf)  # something rare, such as an escape by number
    whole = _alternatives(tokens[::-1])
    needs = _needs_of(whole)
    begins = all(text.startswith(EDGE) for text in whole.known | whole.heads)
    ends = all(text.endswith(EDGE) for text in whole.known | whole.tails)
    is_line = begins and ends and EDGE not in whole.known  # which is one end of a line, but not both
    if needs and not begins:
        needs = dict.fromkeys(needs, inf)
    return Need(needs and _without_longer(needs), whole.longest if is_line else inf)


def _alternatives(tokens: list[re.Match[str]]) -> _Part:
    """The part up to the next closing bracket, or the end; takes its tokens, which are in reverse order."""
    branches: list[_Part] = []
    parts: list[_Part] = []
    while tokens:
        token = tokens.pop()
        if token["close"]:
            break
        if token["bar"]:
            branches.append(_sequence(parts))
            parts = []
        elif token["repeat"] and parts:
            parts.append(_repeated(parts.pop(), token))
        else:
            parts.append(_alternatives(tokens) if token["open"] else _single(token))
    return _either([*branches, _sequence(parts)])


def _single(token: re.Match[str]) -> _Part:
    """The part that one token is."""
    if letters := token["letters"] or token["mark"] or token["letter"]:
        return _exactly([letters])
    if token["edge"]:
        return _EDGES[1]
    if token[0] == r"\d":
        return _exactly("0")
    if token["set"] and (listed := _LISTED.fullmatch(token[0])):
        return _exactly(re.sub(r"\\(.)", r"\1", re.sub(r"\\d|0-9", "0", listed[1])))
    return _ANYTHING._replace(longest=1) if token["set"] or token["kind"] else _NOTHING


def _exactly(texts: Sequence[str]) -> _Part:
    return _Part(frozenset(sift([text]).decode() for text in texts), longest=max(map(len, texts)))


def _repeated(part: _Part, token: re.Match[str]) -> _Part:
    """A part that comes as often as a sign behind it says."""
    least, most = _times(token)
    if len(part.known) == 1 and not part.heads and most <= _MOST_WRITTEN:  # such as numbers of so many digits
        return _either([_sequence([part] * times) for times in range(least, int(most) + 1)])
    several = _sequence([part] * min(max(least, 1), _MOST_TIMES))
    if most > max(least, 1) or least > _MOST_TIMES:
        known = several.known
        several = _Part(frozenset(), known | several.heads, known | several.tails, _needs_of(several))
    several = several._replace(longest=part.longest * most if part.longest else 0)
    return several if least else _either([several, _NOTHING])


def _times(token: re.Match[str]) -> tuple[int, float]:
    """How often a part comes at least and at most."""
    sign = token["repeat"][0]
    if sign != "{":
        return int(sign == "+"), 1 if sign == "?" else inf
    least = int(token["least"])
    if not token["range"]:
        return least, least
    return least, int(token["most"]) if token["most"] else inf


def _either(branches: Sequence[_Part]) -> _Part:
    """What any of some alternatives matches."""
    if len(branches) == 1:
        return branches[0]
    known, heads, tails = (
        frozenset[str]().union(*texts)
        for texts in zip(*((branch.known, branch.heads, branch.tails) for branch in branches), strict=True)
    )
    longest = max(branch.longest for branch in branches)
    if len(known) + max(len(heads), len(tails)) > _MOST:
        begins = all(text.startswith(EDGE) for text in known | heads)
        heads = frozenset({EDGE}) if begins else _EMPTY
        return _Part(frozenset(), heads, _EMPTY, _all(map(_needs_of, branches)), longest, branches)
    return _Part(known, heads, tails, _all(branch.needs for branch in branches if branch.heads), longest, branches)


def _sequence(parts: Sequence[_Part]) -> _Part:
    """What parts match one behind another."""
    if len(parts) == 1:
        return parts[0]
    inner = [place for place, part in enumerate(parts) if part not in _EDGES]
    if len(inner) == 1 and parts[inner[0]].branches:  # each branch may be told by something else
        before, behind = parts[: inner[0]], parts[inner[0] + 1 :]
        return _either([_sequence([*before, branch, *behind]) for branch in parts[inner[0]].branches])
    known, heads, tails = _EMPTY, frozenset[str](), frozenset[str]()
    needs: _Reach | None = None  # what that needs which is not known
    ends = _EMPTY  # how the part before ends
    at: float = 0  # where it ends at the latest
    for part in parts:
        begins = part.known | part.heads
        if len(known | tails) * len(begins) > _MOST:  # what stands before is forgotten, but for the part before
            kept = ends if len(ends) * len(begins) <= _MOST else _EMPTY
            needs, tails = _rarest(needs, dict.fromkeys(tails, at)), kept if tails else tails
            if len(known) * len(begins) > _MOST:
                needs = _all([*([needs] if heads else []), _rarest(dict.fromkeys(known, at))])
                known, heads, tails = frozenset(), heads | known, kept
        if part.heads:
            either = []
            if known:
                either.append(_rarest(_behind(at, known, part.heads), _moved(part.needs, at)))
            if heads:
                either.append(_rarest(needs, _behind(at, tails, begins), _moved(_needs_of(part), at)))
            needs = _all(either)
        heads |= _joined(known, part.heads)
        tails = _joined(tails, part.known) | part.tails
        known = _joined(known, part.known)
        ends = part.known | part.tails
        at += part.longest
    return _Part(known, heads, tails, _rarest(needs, dict.fromkeys(tails, at)) if heads else None, at)


def _behind(at: float, starts: _Texts, ends: _Texts) -> _Reach:
    """Texts joined, the second of which begins at a place at the latest."""
    return {start + end: at + len(end) for end in sorted(ends, key=len) for start in starts}


def _moved(needs: _Reach | None, at: float) -> _Reach | None:
    return needs and {text: at + end for text, end in needs.items()}


def _joined(starts: _Texts, ends: _Texts) -> _Texts:
    return frozenset(start + end for start in starts for end in ends)


def _needs_of(part: _Part) -> _Reach | None:
    """What all that a part matches needs."""
    either = [_rarest(dict.fromkeys(part.known, part.longest))] if part.known else []
    if part.heads:
        either.append(_rarest(part.needs, _behind(0, _EMPTY, part.heads), dict.fromkeys(part.tails, part.longest)))
    return _all(either)


def _all(either: Iterable[_Reach | None]) -> _Reach | None:
    """What is needed where one of some things is; None where something needs nothing."""
    needs = [*either]
    if not needs or None in needs:
        return None
    if len(needs) == 1:
        return needs[0]
    ends: dict[str, float] = {}
    for text, end in (item for texts in needs if texts for item in texts.items()):
        ends[text] = max(end, ends.get(text, 0))
    return ends


def _rarest(*choices: _Reach | None) -> _Reach | None:
    """Of sets of literals, that which is met most rarely; None where none is worth looking for."""
    worthy = [texts for texts in choices if texts and _USELESS.isdisjoint(texts)]
    return min(worthy, key=lambda texts: sum(map(_share, texts))) if len(worthy) > 1 else next(iter(worthy), None)


def rarest(texts: Sequence[str]) -> str | None:
    """The text that stands in other texts most rarely; None of none."""
    return texts[0] if len(texts) == 1 else min(texts, key=_share, default=None)


@lru_cache(maxsize=4096)
def _share(text: str) -> float:
    """At what share of the places of a text another stands."""
    words = [*filter(None, text.split(" "))]
    if _WORDS.issuperset(words):
        return _WORD ** len(words)
    return prod(map(_SHARES.__getitem__, _NUMBER.sub("0e", text) if "0" in text else text))


class _Shares(dict[str, float]):
    """The same for single characters; pictures and arrows are the rarest."""

    def __missing__(self, letter: str) -> float:
        share = self[letter] = _HARDLY if category(letter) == "So" else _RARELY
        return share


_SHARES = _Shares(dict.fromkeys("abcdefghijklmnopqrstuvwxyz0", _SELDOM) | dict.fromkeys(" etaoinsrhl", _OFTEN))


def _without_longer(texts: _Reach) -> _Reach:
    """Texts as lines hold them, without those that begin with another."""
    kept: dict[str, float] = {}
    last: str | None = None
    single = [(_REPEATED.sub(r"\1", text), end) for text, end in texts.items()]
    for text, end in sorted(single, key=lambda item: (item[0].removeprefix(EDGE), item[0].startswith(EDGE))):
        if last is None or not (text.startswith(last) or text.removeprefix(EDGE).startswith(last)):
            last = text
        kept[last] = max(end, kept.get(last, 0))
    return kept
