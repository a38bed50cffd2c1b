"""What to tell the user when something cannot be done: what happened, where, and what to do about it."""

from dataclasses import dataclass
from pathlib import Path

# So many choices fit into a sentence; the keys of a rule do, the ids of all rules do not.
MANY = 20
# What of a value in a file is repeated to tell which one is meant, in characters.
LONGEST_QUOTE = 80

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
    """One mistake in a file that a person wrote, at a line (0: in no one line), with what to write instead."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return shown(f"{self.file}{f':{self.line}' if self.line else ''}: {self.message}")


class ProblemError(DechaffError):
    """One mistake in a file that a person wrote."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class RuleError(DechaffError):
    """Rule files that cannot be used: every problem found, so that they can be mended in one go."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))

    def __reduce__(self) -> tuple[type["RuleError"], tuple[list[Problem]]]:
        return RuleError, (self.problems,)


def nearest(word: str, choices: list[str]) -> str:
    """End a sentence on a misspelt word with the choice that is meant, or with all of them if they are few.

    >>> nearest("regexp", ["css", "line", "regex"])
    'did you mean "regex"?'
    >>> nearest("x", ["css", "line"])
    'choose one of: css, line'
    """
    from rapidfuzz import fuzz, process

    best = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=60) if choices else None
    if best:
        return f'did you mean "{best[0]}"?'
    return f"choose one of: {', '.join(choices)}" if len(choices) <= MANY else f"none of the {len(choices)} is like it"


def reason_of(error: OSError) -> str:
    """Say in lower-case words what the system said, for use in the middle of a sentence.

    >>> reason_of(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]


def shown(path: Path | str) -> str:
    r"""A path, or a sentence on one, as a person should see it: on one line, printable, whatever bytes it holds.

    >>> shown("two\nlines \x1b[31m and half a \udcff"), shown("übrig")
    ('two\\nlines \\x1b[31m and half a \\udcff', 'übrig')
    """
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in str(path))


def quoted(value: str) -> str:
    """The beginning of a value of a file, which may be long, in quotes.

    >>> quoted("share-bar")
    '"share-bar"'
    """
    return f'"{value}"' if len(value) <= LONGEST_QUOTE else f'"{value[:LONGEST_QUOTE]}..."'
