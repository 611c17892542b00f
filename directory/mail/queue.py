"""The queue of letters: one row for each letter, written in the transaction of what the letter tells."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils import timezone

from directory.models import Mail

MAX_LETTERS_PER_DAY = 3  # of one kind that strangers can bring about, to one address


@dataclass(frozen=True)
class Letter:
    """What is written: lines of text, one link with its words, and why it came."""

    subject: str
    lines: tuple
    why: str
    link: str = ""  # a path of ours, or "" for none
    link_words: str = ""
    quote: str = ""  # a moderator's words


def queue_letter(letter, *, to, kind, key, unsubscribe="", due_at=None):
    """Queue a letter, once for each key. Returns the Mail, or None where it was queued before."""
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
        subject=f"{settings.SITE_NAME}: {letter.subject}",
        text=render_to_string("mail/letter.txt", context),
        html=render_to_string("mail/letter.html", context),
        unsubscribe=context["unsubscribe"],
        due_at=due_at or timezone.now(),
    )
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    return Mail.objects.filter(key=key, message_id=mail.message_id).first()


def absolute_url(path):
    return settings.SITE_URL + path


def verified_addresses(users):
    """Where each of them reads mail: the address that they have confirmed."""
    verified = get_user_model().objects.filter(pk__in=users, is_active=True, emailaddress__verified=True)
    return list(
        verified.filter(emailaddress__primary=True).order_by("pk").values_list("pk", "emailaddress__email")
    )


def member_addresses(clinic, **which):
    """(user id, address) of everybody who maintains a clinic; `which` narrows their memberships."""
    if clinic.organization_id is None:
        return []
    return verified_addresses(clinic.organization.memberships.filter(**which).values("user"))
