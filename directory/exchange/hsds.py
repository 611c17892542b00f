"""A record as a service of the Human Services Data Specification (HSDS) 3.0, with everything nested in it.

A statement stands in a field of HSDS where one means the same (see where()); every other one is an
attribute of the service:

    link_type      the name of the statement
    taxonomy_term  of a code: the code, in the taxonomy {site}/fhir/CodeSystem/<name of the statement>
                   else the statement itself, in the taxonomy {site}/data/clinic.schema.json
    value          of all but codes: yes or no, a number, text, an ISO date, or a record as JSON

A code of several is an attribute each, and so is a record of several. What a statement rests on is an
attribute of the link_type "evidence", whose value is JSON: `evidence`, `on`, `until`, `source`, `url`, `also`
and `checked` as in the record. A statement without one was made or confirmed by the clinic on the service's
assured_date; where there is no such date, no clinic stands by it. What the record says of the listing itself
is an attribute of the link_type "listing". SAMHSA's codes of what is offered are attributes, too.

Fields are those of HSDS 3.0 that 3.1 and 3.2 still have, and none that they call deprecated.

source  https://docs.openreferral.org/en/3.0/hsds/schema_reference.html
"""

from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.utils.translation import override

from directory.exchange import samhsa_codes
from directory.exchange.hsds_attributes import (
    attributes,
    code_label,
    evidence_attributes,
    kind_of_statement,
    language_name,
    listing_attributes,
    part_label,
    priced_parts,
    samhsa_attributes,
    statement_label,
)
from directory.exchange.ids import part_ids, practitioner_paths
from directory.facts import vocabulary as v
from directory.facts.spine import STATEMENTS
from directory.wording.offerings import offering_names

# Statement → the field that holds it, by object.
SERVICE_FIELDS = {
    "name": "name",
    "alias": "alternate_name",
    "about": "description",
    "email": "email",
    "website": "url",
    "minimum_age": "minimum_age",
    "maximum_age": "maximum_age",
}
ORGANIZATION_FIELDS = {
    "name": "name",
    "alias": "alternate_name",
    "email": "email",
    "website": "website",
}
LOCATION_FIELDS = {
    "name": "name",
    "alias": "alternate_name",
    "latitude": "latitude",
    "longitude": "longitude",
}
# An address of HSDS has all of them. Where one is missing, the others are attributes.
ADDRESS_FIELDS = {
    "street": "address_1",
    "city": "city",
    "state": "state_province",
    "zip": "postal_code",
    "country": "country",
}
LOCATION = "service_at_locations[].location"
# Statement → the field of an object in a list that holds all that it says.
LISTED_FIELDS = {
    "phone": "phones[].number",
    "opening_hours": "schedules[].description",
    "telehealth_states": "service_areas[].extent",
    "npi": "organization.organization_identifiers[identifier_type=NPI].identifier",
    "accessibility": f"{LOCATION}.accessibility[].details",
}
# Statement → where a field says a part of it, beside its attributes.
ALSO_FIELDS = {
    "organization": "organization.parent_organization_id, its permanent id",
    "phone_extension": "phones[].extension, without zeros in front",
    "opening_times": "schedules[freq=WEEKLY].byday, where treatment or the office is open",
    "languages": "languages[].code, spoken by a clinician; interpretation_services, in words",
    "practitioners": "contacts[].name, one for each person",
    "offerings": "cost_options[option=offerings:NUMBER:PART].amount, for each price",
    "prices_as_of": "cost_options[option=NAME].valid_from, for each price of the clinic itself",
}
# Kind → where an attribute has the statement, and how it is written there.
ENDS = {
    "code": "taxonomy_term.code",
    "codes": "taxonomy_term.code",
    "records": "value, as JSON",
    "yes_no": "value, yes or no",
}
LOCATION_ATTRIBUTES = frozenset({"point_source"})
IN_FIELDS = frozenset({*SERVICE_FIELDS, *LOCATION_FIELDS, *LISTED_FIELDS})
WEEKDAYS = {day: day.value.upper()[:2] for day in v.Weekday}  # of RFC 5545
OPEN_KINDS = (v.HoursKind.TREATMENT, v.HoursKind.OFFICE)


