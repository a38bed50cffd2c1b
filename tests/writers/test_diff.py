import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff.edits import apply
from dechaff.model import Edit, Pass, Source
from dechaff.result import Result
from dechaff.writers.diff import line_end_of, lines_of, unified


def result_of(text: str, *changes: tuple[int, int, str, str]) -> Result:
    made = tuple(
        Edit(start, end, text[start:end], new, rule, "other", "noise", "") for start, end, new, rule in changes
    )
    return Result(Source(text), apply(text, made), len(text), (Pass("noise", made),) if made else ())


def patched(source: str, diff: str) -> str:
    """What a reader of unified diffs makes of the source: strict on ranges, context and order."""
    old, out, position = source.splitlines(keepends=True), [], 0
    for hunk in re.split(r"^(?=@@ )", diff, flags=re.MULTILINE)[1:]:
        head, *body = (
            re.sub(r"\n\\ No newline at end of file\n", "\x1f", hunk).replace("\x1f", "\x1f\n").split("\n")[:-1]
        )
        found = re.match(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@", head)
        assert found
        start, count, new_start, new_count = map(int, found.groups())
        start -= bool(count)
        out += old[position:start]
        position = start
        assert new_start - bool(new_count) == len(out)
        lines = [line[:-1] if line.endswith("\x1f") else line + "\n" for line in body]
        assert old[start : start + count] == [line[1:] for line in lines if line[0] in " -"]
        out += [line[1:] for line in lines if line[0] in " +"]
        assert sum(line[0] in " +" for line in lines) == new_count
        position += count
    return "".join(out + old[position:])


@given(st.data())
def test_applied_to_the_source_it_gives_the_clean_text(result_of_lines, data: st.DataObject) -> None:
    result = data.draw(result_of_lines)
    diff = unified(result, "a.txt")
    assert patched(result.restore(), diff) == result.text
    assert bool(diff) == (result.restore() != result.text)


@given(st.data())
def test_every_hunk_names_its_rules(result_of_lines, data: st.DataObject) -> None:
    result = data.draw(result_of_lines)
    for line in unified(result, "a.txt").splitlines():
        if re.match(r"@@ -\d+,\d+ \+", line):
            assert line.endswith(("noise/a", "noise/b", "names/c"))


def test_git_applies_it(tmp_path: Path) -> None:
    text = "".join(f"line {number}\n" for number in range(30)) + "end"
    result = result_of(
        text, (0, 7, "", "a/first"), (100, 106, "LINE", "a/word"), (len(text) - 3, len(text), "", "a/end")
    )
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.diff").write_text(unified(result, "a.txt"))
    subprocess.run(["git", "apply", "a.diff"], cwd=tmp_path, check=True)
    assert (tmp_path / "a.txt").read_text() == result.text


def test_only_the_removed_line_is_in_the_diff_whichever_line_end_went_with_it() -> None:
    head, tail = result_of("a\nx\nb\n", (2, 4, "", "r")), result_of("a\nx\nb\n", (1, 3, "", "r"))
    assert unified(head, "n") == unified(tail, "n") == "--- a/n\n+++ b/n\n@@ -1,3 +1,2 @@ r\n a\n-x\n b\n"


def test_far_changes_get_their_own_hunk_and_rule() -> None:
    text = "x\n" + "kept\n" * 20 + "y\n"
    diff = unified(result_of(text, (0, 2, "", "one"), (102, 104, "", "two")), "n")
    assert re.findall(r"^@@.*", diff, re.MULTILINE) == ["@@ -1,4 +1,3 @@ one", "@@ -19,4 +18,3 @@ two"]


def test_a_change_that_another_takes_back_is_not_in_the_diff() -> None:
    there, back = Edit(0, 1, "a", "b", "r", "other", "s", ""), Edit(0, 1, "b", "a", "q", "other", "s", "")
    assert unified(Result(Source("a\n"), "a\n", 2, (Pass("s", (there,)), Pass("s", (back,)))), "n") == ""


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("a b.txt", "--- a/a b.txt\n"),
        ("a\nb", '--- "a/a\\012b"\n'),
        ('"\\', '--- "a/\\"\\\\"\n'),
        ("\udcff", '--- "a/\\377"\n'),
    ],
)
def test_odd_file_names_are_quoted_as_git_does(name: str, head: str) -> None:
    assert unified(result_of("x", (0, 1, "", "r")), name).startswith(head)


def test_lines_of_an_old_mac_text_are_lines() -> None:
    text = "a\rx\rb\r"
    assert line_end_of(text) == "\r"
    assert line_end_of("a\rb\n") == line_end_of("ab") == "\n"
    assert len(lines_of(text, "\r")) == 3
    assert unified(result_of(text, (2, 4, "", "r")), "n").endswith("@@ -1,3 +1,2 @@ r\n a\n-x\n b\n")


def test_time_is_linear_in_the_number_of_edits() -> None:
    text = "keep\ndrop\n" * 50_000
    changes = [(start, start + 5, "", "r") for start in range(5, len(text), 10)]
    assert unified(result_of(text, *changes), "n").count("\n-drop") == 50_000
