"""Look up: one box finds a clinic, a person's doings, a submission or a report by whatever names it."""

import uuid

import pytest
from django.utils import timezone

from directory.models import FormerSlug, Organization
from directory.reports import handling
from tests.desk.test_queue import words
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_person,
    make_submission,
)
from tests.support.html import assert_valid
from tests.support.membership import make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, contexts):
    client.force_login(make_moderator())
    return client


def found(desk, typed):
    """[(name, why)] of each result, in the order of the page."""
    response = desk.get("/admin/lookup/", {"q": typed})
    assert response.status_code == 200
    html = response.content.decode()
    assert_valid(html)
    clinics = [(one.clinic.name, one.why) for one in response.context["clinics"]]
    return clinics + [
        (result.name, result.why) for _title, group in response.context["groups"] for result in group
    ]


@pytest.fixture
def tern():
    listing = make_listing(
        name="Tern House",
        alias="The Tern",
        city="Boise",
        phone="+12085550142",
        email="Desk@tern.example.com",
        website="https://www.tern.example.com/about",
        npi="1234567893",
        practitioners=[{"name": "Ana Bell", "npi": "1999999984", "license_number": "MD-4711"}],
    )
    FormerSlug.objects.create(slug="old-tern", listing=listing)
    make_listing(name="Elsewhere", city="Denver")
    return listing


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("tern house", "Name"),
        ("the tern", "Other name"),
        ("BOISE", "Town"),
        ("(208) 555-0142", "Phone"),
        ("208.555.0142", "Phone"),
        ("+1 208 555 0142", "Phone"),
        ("555-0142", "Phone"),
        ("desk@TERN.example.com", "E-mail"),
        ("1234567893", "NPI"),
        ("1999999984", "NPI of Ana Bell"),
        ("md-4711", "License of Ana Bell"),
        ("tern.example.com", "Website"),
        ("https://tern.example.com/staff", "Website"),
        ("old-tern", "Former address"),
        ("https://site.example/clinics/old-tern/", "Former address"),
    ],
)
def test_a_clinic_is_found_by_whatever_names_it(desk, tern, typed, why):
    assert found(desk, typed) == [("Tern House", [why])]


def test_a_clinic_is_found_by_its_identifier_and_the_address_of_its_page(desk, tern):
    assert found(desk, str(tern.clinic.uid)) == [("Tern House", ["Identifier"])]
    assert found(desk, tern.slug) == [("Tern House", ["Address of its page"])]
    assert found(desk, f"https://site.example{tern.get_absolute_url()}") == [
        ("Tern House", ["Address of its page"])
    ]


def test_a_submission_is_found_by_its_number(desk):
    submission = make_submission(name="Tern House")

    for typed in (str(submission.pk), f"#{submission.pk}"):
        assert ("Tern House", [f"Submission {submission.pk}"]) in found(desk, typed)


def test_a_report_is_found_by_its_reference_as_it_is_read_aloud(desk, tern):
    report = handling.receive(
        listing=tern, reason="other", statement="", words="No.", key=uuid.uuid4(), at=timezone.now()
    )
    spoken = f"{report.reference[:5]}-{report.reference[5:]}"

    assert found(desk, spoken.lower()) == [("Tern House", [f"Reference {spoken}"])]


def test_a_person_is_found_by_the_e_mail_of_a_member_a_claimant_and_a_proposer(desk):
    clinic = make_clinic(name="Tern House")
    member, claimant, proposer = make_member(clinic), make_person(), make_person()
    make_claim(make_listing(name="Claimed"), by=claimant)
    make_submission(name="Proposed", origin="proposal", by=proposer)

    assert found(desk, member.email) == [(clinic.organization.name, ["E-mail of a member"])]
    assert found(desk, claimant.email.upper()) == [("Claimed", ["E-mail of the claimant"])]
    assert found(desk, proposer.email) == [("Proposed", ["E-mail of the proposer"])]


def test_an_organization_is_found_by_its_name(desk):
    Organization.objects.create(name="Northern Group", slug="northern")

    assert found(desk, "northern") == [("Northern Group", ["Name"])]


@pytest.mark.parametrize(
    "typed", ["", " ", "x", "zzz", "%", "[", "http://[", "9" * 40, "a@b", "٣" * 10, "//℀.c", "℀.c"]
)
def test_what_names_nothing_is_said_so(desk, tern, typed):
    assert found(desk, typed) == []


@pytest.mark.parametrize("count", [1, 3])
def test_many_are_found_with_as_many_queries_as_one(desk, count, django_assert_num_queries):
    for _number in range(count):
        make_listing(name="Tern House", practitioners=[{"name": "Ana Bell", "npi": "1999999984"}])
    with django_assert_num_queries(9):
        html = desk.get("/admin/lookup/", {"q": "tern"}).content.decode()

    assert words(html, "h3") == ["Tern House"] * count
