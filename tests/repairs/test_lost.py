"""Lost letters are flagged with their place; question marks of prose and addresses are not."""

import pytest

from dechaff.repairs.lost import find


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Das M\ufffddchen und\ndie gr\ufffd\ufffdte", ["M\ufffddchen", "gr\ufffd\ufffdte"]),
        ("Das M?dchen und der f?nfte.", ["M?dchen", "f?nfte"]),
        ("So: ??????? ???? ??? ok", ["??????? ???? ???"]),
    ],
)
def test_lost_letters_are_flagged(text: str, flagged: list[str]) -> None:
    found = list(find(text))
    assert [flag.text for flag in found] == flagged
    assert all(text[flag.start : flag.end] == flag.text for flag in found)


@pytest.mark.parametrize(
    "text", ["What?ever", "Why??? No?", "a/?b=c&d?e", "http://x.de/page?id http://x.de/other?no", "Really?? No."]
)
def test_other_question_marks_are_not(text: str) -> None:
    assert list(find(text)) == []
