"""The documents that describe the data to programs, made from the spine: JSON Schema, CSVW, OpenAPI …"""

from collections.abc import Callable
from functools import cache
from typing import Any

import orjson
from django import forms
from django.http import HttpResponse
from django.utils import translation

from directory.exchange.schemas.csvw import csv_metadata
from directory.exchange.schemas.datapackage import data_package
from directory.exchange.schemas.json_schema import clinic_schema
from directory.exchange.schemas.openapi import openapi_document
from directory.facts.facets import FACETS, Facet
from directory.search.query import FIELDS, MAX_CHARACTERS, SEVERAL_VALUED, WholeNumberField
from directory.web.errors import NotFound
from directory.web.open_data import open_data
from directory.web.public_page import public_page

DESCRIPTIONS = {
    "q": "These are words to search for, such as the name of a clinic.",
    "near": "This is a place: a town, a ZIP code, an address, or a point such as 39.7,-105.",
    "within": "This is the distance from the place, in statute miles.",
    "me": "This is what a person has, takes or needs. Clinics that say no to it are left out.",
    "organization": "This is the slug of an organization.",
    "order": "This is the order of the clinics.",
    "page": "This is the number of the page, from 1.",
}


def document(make: Callable[[], dict[str, Any]], media_type: str) -> Callable:
    """A view of a document that never changes while the release runs."""

    @cache
    def body() -> bytes:
        with translation.override("en"):
            return orjson.dumps(make(), option=orjson.OPT_APPEND_NEWLINE)

    @open_data(parameters=())
    @public_page
    def view(request, *, version, today):
        return HttpResponse(body(), content_type=media_type)

    return view


def list_parameters() -> list[dict[str, Any]]:
    """The parameters of a search, as OpenAPI writes them."""
    return [
        {
            "name": name,
            "in": "query",
            "description": DESCRIPTIONS.get(name) or describe_facet(FACETS[name]),
            "required": False,
            "schema": parameter_schema(name, field),
        }
        for name, field in FIELDS.items()
    ]


def describe_facet(facet: Facet) -> str:
    return f"It keeps the clinics whose answer to “{facet.label}” is one of these."


def parameter_schema(name: str, field: forms.Field) -> dict[str, Any]:
    if isinstance(field, WholeNumberField):
        return {"type": "integer", "minimum": field.minimum, "maximum": field.maximum}
    if isinstance(field, forms.ChoiceField):
        options = [
            {"const": str(code), "title": str(label)} for code, label in field.choices if str(code) != ""
        ]
        return (
            {"type": "array", "items": {"oneOf": options}} if name in SEVERAL_VALUED else {"oneOf": options}
        )
    return {"type": "string", "maxLength": MAX_CHARACTERS[name]}


clinic_schema_json = document(clinic_schema, "application/schema+json")
csv_metadata_json = document(csv_metadata, "application/csvm+json")
data_package_json = document(data_package, "application/json")
openapi_json = document(
    lambda: openapi_document(list_parameters()), "application/vnd.oai.openapi+json;version=3.1"
)


@open_data
def nowhere(request, rest):
    """Every address below /data/ and /id/ that is none: a problem, and not a page for people."""
    raise NotFound
