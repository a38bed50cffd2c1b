"""The whole pipeline: the invariants hold for any text and any rules, and the five real texts come out exact."""

import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dechaff
from dechaff import Cleaner, Settings, readers
from dechaff.errors import SettingsError
from dechaff.model import Document, Edit
from dechaff.pipeline import run
from invariants import check, check_idempotent

FIXTURES = Path(__file__).parent.parent / "fixtures"
GOLD = json.loads((FIXTURES / "expected" / "articles.json").read_text(encoding="utf-8"))
NAMES = [article["file"] for article in GOLD]

# Words that rules, repairs and flags look for, so that random texts hit them often.
WORDS = [
    "Leave a Reply",
    "READ",
    "READ\u00a0 More",
    "Share this:",
    "Related",
    "Source: X",
    "1",
    "—–",
    "a",
    "grain.",
    "So..",
]
WORDS += [
    "Colin Call",
    "US Defense",
    "Ã©tÃ©",
    "&amp;",
    "\ufeff",
    "\0",
    "\udc80",
    "\ud800",
    "\x85",
    "[Read More]",
    "Kiev",
]
WORDS += [
    "Posted by",
    "Comments are closed.",
    ". .",
    ".:",
    "…",
    "“",
    "”",
    "Notify of",
    "The post X appeared first on Y.",
]
SPACES = [" ", "\n", "\n\n", "\r\n", "\r", "\t", "\u00a0", "\n\n\n"]

texts = st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SPACES), st.text(max_size=6)), max_size=30).map(
    "".join
)


@cache
def cleaner() -> Cleaner:
    return Cleaner()


@pytest.fixture(scope="module", params=["all rules", "without site rules"])
def any_cleaner(request: pytest.FixtureRequest) -> Cleaner:
    return cleaner() if request.param == "all rules" else Cleaner(Settings(ignore=("sites",)))


@pytest.mark.parametrize("article", GOLD, ids=NAMES)
def test_real_articles_come_out_exact(any_cleaner: Cleaner, article: dict[str, list[str]]) -> None:
    data = (FIXTURES / "articles" / str(article["file"])).read_bytes()
    result = any_cleaner.clean(data)
    assert [line for line in result.text.split("\n") if line.strip()] == article["clean_nonblank_lines"]
    assert "\n\n\n" not in result.text
    check(result, data)
    check_idempotent(any_cleaner, result)


@pytest.mark.parametrize("article", GOLD, ids=NAMES)
def test_real_repairs_are_told_one_by_one(article: dict[str, list[dict[str, object]]]) -> None:
    result = cleaner().clean((FIXTURES / "articles" / str(article["file"])).read_bytes())
    made = [(edit.old, edit.new) for edit in result.edits if edit.kind in {"name", "punctuation"}]
    for repair in article["repairs"]:
        if repair["found"] != "aid. . And":
            assert made.count((str(repair["found"]), str(repair["repaired"]))) == repair["count"]
    assert len(made) == sum(int(str(repair["count"])) for repair in article["repairs"])


def test_real_garbled_spans_are_flagged() -> None:
    seen = []
    for article in GOLD:
        result = cleaner().clean((FIXTURES / "articles" / article["file"]).read_bytes())
        text = result.restore()
        for garbled in article["garbled"]:
            start = text.index(garbled)
            seen.append(any(f.start < start + len(garbled) and f.end > start for f in result.flags))
    assert len(seen) == 5
    assert sum(seen) >= 4


CLEAN_TEXTS = [
    "",
    "One line without an end",
    "Two paragraphs.\n\nThe second one.\n",
    "Windows line ends.\r\n\r\nThe second paragraph.\r\n",
    "Read the letter aloud, she said, and leave a reply on the desk.\n",
    "READ Foundation opens school\n\nThe charity opened a school in the valley on Monday.\n",
    "“All happy families are alike.” So begins the novel that he gave her.\n\nShe never read it to the end.\n",
    "References\n\n1. Smith, J. (2001). On sieves. Journal of Sieves, 3(1), 1-9.\n2. Doe, A. (2003). Chaff.\n",
    "Roses are red,\n  Violets are blue,\n\nSugar is sweet,\n  And so are you.\n",
    "def read(more):\n    return more[..., 1:]  # see ../notes.txt\n",
    "Ünïcödé, “quotes” — dashes… and 日本語。\n",
    "NÃO É AÇÃO. À bientôt !\n",
    "x² + y² = z², ∀x∈ℝ: x ≥ 0 ⇒ √x ∈ ℝ\n",
    "👩‍👩‍👧 went to the 🏖️.\n",
]


