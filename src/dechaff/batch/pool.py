"""Worker processes that may die without taking the run with them, and that stop at once when told to."""

import contextlib
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Generic, TypeVar

from dechaff.batch.files import Job
from dechaff.batch.work import Failed
from dechaff.errors import DechaffError, shown
from dechaff.writers import atomic, places

Answer = TypeVar("Answer")
Start = Callable[[], Callable[[Job], Answer]]

# How many files a worker is given ahead, so that it need not wait for the next while the answer is read.
AHEAD = 4
# A worker may be killed while it starts, where memory is short for a moment; so often in a row, it is short for good.
MOST_STARTS = 3


class _Process(Generic[Answer]):
    """One worker process and the files it was given and has not answered for."""

    def __init__(self, start: Start[Answer], starts: int = 1) -> None:
        self.starts = starts
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.given: deque[Job] = deque()
        self.is_ready = False
        self._process: SpawnProcess = context.Process(target=_serve, args=(theirs, start), daemon=True)
        with _without_interrupts():
            self._process.start()
        theirs.close()

    def give(self, job: Job) -> None:
        self.given.append(job)
        with contextlib.suppress(BrokenPipeError):  # it died; reading from it will tell
            self.pipe.send(job)

    def answer(self) -> Answer | DechaffError | None:
        """What it says next: an answer, an error that ends the run, or nothing because it is ready or dead."""
        try:
            said: Answer | DechaffError | None = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join()
            return None
        self.is_ready = True
        return said

    @property
    def is_dead(self) -> bool:
        return self._process.exitcode is not None

    @property
    def was_killed(self) -> bool:
        return (self._process.exitcode or 0) < 0

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _serve(pipe: Connection, start: Start[Answer]) -> None:
    """What a worker process does: start, say so with None, then answer each file until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides what it means
    with contextlib.suppress(EOFError, ConnectionError):  # the parent is gone
        try:
            work = start()
            pipe.send(None)
            while True:
                pipe.send(work(pipe.recv()))
        except DechaffError as error:
            pipe.send(error)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach before it can say so itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def work(jobs: Sequence[Job], start: Start[Answer], count: int, out: Path | None) -> Iterator[Answer | Failed]:
    """Work through the jobs in `count` processes, in whatever order they end.

    A file whose worker dies is tried once more in a process of its own when all others are done. Leaving the
    iterator early kills the workers and removes what they had half written. Raises what stops a worker as a whole.
    """
    suspects: list[Job] = []
    yield from _round(deque(jobs), start, min(count, len(jobs)), out, suspects)
    for job in suspects:
        again: list[Job] = []
        yield from _round(deque([job]), start, 1, out, again)
        if again:
            yield Failed(job.name, f"{shown(job.name)}: the process that cleaned it died, twice; is memory short?")


def _round(
    waiting: deque[Job], start: Start[Answer], count: int, out: Path | None, suspects: list[Job]
) -> Iterator[Answer]:
    processes: list[_Process[Answer]] = []
    try:
        processes += (_Process(start) for _ in range(count))
        while waiting or any(process.given for process in processes):
            for process in processes:
                while waiting and len(process.given) < AHEAD:
                    process.give(waiting.popleft())
            ready = set(wait([process.pipe for process in processes]))
            for place, process in enumerate(processes):
                if process.pipe not in ready:
                    continue
                said = process.answer()
                if isinstance(said, DechaffError):
                    raise said
                if said is not None:
                    process.given.popleft()
                    yield said
                elif process.is_dead:
                    processes[place] = _replaced(process, start, waiting, out, suspects)
    finally:
        for process in processes:
            process.stop()
            _sweep(process.given, out)


def _replaced(
    process: _Process[Answer], start: Start[Answer], waiting: deque[Job], out: Path | None, suspects: list[Job]
) -> _Process[Answer]:
    """A new worker for one that died: the file it worked on is suspect, the others go back into the queue."""
    starts = 0 if process.is_ready else process.starts
    if starts == MOST_STARTS:
        raise DechaffError("The worker processes are killed as they start; is memory short? Use fewer jobs (-j).")
    if starts and not process.was_killed:
        raise DechaffError(
            "The worker processes cannot start. Use one job; a script that calls clean_folder must do so "
            'under `if __name__ == "__main__":`.'
        )
    _sweep(process.given, out)
    if process.is_ready and process.given:
        suspects.append(process.given.popleft())
    waiting.extendleft(reversed(process.given))
    process.given.clear()
    process.stop()
    return _Process(start, starts + 1)


def _sweep(jobs: Sequence[Job], out: Path | None) -> None:
    if out is None:
        return
    for job in jobs:
        for path in places.of_source(out, job.name):
            atomic.sweep(path)
