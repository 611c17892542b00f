"""The plan for one row of an import: the resulting content of its clinic, and the outcome."""

from dataclasses import dataclass, field
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from directory.exchange.cells.text import excerpt
from directory.facts.terms import OWN_WORDS
from directory.importing import review_flags
from directory.importing.decision_table import (
    CHANGED,
    CREATED,
    MESSAGES,
    UNCHANGED,
    Circumstance,
    ClinicState,
    Request,
    RowContent,
    Situation,
    next_step,
    refusal,
)
from directory.importing.errors import RowError
from directory.importing.existing import state_of_clinic
from directory.importing.future_dates import drop_future_dates
from directory.importing.own_words import WORDS_STAY, without_withheld
from directory.importing.points import settle_point
from directory.importing.rows import ParsedRow
from directory.importing.union_columns import codes_to_add, settle_unions
from directory.importing.validation import EMPTY_VALUES, validate_content
from directory.matching import identity
from directory.matching.duplicates import ComparedClinic, DuplicateFinder, compared_clinic
from directory.models import Clinic, Submission
from directory.models.bulk_insert import BlankObjects
from directory.publishing.snapshot import snapshot_of_clinic, snapshot_of_listing

MAX_SOURCE_KEY_CHARACTERS = 200


EMPTY_CONTENT = EMPTY_VALUES | {"country": "US", "organization_slug": ""}


@dataclass
class PlannedRow:
    """The plan for one row.

    clinic       the Clinic, saved or not
    existing     the state of the clinic (decision_table.ClinicState)
    outcome      CREATED, CHANGED or UNCHANGED
    content      the whole content of the clinic afterward
    published    the content of the listing; None where the clinic has none
    row_content  whether the row differs from the working copy or from the listing
    miles_off    miles between the point and the ZIP code or town, where that was too far to use the point
    concerns     sentences about what was left out or is doubtful
    corrections  sentences about text that was corrected
    compared     duplicates.ComparedClinic; None for a clinic that stays as it is
    duplicates   [duplicates.LikelyDuplicate]
    flags        [(flag, sentence)]: why a person should look at the row before it is published
    next_step    PUBLISHED, SENT, LEFT or NOTHING_MORE
    """

    number: int
    parsed: ParsedRow
    clinic: Clinic
    existing: ClinicState
    outcome: str
    content: dict
    published: dict | None = None
    row_content: RowContent = RowContent.CHANGES
    miles_off: float | None = None
    concerns: list = field(default_factory=list)
    corrections: list = field(default_factory=list)
    compared: ComparedClinic | None = None
    duplicates: list = field(default_factory=list)
    flags: list = field(default_factory=list)
    next_step: str = ""


