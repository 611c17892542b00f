"""The data dictionary: every column of the CSV, with its label, help, kind, codes and parts."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from directory.facts.offerings import UNION_STATEMENTS
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.terms import OWN_WORDS
from directory.wording.safety_warnings import warned_values


@dataclass(frozen=True)
class Column:
    """One column of the CSV.

    kind     that of a statement ("text", "code", "codes" …), "timestamp", or "evidence"
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


def _about_the_listing(name, label, help_text, kind="text"):
    return Column(name, label, help_text, kind, ABOUT_THE_LISTING)


# What is known about a listing and not stated by the clinic: the keys of exchange/record.py.
LISTING_COLUMNS = (
    _about_the_listing(
        "id",
        _("Permanent id"),
        _("A UUID that the clinic keeps forever, whatever changes. An import looks for it first."),
    ),
    _about_the_listing(
        "slug",
        _("Address of the listing"),
        _(
            "The last part of its web address, which is made from its name and town. An "
            "import without an id uses it."
        ),
    ),
    _about_the_listing("url", _("Page"), _("The whole address of its page here. Imports ignore it.")),
    _about_the_listing(
        "version",
        _("Version"),
        _("How many times the listing was published. Imports ignore it."),
        "number",
    ),
    _about_the_listing(
        "changed_in",
        _("Changed in"),
        _(
            "The number of the directory’s version with which the listing changed last, in any way. "
            "Imports ignore it."
        ),
        "number",
    ),
    _about_the_listing(
        "changed_at",
        _("Changed at"),
        _("When that was, in UTC. Imports ignore it."),
        "timestamp",
    ),
    _about_the_listing(
        "first_published_on",
        _("First published on"),
        _("The date of the first version. Imports ignore it."),
        "date",
    ),
    _about_the_listing(
        "published_on",
        _("Published on"),
        _("The date of the latest version. Imports ignore it."),
        "date",
    ),
    _about_the_listing(
        "confirmed_on",
        _("Confirmed on"),
        _("The date on which the clinic last confirmed that everything is true. Imports ignore it."),
        "date",
    ),
    _about_the_listing(
        "current_until",
        _("Current until"),
        _("The last day on which this confirmation counts as recent. Imports ignore it."),
        "date",
    ),
    _about_the_listing(
        "listed_until",
        _("Listed until"),
        _("The last day on which search results show the listing as it stands. Imports ignore it."),
        "date",
    ),
    _about_the_listing(
        "source",
        _("Source"),
        _("The source of the listing, if the clinic did not make it. Imports keep it."),
    ),
    _about_the_listing(
        "source_license",
        _("License of the source"),
        _("The license under which that source was published. Imports keep it."),
    ),
    _about_the_listing(
        "terms",
        _("Terms"),
        _("The edition of the terms of publication that the clinic accepted. Imports ignore it."),
    ),
)
EVIDENCE_COLUMN = Column(
    "evidence",
    _("Who says so, and since when"),
    _(
        "For each statement by its name, a list of what it rests on: “evidence” is self_reported, "
        "document_seen or register_checked, “on” its day, “until” the last day on which it counts; “source”, "
        "“url”, “about” and “person” where there is one. A statement that is not in it was made or confirmed "
        "by the clinic on the day in confirmed_on; where that is empty, no clinic stands by it, and its "
        "source is in the column source. An empty list: others have changed the statement since the clinic "
        "confirmed it. Imports pass over it."
    ),
    "evidence",
    _("Evidence"),
)
# Stand behind the column of the statement `organization`.
ORGANIZATION_COLUMNS = (
    Column(
        "organization_slug",
        _("Address of the organization"),
        _("It tells organizations with the same name apart, and may be empty."),
        "text",
        SECTION_TITLES[STATEMENTS["organization"].section],
    ),
    Column(
        "organization_id",
        _("Permanent id of the organization"),
        _("A UUID that the organization keeps forever. Imports ignore it."),
        "text",
        SECTION_TITLES[STATEMENTS["organization"].section],
    ),
)


def _statement_columns():
    """The column of every statement, in the order of the spine; the organization's keys behind its name."""
    for statement in STATEMENTS.values():
        yield Column(
            name=statement.name,
            label=statement.label,
            help=statement.help,
            kind=statement.kind,
            section=SECTION_TITLES[statement.section],
            codes=() if statement.kind == "yes_no" else statement.choices,  # its cell has words
            parts=statement.parts,
            note=NOTES.get(statement.name, ""),
        )
        if statement.name == "organization":
            yield from ORGANIZATION_COLUMNS


NOTES = {
    **dict.fromkeys(UNION_STATEMENTS, _("This includes what the offerings say.")),
    "offerings": _(
        "An empty part means: as the clinic says. Where a column such as route holds more than the clinic "
        "itself says, the cell is an object: “offerings” is the list, and “otherwise” has what the clinic "
        "itself says, by the name of the column."
    ),
    OWN_WORDS: _(
        "Where the clinic has not agreed that its own words are given out as data, files leave them out. "
        "Beside an empty “terms”, an import deletes no words."
    ),
    "insurers": _("An import also reads words: “Aetna (in network); BCBS of Illinois; no Medicaid”."),
    "opening_times": _("An import also reads words: “Mon-Thu 9-5, Sat 9-1”."),
}
STATEMENT_COLUMNS = tuple(_statement_columns())
COLUMNS = (*LISTING_COLUMNS, *STATEMENT_COLUMNS, EVIDENCE_COLUMN)  # in the order of the CSV
HEADER = tuple(column.name for column in COLUMNS)
