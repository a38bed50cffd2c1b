"""Pages become lines: the text of each, where it stands, and what it belongs to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dechaff import readers
from dechaff.errors import InputError
from dechaff.model import Document
from dechaff.readers import html

PIECES = (
    "<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>",
    "<pre>", "</pre>", "<br>", "<a href=#>", "</a>", "<script>", "</script>", "<!--", "-->", "<p hidden>", "<svg>",
    "</svg>", "<select>", "<template>", "<body>", "<frameset>", "<noscript>", "a", "word", " ", "\n", "\r", "&nbsp;",
    "<td colspan=2>", "<td rowspan=3><div>", "-", "\0", "\ud800", "\ufeff", "&#13;", "\u200b", "<", "é",
)  # fmt: skip


def page(markup: str) -> Document:
    return readers.read(markup, kind="html")


def check(document: Document) -> None:
    """Blocks are the lines; every piece of text stands in one of them."""
    assert document.page is not None
    assert "\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    assert all(
        block.end > block.start and 0 <= block.link_chars <= block.end - block.start for block in document.blocks
    )
    spans = document.page.select("*")
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
    assert all(one.end < other.start for one, other in pairwise(spans))


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=80))
def test_any_markup(markup: str) -> None:
    document = page(markup)
    check(document)
    assert document.source.content == markup


ROWS = "<tr><td>a<td>b<td>c<tr><td>d<td>e<td>f"
TEXTS = {
    # nothing that is not there, nothing that is
    "": "",
    "<script>a</script><style>b</style><title>c</title><!-- d --><template>e</template>": "",
    "<frameset><frame></frameset>": "",
    "<title>a</title><frameset><frame><noframes><body><p>b<p>c</body></noframes></frameset>": "b\nc",
    "a<noframes>b</noframes>": "a",
    "<my-a><template shadowrootmode=open><p>a</p><template>b</template><slot></slot></template>c</my-a></template>d": (
        "a\ncd"
    ),
    "<p>&nbsp;<p>\u200b<p> ": "",
    "<body style='visibility: hidden'>a<p hidden=until-found>b<p style='visibility: visible'>c": "a\nb\nc",
    "<dialog>a</dialog><dialog open>b</dialog>": "b",
    "a<noscript>b</noscript>": "a",
    "<p>a<noscript><iframe src=x /></noscript>b<p>c": "ab\nc",
    "<p>a<noscript>b<iframe></noscript></iframe></noscript>c": "ac",
    # what hides nearly all is drawn by its scripts
    "<noscript><p>a<p>b</noscript>": "a\nb",
    "Loading<p hidden>Once upon a time there was<p style='display:none'>a mill.": (
        "Loading\nOnce upon a time there was\na mill."
    ),
    "a<select><option>b</select><textarea>c</textarea><svg><text>d</text></svg><iframe>e</iframe>": "a",
    "a < b &amp; c": "a < b & c",
    # lines
    "<b>a</b>b": "ab",
    "<p>a</p><p>b</p>": "a\nb",
    "<div>a<p>b</p>c</div>": "a\nb\nc",
    "a<br>b<br><br>c": "a\nb\nc",
    "<button>Share</button><button>Send</button>": "Share\nSend",
    "<a>a<h1>b</h1></a>": "a\nb",
    # words that only style sheets set apart
    "<a>news</a><a>sport</a>": "news sport",
    "<a>12 €</a><a>Add</a>, <a>(a)</a><a>b</a>, <b>12 €</b><b>a</b>, (<a>a</a>)": "12 € Add, (a) b, 12 €a, (a)",
    "<span>Boxes</span><span>103</span><span>New</span><span><i></i>old</span>": "Boxes 103 Newold",
    "<span>Word</span><span>s</span>, <b>Mac</b><b>Donald</b>, i<span>Phone</span>, CO<sub>2</sub><sup>3</sup>": (
        "Words, MacDonald, iPhone, CO23"
    ),
    "<code><span>get</span><span>Name</span></code>": "getName",
    # white space
    "<p> a \n <b> b </b> c . </p>": "a b c .",
    "<p>a&nbsp; b</p>": "a\u00a0 b",
    "<p>a <!-- c --> b</p>": "a b",
    "<pre>\n  a\n\tb<br> c\r\n\n</pre>d": "  a\n\tb\n c\nd",
    # lists
    "<ul><li>a<li>b<ul><li>c</ul>d</ul>": "- a\n- b\n- c\nd",
    "<ul><li><p>a<p>b<li><img><li>&nbsp;<div>c</div></ul>e": "- a\nb\n- c\ne",
    "<ul><li>a<br>b</ul><p>-</p>": "- a\nb\n-",
    # tables
    "<table><tr><td><p>a</p><td><p>b</p><tr><td><p>c</p><p>d</p><td><p>e</p></table>": "a | b\nc\nd\ne",
    "<table><caption>a<tr><th>b<th> c <td><td>d</table>": "a\nb | c | d",
    "<table><tr><td>a<td><p>b<p>c</table>": "a\nb\nc",
    "<table><tr><td>a<td>b<br>c</table>": "a\nb\nc",
    "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>": "a\nb | c",
    "<table><tr><td>a</table>": "a",
    # what a row leaves empty, and others fill, stays empty; what all leave empty is there for the looks
    "<table><tr><td>a<td>b<td>c<tr><td>d<td><td>e<tr><td><td>f<td>g<tr><td>h<td>i<td></table>": (
        "a | b | c\nd |  | e\n | f | g\nh | i"
    ),
    "<table><tr><td>a<td><img><td>b<tr><td>c<td>&nbsp;<td>d</table>": "a | b\nc | d",
    "<table><tr><td>a<td><td>b</table>": "a | b",
    "<table><tr><th rowspan=2>a<th colspan=2>b<th>c<tr><td>d<td>e<td>f</table>": "a | b |  | c\n | d | e | f",
    "<table><tr><td>a<td>b<td>c<tr><td colspan=2>d<td>e<tr><td colspan=3>f</table>": "a | b | c\nd |  | e\nf",
    "<table><tr><td><td>a<td>b<tr><td>c<td><table><tr><td>d<td>e<tr><td>f<td>g</table></table>": (
        "a | b\nc\nd | e\nf | g"
    ),
    # rows that are alike are lines, though some of their cells are not
    f"<table><tr><td><td>b<br>c<td>d{ROWS}<tr><td>h<td><div>i</div><td></table>": (
        " | b c | d\na | b | c\nd | e | f\nh | i"
    ),
    f"<table><tr><td>a<br>b<td><td>c<p hidden>x{ROWS}<tr><td>g<td><td>h<p>i</table>z": (
        "a b |  | c\nx\na | b | c\nd | e | f\ng |  | h i\nz"
    ),
    f"<table><tr><td>a<td>b<td>c<br>d<br>e<br>f{ROWS}</table>": "a\nb\nc\nd\ne\nf\na | b | c\nd | e | f",
    f"<table><tr><td>a<td>b<td><li>c{ROWS}</table>": "a\nb\n- c\na | b | c\nd | e | f",
    f"<table><tr><td>a<br>b<td><td>{ROWS}<tr><td>g<td>h<td>i</table>": "a\nb\na | b | c\nd | e | f\ng | h | i",
    f"<table><tr><td>a<td>b<br>c{ROWS}</table>": "a\nb\nc\na | b | c\nd | e | f",
    f"<table><tr><td>{'a ' * 50}<br>b<td>c<td>d{ROWS}</table>": f"{'a ' * 49}a\nb\nc\nd\na | b | c\nd | e | f",
    f"<table><tr><td><table>{3 * '<tr><td>a<td>b<br>c'}</table><td>d{ROWS}</table>": (
        "a | b c\na | b c\na | b c\nd\na | b | c\nd | e | f"
    ),
    # odd characters
    "a\0b": "ab",
    "a\ud800b": "a\ufffdb",
    "\ufeff<p>a": "a",
}


@pytest.mark.parametrize(("markup", "text"), TEXTS.items())
def test_text(markup: str, text: str) -> None:
    document = page(markup)
    check(document)
    assert document.text == text


UNSEEN = {
    "a<p hidden>b<div style='color: red; display:NONE'>c</div>d": "ad\n(b)\n(c)",
    "abc<p hidden>d<script>long</script><noscript>e</noscript>": "abc\n(d)",
    # a line, an item, a row that is shown stays as it is shown
    "<div>one <b hidden>two <p>three</p></b>four</div>five": "one four\n(two)\n(three)\nfive",
    "<p>one <span hidden>two <b>three</b></span>four<p>five": "one four\n(two three)\nfive",
    "<p>one<a href=x> two<span hidden>three</span></a><br>four": "one two\n(three)\nfour",
    "<ul><li><span hidden>one</span>two<li hidden>three<li>four</ul>": "(one)\n- two\n(- three)\n- four",
    "<table><tr><td>one<p hidden>two<td>three<tr hidden><td>four<td>five</table>": "one | three\n(two)\n(four | five)",
    "<pre>one<b hidden>two</b><br>three</pre>": "one\nthree\n(two)",
}


@pytest.mark.parametrize(("markup", "text"), UNSEEN.items())
def test_what_is_hidden_is_read_and_marked(markup: str, text: str) -> None:
    document = page(markup)
    check(document)
    lines = [(document.text[block.start : block.end], block) for block in document.blocks]
    assert "\n".join(f"({line})" if block.hidden else line for line, block in lines) == text


def test_hidden_text_keeps_its_links_and_its_elements() -> None:
    document = page("<section>one<a href=x> two<span hidden>three</span></a></section><i hidden><p id=i>four</p></i>")
    assert [(block.link_chars, block.path[2:], block.id) for block in document.blocks] == [
        (4, ("section",), ""),
        (5, ("section",), ""),
        (0, ("i", "p"), "i"),
    ]


LONG = " ".join(f"word{number}" for number in range(30))

DATA = {
    f'{{"@type": "Product", "description": "{LONG}"}}': [LONG],
    f'{{"@type": ["Product"], "description": "<p>One {LONG}</p>Two<br>three\\nfour"}}': [
        f"One {LONG}", "Two", "three", "four",
    ],
    f'{{"@type": "FAQPage", "mainEntity": [{{"acceptedAnswer": {{"text": "{LONG}"}}}}]}}': [LONG],
    f'[{{"articleBody": "{LONG}"}}, {{"articleBody": "{LONG}"}}]': [LONG],
    f'{{"@type": "WebSite", "description": "{LONG}"}}': [],  # what it says to search engines
    '{"text": "Too short"}': [],
    f'{{"text": "{LONG}"': [],
    "[" * 100_000 + f'"text": "{LONG}"': [],
}  # fmt: skip


@pytest.mark.parametrize(("data", "texts"), DATA.items(), ids=range(len(DATA)))
def test_data_that_is_not_shown_is_read_and_marked(data: str, texts: list[str]) -> None:
    document = page(f"<p>shown<script type=application/ld+json>{data}</script>")
    check(document)
    assert document.text.split("\n") == ["shown", *texts]
    assert [block.hidden for block in document.blocks] == ["", *["data"] * len(texts)]
    again = page(f"<p>{LONG}<script type=application/ld+json>{data}</script>")
    assert "data" not in {block.hidden for block in again.blocks}


PAGE = """<!doctype html><html lang=EN-gb><meta name=Generator content="WordPress 6.5">
<body><ul><li>one <b>bold</b> <a href=x>link</a><li>two</ul><p id=i class="k l">three <b>bold</b> end
<table><tr class=r><td>four<td class=c>five<td><a>six</a></table>"""

SELECTED = {
    "nope": [],
    "img": [],
    "a[href]": ["link"],
    "b": ["bold", "bold"],
    "li": ["- one bold link\n- two"],
    "li:last-child": ["- two"],
    "p b, .c": ["bold", "five"],
    "td": ["four | five | six"],
    "td:not(.c)": ["four", "six"],
    "ul, ul *, p": ["- one bold link\n- two\nthree bold end"],
}

GAPS = "<table><tr><td><td class=a>one<td>two<tr><td>three<td><td class=b>four <b>five</b></table><p>six"


@pytest.mark.parametrize(("selector", "texts"), SELECTED.items())
def test_select(selector: str, texts: list[str]) -> None:
    document = page(PAGE)
    assert document.page is not None
    assert [document.text[start:end] for start, end in document.page.select(selector)] == texts


@pytest.mark.parametrize(
    ("selector", "text"),
    [(".a", "one"), (".b", "four five"), ("tr:last-child td", "three |  | four five"), ("p", "six")],
)
def test_select_beside_empty_cells(selector: str, text: str) -> None:
    document = page(GAPS)
    check(document)
    assert document.page is not None
    assert [document.text[start:end] for start, end in document.page.select(selector)] == [text]


CELLS = st.sampled_from(["", "{0}", "<p>{0}", "{0}<br>{0}", "<div>{0}</div>", "<li>{0}", "{0}<p hidden>x", "<b></b>"])
SPANS = st.sampled_from(["", "", " colspan=2", " rowspan=2"])


@given(st.lists(st.lists(st.tuples(CELLS, SPANS), max_size=4), max_size=6))
def test_each_cell_is_found_again(rows: list[list[tuple[str, str]]]) -> None:
    """Whatever becomes of the rows of a table."""
    table, wanted = "", {}
    for row in rows:
        table += "<tr>"
        for cell, span in row:
            name = f"c{len(wanted)}"
            wanted[name] = [name] * cell.count("{0}")
            table += f"<td{span} class={name}>{cell.format(name)}</td>"
    document = page(f"<table>{table}</table>z")
    check(document)
    assert document.page is not None
    for name, words in wanted.items():
        spans = document.page.select(f".{name} :not([hidden]), .{name}") if words else []
        assert [word for start, end in spans for word in document.text[start:end].split() if word not in "-x"] == words


@pytest.mark.parametrize("selector", ["", "p[", "::x", "p:nope", ">>", "\ud800"])
def test_a_bad_selector_is_refused(selector: str) -> None:
    document = page(PAGE)
    assert document.page is not None
    with pytest.raises(ValueError, match="cannot be parsed"):
        document.page.select(selector)


def test_what_is_kept_of_a_page() -> None:
    document = page(PAGE)
    assert document.page is not None
    assert (document.source.lang, document.page.generator, document.page.depth) == ("en", "WordPress 6.5", 7)
    first, _, third, row = document.blocks
    assert (first.path, first.link_chars) == (("html", "body", "ul", "li"), 4)
    assert (third.path[-1], third.id, third.classes) == ("p", "i", ("k", "l"))
    assert (row.path[-1], row.classes, row.link_chars) == ("tr", ("r",), 3)
    assert page("<html lang=x-klingon>a").source.lang is None
    assert readers.read("<html lang=de>a", lang="fr").source.lang == "fr"


def test_what_is_skipped_is_counted() -> None:
    document = page(
        "<!doctype html><script></script><p hidden>a<!-- b --><svg><title>c</title></svg></p><svg></svg><!---->d"
    )
    assert document.page is not None
    assert document.page.skipped == {"script": 1, "hidden": 1, "svg": 2, "comment": 2}


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("<span>a" * 50_000, 1),
        ("<table><tr><td>a" * 5_000, 5_000),
        ("<div>a" * 6_000, 6_000),
        ("<div>a" * 50_000 + "</div>" * 50_000, 50_000),
        ("<p>a" * 50_000, 50_000),
        ("<li>a" * 50_000, 50_000),
        ("<!--" * 50_000, 0),
        ("<a" * 50_000, 0),
        ("<p>" + "word  " * 300_000, 1),
        ("<p>" + "<b></b>" * 100_000 + "a", 1),
        ("<script>a</script>" * 20_000, 0),
        ("<table>" + "<tr><td colspan=1000 rowspan=65534>a<td>" * 30_000, 30_000),
        ("<table>" + "<tr><td>a<td>b<td>" * 25_000, 25_000),
    ],
    ids=range(13),
)
def test_hostile_pages(markup: str, blocks: int) -> None:
    document = page(markup)
    assert len(document.blocks) == blocks
    assert document.page is not None
    document.page.select("div, b, span, td")
    assert all(len(block.path) <= 64 for block in document.blocks)


KINDS = {
    "": "text",
    "Write <b>this</b>, then <p> and <div>.": "text",
    "<p> is the tag of a paragraph; <div> and <span> are others, and <p> again.": "text",
    "<3 you all": "text",
    "A page:\n\n<html>\n<head></head>\n<body></body>\n</html>\n\nThat was it.": "text",
    "```\n<!doctype html>\n<p>a</p>\n```\n": "text",
    "<?xml version='1.0'?><rss><item>a</item></rss>": "text",
    "<!DOCTYPE html>": "html",
    "\ufeff\n<!-- a --><!-- b --><?xml version='1.0'?>\n<HTML>": "html",
    "<head><title>a</title>": "html",
    "<div class=x><p>a</p><p>b</p></div>": "html",
    "Warning: on line 3\n<!doctype html>\n<html><body>a</body></html>\n": "html",
}


@pytest.mark.parametrize(("content", "kind"), KINDS.items())
def test_kind(content: str, kind: str) -> None:
    assert readers.read(content).source.kind == kind


@pytest.mark.parametrize("opening", ["<!-- -->", "<!--", "<?", " ", "</html>", "</html><!-- -->", "<p ", "<p>"])
def test_the_kind_of_anything_is_told(opening: str) -> None:
    assert readers.sniff.is_page(opening * 10_000 + "x") in (True, False)


def test_a_page_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MAX_ELEMENTS", 3)
    assert readers.read("<p>1 < 2<p>b<p>c", kind="html").text == "1 < 2\nb\nc"
    with pytest.raises(InputError, match=r"page\.html: has 4 elements, more than the 3 "):
        readers.read("<p>a<p>b<p>c<p>d", kind="html", name="page.html")


@pytest.mark.parametrize(("span", "second"), [(1, "b |  | c"), (60, "b | c")])
def test_columns_of_tables_that_are_too_wide_are_not_kept(span: int, second: str) -> None:
    rows = f"<tr>{f'<td colspan={span}>a' * 3}<tr><td colspan={span}>b<td colspan={span}><td>c"
    assert readers.read(f"<table>{rows}</table>", kind="html").text.split("\n") == ["a | a | a", second]
