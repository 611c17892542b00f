"""Snapshots of working copies, and the difference between two of them."""

from datetime import date

import pytest

from directory.facts.spine import STATEMENTS
from directory.models import (
    Organization,
)
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import snapshot_of_clinic
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_submission,
)

pytestmark = pytest.mark.django_db


def test_a_snapshot_holds_every_statement_of_the_spine():
    frozen = snapshot_of_clinic(make_clinic())

    assert set(frozen) == {*STATEMENTS, "organization_slug"}


def test_an_organization_that_only_gives_access_is_not_stated():
    names = []
    for listed in (True, False):
        runner = Organization.objects.create(name="Runner", slug=f"runner-{listed}", listed=listed)
        frozen = snapshot_of_clinic(make_clinic(organization=runner))
        names.append((frozen["organization"], frozen["organization_slug"]))

    assert names == [("Runner", "runner-True"), ("", "")]


def test_a_snapshot_holds_people_and_training_in_their_order_with_every_part():
    clinic = make_clinic(
        practitioners=[{"name": "Second of all", "roles": ["therapist"]}, {"name": "First by letter"}],
        training=[{"code": "acls", "expires_on": date(2027, 1, 1)}],
    )

    frozen = snapshot_of_clinic(clinic)

    assert [person["name"] for person in frozen["practitioners"]] == ["Second of all", "First by letter"]
    assert frozen["practitioners"][0]["license_number"] == ""
    assert frozen["training"] == [
        {
            "code": "acls",
            "practitioner": "",
            "provider": "",
            "hours": None,
            "year": None,
            "expires_on": "2027-01-01",
        }
    ]


def test_a_snapshot_does_not_follow_the_working_copy():
    submission = make_submission(name="Before")

    change(submission.clinic, name="After")

    submission.refresh_from_db()
    assert submission.content["name"] == "Before"


def test_comparing_tells_what_differs_in_the_order_of_the_spine():
    clinic = make_clinic(name="Old", route=["iv"], escort_required=None)
    old = snapshot_of_clinic(clinic)
    change(clinic, name="New", route=["iv", "im"], escort_required=False)

    changes = compare_snapshots(old, snapshot_of_clinic(clinic))

    assert [(one.statement, one.old, one.new) for one in changes] == [
        ("name", "Old", "New"),
        ("route", ["iv"], ["iv", "im"]),
        ("escort_required", None, False),
    ]


def test_a_clinic_that_was_never_published_changes_only_what_it_states():
    frozen = snapshot_of_clinic(make_clinic(name="New", city="", state=""))

    assert [one.statement for one in compare_snapshots({}, frozen)] == ["name", "country"]


def test_sending_twice_freezes_the_people_of_the_second_time():
    clinic = make_clinic(practitioners=[{"name": "First"}])
    make_listing(clinic)

    second = make_submission(clinic, practitioners=[{"name": "Second"}])

    assert [person["name"] for person in second.content["practitioners"]] == ["Second"]
