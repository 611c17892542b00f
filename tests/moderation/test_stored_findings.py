"""Stored findings: after `refresh` they are what the checks find now, whatever has changed meanwhile."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.merging import merge
from directory.models import Clinic, ReviewFlag, Submission
from directory.moderation import decisions, stored_findings
from directory.moderation.checks.run import run_checks
from directory.moderation.review import published_snapshot
from directory.moderation.stored_findings import StoredFinding, refresh, stored
from tests.support.factories import (
    change,
    judge,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_submission,
    take_down,
)

pytestmark = pytest.mark.django_db

DENVER = {"zip": "80203", "latitude": 39.73, "longitude": -104.98, "point_source": "given"}
NEXT_DOOR = DENVER | {"latitude": 39.7301}
PHONE = "+13035550142"
CURE = {"about": "Ketamine, a proven cure."}


def found_now(pk):
    submission = Submission.objects.with_listing().get(pk=pk)
    findings = run_checks(submission, shown=published_snapshot(submission))
    return [StoredFinding(one.code, one.statement, one.sentence) for one in findings]


def codes_after_refresh(submission):
    """The codes that are stored once they are refreshed, which must be what the checks find."""
    assert refresh(Submission.objects.waiting()) == []
    submission.refresh_from_db()
    assert stored(submission) == found_now(submission.pk)
    return [one.code for one in stored(submission)]


def test_findings_are_stored_as_the_checks_find_them():
    submission = make_submission(phone=PHONE, **CURE, **DENVER)

    assert codes_after_refresh(submission) != []


def a_clinic_with_the_same_phone_is_listed(_submission):
    make_listing(phone=PHONE, **NEXT_DOOR)


def a_clinic_with_the_same_phone_is_sent(_submission):
    make_submission(phone=PHONE, **NEXT_DOOR)


def a_clinic_next_door_takes_the_same_phone(_submission):
    other = Clinic.objects.get(name="Other")
    Clinic.objects.filter(pk=other.pk).update(phone=PHONE)


def a_clinic_without_a_point_has_the_same_phone(_submission):
    make_submission(make_clinic(phone=PHONE, zip="80203"))


@pytest.mark.parametrize(
    "happens",
    [
        a_clinic_with_the_same_phone_is_listed,
        a_clinic_with_the_same_phone_is_sent,
        a_clinic_next_door_takes_the_same_phone,
        a_clinic_without_a_point_has_the_same_phone,
    ],
)
def test_a_duplicate_that_comes_later_is_found(happens):
    make_listing(name="Other", **NEXT_DOOR)
    submission = make_submission(name="Tern House", phone=PHONE, **DENVER)
    before = codes_after_refresh(submission)

    happens(submission)

    assert codes_after_refresh(submission) == ["duplicate", *before]


def test_a_duplicate_that_goes_is_no_longer_found():
    other = make_listing(name="Other", phone=PHONE, **NEXT_DOOR)
    submission = make_submission(name="Tern House", phone=PHONE, **DENVER)
    assert "duplicate" in codes_after_refresh(submission)

    take_down(other)

    assert "duplicate" not in codes_after_refresh(submission)


def test_a_duplicate_on_which_a_moderator_decided_is_no_longer_found():
    other = make_listing(name="Other", phone=PHONE, **NEXT_DOOR)
    submission = make_submission(name="Tern House", phone=PHONE, **DENVER)
    assert "duplicate" in codes_after_refresh(submission)

    merge.not_the_same(first=other.clinic_id, second=submission.clinic_id, by=make_moderator())

    assert "duplicate" not in codes_after_refresh(submission)


def test_what_is_published_as_it_was_sent_is_no_longer_a_finding():
    clinic = make_clinic(**DENVER)
    submission = make_submission(clinic, **CURE)
    before = codes_after_refresh(submission)
    assert before != []
    content = submission.content
    decisions.approve(submissions=[submission], by=judge())
    again = make_submission(clinic, route=["iv"])
    assert again.content["about"] == content["about"]

    assert codes_after_refresh(again) == [code for code in codes_after_refresh(again) if code not in before]


def test_the_note_of_an_import_is_found_when_it_comes():
    submission = make_submission(make_clinic(**DENVER | {"point_source": "zip_centroid"}))
    assert "far_from_zip" not in codes_after_refresh(submission)

    ReviewFlag.objects.create(clinic=submission.clinic, kind=ReviewFlag.Kind.POINT_FAR_FROM_ZIP, miles=40)

    assert "far_from_zip" in codes_after_refresh(submission)


def test_a_day_later_the_checks_run_again(monkeypatch):
    today = timezone.localdate()
    year_ago = today - timedelta(days=365)
    submission = make_submission(
        session_price_low=400, session_price_high=500, prices_as_of=year_ago, **DENVER
    )
    assert "prices_old" not in codes_after_refresh(submission)

    monkeypatch.setattr(timezone, "localdate", lambda *_args: today + timedelta(days=1))

    assert "prices_old" in codes_after_refresh(submission)


def test_other_rules_make_every_finding_outdated(monkeypatch):
    submission = make_submission(**DENVER, **CURE)
    codes_after_refresh(submission)
    Submission.objects.update(findings=[])
    monkeypatch.setattr(stored_findings, "release_digest", lambda: "another release")

    assert codes_after_refresh(submission) != []


def test_a_zip_code_that_nobody_knows_is_looked_at_each_time():
    submission = make_submission(make_clinic(zip="00001", **CURE))
    codes_after_refresh(submission)
    Submission.objects.update(findings=[])

    assert codes_after_refresh(submission) != []


def test_what_is_checked_along_with_it_makes_no_finding_of_a_submission():
    """Two of one name and town, eleven miles apart: none lies around the other."""
    far = {"latitude": 39.89, "zip": "80020"}
    one = make_submission(name="Tern House", **DENVER)
    other = make_submission(name="Tern House", **DENVER | far)

    assert codes_after_refresh(one) == codes_after_refresh(other)


def test_nothing_runs_again_while_nothing_has_changed():
    for _number in range(3):
        make_submission(**DENVER, **CURE)
    refresh(Submission.objects.waiting())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert refresh(Submission.objects.waiting()) == []

    assert len(queries) == 1


def test_clinics_without_zip_code_are_not_around_each_other():
    submission, other = make_submission(zip=""), make_submission(zip="")
    refresh(Submission.objects.waiting())
    change(other.clinic, name="Another Name")
    with CaptureQueriesContext(connection) as queries:
        refresh(Submission.objects.filter(pk=submission.pk))

    assert len(queries) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_many_are_refreshed_with_as_many_queries_as_one(count, django_assert_num_queries):
    clinics = [make_clinic(**DENVER) for _number in range(count)]
    decisions.enqueue(clinics=clinics, origin="import", by=make_member())
    with django_assert_num_queries(9):
        refresh(Submission.objects.waiting())


def test_no_transaction_is_open_while_the_checks_run(monkeypatch):
    make_submission(**DENVER)
    find_all, open_at_start, open_in_checks = stored_findings.find_all, len(connection.savepoint_ids), []

    def find_and_look(submissions, **more):
        open_in_checks.append(len(connection.savepoint_ids))
        return find_all(submissions, **more)

    monkeypatch.setattr(stored_findings, "find_all", find_and_look)
    refresh(Submission.objects.waiting())

    assert open_in_checks == [open_at_start]


def test_more_than_the_most_are_named_as_outdated(monkeypatch):
    monkeypatch.setattr(stored_findings, "MAX_REFRESHED", 2)
    pks = [make_submission(**DENVER).pk for _number in range(3)]
    left = refresh(Submission.objects.waiting())

    assert len(left) == 1
    assert set(left) <= set(pks)
    assert refresh(Submission.objects.waiting()) == []


def test_an_edit_of_the_working_copy_itself_changes_nothing():
    submission = make_submission(name="Tern House", phone=PHONE, **DENVER)
    before = codes_after_refresh(submission)

    change(submission.clinic, **CURE)

    assert codes_after_refresh(submission) == before
