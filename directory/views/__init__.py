"""The public pages: home, results, one listing, comparison, report a problem, add a clinic, about."""

from django.conf import settings


def site(request):
    """What every page says of itself. The same for everyone, so that any cache may keep the page."""
    return {
        "site_name": settings.SITE_NAME,
        "invented": settings.INVENTED,
        "canonical": canonical(request),
    }


def canonical(request):
    """The one absolute address of a page, without parameters. "" where no view answers (a refused host)."""
    return request.build_absolute_uri(request.path) if request.resolver_match else ""
