"""The documents that describe the data, as programs fetch them."""

import pytest

from directory.exchange.schemas.csvw import csv_metadata
from directory.exchange.schemas.datapackage import data_package
from directory.exchange.schemas.json_schema import clinic_schema

pytestmark = pytest.mark.django_db

DOCUMENTS = {
    "/data/clinic.schema.json": ("application/schema+json", clinic_schema),
    "/data/clinics.csv-metadata.json": ("application/csvm+json", csv_metadata),
    "/data/datapackage.json": ("application/json", data_package),
}


@pytest.mark.parametrize("address", DOCUMENTS)
def test_a_document_is_not_sent_twice_to_who_has_it(client, address):
    media_type, make = DOCUMENTS[address]

    response = client.get(address)
    again = client.get(address, headers={"If-None-Match": response["ETag"]})

    assert (response.status_code, response["Content-Type"], response.json()) == (200, media_type, make())
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    assert response["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("address", [*DOCUMENTS, "/data/openapi.json"])
def test_a_document_has_no_parameters(client, address):
    response = client.get(address, {"version": "2"})

    assert response.status_code == 400
    assert response.json()["errors"] == {"version": "There is no parameter “version”."}


@pytest.mark.parametrize("address", ["/data/clinic.schem.json", "/data/files/", "/id/clinic/", "/id/a"])
def test_an_address_of_the_data_that_is_none_is_a_problem(client, address):
    response = client.get(address)

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["detail"] == "There is nothing at this address."
