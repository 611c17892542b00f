"""The state of a report; and the code by which a clinic proves that a listing is its own and removes it."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from directory import short_code
from directory.membership import owner_removal
from directory.membership.errors import LimitReachedError
from directory.models import Report
from directory.moderation.errors import RefusedError
from directory.reports import deadlines
from directory.web import errors, rate_limit

MAX_CODE_LENGTH = 100


@require_safe
@cache_control(no_store=True)
def state(request, reference):
    return _render_state(request, _get_report(reference))


@require_POST
@cache_control(no_store=True)
def code(request, reference):
    """Send a code to the e-mail that the reported listing publishes."""
    report = _get_report(reference)
    if not rate_limit.allow(request, "report code"):
        fault, wait = rate_limit.too_many("report code")
        return _render_state(request, report, fault=fault, at="ask", wait=wait)
    try:
        owner_removal.send_code(report=report, asker=rate_limit.client_network(request), by=request.user)
    except LimitReachedError as error:
        return _render_state(request, report, fault=str(error), at="ask", wait=error.seconds)
    except RefusedError as error:
        return _render_state(request, report, fault=str(error), at="ask")
    return redirect("report_state", report.reference)


@require_POST
@cache_control(no_store=True)
def removal(request, reference):
    """Remove the reported listing if the posted code is the one that was sent."""
    report = _get_report(reference)
    if not rate_limit.allow(request, "report removal"):
        fault, wait = rate_limit.too_many("report removal")
        return _render_state(request, report, fault=fault, at="code", wait=wait)
    try:
        owner_removal.remove_with_code(report=report, typed=request.POST.get("code", "")[:MAX_CODE_LENGTH])
    except RefusedError as error:
        return _render_state(request, report, fault=str(error), at="code")
    return redirect("report_state", report.reference)


def _get_report(reference):
    parsed = short_code.parse(reference)
    report = Report.objects.filter(reference=parsed).first() if parsed else None
    if report is None:
        raise errors.NotFound(
            _("No report has this reference. Check each of its ten characters. None of them is a vowel.")
        )
    return report


def _render_state(request, report, *, fault="", at="", wait=None):
    """The page of a report's state. It shows neither what was written, nor about which clinic.

    fault  an error sentence, shown at the field whose id is `at`
    wait   seconds until a limit is over, for Retry-After
    """
    if fault:
        report = _get_report(report.reference)  # its state may have changed meanwhile
    provable = owner_removal.can_be_proved(report)
    context = {
        "report": report,
        "reference": short_code.hyphenate(report.reference),
        "due_on": deadlines.due_on(report.received_at),
        "today": timezone.localdate(),
        "provable": provable,
        "code_is_out": provable and owner_removal.has_open_code(report),
        "fault": fault,
    }
    context["at"] = (
        at if provable and (at == "ask" or context["code_is_out"]) else "ask" if provable else "main"
    )
    status = (429 if wait else 400) if fault else 200
    return errors.retry_after(render(request, "directory/reports/state.html", context, status=status), wait)
