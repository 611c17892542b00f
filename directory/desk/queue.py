"""The queue: the submissions that wait for a decision, what is due first on top. See queue_filter.py."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import F
from django.db.models.fields.json import KT
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from directory import roles
from directory.desk.finding_labels import FINDING_LABELS
from directory.desk.queue_filter import AGES, FILE, FINDINGS, HOLDERS, QUEUED, SORTS, QueueFilter
from directory.desk.taking import TakenLine, taken_lines
from directory.facts.vocabulary import State
from directory.models import Submission
from directory.models.submission import SubmissionKind
from directory.moderation import deadlines, stored_findings
from directory.web import admin_sites
from directory.wording import values

LINES_ON_A_PAGE = 50


@dataclass(frozen=True)
class QueueLine:
    """One submission in the queue, in words. Each text is a sentence or part of a sentence.

    due       “Due today”, “Due Dec 3, 2026”
    overdue   words, "" if it is not overdue
    findings  the sentence of the first one; `more`: how many others there are
    """

    submission: Submission
    kind: str
    due_on: date
    due: str
    overdue: str
    ago: str
    changes: str
    findings: str
    more: int
    outdated: bool
    own: bool
    taken: TakenLine

    @property
    def city_and_state(self):
        return ", ".join(part for part in (self.submission.city, self.submission.us_state) if part)


@require_safe
def index(request):
    try:
        shown = QueueFilter.read(request.GET)
    except ValueError:
        raise Http404 from None
    waiting = Submission.objects.waiting()
    unchecked = shown.refresh(waiting, request.user) if shown.reads_findings else []
    listed = shown.apply(waiting.exclude(pk__in=unchecked) if unchecked else waiting, request.user)
    page = Paginator(list(listed.values_list("pk", flat=True)), LINES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    if not shown.reads_findings:
        stored_findings.refresh(Submission.objects.filter(pk__in=page.object_list))
    choices = _choices()
    context = {
        "title": gettext_lazy("Queue"),
        "heading": waiting_in_words(choices["total"], choices.pop("overdue")),
        "page": page,
        "waiting": queue_lines(page.object_list, request.user),
        "total": choices.pop("total"),
        "unchecked": len(unchecked),
        "shown": shown,
        "choices": choices,
    }
    return render(request, "desk/index.html", context)


def _choices():
    """What can be chosen to filter by, each as [(code, label)], and two numbers. One query."""
    counts = {name: Counter() for name in ("kind", "source", "state", "findings")}
    today, overdue, total = timezone.localdate(), 0, 0
    since = deadlines.overdue_since(today)
    columns = ("kind", "origin", "source", "us_state", "queued", "findings")
    rows = Submission.objects.waiting().with_kind().annotate(us_state=KT("content__state"), queued=QUEUED)
    for kind, origin, source, us_state, queued, findings in rows.order_by().values_list(*columns):
        total += 1
        overdue += queued < since
        counts["kind"][kind] += 1
        counts["source"][origin] += 1
        if source:
            counts["source"][FILE + source] += 1
        if us_state:
            counts["state"][us_state] += 1
        counts["findings"].update({finding["code"] for finding in findings})
    labels = {
        "kind": dict(SubmissionKind.choices),
        "source": dict(Submission.Origin.choices)
        | {code: code.removeprefix(FILE) for code in counts["source"] if code.startswith(FILE)},
        "state": dict(State.choices),
        "findings": FINDING_LABELS,
    }
    choices = {
        name: [(code, labels[name].get(code, code)) for code in sorted(counts[name], key=str)]
        for name in counts
    }
    return choices | {
        "findings": [*FINDINGS.items(), *choices["findings"]],
        "age": list(AGES.items()),
        "holder": list(HOLDERS.items()),
        "sort": list(SORTS.items()),
        "total": total,
        "overdue": overdue,
    }


def queue_lines(ids, user):
    """The QueueLines of submissions whose findings are up to date, in the order of the ids. Three queries."""
    today = timezone.localdate()
    rows = (
        Submission.objects.filter(pk__in=ids)
        .with_kind()
        .annotate(
            name=KT("content__name"),
            city=KT("content__city"),
            us_state=KT("content__state"),
            published=F("clinic__listing__version"),
            organization=F("clinic__organization"),
        )
        .defer("content")
    )
    submissions = sorted(rows, key=lambda submission: ids.index(submission.pk))
    own = set(roles.organizations(user).values_list("pk", flat=True))
    taken = taken_lines(submissions, user)
    return [
        _line(
            submission,
            taken[submission],
            today,
            own=submission.organization in own or submission.is_proposed_by(user),
        )
        for submission in submissions
    ]


def _line(submission, taken, today, *, own):
    findings = stored_findings.stored(submission)
    due_on = deadlines.due_on(submission.queued_at)
    return QueueLine(
        submission=submission,
        kind=SubmissionKind(submission.kind).label,
        due_on=due_on,
        due=due_in_words(due_on, today),
        overdue=overdue_in_words(due_on, today),
        ago=values.days_ago(timezone.localdate(submission.submitted_at), today),
        changes=changes_in_words(submission.changed_statements or 0, first=submission.published is None),
        findings=findings[0].sentence if findings else "",
        more=max(len(findings) - 1, 0),
        outdated=submission.based_on != submission.published,
        own=own,
        taken=taken,
    )


def waiting_in_words(total, overdue):
    """“12 wait, 1 is overdue”: the heading of the queue."""
    if not total:
        return _("Nothing is waiting for a decision.")
    if not overdue:
        sentence = ngettext(
            "%(total)s waits, and is not overdue", "%(total)s wait, and none is overdue", total
        )
    elif total == 1:
        sentence = _("%(total)s waits, and is overdue")
    else:
        sentence = ngettext(
            "%(total)s wait, %(overdue)s is overdue", "%(total)s wait, %(overdue)s are overdue", overdue
        )
    return sentence % {"total": total, "overdue": overdue}


def due_in_words(due_on, today):
    days = (due_on - today).days
    if days == 0:
        return _("Due today")
    if days == 1:
        return _("Due tomorrow")
    return _("Due %(day)s") % {"day": date_format(due_on, "SHORT_DATE_FORMAT")}


def overdue_in_words(due_on, today):
    """“Overdue by 2 days”; "" on the day it is due and before."""
    days = (today - due_on).days
    if days <= 0:
        return ""
    return ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", days) % {"days": days}


def changes_in_words(count, *, first=False):
    if not count:
        return _("Same as the latest version")
    if first:
        return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count}
    sentence = ngettext("%(count)s changed statement", "%(count)s changed statements", count)
    return sentence % {"count": count}


admin_sites.desk.add("", index, name="index")
