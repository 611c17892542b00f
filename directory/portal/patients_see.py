"""How patients would see each row of a section, if the draft were published as it is saved."""

from collections import defaultdict

from django.utils import timezone

from directory.facts.spine import STATEMENTS, Section
from directory.portal.status import ClinicStatus
from directory.views.preview import unsaved_listing
from directory.wording.rows import DisplayRow, section_rows

# Rows of which the public page makes a heading or a paragraph.
TEXTS = ("name", "about")


def rows_for_patients(status: ClinicStatus, section: Section) -> dict[str, list[DisplayRow]]:
    """Name of a row of the section → what the public page would show of it. One query.

    A row that the page leaves out where nothing is stated is missing.
    """
    listing = unsaved_listing(status.draft, clinic=status.clinic)
    shown: defaultdict[str, list[DisplayRow]] = defaultdict(list)
    for row in section_rows(listing, section, timezone.localdate()):
        shown[row.name].append(row)
    for name in TEXTS:
        if name in section.statements and (words := getattr(listing, name)):
            shown[name].append(DisplayRow(name, STATEMENTS[name].label, [words]))
    return dict(shown)
