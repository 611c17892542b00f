"""The OpenAPI document: well formed, of each address of open data and no other, and as the site answers.

The libraries that check it are imported by the tests that need them: they take two seconds, and every
process of a test run imports every module of tests.
"""

import logging
import re
from contextlib import suppress

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import URLPattern
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable

from directory.exchange.schemas.openapi import openapi_document
from directory.urls import urlpatterns
from directory.views.data.documents import list_parameters
from directory.web.open_data import is_open_data
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db
EXAMPLES = 3  # of each address, in either mode
NOWHERE = {"data_nowhere", "id_nowhere", "fhir", "fhir_base", "fhir_nothing"}  # routes that only refuse
HEADERS = {"Host": "localhost", "Accept-Encoding": "identity"}


def described():
    return openapi_document(list_parameters())


def test_the_document_is_well_formed(client):
    from openapi_spec_validator import validate

    document = client.get("/data/openapi.json").json()

    assert document == described()
    # The statements are tried by test_schemas.py; the validator would take seconds for all of them.
    statements = document["components"]["schemas"]["statements"]
    statements["properties"] = {"route": statements["properties"]["route"]}
    validate(document)


def test_it_describes_every_address_of_open_data_and_no_other():
    routes = {
        re.sub(r"<\w+:\w+>", "{}", f"/{route.pattern}")
        for route in urlpatterns
        if isinstance(route, URLPattern) and is_open_data(route.callback) and route.name not in NOWHERE
    }

    assert {re.sub(r"{\w+}", "{}", path) for path in described()["paths"]} == routes


def test_it_allows_the_page_of_a_feed_to_be_empty_as_the_site_does(client):
    pattern = described()["components"]["parameters"]["before"]["schema"]["pattern"]

    for before in ("", "269-7", "269", "0-7"):
        answer = client.get("/clinics.atom", {"before": before})
        assert (answer.status_code == 200) == bool(re.search(pattern, before)), before


def test_each_operation_has_a_summary_and_a_sentence():
    operations = [one for methods in described()["paths"].values() for one in methods.values()]

    assert [one["operationId"] for one in operations if not one["description"].endswith(".")] == []
    assert [one["operationId"] for one in operations if not one["summary"]] == []
    names = [one["operationId"] for one in operations]
    assert len(names) == len(set(names))


@pytest.fixture
def application():
    """The site as a WSGI application, in this process and its transaction."""
    signals = (request_started, request_finished)  # they would close the connection of the transaction
    for signal in signals:
        signal.disconnect(close_old_connections)
    logging.disable()
    yield WSGIHandler()
    logging.disable(logging.NOTSET)
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.slow
def test_the_site_answers_as_the_document_says(application):
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.checks import load_all_checks

    make_listing(route=["iv"])
    load_all_checks()
    schema = schemathesis.openapi.from_dict(described())
    schema.app = application
    for operation in (result.ok() for result in schema.get_all_operations()):
        try_out(operation, GenerationMode.POSITIVE)
        with suppress(Unsatisfiable):  # nothing about a request can be wrong: any text will do
            try_out(operation, GenerationMode.NEGATIVE)


def try_out(operation, mode):
    """Send random requests to an operation. Raises what is wrong with an answer."""
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    # The document can't say which places and organizations are known: those that are not are 400.
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate(headers=HEADERS, excluded_checks=[positive_data_acceptance])

    ask()
