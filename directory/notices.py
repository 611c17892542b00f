"""The letters of the site: queued in the transaction of what they tell, sent by a worker (`send_mail`).

A letter has a fixed subject, says why it was sent, and holds no secret but a link that works once. Nothing
that a stranger typed goes to a third person: what a moderator writes to a clinic is the one exception.
"""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.facts import STATEMENTS
from directory.models import Mail, Submission
from directory.vocabulary import DecisionReason, ReportReason, SubmissionState


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
    made = Mail.objects.bulk_create([mail], ignore_conflicts=True)
    return made[0] if Mail.objects.filter(key=key, message_id=mail.message_id).exists() else None


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


# ---- reports


def asked_about_a_report(report, listing, *, to, words, at):
    """To whoever maintains the clinic, or to its published e-mail. What the reader wrote stays with us."""
    lines = [
        _("A reader told us that something may be wrong with the listing of %(clinic)s.")
        % {"clinic": listing.name},
        _("What they chose: %(reason)s.") % {"reason": ReportReason(report.reason).label},
    ]
    if report.statement in STATEMENTS:
        lines.append(_("The line is: %(line)s.") % {"line": STATEMENTS[report.statement].label})
    lines.append(_("Nothing has changed on the page. A moderator asks you:"))
    for user, address in to:
        letter = Letter(
            subject=_("a question about your listing"),
            lines=tuple(lines),
            quote=words,
            link=reverse("portal:index") if user else listing.get_absolute_url(),
            link_words=_("Change it, or confirm it, in the portal") if user else _("See the listing"),
            why=_("You get this because you maintain this listing.")
            if user
            else _("You get this because the listing names this address."),
        )
        post(letter, to=address, kind="report_asked", key=f"report_asked:{report.pk}:{user}", due_at=at)


def report_closed(report, reference, *, to):
    """To the reader who asked for news: the only letter they get. It names no clinic."""
    lines = [
        _("Your report %(reference)s is closed.") % {"reference": reference},
        _("What came of it: %(outcome)s.") % {"outcome": report.get_outcome_display()},
    ]
    if report.answer:
        lines.append(_("A moderator says:"))
    letter = Letter(
        subject=_("what came of your report"),
        lines=tuple(lines),
        quote=report.answer,
        link=reverse("report_state", args=[report.reference]),
        link_words=_("See your report"),
        why=_("You get this because you asked for news of your report. We have now deleted your address."),
    )
    post(letter, to=to, kind="report_closed", key=f"report_closed:{report.pk}", due_at=report.closed_at)


def _reason(code):
    return DecisionReason(code).label if code in DecisionReason.values else code


def day(when):
    return date_format(when, "DATE_FORMAT")
