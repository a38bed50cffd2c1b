"""People of a rule file: read strictly, and known where the file applies, nowhere else."""

from pathlib import Path

import pytest

from dechaff.errors import RuleError
from dechaff.pipeline import Cleaner
from dechaff.rules.book import Book

GOOD = """\
version: 1
names:
  - canonical: 'Jana Novak'
    wrong: ['Yana Nowak', 'Jana Nowag']
    accepted: 'Jana Novák'
    country: 'Czech Republic'
    role: 'mayor of Exampletown'
    evidence: ['Exampletown | council', 'budget']
"""
TEXT = "Yana Nowak of Exampletown spoke."

WRONG = [
    (GOOD.replace("names:\n", "names: []\nname:\n"), 3, 'has no key "name"; did you mean "names"?'),
    ("version: 1\nnames: Jana Novak\n", 2, '"names" takes a list of people'),
    ("version: 1\nnames: [Jana Novak]\n", 2, "a person takes keys and values"),
    (GOOD.replace("wrong:", "worng:"), 4, 'a person has no key "worng"; did you mean "wrong"?'),
    (
        GOOD.replace("canonical: 'Jana Novak'", "country: 'Austria'").replace("    country: 'Cz", "    # 'Cz"),
        3,
        "lacks",
    ),
    (GOOD.replace("'mayor of Exampletown'", "7"), 7, '"role" takes a string'),
    (GOOD.replace("'Jana Novák'", "'Jana Nowag'"), 3, '"Jana Nowag" cannot be both wrong and right'),
    (GOOD + "  - canonical: 'Jo Doe'\n    wrong: ['Jana Nowag']\n", 9, "is a wrong form of Jana Novak too"),
    (GOOD + "  - canonical: 'Jana Novak'\n", 9, "stands at line 3 too"),
]


def write(folder: Path, name: str, text: str) -> str:
    file = folder / f"{name}.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(("text", "line", "words"), WRONG)
def test_mistakes_are_told_with_their_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(RuleError) as caught:
        Book.load([write(tmp_path, "sites/example.com", text)], shipped=False)
    problem = caught.value.problems[0]
    assert words in problem.message
    assert problem.line == line


def test_all_that_is_said_of_a_person_is_read(tmp_path: Path) -> None:
    book = Book.load([write(tmp_path, "sites/example.com", GOOD)], shipped=False)
    (person,) = book.files["sites/example.com"].names
    assert (person.canonical, person.accepted, person.role) == ("Jana Novak", ("Jana Novák",), "mayor of Exampletown")
    assert person.wrong == ("Yana Nowak", "Jana Nowag")
    assert person.pieces[1:] == (("Exampletown", "council"), ("budget",))
    assert "Prague" in person.pieces[0]


def test_a_sites_people_are_known_on_its_pages_only(tmp_path: Path) -> None:
    cleaner = Cleaner(rules=[write(tmp_path, "sites/example.com", GOOD)])
    for url in ("https://example.com/a", "https://www.example.com/b"):
        assert cleaner.clean(TEXT, url=url).text == "Jana Novak of Exampletown spoke."
    for other in ("https://example.org/a", None, "https://blog.example.com/"):
        assert cleaner.clean(TEXT, url=other).text == TEXT


def test_evidence_is_asked_for_as_in_a_list(tmp_path: Path) -> None:
    cleaner = Cleaner(rules=[write(tmp_path, "_common/people", GOOD)])
    assert cleaner.clean("Yana Nowak sang.").edits == []


def test_the_page_nearest_file_counts(tmp_path: Path) -> None:
    write(tmp_path, "_common/people", "version: 1\nnames: [{canonical: Jana Novak, wrong: [Yana Nowak]}]\n")
    write(tmp_path, "sites/example.com", "version: 1\nnames: [{canonical: Jana Novak, wrong: [Jana Nowag]}]\n")
    cleaner = Cleaner(rules=[str(tmp_path)])
    assert cleaner.clean(TEXT, url="https://example.com/a").edits == []
    assert cleaner.clean(TEXT).text == "Jana Novak of Exampletown spoke."


def test_a_sites_person_replaces_the_shipped_one(tmp_path: Path) -> None:
    file = "version: 1\nnames: [{canonical: Colin Kahl, accepted: [Colin Kall]}]\n"
    cleaner = Cleaner(rules=[write(tmp_path, "sites/example.com", file)])
    text = "Colin Kall of the Pentagon spoke."
    assert cleaner.clean(text, url="https://example.com/").edits == []
    assert cleaner.clean(text).text == "Colin Kahl of the Pentagon spoke."


def test_what_was_cleaned_with_other_people_is_out_of_date(tmp_path: Path) -> None:
    before = Book.load([write(tmp_path, "_common/people", GOOD)], shipped=False).fingerprint
    write(tmp_path, "_common/people", GOOD.replace("Jana Nowag", "Jana Novag"))
    assert Book.load([str(tmp_path)], shipped=False).fingerprint != before
