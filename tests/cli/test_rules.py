from pathlib import Path


def test_list_has_a_line_a_rule(dechaff) -> None:
    found = dechaff("rules", "list", "--rules", "rules", "--select", "_common/mine")
    assert (found.exit_code, found.stdout) == (0, "_common/mine/drop  other  stable  the line of the tests\n")


def test_show_tells_everything(dechaff, rules: Path) -> None:
    found = dechaff("rules", "show", "_common/mine/drop", "--rules", "rules").stdout
    for part in ("the line of the tests", f"{rules.name}/_common/mine.yml:3", "'drop this line'", "'keep this line'"):
        assert part in found


def test_an_unknown_rule_gets_the_nearest(dechaff) -> None:
    found = dechaff("rules", "show", "drop", "--rules", "rules")
    assert found.exit_code == 2
    assert "did you mean _common/mine/drop?" in found.stderr


def test_lint_finds_mistakes_by_file_and_line(dechaff, rules: Path) -> None:
    assert dechaff("rules", "lint", "rules").exit_code == 0
    (rules / "_common/bad.yml").write_text("version: 1\nrules:\n  - {id: a, kind: other, why: x, lnie: x}\n")
    found = dechaff("rules", "lint", "rules")
    assert found.exit_code == 1
    assert "_common/bad.yml:3: " in found.stdout
    (rules / "_common/bad.yml").write_text("version: 1\nrules:\n  - {id: a, kind: other, why: x, line: some words}\n")
    assert "has no tests" in dechaff("rules", "lint", "rules").stdout


def test_test_runs_the_tests_of_the_rules(dechaff, rules: Path) -> None:
    found = dechaff("rules", "test", "rules")
    assert (found.exit_code, found.stderr) == (0, "2 tests of 1 rule, 0 failed\n")
    path = rules / "_common/mine.yml"
    path.write_text(path.read_text().replace("keep this line", "drop this line"))
    found = dechaff("rules", "test", "rules")
    assert found.exit_code == 1
    assert "mine.yml:7: " in found.stdout
    path.write_text("version: 1\nrules: []\n")
    assert dechaff("rules", "test", "rules").exit_code == 1


def test_a_missing_path_is_one_sentence(dechaff) -> None:
    for name in ("lint", "test"):
        found = dechaff("rules", name, "missing")
        assert found.exit_code == 2
        assert "missing: does not exist" in found.stderr


def test_a_test_fails_where_a_guard_holds_what_must_go(dechaff, rules: Path) -> None:
    file = rules / "_common" / "mine.yml"
    file.write_text("keep: [{line: 'drop this line'}]\n" + file.read_text())
    found = dechaff("rules", "test", file)
    assert found.exit_code == 1
    assert "drop leaves 'drop this line', not ''" in found.stdout
