"""The site, and beside it the floor: bytes from a file, through the same server and middleware."""

from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.gzip import gzip_page

KEPT = settings.DATA / "pages"


@cache
def page(kind):
    return (KEPT / kind).read_bytes()


@gzip_page
def static(request, kind):
    return HttpResponse(page(kind))


urlpatterns = [path("floor/<slug:kind>", static), path("", include("config.urls"))]
