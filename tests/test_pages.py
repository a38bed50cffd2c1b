"""What becomes of whole pages: their structure stays, and an unsure engine keeps more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dechaff
from dechaff import Settings
from dechaff.model import LOW_CONFIDENCE
from invariants import check

FIRST = "The harvest came in late this year, and the mill stood still for weeks, which nobody in the valley remembered."
SECOND = "When the rain had stopped, the farmers went out with lamps, and they worked until the moon was over the hill."
THIRD = "The miller, who had counted the days, opened the gates again, and the wheel turned as if nothing had happened."
MENU = "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/about>About us</a></ul></nav>"
FOOTER = "<footer><p>Example News</p><a href=/terms>Terms</a> <a href=/privacy>Privacy</a></footer>"


def page(body: str, title: str = "The harvest") -> str:
    main = f"<main><article><h1>{title}</h1><p>{FIRST}</p>{body}<p>{SECOND}</p><p>{THIRD}</p></article></main>"
    return f"<html><head><title>{title}</title></head><body>{MENU}{main}{FOOTER}</body></html>"


def cleaned(markup: str, **values: object) -> list[str]:
    result = dechaff.clean(markup, kind="html", settings=Settings(**values))
    check(result, markup)
    return result.text.split("\n")


@pytest.fixture(params=["trafilatura", "model"])
def engine(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(params=["trafilatura", "all"])
def keeper(request: pytest.FixtureRequest) -> str:
    """What keeps all of a small article, so that its structure can be looked at."""
    return request.param


def stands_in(lines: list[str], wanted: list[str]) -> bool:
    """Whether lines stand together, blank ones between them left out."""
    full = [line for line in lines if line]
    return any(full[start : start + len(wanted)] == wanted for start in range(len(full)))


def test_paragraphs_and_headings_are_a_line_each(keeper: str) -> None:
    body = "<h2>The mill</h2><p>It is two hundred years old,<br>and it has never<em> stood</em> still.</p>"
    wanted = ["The mill", "It is two hundred years old,", "and it has never stood still."]
    assert stands_in(cleaned(page(body), main_content=keeper), ["The harvest", FIRST, *wanted, SECOND, THIRD])


def test_lists_have_bullets(keeper: str) -> None:
    items = ["Wheat was dear before the rain", "Rye was cheap, as it is in any year", "Oats were not sold at all"]
    lines = cleaned(page(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"), main_content=keeper)
    assert stands_in(lines, [FIRST, *(f"- {item}" for item in items), SECOND])


def test_tables_are_a_line_a_row(keeper: str) -> None:
    rows = "<tr><th>Grain</th><th>Price</th></tr><tr><td>Wheat</td><td>12</td></tr><tr><td>Rye</td><td>7</td></tr>"
    lines = cleaned(page(f"<p>These are the prices of the year:</p><table>{rows}</table>"), main_content=keeper)
    assert stands_in(lines, ["Grain | Price", "Wheat | 12", "Rye | 7", SECOND])


def test_code_stays_as_it_is(keeper: str) -> None:
    code = 'def mill(grain):\n    for corn in grain:\n        yield  corn [0..1], "it.. is"\n\n    return'
    markup = page(f"<p>This is the program of the mill:</p><pre><code>{code}</code></pre>")
    assert code in "\n".join(cleaned(markup, main_content=keeper))


def test_the_title_stands_once(engine: str) -> None:
    title = "The harvest of the late and rainy year in the valley"
    crumbs = f"<div class=breadcrumb><a href=/>Home</a> &gt; <a href=/news>News</a> &gt; {title}</div>"
    markup = page("", title).replace("<main>", f"{crumbs}<main>").replace("<p>", f"<p class=lead>{title}</p><p>", 1)
    assert sum(title in line for line in cleaned(markup, main_content=engine)) <= 1


@pytest.mark.parametrize(
    "body",
    [
        "<p>One.</p>",
        "<p>Home</p>",
        "<div>text alone</div>",
        "text alone",
        "<ul><li>one<li>two<li>three</ul>",
        "<ul><li><a href=/1>One</a><li><a href=/2>Two</a><li><a href=/3>Three</a></ul>",
        "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<nav><a href=/>Home</a></nav>",
        "<footer>Imprint</footer>",
    ],
)
def test_a_page_with_text_is_never_empty(body: str, engine: str) -> None:
    markup = f"<html><body>{body}</body></html>"
    result = dechaff.clean(markup, kind="html", settings=Settings(main_content=engine))
    check(result, markup)
    assert result.text.strip()
    if result.doubt:
        assert LOW_CONFIDENCE in {flag.rule for flag in result.flags}


@pytest.mark.parametrize("markup", ["", " ", "<html></html>", "<title>a</title>"])
def test_a_page_without_text_stays_empty(markup: str, engine: str) -> None:
    result = dechaff.clean(markup, kind="html", settings=Settings(main_content=engine))
    assert (result.text, result.score, result.doubt) == ("", None, "")


@pytest.mark.parametrize(
    ("markup", "text", "doubt"),
    [
        ("<script>a</script>", "", "the page shows nothing until its scripts draw it"),
        (
            "<body><noscript>Switch JavaScript on to read this.</noscript><div id=root></div><script src=a></script>",
            "Switch JavaScript on to read this.",
            "the page shows nothing until its scripts draw it",
        ),
        ("<frameset><frame src=a></frameset>", "", "the page is a set of frames, whose text stands in other files"),
        (
            f"<frameset><frame src=a><noframes><p>{FIRST}</noframes></frameset>",
            FIRST,
            "the page is a set of frames, whose text stands in other files",
        ),
    ],
    ids=["scripts", "without scripts", "frames", "without frames"],
)
def test_a_page_whose_text_is_elsewhere_says_so(markup: str, text: str, doubt: str, engine: str) -> None:
    result = dechaff.clean(markup, kind="html", settings=Settings(main_content=engine))
    check(result, markup)
    assert (result.text, result.doubt) == (text, doubt)


def test_the_model_scores_pages_and_no_others() -> None:
    score = dechaff.clean(page("")).score
    assert score is not None
    assert 0 <= score <= 1
    assert dechaff.clean(page(""), settings=Settings(main_content="trafilatura")).score is None
    assert dechaff.clean(FIRST, kind="text", settings=Settings(main_content="model")).score is None


NOISE = st.sampled_from(
    [
        "Leave a Reply",
        "Share this:",
        "It is over.. They left.",
        "Caf\u00c3\u00a9",
        "  ",
        "Posted by",
        FIRST,
        SECOND,
        "x",
    ]
)
TAGS = st.sampled_from(["p", "div", "li", "h2", "td", "nav", "footer", "pre", "span", "div class=comments", "form"])
PARTS = st.lists(st.tuples(TAGS, st.one_of(NOISE, st.text(max_size=30))), max_size=25)
ENGINES = st.sampled_from(["trafilatura", "model", "all"])


@settings(max_examples=60)
@given(PARTS, ENGINES, st.booleans())
def test_removed_spans_are_what_is_gone(parts: list[tuple[str, str]], engine: str, keeps: bool) -> None:
    """Followed character by character, with nothing of what `removed_spans` is made with."""
    markup = "".join(f"<{tag}>{text}</{tag.partition(' ')[0]}>" for tag, text in parts)
    result = dechaff.clean(markup, kind="html", settings=Settings(main_content=engine, keep_comments=keeps))
    check(result, markup)
    assert spanned(result) == gone(result)


def spanned(result: dechaff.Result) -> set[int]:
    return {place for start, end, _ in result.removed_spans() for place in range(start, end)}


def gone(result: dechaff.Result) -> set[int]:
    """The places whose character neither stands in the clean text nor was replaced by what stands there."""
    places = [frozenset((place,)) for place in range(result.length)]  # of each character, what it came from
    for done in result.passes:
        for edit in reversed(done.edits):
            origin = frozenset().union(*places[edit.start : edit.end])
            places[edit.start : edit.end] = [origin] * len(edit.new)
    return set(range(result.length)) - {place for origin in places for place in origin}
