"""The rules that ship: they load, their own tests pass, and they are fast and general."""

import json
import re
from pathlib import Path
from typing import TypedDict

import pytest

import dechaff
from dechaff import edits
from dechaff.config import Settings
from dechaff.model import Document, Edit, Source
from dechaff.rules import act, folders, phrases, testing
from dechaff.rules.book import Book
from dechaff.rules.lines import Lines
from dechaff.rules.normal import fold, normal
from dechaff.rules.regex import search_once
from dechaff.rules.rule import BlockPattern, Pattern, Rule

FIXTURES = Path(__file__).parents[2] / "fixtures"
ARTICLES = FIXTURES / "articles"
EXPECTED = FIXTURES / "expected" / "articles.json"

# Measured: 0.05 s on two cores, 0.1 s for the first time; generous, for a busy machine.
MEGABYTE = 1_000_000

# A sentence shorter than this may well be a phrase that sites print ("Leave a Reply").
SENTENCE_CHARACTERS = 60


class Removed(TypedDict):
    text: str


class Case(TypedDict):
    file: str
    removed: list[Removed]


@pytest.fixture(scope="module")
def book() -> Book:
    return Book.load(is_strict=True)


def patterns(rule: Rule) -> list[Pattern]:
    if isinstance(rule.pattern, BlockPattern):
        edges = (rule.pattern.start, rule.pattern.end, rule.pattern.holds, rule.pattern.spare)
        return [edge for edge in edges if edge]
    return [rule.pattern]


def expressions(rule: Rule) -> list[str]:
    return [value for pattern in patterns(rule) if pattern.how == "regex" for value in pattern.values]


def test_every_rule_passes_its_own_tests(book: Book) -> None:
    report = testing.run(book)
    assert report.count > 200
    assert [str(failure) for failure in report.failures] == []


def test_every_rule_has_tests(book: Book) -> None:
    assert testing.lint(book) == []


def test_every_rule_of_all_sites_has_two_texts_that_must_stay(book: Book) -> None:
    general = (rule for rule in book.rules if not rule.id.startswith("sites/"))
    assert [rule.id for rule in general if len(rule.keep_tests) < 2] == []


