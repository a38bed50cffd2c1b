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
_SHARES = {**dict.fromkeys("abcdefghijklmnopqrstuvwxyz", _SELDOM), **dict.fromkeys(" etaoinsrhl", _OFTEN)}

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

# Words that stand in nearly every paragraph, each at about so many of its places.
_WORDS = frozenset(
    "a also and are as at be but by can for from has have i in is it more not of on or our read so than that the their "  # noqa: SIM905
    "they this to was we were what when which who will with you your".split()
)
_WORD = 0.004

# Where what stands beside each other makes one.
_REPEATED = re.compile(r"([ \n])\1+")

_Texts = frozenset[str]


class Need(NamedTuple):
    """What a line must be for an expression to match it."""

    literals: frozenset[str] | None  # one of these stands in it; None where nothing in particular must
    longest: float  # and it has no more characters than this


class _Part(NamedTuple):
    """What is known of a part of an expression: what it can match, or how that begins and ends, and what it needs."""

    known: _Texts = frozenset()  # it matches these,
    heads: _Texts = frozenset()  # or something that begins with one of these
    tails: _Texts = frozenset()  # and ends with one of these;
    needs: _Texts | None = None  # one of these stands in all that it matches
    longest: float = 0  # and none of that is longer


_EMPTY = frozenset({""})
_ANYTHING = _Part(heads=_EMPTY, tails=_EMPTY, longest=inf)
_NOTHING = _Part(_EMPTY)


def need(pattern: str) -> Need:
    """What an expression needs; of the literals, those that texts hold most rarely, in the form of `sift`.

    The line ends around a line belong to it.

    >>> need("^(?i)read (?:more|on)[^!]*: [A-Z]").literals == {"\\nread more", "\\nread on"}
    True
    >>> need(r"^.{2,40} \\d+ comments$"), need("[^!]+")
    (Need(literals=frozenset({'0 comments\\n'}), longest=inf), Need(literals=None, longest=inf))
    """
    tokens = [*_TOKEN.finditer(pattern)]
    if sum(len(token[0]) for token in tokens) != len(pattern):
        return Need(None, inf)  # something rare, such as an escape by number
    whole = _alternatives(tokens[::-1])
    is_line = all(text.startswith(EDGE) for text in whole.known | whole.heads)
    is_line = is_line and all(text.endswith(EDGE) for text in whole.known | whole.tails)
    needs = _needs_of(whole)
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
        elif token["repeat"]:
            parts.append(_repeated(parts.pop() if parts else _NOTHING, token))
        elif token["open"]:
            parts.append(_alternatives(tokens))
        else:
            parts.append(_single(token))
    return _either([*branches, _sequence(parts)])


def _single(token: re.Match[str]) -> _Part:
    """The part that one token is."""
    if letters := token["letters"] or token["mark"] or token["letter"]:
        return _exactly([letters])
    if token["edge"]:
        return _exactly([EDGE])._replace(longest=0)
    if token[0] == r"\d":
        return _exactly("0")
    if token["set"] and (listed := _LISTED.fullmatch(token[0])):
        return _exactly(re.sub(r"\\(.)", r"\1", re.sub(r"\\d|0-9", "0", listed[1])))
    return _ANYTHING._replace(longest=1) if token["set"] or token["kind"] else _NOTHING


def _exactly(texts: Sequence[str]) -> _Part:
    return _Part(frozenset(sift([text]).decode() for text in texts), longest=max(map(len, texts)))


def _repeated(part: _Part, token: re.Match[str]) -> _Part:
    """A part that comes as often as a sign behind it says."""
    sign = token["repeat"][0]
    least = int(token["least"] or sign == "+")
    most = _most(token)
    several = _sequence([part] * min(max(least, 1), _MOST_TIMES))
    if most > 1 and (most > least or least > _MOST_TIMES):
        several = _Part(
            heads=several.known | several.heads, tails=several.known | several.tails, needs=_needs_of(several)
        )
    several = several._replace(longest=part.longest * most if part.longest else 0)
    return several if least else _either([several, _NOTHING])


def _most(token: re.Match[str]) -> float:
    """How often a sign lets a part come."""
    if token["least"] and not token["range"]:
        return int(token["least"])
    return int(token["most"]) if token["most"] else 1 if token["repeat"][0] == "?" else inf


def _either(branches: Sequence[_Part]) -> _Part:
    """What any of some alternatives can match, and what each needs."""
    if len(branches) == 1:
        return branches[0]
    known, heads, tails = (
        frozenset[str]().union(*of_branches)
        for of_branches in zip(*((branch.known, branch.heads, branch.tails) for branch in branches), strict=True)
    )
    needs = [_needs_of(branch) for branch in branches]
    some = [texts for texts in needs if texts is not None]
    all_need = frozenset[str]().union(*some) if len(some) == len(needs) else None
    if len(known) + max(len(heads), len(tails)) > _MOST:
        known, heads, tails = frozenset(), _EMPTY, _EMPTY
    return _Part(known, heads, tails, all_need, max(branch.longest for branch in branches))


def _sequence(parts: Sequence[_Part]) -> _Part:
    """What parts, one behind another, match, and the rarest of what they need."""
    if len(parts) == 1:
        return parts[0]
    known, heads, tails = _NOTHING.known, _NOTHING.heads, _NOTHING.tails
    needs: _Texts | None = None
    ends = _EMPTY  # how the part before ends
    for part in parts:
        factor = len(part.known | part.heads)
        if len(known | tails) * factor > _MOST:
            needs = _rarest(needs, known | tails)
            tails = ends if len(ends) * factor <= _MOST else _EMPTY
            if len(known) * factor > _MOST:
                known, heads = frozenset(), heads | known
        if part.heads:
            needs = _rarest(needs, _joined(known | tails, part.known | part.heads), _needs_of(part))
        heads |= _joined(known, part.heads)
        tails = _joined(tails, part.known) | part.tails
        known = _joined(known, part.known)
        ends = part.known | part.tails
    return _Part(known, heads, tails, needs, sum(part.longest for part in parts))


def _joined(starts: _Texts, ends: _Texts) -> _Texts:
    return frozenset(start + end for start in starts for end in ends)


def _needs_of(part: _Part) -> _Texts | None:
    return _rarest(part.needs, part.known | part.heads, part.known | part.tails)


def _rarest(*choices: _Texts | None) -> _Texts | None:
    """Of sets of texts, one of which must stand in a line, that which texts hold most rarely; None for any text."""
    return min((texts for texts in choices if texts and texts.isdisjoint({"", EDGE, " "})), key=_share, default=None)


def rarest(texts: Iterable[str]) -> str:
    """The text that stands in other texts most rarely."""
    return min(texts, key=_share_of_one)


def _share(texts: _Texts) -> float:
    return sum(map(_share_of_one, texts))


@lru_cache(maxsize=4096)
def _share_of_one(text: str) -> float:
    """At what share of the places of a text another stands."""
    words = text.split(" ")
    if _WORDS.issuperset(filter(None, words)):
        return _WORD ** len([*filter(None, words)])
    return prod(_SHARES.get(letter, _RARELY) for letter in text)


def _without_longer(texts: _Texts) -> _Texts:
    """Texts as lines hold them, without those that begin with another."""
    kept: list[str] = []
    for text in sorted({_REPEATED.sub(r"\1", text) for text in texts}):
        if not (kept and text.startswith(kept[-1])):
            kept.append(text)
    return frozenset(kept)
