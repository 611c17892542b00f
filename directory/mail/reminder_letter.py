"""The letter that asks members to confirm their listings, and the link in it that ends reminders."""

from datetime import date, timedelta

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.facts.vocabulary import ListingState
from directory.mail.letters import format_day
from directory.mail.queue import Letter, queue_letter
from directory.models import Listing, Mail, Membership
from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS

# django-types does not know Signer.sign_object and unsign_object, which are called below.
UNSUBSCRIBE_SIGNER = signing.Signer(salt="directory.reminders")


def reminder(membership: Membership, listings: list[Listing], *, to: str, today: date) -> Mail | None:
    """Queue one letter to one member, about all listings of an organization that are due for confirmation.

    Returns the Mail; None if the member has had one today.
    """
    organization = membership.organization.name
    letter = Letter(
        subject=ngettext("Please confirm your listing", "Please confirm your listings", len(listings)),
        lines=(
            *(line for listing in listings for line in _confirmation_lines(listing, today)),
            _(
                "If everything is still true, press “Confirm” in the portal. If something has changed, "
                "update it there and send it to a moderator."
            ),
        ),
        link=reverse("portal:index"),
        link_words=_("Open the portal"),
        why=_("You are getting this e-mail because you manage the listings of %(name)s.")
        % {"name": organization},
    )
    return queue_letter(
        letter,
        to=to,
        kind="reminder",
        key=f"reminder:{membership.pk}:{today.isoformat()}",
        unsubscribe=unsubscribe_path(membership),
    )


def _confirmation_lines(listing, today):
    """When a listing was confirmed and what follows: one line, and one for its availability."""
    values = {
        "clinic": " ".join(listing.name.split()),
        "day": format_day(listing.ages_from),
        "ages": format_day(listing.ages_from + timedelta(days=CURRENT_DAYS)),
        "leaves": format_day(listing.ages_from + timedelta(days=LISTED_DAYS)),
    }
    line = _confirmation_sentences(listing.listing_state(today), never=listing.confirmed_on is None)
    return [line % values, *_availability_lines(listing, today)]


def _confirmation_sentences(state: ListingState, *, never: bool) -> str:
    """When a listing was confirmed, and what happens if nobody confirms it, with the places for its days.

    never  nobody has confirmed the listing since it was published, so that it is not CURRENT
    """
    if never:
        return {
            ListingState.OVERDUE: _(
                "%(clinic)s was published on %(day)s, and you have not confirmed it yet. If you don’t "
                "confirm it by %(leaves)s, it will no longer appear in search results."
            ),
            ListingState.LAPSED: _(
                "%(clinic)s was published on %(day)s, and you have not confirmed it yet. It no longer "
                "appears in search results. Only people who have its link can find it."
            ),
        }[state]
    return {
        ListingState.CURRENT: _(
            "You last confirmed %(clinic)s on %(day)s. If you don’t confirm it by %(ages)s, its page will "
            "say that it was not confirmed lately."
        ),
        ListingState.OVERDUE: _(
            "You last confirmed %(clinic)s on %(day)s. Its page now says that it was not confirmed lately. "
            "If you don’t confirm it by %(leaves)s, it will no longer appear in search results."
        ),
        ListingState.LAPSED: _(
            "You last confirmed %(clinic)s on %(day)s. It no longer appears in search results. Only people "
            "who have its link can find it."
        ),
    }[state]


def _availability_lines(listing, today):
    """A line if the listing's availability is over 21 days old, and so counts as not stated."""
    if not listing.availability or listing.availability_is_fresh(today):
        return
    stale = listing.availability_stated_on + timedelta(days=AVAILABILITY_DAYS + 1)
    yield _(
        "You last said on %(day)s, whether you take new patients. Since %(stale)s, the page shows this as "
        "“Not stated”."
    ) % {
        "day": format_day(listing.availability_stated_on),
        "stale": format_day(stale),
    }


def unsubscribe_path(membership: Membership) -> str:
    """The signed path that ends the reminders to one member of one organization, without signing in."""
    ids = [membership.user_id, membership.organization_id]
    token = UNSUBSCRIBE_SIGNER.sign_object(ids)  # pyright: ignore[reportAttributeAccessIssue]
    return reverse("letters_stop", args=[token])


def unsubscribe_target(token: str) -> tuple[int, int] | None:
    """(user id, organization id) of the token of an unsubscribe_path(); None if its signature is wrong."""
    try:
        user, organization = UNSUBSCRIBE_SIGNER.unsign_object(token)  # pyright: ignore[reportAttributeAccessIssue]
    except (signing.BadSignature, ValueError):
        return None
    return user, organization
