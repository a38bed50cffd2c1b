"""Find rule files and phrase lists in folders."""

from collections.abc import Sequence
from pathlib import Path

from dechaff.errors import Problem, ProblemError, reason_of
from dechaff.readers.files import below
from dechaff.rules import load, phrases
from dechaff.rules.rule import RuleFile

SUFFIX = ".yml"


def shipped() -> Path:
    """The folder of the rules that ship: inside the package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "shipped_rules"
    return inside if inside.is_dir() else package.parent.parent / "rules"


def read(paths: Sequence[Path], problems: list[Problem], trusted: Path | None = None) -> list[RuleFile]:
    """Read the rule files of folders and single files, a later one of the same name in place of an earlier one.

    A phrase list is looked up beside the file that names it first, then in the other folders. Problems are collected;
    the expressions of a `trusted` folder are known to be valid.
    """
    tops = [path if path.is_dir() else path.parent for path in paths]
    files: dict[str, RuleFile] = {}
    for path, top in zip(paths, tops, strict=True):
        lists = _PhraseLists([top, *reversed(tops)], problems)
        for file in _files(path, problems):
            name = file.relative_to(top).with_suffix("").as_posix() if path.is_dir() else _lone_name(file)
            loaded = load.load(file, name, lists, problems, is_trusted=path == trusted)
            if loaded is not None:
                files[name] = loaded
    return list(files.values())


def _files(path: Path, problems: list[Problem]) -> list[Path]:
    if path.is_dir():
        problems += [
            Problem(str(wrong), 0, f"is not read; name it {wrong.with_suffix(SUFFIX).name}")
            for wrong in below(path, ".yaml")
        ]
        found = below(path, SUFFIX)
        if not found:
            problems.append(Problem(str(path), 0, f"holds no rule files (*{SUFFIX}); name a folder that does"))
        return found
    if not path.exists():
        problems.append(Problem(str(path), 0, "does not exist; name a folder of rule files, or one file"))
        return []
    return [path]


def _lone_name(file: Path) -> str:
    """The name of a file that was given by itself: in a folder of scopes (`sites/`, `cms/`, `lang/`), with that.

    >>> _lone_name(Path("mine/sites/example.com.yml")), _lone_name(Path("mine.yml"))
    ('sites/example.com', 'mine')
    """
    stem = file.name.removesuffix(SUFFIX)
    folder = file.parent.name
    return f"{folder}/{stem}" if folder in {"sites", "cms", "lang", "_common"} else stem


class _PhraseLists:
    """Looks phrase lists up by name, each read once. The name of a folder stands for all lists in it."""

    def __init__(self, tops: Sequence[Path], problems: list[Problem]) -> None:
        self._tops, self._problems = tops, problems
        self._read: dict[str, tuple[str, ...] | None] = {}

    def __call__(self, name: str) -> tuple[str, ...] | None:
        if name not in self._read:
            self._read[name] = self._find(name)
        return self._read[name]

    def _find(self, name: str) -> tuple[str, ...] | None:
        for top in self._tops:
            folder = top / "phrases" / name
            path = folder.with_name(f"{folder.name}.txt")
            try:
                if path.is_file():
                    return phrases.read(path)
                if folder.is_dir():
                    return tuple(phrase for path in below(folder, ".txt") for phrase in phrases.read(path))
            except ProblemError as error:
                self._problems.append(error.problem)
                return ()
            except OSError as error:
                self._problems.append(Problem(str(path), 0, f"cannot be read ({reason_of(error)})"))
                return ()
        return None
