"""How much damaged text comes back exactly, how much clean text stays, and how many undeclared bytes are read right.

Own prose in many languages (`samples/languages.txt`) is damaged as it happens on the web: UTF-8 read as another
encoding, once or twice, in the whole text or on one line, with and without no-break spaces turned into spaces. It,
and more languages, code and the like (`samples/clean.txt`), are also cleaned as they are, by all stages. Beside ours
run ftfy, plsfix, chardet and charset-normalizer, those that are installed, in the same run.

    python bench/encoding.py [--failures N]
"""

import argparse
import importlib.util
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import ftfy
import ftfy.bad_codecs  # registers the codecs "sloppy-..."

from dechaff import Cleaner, Settings
from dechaff.readers.decode import decode

HERE = Path(__file__).parent
# What UTF-8 is read as by mistake.
MISREAD = (
    *("sloppy-windows-1252", "sloppy-windows-1250", "sloppy-windows-1251", "sloppy-windows-1253"),
    *("sloppy-windows-1254", "latin-1", "iso-8859-2", "cp437", "mac-roman"),
)
# What texts were written in before UTF-8.
WESTERN = ("cp1252", "iso8859-15", "mac-roman", "cp850")
CENTRAL = ("cp1250", "iso8859-2", "cp852")
CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
BALTIC = ("cp1257", "iso8859-13")
LEGACY = {
    **dict.fromkeys(("de", "fr", "es", "pt", "it", "ca", "nl", "sv", "da", "nb", "fi", "is", "ga", "sq"), WESTERN),
    **dict.fromkeys(("pl", "cs", "sk", "hu", "ro", "hr", "sl"), CENTRAL),
    **dict.fromkeys(("lt", "lv", "et"), BALTIC),
    **dict.fromkeys(("ru", "bg", "sr"), CYRILLIC),
    "uk": ("cp1251", "koi8-u", "mac-cyrillic"),
    "tr": ("cp1254", "iso8859-9"),
    "el": ("cp1253", "iso8859-7"),
    "ar": ("cp1256", "iso8859-6"),
    "he": ("cp1255", "iso8859-8"),
    "vi": ("cp1258",),
    "th": ("cp874",),
    "ja": ("cp932", "euc_jp", "iso2022_jp"),
    "zh": ("gb18030",),
    "zh-Hant": ("big5",),
    "ko": ("cp949",),
}
WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
LEAST_BYTES = 500
LONG, LONG_BYTES = ("de", "fr", "pl", "ru", "el", "vi", "th", "zh"), 60_000


@dataclass(frozen=True)
class Case:
    """A damaged text, what it was, and how it was damaged."""

    lang: str
    damage: str
    damaged: str
    clean: str


def samples(name: str = "languages") -> dict[str, str]:
    """The text of each language."""
    content = (HERE / "samples" / f"{name}.txt").read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)\n", content, flags=re.MULTILINE)
    return dict(zip(parts[1::2], (text.strip("\n") for text in parts[2::2]), strict=True))


def misread(text: str, encoding: str, times: int) -> str:
    for _ in range(times):
        text = text.encode().decode(encoding)
    return text


def damaged(texts: dict[str, str]) -> Iterator[Case]:
    """Each language in each wrong encoding, once and twice, whole and one line; what is not changed is left out."""
    for lang, text in texts.items():
        lines = text.split("\n")
        for encoding in MISREAD:
            for times, word in ((1, "once"), (2, "twice")):
                whole = misread(text, encoding, times)
                line = "\n".join([misread(lines[0], encoding, times), *lines[1:]])
                spaced = whole.replace("\xa0", " ")
                name = encoding.removeprefix("sloppy-")
                yield from (
                    Case(lang, f"{name}, {word}, {scope}", bad, text)
                    for scope, bad in (("whole", whole), ("one line", line))
                    if bad != text
                )
                if encoding == "sloppy-windows-1252" and times == 1 and spaced != whole and "\xa0" not in text:
                    yield Case(lang, f"{name}, once, no-break spaces lost", spaced, text)


def repairers() -> dict[str, Callable[[str], str]]:
    """The tools that mend text, ours first; each told to leave quotes and width alone."""
    cleaner = Cleaner(Settings(select=("encoding",)))
    config = ftfy.TextFixerConfig(
        uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False, normalization=None
    )
    tools: dict[str, Callable[[str], str]] = {
        "dechaff": lambda text: cleaner.clean(text, kind="text").text,
        "ftfy": lambda text: ftfy.fix_text(text, config),
    }
    if importlib.util.find_spec("plsfix"):
        import plsfix

        tools["plsfix"] = lambda text: str(plsfix.fix_text(text))
    return tools


def readers() -> dict[str, Callable[[bytes], str]]:
    """The tools that find out an encoding, ours first; what they cannot read is empty."""

    def read(data: bytes, encoding: str | None) -> str:
        try:
            return data.decode(encoding or "ascii")
        except (UnicodeDecodeError, LookupError):
            return ""

    import chardet

    tools: dict[str, Callable[[bytes], str]] = {
        "dechaff": lambda data: decode(data, is_page=False).text,
        "chardet": lambda data: read(data, chardet.detect(data)["encoding"]),
    }
    if importlib.util.find_spec("charset_normalizer"):
        import charset_normalizer

        tools["charset-normalizer"] = lambda data: str(charset_normalizer.from_bytes(data).best() or "")
    return tools


