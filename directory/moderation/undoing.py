"""A moderator takes a decision back: a "no" while its letter waits, a publication within a day.

Each is one transaction with one Event. A copy of the submission waits in the queue again; what was decided
before stays in the log.
"""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.vocabulary import SubmissionState
from directory.mail import decision_letters
from directory.mail.decision_letters import UNDO_DECISION_WITHIN
from directory.models import Event, EventActor, Listing, Merge, Submission
from directory.moderation import events, evidence
from directory.moderation.errors import RefusedError
from directory.moderation.publication import locked_clinics, publish_act, wait_again
from directory.moderation.right_to_decide import require_right_to_decide
from directory.publishing import publish
from directory.publishing.diff import compare_snapshots
from directory.publishing.permissions import permissions_of_version
from directory.publishing.snapshot import complete_snapshot, union_with_offerings, with_zip_code_point

TURNED_DOWN = (SubmissionState.CHANGES_REQUESTED, SubmissionState.REJECTED)
UNDO_PUBLICATION_WITHIN = timedelta(hours=24)


@transaction.atomic
def undo_decision(*, submission: Submission, by: User, at: datetime | None = None) -> Submission:
    """Take back a rejection, or a request for changes, before its letter goes. Returns the copy that waits.

    raises  RefusedError later than UNDO_DECISION_WITHIN, where the letter has gone, where something waits, or
            where the clinic has sent something newer
    """
    at = at or timezone.now()
    require_right_to_decide(by, locked_clinics([submission.clinic_id]), [submission])
    submission.refresh_from_db()
    if submission.state not in TURNED_DOWN:
        raise RefusedError(_("You can only undo a rejection or a request for changes here."))
    if not _is_within(UNDO_DECISION_WITHIN, submission, at):
        raise RefusedError(_("It is too late to undo this: the e-mail may have gone. You can reopen it."))
    waiting = wait_again(submission, by=by, at=at)
    if not decision_letters.take_decision_out(submission):
        raise RefusedError(_("The e-mail about this decision has gone. You can reopen it instead."))
    listed = Listing.objects.filter(clinic=submission.clinic_id).values_list("slug", flat=True)
    Event.objects.create(
        at=at,
        kind=Event.Kind.UNDONE,
        clinic=submission.content["name"],
        slug=listed.first() or "",
        submission=submission.pk,
        reason=submission.reason,  # the log hides by it what was rejected as spam
    )
    return waiting


@transaction.atomic
def undo_publication(*, submission: Submission, by: User, at: datetime | None = None) -> Submission:
    """Take back what an approval published. Returns the copy of the submission that waits for a new decision.

    A first listing, or one that was listed again, goes off the site; Clinic.closed_at stays empty, so the
    clinic can be published again. A change gives way to the version before it, which is published once more:
    with its days, except those of a later confirmation, and with the evidence that the change had dropped.
    What a merge had taken over (Listing.taken_over) and the change replaced counts as the clinic's own.

    raises  RefusedError later than UNDO_PUBLICATION_WITHIN, where something was published since, where
            something waits, or where the version before breaks a rule of today
    """
    at = at or timezone.now()
    clinics = locked_clinics([submission.clinic_id])
    require_right_to_decide(by, clinics, [submission])
    submission.refresh_from_db()
    listing = _published_by(submission, at)
    before = Submission.objects.filter(clinic=submission.clinic_id, listing_version__lt=listing.version)
    earlier = before.approved().first()
    if earlier is None or _listed_again(submission):
        publish.remove(listing, at=at)
        events.record_act(Event.Kind.UNDONE, listing, by=by, at=at)
    else:
        _publish_earlier(listing, submission, list(before.approved()), clinics[0], by=by, at=at)
    waiting = wait_again(submission, by=by, at=at, overtaken=True)
    if not decision_letters.take_decision_out(submission):
        decision_letters.publication_undone(submission)
    return waiting


def _is_within(limit, submission, at):
    return at - submission.decided_at <= limit