LANGUAGES = json.loads((Path(__file__).parent / "cases" / "clean_languages.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", [*CLEAN_TEXTS, *LANGUAGES.values()])
def test_clean_text_stays_untouched(text: str) -> None:
    assert cleaner().clean(text).edits == []
    assert cleaner().clean(text.encode()).edits == []


RAW = [
    b"\xef\xbb\xbfGrain.\r\nLeave a Reply\r\n",
    "Grain.\nLeave a Reply\n".encode("utf-16"),
    "Grain.\r\nLeave a Reply".encode("utf-16-be"),
    b"nul \0 in \0 it\rmixed\r\nline\nends",
    b"caf\xe9 in latin-1, d\xe9j\xe0 vu",
    b"\xff\xfe\xfd\xfc\x00\xd8",
    b"valid \xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9, broken \xc3(",
    b"\xed\xa0\x80 overlong \xc0\xaf cut \xe2\x82",
    b"",
    b"\0",
]


@pytest.mark.parametrize("data", RAW)
def test_bytes_are_restored_exactly(data: bytes) -> None:
    result = cleaner().clean(data, kind="text")
    check(result, data)
    check_idempotent(cleaner(), result)
    result.text.encode()  # clean text is always valid Unicode


@settings(max_examples=400)
@given(texts)
def test_invariants_hold_for_any_text(text: str) -> None:
    result = cleaner().clean(text, kind="text")
    check(result, text)
    check_idempotent(cleaner(), result)
    result.text.encode()


@given(st.binary(max_size=80))
def test_invariants_hold_for_any_bytes(data: bytes) -> None:
    check(cleaner().clean(data, kind="text"), data)


@settings(max_examples=50)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div hidden>", "</div>", "<li>", "<a href=x>", "<pre>", *WORDS]), max_size=20
    )
)
def test_invariants_hold_for_any_page(parts: list[str]) -> None:
    source = "".join(parts)
    result = cleaner().clean(source, kind="html")
    check(result, source)
    check_idempotent(cleaner(), result)


PHRASES = ["Leave a Reply", "grain.", "Related", "So..", "Source: X"]
_match = st.one_of(
    st.sampled_from(PHRASES).map(lambda text: f"line: '{text}'"),
    st.sampled_from(PHRASES).map(lambda text: f"prefix: '{text}'"),
    st.sampled_from(["^READ.*$", "[a-z]+", "(?i)related", r"\[.*\]", "^(So).*"]).map(lambda text: f"regex: '{text}'"),
    st.sampled_from(PHRASES).map(lambda text: f"block: {{start: '{text}', body: [title], max_lines: 3}}"),
    st.sampled_from(PHRASES).map(lambda text: f"block: {{start: '{text}', end: 'related'}}"),
)
_where = st.sampled_from(
    ["", "where: {zone: tail}", "where: {max_words: 2}", "where: {alone: true}", "where: {near: [other]}"]
)
_action = st.sampled_from(["remove", "cut-after", "cut-before", "flag"])


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_match, _where, _action), min_size=1, max_size=5), texts, st.sampled_from([0.0, 0.5, 1.0]))
def test_invariants_hold_for_any_rules(
    tmp_path: Path, rules: list[tuple[str, str, str]], text: str, brake: float
) -> None:
    entries = [
        "{"
        + ", ".join(filter(None, [f"id: r{n}", "kind: other", "why: test", match, where, f"action: {action}"]))
        + "}"
        for n, (match, where, action) in enumerate(rules)
    ]
    (tmp_path / "any.yml").write_text("version: 1\nrules:\n" + "".join(f"  - {entry}\n" for entry in entries))
    made = Cleaner(Settings(rules=(str(tmp_path),), brake=brake))
    result = made.clean(text, kind="text")
    check(result, text)
    check_idempotent(made, result)


