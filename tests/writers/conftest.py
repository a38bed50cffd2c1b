"""Results of any text with any edits, for the properties that every writer must have."""

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dechaff import edits
from dechaff.model import Edit, Flag, Pass, Source
from dechaff.result import Result

ANY_TEXT = st.text(st.one_of(st.sampled_from("ab \n\r\0<\ud83d\ude00\udcc3\udca9é"), st.characters()), max_size=60)
PLAIN_LINES = st.lists(st.sampled_from(["", "a", "b", "a b", "-", " c", "\\ d", "@@"]), max_size=12)
RULES = st.sampled_from(["noise/a", "noise/b", "names/c"])


@st.composite
def _results(draw: DrawFn, texts: SearchStrategy[str]) -> Result:
    content = text = draw(texts)
    passes = []
    for number in range(draw(st.integers(0, 3))):
        marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
        made = []
        for start, end in zip(marks[::2], marks[1::2], strict=False):
            edit = Edit(
                start, end, text[start:end], draw(st.just("") | texts), draw(RULES), "other", f"s{number}", "why"
            )
            if edit.old != edit.new and not (made and made[-1].end == start == end):
                made.append(edit)
        passes.append(Pass(f"s{number}", tuple(made)))
        text = edits.apply(text, made)
    flags = tuple(Flag(0, end, content[:end], "flags/x", "odd") for end in {0, len(content)})
    return Result(Source(content, name="a.txt", encoding="utf-8"), text, len(content), tuple(passes), flags)


@pytest.fixture(scope="session")
def any_result() -> SearchStrategy[Result]:
    return _results(ANY_TEXT)


@pytest.fixture(scope="session")
def result_of_lines() -> SearchStrategy[Result]:
    ended = PLAIN_LINES.map("\n".join) | PLAIN_LINES.map(lambda lines: "".join(line + "\n" for line in lines))
    return _results(ended)
