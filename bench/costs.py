"""What cleaning a page costs: processor time beside trafilatura, growth with the size of the page, memory."""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import chain, cycle, islice
from pathlib import Path

from data import Record, print_table, records
from dechaff import Cleaner, Settings
from dechaff.errors import DechaffError

PAGES = 2000
WATCHED = (1, 100, 400, 1000, PAGES)
SIZES = (1, 3, 10)  # MB
HOSTILE = {
    "50,000 elements inside each other": lambda: "<div>" * 50_000 + "grain",
    "1,000,000 elements": lambda: "<p>a</p>" * 1_000_000,
    "a text of 20 MB": lambda: f"<p>{'grain ' * 3_500_000}",
    "100,000 empty tags never closed": lambda: "<b>" * 100_000 + "grain",
}


def times(folder: Path, sets: list[str], limit: int) -> None:
    """Whole cleaning beside trafilatura, page by page in turn: processor time of each."""
    from trafilatura import extract

    cleaner = Cleaner(Settings(main_content="model"))
    tools: dict[str, Callable[[str], object]] = {
        "dechaff, all stages": lambda markup: cleaner.clean(markup, kind="html"),
        "trafilatura": lambda markup: extract(markup, include_comments=False, include_tables=True),
    }
    spent: dict[str, list[float]] = defaultdict(list)
    for number, page in enumerate(_pages(folder, sets, limit)):
        for name, clean in tools.items():
            if number == 0:
                clean(page["html"])  # what is loaded when first used
            spent[name].append(_milliseconds(clean, page["html"]))
    print(f"\n### {len(spent['trafilatura'])} pages, processor time\n")
    slowest = sum(spent["trafilatura"])
    print_table(
        [
            {
                "tool": name,
                "ms mean": f"{statistics.mean(each):.1f}",
                "ms median": f"{statistics.median(each):.1f}",
                "pages a second": f"{1000 * len(each) / sum(each):.0f}",
                "to trafilatura": f"{slowest / sum(each):.1f}",
            }
            for name, each in spent.items()
        ]
    )


def growth(folder: Path, sets: list[str], limit: int) -> None:
    """Pages of 1, 3 and 10 MB, made of real ones put together, and pages that mean harm."""
    cleaner = Cleaner(Settings(main_content="model"))
    real = [page["html"] for page in _pages(folder, sets, limit or 60)]
    cleaner.clean(real[0], kind="html")
    made: dict[str, Callable[[], str]] = {f"{size} MB": lambda size=size: _large(real, size) for size in SIZES}
    rows = []
    for name, make in (made | HOSTILE).items():
        markup = make()
        spent, said = min(_told(cleaner, markup) for _ in range(2))  # the first time, what it takes is loaded
        speed = 1000 * spent / (len(markup.encode()) / 1e6)
        rows.append({"page": name, "seconds": f"{spent:.2f}", "ms a MB": f"{speed:.0f}", "result": said})
    print("\n### Large pages, processor time\n")
    print_table(rows)


def _told(cleaner: Cleaner, markup: str) -> tuple[float, str]:
    """How many seconds a page takes, and what becomes of it."""
    begin = time.process_time()
    try:
        cleaner.clean(markup, kind="html")
    except DechaffError as error:
        return time.process_time() - begin, str(error)
    return time.process_time() - begin, "cleaned"


def memory(folder: Path, sets: list[str], limit: int) -> None:
    """The memory of a process of its own that cleans 2,000 pages, and that never sees the files that they are in."""
    print(f"\n### Memory over {PAGES:,} pages\n", flush=True)
    with subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, text=True) as watched:
        assert watched.stdin is not None
        for page in islice(_pages(folder, sets, limit), PAGES):
            watched.stdin.write(json.dumps(page["html"]) + "\n")


def _watched() -> None:
    cleaner = Cleaner(Settings(main_content="model"))
    rows = []
    for number, line in enumerate(sys.stdin, 1):
        cleaner.clean(json.loads(line), kind="html")
        if number in WATCHED:
            resident = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
            rows.append({"pages": f"{number:,}", "MB": f"{resident:.0f}", "MB at most": f"{peak:.0f}"})
    print_table(rows)


def _pages(folder: Path, sets: list[str], limit: int) -> Iterator[Record]:
    return chain.from_iterable(records(folder, f"html/{group}.jsonl.zst", limit) for group in sets)


def _large(pages: list[str], megabytes: int) -> str:
    """Bodies of pages one after another."""
    parts, size = [], 0
    for page in cycle(pages):
        parts.append(page[max(page.find("<body"), 0) : page.rfind("</body")])
        size += len(parts[-1].encode())
        if size >= megabytes * 1e6:
            return f"<html>{''.join(parts)}</body></html>"
    return ""


def _milliseconds(clean: Callable[[str], object], markup: str) -> float:
    begin = time.process_time()
    clean(markup)
    return 1000 * (time.process_time() - begin)


if __name__ == "__main__":
    _watched()
