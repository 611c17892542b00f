"""The decorator of public pages: the same for every visitor, with an ETag, cacheable by anybody."""

import hashlib
from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from django.views.decorators.http import require_safe

from config.postgres import reading
from directory.models import Version
from directory.web import moment, ready
from directory.web.compression import accepts_gzip, compress
from directory.web.ready import Store


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
MAX_KEPT_BYTES = 6_000_000  # of a process: some 200 pages of results, compressed
HEADERS_BYTES = 2_000  # what a page takes beside its body
MAX_QUERY_CHARACTERS = 500  # of the address of a page that is kept; a longer one is asked for once
KEPT = Store(MAX_KEPT_BYTES)


def wants_partial(request):
    """True if a script of ours asks for a part of the page, by the header HX-Request."""
    return request.headers.get("HX-Request") == "true"


def public_page(view=None, **options):
    """Decorate a view of a public page: GET and HEAD, compressed, cached for five minutes.

    The ETag is made of the version of the directory, the day, the release and the whole address; 304 where it
    matches. So only who was answered 200 at an address has an ETag for it: what the view refuses is refused
    again. The view gets `version` and `today` as keyword arguments. A response that is `no-store` stays so.

    options  those of PublicPage
    """
    if view is None:
        return partial(public_page, **options)
    page = PublicPage(**options)

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        # Django would answer a malformed cookie with a new one, on a page that anybody may keep.
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        waits = moment.PARAMETER in request.GET
        version, today = _moment(request)
        if waits or page.is_personal(request):
            response = read(view, request, *args, version=version, today=today, waits=waits, **kwargs)
            response["Cache-Control"] = "no-store"
            page.vary(response)
            compress(request, response)
            return response
        etag = page.etag(request, version, today)
        if etag in _known_etags(request):
            return page.not_modified(request, etag)
        response = read(view, request, *args, version=version, today=today, **kwargs)
        if response.status_code == 200 and "no-store" not in response.get("Cache-Control", ""):
            page.mark(request, response, etag)
            compress(request, response)
            page.keep(request, response, etag)
        else:
            compress(request, response)
        return response

    wrapper = require_safe(wrapper)
    wrapper.public_page = page
    return wrapper


def read(view, request, *args, version, waits=False, **kwargs):
    """The response of a view, read from a standby that has the version, else from the primary.

    version  that of the index: no cache may keep older rows as if they were of this version
    waits    True for somebody who has just published: read from the primary
    """

    def answer(must_be_current):
        is_behind = reading.is_replicated() and _is_behind(version)
        if is_behind and must_be_current:
            raise reading.BehindError
        with ready.keeping_nothing() if is_behind else nullcontext():
            response = view(request, *args, version=version, **kwargs)
        if is_behind:
            response["Cache-Control"] = "no-store"
        if response.streaming and reading.is_replicated():
            response.streaming_content = reading.streamed(response.streaming_content)
        return response

    return reading.on_the_primary(answer) if waits else reading.on_a_standby(answer)


def _is_behind(version):
    """True if the server that is read has not received a version yet."""
    there = Version.now()
    return there.history != version.history or there.number < version.number


