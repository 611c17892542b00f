"""A clinic that is listed without being asked shows that the listing is its own, and it comes down at once.

It is shown by a code that goes to the e-mail which the listing publishes; whoever asks for the code need not
be the clinic, and learns nothing from it.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.vocabulary import ReportReason
from directory.membership import joining
from directory.models import Code, Report
from directory.moderation.decisions import RefusedError
from directory.reports import handling


def can_be_shown(report):
    """Whether this report can be settled by a code: an open one, of a listing that shows an e-mail."""
    return _asks_for_it(report) and bool(joining.published_email(report.clinic_id))


def code_is_out(report, *, at=None):
    """Whether a code was sent that still holds."""
    return Code.objects.filter(
        report=report, used_at=None, expires_at__gt=at or timezone.now(), tries__lt=joining.TRIES
    ).exists()


def send_code(*, report, asker="", by=None, at=None):
    """To the published e-mail. As joining.send_code, and RefusedError for a report of another kind."""
    if not _asks_for_it(report):
        raise RefusedError(_("No code is needed for this report."))
    joining.send_code(report=report, asker=asker, by=by, at=at)


def show(*, report, typed, at=None):
    """The code came back: the listing comes down and the report is closed, or nothing of it happens.

    Raises as joining.try_code does.
    """
    at = at or timezone.now()
    if not _asks_for_it(report):
        raise RefusedError(_("No code is needed for this report."))
    code = joining.try_code(report=report, typed=typed, at=at)
    with transaction.atomic():
        joining.use_code(code=code, at=at)
        handling.take_down_as_shown(report=report, at=at)


def _asks_for_it(report):
    return report.reason == ReportReason.LISTED_WITHOUT_CONSENT and report.state != Report.State.CLOSED
