"""A line that a rule matched and left alone is told with what held the rule back."""

from pathlib import Path

from dechaff.model import Document, Source
from dechaff.rules.book import Book
from dechaff.rules.explain import near_misses


def told(folder: Path, rules: str, text: str) -> list[tuple[str, str]]:
    (folder / "test.yml").write_text(f"version: 1\n{rules}")
    book = Book.load([folder], shipped=False)
    return [(miss.rule.id, miss.condition) for miss in near_misses(Document(Source(text), text), book)]


def test_conditions_are_told(tmp_path: Path) -> None:
    rules = "rules: [{id: by, kind: byline, prefix: by, where: {max_words: 3}, why: stub}]"
    assert told(tmp_path, rules, "By now it was clear") == [("test/by", "it has 5 words, more than 3")]
    assert told(tmp_path, rules, "By Jane Doe\nNothing of it") == []


def test_guards_are_told(tmp_path: Path) -> None:
    rules = "keep: [{prefix: by jane}]\nrules: [{id: by, kind: byline, prefix: by, why: stub}]"
    assert told(tmp_path, rules, "By Jane Doe") == [("test/by", "a guard under `keep` holds it")]
