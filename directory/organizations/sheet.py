"""The clinics of an organization as a CSV: written with the columns of the export, and read as a Plan.

A sheet holds drafts, not what is published. Reading one changes nothing: `plan` says what each row would
change, and sheet_sending.py writes it. A statement without a column stays as it is; an empty cell deletes it.
"""

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from directory.exchange.cells.text import excerpt
from directory.exchange.listing_csv import csv_lines
from directory.facts.terms import OWN_WORDS
from directory.facts.vocabulary import SubmissionState
from directory.importing import headings
from directory.importing.csv_table import CsvTable
from directory.importing.directory_csv import EXTRA_COLUMNS, ID_COLUMNS, parse_row
from directory.importing.errors import FileError, RowError
from directory.importing.future_dates import drop_future_dates
from directory.importing.own_words import WORDS_STAY, without_withheld
from directory.importing.points import far_point_message, settle_point
from directory.importing.text_file import is_json, why_not_text
from directory.importing.union_columns import codes_to_add, settle_unions
from directory.importing.validation import validate_content
from directory.matching import identity
from directory.models import RECORD_MODELS, Clinic, Listing, Organization, Submission
from directory.organizations.drafts import merged
from directory.publishing import publish
from directory.publishing.diff import Change, compare_snapshots
from directory.publishing.snapshot import DATE_STATEMENTS, Snapshot, snapshot_of_clinic, snapshot_of_listing
from directory.publishing.validation import validation_errors

MAX_BYTES = 2_000_000
MAX_ROWS = 100  # each is sent by itself, and all within one request
MONTH_DAY_YEAR = re.compile(r"\s*([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\s*")


@dataclass
class Site:
    """A clinic of the organization with its draft, its listing, and whether a submission of it waits."""

    clinic: Clinic
    listing: Listing | None
    waits: bool
    draft: Snapshot

    @property
    def published(self) -> dict[str, Any]:
        """The published content; {} where nothing is public."""
        if self.listing is None or self.listing.removed_at:
            return {}
        return dict(snapshot_of_listing(self.listing))

    @property
    def why_not(self) -> str:
        """Why nothing can be sent for this clinic, in a sentence; "" where it can."""
        if self.clinic.closed_at:
            return _("This listing was taken down. An owner can ask to restore it.")
        if self.waits:
            return _("You already have changes waiting. Withdraw them first, then send these.")
        return ""


@dataclass
class PlannedSite:
    """What one row changes of a clinic.

    content  the whole draft afterward
    changes  of what is published, as a moderator will see them
    notes    sentences about what was corrected or left out
    """

    number: int
    site: Site
    content: Snapshot
    notes: list[str] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return compare_snapshots(self.site.published, self.content)

    @property
    def earlier_changes(self) -> int:
        """The number of changes among these that the draft had before the sheet."""
        from_sheet = {change.statement for change in compare_snapshots(self.site.draft, self.content)}
        return sum(change.statement not in from_sheet for change in self.changes)


@dataclass
class Plan:
    """What a sheet changes, without anything being changed.

    refused    (row number, name, sentence)
    unchanged  names of clinics that stay as they are
    messages   sentences about the file
    """

    changed: list[PlannedSite] = field(default_factory=list)
    refused: list[tuple[int, str, str]] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def sites(organization: Organization, *, only: int | None = None) -> list[Site]:
    """Every clinic of the organization, by name. Six queries, whatever their number.

    only  the id of one clinic, in place of all
    """
    one = {"pk": only} if only else {}
    clinics = list(
        Clinic.objects.filter(organization=organization, **one)
        .select_related("organization")
        .prefetch_related(*RECORD_MODELS)
        .order_by("name", "pk")
    )
    pks = [clinic.pk for clinic in clinics]
    listings = {one.clinic_id: one for one in Listing.objects.for_pages().filter(clinic__in=pks)}
    waiting = Submission.objects.filter(clinic__in=pks, state=SubmissionState.PENDING)
    waits = set(waiting.values_list("clinic", flat=True))
    return [
        Site(clinic, listings.get(clinic.pk), clinic.pk in waits, snapshot_of_clinic(clinic))
        for clinic in clinics
    ]


# ---- down


def lines(rows: Iterable[Site], today: date) -> Iterator[bytes]:
    """The lines of the CSV, as exchange/listing_csv.py writes them. Version 0 was never published."""
    return csv_lines(_as_listing(site, today) for site in rows)


def _as_listing(site, today):
    """The unsaved Listing that publishing the draft would make, under its own address and dates."""
    listing = publish.preview_listing(
        site.draft,
        published=copy(site.listing),
        origin=Submission.Origin.PORTAL,
        source="",
        stated_on=today,
    )
    if site.listing is None:
        listing.uid, listing.slug, listing.version = site.clinic.uid, "", 0
        listing.confirmed_on = None
        # What no saved listing lacks.
        vars(listing).update(published_on=None, first_published_on=None, changed_at=None)
    return listing


# ---- up


