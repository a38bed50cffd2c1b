"""Threads of comments are known by the names of what holds them, and stand under an article or are the page."""

import pytest

from dechaff import readers
from dechaff.engines import comments
from dechaff.model import Document

PARAGRAPH = "The harvest came in late this year, and the mill stood still for weeks, which nobody remembered. "
ARTICLE = f"<h1>The harvest</h1><p>{PARAGRAPH * 6}</p><p>{PARAGRAPH * 6}</p>"
THREAD = "<p>Ann says: so it was</p><div class=reply-link>Reply</div><form><p>Leave a reply</p></form>"


def chosen(markup: str, keep: str, choose: object = comments.with_threads) -> list[str]:
    """The lines that stay, if the engine keeps those that hold `keep`."""
    document: Document = readers.read(f"<html><body>{markup}</body></html>", kind="html")
    lines = [document.text[block.start : block.end] for block in document.blocks]
    stays = choose(document, document.page, [keep in line.lower() for line in lines])
    return [line for line, is_kept in zip(lines, stays, strict=True) if is_kept]


@pytest.mark.parametrize(
    "container",
    [
        "<div id=comments>",
        "<div class='post-comments clearfix'>",
        "<ol class=commentlist>",
        "<div class=COMMENTS>",
        "<section class=commentsBlock>",
        "<div id=disqus_thread>",
        "<div class=wpdiscuz-list>",
        "<div itemprop=comment>",
        "<div itemscope itemtype=https://schema.org/Comment>",
    ],
)
def test_threads_are_known_by_their_names(container: str) -> None:
    kept = chosen(f"{ARTICLE}{container}{THREAD}", "harvest")
    assert kept[:4] == [*chosen(ARTICLE, "harvest"), "Ann says: so it was"]
    assert "Reply" not in kept


@pytest.mark.parametrize(
    "container",
    [
        "<div class=recent-comments>",
        "<div class=comment-count>",
        "<div class=comments-link>",
        "<div id=comment-form>",
        "<div class=commentary>",
        "<div class=uncommented>",
        "<div class=related>",
        "<div class=comments><form>",
        "<div class=comments><div id=respond>",
    ],
)
def test_what_looks_like_a_thread_is_none(container: str) -> None:
    assert chosen(f"{ARTICLE}{container}{THREAD}", "harvest") == chosen(ARTICLE, "harvest")


def test_what_holds_the_article_is_no_thread() -> None:
    page = f"<div class=with-comments>{ARTICLE}<p>Elsewhere</p></div>"
    assert chosen(page, "harvest") == chosen(ARTICLE, "harvest")
    assert chosen(page, "", comments.without_threads)[-1] == "Elsewhere"


def test_a_thread_under_an_article_goes_with_its_form() -> None:
    assert chosen(f"{ARTICLE}<div id=comments>{THREAD}</div>", "", comments.without_threads) == chosen(ARTICLE, "")


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>Why was it late?</h1><div class=comments>{THREAD}</div>",
        f"{ARTICLE}{'<a href=/forum>Forum</a>' * 20}<div class=comments>{THREAD}</div>",
    ],
)
def test_where_posts_are_the_page_they_stay(page: str) -> None:
    assert "Ann says: so it was" in chosen(page, "", comments.without_threads)


@pytest.mark.parametrize("choose", [comments.with_threads, comments.without_threads])
def test_a_page_without_threads_stays_as_it_was_chosen(choose: object) -> None:
    assert chosen(ARTICLE, "late", choose) == [line for line in chosen(ARTICLE, "") if "late" in line]


def test_what_a_thread_hides_does_not_come_to_light() -> None:
    thread = "<div id=comments><p>Ann says: so it was</p><p hidden>Bob says: draft</p></div>"
    assert chosen(f"{ARTICLE}{thread}", "harvest") == [*chosen(ARTICLE, "harvest"), "Ann says: so it was"]
