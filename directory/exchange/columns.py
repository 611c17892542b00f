"""The data dictionary: every column of the CSV, with its label, help, kind, codes and parts."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.facts.offerings import UNION_STATEMENTS
from directory.facts.spine import SPINE, STATEMENTS
from directory.wording.safety_warnings import warned_values


@dataclass(frozen=True)
class Column:
    """One column of the CSV.

    kind     that of a statement ("text", "code", "codes" …), or "evidence"
    note     how the column differs from the statement, a sentence or two; "" where it does not
    section  the title under which the data dictionary lists the column
    codes    (code, label) of each value that the column may hold; () where it holds no codes
    parts    the keys of a record (facts.Part); () where it holds no records
    """

    name: str
    label: str
    help: str
    kind: str
    section: str
    codes: tuple = ()
    parts: tuple = ()
    note: str = ""

    @property
    def warned(self):
        """The codes that carry a warning, each as a wording.WarnedValue."""
        return warned_values(self.name, [code for code, _label in self.codes])


SECTION_TITLES = {section.key: section.title for section in SPINE}
ABOUT_THE_LISTING = _("About the listing")
# What is known about a listing and not stated by the clinic.
LISTING_COLUMNS = (
    Column(
        "uid",
        _("Permanent id"),
        _("A UUID that the clinic keeps forever, whatever changes. An import looks for it first."),
        "text",
        ABOUT_THE_LISTING,
    ),
    Column(
        "slug",
        _("Address of the listing"),
        _(
            "The last part of its web address, which is made from its name and town. An "
            "import without an id uses it."
        ),
        "text",
        ABOUT_THE_LISTING,
    ),
    Column(
        "version",
        _("Version"),
        _("How many times the listing was published. Imports ignore it."),
        "number",
        ABOUT_THE_LISTING,
    ),
    Column(
        "published_on",
        _("Published on"),
        _("The date of the latest version. Imports ignore it."),
        "date",
        ABOUT_THE_LISTING,
    ),
    Column(
        "confirmed_on",
        _("Confirmed on"),
        _("The date on which the clinic last confirmed that everything is true. Imports ignore it."),
        "date",
        ABOUT_THE_LISTING,
    ),
    Column(
        "source",
        _("Source"),
        _("The source of the listing, if the clinic did not make it. Imports keep it."),
        "text",
        ABOUT_THE_LISTING,
    ),
)
EVIDENCE_COLUMN = Column(
    "evidence",
    _("Who says so, and since when"),
    _(
        "For each statement by its name, a list of what it rests on: “evidence” is self_reported, "
        "document_seen or register_checked, “on” its day, “until” the last day on which it counts; “source”, "
        "“url” and “person” where there is one. A statement that is not in it was made or confirmed by the "
        "clinic on the day in confirmed_on; where that is empty, no clinic stands by it, and its source is "
        "in the column source. An empty list: others have changed the statement since the clinic confirmed "
        "it. Imports pass over it."
    ),
    "evidence",
    _("Evidence"),
)
# Stands behind the column of the statement `organization`.
ORGANIZATION_SLUG_COLUMN = Column(
    "organization_slug",
    _("Address of the organization"),
    _("It tells organizations with the same name apart, and may be empty."),
    "text",
    SECTION_TITLES[STATEMENTS["organization"].section],
)


def _statement_columns():
    """The column of every statement, in the order of the spine; the organization's slug behind its name."""
    for statement in STATEMENTS.values():
        yield Column(
            name=statement.name,
            label=statement.label,
            help=statement.help,
            kind=statement.kind,
            section=SECTION_TITLES[statement.section],
            codes=statement.choices,
            parts=statement.parts,
            note=NOTES.get(statement.name, ""),
        )
        if statement.name == "organization":
            yield ORGANIZATION_SLUG_COLUMN


NOTES = {
    **dict.fromkeys(UNION_STATEMENTS, _("This includes what the offerings say.")),
    "offerings": _(
        "An empty part means: as the clinic says. Where a column such as route holds more than the clinic "
        "itself says, the cell is an object: “offerings” is the list, and “otherwise” has what the clinic "
        "itself says, by the name of the column."
    ),
    "insurers": _("An import also reads words: “Aetna (in network); BCBS of Illinois; no Medicaid”."),
    "opening_times": _("An import also reads words: “Mon-Thu 9-5, Sat 9-1”."),
}
STATEMENT_COLUMNS = tuple(_statement_columns())
COLUMNS = (*LISTING_COLUMNS, *STATEMENT_COLUMNS, EVIDENCE_COLUMN)  # in the order of the CSV
HEADER = tuple(column.name for column in COLUMNS)
