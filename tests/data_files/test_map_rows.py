"""Each row of /data/map.csv against what goes out: every place of it holds the statement, and nothing else.

The directory is of made clinics, each of which states about half of all that can be stated.
"""

import csv
import io
import json
import re

import pytest
from django.utils import timezone

from directory.data_files.mapping import FORMATS, HEADER, mapping_rows
from directory.exchange import hsds
from directory.exchange.csv_formulas import unescape_formulas
from directory.exchange.json_ld import medical_clinic
from directory.exchange.listing_csv import csv_header, csv_line
from directory.exchange.record import json_line, record
from directory.facts.spine import STATEMENTS
from directory.facts.statements import is_stated
from directory.fhir.mapping.resources import resources
from tests.support.made_listings import Maker
from tests.support.places import flat, in_csv, in_fhir, in_json, places

MADE = 20
ROWS = {(row[0], row[1]): dict(zip(HEADER, row, strict=True)) for row in mapping_rows()}
NOT_GIVEN = "not given"
OF_ANOTHER_KIND = {"its permanent id", "where NUCC has the same"}  # remarks of what is no statement of ours
# Places that hold more than the statement of their row, so that they are there without it, too.
SHARED = {
    "availableService[].name",
    "employee[].description",
    "makesOffer[]",
    "makesOffer[].priceSpecification.minPrice",
    "makesOffer[].priceSpecification.maxPrice",
    "makesOffer[].priceSpecification.price",
    "makesOffer[].priceSpecification.unitText",
    "makesOffer[].priceSpecification.validFrom",
    "url",
    "HealthcareService.extension(base-ext-delivery-method)",
    *(f"{one}.telecom.where(system = 'phone').value" for one in ("Location", "Organization")),
    *(f"{one}.telecom.where(system = 'phone').value" for one in ("HealthcareService", "PractitionerRole")),
}


class Clinic:
    """What goes out of one listing: format → its document, and format → what must be in it."""

    def __init__(self, listing, today):
        data = json.loads(json_line(record(listing)))
        fields = csv.DictReader(io.StringIO((csv_header() + csv_line(listing)).decode(), newline=""))
        self.documents = {
            "json": data,
            "csv": next(fields),
            "fhir_r4": [json.loads(json_line(one)) for one in resources(record(listing), today)],
            "hsds_3_0": json.loads(hsds.lines(data)[0]),
            "schema_org": json.loads(json.dumps(medical_clinic(listing, today))),
        }
        values = {name: one["value"] for name, one in data["statements"].items()}
        self.looked_up = {}
        # The page, of which JSON-LD is a part, has the words that are withheld from the data.
        self.values = dict.fromkeys(FORMATS, values) | {"schema_org": values | {"about": listing.about}}

    def stated(self, format_name, statement, part):
        """What the clinic states for a row, as a list; [] where it states nothing."""
        value = self.values[format_name][statement]
        if not part:
            return flat([value])
        return flat([one[part] for one in value or () if is_stated(one[part])])

    def found(self, format_name, place):
        if (format_name, place) not in self.looked_up:
            look_up = in_fhir if format_name == "fhir_r4" else in_json
            found = look_up(self.documents[format_name], place)
            self.looked_up[format_name, place] = as_told(place, found)
        return self.looked_up[format_name, place]


@pytest.fixture(scope="module")
def clinics():
    today = timezone.localdate()
    maker = Maker(today)
    return [Clinic(maker.listing(number), today) for number in range(MADE)]


def kind_of(statement, part):
    one = STATEMENTS[statement]
    return next(each for each in one.parts if each.name == part) if part else one


# Remarks that say how to read a place, and not that it is there at times, or has a part alone.
def is_exact(place):
    return bool(re.fullmatch(r"|as JSON|yes or no|CodeSystem/[\w-]+|key \w+ in the JSON", place.remark))


def as_told(place, found):
    """What was found, read as the remark of its place says."""
    if place.remark == "in front of ;ext=":
        return flat([one.partition(";ext=")[0] for one in found])
    if place.remark == "behind ;ext=":
        return flat([one.partition(";ext=")[2] for one in found])
    if place.remark == "yes or no":
        return [{"yes": True, "no": False}[one] for one in found]
    if "link_type=samhsa" in place.path:
        codes = dict(pair.split(": ")[::-1] for pair in place.remark.split(", "))
        return [codes[code] for code in found if code in codes]
    return found


def agrees(place, found, stated, one):
    """True if what was found is what is stated, or a part of it as the remark of the place allows."""
    if isinstance(found[0], dict) and found != stated:  # an element of FHIR or of schema.org for each record
        return one.kind == "records" or place.remark != ""
    texts = {*map(str, found)}
    if place.remark in OF_ANOTHER_KIND or (one.kind == "records" and not is_exact(place)):
        return True
    if place.path in SHARED:
        return not texts.isdisjoint(forms(stated, one)) or in_words(found, stated, one)
    if is_exact(place):
        return texts == {*map(str, stated)}
    return texts <= forms(stated, one) or in_words(found, stated, one)


