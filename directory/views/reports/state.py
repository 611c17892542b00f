"""What came of a report, by its reference; and the code with which a clinic has its listing taken down."""

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
from directory.reports import handling
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
    found = _get_report(reference)
    if not rate_limit.allow(request, "report code"):
        fault, wait = rate_limit.too_many("report code")
        return _render_state(request, found, fault=fault, at="ask", wait=wait)
    try:
        owner_removal.send_code(report=found, asker=rate_limit.client_network(request), by=request.user)
    except LimitReachedError as why:
        return _render_state(request, found, fault=str(why), at="ask", wait=why.seconds)
    except RefusedError as why:
        return _render_state(request, found, fault=str(why), at="ask")
    return redirect("report_state", found.reference)


@require_POST
@cache_control(no_store=True)
def removal(request, reference):
    """The code came back: take the reported listing down."""
    found = _get_report(reference)
    if not rate_limit.allow(request, "report removal"):
        fault, wait = rate_limit.too_many("report removal")
        return _render_state(request, found, fault=fault, at="code", wait=wait)
    try:
        owner_removal.remove_with_code(report=found, typed=request.POST.get("code", "")[:MAX_CODE_LENGTH])
    except RefusedError as why:
        return _render_state(request, found, fault=str(why), at="code")
    return redirect("report_state", found.reference)


def _get_report(reference):
    heard = short_code.parse(reference)
    found = Report.objects.filter(reference=heard).first() if heard else None
    if found is None:
        raise errors.NotFound(
            _("No report has this reference. Check each sign of it: there are ten, and none is a vowel.")
        )
    return found


def _render_state(request, report, *, fault="", at="", wait=None):
    """How a report stands. It shows neither who sent it, nor what they wrote, nor the clinic.

    fault  what stopped the act that was asked for, said at the field `at`
    wait   where a limit was reached: seconds until it is worth trying again
    """
    if fault:
        report = _get_report(report.reference)  # as it stands now
    provable = owner_removal.can_be_proved(report)
    context = {
        "report": report,
        "reference": short_code.hyphenate(report.reference),
        "due_on": handling.due_on(report.received_at),
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
