"""The manual is complete and true: every command, flag, key and column stands in it, and what it shows runs."""

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import click
import pytest

from dechaff.batch import clean_folder
from dechaff.cli import main
from dechaff.config import Settings
from dechaff.names.people import COLUMNS
from dechaff.rules import applies, load, testing
from dechaff.rules.book import Book
from dechaff.rules.rule import KINDS, Action, Shape, Status, Zone
from dechaff.stages import STAGES
from dechaff.writers.log import Header

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
NOISE = "Grain.\n\nLeave a Reply\n\nIt is over.. In invasionUkraine. Then Ukraine won.\n"

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_BUILT_IN = re.compile(r"""["']((?:encoding|content|noise|repeats|names|spacing|garbled|brake)/)[a-z{-]""")


@cache
def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def fences(text: str, language: str) -> list[str]:
    return [found[2] for found in _FENCE.finditer(text) if found[1] == language]


@cache
def quoted(name: str) -> frozenset[str]:
    """All that stands in backticks on a page, outside of code blocks."""
    return frozenset(re.findall(r"`([^`\n]+)`", _FENCE.sub("", page(name))))


@cache
def sections(name: str) -> dict[str, str]:
    """The text under each heading of the second order."""
    parts = re.split(r"^## (.+)$", page(name), flags=re.MULTILINE)
    return dict(zip((heading.strip("`") for heading in parts[1::2]), parts[2::2], strict=True))


def commands(command: click.Command = main, path: str = "dechaff") -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}")


COMMANDS = dict(commands())
FLAGS = [
    (path, flag)
    for path, command in COMMANDS.items()
    for option in command.params
    if isinstance(option, click.Option)
    for flag in (*option.opts, *option.secondary_opts)
]
ARGUMENTS = [
    (path, argument.make_metavar(click.Context(command)))
    for path, command in COMMANDS.items()
    for argument in command.params
    if isinstance(argument, click.Argument)
]


def test_the_command_tree_is_walked() -> None:
    assert {"dechaff clean", "dechaff rules lint"} <= COMMANDS.keys()
    assert {("dechaff clean", "-j"), ("dechaff why", "--site"), ("dechaff rules test", "--rules")} <= set(FLAGS)


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_its_section(path: str) -> None:
    assert path in sections("commands.md")


def test_no_section_is_about_a_command_that_is_gone() -> None:
    headings = {heading for heading in sections("commands.md") if heading.startswith("dechaff")}
    assert headings == COMMANDS.keys()


@pytest.mark.parametrize(("path", "flag"), FLAGS)
def test_every_flag_stands_in_the_section_of_its_command(path: str, flag: str) -> None:
    assert re.search(rf"`{re.escape(flag)}(?![\w-])", sections("commands.md")[path])


@pytest.mark.parametrize(("path", "argument"), ARGUMENTS)
def test_every_argument_stands_in_the_section_of_its_command(path: str, argument: str) -> None:
    assert argument in sections("commands.md")[path]


@pytest.mark.parametrize("path", COMMANDS)
def test_no_flag_is_shown_that_a_command_does_not_take(path: str) -> None:
    taken = {flag for command, flag in FLAGS if command == path} | {"-h", "--help"}
    table = re.findall(r"^\| (`-.*?) \|", sections("commands.md")[path], re.MULTILINE)
    assert {flag for cell in table for flag in re.findall(r"(?<=`)--?[a-z][a-z-]*", cell)} <= taken


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_stands_in_the_manual_with_its_default(field: str) -> None:
    default = json.dumps(getattr(Settings(), field)) if isinstance(getattr(Settings(), field), str) else None
    shown = default or str(getattr(Settings(), field))
    assert f"| `{field}` | `{shown}` |" in page("api.md")


@pytest.mark.parametrize("field", [field.name for field in dataclasses.fields(Settings)])
def test_every_setting_is_a_flag_or_said_to_have_none(field: str) -> None:
    is_flag = ("dechaff clean", "--" + field.replace("_", "-")) in FLAGS
    assert is_flag or f"`{field}`" in sections("commands.md")["Settings"]


KEYS = {
    "file": load.FILE_KEYS,
    "match": applies.KEYS,
    "rule": load.RULE_KEYS,
    "block": load.BLOCK_KEYS,
    "where": load.WHERE_KEYS,
    "test": load.TEST_KEYS,
    "kind": KINDS,
    "action": get_args(Action),
    "zone": get_args(Zone),
    "shape": get_args(Shape),
    "status": get_args(Status),
}


