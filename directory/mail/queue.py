"""The queue of letters: one row for each letter, written in the transaction of the letter's event."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import Clinic, Mail, Membership

# Letters of one kind that strangers can trigger, to one address. Letters with codes: web/rate_limit.py.
MAX_NOTICES_PER_DAY = 3


@dataclass(frozen=True)
class Letter:
    """The parts of a letter's text. templates/mail/ makes plain text and HTML of them."""

    subject: str  # without the name of the site
    lines: tuple[str, ...]  # one paragraph each
    why: str  # why the recipient gets this letter
    link: str = ""  # a path of this site
    link_words: str = ""
    quote: str = ""  # what a moderator wrote


def queue_letter(
    letter: Letter,
    *,
    to: str,
    kind: str,
    key: str,
    unsubscribe: str = "",
    due_at: datetime | None = None,
) -> Mail | None:
    """Render a letter and put it into the queue, once for each key.

    to           one e-mail address
    kind         what the letter is about, such as "decided"; limits count letters of one kind
    key          names the event that the letter is about, such as "decided:17"
    unsubscribe  path that ends letters of this kind (RFC 8058); "" for none
    due_at       not sent before; None: now
    returns      the Mail; None if a letter with this key was queued before
    """
    context = {
        "letter": letter,
        "link": absolute_url(letter.link) if letter.link else "",
        "unsubscribe": absolute_url(unsubscribe) if unsubscribe else "",
        "site_name": settings.SITE_NAME,
    }
    mail = Mail(
        key=key,
        kind=kind,
        to=to,
        subject=_("%(site)s: %(subject)s") % {"site": settings.SITE_NAME, "subject": letter.subject},
        text=render_to_string("mail/letter.txt", context),
        html=render_to_string("mail/letter.html", context),
        unsubscribe=context["unsubscribe"],
        due_at=due_at or timezone.now(),
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    return Mail.objects.filter(key=key, message_id=mail.message_id).first()


def absolute_url(path: str) -> str:
    return settings.SITE_URL + path


class Recipient(NamedTuple):
    user_id: int
    address: str


def verified_addresses(users: Iterable[int | None]) -> list[Recipient]:
    """Recipients: the active ones of `users` (ids, or a subquery), with their confirmed e-mail addresses."""
    verified = get_user_model().objects.filter(pk__in=users, is_active=True, emailaddress__verified=True)
    primary = verified.filter(emailaddress__primary=True).order_by("pk")
    return [Recipient(*row) for row in primary.values_list("pk", "emailaddress__email")]


def member_addresses(clinic: Clinic, **which: Any) -> list[Recipient]:
    """The members of a clinic; `which` filters Membership, such as role="owner"."""
    if clinic.organization_id is None:
        return []
    members = Membership.objects.filter(organization=clinic.organization_id, **which)
    return verified_addresses(members.values_list("user", flat=True))