def plan(file, rows: Iterable[Site], today: date) -> Plan:
    """The Plan of an uploaded file, open for bytes. Raises FileError where no row of it can be read.

    rows  the Sites of the organization: a row about any other clinic is refused, known or not
    """
    table, columns = _open(file)
    planner = _Planner(rows, today)
    planner.plan.messages += table.messages
    if unknown := [
        heading for heading, name in zip(table.header, columns, strict=True) if not name and heading
    ]:
        planner.plan.messages.append(
            _("We don’t know these columns, so we left them out: %(names)s.")
            % {"names": ", ".join(map(excerpt, unknown[:10]))}
        )
    for count, row in enumerate(table, start=1):
        if count > MAX_ROWS:
            raise FileError(_("A file may have up to %d rows. Split it into smaller files.") % MAX_ROWS)
        planner.take(row)
    return planner.plan


def _open(file):
    """(the CsvTable of a file, the name of each column or None). Raises FileError."""
    beginning = file.read(4096)
    file.seek(0)
    if problem := why_not_text(beginning):
        raise FileError(problem)
    if is_json(file):
        raise FileError(_("The file is JSON. Use the CSV that you downloaded here."))
    table = CsvTable(file, headings.count_known)
    if len(table.header) > headings.MAX_COLUMNS:
        raise FileError(_("The first row names more than %d columns.") % headings.MAX_COLUMNS)
    # A sheet of the portal has no column of those that only other programs have.
    columns = [None if name in EXTRA_COLUMNS else name for name in headings.columns_for(table.header)]
    for name in filter(None, columns):
        if columns.count(name) > 1:
            raise FileError(_("Two columns mean “%s”. Remove one of them.") % name)
    ids = [name for name in ID_COLUMNS if name in columns]
    if not ids:
        raise FileError(
            _(
                "The column “id” is missing. It tells us which clinic a row is about. Keep it as you "
                "downloaded it."
            )
        )
    table.set_columns(columns, required=ids)
    return table, columns


class _Planner:
    def __init__(self, rows, today):
        rows = list(rows)
        self.plan = Plan()
        self._today = today
        self._by_uid = {site.clinic.uid: site for site in rows}
        self._by_slug = {site.listing.slug: site for site in rows if site.listing}
        self._number_by_uid: dict[UUID, int] = {}

    def take(self, row):
        name = "" if row.problem else row.cells.get("name", "")[:200]
        try:
            if row.problem:
                raise RowError(row.problem)
            planned = self._planned(row.number, row.cells)
        except RowError as error:
            self.plan.refused.append((row.number, name, str(error)))
            return
        if planned.content == planned.site.draft:
            self.plan.unchanged.append(planned.site.clinic.name)
        elif why_not := planned.site.why_not:
            self.plan.refused.append((row.number, planned.site.clinic.name, why_not))
        else:
            self.plan.changed.append(planned)

    def _planned(self, number, cells):
        """The PlannedSite of a row. Raises RowError."""
        parsed = parse_row(_with_days(cells), is_sheet=True)
        site = self._site_of(number, parsed)
        if parsed.is_withheld and site.draft[OWN_WORDS]:
            self.plan.messages.append(_("Row %(number)d: %(why)s") % {"number": number, "why": WORDS_STAY})
        stated, notes = drop_future_dates(without_withheld(parsed.content, parsed), self._today)
        _refuse_other_organization(stated, site.draft)
        if "name" in stated and identity.is_another_clinic(site.draft, site.draft | stated):
            raise RowError(
                _("Its id belongs to “%(known)s”, but the row is about “%(said)s”. Correct one of them.")
                % {"known": excerpt(site.draft["name"]), "said": excerpt(stated["name"])}
            )
        added = codes_to_add(parsed.moved, site.draft) if parsed.moved else {}
        settled = settle_unions(stated | added, parsed.otherwise, site.draft, is_export=True)
        content = merged(site.draft, settled.stated)
        point, miles_off = settle_point(content, [one for one in (site.draft, site.published) if one])
        if miles_off:
            notes.append(far_point_message(content, miles_off))
        content = merged(content, point)
        if content != site.draft:
            validate_content(content)
            if wrong := validation_errors(content):  # a rule may be newer than what the draft says elsewhere
                raise RowError(" ".join(dict.fromkeys(sentence for _statement, sentence in wrong)))
        notes = [*parsed.corrections, *settled.corrections, *parsed.concerns, *notes, *settled.concerns]
        return PlannedSite(number, site, content, notes)

    def _site_of(self, number, parsed):
        if parsed.uid is None:
            raise RowError(_("It has no id in the column “id”. Keep the id as you downloaded it."))
        site = self._by_uid.get(parsed.uid)
        if site is None:
            raise RowError(_("Your organization has no clinic with this id."))
        if self._by_slug.get(parsed.slug, site) is not site:
            raise RowError(_("“id” and “slug” name two different clinics. Remove one of them."))
        first = self._number_by_uid.setdefault(parsed.uid, number)
        if first != number:
            raise RowError(_("It is about the same clinic as row %d. We used the earlier row.") % first)
        return site


def _with_days(cells):
    """The cells of a row with `11/2/2026` as `2026-11-02`.

    A spreadsheet program of the United States saves so each date that it was given. An import refuses it, as
    it may be two dates; here the member reads each changed date in words before it is sent.
    """
    days = {name: MONTH_DAY_YEAR.sub(r"\3-\1-\2", cells[name]) for name in DATE_STATEMENTS if cells.get(name)}
    return cells | days


def _refuse_other_organization(stated, draft):
    for name in ("organization", "organization_slug"):
        if name in stated and stated.pop(name) != draft[name]:
            raise RowError(_("The organization of a clinic can’t be changed by a spreadsheet."))
