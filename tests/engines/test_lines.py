"""The model of lines: what it sees, that its file keeps it as it was, and that any text can be judged."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff.engines.lines import context
from dechaff.engines.lines.characters import Characters
from dechaff.engines.lines.features import Lines, columns
from dechaff.engines.lines.file import SHIPPED, Model, load
from dechaff.engines.lines.forest import PORTION, Questions
from dechaff.engines.lines.judge import judge, may_speak
from dechaff.engines.lines.lexicon import GROUP_OF_KIND, GROUPS, groups_of, place_of
from dechaff.engines.lines.marks import spans_of
from dechaff.engines.model.forest import Forest
from dechaff.engines.model.table import Table
from dechaff.model import Document, Source
from dechaff.rules.rule import KINDS

ANY_LINE = st.text(st.one_of(st.sampled_from("ab Z9.,!?…|© \t中文é\ud83d"), st.characters(exclude_characters="\r\n")))
TEXT = "The mill burnt down.\n\nNobody was hurt, the mayor said on Monday.\n12 comments\n"


def lines_of(text: str) -> Lines:
    return Lines.of(text, spans_of(Document(Source(text), text)))


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


@given(st.text(st.sampled_from("abZ é9-._\n")))
def test_words_are_runs_of_letters_and_digits(text: str) -> None:
    words = Characters.of(text).words(np.zeros(1, dtype=np.int64))
    found = [text[start : start + size] for start, size in zip(words.begins, words.lengths, strict=True)]
    assert found == re.findall(r"[^\W_]+", text)


def test_a_word_has_one_number_whatever_its_case_and_place() -> None:
    words = Characters.of("Mill mill,MILL\nlime").words(np.array([0, 15]))
    assert len(set(words.hashes[:3].tolist())) == 1
    assert words.lines.tolist() == [0, 0, 0, 1]
    assert words.hashes[3] != words.hashes[0]


def test_the_columns_say_what_lines_are(model: Model) -> None:
    seen = columns(lines_of(TEXT), model.lexicon)
    assert seen["words"].tolist() == [4, 8, 2]
    assert seen["ends_stop"].tolist() == [1, 1, 0]
    assert seen["stamp"].tolist() == [0, 0, 1]
    assert seen["gap_behind"].tolist() == [2, 1, 5]
    assert seen["words_before"].tolist() == pytest.approx(np.log1p([0, 4, 12]).tolist())


@given(st.lists(ANY_LINE, min_size=1, max_size=12))
def test_any_text_has_columns_and_a_verdict(model: Model, found: list[str]) -> None:
    lines = lines_of("\n".join(found))
    if not len(lines.starts):
        return
    seen = columns(lines, model.lexicon)
    seen |= context.columns(np.full(len(lines.starts), 0.5, dtype=np.float32), seen["words"])
    for name, column in seen.items():
        assert column.shape == lines.starts.shape, name
        assert column.dtype == np.float32, name
        assert np.isfinite(column).all(), name
    for verdict in judge(lines, model):
        assert 0 <= verdict.line < len(lines.starts)
        assert verdict.reason


def test_one_line_is_not_judged_and_neither_are_few_words() -> None:
    assert not may_speak([(0, 5000)])
    assert not may_speak([(0, 9), (10, 19), (20, 29), (30, 39)])
    assert may_speak([(0, 90), (100, 190), (200, 290), (300, 450)])


def test_lines_that_a_rule_takes_get_no_verdict(model: Model) -> None:
    lines = lines_of(TEXT * 9)
    lines.taken[:] = 1
    assert not list(judge(lines, model))


def test_questions_answer_as_the_forest_does() -> None:
    draw = np.random.default_rng(5)
    forest = Forest(
        ("a", "b", "c"),
        draw.integers(0, 3, (4, 9)),
        draw.normal(size=(4, 9)).astype(np.float32),
        draw.normal(size=(9, 16)).astype(np.float32),
        0.25,
    )
    table = draw.normal(size=(3, PORTION + 7)).astype(np.float32)
    answers = forest.scores(Table(forest.names, table))
    assert np.allclose(Questions.of(forest).scores(table), answers, atol=1e-6)


def test_every_kind_of_rule_has_a_group() -> None:
    assert set(GROUP_OF_KIND) <= set(KINDS)
    assert set(GROUP_OF_KIND.values()) <= set(GROUPS)


def test_common_words_are_of_no_group() -> None:
    places = place_of(Characters.of("Leave reply").words(np.zeros(1, dtype=np.int64)).hashes).tolist()
    groups = groups_of([("Leave a reply", "comments"), ("Reply", "share")], frozenset(places[:1]))
    assert groups[places].tolist() == [0, 1 << GROUPS.index("comments") | 1 << GROUPS.index("share")]


def test_the_file_that_ships_is_small_and_says_where_it_comes_from(model: Model) -> None:
    assert SHIPPED.stat().st_size < 2_000_000
    assert set(model.about["data"]) == {"wcxb_dev", "magic_article", "mozilla_readability"}
