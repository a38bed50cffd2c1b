"""The edit log: everything that was done to one text, so that it can be explained, counted and taken back."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dechaff.errors import InputError, reason_of, shown
from dechaff.model import Edit, Flag, Kind, Pass, Source
from dechaff.result import Result
from dechaff.version import VERSION
from dechaff.writers import places, text

FORMAT = 1

T = TypeVar("T")

_as_json = json.JSONEncoder(separators=(",", ":")).encode

# Two surrogates in a row, each standing for itself, would be read back from JSON as one character.
_PAIR = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


@dataclass(frozen=True, slots=True)
class Seal:
    """What the text was made from, as its log says; the text is out of date when this is.

    `repeats` stands for the lines that other pages of the site have too.
    """

    source_sha256: str
    fingerprint: str
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a log: what was read, what came out, and the counts."""

    log: int
    version: str
    name: str
    kind: Kind
    url: str | None
    lang: str | None
    encoding: str | None
    decided: str
    source_bytes: int
    source_sha256: str
    text_sha256: str
    length: int
    clean_length: int
    clean_sha256: str
    clean_escape: text.Escape
    fingerprint: str
    passes: tuple[str, ...]
    removals: int
    repairs: int
    flags: int
    rules: dict[str, int]
    kinds: dict[str, int]
    score: float | None = None
    doubt: str = ""
    removed: int = 0
    repeats: str = ""

    @property
    def removed_share(self) -> float:
        """The share of the characters that were read that was removed."""
        return round(self.removed / self.length, 4) if self.length else 0.0

    @property
    def seal(self) -> Seal:
        return Seal(self.source_sha256, self.fingerprint, self.repeats)


@dataclass(frozen=True, slots=True)
class Log:
    """A log that was read back. `result` can do all that a fresh one can, but a page's markup is not in it."""

    header: Header
    result: Result


@dataclass(frozen=True, slots=True)
class _EditLine:
    """An edit as it is written: its stage is that of its pass."""

    in_pass: int
    start: int
    end: int
    old: str
    new: str
    rule: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class _FlagLine:
    flag: str
    start: int
    end: int
    text: str
    reason: str


