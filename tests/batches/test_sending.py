"""Imported working copies that were not sent: listed, put into the queue together, taken out again."""

import uuid

import pytest
from django.utils import timezone

from directory.batches import run, start
from directory.batches.drafts import unsent_imports
from directory.models import Clinic, ReviewFlag, Submission, Taken
from directory.moderation import taking
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_submission,
    take_down,
)

pytestmark = pytest.mark.django_db


def imported(**more):
    clinic = make_clinic()
    columns = {"imported_at": timezone.now(), "imported_from": "State list, 2026-10"}
    columns |= {"imported_license": "cc0-1.0"} | more
    Clinic.objects.filter(pk=clinic.pk).update(**columns)
    return clinic


def sending(*clinics, source="", by=None):
    by = by or make_moderator()
    chosen = [clinic.pk for clinic in clinics]
    return start.start_sending(clinics=chosen, by=by, key=uuid.uuid4(), source=source), by


def test_listed_is_what_an_import_wrote_and_nobody_has_sent():
    draft = imported()
    waiting, managed, closed = imported(), imported(), imported()
    make_submission(waiting, origin="import")
    make_member(managed)
    Clinic.objects.filter(pk=closed.pk).update(closed_at=timezone.now())
    make_clinic()  # of no import

    assert list(unsent_imports()) == [draft]


def test_what_was_sent_is_listed_again_once_an_import_changes_it():
    listing = make_listing(origin="import", source="Old list")
    Clinic.objects.update(imported_at=Submission.objects.get().submitted_at, imported_from="Old list")
    assert list(unsent_imports()) == []

    Clinic.objects.update(imported_at=timezone.now())

    assert list(unsent_imports()) == [listing.clinic]


def test_what_an_import_found_is_marked():
    flagged = imported()
    ReviewFlag.objects.create(clinic=flagged, kind="point_far_from_zip", miles=40)

    assert [(clinic, clinic.flagged) for clinic in unsent_imports()] == [(flagged, True)]


def test_each_waits_with_its_source_and_its_remark_in_the_name_of_the_moderator():
    plain, told = imported(), imported(import_remark="Row 3 has no town.")
    batch, by = sending(plain, told)

    run.step(batch=batch, by=by)

    rows = Submission.objects.order_by("clinic").values_list(
        "clinic", "state", "origin", "source", "remark", "submitted_by"
    )
    assert list(rows) == [
        (plain.pk, "pending", "import", "State list, 2026-10", "", by.pk),
        (told.pk, "pending", "import", "State list, 2026-10", "Row 3 has no town.", by.pk),
    ]
    assert list(unsent_imports()) == []


def test_a_source_is_asked_for_where_the_import_named_none():
    nameless, named = imported(imported_from=""), imported()
    batch, by = sending(nameless, named)
    run.step(batch=batch, by=by)
    assert list(batch.items.values_list("state", flat=True)) == ["skipped", "done"]

    batch, by = sending(nameless, source="A letter of the clinic")
    run.step(batch=batch, by=by)

    assert Submission.objects.get(clinic=nameless).source == "A letter of the clinic"


def test_taken_back_they_are_withdrawn_and_what_was_decided_is_kept():
    one, other = imported(), imported()
    batch, by = sending(one, other)
    run.step(batch=batch, by=by)
    Submission.objects.filter(clinic=other).update(
        state="rejected", reason="spam", decided_by=by, decided_at=timezone.now()
    )

    run.take_back(batch=batch, by=by)

    assert list(batch.items.values_list("state", "why")) == [
        ("undone", ""),
        ("kept", "Someone already decided on it."),
    ]
    assert Submission.objects.get(clinic=one).state == "withdrawn"


def test_a_clinic_that_got_people_after_the_start_is_skipped():
    clinic = imported()
    batch, by = sending(clinic)
    make_member(clinic)

    run.step(batch=batch, by=by)

    assert list(batch.items.values_list("state", flat=True)) == ["skipped"]
    assert not Submission.objects.exists()


def test_a_listing_that_was_taken_down_is_not_sent():
    listing = make_listing(origin="import", source="A list")
    Clinic.objects.update(imported_at=timezone.now())
    take_down(listing)

    assert list(unsent_imports()) == []


def test_what_is_taken_out_of_the_queue_is_released():
    batch, by = sending(imported())
    run.step(batch=batch, by=by)
    taking.take(item=Submission.objects.get(), by=make_moderator())

    run.take_back(batch=batch, by=by)

    assert list(batch.items.values_list("state", flat=True)) == ["undone"]
    assert not Taken.objects.exists()
