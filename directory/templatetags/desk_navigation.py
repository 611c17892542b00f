"""The navigation of the desk, with the numbers of what waits: one query on every page of the moderators."""

from dataclasses import dataclass

from django import template
from django.contrib.auth.models import User
from django.db.models import Count, IntegerField, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.facts.vocabulary import ReportReason, SubmissionState
from directory.models import Claim, Message, Report, Submission, Taken, Verification
from directory.moderation import deadlines
from directory.reports import deadlines as report_deadlines

register = template.Library()


@dataclass(frozen=True)
class Entry:
    """A link of the navigation. count: None where nothing is counted; late: how many of them are late."""

    name: str
    address: str
    count: int | None = None
    late: int = 0
    urgent: int = 0
    is_here: bool = False


# (route, words, what is counted); a page that does not exist is left out.
TABS = (
    ("index", _("Queue"), "queue"),
    ("reports", _("Reports"), "reports"),
    ("claims", _("Claims"), "claims"),
    ("messages", _("Messages"), "messages"),
    ("duplicates", _("Duplicates"), ""),
    ("mine", _("Mine"), "mine"),
    ("expiring", _("Expiring"), "expiring"),
    ("decided", _("Decided"), ""),
)
MORE = (
    ("clinics", _("Clinics")),
    ("organizations", _("Organizations")),
    ("evidence", _("Evidence")),
    ("availability", _("Availability")),
    ("imports", _("Imported")),
    ("batches", _("Batches")),
    ("mail", _("Mail")),
    ("accounts", _("Accounts")),
    ("replies", _("Replies")),
)


@register.simple_tag(takes_context=True)
def desk_tabs(context):
    """The Entries of the first row, with their numbers. One query."""
    request = context["request"]
    counts = _counts(request.user)
    late = {"queue": counts["queue_late"], "claims": counts["claims_late"], "reports": counts["reports_late"]}
    return [
        Entry(
            words,
            address,
            counts[counted] if counted else None,
            late.get(counted, 0),
            counts["reports_urgent"] if counted == "reports" else 0,
            request.path == address,
        )
        for route, words, counted in TABS
        if (address := _address(route))
    ]


@register.simple_tag(takes_context=True)
def desk_links(context):
    """The Entries of the second row, without numbers."""
    path = context["request"].path
    return [
        Entry(words, address, is_here=path == address)
        for route, words in MORE
        if (address := _address(route))
    ]


def _address(route):
    try:
        return reverse(f"admin:{route}")
    except NoReverseMatch:
        return ""


def _counts(user):
    """Name → number of what waits, by one query."""
    now, today = timezone.now(), timezone.localdate()
    since, report_since = deadlines.overdue_since(today), report_deadlines.overdue_since(today)
    waiting = Submission.objects.filter(state=SubmissionState.PENDING)
    claims = Claim.objects.waiting().on_listed()
    reports = Report.objects.open()
    taken = Taken.objects.holding(now).filter(taken_by=user)
    urgent = Q(reason__in=[ReportReason.LISTED_WITHOUT_CONSENT, ReportReason.SAFETY_CONCERN])
    counted = {
        "queue": waiting,
        "queue_late": waiting.alias(queued=Coalesce("opened_at", "submitted_at")).filter(queued__lt=since),
        "reports": reports,
        "reports_late": reports.overdue(report_since),
        "reports_urgent": reports.filter(urgent),
        "claims": claims,
        "claims_late": claims.filter(claimed_at__lt=since),
        "messages": Message.objects.unanswered(),
        "mine": taken.filter(
            Q(submission__state=SubmissionState.PENDING)
            | Q(claim__state=Claim.State.WAITING)
            | Q(report__in=reports)
        ),
        "expiring": Verification.objects.running_out(today),
    }
    numbers = {f"number_of_{name}": _number(rows) for name, rows in counted.items()}
    row = User.objects.filter(pk=user.pk).values_list(*numbers.values()).get()
    return dict(zip(counted, row, strict=True))


def _number(rows):
    rows = rows.order_by().values(group=Value(1)).annotate(number=Count("pk"))
    return Coalesce(Subquery(rows.values("number"), output_field=IntegerField()), 0)
