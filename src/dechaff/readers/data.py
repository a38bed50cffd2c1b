"""What a page says in its data for machines (schema.org's vocabulary in JSON-LD), and nowhere else."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

# On 1,465 real pages, no other texts that the page does not show were its main content; nor were those in the data
# from which scripts draw a page, nor its description for search engines.
BODIES = frozenset(("articleBody", "text"))
DESCRIBED = frozenset(("Product", "JobPosting"))
# Shorter ones are captions and slogans.
LONG = 80  # characters
# A text is shown where so many of some runs of its words stand on the page.
RUN, RUNS, SHOWN = 4, 16, 1 / 3
MAX_TEXTS = 200

_WORTH_PARSING = re.compile(r'"(?:articleBody|text)"\s*:\s*"[^"]{40}|"(?:Product|JobPosting)"')


@dataclass(frozen=True, slots=True)
class Datum:
    """A text, which may be markup, and what the page calls it: `Product description`."""

    name: str
    text: str


def unshown(tree: LexborHTMLParser, shown: str) -> Iterator[Datum]:
    """The texts of a page's data that do not stand in `shown`, its text."""
    seen: set[str] = set()
    for node in tree.css('script[type*="ld+json" i]'):
        script = node.text()
        if _WORTH_PARSING.search(script):
            for datum in islice(_texts(_parsed(script)), MAX_TEXTS):
                if datum.text not in seen and not _is_shown(datum.text, shown):
                    seen.add(datum.text)
                    yield datum


def _parsed(script: str) -> object:
    try:
        return json.loads(script, strict=False)
    except (ValueError, RecursionError):  # many are broken, and browsers do not mind
        return None


def _texts(parsed: object) -> Iterator[Datum]:
    """The texts below a value, in order."""
    waiting = [("", "", parsed)]
    while waiting:
        kind, name, value = waiting.pop()
        if isinstance(value, str):
            if len(value) >= LONG and (name in BODIES or (name == "description" and kind in DESCRIBED)):
                yield Datum(f"{kind} {name}", value)
        elif isinstance(value, list):
            waiting += [(kind, name, item) for item in reversed(value)]
        elif isinstance(value, dict):
            declared = value.get("@type")
            own = declared[0] if isinstance(declared, list) and declared else declared
            waiting += [(str(own), key, item) for key, item in reversed(value.items())]


def _is_shown(text: str, shown: str) -> bool:
    words = text.split()
    places = range(0, max(len(words) - RUN, 0) + 1, max(len(words) // RUNS, 1))
    runs = [" ".join(words[place : place + RUN]) for place in places]
    return sum(run in shown for run in runs) > SHOWN * len(runs)