@pytest.mark.parametrize(("sort", "key"), [(sort, key) for sort, keys in KEYS.items() for key in keys])
def test_every_word_of_a_rule_file_stands_in_the_manual(sort: str, key: str) -> None:
    assert key in quoted("rules.md"), f"docs/rules.md says nothing of the {sort} `{key}`"


def test_every_key_of_a_log_stands_in_the_manual() -> None:
    assert {field.name for field in dataclasses.fields(Header)} <= quoted("output.md")


def test_every_key_that_a_run_writes_stands_in_the_manual(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(NOISE)
    (tmp_path / "in" / "b.txt").write_bytes(b"%PDF-1.7")
    clean_folder(tmp_path / "in", tmp_path / "out", jobs=1)
    lines = [json.loads(line) for line in (tmp_path / "out" / "a.txt.edits.jsonl").read_text().splitlines()]
    run = json.loads((tmp_path / "out" / "run.json").read_text())
    assert any("in_pass" in line for line in lines)
    assert any("flag" in line for line in lines)
    assert run["failures"]
    keys = {key for line in lines for key in line} | run.keys()
    keys |= {key for name in ("files", "left_out", "characters") for key in run[name]}
    keys |= {key for name in ("rules", "sites") for values in run[name].values() for key in values}
    assert not keys - quoted("output.md")


@pytest.mark.parametrize("ending", [".txt", ".diff", ".edits.jsonl"])
def test_every_output_stands_in_the_manual(ending: str) -> None:
    assert f"NAME{ending}" in sections("output.md")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_a_list_of_people_stands_in_the_manual(column: str) -> None:
    assert f"\n| `{column}` |" in page("names.md")


def test_every_stage_stands_in_the_manual_in_order() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", sections("api.md")["What happens, in order"], re.MULTILINE)
    assert rows == [stage.NAME for stage in STAGES]


def test_every_built_in_rule_stands_in_the_manual() -> None:
    code = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    prefixes = {prefix for text in code for prefix in _BUILT_IN.findall(text)}
    assert {"garbled/", "names/", "brake/"} <= prefixes
    shown = " ".join(quoted("api.md"))
    assert not {prefix for prefix in prefixes if prefix not in shown}


@pytest.mark.parametrize("path", [*PAGES, ROOT / "README.md"], ids=lambda path: path.name)
def test_every_link_leads_somewhere(path: Path) -> None:
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    for link in _LINK.findall(text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = path.parent / file if file else path
        assert target.exists(), f"{path.name} links to {link}"
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), f"{path.name} links to {link}"


def anchors(text: str) -> set[str]:
    """The anchors that a page's headings get."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


RULE_FILES = [
    block
    for path in (ROOT / "README.md", DOCS / "rules.md")
    for block in fences(path.read_text(encoding="utf-8"), "yaml")
    if block.startswith("version:")
]


def test_the_manual_shows_whole_rule_files() -> None:
    assert RULE_FILES


@pytest.mark.parametrize("text", RULE_FILES, ids=range(len(RULE_FILES)))
def test_rule_files_of_the_manual_work(text: str, tmp_path: Path) -> None:
    file = tmp_path / "sites" / "example.com.yml"
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    book = Book.load([tmp_path])
    report = testing.run(book, {str(file)})
    assert not report.failures
    assert report.count >= 2
    assert not [problem for problem in testing.lint(book) if problem.file == str(file)]


EXAMPLES = {path.name: fences(path.read_text(encoding="utf-8"), "console") for path in PAGES}


@pytest.mark.parametrize("name", [name for name, blocks in EXAMPLES.items() if blocks])
def test_examples_print_what_the_manual_says(name: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    for command, told in steps("".join(EXAMPLES[name])):
        printed = run(command, tmp_path)
        expected = "(?s:.*)".join(re.escape(part) for part in told.split("…"))
        assert re.fullmatch(expected, printed), f"{command}\nprints\n{printed}"


def steps(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console, each with what it prints."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, told = part.partition("\n")
        yield command, told.rstrip("\n")


def run(command: str, folder: Path) -> str:
    """What a line of shell prints, on stdout and stderr."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DECHAFF_")}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "PYTHON": sys.executable, "PYTHONUTF8": "1"}
    shell = 'dechaff() { "$PYTHON" -m dechaff "$@"; }\n'
    done = subprocess.run(
        ["sh", "-c", shell + command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode("utf-8").rstrip("\n")
