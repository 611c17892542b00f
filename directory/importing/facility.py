"""One facility of a public register → ParsedRow."""

from directory.exchange.cells.point import parse_point
from directory.importing.row_reader import RowReader
from directory.importing.rows import ParsedRow

FACILITY = ("street1", "street2", "city", "state", "zip", "zip4", "phone", "website", "latitude", "longitude")


def parse_facility(source_key, cells, *, name, duplicate_key, **stated):
    """The Draft of one facility of a register, which leaves out what cannot be read but its address.

    source  its key, behind the name of the register
    cells   text by the names of FACILITY; zip4 may be missing
    name    the names of the facility and of the program
    stated  what the register says besides
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
    """The source cuts both at 38 characters; what is cut stays cut."""
    return f"{name} – {program}" if program and program != name else name