def sha256(data: bytes) -> str:
    """The hash that seals a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def header_of(result: Result, name: str, seal: Seal, source_bytes: int) -> Header:
    """Sum a result up."""
    source, edits = result.source, result.edits
    return Header(
        log=FORMAT,
        version=VERSION,
        name=name,
        kind=source.kind,
        url=source.url,
        lang=source.lang,
        encoding=source.encoding,
        decided=source.decided,
        source_bytes=source_bytes,
        source_sha256=seal.source_sha256,
        text_sha256=sha256(text.encode(result.restore())),
        length=result.length,
        clean_length=len(result.text),
        clean_sha256=sha256(text.encode(result.text)),
        clean_escape=text.escape_of(result.text),
        fingerprint=seal.fingerprint,
        passes=tuple(done.stage for done in result.passes),
        removals=sum(not edit.new for edit in edits),
        repairs=sum(bool(edit.new) for edit in edits),
        flags=len(result.flags),
        rules=_counted(edit.rule for edit in edits),
        kinds=_counted(edit.kind for edit in edits),
        score=result.score,
        doubt=result.doubt,
        removed=sum(end - start for start, end, _ in result.removed_spans()),
        repeats=seal.repeats,
    )


def _counted(names: Iterator[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def write(result: Result, header: Header) -> bytes:
    """The log as JSON lines: the header, a line an edit, a line a flag. Plain ASCII whatever the text."""
    lines = [_line(header)]
    for number, done in enumerate(result.passes):
        lines += [_line(_EditLine(number, e.start, e.end, e.old, e.new, e.rule, e.kind, e.reason)) for e in done.edits]
    lines += [_line(_FlagLine(f.rule, f.start, f.end, f.text, f.reason)) for f in result.flags]
    return "".join(lines).encode("ascii")


def _line(record: Header | _EditLine | _FlagLine) -> str:
    values = ((name, getattr(record, name)) for name in record.__slots__)
    return _as_json({name: _split(value) if isinstance(value, str) else value for name, value in values}) + "\n"


def _split(value: str) -> str | list[str]:
    """A string that JSON would not give back becomes a list of strings that it does."""
    return value if value.isascii() or not _PAIR.search(value) else _PAIR.split(value)


def _joined(value: object) -> object:
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return "".join(value)
    return value


def read_header(path: Path) -> Header:
    """The first line of a log. Raises InputError where the file is no log of ours."""
    try:
        with path.open("rb") as file:
            return _header(file.readline(), path)
    except OSError as error:
        raise InputError(f"{shown(path)}: cannot be read ({reason_of(error)})") from error


def _header(line: bytes, path: Path) -> Header:
    values = _parsed(line)
    if not isinstance(values, dict) or "log" not in values:
        raise InputError(f"{shown(path)}: is not an edit log of dechaff")
    if values["log"] != FORMAT:
        raise InputError(f"{shown(path)}: was written in log format {values['log']}; this version reads {FORMAT}")
    return _converted(values, Header, path, 1)


def _parsed(line: bytes) -> object:
    try:
        values: object = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if isinstance(values, dict):
        return {key: value if key == "passes" else _joined(value) for key, value in values.items()}
    return values


def _converted(values: object, sort: type[T], path: Path, number: int) -> T:
    import msgspec

    try:
        return msgspec.convert(values, sort)
    except msgspec.ValidationError as error:
        raise InputError(f"{shown(path)}:{number}: cannot be read as a line of an edit log ({error})") from error


def read(path: Path) -> Log:
    """A log and the clean text beside it. Raises InputError where they are damaged or do not belong together."""
    clean = places.of_log(path).clean
    try:
        lines, data = path.read_bytes().splitlines(), clean.read_bytes()
    except OSError as error:
        raise InputError(f"{shown(error.filename or path)}: cannot be read ({reason_of(error)})") from error
    header = _header(lines[0] if lines else b"", path)
    if sha256(data) != header.clean_sha256:
        raise InputError(f"{shown(clean)}: is not the text that its log was written for; clean the source again")
    passes: list[list[Edit]] = [[] for _ in header.passes]
    flags: list[Flag] = []
    for number, line in enumerate(lines[1:], 2):
        found = _read_line(line, path, number)
        if isinstance(found, _FlagLine):
            flags.append(Flag(found.start, found.end, found.text, found.flag, found.reason))
        elif 0 <= found.in_pass < len(passes):
            passes[found.in_pass].append(_edit(found, header.passes[found.in_pass]))
        else:
            raise InputError(f"{shown(path)}:{number}: names a pass that the log does not have")
    done = tuple(Pass(stage, tuple(edits)) for stage, edits in zip(header.passes, passes, strict=True))
    return Log(header, _result(header, data.decode("utf-8", header.clean_escape), done, tuple(flags), path))


def _read_line(line: bytes, path: Path, number: int) -> _EditLine | _FlagLine:
    """A line behind the header. Nearly all are edits, with nothing in them that JSON cannot hold."""
    import msgspec

    try:
        return msgspec.json.decode(line, type=_EditLine)
    except msgspec.DecodeError:
        values = _parsed(line)
    if isinstance(values, dict) and "flag" in values:
        return _converted(values, _FlagLine, path, number)
    return _converted(values, _EditLine, path, number)


def _edit(line: _EditLine, stage: str) -> Edit:
    return Edit(line.start, line.end, line.old, line.new, line.rule, line.kind, stage, line.reason)


def _result(header: Header, clean: str, passes: tuple[Pass, ...], flags: tuple[Flag, ...], path: Path) -> Result:
    """The result as it was; its edits must lead back to the very text that was read."""
    source = Source("", header.kind, header.name, header.url, header.lang, header.encoding, header.decided)
    try:
        content = Result(source, clean, header.length, passes, flags).restore()
    except ValueError as error:
        raise InputError(f"{shown(path)}: its edits do not fit the clean text ({error})") from error
    if sha256(text.encode(content)) != header.text_sha256:
        raise InputError(
            f"{shown(path)}: its edits do not lead back to the text that was read; clean it again with --fresh"
        )
    source = Source(content, header.kind, header.name, header.url, header.lang, header.encoding, header.decided)
    return Result(source, clean, header.length, passes, flags, header.score)
