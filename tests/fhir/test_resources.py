"""A clinic as resources of FHIR: what each statement becomes, and what is never said."""

from datetime import date

import pytest

from directory.fhir.mapping.resources import TYPES, group_organization, resources
from tests.support.open_records import CLINIC, CONFIRMED_ON, GROUP, open_record

NDH = "http://hl7.org/fhir/us/ndh/StructureDefinition/"
OURS = "http://127.0.0.1:8000/fhir"
TODAY = date(2026, 11, 28)
FRESH = {"availability": {"evidence": "self_reported", "on": CONFIRMED_ON, "until": "2026-12-13"}}
INES = {"name": "Ines Okonjo-Vale", "roles": ["medical_director"], "license": "md"}


def of_type(resource_type, record, today=None):
    return [one for one in resources(record, today) if one["resourceType"] == resource_type]


def only(resource_type, record, today=None):
    (resource,) = of_type(resource_type, record, today)
    return resource


def extensions(element, url):
    return [one for one in element.get("extension", []) if one["url"] == url]


def own(element, name):
    return extensions(element, f"{OURS}/StructureDefinition/{name}")


def parts(extension):
    """(part, value) of an extension that has parts, without extensions in it."""
    return [(one["url"], *(one[key] for key in one if key != "url")) for one in extension["extension"]]


def stated(service):
    """Name → value of each extension `statement`."""
    return {
        one["extension"][0]["valueCode"]: [*one["extension"][1].values()][1]
        for one in own(service, "statement")
    }


def codes(service):
    """(code system, code) of each characteristic."""
    every = [coding for one in service.get("characteristic", []) for coding in one["coding"]]
    return [(one["system"].removeprefix(f"{OURS}/CodeSystem/"), one["code"]) for one in every]


# ---- ids and what all resources have


def test_a_clinic_has_its_own_id_in_three_types_and_parts_of_it_in_the_others():
    record = open_record(practitioners=[INES], offerings=[{"route": "iv"}])

    assert [(one["resourceType"], one["id"]) for one in resources(record)] == [
        ("Organization", CLINIC),
        ("Location", CLINIC),
        ("HealthcareService", CLINIC),
        ("HealthcareService", f"{CLINIC}.99adadac92fd5a0e"),
        ("Practitioner", f"{CLINIC}.82a0e6c74f545c9a"),
        ("PractitionerRole", f"{CLINIC}.82a0e6c74f545c9a"),
        ("VerificationResult", f"{CLINIC}.0338d7246b3a507d"),
    ]
    assert {one["resourceType"] for one in resources(record)} == {*TYPES}


def test_two_people_of_one_name_are_two():
    ids = [one["id"] for one in of_type("Practitioner", open_record(practitioners=[INES, INES]))]

    assert len(set(ids)) == 2
    assert ids[:1] == [one["id"] for one in of_type("Practitioner", open_record(practitioners=[INES]))]


def test_a_file_says_nothing_of_a_day():
    record = open_record(availability="accepting", practitioners=[INES], marks=FRESH)

    for one in resources(record):
        assert "active" not in one
        assert "status" not in one or one["resourceType"] == "VerificationResult"
        assert extensions(one, f"{NDH}base-ext-newpatients") == []
        assert one["meta"] == {
            "versionId": "269",
            "lastUpdated": "2026-11-22T14:03:11Z",
            "source": "https://clinics.example/clinics/tern-house-denver/",
        }


@pytest.mark.parametrize(("today", "active"), [(date(2027, 5, 21), True), (date(2027, 5, 22), False)])
def test_a_listing_is_active_until_it_lapses(today, active):
    record = open_record(practitioners=[INES])
    found = resources(record, today)

    assert [one["active"] for one in found if "active" in one] == [active] * 4
    assert [one.get("status") for one in found if one["resourceType"] == "Location"] == [
        "active" if active else None
    ]


def test_a_clock_that_ran_out_makes_a_version_at_the_midnight_of_the_site():
    record = open_record(availability="accepting", marks=FRESH)

    assert only("Location", record, date(2026, 12, 13))["meta"]["versionId"] == "269"
    meta = only("Location", record, date(2026, 12, 14))["meta"]
    assert (meta["versionId"], meta["lastUpdated"]) == ("269.20261213", "2026-12-14T05:00:00Z")


