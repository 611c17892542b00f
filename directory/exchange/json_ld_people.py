"""People and training in JSON-LD: a person, a license, a certificate, a training."""

from directory.facts.records import PRACTITIONER_PARTS, TRAINING_PARTS
from directory.wording.formats import link_or_blank

PERSON = {part.name: part for part in PRACTITIONER_PARTS}
TRAINING = {part.name: part for part in TRAINING_PARTS}


def person_json(person):
    return without_empty(
        {
            "@type": "Person",
            "name": person["name"],
            "jobTitle": _labels(PERSON["roles"], person["roles"]),
            "identifier": npi_json(person["npi"]),
            "hasCredential": [*_credentials_of(person)],
        }
    )


def _credentials_of(person):
    """The license, and every board that certifies the person."""
    state = person["license_state"]
    license_ = {
        "name": "".join(_labels(PERSON["license"], [person["license"]] if person["license"] else [])),
        "identifier": person["license_number"],
        "url": link_or_blank(person["register_url"]),
        "validIn": {"@type": "State", "name": state} if state else {},
    }
    if any(license_.values()):
        yield _credential("license", license_)
    for board in _labels(PERSON["boards"], person["boards"]):
        yield _credential("board certification", {"name": board})
    if person["board_certification"]:
        yield _credential("certification", {"name": person["board_certification"]})


def training_json(one):
    """A training of the clinic, or of a person of it, whom it is then about."""
    return _credential(
        "training",
        {
            "name": "".join(_labels(TRAINING["code"], [one["code"]] if one["code"] else [])),
            "about": {"@type": "Person", "name": one["practitioner"]} if one["practitioner"] else {},
            "recognizedBy": {"@type": "Organization", "name": one["provider"]} if one["provider"] else {},
            "timeRequired": f"PT{one['hours']}H" if one["hours"] is not None else "",
            "dateCreated": str(one["year"] or ""),
            "expires": str(one["expires_on"] or ""),
        },
    )


def _credential(category, parts):
    return without_empty(
        {"@type": "EducationalOccupationalCredential", "credentialCategory": category, **parts}
    )


def _labels(part, codes):
    labels = dict(part.choices)
    return [str(labels.get(code, code)) for code in codes]


def npi_json(npi):
    return {"@type": "PropertyValue", "propertyID": "NPI", "value": npi} if npi else {}


def without_empty(data):
    return {name: value for name, value in data.items() if value not in ("", None, [], {})}
