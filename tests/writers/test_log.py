import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff.errors import InputError
from dechaff.model import Edit, Pass, Source
from dechaff.result import Result
from dechaff.writers import log, places, text


def seal_of(result: Result) -> log.Seal:
    return log.Seal(log.sha256(result.restore_bytes()), "print")


def written(result: Result, folder: Path) -> Path:
    where = places.of_source(folder, "a.txt")
    where.clean.write_bytes(text.encode(result.text))
    where.log.write_bytes(log.write(result, log.header_of(result, "a.txt", seal_of(result), 3)))
    return where.log


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    edit = Edit(5, 7, "..", ".", "spacing/double-stop", "punctuation", "spacing", "doubled")
    source = Source("Hello.. World", encoding="utf-8", decided="valid UTF-8")
    return written(Result(source, "Hello. World", 13, (Pass("spacing", (edit,)),)), tmp_path)


@given(data=st.data())
def test_any_result_comes_back_from_its_log(
    any_result, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    result = data.draw(any_result)
    found = log.read(written(result, tmp_path_factory.getbasetemp())).result
    assert (found.text, found.passes, found.flags, found.length) == (
        result.text,
        result.passes,
        result.flags,
        result.length,
    )
    assert found.restore() == result.restore()
    assert found.restore_bytes() == result.restore_bytes()


def test_it_is_ascii_whatever_the_text(tmp_path: Path) -> None:
    result = Result(Source("é\ud83d\ude00\u2028\0"), "é\ud83d\ude00\u2028\0", 5)
    assert written(result, tmp_path).read_bytes().isascii()


def test_the_header_counts(logged: Path) -> None:
    header = log.read_header(logged)
    assert (header.removals, header.repairs, header.flags) == (0, 1, 0)
    assert header.rules == {"spacing/double-stop": 1}
    assert header.kinds == {"punctuation": 1}
    assert header.decided == "valid UTF-8"


def test_a_log_of_another_text_is_refused(logged: Path) -> None:
    places.of_log(logged).clean.write_text("Hello. World!")
    with pytest.raises(InputError, match="not the text that its log was written for"):
        log.read(logged)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"old": "??"}, "do not lead back"),
        ({"start": 6}, "do not fit the clean text"),
        ({"start": "5"}, "edits.jsonl:2: cannot be read as a line"),
        ({"in_pass": 7}, "names a pass"),
    ],
)
def test_a_damaged_log_is_refused(logged: Path, change: dict[str, object], message: str) -> None:
    header, edit = logged.read_text().splitlines()
    logged.write_text(f"{header}\n{json.dumps(json.loads(edit) | change)}\n")
    with pytest.raises(InputError, match=message):
        log.read(logged)


@pytest.mark.parametrize("content", ["", "{}", "[1]", "no json", '{"log": 99}', '{"log": 1}', "[" * 100_000])
def test_what_is_no_log_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.txt.edits.jsonl"
    path.write_text(content)
    with pytest.raises(InputError, match=r"edits\.jsonl"):
        log.read_header(path)


def test_a_missing_log_or_text_is_a_sentence(logged: Path) -> None:
    places.of_log(logged).clean.unlink()
    with pytest.raises(InputError, match="no such file"):
        log.read(logged)
    with pytest.raises(InputError, match="no such file"):
        log.read_header(logged.with_name("other"))
