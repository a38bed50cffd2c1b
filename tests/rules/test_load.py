"""Rule files are read strictly: whatever is wrong is told with file, line and what to write instead."""

import os
from functools import partial
from pathlib import Path

import pytest

from dechaff.errors import InputError, RuleError
from dechaff.rules.book import Book

GOOD = """\
version: 1
rules:
  - id: share-label
    kind: share
    line: 'Share this'
    why: 'label of share buttons'
"""

# what the file holds, the line of the problem, what is said about it
WRONG = [
    ("", 1, "is empty"),
    ("rules: []\n", 1, "write `version: 1`"),
    ("version: 2\nrules: []\n", 1, "write `version: 1`"),
    ("version: 1\nrulez: []\n", 2, 'has no key "rulez"; did you mean "rules"?'),
    ("version: 1\nrules: share\n", 2, '"rules" takes a list'),
    ("version: 1\nrules:\n  - just text\n", 3, "a rule takes keys and values"),
    ("version: 1\nrules:\n  - id: [a\n", 4, "not valid YAML"),
    ("version: 1\nversion: 1\n", 2, "stands here twice"),
    (GOOD.replace("    line: 'Share this'\n", ""), 3, "exactly one matcher"),
    (GOOD + "    prefix: 'x y'\n", 3, "exactly one matcher"),
    (GOOD.replace("line:", "lien:"), 5, 'did you mean "line"?'),
    (GOOD.replace("kind: share", "kind: shares"), 4, 'did you mean "share"?'),
    (GOOD.replace("'Share this'", "yes"), 0, ""),
    (GOOD.replace("'Share this'", "true"), 5, "not true"),
    (GOOD.replace("'Share this'", "[a b, 3]"), 5, "not 3"),
    (GOOD.replace("'Share this'", "'!'"), 5, "no two letters"),
    (GOOD.replace("    why: 'label of share buttons'\n", ""), 3, 'lacks "why"'),
    (GOOD.replace("id: share-label", "id: ''"), 3, '"id" is empty'),
    (GOOD.replace("line: 'Share this'", "regex: 'Share (this'"), 5, "is not valid: missing )"),
    (GOOD.replace("line: 'Share this'", "regex: '(?=Share)'"), 5, "RE2 has no look-around"),
    (GOOD.replace("line: 'Share this'", "regex: 'Share\\z'"), 5, "patterns see one line"),
    (GOOD.replace("line: 'Share this'", "regex: 'a*'"), 5, "matches an empty line"),
    (GOOD.replace("line: 'Share this'", "css: 'div['"), 5, "not a CSS selector"),
    (GOOD.replace("line: 'Share this'", "phrases: share.en"), 5, 'no phrase list "share.en"'),
    (GOOD.replace("line: 'Share this'", "block: {end: 'x y'}"), 5, 'lacks "start"'),
    (GOOD.replace("line: 'Share this'", "block: {start: 'x y', max_lines: 0}"), 5, "at least 1"),
    (GOOD.replace("line: 'Share this'", "block: {start: 'x y', body: titles}"), 5, 'did you mean "title"?'),
    (GOOD + "    where: {zone: foot}\n", 7, 'cannot be "foot"'),
    (GOOD + "    where: {max_words: many}\n", 7, 'takes a whole number, not "many"'),
    (GOOD + "    where: {alone: 'true'}\n", 7, "takes true or false"),
    (GOOD + "    where: {reach: 3}\n", 7, 'speaks of "near"'),
    (GOOD + "    where: {run: 0}\n", 7, "at least 1"),
    (GOOD.replace("line: 'Share this'", "labels: share"), 5, 'no phrase list "share"'),
    (GOOD.replace("line: 'Share this'", "block: {start: 'x y', holds: {css: p}}"), 5, 'has no key "css"'),
    (GOOD.replace("line: 'Share this'", "block: {start: 'x y', times: 2}"), 5, 'speaks of "holds"'),
    (GOOD.replace("line: 'Share this'", "block: {start: 'x y', max_words: 0}"), 5, "at least 1"),
    (GOOD.replace("line: 'Share this'", "block: {start: 'x y', first: 1}"), 5, "takes true or false"),
    (GOOD + "    where: {near: other-rule}\n", 3, '"near" names no rule "test/other-rule"'),
    (GOOD + "    action: inline\n", 7, "use `regex`"),
    (GOOD + "    with: ''\n", 3, "go together"),
    (GOOD + "    status: alpha\n", 7, "choose one of: stable, experimental"),
    (GOOD + "    tests: {remove: 'Share this'}\n", 7, "takes a list of texts"),
    (GOOD + "    tests: {remove: [{txt: a}]}\n", 7, 'did you mean "text"?'),
    (GOOD + "  - id: share-label\n    line: 'a b'\n    why: x\n", 7, "stands on line 3 too"),
    ("version: 1\nextends: [tset]\n", 2, "no rule file"),
    ("version: 1\nextends: [test]\n", 2, "extends this file in turn"),
    ("version: 1\ndisable: [cms/nothing]\n", 2, "no rule"),
    ("version: 1\nkeep: [{line: 'a b', css: p}]\n", 2, "exactly one matcher"),
    ("version: 1\nmatch: {url: '('}\n", 2, "is not valid"),
    ("a: &a [*a]\n", 1, "an alias points at what it stands in"),
    (
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)),
        1,
        "more than 1,000,000",
    ),
    ("a: " + "[" * 20_000 + "]" * 20_000, 1, "nested too deep"),
    (GOOD.replace("id: share-label", "id: share label"), 3, "takes one word"),
    (GOOD.replace("id: share-label", "id: other/label"), 3, "takes one word"),
    (GOOD + "    where: {near: share-label}\n", 3, 'names the rule "test/share-label" itself'),
    (GOOD + "    tests: {remove: ['']}\n", 7, "not nothing"),
    (GOOD.replace("    line:", "\tline:"), 5, "a tab indents the line; indent with spaces"),
    (GOOD.replace("'Share this'", '"Share this'), 7, "quoted scalar that begins on line 5"),
    (GOOD.replace("'Share this'", "!Share this"), 5, '"!Share" is a tag to YAML'),
    (GOOD.replace("'Share this'", "Share \x07 this"), 5, "the character U+0007 must not stand in it"),
    (GOOD.replace("'Share this'", "[]"), 5, "not an empty list"),
    (GOOD.replace("kind: share", "kind: " + "x" * 1000), 4, '"' + "x" * 80 + '..."'),
    (GOOD + "    where: {side: above}\n", 7, '"side" speaks of "near"'),
    ("version: 1\nmatch: {hosts: []}\n", 2, "not an empty list"),
    ("version: 1\nmatch: {hosts: 'https://example.com/'}\n", 2, '"https://example.com/" is not a host'),
    ("version: 1\nmatch: {hosts: ['*.example.com']}\n", 2, ".example.com for its subdomains"),
    ("version: 1\nmatch: {lang: german}\n", 2, "not a code of ISO 639-1"),
    ("version: 1\nmatch: {generator: ''}\n", 2, '"generator" is empty'),
    ("version: 1\nextends: [tets/nothing-like-it]\n", 2, "choose one of: test"),
    ("version: true\nrules: []\n", 1, "write `version: 1`"),
]


