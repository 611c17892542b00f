"""Letters to moderators: the digest of what waits, and at once the report that can't wait."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.facts.vocabulary import ReportReason
from directory.mail import moderator_letters
from directory.models import Mail, Message, Verification
from directory.models.membership import Claim
from directory.reports import deadlines, handling
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_person,
    make_submission,
    somebody,
)
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)


def noon(age=0):
    on = MONDAY + timedelta(days=age)
    return timezone.make_aware(datetime(on.year, on.month, on.day, 12))


def digest(age=0):
    today = MONDAY + timedelta(days=age)
    return moderator_letters.queue_digests(today=today, overdue_since=deadlines.overdue_since(today))


def letters(kind="digest"):
    return list(Mail.objects.filter(kind=kind).order_by("pk"))


def report(listing, reason="other", **given):
    given = {"statement": "", "words": "Ketamine made me ill.", "key": uuid.uuid4(), "at": noon()} | given
    return handling.receive(listing=listing, reason=reason, email="reader@mail.example", **given)


def everything():
    """One of each kind that waits, submissions twice."""
    listing = make_listing(at=noon())
    make_submission(at=noon())
    make_submission(at=noon())
    Claim.objects.create(clinic=listing.clinic, claimed_by=make_person(), claimed_at=noon())
    report(listing)
    Message.objects.create(
        clinic=listing.clinic,
        from_moderator=False,
        words="Hello?",
        written_by=somebody("clinic"),
        written_at=noon(),
    )
    for ends in (60, 61):
        Verification.objects.create(
            clinic=listing.clinic,
            statement="name",
            kind="document_seen",
            about="other",
            source="A letter",
            seen_on=MONDAY,
            expires_on=MONDAY + timedelta(days=ends),
            checked_by=somebody("moderator", is_staff=True),
        )


def lines(mail):
    return mail.text.partition("Open the queue")[0].strip().split("\n\n")


# ---- the digest


def test_it_says_what_waits():
    everything()
    moderator = make_moderator()

    assert digest() == 1
    (letter,) = letters()
    assert letter.to == moderator.email
    assert lines(letter)[:5] == [
        "2 submissions wait for a decision.",
        "1 person asks to manage a listing.",
        "1 report is open.",
        "1 message from a clinic has no answer.",
        "1 piece of evidence ends within 60 days, or has ended.",
    ]
    assert ["ill" in letter.text, "Hello" in letter.text] == [False, False]


@pytest.mark.parametrize(
    ("age", "late"),
    [
        (2, []),
        (3, ["1 report is late: no one has acted on it for more than two business days."]),
        (
            8,
            [
                "2 submissions are late: they have waited for more than five business days.",
                "1 report is late: no one has acted on it for more than two business days.",
            ],
        ),
    ],
)
def test_it_says_what_is_late(age, late):
    everything()
    make_moderator()

    digest(age)

    assert [line for line in lines(letters()[0]) if "late" in line] == late


def test_nothing_waits_and_no_letter_goes():
    listing = make_listing(at=noon())
    Verification.objects.create(
        clinic=listing.clinic,
        statement="name",
        kind="document_seen",
        about="other",
        source="A letter",
        seen_on=MONDAY,
        expires_on=MONDAY + timedelta(days=3),
        checked_by=make_moderator(),
    )

    assert digest() == 0


def test_each_moderator_gets_one_a_day_however_often_the_timer_runs():
    make_submission(at=noon())
    make_moderator()
    make_moderator(second_factor=False)

    assert [digest(), digest(), digest(1)] == [2, 0, 2]


def test_only_moderators_with_a_confirmed_address_get_it():
    make_submission(at=noon())
    make_person()
    make_member(make_clinic())
    make_moderator(is_active=False)
    make_moderator().emailaddress_set.update(verified=False)

    assert digest() == 0


def test_counting_takes_six_queries_however_much_waits(django_assert_num_queries):
    everything()

    with django_assert_num_queries(6):
        waiting = moderator_letters.waiting_now(today=MONDAY, overdue_since=noon())
    assert waiting == (2, 0, 1, 1, 0, 1, 1)


# ---- off and on


def test_opening_the_link_asks_and_one_click_of_a_mail_program_ends_it():
    make_submission(at=noon())
    moderator, other = make_moderator(), make_moderator()
    address = moderator_letters.stop_path(moderator.pk)
    program = Client(enforce_csrf_checks=True)

    asked = program.get(address)
    assert "Stop the daily e-mail?" in asked.content.decode()
    assert_valid(asked.content.decode())
    assert moderator_letters.wants_digest(moderator.pk) is True

    ended = [program.post(address, {"List-Unsubscribe": "One-Click"}) for _time in range(2)]
    assert [one.status_code for one in ended] == [200, 200]
    assert_valid(ended[1].content.decode())
    assert (digest(), [letter.to for letter in letters()]) == (1, [other.email])


def test_the_letter_carries_the_link_that_ends_it():
    make_submission(at=noon())
    moderator = make_moderator()
    digest()

    (letter,) = letters()
    assert letter.unsubscribe == f"http://127.0.0.1:8000{moderator_letters.stop_path(moderator.pk)}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_is_not_ours_ends_nothing(client, method):
    moderator = make_moderator()

    response = getattr(client, method)(moderator_letters.stop_path(moderator.pk)[:-3] + "/")

    assert response.status_code == 404
    assert moderator_letters.wants_digest(moderator.pk) is True


def test_a_moderator_turns_it_off_and_on_at_the_desk(client):
    moderator = make_moderator()
    client.force_login(moderator)

    off = client.post(reverse("admin:mail_digest"), {"digest": "off"}, follow=True).content.decode()
    assert "Turn on my daily e-mail" in off
    assert moderator_letters.wants_digest(moderator.pk) is False
    on = client.post(reverse("admin:mail_digest"), {"digest": "on"}, follow=True).content.decode()
    assert "Turn off my daily e-mail" in on
    assert moderator_letters.wants_digest(moderator.pk) is True


# ---- at once


@pytest.mark.parametrize("reason", ReportReason.values)
def test_a_report_about_safety_or_consent_comes_at_once_and_no_other_does(reason):
    moderator = make_moderator()

    report(make_listing(name="Tern House", at=noon()), reason)

    urgent = reason in ("safety_concern", "listed_without_consent")
    assert [letter.to for letter in letters("safety")] == [moderator.email] * urgent


def test_it_names_the_clinic_the_reason_and_the_day_and_nothing_that_the_reader_wrote():
    moderator = make_moderator()
    moderator_letters.set_digest(user=moderator.pk, wanted=False)

    one = report(make_listing(name="Tern House", at=noon()), "safety_concern")

    (letter,) = letters("safety")
    for body in (letter.text, letter.html):
        assert "A reader reported a problem with the listing of Tern House." in body
        assert "Please act on it by March 4, 2026." in body
        assert f"http://127.0.0.1:8000{reverse('admin:report', args=[one.pk])}" in body
        assert ["ill" in body, "reader@" in body] == [False, False]


def test_the_same_report_twice_causes_one_letter_and_members_of_the_clinic_get_none():
    listing = make_listing(at=noon())
    make_moderator()
    make_member(listing.clinic)
    own = make_moderator()
    own.memberships.create(organization=listing.clinic.organization, role="editor")
    key = uuid.uuid4()

    for _time in range(2):
        report(listing, "safety_concern", key=key)

    assert own.email not in [letter.to for letter in letters("safety")]
    assert len(letters("safety")) == 1