def lines(record: Mapping[str, Any]) -> list[bytes]:
    """The services of a record, each as one line of JSON with its line feed. A clinic has one."""
    return [orjson.dumps(service(record), option=orjson.OPT_APPEND_NEWLINE)]


def where(name: str) -> str:
    """Paths in a service to a statement, or to a part of a record (`practitioners.license`)."""
    statement, _dot, part = name.partition(".")
    attribute = f"attributes[link_type={statement}]"
    if part:
        return f"{attribute}.value, key {part} in the JSON"
    fields = {
        "": SERVICE_FIELDS,
        "organization.": ORGANIZATION_FIELDS,
        f"{LOCATION}.": LOCATION_FIELDS,
        f"{LOCATION}.addresses[].": ADDRESS_FIELDS,
    }
    places = [f"{start}{names[name]}" for start, names in fields.items() if name in names]
    if name in LISTED_FIELDS:
        places.append(LISTED_FIELDS[name])
    if STATEMENTS[name].kind == "dollars":
        places.append(f"cost_options[option={name}].amount")
    if not places or name in ADDRESS_FIELDS:
        holder = f"{LOCATION}." if name in LOCATION_ATTRIBUTES else ""
        places.append(f"{holder}{attribute}.{ENDS.get(STATEMENTS[name].kind, 'value')}")
    if name in ALSO_FIELDS:
        places.append(ALSO_FIELDS[name])
    if codes := samhsa_codes.where(name):
        places.append(f"attributes[link_type=samhsa].taxonomy_term.code, {codes}")
    return "; ".join(places)


def service(record: Mapping[str, Any]) -> dict[str, Any]:
    """The service of a record, as orjson takes it."""
    part = part_ids(record["id"])
    stated = {
        name: entry["value"] for name, entry in record["statements"].items() if entry["value"] is not None
    }
    in_address = ADDRESS_FIELDS if ADDRESS_FIELDS.keys() <= stated.keys() else {}
    others = {
        name: value
        for name, value in stated.items()
        if name not in IN_FIELDS and name not in in_address and kind_of_statement(name) != "dollars"
    }
    of_location = {name: others.pop(name) for name in LOCATION_ATTRIBUTES & others.keys()}
    data = {
        "id": part("service"),
        **{field: stated[name] for name, field in SERVICE_FIELDS.items() if name in stated},
        "status": "active",
        "last_modified": record["changed_at"],
        "assured_date": record["confirmed_on"],
        "interpretation_services": _interpreted(stated.get("languages", ())),
        "phones": _phones(part, stated),
        "schedules": [*_schedules(part, stated)],
        "service_areas": [*_service_areas(part, stated)],
        "service_at_locations": [
            {"id": part("service_at_location"), "location": _location(part, stated, of_location, in_address)}
        ],
        "languages": [*_languages(part, stated.get("languages", ()))],
        "organization": _organization(part, record, stated),
        "cost_options": [*_cost_options(part, stated)],
        "contacts": [*_contacts(part, stated.get("practitioners", ()))],
        "attributes": [
            *attributes(part, others),
            *samhsa_attributes(part, stated),
            *listing_attributes(part, record),
            *evidence_attributes(part, record, stated),
        ],
    }
    return _without_empty(data)


def _without_empty(data):
    return {name: value for name, value in data.items() if value not in (None, "", [])}


# ---- objects of HSDS


def _organization(part, record, stated):
    """The clinic's own organization, which has its NPI. A group of clinics is the parent."""
    identifier = {"id": part("npi"), "identifier_type": "NPI", "identifier": stated.get("npi")}
    return _without_empty(
        {
            "id": part("organization"),
            **{field: stated[name] for name, field in ORGANIZATION_FIELDS.items() if name in stated},
            "description": f"A clinic in the {settings.SITE_NAME}.",  # HSDS wants one
            "uri": f"{settings.SITE_URL}/id/clinic/{record['id']}",
            "parent_organization_id": record["organization_id"],
            "organization_identifiers": [identifier] if "npi" in stated else [],
        }
    )


