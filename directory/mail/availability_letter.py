"""Letters about availability: one asks on day 18, with a signed link; one says that it was taken back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.mail.letters import format_day
from directory.mail.queue import Letter, member_addresses, queue_letter
from directory.mail.reminder_letter import unsubscribe_path
from directory.models import Listing, Mail, Membership, Submission
from directory.models.listing import AVAILABILITY_DAYS
from directory.wording import values

# django-types does not know Signer.sign_object and unsign_object, which are called below.
SIGNER = signing.Signer(salt="directory.availability")
LINK_DAYS = 14  # the link in a letter works for so many days after the day of the letter


def still_true(membership: Membership, listings: Sequence[Listing], *, to: str, today: date) -> Mail | None:
    """Queue one letter to one member: do these listings of an organization still say what is true?

    Returns the Mail; None if the member has had one today.
    """
    letter = Letter(
        subject=ngettext(
            "Are you still taking patients?", "Are your clinics still taking patients?", len(listings)
        ),
        lines=(
            *(_stated_line(listing, today) for listing in listings),
            _(
                "The link below opens a page with two fields. You don’t need to sign in. If nothing has "
                "changed, press “Still true” there."
            ),
            _("The link works until %(day)s. It is for you: please don’t pass it on.")
            % {"day": format_day(today + timedelta(days=LINK_DAYS))},
        ),
        link=link_path(membership, listings, today=today),
        link_words=_("Say whether it is still true"),
        why=_("You are getting this e-mail because you manage the listings of %(name)s.")
        % {"name": membership.organization.name},
    )
    return queue_letter(
        letter,
        to=to,
        kind="availability",
        key=f"availability:{membership.pk}:{today.isoformat()}",
        unsubscribe=unsubscribe_path(membership),
    )


def _stated_line(listing: Listing, today: date) -> str:
    stated_on = listing.availability_stated_on or today
    sentence = (
        _("%(clinic)s said on %(day)s: %(words)s. From %(stale)s on, searches count this as “Not stated”.")
        if listing.availability_is_fresh(today)
        else _("%(clinic)s said on %(day)s: %(words)s. Since %(stale)s, searches count this as “Not stated”.")
    )
    return sentence % {
        "clinic": " ".join(listing.name.split()),
        "day": format_day(stated_on),
        "words": values.availability_in_words(listing),
        "stale": format_day(stated_on + timedelta(days=AVAILABILITY_DAYS + 1)),
    }


# ---- the link


class LinkTarget(NamedTuple):
    """For whom a link works, and for which listings. All are ids."""

    user: int
    organization: int
    listings: list[int]


def link_path(membership: Membership, listings: Sequence[Listing], *, today: date) -> str:
    """The signed path of the form for one member and some listings of an organization, without signing in."""
    ids = [membership.user_id, membership.organization_id, [listing.pk for listing in listings]]
    token = SIGNER.sign_object([*ids, today.toordinal()], compress=True)  # pyright: ignore[reportAttributeAccessIssue]
    return reverse("letters_availability", args=[token])


def link_target(token: str, *, today: date) -> LinkTarget | None:
    """The LinkTarget of the token of a link_path(); None if its signature is wrong, or its time is over."""
    try:
        user, organization, listings, day = SIGNER.unsign_object(token)  # pyright: ignore[reportAttributeAccessIssue]
    except (signing.BadSignature, ValueError):
        return None
    if not 0 <= today.toordinal() - day <= LINK_DAYS:
        return None
    return LinkTarget(user, organization, listings)


# ---- taken back


def taken_back(listing: Listing, submission: Submission) -> None:
    """A letter to all members: a moderator took back the availability that they had published."""
    for user, address in member_addresses(listing.clinic):
        letter = Letter(
            subject=_("Your availability was taken back"),
            lines=(
                _(
                    "A moderator took back what you last said about whether %(clinic)s takes patients. Your "
                    "listing shows again what it said before."
                )
                % {"clinic": " ".join(listing.name.split())},
                _("If it is still true, you can publish it again in the portal."),
            ),
            quote=submission.words,
            link=reverse("portal:index"),
            link_words=_("Open the portal"),
            why=_("You are getting this e-mail because you manage this listing."),
        )
        queue_letter(
            letter,
            to=address,
            kind="availability_undone",
            key=f"availability_undone:{submission.pk}:{user}",
        )
