"""Keep the columns of a table in place: what a row leaves empty, and other rows do not, stays empty in its line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice, pairwise

from selectolax.lexbor import LexborNode

CELL_GLUE = " | "
# Wider tables stay as they are. Of 676 in 3,367 real pages none has more than 19.
MAX_COLUMNS = 100
# A cell of more lines, or of so many characters on more than one, is no value but a text.
MAX_LINES, MAX_CHARS = 3, 80
# So many rows alike make a table, and no layout.
LEAST_ROWS = 3


@dataclass(slots=True)
class Row:
    """A table row: where it began, whether its cells hold more than a line of text each, and what became of it.

    `cells` says of each cell how many lines it has; if `is_mixed`, some are items, headings or tables. If the row is
    one line, `texts` are those of its cells that have any, and `glue` the pieces between them; the first is empty.
    """

    first_line: int
    first_piece: int
    cell_line: int = 0
    is_layout: bool = False
    is_mixed: bool = False
    cells: list[tuple[LexborNode, int]] = field(default_factory=list)
    texts: Sequence[str] = ()
    glue: Sequence[int] = ()
    last_line: int = 0
    last_piece: int = 0
    place: int = 0  # of its element

    def counts(self) -> list[int]:
        """How many lines each of its cells has that holds text."""
        return [lines for _, lines in self.cells if lines]

    def may_join(self, lines: Sequence[str]) -> bool:
        """Whether its cells, which have these lines, are values on a few lines each."""
        place = 0
        for count in self.counts():
            if count > MAX_LINES or (count > 1 and sum(map(len, lines[place : place + count])) > MAX_CHARS):
                return False
            place += count
        return place == len(lines)

    def take(self, lines: Sequence[str]) -> list[int]:
        """Make the lines of its cells their texts; returns how many characters go between two lines each."""
        self.texts = lines
        if not self.is_layout:
            return [len(CELL_GLUE)] * len(lines)
        counts, rest = self.counts(), iter(lines)
        self.texts = [" ".join(islice(rest, count)) for count in counts]
        return [length for count in counts for length in (*[1] * (count - 1), len(CELL_GLUE))]


def late_rows(rows: Sequence[Row]) -> list[Row]:
    """The rows of a table that are to be one line each, though some of their cells are not: all rows are alike."""
    if all(row.texts or not row.last_line for row in rows):
        return []
    wide = [row for row in rows if len(row.counts()) > 1]
    is_table = len(wide) >= LEAST_ROWS and len({len(row.cells) for row in wide}) == 1
    return [row for row in wide if not row.texts] if is_table and all(row.last_line for row in wide) else []


def empty_cells(rows: Sequence[Row]) -> Iterator[tuple[Row, list[int]]]:
    """The rows of a table that are to be set with empty cells, and how many of these stand before each of their texts.

    A column counts only where some row has text in it: others are there for the looks.
    """
    joined = [row for row in rows if row.texts]
    if len(joined) < 2 or _is_even(joined):
        return
    starts = list(_starts(rows))
    if len(starts) < len(rows):
        return
    filled = [0] * (MAX_COLUMNS + 1)
    places = {}
    for row, columns in zip(rows, starts, strict=True):
        if row.texts:
            places[id(row)] = own = [column for column, (_, lines) in zip(columns, row.cells, strict=True) if lines]
            for column in own:
                filled[column] = 1
    before = list(accumulate(filled, initial=0))  # of each column, how many others stand before it
    for row in joined:
        own = places[id(row)]
        if len(own) != len(row.texts):
            continue
        gaps = [before[own[0]], *(before[other] - before[one] - 1 for one, other in pairwise(own))]
        if any(gaps):
            yield row, gaps


def _is_even(rows: Sequence[Row]) -> bool:
    """Whether all rows have as many texts as cells, and the same number. Spans that even out begin in the first row."""
    first = rows[0].cells
    counts = {len(row.texts) for row in rows} | {len(row.cells) for row in rows}
    return len(counts) == 1 and not any("span" in name for node, _ in first for name in node.attributes)


def _starts(rows: Sequence[Row]) -> Iterator[list[int]]:
    """Of each row the columns at which its cells begin, those that cells of rows above take left out.

    Ends at a row that is too wide.
    """
    taken: dict[int, int] = {}  # of a column, how many more rows
    for row in rows:
        columns: list[int] = []
        below: dict[int, int] = {}
        column = 0
        for node, _ in row.cells:
            while taken.get(column):
                column += 1
            if column >= MAX_COLUMNS:
                return
            columns.append(column)
            attributes = node.attributes
            width, height = _number(attributes.get("colspan")), _number(attributes.get("rowspan"))
            if height > 1:
                below |= dict.fromkeys(range(column, column + width), height)
            column += width
        yield columns
        taken = {column: left - 1 for column, left in (taken | below).items() if left > 1}


def _number(attribute: str | None) -> int:
    """How many columns or rows a cell takes."""
    if not attribute or not attribute.isdecimal():
        return 1
    return min(max(int(attribute[:4]), 1), MAX_COLUMNS)
