"""Read the people of a rule file: those whose names are repaired where the file applies."""

from dechaff.errors import Problem
from dechaff.names.people import COLUMNS, Person, Vocabulary, persons
from dechaff.names.table import SEPARATOR, Row
from dechaff.rules import yaml
from dechaff.rules.fields import Fields

# Of these a person has one each; of the others lists.
SINGLE = ("canonical", "country", "role")
BETWEEN_PIECES = " & "


def read(fields: Fields, file: str) -> tuple[Person, ...]:
    """The people under `names`, with the keys that a list of people has as columns. Mistakes become problems."""

    def row(node: yaml.Node) -> Row | None:
        inner = Fields(node, "a person", COLUMNS, file, fields.problems)
        cells = {key: inner.text(key) for key in SINGLE if key in inner}
        if not inner.required("canonical"):
            return None
        for key in COLUMNS:
            if key in inner and key not in SINGLE:
                cells[key] = (BETWEEN_PIECES if key == "evidence" else SEPARATOR).join(inner.texts(key))
        return Row(file, node.line, cells)

    def refuse(row: Row, message: str) -> None:
        fields.problems.append(Problem(file, row.line, message))

    rows = fields.each("names", row, "people, each with `canonical`")
    return tuple(persons(rows, Vocabulary.load(), is_shipped=False, refuse=refuse)) if rows else ()
