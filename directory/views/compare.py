"""Two to four listings side by side."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.core.validators import slug_re
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.facts.vocabulary import Condition
from directory.models import FormerSlug, Listing
from directory.web.public_page import public_page
from directory.wording.comparison import MAX_CLINICS, compare_listings, count_rows
from directory.wording.summary import summarize

TITLES = {
    0: gettext_lazy("Compare clinics"),
    1: gettext_lazy("Choose one more clinic"),
    2: gettext_lazy("Two clinics side by side"),
    3: gettext_lazy("Three clinics side by side"),
    4: gettext_lazy("Four clinics side by side"),
}


class LeaveOut(NamedTuple):
    listing: Listing
    address: str  # of the comparison without the listing


@public_page
def compare(request, *, version, today):
    slugs = list(dict.fromkeys(request.GET.getlist("clinic")))
    refusal = _refusal(slugs)
    if refusal:
        return _render_refusal(request, refusal, status=400)
    by_slug = {listing.slug: listing for listing in Listing.objects.for_pages().filter(slug__in=slugs)}
    missing = [slug for slug in slugs if slug not in by_slug]
    if missing:
        return _redirect_to_current(slugs, missing) or _render_refusal(
            request,
            ngettext(
                "There is no clinic at the address “%(slugs)s”.",
                "There are no clinics at the addresses “%(slugs)s”.",
                len(missing),
            )
            % {"slugs": "”, “".join(missing)},
            status=404,
        )
    removed = [by_slug[slug] for slug in slugs if by_slug[slug].removed_at]
    listings = [by_slug[slug] for slug in slugs if not by_slug[slug].removed_at]
    return render(request, "directory/compare.html", _page_context(request, listings, removed, today))


def _refusal(slugs):
    """A sentence that says why the address cannot be answered, else None."""
    if len(slugs) > MAX_CLINICS:
        return _("You can compare up to four clinics at once. Remove some of them.")
    if any(len(slug) > 100 or not slug_re.match(slug) for slug in slugs):
        return _("One of the clinics in this link does not exist.")
    return None


def _render_refusal(request, sentence, *, status):
    return render(request, "directory/compare.html", {"refusal": sentence, "canonical": ""}, status=status)


def _redirect_to_current(slugs, missing):
    former = FormerSlug.objects.filter(slug__in=missing).values_list("slug", "listing__slug")
    now = dict(former)
    if len(now) < len(missing):
        return None
    return HttpResponsePermanentRedirect(_address([now.get(slug, slug) for slug in slugs]))


def _address(slugs):
    slugs = dict.fromkeys(slugs)
    return reverse("compare") + (f"?{urlencode([('clinic', slug) for slug in slugs])}" if slugs else "")


def _page_context(request, listings, removed, today):
    slugs = [listing.slug for listing in listings]
    comparison = compare_listings(listings, today) if len(listings) > 1 else None
    return {
        "title": TITLES[len(listings)],
        "listings": listings,
        "removed": removed,
        "leave_out": [
            LeaveOut(listing, _address([slug for slug in slugs if slug != listing.slug]))
            for listing in listings
        ],
        "summary": summarize(listings[0], today) if len(listings) == 1 else "",
        "comparison": comparison,
        "help_now": any(Condition.SUICIDALITY in listing.conditions for listing in listings),
        **(_counts_in_words(comparison) if comparison else {}),
        "canonical": request.build_absolute_uri(_address(slugs)),
    }


def _counts_in_words(comparison):
    differ, agree, partly_stated = (
        count_rows(sections) for sections in (comparison.differ, comparison.agree, comparison.partly_stated)
    )
    return {
        "verdict": [
            ngettext("They differ in %(count)s statement.", "They differ in %(count)s statements.", differ)
            % {"count": differ},
            ngettext("They agree in %(count)s statement.", "They agree in %(count)s statements.", agree)
            % {"count": agree},
        ],
        "agree_in_words": ngettext(
            "%(count)s statement is the same", "%(count)s statements are the same", agree
        )
        % {"count": agree},
        "partly_stated_in_words": ngettext(
            "%(count)s statement is not stated by all of them",
            "%(count)s statements are not stated by all of them",
            partly_stated,
        )
        % {"count": partly_stated},
    }
