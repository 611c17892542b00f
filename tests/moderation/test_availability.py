"""Availability: what members publish at once, by rule, and what a moderator takes back."""

import threading
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from directory.models import Clinic, Event, Listing, Mail, Submission
from directory.moderation import availability, decisions
from directory.moderation.availability import TooOftenError
from directory.moderation.errors import OwnClinicError, RefusedError
from directory.publishing.diff import compare_snapshots
from directory.publishing.snapshot import snapshot_of_listing
from directory.transparency import figures
from tests.support.factories import (
    change,
    judge,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_person,
    make_submission,
    somebody,
    take_down,
)

pytestmark = pytest.mark.django_db

SAID = date(2026, 3, 2)


def noon(age=0, hour=12):
    on = SAID + timedelta(days=age)
    return timezone.make_aware(datetime(on.year, on.month, on.day, hour))


def published(**facts):
    """(listing, member): a listing that says since March 2 that it has a waiting list of six weeks."""
    said = {"availability": "waitlist", "waitlist_weeks": 6, "availability_on": SAID}
    clinic = make_clinic(**({"name": "Tern House", "phone": "+13035550142"} | said | facts))
    member = make_member(clinic)
    listing = make_listing(clinic, at=noon())
    Mail.objects.all().delete()
    return listing, member


def update(listing, by, state="accepting", weeks=None, *, age=1, hour=12):
    return availability.update(
        listing=listing, by=by, availability=state, waitlist_weeks=weeks, at=noon(age, hour)
    )


def says(row):
    row.refresh_from_db()
    return row.availability, row.waitlist_weeks, row.availability_on


def day(age):
    return SAID + timedelta(days=age)


# ---- by a member


def test_it_is_published_at_once_as_the_next_version_and_changes_nothing_else():
    listing, member = published()
    before = snapshot_of_listing(listing)

    submission = update(listing, member, "accepting")

    listing.refresh_from_db()
    after = snapshot_of_listing(listing)
    assert {one.statement: (one.old, one.new) for one in compare_snapshots(before, after)} == {
        "availability": ("waitlist", "accepting"),
        "waitlist_weeks": (6, None),
        "availability_on": ("2026-03-02", "2026-03-03"),
    }
    assert after == submission.content
    assert (listing.version, listing.published_on, listing.confirmed_on) == (2, day(1), SAID)
    assert (submission.act, submission.state, submission.decided_by) == ("availability", "approved", None)
    assert (submission.submitted_by, submission.based_on, submission.listing_version) == (member, 1, 2)


def test_it_is_one_event_of_its_own_kind_and_no_letter():
    listing, member = published()

    submission = update(listing, member)

    event = Event.objects.latest("pk")
    assert (event.kind, event.clinic, event.slug) == ("availability", "Tern House", listing.slug)
    assert (event.submission, event.listing_version, event.at) == (submission.pk, 2, noon(1))
    assert Mail.objects.count() == 0


def test_the_draft_says_the_same_and_keeps_the_rest():
    listing, member = published()
    change(listing.clinic, about="New words.", availability="not_accepting", waitlist_weeks=None)

    update(listing, member, "waitlist", 3)

    assert says(listing.clinic) == ("waitlist", 3, day(1))
    assert listing.clinic.about == "New words."


def test_what_waits_says_the_same_and_approving_it_does_not_bring_back_the_old_availability():
    listing, member = published()
    waiting = make_submission(listing.clinic, about="New words.")

    update(listing, member, "waitlist", 3)

    waiting.refresh_from_db()
    assert (waiting.based_on, waiting.state) == (2, "pending")
    assert waiting.content["waitlist_weeks"] == 3
    decisions.approve(submissions=[waiting], by=judge(), at=noon(2))
    assert says(listing) == ("waitlist", 3, day(1))
    assert (listing.about, listing.version) == ("New words.", 3)


def test_a_moderator_who_opened_what_waits_before_does_not_bring_back_the_old_availability():
    listing, member = published()
    opened = [make_submission(listing.clinic, about="New words.")]
    update(listing, member, "waitlist", 3)

    decisions.approve(submissions=opened, by=judge(), at=noon(2))

    assert says(listing) == ("waitlist", 3, day(1))
    assert snapshot_of_listing(listing) == Submission.objects.get(listing_version=3).approved_snapshot


def test_approving_a_part_of_what_was_opened_before_keeps_the_new_availability():
    listing, member = published()
    opened = make_submission(listing.clinic, about="New words.", phone="+13035550199")
    update(listing, member, "waitlist", 3)

    decisions.approve_some(submission=opened, back=["phone"], by=judge(), words="Whose?", at=noon(2))

    assert says(listing) == ("waitlist", 3, day(1))
    assert (listing.phone, listing.about) == ("+13035550142", "New words.")


