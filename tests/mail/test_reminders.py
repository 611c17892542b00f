"""Reminders: who gets one and when, what it says; and pages that follow the day without a write."""

import threading
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as searching
from hypothesis import strategies as st

from directory.facts.vocabulary import ListingState
from directory.mail import reminders
from directory.models import Listing, Mail, Membership, Reminder, Version
from directory.moderation import decisions
from tests.support.database import erase
from tests.support.factories import make_clinic, make_listing, make_member, take_down

pytestmark = pytest.mark.django_db

SAID = date(2026, 3, 2)


def day(age):
    return SAID + timedelta(days=age)


def noon(on):
    return timezone.make_aware(datetime(on.year, on.month, on.day, 12))


def confirmed(name="Tern House", *, on=SAID, members=1, **facts):
    """A listing whose clinic has `members`, and confirmed it on a day. Its receipts are deleted."""
    clinic = make_clinic(name=name, **facts)
    people = [make_member(clinic) for _one in range(members)]
    listing = make_listing(clinic, at=noon(on))
    Mail.objects.all().delete()
    return (listing, *people)


def letters(**which):
    return list(Mail.objects.filter(kind="reminder", **which).order_by("pk"))


def remind(age):
    return reminders.queue_reminders(today=day(age))


# ---- who gets a letter, and when


@pytest.mark.parametrize(("age", "count"), [(74, 0), (75, 1), (89, 1), (90, 1), (181, 1), (400, 1)])
def test_a_listing_unconfirmed_for_75_days_causes_one_letter(age, count):
    confirmed()

    assert remind(age)["reminded"] == count
    assert len(letters()) == count


def test_each_reminder_day_causes_one_letter_however_often_the_timer_runs():
    confirmed()

    for age in [*range(73, 93), 120, 181, *range(73, 93)]:
        remind(age)

    assert [letter.key.rpartition(":")[2] for letter in letters()] == [
        day(75).isoformat(),
        day(90).isoformat(),
    ]


def test_after_days_without_a_run_only_the_latest_reminder_is_sent():
    confirmed()

    for age in (60, 95, 96):
        remind(age)

    assert len(letters()) == 1
    assert "was not confirmed lately" in letters()[0].text


def test_confirming_starts_the_reminders_anew():
    listing, _member = confirmed()
    remind(75)
    decisions.confirm(listing=listing, by=None, at=noon(day(80)))

    assert [remind(age)["reminded"] for age in (90, 154, 155)] == [0, 0, 1]


def test_every_member_who_wants_reminders_gets_one():
    _listing, first, second, third = confirmed(members=3)
    Membership.objects.filter(user=second).update(reminders=False)
    third.is_active = False
    third.save()
    first.emailaddress_set.create(email="second@example.com", verified=True, primary=False)

    remind(75)

    assert [letter.to for letter in letters()] == [first.email]


def test_an_address_that_was_not_confirmed_gets_none():
    _listing, member = confirmed()
    member.emailaddress_set.update(verified=False)

    assert remind(75)["reminded"] == 0
    assert Reminder.objects.count() == 0


def test_an_address_that_is_confirmed_later_gets_the_letter_then():
    _listing, member = confirmed()
    member.emailaddress_set.update(verified=False)
    remind(75)
    member.emailaddress_set.update(verified=True)

    assert remind(76)["reminded"] == 1


def test_somebody_who_joins_later_is_reminded_too():
    listing, _member = confirmed()
    remind(75)
    make_member(listing.clinic)

    assert remind(76)["reminded"] == 1


def test_all_listings_of_an_organization_come_in_one_letter():
    listing, _member = confirmed("Tern House East")
    make_listing(make_clinic(name="Tern House West", organization=listing.clinic.organization), at=noon(SAID))
    fresh = make_clinic(name="Tern House North", organization=listing.clinic.organization)
    make_listing(fresh, at=noon(day(30)))
    Mail.objects.all().delete()

    remind(75)

    (letter,) = letters()
    assert letter.subject == "Ketamine Clinic Directory: Please confirm your listings"
    assert ["Tern House East" in letter.text, "Tern House West" in letter.text] == [True, True]
    assert "Tern House North" not in letter.text


