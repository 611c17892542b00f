"""Parses one facility of a public register to a ParsedRow."""

from directory.exchange.cells.point import parse_point
from directory.importing.row_reader import RowReader
from directory.importing.rows import ParsedRow

FACILITY = ("street1", "street2", "city", "state", "zip", "zip4", "phone", "website", "latitude", "longitude")


def parse_facility(source_key, cells, *, name, duplicate_key, **stated):
    """ParsedRow of one facility. A cell that cannot be parsed is left out, except city, state and ZIP code.

    source_key     name of the register and key of the facility: "samhsa:4711"
    cells          {name of FACILITY: text}; zip4 may be missing
    name           (name of the facility, name of its program)
    duplicate_key  as of ParsedRow
    stated         further statements of the register
    raises         RowError for text or a ZIP code that cannot be parsed
    """
    row = RowReader(cells)
    program = row.text("name", name[1])
    place = {"city": row.text("city"), "state": row.state(), "zip": row.zip_code()}
    reached = {**row.phone(), "website": row.website()}
    point_, far, note = parse_point(row.cell_text("latitude"), row.cell_text("longitude"), place["zip"])
    return ParsedRow(
        source_key=source_key,
        content={
            "name": full_name(row.text("name", name[0]), program),
            "street": ", ".join(part for part in (row.text("street1"), row.text("street2")) if part),
            **place,
            **point_,
            **reached,
            **stated,
        },
        duplicate_key=duplicate_key,
        miles_off=far,
        concerns=[*row.concerns, *([note] if note else [])],
        corrections=row.corrections,
    )


def full_name(name, program):
    """The name of a facility and of its program in one. The registers cut both at 38 characters."""
    return f"{name} – {program}" if program and program != name else name
