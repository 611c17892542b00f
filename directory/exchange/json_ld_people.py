"""People and training in JSON-LD: a person, a license, a certificate, a training."""

from directory.facts.certifications import is_certified
from directory.facts.records import PRACTITIONER_PARTS, TRAINING_PARTS
from directory.facts.vocabulary import Board, License
from directory.wording.formats import link_or_blank

PERSON = {part.name: part for part in PRACTITIONER_PARTS}
TRAINING = {part.name: part for part in TRAINING_PARTS}


def person_json(person):
    """A Person. That somebody has no license or no board is in the description, and is no credential."""
    has, lacks = {}, []
    for name, words, is_one in _qualifications(person):
        if is_one:
            has.setdefault(name, []).append(words)
        else:
            lacks.append(words)
    return without_empty(
        {
            "@type": "Person",
            "name": person["name"],
            "description": "; ".join(lacks),
            "jobTitle": _labels(PERSON["roles"], person["roles"]),
            "identifier": npi_json(person["npi"]),
            "hasCredential": [
                *_license(person, "".join(has.get("license", []))),
                *(_credential("board certification", {"name": name}) for name in has.get("boards", [])),
                *(
                    _credential("certification", {"name": name})
                    for name in has.get("board_certification", [])
                ),
            ],
        }
    )


def _qualifications(person):
    """(part, its words, whether they are a license or certification that the person has)"""
    license_, words = person["license"], person["board_certification"]
    if license_:
        yield "license", *_labels(PERSON["license"], [license_]), license_ != License.UNLICENSED
    for board, label in zip(person["boards"], _labels(PERSON["boards"], person["boards"]), strict=True):
        yield "boards", label, board != Board.NONE
    if words:
        yield "board_certification", words, is_certified(words)


def _license(person, name):
    state = person["license_state"]
    license_ = {
        "name": name,
        "identifier": person["license_number"],
        "url": link_or_blank(person["register_url"]),
        "validIn": {"@type": "State", "name": state} if state else {},
    }
    if any(license_.values()):
        yield _credential("license", license_)


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
