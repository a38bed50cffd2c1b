"""Run the stages over a document, until they have nothing more to propose."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Literal

from dechaff import edits, readers
from dechaff.config import Settings
from dechaff.errors import SettingsError, nearest, shown
from dechaff.model import Document, Edit, Flag, Pass, Span
from dechaff.names.people import People
from dechaff.result import Result
from dechaff.rules.book import Book
from dechaff.rules.rule import KINDS
from dechaff.shift import apply_to
from dechaff.stages import STAGES
from dechaff.stages.base import Resources, Score, Stage

# A removal can bring two lines together that a rule knows only together. Each round shrinks the text or repairs
# it, so real texts end after two; the bound is for rule files that undo each other's replacements.
MAX_ROUNDS = 8

# What begins the ids of rules that are built into stages, and their kinds.
BUILT_IN = ("brake", "content", "encoding", "garbled", "names", "repeats", "spacing")
BUILT_IN_KINDS = ("encoding", "name", "punctuation", "spacing")


class Cleaner:
    """Cleans one text after another with the same settings, rules and people.

    Loading takes a fraction of a second, so make one and keep it. It can be pickled and shared between threads.
    `rules` are folders or files of rules, `names` are lists of people (TSV with a column `canonical`), both on top of
    what `settings` names and what ships. Raises RuleError or SettingsError where a file cannot be used.

    >>> cleaner = Cleaner(settings=Settings(lang="en"))
    >>> cleaner.clean("Grain.\\n\\nLeave a Reply").text
    'Grain.\\n'
    """

    def __init__(
        self, settings: Settings | None = None, rules: list[str] | None = None, names: list[str] | None = None
    ) -> None:
        settings = settings or Settings()
        more = {"rules": _joined(settings.rules, rules), "names": _joined(settings.names, names)}
        self.settings = settings.with_values(more, "Cleaner")
        self._load()

    def _load(self) -> None:
        self.resources = Resources(self.settings, _book(self.settings), People.load(self.settings.names))

    def __getstate__(self) -> Settings:
        return self.settings

    def __setstate__(self, settings: Settings) -> None:
        self.settings = settings
        self._load()

    def clean(
        self,
        source: str | bytes,
        kind: Literal["auto", "text", "html"] | None = None,
        url: str | None = None,
        lang: str | None = None,
        name: str | None = None,
    ) -> Result:
        """Clean a text or a page. Arguments that are not given are taken from the settings."""
        document = readers.read(
            source,
            kind=kind or self.settings.kind,
            url=url or self.settings.url,
            lang=lang or self.settings.lang,
            name=name,
        )
        return run(document, self.resources)


def _joined(paths: tuple[str, ...], more: list[str] | None) -> object:
    """Some paths and more of them; what is no list is left for the settings to refuse."""
    return more if isinstance(more, str) else [*paths, *map(str, more or ())]


def _book(settings: Settings) -> Book:
    """The rule files, without the rules that take whole threads of comments where comments stay."""
    book = Book.load(settings.rules, settings.wants)
    check_names_rules(settings, book)
    if not settings.keep_comments:
        return book
    threads = {rule.id for rule in book.rules if rule.kind == "comments" and (rule.is_selector or rule.is_wide)}
    return Book(
        list(book.files.values()),
        book.fingerprint,
        lambda rule, kind: rule not in threads and settings.wants(rule, kind),
    )


def check_names_rules(settings: Settings, book: Book) -> None:
    """Raise SettingsError where `select` or `ignore` names no rule, no beginning of one and no kind."""
    kinds = {*KINDS, *BUILT_IN_KINDS}
    ids = [*BUILT_IN, *book.files, *(rule.id for rule in book.rules)]
    for option, names in (("select", settings.select), ("ignore", settings.ignore)):
        for name in names:
            beginning = name.rstrip("/")
            is_rule = beginning.split("/")[0] in BUILT_IN or any(f"{each}/".startswith(f"{beginning}/") for each in ids)
            if name not in kinds and not is_rule:
                hint = nearest(name, [*sorted(kinds), *ids])
                hint = hint if hint.startswith("did") else "`dechaff rules list` shows all"
                raise SettingsError(f'{option}: there is no rule or kind "{shown(name)}"; {hint}')


def run(document: Document, resources: Resources, stages: tuple[Stage, ...] = STAGES) -> Result:
    """Clean a document: stage after stage, round after round, until every stage has seen the text as it stands.

    So cleaning twice changes no more. After the first round a page is its text: the tree has told what it knows.
    """
    passes: list[Pass] = []
    flags: list[Flag] = []
    score: float | None = None
    guarded = resources.rules.scope(document).elements_guarded(document)
    current = replace(document, guarded=guarded) if guarded else document
    content = 0  # so many stages in a row have nothing to change in the text as it stands
    for turn in range(MAX_ROUNDS * len(stages)):
        if content == len(stages):
            break
        if turn == len(stages) and current.page is not None:
            current, content = Document(current.source, current.text, guarded=current.guarded), 0
        stage = stages[turn % len(stages)]
        proposed = _propose(stage, current, resources)
        flags += _in_source(proposed.flags, passes, len(document.text))
        score = proposed.score if score is None else score
        content += 1
        if proposed.edits:
            passes.append(Pass(stage.NAME, proposed.edits))
            current, content = apply_to(current, proposed.edits), 0
    settled = _settled(flags, passes, document) if flags else ()
    return Result(document.source, current.text, len(document.text), tuple(passes), settled, score)


@dataclass(frozen=True, slots=True)
class _Proposed:
    """What a stage proposes, sorted by sort."""

    edits: tuple[Edit, ...]
    flags: list[Flag]
    score: float | None


def _propose(stage: Stage, document: Document, resources: Resources) -> _Proposed:
    """What a stage proposes, as far as the settings want it."""
    proposed: list[Edit] = []
    flags: list[Flag] = []
    score = None
    for proposal in stage.propose(document, resources):
        if isinstance(proposal, Flag):
            flags.append(proposal)
        elif isinstance(proposal, Score):
            score = proposal.value
        elif resources.settings.wants(proposal.rule, proposal.kind):
            proposed.append(proposal)
    if any(map(_removes, proposed)):
        guards = resources.rules.scope(document).guarded(document)
        proposed = [piece for edit in proposed for piece in (edits.outside(edit, guards) if _removes(edit) else [edit])]
    return _Proposed(tuple(sorted(proposed, key=attrgetter("start", "end"))), flags, score)


def _removes(edit: Edit) -> bool:
    """Whether an edit takes away something that can be read; only then do guards speak."""
    return not edit.new and not edit.old.isspace()


def _in_source(flags: list[Flag], passes: list[Pass], length: int) -> list[Flag]:
    """Flags whose positions are those of the text after `passes`, in the positions of the text that was read."""
    if not flags or not passes:
        return flags
    pieces = edits.compose(passes, length)
    return [
        replace(flag, start=edits.to_source(pieces, flag.start), end=edits.to_source(pieces, flag.end))
        for flag in flags
    ]


def _settled(flags: list[Flag], passes: list[Pass], document: Document) -> tuple[Flag, ...]:
    """Each flag once, without those whose text was removed later."""
    gone = [piece.source for piece in edits.compose(passes, len(document.text)) if piece.is_removed]
    once = {(flag.start, flag.end, flag.rule): flag for flag in reversed(flags)}
    kept = (flag for flag in once.values() if flag.start == flag.end or not _is_gone(flag, gone))
    return tuple(sorted(kept, key=lambda flag: (flag.start, flag.end, flag.rule)))


def _is_gone(flag: Flag, gone: list[Span]) -> bool:
    """Whether one of the spans that are gone, sorted and disjoint, holds all of a flag's."""
    place = bisect_right(gone, flag.start, key=lambda span: span.start) - 1
    return place >= 0 and flag.end <= gone[place].end
