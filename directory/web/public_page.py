"""What every public page shares: the same for everyone, with a validator, so that any cache may keep it."""

import hashlib
from functools import partial, wraps

from django.conf import settings
from django.http import HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from directory.models import Version


def _release():
    """A digest of the code, the words and the look: another release, another page."""
    digest = hashlib.blake2b(digest_size=6)
    code = "*.py *.css *.js"
    kinds_of = {"directory": code, "checklist": code, "templates": "*.html", "locale": "*.mo"}
    for folder, kinds in kinds_of.items():
        for kind in kinds.split():
            for path in sorted((settings.BASE_DIR / folder).rglob(kind)):
                digest.update(path.read_bytes())
    return digest.hexdigest()


RELEASE = _release()
MAX_AGE_MINUTES = 5


def wants_partial(request):
    """htmx asks for a part of the page; not when it restores one from the history."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def public_page(view=None, *, also=None, unkept=None):
    """GET and HEAD; an ETag of the directory's version, the day and the release; 304 where it still holds.

    The view gets `today`, and the directory's `version`, so that it need not ask again.

    also    returns the signs of what else the page depends on
    unkept  tells of a request whose answer no cache may keep

    A view that answers `no-store` has its way.
    """
    if view is None:
        return partial(public_page, also=also, unkept=unkept)

    @wraps(view)
    def answered(request, *args, **kwargs):
        version, today = Version.now(), timezone.localdate()
        if unkept and unkept(request):
            response = view(request, *args, version=version, today=today, **kwargs)
            response["Cache-Control"] = "no-store"
            return response
        part = "part" if wants_partial(request) else "page"
        more = f"-{also()}" if also else ""
        etag = quote_etag(f"{version}-{today:%y%m%d}{more}-{RELEASE}-{part}")
        held = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
        if etag in held:  # compressed bodies carry it as a weak one
            response = HttpResponseNotModified()
        else:
            response = view(request, *args, version=version, today=today, **kwargs)
        if response.status_code in (200, 304) and "no-store" not in response.get("Cache-Control", ""):
            response["ETag"] = etag
            patch_cache_control(response, public=True, max_age=MAX_AGE_MINUTES * 60)
        return response

    return require_safe(gzip_page(answered))
