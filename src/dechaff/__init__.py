"""Take the chaff out of text that was scraped from the web, and keep it beside the grain.

>>> import dechaff
>>> dechaff.clean("Grain.\\n\\nLeave a Reply").text
'Grain.\\n'
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from dechaff.config import Settings
from dechaff.errors import DechaffError
from dechaff.model import Block, Document, Edit, Flag, Pass, Source
from dechaff.pipeline import Cleaner
from dechaff.result import Result
from dechaff.version import VERSION

if TYPE_CHECKING:
    from dechaff.batch import clean_folder

__version__ = VERSION

__all__ = [
    "Block",
    "Cleaner",
    "DechaffError",
    "Document",
    "Edit",
    "Flag",
    "Pass",
    "Result",
    "Settings",
    "Source",
    "clean",
    "clean_folder",
]

_DEFAULTS = Settings()
_cleaner = lru_cache(maxsize=4)(Cleaner)


def clean(
    source: str | bytes,
    kind: Literal["auto", "text", "html"] | None = None,
    url: str | None = None,
    lang: str | None = None,
    settings: Settings | None = None,
) -> Result:
    """Clean one text or page; rules are loaded at the first call and kept. See `Cleaner` for the arguments."""
    return _cleaner(settings or _DEFAULTS).clean(source, kind=kind, url=url, lang=lang)


def __getattr__(name: str) -> object:
    if name == "clean_folder":
        from dechaff.batch import clean_folder

        return clean_folder
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
