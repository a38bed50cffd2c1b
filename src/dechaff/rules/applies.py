"""Read when a rule file applies: what stands under its `match`, or else what its folder and name say."""

import re

from dechaff.errors import quoted
from dechaff.rules.fields import Fields
from dechaff.rules.regex import complaint
from dechaff.rules.rule import Match

KEYS = ("hosts", "url", "lang", "generator")

# What has another shape would never be found, without a word.
HOST = re.compile(r"[^\s/:*]+")
LANGUAGE = re.compile(r"[a-z]{2,3}")


def read(fields: Fields, name: str) -> Match:
    """The conditions of the file `name`. Mistakes become problems."""
    node = fields.node("match")
    if node is None:
        match = default(name)
        if match.lang and not LANGUAGE.fullmatch(match.lang[0]):
            fields.refuse(
                0, f"{quoted(match.lang[0])} is not a code of ISO 639-1; name the file lang/de.yml, or say `match`"
            )
        return match
    inner = Fields(node, '"match"', KEYS, fields.file, fields.problems)
    url, generator = (inner.required(key) if key in inner else "" for key in ("url", "generator"))
    told = complaint(url) if url else None
    if told:
        inner.refuse(inner.line_of("url"), f"the pattern {quoted(url)} {told}")
    hosts, languages = ([item.lower() for item in inner.texts(key)] for key in ("hosts", "lang"))
    for host in hosts:
        if not HOST.fullmatch(host):
            hint = "write example.com, or .example.com for its subdomains"
            inner.refuse(inner.line_of("hosts"), f"{quoted(host)} is not a host; {hint}")
    for language in languages:
        if not LANGUAGE.fullmatch(language):
            inner.refuse(inner.line_of("lang"), f"{quoted(language)} is not a code of ISO 639-1 such as de")
    return Match(tuple(hosts), url or None, tuple(languages), generator.lower() or None)


def default(name: str) -> Match:
    """When a file applies that does not say: its folder and name tell.

    >>> default("sites/example.com").hosts, default("lang/de").lang
    (('example.com',), ('de',))
    """
    folder, _, stem = name.rpartition("/")
    if folder == "sites":
        return Match(hosts=(stem.lower(),))
    if folder == "lang":
        return Match(lang=(stem.lower(),))
    return Match(generator=stem.lower()) if folder == "cms" else Match()
