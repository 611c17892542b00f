"""The queue: the submissions that wait for a decision, oldest first."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from directory import roles
from directory.models import Submission
from directory.models.submission import SubmissionKind
from directory.moderation import review
from directory.moderation.checks.run import count_findings
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import complete_snapshot
from directory.web import admin_sites
from directory.wording import values

LINES_ON_A_PAGE = 50


@dataclass(frozen=True)
class QueueLine:
    """One submission in the queue, in words. Each text is a sentence or part of a sentence."""

    submission: Submission
    kind: str
    ago: str
    changes: str
    findings: str
    outdated: bool
    own: bool

    @property
    def city_and_state(self):
        content = self.submission.content
        return ", ".join(part for part in (content.get("city"), content.get("state")) if part)


@require_safe
def index(request):
    kind = request.GET.get("kind", "")
    if kind not in ("", *SubmissionKind.values):
        raise Http404
    waiting = Submission.objects.waiting().with_kind()
    counts = Counter(dict(waiting.order_by().values_list("kind").annotate(count=Count("pk"))))
    listed = waiting.filter(kind=kind) if kind else waiting
    pages = Paginator(listed.with_listing(), LINES_ON_A_PAGE)
    pages.count = counts[kind] if kind else counts.total()
    page = pages.get_page(request.GET.get("page"))
    context = {
        "title": gettext_lazy("Queue"),
        "page": page,
        "waiting": queue_lines(page.object_list, request.user),
        "total": counts.total(),
        "kind": kind,
        "kinds": [(code, label, counts[code]) for code, label in SubmissionKind.choices if counts[code]],
    }
    return render(request, "desk/index.html", context)


def queue_lines(submissions, user):
    """The QueueLines of the submissions. The number of queries does not depend on their number."""
    today = timezone.localdate()
    submissions = list(submissions)
    own = set(roles.organizations(user).values_list("pk", flat=True))
    shown = {submission.clinic_id: review.published_snapshot(submission) for submission in submissions}
    findings = count_findings(submissions, shown=shown)
    return [
        _line(
            submission,
            shown[submission.clinic_id],
            findings[submission.pk],
            today,
            own=submission.clinic.organization_id in own or submission.is_proposed_by(user),
        )
        for submission in submissions
    ]


def _line(submission, shown, findings, today, *, own):
    listing = review.listing_of(submission)
    changes = len(compare_snapshots(shown, complete_snapshot(submission.content)))
    return QueueLine(
        submission=submission,
        kind=SubmissionKind(submission.kind).label,
        ago=values.days_ago(timezone.localdate(submission.submitted_at), today),
        changes=changes_in_words(changes, first=not listing),
        findings=ngettext("%(count)s finding", "%(count)s findings", findings) % {"count": findings}
        if findings
        else "",
        outdated=review.is_outdated(submission, listing),
        own=own,
    )


def changes_in_words(count, *, first=False):
    if not count:
        return _("Same as what is published")
    if first:
        return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count}
    sentence = ngettext("%(count)s changed statement", "%(count)s changed statements", count)
    return sentence % {"count": count}


admin_sites.desk.add("", index, name="index")
