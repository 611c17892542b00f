"""The status of a clinic for its members: its published, waiting, returned and draft content."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, When
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.facts.spine import SPINE, STATEMENTS, Section
from directory.facts.statements import is_stated
from directory.facts.vocabulary import ListingState, SubmissionState
from directory.mail import letters
from directory.models import Clinic, Listing, Submission
from directory.models.listing import CURRENT_DAYS
from directory.moderation.decisions import CAME_BACK
from directory.portal.terms import TermsForm
from directory.publishing import history
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot, snapshot_of_clinic, snapshot_of_listing
from directory.publishing.validation import validation_errors
from directory.wording import values
from directory.wording.rows import ONLY_WHERE_STATED

SECTIONS = {section.key: section for section in SPINE}
# Statements that do not count as missing: parts of other statements, and things that few clinics have.
NOT_COUNTED = {
    "country",
    "latitude",
    "longitude",
    "point_source",
    "phone_extension",
    "waitlist_weeks",
    "availability_on",
    "prices_as_of",
} | ONLY_WHERE_STATED


class ReturnedSection(NamedTuple):
    """The statements of one section that a moderator sent back."""

    section: Section
    labels: list[str]


class Problem(NamedTuple):
    """A rule that the draft breaks; `section` is None if the rule is about several statements."""

    section: Section | None
    sentence: str


class SectionCount(NamedTuple):
    """The number of statements of a section that the draft makes."""

    section: Section
    stated: int
    total: int


@dataclass(frozen=True)
class ClinicStatus:
    """The status of one clinic on one day.

    listing            published or removed; None if the clinic was never published
    latest_submission  the last submission that was not withdrawn, and is no Submission.Act, or None
    restored_version   the last submission by which a moderator restored an older version, or None
    is_owner           whether the member is an owner of the organization
    """

    clinic: Clinic
    listing: Listing | None
    latest_submission: Submission | None
    restored_version: Submission | None
    today: date
    is_owner: bool = False

    @cached_property
    def draft(self):
        """The snapshot of the working copy."""
        return snapshot_of_clinic(self.clinic)

    @cached_property
    def published_content(self):
        """The snapshot of the listing; {} where none is published."""
        return snapshot_of_listing(self.listing) if self.is_published else {}

    @property
    def is_published(self):
        return self.listing is not None and self.listing.removed_at is None

    @property
    def waiting(self):
        """The submission that waits for a decision, or None."""
        both = (self.latest_submission, self.restored_version)
        return next((one for one in both if one and one.state == SubmissionState.PENDING), None)

    @property
    def review_due_on(self):
        """The day by which a moderator should decide the waiting submission."""
        return letters.decision_due_on(self.waiting.queued_at)

    @property
    def returned_submission(self):
        """The submission that a moderator has sent back, whole or in part, and that was not answered since.

        A restored version does not count: it does not answer what the moderator has asked.
        """
        latest = self.latest_submission
        return latest if latest and (latest.state in CAME_BACK or latest.sent_back) else None

    @cached_property
    def returned_statements(self):
        """Names of the statements that were sent back: those the moderator chose, else all changed ones."""
        if self.returned_submission is None:
            return []
        if self.returned_submission.sent_back:
            return [name for name in STATEMENTS if name in self.returned_submission.sent_back]
        frozen = complete_snapshot(self.returned_submission.content)
        return [change.statement for change in compare_snapshots(self.published_content, frozen)]

    @property
    def returned_by_section(self):
        """A ReturnedSection for each section with a statement that was sent back; order of the spine."""
        names = set(self.returned_statements)
        return [
            ReturnedSection(section, [STATEMENTS[name].label for name in section.statements if name in names])
            for section in SPINE
            if names & set(section.statements)
        ]

    @property
    def return_reason(self):
        return history.reason_in_words(self.returned_submission.reason) if self.returned_submission else ""

    @cached_property
    def unpublished_changes(self):
        """The changes that publishing the draft would make."""
        return compare_snapshots(self.published_content, self.draft)

    @cached_property
    def unsent_changes(self):
        """The changes of the draft since the waiting submission, or since publication if none waits."""
        if self.waiting:
            return compare_snapshots(complete_snapshot(self.waiting.content), self.draft)
        return self.unpublished_changes

    @cached_property
    def problems(self):
        """A Problem for each rule that the draft breaks: rules may be newer than the draft."""
        return [
            Problem(SECTIONS[STATEMENTS[name].section] if name else None, sentence)
            for name, sentence in validation_errors(self.draft)
        ]

    @property
    def can_submit(self):
        return not (self.waiting or self.clinic.closed_at or self.problems) and bool(self.unpublished_changes)

    @property
    def is_confirmed_today(self):
        return (
            self.listing.confirmed_on == self.today
            and None not in self.listing.stated_on.values()
            and not self.listing.taken_over
        )

    @property
    def sections(self):
        """A SectionCount for each section of the spine."""
        for section in SPINE:
            counted = [name for name in section.statements if self._counts(name)]
            stated = sum(self._is_stated(name) for name in counted)
            yield SectionCount(section, stated, len(counted))

    def _counts(self, name):
        """False for a statement that most clinics need not make: offerings count where there are some."""
        return name not in NOT_COUNTED or (name == "offerings" and bool(self.draft[name]))

    def _is_stated(self, name):
        """True if the draft states it for the clinic, or in each of its offerings."""
        offerings = self.draft["offerings"]
        in_each = bool(offerings) and all(is_stated(one.get(name)) for one in offerings)
        return is_stated(self.draft[name]) or in_each

    @property
    def confirm_by(self):
        """The day by which to confirm the listing again; None if it was never confirmed or is overdue."""
        if not self.is_published or not self.listing.confirmed_on:
            return None
        due = self.listing.confirmed_on + timedelta(days=CURRENT_DAYS)
        return due if due >= self.today else None

    @cached_property
    def terms_box(self):
        """The box that lets others copy the clinic's own words; None where they may, or there are none."""
        is_withheld = self.is_published and self.listing.about and self.listing.withholds_own_words
        return TermsForm()["terms"] if is_withheld else None

    @property
    def availability_in_words(self):
        """The published availability: `Waiting list, about 3 weeks`; "" where the listing states none."""
        return values.availability_in_words(self.listing) if self.is_published else ""

    @property
    def availability_is_fresh(self):
        return self.is_published and self.listing.availability_is_fresh(self.today)

    @property
    def public_look(self):
        """(modifier of the component `state`, words): the public state of the clinic in a few words."""
        if self.listing is None:
            return "none", _("Not published yet")
        if self.listing.removed_at:
            return "shut", _("Taken down")
        if self.listing.confirmed_on is None:
            return "wait", _("Published, not confirmed yet")
        return {
            ListingState.CURRENT: ("open", _("Published")),
            ListingState.OVERDUE: ("wait", _("Published, not confirmed lately")),
            ListingState.LAPSED: ("shut", _("No longer in search results")),
        }[self.listing.listing_state(self.today)]

    @property
    def public_state(self):
        """The public state of the clinic, as one sentence."""
        if self.listing is None:
            return _("Not published yet.")
        if self.listing.removed_at:
            when = values.day(timezone.localdate(self.listing.removed_at))
            if self.clinic.closed_at:
                return _("This listing was taken down on %(day)s. Its page says that it was removed.") % {
                    "day": when
                }
            return _(
                "This listing was taken down on %(day)s. It will be public again when a moderator "
                "approves what you sent."
            ) % {"day": when}
        if self.listing.confirmed_on is None:
            return _("This listing is published. You have not confirmed it yet, and its page says so.")
        named = {"day": values.day(self.listing.confirmed_on)}
        return {
            ListingState.CURRENT: _("This listing is published and up to date. You confirmed it on %(day)s."),
            ListingState.OVERDUE: _(
                "This listing is published, but its page says “not confirmed lately”. You last "
                "confirmed it on %(day)s."
            ),
            ListingState.LAPSED: _(
                "This listing is published, but it no longer appears in search results. You last "
                "confirmed it on %(day)s."
            ),
        }[self.listing.listing_state(self.today)] % named