def test_what_waits_on_an_older_version_stays_outdated():
    listing, member = published()
    waiting = make_submission(listing.clinic, about="New words.")
    Submission.objects.filter(pk=waiting.pk).update(based_on=None)

    update(listing, member)

    waiting.refresh_from_db()
    assert (waiting.based_on, waiting.content["availability"]) == (None, "accepting")


def test_what_is_reopened_keeps_the_availability_that_was_published_since():
    listing, member = published()
    sent = make_submission(listing.clinic, about="New words.", at=noon())
    decisions.reject(submission=sent, by=judge(), reason="overclaim", at=noon())
    update(listing, member, "waitlist", 3)

    copy = decisions.open_again(submission=Submission.objects.get(pk=sent.pk), by=judge())

    assert (copy.content["waitlist_weeks"], copy.content["availability_on"]) == (3, "2026-03-03")
    assert copy.content["about"] == "New words."


def test_the_same_on_the_same_day_makes_no_version_and_on_a_later_day_renews_the_date():
    listing, member = published()

    assert update(listing, member, "waitlist", 6, age=0, hour=20) is None
    assert update(listing, member, "waitlist", 6, age=1).listing_version == 2
    assert says(listing) == ("waitlist", 6, day(1))
    assert update(listing, member, "waitlist", 6, age=1, hour=20) is None
    assert Event.objects.filter(kind="availability").count() == 1


def test_the_same_on_the_day_of_a_confirmation_makes_no_version():
    listing, member = published()
    decisions.confirm(listing=listing, by=member, at=noon(5))

    assert update(listing, member, "waitlist", 6, age=5) is None
    assert says(listing.clinic) == ("waitlist", 6, SAID)


def test_a_draft_that_said_something_else_is_put_right_even_if_the_listing_says_so_already():
    listing, member = published()
    change(listing.clinic, availability="accepting", waitlist_weeks=None)

    update(listing, member, "waitlist", 6, age=0)

    assert says(listing.clinic) == ("waitlist", 6, SAID)


def test_it_does_not_confirm_a_listing_that_the_clinic_never_confirmed():
    clinic = make_clinic(name="Half Acre")
    member = make_member(clinic)
    listing = make_listing(clinic, origin="import", source="a file", at=noon())

    update(listing, member, "accepting")

    listing.refresh_from_db()
    assert (listing.confirmed_on, listing.origin, listing.source) == (None, "import", "a file")
    assert listing.stated_on == {"availability": "2026-03-03", "availability_on": "2026-03-03"}


@pytest.mark.parametrize("who", [make_person, make_moderator, lambda: make_member(make_clinic())])
def test_nobody_but_a_member_of_the_clinic_may(who):
    listing, _member = published()

    with pytest.raises(PermissionDenied):
        update(listing, who())
    assert Submission.objects.count() == 1


def test_it_is_refused_for_a_listing_that_is_taken_down():
    listing, member = published()
    take_down(listing)

    with pytest.raises(RefusedError, match="already been taken down"):
        update(listing, member)


@pytest.mark.parametrize(
    ("state", "weeks", "sentence"),
    [
        ("", None, "Say whether you take new patients."),
        ("sometimes", None, "Say whether you take new patients."),
        ("accepting", 3, "Give weeks only with a waiting list."),
        ("waitlist", 521, "Enter 520 or less."),
        ("waitlist", -1, "Enter 0 or more."),
    ],
)
def test_values_that_break_a_rule_are_refused_with_a_sentence(state, weeks, sentence):
    listing, member = published()

    with pytest.raises(RefusedError) as refused:
        update(listing, member, state, weeks)
    assert str(refused.value) == sentence
    assert says(listing.clinic) == ("waitlist", 6, SAID)


# ---- limits


def test_a_fourth_change_on_a_day_is_refused_until_tomorrow():
    listing, member = published()
    for weeks in (1, 2, 3):
        update(listing, member, "waitlist", weeks)

    with pytest.raises(TooOftenError) as refused:
        update(listing, member, "waitlist", 4, hour=23)
    assert (
        str(refused.value) == "You can change this 3 times a day. You can change it again on March 4, 2026."
    )
    assert update(listing, member, "waitlist", 4, age=2, hour=0).listing_version == 5


