"""Acts on a report by a reader: receive, ask the clinic, take the listing down, close. One transaction each.

Nothing that the reader wrote goes to a clinic. Closing deletes the reader's e-mail address, once the letter
to it is queued.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import BigIntegerField, Case, F, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import short_code
from directory.facts.vocabulary import DecisionReason, ReportReason
from directory.mail import letters, moderator_letters, queue
from directory.models import Clinic, Listing, Mail, Note, Report
from directory.moderation import decisions, notes, taking, thread
from directory.moderation.errors import RefusedError
from directory.moderation.right_to_decide import require_right_to_decide
from directory.reports import deadlines
from directory.web import rate_limit


class AlreadyActedError(RefusedError):
    """Another moderator acted first. `report`: the report as it is now."""

    def __init__(self, report: Report):
        super().__init__(_("Someone else acted on this report first. This is how it looks now."))
        self.report = report


# ---- from a reader


@transaction.atomic
def receive(
    *, listing: Listing, reason: str, statement: str, words: str, key: UUID, at: datetime, email: str = ""
) -> Report:
    """Save and return a reader's report. The same key (a UUID) again returns the report saved before.

    Moderators get a letter at once if it is about safety or consent.
    """
    report, is_new = Report.objects.get_or_create(
        key=key,
        defaults={
            "reference": short_code.generate(),
            "clinic_id": listing.clinic_id,
            "reason": reason,
            "statement": statement,
            "words": words,
            "email": email,
            "received_at": at,
        },
    )
    if is_new:
        moderator_letters.safety_report(report, listing, due_on=deadlines.due_on(at))
    return report


# ---- by a moderator


@transaction.atomic
def ask_clinic(*, report: Report, by: User, words: str, at: datetime | None = None) -> None:
    """A moderator writes to the clinic's members, else to its published e-mail; once for each report.

    The question stands in the thread of the clinic, too, where members can answer it. Raises RefusedError
    where there is nobody to write to, AlreadyActedError if another moderator acted first.
    """
    at = at or timezone.now()
    if not words:
        raise RefusedError(_("Write your question. The clinic will read it."))
    listing = _judged_listing(report, by)
    if listing.removed_at:
        raise RefusedError(_("The listing has already been taken down. Close the report."))
    _act(report, at=at, by=by, among=[Report.State.RECEIVED], state=Report.State.ASKED)
    thread.record_question(clinic=listing.clinic, by=by, words=words, report=report, at=at)
    to = queue.member_addresses(listing.clinic) or [(None, _published_email(listing, at=at))]
    letters.report_question(report, listing, to=to, words=words, at=at)


@transaction.atomic
def record_action(
    *, report: Report, by: User, kind: str, words: str = "", at: datetime | None = None
) -> Note:
    """A moderator notes on a report what they did, such as a call without an answer. The report stays open.

    One of deadlines.FIRST_ACTIONS counts as the first action, if there was none. Raises RefusedError where
    the note says nothing.
    """
    at = at or timezone.now()
    _judged_listing(report, by)
    note = notes.write(clinic=report.clinic, report=report, by=by, kind=kind, words=words, at=at)
    if kind in deadlines.FIRST_ACTIONS:
        Report.objects.filter(pk=report.pk, acted_at=None).update(acted_by=by, acted_at=at)
    return note


@transaction.atomic
def close(*, report: Report, by: User, outcome: str, answer: str = "", at: datetime | None = None) -> None:
    """A moderator closes a report. `answer` is for the reader.

    raises  AlreadyActedError if another moderator acted first
    """
    at = at or timezone.now()
    if outcome not in Report.Outcome.values:
        raise RefusedError(_("Choose a result. The reader can look it up."))
    listing = _judged_listing(report, by)
    if outcome == Report.Outcome.REMOVED and not listing.removed_at:
        raise RefusedError(_("The listing is still public. Take it down first, or choose another result."))
    _close(report, by=by, outcome=outcome, answer=answer, at=at)


@transaction.atomic
def take_down(
    *, report: Report, by: User, words: str = "", answer: str = "", at: datetime | None = None
) -> None:
    """A moderator takes down a listing whose clinic was not asked, and closes the report.

    words   for the clinic and the public log
    answer  for the reader
    """
    at = at or timezone.now()
    listing = _judged_listing(report, by)
    _require_removal_reason(report)
    _close(report, by=by, outcome=Report.Outcome.REMOVED, answer=answer, at=at)
    decisions.remove(listing=listing, reason=DecisionReason.OWNER_REQUEST, words=words, by=by, at=at)


@transaction.atomic
def take_down_as_proven(*, report: Report, at: datetime | None = None) -> None:
    """Take a listing down whose clinic proved by a code that the listing is its own; close the report.

    No moderator decides. The caller (membership/owner_removal.py) has verified the code.
    """
    at = at or timezone.now()
    listing = _locked_listing(report)
    _require_removal_reason(report)
    _close(report, by=None, outcome=Report.Outcome.REMOVED, answer="", at=at)
    decisions.remove_with_proof(listing=listing, at=at)


def _judged_listing(report, by):
    """The report's listing, its clinic locked. Raises unless `by` may act on it as a moderator."""
    listing = _locked_listing(report)
    require_right_to_decide(by, [listing.clinic])
    return listing


def _locked_listing(report):
    clinic = Clinic.objects.select_related("organization").locked([report.clinic_id]).get()
    listing = Listing.objects.for_pages().get(clinic=clinic)
    listing.clinic = clinic
    return listing


def _require_removal_reason(report):
    if report.reason != ReportReason.LISTED_WITHOUT_CONSENT:
        raise RefusedError(_("This report does not ask to take the listing down."))


def _close(report, *, by, outcome, answer, at):
    """Close a report, write to the reader who asked for news, and delete their e-mail address."""
    reader_email = Report.objects.values_list("email", flat=True).get(pk=report.pk)
    _act(
        report,
        at=at,
        by=by,
        among=[Report.State.RECEIVED, Report.State.ASKED],
        state=Report.State.CLOSED,
        outcome=outcome,
        answer=answer,
        closed_by=by,
        closed_at=at,
        email="",
    )
    if reader_email:
        letters.report_closed(report, short_code.hyphenate(report.reference), to=reader_email)


def _act(report, *, at, by, among, **facts):
    """Update a report that is in one of the states `among`; the first act sets acted_by and acted_at.

    raises  AlreadyActedError where the report is in another state
    """
    changed = Report.objects.filter(pk=report.pk, state__in=among).update(
        acted_by=Case(
            When(acted_at=None, then=Value(by and by.pk)),
            default=F("acted_by"),
            output_field=BigIntegerField(),
        ),
        acted_at=Coalesce("acted_at", Value(at)),
        **facts,
    )
    report.refresh_from_db()
    if not changed:
        raise AlreadyActedError(report)
    taking.release(report)


def _published_email(listing, *, at):
    """The listing's own e-mail, if one more letter may go there today. Raises RefusedError otherwise."""
    if not listing.email:
        raise RefusedError(_("No one manages this listing, and it shows no e-mail address. Call the clinic."))
    # Only questions by moderators count, so that strangers cannot use up the limit.
    sent = Mail.objects.filter(kind="report_asked", to=listing.email, queued_at__gt=at - timedelta(days=1))
    if sent.count() >= rate_limit.MAX_QUESTIONS_TO_CLINIC:
        raise RefusedError(_("We have reached today’s limit of e-mails to this clinic. Try again tomorrow."))
    return listing.email
