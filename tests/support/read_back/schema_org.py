"""Reads the JSON-LD of a listing back, as far as schema.org can say what is stated; it has no evidence."""

from collections import defaultdict

from directory.facts.records import PRACTITIONER_PARTS, TRAINING_PARTS
from directory.facts.spine import STATEMENTS

FIELDS = {
    "name": "name",
    "alias": "alternateName",
    "about": "description",
    "email": "email",
}
ADDRESS = {
    "street": "streetAddress",
    "city": "addressLocality",
    "state": "addressRegion",
    "zip": "postalCode",
    "country": "addressCountry",
}


def read(blocks):
    """Clinic id → statement → (its value, no marks).

    blocks  JSON-LD, as dicts

    A record has the parts alone that are given.
    """
    return {
        one["@id"].rpartition("/")[2]: {name: (value, frozenset()) for name, value in _values(one).items()}
        for one in blocks
    }


def _values(block):
    phone, _mark, extension = block.get("telephone", "").partition(";ext=")
    geo, credentials = block.get("geo", {}), block.get("hasCredential", [])
    values = {name: block.get(field) for name, field in FIELDS.items()}
    values |= {name: block.get("address", {}).get(field) for name, field in ADDRESS.items()}
    values |= {
        "website": block["url"] if block["url"] != block["mainEntityOfPage"] else None,
        "phone": phone,
        "phone_extension": extension,
        "npi": block.get("identifier", {}).get("value"),
        "organization": block.get("parentOrganization", {}).get("name"),
        "booking_url": block.get("potentialAction", {}).get("target"),
        "latitude": geo.get("latitude"),
        "longitude": geo.get("longitude"),
        "point_source": "given" if geo else None,
        "telehealth_states": [one["identifier"] for one in block.get("areaServed", [])],
        "accessibility": [one["propertyID"] for one in block.get("amenityFeature", [])],
        "practitioners": [_person(one) for one in block.get("employee", [])],
        "training": [_training(one) for one in credentials],
    }
    values |= _properties(block.get("additionalProperty", []), {}, STATEMENTS)
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _properties(properties, found, known):
    records = defaultdict(list)
    for one in properties:
        name, value = one["propertyID"], one["value"]
        if known[name].kind == "records":
            parts = {part.name: part for part in known[name].parts}
            records[name].append(_properties(value, {}, parts))
        else:
            assert name not in found
            found[name] = value
    return found | records


def _person(person):
    parts = {part.name: part for part in PRACTITIONER_PARTS}
    read = {"name": person["name"], "roles": _codes(parts["roles"], person.get("jobTitle", []))}
    read["npi"] = person.get("identifier", {}).get("value")
    read["boards"] = []
    for one in person.get("hasCredential", []):
        if one["credentialCategory"] == "license":
            read["license"] = "".join(_codes(parts["license"], [one["name"]] if "name" in one else []))
            read["license_number"] = one.get("identifier")
            read["register_url"] = one.get("url")
            read["license_state"] = one.get("validIn", {}).get("name")
        elif one["credentialCategory"] == "board certification":
            read["boards"] += _codes(parts["boards"], [one["name"]])
        else:
            read["board_certification"] = one["name"]
    return {name: value for name, value in read.items() if value not in (None, "", [])}


def _training(one):
    assert one["credentialCategory"] == "training"
    (code,) = _codes(TRAINING_PARTS[0], [one["name"]])
    read = {
        "code": code,
        "practitioner": one.get("about", {}).get("name"),
        "provider": one.get("recognizedBy", {}).get("name"),
        "hours": int(one["timeRequired"][2:-1]) if "timeRequired" in one else None,
        "year": int(one["dateCreated"]) if "dateCreated" in one else None,
        "expires_on": one.get("expires"),
    }
    return {name: value for name, value in read.items() if value is not None}


def _codes(part, labels):
    codes = {str(label): code for code, label in part.choices}
    return [codes[label] for label in labels if label in codes]
