"""Phrase lists: plain files of lines that sites print, one a line, `#` for comments, `%s` for a part that varies."""

from pathlib import Path

from dechaff.readers.files import written
from dechaff.rules.normal import normal

VARIABLE = "%s"

# A part that varies is a title, a name or an address: more would be a paragraph.
MOST_CHARACTERS = 200

# What stands for the part that varies while the rest is brought into its normal form.
_MARK = "\ue000"


def read(path: Path) -> tuple[str, ...]:
    """The phrases of a list. Raises ProblemError.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "share.en.txt"
    ...     _ = path.write_text("# above articles\\nShare this\\n\\nShare on %s\\n")
    ...     read(path)
    ('Share this', 'Share on %s')
    """
    lines = (line.strip() for line in written(path).splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def parts(phrase: str) -> tuple[str, ...]:
    """The normal forms of what stands before, between and behind the parts of a phrase that vary.

    >>> parts("Be the first to comment on “%s”!")
    ('be the first to comment on "', '"')
    """
    return tuple(normal(phrase.replace(VARIABLE, _MARK)).split(_MARK))


def fits(form: str, around: tuple[str, ...]) -> bool:
    """Whether the normal form of a line is a phrase with something in its parts that vary.

    >>> around = parts("The post %s appeared first on %s")
    >>> fits(normal("The post A strike appeared first on Star."), around), fits("the post appeared first", around)
    (True, False)
    """
    first, *middle, last = around
    if not (form.startswith(first) and form.endswith(last)):
        return False
    position, end = len(first), len(form) - len(last)
    for part in middle:
        found = form.find(part, position + 1, end)
        if not 0 < found - position <= MOST_CHARACTERS:
            return False
        position = found + len(part)
    return 0 < end - position <= MOST_CHARACTERS
