"""“Add a site”: an owner adds a clinic to their organization. See membership/joining.py."""

import uuid

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory import roles
from directory.matching.already_listed import similar_listings
from directory.membership import joining
from directory.membership.errors import LimitReachedError
from directory.moderation.errors import RefusedError
from directory.views.add_a_clinic.clinic_form import ClinicForm
from directory.web import form_token, resubmission
from directory.web.admin_sites import portal

SITE = {"salt": "directory.portal.site"}


@require_http_methods(["GET", "HEAD", "POST"])
def site(request, pk):
    organization = get_object_or_404(roles.organizations(request.user), pk=pk)
    if not roles.is_owner(request.user, organization):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, organization, ClinicForm(initial=_shared_facts(organization)))
    form, now = ClinicForm(request.POST), timezone.now()
    key, fault = form_token.check(request, now, button=_("Add the site"), **SITE)
    if not resubmission.is_ready_to_save(request, form) or fault:
        return _page(request, organization, form, fault=fault, status=400)
    similar = [] if request.POST.get("none_of_these") else _similar(form, organization)
    if similar:
        return _page(request, organization, form, similar=similar)
    key = uuid.uuid5(key, repr((request.user.pk, organization.pk, form.cleaned_data)))
    try:
        clinic = joining.add_site(organization=organization, by=request.user, key=key, **form.facts)
    except RefusedError as error:
        status = 429 if isinstance(error, LimitReachedError) else 400
        return _page(request, organization, form, fault=str(error), status=status)
    return redirect("portal:clinic", clinic.pk)


def _shared_facts(organization):
    """What the sites of a chain often share, from the clinic that was added last."""
    last = organization.clinics.order_by("pk").last()
    return {name: getattr(last, name) for name in ("name", "state", "website", "email")} if last else {}


def _similar(form, organization):
    """Listings like the site, without those of the organization: its sites share name, website and phone."""
    own = set(organization.clinics.values_list("pk", flat=True))
    return [one for one in similar_listings(form.facts) if one.listing.clinic_id not in own]


def _page(request, organization, form, *, fault="", similar=(), status=200):
    context = {
        "title": _("Add a site"),
        "organization": organization,
        "form": form,
        "fault": fault,
        "similar": similar,
        "asked": form.asked if form.is_bound else [],
        "sending": form_token.issue(request, **SITE),
    }
    return render(request, "portal/site.html", context, status=status)


portal.add("organizations/<int:pk>/site/", site, "site")