def _location(part, stated, of_location, in_address):
    address = {
        "id": part("address"),
        **{field: stated[name] for name, field in in_address.items()},
        "address_type": "physical",
    }
    is_a_place = any(name in stated for name in ("street", "city", "state", "zip", "latitude"))
    return _without_empty(
        {
            "id": part("location"),
            "location_type": "physical" if is_a_place else "virtual",
            **{field: stated[name] for name, field in LOCATION_FIELDS.items() if name in stated},
            "addresses": [address] if in_address else [],
            "accessibility": [
                {
                    "id": part(f"accessibility:{code}"),
                    "description": code_label("accessibility", code),
                    "details": code,
                }
                for code in stated.get("accessibility", ())
            ],
            "attributes": [*attributes(part, of_location)],
        }
    )


def _phones(part, stated):
    if "phone" not in stated:
        return []
    extension = {"extension": int(stated["phone_extension"])} if "phone_extension" in stated else {}
    return [{"id": part("phone"), "number": stated["phone"], **extension, "type": "voice"}]


def _schedules(part, stated):
    """The hours in words, and each entry of the opening times in which somebody is there."""
    if "opening_hours" in stated:
        yield {"id": part("hours"), "description": stated["opening_hours"]}
    for number, entry in enumerate(stated.get("opening_times", ()), start=1):
        if entry["kind"] in OPEN_KINDS and entry["days"] and entry["opens"] and entry["closes"]:
            zone = stated.get("time_zone")
            labels = [part_label("opening_times", "kind", entry["kind"])]
            yield {
                "id": part(f"hours:{number}"),
                "freq": "WEEKLY",
                "byday": ",".join(WEEKDAYS[day] for day in entry["days"]),
                "opens_at": entry["opens"],
                "closes_at": entry["closes"],
                "notes": ". ".join([*labels, code_label("time_zone", zone)] if zone else labels),
            }


def _service_areas(part, stated):
    for code in stated.get("telehealth_states", ()):
        yield {
            "id": part(f"telehealth_states:{code}"),
            "name": code_label("telehealth_states", code),
            "description": "By telehealth.",
            "extent": code,
            "extent_type": "text",
        }


def _languages(part, codes):
    """Languages that a clinician speaks: HSDS leaves out those that need an interpreter."""
    for code in codes:
        tag, _colon, way = code.partition(":")
        if way == v.LanguageWay.CLINICIAN:
            yield {
                "id": part(f"language:{code}"),
                "name": language_name(tag),
                "code": tag,
                "note": code_label("languages", code),
            }


def _interpreted(codes):
    """`Spanish, Korean`: the languages for which there is an interpreter."""
    tags = [code.partition(":")[0] for code in codes if code.endswith(f":{v.LanguageWay.INTERPRETER}")]
    return ", ".join(map(language_name, tags))


def _contacts(part, practitioners):
    for person, path in zip(practitioners, practitioner_paths(practitioners), strict=True):
        roles = [part_label("practitioners", "roles", role) for role in person["roles"]]
        title = part_label("practitioners", "license", person["license"]) if person["license"] else None
        yield _without_empty(
            {"id": part(path), "name": person["name"], "title": title, "department": ", ".join(roles)}
        )


def _cost_options(part, stated):
    """Every price: those of the clinic, and those in its records, such as an offering."""
    for name, value in stated.items():
        if kind_of_statement(name) == "dollars":
            yield _cost_option(part, name, value, statement_label(name), stated.get("prices_as_of"))
        elif prices := priced_parts(name):
            for number, (record, words) in enumerate(zip(value, _record_names(name, value), strict=True), 1):
                for key, label in prices.items():
                    if record[key] is not None:
                        option, for_what = f"{name}:{number}:{key}", f"{words}: {label}{_unit(record, key)}"
                        yield _cost_option(part, option, record[key], for_what, record.get("prices_as_of"))


def _cost_option(part, option, amount, words, as_of):
    valid = {"valid_from": as_of} if as_of else {}
    return {
        "id": part(f"cost:{option}"),
        **valid,
        "option": option,
        "currency": "USD",
        "amount": amount,
        "amount_description": words,
    }


def _record_names(name, records):
    if name != "offerings":
        return [f"{statement_label(name)} {number}" for number in range(1, len(records) + 1)]
    with override(settings.LANGUAGE_CODE):
        return offering_names(records, long=True)


def _unit(record, key):
    """` (A month)`: what the price of an offering is for, where its label does not say it."""
    unit = record.get("price_unit") if key in ("price_low", "price_high") else ""
    return f" ({part_label('offerings', 'price_unit', unit)})" if unit else ""
