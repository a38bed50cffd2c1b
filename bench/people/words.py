"""Build the list of common English words: `python bench/people/words.py --data FOLDER` writes common.txt.zst.

FOLDER holds html/wcxb_dev.jsonl.zst (CC-BY-4.0). A word is common if it stands in small letters in the main content of
several pages: where it begins with a capital in a heading, it is no name.
"""

import argparse
import io
import json
import re
from collections import Counter
from pathlib import Path

import zstandard

NAMES = Path(__file__).parents[2] / "src" / "dechaff" / "names"
BENCH = Path(__file__).parents[3] / "shared" / "bench"
FEWEST_PAGES = 3
WORD = re.compile(r"(?<![\w'’.@/-])[a-z]{3,}(?![\w@/-])")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=BENCH)
    file = parser.parse_args().data / "html" / "wcxb_dev.jsonl.zst"
    if not file.is_file():
        raise SystemExit(f"{file}: no such file; name the folder above html with --data.")
    pages: Counter[str] = Counter()
    with file.open("rb") as packed:
        for line in io.TextIOWrapper(zstandard.ZstdDecompressor().stream_reader(packed), encoding="utf-8"):
            pages.update(set(WORD.findall(json.loads(line)["gold"] or "")))
    words = sorted(word for word, count in pages.items() if count >= FEWEST_PAGES)
    text = "# Words of English that pages write in small letters; from WCXB (CC-BY-4.0), by bench/people/words.py.\n"
    data = zstandard.ZstdCompressor(level=19).compress((text + "\n".join(words) + "\n").encode())
    (NAMES / "common.txt.zst").write_bytes(data)
    print(f"{len(words)} words, {len(data):,} bytes")


if __name__ == "__main__":
    main()
