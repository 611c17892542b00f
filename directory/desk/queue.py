"""What waits for a moderator, and the page on which one decides. See review.py and moderation.py."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from directory import roles
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import DecisionReason, SubmissionState
from directory.models import Submission
from directory.models.submission import SubmissionKind, proposed_by
from directory.moderation import decisions, review
from directory.moderation.checks.run import count_findings
from directory.moderation.errors import AlreadyDecidedError, OwnClinicError, RefusedError
from directory.publishing.diff import compare_snapshots
from directory.publishing.history import reason_in_words
from directory.publishing.snapshot import complete_snapshot
from directory.views import preview
from directory.web import admin_sites, resubmission
from directory.web.form_errors import with_label
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TextField
from directory.wording import values

A_PAGE = 50


# ---- what waits


@dataclass(frozen=True)
class Waiting:
    """One line of the queue."""

    submission: Submission
    kind: str
    ago: str
    changes: str
    findings: str
    outdated: bool
    own: bool

    @property
    def place(self):
        frozen = self.submission.content
        return ", ".join(part for part in (frozen.get("city"), frozen.get("state")) if part)


@require_safe
def index(request):
    kind = request.GET.get("kind", "")
    if kind not in ("", *SubmissionKind.values):
        raise Http404
    waiting = Submission.objects.waiting().with_kind()
    counts = Counter(dict(waiting.order_by().values_list("kind").annotate(count=Count("pk"))))
    listed = waiting.filter(kind=kind) if kind else waiting
    pages = Paginator(listed.with_listing(), A_PAGE)
    pages.count = counts[kind] if kind else counts.total()
    page = pages.get_page(request.GET.get("page"))
    found = {
        "title": gettext_lazy("Queue"),
        "page": page,
        "waiting": lines(page.object_list, request.user),
        "total": counts.total(),
        "kind": kind,
        "kinds": [(code, label, counts[code]) for code, label in SubmissionKind.choices if counts[code]],
    }
    return render(request, "desk/index.html", found)


def lines(submissions, user):
    """The findings and the organizations of the moderator are asked for once; nothing for each submission."""
    today = timezone.localdate()
    submissions = list(submissions)
    own = set(roles.organizations(user).values_list("pk", flat=True))
    shown = {submission.clinic_id: review.shown(submission) for submission in submissions}
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
    return Waiting(
        submission=submission,
        kind=SubmissionKind(submission.kind).label,
        ago=values.days_ago(timezone.localdate(submission.submitted_at), today),
        changes=_changes(changes, first=not listing),
        findings=ngettext("%(count)s finding", "%(count)s findings", findings) % {"count": findings}
        if findings
        else "",
        outdated=review.is_outdated(submission, listing),
        own=own,
    )


def _changes(count, *, first=False):
    if not count:
        return _("Nothing differs from what is published")
    if first:
        return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count}
    words = ngettext("%(count)s changed statement", "%(count)s changed statements", count)
    return words % {"count": count}


# ---- the page of one submission


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[("publish", ""), ("ask", ""), ("reject", "")],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Press one of the three buttons.")
        ),
    )
    seen = forms.CharField(required=False)
    reason = forms.ChoiceField(
        choices=[("", gettext_lazy("None of these")), *DecisionReason.choices],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose one of these reasons.")},
    )
    words = TextField(
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        error_messages={
            "max_length": gettext_lazy("Write at most 2,000 characters. Now there are %(show_value)d.")
        },
    )

    def clean(self):
        """Sentences of moderation.py, but at the field that they are about."""
        given = super().clean()
        answered = given.get("reason") or given.get("words")
        if given.get("decision") == "reject" and given.get("reason") == "":
            self.add_error("reason", _("Choose a reason: the clinic will read it."))
        if given.get("decision") == "ask" and given.get("words") == "":
            self.add_error("words", _("Say what to change: the clinic will read it."))
        if given.get("decision") == "publish" and sent_back(self.data) and not answered and "words" in given:
            self.add_error("words", _("Say why something goes back: the clinic will read it."))
        return given


def sent_back(given):
    """The statements that go back, as posted."""
    return [name for name in STATEMENTS if given.get(f"say-{name}") == "back"]


NOTICES = ("decided", "own")
FIELDS = {
    "decision": "publish",
    "seen": "publish",
    "reason": "reason-none",
    "words": "words",
    "__all__": "publish",
}
NAMES = {
    "reason-none": gettext_lazy("Why is something sent back or refused?"),
    "words": gettext_lazy("Words to the clinic"),
}


@require_safe
def submission(request, pk):
    return _page(request, _sent(pk))


def _sent(pk):
    """A submission that was sent: nobody but its clinic reads a draft."""
    found = Submission.objects.with_kind().with_listing()
    found = found.select_related("again", "decided_by", "opened_by", "withdrawn_by")
    return get_object_or_404(found.exclude(state=SubmissionState.DRAFT), pk=pk)


def _page(request, sent, *, faults=(), status=200):
    today = timezone.localdate()
    own = roles.belongs_to(request.user, sent.clinic) or sent.is_proposed_by(request.user)
    waits = sent.state == SubmissionState.PENDING
    looked = review.review(sent, today)
    given = request.POST if request.method == "POST" else {}
    back = sent_back(given)
    faults = [(place if (waits and not own) or place in NOTICES else "main", why) for place, why in faults]
    context = {
        "title": sent.content["name"],
        "submission": sent,
        "review": looked,
        "kind": SubmissionKind(sent.kind).label if waits else sent.get_origin_display(),
        "ago": values.days_ago(timezone.localdate(sent.submitted_at), today),
        "extent": _changes(len(looked.changes), first=not looked.listing),
        "outdated": review.is_outdated(sent, looked.listing),
        "waits": waits,
        "may_open": may_be_opened(sent) and not own,
        "may_decide": waits and not own,
        "own": own,
        "decided": "" if waits else decided_in_words(sent, request.user),
        "decided_reason": reason_in_words(sent.reason),
        "opened": opened_in_words(sent, request.user),
        "next": following(sent, request.user),
        "reasons": DecisionReason.choices,
        "typed": {name: given.get(name, "").replace("\0", "") for name in ("reason", "words")},
        "back": back,
        "accepted": len(looked.changes) - len(back),
        "errors": [
            (place, with_label(NAMES[place], sentence) if place in NAMES else sentence)
            for place, sentence in faults
        ],
        "wrong": {place.partition("-")[0]: sentence for place, sentence in faults},
    }
    return render(request, "desk/submission.html", context, status=status)


def may_be_opened(sent):
    """Whether it came back whole and nothing has come since; see moderation.open_again."""
    if sent.state not in decisions.CAME_BACK or sent.again_id or sent.clinic.closed_at:
        return False
    others = Submission.objects.filter(clinic=sent.clinic_id)
    return not others.waiting().exists() and others.sent().only("pk").first() == sent


def following(sent, user):
    """The next that this moderator may decide on, in the order of the queue, or None; one query."""
    others = Submission.objects.others_waiting(sent).exclude(
        clinic__organization__in=roles.organizations(user)
    )
    return others.exclude(proposed_by(user)).only("pk").first()


def decided_in_words(sent, user):
    """Who, when and what became of it, for a moderator."""
    if sent.state == SubmissionState.WITHDRAWN:
        if not sent.withdrawn_at:
            return _("It was taken back before anybody decided.")
        return _("It was taken back before anybody decided. That was %(who)s on %(when)s.") % {
            "who": _("you") if sent.withdrawn_by == user else colleague(sent.withdrawn_by),
            "when": values.date_and_time(sent.withdrawn_at),
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


def opened_in_words(sent, user):
    if not sent.opened_at:
        return ""
    return _("It had come back, and was opened again by %(who)s on %(when)s.") % {
        "who": _("you") if sent.opened_by == user else colleague(sent.opened_by),
        "when": values.date_and_time(sent.opened_at),
    }


def colleague(user):
    """How moderators name each other: what stands before the @ of the address."""
    return user.get_full_name() or user.email.partition("@")[0] or user.get_username()


# ---- the decision


@require_POST
def decision(request, pk):
    sent = _sent(pk)
    form = DecisionForm(request.POST)
    if not resubmission.is_ready_to_save(request, form):
        faults = [(FIELDS[name], sentence) for name, found in form.errors.items() for sentence in found]
        return _page(request, sent, faults=faults, status=400)
    try:
        said = _decide(sent, form.cleaned_data, back=sent_back(request.POST), by=request.user)
    except AlreadyDecidedError:
        late = _("Your decision was not made: this was decided before.")
        return _page(request, _sent(pk), faults=[("decided", late)], status=409)
    except OwnClinicError as why:
        return _page(request, sent, faults=[("own", str(why))], status=403)
    except RefusedError as why:
        return _page(request, _sent(pk), faults=[("words", str(why))], status=409)
    messages.success(request, said)
    coming = following(sent, request.user)
    return redirect("admin:submission", coming.pk) if coming else redirect("admin:index")


def _decide(sent, given, *, back, by):
    """One of the three; what was done, as a sentence."""
    answer = {"submission": sent, "by": by, "reason": given["reason"], "words": given["words"]}
    name = sent.content["name"]
    if sent.state == SubmissionState.PENDING and given["seen"] != review.shown_digest(
        sent, review.listing_of(sent)
    ):
        raise RefusedError(
            _("What is published has changed since you opened this page. Nothing was decided: look again.")
        )
    if given["decision"] == "ask":
        decisions.ask_for_changes(**answer)
        return _("Sent back with your words: %(clinic)s.") % {"clinic": name}
    if given["decision"] == "reject":
        decisions.reject(**answer)
        return _("Rejected: %(clinic)s.") % {"clinic": name}
    listing = decisions.approve_some(back=back, **answer)
    done = {"clinic": listing.name, "version": listing.version, "count": len(back)}
    if not back:
        return _("Published: %(clinic)s, version %(version)s.") % done
    return (
        ngettext(
            "Published: %(clinic)s, version %(version)s. %(count)s statement went back.",
            "Published: %(clinic)s, version %(version)s. %(count)s statements went back.",
            len(back),
        )
        % done
    )


# ---- the page as it would be, and an older version once more


@require_safe
def as_it_would_be(request, pk):
    sent = _sent(pk)
    return preview.render_preview(
        request,
        review.as_published(sent),
        back=reverse("admin:submission", args=[pk]),
        words=_("This is the page as it would be if all of this was published. It is not published."),
    )


admin_sites.desk.add("", index, name="index")
admin_sites.desk.add("submissions/<int:pk>/", submission, name="submission")
admin_sites.desk.add("submissions/<int:pk>/preview/", as_it_would_be, name="submission_preview")
admin_sites.desk.add("submissions/<int:pk>/decision/", decision, name="submission_decision")
