"""An empty sheet for an import, and a guide to its columns."""

import csv

from django.utils.translation import gettext as _

from directory.exchange.columns import COLUMNS
from directory.exchange.csv_formulas import escape_formulas
from directory.importing import directory_csv

USUAL_COLUMNS = (
    *("name", "street", "city", "state", "zip", "phone", "email", "website", "npi", "availability"),
    *("availability_on", "route", "session_price_low", "session_price_high", "prices_as_of"),
)
EXAMPLES = {
    "name": "Cedar Test Clinic",
    "alias": "Cedar Clinic",
    "organization": "Cedar Group",
    "about": "Two rooms, and one patient at a time.",
    "street": "1 Example Street, Suite 4",
    "city": "Denver",
    "state": "CO",
    "zip": "80202",
    "country": "US",
    "latitude": "39.7392",
    "longitude": "-104.9903",
    "point_source": "given",
    "phone": "(303) 555-0142",
    "phone_extension": "301",
    "email": "desk@clinic.example",
    "website": "https://clinic.example",
    "booking_url": "https://clinic.example/book",
    "opening_hours": "Monday to Thursday, 8 AM to 6 PM",
    "npi": "1234567893",
    "availability": "waitlist",
    "waitlist_weeks": "6",
    "offering_since": "2017",
    "session_price_low": "450",
    "session_price_high": "$1,200",
    "written_standard": "Our own, on request",
    "maintenance": "Every few months, decided together",
    "complaints": "desk@clinic.example",
    "practitioners": '[{"name": "Ann Example", "license": "md"}]',
    "training": '[{"code": "acls", "year": 2025}]',
    "offerings": '[{"route": "iv", "price_low": 450, "price_unit": "session", "prices_as_of": "2026-11-22"}, '
    '{"route": "im", "purpose": "pain", "visit_minutes": 90}]',
    "insurers": "Aetna; BCBS of Illinois (in network); no Medicaid",
    "opening_times": "Mon-Thu 9-5, Sat 9-1",
}


def selected_columns(*, all_columns=False):
    """The columns of the sheet, as exchange.columns.Column: the usual ones, or all importable ones."""
    wanted = directory_csv.COLUMNS if all_columns else USUAL_COLUMNS
    return [column for column in COLUMNS if column.name in wanted]


def empty_sheet(*, all_columns=False):
    """The rows of the empty sheet: its header alone."""
    return [[column.name for column in selected_columns(all_columns=all_columns)]]


def column_guide(*, all_columns=False):
    """The rows of the guide, its header first: what a column means, what to write, an example, its codes."""
    header = [_("Column"), _("Needed"), _("Label"), _("Help"), _("What to write"), _("Example"), _("Codes")]
    return [header, *(_guide_row(column) for column in selected_columns(all_columns=all_columns))]


def _guide_row(column):
    needed = _("yes") if column.name in directory_csv.REQUIRED else ""
    codes = [f"{code}: {label}" for code, label in column.codes] or list(_parts_of_an_entry(column.parts))
    says = [
        str(column.label),
        str(column.help),
        _how_to_write(column),
        example(column),
        "\n".join(codes),
    ]
    return [column.name, needed, *says]


def _parts_of_an_entry(parts, within=""):
    """A line for each part of an entry: its name and label, and its codes."""
    for part in parts:
        name = f"{within}{part.name}"
        codes = ", ".join(code for code, _label in part.choices)
        yield f"{name}: {part.label}" + (f" ({codes})" if codes else "")
        yield from _parts_of_an_entry(part.parts, f"{name}, ")


def _how_to_write(column):
    """What to write into a cell of this column."""
    of_a_column = {
        "offerings": _(
            "A list in JSON, one entry for each way, with what differs. The page “The data” shows the parts "
            "of an entry. Also put the codes that you write here in their own column."
        ),
        "insurers": _(
            "Names with a semicolon between them, each with what you know: “Aetna (in network); no "
            "Medicaid”. Or a list in JSON."
        ),
        "opening_times": _("Days and times, such as “Mon-Thu 9 AM-5 PM”. Or a list in JSON."),
    }
    return (
        of_a_column.get(column.name)
        or {
            "text": _("Words, as a person would write them."),
            "code": _("One of the codes."),
            "codes": _("One or more of the codes, with a semicolon between them."),
            "yes_no": _("yes or no."),
            "number": _("A whole number."),
            "dollars": _("Whole dollars."),
            "date": _("A day as year-month-day."),
            "point": _("Degrees with a point, west and south below zero."),
            "records": _(
                "A list in JSON, one entry for each. The page “The data” shows the parts of an entry."
            ),
        }[column.kind]
    )


def example(column):
    """An example of a cell that an import accepts."""
    if column.name in EXAMPLES:
        return EXAMPLES[column.name]
    codes = [code for code, _label in column.codes if code != "none"]
    if column.kind in ("code", "codes"):
        return ";".join(codes[:1] if column.kind == "code" else codes[:2])
    usual = {
        "text": _("In a few words"),
        "yes_no": "yes",
        "number": "6",
        "dollars": "450",
        "date": "2026-11-22",
    }
    return usual[column.kind]


def write_csv(rows, file):
    """Write rows as CSV into a file that is open for text, with formulas escaped."""
    csv.writer(file).writerows([escape_formulas(cell) for cell in row] for row in rows)