def test_a_clock_that_ran_out_before_the_last_change_does_not():
    record = open_record(
        npi="1234567893",
        marks={"npi": {"evidence": "document_seen", "on": "2026-01-01", "until": "2026-11-21"}},
    )

    assert only("Location", record, TODAY)["meta"]["versionId"] == "269"


# ---- values by kind


def test_values_are_written_by_their_kind():
    service = only(
        "HealthcareService",
        open_record(
            escort_required=False,
            observation_minutes=0,
            intake_fee=450,
            prices_as_of="2026-11-01",
            maintenance="As needed",
            route=["iv", "im"],
            refund="none",
        ),
    )

    assert stated(service) == {
        "escort_required": False,
        "observation_minutes": 0,
        "intake_fee": {"value": 450, "currency": "USD"},
        "prices_as_of": "2026-11-01",
        "maintenance": "As needed",
    }
    assert codes(service) == [("route", "iv"), ("route", "im"), ("refund", "none")]
    assert [one["text"] for one in service["characteristic"]] == [
        "How it is given: IV infusion",
        "How it is given: Injection into a muscle",
        "Refunds: No refund",
    ]


def test_what_is_not_stated_is_nowhere():
    service = only("HealthcareService", open_record())

    assert "characteristic" not in service
    assert stated(service) == {}
    assert "coverageArea" not in service
    assert extensions(service, f"{NDH}base-ext-delivery-method") == []


def test_own_words_that_are_withheld_are_left_out():
    record = open_record(about="We care.")
    record["statements"]["about"] = {"value": None, "withheld": True}

    assert "comment" not in only("HealthcareService", record)
    assert only("HealthcareService", open_record(about="We care."))["comment"] == "We care."


def test_a_code_of_a_later_release_is_passed_on():
    assert codes(only("HealthcareService", open_record(route=["by_light"]))) == [("route", "by_light")]


def test_records_are_extensions_with_the_parts_that_are_stated():
    insurer = {"payer": "aetna", "covers": ["therapy", "assessment"]}
    (extension,) = own(only("HealthcareService", open_record(insurers=[insurer])), "insurers")

    def payer(part, code, label):
        return {"system": f"{OURS}/CodeSystem/insurers-{part}", "code": code, "display": label}

    assert parts(extension)[:3] == [
        ("payer", payer("payer", "aetna", "Aetna")),
        ("covers", payer("covers", "therapy", "Therapy")),
        ("covers", payer("covers", "assessment", "Assessment")),
    ]
    assert [part for part, _value in parts(extension)[3:]] == [f"{OURS}/StructureDefinition/evidence"]


# ---- elements of FHIR


