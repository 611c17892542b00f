"""What the people of a clinic see of it: what is published, what waits, what came back, what is a draft."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Case, When
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.statements import is_stated
from directory.facts.vocabulary import ListingState, SubmissionState
from directory.mail import letters
from directory.models import Clinic, Listing, Membership, Submission
from directory.models.listing import CURRENT_DAYS
from directory.moderation.decisions import CAME_BACK
from directory.publishing import history
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot, snapshot_of_clinic, snapshot_of_listing
from directory.publishing.validation import validation_errors
from directory.wording import values
from directory.wording.rows import ONLY_WHERE_STATED

SECTIONS = {section.key: section for section in SPINE}
# Parts of another statement, or what most clinics do not have: nothing is missing where these are empty.
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


@dataclass(frozen=True)
class ClinicStatus:
    """One clinic on one day.

    listing  what is published, or was and is taken down; None where nothing ever was
    latest   the last submission that was sent and not taken back; None for none
    older    the last older version that a moderator put into the queue once more; None for none
    """

    clinic: Clinic
    listing: Listing | None
    latest_submission: Submission | None
    restored_version: Submission | None
    today: object
    is_owner: bool = False

    @cached_property
    def draft(self):
        return snapshot_of_clinic(self.clinic)

    @cached_property
    def published_content(self):
        """The content that the public sees; {} for none."""
        return snapshot_of_listing(self.listing) if self.is_published else {}

    @property
    def is_published(self):
        return self.listing is not None and self.listing.removed_at is None

    @property
    def waiting(self):
        both = (self.latest_submission, self.restored_version)
        return next((one for one in both if one and one.state == SubmissionState.PENDING), None)

    @property
    def review_due_on(self):
        """The day by which a moderator reads what waits."""
        return letters.decision_due_on(self.waiting.queued_at)

    @property
    def returned_submission(self):
        """What came back, whole or in part, and was not sent again since.

        An older version that a moderator brings back answers no question that another has asked.
        """
        if self.latest_submission and (
            self.latest_submission.state in CAME_BACK or self.latest_submission.sent_back
        ):
            return self.latest_submission
        return None

    @cached_property
    def returned_statements(self):
        """The statements that came back: those named by the moderator, else all that was changed."""
        if self.returned_submission is None:
            return []
        if self.returned_submission.sent_back:
            return [name for name in STATEMENTS if name in self.returned_submission.sent_back]
        frozen = complete_snapshot(self.returned_submission.content)
        return [change.statement for change in compare_snapshots(self.published_content, frozen)]

    @property
    def returned_by_section(self):
        """What came back, for a template: (section, labels of its statements) in the order of the spine."""
        return [
            (
                section,
                [STATEMENTS[name].label for name in section.statements if name in self.returned_statements],
            )
            for section in SPINE
            if set(section.statements) & set(self.returned_statements)
        ]

    @property
    def return_reason(self):
        return history.reason_in_words(self.returned_submission.reason) if self.returned_submission else ""

    @cached_property
    def unpublished_changes(self):
        """What sending would change of what is published."""
        return compare_snapshots(self.published_content, self.draft)

    @cached_property
    def unsent_changes(self):
        """What was saved since the last sending, or differs from what is published where nothing waits."""
        if self.waiting:
            return compare_snapshots(complete_snapshot(self.waiting.content), self.draft)
        return self.unpublished_changes

    @cached_property
    def problems(self):
        """[(section, sentence), …]: what the draft says that breaks a rule of today."""
        found = validation_errors(self.draft)
        return [(SECTIONS[STATEMENTS[name].section] if name else None, words) for name, words in found]

    @property
    def can_submit(self):
        return not (self.waiting or self.clinic.closed_at or self.problems) and bool(self.unpublished_changes)

    @property
    def is_confirmed_today(self):
        return self.listing.confirmed_on == self.today and None not in self.listing.stated_on.values()

    @property
    def sections(self):
        """(section, how many of its statements the draft makes, of how many) for each section."""
        for section in SPINE:
            counted = [name for name in section.statements if name not in NOT_COUNTED]
            yield section, sum(is_stated(self.draft[name]) for name in counted), len(counted)

    @property
    def confirm_by(self):
        """The day by which to confirm again; None where the clinic never has, or is late."""
        if not self.is_published or not self.listing.confirmed_on:
            return None
        due = self.listing.confirmed_on + timedelta(days=CURRENT_DAYS)
        return due if due >= self.today else None

    @property
    def public_state(self):
        """One sentence: what the public sees."""
        if self.listing is None:
            return _("Not published yet.")
        if self.listing.removed_at:
            when = values.day(timezone.localdate(self.listing.removed_at))
            if self.clinic.closed_at:
                return _("Taken down on %(day)s. Its address says so to everybody who comes.") % {"day": when}
            return _("Taken down on %(day)s. It comes back when what you sent is published.") % {"day": when}
        if self.listing.confirmed_on is None:
            return _("Published. You have not confirmed it yet, and its page says so.")
        named = {"day": values.day(self.listing.confirmed_on)}
        return {
            ListingState.CURRENT: _("Published and current: you confirmed it on %(day)s."),
            ListingState.OVERDUE: _(
                "Published, and its page says “not confirmed lately”: you last confirmed it on %(day)s."
            ),
            ListingState.LAPSED: _(
                "Published, but it has left the results: you last confirmed it on %(day)s."
            ),
        }[self.listing.listing_state(self.today)] % named


def statuses_by_membership(user, today):
    """[(membership, [Upkeep, …]), …] by name; six queries, whatever the number of clinics."""
    memberships = roles.memberships(user).select_related("organization").order_by("organization__name", "pk")
    found = list(memberships)
    clinics = roles.clinics(user).select_related("organization").order_by("name", "pk")
    owned = {one.organization_id for one in found if one.role == Membership.Role.OWNER}
    kept = load_statuses(clinics.prefetch_related("practitioners", "training"), today, owned=owned)
    return [
        (one, [status for status in kept if status.clinic.organization_id == one.organization_id])
        for one in found
    ]


def load_status(user, clinic, today):
    """The Upkeep of a working copy."""
    owned = {clinic.organization_id} if roles.is_owner(user, clinic.organization) else set()
    return load_statuses([clinic], today, owned=owned)[0]


def load_statuses(clinics, today, *, owned):
    pks = [clinic.pk for clinic in clinics]
    listings = {one.clinic_id: one for one in Listing.objects.for_pages().filter(clinic__in=pks)}
    latest = {
        (one.clinic_id, one.again_id is not None): one
        for one in Submission.objects.filter(clinic__in=pks)
        .exclude(state__in=[SubmissionState.WITHDRAWN, SubmissionState.DRAFT])
        .select_related("again")
        .annotate(is_older=Case(When(again=None, then=0), default=1))
        .order_by("clinic", "is_older", "-submitted_at", "-pk")
        .distinct("clinic", "is_older")
    }
    return [
        ClinicStatus(
            clinic,
            listings.get(clinic.pk),
            latest.get((clinic.pk, False)),
            latest.get((clinic.pk, True)),
            today,
            is_owner=clinic.organization_id in owned,
        )
        for clinic in clinics
    ]
