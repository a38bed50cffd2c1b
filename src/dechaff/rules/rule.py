"""What a rule file says, as types: patterns, conditions, actions, tests, and the scope of the file."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from dechaff.names.people import Person

Action = Literal["remove", "cut-after", "cut-before", "inline", "replace", "flag"]
Zone = Literal["any", "head", "tail"]
Status = Literal["stable", "experimental"]
How = Literal["css", "line", "prefix", "labels", "regex", "phrases"]
Shape = Literal["title", "teaser", "stamp", "item", "blurb"]
Side = Literal["both", "above", "below"]
RuleKind = Literal[
    "archive",
    "crosslink",
    "comments",
    "related",
    "share",
    "newsletter",
    "syndication",
    "cookie",
    "nav",
    "byline",
    "credit",
    "quote",
    "ad",
    "legal",
    "other",
]

KINDS: tuple[str, ...] = get_args(RuleKind)

# A block that says nothing of its length may not swallow an article.
MAX_BLOCK_LINES = 40

# How far `near` reaches if nothing else is said, in lines that are not blank.
NEAR_LINES = 5


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to find lines or elements. For `phrases`, `values` are the lines of the lists named."""

    how: How
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockPattern:
    """Lines from one that matches `start`.

    With `end`, through the line that matches it, and only if there is one; else through the last line that has one of
    the shapes in `body`; with neither, through the end of the text. Never more than `max_lines` lines, blank ones not
    counted. It counts only if as many of its lines after the first as `times` says match `holds`, if it reaches the end
    of the text where `to_end` says so, if it has no more than `max_words` words, and where `first` says so, if no line
    before it matches `start`; where `closes` says so, if the text does not go on with a paragraph behind its start;
    lines that match `spare` stay.
    """

    start: Pattern
    end: Pattern | None = None
    body: tuple[Shape, ...] = ()
    max_lines: int = MAX_BLOCK_LINES
    holds: Pattern | None = None
    spare: Pattern | None = None
    to_end: bool = False
    times: int = 1
    max_words: int | None = None
    first: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions on a match; all must hold. `near` holds full rule ids and kinds."""

    zone: Zone = "any"
    max_words: int | None = None
    near: tuple[str, ...] = ()
    reach: int = NEAR_LINES
    side: Side = "both"
    alone: bool = False
    run: int = 1
    words_before: int = 0
    under_article: bool = False


@dataclass(frozen=True, slots=True)
class RemoveTest:
    """A text that the rule must clean to `left`."""

    text: str
    left: str
    line: int


@dataclass(frozen=True, slots=True)
class KeepTest:
    """A text that looks like one the rule knows, and that must stay as it is."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a rule file. `id` is the full one, `<file>/<id>`; `file` and `line` say where it stands."""

    id: str
    kind: RuleKind
    pattern: Pattern | BlockPattern
    why: str
    file: str
    line: int
    where: Where = Where()
    action: Action = "remove"
    replacement: str = ""
    status: Status = "stable"
    remove_tests: tuple[RemoveTest, ...] = ()
    keep_tests: tuple[KeepTest, ...] = ()

    @property
    def is_selector(self) -> bool:
        """Whether it finds elements of a page, not lines of a text."""
        return isinstance(self.pattern, Pattern) and self.pattern.how == "css"

    @property
    def is_wide(self) -> bool:
        """Whether it takes lines besides those that it matched itself: a block, or all to one end of the text."""
        return not isinstance(self.pattern, Pattern) or self.action in {"cut-after", "cut-before"}

    @property
    def is_safe(self) -> bool:
        """Whether the brake lets it act: it takes lines that it matched itself, or a block that shows what it is."""
        shows = isinstance(self.pattern, Pattern) or self.pattern.holds is not None
        return shows and self.action not in {"cut-after", "cut-before"}

    @property
    def only_flags(self) -> bool:
        return self.action == "flag" or self.status == "experimental"


@dataclass(frozen=True, slots=True)
class Match:
    """When a file applies; every condition given must hold. No condition: always."""

    hosts: tuple[str, ...] = ()  # a leading dot means the host's subdomains
    url: str | None = None
    lang: tuple[str, ...] = ()
    generator: str | None = None


@dataclass(frozen=True, slots=True)
class RuleFile:
    """One rule file. `name` is its path without `.yml`, from the top of its folder of rules."""

    name: str
    path: str
    match: Match = Match()
    extends: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    keep: tuple[Pattern, ...] = ()
    rules: tuple[Rule, ...] = ()
    names: tuple[Person, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)  # where `extends` and `disable` stand, for messages

    @property
    def is_site(self) -> bool:
        return bool(self.match.hosts or self.match.url)
