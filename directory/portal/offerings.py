"""The pages of a clinic's offerings: their list, the form of one, and the question before one is removed."""

from typing import NamedTuple

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from directory.facts.offerings import MAX_OFFERINGS, OFFERING_PARTS
from directory.models import Offering
from directory.portal import redisplay, working_copy
from directory.portal.draft_form import question_digests
from directory.portal.offering_form import OfferingFormOfParts
from directory.portal.pages import clinic_page, locked_status
from directory.portal.section_form import snapshot_digest
from directory.portal.status import SECTIONS
from directory.publishing.snapshot import record_of_row
from directory.web import resubmission
from directory.web.admin_sites import portal
from directory.wording.formats import duration
from directory.wording.insurers import insurers_in_brief
from directory.wording.offerings import offering_name, offering_names, price_with_unit

SECTION = SECTIONS["D"]  # in which a clinic says what it offers


class OfferingLine(NamedTuple):
    """One offering on the list."""

    offering: Offering
    name: str
    more: str  # time, price and insurers in one line; "" where it states none


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_page
def offering_list(request, status):
    """The offerings of a clinic. A POST starts them, or adds an empty one."""
    if request.method != "POST":
        return _list(request, status)
    return _add(request, status, None)


@require_POST
@clinic_page
def offering_copy(request, status, offering):
    """Add a copy of an offering, and open it."""
    return _add(request, status, offering)


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_page
def offering_form(request, status, offering):
    """The form of one offering."""
    if request.method != "POST":
        row = _offering(status, offering)
        return _form(request, status, row, OfferingFormOfParts(instance=row, draft=status.draft))
    if redisplay.is_asked_for(request.POST):
        return _with_more(request, status, _offering_or_removed(status, offering))
    with transaction.atomic():
        status = locked_status(request, status)
        row = _offering_or_removed(status, offering)
        form = OfferingFormOfParts(
            request.POST, instance=row, draft=status.draft, is_restored=resubmission.is_restored(request)
        )
        if not form.is_valid():
            return _form(request, status, row, form, status_code=409 if form.outdated else 400)
        if form.changed_data or form.is_removed:
            working_copy.save_offering(offering=form.instance, by=request.user)
    return _after_save(request, status, row)


def _with_more(request, status, row):
    """The form once more, with what was typed and another insurer; nothing is checked or saved."""
    form = OfferingFormOfParts(redisplay.with_more(request.POST), instance=row, draft=status.draft)
    form.is_redisplayed = True
    return _form(request, status, row, form)


@require_http_methods(["GET", "HEAD", "POST"])
@clinic_page
def offering_removal(request, status, offering):
    """Asks before an offering is removed from the draft; a POST removes it."""
    if request.method == "POST":
        with transaction.atomic():
            status = locked_status(request, status)
            row = _offering_or_removed(status, offering)
            if row.pk is None:
                return _list(request, status, removed=True)
            working_copy.remove_offering(offering=row, by=request.user)
        messages.success(request, _("It was removed from your draft."))
        return redirect("portal:offerings", status.clinic.pk)
    row = _offering(status, offering)
    page = {"title": _("Remove this treatment option?"), "status": status, "line": line_of(row)}
    return render(request, "portal/offering_removal.html", page)


def _add(request, status, like):
    """Add a copy of the offering with the id `like`, or an empty one. Where there is none, start the list."""
    with transaction.atomic():
        status = locked_status(request, status)
        like = _offering_or_removed(status, like) if like else None
        if like and like.pk is None:
            return _list(request, status, removed=True)
        if request.POST.get("seen") != snapshot_digest(status.draft, ["offerings"]):
            return _list(request, status, outdated=True)
        if not status.draft["offerings"]:
            working_copy.start_offerings(clinic=status.clinic, by=request.user)
            return redirect("portal:offerings", status.clinic.pk)
        if len(status.draft["offerings"]) >= MAX_OFFERINGS:
            messages.warning(
                request, _("A clinic can list up to %(most)s treatment options.") % {"most": MAX_OFFERINGS}
            )
            return redirect("portal:offerings", status.clinic.pk)
        added = working_copy.add_offering(clinic=status.clinic, by=request.user, like=like)
    messages.success(
        request,
        _("The treatment option was copied. Change what is different.")
        if like
        else _("The treatment option was added. Fill in what is different about it."),
    )
    return redirect("portal:offering", status.clinic.pk, added.pk)


