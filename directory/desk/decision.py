"""The decision on a submission, posted from its page. See moderation/decisions.py."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from directory.desk.queue_filter import QueueFilter, next_after
from directory.desk.submission import render_submission, sent_submission, statements_sent_back
from directory.facts.vocabulary import DecisionReason, SubmissionState
from directory.membership import first_decision
from directory.moderation import review
from directory.moderation.errors import AlreadyDecidedError, OwnClinicError, RefusedError
from directory.web import admin_sites, resubmission
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TextField


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
    words = TextField(
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        error_messages={
            "max_length": gettext_lazy("Use at most 2,000 characters. You have used %(show_value)d.")
        },
    )

    # Who runs a clinic that was never listed: see desk/joining.py.
    runs = forms.ChoiceField(
        choices=[("", ""), (first_decision.OWNER, ""), (first_decision.REFUSE, "")],
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Say whether this person runs the clinic.")},
    )
    runs_reason = TextField(
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        error_messages={
            "max_length": gettext_lazy("Use at most 2,000 characters. You have used %(show_value)d.")
        },
    )

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
    sent = sent_submission(pk)
    form = DecisionForm(request.POST)
    if not resubmission.is_ready_to_save(request, form):
        faults = [(ERROR_IDS[name], sentence) for name, errors in form.errors.items() for sentence in errors]
        return render_submission(request, sent, faults=faults, status=400)
    try:
        done = _decide(sent, form.cleaned_data, back=statements_sent_back(request.POST), by=request.user)
    except AlreadyDecidedError:
        late = _("Your decision was not saved, because someone already decided on this.")
        return render_submission(request, sent_submission(pk), faults=[("decided", late)], status=409)
    except OwnClinicError as why:
        return render_submission(request, sent, faults=[("own", str(why))], status=403)
    except first_decision.UndecidedClaimError as why:
        return render_submission(request, sent, faults=[("runs-owner", str(why))], status=400)
    except RefusedError as why:
        return render_submission(request, sent_submission(pk), faults=[("words", str(why))], status=409)
    messages.success(request, done)
    return redirect(_following(request, sent))


def _following(request, sent):
    """The address of the next submission, else of the queue, as filtered where the moderator came from."""
    shown = QueueFilter.along(request)
    following = next_after(sent, request.user, shown)
    page = reverse("admin:submission", args=[following]) if following else reverse("admin:index")
    return page + shown.suffix


def _decide(sent, given, *, back, by):
    """Make one of the three decisions. Returns a sentence on what was done."""
    answer = {"submission": sent, "by": by, "reason": given["reason"], "words": given["words"]}
    name = sent.content["name"]
    if sent.state == SubmissionState.PENDING and given["seen"] != review.shown_digest(
        sent, review.listing_of(sent)
    ):
        raise RefusedError(
            _(
                "What is published changed after you opened this page. Your decision was not "
                "saved. Check it again."
            )
        )
    answer |= {"runs": given["runs"], "runs_reason": given["runs_reason"]}
    listing = first_decision.decide(decision=given["decision"], back=back, **answer)
    if given["decision"] == "ask":
        return _("%(clinic)s was sent back with your message.") % {"clinic": name}
    if given["decision"] == "reject":
        return _("%(clinic)s was rejected.") % {"clinic": name}
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


admin_sites.desk.add("submissions/<int:pk>/decision/", decision, name="submission_decision")