# One line of a megabyte: words, one letter, capitals, digits and dots, and beginnings that patterns wait for.
LONG_LINES = [
    "word " * (MEGABYTE // 5),
    "a" * MEGABYTE,
    "READ  " * (MEGABYTE // 6),
    "1.2-" * (MEGABYTE // 4),
    "The post A" + " appeared first on" * (MEGABYTE // 18),
    "You " + "your life " * (MEGABYTE // 10),
]


@pytest.mark.parametrize("line", LONG_LINES, ids=lambda line: line[:12].strip())
def test_every_pattern_comes_to_the_end_of_a_long_line(book: Book, line: str) -> None:
    for rule in book.rules:
        for expression in expressions(rule):
            assert search_once(expression, line) in (True, False)


def test_a_long_line_is_searched_at_once(book: Book) -> None:
    document = Document(Source(LONG_LINES[0]), LONG_LINES[0])
    scope = book.scope(document)
    assert scope.general.search(Lines(document)).hits == []


def test_no_rule_quotes_an_article() -> None:
    articles = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt"))]
    sentences = {
        fold(sentence).strip()
        for article in articles
        for line in article.splitlines()
        for sentence in re.split(r"(?<=[.!?…])\s+", line)
        if len(sentence.strip()) >= SENTENCE_CHARACTERS
    }
    files = [path for path in sorted(folders.shipped().rglob("*")) if path.suffix in {".yml", ".txt"}]
    texts = {path.name: fold(path.read_text(encoding="utf-8")) for path in files}
    assert [(name, sentence) for name, text in texts.items() for sentence in sentences if sentence in text] == []


def test_every_phrase_list_is_used() -> None:
    top = folders.shipped()
    rules = "\n".join(path.read_text(encoding="utf-8") for path in top.rglob("*.yml"))
    unused = [path.stem for path in sorted((top / "phrases").iterdir()) if not _is_named(path.stem, rules)]
    assert unused == []


def _is_named(name: str, rules: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", rules) is not None


def test_no_phrase_stands_twice_in_a_list() -> None:
    for path in sorted((folders.shipped() / "phrases").rglob("*.txt")):
        listed = phrases.read(path)
        assert len(listed) == len(set(listed)), path


# How many languages each of these lists is to speak.
LANGUAGES = {"comment-form": 60, "share": 60, "cross-link": 45, "related": 50, "newsletter": 40, "read-more": 40}


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_list_has_a_file_for_each_language(name: str) -> None:
    files = sorted((folders.shipped() / "phrases" / name).iterdir())
    assert [path.name for path in files if not re.fullmatch(r"[a-z]{2,3}\.txt", path.name)] == []
    assert len(files) >= LANGUAGES[name]
    assert [path.name for path in files if not phrases.read(path)] == []


def test_phrases_are_found_however_they_are_printed(book: Book) -> None:
    """Every phrase of a comment form, in capitals and behind a list mark, is taken by a rule."""
    lists = (folders.shipped() / "phrases" / "comment-form").iterdir()
    listed = [phrase for path in sorted(lists) for phrase in phrases.read(path) if phrases.VARIABLE not in phrase]
    text = "\n".join(f"» {phrase.upper()}:" for phrase in listed if normal(phrase.upper()) == normal(phrase))
    document = Document(Source(text), text)
    hits = book.scope(document).general.search(Lines(document)).hits
    taken = {line for hit in hits for line in range(hit.first, hit.last + 1)}
    assert [line for number, line in enumerate(text.splitlines()) if number not in taken] == []


# Whole texts that hold what rules look for, and no noise at all. Nothing of them may go.
PROSE = {
    "a letter": "Read the letter aloud, she said.\n\nThen she told him to leave a reply on the desk.\n\nHe did not.",
    "a headline": "READ Foundation opens school\n\nThe school has nine rooms.\n\nIt will teach 300 children.",
    "an opening quotation": "“You cannot step into the same river twice.”\n\nHeraclitus\n\nThe river is the Ganges.",
    "references": "The method is old.\n\nReferences\n\nSmith, J. (1998). A history.\nJones, P. (2004). See also Smith.",
    "a table": "Cases by year\n\n2019\n1200\n2020\n3400\n\nSource: Ministry of Health\n\nThe ministry counts on.",
    "a recipe": "Ingredients\n\n2 eggs\n100 g flour\n1\n\nMethod\n\nShare the dough out. Leave it to rest.",
    "an interview": "Q: Do you read the comments?\n\nA: Never. Comments are closed on my site.\n\nQ: Why?",
    "a poem": "Related to none\n\nI follow you on the road\nand you follow me\n\n***\n\nThe post is empty.",
    "a song": "Share it with me\nShare it, the night\n\n(Read more slowly)\n\nLike this, like that",
    "code": "Write it like this:\n\nif comments:\n    reply(name, email)\n---\n1\n",
    "a cast": "Anna Smith\n\nThe mother\n\nPaul Miller\n\nThe son, who does not know you",
    "a list of networks": "The networks that we measured:\n\nFacebook\nTwitter\nReddit\nLinkedIn",
}


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE.keys())
def test_prose_stays(book: Book, text: str) -> None:
    document = Document(Source(text), text)
    assert [hit.rule.id for hit in book.scope(document).general.search(Lines(document)).hits] == []


def test_the_site_file_shows_every_key(book: Book) -> None:
    site = book.files["sites/weeklyblitz.net"]
    assert site.extends
    assert site.disable
    assert site.keep
    assert site.rules


@pytest.mark.parametrize("case", json.loads(EXPECTED.read_text(encoding="utf-8")), ids=lambda case: case["file"][:3])
@pytest.mark.parametrize("with_sites", [True, False], ids=["with sites", "without"])
def test_the_articles_lose_exactly_their_noise(book: Book, case: Case, with_sites: bool) -> None:
    text = (ARTICLES / case["file"]).read_bytes().decode("utf-8")
    document = Document(Source(text, url="https://weeklyblitz.net/a" if with_sites else None), text)
    lines = Lines(document)
    scope = book.scope(document)
    hits = [*scope.site.search(lines).hits, *scope.general.search(lines).hits]
    proposals = act.propose(document, act.of_lines(lines, hits), "test", Settings().brake)
    removed = "".join(edit.old for edit in edits.claim(p for p in proposals if isinstance(p, Edit)))
    assert filled_lines(removed) == [line["text"].strip() for line in case["removed"]]


def filled_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("line", ["Add a comment", "Skip to content", "Share this", "Read more"])
def test_a_line_between_paragraphs_takes_none_of_them_with_it(line: str) -> None:
    above = "The vote on the new bridge is on Sunday, and nobody in the two towns knows yet how it will end. " * 4
    below = (
        "The last bridge went down in the flood of 1910 and was never built again. Its stones lie in the river still."
    )
    assert dechaff.clean(f"{above}\n\n{line}\n\n{below}").text.endswith(below)
