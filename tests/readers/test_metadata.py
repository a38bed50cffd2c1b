"""What a page says of itself; a page that is broken says nothing, and never stops anybody."""

import pickle

import pytest

import dechaff
from dechaff.readers import metadata
from dechaff.readers.metadata import Metadata

PAGE = """<html lang="en"><head><title>The harvest - Example News</title>
<meta property="og:title" content="The harvest"><meta name="author" content="Ann Lee">
<meta property="og:site_name" content="Example News"><meta property="article:published_time" content="2021-03-04">
</head><body><h1>The harvest</h1><p>It came in late.</p><p>Nobody was glad.</p></body></html>"""


def test_a_page_that_says_all() -> None:
    found = dechaff.clean(PAGE).metadata
    assert found == Metadata("The harvest", "Ann Lee", "2021-03-04", "Example News", "en")


def test_a_text_says_nothing() -> None:
    assert dechaff.clean("Grain.", kind="text").metadata is None


def test_nothing_is_looked_for_before_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(metadata, "read", lambda markup, url: asked.append(url) or Metadata(title="x"))
    result = dechaff.clean(PAGE, url="https://example.com/a")
    assert not asked
    assert result.metadata == result.metadata
    assert asked == ["https://example.com/a"]


def test_it_survives_pickling() -> None:
    result = dechaff.clean(PAGE)
    assert pickle.loads(pickle.dumps(result)).metadata == result.metadata
    assert pickle.loads(pickle.dumps(result)).metadata is not None


def test_a_date_to_come_is_read_the_same_in_any_year() -> None:
    page = PAGE.replace("2021-03-04", "2090-03-04")
    assert metadata.read(page).date == "2090-03-04"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "\0",
        "<",
        "plain",
        "<html>" * 3,
        "<html><body>" + "<div>" * 30_000 + "deep",
        '<html><head><script type="application/ld+json">{"@type":[1,{}],"author":5}</script><body><p>a<p>b',
        "<html><head><title>\ud800",
        '<?xml version="1.0" encoding="x"?><html><body><p>a<p>b',
        "x" * (metadata.MAX_MARKUP + 1),
    ],
    ids=range(10),
)
def test_bad_pages_say_nothing(page: str) -> None:
    assert metadata.read(page) in {Metadata(), Metadata(title="\ufffd")}
    assert isinstance(dechaff.clean(page[:1_000_000], kind="html").metadata, Metadata)
