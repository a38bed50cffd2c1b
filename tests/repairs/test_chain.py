"""Repairs in two steps come out as one list that leads to the same text."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from dechaff.repairs.chain import chain
from dechaff.repairs.repair import Repair, make

PATTERNS = st.sampled_from(["a", "b+", "ab", "ba", "[ab]c", "c", "aa", "b.", "bc*"])


def finder(pattern: str, new: str):
    def find(text: str) -> Iterator[Repair]:
        return (Repair(*m.span(), new, pattern, "why") for m in re.finditer(pattern, text) if m[0] != new)

    return find


STEPS = st.lists(st.tuples(PATTERNS, st.text("abc", max_size=3)), min_size=1, max_size=4)


@given(st.text("abc", max_size=20), STEPS)
def test_one_list_does_what_the_steps_do(text: str, steps: list[tuple[str, str]]) -> None:
    finders = [finder(*step) for step in steps]
    wanted = text
    for find in finders:
        wanted = make(wanted, list(find(wanted)))
    found = chain(text, finders)
    assert make(text, found) == wanted
    position = 0
    for repair in found:
        assert position <= repair.start < repair.end <= len(text)
        assert text[repair.start : repair.end] != repair.new
        position = repair.end


def test_an_edit_belongs_to_the_first_cause() -> None:
    (found,) = chain("xaz", [finder("a", "b"), finder("b", "c")])
    assert (found.start, found.end, found.new, found.rule) == (1, 2, "c", "a")


def test_what_is_undone_is_no_repair() -> None:
    assert chain("xaz", [finder("a", "b"), finder("b", "a")]) == []
