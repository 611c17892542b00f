"""The site, and beside it what only a benchmark may ask of a worker: a baseline, its id, and to forget."""

import os
from functools import cache
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.gzip import gzip_page

from directory.web import public_page, ready

PAGES = settings.DATA / "pages"


@cache
def page(kind):
    return (PAGES / kind).read_bytes()


@gzip_page
def static(request, kind):
    """A file from memory through the same server and middleware."""
    return HttpResponse(page(kind))


def pid(request):
    return HttpResponse(str(os.getpid()))


def forget_pages(request):
    """Forget whole pages that are kept compressed."""
    public_page.KEPT.clear()
    return HttpResponse("forgotten")


def forget_listings(request):
    """Forget whole pages, and what was made of listings: cards, bodies, columns, records."""
    made_of_listings = [key for key in ready.PARTS if has_history(key)]
    for key in made_of_listings:
        ready.PARTS.put(key, None, ready.MAX_BYTES)  # too large to be kept
    return forget_pages(request)


def has_history(key):
    """True if a key names the history of a directory, as each does whose value is made of listings."""
    return isinstance(key, UUID) or (isinstance(key, tuple) and any(map(has_history, key)))


urlpatterns = [
    path("baseline/pid", pid),
    path("baseline/forget/pages", forget_pages),
    path("baseline/forget/listings", forget_listings),
    path("baseline/<slug:kind>", static),
    path("", include("config.urls")),
]
