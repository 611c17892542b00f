"""Reads services of HSDS back, by what its fields mean, without a look at how they are written."""

import json
from collections import defaultdict

from directory.facts.spine import STATEMENTS
from tests.support.read_back import Mark
from tests.support.read_back.records import marks_of


def read(lines):
    """lines: of the file of services, as bytes or text."""
    return dict(map(_read_service, map(json.loads, lines)))


def _read_service(service):
    organization = service["organization"]
    (at_location,) = service["service_at_locations"]
    values = _fields(service, organization, at_location["location"])
    values |= _attributes([*service["attributes"], *at_location["location"].get("attributes", [])])
    on = service.get("assured_date")
    usual = frozenset([Mark("self_reported", on)] if on else [])
    marks = {
        one["taxonomy_term"]["code"]: frozenset(marks_of(json.loads(one["value"])))
        for one in service["attributes"]
        if one["link_type"] == "evidence"
    }
    assert marks.keys() <= values.keys()
    return (
        organization["uri"].rpartition("/")[2],
        {name: (value, marks.get(name, usual)) for name, value in values.items()},
    )


def _fields(service, organization, location):
    address = next(iter(location.get("addresses", [])), {})
    phone = next(iter(service.get("phones", [])), {})
    found = {
        "name": service["name"],
        "alias": service.get("alternate_name"),
        "about": service.get("description"),
        "email": service.get("email"),
        "website": service.get("url"),
        "minimum_age": service.get("minimum_age"),
        "maximum_age": service.get("maximum_age"),
        "phone": phone.get("number"),
        "latitude": location.get("latitude"),
        "longitude": location.get("longitude"),
        "street": address.get("address_1"),
        "city": address.get("city"),
        "state": address.get("state_province"),
        "zip": address.get("postal_code"),
        "country": address.get("country"),
        "npi": _only(organization.get("organization_identifiers", []), "identifier"),
        "opening_hours": _only(
            [one for one in service.get("schedules", []) if "freq" not in one], "description"
        ),
        "telehealth_states": [one["extent"] for one in service.get("service_areas", [])] or None,
        "accessibility": [one["details"] for one in location.get("accessibility", [])] or None,
    }
    for one in service.get("cost_options", []):
        assert one["currency"] == "USD"
        if ":" not in one["option"]:
            found[one["option"]] = one["amount"]
    return {name: value for name, value in found.items() if value is not None}


def _only(objects, field):
    return objects[0][field] if objects else None


def _attributes(attributes):
    read = defaultdict(list)
    for one in attributes:
        name = one["link_type"]
        if name not in ("evidence", "listing", "samhsa"):
            term = one["taxonomy_term"]
            system = name.replace("_", "-") if "value" not in one else "clinic.schema.json"
            assert term["taxonomy"].rpartition("/")[2] == system
            read[name].append(_value(STATEMENTS[name].kind, one))
    return {
        name: values if STATEMENTS[name].kind in ("codes", "records") else _single(values)
        for name, values in read.items()
    }


def _single(values):
    (value,) = values
    return value


def _value(kind, attribute):
    if kind in ("code", "codes"):
        return attribute["taxonomy_term"]["code"]
    text = attribute["value"]
    if kind == "yes_no":
        return {"yes": True, "no": False}[text]
    if kind in ("number", "records"):
        return json.loads(text)
    return float(text) if kind == "point" else text
