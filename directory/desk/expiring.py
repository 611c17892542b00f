"""Evidence that runs out soon, or has: what to check again, soonest first."""

from typing import NamedTuple

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from directory import roles
from directory.desk.evidence import subject
from directory.facts.spine import STATEMENTS
from directory.models import Verification
from directory.models.evidence import EXPIRING_DAYS
from directory.web import admin_sites

LINES_ON_A_PAGE = 50


class ExpiringEvidence(NamedTuple):
    """`again`: address of the form to check it again; "" for the moderator's own clinic."""

    verification: Verification
    label: str
    has_run_out: bool
    again: str


@require_safe
def index(request):
    today = timezone.localdate()
    rows = Verification.objects.running_out(today).select_related("clinic__listing", "checked_by")
    page = Paginator(rows.order_by("expires_on", "pk"), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    own = set(roles.organizations(request.user).values_list("pk", flat=True))
    context = {
        "title": gettext_lazy("Evidence that runs out"),
        "days": EXPIRING_DAYS,
        "page": page,
        "lines": [_line(one, today, own=own) for one in page.object_list],
    }
    return render(request, "desk/expiring.html", context)


def _line(one, today, *, own):
    has_several = one.person or one.statement in ("name", "npi")  # those of the form for several people
    address = reverse(
        "admin:evidence_check" if has_several else "admin:evidence_add",
        query={"clinic": one.clinic_id, "subject": subject(one.statement, one.person)},
    )
    return ExpiringEvidence(
        verification=one,
        label=STATEMENTS[one.statement].label,
        has_run_out=one.expires_on < today,
        again="" if one.clinic.organization_id in own else address,
    )


admin_sites.desk.add("directory/verification/expiring/", index, name="expiring")
