"""Availability in the portal: two fields and one press, errors at the fields, what patients see beside it."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Event, Listing, Submission
from directory.moderation import availability, decisions
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_submission,
    take_down,
)
from tests.support.html import assert_valid
from tests.support.portal import form_values, main_text

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def published(client, *, age=30, **facts):
    on = TODAY - timedelta(days=age)
    said = {"availability": "waitlist", "waitlist_weeks": 6, "availability_on": on}
    clinic = make_clinic(**({"name": "Tern House", "phone": "+13035550142"} | said | facts))
    member = make_member(clinic)
    listing = make_listing(clinic, at=timezone.now() - timedelta(days=age))
    client.force_login(member)
    return listing, member


def address(listing):
    return reverse("portal:availability", args=[listing.clinic_id])


def opened(client, listing):
    return form_values(client.get(address(listing)))


def says(listing):
    listing.refresh_from_db()
    return listing.availability, listing.waitlist_weeks, listing.availability_on


def test_the_page_of_a_clinic_has_the_two_fields_and_says_what_patients_see(client):
    published(client, age=10)

    page = client.get(reverse("portal:index"))

    text = main_text(page)
    assert "Patients see now: Waiting list, about 6 weeks, as of" in text
    assert ["Right now" in text, "How long, in weeks" in text, "Publish now" in text] == [True, True, True]
    assert_valid(page.content.decode())


def test_what_is_too_old_is_said_to_count_as_not_stated(client):
    published(client, age=22)

    text = main_text(client.get(reverse("portal:index")))

    assert "You last said “Waiting list, about 6 weeks” on" in text
    assert "searches count it as not stated" in text


def test_one_press_publishes_it_and_the_public_page_says_so(client):
    listing, _member = published(client)

    sent = opened(client, listing) | {"availability": "waitlist", "waitlist_weeks": "2"}
    page = client.post(address(listing), sent, follow=True)

    assert "It is published. Patients see now: Waiting list, about 2 weeks." in page.content.decode()
    assert says(listing) == ("waitlist", 2, TODAY)
    public = client.get(listing.get_absolute_url()).content.decode()
    assert "Waiting list, about 2 weeks" in public


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"availability": ""}, "Say whether you take new patients."),
        ({"waitlist_weeks": "soon"}, "Enter a whole number of weeks, for example 6."),
        ({"availability": "accepting", "waitlist_weeks": "7"}, "Give weeks only with a waiting list."),
    ],
)
def test_an_error_stands_at_its_field_and_in_the_summary(client, typed, sentence):
    listing, _member = published(client)

    page = client.post(address(listing), opened(client, listing) | typed)

    assert page.status_code == 400
    assert page.content.decode().count(sentence) == 2
    assert_valid(page.content.decode())
    assert Submission.objects.count() == 1


def test_pressing_twice_publishes_once(client):
    listing, _member = published(client)
    sent = opened(client, listing) | {"waitlist_weeks": "2"}

    assert [client.post(address(listing), sent).status_code for _time in range(2)] == [302, 302]
    assert Event.objects.filter(kind="availability").count() == 1


def test_a_form_that_a_colleague_overtook_is_shown_again(client):
    listing, member = published(client)
    sent = opened(client, listing) | {"waitlist_weeks": "2"}
    availability.update(listing=listing, by=member, availability="accepting", waitlist_weeks=None)

    page = client.post(address(listing), sent)

    assert page.status_code == 409
    assert "Your listing changed after you opened this page." in main_text(page)
    assert client.post(address(listing), form_values(page)).status_code == 302
    assert says(listing)[:2] == ("waitlist", 2)


def test_over_the_limit_it_says_when_it_is_possible_again(client):
    listing, member = published(client)
    for weeks in (1, 2, 3):
        availability.update(listing=listing, by=member, availability="waitlist", waitlist_weeks=weeks)

    page = client.post(address(listing), opened(client, listing) | {"waitlist_weeks": "4"})

    assert page.status_code == 429
    assert "You can change this 3 times a day. You can change it again on" in main_text(page)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_clinic_that_is_not_published_leads_back_with_a_sentence(client, method):
    listing, _member = published(client)
    take_down(listing)

    page = getattr(client, method)(address(listing), follow=True)

    assert "This listing is not published" in page.content.decode()


def test_what_was_sent_back_is_still_to_be_answered_after_an_update(client):
    listing, member = published(client)
    sent = make_submission(listing.clinic, by=member, about="New words.")
    decisions.ask_for_changes(submission=sent, by=make_moderator(), words="Which words?")
    availability.update(listing=listing, by=member, availability="accepting", waitlist_weeks=None)

    assert "Which words?" in main_text(client.get(reverse("portal:index")))


# ---- for moderators


def test_a_moderator_sees_the_latest_and_takes_one_back(client):
    listing, member = published(client)
    said = availability.update(listing=listing, by=member, availability="accepting", waitlist_weeks=None)
    client.force_login(make_moderator())
    undoing = reverse("admin:availability_taken_back", args=[said.pk])

    log = client.get(reverse("admin:availability")).content.decode()
    versions = client.get(reverse("admin:versions", args=[listing.clinic_id])).content.decode()
    assert [undoing in log, undoing in versions, member.email in log] == [True, True, True]
    assert_valid(log)
    assert_valid(client.get(undoing).content.decode())

    sent = form_values(client.get(undoing)) | {"words": "Nobody answers."}
    page = client.post(undoing, sent, follow=True)
    assert "The availability was taken back." in page.content.decode()
    assert says(listing)[:2] == ("waitlist", 6)
    again = client.post(undoing, sent)
    assert again.status_code == 409
    assert "This was changed or taken back since then." in main_text(again)
    assert undoing not in client.get(reverse("admin:availability")).content.decode()


def test_the_page_of_what_a_rule_published_names_no_moderator(client):
    listing, member = published(client)
    said = availability.update(listing=listing, by=member, availability="accepting", waitlist_weeks=None)
    client.force_login(make_moderator())

    text = main_text(client.get(reverse("admin:submission", args=[said.pk])))

    assert "Published at once as version 2" in text
    assert "No moderator decided." in text


def test_the_log_of_moderators_takes_the_same_queries_for_one_and_three(client, django_assert_num_queries):
    client.force_login(make_moderator())
    for number in range(3):
        clinic = make_clinic(name=f"Clinic {number}")
        by, listing = make_member(clinic), make_listing(clinic)
        availability.update(listing=listing, by=by, availability="accepting", waitlist_weeks=None)
        with django_assert_num_queries(5):
            client.get(reverse("admin:availability"))


# ---- in public


def test_the_public_history_folds_availabilities_in_a_row(client):
    listing, member = published(client, age=90)
    for age in (60, 40, 20):
        at = timezone.now() - timedelta(days=age)
        availability.update(
            listing=listing, by=member, availability="waitlist", waitlist_weeks=age // 10, at=at
        )
    make_listing(listing.clinic, about="New words.", at=timezone.now() - timedelta(days=10))
    availability.update(listing=listing, by=member, availability="accepting", waitlist_weeks=None)

    page = client.get(reverse("history", args=[listing.slug]))

    text = main_text(page)
    assert "Version 6" in text
    assert (
        "The clinic updated its availability: Taking new patients. Before: Waiting list, about 2 weeks."
        in text
    )
    assert "Versions 2 to 4" in text
    assert "The clinic updated its availability 3 times. Last it said: Waiting list, about 2 weeks." in text
    assert_valid(page.content.decode())


def test_a_taken_back_availability_shows_in_the_history_with_the_words(client):
    listing, member = published(client)
    said = availability.update(listing=listing, by=member, availability="accepting", waitlist_weeks=None)
    availability.take_back(submission=said, by=make_moderator(), words="Nobody answers.")

    text = main_text(client.get(reverse("history", args=[listing.slug])))

    assert "A moderator took back what the clinic had said about its availability." in text
    assert text.count("Nobody answers.") == 1


@pytest.mark.parametrize("route", ["moderation", "moderation_atom"])
def test_the_public_log_and_its_feed_have_lines_of_their_own(client, route):
    listing, member = published(client)
    said = availability.update(listing=listing, by=member, availability="accepting", waitlist_weeks=None)
    availability.take_back(submission=said, by=make_moderator())

    both = [
        client.get(reverse(route), {"kind": kind}).content.decode().count("Tern House")
        for kind in ("availability", "availability_undone")
    ]

    assert both == [1, 1]


def test_exports_carry_the_new_version_and_availability(client):
    listing, member = published(client)
    availability.update(listing=listing, by=member, availability="accepting", waitlist_weeks=None)

    (one,) = client.get(reverse("clinics_json")).json()["results"]
    (row,) = csv.DictReader(StringIO(b"".join(client.get(reverse("clinics_csv"))).decode()))
    page = client.get(listing.get_absolute_url()).content.decode()

    assert (one["version"], one["statements"]["availability"]["value"]) == (2, "accepting")
    assert (row["version"], row["availability"], row["waitlist_weeks"]) == ("2", "accepting", "")
    assert row["availability_on"] == TODAY.isoformat()
    assert '"isAcceptingNewPatients": true' in page
    assert Listing.objects.get().version == 2
