"""Edits: applied, undone, settled and composed exactly, whatever they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff import edits
from dechaff.model import Edit, Pass, Span
from dechaff.shift import Shift


def edit(start: int, end: int, old: str, new: str = "", rule: str = "test/rule") -> Edit:
    return Edit(start, end, old, new, rule, "other", "test", "")


@st.composite
def passes(draw: st.DrawFn, most: int = 4) -> tuple[str, list[Pass]]:
    """A text and passes over it, each of edits that fit the text its pass reads."""
    text = draw(st.text(max_size=40))
    current, made = text, []
    for number in range(draw(st.integers(0, most))):
        proposed = draw(edits_of(current, f"test/{number}"))
        if proposed:
            made.append(Pass("test", tuple(proposed)))
            current = edits.apply(current, proposed)
    return text, made


@st.composite
def edits_of(draw: st.DrawFn, text: str, rule: str) -> list[Edit]:
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    proposed = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.one_of(st.just(""), st.text(max_size=5)))
        if new != text[start:end]:
            proposed.append(edit(start, end, text[start:end], new, rule))
    return proposed


@pytest.mark.parametrize(
    "wrong",
    [
        [edit(0, 2, "ab", "x"), edit(1, 3, "bc", "y")],
        [edit(2, 3, "c"), edit(0, 1, "a")],
        [edit(0, 1, "b")],
        [edit(0, 1, "a", "a")],
        [edit(0, 9, "abcdef")],
        [edit(2, 1, "")],
    ],
)
def test_wrong_edits_are_refused(wrong: list[Edit]) -> None:
    with pytest.raises(ValueError, match="test/rule"):
        edits.apply("abcdef", wrong)


def test_undo_refuses_another_text() -> None:
    with pytest.raises(ValueError, match="not what the edit"):
        edits.undo("something else", [edit(0, 1, "a", "xyz")])


@given(passes())
def test_undo_takes_back_every_pass(given_passes: tuple[str, list[Pass]]) -> None:
    text, made = given_passes
    final = text
    for done in made:
        final = edits.apply(final, done.edits)
    for done in reversed(made):
        final = edits.undo(final, done.edits)
    assert final == text


@given(passes())
def test_pieces_cover_source_and_final_text(given_passes: tuple[str, list[Pass]]) -> None:
    text, made = given_passes
    final = text
    for done in made:
        final = edits.apply(final, done.edits)
    source_end = final_end = 0
    for piece in edits.compose(made, len(text)):
        assert (piece.source.start, piece.final.start) == (source_end, final_end)
        source_end, final_end = piece.source.end, piece.final.end
        if piece.rule is None:
            assert text[piece.source.start : source_end] == final[piece.final.start : final_end]
    assert (source_end, final_end) == (len(text), len(final))


@given(passes())
def test_positions_go_back_in_order(given_passes: tuple[str, list[Pass]]) -> None:
    text, made = given_passes
    final = text
    for done in made:
        final = edits.apply(final, done.edits)
    pieces = edits.compose(made, len(text))
    places = [edits.to_source(pieces, position) for position in range(len(final) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)


def test_a_removal_inside_a_later_replacement_stays_its_own() -> None:
    made = [Pass("a", (edit(1, 2, "b", rule="first"),)), Pass("b", (edit(0, 2, "ac", "X", rule="second"),))]
    rules = [(piece.source, piece.rule, piece.is_removed) for piece in edits.compose(made, 4)]
    assert (Span(1, 2), "first", True) in rules


def test_a_repair_that_is_removed_later_counts_as_removed() -> None:
    made = [Pass("a", (edit(0, 3, "abc", "xyz", "repair"),)), Pass("b", (edit(0, 4, "xyz\n", rule="cut"),))]
    pieces = edits.compose(made, 8)
    assert [(piece.source, piece.rule) for piece in pieces if piece.is_removed] == [
        (Span(0, 3), "cut"),
        (Span(3, 4), "cut"),
    ]


@given(st.text(min_size=1, max_size=30).flatmap(lambda text: st.tuples(st.just(text), st.data())))
def test_claimed_edits_are_disjoint_and_the_first_wins(given_text: tuple[str, st.DataObject]) -> None:
    text, data = given_text
    proposed = []
    for number in range(data.draw(st.integers(1, 5))):
        start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
        new = data.draw(st.sampled_from(["", "", "zz"]))
        if start < end and text[start:end] != new:
            proposed.append(edit(start, end, text[start:end], new, f"rule/{number}"))
    claimed = edits.claim(proposed)
    edits.check(text, claimed)
    if proposed:
        assert proposed[0] in claimed


def test_an_insertion_before_a_claimed_removal_hides_nothing() -> None:
    first, inserted = edit(2, 5, "cde", rule="first"), edit(2, 2, "", "Z", rule="inserted")
    claimed = edits.claim([first, inserted, edit(2, 3, "c", rule="late")])
    assert claimed == [inserted, first]
    edits.check("abcdef", claimed)


@given(passes(most=1))
def test_a_shifted_span_reads_the_same_where_nothing_changed(given_passes: tuple[str, list[Pass]]) -> None:
    text, made = given_passes
    proposed = made[0].edits if made else ()
    final = edits.apply(text, proposed)
    shift = Shift(proposed)
    untouched, position = [], 0
    for one in [*proposed, edit(len(text), len(text), "")]:
        untouched.append(Span(position, one.start))
        position = one.end
    for span in untouched:
        if span.start < span.end:
            moved = shift.span(span)
            assert final[slice(*moved)] == text[slice(*span)]