class Planner:
    """Plans the rows of one import, in their order.

    is_register    the file is of a register; else it may name organizations
    request        the request of the operator
    organizations  the Organizations that rows name; None for a register
    seen           SeenRows of the import
    """

    def __init__(self, *, is_register, request, organizations, seen):
        self._is_register = is_register
        self._request = request
        self._organizations = organizations
        self._seen = seen
        self._today = timezone.localdate()
        self._duplicates = DuplicateFinder.for_all_clinics()
        self._blank = BlankObjects(Clinic)

    def plan(self, number, parsed, existing):
        """The PlannedRow of a ParsedRow. Raises RowError for a row that is refused.

        existing   ExistingClinics of the batch
        """
        planned = self._new_content(number, parsed, existing)
        circumstances = self._circumstances(planned, existing)
        refused = refusal(Situation(planned.existing, planned.row_content, self._request, circumstances))
        if refused:
            raise RowError(MESSAGES[refused] % _places_and_organization(planned))
        self._flag(planned, circumstances)
        if planned.flags:
            circumstances |= Circumstance.FLAGGED
        planned.next_step = next_step(
            Situation(planned.existing, planned.row_content, self._request, circumstances)
        )
        return planned

    # ---- content

    def _new_content(self, number, parsed, existing):
        clinic_id = existing.by_row.get(number)
        if isinstance(clinic_id, RowError):
            raise clinic_id
        if len(parsed.source_key) > MAX_SOURCE_KEY_CHARACTERS:
            raise RowError(_("Its key is longer than 200 characters."))
        stated, concerns = drop_future_dates(parsed.content, self._today)
        if "organization" in stated:
            slug = self._organizations.slug_of(stated["organization"], stated["organization_slug"])
            stated = stated | {"organization_slug": slug}
        if clinic_id is None:
            planned = self._of_new_clinic(number, parsed, stated)
        else:
            self._seen.claim_clinic(clinic_id, number)
            clinic, listing = existing.clinics[clinic_id], existing.listings.get(clinic_id)
            planned = self._of_existing_clinic(number, parsed, stated, clinic, listing)
        planned.miles_off = parsed.miles_off or planned.miles_off
        planned.concerns = [*parsed.concerns, *concerns, *planned.concerns]
        planned.corrections = [*parsed.corrections, *planned.corrections]
        return planned

    def _of_new_clinic(self, number, parsed, stated):
        settled = _settle_upon(stated, parsed, {})
        content = EMPTY_CONTENT | settled.stated
        validate_content(content)
        point, miles_off = settle_point(content)
        clinic = self._blank.make(uid=parsed.uid or uuid4(), source=parsed.source_key)
        planned = PlannedRow(
            number, parsed, clinic, ClinicState.NOTHING, CREATED, content | point, miles_off=miles_off
        )
        planned.concerns, planned.corrections = settled.concerns, settled.corrections
        return planned

    def _of_existing_clinic(self, number, parsed, stated, clinic, listing):
        before = snapshot_of_clinic(clinic)
        published = snapshot_of_listing(listing) if listing else None
        if (parsed.uid or parsed.slug) and identity.is_another_clinic(before, stated):
            raise _another_clinic(before, stated)
        settled = _settle(without_withheld(stated, parsed), parsed, before, published)
        stated, corrections = settled.stated, settled.corrections
        if published:
            stated, kept = _keep_place(published, stated)
            corrections = [*corrections, *kept]
        if parsed.is_withheld and before[OWN_WORDS]:
            corrections = [*corrections, WORDS_STAY]
        point, miles_off = settle_point(before | stated, [before, *([published] if published else [])])
        stated |= point
        content = before | stated
        # Content that is published already is not new, even if the working copy is being edited.
        is_published = listing is not None and published | stated == published
        outcome = UNCHANGED if is_published or content == before else CHANGED
        if outcome == CHANGED:
            validate_content(content)
        existing = self._existing(clinic, listing)
        is_closed_to_imports = existing in ClinicState.TAKEN_DOWN | ClinicState.MANAGED
        if outcome == CHANGED:
            row_content = RowContent.CHANGES
        elif is_closed_to_imports or is_published or published == content:
            row_content = RowContent.NOTHING_NEW
        else:
            row_content = RowContent.UNPUBLISHED
        planned = PlannedRow(
            number, parsed, clinic, existing, outcome, content, published, row_content, miles_off
        )
        planned.concerns, planned.corrections = settled.concerns, corrections
        return planned

    def _existing(self, clinic, listing):
        if clinic.closed_at or (listing and listing.removed_at):
            return ClinicState.TAKEN_DOWN
        if self._is_register and listing and listing.origin == Submission.Origin.PORTAL:
            return ClinicState.MANAGED
        return state_of_clinic(clinic)

    # ---- decision

    def _circumstances(self, planned, existing):
        circumstances = Circumstance.NONE
        if self._joins_members(planned):
            circumstances |= Circumstance.JOINS_MEMBERS
        if planned.row_content == RowContent.NOTHING_NEW:
            return circumstances
        if existing.sent_back.get(planned.clinic.pk) == planned.content:
            circumstances |= Circumstance.SENT_BACK
        if planned.published and identity.moves_clinic(planned.published, planned.content):
            circumstances |= Circumstance.MOVES
        return circumstances

    def _joins_members(self, planned):
        """True if the row puts the clinic into another organization than before, which has members."""
        if not self._organizations:
            return False
        slug, organization = planned.content["organization_slug"], planned.clinic.organization
        is_other = slug != (organization.slug if organization else "")
        return is_other and slug in self._organizations.with_members

    def _flag(self, planned, circumstances):
        """Find likely duplicates among all clinics and the rows above, and flag the row."""
        is_asked_for = self._request != Request.NEITHER
        if planned.outcome == UNCHANGED and not (
            planned.row_content == RowContent.UNPUBLISHED and is_asked_for
        ):
            return
        if Circumstance.MOVES in circumstances:
            message = _("The listing is in %(here)s, but the row says %(there)s.")
            planned.flags.append((review_flags.MOVED, message % _places_and_organization(planned)))
        if planned.outcome != UNCHANGED:
            planned.compared = compared_clinic(planned.clinic.pk, planned.content)
            if planned.clinic.pk:
                self._duplicates.remove(planned.clinic.pk)
            planned.duplicates = self._duplicates.find(planned.compared)
            self._duplicates.add(planned.compared)
        planned.flags += review_flags.flags_for(planned)


def _another_clinic(before, stated):
    return RowError(
        _(
            "Its id or web address belongs to “%(known)s” in %(here)s, but the row is about "
            "“%(said)s” in %(there)s. Correct it, or leave “id” and “slug” empty."
        )
        % {
            "known": excerpt(before["name"]),
            "here": _place(before),
            "said": excerpt(stated["name"]),
            "there": _place(stated),
        }
    )


def _settle(stated, parsed, before, published):
    """The Settled statements of a row, with regard to what is published, else to the working copy."""
    if published and published != before:
        try:
            settled = _settle_upon(stated, parsed, published)
        except RowError:
            pass
        else:
            if published | settled.stated == published:
                return settled
    return _settle_upon(stated, parsed, before)


def _settle_upon(stated, parsed, before):
    added = codes_to_add(parsed.moved, before) if parsed.moved else {}
    return settle_unions(stated | added, parsed.otherwise, before, is_export=parsed.is_export)


def _keep_place(published, stated):
    """(stated, corrections): a town or state that the row leaves empty stays as it is published."""
    empty = [name for name in ("city", "state") if published[name] and stated.get(name) == ""]
    if not empty:
        return stated, []
    message = _("Its town or state is empty, so the listing stays in %(here)s.") % {"here": _place(published)}
    return stated | {name: published[name] for name in empty}, [message]


def _places_and_organization(planned):
    return {
        "here": _place(planned.published or {}),
        "there": _place(planned.content),
        "organization": excerpt(planned.content["organization"]),
    }


def _place(content):
    return excerpt(", ".join(content[name] for name in ("city", "state") if content.get(name)) or "—")
