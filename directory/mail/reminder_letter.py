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
        subject=ngettext("please confirm your listing", "please confirm your listings", len(listings)),
        lines=(
            *(line for listing in listings for line in _confirmation_lines(listing, today)),
            _("If all of it is still true, confirm it in the portal: that is one button.")
            + " "
            + _("If something has changed, change it there and send it."),
        ),
        link=reverse("portal:index"),
        link_words=_("Open the portal"),
        why=_("You get this because you maintain the listings of %(name)s.") % {"name": organization},
    )
    return queue_letter(
        letter,
        to=to,
        kind="reminder",
        key=f"reminder:{membership.pk}:{today.isoformat()}",
        unsubscribe=unsubscribe_path(membership),
    )


def _confirmation_lines(listing, today):
    """When a listing was confirmed and when it leaves the results: one line, and one for its availability."""
    values = {
        "clinic": " ".join(listing.name.split()),
        "day": format_day(listing.ages_from),
        "ages": format_day(listing.ages_from + timedelta(days=CURRENT_DAYS)),
        "leaves": format_day(listing.ages_from + timedelta(days=LISTED_DAYS)),
    }
    state = listing.listing_state(today)
    if listing.confirmed_on is None:
        line = _("%(clinic)s was published on %(day)s, and you have never confirmed it.")
    else:
        line = _("%(clinic)s was last confirmed on %(day)s.")
    if state == ListingState.LAPSED:
        line += " " + _("It has left the results, and can be found by its address alone.")
    elif state == ListingState.CURRENT:
        line += " " + _("Confirm it by %(ages)s, or its page will say that it was not confirmed lately.")
    elif listing.confirmed_on is None:
        line += " " + _("Confirm it by %(leaves)s, or it leaves the results.")
    else:
        line += " " + _("Its page says that it was not confirmed lately.")
        line += " " + _("Confirm it by %(leaves)s, or it leaves the results.")
    return [line % values, *_availability_lines(listing, today)]


def _availability_lines(listing, today):
    """A line if the listing's availability is over 21 days old, and so counts as not stated."""
    if not listing.availability or listing.availability_is_fresh(today):
        return
    stale = listing.availability_stated_on + timedelta(days=AVAILABILITY_DAYS + 1)
    yield _(
        "Whether it takes patients was said on %(day)s, so that counts as not stated since %(stale)s."
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
