"""Fixtures of tests that drive an installed Chromium with Playwright."""

import os
import shutil
from datetime import timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpResponse
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler
from pytest_django.live_server_helper import LiveServer

from config.static import join_stylesheets

# First Chromium without its window, where Debian's package of that name is there: the same engine, quicker.
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ARGUMENTS += ["--disable-component-update", "--no-first-run"]
# The list below the address line of the window is loaded anew for each visitor, in a third of a second.
ARGUMENTS += ["--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"]
ARGUMENTS += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]


def installed_browser():
    """The path of the first installed browser of BROWSERS, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def live_server(django_db_setup):
    """pytest-django's live server without Nagle's algorithm, which delays a response by 40 ms."""
    server = LiveServer("localhost", start=False)
    server.thread = ServerThread("localhost", connections_override={}, static_handler=StaticFiles)
    server.thread.daemon = True
    server.start()
    yield server
    server.stop()


class StaticFiles(StaticFilesHandler):
    """The static files as production answers them: one stylesheet, and a browser asks for each file once.

    With a stylesheet for each source, a page costs Chromium half as much again.
    """

    def serve(self, request):
        (joined,) = settings.STYLESHEETS
        if self.file_path(request.path) == joined:
            response = HttpResponse(stylesheet(), content_type="text/css; charset=utf-8")
        else:
            response = super().serve(request)
        response["Cache-Control"] = "max-age=315360000, public, immutable"
        return response


@cache
def stylesheet():
    return join_stylesheets(Path(finders.find(name)).read_text() for name in settings.STYLESHEET_SOURCES)


class RequestHandler(QuietWSGIRequestHandler):
    disable_nagle_algorithm = True
    under_way = set()  # the handlers that have read a request, and not yet answered it

    def parse_request(self):
        self.under_way.add(self)
        return super().parse_request()

    def handle_one_request(self):
        try:
            super().handle_one_request()
        finally:
            self.under_way.discard(self)


class ServerThread(LiveServerThread):
    def _create_server(self, connections_override=None):
        return self.server_class(
            (self.host, self.port),
            RequestHandler,
            allow_reuse_address=False,
            connections_override=connections_override,
        )


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium, of Playwright's synchronous interface."""
    from playwright.sync_api import Browser, Locator, sync_playwright

    executable = installed_browser()
    assert executable, f"REQUIRE_BROWSER=1, and none of {', '.join(BROWSERS)} is installed."
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django takes any loop for a coroutine that
        # would block. No coroutine of ours runs in it.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        environment.setattr(Locator, "click", click_and_load(Locator.click))
        environment.setattr(Browser, "new_context", with_reduced_motion(Browser.new_context))
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS, headless=True)
        yield browser
        browser.close()


def click_and_load(click):
    """Playwright's click, which returns when the page that it led to has loaded, not at its first byte."""

    def clicked(locator, *arguments, **options):
        click(locator, *arguments, **options)
        locator.page.wait_for_load_state()

    return clicked


def with_reduced_motion(new_context):
    """Playwright's new_context for a reader who asks for less motion, unless a test says otherwise.

    A page that scrolls smoothly takes a second to bring a button under the pointer.
    """

    def made(browser, **options):
        return new_context(browser, **({"reduced_motion": "reduce"} | options))

    return made


@pytest.fixture
def strangers():
    """The addresses outside the site that a page has asked for; `page` fails the test unless it is empty."""
    return []


def watch(context, site, strangers):
    """Note in a list what a context requests from other sites. None of these requests is answered."""
    home = urlsplit(site).netloc

    def look(url):
        address = urlsplit(url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != home:
            strangers.append(url)

    context.on("request", lambda request: look(request.url))
    context.on("page", lambda tab: tab.on("websocket", lambda socket: look(socket.url)))


@pytest.fixture
def page(chromium, live_server, strangers):
    """A tab with no history and no cookies. A request that leaves the site fails the test."""
    context = chromium.new_context(base_url=live_server.url)
    watch(context, live_server.url, strangers)
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    yield tab
    context.close()
    assert strangers == []


@pytest.fixture
def believed(monkeypatch):
    """Accept forms that are sent within two seconds, as a driven browser and robots do."""
    monkeypatch.setattr("directory.web.form_token.MIN_AGE", timedelta(0))


def pytest_collection_modifyitems(items):
    """Without a browser its tests are skipped with the reason, or fail where REQUIRE_BROWSER=1."""
    if installed_browser() or os.environ.get("REQUIRE_BROWSER") == "1":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=f"no browser installed: none of {', '.join(BROWSERS)}"))
