"""Turn bytes into text without losing one: the text, its encoding, and why that encoding was chosen.

Byte order mark, then UTF-8, then what was declared, then what a detector thinks. A candidate counts only if the text
gives the same bytes back; bytes that it cannot express stand in the text as lone surrogates (PEP 383).
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dechaff.model import encode, escape_of
from dechaff.readers.oddness import oddness
from dechaff.readers.wide import wide_encoding

# Longest first: the mark of UTF-16 little endian begins that of UTF-32.
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

# What browsers understand by a label (https://encoding.spec.whatwg.org/#names-and-labels), where Python's codec of
# that name is a smaller one, or has no such name. Keys are names of codecs, or labels that Python does not know.
LABELS = {
    **dict.fromkeys(("ascii", "iso8859-1", "x-cp1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc_kr", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "cn-big5", "x-x-big5"), "big5hkscs"),
    **dict.fromkeys(("iso8859-11", "tis-620", "windows-874", "dos-874"), "cp874"),
    **dict.fromkeys(("utf-8-sig", "unicode-1-1-utf-8", "x-unicode20utf8"), "utf-8"),
    **dict.fromkeys(("utf-16", "unicode", "ucs-2"), "utf-16-le"),
    **dict.fromkeys(("x-mac-cyrillic", "x-mac-ukrainian"), "mac-cyrillic"),
    "iso8859-9": "cp1254",
    "iso-8859-8-i": "iso8859-8",
    "utf-32": "utf-32-le",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-euc-jp": "euc_jp",
    "x-mac-roman": "mac-roman",
}

# Browsers look at 1,024 bytes; real pages put scripts before the declaration.
DECLARATION_BYTES = 4096
# chardet 7 takes 6 ms for so many bytes, and says no more on a longer sample.
DETECTED_BYTES = 32_768
# Of a detector's guesses, those count that are at least so sure as this share of the surest one.
LIKELY = 0.6
# What chardet itself calls below its threshold: a language that it does not know. If only one byte in so many is not
# ASCII, or fewer than so many are, it is a Western one.
UNKNOWN, WESTERN, FEW = 0.2, 4, 3
ODD_BYTES = 8192
# A text in another encoding hardly ever makes one valid UTF-8 sequence; so four to one broken place decide.
VALID_TO_BROKEN = 4
# Texts put together from two encodings have UTF-8 on one line of so many, and so many valid sequences there.
OTHER_LINES, LEAST_VALID = 10, 4
# Characters outside ASCII to one that the encoding does not know; fewer than that, and the declaration lies.
GOOD_TO_BAD = 10
# The same to one place that reads odd, where only a detector speaks for an encoding.
GOOD_TO_ODD = 2

_LABEL = re.compile(r"[\w.:-]{1,40}", re.ASCII)
_META = re.compile(rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})""", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
# Control characters, undecodable bytes, private use, and what is no character at all.
_BAD = re.compile("[\x80-\x9f\ud800-\uf8ff\ufff0-\uffff]")
_FOREIGN = re.compile("[^\x00-\x7f]")
_ESCAPED = re.compile("[\udc80-\udcff]")
_RUN = re.compile("[\udc80-\udcff]+")  # what is left of a sequence that was cut counts once


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the Python codec that turns it back into its bytes, and how that codec was chosen."""

    text: str
    encoding: str
    decided: str


def decode(data: bytes, charset: str | None = None, is_page: bool = True) -> Decoded:
    """Decode bytes so that `model.encode(text, encoding)` gives them back.

    `charset` is what the transport declared; a page may declare one itself. A byte order mark stays in the text.

    >>> decode(b"caf\\xe9, no\\xebl", charset="latin1")
    Decoded(text='café, noël', encoding='cp1252', decided='declared by the transport')
    >>> decode(b"caf\\xc3\\xa9").decided
    'valid UTF-8'
    """
    for mark, encoding in MARKS:
        text = _decoded(data, encoding) if data.startswith(mark) else None
        if text is not None:
            return Decoded(text, encoding, "byte order mark")
    return _wide(data) or _utf8(data) or _declared(data, charset, is_page) or detected(data) or _last_resort(data)


def codec_of(label: str) -> str:
    """The Python codec for an encoding's label, as browsers understand it.

    >>> codec_of(" ISO-8859-1 ")
    'cp1252'
    """
    label = label.strip().lower()
    if label in LABELS or not _LABEL.fullmatch(label):
        return LABELS.get(label, label)
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return label
    return LABELS.get(name, name)


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text, or None where the codec is unknown or does not give the same bytes back."""
    try:
        text = data.decode(encoding, escape_of(encoding))
        return text if encode(text, encoding) == data else None
    except (LookupError, ValueError):  # an unknown codec; bytes or characters that it cannot express
        return None


