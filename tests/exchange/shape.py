"""The shape of the data as lines of text: what a reader may rely on, one thing a line."""

from directory.exchange.columns import HEADER
from directory.exchange.schemas.json_schema import clinic_schema
from directory.exchange.schemas.openapi import openapi_document
from directory.views.data.documents import list_parameters


def shape():
    """Lines such as "statements route.value[] = iv", "clinic id!", "column route", "address get /data/"."""
    document = openapi_document(list_parameters())
    return [
        *(
            f"{name} {line}"
            for name, one in clinic_schema()["$defs"].items()
            for line in dict.fromkeys(of_schema(one, ""))
        ),
        *(f"column {name}" for name in HEADER),
        *(f"address {line}" for line in of_addresses(document)),
    ]


def missing(published, now):
    """The lines that were published and are no longer there."""
    there = {*now}
    return [line for line in published if line not in there]


def of_schema(schema, path):
    """Yields a line for each type, code, key, required key and reference of a schema."""
    if "$ref" in schema:
        yield f"{path} is {schema['$ref'].rpartition('/')[2]}"
    if "type" in schema and path:
        yield f"{path}: {schema['type']}"
    yield from (f"{path} = {code}" for code in (schema.get("const"), *schema.get("enum", ())) if code)
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from of_schema(one, path)
    for name, one in schema.get("properties", {}).items():
        yield from of_schema(one, f"{path}.{name}".removeprefix("."))
    yield from (f"{path}.{name}!".removeprefix(".") for name in schema.get("required", ()))
    if "items" in schema:
        yield from of_schema(schema["items"], f"{path}[]")


def of_addresses(document):
    """Yields a line for each address and for each of its parameters."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}"
            for parameter in operation["parameters"]:
                name = parameter.get("name") or parameter["$ref"].rpartition("/")[2]
                yield f"{method} {path} ?{name}"
