"""Bytes become text, and the text becomes the same bytes."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dechaff.model import encode
from dechaff.readers.decode import codec_of, decode
from dechaff.readers.wide import wide_encoding

CODECS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252", "cp1251", "gb18030", "cp932", "euc_jp", "big5hkscs"]
RUSSIAN = "Министр прибыл в столицу. Переговоры продолжатся завтра утром, сообщили в ведомстве. " * 4
JAPANESE = "会議は明日も続けられると、関係者が述べた。" * 4
GERMAN = "Die Gespräche gehen morgen früh weiter, heißt es. Möglich wären auch größere Änderungen. " * 4


def check(data: bytes, charset: str | None = None) -> tuple[str, str, str]:
    decoded = decode(data, charset)
    assert encode(decoded.text, decoded.encoding) == data
    return decoded.text, decoded.encoding, decoded.decided


@settings(deadline=None)  # the first call loads the detector
@given(st.binary(max_size=400), st.none() | st.sampled_from(CODECS) | st.text(max_size=12))
def test_any_bytes_survive(data: bytes, charset: str | None) -> None:
    check(data, charset)


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from(CODECS), st.binary(max_size=3))
def test_damaged_text_survives(text: str, encoding: str, tail: bytes) -> None:
    check(text.encode(encoding, "ignore") + tail, encoding)
    check(b'<meta charset="%s">' % encoding.encode() + text.encode(encoding, "ignore") + tail)


@pytest.mark.parametrize(
    ("data", "charset", "encoding", "decided"),
    [
        (b"", None, "utf-8", "valid UTF-8"),
        (b"plain", "cp1251", "utf-8", "valid UTF-8"),
        (b'<meta charset="latin1">caf\xc3\xa9', None, "utf-8", "valid UTF-8"),
        (b"\xef\xbb\xbfcaf\xc3\xa9", "cp1252", "utf-8", "byte order mark"),
        (b"\xef\xbb\xbf\xff", None, "utf-8", "byte order mark"),
        ("\ufeffcafé".encode("utf-16-le"), None, "utf-16-le", "byte order mark"),
        ("\ufeffcafé".encode("utf-32-be"), None, "utf-32-be", "byte order mark"),
        ("no mark".encode("utf-16-be"), None, "utf-16-be", "small bytes between the letters"),
        (JAPANESE.encode("iso2022_jp"), None, "iso2022_jp", "escape sequences of ISO-2022-JP"),
        (GERMAN.encode("latin-1"), "ISO-8859-1", "cp1252", "declared by the transport"),
        (b'<?xml version="1.0" encoding="koi8-r"?>' + RUSSIAN.encode("koi8-r"), None, "koi8-r", "declared by the page"),
        (b"<meta content='a; charset=x-sjis'>" + JAPANESE.encode("cp932"), None, "cp932", "declared by the page"),
    ],
)  # fmt: skip
def test_what_is_said_is_believed_if_it_is_true(data: bytes, charset: str | None, encoding: str, decided: str) -> None:
    assert check(data, charset)[1:] == (encoding, decided)


@pytest.mark.parametrize(
    "lie", ["euc-jp", "euc-kr", "shift_jis", "utf-16", "rot13", "hex", "idna", "no such", "../x", "\0"]
)
def test_a_lie_loses(lie: str) -> None:
    text, encoding, decided = check(GERMAN.encode("cp1252"), lie)
    assert (text, encoding) == (GERMAN, "cp1252")
    assert decided.startswith("detected (")


@pytest.mark.parametrize(("text", "encoding"), [(RUSSIAN, "cp1251"), (JAPANESE, "euc_jp"), (GERMAN, "cp1252")])
def test_undeclared_text_is_detected(text: str, encoding: str) -> None:
    assert check(text.encode(encoding))[:2] == (text, encoding)


def test_a_commented_declaration_is_none() -> None:
    data = b"<!-- <meta charset=cp1251> --><meta charset=cp1252>" + GERMAN.encode("cp1252")
    assert check(data)[1] == "cp1252"


def test_a_broken_byte_does_not_cost_the_rest() -> None:
    text, encoding, decided = check(("é" * 20).encode() + b"\xff", "latin1")
    assert (text, encoding, decided) == ("é" * 20 + "\udcff", "utf-8", "UTF-8 but for 1 byte, kept as they are")


def test_nothing_fits() -> None:
    noise = b"".join(sha256(bytes([number])).digest() for number in range(20))
    assert check(noise)[1:] == ("utf-8", "nothing fits; undecodable bytes are kept")


@pytest.mark.parametrize("data", [b"", b"abc", b"\0\0\0", b"a\0bcdefgh", "é".encode() * 9])
def test_not_wide(data: bytes) -> None:
    assert wide_encoding(data) is None


@pytest.mark.parametrize(
    ("label", "codec"), [("Latin1", "cp1252"), ("GB2312", "gb18030"), ("UTF8", "utf-8"), ("koi8-r",) * 2]
)
def test_labels_mean_what_browsers_mean(label: str, codec: str) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", [RUSSIAN, JAPANESE, GERMAN, "สวัสดีครับ ยินดีต้อนรับ " * 8, "यह एक पुराना पुस्तकालय है। " * 8])
def test_wide_text_of_any_script_is_seen(text: str, codec: str) -> None:
    assert check(text.encode(codec))[:2] == (text, codec)


@pytest.mark.parametrize(
    "data",
    [b"text\0\0\0\0" * 20, b"abc\0" * 20, bytes(range(256)) * 4, b"\1\0\2\0" * 20, b"\0" * 64, b"one\0two\0" * 9],
)
def test_padding_and_numbers_are_not_wide(data: bytes) -> None:
    assert wide_encoding(data) is None


@pytest.mark.parametrize("codec", ["cp850", "mac-roman", "cp1252", "iso8859-15"])
def test_what_reads_best_is_taken(codec: str) -> None:
    text = "El niño salió; según él, Ángela volvió también. ¿Quién lo vio? Íñigo, quizás. " * 8
    assert check(text.encode(codec))[0] == text


def test_lines_in_another_encoding_are_kept_as_bytes() -> None:
    line = "Où est l'été ? Très loin d'ici.\n"
    text, encoding, decided = check((line.encode() + line.encode("cp1252")) * 3)
    assert encoding == "utf-8"
    assert decided == "UTF-8 on 3 lines, another encoding on 3, kept as they are"
    assert text.startswith(line)


@pytest.mark.parametrize("cut", [b"\xe2\x82", b"\xf0\x9f\x98", b"\xc0\xaf", b"\xe0\x80\xaf"])
def test_utf8_with_a_sequence_cut_or_overlong_stays_utf8(cut: bytes) -> None:
    data = "Un été à Orléans, ".encode() + cut + " déjà vu.".encode()
    decoded = decode(data)
    assert decoded.encoding == "utf-8"
    assert encode(decoded.text, "utf-8") == data
