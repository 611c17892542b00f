"""Writes the public log: one Event for each publication and each act on a listing."""

from datetime import datetime

from django.contrib.auth.models import User

from directory.models import Event, EventActor, Listing, Submission

KIND_OF_ACT = {
    Submission.Act.AVAILABILITY: Event.Kind.AVAILABILITY,
    Submission.Act.AVAILABILITY_UNDONE: Event.Kind.AVAILABILITY_UNDONE,
    Submission.Act.PUBLICATION_UNDONE: Event.Kind.UNDONE,
    Submission.Act.MERGED: Event.Kind.MERGED,
    Submission.Act.MERGE_UNDONE: Event.Kind.MERGE_UNDONE,
}


def record_publications(
    listings: list[Listing], submissions: list[Submission], at: datetime, removed: set[int]
) -> None:
    """One Event for each listing. `removed`: ids of the clinics whose listing had been taken down."""
    Event.objects.bulk_create(
        [
            Event(
                at=at,
                kind=_kind_of_publication(submission, submission.clinic_id in removed),
                clinic=listing.name,
                slug=listing.slug,
                submission=submission.pk,
                listing_version=listing.version,
                reason=submission.reason,
                words=submission.words,
            )
            for listing, submission in zip(listings, submissions, strict=True)
        ],
        batch_size=1000,
    )


def _kind_of_publication(submission, was_removed):
    if submission.act:
        return KIND_OF_ACT[Submission.Act(submission.act)]
    return Event.Kind.RESTORED if was_removed else Event.Kind.PUBLISHED


def record_act(kind: Event.Kind, listing: Listing, *, by: User | None, at: datetime, **more: str) -> Event:
    """One Event on a listing, and its EventActor. Returns the Event. `more`: its reason and words."""
    event = Event.objects.create(
        at=at, kind=kind, clinic=listing.name, slug=listing.slug, listing_version=listing.version, **more
    )
    EventActor.objects.create(
        event=event.pk,
        clinic_id=listing.clinic_id,
        kind=kind,
        acted_by=by,
        acted_at=at if by else None,
    )
    return event
