"""The guides: a page of contents, and one page each."""

from django.http import Http404
from django.shortcuts import render

from checklist.guides.catalog import GUIDES
from directory.web.public_page import public_page

BY_SLUG = {guide.slug: guide for guide in GUIDES}


@public_page
def contents(request, *, version, today):
    return render(request, "checklist/guide/contents.html", {"guides": GUIDES})


@public_page
def guide(request, slug, *, version, today):
    if slug not in BY_SLUG:
        raise Http404
    shown = BY_SLUG[slug]
    return render(request, shown.template, {"guide": shown, "count": len(GUIDES)})
