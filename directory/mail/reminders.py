"""Reminders: letters to members whose listings have not been confirmed for 75 and 90 days.

Whether a listing is current, overdue or lapsed is computed from its dates when it is read. Nothing is written
when a listing grows old, so a timer that fails cannot keep an old listing current.
"""

from collections import defaultdict
from datetime import date

from django.db import IntegrityError, transaction

from directory.mail import reminder_letter
from directory.mail.queue import verified_addresses
from directory.models import Listing, Membership, Reminder

REMINDER_DAYS = (75, 90)  # days since the listing was confirmed, or first published


def queue_reminders(*, today: date) -> dict[str, int]:
    """Queue a letter to every member whose listings reached a reminder day: one a day for each organization.

    May run any number of times a day, in two processes at once, and after days without a run: a member who
    missed a reminder gets one letter, for the latest reminder day.

    returns  {"reminded": letters queued now, "overdue", "lapsed", "stale": public listings in that state}
    """
    return {"reminded": sum(_queue_all(today))} | Listing.objects.public().count_by_age(today)


def _queue_all(today):
    listings = _due_listings(today)
    members = Membership.objects.filter(organization__in=listings, reminders=True)
    members = list(members.select_related("organization").order_by("pk"))
    addresses = dict(verified_addresses({member.user_id for member in members}))
    already_reminded = set(
        Reminder.objects.filter(listing__in=[one for ids in listings.values() for one in ids])
        .values_list("user", "listing", "ages_from", "step")
        .iterator()
    )
    for member in members:
        due = [
            (listing, _latest_step(listing, today))
            for listing in listings[member.organization_id]
            if (member.user_id, listing.pk, listing.ages_from, _latest_step(listing, today))
            not in already_reminded
        ]
        if due and member.user_id in addresses:
            yield _queue_one(member, due, to=addresses[member.user_id], today=today)


def _due_listings(today):
    """Organization id → its public listings that reached the first reminder day, oldest first."""
    ids = (
        Listing.objects.public()
        .older_than(REMINDER_DAYS[0] - 1, today)
        .filter(clinic__organization__isnull=False)
        .order_by("since", "pk")
        .values_list("clinic__organization", "pk")
    )
    organizations = defaultdict(list)
    by_id = Listing.objects.only(
        "name", "confirmed_on", "first_published_on", "availability", "availability_on", "removed_at"
    ).in_bulk([pk for _organization, pk in ids])
    for organization, pk in ids:
        organizations[organization].append(by_id[pk])
    return organizations


def _latest_step(listing, today):
    return max(step for step in REMINDER_DAYS if (today - listing.ages_from).days >= step)


def _queue_one(member, due, *, to, today):
    """True if the letter was queued; False if this member was reminded by another run, or today already."""
    try:
        with transaction.atomic():
            Reminder.objects.bulk_create(
                [
                    Reminder(user_id=member.user_id, listing=listing, ages_from=listing.ages_from, step=step)
                    for listing, step in due
                ]
            )
            listings = [listing for listing, _step in due]
            if reminder_letter.reminder(member, listings, to=to, today=today) is None:
                raise AlreadyRemindedTodayError
    except (IntegrityError, AlreadyRemindedTodayError):
        return False
    return True


class AlreadyRemindedTodayError(Exception):
    """The member has had a letter today. Listings that have become due since are in tomorrow's letter."""


def stop_reminders(*, user: int, organization: int) -> None:
    """End the reminders to one member of one organization, both given as ids. Idempotent."""
    Membership.objects.filter(user=user, organization=organization).update(reminders=False)


def start_reminders(*, user: int, organization: int) -> None:
    """Undo stop_reminders()."""
    Membership.objects.filter(user=user, organization=organization).update(reminders=True)
