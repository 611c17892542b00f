"""The decorator of public pages: the same for every visitor, with an ETag, cacheable by anybody."""

import hashlib
from functools import partial, wraps

from django.conf import settings
from django.http import HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from directory.web import moment


def _release():
    """A digest of code, templates, translations and styles, so that another release has other ETags."""
    digest = hashlib.blake2b(digest_size=6)
    code = ("*.py", "*.css", "*.js")
    patterns_of = {"directory": code, "checklist": code, "templates": ("*.html",), "locale": ("*.mo",)}
    for folder, patterns in patterns_of.items():
        for pattern in patterns:
            for path in sorted((settings.BASE_DIR / folder).rglob(pattern)):
                digest.update(path.read_bytes())
    return digest.hexdigest()


RELEASE = _release()
MAX_AGE_MINUTES = 5


def wants_partial(request):
    """True if a script of ours asks for a part of the page, by the header HX-Request."""
    return request.headers.get("HX-Request") == "true"


def public_page(view=None, *, etag_suffix=None, is_uncacheable=None, is_typed=None):
    """Decorate a view of a public page: GET and HEAD, compressed, cached for five minutes.

    The ETag is made of the version of the directory, the day and the release; 304 where it matches. The view
    gets `version` and `today` as keyword arguments.

    etag_suffix     called without arguments: text for whatever else the page depends on
    is_uncacheable  called with a request: True for one whose response no cache may keep
    is_typed        called with a request: True for one whose address holds typed text. Only the browser keeps
                    its response, and no cache that several people share.

    A response that is already `no-store` stays so.
    """
    if view is None:
        return partial(public_page, etag_suffix=etag_suffix, is_uncacheable=is_uncacheable, is_typed=is_typed)

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        waits = moment.PARAMETER in request.GET
        version, today = moment.version_for(request), timezone.localdate()
        if waits or (is_uncacheable and is_uncacheable(request)):
            response = view(request, *args, version=version, today=today, **kwargs)
            response["Cache-Control"] = "no-store"
            return response
        part = "part" if wants_partial(request) else "page"
        suffix = f"-{etag_suffix()}" if etag_suffix else ""
        etag = quote_etag(f"{version}-{today:%y%m%d}{suffix}-{RELEASE}-{part}")
        # A compressed body carries its ETag as a weak one.
        known = [tag.removeprefix("W/") for tag in parse_etags(request.headers.get("If-None-Match", ""))]
        if etag in known:
            response = HttpResponseNotModified()
        else:
            response = view(request, *args, version=version, today=today, **kwargs)
        if response.status_code in (200, 304) and "no-store" not in response.get("Cache-Control", ""):
            response["ETag"] = etag
            keeper = "private" if is_typed and is_typed(request) else "public"
            patch_cache_control(response, **{keeper: True}, max_age=MAX_AGE_MINUTES * 60)
        return response

    return require_safe(gzip_page(wrapper))
