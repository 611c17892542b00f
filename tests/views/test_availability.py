"""Availability by the link in a letter: GET shows the form, POST publishes, for one member and 14 days."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.logs import RedactingFormatter
from directory.mail import availability_letter
from directory.models import Event, Listing, Membership, Submission
from directory.moderation import availability
from tests.support.factories import make_clinic, make_listing, make_member, take_down
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
AGO = timezone.now() - timedelta(days=18)


def published(name="Tern House", **facts):
    said = {"availability": "waitlist", "waitlist_weeks": 6, "availability_on": AGO.date()}
    clinic = make_clinic(**({"name": name} | said | facts))
    member = make_member(clinic)
    return make_listing(clinic, at=AGO), Membership.objects.get(user=member)


def sister(listing, name="Tern House West", **facts):
    said = {"availability": "accepting", "availability_on": AGO.date()}
    clinic = make_clinic(**({"name": name, "organization": listing.clinic.organization} | said | facts))
    return make_listing(clinic, at=AGO)


def link(membership, *listings, age=0):
    return availability_letter.link_path(membership, listings, today=TODAY - timedelta(days=age))


def text_of(response):
    return response.content.decode()


def fields(page, **typed):
    """The fields of the form on a page as a browser sends them, with what a person typed."""
    hidden = dict(re.findall(r'type="hidden" name="(\S+?)" value="(\S*?)"', text_of(page)))
    chosen = re.findall(r'<select name="(\S+?)".*?value="(\w+)" selected', text_of(page), re.DOTALL)
    weeks = re.findall(r'type="number" name="(\S+?)" value="(\d+)"', text_of(page))
    return hidden | dict(chosen) | dict(weeks) | {key.replace("__", "-"): one for key, one in typed.items()}


def says(listing):
    listing.refresh_from_db()
    return listing.availability, listing.waitlist_weeks, listing.availability_on


def test_opening_the_link_shows_the_form_and_changes_nothing(client):
    listing, membership = published()

    for method in (client.get, client.head, client.get):
        response = method(link(membership, listing))

    assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
    assert_valid(text_of(response))
    assert "Still true" in text_of(response)
    assert "<strong>Waiting list, about 6 weeks</strong>" in text_of(response)
    assert says(listing) == ("waitlist", 6, AGO.date())
    assert (Submission.objects.count(), Event.objects.filter(kind="availability").count()) == (1, 0)


def test_one_press_says_that_it_is_still_true(client):
    listing, membership = published()
    address = link(membership, listing)

    response = client.post(address, fields(client.get(address)) | {"act": "still_true"})

    assert response.status_code == 200
    assert_valid(text_of(response))
    assert "Waiting list, about 6 weeks" in text_of(response)
    assert says(listing) == ("waitlist", 6, TODAY)
    assert Submission.objects.latest("pk").submitted_by == membership.user


def test_one_press_renews_all_clinics_of_the_letter(client):
    listing, membership = published()
    other = sister(listing)
    address = link(membership, listing, other)

    client.post(address, fields(client.get(address)) | {"act": "still_true"})

    assert (says(listing), says(other)) == (("waitlist", 6, TODAY), ("accepting", None, TODAY))


def test_two_fields_change_it(client):
    listing, membership = published()
    other = sister(listing)
    address = link(membership, listing, other)
    changed = {
        f"listing-{listing.pk}-waitlist_weeks": "3",
        f"listing-{other.pk}-availability": "not_accepting",
    }

    client.post(address, fields(client.get(address)) | changed | {"act": "publish"})

    assert (says(listing), says(other)) == (("waitlist", 3, TODAY), ("not_accepting", None, TODAY))


def test_weeks_that_stand_in_the_field_do_not_hinder_the_end_of_a_waiting_list(client):
    listing, membership = published()
    address = link(membership, listing)

    sent = fields(client.get(address)) | {f"listing-{listing.pk}-availability": "accepting"}
    client.post(address, sent)

    assert says(listing) == ("accepting", None, TODAY)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"availability": ""}, "Say whether you take new patients."),
        ({"availability": "maybe"}, "Say whether you take new patients."),
        ({"waitlist_weeks": "some"}, "Enter a whole number of weeks, for example 6."),
        ({"waitlist_weeks": "-1"}, "Enter a whole number of weeks, for example 6."),
        ({"waitlist_weeks": "521"}, "Enter 520 weeks or fewer."),
        ({"availability": "accepting", "waitlist_weeks": "7"}, "Give weeks only with a waiting list."),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_is_published(client, typed, sentence):
    listing, membership = published()
    other = sister(listing)
    address = link(membership, listing, other)
    wrong = {f"listing-{listing.pk}-{name}": value for name, value in typed.items()}

    response = client.post(address, fields(client.get(address)) | wrong)

    assert response.status_code == 400
    assert_valid(text_of(response))
    assert text_of(response).count(sentence) == 2  # over the form, and at the field
    assert (says(listing)[2], says(other)[2]) == (AGO.date(), AGO.date())


def test_pressing_twice_publishes_once(client):
    listing, membership = published()
    address = link(membership, listing)
    sent = fields(client.get(address)) | {"act": "still_true"}

    answers = [client.post(address, sent).status_code for _time in range(3)]

    assert answers == [200, 200, 200]
    assert Event.objects.filter(kind="availability").count() == 1


@pytest.mark.parametrize("act", ["still_true", "publish"])
def test_a_form_that_was_opened_before_another_change_is_shown_again(client, act):
    listing, membership = published()
    address = link(membership, listing)
    sent = fields(client.get(address)) | {"act": act}
    by = membership.user
    availability.update(listing=listing, by=by, availability="accepting", waitlist_weeks=None)

    response = client.post(address, sent)

    assert response.status_code == 409
    assert "Your listing changed after you opened this page." in text_of(response)
    assert "<strong>Taking new patients</strong>" in text_of(response)
    assert says(listing)[0] == "accepting"


def test_over_a_limit_nothing_of_the_form_is_published(client):
    listing, membership = published()
    other = sister(listing)
    for weeks in (1, 2, 3):
        availability.update(
            listing=listing, by=membership.user, availability="waitlist", waitlist_weeks=weeks
        )
    address = link(membership, other, listing)

    sent = fields(client.get(address)) | {f"listing-{listing.pk}-waitlist_weeks": "9"}
    response = client.post(address, sent)

    assert response.status_code == 429
    assert "You can change this 3 times a day." in text_of(response)
    assert says(other)[2] == AGO.date()


# ---- for whom it works, and how long


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("age", "status"), [(14, 200), (15, 404), (-1, 404)])
def test_it_works_for_14_days(client, method, age, status):
    listing, membership = published()
    address = link(membership, listing, age=age)
    sent = {"act": "still_true", **fields(client.get(link(membership, listing)))}

    assert getattr(client, method)(address, sent).status_code == status
    assert says(listing)[2] == (TODAY if (method, status) == ("post", 200) else AGO.date())


def leaves(listing, membership):
    membership.delete()


def is_closed(listing, membership):
    membership.user.is_active = False
    membership.user.save()


def is_taken_down(listing, membership):
    take_down(listing)


def moves_to_others(listing, membership):
    other = published("Gull House")[0]
    listing.clinic.organization = other.clinic.organization
    listing.clinic.save()


@pytest.mark.parametrize("happens", [leaves, is_closed, is_taken_down, moves_to_others])
def test_it_is_dead_once_the_member_or_the_listing_is_gone(client, happens):
    listing, membership = published()
    address = link(membership, listing)
    sent = fields(client.get(address)) | {"act": "still_true"}
    happens(listing, membership)

    assert [client.get(address).status_code, client.post(address, sent).status_code] == [404, 404]
    assert says(listing)[2] == AGO.date()


def test_only_the_listings_of_the_letter_are_in_it(client):
    listing, membership = published()
    other = sister(listing)
    stranger, _theirs = published("Gull House")
    address = link(membership, listing, stranger)

    page = client.get(address)
    sent = fields(page) | {f"listing-{one.pk}-availability": "accepting" for one in (other, stranger)}
    client.post(address, sent | {"act": "publish"})

    assert ["Tern House West" in text_of(page), "Gull House" in text_of(page)] == [False, False]
    assert [says(one)[2] for one in (other, stranger)] == [AGO.date(), AGO.date()]


@pytest.mark.parametrize("change", [lambda token: token[:-2], lambda token: "x" + token, lambda token: "."])
def test_a_link_that_is_not_ours_says_so(client, change):
    listing, membership = published()
    token = link(membership, listing).split("/")[3]

    response = client.get(f"/letters/availability/{change(token)}/")

    assert response.status_code == 404
    assert "Copy the whole link from the e-mail" in text_of(response)


def test_the_token_of_another_letter_does_not_open_it(client):
    from directory.mail import reminder_letter

    _listing, membership = published()
    token = reminder_letter.unsubscribe_path(membership).split("/")[3]

    assert client.get(f"/letters/availability/{token}/").status_code == 404


def test_another_site_cannot_post_it():
    listing, membership = published()
    careful = Client(enforce_csrf_checks=True)

    response = careful.post(link(membership, listing), {"act": "still_true"})

    assert response.status_code == 403
    assert says(listing)[2] == AGO.date()


def test_the_token_is_in_no_log_line():
    listing, membership = published()
    address = link(membership, listing)
    record = logging.LogRecord("django", logging.ERROR, "", 0, 'GET %s" failed', (address,), None)

    line = RedactingFormatter().format(record)

    assert "/letters/…" in line
    assert address.split("/")[3] not in line


def test_a_page_takes_the_same_number_of_queries_for_one_and_three(client, django_assert_num_queries):
    listing, membership = published()
    with django_assert_num_queries(2):
        client.get(link(membership, listing))
    others = [sister(listing, f"Tern House {number}") for number in range(2)]
    with django_assert_num_queries(2):
        client.get(link(membership, listing, *others))
    assert Listing.objects.count() == 3
