"""Five folds by site: pages of one site are never on both sides of a measurement."""

import hashlib
import re
from urllib.parse import urlsplit

COUNT = 5
_SECOND_LEVEL = re.compile(r"\.(?:ac|co|com|edu|gov|net|org)\.[a-z]{2}$")


def site_of(record: dict) -> str:
    """The registered domain of a page's address; a page without one is a site of its own.

    >>> site_of({"id": "1", "url": "https://news.example.co.uk/a"})
    'example.co.uk'
    """
    host = urlsplit(record.get("url") or "").hostname
    if not host:
        return str(record["id"])
    return ".".join(host.split(".")[-3 if _SECOND_LEVEL.search(host) else -2 :])


def fold_of(record: dict) -> int:
    """The fold of a page: a hash of its site, so that it stays when pages are added."""
    return int(hashlib.sha256(site_of(record).encode()).hexdigest(), 16) % COUNT
