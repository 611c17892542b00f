"""The guides: a page of contents, and one page each. Public."""

from django.http import Http404
from django.shortcuts import render

from checklist.guides.catalog import GUIDE_BY_SLUG, position_of, questions_of
from checklist.guides.guides import GUIDES
from directory.web.public_page import public_page


@public_page
def contents(request, *, version, today):
    return render(request, "checklist/guide/contents.html", {"guides": GUIDES})


@public_page
def guide(request, slug, *, version, today):
    if slug not in GUIDE_BY_SLUG:
        raise Http404
    chosen = GUIDE_BY_SLUG[slug]
    context = {
        "guide": chosen,
        "position": position_of(chosen),
        "count": len(GUIDES),
        "questions": questions_of(chosen),
    }
    return render(request, chosen.template, context)
