"""Which clinic a row speaks of: its name and its full address, spelled one way or another. Pure.

A chain has one name in many towns, a building holds many clinics, and the numbers of a register's rows move
when it is published anew. So no part alone says that two are one.
"""

from directory.folding import fold, plain
from directory.places import resolve

# How the Postal Service shortens what stands in a street (Publication 28), and what people write instead.
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


def normalize_street(street):
    """`100 N. Main Street, Suite 4` → `100 n main st 4`, as `100 North Main St #4`."""
    return " ".join(
        STREET_ABBREVIATIONS.get(word, word) for word in plain(street).split() if word not in UNIT_WORDS
    )


def identity_key(stated):
    """What two clinics share that are one: the name, and the full address in one state and ZIP code.

    stated   a content, or part of one; what it does not hold is not stated
    returns  (name, street, state, ZIP code, town). The town counts only where street or ZIP code is missing:
             one ZIP code has towns by several names.
    """
    street, five = normalize_street(stated.get("street", "")), stated.get("zip", "")[:5]
    town = "" if street and five else resolve.place_key(stated.get("city", ""))
    return fold(stated.get("name", "")), street, stated.get("state", ""), five, town


def moves_clinic(shown, stated):
    """Whether a row puts a clinic into another town or state than `shown`. “St. Paul” is “Saint Paul”."""
    return _differs(shown, stated, "state", str) or _differs(shown, stated, "city", resolve.place_key)


def is_another_clinic(known, stated):
    """Whether a row with the id of a clinic tells of another one: neither its name nor its place fits."""
    return (
        _differs(known, stated, "name", fold)
        and _differs(known, stated, "street", normalize_street)
        and moves_clinic(known, stated)
    )


def is_another_facility(known, stated):
    """Whether the number of a row in a register stands for another facility than it did.

    A chain has one name in many towns, so it is the same only where town, ZIP code or street are; and one in
    the same rooms may have a new name.
    """
    if known["state"] != stated["state"]:
        return True
    street = normalize_street(known["street"]) == normalize_street(stated["street"])
    five = known["zip"][:5] == stated["zip"][:5]
    town = resolve.place_key(known["city"]) == resolve.place_key(stated["city"])
    if fold(known["name"]) == fold(stated["name"]):
        return not (town or five or (street and known["street"]))
    return not (street and five and known["street"])


def _differs(known, stated, name, key):
    """Whether both say something, and not the same."""
    ours, theirs = known.get(name, ""), stated.get(name, "")
    return bool(ours and theirs) and key(ours) != key(theirs)
