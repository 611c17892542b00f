"""What resources point to: a CodeSystem for all that is coded, a StructureDefinition for each extension."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import override

from directory.facts.fields import Part
from directory.facts.safety_warnings import WARNINGS
from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import Evidence
from directory.fhir.mapping.evidence import ENDED, NOT_FROM_THE_CLINIC
from directory.fhir.mapping.healthcare_service import LISTING_PARTS
from directory.fhir.mapping.homes import HOMES, PRICE_PARTS
from directory.fhir.mapping.systems import CODED, LANGUAGE, fhir_id, own_systems, part_system_id
from directory.fhir.mapping.tables import SERVICE_TYPE, VALUE_OF_KIND, Json, extension_url, system_url

VERSION = "1.0.0"  # of all definitions: a code or a part more is a minor version
PUBLISHER = "Ketamine Clinic Directory"
FHIR_VERSION = "4.0.1"
EVIDENCE_KINDS = {
    Evidence.SELF_REPORTED: "The clinic itself says so.",
    Evidence.DOCUMENT_SEEN: "A moderator of the directory saw a document that says so.",
    Evidence.REGISTER_CHECKED: "A moderator of the directory, or a program, checked it in a public register.",
    NOT_FROM_THE_CLINIC: "It was imported: neither the clinic nor a moderator stands by it.",
    ENDED: "It was said or checked once, too long ago to count today.",
}
SERVICE = ("HealthcareService",)
MANY = "*"
CODES_TEXT = "The codes of a statement, or of a part of a record, as the directory words them."
PRICE_TEXT = "The price of an offering in US dollars, what it is for, and the day on which it was true."


class Slice(NamedTuple):
    """A part of an extension: its address inside it, the value[x] it has, and how many there may be.

    value  valueCode …; "" for a part that has parts itself
    parts  those parts
    """

    url: str
    value: str
    short: str
    least: int = 0
    most: str = "1"
    parts: "tuple[Slice, ...]" = ()
    definition: str = ""


class Extension(NamedTuple):
    """An extension that has parts: its id, and the types of resources, or Element, that may have it."""

    name: str
    title: str
    text: str
    context: tuple[str, ...]
    slices: tuple[Slice, ...]


def definition(resource_type: str, definition_id: str) -> Json | None:
    """The CodeSystem or StructureDefinition of an id; None where there is none."""
    return definitions().get((resource_type, definition_id))


def definitions() -> dict[tuple[str, str], Json]:
    """(type, id) → the resource, for the address of the site as it is set now."""
    return _definitions(settings.SITE_URL)


@cache
def _definitions(site: str) -> dict[tuple[str, str], Json]:
    with override(LANGUAGE):
        resources = [*_code_systems(site), *_structure_definitions(site)]
    return {(resource["resourceType"], resource["id"]): resource for resource in resources}


# ---- code systems


def _code_systems(site: str) -> Iterable[Json]:
    for system in own_systems().values():
        concepts = [
            {"code": code, "display": label, **_warning(system.statement, code)}
            for code, label in system.labels.items()
        ]
        yield _code_system(site, system.id, system.title, CODES_TEXT, concepts)
    yield _code_system(
        site,
        "statement",
        "Statements",
        "What a listing can state. A statement that is not made is never “no”.",
        [_statement_concept(name) for name in STATEMENTS],
    )
    yield _code_system(
        site,
        "evidence-kind",
        "Kinds of evidence",
        "Who stands by a statement.",
        [
            {"code": str(code), "display": sentence.rstrip("."), "definition": sentence}
            for code, sentence in EVIDENCE_KINDS.items()
        ],
    )
    system_id, code, display = SERVICE_TYPE
    concept = {"code": code, "display": display, "definition": "Treatment with ketamine or esketamine."}
    yield _code_system(site, system_id, "Services", "What the clinics of the directory do.", [concept])


def _code_system(site: str, system_id: str, title: str, description: str, concepts: list[Json]) -> Json:
    return {
        **_head(site, "CodeSystem", system_id, title, description),
        "caseSensitive": True,
        "content": "complete",
        "count": len(concepts),
        "concept": concepts,
    }


def _warning(statement: str, code: str) -> Json:
    warning = WARNINGS.get((statement, code))
    return {"definition": f"Warning: {warning.sentences} ({warning.source})"} if warning else {}


def _statement_concept(name: str) -> Json:
    statement = STATEMENTS[name]
    help_text = str(statement.help)
    return {"code": name, "display": str(statement.label), **({"definition": help_text} if help_text else {})}


def _head(site: str, resource_type: str, definition_id: str, title: str, description: str) -> Json:
    url = system_url if resource_type == "CodeSystem" else extension_url
    return {
        "resourceType": resource_type,
        "id": definition_id,
        "url": url(site, definition_id),
        "version": VERSION,
        "name": "".join(word.capitalize() for word in definition_id.split("-")),
        "title": title,
        "status": "active",
        "experimental": False,
        "publisher": PUBLISHER,
        "description": description,
    }


# ---- extensions


def _structure_definitions(site: str) -> Iterable[Json]:
    for one in (*EXTENSIONS, Extension("price", "Price", PRICE_TEXT, SERVICE, _price_slices())):
        yield _complex(site, one)
    yield _simple(
        site,
        "point-source",
        "Source of the point",
        "Whether the clinic gave the position (given), or it is the middle of its ZIP code (zip_centroid).",
        ("Location",),
        "valueCode",
    )
    for name, statement in STATEMENTS.items():
        if statement.parts and name != "offerings":
            yield _complex(site, _record(name))


def _record(name: str) -> Extension:
    statement = STATEMENTS[name]
    # The records of a statement with a home are spread over several resources, and therefore numbered.
    entry = (Slice("entry", "valuePositiveInt", "Its number among those of the clinic", 1),)
    return Extension(
        fhir_id(name),
        str(statement.label),
        "One entry of the statement of this name. A part that is not stated is left out.",
        ("Practitioner", *SERVICE) if name in HOMES else SERVICE,
        (*(entry if name in HOMES else ()), *_slices(name, statement.parts)),
    )


def _slices(record: str, parts: Iterable[Part]) -> tuple[Slice, ...]:
    """The parts of a record by the rules of their kind, as values.part_extensions() writes them."""
    return tuple(_slice(record, part) for part in parts)


def _slice(record: str, part: Part) -> Slice:
    most = MANY if part.kind in ("codes", "records") else "1"
    if part.kind == "records":
        return Slice(part.name, "", str(part.label), 0, most, _slices(part.name, part.parts))
    system = f"A code of CodeSystem/{part_system_id(record, part)}." if part.kind in CODED else ""
    return Slice(part.name, VALUE_OF_KIND[part.kind], str(part.label), 0, most, definition=system)


def _price_slices() -> tuple[Slice, ...]:
    parts = {part.name: part for part in STATEMENTS["offerings"].parts}
    return tuple(_slice("offerings", parts[name])._replace(url=url) for name, url in PRICE_PARTS.items())


def _simple(site: str, name: str, title: str, text: str, context: Iterable[str], value: str) -> Json:
    elements = [
        _root(title, text),
        {"id": "Extension.extension", "path": "Extension.extension", "max": "0"},
        _url("Extension.url", extension_url(site, name)),
        _value("Extension", value),
    ]
    return _extension(site, name, title, text, context, elements)


def _complex(site: str, one: Extension) -> Json:
    elements = [
        _root(one.title, one.text),
        *(element for part in one.slices for element in _slice_elements("Extension", "Extension", part)),
        _url("Extension.url", extension_url(site, one.name)),
        {"id": "Extension.value[x]", "path": "Extension.value[x]", "max": "0"},
    ]
    return _extension(site, one.name, one.title, one.text, one.context, elements)


def _slice_elements(parent_id: str, parent_path: str, one: Slice) -> Iterable[Json]:
    element_id, path = f"{parent_id}.extension:{one.url}", f"{parent_path}.extension"
    yield {
        "id": element_id,
        "path": path,
        "sliceName": one.url,
        "short": one.short,
        **({"definition": one.definition} if one.definition else {}),
        "min": one.least,
        "max": one.most,
    }
    for part in one.parts:
        yield from _slice_elements(element_id, path, part)
    yield {"id": f"{element_id}.url", "path": f"{path}.url", "fixedUri": one.url}
    if one.value:
        yield {**_value(element_id, one.value), "path": f"{path}.value[x]"}
    else:
        yield {"id": f"{element_id}.value[x]", "path": f"{path}.value[x]", "max": "0"}


def _root(title: str, text: str) -> Json:
    return {"id": "Extension", "path": "Extension", "short": title, "definition": text}


def _url(element_id: str, url: str) -> Json:
    return {"id": element_id, "path": element_id, "fixedUri": url}


def _value(element_id: str, value: str) -> Json:
    types = STATEMENT_TYPES if value == "value[x]" else (TYPE_OF_VALUE[value],)
    return {
        "id": f"{element_id}.value[x]",
        "path": f"{element_id}.value[x]",
        "min": 1,
        "type": [{"code": one} for one in types],
    }


def _extension(
    site: str, name: str, title: str, text: str, context: Iterable[str], elements: list[Json]
) -> Json:
    return {
        **_head(site, "StructureDefinition", name, title, text),
        "fhirVersion": FHIR_VERSION,
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": one} for one in context],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "differential": {"element": elements},
    }


# valueString → string, valueMoney → Money
TYPE_OF_VALUE: dict[str, Any] = {
    **{
        f"value{name[0].upper()}{name[1:]}": name
        for name in ("string", "boolean", "integer", "positiveInt", "date", "time", "decimal", "code", "uri")
    },
    **{f"value{name}": name for name in ("Coding", "Money", "Reference")},
}
STATEMENT_TYPES = tuple(
    dict.fromkeys(
        TYPE_OF_VALUE[VALUE_OF_KIND[one.kind]]
        for one in (*STATEMENTS.values(), *STATEMENTS["offerings"].parts)
        if one.kind not in (*CODED, "records") and one.name not in HOMES
    )
)
EVIDENCE_SLICES = (
    Slice("statement", "valueCode", "The statement that it is about, on a resource"),
    Slice("person", "valueString", "The person that it is about, by name"),
    Slice("kind", "valueCode", "Who stands by it (CodeSystem/evidence-kind)", 1),
    Slice("on", "valueDate", "Since when"),
    Slice("until", "valueDate", "The last day on which it counts; without it, it does not end"),
    Slice("source", "valueString", "The document or register"),
    Slice("address", "valueUri", "The address of the entry in the register"),
    Slice("about", "valueCode", "What was looked up: a license, an NPI, a certificate"),
)
LISTING_SENTENCES = {
    "slug": "The last part of the address of its page",
    "version": "How many times it was published",
    "first_published_on": "The day on which it was first published",
    "published_on": "The day of its latest version",
    "confirmed_on": "The day on which the clinic last confirmed that everything is true; none: it never did",
    "current_until": "The last day on which that confirmation counts as recent",
    "listed_until": "The last day on which it is among the search results",
    "source": "Who made the listing, where the clinic did not",
    "source_license": "The license of that source",
    "terms": "The terms of publication that the clinic accepted",
}
EXTENSIONS = (
    Extension(
        "evidence",
        "Evidence",
        "Who stands by a statement, since when and until when. On an element it is about that element. On a "
        "resource it is about each element that has none of its own, or, with “statement”, about that "
        "statement alone. Of several on one element, the first that has not ended holds.",
        ("Element",),
        EVIDENCE_SLICES,
    ),
    Extension(
        "statement",
        "Statement",
        "A statement that is no code and has no element of FHIR to itself: its name in CodeSystem/statement "
        "and its value, or the name and value of a part of an offering. True is yes and false is no; a "
        "statement that is not made has no extension.",
        SERVICE,
        (
            Slice("name", "valueCode", "The name of the statement", 1),
            Slice("value", "value[x]", "What is stated", 1),
        ),
    ),
    Extension(
        "listing",
        "Listing",
        "What is known of the listing, and not stated by the clinic: when it was published and confirmed, "
        "and the last day on which it is among the search results.",
        SERVICE,
        tuple(Slice(name, value, LISTING_SENTENCES[name]) for name, value in LISTING_PARTS.items()),
    ),
    Extension(
        "offering",
        "Offering",
        "Marks a service as one of the ways in which a clinic gives ketamine. What it does not say holds as "
        "the clinic's own service says.",
        SERVICE,
        (
            Slice("entry", "valuePositiveInt", "Its number among the offerings of the clinic", 1),
            Slice("of", "valueReference", "The clinic's own service", 1),
        ),
    ),
)
