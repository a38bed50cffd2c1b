"""dechaff restore: the source again, from the clean text and its edit log."""

import sys
from pathlib import Path

import click

from dechaff.cli.output import FAILED, complain, put, tell
from dechaff.errors import DechaffError, InputError, OutputError, shown

_PACKED = (".gz", ".gzip", ".zst", ".zstd")


@click.command("restore")
@click.argument("edits", metavar="EDITS_OR_FOLDER")
@click.option("-o", "--out", metavar="OUT", help="Where to write; the folder to write to, for a folder.")
def command(edits: str, out: str | None) -> None:
    """Rebuild what was read, byte for byte, from NAME.edits.jsonl and the clean text beside it.

    Of a page, its visible text is rebuilt, in UTF-8; of a packed file, what was in it. One file is printed unless OUT
    is given; a folder needs OUT, and keeps its structure. Nothing is overwritten.
    """
    path = Path(edits)
    if path.is_dir():
        _restore_folder(path, out)
    elif out is None:
        put(_restored(path))
    else:
        from dechaff.writers import places

        target = Path(out)
        _write(target / _name(places.name_of(path, path.parent)) if target.is_dir() else target, _restored(path))


def _restored(path: Path) -> bytes:
    """The bytes that a log and its clean text stand for. Raises InputError where they are not those that were read."""
    from dechaff.writers import log, places

    if not path.name.endswith(places.LOG):
        raise InputError(
            f"{shown(path)}: is not an edit log; name a file that ends in {places.LOG}, or a folder of them"
        )
    found = log.read(path)
    data = found.result.restore_bytes()
    if found.header.kind == "text" and log.sha256(data) != found.header.source_sha256:
        raise InputError(f"{shown(path)}: does not lead back to the bytes that were read")
    return data


def _restore_folder(folder: Path, out: str | None) -> None:
    from dechaff.batch.files import refuse_overlap
    from dechaff.writers import places

    if out is None:
        raise OutputError(f"{shown(folder)}: is a folder, which needs one to write to; give it with -o OUT.")
    refuse_overlap(folder, Path(out))
    logs = places.logs(folder)
    if not logs:
        raise InputError(f"{shown(folder)}: holds no edit logs; name the output folder of a run.")
    failed = 0
    for path in logs:
        try:
            _write(Path(out, _name(places.name_of(path, folder))), _restored(path))
        except DechaffError as error:
            complain(str(error))
            failed += 1
    tell(f"{len(logs) - failed:,} of {len(logs):,} files restored")
    if failed:
        sys.exit(FAILED)


def _name(name: str) -> str:
    """What a restored file is called: what was packed is not packed again."""
    return name.removesuffix(next((ending for ending in _PACKED if name.lower().endswith(ending)), ""))


def _write(path: Path, data: bytes) -> None:
    from dechaff.writers import atomic

    if path.exists() or path.is_symlink():
        raise OutputError(
            f"{shown(path)}: exists already and is not overwritten; move it away, or choose another place"
        )
    atomic.write(path, data)
