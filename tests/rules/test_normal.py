"""One form for all the ways in which sites print a line, the same whether lines are seen one by one or all at once."""

from hypothesis import given
from hypothesis import strategies as st

from dechaff.rules.normal import CUT_CHARACTERS, HEAD_CHARACTERS, fold, heads, normal
from dechaff.rules.phrases import fits, parts

SIGNS = st.sampled_from([*"aÄбİ0123456789٣७９ -–—|>»›→:：.…*[]()【】'“’", "\u00a0", "\u3000", "ß", "READ", "Lire"])
LINES = (
    st.lists(SIGNS, max_size=30)
    .map(lambda signs: fold("".join(signs)).strip())
    .filter(lambda line: len(line) <= HEAD_CHARACTERS)
)


@given(st.lists(LINES, max_size=6))
def test_forms_made_at_once_are_those_made_one_by_one(lines: list[str]) -> None:
    assert heads(lines) == [normal(line) for line in lines]


@given(LINES)
def test_the_form_of_a_form_is_the_form(line: str) -> None:
    assert normal(normal(line)) == normal(line)


@given(st.lists(SIGNS, max_size=200).map("".join))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_head_is_cut() -> None:
    assert heads(["x" * 200]) == ["x" * CUT_CHARACTERS]


def test_a_part_that_varies_is_never_empty_and_no_paragraph() -> None:
    around = parts("The post %s appeared first on %s")
    assert fits(normal("The post “A” appeared first on B."), around)
    assert not fits(normal("The post appeared first on B"), around)
    assert not fits(normal(f"The post {'very ' * 50}long appeared first on B"), around)