@dataclass(frozen=True)
class PublicPage:
    """What a public page depends on.

    etag_suffix     called without arguments: text for whatever else the page depends on
    is_uncacheable  called with a request: True for one whose response no cache may keep
    is_typed        called with a request: True for one whose address holds typed text. Only the browser keeps
                    its response, and no cache that several people share
    has_part        True if a script may ask for a part of the page (wants_partial)
    parameters      those of its address that hold codes and numbers alone; a page whose address has others is
                    not kept in memory
    varies          names of other headers of a request that the response depends on. Such a page is not kept
                    in memory, where it is known by its address
    """

    etag_suffix: Any = None
    is_uncacheable: Any = None
    is_typed: Any = None
    has_part: bool = False
    parameters: Collection[str] = ()
    varies: Collection[str] = ()

    def is_personal(self, request):
        return bool(self.is_uncacheable and self.is_uncacheable(request))

    def etag(self, request, version, today):
        part = "part" if wants_partial(request) else "page"
        suffix = f"-{self.etag_suffix()}" if self.etag_suffix else ""
        return quote_etag(f"{version}-{today:%y%m%d}{suffix}-{RELEASE}-{part}-{self._asked(request)}")

    def _asked(self, request):
        """A digest of the address, and of the headers in `varies`."""
        query = request.META.get("QUERY_STRING", "")
        asked = (request.path, query, *(request.headers.get(name, "") for name in self.varies))
        return hashlib.blake2b("\n".join(asked).encode(errors="replace"), digest_size=6).hexdigest()

    def mark(self, request, response, etag):
        """Say in the headers of a response how long it is good, for whom, and what it depends on."""
        response["ETag"] = etag
        keeper = "private" if self.is_typed and self.is_typed(request) else "public"
        patch_cache_control(response, **{keeper: True}, max_age=MAX_AGE_MINUTES * 60)
        self.vary(response)

    def vary(self, response):
        if names := [*(["HX-Request"] if self.has_part else []), *self.varies]:
            patch_vary_headers(response, names)

    def not_modified(self, request, etag):
        """304 with the headers of the page that the reader has."""
        response = HttpResponseNotModified()
        self.mark(request, response, etag)
        patch_vary_headers(response, ["Accept-Encoding"])
        if accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            response["ETag"] = f"W/{etag}"
        return response

    def keep(self, request, response, etag):
        """Keep a compressed page in memory, unless its address may hold what somebody typed."""
        is_public = "public" in response["Cache-Control"] and not self.etag_suffix
        is_compressed = response.has_header("Content-Encoding") and not response.streaming
        is_short = len(request.META.get("QUERY_STRING", "")) <= MAX_QUERY_CHARACTERS
        if self.varies or not (is_public and is_compressed and is_short):
            return
        if request.GET.keys() <= set(self.parameters):
            page = KeptPage(etag, dict(response.items()), response.content, request.resolver_match)
            KEPT.put(_address(request), page, len(page.body) + HEADERS_BYTES)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A compressed page. etag: with the version, day and release for which it is good."""

    etag: str
    headers: dict[str, str]
    body: bytes
    match: ResolverMatch


def answer_early(request):
    """The response to a request for a public page that its reader has, or that is kept in memory; else None.

    Before there is a session or a user: neither makes a difference to a public page.
    """
    if request.method not in ("GET", "HEAD"):
        return None
    kept = KEPT.get(_address(request)) if accepts_gzip(request.META.get("HTTP_ACCEPT_ENCODING", "")) else None
    if kept is None and "HTTP_IF_NONE_MATCH" not in request.META:
        return None
    match = kept.match if kept else _match(request)
    page = getattr(match.func, "public_page", None) if match else None
    if page is None or page.varies or moment.PARAMETER in request.GET or page.is_personal(request):
        return None
    etag = page.etag(request, *_moment(request))
    if etag in _known_etags(request):
        response = page.not_modified(request, etag)
    elif kept and kept.etag == etag:
        response = HttpResponse(kept.body, headers=kept.headers)
    else:
        return None
    request.resolver_match = match
    return response


def _address(request):
    """What tells one public page from another: its whole URL, and whether a script asks for a part of it."""
    query = request.META.get("QUERY_STRING", "")
    return request.scheme, request.get_host(), request.path, query, wants_partial(request)


def _match(request):
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _moment(request):
    """(version, today) of a request, read once."""
    if not hasattr(request, "public_moment"):
        request.public_moment = moment.version_for(request), timezone.localdate()
    return request.public_moment


def _known_etags(request):
    """The ETags that a reader has; a compressed body carries its own as a weak one."""
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    return [tag.removeprefix("W/") for tag in parse_etags(known)] if known else []
