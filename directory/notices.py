"""The letters of the site: queued in the transaction of what they tell, sent by a worker (`send_mail`).

A letter has a fixed subject, says why it was sent, and holds no secret but a link that works once. Nothing
that a stranger typed goes to a third person: what a moderator writes to a clinic is the one exception.
"""

from dataclasses import dataclass
from datetime import timedelta

import holidays
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.models import Mail, Submission
from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS
from directory.vocabulary import DecisionReason, ListingState, SubmissionState

READ_WITHIN = 5  # business days
STOP = signing.Signer(salt="directory.reminders")


@dataclass(frozen=True)
class Letter:
    """What is written: lines of text, one link with its words, and why it came."""

    subject: str
    lines: tuple
    why: str
    link: str = ""  # a path of ours, or "" for none
    link_words: str = ""
    quote: str = ""  # a moderator's words


def post(letter, *, to, kind, key, unsubscribe="", due_at=None):
    """Queue a letter, once for each key. Returns the Mail, or None where it was queued before."""
    context = {
        "letter": letter,
        "link": absolute(letter.link) if letter.link else "",
        "unsubscribe": absolute(unsubscribe) if unsubscribe else "",
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


def absolute(path):
    return settings.SITE_URL + path


def addresses(users):
    """Where each of them reads mail: the address that they have confirmed."""
    found = get_user_model().objects.filter(pk__in=users, is_active=True, emailaddress__verified=True)
    return list(
        found.filter(emailaddress__primary=True).order_by("pk").values_list("pk", "emailaddress__email")
    )


def members(clinic, **which):
    """(user id, address) of everybody who maintains a clinic; `which` narrows their memberships."""
    if clinic.organization_id is None:
        return []
    return addresses(clinic.organization.memberships.filter(**which).values("user"))


# ---- submissions


def sent(submission):
    """A receipt to whoever sent it, with the day by which it will be read. An import gets none."""
    if submission.origin == Submission.Origin.IMPORT or submission.again_id:
        return
    for _user, address in addresses([submission.submitted_by_id]):
        letter = Letter(
            subject=_("we have what you sent"),
            lines=(
                _("We have what you sent for %(clinic)s.") % {"clinic": submission.content["name"]},
                _("A moderator will read it by %(day)s. You will get a letter with the answer.")
                % {"day": day(read_by(submission.submitted_at))},
                _("Until then you can take it back in the portal."),
            ),
            link=reverse("portal:index"),
            link_words=_("See what waits in the portal"),
            why=_("You get this because you sent something to be published."),
        )
        post(letter, to=address, kind="sent", key=f"sent:{submission.pk}")


def read_by(sent_at):
    """The day by which a moderator reads what was sent: the fifth business day after it.

    source  Saturdays, Sundays and US federal holidays, as observed, by the library holidays
    """
    return holidays.country_holidays("US").get_nth_working_day(timezone.localdate(sent_at), READ_WITHIN)


def decided(submissions):
    """To whoever sent it. What an import published at once is told to nobody."""
    for submission in submissions:
        if submission.origin == Submission.Origin.IMPORT or submission.again_id:
            continue
        for _user, address in addresses([submission.submitted_by_id]):
            post(_decision(submission), to=address, kind="decided", key=f"decided:{submission.pk}")


def _decision(submission):
    name = submission.content["name"]
    told = {
        SubmissionState.APPROVED: _("What you sent for %(clinic)s is published."),
        SubmissionState.CHANGES_REQUESTED: _("What you sent for %(clinic)s came back with a question."),
        SubmissionState.REJECTED: _("What you sent for %(clinic)s was not published."),
    }
    lines = [told[submission.state] % {"clinic": name}]
    if submission.sent_back:
        lines.append(_("A part of it was not accepted, and what stood there before still stands."))
    if submission.reason:
        lines.append(_("The reason: %(reason)s.") % {"reason": DecisionReason(submission.reason).label})
    subjects = {
        SubmissionState.APPROVED: _("your listing is published"),
        SubmissionState.CHANGES_REQUESTED: _("a question about your listing"),
        SubmissionState.REJECTED: _("your listing was not published"),
    }
    return Letter(
        subject=subjects[submission.state],
        lines=tuple(lines),
        quote=submission.words,
        link=reverse("portal:index"),
        link_words=_("See it in the portal"),
        why=_("You get this because you sent something to be published."),
    )


def removed(listing, *, reason, words):
    """To everybody who maintains the clinic."""
    for user, address in members(listing.clinic):
        letter = Letter(
            subject=_("your listing was taken down"),
            lines=(
                _("The listing of %(clinic)s was taken down.") % {"clinic": listing.name},
                _("The reason: %(reason)s.") % {"reason": _reason(reason)},
                _("An owner can ask for it back in the portal."),
            ),
            quote=words,
            link=reverse("portal:index"),
            link_words=_("Open the portal"),
            why=_("You get this because you maintain this listing."),
        )
        post(
            letter,
            to=address,
            kind="removed",
            key=f"removed:{listing.pk}:{listing.removed_at.isoformat()}:{user}",
        )


# ---- reminders


def reminder(membership, listings, *, to, today):
    """One letter a day at most, for all the listings of an organisation that want confirming.

    Returns the Mail; None where that member has had one today.
    """
    organization = membership.organization.name
    letter = Letter(
        subject=ngettext("please confirm your listing", "please confirm your listings", len(listings)),
        lines=(
            *(line for listing in listings for line in _to_confirm(listing, today)),
            _("If all of it is still true, confirm it in the portal: that is one button.")
            + " "
            + _("If something has changed, change it there and send it."),
        ),
        link=reverse("portal:index"),
        link_words=_("Open the portal"),
        why=_("You get this because you maintain the listings of %(name)s.") % {"name": organization},
    )
    return post(
        letter,
        to=to,
        kind="reminder",
        key=f"reminder:{membership.pk}:{today.isoformat()}",
        unsubscribe=stop_address(membership),
    )


def _to_confirm(listing, today):
    """What the clock says of a listing, in sentences: one line, and one for its availability."""
    said = {
        "clinic": " ".join(listing.name.split()),
        "day": day(listing.clock),
        "ages": day(listing.clock + timedelta(days=CURRENT_DAYS)),
        "leaves": day(listing.clock + timedelta(days=LISTED_DAYS)),
    }
    standing = listing.standing(today)
    if listing.confirmed_on is None:
        line = _("%(clinic)s was published on %(day)s, and you have never confirmed it.")
    else:
        line = _("%(clinic)s was last confirmed on %(day)s.")
    if standing == ListingState.LAPSED:
        line += " " + _("It has left the results, and can be found by its address alone.")
    elif standing == ListingState.CURRENT:
        line += " " + _("Confirm it by %(ages)s, or its page will say that it was not confirmed lately.")
    elif listing.confirmed_on is None:
        line += " " + _("Confirm it by %(leaves)s, or it leaves the results.")
    else:
        line += " " + _("Its page says that it was not confirmed lately.")
        line += " " + _("Confirm it by %(leaves)s, or it leaves the results.")
    return [line % said, *_availability(listing, today)]


def _availability(listing, today):
    """Its clock is its own: 21 days, and then it counts as not stated."""
    if not listing.availability or listing.availability_is_fresh(today):
        return
    stale = listing.availability_said_on + timedelta(days=AVAILABILITY_DAYS + 1)
    yield _(
        "Whether it takes patients was said on %(day)s, so that counts as not stated since %(stale)s."
    ) % {
        "day": day(listing.availability_said_on),
        "stale": day(stale),
    }


def stop_address(membership):
    """The address that ends the reminders of one member of one organisation, without signing in."""
    token = STOP.sign_object([membership.user_id, membership.organization_id])
    return reverse("letters_stop", args=[token])


def whose(token):
    """(user id, organisation id) of such an address; None where it was not made by us."""
    try:
        user, organization = STOP.unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    return user, organization


def _reason(code):
    return DecisionReason(code).label if code in DecisionReason.values else code


def day(when):
    return date_format(when, "DATE_FORMAT")
