"""Pages on clinics for moderators: every published version, and taking a listing down."""

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from directory import roles
from directory.desk.messages import thread_context
from directory.desk.public_message import public_message_field
from directory.facts.vocabulary import DecisionReason
from directory.models import Clinic, Listing, Submission
from directory.moderation import availability, decisions
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.publishing import history
from directory.web import admin_sites, resubmission
from directory.wording import values

MAX_CLINICS = 50


@require_safe
def clinics(request):
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())
    matches = list(_matching_clinics(words)[: MAX_CLINICS + 1]) if words else []
    context = {
        "title": _("Clinics"),
        "words": words,
        "clinics": [FoundClinic(clinic, listing_status(clinic)) for clinic in matches[:MAX_CLINICS]],
        "more": len(matches) > MAX_CLINICS,
    }
    return render(request, "desk/clinics.html", context)


def _matching_clinics(words):
    """Clinics whose name, other name or city holds the words, with what is published and waits. One query."""
    named = [Q(**{f"{field}__icontains": words}) for field in ("name", "alias", "city", "listing__name")]
    return with_status(Clinic.objects.filter(named[0] | named[1] | named[2] | named[3]))


def with_status(clinics):
    """The clinics with what is published and waits, in the order of their names."""
    waiting = Submission.objects.filter(clinic=OuterRef("pk")).waiting().order_by()
    published = Listing.objects.filter(clinic=OuterRef("pk"))
    return (
        clinics.annotate(
            waits=Subquery(waiting.values("pk")[:1]),
            last=Subquery(Submission.objects.filter(clinic=OuterRef("pk")).sent().values("pk")[:1]),
            is_listed=Exists(published.public()),
            slug=Subquery(published.values("slug")),
            version=Subquery(published.values("version")),
            removed_at=Subquery(published.values("removed_at")),
        )
        .order_by("name", "pk")
        .only("name", "city", "state")
    )


class FoundClinic(NamedTuple):
    clinic: Clinic
    status: str  # of its listing, as a sentence


def listing_status(clinic):
    if clinic.is_listed:
        return _("Published, version %(version)s") % {"version": clinic.version}
    if clinic.removed_at:
        return _("Taken down on %(day)s") % {"day": values.day(timezone.localdate(clinic.removed_at))}
    return _("Not published yet")


# ---- versions


@require_safe
def versions(request, pk):
    return _versions_page(request, get_object_or_404(Clinic, pk=pk))


def _versions_page(request, clinic, *, fault="", status=200):
    listing = Listing.objects.for_pages().filter(clinic=clinic).first()
    waiting = Submission.objects.filter(clinic=clinic).waiting().only("pk").first()
    own = roles.belongs_to(request.user, clinic)
    context = {
        "title": _("Versions of %(clinic)s") % {"clinic": listing.name if listing else clinic.name},
        "clinic": clinic,
        "listing": listing,
        "waiting": waiting,
        "own": own,
        "thread": thread_context(request, clinic, own=own),
        "entries": history.entries(listing) if listing else [],
        "may_take_back": availability.latest_act(clinic.pk),
        "errors": [("main", fault)] if fault else [],
    }
    return render(request, "desk/versions.html", context, status=status)


@require_POST
def submit_again(request, pk):
    """Submit an older version again. It then waits for a decision like any submission."""
    older = get_object_or_404(Submission.objects.select_related("clinic"), pk=pk)
    try:
        sent = decisions.submit_again(submission=older, by=request.user)
    except OwnClinicError as why:
        raise PermissionDenied from why
    except RefusedError as why:
        return _versions_page(request, older.clinic, fault=str(why), status=409)
    messages.success(request, _("It is now in the queue and is not published yet. You can decide here."))
    return redirect("admin:submission", sent.pk)


@require_POST
def open_again(request, pk):
    """Put a rejected submission, or one that was sent back as a whole, into the queue once more."""
    closed = get_object_or_404(Submission.objects.select_related("clinic"), pk=pk)
    try:
        sent = decisions.open_again(submission=closed, by=request.user)
    except OwnClinicError as why:
        raise PermissionDenied from why
    except RefusedError as why:
        messages.error(request, str(why))
        return redirect("admin:submission", pk)
    messages.success(request, _("It is back in the queue and is not published yet."))
    return redirect("admin:submission", sent.pk)


# ---- taking down


class RemovalForm(forms.Form):
    """A clinic that is listed twice is merged: a listing that is taken down leads nobody to the other one."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why are you taking it down?"),
        choices=[choice for choice in DecisionReason.choices if choice[0] != DecisionReason.DUPLICATE],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a reason. The clinic will read it."),
            "invalid_choice": gettext_lazy("Choose a reason from the list."),
        },
    )
    words = public_message_field(rows=6)


@require_http_methods(["GET", "HEAD", "POST"])
def removal(request, pk):
    listing = get_object_or_404(Listing.objects.for_pages().select_related("clinic"), clinic=pk)
    if roles.belongs_to(request.user, listing.clinic):
        raise PermissionDenied
    if request.method == "POST":
        return _take_down(request, listing)
    return _removal_page(request, listing, RemovalForm(use_required_attribute=False))


def _take_down(request, listing):
    form = RemovalForm(request.POST, use_required_attribute=False)
    if not resubmission.is_ready_to_save(request, form):
        return _removal_page(request, listing, form, status=400)
    try:
        decisions.remove(listing=listing, by=request.user, **form.cleaned_data)
    except RefusedError as why:
        form.add_error(None, str(why))
        return _removal_page(request, listing, form, status=409)
    messages.success(request, _("The listing of %(clinic)s was taken down.") % {"clinic": listing.name})
    return redirect("admin:versions", listing.clinic_id)


def _removal_page(request, listing, form, *, status=200):
    context = {"title": _("Take this listing down?"), "listing": listing, "form": form}
    return render(request, "desk/removal.html", context, status=status)


admin_sites.desk.add("clinics/", clinics, name="clinics")
admin_sites.desk.add("clinics/<int:pk>/versions/", versions, name="versions")
admin_sites.desk.add("clinics/<int:pk>/removal/", removal, name="removal")
admin_sites.desk.add("submissions/<int:pk>/again/", submit_again, name="submission_again")
admin_sites.desk.add("submissions/<int:pk>/opening/", open_again, name="submission_opening")
