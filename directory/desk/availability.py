"""Availability for moderators: the latest that clinics published at once, and taking one back."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from directory import roles
from directory.desk.public_message import public_message_field
from directory.models import Clinic, Listing, Submission
from directory.moderation import availability
from directory.moderation.errors import RefusedError
from directory.web import admin_sites, resubmission
from directory.wording import values

MAX_LINES = 100
ACTS = (Submission.Act.AVAILABILITY, Submission.Act.AVAILABILITY_UNDONE)


class Line(NamedTuple):
    """One act of the log."""

    submission: Submission
    words: str  # what the listing said from then on
    is_undone: bool  # a moderator took back what was said before
    is_latest: bool  # nothing was said or taken back since


@require_safe
def log(request):
    """The latest availabilities of all clinics, and those taken back. One query."""
    later = Submission.objects.filter(
        clinic=OuterRef("clinic"), act__in=ACTS, listing_version__gt=OuterRef("listing_version")
    )
    acts = Submission.objects.filter(act__in=ACTS).annotate(is_latest=~Exists(later))
    acts = acts.select_related("submitted_by").order_by("-decided_at", "-pk")[:MAX_LINES]
    lines = [
        Line(one, _in_words(one), one.act == Submission.Act.AVAILABILITY_UNDONE, one.is_latest)
        for one in acts.defer("sent_back", "remark")
    ]
    context = {"title": _("Latest availability"), "lines": lines, "most": MAX_LINES}
    return render(request, "desk/availability.html", context)


def _in_words(submission):
    stated = {name: submission.content[name] for name in ("availability", "waitlist_weeks")}
    return values.availability_in_words(Clinic(**stated)) or _("Not stated")


class TakeBackForm(forms.Form):
    words = public_message_field(rows=4)


@require_http_methods(["GET", "HEAD", "POST"])
def taking_back(request, pk):
    """The page that asks before an availability is taken back; a POST takes it back."""
    acts = Submission.objects.filter(act=Submission.Act.AVAILABILITY).select_related("clinic")
    submission = get_object_or_404(acts, pk=pk)
    listing = Listing.objects.for_pages().filter(clinic=submission.clinic_id).first()
    if listing is None:
        raise Http404
    if roles.belongs_to(request.user, submission.clinic):
        raise PermissionDenied
    data = request.POST if request.method == "POST" else None
    form = TakeBackForm(data, use_required_attribute=False)
    if request.method != "POST":
        return _page(request, submission, listing, form)
    if not resubmission.is_ready_to_save(request, form):
        return _page(request, submission, listing, form, status=400)
    try:
        availability.take_back(submission=submission, by=request.user, words=form.cleaned_data["words"])
    except RefusedError as why:
        form.add_error(None, str(why))
        return _page(request, submission, listing, form, status=409)
    messages.success(request, _("The availability was taken back. The listing shows what it said before."))
    return redirect("admin:versions", submission.clinic_id)


def _page(request, submission, listing, form, *, status=200):
    context = {
        "title": _("Take this availability back?"),
        "submission": submission,
        "listing": listing,
        "said": _in_words(submission),
        "form": form,
    }
    return render(request, "desk/availability_undoing.html", context, status=status)


admin_sites.desk.add("availability/", log, name="availability")
admin_sites.desk.add("availability/<int:pk>/", taking_back, name="availability_taken_back")
