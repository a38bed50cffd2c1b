from pathlib import Path


def test_it_writes_both_again(dechaff, article: Path, tmp_path: Path) -> None:
    dechaff("clean", "in", "-o", "out", "-j", 1)
    before = [(tmp_path / "out" / name).read_bytes() for name in ("run.json", "report.html")]
    (tmp_path / "out/report.html").unlink()
    found = dechaff("report", "out")
    assert (found.exit_code, found.stdout) == (0, "")
    assert [(tmp_path / "out" / name).read_bytes() for name in ("run.json", "report.html")] == before


def test_a_missing_folder_is_one_sentence(dechaff) -> None:
    found = dechaff("report", "missing")
    assert (found.exit_code, found.stderr) == (
        2,
        "dechaff: missing: is not a folder; name the output folder of a run.\n",
    )
