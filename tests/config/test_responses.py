"""Headers of every response, requests that are refused early, and error pages."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.test import Client
from django.urls import include, path

from directory.web import errors

ALWAYS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(self), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def answer(request):
    return HttpResponse("an answer")


def moved(request):
    return HttpResponseRedirect("/answer/")


def streamed(request):
    return StreamingHttpResponse(iter(["a", "b"]))


def a_bad_request(request):
    raise BadRequest("Write a whole number of miles, <for> example 25.")


def closed(request):
    raise PermissionDenied


def gone(request):
    raise errors.Gone("This listing was removed on 2 May.")


def too_often(request):
    return errors.too_many_requests(request, seconds=90)


def broken(request):
    raise RuntimeError("a fault of ours with marker-in-the-fault")


def slow(request):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50")  # a pool hands the session on to other tests
        cursor.execute("SELECT pg_sleep(5)")


urlpatterns = [
    path("", include("config.urls")),
    *(path(f"{view.__name__}/", view) for view in (answer, moved, streamed, a_bad_request, closed, gone)),
    *(path(f"{view.__name__}/", view) for view in (too_often, broken, slow)),
]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.forbidden,
    errors.not_found,
    errors.server_error,
)


@pytest.fixture
def site(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def carried(response):
    return {name: response.headers.get(name) for name in ALWAYS}


KINDS = {
    "/answer/": 200,
    "/moved/": 302,
    "/answer": 301,
    "/streamed/": 200,
    "/a_bad_request/": 400,
    "/closed/": 403,
    "/nothing/": 404,
    "/gone/": 410,
    "/too_often/": 429,
    "/broken/": 500,
    "/healthz": 200,
    "/nul%00/": 400,
}


@pytest.mark.parametrize(("address", "status"), KINDS.items())
def test_every_kind_of_response_has_the_headers(site, address, status):
    response = site.get(address)

    assert (response.status_code, carried(response)) == (status, ALWAYS)


def test_a_static_file_has_the_headers(settings, tmp_path):
    (tmp_path / "plain.css").write_text("p{}")
    settings.WHITENOISE_AUTOREFRESH, settings.WHITENOISE_USE_FINDERS = False, False
    settings.STATIC_ROOT = tmp_path

    response = Client().get("/static/plain.css")

    assert (b"".join(response.streaming_content), carried(response)) == (b"p{}", ALWAYS)


@pytest.mark.parametrize("secure", [False, True])
def test_the_refusal_of_an_unknown_host_has_the_headers(settings, secure):
    settings.SECURE_SSL_REDIRECT = True

    response = Client(headers={"host": "elsewhere.example"}).get("/nothing/", secure=secure)

    assert (response.status_code, carried(response)) == (400, ALWAYS)


def test_trace_is_refused(client):
    response = client.trace("/healthz")

    assert (response.status_code, carried(response)) == (405, ALWAYS)


UNREADABLE = [
    "/a%00b/",
    "/healthz?q=%00",
    "/healthz?q=%ff",
    "/healthz?%ED%A0%80=1",
    "/healthz?q=%ED%BF%BF",
]


@pytest.mark.parametrize("address", UNREADABLE)
def test_a_path_or_query_with_nul_or_surrogates_is_400_with_a_sentence(client, address):
    response = client.get(address)

    assert response.status_code == 400
    assert "This link has characters that no page uses." in response.content.decode()


@pytest.mark.parametrize("address", ["/a%FFb/", "/a%ED%A0%80b/"])
def test_a_path_of_invalid_utf8_is_404(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "cookie", ["a=\0", 'session="\\000"', "a=\xff", 'b="x\\000y"; c=1', "a=\xed\xa0\x80"]
)
def test_a_malformed_cookie_is_400_with_a_sentence(client, cookie):
    response = client.get("/healthz", HTTP_COOKIE=cookie)

    assert response.status_code == 400
    assert "Your browser sent a cookie that we can’t read." in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/healthz?q=%F0%9F%99%82", "/healthz?q=%C3%A9%2500", "/healthz?q=a+b%0A"]
)
def test_a_path_in_any_script_is_accepted(client, address):
    assert client.get(address, HTTP_COOKIE="kept=\xc3\xa9").content == b"alive\n"


SAYS = {
    "/a_bad_request/": "Write a whole number of miles, &lt;for&gt; example 25.",
    "/closed/": "You can’t open this page",
    "/nothing/": "We can’t find this page",
    "/gone/": "This listing was removed on 2 May.",
    "/too_often/": "Too many requests",
    "/broken/": "Something broke on our side",
}


@pytest.mark.parametrize(("address", "words"), SAYS.items())
def test_an_error_page_says_what_happened_and_links_on(site, address, words):
    page = site.get(address).content.decode()

    for part in (
        words,
        'href="/"',
        'href="/clinics/"',
        'href="tel:988"',
        'href="/static/directory/css/site.css"',
    ):
        assert part in page


def test_refusals_by_django_show_our_pages(site):
    assert "elsewhere" not in site.get("/answer/", HTTP_HOST="elsewhere.example").content.decode()


def test_429_has_retry_after(site):
    assert site.get("/too_often/").headers["Retry-After"] == "90"


def test_a_server_error_shows_no_traceback(site):
    assert "marker-in-the-fault" not in site.get("/broken/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_query_that_times_out_is_503_with_retry_after(site, caplog):
    response = site.get("/slow/")

    assert (response.status_code, response.headers["Retry-After"], carried(response)) == (503, "30", ALWAYS)
    assert "We can’t answer right now" in response.content.decode()
    assert [record.getMessage() for record in caplog.records if record.name == "config.database"] == [
        "The database did not answer: canceling statement due to statement timeout"
    ]
    assert {the_limit_of_a_session() for _session in range(8)} == {"1min"}  # of tests/settings.py


def the_limit_of_a_session():
    """The statement timeout of a new session: settings of a test in a pooled one would reach other tests."""
    connection.close()
    with connection.cursor() as cursor:
        return cursor.execute("SHOW statement_timeout").fetchone()[0]


def a_middleware_that_asks_the_database(get_response):
    def middleware(request):
        raise OperationalError("gone")

    return middleware


def test_an_unreachable_database_in_middleware_is_503_too(site, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.a_middleware_that_asks_the_database"]

    assert site.get("/answer/").status_code == 503


def test_error_pages_need_no_collected_static_files(site, settings):
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.static.StaticFilesStorage"}}
    settings.STATIC_ROOT = Path("/nowhere")

    response = site.get("/broken/")

    assert response.status_code == 500
    assert 'href="/static/directory/css/site.css"' in response.content.decode()


def test_healthz_needs_no_database(client):
    response = client.get("/healthz")  # no database is allowed in this test

    assert (response.status_code, response.content, response.headers["Cache-Control"]) == (
        200,
        b"alive\n",
        "no-store",
    )


@pytest.mark.django_db
def test_readyz_queries_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")

    assert (response.status_code, response.content, response.headers["Cache-Control"]) == (
        200,
        b"ready\n",
        "no-store",
    )


def test_cookies_signed_with_the_legacy_salt_are_not_accepted():
    assert settings.SIGNED_COOKIE_LEGACY_SALT_FALLBACK is False
