"""The OpenAPI 3.1 document of every address of open data: /data/openapi.json."""

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings

from directory.exchange.schemas.about import DESCRIPTION, LICENSE_ADDRESS, LICENSE_TITLE, SHAPE_VERSION, TITLE
from directory.exchange.schemas.addresses import ADDRESSES, FHIR_JSON, PROBLEM, TEXT, Address, ref
from directory.exchange.schemas.json_schema import COUNT, DRAFT, MOMENT, UUID, definitions

ADDRESS = "/data/openapi.json"
VERSION = {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9]+$"}  # of the directory: its history, a number
EDITION = {"type": "string", "pattern": r"^[0-9a-f]{8}-[0-9]+(\.[0-9]+)?$"}  # of the files of a version
EVERYWHERE = (414, 429, 503)  # the problems that every address may give
PROBLEM_SENTENCES = {
    400: "The request is wrong: `errors` has a sentence for each parameter.",
    404: "There is nothing at this address.",
    406: "This address does not give that media type.",
    410: "What was at this address has been removed.",
    413: "The body is too long.",
    414: "The address is too long: ask for less at once.",
    415: "This address does not read that media type.",
    416: "The file has no such range of bytes.",
    429: "There were too many requests: wait for as long as Retry-After says.",
    503: "The directory can’t be read at the moment: wait for as long as Retry-After says.",
}