def _published_by(submission, at):
    """The listing as this submission published it. Raises RefusedError unless it can be taken back."""
    if submission.state != SubmissionState.APPROVED or submission.act:
        raise RefusedError(_("You can only take back what a moderator has published."))
    if not _is_within(UNDO_PUBLICATION_WITHIN, submission, at):
        raise RefusedError(_("This was published more than a day ago. Restore an earlier version instead."))
    listing = Listing.objects.select_for_update().get(clinic=submission.clinic_id)
    if listing.removed_at:
        raise RefusedError(_("This listing has already been taken down."))
    if listing.version != submission.listing_version:
        raise RefusedError(_("Something newer has been published since. Nothing was taken back."))
    return listing


def _listed_again(submission):
    return Event.objects.filter(submission=submission.pk, kind=Event.Kind.RESTORED).exists()


def _publish_earlier(listing, submission, versions, clinic, *, by, at):
    """Publish the latest of `versions` once more. `versions`: those before the submission, latest first."""
    earlier, permissions = versions[0], permissions_of_version(reversed(versions))
    contents, origin = [_shown(one) for one in versions], _origin(listing, versions)
    changed = {change.statement for change in compare_snapshots(contents[0], _shown(submission))}
    _act, listing = publish_act(
        Submission.Act.PUBLICATION_UNDONE,
        with_zip_code_point(complete_snapshot(earlier.approved_snapshot)),
        clinic=clinic,
        decided_by=by,
        at=at,
        attribution=publish.Attribution(
            {name: day for name, day in listing.stated_on.items() if name not in changed}
            | _days(versions, contents, changed, origin["confirmed_on"]),
            listing.taken_over,
        ),
        submitted_by=by,
        origin=earlier.origin,
        **permissions._asdict(),
        again=earlier.again or earlier,
    )
    publish.set_origin(listing, **origin)
    each = [*zip(versions, contents, strict=True)]
    evidence.restore(listing, submission, each, changed_to=_shown(submission))


def _shown(submission):
    return union_with_offerings(complete_snapshot(submission.approved_snapshot))


def _days(versions, contents, changed, confirmed_on):
    """Statement → the day for Listing.stated_on, from the version that gave it the value that is back."""
    days: dict[str, str | None] = {}
    standing, merged = _standing(zip(versions, contents, strict=True)), _days_of_merges(versions[0].clinic_id)
    older_contents = [*(content for _version, content in standing[1:]), {}]
    for (version, content), older in zip(standing, older_contents, strict=True):
        gave = {change.statement for change in compare_snapshots(older, content)} - set(days)
        sent_on = timezone.localdate((version.again or version).submitted_at)
        confirmed = confirmed_on and confirmed_on > timezone.localdate(version.decided_at)
        otherwise = confirmed_on.isoformat() if confirmed else None
        if version.act == Submission.Act.MERGED and version.listing_version in merged:
            of_merge = merged[version.listing_version]
            days |= {name: of_merge.get(name) or otherwise for name in gave & changed}
        else:
            stated = version.origin == Submission.Origin.PORTAL
            days |= dict.fromkeys(gave & changed, sent_on.isoformat() if stated else otherwise)
    return days


def _days_of_merges(clinic):
    """Version of a listing that a merge made → Listing.stated_on of it.

    The origin of that version is the one of the kept listing, whoever stated what the other one brought.
    """
    merges = Merge.objects.filter(kept=clinic, changed__has_key="merged_stated_on")
    return {merge.changed["version"]: merge.changed["merged_stated_on"] for merge in merges}


def _standing(versions):
    """The (version, content) pairs, latest first, without those taken back and the acts that did that."""
    versions, standing = iter(versions), []
    for version, content in versions:
        if version.act == Submission.Act.PUBLICATION_UNDONE:
            next(versions, None)  # the one before, which it took back
        else:
            standing.append((version, content))
    return standing


def _origin(listing, versions):
    """Two columns of a listing that say who made the version before, and when the clinic confirmed it."""
    of_others = [one for one in versions if one.origin != Submission.Origin.PORTAL]
    was_confirmed = (
        len(of_others) < len(versions)
        or EventActor.objects.filter(clinic=listing.clinic_id, kind=Event.Kind.CONFIRMED).exists()
    )
    return {
        "origin": of_others[0].origin if of_others else Submission.Origin.PORTAL,
        "confirmed_on": listing.confirmed_on if was_confirmed else None,
    }
