"""Clients of this field, fhirpy and fhirclient, walk every type, as they are; served inside this process."""

from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from fhirclient.client import FHIRClient
from fhirclient.models.healthcareservice import HealthcareService
from fhirclient.models.location import Location
from fhirclient.models.organization import Organization
from fhirclient.models.practitioner import Practitioner
from fhirclient.models.practitionerrole import PractitionerRole
from fhirclient.models.verificationresult import VerificationResult
from fhirclient.server import FHIRNotFoundException
from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import OperationOutcome, ResourceNotFound

from tests.fhir.searching import NEAR_DENVER, ask, clinics  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clinics", "served")]

BASE = "http://testserver/fhir"
MODELS = (Organization, Location, HealthcareService, Practitioner, PractitionerRole, VerificationResult)
TYPES = [model.__name__ for model in MODELS]


@pytest.fixture
def served(monkeypatch):
    """Every request of the library `requests` is answered by this process: its rows are in no other yet."""

    def send(adapter, request, **options):
        url = urlsplit(request.url)
        assert url.netloc == "testserver", "It asks another host."
        response = Client().generic(
            request.method,
            url._replace(scheme="", netloc="").geturl(),
            request.body or b"",
            request.headers.get("Content-Type", ""),
            headers=dict(request.headers),
        )
        return as_requests_has_it(request, response)

    monkeypatch.setattr(requests.adapters.HTTPAdapter, "send", send)


def as_requests_has_it(request, response):
    had = requests.Response()
    had.status_code, had.reason, had.url, had.request = response.status_code, "", request.url, request
    had.headers.update({name: value for name, value in response.items() if name != "Content-Encoding"})
    had._content = gunzipped(response)
    return had


def gunzipped(response):
    import gzip

    return gzip.decompress(response.content) if response.has_header("Content-Encoding") else response.content


@pytest.fixture
def fhirpy():
    return SyncFHIRClient(BASE)


@pytest.fixture
def smart():
    client = FHIRClient(settings={"app_id": "tests", "api_base": BASE})
    client.prepare()
    return client


@pytest.mark.parametrize("resource_type", TYPES)
def test_fhirpy_walks_a_type_and_counts_it(client, fhirpy, resource_type):
    total = ask(client, resource_type, _count=0)["total"]
    searched = fhirpy.resources(resource_type)

    ids = [resource["id"] for resource in searched.limit(100).fetch_all()]

    assert (len(set(ids)), len(ids), searched.count()) == (total, total, total)


@pytest.mark.parametrize("model", MODELS, ids=TYPES)
def test_fhirclient_walks_a_type(client, smart, model):
    total = ask(client, model.__name__, _count=0)["total"]

    ids = [resource.id for resource in model.where({"_count": "100"}).perform_resources_iter(smart.server)]

    assert (len(set(ids)), len(ids)) == (total, total)


def test_fhirpy_searches_near_with_what_is_there(client, fhirpy):
    searched = fhirpy.resources("Location").search(near=NEAR_DENVER).limit(3)
    searched = searched.revinclude("HealthcareService", "location")

    bundle = searched.fetch_raw()
    rows = searched.fetch_all()

    services = [one for one in bundle.entry if one.resource.resource_type == "HealthcareService"]
    assert {service.resource["location"][0]["reference"].split("/")[1] for service in services} == {
        one.resource["id"] for one in bundle.entry if one.resource.resource_type == "Location"
    }
    assert len(rows) == ask(client, "Location", near=NEAR_DENVER)["total"]


def test_fhirpy_writes_parameters_in_its_own_way(client, fhirpy):
    """address_state, name__contains, and `_elements` with resourceType in it."""
    in_colorado = fhirpy.resources("Location").search(address_state="CO", name__contains="house")

    found = {one["name"] for one in in_colorado.elements("id", "name").fetch_all()}

    expected = ask(client, "Location", ("address-state", "CO"), ("name:contains", "house"), _count=500)
    assert found
    assert found == {entry["resource"]["name"] for entry in expected["entry"]}


def test_both_read_a_resource_by_its_id(client, fhirpy, smart):
    (entry,) = ask(client, "Location", name="Two Ways")["entry"]
    resource = entry["resource"]

    assert fhirpy.resource("Location", id=resource["id"]).is_valid is not None
    assert fhirpy.reference("Location", resource["id"]).to_resource().serialize() == resource
    assert Location.read(resource["id"], smart.server).as_json() == resource


def test_both_learn_what_is_not_there(fhirpy, smart):
    with pytest.raises(ResourceNotFound):
        fhirpy.reference("Location", "4f1c1fd4-6f35-4d7c-9d3c-3c8b9c2d0f11").to_resource()
    with pytest.raises(FHIRNotFoundException):
        Location.read("4f1c1fd4-6f35-4d7c-9d3c-3c8b9c2d0f11", smart.server)


def test_a_misspelled_parameter_is_told_to_a_user_of_fhirpy(fhirpy):
    with pytest.raises(OperationOutcome) as told:
        fhirpy.resources("Location").search(nmae="x").fetch()

    assert "nmae" in str(told.value)


def test_has_of_fhirpy_is_refused(fhirpy):
    """A server that passed over it would return everything."""
    with pytest.raises(OperationOutcome):
        fhirpy.resources("Location").has("HealthcareService", "location", name="x").fetch()
