"""The notebook's own pages: begin, keep, open on another device, forget, delete."""

import re

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from checklist import beside, notebook, pages, seal, shelf
from checklist.forms import OpenForm
from checklist.views.private import forget, hand_over, not_here, opened, private_page
from directory import limits
from directory.models import FormerSlug, Listing
from directory.views import errors

NEW_A_DAY = 50  # from one network: a library or a clinic may share one


@require_GET
@private_page
def home(request, *, today):
    """What is kept, or what a notebook is and how to begin one."""
    if request.secret is None:
        return render(request, "notebook/begin.html")
    book = shelf.read(request.secret)
    listings = beside.listings(book)
    clinics = [
        (clinic, listings.get(clinic["listing"]), pages.overall(book, clinic)) for clinic in book["clinics"]
    ]
    context = {
        "clinics": clinics,
        "expires_on": shelf.expires_on(request.secret),
        "most": notebook.MOST_CLINICS,
    }
    return render(request, "notebook/home.html", context)


@require_POST
@private_page
def begin(request, *, today):
    """A new notebook, with the clinic that led here if there is one."""
    if not limits.allow(request, "notebook", most=NEW_A_DAY):
        return errors.too_many(request, seconds=limits.seconds_left())
    book = notebook.new()
    if request.POST.get("clinic"):
        _keep(book, request.POST["clinic"])
    secret = shelf.begin(today=today, book=book)
    return hand_over(redirect("notebook"), secret, stay=bool(request.POST.get("stay")))


@require_http_methods(["GET", "POST"])
@private_page
def keep(request, *, today):
    """GET asks, POST keeps. A public page can't hold a form of its own: it is the same for everyone."""
    slug = request.POST.get("clinic") or request.GET.get("clinic", "")
    listing = _listed(slug)
    if request.secret is None:
        if request.method == "POST":
            return not_here(request)
        return render(request, "notebook/begin.html", {"listing": listing})
    if request.method == "GET":
        book = shelf.read(request.secret)
        already = notebook.kept_listing(book, listing.pk)
        return render(request, "notebook/keep.html", {"listing": listing, "already": already})
    try:
        with shelf.changing(request.secret, today=today) as book:
            kept = _keep(book, slug)
    except notebook.Refused as refused:
        return render(request, "notebook/refused.html", {"sentence": str(refused)}, status=409)
    return redirect("notebook_clinic", kept["id"])


def _keep(book, slug):
    listing = _listed(slug)
    return notebook.keep(book, listing=listing.pk, slug=listing.slug, name=listing.name)


def _listed(slug):
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
@opened
def take_out(request, kept_id, *, today):
    with shelf.changing(request.secret, today=today) as book:
        notebook.take_out(book, kept_id)
    return redirect("notebook")


# ---- on another device


@require_http_methods(["GET", "POST"])
@private_page
def open_by_code(request, *, today):
    """The code comes in a POST and nowhere else; a link carries it in its fragment, which no server sees."""
    if request.method == "GET":
        return render(request, "notebook/open.html", {"form": OpenForm()})
    form = OpenForm(request.POST)
    secret = seal.secret_of(form.cleaned_data["code"]) if form.is_valid() else None
    try:
        shelf.read(secret or seal.new_secret())  # as long for a code that can't be one
    except (shelf.NotHere, seal.CannotBeOpened):
        return render(request, "notebook/no_such_code.html", status=404)
    return hand_over(redirect("notebook"), secret, stay=form.cleaned_data["stay"])


@require_POST
@opened
def link(request, *, today):
    """The private link and its code, shown once."""
    shelf.read(request.secret)
    code = seal.code(request.secret)
    address = request.build_absolute_uri("/notebook/open")
    return render(request, "notebook/link.html", {"code": code, "link": f"{address}#{code}"})


@require_POST
@opened
def withdraw(request, *, today):
    """A new secret: every old link, code and cookie dies. This device gets the new one."""
    secret = shelf.withdraw(request.secret, today=today)
    return hand_over(redirect("notebook_withdrawn"), secret, stay=bool(request.POST.get("stay")))


@require_GET
@private_page
def withdrawn(request, *, today):
    return render(request, "notebook/withdrawn.html")


# ---- leaving


@require_POST
@private_page
def forget_device(request, *, today):
    """The cookie goes, the notebook stays."""
    return forget(redirect("notebook_forgotten"))


@require_GET
@private_page
def forgotten(request, *, today):
    return render(request, "notebook/forgotten.html")


@require_http_methods(["GET", "POST"])
@opened
def delete(request, *, today):
    """One page, one button, gone."""
    if request.method == "GET":
        book = shelf.read(request.secret)
        return render(request, "notebook/delete.html", {"clinics": book["clinics"]})
    shelf.delete(request.secret)
    return forget(redirect("notebook_deleted"))


@require_GET
@private_page
def deleted(request, *, today):
    return render(request, "notebook/deleted.html")


# ---- questions of one's own


@require_POST
@opened
def ask(request, *, today):
    """Add a question, for one clinic or for all."""
    try:
        with shelf.changing(request.secret, today=today) as book:
            clinic = notebook.kept(book, request.POST["for"]) if request.POST.get("for") else None
            notebook.ask(book, request.POST.get("text", ""), clinic=clinic, ask_id=request.POST.get("ask_id"))
    except notebook.Refused as refused:
        context = {"sentence": str(refused), "typed": request.POST.get("text", "")}
        return render(request, "notebook/refused.html", context, status=409)
    return _back(request)


@require_POST
@opened
def unask(request, *, today):
    with shelf.changing(request.secret, today=today) as book:
        notebook.unask(book, request.POST.get("ask_id", ""))
    return _back(request)


def _back(request):
    """To the clinic that the form stood on, by its id in the notebook; never to an address that was sent."""
    kept_id = request.POST.get("back", "")
    if re.fullmatch(r"[0-9a-f]{8}", kept_id):
        return redirect("notebook_part", kept_id, pages.OWN)
    return redirect("notebook")
