"""Command-line options made from the fields of `Settings`: help and default have their home there."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

import click

from dechaff import config
from dechaff.config import Settings

P = ParamSpec("P")
R = TypeVar("R")

# The settings that change what cleaning does.
_WHAT = ("kind", "url", "rules", "names", "normalise_names", "select", "ignore", "lang")
CLEANING = (*_WHAT, "main_content", "keep_comments", "level")
_PLACEHOLDERS = {"url": "URL", "lang": "XX", "rules": "DIR", "names": "FILE", "select": "RULE", "ignore": "RULE"}

# A switch that reads better as a choice: its flag, and the words for false and true.
_CHOICES = {"keep_comments": ("--comments", ("remove", "keep"))}


def settings_options(*names: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A decorator that adds an option for each field of `Settings` named.

    `--site` comes with `url`; `level` is two flags, `--careful` and `--thorough`.
    """

    def add(command: Callable[P, R]) -> Callable[P, R]:
        for name in reversed(names):
            if name == "level":
                for level, text in reversed(_LEVEL_HELP.items()):
                    command = click.option(f"--{level}", level, is_flag=True, default=None, help=text)(command)
                continue
            command = _option(name)(command)
            if name == "url":
                command = click.option("--site", "site", metavar="HOST", help=_SITE_HELP)(command)
        return command

    return add


_LEVEL_HELP = {
    "careful": "Remove only what stable rules know: no repeats across a site.",
    "thorough": "Remove also what is less sure: by experimental rules, and repeats on fewer pages of a site.",
}
_SITE_HELP = "The host that the input came from, where its full address is not known."


def _option(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    field = next(field for field in fields(Settings) if field.name == name)
    hint = get_type_hints(Settings)[name]
    flag = "--" + name.replace("_", "-")
    text = str(field.metadata["help"])
    if name in _CHOICES:
        flag, words = _CHOICES[name]
        return click.option(
            flag,
            name,
            type=click.Choice(words),
            callback=lambda _context, _option, word: None if word is None else word == words[1],
            help=f"{text}  [default: {words[bool(field.default)]}]",
        )
    if get_origin(hint) is Literal:
        choices = click.Choice([str(choice) for choice in get_args(hint)])
        return click.option(flag, name, type=choices, help=f"{text}  [default: {field.default}]")
    if hint is bool:
        return click.option(flag, name, is_flag=True, default=None, help=text)
    many = get_origin(hint) is tuple
    ending = " Can be given several times." if many else ""
    return click.option(flag, name, multiple=many, metavar=_PLACEHOLDERS.get(name), help=text + ending)


def settings_from(flags: dict[str, object]) -> Settings:
    """The settings that hold here, with the options that were given on top. Raises SettingsError."""
    given = {name: value for name, value in flags.items() if value is not None and value != ()}
    site = given.pop("site", None)
    if site is not None:
        if "url" in given:
            raise click.UsageError("--url and --site say the same thing; give one of them.")
        if not isinstance(site, str) or "/" in site or site.split() != [site]:
            raise click.UsageError(f'--site takes a host such as example.com, not "{site}"; a full address is --url.')
        given["url"] = f"https://{site}/"
    levels = [level for level in _LEVEL_HELP if given.pop(level, None)]
    if len(levels) > 1:
        raise click.UsageError("--careful and --thorough are opposites; give one of them.")
    if levels:
        given["level"] = levels[0]
    return config.load(Path.cwd(), given)
