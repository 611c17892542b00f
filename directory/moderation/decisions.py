"""Acts on a submission and on a listing: each one transaction, one Event, one letter if somebody waits.

Every act checks the right of the user (see roles.py), and locks the row of its clinic first, so that two acts
on the same clinic cannot deadlock.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from directory import roles
from directory.facts import terms as terms_of_today
from directory.facts.vocabulary import DecisionReason, SubmissionState
from directory.mail import decision_letters, letters
from directory.models import RECORD_MODELS, Clinic, Event, Listing, Merge, Submission
from directory.models.bulk_insert import bulk_insert
from directory.models.submission import SubmissionQuerySet
from directory.moderation import events, taking, thread
from directory.moderation.errors import AlreadyDecidedError, OwnClinicError, RefusedError
from directory.moderation.publication import (
    decided_before,
    locked_clinics,
    locked_listing,
    publish_approved,
    read_again,
    refuse_broken,
    wait_again,
)
from directory.moderation.right_to_decide import require_right_to_decide
from directory.publishing import publish
from directory.publishing.diff import compare_snapshots
from directory.publishing.permissions import permissions_of_version
from directory.publishing.snapshot import (
    complete_snapshot,
    published_values,
    snapshot_of_clinic,
    snapshot_of_listing,
    with_zip_code_point,
)

CAME_BACK = (SubmissionState.CHANGES_REQUESTED, SubmissionState.REJECTED)


# ---- into the queue and out of it


@transaction.atomic
def submit(
    *, clinic: Clinic, by: User, terms: str, remark: str = "", at: datetime | None = None
) -> Submission:
    """A member submits the working copy, as saved. Returns the Submission. Raises what `enqueue` raises.

    terms   the edition of the terms that the member accepted; RefusedError unless it is that of today
    remark  the member's words to the moderator, which answer what moderators had asked; private
    """
    at, remark = at or timezone.now(), thread.checked(remark)
    roles.require_member(by, clinic)
    _require_terms(terms)
    origin = Submission.Origin.PORTAL
    (submission,) = enqueue(clinics=[clinic], origin=origin, by=by, terms=terms, remark=remark, at=at)
    if remark:
        thread.answer_by_sending([clinic], by=by, at=at)
    return submission


@transaction.atomic
def enqueue(
    *,
    clinics: list[Clinic],
    origin: str,
    by: User,
    at: datetime | None = None,
    **sent: str,
) -> list[Submission]:
    """Freeze working copies, as saved, and put them into the queue. Returns the Submissions, in order.

    Checks no right: anybody may propose a clinic, and an import is run by the operator of the server.

    sent  more columns of the submissions: remark; source and source_license of an import; terms, the edition
          that the clinic accepted (facts/terms.py)

    Raises RefusedError where a submission of the clinic waits already, or the listing is taken down (see
    `request_relisting`).
    """
    # Locked and read again: the caller's objects may be older than the saved rows.
    rows = Clinic.objects.select_related("organization").locked([clinic.pk for clinic in clinics])
    saved = {clinic.pk: clinic for clinic in rows}
    prefetch_related_objects(list(saved.values()), *RECORD_MODELS)
    if any(clinic.closed_at for clinic in saved.values()):
        raise RefusedError(_("This listing was taken down. An owner can ask to restore it."))
    if Submission.objects.filter(clinic__in=saved, state=SubmissionState.PENDING).exists():
        raise RefusedError(_("You already have changes waiting. Withdraw them first, then send these."))
    sending = [saved[clinic.pk] for clinic in clinics]
    waiting = _put_into_queue(sending, at=at or timezone.now(), origin=origin, submitted_by=by, **sent)
    for submission in waiting:
        letters.submission_received(submission)
    return waiting


def _put_into_queue(clinics, *, at, **sent):
    """Waiting Submissions of the working copies, in order."""
    versions = dict(Listing.objects.filter(clinic__in=clinics).values_list("clinic", "version"))
    waiting = [
        Submission(
            clinic=clinic,
            content=snapshot_of_clinic(clinic),
            based_on=versions.get(clinic.pk),
            state=SubmissionState.PENDING,
            submitted_at=at,
            **sent,
        )
        for clinic in clinics
    ]
    bulk_insert(waiting)
    return waiting


@transaction.atomic
def submit_again(*, submission: Submission, by: User, at: datetime | None = None) -> Submission:
    """A moderator puts an older approved snapshot into the queue once more. Returns the new Submission."""
    (clinic,) = clinics = locked_clinics([submission.clinic_id])
    require_right_to_decide(by, clinics)
    if submission.state != SubmissionState.APPROVED:
        raise RefusedError(_("You can only restore a version that was published before."))
    if clinic.closed_at:
        raise RefusedError(_("This listing was taken down. An owner can ask to restore it."))
    if Submission.objects.filter(clinic=clinic, state=SubmissionState.PENDING).exists():
        raise RefusedError(_("This clinic has something else in the queue. Decide on that first."))
    versions = Submission.objects.filter(clinic=clinic, listing_version__lte=submission.listing_version)
    permissions = permissions_of_version(
        versions.order_by("listing_version"), stays_stated=submission.origin == Submission.Origin.PORTAL
    )
    return Submission.objects.create(
        clinic=clinic,
        origin=submission.origin,
        **permissions._asdict(),
        content=with_zip_code_point(complete_snapshot(submission.approved_snapshot)),
        based_on=Listing.objects.filter(clinic=clinic).values_list("version", flat=True).first(),
        state=SubmissionState.PENDING,
        submitted_by=by,
        submitted_at=at or timezone.now(),
        again=submission.again or submission,
    )


@transaction.atomic
def open_again(*, submission: Submission, by: User, at: datetime | None = None) -> Submission:
    """A moderator puts a submission that was rejected or sent back as a whole into the queue once more.

    The decision on it stays. Returns the new Submission, a copy with the old sender, day and remark, and with
    the availability that members published since. The sender gets a letter about the decision on the copy.
    """
    clinics = locked_clinics([submission.clinic_id])
    require_right_to_decide(by, clinics, [submission])
    if submission.state not in CAME_BACK or submission.again_id:
        raise RefusedError(_("You can only reopen what was rejected or sent back completely."))
    return wait_again(submission, by=by, at=at or timezone.now())


@transaction.atomic
def withdraw(*, submission: Submission, by: User, at: datetime | None = None) -> None:
    """A member, or the reader who proposed it, withdraws a submission.

    Raises AlreadyDecidedError if it was decided meanwhile.
    """
    (clinic,) = locked_clinics([submission.clinic_id])
    if not submission.is_proposed_by(by):
        roles.require_member(by, clinic)
    if not withdraw_waiting(Submission.objects.filter(pk=submission.pk), by=by, at=at or timezone.now()):
        raise AlreadyDecidedError(Submission.objects.select_related("decided_by").get(pk=submission.pk))
    submission.state = SubmissionState.WITHDRAWN


def withdraw_waiting(submissions: SubmissionQuerySet, *, by: User | None, at: datetime) -> int:
    """Withdraw those of the submissions that wait, and release them. Returns how many.

    Checks no right. The caller has locked their clinics.
    """
    waiting = list(submissions.filter(state=SubmissionState.PENDING))
    taking.release(*waiting)
    return submissions.filter(pk__in=[one.pk for one in waiting], state=SubmissionState.PENDING).update(
        state=SubmissionState.WITHDRAWN, withdrawn_by=by, withdrawn_at=at if by else None
    )


# ---- decisions


@transaction.atomic
def approve(*, submissions: list[Submission], by: User, at: datetime | None = None) -> list[Listing]:
    """A moderator publishes all of the submissions, or none. Returns the listings.

    raises  AlreadyDecidedError where another moderator was quicker
    """
    clinics = locked_clinics([submission.clinic_id for submission in submissions])
    require_right_to_decide(by, clinics, submissions)
    read_again(submissions)
    return publish_approved(submissions, clinics, by=by, at=at or timezone.now())


@transaction.atomic
def publish_import(*, submissions: list[Submission], by: User, at: datetime | None = None) -> list[Listing]:
    """Publish submissions as `approve` does, for an operator who imports in the name of any user."""
    clinics = locked_clinics([submission.clinic_id for submission in submissions])
    if roles.belongs_to(by, *clinics):
        raise OwnClinicError
    return publish_approved(submissions, clinics, by=by, at=at or timezone.now())


@transaction.atomic
def approve_some(
    *,
    submission: Submission,
    back: Collection[str],
    by: User,
    reason: str = "",
    words: str = "",
    at: datetime | None = None,
) -> Listing:
    """A moderator publishes all changes except the statements `back`, sent back with a reason or words.

    A statement that is sent back keeps its published value, or stays not stated. Returns the listing. Raises
    RefusedError where the result would break a validation rule.
    """
    clinics = locked_clinics([submission.clinic_id])
    require_right_to_decide(by, clinics, [submission])
    read_again([submission])
    if decided := decided_before([submission], by=by, at=at):
        raise AlreadyDecidedError(decided)
    listing = Listing.objects.filter(clinic=submission.clinic_id).first()
    shown = snapshot_of_listing(listing) if listing else {}
    content = complete_snapshot(submission.content)
    changed = {change.statement for change in compare_snapshots(shown, content)}
    if unknown := set(back) - changed:
        raise RefusedError(
            _("What is published has changed since then. Check it again: %(names)s.")
            % {"names": ", ".join(sorted(unknown))}
        )
    answer: dict[str, Any] = {"reason": reason, "words": words}
    if back:
        if set(back) == changed:
            raise RefusedError(_("There is nothing left to publish. Ask for changes instead."))
        if not (reason or words):
            raise RefusedError(_("Say why you are sending something back. The clinic will read it."))
        answer["sent_back"] = published_values(shown, back)
    refuse_broken(content | answer.get("sent_back", {}))
    return publish_approved([submission], clinics, by=by, at=at or timezone.now(), **answer)[0]


@transaction.atomic
def ask_for_changes(
    *, submission: Submission, by: User, words: str, reason: str = "", at: datetime | None = None
) -> Event:
    """A moderator sends the whole submission back with questions.

    raises  AlreadyDecidedError where another moderator was quicker
    """
    if not words:
        raise RefusedError(_("Say what to change. The clinic will read it."))
    return _turn_down(submission, SubmissionState.CHANGES_REQUESTED, by=by, words=words, reason=reason, at=at)


@transaction.atomic
def reject(
    *, submission: Submission, by: User, reason: str, words: str = "", at: datetime | None = None
) -> Event:
    """A moderator rejects the submission for a DecisionReason. Raises what `ask_for_changes` raises."""
    if reason not in DecisionReason.values:
        raise RefusedError(_("Choose a reason. The clinic will read it."))
    return _turn_down(submission, SubmissionState.REJECTED, by=by, reason=reason, words=words, at=at)


def _turn_down(submission, state, *, by, at, **answer):
    at = at or timezone.now()
    require_right_to_decide(by, locked_clinics([submission.clinic_id]), [submission])
    decided = Submission.objects.filter(pk=submission.pk, state=SubmissionState.PENDING).update(
        state=state, decided_by=by, decided_at=at, **answer
    )
    if not decided:
        raise AlreadyDecidedError(decided_before([submission], by=by, at=at))
    submission.refresh_from_db()
    taking.release(submission)
    decision_letters.submissions_decided([submission])
    return Event.objects.create(
        at=at,
        kind=Event.Kind(state),
        clinic=submission.content["name"],
        slug=Listing.objects.filter(clinic=submission.clinic_id).values_list("slug", flat=True).first() or "",
        submission=submission.pk,
        **answer,
    )


# ---- what is published


@transaction.atomic
def confirm(
    *, listing: Listing, by: User | None, accepted_terms: str = "", at: datetime | None = None
) -> Event:
    """A member confirms that everything is still true: each statement counts as stated today.

    by              None for the invented clinics of the demonstration, where no person confirms
    accepted_terms  the edition of the terms where the member accepts them with that, else ""
    raises          RefusedError for another edition than that of today
    """
    if accepted_terms:
        _require_terms(accepted_terms)
    at = at or timezone.now()
    clinic, listing = locked_listing(listing)
    if by is not None:
        roles.require_member(by, clinic)
    publish.confirm(listing, on=timezone.localdate(at), terms=accepted_terms)
    if accepted_terms:  # for this version, so that it still has them where it is published once more
        version = Submission.objects.filter(clinic=clinic, listing_version=listing.version)
        version.update(terms=accepted_terms)
    return events.record_act(Event.Kind.CONFIRMED, listing, by=by, at=at)


@transaction.atomic
def remove(*, listing: Listing, reason: str, by: User, words: str = "", at: datetime | None = None) -> Event:
    """An owner or a moderator takes a listing down (see roles.may_take_down).

    The listing's address answers 410 from then on, and a waiting submission of the clinic is withdrawn.
    """
    clinic, listing = locked_listing(listing)
    roles.require_take_down(by, clinic)
    return _remove(listing, reason=reason, words=words, by=by, at=at or timezone.now())


@transaction.atomic
def remove_with_proof(*, listing: Listing, at: datetime | None = None) -> Event:
    """Take a listing down for its clinic, which has proved control with a code that the caller verified."""
    _clinic, listing = locked_listing(listing)
    return _remove(listing, reason=DecisionReason.OWNER_REQUEST, words="", by=None, at=at or timezone.now())


def _remove(listing, *, reason, words, by, at):
    withdraw_waiting(Submission.objects.filter(clinic=listing.clinic_id), by=by, at=at)
    Clinic.objects.filter(pk=listing.clinic_id).update(closed_at=at)
    publish.remove(listing, at=at)
    letters.listing_removed(listing, reason=reason, words=words)
    return events.record_act(Event.Kind.REMOVED, listing, by=by, at=at, reason=reason, words=words)


@transaction.atomic
def request_relisting(*, clinic: Clinic, by: User, terms: str, at: datetime | None = None) -> Submission:
    """An owner submits a clinic whose listing was taken down. Approval lists it again.

    terms  the edition of the terms that the owner accepted; RefusedError unless it is that of today
    """
    (clinic,) = locked_clinics([clinic.pk])
    roles.require_owner(by, clinic.organization_id)
    _require_terms(terms)
    if not clinic.closed_at:
        raise RefusedError(_("This listing has not been taken down."))
    if Merge.objects.standing().filter(merged=clinic).exists():
        raise RefusedError(_("This listing was merged with another one. A moderator can take that back."))
    Clinic.objects.filter(pk=clinic.pk).update(closed_at=None)
    return enqueue(clinics=[clinic], origin=Submission.Origin.PORTAL, by=by, terms=terms, at=at)[0]


def _require_terms(accepted):
    """Raise RefusedError unless the terms of today were accepted: nobody sends for a clinic without."""
    if not accepted:
        raise RefusedError(str(terms_of_today.MISSING))
    if accepted != terms_of_today.EDITION:
        raise RefusedError(str(terms_of_today.OUTDATED))
