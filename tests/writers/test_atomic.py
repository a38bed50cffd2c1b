import errno
import os
from pathlib import Path

import pytest

from dechaff.errors import OutputError
from dechaff.writers import atomic


def test_it_makes_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    atomic.write(tmp_path / "a" / "b", b"new")
    atomic.write(tmp_path / "a" / "b", b"newer")
    assert (tmp_path / "a" / "b").read_bytes() == b"newer"
    assert len(list((tmp_path / "a").iterdir())) == 1


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(self: Path, data: bytes) -> int:
        os.close(os.open(self, os.O_CREAT | os.O_WRONLY))
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(atomic.StorageError, match=r"a: cannot be written \(no space left on device\)"):
        atomic.write(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupt_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        atomic.write(tmp_path / "a", b"new")
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_way_is_the_files_own_matter(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OutputError, match="cannot be written") as caught:
        atomic.write(tmp_path / "a", b"new")
    assert not isinstance(caught.value, atomic.StorageError)


def test_a_folder_that_may_not_be_written_to_is_the_files_own_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, data: bytes) -> int:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(OutputError, match="permission denied") as caught:
        atomic.write(tmp_path / "a", b"new")
    assert not isinstance(caught.value, atomic.StorageError)


def test_the_longest_name_can_be_written_and_swept(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    atomic.write(path, b"")
    atomic.temporary_of(path).write_bytes(b"half")
    atomic.sweep(path)
    atomic.sweep(path)
    assert list(tmp_path.iterdir()) == [path]
