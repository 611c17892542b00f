"""The first page of the portal, with a member's clinics, and the page of one clinic."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory import roles
from directory.models import RECORD_MODELS, Membership
from directory.portal.availability import availability_context
from directory.portal.joining import joining_context
from directory.portal.messages import thread_context
from directory.portal.organization import confirm_all_contexts
from directory.portal.pages import clinic_page
from directory.portal.status import load_statuses
from directory.portal.tasks import task_list
from directory.web.admin_sites import portal

CLINICS_ON_A_PAGE = 20


@require_safe
def index(request):
    """The list of a member's clinics; of one clinic its page at once."""
    memberships = _memberships(request.user)
    clinics = roles.clinics(request.user).select_related("organization")
    clinics = clinics.order_by("organization__name", "name", "pk").prefetch_related(*RECORD_MODELS)
    page = Paginator(clinics, CLINICS_ON_A_PAGE).get_page(request.GET.get("page"))
    owned = {one.organization_id for one in memberships if one.role == Membership.Role.OWNER}
    statuses = load_statuses(list(page.object_list), timezone.localdate(), owned=owned)
    if page.paginator.count == 1 and len(memberships) == 1:
        return _clinic(request, statuses[0], memberships, is_only_clinic=True)
    context = {
        "title": _("Your clinics"),
        "page": page,
        "statuses": statuses,
        "memberships": memberships,
        "confirm_all": confirm_all_contexts(memberships, timezone.localdate()),
        "without_clinic": [one for one in memberships if not one.clinic_count],
    }
    return render(request, "portal/index.html", context)


@require_safe
@clinic_page
def clinic(request, status):
    """The page of one clinic: its state, its sections, and what else a member may do."""
    everywhere = _memberships(request.user)
    memberships = [one for one in everywhere if one.organization_id == status.clinic.organization_id]
    is_only_clinic = [one.clinic_count for one in everywhere] == [1]
    return _clinic(request, status, memberships, is_only_clinic=is_only_clinic)


def _memberships(user):
    """The memberships of a user by name, each with `clinic_count`."""
    memberships = roles.memberships(user).select_related("organization").order_by("organization__name", "pk")
    return list(memberships.annotate(clinic_count=Count("organization__clinics")))


def _clinic(request, status, memberships, *, is_only_clinic=False):
    page = {
        "title": status.clinic.name,
        "status": status,
        "list": task_list(status),
        "thread": thread_context(request, status.clinic),
        "memberships": memberships,
        "is_only_clinic": is_only_clinic,
    }
    if status.listing is None:
        page |= joining_context(request.user, status.clinic)
    page |= availability_context(status)
    return render(request, "portal/clinic.html", page)


portal.add("", index, "index")
portal.add("clinics/<int:pk>/", clinic, "clinic")
