"""The page of one submission: its changes, and what a moderator needs to decide. See moderation/review.py."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from directory import roles
from directory.desk.joining import joining_context
from directory.desk.queue import changes_in_words
from directory.desk.queue_filter import QueueFilter, next_after
from directory.desk.taking import colleague, taken_context
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import DecisionReason, SubmissionState
from directory.models import Submission
from directory.models.submission import SubmissionKind
from directory.moderation import decisions, review
from directory.publishing.history import reason_in_words
from directory.views import preview
from directory.web import admin_sites
from directory.web.form_errors import with_label
from directory.wording import values


def statements_sent_back(given):
    """Names of the statements that the posted form sends back."""
    return [name for name in STATEMENTS if given.get(f"say-{name}") == "back"]


NOTICE_IDS = ("decided", "own")  # of the page, besides the fields of its form
FIELD_LABELS = {
    "reason-none": gettext_lazy("Why are you sending something back or rejecting it?"),
    "words": gettext_lazy("Message to the clinic"),
}


@require_safe
def submission(request, pk):
    return render_submission(request, sent_submission(pk))


def sent_submission(pk):
    """The Submission; 404 for a draft, which only its clinic may read."""
    submissions = Submission.objects.with_kind().with_listing()
    submissions = submissions.select_related("again", "decided_by", "opened_by", "withdrawn_by")
    return get_object_or_404(submissions.exclude(state=SubmissionState.DRAFT), pk=pk)


def render_submission(request, sent, *, faults=(), status=200):
    """The page of a submission.

    faults  (id of the element on the page, sentence) of each error
    """
    today = timezone.localdate()
    own = roles.belongs_to(request.user, sent.clinic) or sent.is_proposed_by(request.user)
    waits = sent.state == SubmissionState.PENDING
    reviewed = review.review(sent, today)
    given = request.POST if request.method == "POST" else {}
    back = statements_sent_back(given)
    faults = [(place if (waits and not own) or place in NOTICE_IDS else "main", why) for place, why in faults]
    context = {
        "title": sent.content["name"],
        "submission": sent,
        "review": reviewed,
        "kind": SubmissionKind(sent.kind).label if waits else sent.get_origin_display(),
        "ago": values.days_ago(timezone.localdate(sent.submitted_at), today),
        "extent": changes_in_words(len(reviewed.changes), first=not reviewed.listing),
        "outdated": review.is_outdated(sent, reviewed.listing),
        "waits": waits,
        "may_open": may_open_again(sent) and not own,
        "may_decide": waits and not own,
        "own": own,
        "decided": "" if waits else decided_in_words(sent, request.user),
        "decided_reason": reason_in_words(sent.reason),
        "opened": reopened_in_words(sent, request.user),
        "reasons": DecisionReason.choices,
        "typed": {name: given.get(name, "").replace("\0", "") for name in ("reason", "words")},
        "back": back,
        "accepted": len(reviewed.changes) - len(back),
        "errors": [
            (place, with_label(FIELD_LABELS[place], sentence) if place in FIELD_LABELS else sentence)
            for place, sentence in faults
        ],
        "wrong": {place.partition("-")[0]: sentence for place, sentence in faults},
    }
    context |= joining_context(sent, request.user, given) | place_context(request, sent)
    return render(request, "desk/submission.html", context, status=status)


def place_context(request, sent):
    """The filter of the queue that the moderator came from, what is next in it, and who has this one."""
    shown = QueueFilter.along(request)
    following = {"shown": shown, "next": next_after(sent, request.user, shown)}
    return following | taken_context(sent, request.user)


def may_open_again(sent):
    """True if the submission was sent back as a whole, and is the latest; see decisions.open_again."""
    if sent.state not in decisions.CAME_BACK or sent.again_id or sent.clinic.closed_at:
        return False
    others = Submission.objects.filter(clinic=sent.clinic_id)
    return not others.waiting().exists() and others.sent().only("pk").first() == sent


def decided_in_words(sent, user):
    """A sentence for moderators on the decision about a submission: which, by whom and when."""
    if sent.state == SubmissionState.WITHDRAWN:
        if not sent.withdrawn_at:
            return _("It was withdrawn before a moderator made a decision.")
        return _("It was withdrawn by %(who)s on %(when)s, before a moderator made a decision.") % {
            "who": _("you") if sent.withdrawn_by == user else colleague(sent.withdrawn_by),
            "when": values.date_and_time(sent.withdrawn_at),
        }
    if sent.act == Submission.Act.AVAILABILITY:
        return _("Published at once as version %(version)s on %(when)s, by rule. No moderator decided.") % {
            "version": sent.listing_version,
            "when": values.date_and_time(sent.decided_at),
        }
    what = {
        SubmissionState.APPROVED: _("Published as version %(version)s by %(who)s on %(when)s."),
        SubmissionState.CHANGES_REQUESTED: _("Sent back with questions by %(who)s on %(when)s."),
        SubmissionState.REJECTED: _("Rejected by %(who)s on %(when)s."),
    }
    return what[sent.state] % {
        "version": sent.listing_version,
        "who": _("you") if sent.decided_by == user else colleague(sent.decided_by),
        "when": values.date_and_time(sent.decided_at),
    }


def reopened_in_words(sent, user):
    """A sentence on who put the submission into the queue once more; "" if it entered only once."""
    if not sent.opened_at:
        return ""
    return _("It had been sent back, and was reopened by %(who)s on %(when)s.") % {
        "who": _("you") if sent.opened_by == user else colleague(sent.opened_by),
        "when": values.date_and_time(sent.opened_at),
    }


@require_safe
def submission_preview(request, pk):
    sent = sent_submission(pk)
    return preview.render_preview(
        request,
        review.as_published(sent),
        back=reverse("admin:submission", args=[pk]),
        words=_("This is how the page would look if you published everything. It is not published yet."),
    )


admin_sites.desk.add("submissions/<int:pk>/", submission, name="submission")
admin_sites.desk.add("submissions/<int:pk>/preview/", submission_preview, name="submission_preview")
