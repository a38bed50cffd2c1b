"""report.html: every file beside its clean text, each removed span coloured by its rule; one file, no network."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from dechaff.edits import Piece
from dechaff.errors import OutputError, reason_of, shown
from dechaff.model import Edit, Flag
from dechaff.repeats.site import site_of
from dechaff.result import Result
from dechaff.writers import log
from dechaff.writers.run import Totals, write
from dechaff.writers.trace import makers

# What a browser still opens at once: beyond the first, texts are left out; beyond the second, files are not listed.
MAX_EMBEDDED = 30_000_000
MAX_LISTED = 10_000

MARK = '<meta name="generator" content="dechaff">'

# In a script element these could end it or open a comment; inside JSON they only stand in strings.
_UNSAFE = {char: f"\\u{ord(char):04x}" for char in "<>&"}


@dataclass(slots=True)
class _Pages:
    """The files of a report so far: their list, the rules they name, and the texts that still find room."""

    room: int
    listed: list[dict[str, object]] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)  # rule to kind
    unlisted: int = 0
    bodies: list[str] = field(default_factory=list)

    def add(self, path: Path, name: str) -> None:
        if len(self.listed) == MAX_LISTED:
            self.unlisted += 1
            return
        header = log.read_header(path)
        body = self._body(path, header)
        self.rules.update(dict.fromkeys(header.rules.keys() - self.rules.keys(), ""))
        self.listed.append(_entry(header, name, has_text=body is not None))
        if body is not None:
            self.room -= len(body)
            self.bodies.append(f'<script type="application/json" id="text-{len(self.listed) - 1}">{body}</script>\n')

    def _body(self, path: Path, header: log.Header) -> str | None:
        """The file's text as JSON, or nothing where it does not fit any more."""
        if header.length > self.room:
            return None
        result = log.read(path).result
        self.rules.update((edit.rule, edit.kind) for edit in result.edits)
        body = _json(list(segments(result)))
        return body if len(body) <= self.room else None


def build(found: Iterable[tuple[str, Path]], totals: Totals, room: int = MAX_EMBEDDED) -> bytes:
    """The report on files given by name and log. Texts beyond `room` characters are left out, and it says which."""
    pages = _Pages(room)
    for name, path in found:
        pages.add(path, name)
    run = json.loads(write(totals))
    del run["scores"], run["low_confidence"]  # of each page: they stand in the list of files
    data = {
        "run": run,
        "rules": [
            {"id": rule, "kind": kind, "edits": totals.rules[rule], "files": totals.rule_files[rule]}
            for rule, kind in sorted(pages.rules.items(), key=lambda item: (-totals.rules[item[0]], item[0]))
        ],
        "files": pages.listed,
        "unlisted": pages.unlisted,
    }
    island = f'<script type="application/json" id="data">{_json(data)}</script>\n'
    page = _asset("report.html").replace("/*STYLE*/", _asset("report.css")).replace("/*SCRIPT*/", _asset("report.js"))
    return page.replace("<!--DATA-->", island + "".join(pages.bodies)).encode("utf-8")


def refuse_foreign(path: Path) -> None:
    """Raise OutputError where a file stands that is no report of ours."""
    try:
        with path.open("rb") as file:
            ours = MARK.encode("ascii") in file.read(1000)
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutputError(f"{shown(path)}: cannot be read ({reason_of(error)})") from error
    if not ours:
        raise OutputError(f"{shown(path)}: is not a report of dechaff; move it away, or choose another output folder")


def _asset(name: str) -> str:
    return files("dechaff.writers").joinpath(name).read_text(encoding="utf-8")


def _json(value: object) -> str:
    written = json.dumps(value, separators=(",", ":"))
    for char, escape in _UNSAFE.items():  # ten times as fast as str.translate
        written = written.replace(char, escape)
    return written


def _entry(header: log.Header, name: str, has_text: bool) -> dict[str, object]:
    return {
        "name": name,
        "site": site_of(name, header.url),
        "url": header.url,
        "kind": header.kind,
        "encoding": header.encoding,
        "decided": header.decided,
        "read": header.length,
        "clean": header.clean_length,
        "removals": header.removals,
        "repairs": header.repairs,
        "flags": header.flags,
        "score": header.score,
        "doubt": header.doubt,
        "rules": header.rules,
        "text": has_text,
    }


def segments(result: Result) -> Iterator[str | dict[str, object]]:
    """The text in pieces for the page to draw: a string is as it was.

    Of any other, `t` is the source, `n` what stands there now, `r` the rule, `w` its reason, `f` the flags on it.
    """
    before = result.restore()
    flags = sorted(result.flags, key=lambda flag: flag.start)
    first = 0
    for piece, edit in zip(result.pieces, makers(result), strict=True):
        while first < len(flags) and flags[first].end < piece.source.start:
            first += 1
        near = _touching(flags, first, piece)
        yield from _segments_of(piece, edit, near, before, result.text)


def _touching(flags: list[Flag], first: int, piece: Piece) -> list[Flag]:
    near = []
    for place in range(first, len(flags)):
        if flags[place].start >= piece.source.end:
            break
        if flags[place].end > piece.source.start:
            near.append(flags[place])
    return near


def _segments_of(
    piece: Piece, edit: Edit | None, flags: list[Flag], before: str, after: str
) -> Iterator[str | dict[str, object]]:
    """One piece, cut where flags begin and end unless it was changed."""
    start, end = piece.source
    if edit is not None:
        changed: dict[str, object] = {"t": before[start:end], "r": edit.rule, "w": edit.reason}
        yield changed | {"n": after[slice(*piece.final)]} | _flagged(flags)
        return
    cuts = {start, end} | {cut for flag in flags for cut in (flag.start, flag.end) if start < cut < end}
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        over = [flag for flag in flags if flag.start < right and flag.end > left]
        yield {"t": before[left:right]} | _flagged(over) if over else before[left:right]


def _flagged(flags: list[Flag]) -> dict[str, object]:
    return {"f": [[flag.rule, flag.reason] for flag in flags]} if flags else {}
