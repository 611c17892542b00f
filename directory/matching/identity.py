"""Identity by name and full address: whether a row of a file is about a clinic, in any spelling.

No part of an address is enough: a chain has one name in many towns, a building holds many clinics, and the
numbers of a register's rows change with each edition.
"""

from collections.abc import Mapping
from typing import Any

from directory.folding import fold, plain
from directory.places.names import place_key

# Words of a street → their abbreviation by the Postal Service (Publication 28).
STREET_ABBREVIATIONS = {
    "saint": "st",
    "street": "st",
    "str": "st",
    "avenue": "ave",
    "av": "ave",
    "boulevard": "blvd",
    "boul": "blvd",
    "road": "rd",
    "drive": "dr",
    "lane": "ln",
    "court": "ct",
    "place": "pl",
    "circle": "cir",
    "square": "sq",
    "terrace": "ter",
    "trail": "trl",
    "highway": "hwy",
    "parkway": "pkwy",
    "pky": "pkwy",
    "turnpike": "tpke",
    "expressway": "expy",
    "freeway": "fwy",
    "plaza": "plz",
    "center": "ctr",
    "centre": "ctr",
    "building": "bldg",
    "floor": "fl",
    "mount": "mt",
    "fort": "ft",
    "north": "n",
    "south": "s",
    "east": "e",
    "west": "w",
    "northeast": "ne",
    "northwest": "nw",
    "southeast": "se",
    "southwest": "sw",
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
}
KEY_COLUMNS = ("name", "street", "city", "state", "zip")
UNIT_WORDS = {"suite", "ste", "unit", "apt", "apartment", "room", "rm", "no", "number"}  # “Suite 4” is “#4”


def normalize_street(street: str) -> str:
    """`100 N. Main Street, Suite 4` and `100 North Main St #4` → `100 n main st 4`."""
    return " ".join(
        STREET_ABBREVIATIONS.get(word, word) for word in plain(street).split() if word not in UNIT_WORDS
    )


def identity_key(stated: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    """A key that is equal for two clinics which are the same: name and full address.

    stated   a snapshot or part of a snapshot; a missing statement is not stated
    returns  (name, street, state, five-digit ZIP code, town), folded. The town is "" where street and ZIP
             code are stated, because one ZIP code has towns by several names.
    """
    street, five = normalize_street(stated.get("street", "")), stated.get("zip", "")[:5]
    town = "" if street and five else place_key(stated.get("city", ""))
    return fold(stated.get("name", "")), street, stated.get("state", ""), five, town


def moves_clinic(published: Mapping[str, Any], stated: Mapping[str, Any]) -> bool:
    """True if a row states another town or state than the published listing; “St. Paul” is “Saint Paul”.

    published, stated   snapshots or parts of snapshots
    """
    return _differs(published, stated, "state", str) or _differs(published, stated, "city", place_key)


def is_another_clinic(known: Mapping[str, Any], stated: Mapping[str, Any]) -> bool:
    """True if a row with a clinic's id is about another clinic: name, street and place all differ."""
    return (
        _differs(known, stated, "name", fold)
        and _differs(known, stated, "street", normalize_street)
        and moves_clinic(known, stated)
    )


def is_another_facility(known: Mapping[str, Any], stated: Mapping[str, Any]) -> bool:
    """True if a row of a register is about another facility than the earlier row of the same number.

    Facilities of one name are the same if town, ZIP code or street is, because a chain has one name in many
    towns. Facilities of different names are the same if street and ZIP code are, because a facility may be
    renamed.
    """
    if known["state"] != stated["state"]:
        return True
    street = normalize_street(known["street"]) == normalize_street(stated["street"])
    five = known["zip"][:5] == stated["zip"][:5]
    town = place_key(known["city"]) == place_key(stated["city"])
    if fold(known["name"]) == fold(stated["name"]):
        return not (town or five or (street and known["street"]))
    return not (street and five and known["street"])


def _differs(known, stated, name, key):
    """True if both state something, and not the same."""
    ours, theirs = known.get(name, ""), stated.get(name, "")
    return bool(ours and theirs) and key(ours) != key(theirs)
