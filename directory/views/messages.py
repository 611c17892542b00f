"""The form of a message in a thread, shared by portal, desk and proposers, and the page of a proposer.

See moderation/thread.py. A page that has the form takes `message_context` and posts to an address whose view
calls `write`.
"""

import uuid
from typing import NamedTuple

from allauth.account.decorators import verified_email_required
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from directory.models import Message, Submission
from directory.moderation import thread
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.web import errors, form_token, rate_limit, resubmission
from directory.web.account_pages import account_page
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TOO_LONG, TextField

SALT = "directory.message"
ENTRIES_ON_A_PAGE = 50
ENTRIES_IN_A_PANEL = 5


class MessageForm(forms.Form):
    prefix = "message"

    words = TextField(
        label=gettext_lazy("Your message"),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Write your message."), "max_length": TOO_LONG},
    )

    def __init__(self, *args, label="", help_text="", **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["words"].label = label or self.fields["words"].label
        self.fields["words"].help_text = help_text


class Written(NamedTuple):
    """What became of a posted message. `status`: 200 if it was written, else why not; the form has the error.

    wait  seconds until the limit of the day ends, or None
    """

    status: int
    wait: int | None = None


def write(request, form, *, clinic, from_moderator, submission=None, report=None):
    """Write what a posted MessageForm says, once for each key of the form. Returns Written."""
    key, fault = form_token.check(request, timezone.now(), salt=SALT, button=_("Send message"))
    ready = resubmission.is_ready_to_save(request, form)
    if fault and ready:
        form.add_error(None, fault)
    if fault or not ready:
        return Written(400)
    words = form.cleaned_data["words"]
    # The same form sent twice is one message; after a change it is another.
    about = (request.user.pk, clinic.pk, submission and submission.pk, report and report.pk, words)
    key = uuid.uuid5(key, repr(about))
    is_new = not from_moderator and not Message.objects.filter(key=key).exists()
    if is_new and not rate_limit.allow(request, "message", subject=f"account {request.user.pk}"):
        fault, wait = rate_limit.too_many("message")
        form.add_error(None, fault)
        return Written(429, wait)
    try:
        thread.say(
            clinic=clinic,
            by=request.user,
            words=words,
            from_moderator=from_moderator,
            submission=submission,
            report=report,
            key=key,
            seen=_seen(request),
        )
    except OwnClinicError as why:
        form.add_error(None, str(why))
        return Written(403)
    except RefusedError as why:
        form.add_error(None, str(why))
        return Written(409)
    return Written(200)


def _seen(request):
    """The id of the latest message that the page with the form showed, 0 for none."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else 0


def message_context(request, entries, form, *, action, most=None):
    """What the panel of a thread needs: portal/thread.html, desk/thread.html.

    entries  all of the thread, oldest first
    form     a MessageForm, posted to the address `action`; None where nobody may write
    most     how many entries the panel shows unfolded; None: all of the page
    """
    folded = len(entries) - most if most else 0
    return {
        "entries": entries[max(folded, 0) :],
        "earlier": entries[: max(folded, 0)],
        "form": form,
        "action": action,
        "sending": form_token.issue(request, salt=SALT),
        "seen": max((entry.message.pk for entry in entries if entry.message), default=0),
        "open": sum(entry.is_open for entry in entries),
    }


def page_of(request, entries):
    """(entries of one page, the page): 50, the latest first page, each page oldest first."""
    page = Paginator(entries[::-1], ENTRIES_ON_A_PAGE).get_page(request.GET.get("page"))
    return page.object_list[::-1], page


# ---- a proposer


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
@account_page
@verified_email_required
def proposal_messages(request, pk):
    """The thread between a reader who proposed a clinic and the moderators, about this proposal alone."""
    submission = _own_proposal(request, pk)
    if request.method != "POST":
        return _proposal_page(request, submission, _proposer_form())
    form = _proposer_form(request.POST)
    done = write(request, form, clinic=submission.clinic, submission=submission, from_moderator=False)
    if done.status != 200:
        return errors.retry_after(_proposal_page(request, submission, form, done.status), done.wait)
    messages.success(request, _("Your message is sent. Moderators will read it."))
    return redirect("proposal_messages", pk)


@require_POST
@cache_control(no_store=True)
@account_page
@verified_email_required
def proposal_message_settled(request, pk, message):
    """The proposer says that a moderator's message needs no answer."""
    submission = _own_proposal(request, pk)
    asked = Message.objects.with_proposer().filter(submission__submitted_by=request.user)
    asked = get_object_or_404(asked.filter(clinic=submission.clinic_id, from_moderator=True), pk=message)
    return settle(request, asked, "proposal_messages", pk)


def settle(request, message, *back):
    """Settle a message, and redirect to the page with the thread, given as arguments of redirect()."""
    try:
        thread.settle(message=message, by=request.user)
    except RefusedError as why:
        messages.warning(request, str(why))
    else:
        messages.success(request, _("The message is marked as needing no answer."))
    return redirect(*back)


def _own_proposal(request, pk):
    submission = get_object_or_404(Submission.objects.select_related("clinic"), pk=pk)
    if not submission.is_proposed_by(request.user):
        raise Http404
    return submission


def _proposer_form(data=None):
    return MessageForm(data, help_text=_("Only moderators read this. Please don’t write about your health."))


def _proposal_page(request, submission, form, status=200):
    entries, page = page_of(request, thread.entries_of_proposal(submission))
    panel = message_context(request, entries, form, action=request.path)
    context = {"submission": submission, "thread": panel, "page": page, "form": form}
    return render(request, "directory/add_a_clinic/messages.html", context, status=status)
