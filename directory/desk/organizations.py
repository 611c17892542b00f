"""Organizations: look one up, and join two that are one. See membership/organizations.py."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from directory import roles
from directory.membership import organizations
from directory.models import JoinedOrganization, Organization
from directory.moderation import provisional
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.web.admin_sites import desk
from directory.web.shown_digest import digest_of

MAX_ORGANIZATIONS = 50  # on a page
MAX_WORDS = 200  # characters that are looked up


@require_safe
def organization_list(request):
    words = _words(request)
    context = {"title": _("Organizations"), "words": words, **_found(words)}
    return render(request, "desk/organizations.html", context)


def _words(request):
    return " ".join(request.GET.get("q", "").replace("\0", "").split())[:MAX_WORDS]


def _found(words, *, without=None):
    """Organizations with these words in the name, of a clinic or of themselves, or in a member's address."""
    if not words:
        return {"found": [], "more": False}
    named = Q(name__icontains=words) | Q(clinics__name__icontains=words) | Q(members__email__icontains=words)
    pks = Organization.objects.filter(named).exclude(pk=without).values("pk").distinct()
    found = Organization.objects.filter(pk__in=pks).annotate(
        clinic_count=Count("clinics", distinct=True), member_count=Count("memberships", distinct=True)
    )
    found = list(found.order_by("name", "pk")[: MAX_ORGANIZATIONS + 1])
    return {"found": found[:MAX_ORGANIZATIONS], "more": len(found) > MAX_ORGANIZATIONS}


@require_safe
def organization_page(request, pk):
    """An organization with its clinics and people, and the way to join it with another one."""
    organization = get_object_or_404(Organization, pk=pk)
    words = _words(request)
    context = {
        "title": organization.name,
        "organization": organization,
        "clinics": organization.clinics.select_related("listing").order_by("name", "pk")[:MAX_ORGANIZATIONS],
        "clinic_count": organization.clinics.count(),
        "people": organization.memberships.select_related("user").order_by("-role", "since", "pk"),
        "joined": JoinedOrganization.objects.filter(kept=organization).order_by("-joined_at"),
        "own": roles.memberships(request.user).filter(organization=organization).exists(),
        "words": words,
        **_found(words, without=organization.pk),
    }
    return render(request, "desk/organization.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organization_joining(request, pk, other):
    """What joining `other` to an organization changes; a POST does it."""
    kept, joined = get_object_or_404(Organization, pk=pk), get_object_or_404(Organization, pk=other)
    if request.method != "POST":
        return _plan_page(request, kept, joined)
    if request.POST.get("seen") != _digest(organizations.plan(kept=kept, joined=joined)):
        fault = _("Something changed after you opened this page. Nothing was joined. Check it again.")
        return _plan_page(request, kept, joined, fault=fault, status=409)
    try:
        organizations.join_organizations(kept=kept, joined=joined, by=request.user)
    except OwnClinicError as why:
        return _plan_page(request, kept, joined, fault=str(why), status=403)
    except RefusedError as why:
        return _plan_page(request, kept, joined, fault=str(why), status=409)
    messages.success(
        request, _("%(joined)s is now part of %(kept)s.") % {"joined": joined.name, "kept": kept.name}
    )
    return redirect(reverse("admin:organization", args=[kept.pk]))


def _digest(plan):
    people = [(one.user_id, one.role, one.role_after) for one in plan.people]
    return digest_of(repr((plan.kept.pk, plan.joined.pk, [clinic.pk for clinic in plan.clinics], people)))


def _plan_page(request, kept, joined, *, fault="", status=200):
    plan = organizations.plan(kept=kept, joined=joined)
    context = {
        "title": _("Join two organizations"),
        "plan": plan,
        "kept_clinics": kept.clinics.count(),
        "kept_people": kept.memberships.select_related("user").order_by("-role", "since", "pk"),
        "tokens": joined.api_tokens.filter(revoked_at=None).count(),
        "own": roles.memberships(request.user).filter(organization__in=[kept, joined]).exists(),
        "same": kept.pk == joined.pk,
        "undecided": provisional.is_provisional(kept) or provisional.is_provisional(joined),
        "seen": _digest(plan),
        "fault": fault,
    }
    return render(request, "desk/organization_joining.html", context, status=status)


desk.add("organizations/", organization_list, name="organizations")
desk.add("organizations/<int:pk>/", organization_page, name="organization")
desk.add("organizations/<int:pk>/joining/<int:other>/", organization_joining, name="organization_joining")
