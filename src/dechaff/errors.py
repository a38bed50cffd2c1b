"""What to tell the user when something cannot be done: what happened, where, and what to do about it."""

from dataclasses import dataclass
from pathlib import Path

# What a mistake of ours, or of a package that we call, looks like. It costs one page or file, not the run.
MISTAKES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class DechaffError(Exception):
    """Anything that stops dechaff and that the user can mend; its text is one sentence or two, ready to print."""


class InputError(DechaffError):
    """A file or string that cannot be cleaned; the others of the run can."""


class OutputError(DechaffError):
    """A place where nothing can be written."""


class SettingsError(DechaffError):
    """An option, environment variable or key of a settings file that makes no sense."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a file that a person wrote, at a line, with what to write instead."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class RuleError(DechaffError):
    """Rule files that cannot be used: every problem found, so that they can be mended in one go."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))

    def __reduce__(self) -> tuple[type["RuleError"], tuple[list[Problem]]]:
        return RuleError, (self.problems,)


def nearest(word: str, choices: list[str]) -> str:
    """End a sentence on a misspelt word with the choice that is meant, or with all of them.

    >>> nearest("regexp", ["css", "line", "regex"])
    'did you mean "regex"?'
    >>> nearest("x", ["css", "line"])
    'choose one of: css, line'
    """
    from rapidfuzz import process

    best = process.extractOne(word, choices, score_cutoff=60) if choices else None
    return f'did you mean "{best[0]}"?' if best else f"choose one of: {', '.join(choices)}"


def reason_of(error: OSError) -> str:
    """Say in lower-case words what the system said, for use in the middle of a sentence.

    >>> reason_of(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]


def shown(path: Path | str) -> str:
    """A path as a person should see it: on one line, printable, whatever bytes it holds."""
    return str(path).encode("utf-8", "backslashreplace").decode().replace("\n", "\\n").replace("\r", "\\r")
