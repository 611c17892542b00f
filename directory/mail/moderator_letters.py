"""Letters to moderators: once a day what waits and what is late, and at once that a report is about safety.

They name no reader and quote nothing that a reader wrote. Only moderators with a confirmed address get them.
"""

from datetime import date, datetime, time
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.core import signing
from django.db.models import Count
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from directory.facts.vocabulary import ReportReason
from directory.mail.letters import decision_due_on, format_day
from directory.mail.queue import Letter, Recipient, queue_letter, verified_addresses
from directory.models import (
    Claim,
    Listing,
    Membership,
    Message,
    ModeratorLetters,
    Report,
    Submission,
    Verification,
)

SAFETY_REASONS = (ReportReason.SAFETY_CONCERN, ReportReason.LISTED_WITHOUT_CONSENT)
SENTENCES = {
    "submissions": ngettext_lazy(
        "%(count)s submission waits for a decision.", "%(count)s submissions wait for a decision.", "count"
    ),
    "late_submissions": ngettext_lazy(
        "%(count)s submission is late: it has waited for more than five business days.",
        "%(count)s submissions are late: they have waited for more than five business days.",
        "count",
    ),
    "claims": ngettext_lazy(
        "%(count)s person asks to manage a listing.", "%(count)s people ask to manage a listing.", "count"
    ),
    "reports": ngettext_lazy("%(count)s report is open.", "%(count)s reports are open.", "count"),
    "late_reports": ngettext_lazy(
        "%(count)s report is late: no one has acted on it for more than two business days.",
        "%(count)s reports are late: no one has acted on them for more than two business days.",
        "count",
    ),
    "messages": ngettext_lazy(
        "%(count)s message from a clinic has no answer.",
        "%(count)s messages from clinics have no answer.",
        "count",
    ),
    "expiring": ngettext_lazy(
        "%(count)s piece of evidence ends within 60 days, or has ended.",
        "%(count)s pieces of evidence end within 60 days, or have ended.",
        "count",
    ),
}
# django-types does not know Signer.sign_object and unsign_object, which are called below.
STOP_SIGNER = signing.Signer(salt="directory.digest")


class Waiting(NamedTuple):
    """What waits for moderators; each is a number of rows."""

    submissions: int
    late_submissions: int
    claims: int
    reports: int  # not closed
    late_reports: int
    messages: int  # of clinics, without an answer
    expiring: int  # pieces of evidence, see VerificationQuerySet.running_out

    @property
    def is_nothing(self) -> bool:
        """True if nothing waits. Evidence that will expire is named beside the rest, but makes no letter."""
        return not (self.submissions or self.claims or self.reports or self.messages)


def waiting_now(*, today: date, overdue_since: datetime) -> Waiting:
    """Count what waits; six queries.

    overdue_since  reports received before are late: see reports/deadlines.py
    """
    entered = Coalesce("opened_at", "submitted_at")
    days = Submission.objects.waiting().order_by().annotate(day=TruncDate(entered)).values_list("day")
    by_day = dict(days.annotate(count=Count("pk")))
    return Waiting(
        submissions=sum(by_day.values()),
        late_submissions=sum(count for day, count in by_day.items() if decision_due_on(_noon(day)) < today),
        claims=Claim.objects.waiting().on_listed().count(),
        reports=Report.objects.open().count(),
        late_reports=Report.objects.overdue(overdue_since).count(),
        messages=Message.objects.unanswered().count(),
        expiring=Verification.objects.running_out(today).count(),
    )


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


# ---- once a day


def queue_digests(*, today: date, overdue_since: datetime) -> int:
    """Queue the digest of a day to every moderator who wants it; none if nothing waits. Returns how many.

    May run any number of times a day, and in two processes at once: each moderator gets one a day.
    """
    waiting = waiting_now(today=today, overdue_since=overdue_since)
    if waiting.is_nothing:
        return 0
    silent = set(ModeratorLetters.objects.filter(digest=False).values_list("user", flat=True))
    wanted = [one for one in _moderators() if one.user_id not in silent]
    return sum(_queue_digest(one, waiting, today) for one in wanted)


def _moderators() -> list[Recipient]:
    moderators = get_user_model().objects.filter(is_active=True, is_staff=True)
    return verified_addresses(moderators.values_list("pk", flat=True))


def _queue_digest(recipient: Recipient, waiting: Waiting, today: date) -> bool:
    letter = Letter(
        subject=_("What waits at the desk"),
        lines=tuple(_lines(waiting)),
        link=reverse("admin:index"),
        link_words=_("Open the queue"),
        why=_("You are getting this e-mail because you are a moderator. It comes once a day at most."),
    )
    mail = queue_letter(
        letter,
        to=recipient.address,
        kind="digest",
        key=f"digest:{recipient.user_id}:{today.isoformat()}",
        unsubscribe=stop_path(recipient.user_id),
    )
    return mail is not None


def _lines(waiting: Waiting) -> list[str]:
    """A line for each number that is not 0."""
    counted = waiting._asdict()
    return [str(SENTENCES[name] % {"count": count}) for name, count in counted.items() if count]


# ---- turned off and on


def stop_path(user: int) -> str:
    """The signed path that ends the digests to one moderator, given as an id, without signing in."""
    token = STOP_SIGNER.sign_object([user])  # pyright: ignore[reportAttributeAccessIssue]
    return reverse("letters_digest", args=[token])


def stop_target(token: str) -> int | None:
    """The user id of the token of a stop_path(); None if its signature is wrong."""
    try:
        (user,) = STOP_SIGNER.unsign_object(token)  # pyright: ignore[reportAttributeAccessIssue]
    except (signing.BadSignature, ValueError):
        return None
    return user


def set_digest(*, user: int, wanted: bool) -> None:
    """Turn the digest of one moderator, given as an id, on or off. Idempotent."""
    ModeratorLetters.objects.update_or_create(user_id=user, defaults={"digest": wanted})


def wants_digest(user: int) -> bool:
    return not ModeratorLetters.objects.filter(user=user, digest=False).exists()


# ---- at once


def safety_report(report: Report, listing: Listing, *, due_on: date) -> None:
    """A letter to every moderator about a report on safety or consent, but not to members of the clinic.

    due_on  the last day for a first act on it
    """
    if report.reason not in SAFETY_REASONS:
        return
    members = set(
        Membership.objects.filter(organization__clinics=report.clinic_id).values_list("user", flat=True)
    )
    letter = Letter(
        subject=_("A report that can’t wait"),
        lines=(
            _("A reader reported a problem with the listing of %(clinic)s.")
            % {"clinic": " ".join(listing.name.split())},
            _("The reader chose this reason: %(reason)s.") % {"reason": ReportReason(report.reason).label},
            _("Please act on it by %(day)s. What the reader wrote is at the desk.")
            % {"day": format_day(due_on)},
        ),
        link=reverse("admin:report", args=[report.pk]),
        link_words=_("See the report"),
        why=_("You are getting this e-mail because you are a moderator. It can’t be turned off."),
    )
    for user, address in _moderators():
        if user not in members:
            queue_letter(letter, to=address, kind="safety", key=f"safety:{report.pk}:{user}")
