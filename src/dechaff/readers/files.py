"""Read a file into bytes: unpack it, and refuse in one sentence what is not text."""

import gzip
import io
import os
import stat
import zlib
from pathlib import Path
from typing import Literal

from dechaff.errors import InputError, Problem, ProblemError, reason_of, shown
from dechaff.readers.decode import MARKS
from dechaff.readers.wide import wide_encoding

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
# One byte of zstd can stand for 128 KB; so much at a time keeps what is unpacked beyond the limit below 32 MB.
ZSTD_STEP = 1024
SAMPLE_BYTES = 65_536
# Random bytes hold 12 % control characters, text in any encoding none, damaged text a few.
CONTROL_SHARE = 0.3
CONTROL_SHARE_NOT_UTF8 = 0.04

MAGIC = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "an office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"\x00asm", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"OggS\x00", "a sound or video file"),
    (b"fLaC", "a sound file"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)

_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_PACKED = {".gz", ".gzip", ".zst", ".zstd"}
_KINDS: dict[str, Literal["text", "html"]] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht", ".shtml"), "html"),
    **dict.fromkeys((".txt", ".text", ".md", ".markdown", ".rst", ".adoc", ".asc"), "text"),
}


def kind_of(path: Path) -> Literal["auto", "text", "html"]:
    """What a file is by its name; `auto` where that does not tell.

    >>> kind_of(Path("a/b.HTML.gz")), kind_of(Path("a/b"))
    ('html', 'auto')
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    while suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    return _KINDS.get(suffixes[-1], "auto") if suffixes else "auto"


def read_file(path: Path, max_bytes: int) -> bytes:
    """Read a file of text or markup, unpacked if gzip or zstd packed it, of at most `max_bytes`.

    Raises InputError, with a sentence for the user, for anything that cannot be read or is not text.
    """
    data = _stored(path, max_bytes)
    if data.startswith(GZIP):
        data = _gunzip(data, path, max_bytes)
    elif data.startswith(ZSTD):
        data = _unzstd(data, path, max_bytes)
    found = _not_text(data)
    if found:
        raise InputError(f"{shown(path)}: is not text but {found}; leave it out, or extract its text first")
    return data


def below(folder: Path, ending: str) -> list[Path]:
    """The files below a folder whose names end so, sorted by path; folders behind links are not entered.

    Raises InputError where a folder cannot be read: what stands in it is not to be left out without a word.
    """

    def refuse(error: OSError) -> None:
        raise InputError(f"{shown(error.filename)}: the folder cannot be read ({reason_of(error)})") from error

    found = (Path(top, name) for top, _, names in os.walk(folder, onerror=refuse) for name in names)
    return sorted(path for path in found if path.name.endswith(ending))


def written(path: Path) -> str:
    """The text of a file that a person wrote for dechaff, without BOM, lines ended by a line feed.

    Raises ProblemError where it is no file, cannot be read or is not UTF-8.
    """
    try:
        if path.exists() and not path.is_file():  # opening a pipe would wait for ever
            raise ProblemError(Problem(str(path), 0, "is not a file; name one that holds text"))
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise ProblemError(Problem(str(path), 0, f"cannot be read ({reason}); check the path")) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemError(Problem(str(path), line, "is not UTF-8; save the file as UTF-8")) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _stored(path: Path, max_bytes: int) -> bytes:
    """The bytes of a file, as they are, if it is one and of at most `max_bytes`. Raises InputError."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"{shown(path)}: is a folder where a file was expected; name a file in it")
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{shown(path)}: is a pipe or device, not a file; use - to read from standard input")
        with path.open("rb") as file:
            data = file.read(max_bytes + 1) if status.st_size <= max_bytes else None
    except FileNotFoundError as error:
        raise InputError(f"{shown(path)}: does not exist; check the name") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise InputError(f"{shown(path)}: cannot be read ({reason}); check its name and permissions") from error
    return _bounded(data, path, max_bytes)


def _bounded(data: bytes | None, path: Path, max_bytes: int, unpacked: str = "") -> bytes:
    """`data`, unless it is longer than it may be, or None for that."""
    if data is None or len(data) > max_bytes:
        raise InputError(
            f"{shown(path)}: is larger{unpacked} than {max_bytes:,} bytes; split it, or raise max_bytes in dechaff.toml"
        )
    return data


def _gunzip(data: bytes, path: Path, max_bytes: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(max_bytes + 1)
    except EOFError as error:
        raise InputError(f"{shown(path)}: the gzip file ends too early; fetch it again") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"{shown(path)}: the gzip file is damaged ({error}); fetch it again") from error
    return _bounded(unpacked, path, max_bytes, " once unpacked")


def _unzstd(data: bytes, path: Path, max_bytes: int) -> bytes:
    import zstandard

    packer = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    unpacker, parts, length = packer.decompressobj(), list[bytes](), 0
    view = memoryview(data)
    try:
        while view and length <= max_bytes:
            step, view = view[:ZSTD_STEP], view[ZSTD_STEP:]
            while step:
                parts.append(unpacker.decompress(step))
                length += len(parts[-1])
                step = memoryview(unpacker.unused_data if unpacker.eof else b"")
                if unpacker.eof and (step or view):  # frame after frame
                    unpacker = packer.decompressobj()
    except zstandard.ZstdError as error:
        raise InputError(f"{shown(path)}: the zstd file is damaged ({error}); fetch it again") from error
    if length <= max_bytes and not unpacker.eof:
        raise InputError(f"{shown(path)}: the zstd file ends too early; fetch it again")
    return _bounded(b"".join(parts), path, max_bytes, " once unpacked")


def _not_text(data: bytes) -> str | None:
    """Say what bytes are that are not text.

    >>> _not_text(b"%PDF-1.7"), _not_text("Grüße".encode("latin-1"))
    ('a PDF document', None)
    """
    for magic, name in MAGIC:
        if data.startswith(magic):
            return name
    sample = data[:SAMPLE_BYTES]
    if sample.startswith(tuple(mark for mark, _ in MARKS)) or wide_encoding(sample):
        return None
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    limit = CONTROL_SHARE if _is_utf8(sample) else CONTROL_SHARE_NOT_UTF8
    return "binary data" if controls > limit * len(sample) else None


def _is_utf8(sample: bytes) -> bool:
    """Whether bytes are UTF-8, but for a character cut at the end."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(sample) - 3
    return True
