"""Pieces of text: lengths that add up to where each text node stands."""

from hypothesis import given
from hypothesis import strategies as st

from dechaff.readers.pieces import LINE_END, Pieces


def test_spans_are_those_of_text_nodes() -> None:
    pieces = Pieces([2, 3, 1, 4, 1], [0, 70, LINE_END, 80, LINE_END])
    assert pieces.spans() == [(70, (2, 5)), (80, (6, 10))]


def test_joined_lines_have_glue_between_them() -> None:
    pieces = Pieces([5, 1, 3, 1, 4, 1, 2, 1], [60, LINE_END, 70, LINE_END, 80, LINE_END, 90, LINE_END])
    assert pieces.join(2, 8, [3, 1]) == [3, 5]
    assert pieces.spans() == [(60, (0, 5)), (70, (6, 9)), (80, (12, 16)), (90, (17, 19))]
    assert [place for place, node in enumerate(pieces.nodes) if node == LINE_END] == [1, 7]


def test_an_empty_piece_moves_nothing() -> None:
    pieces = Pieces([2, 1, 4], [60, LINE_END, 70])
    pieces.insert(2)
    assert pieces.spans() == [(60, (0, 2)), (70, (3, 7))]


@given(st.lists(st.integers(0, 5), min_size=1), st.data())
def test_what_is_shortened_ends_earlier(lengths: list[int], data: st.DataObject) -> None:
    pieces = Pieces([*lengths], list(range(1, len(lengths) + 1)))
    before = pieces.spans()
    end = data.draw(st.integers(0, sum(lengths)))
    pieces.shorten(sum(lengths) - end)
    assert pieces.spans() == [(node, (min(start, end), min(stop, end))) for node, (start, stop) in before]


def test_dropped_pieces_are_gone() -> None:
    pieces = Pieces([2, 3, 4], [1, 2, 3])
    pieces.drop(2)
    assert pieces == Pieces([2], [1])
