"""The page of an organization, and confirming all of its listings in one press."""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from directory import roles
from directory.models import Clinic, Listing
from directory.models.listing import CURRENT_DAYS
from directory.organizations import confirming
from directory.web.admin_sites import portal
from directory.wording import values


class ListingToConfirm(NamedTuple):
    """A listing on the page, with what the page says of it.

    field    what the form posts for it: "<id>-<version>"
    changed  labels of the statements that changed since the clinic last confirmed
    """

    listing: Listing
    field: str
    changed: list[str]


def own_organization(request, pk):
    """An organization of the member; 404 for another's."""
    return get_object_or_404(roles.organizations(request.user), pk=pk)


@require_safe
def organization_page(request, pk):
    organization = own_organization(request, pk)
    page = {
        "title": organization.name,
        "organization": organization,
        "owner": roles.is_owner(request.user, organization),
        "clinics": Clinic.objects.filter(organization=organization)
        .only("name", "city")
        .order_by("name", "pk"),
        **confirm_all_context(organization, confirming.listings_of(organization), timezone.localdate()),
    }
    return render(request, "portal/organization.html", page)


def confirm_all_context(organization, listings, today):
    """What portal/confirm_all.html takes: one query where `listings` is a queryset, none where it is a list.

    listings  every listing of the organization, also those taken down
    """
    listings = list(listings)
    waiting = [one for one in listings if confirming.is_to_confirm(one, today)]
    return {
        "confirm_organization": organization,
        "to_confirm": [
            ListingToConfirm(one, f"{one.pk}-{one.version}", confirming.changed_since_confirmation(one))
            for one in waiting
        ],
        "confirmed_today": [
            one for one in listings if not one.removed_at and confirming.is_confirmed_on(one, today)
        ],
        "taken_down": [one for one in listings if one.removed_at],
    }


def confirm_all_contexts(memberships, today):
    """A confirm_all_context() for each organization in which several listings are to be confirmed.

    memberships  with their organizations. One query, whatever their number.
    """
    by_organization = defaultdict(list)
    for listing in confirming.listings_of(*(one.organization_id for one in memberships)):
        by_organization[listing.organization_id].append(listing)
    contexts = [
        confirm_all_context(one.organization, by_organization[one.organization_id], today)
        for one in memberships
    ]
    return [context for context in contexts if len(context["to_confirm"]) > 1]


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_all(request, pk):
    """The page that lists what would be confirmed; a POST, here or on the first page, confirms it."""
    organization = own_organization(request, pk)
    today = timezone.localdate()
    listings = confirming.listings_of(organization)
    if request.method != "POST":
        page = {"title": _("Confirm all"), "organization": organization}
        page |= confirm_all_context(organization, listings, today)
        return render(request, "portal/confirmations.html", page)
    outcome = confirming.confirm_all(
        listings=listings, versions=_posted_versions(request), by=request.user, today=today
    )
    for level, sentence in _sentences(outcome, today):
        messages.add_message(request, level, sentence)
    return redirect("portal:index")


def _posted_versions(request):
    """Listing id → version, of the fields that the page holds; others are passed over."""
    pairs = [posted.split("-") for posted in request.POST.getlist("version")[:1000]]
    return {
        int(pair[0]): int(pair[1])
        for pair in pairs
        if len(pair) == 2 and all(part.isascii() and part.isdecimal() and len(part) < 19 for part in pair)
    }


def _sentences(outcome, today):
    """(level, sentence) for each kind of outcome."""
    due = values.day(today + timedelta(days=CURRENT_DAYS))
    if count := len(outcome.confirmed):
        sentence = ngettext(
            "You confirmed %(count)d listing. Please confirm it again by %(day)s.",
            "You confirmed %(count)d listings. Please confirm them again by %(day)s.",
            count,
        )
        yield messages.SUCCESS, sentence % {"count": count, "day": due}
    if outcome.already_today:
        sentence = _("Already confirmed today: %(names)s.")
        yield messages.SUCCESS, sentence % {"names": "; ".join(outcome.already_today)}
    if outcome.taken_down:
        sentence = _("Taken down, so there is nothing to confirm: %(names)s.")
        yield messages.WARNING, sentence % {"names": "; ".join(outcome.taken_down)}
    if outcome.changed_since:
        sentence = _("Not confirmed, because it changed after you opened the page: %(names)s.")
        yield messages.WARNING, sentence % {"names": "; ".join(outcome.changed_since)}
    if not any(vars(outcome).values()):
        yield messages.WARNING, _("No clinic is published, so there is nothing to confirm.")


portal.add("organizations/<int:pk>/", organization_page, "organization")
portal.add("organizations/<int:pk>/confirmation/", confirm_all, "confirm_all")
