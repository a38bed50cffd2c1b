"""Every option has one home: a field of `Settings`, with its default and its sentence of help.

Defaults < `dechaff.toml` or `[tool.dechaff]` of `pyproject.toml` < environment (`DECHAFF_...`) < flags.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Literal, Self, TypeVar, get_args, get_origin, get_type_hints

from dechaff.errors import SettingsError, nearest, reason_of

FILE_NAME = "dechaff.toml"
ENVIRONMENT_PREFIX = "DECHAFF_"

# What a string must look like, and how to say so: else it would do nothing, without a word.
_SHAPES = {
    "url": (re.compile(r"\w[\w+.-]*://[^/?#]"), "a full address such as https://example.com/article"),
    "lang": (re.compile(r"[A-Za-z]{2,3}(?:[-_]\w+)*\Z"), "a code of ISO 639-1 such as de"),
}

# What a field of this type takes, in words.
_PLAIN = {bool: "true or false", int: "a whole number of at least 1", float: "a number from 0 to 1"}

T = TypeVar("T")


def _option(default: T, text: str) -> T:
    """A field with its sentence of help; typed as its value, as `dataclasses.field` is."""
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True)
class Settings:
    """How to clean. Frozen, and made of plain values: it can be hashed, sent to a worker and written down.

    >>> Settings(lang="de").with_values({"ignore": ("names",)}).ignore
    ('names',)
    """

    kind: Literal["auto", "text", "html"] = _option("auto", "What the input is; auto looks at it.")
    url: str | None = _option(None, "Where the input came from; its host chooses the site rules.")
    lang: str | None = _option(None, "The language of the input (ISO 639-1); detected where a rule asks.")
    rules: tuple[str, ...] = _option((), "A folder of rule files, or one file, on top of those that ship.")
    names: tuple[str, ...] = _option(
        (), "A list of people (TSV with a column `canonical`) on top of the one that ships."
    )
    normalise_names: bool = _option(False, "Also change accepted spellings to the preferred one (Kiev to Kyiv).")
    select: tuple[str, ...] = _option((), "Apply only these rules: an id, the start of one, or a kind.")
    ignore: tuple[str, ...] = _option((), "Do not apply these rules: an id, the start of one, or a kind.")
    main_content: Literal["model", "trafilatura", "all"] = _option(
        "model", "What chooses the main content of a page; all keeps all that is shown."
    )
    keep_comments: bool = _option(False, "Whether comments under an article stay; forms and buttons go anyway.")
    metadata: bool = _option(False, "Also write what a page says of itself: title, author, date, site, language.")
    level: Literal["careful", "normal", "thorough"] = _option(
        "normal", "How sure a removal must be: careful trusts stable rules only, thorough also what is less sure."
    )
    brake: float = _option(0.7, "The share of a text that rules may remove before only the safe ones count.")
    max_bytes: int = _option(256_000_000, "The largest input to read, in bytes, unpacked.")

    def __post_init__(self) -> None:
        """Raises SettingsError for a value that makes no sense; lists become tuples."""
        hints = _hints()
        for name in hints:
            object.__setattr__(self, name, _checked(name, getattr(self, name), hints[name], "settings"))

    def with_values(self, values: Mapping[str, object], origin: str = "settings") -> Self:
        """A copy with some fields changed. Raises SettingsError, naming `origin`, for a key or value that is wrong."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        hints = _hints()
        for key, value in values.items():
            name = key.replace("-", "_")
            if name not in known:
                raise SettingsError(f'{origin}: there is no option "{key}"; {nearest(name, list(known))}')
            known[name] = _checked(name, value, hints[name], origin)
        return type(self)(**known)

    def wants(self, rule: str, kind: str) -> bool:
        """Whether `select` and `ignore` let a rule act.

        >>> Settings(ignore=("cms/wordpress",)).wants("cms/wordpress/read-link", "crosslink")
        False
        """
        if self.select and not any(_covers(chosen, rule, kind) for chosen in self.select):
            return False
        return not any(_covers(chosen, rule, kind) for chosen in self.ignore)


@cache
def _hints() -> dict[str, object]:
    """The type of each field."""
    return get_type_hints(Settings)


def _covers(chosen: str, rule: str, kind: str) -> bool:
    return chosen in {rule, kind} or rule.startswith(chosen.rstrip("/") + "/")


