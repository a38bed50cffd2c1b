"""Which rule files apply to which document."""

from pathlib import Path

import pytest

from dechaff.model import Document, Source
from dechaff.rules.book import Book

RULE = "rules: [{id: r, kind: other, why: test, line: 'a b'}]\n"
ENGLISH = "The cat sat on the mat and it was happy with that for the rest of the day."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("_common/all", "lang/de", "cms/blogger", "sites/example.com", "sites/.example.com"):
        path = tmp_path / f"{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("version: 1\n" + RULE)
    return tmp_path


def scope(folder: Path, url: str | None = None, lang: str | None = None, text: str = ENGLISH) -> set[str]:
    found = Book.load([folder], shipped=False).scope(Document(Source(text, url=url, lang=lang), text))
    return {rule.id.removesuffix("/r") for rule in (*found.rules, *found.site_rules)}


def test_a_text_of_unknown_origin_has_the_common_and_the_system_rules(folder: Path) -> None:
    assert scope(folder) == {"_common/all", "cms/blogger"}


def test_the_language_brings_its_file(folder: Path) -> None:
    assert "lang/de" in scope(folder, lang="de")
    assert "lang/de" in scope(folder, text="Der Hund und die Katze sind nicht mit dem Auto auf den Berg.")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/a", {"sites/example.com"}),
        ("http://www.example.com:8080/a", {"sites/example.com"}),
        ("https://EXAMPLE.com", {"sites/example.com"}),
        ("https://blog.example.com/", {"sites/.example.com"}),
        ("https://notexample.com/", set()),
        ("https://example.com.evil.org/", set()),
        ("not a url", set()),
    ],
)
def test_the_host_brings_its_file(folder: Path, url: str, expected: set[str]) -> None:
    assert {name for name in scope(folder, url) if name.startswith("sites/")} == expected


def test_extends_disable_and_match(folder: Path) -> None:
    (folder / "mine.yml").write_text(
        "version: 1\nmatch: {url: '/live/'}\nextends: [lang/de]\ndisable: [_common/all/r]\n" + RULE
    )
    assert scope(folder, "https://a.org/live/1") == {"lang/de", "mine", "cms/blogger"}
    assert scope(folder, "https://a.org/1") == {"_common/all", "cms/blogger"}


def test_select_and_ignore_reach_rules(folder: Path) -> None:
    document = Document(Source(ENGLISH), ENGLISH)
    book = Book.load([folder], lambda rule, kind: not rule.startswith("cms/") and kind == "other", shipped=False)
    assert [rule.id for rule in book.scope(document).rules] == ["_common/all/r"]


@pytest.mark.parametrize("url", ["http://[bad", "http://[::1", "//", "mailto:a@b"])
def test_an_address_without_a_host_brings_no_site(folder: Path, url: str) -> None:
    assert scope(folder, url=url) == {"_common/all", "cms/blogger"}
