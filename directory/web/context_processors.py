"""Variables that every template gets."""

from functools import cache

from django.conf import settings
from django.templatetags.static import static


def site(request):
    """The name of the site, whether it is the demonstration, and the canonical address of the page.

    The same for every visitor, so that any cache may keep the page.
    """
    return {
        "site_name": settings.SITE_NAME,
        "invented": settings.INVENTED,
        "canonical": canonical(request),
        "stylesheets": stylesheet_urls(),
    }


def canonical(request):
    """The absolute address of the page without its query; "" if the address has no view."""
    return request.build_absolute_uri(request.path) if request.resolver_match else ""


@cache
def stylesheet_urls():
    """The URLs of the stylesheets in the order of their links. To look them up takes a millisecond."""
    return tuple(static(name) for name in settings.STYLESHEETS)
