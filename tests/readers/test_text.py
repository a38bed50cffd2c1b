"""Which reader reads what it is given."""

import pytest

from dechaff import readers
from dechaff.errors import InputError


def test_a_kind_that_there_is_not_is_one_sentence() -> None:
    with pytest.raises(InputError, match='there is no kind "htlm" of input; did you mean "html"'):
        readers.read("grain", kind="htlm")
