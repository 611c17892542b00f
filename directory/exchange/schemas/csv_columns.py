"""The columns of the CSV as table schemas need them: what a cell of each may hold."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import translation

from directory.exchange.columns import COLUMNS, Column
from directory.exchange.schemas import values
from directory.exchange.schemas.json_schema import RECORD_PROPERTIES
from directory.facts.spine import STATEMENTS

TYPES = {  # kind of a statement → type of a cell
    "text": "string",
    "code": "string",
    "codes": "list",
    "yes_no": "boolean",
    "number": "integer",
    "dollars": "integer",
    "date": "date",
    "point": "number",
    "records": "array",
    "evidence": "object",
}
FORMATS = {"date-time": "datetime", "date": "date"}  # of JSON Schema → type of a cell
# Its cell is an array, or an object where the clinic itself says less than its offerings together.
ARRAY_OR_OBJECT = ("offerings",)
JSON_PATTERN = r"^[\[{].*[\]}]$"


@dataclass(frozen=True)
class Cells:
    """What the cells of a column hold.

    type       string, integer, number, boolean (yes or no), date, datetime, array or object (as JSON), or
               list (codes divided by ";")
    is_filled  True if no cell is empty
    codes      (code, label) of each code that a cell may hold; () where it holds no codes
    """

    name: str
    title: str
    description: str
    type: str
    is_filled: bool = False
    is_unique: bool = False
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    format: str | None = None
    codes: Sequence[tuple[str, str]] = ()


def csv_columns() -> list[Cells]:
    """Every column, in the order of the CSV."""
    with translation.override("en"):
        return [
            _cells_of_statement(column)
            if column.name in STATEMENTS
            else _cells_of_record(column, RECORD_PROPERTIES.get(column.name))
            for column in COLUMNS
        ]


def _cells_of_statement(column: Column) -> Cells:
    statement = STATEMENTS[column.name]
    least, most = values.limits(statement)
    is_json = column.name in ARRAY_OR_OBJECT
    return Cells(
        name=column.name,
        title=values.label(statement),
        description=" ".join(filter(None, [values.describe(statement), str(column.note)])),
        type="string" if is_json else TYPES[statement.kind],
        is_filled=values.is_always_stated(statement),
        minimum=least,
        maximum=most,
        pattern=JSON_PATTERN if is_json else values.pattern(statement),
        format=values.text_format(statement),
        codes=values.codes(statement),
    )


def _cells_of_record(column: Column, schema: dict | None) -> Cells:
    """A column that is no statement: what its key holds in a record."""
    schema = schema or {}
    value = schema.get("anyOf", [schema])[-1]  # behind null
    kind = FORMATS.get(value.get("format"), value.get("type", TYPES.get(column.kind, "string")))
    return Cells(
        name=column.name,
        title=str(column.label),
        description=str(column.help),
        type=kind,
        is_filled=bool(schema) and "anyOf" not in schema,
        is_unique=column.name in ("id", "slug"),
        minimum=value.get("minimum"),
        pattern=value.get("pattern") if kind == "string" else None,
        format="uri" if value.get("format") == "uri" else None,
        codes=[(code, code) for code in value.get("enum", ())],
    )
