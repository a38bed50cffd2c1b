"""Find the page in a file as which browsers save a page with all its pictures: MHTML (RFC 2557)."""

import re
from dataclasses import dataclass
from email import message_from_bytes

from dechaff.model import encode

LOOKED_AT = 4096  # bytes

_HEADER = rb"[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*"
_BEGINNING = re.compile(
    rb"\s*(?=(?:%b)*?MIME-Version:)(?:%b)*?Content-Type:\s*multipart/related\b" % (_HEADER, _HEADER), re.IGNORECASE
)
_TYPES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The bytes of a page, and the encoding that the file declares for them."""

    data: bytes
    charset: str | None


def saved_page(source: str | bytes) -> SavedPage | None:
    """The first page in a file of MHTML; None where a file is none, or holds none.

    >>> head = b"MIME-Version: 1.0\\r\\nContent-Type: multipart/related; boundary=x\\r\\n\\r\\n"
    >>> saved_page(head + b"--x\\r\\nContent-Type: text/html; charset=utf-8\\r\\n\\r\\n<p>One\\r\\n--x--\\r\\n")
    SavedPage(data=b'<p>One', charset='utf-8')
    """
    head = source[:LOOKED_AT]
    if not _BEGINNING.match(head if isinstance(head, bytes) else head.encode(errors="replace")):
        return None
    for part in message_from_bytes(source if isinstance(source, bytes) else encode(source, "utf-8")).walk():
        if part.get_content_type() in _TYPES:
            payload = part.get_payload(decode=True)
            return SavedPage(payload, part.get_content_charset()) if isinstance(payload, bytes) else None
    return None
