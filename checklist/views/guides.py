"""The guides: a page of contents, and one page each. Public."""

from django.http import Http404
from django.shortcuts import render

from checklist.guides.catalog import GUIDE_BY_SLUG, position_of, questions_of
from checklist.guides.guides import GUIDES
from directory.claims.register import CLAIMS, sources_of
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
    return render(request, "checklist/guide/page.html", context)


@public_page
def sources(request, *, version, today):
    """A table of every source, with how much of it was read, and the claims that rest on it."""
    listed = sorted(sources_of(CLAIMS.values()), key=lambda one: (one.publisher.casefold(), one.title))
    rows = [(source, [claim for claim in CLAIMS.values() if source in claim.sources]) for source in listed]
    untested = [claim for claim in CLAIMS.values() if claim.is_common_practice]
    return render(request, "checklist/guide/sources.html", {"rows": rows, "untested": untested})
