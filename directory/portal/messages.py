"""Messages between the people of a clinic and the moderators: all threads of a member, and one of them.

See moderation/thread.py. Other pages of the portal show a thread by `thread_context` and the include
portal/thread.html, and take a remark on sending by RemarkForm and portal/remark.html.
"""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles
from directory.models import Message
from directory.moderation import thread
from directory.views.messages import (
    ENTRIES_IN_A_PANEL,
    TOO_LONG,
    MessageForm,
    message_context,
    page_of,
    settle,
    write,
)
from directory.web import errors
from directory.web.admin_sites import portal
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TextField

CLINICS_ON_A_PAGE = 25


class RemarkForm(forms.Form):
    """The words to the moderators on sending, for portal/remark.html."""

    remark = TextField(
        label=gettext_lazy("To the moderator (optional)"),
        help_text=gettext_lazy(
            "Answer a question, or say where to look something up. Only moderators and your colleagues "
            "read this. Please don’t write about patients."
        ),
        max_length=MAX_MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)


# ---- all threads


@require_safe
def inbox(request):
    """The clinics of the member: first those with an open question, then by the latest message."""
    pages = Paginator(_clinics_by_message(request.user), CLINICS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    clinics = list(page.object_list)
    latest = Message.objects.select_related("written_by").in_bulk(
        [clinic.last_message for clinic in clinics if clinic.last_message]
    )
    context = {
        "title": _("Messages"),
        "page": page,
        "lines": [(clinic, latest.get(clinic.last_message)) for clinic in clinics],
    }
    return render(request, "portal/messages.html", context)


def _clinics_by_message(user):
    ours = Message.objects.filter(clinic=OuterRef("pk")).without_proposer()
    asked = ours.unanswered_by_clinic().order_by().values("clinic").annotate(count=Count("pk"))
    return (
        roles.clinics(user)
        .annotate(
            asked=Coalesce(Subquery(asked.values("count")), 0),
            last_message=Subquery(ours.order_by("-pk").values("pk")[:1]),
        )
        .order_by(F("asked").desc(), F("last_message").desc(nulls_last=True), "name", "pk")
        .only("name", "city", "state")
    )


# ---- one thread


def thread_context(request, clinic, form=None):
    """The context `thread` of portal/thread.html beside a clinic of the member. Three queries."""
    entries = thread.entries(clinic, for_moderator=False)
    return _panel(request, clinic, entries, form, most=ENTRIES_IN_A_PANEL)


def _panel(request, clinic, entries, form, *, most=None):
    action = reverse("portal:thread", args=[clinic.pk])
    is_asked = any(entry.is_open and entry.from_moderator for entry in entries)
    form = form or _form(is_asked=is_asked)
    panel = message_context(request, entries, form, action=action, most=most)
    return panel | {"clinic": clinic, "is_asked": is_asked}


def _form(data=None, *, is_asked=False):
    return MessageForm(
        data,
        label=_("Your answer") if is_asked else _("Your message to the moderators"),
        help_text=_("Only moderators and your colleagues read this. Please don’t write about patients."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def thread_page(request, pk):
    """The thread of one clinic; a POST writes in it."""
    clinic = get_object_or_404(roles.clinics(request.user).select_related("organization"), pk=pk)
    if request.method != "POST":
        return _render(request, clinic)
    is_asked = Message.objects.unanswered_by_clinic().without_proposer().filter(clinic=clinic).exists()
    form = _form(request.POST, is_asked=is_asked)
    done = write(request, form, clinic=clinic, from_moderator=False)
    if done.status != 200:
        return errors.retry_after(_render(request, clinic, form, done.status), done.wait)
    messages.success(request, _("Your message is sent. Moderators will read it."))
    return redirect("portal:thread", clinic.pk)


def _render(request, clinic, form=None, status=200):
    entries, page = page_of(request, thread.entries(clinic, for_moderator=False))
    context = {
        "title": _("Messages"),
        "clinic": clinic,
        "thread": _panel(request, clinic, entries, form),
        "page": page,
        "form": form,
        "wrong": bool(form and form.errors),
    }
    return render(request, "portal/thread_page.html", context, status=status)


@require_POST
def message_settled(request, pk, message):
    """A member says that a moderator's message needs no answer."""
    clinic = get_object_or_404(roles.clinics(request.user), pk=pk)
    asked = Message.objects.without_proposer().filter(clinic=clinic, from_moderator=True)
    return settle(request, get_object_or_404(asked, pk=message), "portal:thread", pk)


portal.add("messages/", inbox, "messages")
portal.add("clinics/<int:pk>/messages/", thread_page, "thread")
portal.add("clinics/<int:pk>/messages/<int:message>/settled/", message_settled, "message_settled")
