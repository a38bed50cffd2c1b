"""What must stand in a line for an expression to match it: some literals, one of which each of its matches holds.

An expression is asked only about lines that hold one of its literals, and those are found for all expressions at once.
This is how FilteredRE2 and Hyperscan choose what to look for.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf, prod
from typing import NamedTuple

from dechaff.rules.normal import sift

# The line ends around a line, which `^` and `$` stand for.
EDGE = "\n"

# Alternatives are multiplied out as long as they are no more than these.
_MOST = 256

# So many repeats of a part are written out.
_MOST_TIMES = 3

# At so many places of a text a character stands, roughly: in English, and a line end in articles.
_OFTEN, _SELDOM, _RARELY = 0.08, 0.02, 0.008
_SHARES = {**dict.fromkeys("abcdefghijklmnopqrstuvwxyz0", _SELDOM), **dict.fromkeys(" etaoinsrhl", _OFTEN)}

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

# What stands so far into a line is anywhere in a paragraph.
_LONG = 500
# A number or a gap is taken to have no more characters than this.
_RUNS, _LONGEST_RUN = frozenset({"0", " "}), 32
# These stand in every line.
_USELESS = frozenset({"", EDGE, " "})

# Where what stands beside each other makes one.
_REPEATED = re.compile(r"([ \n])\1+")

_Texts = frozenset[str]


class Literals(NamedTuple):
    """Texts, one of which must stand in what an expression matches, and how far into that the last of them ends."""

    texts: frozenset[str]
    reach: float


class Need(NamedTuple):
    """What a line must be for an expression to match it."""

    literals: Literals | None  # None where nothing in particular must stand in it
    longest: float  # it has no more characters than this


class _Part(NamedTuple):
    """What is known of a part of an expression."""

    known: _Texts = frozenset()  # it matches these,
    heads: _Texts = frozenset()  # or something that begins with one of these,
    tails: _Texts = frozenset()  # ends with one of these,
    needs: Literals | None = None  # and holds one of these;
    longest: float = 0  # nothing that it matches is longer


_EMPTY = frozenset({""})
_ANYTHING = _Part(heads=_EMPTY, tails=_EMPTY, longest=inf)
_NOTHING = _Part(_EMPTY)
_START, _END = _Part(frozenset({EDGE})), _Part(frozenset({EDGE}))


def need(pattern: str) -> Need:
    """What an expression needs; of the literals, those that texts hold most rarely, in the form of `sift`.

    The line ends around a line belong to it.

    >>> sorted(need("^(?i)read (?:more|on)[^!]*: [A-Z]").literals.texts)
    ['\\nread more', '\\nread on']
    >>> need(r"^.{2,40} \\d{1,3} comments$")
    Need(literals=Literals(texts=frozenset({' 0 comments\\n'}), reach=53), longest=53)
    >>> need("[^!]+")
    Need(literals=None, longest=inf)
    """
    tokens = [*_TOKEN.finditer(pattern)]
    if sum(len(token[0]) for token in tokens) != len(pattern):
        return Need(None, inf)  # something rare, such as an escape by number
    whole = _alternatives(tokens[::-1], inf)
    begins = all(text.startswith(EDGE) for text in whole.known | whole.heads)
    ends = all(text.endswith(EDGE) for text in whole.known | whole.tails)
    needs = _needs_of(whole, inf)
    if needs:
        needs = Literals(_without_longer(needs.texts), needs.reach)
    return Need(needs, whole.longest if begins and ends else inf)


def _alternatives(tokens: list[re.Match[str]], begin: float) -> _Part:
    """The part up to the next closing bracket, or the end; takes its tokens, which are in reverse order.

    It begins no further into a line than `begin`.
    """
    branches: list[_Part] = []
    parts: list[_Part] = []
    begins = [begin]  # of the parts, and of the next
    while tokens:
        token = tokens.pop()
        if token["close"]:
            break
        if token["bar"]:
            branches.append(_sequence(parts, begin))
            parts, begins = [], [begin]
            continue
        if token["repeat"] and parts:
            begins.pop()
            part = _repeated(parts.pop(), token, begins[-1])
        else:
            part = _alternatives(tokens, begins[-1]) if token["open"] else _single(token)
        parts.append(part)
        begins.append(0 if part is _START else begins[-1] + part.longest)
    return _either([*branches, _sequence(parts, begin)], begin)


def _single(token: re.Match[str]) -> _Part:
    """The part that one token is."""
    if letters := token["letters"] or token["mark"] or token["letter"]:
        return _exactly([letters])
    if token["edge"]:
        return _START if token["edge"] == "^" else _END
    if token[0] == r"\d":
        return _exactly("0")
    if token["set"] and (listed := _LISTED.fullmatch(token[0])):
        return _exactly(re.sub(r"\\(.)", r"\1", re.sub(r"\\d|0-9", "0", listed[1])))
    return _ANYTHING._replace(longest=1) if token["set"] or token["kind"] else _NOTHING


def _exactly(texts: Sequence[str]) -> _Part:
    return _Part(frozenset(sift([text]).decode() for text in texts), longest=max(map(len, texts)))


def _repeated(part: _Part, token: re.Match[str], begin: float) -> _Part:
    """A part that comes as often as a sign behind it says."""
    least, most = _times(token)
    several = _sequence([part] * min(max(least, 1), _MOST_TIMES), begin)
    if most > max(least, 1) or least > _MOST_TIMES:
        several = _Part(
            frozenset(), several.known | several.heads, several.known | several.tails, _needs_of(several, begin)
        )
    longest = part.longest * most if part.longest else 0
    is_run = not part.heads and part.known <= _RUNS
    several = several._replace(longest=min(longest, _LONGEST_RUN) if is_run else longest)
    return several if least else _either([several, _NOTHING], begin)


def _times(token: re.Match[str]) -> tuple[int, float]:
    """How often a part comes at least and at most."""
    sign = token["repeat"][0]
    if sign != "{":
        return int(sign == "+"), 1 if sign == "?" else inf
    least = int(token["least"])
    if not token["range"]:
        return least, least
    return least, int(token["most"]) if token["most"] else inf


def _either(branches: Sequence[_Part], begin: float) -> _Part:
    """What any of some alternatives matches."""
    if len(branches) == 1:
        return branches[0]
    known, heads, tails = (
        frozenset[str]().union(*texts)
        for texts in zip(*((branch.known, branch.heads, branch.tails) for branch in branches), strict=True)
    )
    longest = max(branch.longest for branch in branches)
    if len(known) + max(len(heads), len(tails)) > _MOST:
        needs = _all(_needs_of(branch, begin) for branch in branches)
        return _Part(frozenset(), _EMPTY, _EMPTY, needs, longest)
    return _Part(known, heads, tails, _all(branch.needs for branch in branches if branch.heads), longest)


def _sequence(parts: Sequence[_Part], begin: float) -> _Part:
    """What parts match one behind another."""
    if len(parts) == 1:
        return parts[0]
    known, heads, tails = _EMPTY, frozenset[str](), frozenset[str]()
    needs: Literals | None = None  # what that needs which is not known
    ends, length, at = _EMPTY, 0.0, begin  # how the part before ends, and where
    for part in parts:
        begins = part.known | part.heads
        if len(known | tails) * len(begins) > _MOST:  # what stands before is forgotten, but for the part before
            kept = ends if len(ends) * len(begins) <= _MOST else _EMPTY
            needs, tails = _rarest(needs, Literals(tails, at)), kept if tails else tails
            if len(known) * len(begins) > _MOST:
                needs = _all([needs, Literals(known, at)] if heads else [Literals(known, at)])
                known, heads, tails = frozenset(), heads | known, kept
        if part.heads:
            reach = at + _longest(begins)
            either = []
            if known:
                either.append(_rarest(Literals(_joined(known, part.heads), reach), part.needs))
            if heads:
                either.append(_rarest(needs, Literals(_joined(tails, begins), reach), _needs_of(part, at)))
            needs = _all(either)
        heads |= _joined(known, part.heads)
        tails = _joined(tails, part.known) | part.tails
        known = _joined(known, part.known)
        ends, length, at = part.known | part.tails, length + part.longest, 0 if part is _START else at + part.longest
    return _Part(known, heads, tails, _rarest(needs, Literals(tails, at)) if heads else None, length)


def _longest(texts: _Texts) -> int:
    return max(map(len, texts))


def _joined(starts: _Texts, ends: _Texts) -> _Texts:
    return frozenset(start + end for start in starts for end in ends)


def _needs_of(part: _Part, begin: float) -> Literals | None:
    """What all that a part matches needs, which begins no further into a line than `begin`."""
    end = begin + part.longest
    either = [_rarest(Literals(part.known, end))] if part.known else []
    if part.heads:
        either.append(
            _rarest(part.needs, Literals(part.heads, begin + _longest(part.heads)), Literals(part.tails, end))
        )
    return _all(either)


def _all(either: Iterable[Literals | None]) -> Literals | None:
    """What is needed where one of some things is; None where something needs nothing."""
    texts: set[str] = set()
    reach = 0.0
    for literals in either:
        if literals is None:
            return None
        texts |= literals.texts
        reach = max(reach, literals.reach)
    return Literals(frozenset(texts), reach) if texts else None


def _rarest(*choices: Literals | None) -> Literals | None:
    """Of literals, those that are met most rarely where they may stand; None for none that are worth looking for."""
    worthy = (literals for literals in choices if literals and literals.texts and literals.texts.isdisjoint(_USELESS))
    return min(worthy, key=_weight, default=None)


def _weight(literals: Literals) -> float:
    return sum(_share(text) * (1 if text.startswith(EDGE) else min(literals.reach, _LONG)) for text in literals.texts)


def rarest(texts: Iterable[str]) -> str:
    """The text that stands in other texts most rarely."""
    return min(texts, key=_share)


@lru_cache(maxsize=4096)
def _share(text: str) -> float:
    """At what share of the places of a text another stands."""
    words = [*filter(None, text.split(" "))]
    if _WORDS.issuperset(words):
        return _WORD ** len(words)
    return prod(_SHARES.get(letter, _RARELY) for letter in _NUMBER.sub("0e", text))


def _without_longer(texts: _Texts) -> _Texts:
    """Texts as lines hold them, without those that begin with another."""
    kept: list[str] = []
    for text in sorted({_REPEATED.sub(r"\1", text) for text in texts}):
        if not (kept and text.startswith(kept[-1])):
            kept.append(text)
    return frozenset(kept)
