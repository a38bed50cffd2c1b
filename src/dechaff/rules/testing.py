"""Run the tests that rules carry: what must go goes by that rule, what must stay stays under all rules in scope."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from dechaff import edits, readers
from dechaff.errors import Problem
from dechaff.model import Document, Edit, Flag
from dechaff.rules import act
from dechaff.rules.book import Book, Scope
from dechaff.rules.lines import Lines
from dechaff.rules.match import Matcher
from dechaff.rules.rule import Rule, RuleFile

# A test is a few lines: the share of them that goes says nothing.
_NO_BRAKE = 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """How many tests ran and what failed."""

    count: int
    failures: tuple[Problem, ...]


def run(book: Book, files: Collection[str] | None = None) -> Report:
    """Run every test of a book's rules, or of those in some of its files, named by their paths."""
    chosen = [file for file in book.files.values() if files is None or file.path in files]
    count = sum(len(rule.remove_tests) + len(rule.keep_tests) for file in chosen for rule in file.rules)
    failures = [problem for file in chosen for problem in _failures(file, book)]
    return Report(count, tuple(failures))


def lint(book: Book) -> list[Problem]:
    """What a rule file lacks though it can be read: tests of both sorts for every rule."""
    problems = []
    for rule in book.rules:
        for tests, key in ((rule.remove_tests, "remove"), (rule.keep_tests, "keep")):
            if not tests:
                message = f'the rule "{rule.id}" has no tests; give at least one text under `tests: {{{key}: [...]}}`'
                problems.append(Problem(rule.file, rule.line, message))
    return problems


def _failures(file: RuleFile, book: Book) -> Iterator[Problem]:
    always = tuple(other.name for other in book.files.values() if other.name.startswith("_common/"))
    scope = book.scope_of(tuple(dict.fromkeys((*always, file.name))))
    for rule in file.rules:
        for removal in rule.remove_tests:
            left = _cleaned(removal.text, _only(rule, scope), rule, scope)
            if left is None:
                yield Problem(file.path, removal.line, f"{rule.id} does not find {removal.text!r}")
            elif not rule.only_flags and left != _squeezed(removal.left):
                yield Problem(file.path, removal.line, f"{rule.id} leaves {left!r}, not {_squeezed(removal.left)!r}")
        for keep in rule.keep_tests:
            culprit = _culprit(keep.text, scope, rule)
            if culprit:
                yield Problem(file.path, keep.line, f"{culprit} must not touch {keep.text!r}")


def _only(rule: Rule, scope: Scope) -> tuple[Rule, ...]:
    """A rule and those that it wants near it."""
    near = rule.where.near
    if not near:
        return (rule,)
    return tuple(r for r in (*scope.site_rules, *scope.rules) if r is rule or r.id in near or r.kind in near)


def _proposals(text: str, rules: tuple[Rule, ...]) -> tuple[Document, list[Edit | Flag]]:
    is_page = any(rule.is_selector for rule in rules) and text.lstrip().startswith("<")
    document = readers.read(text, kind="html" if is_page else "text")
    lines = Lines(document)
    found = [*act.of_elements(document, [rule for rule in rules if rule.is_selector])]
    found += act.of_lines(lines, _matcher(rules).search(lines).hits)
    return document, list(act.propose(document, found, "test", _NO_BRAKE))


@lru_cache(maxsize=16)
def _matcher(rules: tuple[Rule, ...]) -> Matcher:
    """The text rules among some, ready; most tests of a file share theirs."""
    return Matcher([rule for rule in rules if not rule.is_selector])


def _unheld(document: Document, proposals: list[Edit | Flag], scope: Scope) -> list[Edit]:
    """The edits among proposals, without what guards hold."""
    guards = scope.guarded(replace(document, guarded=scope.elements_guarded(document)))
    found = (proposal for proposal in proposals if isinstance(proposal, Edit))
    return [piece for edit in found for piece in ([edit] if edit.new else edits.outside(edit, guards))]


def _cleaned(text: str, rules: tuple[Rule, ...], rule: Rule, scope: Scope) -> str | None:
    """What is left of a text once the rule has acted; None where it found nothing."""
    document, proposals = _proposals(text, rules)
    mine = [proposal for proposal in proposals if proposal.rule == rule.id]
    if not mine:
        return None
    return _squeezed(edits.apply(document.text, _unheld(document, mine, scope)))


def _culprit(text: str, scope: Scope, rule: Rule) -> str | None:
    """The rule that would change a text which must stay."""
    rules = (*scope.site_rules, *scope.rules)
    if not rule.is_selector:
        rules = tuple(other for other in rules if not other.is_selector)
    document, proposals = _proposals(text, rules)
    culprits = [edit.rule for edit in _unheld(document, proposals, scope)]
    culprits += [p.rule for p in proposals if isinstance(p, Flag) and p.rule == rule.id]
    return culprits[0] if culprits else None


def _squeezed(text: str) -> str:
    """A text without blank lines, and without white space around its lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())
