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

from directory.models import Listing
from directory.views.picks import with_picks
from directory.web import ready
from directory.web.public_page import public_page
from directory.wording.compared_columns import column_of
from directory.wording.comparison import MAX_CLINICS, ComparedClinic, compare_columns, count_rows
from directory.wording.page_warnings import warning_groups

BYTES_OF_COLUMN, BYTES_OF_OFFERING = 110_000, 20_000

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
    columns = _kept_columns(slugs, version, today)
    removed = []
    if len(columns) < len(slugs):
        found = Listing.objects.whole(slugs=set(slugs) - columns.keys()) if slugs else []
        by_slug = {listing.slug: listing for listing in found if not listing.merged_into_id}
        missing = [slug for slug in slugs if slug not in columns and slug not in by_slug]
        if missing:
            return _redirect_to_current(slugs, missing) or _refuse_missing(request, missing)
        removed = [by_slug[slug] for slug in slugs if slug in by_slug]
    shown = [columns[slug] for slug in slugs if slug in columns]
    return render(request, "directory/compare.html", _page_context(request, shown, removed))


def _kept_columns(slugs, version, today):
    """Slug → Column of each public listing at its own version: one query, one more for what is not kept."""
    heads, listings = Listing.objects.public_heads(slugs) if slugs else {}, {}

    def make(slug):
        if not listings:
            listings.update({one.slug: one for one in Listing.objects.whole(slugs=heads)})
        listing = listings.get(slug)
        return column_of(listing, today) if listing and not listing.removed_at else None

    columns = {
        slug: ready.kept(("compared", version.history, head, today), lambda slug=slug: make(slug), _size_of)
        for slug, head in heads.items()
    }
    return {slug: column for slug, column in columns.items() if column}


def _size_of(column):
    """About how many bytes a Column takes: in the demo 125,000 on average, with 1.6 offerings.

    The HTML of its cells is kept as parts, too, and mostly shared with other columns.
    """
    return BYTES_OF_COLUMN + BYTES_OF_OFFERING * len(column.offerings) if column else 0


def _refusal(slugs):
    """A sentence that says why the address cannot be answered, else None."""
    if len(slugs) > MAX_CLINICS:
        return _("You can compare up to four clinics at once. Remove some of them.")
    if any(len(slug) > 100 or not slug_re.match(slug) for slug in slugs):
        return _("One of the clinics in this link does not exist.")
    return None


def _refuse_missing(request, missing):
    sentence = ngettext(
        "There is no clinic at the address “%(slugs)s”.",
        "There are no clinics at the addresses “%(slugs)s”.",
        len(missing),
    )
    return _render_refusal(request, sentence % {"slugs": "”, “".join(missing)}, status=404)


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


def _page_context(request, columns, removed):
    slugs = [column.slug for column in columns]
    comparison = compare_columns(columns) if len(columns) > 1 else None
    clinics = comparison.clinics if comparison else []
    warned = [line._replace(clinic=one.name) for one in clinics for line in one.column.warned]
    return {
        "title": TITLES[len(columns)],
        "columns": columns,
        "removed": removed,
        "clinics": [
            ShownClinic(clinic, _address([slug for slug in slugs if slug != clinic.column.slug]))
            for clinic in clinics
        ],
        "picked": with_picks("", slugs),
        "comparison": comparison,
        "pairs": _pairs(slugs, [one.name for one in clinics]),
        "can_add": len(columns) < MAX_CLINICS,
        "warned": warned,
        "warning_groups": warning_groups(warned),
        "help_now": any(column.help_now for column in columns),
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
