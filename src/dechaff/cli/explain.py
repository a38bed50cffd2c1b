"""dechaff explain: what a text is made of, what probably happened to it, and how it would be mended."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dechaff.cli.output import counted, show
from dechaff.errors import InputError, shown

if TYPE_CHECKING:
    from dechaff.model import Flag, Source
    from dechaff.repairs.repair import Repair

MOST_CHARACTERS, MOST_PLACES = 40, 40
# How much of a text given on the command line is quoted.
MOST_QUOTED = 200


@click.command("explain")
@click.argument("what", metavar="TEXT|FILE")
def command(what: str) -> None:
    """Show the characters of a text, what damaged it, and each step of its repair.

    A FILE is read as text, - is standard input; anything else is taken as the text itself.
    """
    from dechaff import readers
    from dechaff.repairs import lost
    from dechaff.repairs.chain import chain
    from dechaff.stages.encoding import FINDERS

    document = readers.read(_content(what), kind="text")
    repairs = chain(document.text, [find for _, find in FINDERS])
    flags = list(lost.find(document.text))
    show("\n".join(explain(document.source, document.text, repairs, flags)))


def _content(what: str) -> bytes | str:
    """What a file or standard input holds, or else the argument. Raises InputError for a folder."""
    from dechaff.cli.clean import STDIN, read_stdin
    from dechaff.config import Settings
    from dechaff.readers.files import read_file

    if not what:
        return what
    if what == STDIN:
        return read_stdin(Settings().max_bytes)
    try:
        path = Path(what)
        if path.is_dir():
            raise InputError(f"{shown(what)}: is a folder; name one of its files")
        return read_file(path, Settings().max_bytes) if path.is_file() else what
    except (OSError, ValueError):  # too long for a path, or no path at all
        return what


def explain(source: "Source", text: str, repairs: "Sequence[Repair]", flags: "Sequence[Flag]") -> Iterator[str]:
    """What there is to say of a text, as lines to print."""
    from dechaff.repairs.repair import make

    if source.encoding:
        yield f"encoding  {source.encoding} ({source.decided})"
    if len(text) <= MOST_QUOTED:
        yield f"text      {_quoted(text)}"
    yield f"damage    {'; '.join(_damage(repairs, flags)) or 'none found'}"
    if repairs and len(text) <= MOST_QUOTED:
        yield f"repaired  {_quoted(make(text, repairs))}"
    yield from _characters(text)
    if repairs:
        yield f"\n{counted(len(repairs), 'repair')}"
    for repair in repairs[:MOST_PLACES]:
        old = text[repair.start : repair.end]
        yield f"    {_place(text, repair.start)}  {_quoted(old)} -> {_quoted(repair.new) or 'nothing'}"
        yield f"        {_points(old)} -> {_points(repair.new) or 'nothing'}"
        yield f"        {repair.rule}: {repair.reason}"
    yield from _rest(repairs)
    if flags:
        yield f"\n{counted(len(flags), 'place')} beyond repair"
    for flag in flags[:MOST_PLACES]:
        yield f"    {_place(text, flag.start)}  {_quoted(flag.text)}"
        yield f"        {flag.rule}: {flag.reason}"
    yield from _rest(flags)


def _damage(repairs: "Sequence[Repair]", flags: "Sequence[Flag]") -> list[str]:
    """What happened to a text, the most frequent first, with the number of places."""
    causes = Counter([*(repair.reason for repair in repairs), *(flag.reason for flag in flags)])
    return [f"{reason} ({counted(number, 'place')})" for reason, number in causes.most_common(5)]


def _characters(text: str) -> Iterator[str]:
    """Each character outside ASCII, or that cannot be seen, with its number and name, in the order of the text."""
    found = Counter(char for char in text if char > "~" or (char < " " and char not in "\n\r\t"))
    if not found:
        yield "\nonly ASCII"
        return
    yield f"\n{counted(len(found), 'character')} outside ASCII"
    for char, times in list(found.items())[:MOST_CHARACTERS]:
        seen = char if char.isprintable() and not unicodedata.combining(char) else " "
        name = unicodedata.name(char, "") or _nameless(char)
        yield f"    {seen}  {_points(char):8}  {name.lower()}{f', {times} times' if times > 1 else ''}"
    if len(found) > MOST_CHARACTERS:
        yield f"    and {len(found) - MOST_CHARACTERS:,} more"


def _nameless(char: str) -> str:
    if "\udc80" <= char <= "\udcff":
        return f"byte {ord(char) - 0xDC00:02X}, which cannot be decoded"
    return {"Cc": "control", "Co": "private use", "Cs": "half of a UTF-16 pair"}.get(
        unicodedata.category(char), "no character"
    )


def _rest(findings: Sequence[object]) -> Iterator[str]:
    if len(findings) > MOST_PLACES:
        yield f"    and {len(findings) - MOST_PLACES:,} more"


def _place(text: str, position: int) -> str:
    """The line and the column of a position, from 1."""
    start = text.rfind("\n", 0, position) + 1
    return f"{text.count(chr(10), 0, position) + 1}:{position - start + 1}"


def _points(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)


def _quoted(text: str) -> str:
    """A text on one line, with escapes for what cannot be seen."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
