"""Clean text as bytes, and back."""

from typing import Literal

Escape = Literal["strict", "surrogateescape", "surrogatepass"]


def encode(text: str) -> bytes:
    """The text in UTF-8. Bytes that the source's encoding could not express come out as the bytes they were.

    >>> encode("caf\\udce9")
    b'caf\\xe9'
    """
    return text.encode("utf-8", escape_of(text))


def escape_of(text: str) -> Escape:
    """The error handler with which UTF-8 writes the text so that the same handler reads it back exactly.

    Stray bytes do not always survive as bytes: where the text between two of them went, they may now spell a
    character. Then, and where a surrogate never was a byte, all surrogates are written as the code points they are.

    >>> escape_of("plain"), escape_of("caf\\udce9"), escape_of("\\udcc3\\udca9"), escape_of("\\ud800")
    ('strict', 'surrogateescape', 'surrogatepass', 'surrogatepass')
    """
    if _can_be_encoded(text, "strict"):
        return "strict"
    if _can_be_encoded(text, "surrogateescape"):
        data = text.encode("utf-8", "surrogateescape")
        if data.decode("utf-8", "surrogateescape") == text:
            return "surrogateescape"
    return "surrogatepass"


def _can_be_encoded(text: str, escape: Escape) -> bool:
    try:
        text.encode("utf-8", escape)
    except UnicodeEncodeError:
        return False
    return True
