"""Long lines are mended in pieces, in proportion to their length."""

from itertools import pairwise

import pytest

from dechaff.repairs import mojibake


def mended(text: str) -> str:
    for found in reversed(list(mojibake.find(text))):
        text = text[: found.start] + found.new + text[found.end :]
    return text


def test_damage_anywhere_in_a_long_line_is_mended() -> None:
    good = "A line that never ends, and goes on and on, “quoted” or not. " * 100
    assert mended(f"{good}cafÃ© {good}Ã©tÃ© {good}cafÃ©") == f"{good}café {good}été {good}café"


@pytest.mark.parametrize("piece", ["Ã© ", "Ã©", "&amp; ", "\x00", "a\x00", "Р» ", "\udce9", "\x92 ", "â€", "&", "&a"])
def test_repairs_of_long_lines_are_disjoint(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    found = list(mojibake.find(text))
    assert all(one.end <= other.start for one, other in pairwise(found))
