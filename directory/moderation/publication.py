"""What acts share: they lock the clinic first, and publish submissions with one Event and one letter each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.vocabulary import SubmissionState
from directory.mail import decision_letters
from directory.models import Claim, Clinic, Listing, Submission
from directory.moderation import events, taking
from directory.moderation.errors import AlreadyDecidedError, RefusedError
from directory.publishing import publish
from directory.publishing.snapshot import Snapshot, complete_snapshot, snapshot_of_listing
from directory.publishing.validation import validation_errors

AVAILABILITY_STATEMENTS = ("availability", "waitlist_weeks", "availability_on")

# ---- locks


def locked_clinics(clinics: Iterable[int]) -> list[Clinic]:
    """The clinics with these ids, locked, with the few columns that an act needs."""
    return list(Clinic.objects.only("uid", "closed_at", "organization").locked(clinics))


def locked_listing(listing: Listing) -> tuple[Clinic, Listing]:
    """The clinic, locked, and its listing, read anew. Raises RefusedError if the listing is taken down."""
    (clinic,) = locked_clinics([listing.clinic_id])
    listing.refresh_from_db()
    if listing.removed_at:
        raise RefusedError(_("This listing has already been taken down."))
    return clinic, listing


def read_again(submissions: Sequence[Submission]) -> None:
    """Read what waits anew, its clinic locked: availability may have been published meanwhile. One query."""
    rows = Submission.objects.filter(pk__in=[submission.pk for submission in submissions])
    saved = {pk: rest for pk, *rest in rows.values_list("pk", "content", "based_on")}
    for submission in submissions:
        if submission.pk in saved:
            submission.content, submission.based_on = saved[submission.pk]


# ---- publish


def publish_approved(
    submissions: Sequence[Submission], clinics: Sequence[Clinic], *, by: User, at: datetime, **answer: Any
) -> list[Listing]:
    """Approve and publish waiting submissions of locked clinics. Returns the listings.

    answer  more columns of the submissions: the moderator's reason and words
    raises  AlreadyDecidedError where one of them no longer waits; RefusedError where a listing is taken down,
            or nobody has decided yet on the person who started the clinic
    """
    if any(clinic.closed_at for clinic in clinics):
        raise RefusedError(_("This listing was taken down. An owner can ask to restore it."))
    before = _published_before(clinics)
    _refuse_undecided_claims([clinic for clinic in clinics if clinic.pk not in before])
    by_version = defaultdict(list)
    for submission in submissions:
        by_version[_next_version(before, submission.clinic_id)].append(submission)
    for version, group in by_version.items():
        decision = {"state": SubmissionState.APPROVED, "decided_by": by, "decided_at": at} | answer
        decision["listing_version"] = version
        decided = Submission.objects.filter(
            pk__in=[submission.pk for submission in group], state=SubmissionState.PENDING
        ).update(**decision)
        if decided != len(group):
            raise AlreadyDecidedError(decided_before(group, by=by, at=at))
        for submission in group:
            for name, value in decision.items():
                setattr(submission, name, value)
    listings = _publish(submissions, clinics, before, at=at)
    taking.release(*submissions)
    decision_letters.submissions_decided(submissions)
    return listings


def publish_act(
    act: Submission.Act,
    content: Snapshot,
    *,
    clinic: Clinic,
    decided_by: User | None,
    at: datetime,
    attribution: publish.Attribution | None = None,
    **sent: Any,
) -> tuple[Submission, Listing]:
    """Publish a content that did not wait in the queue: its submission is made approved, with its own Event.

    content     a whole snapshot, which is validated
    clinic      locked. What waits of it keeps waiting.
    decided_by  the moderator; None where a rule decides (Submission.Act.AVAILABILITY)
    attribution of the listing, where not the sender stated what changes, as in a merge
    sent        more columns of the submission: origin, submitted_by (who pressed the button), source, words,
                source_license, terms (of the clinic whose words `about` becomes), and again (the earlier
                version that is published once more, whose day counts)
    raises      RefusedError where the content breaks a rule or the listing is taken down
    """
    if clinic.closed_at:
        raise RefusedError(_("This listing was taken down. An owner can ask to restore it."))
    refuse_broken(content)
    before = _published_before([clinic])
    submission = Submission.objects.create(
        clinic=clinic,
        act=act,
        content=content,
        based_on=before[clinic.pk][0] if clinic.pk in before else None,
        state=SubmissionState.APPROVED,
        submitted_at=at,
        decided_by=decided_by,
        decided_at=at,
        listing_version=_next_version(before, clinic.pk),
        **sent,
    )
    attributions = {clinic.pk: attribution} if attribution else None
    (listing,) = _publish([submission], [clinic], before, at=at, attributions=attributions)
    return submission, listing


def _published_before(clinics):
    """Clinic id → (version, removed_at) of its listing."""
    listed = Listing.objects.filter(clinic__in=[clinic.pk for clinic in clinics])
    return {clinic: tuple(rest) for clinic, *rest in listed.values_list("clinic", "version", "removed_at")}


def _next_version(before: Mapping[int, tuple[int, datetime | None]], clinic: int) -> int:
    version, _removed_at = before.get(clinic, (0, None))
    return version + 1


def _publish(submissions, clinics, before, *, at, attributions=None):
    listings = publish.publish(
        submissions,
        uids={clinic.pk: clinic.uid for clinic in clinics},
        on=timezone.localdate(at),
        attributions=attributions,
    )
    removed = {clinic for clinic, (_version, removed_at) in before.items() if removed_at}
    events.record_publications(listings, submissions, at, removed)
    return listings


# ---- into the queue again


def wait_again(submission: Submission, *, by: User, at: datetime, overtaken: bool = False) -> Submission:
    """A copy of a decided submission waits in the queue, with the old sender, day and remark.

    The copy has the availability that members have published at once since: see availability.py.

    by         the moderator who put it back; the clinic is locked and `by` may decide on it
    overtaken  True: also where the clinic has sent something newer
    raises     RefusedError where something waits already, or where the listing is taken down
    """
    clinic = Clinic.objects.get(pk=submission.clinic_id)
    if clinic.closed_at:
        raise RefusedError(_("This listing was taken down. An owner can ask to restore it."))
    others = Submission.objects.filter(clinic=clinic)
    if others.filter(state=SubmissionState.PENDING).exists():
        raise RefusedError(_("This clinic has something else in the queue. Decide on that first."))
    if not overtaken:
        _refuse_overtaken(submission)
    return Submission.objects.create(
        clinic=clinic,
        origin=submission.origin,
        source=submission.source,
        source_license=submission.source_license,
        terms=submission.terms,
        content=complete_snapshot(_with_latest_availability(submission)),
        based_on=Listing.objects.filter(clinic=clinic).values_list("version", flat=True).first(),
        state=SubmissionState.PENDING,
        submitted_by_id=submission.submitted_by_id,
        submitted_at=submission.submitted_at,
        remark=submission.remark,
        again=submission.again,
        opened_by=by,
        opened_at=at,
    )


def _with_latest_availability(submission: Submission) -> dict[str, Any]:
    later = Submission.objects.filter(
        clinic=submission.clinic_id,
        act=Submission.Act.AVAILABILITY,
        submitted_at__gt=submission.submitted_at,
    )
    listing = Listing.objects.filter(clinic=submission.clinic_id).first() if later.exists() else None
    if listing is None:
        return submission.content
    stated = dict(snapshot_of_listing(listing))
    return submission.content | {name: stated[name] for name in AVAILABILITY_STATEMENTS}


def _refuse_overtaken(submission: Submission) -> None:
    """Raise RefusedError if the clinic has sent something newer, or this waits or waited again."""
    newest = Submission.objects.filter(clinic=submission.clinic_id).sent().first()
    if newest == submission:
        return
    if newest and newest.opened_at and newest.submitted_at == submission.submitted_at:
        raise RefusedError(_("A moderator has already put this back into the queue."))
    raise RefusedError(_("You can’t reopen this, because the clinic has sent something newer."))


# ---- refusals


def _refuse_undecided_claims(unlisted):
    """A clinic that somebody started is first listed with a decision on that person: first_decision.py."""
    started = [clinic.pk for clinic in unlisted if clinic.organization_id]
    claims = Claim.objects.waiting().filter(clinic__in=started).starters_first()
    if started and claims.filter(is_starters=True).exists():
        raise RefusedError(_("Someone asks to manage this clinic. Decide on that together with its content."))


def decided_before(group: Iterable[Submission], *, by: User, at: datetime | None) -> Submission | None:
    """The first of the submissions on which another act has decided, with its decision, or None."""
    return (
        Submission.objects.filter(pk__in=[submission.pk for submission in group])
        .exclude(decided_by=by, decided_at=at)
        .exclude(state=SubmissionState.PENDING)
        .select_related("decided_by")
        .first()
    )


def refuse_broken(content_to_publish: Snapshot) -> None:
    """Raise RefusedError if a snapshot, which may be old, breaks a validation rule of today."""
    wrong = validation_errors(content_to_publish)
    if wrong:
        raise RefusedError(" ".join(sentence for _statement, sentence in wrong))
