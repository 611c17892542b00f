"""Who says so, and until when: on each element, on each resource, and as VerificationResult."""

from datetime import date

from directory.fhir.mapping.resources import resources
from tests.support.open_records import CLINIC, CONFIRMED_ON, SELF_REPORTED, open_record

EVIDENCE = "http://127.0.0.1:8000/fhir/StructureDefinition/evidence"
REGISTER = {
    "evidence": "register_checked",
    "on": "2026-11-03",
    "until": "2027-11-03",
    "source": "NPPES",
    "url": "https://register.example/1",
    "about": "npi",
}
LETTER = {"evidence": "document_seen", "on": "2026-10-01", "source": "A letter", "about": "other"}
INES = {"name": "Ines Okonjo-Vale", "license": "md"}


def of_type(resource_type, record, today=None):
    return [one for one in resources(record, today) if one["resourceType"] == resource_type]


def evidence(element):
    """The evidence on an element: part → value, of each."""
    return [
        {part["url"]: [*part.values()][1] for part in one["extension"]}
        for one in element.get("extension", [])
        if one["url"] == EVIDENCE
    ]


def test_each_code_has_the_evidence_of_its_statement_the_strongest_first():
    record = open_record(route=["iv", "im"], marks={"route": {**LETTER, "also": [SELF_REPORTED]}})
    (service,) = of_type("HealthcareService", record)
    wanted = [
        {"kind": "document_seen", "on": "2026-10-01", "source": "A letter", "about": "other"},
        {"kind": "self_reported", "on": CONFIRMED_ON},
    ]

    assert [evidence(one) for one in service["characteristic"]] == [wanted, wanted]


def test_a_resource_says_what_it_rests_on_and_which_statement_rests_on_something_else():
    record = open_record(phone="+15125550100", npi="1234567893", marks={"npi": REGISTER})
    organization, place, *_others = resources(record)
    usual = {"kind": "self_reported", "on": CONFIRMED_ON}

    assert evidence(place) == [usual]
    assert evidence(organization) == [
        usual,
        {
            "statement": "npi",
            "kind": "register_checked",
            "on": "2026-11-03",
            "until": "2027-11-03",
            "source": "NPPES",
            "address": "https://register.example/1",
            "about": "npi",
        },
    ]


def test_what_was_imported_says_that_nobody_stands_by_it_and_is_attested_by_nobody():
    nobody = {"evidence": None, "on": None}
    names = ("name", "city", "state", "country", "route")
    record = open_record(
        route=["iv"], confirmed_on=None, current_until=None, marks=dict.fromkeys(names, nobody)
    )
    organization, place, service = resources(record)

    for element in (organization, place, service, service["characteristic"][0]):
        assert evidence(element) == [{"kind": "not_from_the_clinic"}]


def test_evidence_that_has_ended_is_left_out_of_a_day_and_kept_in_a_file():
    record = open_record(
        npi="1234567893", marks={"npi": {**REGISTER, "until": "2026-11-27", "also": [SELF_REPORTED]}}
    )

    assert len(of_type("VerificationResult", record)) == 2
    (attested,) = of_type("VerificationResult", record, date(2026, 11, 28))
    assert attested["status"] == "attested"
    assert len(of_type("VerificationResult", record, date(2026, 11, 27))) == 2


def test_what_has_ended_is_said_to_have_ended_and_not_to_be_imported():
    availability = {"availability": {**SELF_REPORTED, "until": "2026-12-13"}}
    record = open_record(availability="accepting", marks=availability)

    def evidence_on(day):
        (service,) = of_type("HealthcareService", record, day)
        return evidence(service["characteristic"][0])

    assert evidence_on(date(2026, 12, 13)) == [
        {"kind": "self_reported", "on": CONFIRMED_ON, "until": "2026-12-13"}
    ]
    assert evidence_on(date(2026, 12, 14)) == [{"kind": "ended"}]


def test_the_clinic_attests_on_the_day_of_its_confirmation():
    (attested,) = of_type("VerificationResult", open_record())

    assert attested["target"] == [
        {"reference": f"{resource_type}/{CLINIC}"}
        for resource_type in ("Organization", "Location", "HealthcareService")
    ]
    assert (attested["status"], attested["statusDate"]) == ("attested", CONFIRMED_ON)
    assert attested["nextScheduled"] == "2027-02-20"
    assert attested["attestation"] == {
        "who": {"reference": f"Organization/{CLINIC}"},
        "date": CONFIRMED_ON,
    }


def test_a_register_is_a_primary_source_and_a_document_has_words_alone():
    record = open_record(
        npi="1234567893",
        route=["iv"],
        escort_required=True,
        marks={"npi": REGISTER, "route": LETTER, "escort_required": LETTER},
    )
    _attested, register, of_route, of_escort = of_type("VerificationResult", record)
    source = register["primarySource"][0]

    assert register["target"] == [{"reference": f"Organization/{CLINIC}"}]
    assert register["targetLocation"] == [
        "Organization.identifier.where(system = 'http://hl7.org/fhir/sid/us-npi').value"
    ]
    assert register["validationType"]["coding"][0]["code"] == "primary"
    assert register["validationProcess"][0]["coding"][0]["code"] == "primary"
    assert source["who"] == {"display": "NPPES"}
    assert source["type"][0]["coding"][0]["code"] == "auth-source"
    assert register["nextScheduled"] == "2027-11-03"
    words = {"text": "Document seen by a moderator"}
    assert (of_route["validationType"], of_route["validationProcess"]) == (words, [words])
    assert of_route["targetLocation"] == [
        "HealthcareService.characteristic"
        ".where(coding.system = 'http://127.0.0.1:8000/fhir/CodeSystem/route')"
    ]
    assert of_route["target"] == of_escort["target"] == [{"reference": f"HealthcareService/{CLINIC}"}]
    assert of_route["id"] != of_escort["id"]


def test_the_license_of_a_person_is_checked_with_the_person():
    checked = {"person": "Ines Okonjo-Vale", **REGISTER, "about": "license", "source": "Board of Colorado"}
    record = open_record(
        practitioners=[INES, {"name": "Ada May"}],
        marks={"practitioners": {**SELF_REPORTED, "checked": [checked]}},
    )
    ines, ada = of_type("Practitioner", record)
    _attested, result = of_type("VerificationResult", record)

    assert [one.get("person") for one in evidence(ines)] == [None, "Ines Okonjo-Vale"]
    assert [one.get("person") for one in evidence(ada)] == [None]
    assert result["target"] == [{"reference": f"Practitioner/{ines['id']}"}]
    assert result["targetLocation"] == ["Practitioner.qualification"]
    assert result["primarySource"][0]["type"][0]["coding"][0]["code"] == "lic-board"


def test_ids_of_checks_stay_while_others_come_and_go():
    def ids(**marks):
        record = open_record(npi="1234567893", route=["iv"], marks=marks)
        return {one["id"] for one in of_type("VerificationResult", record)}

    assert ids(npi=REGISTER) < ids(npi=REGISTER, route=LETTER)