def test_a_cleaner_can_be_pickled_and_shared() -> None:
    text = (FIXTURES / "articles" / NAMES[1]).read_text(encoding="utf-8")
    expected = cleaner().clean(text)
    assert pickle.loads(pickle.dumps(cleaner())).clean(text) == expected
    with ThreadPoolExecutor(4) as pool:
        assert all(result == expected for result in pool.map(cleaner().clean, [text] * 16))


def test_a_page_gives_its_visible_text_back() -> None:
    page = (FIXTURES / "pages" / "harbour-ferry.html").read_bytes()
    result = dechaff.clean(page)
    assert result.source.kind == "html"
    assert "Share on Facebook" in result.restore()
    for chaff in ("Share on Facebook", "READ ALSO", "Related articles", "Leave a Reply", "cookies", "Accept all"):
        assert chaff not in result.text
    for grain in ("The ferry that once", "Every twenty minutes", "Monday to Friday | 6.00 | 24.00", "not cheap."):
        assert grain in result.text
    check(result, page)
    check_idempotent(cleaner(), result)


def test_select_and_ignore_reach_every_stage() -> None:
    text = "The war is over.. They left.\nLeave a Reply\n"
    assert {edit.stage for edit in dechaff.clean(text, settings=Settings(select=("punctuation",))).edits} == {"spacing"}
    assert {edit.stage for edit in dechaff.clean(text, settings=Settings(ignore=("spacing",))).edits} == {"noise"}


class _Taker:
    """A stage that takes one letter away, and knows the texts that it was asked about."""

    def __init__(self, letter: str) -> None:
        self.NAME, self.asked = letter, list[str]()

    def propose(self, document: Document, resources: object) -> list[Edit]:
        del resources
        self.asked.append(document.text)
        place = document.text.find(self.NAME)
        return [Edit(place, place + 1, self.NAME, "", "a/rule", "other", self.NAME, "")] if place >= 0 else []


def test_no_stage_is_asked_twice_about_the_same_text() -> None:
    stages = _Taker("x"), _Taker("y"), _Taker("z")
    assert run(readers.read("xay", kind="text"), Cleaner().resources, stages).text == "a"
    assert [stage.asked for stage in stages] == [["xay", "a"], ["ay", "a"], ["a"]]


@pytest.mark.parametrize("name", ["nosuch", "_common/share/nosuch", "comment", "_comm"])
def test_a_rule_that_does_not_exist_is_an_error(name: str) -> None:
    for chosen in (Settings(select=(name,)), Settings(ignore=("names", name))):
        with pytest.raises(SettingsError, match=f'there is no rule or kind "{name}"'):
            Cleaner(chosen)


@pytest.mark.parametrize("name", ["comments", "name", "_common", "_common/share/", "cms/wordpress", "encoding/bom"])
def test_a_rule_is_named_by_its_id_the_beginning_of_one_or_a_kind(name: str) -> None:
    assert Cleaner(Settings(select=(name,))).settings.select == (name,)


@pytest.mark.parametrize("source", [None, 1.5, ["Leave a Reply"]])
def test_what_is_no_text_is_an_error_that_says_so(source: Any) -> None:
    with pytest.raises(dechaff.DechaffError, match=f"must be a string or bytes, not {type(source).__name__}"):
        dechaff.clean(source)


@pytest.mark.parametrize("name", ["url", "lang"])
def test_what_is_known_of_a_text_is_strings(name: str) -> None:
    wrong: dict[str, Any] = {name: 1.5}
    with pytest.raises(dechaff.DechaffError, match=f"{name} takes a string, not 1.5"):
        dechaff.clean("Grain.", **wrong)


def test_bytes_of_every_sort_are_read() -> None:
    assert {dechaff.clean(sort(b"caf\xc3\xa9")).text for sort in (bytes, bytearray, memoryview)} == {"café"}


def test_one_path_is_no_list_of_rules() -> None:
    with pytest.raises(SettingsError, match="rules takes a list of strings, not 'rules'"):
        Cleaner(rules="rules")
