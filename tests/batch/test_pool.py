import importlib
from pathlib import Path

import pytest

from dechaff.batch import pool
from dechaff.batch.files import Job
from dechaff.errors import DechaffError, OutputError
from dechaff.writers import atomic, places

# What the workers do; in a module of its own, because their processes have to import it.
WORKERS = """
import os, signal
from pathlib import Path
from dechaff.batch.work import Failed
from dechaff.errors import OutputError
from dechaff.writers import atomic, places

def work(job):
    if "killer" in job.name:
        atomic.temporary_of(places.of_source(Path(os.environ["OUT"]), job.name).clean).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if "once" in job.name and not job.path.exists():
        job.path.touch()
        os._exit(3)
    if "full" in job.name:
        raise OutputError("full")
    return Failed(job.name, "")

def start():
    return work

def broken():
    os._exit(1)

def killed():
    os.kill(os.getpid(), signal.SIGKILL)

def killed_once():
    mark = Path(os.environ["OUT"], "killed")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return work
"""


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "pool_workers.py").write_text(WORKERS)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("OUT", str(tmp_path))
    return importlib.import_module("pool_workers")


def jobs(folder: Path, *names: str) -> list[Job]:
    return [Job(folder / name, name) for name in names]


def test_a_worker_that_dies_costs_only_its_file(workers, tmp_path: Path) -> None:
    names = ["a", "killer", *"bcdef", "once", *"ghi"]
    outcomes = {done.name: done.reason for done in pool.work(jobs(tmp_path, *names), workers.start, 2, tmp_path)}
    assert set(outcomes) == set(names)
    assert "the process that cleaned it died" in outcomes.pop("killer")
    assert set(outcomes.values()) == {""}
    assert not list(tmp_path.glob(".dechaff*"))


def test_an_error_of_the_place_ends_the_run(workers, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="full"):
        list(pool.work(jobs(tmp_path, "a", "full", "b"), workers.start, 2, tmp_path))


def test_workers_that_cannot_start_are_a_sentence(workers, tmp_path: Path) -> None:
    with pytest.raises(DechaffError, match="__main__"):
        list(pool.work(jobs(tmp_path, "a", "b"), workers.broken, 2, tmp_path))


def test_a_worker_that_is_killed_while_it_starts_is_started_again(workers, tmp_path: Path) -> None:
    outcomes = list(pool.work(jobs(tmp_path, *"abc"), workers.killed_once, 1, tmp_path))
    assert [(done.name, done.reason) for done in outcomes] == [("a", ""), ("b", ""), ("c", "")]


def test_workers_that_are_always_killed_are_a_sentence(workers, tmp_path: Path) -> None:
    with pytest.raises(DechaffError, match="is memory short"):
        list(pool.work(jobs(tmp_path, "a", "b"), workers.killed, 2, tmp_path))


def test_leaving_early_removes_what_is_half_written(workers, tmp_path: Path) -> None:
    outcomes = pool.work(jobs(tmp_path, *"abcdefgh"), workers.start, 1, tmp_path)
    next(outcomes)
    half = atomic.temporary_of(places.of_source(tmp_path, "b").log)
    half.touch()
    outcomes.close()
    assert not half.exists()
