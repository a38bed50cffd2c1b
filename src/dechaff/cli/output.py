"""What reaches the terminal: results on stdout, the rest on stderr, errors as sentences, exit codes."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import click
from click.exceptions import NoArgsIsHelpError

from dechaff.errors import DechaffError, OutputError, reason_of, shown

FOUND, FAILED = 1, 2


@contextmanager
def guarded() -> Iterator[None]:
    """Run a command: its errors become sentences on stderr, and the exit code says that it could not."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except DechaffError as error:
        complain(str(error))
        sys.exit(FAILED)
    except NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "dechaff"
        complain(f"{error.format_message()} See `{command} --help`.")
        sys.exit(FAILED)
    except KeyboardInterrupt:
        complain("stopped")
        sys.exit(FAILED)
    except BrokenPipeError:  # whoever reads the output has seen enough
        _let_go(sys.stdout)
        sys.exit(0)
    except OSError as error:  # a path that the system does not take, and the like
        _let_go(sys.stdout)
        place = f"{shown(str(error.filename))}: " if error.filename else ""
        complain(f"{place}cannot be used ({reason_of(error)})")
        sys.exit(FAILED)


def stop_when_told() -> None:
    """Let the signals that ask a process to end (of `kill`, of a terminal that closes) do what Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # `nohup` has it ignored
            with contextlib.suppress(ValueError):  # in a thread, signals are the caller's
                signal.signal(number, signal.default_int_handler)


def complain(message: str) -> None:
    """Say on stderr, a line a problem, what could not be done."""
    for line in message.splitlines():
        tell(f"dechaff: {line}")


def tell(message: str) -> None:
    """Say something on stderr that is no result; where stderr takes nothing, nobody can be told."""
    try:
        click.echo(message.encode("utf-8", "backslashreplace"), err=True)
    except OSError:
        _let_go(sys.stderr)


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
        _let_go(sys.stdout)
        raise OutputError(f"the output cannot be written ({reason_of(error)})") from error


def _let_go(stream: TextIO | None) -> None:
    """Let what a stream holds go nowhere, if it takes no more: at the end, Python would try again, and complain."""
    if stream is None:
        return
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def counted(count: int, noun: str) -> str:
    """A number with its noun.

    >>> counted(1, "file"), counted(2, "file")
    ('1 file', '2 files')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
