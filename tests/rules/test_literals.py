"""What an expression is said to need stands in every line that it matches."""

import re

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff.rules.literals import EDGE, need
from dechaff.rules.normal import fold, sift

LETTERS = st.sampled_from(
    ["a", "b", "read more", "ß", "İ", "é", "Σ", "k", "s", "1", "20", " ", "  ", ":", "-", r"\.", r"\|"]
)
KINDS = st.sampled_from(
    [".", r"\d", r"\w", r"\S", r"\p{L}", r"\pN", "[ab]", "[^a]", "[0-9]", r"[\d.,]", "[-–|]", "[a-c]", r"\b"]
)
REPEATS = st.sampled_from(["", "", "?", "*", "+", "{2}", "{1,3}", "{0,2}", "{2,}", "{5}", "+?"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.lists(st.lists(inner, min_size=1, max_size=3).map("".join), min_size=1, max_size=3).map("|".join)
    return st.tuples(st.sampled_from(["(?:", "(", "(?i:"]), branches, REPEATS).map(
        lambda own: f"{own[0]}{own[1]}){own[2]}"
    )


ATOMS = st.tuples(LETTERS.filter(lambda text: len(text) == 1 or text[0] == "\\") | KINDS, REPEATS).map(
    lambda own: own[0] if own[0] == r"\b" else "".join(own)
)
BODIES = st.lists(st.recursive(LETTERS | ATOMS, _grown, max_leaves=8), min_size=1, max_size=4).map("".join)
PATTERNS = st.tuples(st.sampled_from(["", "^", "^(?i)", "(?i)"]), BODIES, st.sampled_from(["", "$"])).map("".join)
SIGNS = st.sampled_from(
    ["a", "A", "b", "c", "read more", "Read  MORE", "ß", "ẞ", "ss", "İ", "i̇", "é", "É", "ς", "σ", "K"]
)
LINES = st.lists(SIGNS | st.sampled_from(["ſ", "1", "23", " ", ":", "-", ".", "|", ",", "٣"]), max_size=9).map("".join)


@settings(max_examples=1500, deadline=None)
@given(PATTERNS, LINES)
def test_a_match_holds_a_literal_and_is_no_longer_than_said(pattern: str, text: str) -> None:
    line = fold(text).strip()
    try:
        compiled = re2.compile(pattern)
    except re2.error:
        return
    literals, longest = need(pattern)
    if compiled.search(line):
        held = sift(["", line, ""])
        assert literals is None or any(_stands(sift([literal]), end, held) for literal, end in literals.items())
        assert len(line) <= longest


def _stands(literal: bytes, end: float, held: bytes) -> bool:
    """Whether a literal stands in a line, between its line ends, and ends where it is said to."""
    place = held.find(literal)
    return place >= 0 and (not held.isascii() or len(held[1 : place + len(literal)].rstrip(b"\n")) <= end)


def test_letters_that_re2_takes_for_one_fold_to_the_same() -> None:
    cased = [chr(code) for code in range(0x30000) if chr(code).lower() != chr(code) or chr(code).upper() != chr(code)]
    text = "".join(cased)
    for letter in cased:
        for other in re2.findall(f"(?i){re.escape(letter)}", text):
            assert other.casefold() == letter.casefold()


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        (
            "^(?i)(?:photos?|foto) ?: ?.{3,40}$",
            {"\nphotos:", "\nphotos :", "\nphoto:", "\nphoto :", "\nfoto:", "\nfoto :"},
        ),
        (r"(?i)[^.]{2,40} (?:read|see) more \(\d+\)", {" read more (0", " see more (0"}),
        (r"^\d{1,3}$", {"\n0\n", "\n00\n", "\n000\n"}),
        (r"^(?:an? )?[^.]{1,9} at \d\d:\d\d$", {" at 00:00\n"}),
        ("^.*[a-z]+$", None),
        (r"\x41bc", None),
    ],
)
def test_the_rarest_literals_are_chosen(pattern: str, literals: set[str] | None) -> None:
    found = need(pattern).literals
    assert (found and set(found)) == literals


def test_where_the_line_is_all_of_the_match_its_length_is_known() -> None:
    assert need("^read .{2,40}$").longest == 45
    assert need("^read .{2,40}").longest == need("read .{2,40}$").longest == float("inf")
    assert EDGE + "read " in (need("^read .{2,40}$").literals or ())


@pytest.mark.parametrize(
    ("pattern", "ends"),
    [
        ("^[^.]{2,40} read more (?:about|on)", {" read more about": 56, " read more on": 56}),
        (r"^(?:.{3} says: .*|[^:]{2,9} \(see all\))$", {" says: ": 10, " (see all)\n": 19}),
        ("[^.]{2,40} read more", {" read more": float("inf")}),
        ("^[^.]+ read more", {" read more": float("inf")}),
    ],
)
def test_how_far_into_a_line_literals_may_stand_is_known(pattern: str, ends: dict[str, float]) -> None:
    assert need(pattern).literals == ends


def test_one_end_of_a_line_is_no_line() -> None:
    assert need(r"^(?:\b)").longest == float("inf")
    assert need("^$").longest == 0