def offering_lines(clinic):
    """The OfferingLines of a clinic, in their order."""
    offerings = list(clinic.offerings.all())
    records = [record_of_row(offering, OFFERING_PARTS) for offering in offerings]
    return [
        OfferingLine(offering, name, _in_brief(record))
        for offering, name, record in zip(offerings, offering_names(records, long=True), records, strict=True)
    ]


def line_of(offering):
    """The OfferingLine of one offering."""
    record = record_of_row(offering, OFFERING_PARTS)
    return OfferingLine(offering, offering_name(record), _in_brief(record))


def _in_brief(record):
    """Time, price and insurers: `90 minutes · $600 a session · Aetna`."""
    minutes = record["visit_minutes"] or record["drug_minutes"]
    parts = [
        duration(minutes) if minutes else "",
        price_with_unit(record),
        insurers_in_brief(record["insurers"]),
    ]
    return " · ".join(filter(None, parts))


def _offering(status, pk):
    """An offering of the clinic; 404 for another's."""
    return get_object_or_404(Offering.objects.filter(clinic=status.clinic), pk=pk)


def _offering_or_removed(status, pk):
    """An offering of the clinic; an unsaved one, last in the list, if it was removed; 404 for another's."""
    if Offering.objects.filter(pk=pk).exists():
        return _offering(status, pk)
    last = status.clinic.offerings.last()
    return Offering(clinic=status.clinic, position=last.position + 1 if last else 0)


def _after_save(request, status, row):
    """The redirect after a save: to sending, the preview, the next offering or the list."""
    if "_send" in request.POST or "_preview" in request.POST:
        return redirect("portal:sending" if "_send" in request.POST else "portal:preview", status.clinic.pk)
    messages.success(
        request,
        _("Your draft is saved. Nothing is published until you send it to a moderator and they approve it."),
    )
    following = _next(status, row)
    if "_next" in request.POST and following:
        return redirect("portal:offering", status.clinic.pk, following.pk)
    return redirect("portal:offerings", status.clinic.pk)


def _next(status, row):
    """The offering after `row`; None after the last one."""
    if row.pk is None:
        return None
    rows = list(Offering.objects.filter(clinic=status.clinic))
    index = rows.index(row) + 1
    return rows[index] if index < len(rows) else None


def _form(request, status, row, form, *, status_code=200):
    page = {
        "title": _("A treatment option"),
        "status": status,
        "line": line_of(row),
        "section": SECTION,
        "form": form,
        "following": _next(status, row),
        "wrong": bool(form.errors),
        "is_unsaved": request.method == "POST",
        "questions": question_digests(request, form),
        "saved_now": form.saved_values() if form.outdated else [],
        "groups": form.groups(),
    }
    return render(request, "portal/offering.html", page, status=status_code)


def _list(request, status, *, outdated=False, removed=False):
    lines = offering_lines(status.clinic)
    page = {
        "title": _("Your treatment options"),
        "status": status,
        "section": SECTION,
        "lines": lines,
        "wrong": outdated,
        "removed": removed,
        "may_add": len(lines) < MAX_OFFERINGS,
        "most": MAX_OFFERINGS,
        "seen": snapshot_digest(status.draft, ["offerings"]),
    }
    return render(request, "portal/offerings.html", page, status=409 if outdated or removed else 200)


portal.add("clinics/<int:pk>/offerings/", offering_list, "offerings")
portal.add("clinics/<int:pk>/offerings/<int:offering>/", offering_form, "offering")
portal.add("clinics/<int:pk>/offerings/<int:offering>/copy/", offering_copy, "offering_copy")
portal.add("clinics/<int:pk>/offerings/<int:offering>/removal/", offering_removal, "offering_removal")
