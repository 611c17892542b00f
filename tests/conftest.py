"""What every test stands on: no network, and a browser for those that ask for one."""

import gc
import ipaddress
import os
import shutil
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.management.commands import flush
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection, transaction
from django.db.backends.postgresql.creation import DatabaseCreation
from django.template.base import Template
from django.test import utils
from django.utils import timezone
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from tests.support import factories
from tests.support.serving import serving, the_one_of_this_run

# A busy machine is no fault of what is tested: no clock decides, and every run draws the same examples.
settings.register_profile(
    "patient", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

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
# Of the window's own: a list below its address line, loaded anew for each visitor in a third of a second.
ARGUMENTS += ["--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"]
ARGUMENTS += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"]


def refuse_the_network(event, arguments):
    """An audit hook: it sees what every library does, C code of Python's own too, and cannot be undone."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and not is_here(address[0]):
            raise OSError(f"Tests use no network, and this one wants {address[0]}.")
    elif event == "socket.getaddrinfo" and not is_here(arguments[0]):
        raise OSError(f"Tests use no network, and this one asks for {arguments[0]}.")


def is_here(host):
    if isinstance(host, bytes):
        host = host.decode()
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


sys.addaudithook(refuse_the_network)

# The tests start many processes, and each would compile every library anew where nothing may be kept.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    compiled = Path(__file__).resolve().parents[1] / ".pytest_cache" / "compiled"
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(compiled))


def pytest_collection_finish():
    """What is there when the first test begins stays to the end: the collector need not look through it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


# The pages of the tests are served in small writes, each of which would wait 40 ms for the one before it.
WSGIRequestHandler.disable_nagle_algorithm = True

# Django's tests keep a copy of the context of every template that is drawn. Ours read the page.
utils.instrumented_test_render = Template._render

APPEND_ONLY = "directory_event"  # its trigger refuses to delete
# Made by the migrations, and by no test: the same rows for all of them.
LEFT_ALONE = ("django_content_type", "auth_permission", "directory_place")


@pytest.fixture(scope="session", autouse=True)
def quick_emptying():
    """Between tests that commit, what they wrote is taken away by our own function."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(flush.Command, "handle", lambda self, **options: empty_the_tables())
        patched.setattr(DatabaseCreation, "_destroy_test_db", drop_even_if_a_thread_is_connected)
        yield


def drop_even_if_a_thread_is_connected(creation, name, verbosity):
    creation.connection.close_pool()
    with creation._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {creation.connection.ops.quote_name(name)} WITH (FORCE)")


def empty_the_tables():
    """As Django's flush, but quick: only tables that hold rows, in one transaction, by DELETE.

    Nothing here needs more than the owner of the tables may, so that any role that creates databases will do.
    """
    names = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    names = [name for name in names if name not in LEFT_ALONE]
    with transaction.atomic(), in_any_order() as cursor:
        held = " UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in names)
        for (name,) in cursor.execute(held).fetchall():
            cursor.execute(f"DELETE FROM {name}")


@contextmanager
def in_any_order():
    """A cursor that takes rows away and puts them in whatever refers to them, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"ALTER TABLE {APPEND_ONLY} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute(f"ALTER TABLE {APPEND_ONLY} ENABLE TRIGGER USER")


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory):
    """A stopped cluster that holds the demonstration, to be copied: made by whoever needs it first."""
    with the_one_of_this_run(tmp_path_factory) as place:
        if not (place / "postgres").exists():
            with serving(place, os.environ):
                pass
            assert not (place / "postgres/postmaster.pid").exists(), "It still runs: no copy would start."
    return place / "postgres"


