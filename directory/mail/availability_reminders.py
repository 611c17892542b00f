"""Letters to members whose listings said 18 days ago whether they take patients: 21 days are too long."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce, Greatest

from directory.mail import availability_letter
from directory.mail.queue import verified_addresses
from directory.mail.reminders import AlreadyRemindedTodayError
from directory.models import Listing, Membership, Reminder

ASK_DAYS = 18  # days since Listing.availability_stated_on
MAX_LISTINGS = 40  # in one letter; the others are in tomorrow's


def queue_availability_letters(*, today: date) -> int:
    """Queue a letter to every member whose listings reached day 18: one a day for each organization.

    May run any number of times a day, in two processes at once, and after days without a run. A member is
    asked once for each day on which a listing stated its availability. Returns how many letters were queued.
    """
    return sum(_queue_all(today))


def _queue_all(today: date) -> Iterator[bool]:
    listings = _due_listings(today)
    members = Membership.objects.filter(organization__in=listings, reminders=True)
    members = list(members.select_related("organization").order_by("pk"))
    addresses = dict(verified_addresses({member.user_id for member in members}))
    already_asked = set(
        Reminder.objects.filter(
            listing__in=[one for of_one in listings.values() for one in of_one], step=ASK_DAYS
        )
        .values_list("user", "listing", "ages_from")
        .iterator()
    )
    for member in members:
        due = [
            listing
            for listing in listings[member.organization_id]
            if (member.user_id, listing.pk, listing.availability_stated_on) not in already_asked
        ]
        if due and member.user_id in addresses:
            yield _queue_one(member, due[:MAX_LISTINGS], to=addresses[member.user_id], today=today)


def _due_listings(today: date) -> dict[int, list[Listing]]:
    """Organization id → its public listings whose availability is 18 days old, oldest first. One query."""
    due = (
        Listing.objects.public()
        .exclude(availability="")
        .filter(clinic__organization__isnull=False)
        .annotate(
            organization_pk=F("clinic__organization"),
            stated=Greatest("availability_on", Coalesce("confirmed_on", "availability_on")),
        )
        .filter(stated__lte=today - timedelta(days=ASK_DAYS))
        .order_by("stated", "pk")
        .only("name", "confirmed_on", "availability", "availability_on", "waitlist_weeks", "removed_at")
    )
    organizations = defaultdict(list)
    for listing in due:
        organizations[listing.organization_pk].append(listing)  # pyright: ignore[reportAttributeAccessIssue]
    return organizations


def _queue_one(member: Membership, due: list[Listing], *, to: str, today: date) -> bool:
    """True if the letter was queued; False if this member was asked by another run, or today already."""
    try:
        with transaction.atomic():
            Reminder.objects.bulk_create(
                [
                    Reminder(
                        user_id=member.user_id,
                        listing=listing,
                        ages_from=listing.availability_stated_on,
                        step=ASK_DAYS,
                    )
                    for listing in due
                ]
            )
            if availability_letter.still_true(member, due, to=to, today=today) is None:
                raise AlreadyRemindedTodayError
    except (IntegrityError, AlreadyRemindedTodayError):
        return False
    return True
