"""robots.txt and the sitemap."""

from xml.sax.saxutils import escape

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.urls import reverse

from directory.models import Listing
from directory.web.public_page import public_page

MAX_ADDRESSES = 50_000  # addresses in one file: sitemaps.org, protocol 0.9
PAGE_NAMES = ("home", "clinics", "checklist", "first_call", "guides")
PAGE_NAMES += ("about", "about_order", "data", "moderation", "figures")
PAGE_NAMES += ("show_a_document", "about_privacy")
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
CHUNK_SIZE = 5_000


@public_page
def robots(request, *, version, today):
    sitemap_address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\nAllow: /\n\nSitemap: {sitemap_address}\n", content_type="text/plain")


@public_page
def sitemap(request, *, version, today):
    """All pages and public listings; beyond MAX_ADDRESSES an index of files: `?page=1`, `?page=2`…"""
    listings = Listing.objects.public().order_by("pk")
    count, fit = listings.count(), MAX_ADDRESSES - len(PAGE_NAMES)
    files = max(1, -(-count // fit))
    page = request.GET.get("page", "")
    if not page and files > 1:
        lines = index_lines(request.build_absolute_uri(request.path), files)
    elif page in ("", *map(str, range(1, files + 1))):
        first = (int(page or 1) - 1) * fit
        lines = sitemap_lines(request, listings[first : first + fit], with_pages=first == 0)
    else:
        raise Http404
    return StreamingHttpResponse(lines, content_type="application/xml")


def index_lines(address, files):
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{NAMESPACE}">\n'
    for page in range(1, files + 1):
        yield f"<sitemap><loc>{escape(address)}?page={page}</loc></sitemap>\n"
    yield "</sitemapindex>\n"


def sitemap_lines(request, listings, *, with_pages):
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">\n'
    if with_pages:
        for name in PAGE_NAMES:
            yield f"<url><loc>{escape(request.build_absolute_uri(reverse(name)))}</loc></url>\n"
    home = request.build_absolute_uri("/").rstrip("/")
    for slug, day in listings.values_list("slug", "published_on").iterator(chunk_size=CHUNK_SIZE):
        address = escape(home + reverse("listing", args=[slug]))
        yield f"<url><loc>{address}</loc><lastmod>{day.isoformat()}</lastmod></url>\n"
    yield "</urlset>\n"
