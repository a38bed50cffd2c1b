"""Files are read and unpacked, or refused in a sentence."""

import gzip
import os
from pathlib import Path

import pytest
import zstandard

from dechaff.errors import InputError
from dechaff.readers.files import kind_of, read_file

TEXT = "Die Gespräche gehen weiter.\n".encode() * 40
NOISE = bytes(hash_ * 167 % 256 for hash_ in range(4000))

GOOD = {
    "empty": b"",
    "utf-8": TEXT,
    "latin-1": "Größe\n".encode("latin-1"),
    "utf-16": "\ufeffGröße\n".encode("utf-16-le"),
    "utf-16 without a mark": "Plain text\n".encode("utf-16-be"),
    "koi8-r": "Министр прибыл в столицу".encode("koi8-r"),
    "a few zeros": TEXT + b"\0\0\0",
    "escapes": b"\x1b[1mbold\x1b[0m",
    "a broken byte": TEXT + b"\xff",
}


@pytest.mark.parametrize("data", GOOD.values(), ids=list(GOOD))
@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_text_is_read(tmp_path: Path, data: bytes, pack) -> None:
    path = tmp_path / "file"
    path.write_bytes(pack(data))
    assert read_file(path, 10_000) == data


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_frames_follow_each_other(tmp_path: Path, pack) -> None:
    path = tmp_path / "file"
    path.write_bytes(pack(TEXT) + pack(TEXT))
    assert read_file(path, 10_000) == TEXT * 2


BAD = {
    "a PNG picture": (b"\x89PNG\r\n\x1a\n", "is not text but a PNG picture"),
    "a PDF document": (b"%PDF-1.7\n%", "is not text but a PDF document"),
    "a zip archive": (b"PK\x03\x04", "zip archive"),
    "random bytes": (NOISE, "is not text but binary data"),
    "packed random bytes": (gzip.compress(NOISE), "is not text but binary data"),
    "control characters": (b"\x01\x02\x03\x04ab" * 50, "is not text but binary data"),
    "large": (b"a" * 10_001, "larger than 10,000 bytes"),
    "a gzip bomb": (gzip.compress(b"a" * 10_000_000), "larger once unpacked than 10,000 bytes"),
    "a zstd bomb": (zstandard.compress(b"a" * 10_000_000), "larger once unpacked than 10,000 bytes"),
    "truncated gzip": (gzip.compress(TEXT)[:-9], "gzip file ends too early"),
    "damaged gzip": (gzip.compress(TEXT)[:20] + b"\xff" * 30, "gzip file"),
    "truncated zstd": (zstandard.compress(TEXT)[:-4], "zstd file ends too early"),
    "damaged zstd": (zstandard.compress(TEXT)[:4] + b"\xff" * 60, "zstd file is damaged"),
}


@pytest.mark.parametrize(("data", "message"), BAD.values(), ids=list(BAD))
def test_what_is_not_text_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as refused:
        read_file(path, 10_000)
    assert str(refused.value).startswith(str(path))
    assert "\n" not in str(refused.value)


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, message in {
        tmp_path: "is a folder",
        tmp_path / "missing": "does not exist",
        tmp_path / "pipe": "is a pipe or device",
        tmp_path / "loop": "cannot be read",
        tmp_path / "nul\0": "cannot be read",
        tmp_path / ("long" * 100): "cannot be read",
    }.items():
        with pytest.raises(InputError, match=message):
            read_file(path, 10_000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_permissions(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(TEXT)
    path.chmod(0)
    with pytest.raises(InputError, match="cannot be read"):
        read_file(path, 10_000)


KINDS = {
    "a": "auto",
    "a.bin": "auto",
    "a.gz": "auto",
    "a.html": "html",
    "b.c/a.HTM.zst": "html",
    "a.md": "text",
    "x.txt.gz": "text",
}


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_kind_by_name(name: str, kind: str) -> None:
    assert kind_of(Path(name)) == kind
