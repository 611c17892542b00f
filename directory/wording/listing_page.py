"""The page of a listing: how to reach the clinic, then its sections, each gathered.

What is not stated stands in one line at the end of a section, plain yes and no in lists, and the evidence
that most of a section rests on at its head.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.facts import vocabulary as v
from directory.facts.spine import SPINE, STATEMENTS, Section
from directory.wording.by_offering import Offered
from directory.wording.completeness import count_by_evidence
from directory.wording.evidence import EvidenceMark
from directory.wording.formats import day, join_labels
from directory.wording.rows import DisplayRow, section_rows, training_label

CONTACT_ORDER = (
    "availability",
    "phone",
    "address",
    "website",
    "booking_url",
    "email",
    "opening_hours",
    "opening_times",
)
MAX_NAMED_UNSTATED = 2  # labels in the line of what is not stated; of more the number alone
MIN_SHARED_DATES = 2  # prices, from which on their date is said once


def contact_rows(listing, today, *, offered=None):
    """The rows of the spine's head: those of CONTACT_ORDER, then the others in the order of the spine."""
    position = {name: index for index, name in enumerate(CONTACT_ORDER)}
    rows = section_rows(listing, SPINE[0], today, offered=offered)
    return sorted(rows, key=lambda row: position.get(row.name, len(position)))


class PersonOnPage(NamedTuple):
    """A person with the row of their training, which is None where none is stated."""

    row: DisplayRow
    training: DisplayRow | None


class Unstated(NamedTuple):
    """What a section does not state. sentence: `Not stated: Refunds; Deposit.` or `Not stated: 5 things.`"""

    sentence: str
    rows: list[DisplayRow]


@dataclass(frozen=True)
class PageSection:
    """A section of the page: its stated rows by how they are shown.

    rows        rows of their own
    yes, no     plain answers, for two lists of labels
    by_offering labels of what the table of offerings says
    unstated    None where everything is stated
    evidence    the EvidenceMark that most rows have; None where each shows its own
    is_same     True if all rows have it
    prices_as_of  the day of all prices, in words; "" where each price has its own
    """

    section: Section
    people: list[PersonOnPage] = field(default_factory=list)
    rows: list[DisplayRow] = field(default_factory=list)
    yes: list[DisplayRow] = field(default_factory=list)
    no: list[DisplayRow] = field(default_factory=list)
    by_offering: list[str] = field(default_factory=list)
    unstated: Unstated | None = None
    evidence: EvidenceMark | None = None
    is_same: bool = False
    prices_as_of: str = ""

    @property
    def stated(self):
        """The DisplayRows that the section shows as stated, each with its evidence."""
        of_people = [row for person in self.people for row in person if row]
        return [*of_people, *self.rows, *self.yes, *self.no]


class Page(NamedTuple):
    """The sections of a page.

    contact   beside the name: the stated rows of CONTACT_ORDER, in that order, without the availability
    clinic    the other rows of the spine's head, and all of its rows that are not stated
    sections  the seven sections; the offerings have a table of their own
    counts    of all rows, as of count_by_evidence()
    """

    contact: PageSection
    clinic: PageSection
    sections: list[PageSection]
    counts: dict[str, int]


def listing_page(listing, today):
    """The Page of a listing."""
    offered = Offered(listing)
    head = contact_rows(listing, today, offered=offered)
    is_contact = [row.stated and row.name in CONTACT_ORDER for row in head]
    contact = [row for row, is_of_it in zip(head, is_contact, strict=True) if is_of_it]
    others = [row for row, is_of_it in zip(head, is_contact, strict=True) if not is_of_it]
    rows = [list(section_rows(listing, section, today, offered=offered)) for section in SPINE[1:]]
    reach = _with_evidence(PageSection(SPINE[0], rows=[row for row in contact if row.name != "availability"]))
    return Page(
        reach,
        _gathered(listing, SPINE[0], others),
        [_gathered(listing, *one) for one in zip(SPINE[1:], rows, strict=True)],
        count_by_evidence(chain(head, *rows)),
    )


def _gathered(listing, section, rows):
    shown, unstated = PageSection(section), []
    for row in rows:
        if row.name == "offerings":
            continue
        if not row.stated:
            unstated.append(row)
        elif row.is_person:
            shown.people.append(PersonOnPage(row, None))
        elif shown.people and _is_training_of(shown.people[-1], row):
            shown.people[-1] = shown.people[-1]._replace(training=row)
        elif _is_in_table(row):
            shown.by_offering.append(row.label)
            shown.rows.extend(_not_in_table(row))
        elif _is_plain_answer(row):
            (shown.yes if getattr(listing, row.name) else shown.no).append(row)
        else:
            shown.rows.append(row)
    if unstated:
        shown = replace(shown, unstated=_unstated(listing, unstated))
    return _with_evidence(_with_shared_date(listing, shown))


def _is_training_of(person, row):
    return row.name == "training" and row.label == training_label(person.row.lines[0])


def _is_in_table(row):
    """True if the table of offerings says what the row says, apart from what holds for none of them."""
    offered = row.by_offering
    return bool(
        offered and offered.is_split and row.name != "insurance" and (offered.lines or offered.warned)
    )


def _not_in_table(row):
    """The row with what the clinic itself says that holds for none of its offerings; [] without that."""
    offered = row.by_offering
    rest = replace(row, lines=offered.unassigned, warned=offered.unassigned_warned, by_offering=None)
    return [rest] if rest.stated else []


def _is_plain_answer(row):
    """True for “Yes” or “No” with nothing to add."""
    is_yes_or_no = row.name in STATEMENTS and STATEMENTS[row.name].kind == "yes_no"
    return is_yes_or_no and not (row.detail or row.warned or row.by_offering)


def _unstated(listing, rows):
    if len(rows) <= MAX_NAMED_UNSTATED:
        labels = join_labels([_unstated_label(listing, row) for row in rows])
        return Unstated(_("Not stated: %(labels)s.") % {"labels": labels}, rows)
    count = {"count": len(rows)}
    return Unstated(
        ngettext("Not stated: %(count)s thing.", "Not stated: %(count)s things.", len(rows)) % count, rows
    )


def _unstated_label(listing, row):
    """The label of a row; of the cautions how many are left, where others are stated."""
    left = sum(not getattr(listing, f"exclusion_{caution}") for caution in v.Caution.values)
    if row.name != "exclusions" or left == len(v.Caution.values):
        return str(row.label)
    return ngettext("%(count)s other condition", "%(count)s other conditions", left) % {"count": left}


def _with_shared_date(listing, shown):
    """The section with the date of its prices said once."""
    if not listing.prices_as_of:
        return shown
    as_of = _("as of %(day)s") % {"day": day(listing.prices_as_of)}
    if sum(row.detail == as_of for row in shown.rows) < MIN_SHARED_DATES:
        return shown
    rows = [replace(row, detail="") if row.detail == as_of else row for row in shown.rows]
    return replace(shown, rows=rows, prices_as_of=day(listing.prices_as_of))


def _with_evidence(shown):
    """The section with the evidence that most of its rows have: the clinic's word, or that of a source."""
    marks = [row.evidence for row in shown.stated]
    common = Counter(mark for mark in marks if mark.kind in ("", v.Evidence.SELF_REPORTED)).most_common(1)
    if not common:
        return shown
    ((evidence, number),) = common
    return replace(shown, evidence=evidence, is_same=number == len(marks))