def forms(stated, one):
    """The values that are stated, and how a place may write a part of each."""
    codes = {"accepting": "True", "not_accepting": "False"}
    known = {form for value in stated for form in (str(value), f"PT{value}H", str(value).partition(":")[0])}
    known |= {value.lstrip("0") for value in stated if isinstance(value, str)}
    return known | {codes[value] for value in stated if value in codes}


def in_words(found, stated, one):
    """True if the words have a word of the label of each code, or of one of them where they are of one."""
    labels = " ".join(str(label) for code, label in one.choices if code in stated).lower()
    words = {*re.findall(r"\w{2,}", " ".join(map(str, found)).lower())}
    return not words.isdisjoint(re.findall(r"\w{2,}", labels))


@pytest.mark.parametrize(("statement", "part"), ROWS, ids=lambda name: name)
def test_each_place_of_a_row_holds_what_is_stated_and_is_empty_without_it(clinics, statement, part):
    row, one = ROWS[statement, part], kind_of(statement, part)

    assert wrong_places(clinics, row, one) == []


def wrong_places(clinics, row, one):
    """Sentences about what does not hold of a row of the table."""
    statement, part = row["statement"], row["part"]
    wrong = []
    for name in FORMATS:
        cell = row[name]
        if name == "csv":
            wrong += wrong_cells(clinics, statement, part, cell)
        elif cell != NOT_GIVEN:
            listed = places(cell)
            stating = [clinic for clinic in clinics if says_something(clinic.stated(name, statement, part))]
            assert stating
            for place in listed:
                wrong += wrong_place(clinics, name, place, row, one)
            exact = [place for place in listed if is_exact(place)]
            wrong += [
                f"{name}: no place has {clinic.stated(name, statement, part)}"
                for clinic in stating
                if exact and not any(clinic.found(name, place) for place in exact)
            ]
    return wrong


def says_something(stated):
    """False for records alone that have no part."""
    return any(not isinstance(one, dict) or any(map(is_stated, one.values())) for one in stated)


def wrong_place(clinics, name, place, row, one):
    """What does not hold of one place: it agrees wherever it has something, and has something somewhere."""
    statement, part = row["statement"], row["part"]
    agreed = 0
    for clinic in clinics:
        stated = clinic.stated(name, statement, part)
        found = clinic.found(name, place)
        if found and stated and agrees(place, found, stated, one):
            agreed += 1
        elif found and place.path not in SHARED:
            yield f"{name}: {place.path} has {found} where {stated or 'nothing'} is stated"
            return
    if not agreed:
        yield f"{name}: {place.path} never has what is stated"


def wrong_cells(clinics, statement, part, cell):
    for clinic in clinics:
        stated = clinic.stated("csv", statement, part)
        found = in_csv(clinic.documents["csv"], cell, unescape_formulas)
        if found != stated:
            yield f"csv: {cell} has {found} where {stated or 'nothing'} is stated"
            return


# ---- a row that is wrong on purpose

FAULTS = [
    (("route", ""), "json", "statements.routes.value"),
    (("route", ""), "json", "statements.setting.value"),
    (("practitioners", "npi"), "json", "statements.practitioners.value[].license_number"),
    (("private_room", ""), "csv", "column private_room: the code"),
    (("private_room", ""), "csv", "column escort_required: yes or no"),
    (("city", ""), "fhir_r4", "Location.address.state; Organization.address.city"),
    (("deposit", ""), "fhir_r4", "HealthcareService.extension(statement) with name deposit and valueInteger"),
    (("refund", ""), "fhir_r4", "HealthcareService.characteristic, CodeSystem/pace"),
    (("email", ""), "hsds_3_0", "email; organization.website"),
    (("phone", ""), "hsds_3_0", "phones.number"),
    (("street", ""), "hsds_3_0", "service_at_locations[].location.addresses[].address_1"),
    (("prices_as_of", ""), "hsds_3_0", "cost_options[].valid_from, for each price"),
    (("route", ""), "hsds_3_0", "attributes[link_type=samhsa].taxonomy_term.code, im: KIT"),
    (("alias", ""), "schema_org", "name"),
    (("practitioners", "supervisor"), "schema_org", "employee[].supervisor"),
    (("practitioners", "license_number"), "schema_org", "employee[].identifier.value"),
    (("payment", ""), "schema_org", "additionalProperty[propertyID=payment].value; acceptsPayment, in words"),
]


@pytest.mark.parametrize(("key", "name", "cell"), FAULTS)
def test_a_wrong_place_is_found(clinics, key, name, cell):
    row = ROWS[key] | {name: cell}

    try:
        found = wrong_places(clinics, row, kind_of(*key))
    except (AssertionError, AttributeError, KeyError, ValueError):
        return
    assert [sentence for sentence in found if sentence.startswith(f"{name}:")]
