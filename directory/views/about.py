"""What the directory says of itself, and what it hands to machines that read it."""

from datetime import date
from itertools import groupby
from xml.sax.saxutils import escape

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.exchange.columns import COLUMNS
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import Evidence, Setting
from directory.models import Listing
from directory.models.listing import AVAILABILITY_DAYS, CURRENT_DAYS, LISTED_DAYS
from directory.search import facets, query
from directory.web.public_page import public_page
from directory.wording.evidence import KIND_LABELS, EvidenceMark
from directory.wording.rows import DisplayRow
from directory.wording.safety_warnings import warned_values

DAYS = {"current": CURRENT_DAYS, "listed": LISTED_DAYS, "availability": AVAILABILITY_DAYS}


@public_page
def checked(request, *, version, today):
    return render(request, "directory/about/checked.html", {"days": DAYS})


@public_page
def order(request, *, version, today):
    return render(request, "directory/about/order.html", {"days": DAYS})


@public_page
def privacy(request, *, version, today):
    return render(request, "directory/about/privacy.html")


# ---- the data

HOW_A_CELL_READS = {
    "text": _("Text"),
    "code": _("One code"),
    "codes": _("Codes, divided by “;”"),
    "yes_no": _("“yes” or “no”"),
    "number": _("A whole number"),
    "dollars": _("Whole US dollars"),
    "date": _("A day, such as 2026-11-22"),
    "point": _("Degrees, with a point: 39.7392"),
    "records": _("A list in JSON"),
    "evidence": _("An object in JSON"),
}
PARAMETERS = {  # what no facet explains
    "q": _("Words"),
    "near": _("A ZIP code, a town and state, or “latitude,longitude”"),
    "within": _("Miles from there, 1 to 500"),
    "organization": _("The address of an organization"),
    "order": _("The order"),
    "page": _("The page"),
}


@public_page
def data(request, *, version, today):
    sections = [
        (title, [(column, HOW_A_CELL_READS[column.kind]) for column in columns])
        for title, columns in groupby(COLUMNS, key=lambda column: column.section)
    ]
    return render(
        request, "directory/about/data.html", {"sections": sections, "parameters": list(parameters())}
    )


def parameters():
    """(name, label, codes) of all that a list of listings may be asked."""
    for name in query.PARAMETERS:
        if name in PARAMETERS:
            yield name, PARAMETERS[name], query.ORDERS if name == "order" else ()
        else:
            yield name, facets.NAMES[name], query.options(name)


# ---- the gallery


@public_page
def components(request, *, version, today):
    """Every component in its awkward states, for whoever changes the look and for the accessibility test."""
    seen = date(2026, 11, 2)
    register = "https://register.example.com/lookup?number=5550142"
    evidence = [
        EvidenceMark(Evidence.SELF_REPORTED, KIND_LABELS[Evidence.SELF_REPORTED], seen),
        EvidenceMark(
            Evidence.DOCUMENT_SEEN, KIND_LABELS[Evidence.DOCUMENT_SEEN], seen, "Certificate of 150 hours"
        ),
        EvidenceMark(
            Evidence.REGISTER_CHECKED,
            KIND_LABELS[Evidence.REGISTER_CHECKED],
            seen,
            "Example register",
            register,
        ),
        EvidenceMark("", _("Not from the clinic: a public file"), seen),
    ]
    home = STATEMENTS["setting"]
    stated = [
        DisplayRow("phone", _("Phone"), ["(303) 555-0142"], evidence=evidence[0], link="tel:+13035550142"),
        DisplayRow(
            "session_price", _("A session"), ["$450 to $600"], _("as of 2 November 2026"), evidence[0]
        ),
        DisplayRow(
            home.name,
            home.label,
            [_("Infusion clinic")],
            evidence=evidence[0],
            warned=warned_values(home.name, [Setting.HOME_UNSUPERVISED]),
        ),
    ]
    return render(
        request,
        "directory/about/components.html",
        {
            "evidence": evidence,
            "stated": stated,
            "errors": [("gallery-wrong", _("Enter a price in whole dollars, for example 450."))],
            "answers": [_("Reassuring"), _("Partly"), _("Worrying"), _("Would not say")],
            "letters": "ABCDEFG",
        },
    )


# ---- for machines

MOST = 50_000  # addresses in one file: sitemaps.org, protocol 0.9
PAGES = ("home", "clinics", "checklist", "first_call", "guides")
PAGES += ("about", "about_order", "about_data", "moderation", "figures", "about_privacy")
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
BATCH = 5_000


@public_page
def robots(request, *, version, today):
    sitemap_address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_address}\n", content_type="text/plain")


@public_page
def sitemap(request, *, version, today):
    """Our pages and every public listing; beyond MOST addresses an index of files, `?page=1` and on."""
    listings = Listing.objects.public().order_by("pk")
    count, fit = listings.count(), MOST - len(PAGES)
    files = max(1, -(-count // fit))
    page = request.GET.get("page", "")
    if not page and files > 1:
        lines = index(request.build_absolute_uri(request.path), files)
    elif page in ("", *map(str, range(1, files + 1))):
        first = (int(page or 1) - 1) * fit
        lines = addresses(request, listings[first : first + fit], with_pages=first == 0)
    else:
        raise Http404
    return StreamingHttpResponse(lines, content_type="application/xml")


def index(address, files):
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{NAMESPACE}">\n'
    for page in range(1, files + 1):
        yield f"<sitemap><loc>{escape(address)}?page={page}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def addresses(request, listings, *, with_pages):
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">\n'
    if with_pages:
        for name in PAGES:
            yield f"<url><loc>{escape(request.build_absolute_uri(reverse(name)))}</loc></url>\n"
    home = request.build_absolute_uri("/").rstrip("/")
    for slug, day in listings.values_list("slug", "published_on").iterator(chunk_size=BATCH):
        address = escape(home + reverse("listing", args=[slug]))
        yield f"<url><loc>{address}</loc><lastmod>{day.isoformat()}</lastmod></url>\n"
    yield "</urlset>\n"
