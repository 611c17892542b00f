"""Settings and plugins of all tests. The fixtures are in tests/support: database, browsing, factories."""

import gc
import os
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.template.base import PartialTemplate, Template
from django.test.utils import _TestState, instrumented_test_render
from django.utils import timezone
from hypothesis import HealthCheck, settings

from tests.support import factories, network  # noqa: F401  (network: importing it refuses the network)

pytest_plugins = [
    "tests.support.database",
    "tests.support.demonstration",
    "tests.support.browsing",
    "tests.support.accounts",
    "tests.support.portal",
]

# A slow machine is not a failure: no deadline, and every run draws the same examples.
settings.register_profile(
    "repeatable", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")

# Tests start many processes, and each would compile every library anew where no bytecode may be written.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    compiled = Path(__file__).resolve().parents[1] / ".pytest_cache" / "compiled"
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(compiled))


def pytest_collection_finish():
    """Objects made before the first test live to the end, so the garbage collector need not visit them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)


def pytest_xdist_auto_num_workers(config):
    """`-n auto`: three processes for a whole run or a tier, no extra process for chosen files.

    Two cores have room for three, because a third of their time tests wait: for a browser, a server, a clock.
    """
    whole = config.args_source is config.ArgsSource.TESTPATHS and not config.option.keyword
    return min(3, (os.process_cpu_count() or 1) + 1) if whole else 0


@pytest.fixture(scope="session", autouse=True)
def without_contexts(django_test_environment):
    """Render templates as the site does. A page with a form has many small ones.

    Django would copy the context of each into the response of its test client.
    """
    state = _TestState.saved_data
    Template._render, PartialTemplate._render = state.template_render, state.partial_template_render


@pytest.fixture
def contexts(monkeypatch, without_contexts):
    """For tests that read `response.context`."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture
def django_assert_num_queries(django_assert_num_queries):
    """pytest-django's, in a process that knows the content types: it asks for each of them once."""
    ContentType.objects.get_for_models(*apps.get_models())
    return django_assert_num_queries


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def house(db):
    """(the organization of a listed clinic, its owner)."""
    clinic = factories.make_listing(name="Tern House", email="desk@tern-house.example").clinic
    owner = factories.make_owner(clinic)
    return clinic.organization, owner
