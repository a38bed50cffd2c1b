"""Phrase lists: plain files of lines that sites print, one a line, `#` for comments, `%s` for a part that varies."""

import re
from pathlib import Path

VARIABLE = "%s"

# A part that varies is a title, a name or an address: more would be a paragraph.
_VARIABLE_PATTERN = ".{1,200}"
_NUMBER = re.compile(r"\d+")
_EDGE = r"[\s\-*•·|»«›‹<>→←\[\]():.…!,]*"


def read(path: Path) -> tuple[str, ...]:
    """The phrases of a list. Raises OSError and UnicodeDecodeError.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "share.en.txt"
    ...     _ = path.write_text("# above articles\\nShare this\\n\\nShare on %s\\n")
    ...     read(path)
    ('Share this', 'Share on %s')
    """
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def pattern(phrase: str) -> str:
    """The regular expression (RE2) for a phrase with a part that varies, as a whole line.

    >>> import re
    >>> bool(re.fullmatch(pattern("Share on %s"), "» Share on Facebook", re.I))
    True
    """
    from dechaff.rules.normal import fold

    parts = [
        _NUMBER.sub(r"\\d+", r"\s+".join(map(re.escape, part.split(" ")))) for part in fold(phrase).split(VARIABLE)
    ]
    return f"(?i)^{_EDGE}{_VARIABLE_PATTERN.join(parts)}{_EDGE}$"