def test_a_thirteenth_change_within_thirty_days_is_refused_until_the_first_is_old_enough():
    listing, member = published()
    for age in range(1, 13):
        update(listing, member, "waitlist", age, age=age)

    with pytest.raises(TooOftenError) as refused:
        update(listing, member, "waitlist", 20, age=30)
    assert (
        str(refused.value)
        == "You can change this 12 times in 30 days. You can change it again on April 2, 2026."
    )
    assert refused.value.again_on == day(31)
    assert update(listing, member, "waitlist", 20, age=31) is not None


def test_renewing_the_date_every_day_is_no_flapping():
    listing, member = published()

    for age in range(1, 41):
        assert update(listing, member, "waitlist", 6, age=age) is not None
    assert update(listing, member, "waitlist", 7, age=41) is not None


def test_a_renewal_is_possible_on_the_day_on_which_the_limit_is_reached_and_other_clinics_are_free():
    listing, member = published()
    for age in range(1, 13):
        update(listing, member, "waitlist", age, age=age)
    other, other_member = published(name="Gull House")

    assert update(listing, member, "waitlist", 12, age=13) is not None
    assert update(other, other_member, "accepting", age=13) is not None


def test_an_act_that_was_taken_back_counts_too():
    listing, member = published()
    for weeks in (1, 2, 3):
        taken = update(listing, member, "waitlist", weeks)
        availability.take_back(submission=taken, by=judge(), at=noon(1, 13))

    with pytest.raises(TooOftenError):
        update(listing, member, "waitlist", 1, hour=14)


# ---- by a moderator


def test_a_moderator_takes_it_back_and_the_listing_says_what_it_said_before():
    listing, member = published()
    before = snapshot_of_listing(listing)
    submission = update(listing, member)

    undone = availability.take_back(submission=submission, by=judge(), words="Nobody answers.", at=noon(3))

    listing.refresh_from_db()
    assert snapshot_of_listing(listing) == before == undone.content
    assert (listing.version, listing.confirmed_on, listing.stated_on["availability"]) == (
        3,
        SAID,
        "2026-03-02",
    )
    assert (undone.act, undone.decided_by, undone.listing_version) == ("availability_undone", judge(), 3)
    event = Event.objects.latest("pk")
    assert (event.kind, event.words, event.listing_version) == ("availability_undone", "Nobody answers.", 3)
    assert says(listing.clinic) == ("waitlist", 6, SAID)


def test_every_member_gets_a_letter_with_the_words():
    listing, member = published()
    colleague = make_member(listing.clinic)
    submission = update(listing, member)

    availability.take_back(submission=submission, by=judge(), words="Nobody answers.")

    mails = Mail.objects.filter(kind="availability_undone")
    assert {mail.to for mail in mails} == {member.email, colleague.email}
    assert all("Nobody answers." in mail.text and "Nobody answers." in mail.html for mail in mails)
    assert (
        "A moderator took back what you last said about whether Tern House takes patients." in mails[0].text
    )


def test_what_was_published_since_stays_published():
    listing, member = published()
    submission = update(listing, member)
    make_listing(listing.clinic, about="New words.", at=noon(2))

    availability.take_back(submission=submission, by=judge(), at=noon(3))

    assert says(listing) == ("waitlist", 6, SAID)
    assert (listing.about, listing.version) == ("New words.", 4)


def test_what_waits_and_the_draft_follow_unless_they_say_something_else_by_now():
    listing, member = published()
    submission = update(listing, member)
    waiting = make_submission(listing.clinic, about="New words.", at=noon(1, 15))
    change(listing.clinic, availability="not_accepting")

    availability.take_back(submission=submission, by=judge(), at=noon(3))

    waiting.refresh_from_db()
    assert (waiting.content["waitlist_weeks"], waiting.based_on) == (6, 3)
    assert says(listing.clinic) == ("not_accepting", None, day(1))


def test_an_import_that_said_it_before_is_not_the_source_of_all_the_rest_again():
    """The words came from a later import, whose license asks for its name."""
    first = {"origin": "import", "source": "A", "source_license": "cc0-1.0", "terms": ""}
    later = {"origin": "import", "source": "B", "source_license": "cc-by-4.0", "terms": ""}
    clinic = make_clinic(name="Tern House")
    make_listing(clinic, at=noon(), **first)
    listing = make_listing(clinic, about="We listen.", at=noon(1), **later)

    submission = update(listing, make_member(clinic), "accepting")
    availability.take_back(submission=submission, by=judge(), at=noon(6))

    listing.refresh_from_db()
    assert listing.availability == ""
    assert (listing.origin, listing.source, listing.source_license) == ("import", "B", "cc-by-4.0")


