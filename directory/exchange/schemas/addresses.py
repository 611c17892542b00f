"""Every address of open data, as OpenAPI describes it.

tests/views/data/test_openapi.py compares the paths with those of the URL configuration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from directory.exchange.schemas import csvw, datapackage, json_schema

JSON = "application/json"
NDJSON = "application/x-ndjson"
ATOM = "application/atom+xml"
FHIR_JSON = "application/fhir+json"
PROBLEM = "application/problem+json"
ANY_OBJECT = {"type": "object"}
TEXT = {"type": "string"}


@dataclass(frozen=True)
class Address:
    """An address that is read with GET, and with HEAD.

    path        as OpenAPI writes it: /data/clinics/{id}.json
    name        the id of the operation
    content     media type → schema of a 200; {} where there is none
    parameters  names of the document's components; "list" stands for all parameters of a search
    others      status → a sentence, for every other answer that is no problem
    problems    the statuses of its problems, besides those that every address may give
    method      in lower case
    """

    path: str
    name: str
    summary: str
    description: str
    content: Mapping[str, Any] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    others: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[int, ...] = (400,)
    method: str = "get"


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


NOT_MODIFIED = {304: "Nothing has changed since the answer whose ETag was sent."}
LISTS = (
    Address(
        "/clinics.json",
        "searchClinics",
        "Search for clinics",
        "This gives the clinics that a search finds, page by page. For all of them take the bulk files.",
        {JSON: ref("SearchResults")},
        ("list", "per_page"),
        NOT_MODIFIED,
        (400, 404),
    ),
    Address(
        "/clinics.csv",
        "searchClinicsAsCsv",
        "Search for clinics, as a table",
        "This gives all clinics that a search finds as one CSV. Another document describes its columns.",
        {"text/csv": TEXT},
        ("list", "spreadsheet"),
        NOT_MODIFIED,
    ),
    Address(
        "/clinics.atom",
        "followSearch",
        "Follow a search in a feed reader",
        "This gives the clinics that a search finds as an Atom feed, the latest change first.",
        {ATOM: TEXT},
        ("list", "before"),
        NOT_MODIFIED,
    ),
    Address(
        "/merged.json",
        "listMergedClinics",
        "List the clinics that became part of another",
        "This gives each clinic that was merged into another one, and the id of the one that was kept.",
        {JSON: ANY_OBJECT},
        others=NOT_MODIFIED,
    ),
)
RECORDS = (
    Address(
        "/data/clinics/{id}.json",
        "readClinic",
        "Read one clinic",
        "This gives the record of one clinic by its permanent id.",
        {JSON: ref("Record")},
        ("id",),
        {301: "The clinic was merged into another one, whose record is there.", **NOT_MODIFIED},
        (400, 404, 410),
    ),
    Address(
        "/data/changes.ndjson",
        "readChanges",
        "Read what has changed since a version",
        "This gives one JSON object a line, each of the schema ChangeLine: first `from`, then what was put "
        "or deleted, last `to`. An answer without the last line was cut: keep the version that you had.",
        {NDJSON: TEXT | {"contentMediaType": NDJSON, "contentSchema": ref("ChangeLine")}},
        ("since",),
        NOT_MODIFIED,
        (400, 410),
    ),
    Address(
        "/id/clinic/{id}",
        "findClinic",
        "Find the page of a clinic",
        "This leads from the permanent id of a clinic to its page.",
        {},
        ("id",),
        {303: "The page of the clinic is there.", 301: "The clinic was merged into another one."},
        (400, 404, 410),
    ),
    Address(
        "/id/organization/{id}",
        "findOrganization",
        "Find the clinics of an organization",
        "This leads from the permanent id of an organization to its clinics.",
        {},
        ("id",),
        {
            303: "The clinics of the organization are there.",
            301: "The organization was joined to another one.",
        },
        (400, 404, 410),
    ),
)
FILES = (
    Address(
        "/data/index.json",
        "readManifest",
        "Read the list of bulk files",
        "This gives the newest bulk files with their sizes, checksums and numbers of rows.",
        {JSON: ref("Manifest")},
        others=NOT_MODIFIED,
        problems=(400, 404),
    ),
    Address(
        "/data/latest/{name}",
        "findLatestFile",
        "Find the newest bulk file of a name",
        "This leads to the newest file of a name. The file itself never changes.",
        {},
        ("name",),
        {302: "The newest file is there."},
        (400, 404),
    ),
    Address(
        "/data/files/{edition}/{name}",
        "readFile",
        "Read a bulk file",
        "This gives a compressed file, whole or one range of its bytes.",
        {"application/gzip": {"type": "string", "format": "binary"}},
        ("edition", "name"),
        {206: "This is the range that was asked for.", **NOT_MODIFIED},
        (400, 404, 416),
    ),
)
DOCUMENTS = (
    Address(
        "/data/",
        "readDataPage",
        "Read about the data in plain words",
        "This is a page for people: what there is, the license, and how to follow changes.",
        {"text/html": TEXT},
        others=NOT_MODIFIED,
        problems=(),
    ),
    Address(
        json_schema.ADDRESS,
        "readJsonSchema",
        "Read the JSON Schema of a record",
        "This is the JSON Schema (2020-12) of one record.",
        {"application/schema+json": ANY_OBJECT},
        others=NOT_MODIFIED,
    ),
    Address(
        csvw.ADDRESS,
        "readCsvMetadata",
        "Read the columns of the CSV, as CSV on the Web",
        "This describes every column of the CSV for programs of CSV on the Web.",
        {"application/csvm+json": ANY_OBJECT},
        others=NOT_MODIFIED,
    ),
    Address(
        datapackage.ADDRESS,
        "readDataPackage",
        "Read the columns of the CSV, as a Data Package",
        "This describes every column of the bulk CSV for programs of Frictionless Data.",
        {JSON: ANY_OBJECT},
        others=NOT_MODIFIED,
    ),
    Address(
        "/data/openapi.json",
        "readOpenApi",
        "Read this document",
        "This document describes every address of open data.",
        {"application/vnd.oai.openapi+json": ANY_OBJECT},
        others=NOT_MODIFIED,
    ),
    Address(
        "/data/map.csv",
        "readMapping",
        "Read where each statement stands in each format",
        "This gives one row for each statement and each part of a record: its place in every format.",
        {"text/csv": TEXT},
        others=NOT_MODIFIED,
    ),
    Address(
        "/data/changelog.atom",
        "followShape",
        "Follow changes of the shape of the data",
        "This feed tells of new keys, columns and codes, and a year ahead of what will be removed.",
        {ATOM: TEXT},
        others=NOT_MODIFIED,
    ),
)
FHIR = (
    Address(
        "/fhir/metadata",
        "readCapabilities",
        "Read what the FHIR server can do",
        "This is the CapabilityStatement of the FHIR R4 server. It names every search parameter.",
        {FHIR_JSON: ref("Resource")},
        ("fhir",),
        NOT_MODIFIED,
        (400, 406),
    ),
    Address(
        "/fhir/{type}",
        "searchResources",
        "Search for FHIR resources",
        "This gives a Bundle of the resources of one type that a search finds.",
        {FHIR_JSON: ref("Resource")},
        ("type", "fhir"),
        NOT_MODIFIED,
        (400, 404, 406),
    ),
    Address(
        "/fhir/{type}/_search",
        "searchResourcesByPost",
        "Search for FHIR resources with a form",
        "This is the same search, with its parameters in the body.",
        {FHIR_JSON: ref("Resource")},
        ("type", "fhir"),
        {},
        (400, 404, 406, 413, 415),
        method="post",
    ),
    Address(
        "/fhir/{type}/{resource}",
        "readResource",
        "Read one FHIR resource",
        "This gives one resource by its type and id.",
        {FHIR_JSON: ref("Resource")},
        ("type", "resource", "fhir"),
        {301: "The clinic was merged into another one.", **NOT_MODIFIED},
        (400, 404, 406, 410),
    ),
)
ADDRESSES = (*LISTS, *RECORDS, *FILES, *DOCUMENTS, *FHIR)
