"""Reports by readers: the most urgent first, and the page of one report. See reports/handling.py."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from directory import roles, short_code
from directory.desk.messages import thread_context
from directory.desk.notes import NoteForm, notes_context
from directory.desk.taking import TakenLine, taken_context, taken_lines
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import ReportReason
from directory.mail import queue
from directory.models import Listing, Report
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.reports import deadlines, handling
from directory.web import admin_sites, resubmission
from directory.web.form_fields import MAX_MESSAGE_LENGTH, TOO_LONG, TextField
from directory.wording import values
from directory.wording.rows import statement_rows

LINES_ON_A_PAGE = 50
MAX_OTHER_REPORTS = 20  # of the same clinic


@dataclass(frozen=True)
class ReportLine:
    """One report in the list. `due_on`: last day for the first action; None after the first action."""

    report: Report
    statement: str
    ago: str
    due_on: date | None
    overdue: bool
    own: bool
    taken: TakenLine | None = None  # in the list alone

    @property
    def asks_for_removal(self):
        return self.report.reason == ReportReason.LISTED_WITHOUT_CONSENT


@require_safe
def index(request):
    state = request.GET.get("state", "")
    if state not in ("", Report.State.CLOSED):
        raise Http404
    today = timezone.localdate()
    since = deadlines.overdue_since(today)
    if state:
        reports = Report.objects.filter(state=state).order_by("-closed_at", "-pk")
    else:
        reports = Report.objects.open().most_urgent_first(since)
    page = Paginator(reports.select_related("clinic__listing"), LINES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    own = set(roles.organizations(request.user).values_list("pk", flat=True))
    taken = taken_lines(list(page.object_list), request.user)
    context = {
        "title": _("Reports"),
        "state": state,
        "page": page,
        "lines": [_line(report, today, own=own, taken=taken[report]) for report in page.object_list],
        "total": page.paginator.count,
        "overdue": Report.objects.overdue(since).count(),
    }
    return render(request, "desk/reports.html", context)


def _line(report, today, *, own, taken=None):
    due_on = None if report.acted_at else deadlines.due_on(report.received_at)
    return ReportLine(
        report=report,
        statement=_label(report.statement),
        ago=values.days_ago(timezone.localdate(report.received_at), today),
        due_on=due_on,
        overdue=bool(due_on) and due_on < today,
        own=report.clinic.organization_id in own,
        taken=taken,
    )


def _label(statement):
    return str(STATEMENTS[statement].label) if statement in STATEMENTS else ""


# ---- one report


def _text_field(label, help_text, **more):
    return TextField(
        label=label,
        help_text=help_text,
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"max_length": TOO_LONG} | more.pop("error_messages", {}),
        **more,
    )


class AskForm(forms.Form):
    prefix = "ask"

    words = _text_field(
        gettext_lazy("Your question to the clinic"),
        gettext_lazy("The clinic will read your exact words, but nothing that the reader wrote."),
        error_messages={"required": gettext_lazy("Write your question. The clinic will read it.")},
    )


class TakeDownForm(forms.Form):
    prefix = "take_down"

    words = _text_field(
        gettext_lazy("Message to the clinic"),
        gettext_lazy("The people who manage this listing will read this in an e-mail. Don’t name anyone."),
        required=False,
    )
    answer = _text_field(
        gettext_lazy("Answer to the reader"),
        gettext_lazy("Anyone who has the reference can read this."),
        required=False,
    )


class CloseForm(forms.Form):
    prefix = "close"

    outcome = forms.ChoiceField(
        label=gettext_lazy("What is the result?"),
        choices=Report.Outcome,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"),
            gettext_lazy("Choose a result. The reader can look it up."),
        ),
    )
    answer = _text_field(
        gettext_lazy("Answer to the reader"),
        gettext_lazy("Anyone who has the reference can read this. Don’t name the clinic or any person."),
        required=False,
    )


FORMS = {"ask": AskForm, "take_down": TakeDownForm, "close": CloseForm}
ACTS = {"ask": handling.ask_clinic, "take_down": handling.take_down, "close": handling.close}
DONE_MESSAGES = {
    "ask": gettext_lazy("You asked the clinic. The report stays open."),
    "take_down": gettext_lazy("The listing was taken down, and the report is closed."),
    "close": gettext_lazy("The report is closed."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request, pk):
    report = _report_or_404(pk)
    if request.method != "POST":
        return _render(request, report)
    act = request.POST.get("act")
    if act == "note":
        return _record(request, report)
    if act not in FORMS:
        return _render(request, report, fault=_("Press one of the buttons."), status=400)
    form = FORMS[act](request.POST, use_required_attribute=False)
    if not resubmission.is_ready_to_save(request, form):
        return _render(request, report, form=form, status=400)
    try:
        ACTS[act](report=report, by=request.user, **form.cleaned_data)
    except OwnClinicError as why:
        return _render(request, report, fault=str(why), status=403)
    except RefusedError as why:
        form.add_error(None, str(why))
        return _render(request, _report_or_404(pk), form=form, status=409)
    messages.success(request, DONE_MESSAGES[act])
    return redirect("admin:reports")


def _record(request, report):
    """Save a note on what was done, which leaves the report open."""
    form = NoteForm(request.POST, use_required_attribute=False)
    if not resubmission.is_ready_to_save(request, form):
        return _render(request, report, note=form, status=400)
    kind, words = form.cleaned_data["kind"], form.cleaned_data["text"]
    try:
        handling.record_action(report=report, by=request.user, kind=kind, words=words)
    except OwnClinicError as why:
        return _render(request, report, fault=str(why), status=403)
    messages.success(request, _("The note is saved. The report stays as it is."))
    return redirect("admin:report", report.pk)


def _report_or_404(pk):
    people = ("acted_by", "closed_by", "clinic__organization", "taken__taken_by")
    return get_object_or_404(Report.objects.select_related(*people), pk=pk)


def _render(request, report, *, form=None, note=None, fault="", status=200):
    """The page of a report. `form`, `note`: a posted form that has errors."""
    today = timezone.localdate()
    own = _own(request.user, report)
    listing = Listing.objects.for_pages().get(clinic=report.clinic_id)
    open_forms = {} if report.state == Report.State.CLOSED else _forms(report, listing, form)
    context = {
        "title": _("Report %(reference)s") % {"reference": short_code.hyphenate(report.reference)},
        "line": _line(report, today, own=own),
        "report": report,
        "listing": listing,
        "statement": _as_published(listing, report.statement, today),
        "phone": values.phone(listing.phone, listing.phone_extension),
        "members": len(queue.member_addresses(report.clinic)),
        "evidence": _evidence(listing, report.statement, today),
        "before": report.clinic.reports.exclude(pk=report.pk).order_by("-received_at", "-pk")[
            :MAX_OTHER_REPORTS
        ],
        "forms": open_forms,
        "form": form or note,
        "notes": notes_context(report.clinic, form=note, own=bool(own)),
        "thread": thread_context(request, report.clinic, report=report, own=bool(own)),
        **taken_context(report, request.user),
        "fault": fault or (form.non_field_errors()[0] if form and form.non_field_errors() else ""),
    }
    return render(request, "desk/report.html", context, status=status)


def _own(user, report):
    return {report.clinic.organization_id} if roles.belongs_to(user, report.clinic) else set()


def _forms(report, listing, given):
    """Name → form of each act that is possible now. `given`: the posted form that had errors, or None."""
    names = ["close"]
    if not listing.removed_at:
        if report.reason == ReportReason.LISTED_WITHOUT_CONSENT:
            names.insert(0, "take_down")
        if report.state == Report.State.RECEIVED:
            names.append("ask")
    forms_now = {name: FORMS[name](use_required_attribute=False) for name in names}
    if given is not None and given.prefix in forms_now:
        forms_now[given.prefix] = given
    return forms_now


def _as_published(listing, statement, today):
    """The published rows of the statement that the report names (DisplayRow); [] where it names none."""
    return statement_rows(listing, statement, today) if statement in STATEMENTS else []


def _evidence(listing, statement, today):
    """The evidence in force: of the statement that the report names, else of all statements."""
    live = listing.live_evidence(today)
    return [one | {"label": _label(one["statement"])} for one in live if statement in ("", one["statement"])]


admin_sites.desk.add("reports/", index, name="reports")
admin_sites.desk.add("reports/<int:pk>/", report_page, name="report")