def test_the_last_act_is_taken_back_first_and_each_once():
    listing, member = published()
    first = update(listing, member, "accepting", age=1)
    second = update(listing, member, "accepting", age=5)

    with pytest.raises(RefusedError, match="changed or taken back since"):
        availability.take_back(submission=first, by=judge())
    availability.take_back(submission=second, by=judge(), at=noon(6))
    assert says(listing) == ("accepting", None, day(1))
    with pytest.raises(RefusedError, match="changed or taken back since"):
        availability.take_back(submission=second, by=judge())
    availability.take_back(submission=first, by=judge(), at=noon(6))
    assert says(listing) == ("waitlist", 6, SAID)
    assert availability.latest_act(listing.clinic_id) is None


def test_an_availability_that_a_moderator_has_approved_since_is_not_taken_back():
    listing, member = published()
    submission = update(listing, member)
    make_listing(listing.clinic, availability="not_accepting", availability_on=day(2), at=noon(2))

    with pytest.raises(RefusedError, match="changed or taken back since"):
        availability.take_back(submission=submission, by=judge())


def test_an_imported_availability_comes_back_as_imported():
    clinic = make_clinic(name="Half Acre", availability="accepting", availability_on=SAID)
    member = make_member(clinic)
    listing = make_listing(clinic, origin="import", source="a file", at=noon())

    availability.take_back(submission=update(listing, member, "not_accepting"), by=judge(), at=noon(2))

    assert says(listing) == ("accepting", None, SAID)
    assert (listing.origin, listing.source, listing.confirmed_on) == ("import", "a file", None)
    assert listing.last_stated_on("availability") is None


def test_only_a_moderator_of_no_own_clinic_takes_back():
    listing, member = published()
    submission = update(listing, member)
    own = make_moderator()
    own.memberships.create(organization=listing.clinic.organization, role="editor")

    with pytest.raises(PermissionDenied):
        availability.take_back(submission=submission, by=somebody("nobody"))
    with pytest.raises(OwnClinicError):
        availability.take_back(submission=submission, by=own)
    assert Listing.objects.get().version == 2


def test_a_change_takes_the_same_number_of_queries_whatever_the_history(django_assert_num_queries):
    listing, member = published()
    with django_assert_num_queries(18):
        update(listing, member, "waitlist", 1, age=1)
    for age in range(2, 6):
        update(listing, member, "waitlist", age, age=age)
    with django_assert_num_queries(18):
        update(listing, member, "waitlist", 9, age=9)


def test_the_clinic_is_the_only_copy_that_is_touched():
    listing, member = published()
    other, _other_member = published(name="Gull House")

    update(listing, member)

    assert says(Clinic.objects.get(pk=other.clinic_id)) == ("waitlist", 6, SAID)


def test_what_a_rule_decides_at_once_does_not_make_decisions_look_quick():
    listing, member = published()
    before = figures.decision_durations(day(9)).all.count
    submission = update(listing, member)
    availability.take_back(submission=submission, by=judge(), at=noon(2))

    assert (before, figures.decision_durations(day(9)).all.count) == (1, 1)


# ---- at the same moment


def at_the_same_moment(acts):
    """Run the acts in threads of their own, all at once. Returns what each returned, or its kind of error."""
    together, answers = threading.Barrier(len(acts)), []

    def run(act):
        try:
            together.wait(timeout=30)
            answers.append(act())
        except RefusedError as why:
            answers.append(type(why))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_fifty_updates_and_fifty_undos_one_of_each_wins():
    listing, member = published()
    moderator = judge()

    said = at_the_same_moment([partial(update, Listing.objects.get(), member) for _one in range(50)])
    (submission,) = [one for one in said if one is not None]
    assert says(listing) == ("accepting", None, day(1))

    undo = partial(availability.take_back, submission=submission, by=moderator, at=noon(2))
    undone = at_the_same_moment([undo for _one in range(50)])
    assert undone.count(RefusedError) == 49
    assert says(listing) == ("waitlist", 6, SAID)
    assert list(Submission.objects.order_by("pk").values_list("act", "listing_version")) == [
        ("", 1),
        ("availability", 2),
        ("availability_undone", 3),
    ]
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == [
        "published",
        "availability",
        "availability_undone",
    ]
    assert Mail.objects.filter(kind="availability_undone").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_fifty_different_updates_as_many_win_as_the_limit_allows():
    listing, member = published()

    said = at_the_same_moment(
        [partial(update, Listing.objects.get(), member, "waitlist", weeks) for weeks in range(10, 60)]
    )

    assert said.count(TooOftenError) == 47
    versions = Submission.objects.filter(act="availability").order_by("listing_version")
    assert list(versions.values_list("listing_version", flat=True)) == [2, 3, 4]
    assert snapshot_of_listing(Listing.objects.get()) == versions.last().content
    assert says(listing.clinic) == says(listing)
