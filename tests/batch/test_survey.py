"""Before a run, sites are looked at; only those that have enough files for anything to repeat."""

from pathlib import Path

import pytest

from dechaff import Cleaner, Settings
from dechaff.batch.files import find
from dechaff.batch.survey import survey
from dechaff.repeats.site import LEAST_PAGES


@pytest.mark.parametrize(("url", "is_read"), [(None, False), ("https://example.com/", True)])
def test_sites_of_few_files_are_not_read(tmp_path: Path, url: str | None, is_read: bool) -> None:
    for site in ("one", "two"):
        (tmp_path / "in" / site).mkdir(parents=True)
        for number in range(LEAST_PAGES - 1):
            (tmp_path / "in" / site / f"{number}.txt").write_text(f"Home\n\nStory {number} of {site}.\n")
    settings = Settings(url=url)
    jobs = find([tmp_path / "in"], tmp_path / "out").jobs
    repeats = survey(jobs, settings, Cleaner(settings).resources.people, 1)
    assert (repeats is not None) == is_read
    assert not repeats or len(repeats.hashes) == 1  # "Home"
