"""`dechaff names`: a verdict a name, and a count a list."""

from pathlib import Path


def test_lookup_shows_who_may_be_meant(dechaff) -> None:
    found = dechaff("names", "lookup", "Colin Kall")
    assert found.exit_code == 0
    first, second, *_ = found.stdout.splitlines()
    assert first == "Colin Kall: left alone: nothing in its sentence says who is meant"
    assert second.startswith("  1.00  Colin Kahl (")
    assert second.endswith(", 1 letter apart")


def test_lookup_shows_a_repair_once(dechaff) -> None:
    found = dechaff("names", "lookup", "Colin Kall of the Pentagon")
    assert found.stdout.count("Colin Kall: ") == 1
    assert "repaired" in found.stdout


def test_lookup_knows_people(dechaff) -> None:
    assert dechaff("names", "lookup", "Joe Biden").stdout == "Joe Biden: known, left alone (United States)\n"


def test_lookup_says_where_there_is_no_name(dechaff) -> None:
    found = dechaff("names", "lookup", "no name")
    assert (found.exit_code, found.stdout) == (0, "")
    assert found.stderr == "There is no name of two or more capitalised words in it.\n"


def test_check_counts(dechaff, tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text("canonical\twrong\tcountry\nJane Smythe\tJane Smith\tUK\n")
    found = dechaff("names", "check", "people.tsv")
    assert (found.exit_code, found.stderr) == (0, "people.tsv: 1 people, 1 wrong form; 1 may be meant by sound\n")


def test_check_tells_a_mistake(dechaff, tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text("canonical\tworng\nJane Smythe\tJane Smith\n")
    found = dechaff("names", "check", "people.tsv")
    assert found.exit_code == 2
    assert found.stderr == 'dechaff: people.tsv:1: there is no column "worng"; did you mean "wrong"?\n'
