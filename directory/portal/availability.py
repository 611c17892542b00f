"""Availability in the portal: two fields and "Publish now". No moderator decides; one can take it back."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from directory.models.listing import AVAILABILITY_DAYS
from directory.moderation import availability
from directory.moderation.availability import TooOftenError
from directory.moderation.errors import RefusedError
from directory.portal.pages import clinic_page, redirect_with_success, redirect_with_warning
from directory.web import resubmission
from directory.web.admin_sites import portal
from directory.web.availability_form import AvailabilityForm
from directory.wording import values


def availability_context(status, form=None):
    """What portal/availability.html takes: {"availability": …}, None in it for an unpublished clinic.

    form  a form that was refused, with its errors
    """
    if not status.is_published:
        return {"availability": None}
    return {"availability": {"form": form or _form(status), "days": AVAILABILITY_DAYS}}


def _form(status, data=None):
    auto_id = f"availability-{status.clinic.pk}-%s"
    return AvailabilityForm(data, listing=status.listing, today=status.today, auto_id=auto_id)


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_page
def publish_now(request, status):
    """The page with the two fields alone; a POST publishes them at once."""
    if not status.is_published:
        return redirect_with_warning(
            request, status, _("This listing is not published, so patients can’t see this yet.")
        )
    form = _form(status, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, status, form)
    if not resubmission.is_ready_to_save(request, form):
        return _page(request, status, form, code=409 if form.outdated else 400)
    try:
        availability.update(
            listing=status.listing,
            by=request.user,
            availability=form.cleaned_data["availability"],
            waitlist_weeks=form.cleaned_data["waitlist_weeks"],
        )
    except TooOftenError as why:
        form.add_error(None, str(why))
        return _page(request, status, form, code=429)
    except RefusedError as why:
        return redirect_with_warning(request, status, str(why))
    status.listing.refresh_from_db()
    now = values.availability_in_words(status.listing)
    return redirect_with_success(
        request, status, _("It is published. Patients see now: %(words)s.") % {"words": now}
    )


def _page(request, status, form, *, code=200):
    page = {"title": _("Are you taking patients?"), "status": status, "wrong": form.is_bound}
    page |= availability_context(status, form)
    return render(request, "portal/availability_page.html", page, status=code)


portal.add("clinics/<int:pk>/availability/", publish_now, "availability")