def test_nobody_is_reminded_twice_on_a_day_by_one_organization():
    listing, _member = confirmed()
    remind(75)
    make_listing(make_clinic(organization=listing.clinic.organization), at=noon(SAID))

    assert [remind(75)["reminded"], remind(76)["reminded"]] == [0, 1]


def test_nobody_is_reminded_of_another_organizations_listing():
    _mine, _me = confirmed("Mine", on=day(30))
    _theirs, they = confirmed("Theirs")

    remind(80)

    assert [letter.to for letter in letters()] == [they.email]


def test_a_removed_listing_causes_no_letter():
    listing, _member = confirmed()
    take_down(listing)

    assert remind(90) == {"reminded": 0, "overdue": 0, "lapsed": 0, "stale": 0}


def test_a_listing_without_members_causes_no_letter():
    make_listing(make_clinic(), at=noon(SAID))

    assert remind(90)["reminded"] == 0


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_queue_one_letter():
    confirmed(members=3)
    together, counted = threading.Barrier(4), []

    def run():
        try:
            together.wait()
            counted.append(remind(75)["reminded"])
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _one in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (sum(counted), len(letters()), Reminder.objects.count()) == (3, 3, 3)


DAYS = st.lists(st.integers(min_value=0, max_value=250), max_size=25)


@pytest.mark.slow
@given(days=DAYS, confirmations=st.lists(st.integers(min_value=1, max_value=200), max_size=2, unique=True))
@searching(max_examples=12)
def test_any_schedule_reminds_once_for_each_reminder_day_and_once_a_day(days, confirmations):
    Membership.objects.all().delete()  # of earlier examples
    listing, _member = confirmed()
    acts = sorted([(age, 1) for age in days] + [(age, 0) for age in confirmations])
    for age, is_timer in acts:
        if is_timer:
            remind(age)
        else:
            decisions.confirm(listing=listing, by=None, at=noon(day(age)))

    told = list(Reminder.objects.filter(listing=listing).values_list("ages_from", "step"))
    clocks, expected = SAID, set()
    for age, is_timer in acts:
        if not is_timer:
            clocks = day(age)
        elif (old := (day(age) - clocks).days) >= 75:
            expected.add((clocks, 90 if old >= 90 else 75))
    assert sorted(told) == sorted(expected)
    assert len({letter.key for letter in letters()}) == len(letters()) == len(expected)


def test_one_organization_takes_as_many_queries_as_many(django_assert_num_queries):
    confirmed()
    remind(75)

    with django_assert_num_queries(6):
        remind(76)
    for number in range(5):
        confirmed(f"Another {number}", members=2)
    remind(76)
    with django_assert_num_queries(6):
        remind(77)


# ---- what the letter says


def words(age, **facts):
    confirmed(**facts)
    remind(age)
    return letters()[0].text


def test_at_75_days_the_letter_names_the_day_by_which_to_confirm():
    assert (
        "You last confirmed Tern House on March 2, 2026. If you don’t confirm it by May 31, 2026, its page"
        in words(75)
    )


def test_after_90_days_it_says_that_the_page_shows_it():
    text = words(91)

    assert "Its page now says that it was not confirmed lately." in text
    assert "If you don’t confirm it by August 29, 2026, it will no longer appear in search results." in text


def test_after_180_days_it_says_that_the_listing_left_the_results():
    assert "It no longer appears in search results" in words(181)


def test_a_listing_that_was_never_confirmed_is_not_called_confirmed():
    clinic = make_clinic(name="Half Acre")
    make_member(clinic)
    make_listing(clinic, origin="import", source="a file", at=noon(SAID))

    remind(75)

    text = letters()[0].text
    assert "Half Acre was published on March 2, 2026, and you have not confirmed it yet." in text
    assert "If you don’t confirm it by August 29, 2026, it will no longer appear in search results." in text


def test_it_says_when_availability_ceased_to_count():
    text = words(75, availability="accepting", availability_on=SAID)

    assert (
        "You last said on March 2, 2026, whether you take new patients. "
        "Since March 24, 2026, the page shows this as “Not stated”."
    ) in text


