"""What a notebook says on public pages: which of the clinics shown are kept, and how far they are.

A public page is the same for everybody, and its script (directory/kept.js) cannot see whether there is a
notebook, because no script can read its cookie. A second cookie that says so would be one more trace on a
device that others use, so each page asks once. It asks for no clinic: the answer has all that are kept, so
no address and no log says which page somebody read.
"""

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from checklist import parts, seal, storage
from checklist.listing_statements import slugs_by_id
from checklist.views.private_page import private_page


@require_GET
@private_page
def kept(request, *, today):
    """The kept clinics as JSON: {"clinics": {slug: {"words": …, "address": …}}}; 204 where there is none."""
    if request.secret is None:
        return HttpResponse(status=204)
    try:
        book = storage.read_outline(request.secret)
    except (storage.NotebookNotFoundError, seal.UnsealError):
        return HttpResponse(status=204)
    slugs = slugs_by_id(book)
    # Of two clinics that were merged, the page of the one shows what was noted of the first in the notebook.
    clinics = {
        slugs[clinic["listing"]]: _kept_clinic(book, clinic)
        for clinic in reversed(book["clinics"])
        if clinic["listing"] in slugs
    }
    return JsonResponse({"clinics": clinics}) if clinics else HttpResponse(status=204)


def _kept_clinic(book, clinic):
    done = parts.overall_progress(book, clinic)
    words = _("In your notebook: %(answered)s of %(total)s answered")
    return {
        "words": words % {"answered": done.answered, "total": done.total},
        "address": reverse("notebook_clinic", args=[clinic["id"]]),
    }
