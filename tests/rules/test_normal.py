"""One form for all the ways in which sites print a line, whether or not a line is folded already."""

from hypothesis import given
from hypothesis import strategies as st

from dechaff.rules.normal import fold, normal, normal_of_folded
from dechaff.rules.phrases import fits, parts

SIGNS = st.sampled_from([*"aÄбİ0123456789٣७９ -–—|>»›→:：.…*[]()【】'“’", "\u00a0", "\u3000", "ß", "READ", "Lire"])
LINES = st.lists(SIGNS, max_size=30).map(lambda signs: fold("".join(signs)).strip())


@given(LINES)
def test_a_folded_line_has_the_form_of_the_line(line: str) -> None:
    assert normal_of_folded(line) == normal(line)


@given(LINES)
def test_the_form_of_a_form_is_the_form(line: str) -> None:
    assert normal(normal(line)) == normal(line)


@given(st.lists(SIGNS, max_size=200).map("".join))
def test_folding_keeps_every_position(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_part_that_varies_is_never_empty_and_no_paragraph() -> None:
    around = parts("The post %s appeared first on %s")
    assert fits(normal("The post “A” appeared first on B."), around)
    assert not fits(normal("The post appeared first on B"), around)
    assert not fits(normal(f"The post {'very ' * 50}long appeared first on B"), around)
