"""What I took and what was decided lately: two pages of the moderators."""

from datetime import timedelta
from typing import NamedTuple

from django.core.paginator import Paginator
from django.db.models.fields.json import KT
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.desk.queue import queue_lines
from directory.desk.queue_filter import QueueFilter
from directory.desk.submission import decided_in_words
from directory.desk.taking import TakenLine, taken_lines
from directory.facts.vocabulary import SubmissionState
from directory.mail.decision_letters import UNDO_DECISION_WITHIN
from directory.models import Claim, Report, Submission, Taken
from directory.moderation import stored_findings
from directory.moderation.undoing import UNDO_PUBLICATION_WITHIN
from directory.web import admin_sites

LINES_ON_A_PAGE = 50
DECIDED_DAYS = 30


class Held(NamedTuple):
    """A claim or a report that I took."""

    item: Claim | Report
    name: str  # of the clinic
    words: str
    route: str
    taken: TakenLine


@require_safe
def mine(request):
    taken = Taken.objects.holding(timezone.now()).filter(taken_by=request.user)
    submissions = Submission.objects.filter(
        pk__in=taken.values("submission"), state=SubmissionState.PENDING
    ).order_by("submitted_at", "pk")
    stored_findings.refresh(submissions)
    context = {
        "title": _("Mine"),
        "shown": QueueFilter(),
        "waiting": queue_lines(list(submissions.values_list("pk", flat=True)), request.user),
        "held": [*_claims(taken, request.user), *_reports(taken, request.user)],
    }
    return render(request, "desk/mine.html", context)


def _claims(taken, user):
    claims = Claim.objects.filter(pk__in=taken.values("claim"), state=Claim.State.WAITING)
    claims = list(claims.select_related("clinic").order_by("claimed_at", "pk"))
    lines = taken_lines(claims, user)
    return [Held(claim, claim.clinic.name, _("Claim"), "admin:claim", lines[claim]) for claim in claims]


def _reports(taken, user):
    reports = Report.objects.open().filter(pk__in=taken.values("report"))
    reports = list(reports.select_related("clinic").order_by("received_at", "pk"))
    lines = taken_lines(reports, user)
    return [
        Held(
            report,
            report.clinic.name,
            _("Report: %(reason)s") % {"reason": report.get_reason_display()},
            "admin:report",
            lines[report],
        )
        for report in reports
    ]


class Decided(NamedTuple):
    submission: Submission
    words: str
    may_undo: bool


@require_safe
def decided(request):
    """What moderators decided in the last DECIDED_DAYS, latest first; with ?who=me what I did."""
    who = request.GET.get("who", "")
    if who not in ("", "me"):
        raise Http404
    now = timezone.now()
    submissions = Submission.objects.filter(
        act="", decided_by__isnull=False, decided_at__gt=now - timedelta(days=DECIDED_DAYS)
    )
    if who:
        submissions = submissions.filter(decided_by=request.user)
    rows = submissions.select_related("decided_by").annotate(name=KT("content__name")).defer("content")
    page = Paginator(rows.order_by("-decided_at", "-pk"), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    superseded = _ids_of_superseded(page.object_list)
    context = {
        "title": _("Decided"),
        "who": who,
        "page_query": f"who={who}" if who else "",
        "page": page,
        "days": DECIDED_DAYS,
        "lines": [
            Decided(one, decided_in_words(one, request.user), _may_undo(one, now, superseded))
            for one in page.object_list
        ],
    }
    return render(request, "desk/decided.html", context)


def _ids_of_superseded(submissions):
    """The clinics of which something waits, so that nothing can be undone."""
    clinics = [one.clinic_id for one in submissions]
    waiting = Submission.objects.filter(clinic__in=clinics, state=SubmissionState.PENDING)
    return set(waiting.values_list("clinic", flat=True))


def _may_undo(one, now, superseded):
    limit = UNDO_PUBLICATION_WITHIN if one.state == SubmissionState.APPROVED else UNDO_DECISION_WITHIN
    return now - one.decided_at < limit and one.clinic_id not in superseded


admin_sites.desk.add("mine/", mine, name="mine")
admin_sites.desk.add("decided/", decided, name="decided")
