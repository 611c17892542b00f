"""The page of one submission: its changes, and what a moderator needs to decide. See moderation/review.py."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.forms import MultipleChoiceField
from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from directory import roles
from directory.desk.joining import joining_context
from directory.desk.messages import short_context
from directory.desk.notes import NoteForm, notes_context
from directory.desk.queue import changes_in_words
from directory.desk.queue_filter import QueueFilter, next_after
from directory.desk.register_check import RegisterCheckForm
from directory.desk.taking import taken_context
from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.vocabulary import DecisionReason, SubmissionState
from directory.models import Claim, Membership, Note, SavedReply, Submission
from directory.models.submission import SubmissionKind
from directory.moderation import decisions, review, undoing
from directory.moderation.thread import moderator_name
from directory.publishing.history import reason_in_words
from directory.publishing.snapshot import complete_snapshot
from directory.views import preview
from directory.web import admin_sites
from directory.web.form_errors import error_links, with_label
from directory.wording import values


def statements_sent_back(given):
    """Names of the statements that the posted form sends back, one by one or by the control of a section."""
    sections = {name: given.get(f"say-all-{section.key}") for section in SPINE for name in section.statements}
    return [
        name
        for name in STATEMENTS
        if given.get(f"say-{name}") and (sections[name] or given[f"say-{name}"]) == "back"
    ]


TYPED = ("reason", "words")
NOTICE_IDS = ("decided", "own")  # of the page, besides the fields of its form
FIELD_LABELS = {
    "reason-none": gettext_lazy("Why are you sending something back or rejecting it?"),
    "words": gettext_lazy("Message to the clinic"),
    "reply": gettext_lazy("Saved reply"),
}


@require_safe
def submission(request, pk):
    return render_submission(request, sent_submission(pk, request.user))


def sent_submission(pk, user):
    """The Submission with what its page needs, in one query; 404 for a draft, which only its clinic may read.

    Annotated: is_own (the moderator belongs to the clinic), has_members (of the clinic), has_claim, and
    replies (a dict for each SavedReply).
    """
    clinic = OuterRef("clinic")
    replies = SavedReply.objects.order_by("title")
    submissions = (
        Submission.objects.with_kind()
        .with_listing()
        .annotate(
            is_own=Exists(roles.memberships(user).filter(organization__clinics=clinic)),
            has_members=Exists(Membership.objects.filter(organization__clinics=clinic)),
            has_claim=Exists(Claim.objects.filter(clinic=clinic)),
            replies=ArraySubquery(replies.values(json=JSONObject(pk="pk", title="title", words="words"))),
        )
    )
    people = ("again", "decided_by", "opened_by", "withdrawn_by", "taken__taken_by", "clinic__organization")
    submissions = submissions.select_related(*people)
    return get_object_or_404(submissions.exclude(state=SubmissionState.DRAFT), pk=pk)


def render_submission(request, sent, *, faults=(), status=200, done="", **given):
    """The page of a submission, with what is typed in the posted form.

    faults  (id of the element on the page, sentence) of each error
    done    a sentence on what was saved, where the decision is still open
    given   more for `form_context`
    """
    today = timezone.localdate()
    own = sent.is_own or sent.is_proposed_by(request.user)
    waits = sent.state == SubmissionState.PENDING
    reviewed = review.review(sent, today)
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
        "may_undo": may_undo(sent) and not own,
        "may_decide": waits and not own,
        "own": own,
        "done": done,
        "decided": "" if waits else decided_in_words(sent, request.user),
        "decided_reason": reason_in_words(sent.reason),
        "opened": reopened_in_words(sent, request.user),
        **place_context(request, sent),
    }
    context |= people_context(request, sent, own=own)
    context |= form_context(request, sent, faults, may_decide=waits and not own, own=own, **given)
    context["accepted"] = len(reviewed.changes) - len(context["back"])
    return render(request, "desk/submission.html", context, status=status)


def place_context(request, sent):
    """The filter of the queue that the moderator came from, what is next in it, and who has this one."""
    shown = QueueFilter.along(request)
    following = {"shown": shown, "next": next_after(sent, request.user, shown)}
    return following | taken_context(sent, request.user)


def people_context(request, sent, *, own):
    """Who runs a clinic that somebody started, and the messages with its people. At most five queries."""
    given = request.POST if request.method == "POST" else {}
    joining = joining_context(sent, request.user, given) if sent.has_claim else {"joining": None}
    return joining | {"thread": short_context(request, own=own, submission=sent)}


def form_context(request, sent, faults, *, may_decide, own, words=None, note=None, check=None):
    """The context of the forms of the page, with their errors.

    words        in place of the typed ones
    note, check  the posted form of a note or of evidence that has errors; "done": it is saved, so it is empty
    """
    given = request.POST if request.method == "POST" else QueryDict()
    check = register_check(sent, given, check) if may_decide else None
    inside = "deciding" if may_decide else ""
    notes = notes_context(sent.clinic, form=note_form(given, note), inside=inside, own=own)
    typed = {name: given.get(name, "").replace("\0", "") for name in TYPED}
    faults = [(place if may_decide or place in NOTICE_IDS else "main", why) for place, why in faults]
    errors = [
        (place, with_label(FIELD_LABELS[place], sentence) if place in FIELD_LABELS else sentence)
        for place, sentence in faults
    ]
    for form in filter(None, (check, notes and notes["form"])):
        errors += error_links(form) if form.is_bound else []
    return {
        "reasons": DecisionReason.choices,
        "typed": typed if words is None else typed | {"words": words},
        "check": check,
        "notes": notes,
        "back": statements_sent_back(given),
        "errors": errors,
        "wrong": {place.partition("-")[0]: sentence for place, sentence in faults},
    }


def sent_snapshot(sent):
    return complete_snapshot(sent.content)


def register_check(sent, given, posted):
    """The RegisterCheckForm of the page: `posted` with its errors; else what was typed; else an empty one."""
    if posted and posted != "done":
        return posted
    snapshot = sent_snapshot(sent)
    form = RegisterCheckForm(snapshot=snapshot)
    if not posted:
        form.initial |= typed_into(form, given)
    return form


def note_form(given, posted):
    if posted and posted != "done":
        return posted
    form = NoteForm(initial={"kind": Note.Kind.NOTE}, use_required_attribute=False)
    if not posted:
        form.initial |= typed_into(form, given)
    return form


def typed_into(form, given):
    """What was typed into the fields of a form that was not the one to be saved, by name."""
    typed = {name: given.getlist(form.add_prefix(name)) for name in form.fields}
    return {
        name: values if isinstance(form.fields[name], MultipleChoiceField) else values[0].replace("\0", "")
        for name, values in typed.items()
        if values
    }


def may_undo(sent):
    """True while the decision on a submission can be taken back; undoing.py refuses some that look so."""
    limits = {SubmissionState.APPROVED: undoing.UNDO_PUBLICATION_WITHIN}
    limits |= dict.fromkeys(undoing.TURNED_DOWN, undoing.UNDO_DECISION_WITHIN)
    if sent.state not in limits or sent.act or timezone.now() - sent.decided_at > limits[sent.state]:
        return False
    listing = review.listing_of(sent)
    if sent.state == SubmissionState.APPROVED:
        return listing.version == sent.listing_version and not listing.removed_at
    return may_open_again(sent)


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
            "who": _("you") if sent.withdrawn_by == user else moderator_name(sent.withdrawn_by),
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
        "who": _("you") if sent.decided_by == user else moderator_name(sent.decided_by),
        "when": values.date_and_time(sent.decided_at),
    }


def reopened_in_words(sent, user):
    """A sentence on who put the submission into the queue once more; "" if it entered only once."""
    if not sent.opened_at:
        return ""
    return _("It had been decided, and was put back into the queue by %(who)s on %(when)s.") % {
        "who": _("you") if sent.opened_by == user else moderator_name(sent.opened_by),
        "when": values.date_and_time(sent.opened_at),
    }


@require_safe
def submission_preview(request, pk):
    sent = sent_submission(pk, request.user)
    return preview.render_preview(
        request,
        review.as_published(sent),
        back=reverse("admin:submission", args=[pk]),
        words=_("This is how the page would look if you published everything. It is not published yet."),
    )


admin_sites.desk.add("submissions/<int:pk>/", submission, name="submission")
admin_sites.desk.add("submissions/<int:pk>/preview/", submission_preview, name="submission_preview")
