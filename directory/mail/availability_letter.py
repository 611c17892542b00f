"""Letters about availability: one asks on day 18, with a signed link; one says that it was taken back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.mail.queue import Letter, member_addresses, queue_letter
from directory.models import Listing, Submission


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
