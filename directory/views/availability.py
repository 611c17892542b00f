"""Availability by the link in a letter, without signing in: GET shows the form, POST publishes."""

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from directory.mail import availability_letter
from directory.models import Listing, Membership
from directory.moderation import availability
from directory.moderation.availability import TooOftenError
from directory.moderation.errors import RefusedError
from directory.web import errors
from directory.web.availability_form import AvailabilityForm


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_store=True)
def still_true(request, token):
    """The form of the listings in one letter. "Still true" renews all of them as they are.

    A mail scanner that opens the link changes nothing. The link is dead after 14 days, and once the person no
    longer belongs to the organization, or its listings are gone.
    """
    today = timezone.localdate()
    member, listings = _target(token, today)
    data = request.POST if request.method == "POST" else None
    rows = [_row(listing, today, data) for listing in listings]
    if data is None:
        return _page(request, rows)
    if data.get("act") == "still_true":
        for row in rows:
            row.refuse_outdated()
        if any(row.outdated for row in rows):
            return _page(request, rows, status=409)
        wanted = [(row, row.listing.availability, row.listing.waitlist_weeks) for row in rows]
    elif [row for row in rows if not row.is_valid()]:
        return _page(request, rows, status=409 if any(row.outdated for row in rows) else 400)
    else:
        wanted = [(row, row.cleaned_data["availability"], row.cleaned_data["waitlist_weeks"]) for row in rows]
    if (refused := _publish(wanted, by=member)) is not None:
        return _page(request, rows, status=refused)
    now = [_row(listing, today, None) for listing in _target(token, today)[1]]
    return render(request, "directory/availability_done.html", {"rows": now})


def _target(token, today):
    """(User, listings) of a link. Raises NotFound for a link that is wrong, too old, or of no use now."""
    target = availability_letter.link_target(token, today=today)
    if target is None:
        raise errors.NotFound(
            _(
                "This link is incomplete, or it is older than 14 days. Copy the whole link from the e-mail, "
                "or sign in to the portal."
            )
        )
    of = {"user": target.user, "organization": target.organization, "user__is_active": True}
    member = Membership.objects.filter(**of).select_related("user").first()
    listings = Listing.objects.public().for_pages().exclude(availability="")
    listings = listings.filter(pk__in=target.listings, clinic__organization=target.organization)
    listings = list(listings.order_by("clinic")) if member else []
    if not listings:
        raise errors.NotFound(
            _("This link no longer works: you don’t manage these listings, or they are no longer published.")
        )
    return member.user, listings


def _row(listing, today, data):
    prefix = f"listing-{listing.pk}"
    return AvailabilityForm(data, listing=listing, today=today, prefix=prefix)


def _publish(wanted, *, by: User):
    """Publish all rows or none. Returns the status of a refusal, which stands in its form; else None."""
    row = None
    try:
        with transaction.atomic():
            for row, state, weeks in wanted:  # in the order of the clinics, so that two posts cannot deadlock
                availability.update(listing=row.listing, by=by, availability=state, waitlist_weeks=weeks)
    except RefusedError as why:
        row.add_error(None, str(why))
        return 429 if isinstance(why, TooOftenError) else 409
    return None


def _page(request, rows, *, status=200):
    context = {"rows": rows, "errors": [link for row in rows for link in _error_links(row)]}
    return render(request, "directory/availability.html", context, status=status)


def _error_links(row: forms.Form):
    """(id of the field, sentence with the name of the clinic in front) for each error of a row."""
    for name, sentences in row.errors.items() if row.is_bound else ():
        field_id = "main" if name == "__all__" else row[name].id_for_label
        for sentence in sentences:
            yield field_id, _("%(clinic)s: %(sentence)s") % {"clinic": row.listing.name, "sentence": sentence}
