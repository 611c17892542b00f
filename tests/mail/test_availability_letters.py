"""Letters that ask on day 18 whether an availability is still true: who gets one, when, what it says."""

import threading
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from directory.mail import availability_letter, availability_reminders, reminders
from directory.models import Mail, Membership, Reminder
from directory.moderation import availability, decisions
from tests.support.factories import make_clinic, make_listing, make_member, take_down

pytestmark = pytest.mark.django_db

SAID = date(2026, 3, 2)


def day(age):
    return SAID + timedelta(days=age)


def noon(age=0):
    on = day(age)
    return timezone.make_aware(datetime(on.year, on.month, on.day, 12))


def published(name="Tern House", *, members=1, **facts):
    """(listing, members …): a listing that says since March 2 that it has a waiting list of six weeks."""
    said = {"availability": "waitlist", "waitlist_weeks": 6, "availability_on": SAID}
    clinic = make_clinic(**({"name": name} | said | facts))
    people = [make_member(clinic) for _one in range(members)]
    listing = make_listing(clinic, at=noon())
    Mail.objects.all().delete()
    return (listing, *people)


def ask(age):
    return availability_reminders.queue_availability_letters(today=day(age))


def letters():
    return list(Mail.objects.filter(kind="availability").order_by("pk"))


@pytest.mark.parametrize(("age", "count"), [(17, 0), (18, 1), (21, 1), (22, 1), (300, 1)])
def test_a_letter_goes_on_day_18_and_later_where_no_timer_ran(age, count):
    published()

    assert (ask(age), len(letters())) == (count, count)


def test_the_timer_may_run_every_day_and_twice():
    published()

    assert [ask(age) for age in [*range(16, 30), *range(16, 30)]] == [0, 0, 1, *[0] * 25]


def test_an_update_or_a_confirmation_begins_the_days_anew():
    listing, member = published()
    ask(18)
    said = {"listing": listing, "by": member, "availability": "waitlist", "waitlist_weeks": 6}
    availability.update(**said, at=noon(20))
    assert [ask(age) for age in (37, 38, 39)] == [0, 1, 0]

    decisions.confirm(listing=listing, by=member, at=noon(40))
    assert [ask(age) for age in (57, 58)] == [0, 1]


def test_nobody_is_asked_about_what_was_never_stated_or_is_gone_or_is_nobodys():
    published(availability="", waitlist_weeks=None, availability_on=None)
    take_down(published("Gull House")[0])
    make_listing(make_clinic(availability="accepting", availability_on=SAID), at=noon())

    assert ask(18) == 0


def test_members_with_reminders_and_a_confirmed_address_are_asked():
    _listing, first, silent, unconfirmed, closed = published(members=4)
    Membership.objects.filter(user=silent).update(reminders=False)
    unconfirmed.emailaddress_set.update(verified=False)
    closed.is_active = False
    closed.save()

    ask(18)

    assert [letter.to for letter in letters()] == [first.email]


def test_several_clinics_of_an_organization_come_in_one_letter_with_one_link():
    listing, _member = published("Tern House East")
    organization = listing.clinic.organization
    said = {"availability": "accepting", "availability_on": SAID, "organization": organization}
    west = make_listing(make_clinic(name="Tern House West", **said), at=noon())
    make_listing(make_clinic(name="Tern House North", **said | {"availability_on": day(5)}), at=noon())
    Mail.objects.all().delete()

    assert ask(18) == 1
    (letter,) = letters()
    assert letter.subject.endswith("Are your clinics still taking patients?")
    assert ["East" in letter.text, "West" in letter.text, "North" in letter.text] == [True, True, False]
    assert target_of(letter, 18).listings == [listing.pk, west.pk]
    assert [ask(18), ask(23)] == [0, 1]


def test_a_large_organization_gets_the_rest_on_the_next_day(monkeypatch):
    monkeypatch.setattr(availability_reminders, "MAX_LISTINGS", 2)
    listing, _member = published()
    said = {"availability": "accepting", "availability_on": SAID}
    for _one in range(2):
        make_listing(make_clinic(organization=listing.clinic.organization, **said), at=noon())

    assert [ask(18), ask(18), ask(19), ask(20)] == [1, 0, 1, 0]
    assert [len(target_of(letter, 19).listings) for letter in letters()] == [2, 1]


def target_of(letter, age):
    token = letter.text.partition("/letters/availability/")[2].partition("/")[0]
    return availability_letter.link_target(token, today=day(age))


def test_it_says_what_stands_until_when_and_leads_to_the_form_and_out_of_reminders():
    listing, member = published()

    ask(18)

    (letter,) = letters()
    assert (
        "Tern House said on March 2, 2026: Waiting list, about 6 weeks. From March 24, 2026 on, searches"
        in letter.text
    )
    assert "The link works until April 3, 2026." in letter.text
    membership = Membership.objects.get()
    address = availability_letter.link_path(membership, [listing], today=day(18))
    assert [f"http://127.0.0.1:8000{address}" in body for body in (letter.text, letter.html)] == [True, True]
    assert target_of(letter, 18) == (member.pk, membership.organization_id, [listing.pk])
    assert letter.unsubscribe.startswith("http://127.0.0.1:8000/letters/stop/")


@pytest.mark.parametrize(("age", "words"), [(21, "From March 24, 2026 on,"), (22, "Since March 24, 2026,")])
def test_it_says_whether_searches_still_count_it(age, words):
    published()

    ask(age)

    assert words in letters()[0].text


def test_the_link_that_ends_reminders_ends_these_letters():
    listing, member = published()
    reminders.stop_reminders(user=member.pk, organization=listing.clinic.organization_id)

    assert ask(18) == 0


def test_both_reminders_may_come_on_one_day():
    published()

    assert (reminders.queue_reminders(today=day(75))["reminded"], ask(75)) == (1, 1)


def test_one_organization_takes_as_many_queries_as_many(django_assert_num_queries):
    published()
    ask(18)
    with django_assert_num_queries(4):
        ask(19)
    for number in range(3):
        published(f"Another {number}", members=2)
    ask(19)
    with django_assert_num_queries(4):
        ask(20)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_queue_one_letter():
    published(members=3)
    together, counted = threading.Barrier(4), []

    def run():
        try:
            together.wait()
            counted.append(ask(18))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sum(counted), len(letters()), Reminder.objects.count()) == (3, 3, 3)
