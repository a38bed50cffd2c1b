from hypothesis import given
from hypothesis import strategies as st

from dechaff.edits import apply
from dechaff.model import Edit, Pass, Source, Span
from dechaff.result import Result
from dechaff.writers.trace import makers, trace


def test_an_edit_of_a_later_pass_is_led_back() -> None:
    first = Edit(0, 4, "cut ", "", "a", "other", "noise", "")
    second = Edit(4, 9, "wrold", "world", "b", "other", "names", "letters swapped")
    text = apply(apply("cut the wrold", [first]), [second])
    result = Result(Source("cut the wrold"), text, 13, (Pass("noise", (first,)), Pass("names", (second,))))
    assert [traced.source for traced in trace(result)] == [Span(0, 4), Span(8, 13)]
    assert makers(result) == [first, None, second]


@given(st.data())
def test_every_changed_piece_has_its_maker(any_result, data: st.DataObject) -> None:
    result = data.draw(any_result)
    for piece, edit in zip(result.pieces, makers(result), strict=True):
        assert (edit.rule if edit else None) == piece.rule
    for traced in trace(result):
        assert 0 <= traced.source.start <= traced.source.end <= result.length
