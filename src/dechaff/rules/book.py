"""All rule files together: which of them apply to a document, and how to find a rule by its id."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from dechaff import language
from dechaff.errors import Problem, RuleError, nearest
from dechaff.model import Document, Source, Span
from dechaff.names.people import Person
from dechaff.rules import folders
from dechaff.rules.index import PatternIndex
from dechaff.rules.lines import Lines
from dechaff.rules.match import Matcher, Openings
from dechaff.rules.regex import search_once
from dechaff.rules.rule import Match, Pattern, Rule, RuleFile

Wants = Callable[[str, str], bool]


@dataclass(frozen=True)
class Scope:
    """The rules, guards and people that apply to a document, in order: each file after those it extends."""

    rules: tuple[Rule, ...]
    site_rules: tuple[Rule, ...]  # those of the page's own site file
    guards: tuple[Pattern, ...]
    names: tuple[Person, ...] = ()
    openings: Openings | None = None  # what all general rules of the book look for

    @cached_property
    def selectors(self) -> tuple[Rule, ...]:
        """Rules that find elements of a page."""
        return tuple(rule for rule in (*self.site_rules, *self.rules) if rule.is_selector)

    @cached_property
    def site(self) -> Matcher:
        """The text rules of the site's own file."""
        return Matcher([rule for rule in self.site_rules if not rule.is_selector])

    @cached_property
    def general(self) -> Matcher:
        """All other text rules."""
        return Matcher([rule for rule in self.rules if not rule.is_selector], self.openings)

    @cached_property
    def _text_guards(self) -> PatternIndex:
        return PatternIndex([guard for guard in self.guards if guard.how != "css"])

    def guarded(self, document: Document) -> list[Span]:
        """The spans that no rule may remove, with the line ends behind them; sorted and disjoint."""
        if not self.guards:
            return []
        lines = document.known(Lines)
        spans = [lines.whole(index, index) for _, index, _ in self._text_guards.search(lines)]
        text = document.text
        spans += (Span(start, end + text.startswith("\n", end)) for start, end in document.guarded if start < end)
        joined: list[Span] = []
        for start, end in sorted(spans):
            if joined and start <= joined[-1].end:
                joined[-1] = Span(joined[-1].start, max(end, joined[-1].end))
            else:
                joined.append(Span(start, end))
        return joined

    def elements_guarded(self, document: Document) -> tuple[Span, ...]:
        """What the selectors among the guards find on a page as it was read."""
        selectors = [value for guard in self.guards if guard.how == "css" for value in guard.values]
        page = document.page
        return tuple(span for selector in selectors for span in page.select(selector)) if page else ()


class _Files:
    """Rule files for one host, of which some ask for more than that."""

    def __init__(self, files: Sequence[RuleFile]) -> None:
        self._names = tuple(file.name for file in files)
        self._asking = [
            (file.name, file.match) for file in files if file.match.url or file.match.generator or file.match.lang
        ]

    def that_apply(self, document: Document) -> tuple[str, ...]:
        """The names of those that are for a document, in order."""
        others = {name for name, match in self._asking if not _applies(match, document)}
        return tuple(name for name in self._names if name not in others) if others else self._names


