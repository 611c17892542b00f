"""The definitions that resources point to, and where each statement stands."""

import pytest

from directory.facts.spine import STATEMENTS
from directory.fhir.definitions import definition, definitions
from directory.fhir.mapping.codes import FOREIGN, NUCC, NUCC_OF_LICENSE, PRACTITIONER_ROLE, ROLE_OF_LICENSE
from directory.fhir.mapping.homes import HOMES, where
from directory.fhir.mapping.systems import fhir_id, own_systems

SITE = "http://127.0.0.1:8000"


def codes_of(system):
    return [one["code"] for one in definition("CodeSystem", system)["concept"]]


def test_each_definition_stands_at_its_address():
    assert {one["url"] for one in definitions().values()} == {
        f"{SITE}/fhir/{resource_type}/{definition_id}" for resource_type, definition_id in definitions()
    }


def test_addresses_follow_the_site(settings):
    settings.SITE_URL = "https://clinics.example"

    assert definition("CodeSystem", "route")["url"] == "https://clinics.example/fhir/CodeSystem/route"


def test_what_does_not_exist_has_no_definition():
    assert definition("CodeSystem", "nothing") is None
    assert definition("StructureDefinition", "route") is None


def test_each_coded_statement_has_a_code_system_of_its_codes_in_their_order():
    coded = {name: [code for code, _label in one.choices] for name, one in STATEMENTS.items() if one.choices}
    yes_no = {name for name in coded if STATEMENTS[name].kind == "yes_no"}

    shared = {"route"}  # which offerings add “combined” to
    for name in coded.keys() - yes_no - shared:
        assert codes_of(fhir_id(name)) == coded[name]
    assert codes_of("route") == [*coded["route"], "combined"]
    assert [name for name in yes_no if definition("CodeSystem", fhir_id(name))] == []


def test_a_part_of_a_record_has_a_code_system_of_its_own_or_shares_that_of_a_statement():
    assert codes_of("practitioners-roles")[:2] == ["leads", "medical_director"]
    assert codes_of("insurers-network") == [
        "in_network",
        "out_of_network",
        "out_of_network_help",
        "not_taken",
    ]
    assert [key for key in own_systems() if key.startswith("offerings-")] == [
        "offerings-purpose",
        "offerings-price-unit",
    ]


def test_a_code_with_a_warning_carries_it():
    concepts = {one["code"]: one for one in definition("CodeSystem", "setting")["concept"]}

    assert concepts["home_unsupervised"]["definition"].startswith(
        "Warning: At home with no one watching, no clinician is there to see trouble and act."
    )
    assert "definition" not in concepts["infusion_clinic"]


def test_each_license_has_a_code_of_others_that_exists():
    assert {*NUCC_OF_LICENSE.values()} == {*FOREIGN[NUCC]}
    assert {*ROLE_OF_LICENSE.values()} == {*FOREIGN[PRACTITIONER_ROLE]}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("name", "Location.name; Organization.name; HealthcareService.name"),
        ("zip", "Location.address.postalCode; Organization.address.postalCode"),
        (
            "phone_extension",
            "; ".join(
                f"{one}.telecom.where(system = 'phone').value, behind ;ext="
                for one in ("Location", "Organization", "HealthcareService", "PractitionerRole")
            ),
        ),
        ("route", "HealthcareService.characteristic, CodeSystem/route"),
        (
            "languages",
            "HealthcareService.characteristic, CodeSystem/languages; "
            "HealthcareService.communication, without how it is spoken",
        ),
        (
            "escort_required",
            "HealthcareService.extension(statement) with name escort_required and valueBoolean",
        ),
        ("intake_fee", "HealthcareService.extension(statement) with name intake_fee and valueMoney"),
        ("insurers", "HealthcareService.extension(insurers), one for each record"),
        ("insurers.payer", "HealthcareService.extension(insurers).extension(payer).valueCoding"),
        (
            "practitioners.npi",
            "Practitioner.identifier.where(system = 'http://hl7.org/fhir/sid/us-npi').value",
        ),
        ("practitioners.boards", "Practitioner.extension(practitioners).extension(boards).valueCoding"),
        (
            "training.hours",
            "Practitioner.extension(training).extension(hours).valueInteger, of who is named; "
            "HealthcareService.extension(training).extension(hours).valueInteger, of nobody who is named",
        ),
        (
            "offerings.route",
            "HealthcareService (one for each offering).characteristic, CodeSystem/route",
        ),
        ("offerings.price_low", "HealthcareService (one for each offering).extension(price).extension(low)"),
    ],
)
def test_where_a_statement_stands(name, place):
    assert where(name) == place


def test_every_statement_and_part_stands_somewhere():
    names = [
        name
        for statement in STATEMENTS.values()
        for name in (statement.name, *(f"{statement.name}.{part.name}" for part in statement.parts))
    ]

    assert [name for name in names if not where(name)] == []
    assert HOMES.keys() - STATEMENTS.keys() == set()
