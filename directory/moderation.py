"""What happens to a submission: one transaction each, one Event each. Keyword-only, named after the act."""

from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from directory import content
from directory.models import Clinic, Event, Listing, Submission
from directory.vocabulary import SubmissionState


class AlreadyDecided(Exception):  # noqa: N818  (a state of affairs, not an error)
    """Somebody else decided first. Carries the submission as it stands now: who, when, what."""

    def __init__(self, submission):
        super().__init__(submission)
        self.submission = submission


def submit(*, clinics, origin, source="", by, at=None):
    """Freeze working copies, as saved, and put them into the queue. Returns the submissions, in order."""
    # Read anew: what a caller has fetched before may be older than what it has saved since.
    saved = (
        Clinic.objects.select_related("organization")
        .prefetch_related("practitioners", "training")
        .in_bulk([clinic.pk for clinic in clinics])
    )
    versions = dict(Listing.objects.filter(clinic__in=clinics).values_list("clinic", "version"))
    return Submission.objects.bulk_create(
        [
            Submission(
                clinic=clinic,
                origin=origin,
                source=source,
                content=content.freeze(saved[clinic.pk]),
                based_on=versions.get(clinic.pk),
                state=SubmissionState.PENDING,
                submitted_by=by,
                submitted_at=at or timezone.now(),
            )
            for clinic in clinics
        ],
        batch_size=200,
    )


@transaction.atomic
def approve(*, submissions, by, at=None):
    """Decide and publish, all of them or none. Raises AlreadyDecided where another was quicker."""
    at = at or timezone.now()
    clinics = [submission.clinic_id for submission in submissions]
    list(Clinic.objects.select_for_update().filter(pk__in=clinics).order_by("pk").values_list("pk"))
    versions = dict(Listing.objects.filter(clinic__in=clinics).values_list("clinic", "version"))
    made = defaultdict(list)
    for submission in submissions:
        made[versions.get(submission.clinic_id, 0) + 1].append(submission)
    for version, group in made.items():
        decided = Submission.objects.filter(
            pk__in=[submission.pk for submission in group], state=SubmissionState.PENDING
        ).update(state=SubmissionState.APPROVED, decided_by=by, decided_at=at, listing_version=version)
        if decided != len(group):
            raise AlreadyDecided(_decided_before(group, by=by, at=at))
        for submission in group:
            submission.state, submission.listing_version = SubmissionState.APPROVED, version
            submission.decided_by, submission.decided_at = by, at
    listings = content.publish(submissions, on=timezone.localdate(at))
    Event.objects.bulk_create(
        [
            Event(
                at=at,
                kind=Event.Kind.PUBLISHED,
                clinic=listing.name,
                slug=listing.slug,
                submission=submission.pk,
                listing_version=listing.version,
            )
            for listing, submission in zip(listings, submissions, strict=True)
        ],
        batch_size=1000,
    )
    return listings


@transaction.atomic
def ask_for_changes(*, submission, by, words, at=None):
    """Send it back with questions. Raises AlreadyDecided where another was quicker."""
    return _turn_down(submission, SubmissionState.CHANGES_REQUESTED, by=by, words=words, at=at)


@transaction.atomic
def reject(*, submission, by, reason, words="", at=None):
    """Refuse it for a reason of DecisionReason. Raises AlreadyDecided where another was quicker."""
    return _turn_down(submission, SubmissionState.REJECTED, by=by, reason=reason, words=words, at=at)


def _turn_down(submission, state, *, by, at, **answer):
    at = at or timezone.now()
    decided = Submission.objects.filter(pk=submission.pk, state=SubmissionState.PENDING).update(
        state=state, decided_by=by, decided_at=at, **answer
    )
    if not decided:
        raise AlreadyDecided(_decided_before([submission], by=by, at=at))
    submission.refresh_from_db()
    return Event.objects.create(
        at=at,
        kind=Event.Kind(state),
        clinic=submission.content["name"],
        slug=Listing.objects.filter(clinic=submission.clinic_id).values_list("slug", flat=True).first() or "",
        submission=submission.pk,
        **answer,
    )


def _decided_before(group, *, by, at):
    return (
        Submission.objects.filter(pk__in=[submission.pk for submission in group])
        .exclude(decided_by=by, decided_at=at)
        .exclude(state=SubmissionState.PENDING)
        .first()
    )


@transaction.atomic
def confirm(*, listing, at=None):
    """The clinic says that everything is still true."""
    at = at or timezone.now()
    content.confirm(listing, on=timezone.localdate(at))
    return _event(Event.Kind.CONFIRMED, listing, at=at)


@transaction.atomic
def remove(*, listing, reason, words="", at=None):
    """Take a listing down: its address answers 410 from then on."""
    at = at or timezone.now()
    content.remove(listing, at=at)
    return _event(Event.Kind.REMOVED, listing, at=at, reason=reason, words=words)


def _event(kind, listing, *, at, **more):
    return Event.objects.create(
        at=at, kind=kind, clinic=listing.name, slug=listing.slug, listing_version=listing.version, **more
    )
