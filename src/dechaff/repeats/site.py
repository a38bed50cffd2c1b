"""Which site a page is of, and the hashes of its lines and of the names that stand in it."""

import re
from hashlib import blake2b
from urllib.parse import urlsplit

from dechaff.model import Document

NO_FOLDER = "."  # the site of a file without an address that stands in no folder

# A line of so many characters is taken for prose, which tells one story from another.
PROSE_CHARACTERS = 60
# The upper bits of a hash say whether its line is prose, and whether it is no line but a name.
PROSE = 1 << 63
NAME = 1 << 62
# Fewer pages than this tell nothing.
LEAST_PAGES = 3

_LETTER = re.compile(r"[^\W\d_]")


def site_of(name: str, url: str | None) -> str:
    """The host of a file's address; without one, the top folder it stands in.

    >>> site_of("a/b.html", "https://www.example.com/b"), site_of("a/b.html", None), site_of("b.html", None)
    ('www.example.com', 'a', '.')
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return host or (name.split("/", 1)[0] if "/" in name else NO_FOLDER)


def site_of_document(document: Document) -> str:
    """The site of a document that was read."""
    return site_of(document.source.name or "", document.source.url)


def hash_of_site(site: str) -> int:
    """The number of a site."""
    return _number(site)


def hash_of_name(site: int, name: str) -> int:
    """A number for a name, or for what else a page tells of names, on the pages of a site."""
    return (_number(name) ^ site) >> 2 | NAME


def hashes(document: Document, site: str) -> list[int]:
    """A number for each line, the same for the same line on other pages of the site; 0 for a line without a letter.

    Case and repeated spaces make no difference.
    """
    salt = site.encode("utf-8", "surrogatepass")[-64:]
    text = document.text
    known: dict[str, int] = {}
    found = []
    for start, end in document.lines:
        line = text[start:end]
        number = known.get(line)
        if number is None:
            number = known[line] = _hash(line, salt)
        found.append(number)
    return found


def _hash(line: str, key: bytes) -> int:
    form = " ".join(line.split()).casefold()
    if not _LETTER.search(form):
        return 0
    number = _number(form, key) >> 2
    return number | PROSE if len(form) >= PROSE_CHARACTERS else number


def _number(text: str, key: bytes = b"") -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, key=key).digest()
    return int.from_bytes(digest, "little")
