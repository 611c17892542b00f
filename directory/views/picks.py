"""The clinics selected for comparing, while a reader goes from page to page of the results.

They are in the address of the results page (`pick=SLUG`, repeated) and nowhere else: not in a cookie, and not
in a Question, so no feed, file or canonical address has them. No cache keeps a page that has some.
"""

from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from django.core.validators import slug_re
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.models import Listing
from directory.search.query import FIELDS
from directory.wording.comparison import MAX_CLINICS

MAX_SLUG_CHARACTERS = 100


class Pick(NamedTuple):
    """A selected clinic. is_on_page: its card is on this page, and has a box of its own."""

    slug: str
    name: str
    is_on_page: bool


def read_picks(params, name="pick"):
    """The slugs in a query string, each once, at most MAX_CLINICS; what cannot be a slug is left out."""
    slugs = dict.fromkeys(params.getlist(name))
    return [slug for slug in slugs if len(slug) <= MAX_SLUG_CHARACTERS and slug_re.match(slug)][:MAX_CLINICS]


def with_picks(query, slugs):
    """A query string with the selected clinics at its end."""
    picks = urlencode([("pick", slug) for slug in slugs])
    if not picks:
        return query
    return f"{query}&{picks}" if query else f"?{picks}"


def tray_context(slugs, page):
    """The template context of directory/clinics/tray.html for the selected slugs: one query if any."""
    if not slugs:
        return {"picks": [], "picked": ()}
    public = Listing.objects.public()
    names = dict(public.filter(slug__in=slugs).values_list("slug", "name"))
    if len(names) < len(slugs):  # some were renamed or merged since they were picked
        now = Listing.objects.current_slugs(set(slugs) - names.keys())
        names |= dict(public.filter(slug__in=now.values()).values_list("slug", "name"))
        slugs = list(dict.fromkeys(now.get(slug, slug) for slug in slugs))
    shown = {card.slug for card in page.cards}
    picks = [Pick(slug, names[slug], slug in shown) for slug in slugs if slug in names]
    return {"picks": picks, "picked": {pick.slug for pick in picks}}


@never_cache
@require_safe
def keep_selected(request):
    """Without script: from a page of results to the page in `go` of the same results, with what is ticked."""
    pairs = [
        (name, value)
        for name, value in parse_qsl(request.GET.get("go", "").removeprefix("?"))
        if name in FIELDS
    ]
    query = f"?{urlencode(pairs)}" if pairs else ""
    return HttpResponseRedirect(reverse("clinics") + with_picks(query, read_picks(request.GET, "clinic")))
