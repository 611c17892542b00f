"""The guides: a page of contents, and one page each. Public."""

from django.http import Http404
from django.shortcuts import render

from checklist.guides.catalog import GUIDE_BY_SLUG, position_of, questions_of
from checklist.guides.guides import GUIDES
from directory.claims.register import CLAIMS, by_source
from directory.web.public_page import public_page

# (source, the claims that rest on it), by publisher and title
SOURCE_ROWS = sorted(
    by_source(CLAIMS.values()).items(), key=lambda row: (row[0].publisher.casefold(), row[0].title)
)
UNTESTED = [claim for claim in CLAIMS.values() if claim.is_common_practice]


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
    return render(request, "checklist/guide/sources.html", {"rows": SOURCE_ROWS, "untested": UNTESTED})
