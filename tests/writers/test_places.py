from pathlib import Path

from dechaff.writers import places


def test_places_of_source_and_log_agree(tmp_path: Path) -> None:
    where = places.of_source(tmp_path, "a/b.txt")
    assert places.of_log(where.log) == where
    assert places.name_of(where.log, tmp_path) == "a/b.txt"
    assert [path.name for path in where] == ["b.txt.txt", "b.txt.diff", "b.txt.meta.json", "b.txt.edits.jsonl"]


def test_logs_are_sorted_by_folder(tmp_path: Path) -> None:
    for name in ("b", "a/z", "a-b"):
        log = places.of_source(tmp_path, name).log
        log.parent.mkdir(exist_ok=True)
        log.touch()
    assert [places.name_of(log, tmp_path) for log in places.logs(tmp_path)] == ["a/z", "a-b", "b"]
