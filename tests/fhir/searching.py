"""A directory for tests of /fhir/, and how they ask it."""

from urllib.parse import urlencode, urlsplit

import pytest

from directory.models import Organization
from tests.support.factories import make_listing, take_down
from tests.support.published import days_ago, noon, person

DENVER = {"latitude": 39.7392, "longitude": -104.9903, "point_source": "given"}
NEAR_DENVER = "39.74|-104.99|50|mi"


@pytest.fixture(scope="module")
def clinics(invented):
    """The invented clinics, and some that are harder: a group, names that fold, one lapsed, one removed."""
    chain = Organization.objects.create(name="Überhaus Group", slug="ueberhaus-group")
    make_listing(name="Überhaus Eins", organization=chain, street="1 Rue de l'Église", **DENVER)
    make_listing(name="St. Brigid’s", alias="Überhaus Zwei", organization=chain, npi="1234567893", **DENVER)
    make_listing(
        name="Two Ways: IV",
        route=["iv"],
        insurance=["superbill"],
        offerings=[
            {"route": "iv", "format": "group", "monitoring": ["spo2"]},
            {"route": "sublingual", "setting": "home_remote"},
            {"route": "sublingual", "setting": "home_remote"},
        ],
        practitioners=[
            person("Ana Ruiz", npi="1234567893", license="pmhnp", roles=["prescriber", "leads"]),
            person("Ana Ruiz", license="md", roles=["monitor"]),
            person("Zoë O’Neill", license="", roles=[]),
        ],
    )
    make_listing(name="Lapsed House", at=noon(days_ago(200)), **DENVER)
    take_down(make_listing(name="Removed House", **DENVER))
    return chain


def ask(client, address, *pairs, **parameters):
    """The JSON of a search that succeeds: ask(client, "Location", near="39|-104")."""
    query = urlencode([*pairs, *((name.replace("__", ":"), value) for name, value in parameters.items())])
    response = client.get(f"/fhir/{address}{'?' if query else ''}{query}")
    assert response.status_code == 200, response.content
    return response.json()


def link(bundle, relation):
    """The path and query of a link of a Bundle; None where it has none."""
    urls = [one["url"] for one in bundle["link"] if one["relation"] == relation]
    return urlsplit(urls[0])._replace(scheme="", netloc="").geturl() if urls else None


def walk(client, address):
    """The Bundles of a search, page by page, by their links."""
    while address:
        response = client.get(address)
        assert response.status_code == 200, response.content
        bundle = response.json()
        yield bundle
        address = link(bundle, "next")


def references(bundle, mode="match"):
    """["Location/165b…", …] of the entries of a Bundle."""
    return [
        f"{entry['resource']['resourceType']}/{entry['resource']['id']}"
        for entry in bundle.get("entry", ())
        if entry["search"]["mode"] == mode
    ]


def names(bundle):
    return [entry["resource"].get("name") for entry in bundle.get("entry", ())]
