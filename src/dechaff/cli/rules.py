"""dechaff rules: list, show, lint and test rule files."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dechaff.cli.options import settings_from, settings_options
from dechaff.cli.output import FOUND, counted, show, tell
from dechaff.errors import InputError, RuleError, nearest, shown

if TYPE_CHECKING:
    from dechaff.rules.book import Book
    from dechaff.rules.rule import BlockPattern, Pattern, Rule


@click.group("rules")
def command() -> None:
    """List, show, lint and test rules: those that ship, and your own."""


@command.command("list")
@settings_options("rules", "select", "ignore")
def list_(**flags: object) -> None:
    """List all rules: id, kind, status and why each exists."""
    from dechaff.pipeline import check_names_rules

    settings = settings_from(flags)
    book = _book(settings.rules)
    check_names_rules(settings, book)
    rows = [(rule.id, rule.kind, rule.status, rule.why) for rule in book.rules if settings.wants(rule.id, rule.kind)]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
        show("  ".join([*cells, row[3]]))


@command.command("show")
@click.argument("rule_id", metavar="ID")
@settings_options("rules")
def show_(rule_id: str, **flags: object) -> None:
    """Show a rule: what it matches, what it does, why, where it stands, its tests."""
    book = _book(settings_from(flags).rules)
    rule = book.rule(rule_id)
    if rule is None:
        ids = [known.id for known in book.rules]
        same_end = [known for known in ids if known.endswith("/" + rule_id)]
        hint = f"did you mean {' or '.join(same_end)}?" if same_end else _nearest(rule_id, ids)
        raise InputError(f'There is no rule "{shown(rule_id)}"; {hint}')
    for key, value in _facts(rule):
        show(f"{key:<12}{value}")


def _nearest(rule_id: str, ids: list[str]) -> str:
    hint = nearest(rule_id, ids)
    return hint if hint.startswith("did") else "`dechaff rules list` shows all."


def _facts(rule: "Rule") -> list[tuple[str, str]]:
    where = rule.where
    conditions = {
        "zone": where.zone if where.zone != "any" else "",
        "max words": str(where.max_words or ""),
        "near": ", ".join(where.near),
        "alone": "yes" if where.alone else "",
    }
    facts = [
        ("id", rule.id),
        ("why", rule.why),
        ("kind", rule.kind),
        ("status", rule.status),
        ("action", rule.action + (f" with {rule.replacement!r}" if rule.replacement else "")),
        *_pattern(rule.pattern),
        *((key, value) for key, value in conditions.items() if value),
        ("file", f"{shown(rule.file)}:{rule.line}"),
    ]
    facts += [("must go", f"{test.text!r}" + (f" to {test.left!r}" if test.left else "")) for test in rule.remove_tests]
    return facts + [("must stay", repr(test.text)) for test in rule.keep_tests]


def _pattern(pattern: "Pattern | BlockPattern") -> list[tuple[str, str]]:
    from dechaff.rules.rule import Pattern

    if isinstance(pattern, Pattern):
        return [(pattern.how, value) for value in pattern.values]
    facts = [("from " + how, value) for how, value in _pattern(pattern.start)]
    if pattern.end is not None:
        facts += [("to " + how, value) for how, value in _pattern(pattern.end)]
    if pattern.body:
        facts.append(("through", ", ".join(pattern.body)))
    return [*facts, ("max lines", str(pattern.max_lines))]


@command.command("lint")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@settings_options("rules")
def lint(paths: tuple[str, ...], **flags: object) -> None:
    """Find mistakes in rule files: those at PATH, or all that are in use. Exit code 1 if there are any."""
    from dechaff.rules import testing

    try:
        book = _book((*settings_from(flags).rules, *paths), is_strict=True)
        problems = [problem for problem in testing.lint(book) if _is_below(problem.file, paths)]
    except RuleError as error:
        problems = error.problems
    for problem in problems:
        show(str(problem))
    if problems:
        sys.exit(FOUND)
    tell("no mistakes found")


@command.command("test")
@click.argument("paths", metavar="[PATH]...", nargs=-1)
@settings_options("rules")
def test(paths: tuple[str, ...], **flags: object) -> None:
    """Run the tests that rules carry: those at PATH, or all. Exit code 1 if one fails or there are none."""
    from dechaff.rules import testing

    book = _book((*settings_from(flags).rules, *paths))
    files = [file for file in book.files.values() if _is_below(file.path, paths)]
    report = testing.run(book, {file.path for file in files})
    for failure in report.failures:
        show(str(failure))
    rules = counted(sum(len(file.rules) for file in files), "rule")
    told = f"{counted(report.count, 'test')} of {rules}, {len(report.failures):,} failed"
    tell(told if report.count else "there are no tests")
    if report.failures or not report.count:
        sys.exit(FOUND)


def _book(paths: tuple[str, ...], is_strict: bool = False) -> "Book":
    from dechaff.rules.book import Book

    for path in paths:
        if not Path(path).exists():
            raise InputError(f"{shown(path)}: does not exist; name a rule file or a folder of them")
    return Book.load(paths, is_strict=is_strict)


def _is_below(file: str, paths: tuple[str, ...]) -> bool:
    """Whether a file is one of `paths` or stands in one of them; without paths, always."""
    place = Path(file).resolve()
    return not paths or any(place == top or top in place.parents for top in (Path(path).resolve() for path in paths))