def load(folder: Path, text: str) -> Book:
    (folder / "test.yml").write_text(text, encoding="utf-8")
    return Book.load([folder], shipped=False)


@pytest.mark.parametrize(("text", "line", "message"), [case for case in WRONG if case[2]])
def test_mistakes_are_told(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, text)
    assert any(
        problem.line == line and message in problem.message and problem.file.endswith("test.yml")
        for problem in caught.value.problems
    ), caught.value


def test_a_word_that_looks_like_a_boolean_is_a_string(tmp_path: Path) -> None:
    rule = load(tmp_path, GOOD.replace("'Share this'", "yes")).rules[0]
    assert rule.pattern.values == ("yes",)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, GOOD.replace("kind: share", "kind: x").replace("why:", "wy:"))
    assert len(caught.value.problems) == 3


# Each of these is one mistake, and so one sentence.
@pytest.mark.parametrize(
    "text",
    [
        "- a\n",
        "version: 1.0\nrules: []\n",
        "version: 1\nrules: [share]\n",
        "version: 1\nkeep: [quote]\n",
        "version: 1\nnames: [Jane]\n",
        GOOD.replace("'Share this'", '"Share\\nthis", "'),
        GOOD.replace("line: 'Share this'", "block: 'Share this'"),
        GOOD + "    tests: {remove: [3]}\n",
        GOOD.replace("id: share-label", 'id: "share\\nlabel"'),
    ],
)
def test_a_mistake_is_told_once(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleError) as caught:
        load(tmp_path, text)
    assert len(str(caught.value).split("\n")) == 1