def _checked(name: str, value: object, hint: object, origin: str) -> object:
    """Check one value against its field's type; lists become tuples. Raises SettingsError."""
    if get_origin(hint) is Literal:
        choices = [str(choice) for choice in get_args(hint)]
        if value not in choices:
            raise SettingsError(f'{origin}: {name} cannot be "{value}"; {nearest(str(value), choices)}')
    elif get_origin(hint) is tuple:
        if not isinstance(value, list | tuple) or not all(isinstance(item, str) for item in value):
            raise SettingsError(f"{origin}: {name} takes a list of strings, not {value!r}")
        return tuple(value)
    elif isinstance(hint, type) and hint in _PLAIN:
        if not _fits(value, hint):
            raise SettingsError(f"{origin}: {name} takes {_PLAIN[hint]}, not {value!r}")
    elif value is not None and not isinstance(value, str):
        raise SettingsError(f"{origin}: {name} takes a string, not {value!r}")
    else:
        _check_shape(name, value, origin)
    return value


def _fits(value: object, hint: type) -> bool:
    """Whether a value is one of `_PLAIN`."""
    if hint is bool or isinstance(value, bool):
        return hint is bool and isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and value >= 1
    return isinstance(value, int | float) and 0 <= value <= 1


def _check_shape(name: str, value: str | None, origin: str) -> None:
    """Raise SettingsError for a string that could mean nothing; an empty one is none."""
    pattern, words = _SHAPES.get(name, (None, ""))
    if value and pattern and not pattern.match(value):
        raise SettingsError(f'{origin}: {name} takes {words}, not "{value}"')


def load(folder: Path, flags: Mapping[str, object], environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that hold in a folder: defaults, its settings file, the environment, then `flags`.

    The file is the nearest `dechaff.toml`, or `pyproject.toml` with `[tool.dechaff]`, in `folder` or above it.
    Paths in it are taken from where it stands. Raises SettingsError.
    """
    settings = Settings()
    found = _settings_file(folder)
    if found is not None:
        path, values = found
        settings = settings.with_values(_rooted(values, path.parent), str(path))
    settings = settings.with_values(
        _from_environment(os.environ if environment is None else environment), "environment"
    )
    return settings.with_values(flags, "flags")


def _settings_file(folder: Path) -> tuple[Path, dict[str, object]] | None:
    for place in [folder.resolve(), *folder.resolve().parents]:
        for name in (FILE_NAME, "pyproject.toml"):
            path = place / name
            if not path.is_file():
                continue
            values = _toml(path)
            if name == FILE_NAME:
                return path, values
            tool = values.get("tool")
            table = tool.get("dechaff") if isinstance(tool, dict) else None
            if isinstance(table, dict):
                return path, table
            if table is not None:
                raise SettingsError(f"{path}: tool.dechaff takes options under [tool.dechaff], not {table!r}")
    return None


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({reason_of(error)})") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: is not UTF-8; save the file as UTF-8") from error
    except RecursionError as error:
        raise SettingsError(f"{path}: is not valid TOML: nested too deep") from error
    except ValueError as error:  # of tomllib, or of a number of thousands of digits
        raise SettingsError(f"{path}: is not valid TOML: {error}") from error


def _rooted(values: Mapping[str, object], folder: Path) -> dict[str, object]:
    """Read the paths of a settings file from where the file stands."""
    return {
        key: [str(folder / item) for item in value if isinstance(item, str)]
        if key in {"rules", "names"} and isinstance(value, list) and all(isinstance(item, str) for item in value)
        else value
        for key, value in values.items()
    }


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    """Options from variables such as `DECHAFF_LANG=de` and `DECHAFF_IGNORE=names:repeats` (lists by `os.pathsep`)."""
    hints = _hints()
    values: dict[str, object] = {}
    for variable, text in environment.items():
        name = variable.removeprefix(ENVIRONMENT_PREFIX).lower()
        if not variable.startswith(ENVIRONMENT_PREFIX):
            continue
        hint = hints.get(name)
        values[name] = _parsed(text, hint)
    return values


def _parsed(text: str, hint: object) -> object:
    """Read an environment variable as its field's type; what does not read is left for `_checked` to refuse."""
    if get_origin(hint) is tuple:
        return [item for item in text.split(os.pathsep) if item]
    if hint is bool:
        return {"true": True, "1": True, "false": False, "0": False, "": False}.get(text.lower(), text)
    if hint is int or hint is float:
        try:
            return hint(text)
        except ValueError:
            return text
    return text
