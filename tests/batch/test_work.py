from dataclasses import replace
from pathlib import Path

import pytest

from dechaff.batch.files import Job
from dechaff.batch.work import Done, Failed, Plan, Worker, fingerprint
from dechaff.config import Settings
from dechaff.pipeline import Cleaner


def test_the_fingerprint_knows_settings_and_rules_but_no_places(settings: Settings, tmp_path: Path) -> None:
    first = fingerprint(Cleaner(settings))
    assert fingerprint(Cleaner(replace(settings, max_bytes=5))) == first
    assert fingerprint(Cleaner(replace(settings, lang="de"))) != first
    unselected = replace(settings, select=())
    assert fingerprint(Cleaner(replace(unselected, rules=()))) != fingerprint(Cleaner(unselected))


def test_without_an_output_folder_nothing_is_written(settings: Settings, source: Path) -> None:
    outcome = Worker(Plan(settings, "f"))(Job(source / "three.txt", "three.txt"))
    assert isinstance(outcome, Done)
    assert (outcome.header.removals, outcome.was_done) == (1, False)


@pytest.mark.parametrize("size", [1, 30])
def test_a_file_that_is_too_large_fails(settings: Settings, source: Path, size: int) -> None:
    outcome = Worker(Plan(replace(settings, max_bytes=size), "f"))(Job(source / "three.txt", "three.txt"))
    assert isinstance(outcome, Failed)
    assert outcome.reason.startswith("three.txt: is larger")