def test_name_address_and_telecom_stand_where_clients_look():
    record = open_record(
        alias="The Tern",
        street="1 Example Street",
        zip="80203",
        phone="+15125550100",
        phone_extension="007",
        email="desk@tern.example",
        website="https://tern.example/",
        latitude=39.7392,
        longitude=-104.9903,
        point_source="zip_centroid",
        npi="1234567893",
    )
    place, organization = only("Location", record), only("Organization", record)
    address = {
        "line": ["1 Example Street"],
        "city": "Denver",
        "state": "CO",
        "postalCode": "80203",
        "country": "US",
    }
    telecom = [
        {"system": "phone", "value": "+15125550100;ext=007"},
        {"system": "email", "value": "desk@tern.example"},
        {"system": "url", "value": "https://tern.example/"},
    ]

    assert (place["name"], place["alias"], place["address"]) == ("Tern House", ["The Tern"], address)
    assert place["position"] == {"longitude": -104.9903, "latitude": 39.7392}
    assert own(place, "point-source")[0]["valueCode"] == "zip_centroid"
    assert organization["address"] == [address]
    assert organization["identifier"] == [
        {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{CLINIC}"},
        {"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"},
    ]
    for resource_type in ("Organization", "Location", "HealthcareService"):
        assert only(resource_type, record)["telecom"] == telecom


def test_a_clinic_of_a_group_stands_under_it_and_keeps_its_own_organization():
    record = open_record(organization="Cedar Group", organization_id=GROUP)

    assert only("Organization", record)["partOf"] == {
        "reference": f"Organization/{GROUP}",
        "display": "Cedar Group",
    }
    group = group_organization(record)
    assert (group["id"], group["name"]) == (GROUP, "Cedar Group")
    assert group_organization(open_record()) is None


def test_a_group_that_is_only_named_has_no_resource():
    record = open_record(organization="Cedar Group")

    assert only("Organization", record)["partOf"] == {"display": "Cedar Group"}
    assert group_organization(record) is None


@pytest.mark.parametrize(
    ("availability", "today", "code"),
    [
        ("accepting", date(2026, 12, 13), ["newpt"]),
        ("not_accepting", TODAY, ["nopt"]),
        ("accepting", date(2026, 12, 14), []),
        ("waitlist", TODAY, []),
    ],
)
def test_taking_patients_is_said_while_it_is_fresh_and_never_for_a_waiting_list(availability, today, code):
    service = only("HealthcareService", open_record(availability=availability, marks=FRESH), today)
    found = [one["extension"][0] for one in extensions(service, f"{NDH}base-ext-newpatients")]

    assert [one["valueCodeableConcept"]["coding"][0]["code"] for one in found] == code
    assert codes(service) == [("availability", availability)]


@pytest.mark.parametrize(
    ("facts", "methods"),
    [
        ({"setting": ["infusion_clinic"]}, ["physical"]),
        ({"setting": ["home_supervised"]}, ["physical"]),
        ({"setting": ["home_remote"]}, ["virtual"]),
        ({"setting": ["infusion_clinic", "home_unsupervised"]}, ["physical", "virtual"]),
        ({"telehealth_states": ["CO"]}, ["virtual"]),
    ],
)
def test_how_a_service_is_delivered_follows_its_setting_and_states(facts, methods):
    service = only("HealthcareService", open_record(**facts))
    found = [one["extension"][0] for one in extensions(service, f"{NDH}base-ext-delivery-method")]

    assert [one["valueCodeableConcept"]["coding"][0]["code"] for one in found] == methods


def test_states_languages_and_hours_stand_in_elements_of_their_own_too():
    hours = [
        {"days": ["mon", "tue"], "opens": "09:00", "closes": "17:30", "kind": "treatment"},
        {"days": ["sat"], "opens": "09:00", "closes": "12:00", "kind": "phone_or_messages"},
    ]
    service = only(
        "HealthcareService",
        open_record(
            telehealth_states=["CO"],
            languages=["es:clinician", "es:written", "ase:interpreter"],
            opening_times=hours,
        ),
    )

    assert service["coverageArea"] == [
        {
            "type": "Location",
            "identifier": {"system": "https://www.usps.com/", "value": "CO"},
            "display": "Colorado",
        }
    ]
    assert [one["coding"][0]["code"] for one in service["communication"]] == ["es", "ase"]
    assert service["availableTime"] == [
        {"daysOfWeek": ["mon", "tue"], "availableStartTime": "09:00:00", "availableEndTime": "17:30:00"}
    ]
    assert len(own(service, "opening-times")) == 2


def test_accessibility_has_our_code_and_that_of_others_but_never_claims_the_law():
    place = only("Location", open_record(accessibility=["step_free", "wheelchair", "public_transport"]))
    found = [one["valueCodeableConcept"] for one in extensions(place, f"{NDH}base-ext-accessibility")]

    assert [[coding["code"] for coding in one["coding"]] for one in found] == [
        ["step_free"],
        ["wheelchair", "handiaccess"],
        ["public_transport", "pubtrans"],
    ]


# ---- people


def test_a_person_is_a_practitioner_with_a_role():
    person = INES | {
        "license": "pmhnp",
        "license_state": "CO",
        "license_number": "NP-1",
        "npi": "1234567893",
        "boards": ["pmhnp_bc"],
        "supervisor": "Ada May",
        "years_offering": 0,
    }
    record = open_record(practitioners=[person])
    practitioner, role = only("Practitioner", record), only("PractitionerRole", record)
    license, board = practitioner["qualification"]

    assert practitioner["name"] == [{"text": "Ines Okonjo-Vale"}]
    assert practitioner["identifier"] == [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"}]
    assert license["identifier"] == [{"system": "http://127.0.0.1:8000/id/license/CO", "value": "NP-1"}]
    assert [one["code"] for one in license["code"]["coding"]] == ["pmhnp", "363LP0808X"]
    assert [one["code"] for one in board["code"]["coding"]] == ["pmhnp_bc"]
    assert [coding["code"] for one in role["code"] for coding in one["coding"]] == [
        "medical_director",
        "crnp",
    ]
    assert [one["coding"][0]["code"] for one in role["specialty"]] == ["363LP0808X"]
    assert role["practitioner"] == {
        "reference": f"Practitioner/{practitioner['id']}",
        "display": "Ines Okonjo-Vale",
    }
    (extension,) = own(practitioner, "practitioners")
    assert [part for part, _value in parts(extension)] == [
        "entry",
        "supervisor",
        "license_state",
        "boards",
        "years_offering",
    ]


@pytest.mark.parametrize(
    "parts_of_the_person",
    [
        {"license": "unlicensed"},
        {"license": "", "boards": ["none"]},
        {"license": "", "board_certification": "Not board certified"},
    ],
)
def test_what_is_no_qualification_is_not_given_as_one(parts_of_the_person):
    practitioner = only("Practitioner", open_record(practitioners=[INES | parts_of_the_person]))

    assert "qualification" not in practitioner


def test_a_physician_has_no_code_that_says_more():
    practitioner = only("Practitioner", open_record(practitioners=[INES]))

    assert [one["code"] for one in practitioner["qualification"][0]["code"]["coding"]] == ["md"]


def test_training_stands_with_the_person_whose_it_is():
    record = open_record(
        practitioners=[INES],
        training=[
            {"code": "acls", "practitioner": "Ines Okonjo-Vale", "hours": 8},
            {"code": "bls"},
            {"code": "airway", "practitioner": "Nobody Here"},
        ],
    )
    practitioner, service = only("Practitioner", record), only("HealthcareService", record)

    def trainings(resource):
        found = [dict(parts(one)) for one in own(resource, "training")]
        return [(one["entry"], one["code"]["code"]) for one in found]

    assert trainings(practitioner) == [(1, "acls")]
    assert trainings(service) == [(2, "bls"), (3, "airway")]


# ---- offerings


def test_an_offering_is_a_service_of_its_own_with_its_price_its_payers_and_its_states():
    record = open_record(
        offerings=[
            {
                "route": "iv",
                "purpose": "mood",
                "setting": "home_remote",
                "therapy_in_price": True,
                "price_low": 400,
                "price_high": 600,
                "price_unit": "session",
                "prices_as_of": "2026-11-01",
                "insurers": [{"payer": "aetna"}],
            },
            {"route": "im"},
        ],
        telehealth_states=["CO"],
        effective_offerings=[{"entry": 1, "insurance": ["commercial"]}, {"entry": 2, "insurance": None}],
    )
    _whole, first, second = of_type("HealthcareService", record)

    assert first["name"] == "Tern House: IV infusion, for mood, at home"
    assert parts(own(first, "offering")[0]) == [
        ("entry", 1),
        ("of", {"reference": f"HealthcareService/{CLINIC}"}),
    ]
    assert codes(first) == [
        ("route", "iv"),
        ("offerings-purpose", "mood"),
        ("setting", "home_remote"),
        ("insurance", "commercial"),
    ]
    unit = {"system": f"{OURS}/CodeSystem/offerings-price-unit", "code": "session", "display": "A session"}
    assert parts(own(first, "price")[0]) == [
        ("low", {"value": 400, "currency": "USD"}),
        ("high", {"value": 600, "currency": "USD"}),
        ("unit", unit),
        ("as_of", "2026-11-01"),
    ]
    assert stated(first) == {"therapy_in_price": True}
    assert len(own(first, "insurers")) == 1
    assert [one["display"] for one in first["coverageArea"]] == ["Colorado"]
    assert (codes(second), own(second, "price"), "coverageArea" in second) == ([("route", "im")], [], False)