def test_it_says_nothing_of_availability_where_none_was_stated():
    assert "patients" not in words(75)


def test_it_leads_to_the_portal_and_out_of_reminders():
    _listing, _member = confirmed()
    remind(75)

    (letter,) = letters()
    assert f"http://127.0.0.1:8000{reverse('portal:index')}" in letter.text
    assert letter.unsubscribe.startswith("http://127.0.0.1:8000/letters/stop/")
    assert letter.unsubscribe in letter.text


# ---- pages follow the day, and nothing is written


def standing_on(age, client, settings, freeze):
    freeze(day(age))
    page = client.get(Listing.objects.get().get_absolute_url()).content.decode()
    results = client.get("/clinics/").content.decode()
    return "Not confirmed lately" in page, "Tern House" in results


@pytest.fixture
def freeze(monkeypatch):
    def on(today):
        monkeypatch.setattr(timezone, "now", lambda: noon(today))

    return on


def test_pages_and_results_follow_the_day_without_a_write(client, settings, freeze):
    confirmed()
    before = (Version.now().number, Listing.objects.values().get())

    seen = {age: standing_on(age, client, settings, freeze) for age in (90, 91, 180, 181)}

    assert seen == {90: (False, True), 91: (True, True), 180: (True, True), 181: (True, False)}
    assert (Version.now().number, Listing.objects.values().get()) == before


def test_availability_leaves_its_filter_after_21_days_without_a_write(client, freeze):
    confirmed(availability="accepting", availability_on=SAID)

    found = {}
    for age in (21, 22):
        freeze(day(age))
        page = client.get("/clinics/", {"availability": "accepting"}).content.decode()
        found[age] = "Tern House" in page

    assert found == {21: True, 22: False}


@given(ages=st.lists(st.integers(min_value=0, max_value=200), max_size=5), age=st.integers(0, 20))
@searching(max_examples=12)
def test_the_counts_of_the_command_are_those_of_the_pages(ages, age):
    erase(Listing.objects.all())
    for number, old in enumerate(ages):
        said = {"availability": "accepting", "availability_on": day(-old)} if number % 2 else {}
        origin = "import" if number % 3 == 0 else "portal"
        make_listing(make_clinic(**said), at=noon(day(-old)), origin=origin, source="a file")
    today = day(age)
    listings = list(Listing.objects.all())

    counted = reminders.queue_reminders(today=today)

    standings = [listing.listing_state(today) for listing in listings]
    stale = [one for one in listings if one.availability and not one.availability_is_fresh(today)]
    assert counted == {
        "reminded": 0,
        "overdue": standings.count(ListingState.OVERDUE),
        "lapsed": standings.count(ListingState.LAPSED),
        "stale": len(stale),
    }


# ---- the command, and ending reminders


def test_the_command_prints_what_it_counted_and_may_run_twice(freeze):
    confirmed(availability="accepting", availability_on=SAID)
    freeze(day(95))
    said = StringIO()

    call_command("remind", stdout=said)
    call_command("remind", stdout=said)

    assert said.getvalue().splitlines() == [
        "reminded 1, overdue 1, lapsed 0, availability stale 1",
        "asked about availability 1, digests to moderators 0",
        "reminded 0, overdue 1, lapsed 0, availability stale 1",
        "asked about availability 0, digests to moderators 0",
    ]


def test_a_member_who_ended_reminders_gets_none_until_they_start_them():
    listing, member = confirmed()
    mine = {"user": member.pk, "organization": listing.clinic.organization_id}
    reminders.stop_reminders(**mine)
    assert remind(75)["reminded"] == 0

    reminders.start_reminders(**mine)
    assert remind(75)["reminded"] == 1


def test_ending_reminders_is_for_one_organization_and_one_person():
    listing, member, other = confirmed(members=2)
    elsewhere = Membership.objects.get(user=make_member(make_clinic()))
    elsewhere.user = member
    elsewhere.save()

    reminders.stop_reminders(user=member.pk, organization=listing.clinic.organization_id)

    assert set(Membership.objects.filter(reminders=True)) == {
        elsewhere,
        Membership.objects.get(user=other),
    }