def load_status(user, clinic, today):
    """The ClinicStatus of one clinic."""
    owned = {clinic.organization_id} if roles.is_owner(user, clinic.organization) else set()
    return load_statuses([clinic], today, owned=owned)[0]


def load_statuses(clinics, today, *, owned):
    """The ClinicStatus of each clinic, in two queries. `owned`: ids of organizations that the member owns."""
    pks = [clinic.pk for clinic in clinics]
    listings = {one.clinic_id: one for one in Listing.objects.for_pages().filter(clinic__in=pks)}
    latest = {
        (one.clinic_id, one.again_id is not None): one
        for one in Submission.objects.filter(clinic__in=pks, act="")
        .exclude(state__in=[SubmissionState.WITHDRAWN, SubmissionState.DRAFT])
        .select_related("again")
        .annotate(is_older=Case(When(again=None, then=0), default=1))
        .order_by("clinic", "is_older", "-submitted_at", "-pk")
        .distinct("clinic", "is_older")
    }
    return [
        ClinicStatus(
            clinic=clinic,
            listing=listings.get(clinic.pk),
            latest_submission=latest.get((clinic.pk, False)),
            restored_version=latest.get((clinic.pk, True)),
            today=today,
            is_owner=clinic.organization_id in owned,
        )
        for clinic in clinics
    ]