def undeclared(texts: dict[str, str]) -> Iterator[tuple[str, str, str, bytes]]:
    """Each language in what it was written in before UTF-8, and UTF-16 and UTF-32 without a mark.

    What an encoding lacks is left out of the text first; a text shorter than 500 bytes is not asked about.
    """
    for lang, text in texts.items():
        for encoding in (*LEGACY.get(lang, ()), *WIDE):
            data = text.encode(encoding, "ignore")
            if len(data) >= LEAST_BYTES or encoding.startswith("iso2022"):
                yield lang, encoding, data.decode(encoding), data


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--failures", type=int, default=0, help="show so many texts that did not come back")
    options = parser.parse_args()
    texts = samples()
    report_repairs(texts, options.failures)
    report_long(texts)
    report_clean(texts | samples("clean"))
    report_reading(texts, options.failures)


def report_repairs(texts: dict[str, str], shown: int) -> None:
    cases = list(damaged(texts))
    megabytes = sum(len(case.damaged.encode()) for case in cases) / 1e6
    print(f"\n## Damaged texts that come back exactly: {len(cases)}, {len(texts)} languages, {megabytes:.1f} MB\n")
    right: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: list[Case] = []
    print("| tool | exact | wrong, but changed | MB/s |\n| --- | --- | --- | --- |")
    for name, tool in repairers().items():
        tool(cases[0].damaged)
        begin = time.process_time()
        made = [tool(case.damaged) for case in cases]
        spent = time.process_time() - begin
        for case, text in zip(cases, made, strict=True):
            right[name][case.damage] += text == case.clean
            if name == "dechaff" and text != case.clean:
                wrong.append(case)
        exact = sum(right[name].values())
        changed = sum(text not in {case.clean, case.damaged} for case, text in zip(cases, made, strict=True))
        print(f"| {name} | {exact / len(cases):.1%} | {changed / len(cases):.1%} | {megabytes / spent:.2f} |")
    total = Counter(case.damage for case in cases)
    print("\n| read as | texts | " + " | ".join(right) + " |\n| --- | --- |" + " --- |" * len(right))
    for damage, number in total.items():
        print(f"| {damage} | {number} | " + " | ".join(f"{right[name][damage] / number:.0%}" for name in right) + " |")
    mend = next(iter(repairers().values()))
    for case in wrong[:shown]:
        print(f"\n{case.lang}, {case.damage}")
        for want, got in zip(case.clean.split("\n"), mend(case.damaged).split("\n"), strict=False):
            if want != got:
                print(f"  want {want[:160]!r}\n  got  {got[:160]!r}")


def report_long(texts: dict[str, str]) -> None:
    """Long texts in which every line is damaged: what takes the longest."""
    spent: Counter[str] = Counter()
    megabytes, tools = 0.0, repairers()
    for lang, encoding, times in product(LONG, MISREAD, (1, 2)):
        damaged = misread(texts[lang], encoding, times) + "\n"
        damaged *= max(1, LONG_BYTES // len(damaged.encode()))
        megabytes += len(damaged.encode()) / 1e6
        for name, tool in tools.items():
            begin = time.process_time()
            tool(damaged)
            spent[name] += time.process_time() - begin
    speeds = ", ".join(f"{name} {megabytes / seconds:.1f}" for name, seconds in spent.items())
    print(f"\nLong texts, {LONG_BYTES // 1000} KB, in {', '.join(LONG)}, MB/s: {speeds}")


def report_clean(texts: dict[str, str]) -> None:
    """Texts that are right, in the languages above and many more, and code, emoji, poetry, mathematics, tables."""
    languages = sum(" " not in name for name in texts)
    print(f"\n## Clean texts that are changed, of {len(texts)} ({languages} languages)\n")
    print("| tool | changed |\n| --- | --- |")
    for name, tool in repairers().items():
        print(f"| {name} | {sum(tool(text) != text for text in texts.values())} |")
    cleaner = Cleaner()
    results = {name: cleaner.clean(text, kind="text") for name, text in texts.items()}
    changed = [name for name, result in results.items() if result.edits]
    flagged = [name for name, result in results.items() if result.flags]
    print(f"| dechaff, all stages | {len(changed)} |")
    print(f"\nflagged: {len(flagged)}", *changed, *flagged)


def report_reading(texts: dict[str, str], shown: int) -> None:
    cases = list(undeclared(texts))
    megabytes = sum(len(data) for *_, data in cases) / 1e6
    print(f"\n## Undeclared bytes that are read right: {len(cases)} texts of at least {LEAST_BYTES} bytes\n")
    print("| tool | right | MB/s |\n| --- | --- | --- |")
    wrong: dict[str, list[str]] = {}
    for name, tool in readers().items():
        tool(cases[0][3])
        begin = time.process_time()
        made = [tool(data) for *_, data in cases]
        spent = time.process_time() - begin
        wrong[name] = [
            f"{lang} {encoding}"
            for (lang, encoding, text, _), got in zip(cases, made, strict=True)
            if got.lstrip("\ufeff") != text
        ]
        print(f"| {name} | {1 - len(wrong[name]) / len(cases):.1%} | {megabytes / spent:.2f} |")
    if shown:
        print("\nours, wrong:", ", ".join(wrong["dechaff"]))


if __name__ == "__main__":
    main()
