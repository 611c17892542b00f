"""Start a notebook; its home page; add and remove clinics and own questions; undo."""

import re

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checklist import listing_statements, notebook, parts, save_order, storage
from checklist.views.keep_redirect import decrypt_slug, encrypt_slug, keep_address
from checklist.views.private_page import (
    code_reminder,
    is_own_device,
    notebook_not_found,
    open_secret,
    private_page,
    requires_notebook,
    set_secret_cookie,
)
from directory.models import FormerSlug, Listing
from directory.web import rate_limit
from directory.web.public_page import wants_partial

ID = re.compile(r"[0-9a-f]{8}")


@require_GET
@private_page
def home(request, *, today):
    """The clinics of the open notebook; without one, what a notebook is and how to start one."""
    if request.secret is None:
        return render(request, "checklist/notebook/begin.html")
    book = storage.read(request.secret)
    listings = listing_statements.listings_by_id(book)
    clinics = [
        (clinic, listings.get(clinic["listing"]), parts.overall_progress(book, clinic))
        for clinic in book["clinics"]
    ]
    context = {
        "clinics": clinics,
        "expires_on": storage.expires_on(request.secret),
        "most": notebook.MAX_CLINICS,
        "removed": notebook.last_removal(book, today=today),
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
        return render(request, "checklist/notebook/keep_what.html", status=404)
    listing = _listing_or_404(slug)
    if request.method == "GET":
        context = {"listing": listing, "wanted": encrypt_slug(listing.slug)}
        if not open_secret(request):
            return render(request, "checklist/notebook/begin.html", context)
        already = notebook.find_clinic_by_listing(storage.read(request.secret), listing.pk)
        return render(request, "checklist/notebook/keep.html", context | {"already": already})
    if request.secret is None:
        return notebook_not_found(request)
    try:
        with storage.changing(request.secret, today=today) as book:
            kept = _keep(book, slug)
    except notebook.NotebookError as refused:
        return render(request, "checklist/notebook/refused.html", {"sentence": str(refused)}, status=409)
    return redirect("notebook_clinic", kept["id"])


def _requested_slug(sent):
    """The slug of the clinic that a form is for: plain in `clinic`, or encrypted in `for`."""
    return sent.get("clinic") or decrypt_slug(sent.get("for", ""))


def _keep(book, slug):
    listing = _listing_or_404(slug)
    return notebook.add_clinic(book, listing=listing.pk, slug=listing.slug, name=listing.name)


def _listing_or_404(slug):
    if not re.fullmatch(r"[-a-zA-Z0-9_]{1,100}", slug):
        raise Http404
    listings = Listing.objects.public()
    listing = listings.filter(slug=slug).first()
    if listing is None:
        former = FormerSlug.objects.filter(slug=slug).values("listing")
        listing = listings.filter(pk__in=former).first()
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
    """Restore what was removed last."""
    with storage.changing(request.secret, today=today) as book:
        notebook.undo_removal(book)
    return _redirect_back(request)


# ---- own questions


@require_POST
@requires_notebook
def add_question(request, *, today):
    """Add a question, for one clinic or for all; or replace the unfinished text that this page autosaved."""
    try:
        with storage.changing(request.secret, today=today) as book:
            _add_or_replace_question(book, request.POST)
    except notebook.NotebookError as refused:
        if wants_partial(request):
            return render(request, "checklist/notebook/asked.html", {"sentence": str(refused)}, status=409)
        typed = request.POST.get("text", "")
        context = {"sentence": str(refused), "typed": typed, "help": parts.needs_help_box([typed])}
        return render(request, "checklist/notebook/refused.html", context, status=409)
    return (
        render(request, "checklist/notebook/asked.html")
        if wants_partial(request)
        else _redirect_back(request)
    )


def _add_or_replace_question(book, sent):
    text, save_id = sent.get("text", ""), save_order.read_save(sent)
    question_id = sent.get("question_id", "") if ID.fullmatch(sent.get("question_id", "")) else ""
    if save_order.is_late(book, save_id, question_id):
        return
    clinic = notebook.find_clinic(book, sent["for"]) if sent.get("for") else None
    if sent.get("for") and clinic is None:
        raise notebook.NotebookError(_("This clinic is not in the notebook any more. Keep it again first."))
    standing = notebook.own_question_text(book, question_id)
    if standing is None or standing == " ".join(text.split()):
        notebook.add_question(book, text, clinic=clinic, question_id=question_id)
    elif not save_order.last_digest(
        book, save_id, question_id
    ):  # a form that the Back button brought back: another question
        notebook.add_question(book, text, clinic=clinic)
    elif text.strip():
        notebook.replace_question(book, text, clinic=clinic, question_id=question_id)
    else:
        notebook.discard_question(book, question_id)
    save_order.record(book, save_id, question_id, "asked")


@require_POST
@requires_notebook
def remove_question(request, *, today):
    with storage.changing(request.secret, today=today) as book:
        notebook.remove_question(book, request.POST.get("question_id", ""), today=today)
    return _redirect_back(request)


def _redirect_back(request):
    """Redirect to the clinic on whose page the form was, by its id: never to an address that was posted."""
    clinic_id = request.POST.get("back", "")
    if ID.fullmatch(clinic_id):
        return redirect("notebook_part", clinic_id, parts.OWN)
    return redirect("notebook")
