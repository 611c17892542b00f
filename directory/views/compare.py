"""Two to four listings side by side."""

from itertools import combinations
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.validators import slug_re
from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from directory.facts.vocabulary import Condition
from directory.models import Listing
from directory.views.picks import with_picks
from directory.web.public_page import public_page
from directory.wording.comparison import MAX_CLINICS, ComparedClinic, compare_listings, count_rows
from directory.wording.page_warnings import warned_lines, warning_groups
from directory.wording.summary import summarize

TITLES = {
    0: gettext_lazy("Compare clinics"),
    1: gettext_lazy("Choose one more clinic"),
    2: gettext_lazy("Two clinics side by side"),
    3: gettext_lazy("Three clinics side by side"),
    4: gettext_lazy("Four clinics side by side"),
}


class ShownClinic(NamedTuple):
    """A compared clinic above the table.

    clinic   its ComparedClinic
    address  of the comparison without it
    """

    clinic: ComparedClinic
    address: str


@public_page
def compare(request, *, version, today):
    slugs = list(dict.fromkeys(request.GET.getlist("clinic")))
    refusal = _refusal(slugs)
    if refusal:
        return _render_refusal(request, refusal, status=400)
    found = Listing.objects.for_pages().filter(slug__in=slugs, merged_into=None)
    by_slug = {listing.slug: listing for listing in found}
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
    return render(
        request, "directory/compare.html", {"refusal": sentence, "canonical": "", "picked": ""}, status=status
    )


def _redirect_to_current(slugs, missing):
    now = Listing.objects.current_slugs(missing)
    if len(now) < len(missing):
        return None
    return HttpResponsePermanentRedirect(_address([now.get(slug, slug) for slug in slugs]))


def _address(slugs):
    slugs = dict.fromkeys(slugs)
    return reverse("compare") + (f"?{urlencode([('clinic', slug) for slug in slugs])}" if slugs else "")


class Pair(NamedTuple):
    """Two of several clinics, which a phone shows side by side. address: of the comparison that begins so."""

    names: str
    address: str
    is_shown: bool


def _pairs(slugs, names):
    """The Pairs of three or four clinics, in the order of the address; [] of two."""
    if len(slugs) < 3:
        return []
    return [
        Pair(
            _("%(one)s, %(other)s") % {"one": names[first], "other": names[second]},
            _address([slugs[first], slugs[second], *slugs]),
            (first, second) == (0, 1),
        )
        for first, second in combinations(range(len(slugs)), 2)
    ]


def _page_context(request, listings, removed, today):
    slugs = [listing.slug for listing in listings]
    comparison = compare_listings(listings, today) if len(listings) > 1 else None
    names = [one.name for one in comparison.clinics] if comparison else []
    warned = [
        line for listing, name in zip(listings, names, strict=False) for line in warned_lines(listing, name)
    ]
    return {
        "title": TITLES[len(listings)],
        "listings": listings,
        "removed": removed,
        "clinics": [
            ShownClinic(clinic, _address([slug for slug in slugs if slug != clinic.listing.slug]))
            for clinic in (comparison.clinics if comparison else [])
        ],
        "picked": with_picks("", slugs),
        "summary": summarize(listings[0], today) if len(listings) == 1 else "",
        "comparison": comparison,
        "pairs": _pairs(slugs, names),
        "can_add": len(listings) < MAX_CLINICS,
        "warned": warned,
        "warning_groups": warning_groups(warned),
        "help_now": any(Condition.SUICIDALITY in listing.conditions for listing in listings),
        **(_counts_in_words(comparison) if comparison else {}),
        "canonical": request.build_absolute_uri(_address(slugs)),
    }


def _counts_in_words(comparison):
    differ, agree, partly_stated = (
        count_rows(sections) for sections in (comparison.differ, comparison.agree, comparison.partly_stated)
    )
    of_availability = [row for row in comparison.now if row.name == "availability"]
    differ += sum(row.differs for row in of_availability)
    all_agree = agree + sum(row.agrees for row in of_availability)
    return {
        "verdict": [
            ngettext("They differ in %(count)s statement.", "They differ in %(count)s statements.", differ)
            % {"count": differ},
            ngettext("They agree in %(count)s statement.", "They agree in %(count)s statements.", all_agree)
            % {"count": all_agree},
        ],
        "agree_in_words": ngettext(
            "%(count)s statement is the same", "%(count)s statements are the same", agree
        )
        % {"count": agree},
        "partly_stated_in_words": ngettext(
            "%(count)s thing that only some of them state",
            "%(count)s things that only some of them state",
            partly_stated,
        )
        % {"count": partly_stated},
    }
