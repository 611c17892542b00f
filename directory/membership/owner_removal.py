"""A clinic that was listed without consent takes its listing down itself, with a code as proof.

The code is sent to the e-mail that the listing publishes. The person who asks for the code may be a stranger,
and learns nothing from the answer.
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.facts.vocabulary import ReportReason
from directory.membership import codes
from directory.models import Code, Report
from directory.moderation.errors import RefusedError
from directory.reports import handling
from directory.web import rate_limit


def can_be_proved(report: Report) -> bool:
    """True for an open report "listed without consent" about a listing that publishes an e-mail."""
    return _asks_for_removal(report) and bool(codes.published_email(report.clinic_id))


def has_open_code(report: Report, *, at: datetime | None = None) -> bool:
    """True if a code was sent for the report that can still be used."""
    return Code.objects.filter(
        report=report, used_at=None, expires_at__gt=at or timezone.now(), tries__lt=rate_limit.MAX_CODE_TRIES
    ).exists()


def send_code(
    *, report: Report, asker: str = "", by: User | AnonymousUser | None = None, at: datetime | None = None
) -> None:
    """Send a code as codes.send does. Raises RefusedError also for a closed or another kind of report."""
    if not _asks_for_removal(report):
        raise RefusedError(_("No code is needed for this report."))
    codes.send(report=report, asker=asker, by=by, at=at)


def remove_with_code(*, report: Report, typed: str, at: datetime | None = None) -> None:
    """Take the listing down and close the report, in one transaction. Raises what codes.verify raises."""
    at = at or timezone.now()
    if not _asks_for_removal(report):
        raise RefusedError(_("No code is needed for this report."))
    code = codes.verify(report=report, typed=typed, at=at)
    with transaction.atomic():
        codes.spend(code=code, at=at)
        handling.take_down_as_proven(report=report, at=at)


def _asks_for_removal(report):
    return report.reason == ReportReason.LISTED_WITHOUT_CONSENT and report.state != Report.State.CLOSED
