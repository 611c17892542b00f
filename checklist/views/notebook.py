"""Start a notebook; its home page; add and remove clinics; undo."""

import re
from typing import NamedTuple

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checklist import calls, listing_statements, notebook, parts, storage
from checklist.progress import Progress
from checklist.views.keep_redirect import decrypt_slug, encrypt_slug, keep_address
from checklist.views.own_questions import redirect_back
from checklist.views.private_page import notebook_not_found, private_page, requires_notebook
from checklist.views.secret_cookie import code_reminder, is_own_device, open_secret, set_secret_cookie
from directory.models import Listing
from directory.web import rate_limit


class ClinicEntry(NamedTuple):
    """A clinic on the home page. `listing` is None where it is no longer listed."""

    clinic: notebook.Clinic
    listing: Listing | None
    progress: Progress
    call: calls.CallFacts


@require_GET
@private_page
def home(request, *, today):
    """The clinics of the open notebook; without a notebook, an explanation and a way to start."""
    if request.secret is None:
        return render(request, "checklist/notebook/start.html")
    book = storage.read_outline(request.secret)
    removed = notebook.last_removal(book, today=today)
    if removed and "question" in removed:  # its text is shown
        book = storage.read(request.secret)
        removed = notebook.last_removal(book, today=today)
    listings = listing_statements.listings_by_id(book)
    clinics = [
        ClinicEntry(
            clinic,
            listings.get(clinic["listing"]),
            parts.overall_progress(book, clinic),
            calls.get_call(clinic),
        )
        for clinic in book["clinics"]
    ]
    context = {
        "clinics": clinics,
        "expires_on": storage.expires_on(request.secret),
        "most": notebook.MAX_CLINICS,
        "removed": removed,
    }
    return render(request, "checklist/notebook/home.html", context | code_reminder(request, book))


@require_POST
@private_page
def start(request, *, today):
    """Create a notebook, with the clinic from whose page the person came. An open notebook stays open."""
    slug = _requested_slug(request.POST)
    if not slug and request.POST.get("for"):
        return redirect("notebook_keep")  # the token has expired; that page says so
    if open_secret(request):
        return redirect(keep_address(slug) if slug else "notebook")
    if not rate_limit.allow(request, "notebook"):
        return rate_limit.refusal_page(request, "notebook")
    book = notebook.new()
    if slug:
        _keep(book, slug)
    secret = storage.create(today=today, book=book)
    return set_secret_cookie(redirect("notebook"), secret, stay=is_own_device(request))


@require_http_methods(["GET", "POST"])
@private_page
def keep(request, *, today):
    """Add a clinic: GET asks, POST adds. Public pages lead here (see keep_redirect.py)."""
    slug = _requested_slug(request.POST if request.method == "POST" else {"for": request.GET.get("for", "")})
    if not slug:
        return render(request, "checklist/notebook/keep_expired.html", status=404)
    listing = _listing_or_404(slug)
    if request.method == "GET":
        context = {"listing": listing, "token": encrypt_slug(listing.slug)}
        if not open_secret(request):
            return render(request, "checklist/notebook/start.html", context)
        existing = _kept_before(storage.read(request.secret), listing)
        return render(request, "checklist/notebook/keep.html", context | {"existing": existing})
    if request.secret is None:
        return notebook_not_found(request)
    try:
        with storage.changing(request.secret, today=today) as book:
            clinic = _keep(book, slug)
    except notebook.NotebookError as refused:
        return render(request, "checklist/notebook/refused.html", {"sentence": str(refused)}, status=409)
    return redirect("notebook_clinic", clinic["id"])


def _requested_slug(data):
    """The slug of the clinic that a form is for: plain in `clinic`, or encrypted in `for`."""
    return data.get("clinic") or decrypt_slug(data.get("for", ""))


def _keep(book, slug):
    listing = _listing_or_404(slug)
    existing = _kept_before(book, listing)
    return existing or notebook.add_clinic(book, listing=listing.pk, slug=listing.slug, name=listing.name)


def _kept_before(book, listing):
    """The clinic of the notebook with this listing, or with one that was merged into it; None for none."""
    ids = [listing.pk, *listing.merged_listings.values_list("pk", flat=True)]
    kept = (notebook.find_clinic_by_listing(book, pk) for pk in ids)
    return next((clinic for clinic in kept if clinic), None)


def _listing_or_404(slug):
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,100}", slug):
        raise Http404
    listing = Listing.objects.public().at_slug(slug).first()
    if listing is None:
        raise Http404
    return listing


@require_POST
@requires_notebook
def remove_clinic(request, clinic_id, *, today):
    with storage.changing(request.secret, today=today) as book:
        notebook.remove_clinic(book, clinic_id, today=today)
    return redirect("notebook")


@require_POST
@requires_notebook
def undo(request, *, today):
    """Restore the last removal."""
    with storage.changing(request.secret, today=today) as book:
        notebook.undo_removal(book)
    return redirect_back(request)
