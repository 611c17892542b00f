"""Proposals: a reader names a clinic that is missing, and a moderator decides.

The reader can read what they proposed, change it and take it back while it waits, and answer a question: all
on the same clinic, which belongs to nobody.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.vocabulary import SubmissionState
from directory.membership.errors import LimitReachedError
from directory.membership.joining import is_same_place
from directory.membership.locks import lock_clinic
from directory.models import Clinic, Listing, Submission
from directory.models.submission import proposed_by
from directory.moderation import decisions
from directory.moderation.errors import RefusedError

MAX_SENT_A_DAY = 10  # times that a proposal of one clinic is sent
MAX_WAITING = 20  # proposals of one person
CHANGEABLE = (SubmissionState.PENDING, SubmissionState.CHANGES_REQUESTED, SubmissionState.WITHDRAWN)


@transaction.atomic
def propose(*, by: User, key: UUID, words: str, at: datetime | None = None, **facts: object) -> Submission:
    """Submit a new clinic for a reader. It waits for a moderator, and makes nobody a member.

    key      a UUID of the form: the same form sent twice makes one proposal. A waiting proposal of the reader
             of that name and town is returned in place of a second one.
    words    how the reader knows the clinic, for moderators alone
    facts    statements of Facts
    returns  the Submission
    raises   LimitReachedError after MAX_WAITING
    """
    User.objects.select_for_update().get(pk=by.pk)  # counts and compares exactly, in two tabs too
    if sent := latest_by(by).filter(clinic__source=f"proposal:{key}").first():
        return sent
    waiting = [one for one in latest_by(by).select_related("clinic") if one.state == SubmissionState.PENDING]
    for one in waiting:
        if is_same_place(one.clinic, facts):
            return one
    if len(waiting) >= MAX_WAITING:
        raise LimitReachedError(
            _("You have suggested many clinics that wait for a moderator. Come back later.")
        )
    clinic = Clinic.objects.create(source=f"proposal:{key}", **facts)
    return _enqueue(clinic, by=by, words=words, at=at)


def latest_by(by: User) -> QuerySet[Submission]:
    """What a reader proposed: the latest submission of each clinic."""
    return Submission.objects.filter(proposed_by(by)).order_by("clinic", "-pk").distinct("clinic")


def may_change(submission: Submission) -> bool:
    """True if the reader may change the proposal and send it again. Up to two queries.

    It waits, was taken back, or came back with a question; and the clinic was not listed otherwise.
    """
    if submission.state not in CHANGEABLE or submission.clinic.organization_id is not None:
        return False
    if Listing.objects.filter(clinic=submission.clinic_id).exists():
        return False
    return (
        not Submission.objects.waiting()
        .filter(clinic=submission.clinic_id)
        .exclude(pk=submission.pk)
        .exists()
    )


@transaction.atomic
def send_again(
    *, submission: Submission, seen: str, by: User, words: str, at: datetime | None = None, **facts: object
) -> Submission:
    """Send a proposal again with other facts or an answer, on the same clinic. Returns the new Submission.

    It takes the place of the one that waits, if it still does.

    seen    `version_of` the proposal that the reader had before them
    words   how the reader knows the clinic, or the answer to the moderator
    facts   statements of Facts
    raises  RefusedError where a moderator has decided since; LimitReachedError after MAX_SENT_A_DAY
    """
    at = at or timezone.now()
    clinic = lock_clinic(submission.clinic_id)
    own = Submission.objects.filter(proposed_by(by), clinic=clinic)
    latest = own.select_related("clinic").latest("pk")
    if version_of(latest) != seen:
        raise RefusedError(
            _("Something happened to your suggestion after you opened this page. Read it, then send again.")
        )
    if not may_change(latest):
        raise RefusedError(_("A moderator has decided on this, so you can no longer change it here."))
    if own.filter(submitted_at__gt=at - timedelta(days=1)).count() >= MAX_SENT_A_DAY:
        raise LimitReachedError(_("You have sent this many times today. Send it again tomorrow."))
    if latest.state == SubmissionState.PENDING:
        decisions.withdraw(submission=latest, by=by, at=at)
    for name, value in facts.items():
        setattr(clinic, name, value)
    clinic.save(update_fields=[*facts, "changed_at"])
    return _enqueue(clinic, by=by, words=words, at=at)


def version_of(submission: Submission) -> str:
    """What a form holds of the proposal that it shows: it differs after any act on it."""
    return f"{submission.pk} {submission.state}"


def _enqueue(clinic, *, by, words, at):
    (submission,) = decisions.enqueue(clinics=[clinic], origin=Submission.Origin.PROPOSAL, by=by, at=at)
    submission.remark = words
    submission.save(update_fields=["remark"])
    return submission