class Book:
    """The rule files in use: those that ship, and a user's own, which replace shipped ones of the same name."""

    def __init__(self, files: Sequence[RuleFile], fingerprint: str, wants: Wants | None = None) -> None:
        self.files = {file.name: file for file in files}
        self._files = list(self.files.values())
        self._places: dict[str, list[int]] = defaultdict(list)  # of the files, by the hosts that they name
        for place, file in enumerate(self._files):
            for host in file.match.hosts:
                self._places[host.removeprefix("www.")].append(place)
        self._anywhere = _Files([file for file in self._files if not file.match.hosts])
        self.fingerprint = fingerprint
        self._wants: Wants = wants or (lambda rule, kind: True)  # noqa: ARG005
        self._scopes: dict[tuple[str, ...], Scope] = {}
        self._latest: tuple[Source | None, Scope | None] = (None, None)

    @classmethod
    def load(
        cls,
        paths: Iterable[str | Path] = (),
        wants: Wants | None = None,
        shipped: bool = True,
        is_strict: bool = False,
    ) -> "Book":
        """Read the shipped rules and those at `paths` (folders or files). Raises RuleError with all problems found.

        The expressions of the shipped rules are compiled only when asked for, unless it `is_strict`: all of them take
        half a second.
        """
        problems: list[Problem] = []
        known = folders.shipped() if shipped else None
        everywhere = [*([known] if known else []), *map(Path, paths)]
        files = folders.read(everywhere, problems, trusted=None if is_strict else known)
        problems += cross_problems(files)
        if problems:
            raise RuleError(problems)
        return cls(files, _fingerprint(files), wants)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of every file."""
        return tuple(rule for file in self.files.values() for rule in file.rules)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with a full id."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def scope(self, document: Document) -> Scope:
        """The rules that apply to a document. What applied to a source once applies through all stages."""
        source, scope = self._latest
        if source is not document.source or scope is None:
            scope = self.scope_of(self._of_host(_host(document.source.url or "")).that_apply(document))
            self._latest = document.source, scope
        return scope

    def _of_host(self, host: str) -> "_Files":
        """The files for any host, or for this one, in order."""
        places = {place for name in _names(host) for place in self._places.get(name, ())}
        if not places:
            return self._anywhere
        return _Files([file for place, file in enumerate(self._files) if place in places or not file.match.hosts])

    def scope_of(self, names: tuple[str, ...]) -> Scope:
        """The rules of some files and of those they extend."""
        found = self._scopes.get(names)
        if found is None:
            found = self._scopes[names] = self._scope([self.files[name] for name in self._with_extended(names)])
        return found

    def _scope(self, files: Sequence[RuleFile]) -> Scope:
        disabled = {rule for file in files for rule in file.disable}
        wanted = [
            (file.is_site, rule)
            for file in files
            for rule in file.rules
            if rule.id not in disabled and self._wants(rule.id, rule.kind)
        ]
        return Scope(
            tuple(rule for is_site, rule in wanted if not is_site),
            tuple(rule for is_site, rule in wanted if is_site),
            tuple(guard for file in files for guard in file.keep),
            tuple({person.canonical: person for file in files for person in file.names}.values()),
            self._openings,
        )

    @cached_property
    def _openings(self) -> Openings:
        """What the text rules of all files but those of sites look for."""
        files = (file for file in self._files if not file.is_site)
        return Openings([rule for file in files for rule in file.rules if not rule.is_selector])

    def _with_extended(self, names: Iterable[str]) -> list[str]:
        """Names with those they extend before them, each once."""
        ordered: dict[str, None] = {}
        for name in names:
            ordered |= dict.fromkeys(self._with_extended(self.files[name].extends))
            ordered[name] = None
        return list(ordered)


def _applies(match: Match, document: Document) -> bool:
    """Whether a file for the host is for the document. The language is asked for last: it may have to be detected."""
    source = document.source
    if match.url and not (source.url and search_once(match.url, source.url)):
        return False
    if match.generator and not _made_by(match.generator, document):
        return False
    return not match.lang or (source.lang or language.detect(document.text)) in match.lang


def _host(url: str) -> str:
    """The host of an address, `www.` aside; empty where the address has none, or is none.

    >>> _host("https://www.example.com/a"), _host("http://[bad")
    ('example.com', '')
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _names(host: str) -> Iterator[str]:
    """What a rule file may name to be for a host: the host, or a domain that it belongs to, a dot before it.

    >>> [*_names("blog.example.com")]
    ['blog.example.com', '.example.com', '.com']
    """
    yield host
    while (dot := host.find(".", 1)) >= 0:
        host = host[dot:]
        yield host


def _made_by(system: str, document: Document) -> bool:
    """Whether a system made the page; where nothing tells, it may have."""
    generator = document.page.generator if document.page else None
    return generator is None or system in generator.lower()


def cross_problems(files: Sequence[RuleFile]) -> Iterator[Problem]:
    """What is wrong between files: names that do not exist, and files that extend each other in a circle."""
    by_name = {file.name: file for file in files}
    rules = {rule.id for file in files for rule in file.rules}
    for file in files:
        for name in file.extends:
            if name not in by_name:
                message = f'there is no rule file "{name}" to extend; {nearest(name, list(by_name))}'
                yield Problem(file.path, file.lines["extends"], message)
            elif file.name in _reachable(name, by_name):
                yield Problem(file.path, file.lines["extends"], f'"{name}" extends this file in turn; take one out')
        for rule_id in file.disable:
            if rule_id not in rules:
                message = f'there is no rule "{rule_id}" to disable; {_nearest(rule_id, rules)}'
                yield Problem(file.path, file.lines["disable"], message)
        yield from _near_problems(file, rules)


def _near_problems(file: RuleFile, rules: set[str]) -> Iterator[Problem]:
    """Rules that want to stand near one that does not exist, or near themselves."""
    for rule in file.rules:
        for name in rule.where.near:
            if "/" in name and name not in rules:
                message = f'"near" names no rule "{name}"; {_nearest(name, rules)}'
                yield Problem(file.path, rule.line, message)
            elif name == rule.id:
                yield Problem(file.path, rule.line, f'"near" names the rule "{name}" itself; name another one')


def _nearest(rule: str, rules: set[str]) -> str:
    hint = nearest(rule, sorted(rules))
    return hint if hint.startswith("did") else "`dechaff rules list` shows all"


def _reachable(name: str, files: dict[str, RuleFile]) -> set[str]:
    """A file and all that it extends, however far; a circle ends."""
    seen: set[str] = set()
    queue = [name]
    while queue:
        current = queue.pop()
        if current in files and current not in seen:
            seen.add(current)
            queue += files[current].extends
    return seen


def _fingerprint(files: Sequence[RuleFile]) -> str:
    """A hash that changes when any rule does, wherever the files stand."""
    said = [
        (
            *(file.name, file.match, file.extends, file.disable, file.keep, file.names),
            [replace(rule, file="") for rule in file.rules],
        )
        for file in files
    ]
    return sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]
