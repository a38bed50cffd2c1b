"""Pages saved with all their pictures, in one file."""

import quopri

import pytest

from dechaff import readers

PAGE = "<html><head><title>a</title></head><body><p>Caf\u00e9 = good</p></body></html>"
HEAD = (
    b"From: <Saved by a browser>\r\nSubject: a\r\n b\r\nMIME-Version: 1.0\r\nContent-Type: %b;\r\n\tboundary=x\r\n\r\n"
)
PICTURE = b"--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
END = b"--x--\r\n"


def part(charset: str) -> bytes:
    head = f"--x\r\nContent-Type: text/html; charset={charset}\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + quopri.encodestring(PAGE.encode(charset)) + b"\r\n"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
@pytest.mark.parametrize("kind", ["auto", "html"])
@pytest.mark.parametrize("is_string", [True, False])
def test_the_page_is_read(charset: str, kind: str, is_string: bool) -> None:
    saved = HEAD % b"multipart/related" + PICTURE + part(charset) + END
    document = readers.read(saved.decode("ascii") if is_string else saved, kind=kind)
    assert document.text == "Caf\u00e9 = good"
    assert (document.source.kind, document.source.content) == ("html", PAGE)


@pytest.mark.parametrize(
    "source",
    [
        HEAD % b"multipart/mixed" + part("utf-8") + END,
        HEAD % b"multipart/related" + PICTURE + END,
        HEAD % b"multipart/related",
        b"A page is saved as\r\n\r\n" + HEAD % b"multipart/related" + part("utf-8") + END,
        b"Content-Type: multipart/related; boundary=x\r\n\r\n" + part("utf-8") + END,
    ],
    ids=["a mail", "no page", "nothing", "a text about it", "no version"],
)
def test_anything_else_is_text(source: bytes) -> None:
    document = readers.read(source)
    assert (document.source.kind, document.text) == ("text", source.decode())


def test_it_is_text_where_somebody_says_so() -> None:
    saved = HEAD % b"multipart/related" + part("utf-8") + END
    assert readers.read(saved, kind="text").text == saved.decode()


@pytest.mark.parametrize("opening", [b"a: b\n", b"a: b\n c\n", b"a:", b" ", b"MIME-Version: 1.0\n"])
def test_the_kind_of_anything_is_told(opening: bytes) -> None:
    assert readers.mhtml.saved_page(opening * 10_000) is None
