"""Reads statements back from resources of FHIR, and from nothing else.

The resources of a clinic are known by their ids alone: `<clinic id>` or `<clinic id>.<part>`.
"""

from collections import defaultdict

from directory.facts.fields import complete_record
from directory.facts.spine import STATEMENTS
from directory.fhir.mapping.systems import fhir_id
from tests.support.read_back import Mark

NPI = "http://hl7.org/fhir/sid/us-npi"
NDH = "http://hl7.org/fhir/us/ndh/StructureDefinition/"
PRICE = {"low": "price_low", "high": "price_high", "unit": "price_unit", "as_of": "prices_as_of"}


def read(resources):
    """resources: of any clinics, in any order, as dicts; those of groups are left out."""
    clinics = defaultdict(list)
    for one in resources:
        clinics[one["id"].partition(".")[0]].append(one)
    return {clinic: Reader(found).statements() for clinic, found in clinics.items() if is_clinic(found)}


def is_clinic(resources):
    """True for the resources of a clinic, False for the one of a group."""
    return any(one["resourceType"] == "Location" for one in resources)


class Reader:
    def __init__(self, resources):
        self.by_type = defaultdict(list)
        for one in resources:
            self.by_type[one["resourceType"]].append(one)
        self.organization = self.only("Organization")
        self.location = self.only("Location")
        self.service = next(one for one in self.by_type["HealthcareService"] if "." not in one["id"])
        self.found = {}

    def only(self, resource_type):
        (resource,) = self.by_type[resource_type]
        return resource

    def statements(self):
        self.read_homes()
        self.read_by_kind()
        self.read_offerings()
        self.read_people()
        self.read_training()
        return {name: value for name, value in self.found.items() if value[0] not in (None, "", [])}

    def put(self, name, value, marks):
        self.found[name] = (value, frozenset(marks))

    # ---- elements of FHIR

    def read_homes(self):
        place, address = self.location, self.location.get("address", {})
        assert self.organization.get("address", [{}]) == [address]
        assert self.organization["name"] == place["name"] == self.service["name"]
        phone, _, extension = self.telecom("phone").partition(";ext=")
        position = place.get("position", {})
        homes = {
            "name": place["name"],
            "alias": place.get("alias", [""])[0],
            "street": address.get("line", [""])[0],
            "city": address.get("city"),
            "state": address.get("state"),
            "zip": address.get("postalCode"),
            "country": address.get("country"),
            "latitude": position.get("latitude"),
            "longitude": position.get("longitude"),
            "point_source": value_of(place, "point-source"),
            "phone": phone,
            "phone_extension": extension,
            "email": self.telecom("email"),
            "website": self.telecom("url"),
            "accessibility": [
                one["valueCodeableConcept"]["coding"][0]["code"]
                for one in extensions(place, NDH + "base-ext-accessibility")
            ],
        }
        for name, value in homes.items():
            self.put(name, value, self.home_marks(place, name))
        organization = self.organization.get("partOf", {}).get("display")
        self.put("organization", organization, self.home_marks(self.organization, "organization"))
        self.put("npi", identifier(self.organization, NPI), self.home_marks(self.organization, "npi"))
        self.put("about", self.service.get("comment"), self.home_marks(self.service, "about"))

    def telecom(self, system):
        every = [one.get("telecom", []) for one in (self.organization, self.location, self.service)]
        assert every[0] == every[1] == every[2]
        return next((one["value"] for one in every[0] if one["system"] == system), "")

    def home_marks(self, resource, name):
        """The marks of a statement that stand on its resource, else those of the resource."""
        marks = list(named_marks(resource))
        own = [mark for statement, mark in marks if statement == name]
        return stood_by(own or [mark for statement, mark in marks if statement == ""])

    # ---- by kind

    def read_by_kind(self):
        by_id = {fhir_id(name): name for name in STATEMENTS}
        for one in self.service.get("characteristic", []):
            (coding,) = one["coding"]
            self.add(by_id[coding["system"].rpartition("/")[2]], coding["code"], marks_on(one))
        for one in extensions(self.service, "/statement"):
            parts = {part["url"]: value for part, value in parts_of(one)}
            self.put(parts["name"], parts["value"], marks_on(one))
        for name, statement in STATEMENTS.items():
            if statement.kind == "records" and name not in ("training", "practitioners"):
                for one in extensions(self.service, f"/{fhir_id(name)}"):
                    self.put(
                        name,
                        [*self.found.get(name, ([], ()))[0], record_of(one, statement.parts)],
                        marks_on(one),
                    )

    def add(self, name, code, marks):
        """One code of a statement of one code or of several."""
        if STATEMENTS[name].kind == "code":
            assert name not in self.found
            self.put(name, code, marks)
        else:
            self.put(name, [*self.found.get(name, ([], ()))[0], code], marks)

    # ---- offerings

    def read_offerings(self):
        offerings = {}
        for one in self.by_type["HealthcareService"]:
            for marker in extensions(one, "/offering"):
                (entry,) = [value for part, value in parts_of(marker) if part["url"] == "entry"]
                offerings[entry] = one
        if offerings:
            records = [self.offering(offerings[entry]) for entry in sorted(offerings)]
            self.put("offerings", records, marks_on(offerings[1]))

    def offering(self, service):
        parts = {part.name: part for part in STATEMENTS["offerings"].parts}
        record = {}
        for one in service.get("characteristic", []):
            (coding,) = one["coding"]
            name = coding["system"].rpartition("/")[2].removeprefix("offerings-").replace("-", "_")
            if name in parts and parts[name].kind == "codes":
                record.setdefault(name, []).append(coding["code"])
            elif name in parts:
                record[name] = coding["code"]
        for one in extensions(service, "/statement"):
            read = {part["url"]: value for part, value in parts_of(one)}
            record[read["name"]] = read["value"]
        for one in extensions(service, "/price"):
            record |= {PRICE[part["url"]]: value for part, value in parts_of(one)}
        for name, part in parts.items():
            if part.kind == "records":
                found = [record_of(one, part.parts) for one in extensions(service, f"/{fhir_id(name)}")]
                record |= {name: found} if found else {}
        return complete_record(record, parts.values())

    # ---- people

    def read_people(self):
        people, checked = {}, []
        for one in self.by_type["Practitioner"]:
            (own,) = extensions(one, "/practitioners")
            entry = next(value for part, value in parts_of(own) if part["url"] == "entry")
            (role,) = [role for role in self.by_type["PractitionerRole"] if role["id"] == one["id"]]
            assert role["practitioner"]["reference"] == f"Practitioner/{one['id']}"
            people[entry] = self.person(one, own, role)
            checked += [mark for statement, mark in named_marks(one) if statement == "practitioners"]
            marks = [mark for statement, mark in named_marks(one) if statement == ""]
        checked += [mark for statement, mark in named_marks(self.service) if statement == "practitioners"]
        if people:
            every = [people[entry] for entry in sorted(people)]
            self.put("practitioners", every, stood_by([*marks, *checked]))

    def person(self, practitioner, own, role):
        parts = STATEMENTS["practitioners"].parts
        record = record_of(own, parts)
        record["name"] = practitioner.get("name", [{"text": ""}])[0]["text"]
        record["npi"] = identifier(practitioner, NPI) or ""
        for one in practitioner.get("qualification", []):
            for coding in one["code"].get("coding", []):
                if coding["system"].endswith("/practitioners-license"):
                    record["license"] = coding["code"]
            for number in one.get("identifier", []):
                record["license_number"] = number["value"]
        record["roles"] = [
            coding["code"]
            for one in role.get("code", [])
            for coding in one["coding"]
            if coding["system"].endswith("/practitioners-roles")
        ]
        return complete_record(record, parts)

    def read_training(self):
        trainings = {}
        for resource in (self.service, *self.by_type["Practitioner"]):
            for one in extensions(resource, "/training"):
                entry = next(value for part, value in parts_of(one) if part["url"] == "entry")
                trainings[entry] = one
        if trainings:
            parts = STATEMENTS["training"].parts
            records = [record_of(trainings[entry], parts) for entry in sorted(trainings)]
            self.put("training", records, marks_on(trainings[1]))


