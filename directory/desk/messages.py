"""Messages to the moderators: those that nobody has answered, and the thread of one clinic.

See moderation/thread.py. Other pages of the desk show a thread by `thread_context` and the include
desk/thread.html.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles
from directory.models import Clinic, Message, Report, Submission
from directory.moderation import thread
from directory.views.messages import (
    ENTRIES_IN_A_PANEL,
    MessageForm,
    message_context,
    page_of,
    settle,
    write,
)
from directory.web import admin_sites
from directory.wording import values

LINES_ON_A_PAGE = 20


# ---- what waits


@dataclass(frozen=True)
class MessageLine:
    """One message that waits for a moderator, with the form that answers it; None for one's own clinic."""

    message: Message
    name: str  # of the clinic
    ago: str
    address: str  # of the thread in which it is answered
    is_proposers: bool
    form: dict | None


@require_safe
def index(request):
    """The unanswered messages, oldest first."""
    pages = Paginator(thread.unanswered(), LINES_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    own = set(roles.organizations(request.user).values_list("pk", flat=True))
    waiting = list(page.object_list)
    latest = _latest_ids(waiting)
    context = {
        "title": _("Messages"),
        "page": page,
        "total": pages.count,
        "lines": [_line(request, one, latest[one.clinic_id], own=own) for one in waiting],
    }
    return render(request, "desk/messages.html", context)


def _latest_ids(waiting):
    """Clinic id → id of its latest message: what a moderator who answers from the list has seen or not."""
    clinics = {one.clinic_id for one in waiting}
    rows = Message.objects.filter(clinic__in=clinics).order_by("clinic", "-pk").distinct("clinic")
    return dict(rows.values_list("clinic", "pk"))


def _line(request, message, latest, *, own):
    clinic = message.clinic
    is_own = clinic.organization_id in own or message.written_by_id == request.user.pk
    submission, place = message.submission, message.clinic_id
    is_proposers = thread.is_of_proposer(submission)
    if submission is not None and submission.clinic_id != place:  # came with a clinic that was merged
        submission, place = (submission, submission.clinic_id) if is_proposers else (None, place)
    form = None
    if not is_own:
        form = _form(submission=submission, auto_id=f"message-{message.pk}-%s")
        action = _address(place, submission, message.report, answers=message.pk)
        form = message_context(request, [], form, action=action) | {"seen": latest}
    listing = getattr(clinic, "listing", None)
    return MessageLine(
        message=message,
        name=listing.name if listing else clinic.name,
        ago=values.days_ago(timezone.localdate(message.written_at), timezone.localdate()),
        address=_address(place, submission, message.report),
        is_proposers=is_proposers,
        form=form,
    )


# ---- one thread


def _address(clinic, submission=None, report=None, **more):
    """The address of a thread, on which a message is about the submission or the report.

    clinic  id
    """
    about = {"submission": submission.pk} if submission else {"report": report.pk} if report else {}
    query = urlencode(about | more)
    address = reverse("admin:thread", args=[clinic])
    return f"{address}?{query}" if query else address


def _form(data=None, *, submission=None, **more):
    to_proposer = thread.is_of_proposer(submission)
    return MessageForm(
        data,
        label=_("Private message to the person who suggested it")
        if to_proposer
        else _("Private message to the clinic"),
        help_text=_("We e-mail your exact words to those who read this. They are in no public history."),
        **more,
    )


def thread_context(request, clinic, *, own, submission=None, report=None):
    """The context `thread` of desk/thread.html on a page about a clinic. Three queries.

    own                 whether the moderator belongs to the clinic, or proposed the submission
    submission, report  what a message from this page is about. The first question about a report is an act on
                        the report, so it has a form of its own.
    """
    entries = thread.entries(clinic, for_moderator=True)
    about = {"submission": submission, "report": report}
    to = len(thread.recipients(clinic, submission))
    panel = _panel(request, clinic, entries, own=own, to=to, most=ENTRIES_IN_A_PANEL, **about)
    if report is not None and report.state == Report.State.RECEIVED:
        return panel | {"form": None, "is_unasked": True}
    return panel


def short_context(request, *, own, submission):
    """The context `thread` on the page of a decision, which is read often: messages alone. One query.

    submission  with its clinic, annotated with has_members: see desk.submission.sent_submission
    """
    clinic = submission.clinic
    to = None if submission.has_members or thread.is_of_proposer(submission) else 0
    entries = thread.messages_only(clinic)
    return _panel(request, clinic, entries, own=own, to=to, submission=submission, most=ENTRIES_IN_A_PANEL)


def _is_own(user, clinic, submission=None, **_about):
    return roles.belongs_to(user, clinic) or (submission is not None and submission.is_proposed_by(user))


def _panel(request, clinic, entries, *, own, to, submission=None, report=None, form=None, most=None):
    """`to`: how many people would read a message; None for some who are not counted."""
    form = None if own or to == 0 else form or _form(submission=submission)
    action = _address(clinic.pk, submission, report)
    return message_context(request, entries, form, action=action, most=most) | {
        "clinic": clinic,
        "own": own,
        "to": to,
        "is_proposers": thread.is_of_proposer(submission),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def thread_page(request, pk):
    """The thread of one clinic; a POST writes to its people, or to the proposer of `?submission=`."""
    clinic = get_object_or_404(Clinic.objects.select_related("organization"), pk=pk)
    about = _about(request, clinic)
    if request.method != "POST":
        return _render(request, clinic, about)
    form = _form(request.POST, submission=about.get("submission"))
    done = write(request, form, clinic=clinic, from_moderator=True, **about)
    if done.status != 200:
        return _render(request, clinic, about, form=form, status=done.status)
    messages.success(request, _("Your message is sent."))
    return redirect("admin:messages") if "answers" in request.GET else redirect(_address(clinic.pk, **about))


def _about(request, clinic):
    """What a message is about: {"submission": …} or {"report": …} of this clinic, or {}; else 404."""
    for name, rows in (("submission", Submission.objects.all()), ("report", Report.objects.all())):
        number = request.GET.get(name, "")
        if not number:
            continue
        if not (number.isascii() and number.isdecimal() and len(number) < 19):
            raise Http404
        return {name: get_object_or_404(rows.filter(clinic=clinic), pk=int(number))}
    return {}


def _render(request, clinic, about, *, form=None, status=200):
    entries, page = page_of(request, thread.entries(clinic, for_moderator=True))
    own = _is_own(request.user, clinic, **about)
    to = len(thread.recipients(clinic, about.get("submission")))
    context = {
        "title": _("Messages with a clinic"),
        "clinic": clinic,
        "thread": _panel(request, clinic, entries, own=own, to=to, form=form, **about),
        "page": page,
        "form": form,
    }
    return render(request, "desk/thread_page.html", context, status=status)


@require_POST
def message_settled(request, pk):
    """A moderator says that a message needs no answer."""
    asked = Message.objects.filter(from_moderator=False).select_related("clinic", "submission")
    return settle(request, get_object_or_404(asked, pk=pk), "admin:messages")


admin_sites.desk.add("messages/", index, name="messages")
admin_sites.desk.add("messages/<int:pk>/settled/", message_settled, name="message_settled")
admin_sites.desk.add("clinics/<int:pk>/messages/", thread_page, name="thread")
