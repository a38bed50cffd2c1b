"""Turn bytes and strings into documents. Adding a reader: its module, one line here, its test."""

from typing import Literal

from dechaff.errors import InputError, nearest
from dechaff.model import Document, Source
from dechaff.readers import html, text
from dechaff.readers.decode import Decoded, decode
from dechaff.readers.mhtml import saved_page
from dechaff.readers.sniff import is_page

READERS = {"text": text.read, "html": html.read}


def read(  # noqa: PLR0913, PLR0917
    source: str | bytes,
    kind: Literal["auto", "text", "html"] = "auto",
    url: str | None = None,
    lang: str | None = None,
    name: str | None = None,
    charset: str | None = None,
) -> Document:
    """Read a text or a page, also one in MHTML. `charset` is what a transport such as HTTP declared, where it did.

    Raises InputError for a kind that there is not, and for what is neither a string nor bytes.

    >>> read(b"caf\\xc3\\xa9").text
    'café'
    >>> read("<html><p>caf&eacute;").text
    'café'
    """
    if kind != "auto" and kind not in READERS:
        raise InputError(f'there is no kind "{kind}" of input; {nearest(kind, ["auto", *READERS])}')
    for what, value in (("url", url), ("lang", lang)):
        if not isinstance(value, str | None):
            raise InputError(f"{what} takes a string, not {value!r}")
    if not isinstance(source, str | bytes | bytearray | memoryview):
        raise InputError(f"what is to be cleaned must be a string or bytes, not {type(source).__name__}")
    source = source if isinstance(source, str) else bytes(source)
    saved = saved_page(source) if kind != "text" else None
    if saved:
        source, charset, kind = saved.data, saved.charset, "html"
    if isinstance(source, str):
        decoded, encoding = Decoded(source, "", "given as a string"), None
    else:
        decoded = decode(source, charset, is_page=kind != "text")
        encoding = decoded.encoding
    if kind == "auto":
        kind = "html" if is_page(decoded.text) else "text"
    return READERS[kind](Source(decoded.text, kind, name, url, lang, encoding, decoded.decided))