def _wide(data: bytes) -> Decoded | None:
    """What UTF-8 would take for its own: UTF-16 and UTF-32 of Western text, and Japanese in escape sequences."""
    encoding, decided = wide_encoding(data), "small bytes between the letters"
    if encoding is None and (b"\x1b$" in data and data.isascii()):
        encoding, decided = "iso2022_jp", "escape sequences of ISO-2022-JP"
    text = _decoded(data, encoding) if encoding else None
    if encoding is None or text is None or "\x1b" in text:
        return None
    return Decoded(text, encoding, decided)


def _utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    broken = len(_ESCAPED.findall(text))
    foreign = len(_FOREIGN.findall(text))
    if foreign - broken >= VALID_TO_BROKEN * len(_RUN.findall(text)):
        return Decoded(text, "utf-8", f"UTF-8 but for {broken} {'byte' if broken == 1 else 'bytes'}, kept as they are")
    lines = [line for line in text.split("\n") if not line.isascii()]
    other = [line for line in lines if _ESCAPED.search(line)]
    whole = len(lines) - len(other)
    valid = foreign - sum(len(_FOREIGN.findall(line)) for line in other)
    if valid >= LEAST_VALID and whole * OTHER_LINES >= len(lines):
        return Decoded(text, "utf-8", f"UTF-8 on {whole} lines, another encoding on {len(other)}, kept as they are")
    return None


def _declared(data: bytes, charset: str | None, is_page: bool) -> Decoded | None:
    for label, decided in _declarations(data, charset, is_page):
        encoding = codec_of(label)
        if encoding.startswith(("utf-16", "utf-32")) and 0 not in data:
            continue  # not a single space or line end: anything reads as such
        text = _decoded(data, encoding)
        if text is not None and _reads_well(text):
            return Decoded(text, encoding, decided)
    return None


def _declarations(data: bytes, charset: str | None, is_page: bool) -> Iterator[tuple[str, str]]:
    if charset:
        yield charset, "declared by the transport"
    if not is_page:
        return
    head = _COMMENT.sub(b"", data[:DECLARATION_BYTES])
    for pattern in (_META, _XML):
        found = pattern.search(head)
        if found and not found[1].lower().startswith(b"utf-16"):  # it could not have been read
            yield found[1].decode("ascii", "replace"), "declared by the page"


def detected(data: bytes) -> Decoded | None:
    """What a detector thinks likely, and of that what reads best: letters alone do not tell DOS from Macintosh."""
    import chardet

    first = _NOT_ASCII.search(data)
    start = max(first.start() - 256, 0) if first else 0
    sample = data[start : start + DETECTED_BYTES]
    guesses = {codec_of(guess["encoding"] or ""): guess["confidence"] for guess in reversed(chardet.detect_all(sample))}
    surest = max(guesses.values(), default=0.0)
    foreign = len(_NOT_ASCII.findall(sample))
    is_unknown = surest <= UNKNOWN and (foreign < FEW or foreign * WESTERN <= len(sample))
    if is_unknown:
        guesses["cp1252"] = surest
    likely = {encoding: sure for encoding, sure in guesses.items() if sure >= LIKELY * surest}

    odd = {encoding: oddness(sample[:ODD_BYTES].decode(encoding, "replace")) for encoding in filter(_is_codec, likely)}
    for encoding in sorted(odd, key=lambda name: (odd[name], is_unknown and name != "cp1252", -likely[name])):
        text = _decoded(data, encoding)
        if text is not None and _reads_well(text) and odd[encoding] * GOOD_TO_ODD <= len(_FOREIGN.findall(text)):
            return Decoded(text, encoding, f"detected ({likely[encoding]:.2f})")
    return None


def _is_codec(encoding: str) -> bool:
    """Whether Python has a codec from bytes to text of this name."""
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except LookupError:
        return False


def _reads_well(text: str) -> bool:
    """Whether few of the characters outside ASCII are such as no text has."""
    bad = len(_BAD.findall(text))
    return not bad or bad * GOOD_TO_BAD <= len(_FOREIGN.findall(text))


def _last_resort(data: bytes) -> Decoded:
    return Decoded(data.decode("utf-8", "surrogateescape"), "utf-8", "nothing fits; undecodable bytes are kept")