def openapi_document(list_parameters: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The document.

    list_parameters  the parameters of a search, as OpenAPI writes them: search/ knows them, a higher room
    """
    paths: dict[str, Any] = {}
    for address in ADDRESSES:
        operation = _operation(address, list_parameters)
        paths.setdefault(address.path, {})[address.method] = operation
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": DRAFT,
        "info": {
            "title": TITLE,
            "summary": "Open data, to search, to copy and to follow.",
            "description": f"{DESCRIPTION} Every address is read without a key and from any origin.",
            "version": f"{SHAPE_VERSION}.0",
            "license": {"name": LICENSE_TITLE, "url": LICENSE_ADDRESS},
            "contact": {"name": settings.SITE_NAME, "url": f"{settings.SITE_URL}/data/"},
        },
        "servers": [{"url": settings.SITE_URL, "description": settings.SITE_NAME}],
        "security": [],
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "parameters": PARAMETERS,
            "responses": {f"Problem{status}": _problem(status) for status in _statuses_of_problems()},
        },
    }


def _operation(address: Address, list_parameters: Sequence[dict[str, Any]]) -> dict[str, Any]:
    parameters = []
    for name in address.parameters:
        own = {"$ref": f"#/components/parameters/{name}"}
        parameters += list_parameters if name == "list" else [own]
    content = {media_type: {"schema": schema} for media_type, schema in address.content.items()}
    responses = {"200": {"description": "This is what was asked for.", "content": content}} if content else {}
    responses |= {str(status): {"description": text} for status, text in address.others.items()}
    is_fhir = FHIR_JSON in address.content
    for status in (*address.problems, *EVERYWHERE):
        problem = _refusal_of_fhir(status) if is_fhir else {"$ref": f"#/components/responses/Problem{status}"}
        responses[str(status)] = problem
    operation = {
        "operationId": address.name,
        "summary": address.summary,
        "description": address.description,
        "parameters": parameters,
        "responses": responses,
    }
    if address.method == "post":
        form = {"application/x-www-form-urlencoded": {"schema": {"type": "object"}}}
        operation["requestBody"] = {"description": "These are the parameters of the search.", "content": form}
    return operation


def _statuses_of_problems() -> list[int]:
    of_addresses = {status for one in ADDRESSES if FHIR_JSON not in one.content for status in one.problems}
    return sorted({*of_addresses, *EVERYWHERE})


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": PROBLEM_SENTENCES[status],
        "content": {PROBLEM: {"schema": ref("Problem")}},
    }


def _refusal_of_fhir(status: int) -> dict[str, Any]:
    return {
        "description": PROBLEM_SENTENCES[status],
        "content": {FHIR_JSON: {"schema": ref("Resource")}},
    }


def _parameter(name: str, sentence: str, schema: dict[str, Any], place: str = "path") -> dict[str, Any]:
    required = place == "path"
    return {"name": name, "in": place, "description": sentence, "required": required, "schema": schema}


PARAMETERS = {
    "id": _parameter("id", "This is the permanent id.", UUID),
    "since": _parameter(
        "since", "This is the version of the directory that you have, as `to` said it.", VERSION, "query"
    )
    | {"required": True},
    "edition": _parameter(
        "edition", "These are the files of one version, as the manifest has them.", EDITION
    ),
    "name": _parameter("name", "This is the name of a file, as the manifest has it.", TEXT),
    "per_page": _parameter(
        "per_page",
        "This is how many clinics a page has.",
        {"type": "integer", "minimum": 1, "maximum": 200, "default": 20},
        "query",
    ),
    "before": _parameter(
        "before",
        "Where an older page of the feed begins, as the link `next` of the one before has it. Empty is none.",
        {"type": "string", "pattern": "^([1-9][0-9]{0,17}-[1-9][0-9]{0,8})?$"},
        "query",
    ),
    "spreadsheet": _parameter(
        "spreadsheet", "1 begins the file with a byte order mark, for Excel.", {"enum": ["1"]}, "query"
    ),
    "type": _parameter("type", "This is the type of the resource, such as Location.", TEXT),
    "resource": _parameter("resource", "This is the id of the resource.", TEXT),
    "fhir": {
        "name": "parameters",
        "in": "query",
        "description": "These are the search parameters that the CapabilityStatement names.",
        "required": False,
        "style": "form",
        "explode": True,
        "schema": {"type": "object", "additionalProperties": TEXT},
    },
}


def _schemas() -> dict[str, Any]:
    """The components: the definitions of a record, and what is around records."""
    in_components = json.dumps(definitions()).replace("#/$defs/", "#/components/schemas/")
    return {
        **json.loads(in_components),
        "Record": {
            "description": "This is one record.",
            **ref("clinic"),
            "unevaluatedProperties": False,
        },
        "SearchResults": _search_results(),
        "ChangeLine": _change_line(),
        "Manifest": _manifest(),
        "Problem": _problem_schema(),
        "Resource": {
            "description": "This is a resource of FHIR R4 (4.0.1).",
            "type": "object",
            "properties": {"resourceType": {"type": "string"}},
            "required": ["resourceType"],
        },
    }


def _search_results() -> dict[str, Any]:
    records = {"type": "array", "items": ref("Record")}
    return {
        "description": "This is one page of the clinics that a search finds.",
        "type": "object",
        "properties": {
            "total": {
                "description": "This is the number of clinics on all pages.",
                "type": "integer",
                "minimum": 0,
            },
            "next": {
                "description": "This is the next page, or null on the last one.",
                "type": ["string", "null"],
            },
            "results": records,
            "by_video": records,
        },
        "required": ["total", "next", "results"],
        "additionalProperties": False,
    }


def _change_line() -> dict[str, Any]:
    tombstone = {
        "op": {"const": "delete"},
        "id": UUID,
        "changed_in": COUNT,
        "removed_at": MOMENT,
        "replaced_by": {"anyOf": [{"type": "null"}, UUID]},
    }
    return {
        "description": "This is one line of the changes.",
        "oneOf": [
            _closed({"op": {"const": "from"}, "version": VERSION}),
            _closed({"op": {"const": "to"}, "version": VERSION}),
            {
                **ref("clinic"),
                "properties": {"op": {"const": "put"}},
                "required": ["op"],
                "unevaluatedProperties": False,
            },
            _closed(tombstone),
        ],
    }


def _closed(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _manifest() -> dict[str, Any]:
    address = {"type": "string", "format": "uri"}
    file = {
        "name": TEXT,
        "url": address,
        "media_type": {
            "description": "This is the type of its content, once it is decompressed.",
            "type": "string",
        },
        "bytes": {"type": "integer", "minimum": 0},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "rows": {"description": "These are its lines without the header.", "type": "integer", "minimum": 0},
        "schema": {
            "description": "This is the address of what describes its keys or columns.",
            "type": "string",
        },
        "compression": TEXT,
    }
    whose = _closed({"title": TEXT, "url": address, "license": TEXT, "applies_to": TEXT})
    return {
        "description": "This lists the bulk files of one version.",
        **_closed(
            {
                "version": VERSION,
                "made_at": MOMENT,
                "license": _closed({"name": TEXT, "title": TEXT, "url": address}),
                "attribution": {
                    "description": "This is whom to name, the site itself first.",
                    "type": "array",
                    "items": whose | {"required": ["title", "license"]},
                },
                "changes": {"description": "This is where to ask for later changes.", "type": "string"},
                "files": {"type": "array", "items": _closed(file)},
                "shape_version": {
                    "description": "This is the version of the keys and columns.",
                    "type": "string",
                },
            }
        ),
    }


def _problem_schema() -> dict[str, Any]:
    return {
        "description": "This is a problem of RFC 9457.",
        "type": "object",
        "properties": {
            "type": {"description": "It is about:blank, because the status says it all.", "type": "string"},
            "title": {"description": "This is the name of the status.", "type": "string"},
            "status": {
                "description": "This is the status of the response.",
                "enum": [int(status) for status in HTTPStatus if status >= 400],
            },
            "detail": {"description": "This is what is wrong, in a sentence.", "type": "string"},
            "errors": {
                "description": "This is a sentence for each parameter that is wrong.",
                "type": "object",
                "additionalProperties": {"type": "string"},
            },
        },
        "required": ["type", "title", "status", "detail"],
    }
