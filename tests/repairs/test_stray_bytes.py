"""Lines in another encoding are read by it; cut characters stay what they are."""

import pytest

from dechaff.repairs.repair import make
from dechaff.repairs.stray_bytes import find


def escaped(text: str, encoding: str) -> str:
    return text.encode(encoding).decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_a_line_is_read_by_its_own_encoding(encoding: str) -> None:
    line = "Les élèves à l'école répètent: «c'était très agréable, déjà en été»"
    text = f"Où est l’été ?\n{escaped(line, encoding)}\nTrès loin."
    assert make(text, list(find(text))) == f"Où est l’été ?\n{line}\nTrès loin."


@pytest.mark.parametrize("text", ["cut \udce2\udc82", "é and \udce9", "overlong \udcc0\udcaf", "plain", "é"])
def test_what_is_not_a_line_of_its_own_stays(text: str) -> None:
    assert list(find(text)) == []
