"""The facility locator of SAMHSA as CSV, as it was published about 2020.

It says where a facility is and how to reach it. Nothing about ketamine follows from it, so nothing is stated.
"""

from django.utils.translation import gettext as _

from directory.importing import details
from directory.importing.drafts import Draft, Refused

SOURCE = "SAMHSA facility locator, about 2020"
COLUMNS = (
    "source_row",
    "name",
    "program",
    "street1",
    "street2",
    "city",
    "state",
    "zip",
    "phone",
    "website",
    "latitude",
    "longitude",
)


def draft(cells):
    word = {name: " ".join(text.split()) for name, text in cells.items()}
    if not word["source_row"]:
        raise Refused(_("“source_row”, the key of the facility, is empty."))
    four = word.get("zip4", "")
    zip_code = f"{word['zip']}-{four}" if four else word["zip"]
    reached, notes = details.contact(word["phone"], word["website"])
    place, far, note = details.point(word["latitude"], word["longitude"], zip_code)
    return Draft(
        source=f"samhsa:{word['source_row']}",
        content={
            "name": full_name(word["name"], word["program"]),
            "street": ", ".join(part for part in (word["street1"], word["street2"]) if part),
            "city": word["city"],
            "state": word["state"],
            "zip": zip_code,
            **place,
            **reached,
        },
        same_as=tuple(text for name, text in cells.items() if name != "source_row"),
        far=far,
        notes=[*notes, *([note] if note else [])],
    )


def full_name(name, program):
    """The source cuts both at 38 characters; what is cut stays cut."""
    return f"{name} – {program}" if program and program != name else name
