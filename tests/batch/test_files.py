import errno
import os
from pathlib import Path

import pytest

from dechaff.batch.files import find
from dechaff.errors import InputError, OutputError


def test_names_are_sorted_and_hidden_ones_left_out(source: Path) -> None:
    (source / ".git").mkdir()
    (source / ".DS_Store").touch()
    found = find([source])
    assert [job.name for job in found.jobs] == ["a/deep/two.txt", "a/one.txt", "empty.txt", "three.txt"]
    assert found.hidden == 2


def test_loops_are_left_and_counted(source: Path) -> None:
    (source / "a" / "loop").symlink_to(source)
    (source / "0-first-by-name").symlink_to(source / "a")
    found = find([source])
    assert [job.name for job in found.jobs] == ["a/deep/two.txt", "a/one.txt", "empty.txt", "three.txt"]
    assert found.seen_twice == 2


def test_a_linked_folder_is_read_once(source: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "x.txt").touch()
    (source / "l1").symlink_to(tmp_path / "elsewhere")
    (source / "l2").symlink_to(tmp_path / "elsewhere")
    found = find([source])
    assert [job.name for job in found.jobs if job.name.startswith("l")] == ["l1/x.txt"]
    assert found.seen_twice == 1


@pytest.mark.parametrize("place", [".", "out", "a/deep/out", "../in/out"])
def test_output_inside_the_input_is_refused(source: Path, place: str) -> None:
    with pytest.raises(OutputError, match="stands inside the input folder"):
        find([source], source / place)
    assert not (source / "out").exists()


def test_output_inside_the_input_by_a_link_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(source)
    with pytest.raises(OutputError, match="stands inside the input folder"):
        find([source], tmp_path / "link" / "out")
    (tmp_path / "out").mkdir()
    (source / "results").symlink_to(tmp_path / "out")
    with pytest.raises(OutputError, match="choose another output folder"):
        find([source], tmp_path / "out")
    with pytest.raises(OutputError, match="choose another output folder"):
        find([source], tmp_path)


def test_input_inside_the_output_is_refused(source: Path) -> None:
    with pytest.raises(OutputError, match="holds the input"):
        find([source / "a"], source)
    with pytest.raises(OutputError, match="holds the input"):
        find([source / "three.txt"], source)


def test_a_file_beside_the_output_is_fine(source: Path) -> None:
    assert [job.name for job in find([source / "three.txt"], source / "out").jobs] == ["three.txt"]


def test_two_sources_of_one_name_are_refused(source: Path) -> None:
    (source / "a" / "three.txt").touch()
    with pytest.raises(InputError, match=r'2 of the inputs are called "three\.txt"'):
        find([source / "three.txt", source / "a" / "three.txt"])


def test_an_output_that_would_be_a_folder_of_others_fails_alone(source: Path, tmp_path: Path) -> None:
    (source / "three.txt.txt").mkdir()
    (source / "three.txt.txt" / "x").touch()
    found = find([source], tmp_path / "out")
    assert list(found.failures) == ["three.txt"]
    assert len(found.jobs) == 4


def test_an_output_whose_name_would_be_too_long_fails_alone(source: Path, tmp_path: Path) -> None:
    (source / ("x" * 244)).touch()
    (source / ("é" * 121)).touch()
    found = find([source], tmp_path / "out")
    assert list(found.failures) == ["x" * 244]
    assert "too long a name" in found.failures["x" * 244]
    assert len(found.jobs) == 5


def test_links_that_lead_nowhere_or_in_a_circle_fail_alone(source: Path, tmp_path: Path) -> None:
    (source / "self").symlink_to("self")
    (source / "nowhere").symlink_to("nothing")
    found = find([source], tmp_path / "out")
    assert list(found.failures) == ["nowhere", "self"]
    assert len(found.jobs) == 4


def test_an_output_that_is_a_circle_of_links_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("out")
    with pytest.raises(OutputError, match="links lead in a circle"):
        find([source], tmp_path / "out" / "deeper")


def test_a_folder_that_cannot_be_asked_fails_alone(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stat = Path.stat

    def refuse(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self.name == "deep":  # it stands in a folder that can be listed, but not entered
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return stat(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)
    found = find([source])
    assert found.failures == {"a/deep/": "a/deep/: the folder cannot be read (permission denied)"}
    assert len(found.jobs) == 3
