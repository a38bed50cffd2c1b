"""A repair of a whole name reaches the rest of its text, and nobody else."""

import pytest

from dechaff.names import repair
from dechaff.names.people import People

PEOPLE = People.load(())
FAR = " It rained for a long time, and nobody went out of the house." * 2
FIRST = f"The US politician Dzhon Kerri met officials.{FAR}"


def repaired(text: str) -> list[str]:
    return [found.new for found in sorted(repair.find(text, PEOPLE), key=lambda each: each.start)]


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        ("Then Kerri left.", ["Kerry"]),
        ("Then Mr Kerri left.", ["Kerry"]),
        ("It rained on Dzhon Kerri.", ["John Kerry"]),
        ("Kerri's car was late.", ["Kerry"]),
        ("Then Anna Kerri left.", []),
        ("Then Kerri Smith left.", []),
        ("Write to kerri@example.com or @Kerri.", []),
        ("The Kerrigans left.", []),
        ('That day, his name was misspelt as "Kerri".', []),
    ],
)
def test_it_reaches(rest: str, names: list[str]) -> None:
    assert repaired(f"{FIRST}\n\n{rest}") == ["John Kerry", *names]


def test_a_surname_of_others_is_left_alone() -> None:
    assert repaired("The US politician Tom Barreto met officials.\n\nBarreto left.")[1:] == []
