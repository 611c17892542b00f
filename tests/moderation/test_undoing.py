"""Decisions are taken back: a rejection or a question before its letter goes, a publication within a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from directory.models import Event, Listing, Mail, Submission, Verification
from directory.moderation import decisions, evidence, undoing
from directory.moderation.errors import OwnClinicError, RefusedError
from tests.support.factories import (
    make_clinic,
    make_moderator,
    make_owner,
    make_submission,
    take_down,
)
from tests.support.membership import letters

pytestmark = pytest.mark.django_db

NOW = timezone.now() - timedelta(days=2)


def at(minutes):
    return NOW + timedelta(minutes=minutes)


@pytest.fixture
def clinic():
    return make_clinic(phone="+13035550142", about="We listen first.")


@pytest.fixture
def owner(clinic):
    return make_owner(clinic)


def kinds():
    return list(Event.objects.order_by("pk").values_list("kind", flat=True))


# ---- a rejection, or a question


TURN_DOWN = {
    "rejected": lambda one, when: decisions.reject(
        submission=one, by=make_moderator(), reason="spam", at=when
    ),
    "changes_requested": lambda one, when: decisions.ask_for_changes(
        submission=one, by=make_moderator(), words="Is it right?", at=when
    ),
}


@pytest.fixture(params=TURN_DOWN)
def turned_down(request, clinic, owner):
    one = make_submission(clinic, by=owner, at=at(-9))
    Submission.objects.update(remark="We have moved.")
    TURN_DOWN[request.param](one, at(0))
    return Submission.objects.get()


def test_a_letter_that_says_no_waits_ten_minutes(turned_down):
    assert Mail.objects.get(kind="decided").due_at == at(10)


def test_a_letter_that_says_yes_goes_at_once(clinic, owner):
    one = make_submission(clinic, by=owner)
    decisions.approve(submissions=[one], by=make_moderator(), at=at(0))
    assert Mail.objects.get(kind="decided").due_at == at(0)


def test_a_decision_that_is_undone_leaves_a_copy_in_the_queue_and_no_letter(turned_down, owner):
    moderator = make_moderator()

    copy = undoing.undo_decision(submission=turned_down, by=moderator, at=at(10))

    assert Submission.objects.waiting().get() == copy
    assert (copy.content, copy.remark) == (turned_down.content, "We have moved.")
    assert (copy.submitted_by, copy.submitted_at) == (owner, at(-9))
    assert (copy.opened_by, copy.opened_at) == (moderator, at(10))
    assert letters("decided") == []
    assert kinds() == [turned_down.state, "undone"]
    assert Event.objects.last().submission == turned_down.pk


def test_the_decision_on_the_copy_has_its_own_letter(turned_down, owner):
    copy = undoing.undo_decision(submission=turned_down, by=make_moderator(), at=at(1))
    decisions.approve(submissions=[copy], by=make_moderator(), at=at(2))
    assert letters("decided") == [owner.email]


def test_a_decision_is_not_undone_twice(turned_down):
    undoing.undo_decision(submission=turned_down, by=make_moderator(), at=at(1))
    assert why_not_decision(turned_down) == (
        "This clinic has something else in the queue. Decide on that first."
    )
    decisions.reject(
        submission=Submission.objects.waiting().get(), by=make_moderator(), reason="spam", at=at(2)
    )
    assert why_not_decision(turned_down) == "A moderator has already put this back into the queue."


def why_not_decision(one, when=3):
    with pytest.raises(RefusedError) as refused:
        undoing.undo_decision(submission=one, by=make_moderator(), at=at(when))
    return str(refused.value)


def test_what_cannot_be_undone_says_why(turned_down, clinic, owner):
    assert why_not_decision(turned_down, 11) == (
        "It is too late to undo this: the e-mail may have gone. You can reopen it."
    )
    Mail.objects.filter(kind="decided").update(state="sending")
    assert why_not_decision(turned_down) == (
        "The e-mail about this decision has gone. You can reopen it instead."
    )
    assert (Submission.objects.waiting().count(), kinds()) == (0, [turned_down.state])
    newer = make_submission(clinic, by=owner)
    decisions.withdraw(submission=newer, by=owner)
    decisions.approve(submissions=[make_submission(clinic, by=owner)], by=make_moderator())
    assert why_not_decision(turned_down) == (
        "You can’t reopen this, because the clinic has sent something newer."
    )


def test_nobody_undoes_a_decision_about_their_own_clinic(turned_down, clinic):
    owner = make_owner(clinic)
    owner.is_staff = True
    owner.save()
    with pytest.raises(OwnClinicError):
        undoing.undo_decision(submission=turned_down, by=owner, at=at(1))


# ---- a publication


def approved(clinic, by, when=0, **facts):
    one = make_submission(clinic, by=by, at=at(when - 9), **facts)
    decisions.approve(submissions=[one], by=make_moderator(), at=at(when))
    return one


def test_a_first_listing_that_is_undone_goes_off_the_site_and_waits_again(clinic, owner, client):
    one = approved(clinic, owner)

    copy = undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))

    listing = Listing.objects.get()
    assert (listing.removed_at, listing.version) == (at(60), 1)
    clinic.refresh_from_db()
    assert clinic.closed_at is None
    assert Submission.objects.waiting().get() == copy
    assert (copy.content, copy.based_on) == (one.content, 1)
    assert kinds() == ["published", "undone"]
    page = client.get(listing.get_absolute_url())
    assert page.status_code == 410
    assert "A moderator took this listing back on" in page.content.decode()


def test_a_first_listing_that_is_undone_can_be_published_again(clinic, owner):
    copy = undoing.undo_publication(submission=approved(clinic, owner), by=make_moderator(), at=at(60))

    (listing,) = decisions.approve(submissions=[copy], by=make_moderator(), at=at(70))

    assert (listing.removed_at, listing.version) == (None, 2)
    assert kinds() == ["published", "undone", "restored"]


def test_a_change_that_is_undone_gives_way_to_the_version_before(clinic, owner):
    approved(clinic, owner, -9000)
    one = approved(clinic, owner, phone="+13035550199")

    copy = undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))

    listing = Listing.objects.get()
    assert (listing.phone, listing.version, listing.removed_at) == ("+13035550142", 3, None)
    act = Submission.objects.get(listing_version=3)
    assert (act.act, act.again.listing_version) == ("publication_undone", 1)
    assert (copy.state, copy.content["phone"], copy.based_on) == ("pending", "+13035550199", 3)
    assert kinds() == ["published", "published", "undone"]


def test_a_clinic_that_was_listed_again_goes_off_the_site_again(clinic, owner):
    approved(clinic, owner, -9)
    take_down(Listing.objects.get(), at=at(-5))
    one = approved(clinic, owner, phone="+13035550199")

    undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))

    assert Listing.objects.get().removed_at == at(60)
    assert kinds() == ["published", "removed", "restored", "undone"]


def test_who_read_that_it_was_published_reads_that_it_is_not(clinic, owner):
    one = approved(clinic, owner)
    Mail.objects.update(state="sent", sent_at=at(1))
    undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))
    assert letters("undone") == [owner.email]


def test_who_has_not_read_that_it_was_published_reads_nothing(clinic, owner):
    one = approved(clinic, owner)
    undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))
    assert (letters("decided"), letters("undone")) == ([], [])


def why_not_publication(one, when=60):
    with pytest.raises(RefusedError) as refused:
        undoing.undo_publication(submission=one, by=make_moderator(), at=at(when))
    return str(refused.value)


def test_what_cannot_be_taken_back_says_why(clinic, owner):
    one = approved(clinic, owner)
    assert why_not_publication(one, 24 * 60 + 1) == (
        "This was published more than a day ago. Restore an earlier version instead."
    )
    waiting = make_submission(clinic, by=owner, phone="+13035550199")
    assert why_not_publication(one) == "This clinic has something else in the queue. Decide on that first."
    assert why_not_publication(waiting) == "You can only take back what a moderator has published."
    decisions.approve(submissions=[waiting], by=make_moderator(), at=at(2))
    assert why_not_publication(one) == "Something newer has been published since. Nothing was taken back."
    undoing.undo_publication(submission=waiting, by=make_moderator(), at=at(3))
    act = Submission.objects.get(act="publication_undone")
    assert why_not_publication(act) == "You can only take back what a moderator has published."
    take_down(Listing.objects.get())
    assert why_not_publication(waiting) == "This listing has already been taken down."


# ---- what comes back with the version before


def look(clinic, statement="phone", when=-100, **facts):
    given = {"kind": "document_seen", "about": "other", "source": "A letter", "outcome": "agrees"} | facts
    seen = Verification(statement=statement, seen_on=at(when).date(), **given)
    version = Listing.objects.get(clinic=clinic).version
    (one,) = evidence.record(clinic=clinic, verifications=[seen], version=version, by=make_moderator())
    Verification.objects.filter(pk=one.pk).update(checked_at=at(when))
    return one


def test_evidence_that_the_change_dropped_is_back(clinic, owner):
    approved(clinic, owner, -9000)
    phone, about = look(clinic), look(clinic, "about")
    withdrawn = look(clinic, "city")
    one = approved(clinic, owner, phone="+13035550199", city="Boulder")
    Verification.objects.filter(pk=withdrawn.pk).update(dropped_on=at(-9000).date())

    undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))

    in_force = Verification.objects.in_force().order_by("pk")
    assert list(in_force) == [phone, about]
    assert [entry["statement"] for entry in Listing.objects.get().evidence] == ["phone", "about"]


def test_evidence_that_an_earlier_change_dropped_stays_dropped(clinic, owner):
    approved(clinic, owner, -9000)
    look(clinic, when=-90)
    approved(clinic, owner, -60, phone="+13035550150")
    one = approved(clinic, owner, phone="+13035550199")

    undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))

    assert not Verification.objects.in_force().exists()


def test_days_are_those_of_the_version_that_is_back(clinic, owner):
    approved(clinic, owner, -90000)
    listing = Listing.objects.get()
    decisions.confirm(listing=listing, by=owner, at=at(-50000))
    before = Listing.objects.get()
    one = approved(clinic, owner, phone="+13035550199")

    undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))

    after = Listing.objects.get()
    for statement in ("phone", "about"):
        assert after.last_stated_on(statement) == before.last_stated_on(statement) == at(-50000).date()
    assert (after.origin, after.source, after.confirmed_on) == ("portal", "", before.confirmed_on)


def test_what_an_import_brought_is_that_of_the_import_again(clinic, owner):
    first = make_submission(clinic, origin="import", source="a register", at=at(-9000))
    decisions.approve(submissions=[first], by=make_moderator(), at=at(-8000))
    before = Listing.objects.get()
    one = approved(clinic, owner, phone="+13035550199")

    undoing.undo_publication(submission=one, by=make_moderator(), at=at(60))

    after = Listing.objects.get()
    assert (after.origin, after.source, after.confirmed_on) == ("import", "a register", None)
    assert after.last_stated_on("phone") == before.last_stated_on("phone") is None
