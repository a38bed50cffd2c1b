import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff.errors import OutputError
from dechaff.model import Edit, Flag, Pass, Source
from dechaff.result import Result
from dechaff.writers import log, places, report, run, text

HOSTILE = "</script><script>alert(1)</script><!-- \" ' & \0 \udcff \ud83d"


def page_of(folder: Path, results: dict[str, Result], room: int = report.MAX_EMBEDDED) -> str:
    totals, found = run.Totals(found=len(results)), []
    for name, result in results.items():
        where = places.of_source(folder, f"file{len(found)}")
        header = log.header_of(result, name, log.Seal("", ""), 0)
        where.clean.write_bytes(text.encode(result.text))
        where.log.write_bytes(log.write(result, header))
        totals.add(header)
        found.append((name, where.log))
    return report.build(found, totals, room).decode("utf-8")


def islands(page: str) -> dict[str, object]:
    return {name: json.loads(body) for name, body in re.findall(r'json" id="([\w-]+)">(.*?)</script>', page)}


def hostile_result() -> Result:
    edit = Edit(0, 9, HOSTILE[:9], "", "noise/<b>", "other", "noise", HOSTILE)
    flag = Flag(10, 12, HOSTILE[10:12], "flag/x", HOSTILE)
    return Result(Source(HOSTILE), HOSTILE[9:], len(HOSTILE), (Pass("noise", (edit,)),), (flag,))


def test_hostile_text_and_names_stay_data(tmp_path: Path) -> None:
    page = page_of(tmp_path, {HOSTILE: hostile_result()})
    plain = page_of(tmp_path, {"plain": Result(Source("plain"), "plain", 5)})
    assert page.count("<script") == plain.count("<script")
    assert page.count("<!--") == plain.count("<!--")
    found = islands(page)
    assert found["data"]["files"][0]["name"] == HOSTILE
    assert "".join(part if isinstance(part, str) else part["t"] for part in found["text-0"]) == HOSTILE


def test_nothing_is_fetched(tmp_path: Path) -> None:
    page = page_of(tmp_path, {"a": Result(Source("a"), "a", 1)})
    assert "default-src 'none'" in page
    assert not re.search(r'(src|href)="(?!#)', page)
    assert "/*STYLE*/" not in page


def test_texts_beyond_the_room_are_only_counted(tmp_path: Path) -> None:
    long, short = Result(Source("x" * 500), "x" * 500, 500), Result(Source("y"), "y", 1)
    found = islands(page_of(tmp_path, {"long": long, "short": short}, room=100))
    assert [file["text"] for file in found["data"]["files"]] == [False, True]
    assert "text-0" not in found
    assert found["text-1"] == ["y"]


def test_files_beyond_the_list_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "MAX_LISTED", 1)
    result = Result(Source("y"), "y", 1)
    data = islands(page_of(tmp_path, {"a": result, "b": result}))["data"]
    assert (len(data["files"]), data["unlisted"]) == (1, 1)


@given(st.data())
def test_the_segments_hold_both_texts(any_result, data: st.DataObject) -> None:
    result = data.draw(any_result)
    parts = list(report.segments(result))
    assert "".join(part if isinstance(part, str) else part["t"] for part in parts) == result.restore()
    assert "".join(part if isinstance(part, str) else part.get("n", part["t"]) for part in parts) == result.text


def test_a_foreign_report_is_refused(tmp_path: Path) -> None:
    report.refuse_foreign(tmp_path / "report.html")
    (tmp_path / "report.html").write_text(page_of(tmp_path, {}))
    report.refuse_foreign(tmp_path / "report.html")
    (tmp_path / "report.html").write_text("<html>mine</html>")
    with pytest.raises(OutputError, match="not a report of dechaff"):
        report.refuse_foreign(tmp_path / "report.html")
