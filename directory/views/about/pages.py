"""Pages on how listings are checked and ordered, and what is stored about visitors."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS
from directory.web.public_page import public_page

LISTING_DAYS = {"current": CURRENT_DAYS, "listed": LISTED_DAYS, "availability": AVAILABILITY_DAYS}


@public_page
def checked(request, *, version, today):
    return render(request, "directory/about/checked.html", {"days": LISTING_DAYS})


@public_page
def order(request, *, version, today):
    return render(request, "directory/about/order.html", {"days": LISTING_DAYS})


@public_page
def privacy(request, *, version, today):
    return render(request, "directory/about/privacy.html")


@public_page
def documents(request, *, version, today):
    """How a clinic shows a moderator a document: by a link, a number or a call, never by a file."""
    return render(request, "directory/about/documents.html")


@public_page
def api_document(request, *, version, today):
    """docs/api.md as it stands in the repository: what a program may do with a token."""
    text = (settings.BASE_DIR / "docs" / "api.md").read_text()
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
