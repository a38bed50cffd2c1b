import json
from pathlib import Path

import pytest

from dechaff.errors import OutputError
from dechaff.model import Edit, Pass, Source
from dechaff.result import Result
from dechaff.writers import log, run


def header(name: str, url: str | None = None) -> log.Header:
    edit = Edit(0, 2, "ab", "", "share/bar", "share", "noise", "")
    result = Result(Source("abc", url=url), "c", 3, (Pass("noise", (edit,)),))
    return log.header_of(result, name, log.Seal("0", "f"), 3)


def counted(names: list[str]) -> run.Totals:
    totals = run.Totals(fingerprint="f", found=4, hidden=1)
    for name in names:
        totals.add(header(name, "https://example.com/a" if name == "a/2" else None))
    totals.fail("b/bad.png", "b/bad.png: is a picture")
    return totals


def test_the_order_of_the_files_does_not_matter() -> None:
    assert run.write(counted(["a/1", "a/2", "c"])) == run.write(counted(["c", "a/2", "a/1"]))


def test_it_counts() -> None:
    found = json.loads(run.write(counted(["a/1", "a/2", "c"])))
    assert found["files"] == {"found": 4, "cleaned": 3, "changed": 3, "failed": 1}
    assert found["rules"] == {"share/bar": {"edits": 3, "files": 3}}
    assert found["kinds"] == {"share": 3}
    assert set(found["sites"]) == {"a", "example.com", ".", "b"}
    assert found["characters"] == {"read": 9, "clean": 3}
    assert found["complete"] is True
    assert found["removed"] == {"a/1": 0.6667, "a/2": 0.6667, "c": 0.6667}
    assert found["failures"] == {"b/bad.png": "b/bad.png: is a picture"}


def test_what_no_log_says_is_read_back(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_bytes(run.write(counted(["a/1"])))
    totals = run.read_frame(tmp_path / "run.json")
    assert (totals.fingerprint, totals.found, totals.hidden, list(totals.failures)) == ("f", 4, 1, ["b/bad.png"])


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"run": 1}', "\0"])
def test_a_foreign_run_json_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content)
    with pytest.raises(OutputError, match=r"not a run\.json of dechaff"):
        run.read_frame(tmp_path / "run.json")
