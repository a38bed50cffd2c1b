"""Changes are exact: put in place, they make the new line."""

from hypothesis import given
from hypothesis import strategies as st

from dechaff.repairs.differences import changes

LINES = st.text(st.sampled_from("aé©Ã& ;mp\x00"), max_size=30)


@given(LINES, LINES)
def test_changes_lead_from_old_to_new(old: str, new: str) -> None:
    line, last = old, len(old) + 1
    for change in reversed(changes(old, new)):
        assert change.end <= last
        assert old[change.start : change.end] == change.old
        line = line[: change.start] + change.new + line[change.end :]
        last = change.start
    assert line == new
