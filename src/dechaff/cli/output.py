"""What reaches the terminal: results on stdout, the rest on stderr, errors as sentences, exit codes."""

import os
import sys
from collections.abc import Callable

import click

from dechaff.errors import DechaffError, OutputError, reason_of, shown

FOUND, FAILED = 1, 2


def guarded(run: Callable[[click.Context], object], context: click.Context) -> None:
    """Run a command: its errors become sentences on stderr, and the exit code says that it could not."""
    try:
        run(context)
        if sys.stdout is not None:
            sys.stdout.flush()
    except DechaffError as error:
        complain(str(error))
        context.exit(FAILED)
    except KeyboardInterrupt:
        complain("stopped")
        context.exit(FAILED)
    except BrokenPipeError:  # whoever reads the output has seen enough
        _abandon_stdout()
        context.exit(0)
    except OSError as error:  # a path that the system does not take, and the like
        place = f"{shown(str(error.filename))}: " if error.filename else ""
        complain(f"{place}cannot be used ({reason_of(error)})")
        context.exit(FAILED)


def complain(message: str) -> None:
    """Say on stderr, a line a problem, what could not be done."""
    for line in message.splitlines():
        click.echo(f"dechaff: {line}".encode("utf-8", "backslashreplace"), err=True)


def tell(message: str) -> None:
    """Say something on stderr that is no error."""
    click.echo(message.encode("utf-8", "backslashreplace"), err=True)


def show(message: str) -> None:
    """Print a line of a result that is made for people."""
    put((message + "\n").encode("utf-8", "backslashreplace"))


def put(data: bytes) -> None:
    """Write bytes to stdout just as they are. Raises OutputError where stdout takes no more."""
    if sys.stdout is None:
        raise OutputError("the output cannot be written (standard output is closed); redirect it to a file")
    try:
        stream = sys.stdout.buffer
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _abandon_stdout()
        raise OutputError(f"the output cannot be written ({reason_of(error)})") from error


def _abandon_stdout() -> None:
    """Let what stdout still holds go nowhere: at its end, Python would try to write it once more, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "file"), counted(2, "file")
    ('1 file', '2 files')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
