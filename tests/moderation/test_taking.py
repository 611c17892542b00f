"""Taking: who works on a submission, a claim or a report; until when; and what ends it."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.utils import timezone

from directory.membership import claims
from directory.models import Report, Submission, Taken
from directory.moderation import decisions, taking
from directory.moderation.errors import RefusedError
from directory.moderation.taking import TakenByAnotherError
from directory.reports import handling
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
    take_down,
)
from tests.support.membership import listed, make_claim, make_report

pytestmark = pytest.mark.django_db

NOON = timezone.now()


def minutes_later(number):
    return NOON + timedelta(minutes=number)


def a_report():
    return make_report(listed())


ITEMS = [make_submission, make_claim, a_report]


@pytest.mark.parametrize("make", ITEMS)
def test_what_one_moderator_took_another_cannot_take(make):
    item, first, second = make(), make_moderator(), make_moderator()
    taking.take(item=item, by=first, at=NOON)

    with pytest.raises(TakenByAnotherError) as refusal:
        taking.take(item=item, by=second, at=minutes_later(29))

    assert (refusal.value.taken.taken_by, refusal.value.taken.taken_at) == (first, NOON)
    assert taking.holders([item], minutes_later(29)) == {item: Taken.objects.get()}
    assert Taken.objects.get().taken_by == first


@pytest.mark.parametrize("make", ITEMS)
def test_what_was_taken_is_free_again_after_thirty_minutes(make):
    item, first, second = make(), make_moderator(), make_moderator()
    taking.take(item=item, by=first, at=NOON)

    assert taking.holders([item], minutes_later(30)) == {}
    taking.take(item=item, by=second, at=minutes_later(30))

    assert [(one.taken_by, one.taken_at) for one in Taken.objects.all()] == [(second, minutes_later(30))]


def test_to_take_again_what_one_has_keeps_it_for_longer():
    item, moderator = make_submission(), make_moderator()
    taking.take(item=item, by=moderator, at=NOON)
    taking.take(item=item, by=moderator, at=minutes_later(20))

    assert list(taking.holders([item], minutes_later(49))) == [item]


def test_only_who_has_it_gives_it_back():
    item, first, second = make_submission(), make_moderator(), make_moderator()
    taking.take(item=item, by=first, at=NOON)

    assert taking.give_back(item=item, by=second) is False
    assert Taken.objects.count() == 1
    assert taking.give_back(item=item, by=first) is True
    assert Taken.objects.count() == 0


def test_nobody_but_a_moderator_takes_or_gives_back():
    item, person = make_submission(), make_person()

    with pytest.raises(PermissionDenied):
        taking.take(item=item, by=person)
    with pytest.raises(PermissionDenied):
        taking.give_back(item=item, by=person)
    assert Taken.objects.count() == 0


DECISIONS = {
    "approve": (make_submission, lambda one, by: decisions.approve(submissions=[one], by=by)),
    "ask": (make_submission, lambda one, by: decisions.ask_for_changes(submission=one, by=by, words="Why?")),
    "reject": (make_submission, lambda one, by: decisions.reject(submission=one, by=by, reason="spam")),
    "refuse": (make_claim, lambda one, by: claims.refuse(claim=one, by=by, reason="No proof.")),
    "grant": (make_claim, lambda one, by: claims.grant(claim=one, by=by, role="owner", reason="We called.")),
    "close": (a_report, lambda one, by: handling.close(report=one, by=by, outcome="confirmed")),
    "question": (a_report, lambda one, by: handling.ask_clinic(report=one, by=by, words="Is it right?")),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_releases_what_was_taken_also_by_another(name):
    make, decide = DECISIONS[name]
    item = make()
    taking.take(item=item, by=make_moderator())

    decide(item, make_moderator())

    assert Taken.objects.count() == 0


def test_what_its_sender_takes_back_is_released():
    clinic = make_clinic()
    submission = make_submission(clinic, by=make_owner(clinic))
    claim = make_claim()
    for item in (submission, claim):
        taking.take(item=item, by=make_moderator())

    decisions.withdraw(submission=submission, by=submission.submitted_by)
    claims.withdraw(claim=claim, by=claim.claimed_by)

    assert Taken.objects.count() == 0


def test_what_is_decided_cannot_be_taken():
    submission, report, moderator = make_submission(), a_report(), make_moderator()
    decisions.reject(submission=submission, by=moderator, reason="spam")
    handling.close(report=report, by=moderator, outcome="confirmed")

    # The objects in hand are older than the decision: the rows in the database count.
    for item in (Submission(pk=submission.pk, state="pending"), Report(pk=report.pk)):
        with pytest.raises(RefusedError, match="no longer waiting"):
            taking.take(item=item, by=moderator)
    assert Taken.objects.count() == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_take_at_once_one_has_it_and_the_others_are_told_who():
    submission, moderators = make_submission(), [make_moderator() for _number in range(50)]
    start, answers = Barrier(50), []

    def run(moderator):
        start.wait()
        while True:
            try:
                answers.append(taking.take(item=submission, by=moderator).taken_by_id)
                break
            except TakenByAnotherError as refusal:
                answers.append(refusal.taken.taken_by_id)
                break
            except OperationalError:  # all connections are busy, as for a person who reads "try again"
                connection.close()
        connection.close()

    threads = [Thread(target=run, args=[moderator]) for moderator in moderators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [Taken.objects.get().taken_by_id] * 50


def test_what_is_withdrawn_is_released_whoever_withdraws_it():
    listing = make_listing()
    waiting = make_submission(listing.clinic, about="New words.")
    taking.take(item=waiting, by=make_moderator())

    take_down(listing)

    assert Submission.objects.get(pk=waiting.pk).state == "withdrawn"
    assert not Taken.objects.exists()