# ---- extensions


def extensions(element, end):
    """The extensions of an element whose address ends so."""
    return [one for one in element.get("extension", []) if one["url"].endswith(end)]


def value_of(element, name):
    return next((raw_value(one) for one in extensions(element, f"/{name}")), None)


def identifier(resource, system):
    return next((one["value"] for one in resource.get("identifier", []) if one["system"] == system), None)


def parts_of(extension):
    """(part, its value) of each part of an extension that has a value."""
    return [(one, raw_value(one)) for one in extension["extension"] if "extension" not in one]


def raw_value(extension):
    """The value[x], as a record has it."""
    (key,) = [key for key in extension if key.startswith("value")]
    value = extension[key]
    if key == "valueMoney":
        assert value["currency"] == "USD"
        return value["value"]
    if key == "valueCoding":
        return value["code"]
    return value.removesuffix(":00") if key == "valueTime" else value


def record_of(extension, parts):
    """A record, whole, of an extension that has its parts."""
    record, by_name = {}, {part.name: part for part in parts}
    for one in extension["extension"]:
        part = by_name.get(one["url"])
        if part is None:
            continue
        if part.kind == "records":
            record.setdefault(part.name, []).append(record_of(one, part.parts))
        elif part.kind == "codes":
            record.setdefault(part.name, []).append(raw_value(one))
        else:
            record[part.name] = raw_value(one)
    return complete_record(record, parts)


# ---- marks


def named_marks(element):
    """(statement, Mark) of each evidence on an element; "" for what is about all of it."""
    for one in extensions(element, "/evidence"):
        parts = {part["url"]: value for part, value in parts_of(one)}
        mark = Mark(
            evidence=parts["kind"],
            on=parts.get("on", ""),
            until=parts.get("until", ""),
            source=parts.get("source", ""),
            url=parts.get("address", ""),
            about=parts.get("about", ""),
            person=parts.get("person", ""),
        )
        yield parts.get("statement", ""), mark


def marks_on(element):
    return stood_by([mark for statement, mark in named_marks(element) if statement == ""])


def stood_by(marks):
    """The marks without “nobody stands by it” and “nothing counts any more”."""
    return [mark for mark in marks if mark.evidence not in ("not_from_the_clinic", "ended")]
