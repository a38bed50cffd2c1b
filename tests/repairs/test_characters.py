"""Control characters and lost bytes: found, named and replaced one by one."""

import pytest

from dechaff.repairs import characters


@pytest.mark.parametrize(
    "text", ["", "a\tb\r\nc\x0cd", "naïve “text” 👨‍👩‍👧 می‌خواهم", "a\u00adb\u200bc\u2028d\u0085e\ufffd"]
)
def test_what_belongs_to_text_stays(text: str) -> None:
    assert list(characters.find(text)) == []


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\x00\x01b", "ab"),
        ("\ufeffa", "a"),
        ("a\udcffb", "a\ufffdb"),
        ("\ud83d\ude00", "😀"),
        ("\ud83d\ud83d\ude00\ude00", "\ufffd😀\ufffd"),
        ("a\x0bb", "a\nb"),
        ("\x1b[1;31mred", "red"),
    ],
)
def test_what_does_not_goes(text: str, clean: str) -> None:
    assert characters.strip(text) == clean
    for found in reversed(list(characters.find(text))):
        text = text[: found.start] + found.new + text[found.end :]
    assert text == clean
