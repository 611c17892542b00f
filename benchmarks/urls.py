"""The site, and the baseline beside it: a file from memory through the same server and middleware."""

from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.gzip import gzip_page

PAGES = settings.DATA / "pages"


@cache
def page(kind):
    return (PAGES / kind).read_bytes()


@gzip_page
def static(request, kind):
    return HttpResponse(page(kind))


urlpatterns = [path("baseline/<slug:kind>", static), path("", include("config.urls"))]
