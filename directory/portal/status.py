"""What the people of a clinic see of it: what is published, what waits, what came back, what is a draft."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import roles
from directory.facts.statements import SPINE, STATEMENTS, is_stated
from directory.facts.vocabulary import ListingState, SubmissionState
from directory.mail import letters
from directory.models import Act, Clinic, Event, Listing, Membership, Submission
from directory.models.listing import CURRENT_DAYS
from directory.moderation.decisions import CAME_BACK
from directory.publishing import history, publish
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
SENT = {
    Submission.Origin.PORTAL: gettext_lazy("Sent to be looked at."),
    Submission.Origin.PROPOSAL: gettext_lazy("Proposed by a reader."),
    Submission.Origin.IMPORT: gettext_lazy("Imported from a file."),
}
DONE = {
    Event.Kind.CONFIRMED: gettext_lazy("Confirmed: everything is still true."),
    Event.Kind.REMOVED: gettext_lazy("The listing was taken down."),
}
A_MODERATOR = gettext_lazy("A moderator")
LATEST = 100  # steps of each kind that are told


@dataclass(frozen=True)
class Upkeep:
    """One clinic on one day.

    listing  what is published, or was and is taken down; None where nothing ever was
    latest   the last submission that was sent and not taken back; None for none
    older    the last older version that a moderator put into the queue once more; None for none
    """

    clinic: Clinic
    listing: Listing | None
    latest: Submission | None
    older: Submission | None
    today: object
    owns: bool = False

    @cached_property
    def draft(self):
        return publish.snapshot_of_clinic(self.clinic)

    @cached_property
    def shown(self):
        """The content that the public sees; {} for none."""
        return publish.snapshot_of_listing(self.listing) if self.is_published else {}

    @property
    def is_published(self):
        return self.listing is not None and self.listing.removed_at is None

    @property
    def waiting(self):
        both = (self.latest, self.older)
        return next((one for one in both if one and one.state == SubmissionState.PENDING), None)

    @property
    def read_by(self):
        """The day by which a moderator reads what waits."""
        return letters.read_by(self.waiting.waits_since)

    @property
    def returned(self):
        """What came back, whole or in part, and was not sent again since.

        An older version that a moderator brings back answers no question that another has asked.
        """
        if self.latest and (self.latest.state in CAME_BACK or self.latest.sent_back):
            return self.latest
        return None

    @cached_property
    def back(self):
        """The statements that came back: those named by the moderator, else all that was changed."""
        if self.returned is None:
            return []
        if self.returned.sent_back:
            return [name for name in STATEMENTS if name in self.returned.sent_back]
        frozen = publish.complete_snapshot(self.returned.content)
        return [change.statement for change in publish.compare_snapshots(self.shown, frozen)]

    @property
    def came_back(self):
        """What came back, for a template: (section, labels of its statements) in the order of the spine."""
        return [
            (section, [STATEMENTS[name].label for name in section.statements if name in self.back])
            for section in SPINE
            if set(section.statements) & set(self.back)
        ]

    @property
    def reason(self):
        return history.reason_in_words(self.returned.reason) if self.returned else ""

    @cached_property
    def unpublished(self):
        """What sending would change of what is published."""
        return publish.compare_snapshots(self.shown, self.draft)

    @cached_property
    def unsent(self):
        """What was saved since the last sending, or differs from what is published where nothing waits."""
        if self.waiting:
            return publish.compare_snapshots(publish.complete_snapshot(self.waiting.content), self.draft)
        return self.unpublished

    @cached_property
    def problems(self):
        """[(section, sentence), …]: what the draft says that breaks a rule of today."""
        found = publish.validation_errors(self.draft)
        return [(SECTIONS[STATEMENTS[name].section] if name else None, words) for name, words in found]

    @property
    def can_send(self):
        return not (self.waiting or self.clinic.closed_at or self.problems) and bool(self.unpublished)

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
    def standing(self):
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
        }[self.listing.standing(self.today)] % named


def of(user, today):
    """[(membership, [Upkeep, …]), …] by name; six queries, whatever the number of clinics."""
    memberships = roles.memberships(user).select_related("organization").order_by("organization__name", "pk")
    found = list(memberships)
    clinics = roles.clinics(user).select_related("organization").order_by("name", "pk")
    owned = {one.organization_id for one in found if one.role == Membership.Role.OWNER}
    kept = looked_at(clinics.prefetch_related("practitioners", "training"), today, owned=owned)
    return [
        (one, [upkeep for upkeep in kept if upkeep.clinic.organization_id == one.organization_id])
        for one in found
    ]


def one(user, clinic, today):
    """The Upkeep of a working copy."""
    owned = {clinic.organization_id} if roles.is_owner(user, clinic.organization) else set()
    return looked_at([clinic], today, owned=owned)[0]


def looked_at(clinics, today, *, owned):
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
        Upkeep(
            clinic,
            listings.get(clinic.pk),
            latest.get((clinic.pk, False)),
            latest.get((clinic.pk, True)),
            today,
            owns=clinic.organization_id in owned,
        )
        for clinic in clinics
    ]


def steps(clinic):
    """What was done to a clinic, latest first: (when, sentence, who, words). Five queries.

    `who` is the address of somebody who maintains the clinic now, “A moderator”, or "" for anybody else:
    nobody else is named here.
    """
    people = dict(letters.members(clinic))
    sent = Submission.objects.filter(clinic=clinic).exclude(state=SubmissionState.DRAFT)
    sent = sent.select_related("again").order_by("-submitted_at", "-pk")[:LATEST]
    saved = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Clinic), object_id=str(clinic.pk), user__in=people
    ).order_by("-action_time")[:LATEST]
    told = [(one.action_time, _("Draft saved."), people[one.user_id], "") for one in saved]
    for one in sent:
        told += _steps_of(one, people)
    told += _acts(clinic, people)
    return sorted(told, key=lambda step: step[0], reverse=True)


def _steps_of(submission, people):
    one = submission
    if one.decided_at:
        yield one.decided_at, _decided(one), A_MODERATOR, one.words
    if one.withdrawn_at:
        who = people.get(one.withdrawn_by_id, "")
        yield one.withdrawn_at, _("Taken out of the queue before anybody had decided."), who, ""
    if one.again:
        version = {"version": one.again.listing_version}
        sentence = _("Version %(version)s was put into the queue once more.") % version
        yield one.submitted_at, sentence, A_MODERATOR, ""
    elif one.opened_at:
        sentence = _("What had come back was opened again: it waits for a decision once more.")
        yield one.opened_at, sentence, A_MODERATOR, ""
    else:
        sentence = str(SENT[one.origin])
        if one.state == SubmissionState.WITHDRAWN and not one.withdrawn_at:
            sentence = " ".join([sentence, _("Taken back later.")])
        yield one.submitted_at, sentence, people.get(one.submitted_by_id, ""), ""


def _acts(clinic, people):
    """What was done to the published listing."""
    acts = list(Act.objects.filter(clinic=clinic, kind__in=DONE).order_by("-event")[:LATEST])
    events = Event.objects.in_bulk([act.event for act in acts])
    for act in acts:
        if event := events.get(act.event):
            somebody = A_MODERATOR if act.kind == Event.Kind.REMOVED and act.acted_by_id else ""
            sentence = _with_reason(str(DONE[act.kind]), event.reason)
            yield event.at, sentence, people.get(act.acted_by_id, somebody), event.words


def _decided(submission):
    decided = {
        SubmissionState.APPROVED: _("Published, but for a part that came back.")
        if submission.sent_back
        else _("Published."),
        SubmissionState.CHANGES_REQUESTED: _("Sent back with a question."),
        SubmissionState.REJECTED: _("Not published."),
    }[submission.state]
    return _with_reason(decided, submission.reason)


def _with_reason(sentence, code):
    reason = history.reason_in_words(code)
    return " ".join([sentence, _("Reason: %(reason)s.") % {"reason": reason}]) if reason else sentence
