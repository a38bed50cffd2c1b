"""Read tables of tab-separated text, and say where one is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dechaff.errors import ProblemError, SettingsError, shown
from dechaff.readers.files import written

SEPARATOR = "|"
# A column's name that is so much like a known one is that one misspelt; any other column is the user's own.
ALMOST = 0.75


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells by column, and where it stands."""

    file: str
    line: int
    cells: dict[str, str]

    def one(self, column: str) -> str:
        """The cell of a column; empty where the table has no such column."""
        return self.cells.get(column, "").strip()

    def many(self, column: str) -> tuple[str, ...]:
        """The parts of a cell, each once: "Kyiv | Kiev" is two.

        >>> Row("", 1, {"wrong": "Kall | Call|"}).many("wrong")
        ('Kall', 'Call')
        """
        return tuple(dict.fromkeys(part.strip() for part in self.one(column).split(SEPARATOR) if part.strip()))

    def error(self, message: str) -> SettingsError:
        """What to raise about this line."""
        return SettingsError(f"{self.file}:{self.line}: {message}")


def read(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a table, whose first line names its columns; the first of `columns` must be filled.

    Other columns are left aside. Raises SettingsError for a file that cannot be read, a column whose name is nearly
    that of a known one, an empty cell or one too many.
    """
    name = shown(path)
    try:
        lines = written(path).split("\n")
    except ProblemError as error:
        raise SettingsError(str(error)) from error
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = [cell.strip() for cell in cells]
            _check_header(header, columns, f"{name}:{number}")
            continue
        row = Row(name, number, dict(zip(header, cells, strict=False)))
        if len(cells) > len(header):
            raise row.error(
                f"{len(cells)} cells, but only {len(header)} columns; separate several forms by '{SEPARATOR}'"
            )
        if not row.one(columns[0]):
            raise row.error(f"the column {columns[0]} is empty; fill it, or delete the line")
        yield row
    if header is None:
        raise SettingsError(f"{name}:1: the file is empty; write a first line with the column {columns[0]}")


def _check_header(header: list[str], columns: tuple[str, ...], place: str) -> None:
    if len(header) == 1 and any(column in header[0] for column in columns) and header[0] not in columns:
        raise SettingsError(f"{place}: no tab stands in the first line; set the columns apart by tabs")
    for column in header:
        meant = "" if column in columns else next(iter(get_close_matches(column, columns, n=1, cutoff=ALMOST)), "")
        if meant:
            raise SettingsError(f'{place}: there is no column "{column}"; did you mean "{meant}"?')
        if header.count(column) > 1:
            raise SettingsError(f'{place}: the column "{column}" stands twice; delete one')
    if columns[0] not in header:
        raise SettingsError(f'{place}: the column "{columns[0]}" is missing; name the columns in the first line')
