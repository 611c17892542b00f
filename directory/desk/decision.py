"""What a moderator does on the page of a submission, posted by its one form: see moderation/decisions.py.

The decision itself; and three acts that leave it open and keep what is typed: a saved reply fills in the
words, a note is written, evidence is recorded.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from directory.desk.notes import NoteForm
from directory.desk.queue_filter import QueueFilter, next_after
from directory.desk.register_check import RegisterCheckForm, recorded_in_words
from directory.desk.submission import (
    render_submission,
    sent_snapshot,
    sent_submission,
    statements_sent_back,
)
from directory.facts.vocabulary import DecisionReason, SubmissionState
from directory.membership import first_decision
from directory.models import Claim, SavedReply, Submission
from directory.moderation import evidence, notes, review, undoing
from directory.moderation.errors import AlreadyDecidedError, OwnClinicError, RefusedError
from directory.publishing import publish
from directory.web import admin_sites, resubmission
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TOO_LONG, TextField


class EvidenceRefusedError(RefusedError):
    """The evidence that was to be recorded with a decision is refused, and the decision with it."""


def _message_field():
    return TextField(
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        choices=[("publish", ""), ("ask", ""), ("reject", "")],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Press one of the three buttons.")
        ),
    )
    seen = forms.CharField(required=False)  # Review.shown_digest when the page was opened
    reason = forms.ChoiceField(
        choices=[("", gettext_lazy("None of these")), *DecisionReason.choices],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose a reason from the list.")},
    )
    words = _message_field()
    # Whether the person who started the clinic runs it, and why: desk/joining.html.
    runs = forms.ChoiceField(
        choices=[("", ""), (first_decision.OWNER, ""), (first_decision.REFUSE, "")],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Say whether this person runs the clinic.")},
    )
    runs_reason = _message_field()

    def clean(self):
        """Raise the errors of moderation/decisions.py already here, each at the field that it is about."""
        given = super().clean()
        answered = given.get("reason") or given.get("words")
        if given.get("decision") == "reject" and given.get("reason") == "":
            self.add_error("reason", _("Choose a reason. The clinic will read it."))
        if given.get("decision") == "ask" and given.get("words") == "":
            self.add_error("words", _("Say what to change. The clinic will read it."))
        if (
            given.get("decision") == "publish"
            and statements_sent_back(self.data)
            and not answered
            and "words" in given
        ):
            self.add_error("words", _("Say why you are sending something back. The clinic will read it."))
        return given


ERROR_IDS = {  # field → id on the page of the element that an error links to
    "decision": "publish",
    "seen": "publish",
    "reason": "reason-none",
    "words": "words",
    "runs": "runs-owner",
    "runs_reason": "runs_reason",
    "__all__": "publish",
}


@require_POST
def decision(request, pk):
    sent = sent_submission(pk, request.user)
    act = ACTS_WITHOUT_DECISION.get(request.POST.get("decision"))
    if act:
        return act(request, sent)
    form = DecisionForm(request.POST)
    check = _begun_check(request, sent)
    if not (resubmission.is_ready_to_save(request, form) & (check is None or check.is_valid())):
        faults = [(ERROR_IDS[name], sentence) for name, errors in form.errors.items() for sentence in errors]
        return render_submission(request, sent, faults=faults, check=check, status=400)
    try:
        done = _decide(
            sent, form.cleaned_data, check, back=statements_sent_back(request.POST), by=request.user
        )
    except AlreadyDecidedError:
        late = _("Your decision was not saved, because someone already decided on this.")
        return render_submission(
            request, sent_submission(pk, request.user), faults=[("decided", late)], status=409
        )
    except OwnClinicError as why:
        return render_submission(request, sent, faults=[("own", str(why))], status=403)
    except first_decision.UndecidedClaimError as why:
        return render_submission(request, sent, faults=[("runs-owner", str(why))], status=400)
    except EvidenceRefusedError as why:
        check.add_error(None, str(why))
        return render_submission(request, sent_submission(pk, request.user), check=check, status=409)
    except RefusedError as why:
        return render_submission(
            request, sent_submission(pk, request.user), faults=[("words", str(why))], status=409
        )
    messages.success(request, done, extra_tags=str(pk))  # with “Undo”: components/messages.html
    return redirect(_following(request, sent))


def _following(request, sent):
    """The address of the next submission, else of the queue, as filtered where the moderator came from."""
    shown = QueueFilter.along(request)
    following = next_after(sent, request.user, shown)
    page = reverse("admin:submission", args=[following]) if following else reverse("admin:index")
    return page + shown.suffix


@transaction.atomic
def _decide(sent, given, check, *, back, by):
    """Make one of the three decisions, and record evidence with it. Returns a sentence on what was done."""
    name = sent.content["name"]
    _refuse_unseen(sent, given["seen"])
    listing = first_decision.decide(submission=sent, back=back, by=by, **_answer(given))
    if given["decision"] == "ask":
        return _("%(clinic)s was sent back with your message.") % {"clinic": name}
    if given["decision"] == "reject":
        return _("%(clinic)s was rejected.") % {"clinic": name}
    if check is not None:
        _record(sent, check, version=listing.version, by=by)
    done = {"clinic": listing.name, "version": listing.version, "count": len(back)}
    if not back:
        return _("%(clinic)s was published as version %(version)s.") % done
    return (
        ngettext(
            "%(clinic)s was published as version %(version)s. %(count)s statement was sent back.",
            "%(clinic)s was published as version %(version)s. %(count)s statements were sent back.",
            len(back),
        )
        % done
    )


def _answer(given):
    return {name: given[name] for name in ("decision", "reason", "words", "runs", "runs_reason")}


def _refuse_unseen(sent, seen):
    if sent.state == SubmissionState.PENDING and seen != review.shown_digest(sent, review.listing_of(sent)):
        raise RefusedError(
            _(
                "What is published changed after you opened this page. Your decision was not "
                "saved. Check it again."
            )
        )


# ---- evidence


def _begun_check(request, sent):
    """The posted RegisterCheckForm if the moderator began to fill it in and publishes; else None."""
    if request.POST.get("decision") != "publish":
        return None
    check = RegisterCheckForm(request.POST, snapshot=sent_snapshot(sent))
    return check if check.is_begun() else None


def _record(sent, check, *, version, by):
    """Record what was looked at, on a published version. Raises EvidenceRefusedError."""
    verifications = list(check.verifications())
    try:
        return evidence.record(clinic=sent.clinic, verifications=verifications, version=version, by=by)
    except OwnClinicError:
        raise
    except RefusedError as why:
        raise EvidenceRefusedError(str(why)) from why
    except ValidationError as why:
        raise EvidenceRefusedError(" ".join(why.messages)) from why


def _record_now(request, sent):
    """Record evidence of what is published already, before the decision."""
    check = RegisterCheckForm(request.POST, snapshot=sent_snapshot(sent))
    if not resubmission.is_ready_to_save(request, check):
        return render_submission(request, sent, check=check, status=400)
    try:
        _refuse_unseen(sent, request.POST.get("seen"))
        _refuse_changing(sent, check)
        version = getattr(review.listing_of(sent), "version", 0)
        new = _record(sent, check, version=version, by=request.user)
    except OwnClinicError as why:
        return render_submission(request, sent, faults=[("own", str(why))], status=403)
    except RefusedError as why:
        check.add_error(None, str(why))
        return render_submission(request, sent, check=check, status=409)
    return render_submission(
        request, sent_submission(sent.pk, request.user), check="done", done=recorded_in_words(len(new))
    )


def _refuse_changing(sent, check):
    listing = review.listing_of(sent)
    changes = publish.listing_changes(listing, sent_snapshot(sent))
    for one in check.verifications():
        if listing is None or not publish.evidence_still_holds(one.statement, one.person, changes):
            raise RefusedError(
                _("This is not published yet as it was sent. The evidence is recorded when you publish it.")
            )


# ---- a note, a saved reply


def _write_note(request, sent):
    form = NoteForm(request.POST)
    if not resubmission.is_ready_to_save(request, form):
        return render_submission(request, sent, note=form, status=400)
    try:
        given = form.cleaned_data
        notes.write(
            clinic=sent.clinic, submission=sent, by=request.user, kind=given["kind"], words=given["text"]
        )
    except OwnClinicError as why:
        return render_submission(request, sent, faults=[("own", str(why))], status=403)
    return render_submission(request, sent, note="done", done=_("The note is saved."))


def _fill_in_reply(request, sent):
    """The words of the chosen reply stand under those that are typed already, which the script does, too."""
    number = request.POST.get("reply", "")
    reply = None
    if number.isascii() and number.isdecimal():
        reply = SavedReply.objects.filter(pk=min(int(number), 2**63 - 1)).first()
    if reply is None:
        return render_submission(request, sent, faults=[("reply", _("Choose a reply."))], status=400)
    typed = request.POST.get("words", "").replace("\0", "").rstrip()
    words = f"{typed}\n\n{reply.words}" if typed else reply.words
    return render_submission(request, sent, words=words)


ACTS_WITHOUT_DECISION = {"evidence": _record_now, "note": _write_note, "reply": _fill_in_reply}


# ---- undo


@require_POST
def undo(request, pk):
    """Take back a decision: see moderation/undoing.py."""
    sent = get_object_or_404(Submission.objects.exclude(state=SubmissionState.DRAFT), pk=pk)
    take_back = undoing.undo_publication if sent.state == SubmissionState.APPROVED else undoing.undo_decision
    try:
        waiting = take_back(submission=sent, by=request.user)
    except OwnClinicError as why:
        raise PermissionDenied(str(why)) from why
    except RefusedError as why:
        messages.error(request, str(why))
        return redirect("admin:submission", pk)
    messages.success(request, _("Your decision is taken back. This waits for a new one."))
    if stays := _claim_that_stays(sent):
        messages.warning(request, stays)
    return redirect("admin:submission", waiting.pk)


def _claim_that_stays(sent):
    """A sentence on the claim that was decided with a submission, which no undo takes back; "" for none."""
    claims = Claim.objects.filter(clinic=sent.clinic_id, decided_at=sent.decided_at)
    claim = claims.select_related("claimed_by").first()
    if claim is None:
        return ""
    if claim.state == Claim.State.GRANTED:
        sentence = _("%(person)s manages this clinic. That was decided with it, and is not taken back.")
    else:
        sentence = _(
            "%(person)s does not manage this clinic. That was decided with it, and is not taken back."
        )
    return sentence % {"person": claim.claimed_by.email}


admin_sites.desk.add("submissions/<int:pk>/decision/", decision, name="submission_decision")
admin_sites.desk.add("submissions/<int:pk>/undo/", undo, name="submission_undo")