def test_a_circle_of_files_is_told(tmp_path: Path) -> None:
    (tmp_path / "other.yml").write_text("version: 1\nextends: [test]\n")
    with pytest.raises(RuleError, match='"other" extends this file in turn'):
        load(tmp_path, "version: 1\nextends: [other]\n")


def test_files_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="does not exist"):
        Book.load([tmp_path / "missing"])
    (tmp_path / "test.yaml").write_text(GOOD)
    with pytest.raises(RuleError, match=r"name it test\.yml"):
        Book.load([tmp_path])
    (tmp_path / "test.yaml").rename(tmp_path / "latin.yml").write_bytes(b"version: 1\n# caf\xe9\n")
    with pytest.raises(RuleError, match=r"latin\.yml:2: is not UTF-8"):
        Book.load([tmp_path])


def test_a_file_of_a_language_is_named_by_its_code(tmp_path: Path) -> None:
    (tmp_path / "lang").mkdir()
    (tmp_path / "lang" / "german.yml").write_text(GOOD)
    with pytest.raises(RuleError, match=r'german\.yml: "german" is not a code of ISO 639-1'):
        Book.load([tmp_path])


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")
    with pytest.raises(RuleError, match=r"pipe\.yml: is not a file"):
        Book.load([tmp_path])


def test_a_folder_that_cannot_be_read_is_not_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "test.yml").write_text(GOOD)
    (tmp_path / "sites").mkdir()
    locked = partial(_refusing, os.scandir, tmp_path / "sites")
    monkeypatch.setattr(os, "scandir", locked)
    with pytest.raises(InputError, match=r"sites: the folder cannot be read \(permission denied\)"):
        Book.load([tmp_path])


def _refusing(scan, locked: Path, folder):
    if Path(folder) == locked:
        raise PermissionError(13, "Permission denied", str(folder))
    return scan(folder)


def test_not_all_rules_are_listed_to_choose_from(tmp_path: Path) -> None:
    (tmp_path / "test.yml").write_text("version: 1\ndisable: [nothing-like-it]\n")
    with pytest.raises(RuleError, match=r"to disable; `dechaff rules list` shows all$"):
        Book.load([tmp_path])


def test_a_users_file_replaces_the_shipped_one_of_its_name(tmp_path: Path) -> None:
    shipped = Book.load()
    name = next(iter(shipped.files))
    target = tmp_path / f"{name}.yml"
    target.parent.mkdir(parents=True)
    target.write_text(GOOD)
    book = Book.load([tmp_path])
    assert [rule.id for rule in book.files[name].rules] == [f"{name}/share-label"]
    assert set(book.files) == set(shipped.files)
    assert book.fingerprint != shipped.fingerprint


def test_an_empty_phrase_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "mine.txt").write_text("# nothing yet\n")
    with pytest.raises(RuleError, match='test\\.yml:5: the phrase list "mine" gives no phrases'):
        load(tmp_path, GOOD.replace("line: 'Share this'", "phrases: mine"))


def test_phrase_lists_are_looked_up_beside_the_file_first(tmp_path: Path) -> None:
    (tmp_path / "phrases").mkdir()
    (tmp_path / "phrases" / "mine.txt").write_text("# mine\n\nTell a friend\n")
    rule = load(tmp_path, GOOD.replace("line: 'Share this'", "phrases: mine")).rules[0]
    assert rule.pattern.values == ("Tell a friend",)
