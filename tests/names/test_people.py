"""Lists of people: what ships is sound, and a mistake in a user's list is told with its line."""

from pathlib import Path

import pytest

from dechaff.errors import SettingsError
from dechaff.names.people import People


def load(folder: Path, text: str | bytes) -> People:
    file = folder / "people.tsv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return People.load((str(file),))


def test_what_ships_is_sound() -> None:
    people = People.load(())
    assert len(people.persons) > 300
    right = {form for person in people.persons for form in (person.canonical, *person.accepted)}
    for person in people.persons:
        assert person.pieces, person.canonical
        assert person.role, person.canonical
        assert not right & {*person.wrong, *person.doubtful}, person.canonical


def test_only_the_first_column_is_needed(tmp_path: Path) -> None:
    people = load(tmp_path, "canonical\n# a remark\n\nJane Smythe\n")
    assert people.persons[0].canonical == "Jane Smythe"


def test_columns_of_the_users_own_are_left_aside(tmp_path: Path) -> None:
    people = load(tmp_path, "pid\tcanonical\tsource\n7\tJane Smythe\tthe web\n")
    assert people.persons[0].canonical == "Jane Smythe"


def test_windows_files_are_read(tmp_path: Path) -> None:
    people = load(tmp_path, b"\xef\xbb\xbfcanonical\twrong\r\nJane Smythe\tJane Smith\r\n")
    assert people.persons[0].wrong == ("Jane Smith",)


def test_a_users_line_replaces_the_shipped_one(tmp_path: Path) -> None:
    people = load(tmp_path, "canonical\twrong\nColin Kahl\tColin Cowl\n")
    (person,) = [person for person in people.persons if person.canonical == "Colin Kahl"]
    assert person.wrong == ("Colin Cowl",)


def test_a_users_right_spelling_is_nobodys_wrong_one(tmp_path: Path) -> None:
    people = load(tmp_path, "canonical\taccepted\nColin Kall\tBridget Brinkle\n")
    assert people.wrong.find("Colin Kall and Bridget Brinkle") == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "the file is empty"),
        ("name\nJane\n", 1, 'the column "canonical" is missing'),
        ("canonical\tworng\nJane\t\n", 1, 'did you mean "wrong"?'),
        ("wrong\nJane\n", 1, 'the column "canonical" is missing'),
        ("canonical\tcanonical\n", 1, "stands twice"),
        ("canonical\twrong\nJane\tJan\n\tJon\n", 3, "the column canonical is empty"),
        ("canonical\nJane\tJan\n", 2, "2 cells, but only 1 columns"),
        ("canonical\nJane\nJo\nJane\n", 4, "Jane stands at line 2 too"),
        ("canonical\twrong\nJane\tJan\nJo\tJan\n", 3, '"Jan" is a wrong form of Jane too'),
        ("canonical\twrong\nJane\tJane\n", 2, "cannot be both wrong and right"),
        ("canonical\twrong\nJane\tJan\nJan\tJane\n", 2, '"Jan" is the right name of Jan; write it under doubtful'),
        (b"canonical\nJane\nJ\xe9r\xf4me\n", 3, "is not UTF-8"),
        ("canonical;wrong\nJane;Jan\n", 1, "set the columns apart by tabs"),
    ],
)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str | bytes, line: int, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    assert f"people.tsv:{line}: " in str(caught.value)
    assert words in str(caught.value)


def test_a_cell_may_be_long(tmp_path: Path) -> None:
    forms = [f"Jane Doe{number}" for number in range(20_000)]
    assert load(tmp_path, "canonical\twrong\nJane Do\t" + "|".join(forms)).persons[0].wrong == tuple(forms)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.tsv: cannot be read \(no such file or directory\)"):
        People.load((str(tmp_path / "none.tsv"),))
