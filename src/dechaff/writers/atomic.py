"""Write a file whole or not at all."""

import errno
import hashlib
import os
from pathlib import Path

from dechaff.errors import OutputError, reason_of, shown

# What the system says when the place as a whole takes no more, whatever the file: going on would fail each time.
_NO_PLACE_LEFT = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}


class StorageError(OutputError):
    """The output folder takes no more files at all, so a run cannot go on."""


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` by way of a temporary file beside it; folders are made as needed.

    Whatever happens, `path` holds what it held before or all of `data`, and no temporary file stays behind unless the
    process is killed; `sweep` removes that one. Raises OutputError, or StorageError where no file can be written.
    """
    temporary = temporary_of(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            temporary.write_bytes(data)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:
        told = f"{shown(path)}: cannot be written ({reason_of(error)})"
        if error.errno in _NO_PLACE_LEFT:
            raise StorageError(f"{told}; make room there, or choose another place") from error
        raise OutputError(told) from error


def temporary_of(path: Path) -> Path:
    """The temporary file that `write` uses: always the same one for a path, and its name is never too long."""
    return path.with_name(f".dechaff-{hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16]}.tmp")


def sweep(path: Path) -> None:
    """Remove what a killed process left of writing `path`."""
    try:
        temporary_of(path).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(f"{shown(temporary_of(path))}: cannot be removed ({reason_of(error)})") from error