@pytest.fixture(scope="module")
def lasting(django_db_setup, django_db_blocker):
    """What is made after this fixture is there for every test of a file, and none of it after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        with connection.cursor() as cursor:  # one transaction, idle in between
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def believed(monkeypatch):
    """A browser that is driven types faster than people do, and is taken for one all the same."""
    monkeypatch.setattr("directory.web.form_token.QUICKEST", timedelta(0))


def the_browser():
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def pytest_xdist_auto_num_workers(config):
    """`-n auto`: two processes for the whole suite, none beside this one for a part of it."""
    whole = config.args_source is config.ArgsSource.TESTPATHS and not config.option.keyword
    return min(2, os.process_cpu_count() or 1) if whole else 0


# Longest first, so that neither of two processes waits for the other at the end.
LONG = """
demo bad_input embedded_server notebook_saving keyboard results_journey no_javascript page_weight
notebook_journey import_clinics accounts notebook_dress accessibility clinic_journey debian_server send_mail
portal_scope portal reports joining_journey access naughty moderator_journey queue joining_pages nothing_leaks
random_walk fixtures query_counts decisions_whole gazetteer environment catalog_under_load notebook_pages
""".split()  # noqa: SIM905
TOGETHER = ("keyboard", "results_journey", "no_javascript", "page_weight")  # each loads the invented clinics


def pytest_xdist_make_scheduler(config, log):
    """One process for each file, and for those of TOGETHER."""

    class Files(LoadFileScheduling):
        def _split_scope(self, nodeid):
            file = super()._split_scope(nodeid)
            return "together" if file.endswith(tuple(f"test_{name}.py" for name in TOGETHER)) else file

    return Files(config, log)


def pytest_collection_modifyitems(items):
    """The longest files first. Without a browser its tests are skipped, or fail on demand."""
    place = {f"test_{name}": number for number, name in enumerate(LONG)}
    items.sort(key=lambda item: place.get(item.path.stem, len(LONG)))
    if the_browser() or os.environ.get("REQUIRE_BROWSER") == "1":
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=f"no browser installed: none of {', '.join(BROWSERS)}"))


@pytest.fixture(scope="session")
def places(django_db_setup, django_db_blocker):
    """The real ZIP codes and towns, loaded once for the whole run. Use it together with `db`."""
    from directory.places import gazetteer

    with django_db_blocker.unblock():
        gazetteer.load(gazetteer.rows())


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium, of Playwright's synchronous interface."""
    from playwright.sync_api import Browser, Locator, sync_playwright

    executable = the_browser()
    assert executable, f"REQUIRE_BROWSER=1, and none of {', '.join(BROWSERS)} is installed."
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and Django takes any loop for a coroutine that
        # would block. No coroutine of ours runs in it.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        environment.setattr(Locator, "click", until_read(Locator.click))
        environment.setattr(Browser, "new_context", at_rest(Browser.new_context))
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS, headless=True)
        yield browser
        browser.close()


def until_read(click):
    """Where a click leads to another page, it ends when that page is there, not when its first byte came."""

    def clicked(locator, *arguments, **options):
        click(locator, *arguments, **options)
        locator.page.wait_for_load_state()

    return clicked


def at_rest(new_context):
    """Readers who ask for less motion, unless a test says otherwise: a page that scrolls smoothly takes a
    second to bring a button under the pointer.
    """

    def made(browser, **dress):
        return new_context(browser, **({"reduced_motion": "reduce"} | dress))

    return made


@pytest.fixture
def strangers():
    """The addresses outside the site that a page has asked for; `page` fails the test unless it is empty."""
    return []


def watch(context, site, strangers):
    """Write down what a context asks of anybody but the site. None of it arrives: see ARGUMENTS."""
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
def today():
    return timezone.localdate()


@pytest.fixture
def house(db):
    """The organization of a listed clinic, and its owner."""
    clinic = factories.make_listing(name="Tern House", email="desk@tern-house.example").clinic
    owner = factories.make_owner(clinic)
    return clinic.organization, owner


@pytest.fixture(autouse=True)
def locks_are_taken_first():
    """A statement that waits for a row brings that row up to date, and nothing that it has joined to it."""
    with connection.execute_wrapper(refuse_to_read_while_waiting):
        yield


def refuse_to_read_while_waiting(execute, sql, parameters, many, context):
    locks = isinstance(sql, str) and " FOR UPDATE" in sql
    assert not locks or (" JOIN " not in sql and sql.count("SELECT ") == 1), f"It reads while it waits: {sql}"
    return execute(sql, parameters, many, context)
