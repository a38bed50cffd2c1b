from hypothesis import given
from hypothesis import strategies as st

from dechaff.writers.text import encode, escape_of


@given(st.text(st.sampled_from("aé\udcc3\udca9\ud800\udc00") | st.characters()))
def test_it_reads_back(text: str) -> None:
    assert encode(text).decode("utf-8", escape_of(text)) == text


@given(st.binary())
def test_stray_bytes_come_out_as_they_went_in(data: bytes) -> None:
    assert encode(data.decode("utf-8", "surrogateescape")) == data
