"""The thread between the people of a clinic, a proposer and the moderators."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from directory.facts.terms import EDITION
from directory.models import Mail, Message
from directory.moderation import decisions, thread
from directory.moderation.errors import OwnClinicError, OwnProposalError, RefusedError
from directory.reports import handling
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
    take_down,
)
from tests.support.membership import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return make_listing(name="Half Acre").clinic


@pytest.fixture
def owner(clinic):
    return make_owner(clinic)


@pytest.fixture
def moderator():
    return make_moderator(first_name="Rosa", last_name="Adeyemi")


def tell(clinic, by, words="It was two courses.", **more):
    return thread.say(clinic=clinic, by=by, words=words, from_moderator=False, **more)


def ask(clinic, by, words="Which course was it?", **more):
    return thread.say(clinic=clinic, by=by, words=words, from_moderator=True, **more)


def proposed(reader=None, **facts):
    """The proposal of a reader, with a remark for moderators."""
    submission = make_submission(origin="proposal", by=reader or make_person(), **facts)
    submission.remark = "I was a patient there."
    submission.save(update_fields=["remark"])
    return submission


def said(clinic, *, for_moderator=False):
    return [(entry.who, entry.words) for entry in thread.entries(clinic, for_moderator=for_moderator)]


# ---- who may write


def test_a_member_writes_to_the_moderators_and_no_letter_goes(clinic, owner):
    message = tell(clinic, owner)

    assert list(thread.unanswered()) == [message]
    assert not Mail.objects.filter(kind="message").exists()


def test_a_moderator_writes_to_every_member_with_a_link_to_the_thread(clinic, owner, moderator):
    editor = make_member(clinic)
    make_owner(make_clinic())

    ask(clinic, moderator)

    letters = Mail.objects.filter(kind="message").order_by("to")
    assert [letter.to for letter in letters] == sorted([owner.email, editor.email])
    assert all("Which course was it?" in letter.text for letter in letters)
    assert all(f"/portal/clinics/{clinic.pk}/messages/" in letter.text for letter in letters)
    assert "Adeyemi" not in "".join(letter.text + letter.html for letter in letters)


def test_nobody_but_members_may_write_for_a_clinic(clinic, owner, moderator):
    former = make_member(clinic)
    clinic.organization.memberships.filter(user=former).delete()
    left = make_member(clinic)
    left.is_active = False
    left.save()

    for person in (make_person(), make_owner(make_clinic()), former, left, moderator):
        with pytest.raises(PermissionDenied):
            tell(clinic, person)

    assert not Message.objects.exists()


def test_nobody_but_another_moderator_may_write_for_the_moderators(clinic, owner):
    with pytest.raises(PermissionDenied):
        ask(clinic, owner)
    own = make_moderator()
    clinic.organization.memberships.create(user=own, role="editor")
    with pytest.raises(OwnClinicError):
        ask(clinic, own)

    assert not Message.objects.exists()


def test_a_moderators_message_that_nobody_would_read_is_refused(clinic, moderator):
    with pytest.raises(RefusedError, match="No one manages this clinic"):
        ask(clinic, moderator)

    assert not Message.objects.exists()


def test_both_sides_may_write_about_a_listing_that_was_taken_down(clinic, owner, moderator):
    take_down(clinic.listing)

    ask(clinic, moderator, "It was your wish.")
    tell(clinic, owner, "Thank you.")

    assert [words for _who, words in said(clinic)] == ["It was your wish.", "Thank you."]


@pytest.mark.parametrize(("words", "why"), [("", "Write"), (" \n ", "Write"), ("x" * 2001, "at most 2,000")])
def test_no_words_and_too_many_are_refused(clinic, owner, words, why):
    with pytest.raises(RefusedError, match=why):
        tell(clinic, owner, words)

    assert not Message.objects.exists()


def test_as_many_words_as_fit_are_kept(clinic, owner):
    assert len(tell(clinic, owner, "x" * 2000 + "\n").words) == 2000


# ---- what each side sees


def test_members_see_addresses_of_their_people_and_no_name_of_a_moderator(clinic, owner, moderator):
    ask(clinic, moderator)
    tell(clinic, owner)

    assert said(clinic) == [
        ("A moderator", "Which course was it?"),
        (owner.email, "It was two courses."),
    ]
    assert said(clinic, for_moderator=True) == [
        ("Rosa Adeyemi", "Which course was it?"),
        (owner.email, "It was two courses."),
    ]


def test_members_are_not_named_once_they_have_left(clinic, owner):
    former = make_member(clinic)
    tell(clinic, former)
    clinic.organization.memberships.filter(user=former).delete()

    assert said(clinic) == [("", "It was two courses.")]
    assert said(clinic, for_moderator=True) == [(former.email, "It was two courses.")]


def test_remark_and_decision_stand_in_the_thread_at_their_time(clinic, owner, moderator):
    change(clinic, about="New words.")
    sent = decisions.submit(clinic=clinic, by=owner, terms=EDITION, remark="The phone is new, too.")
    decisions.ask_for_changes(submission=sent, by=moderator, words="Which phone?")
    tell(clinic, owner, "The one at the desk.")

    entries = thread.entries(clinic, for_moderator=False)

    assert [(entry.who, entry.words, entry.is_public) for entry in entries] == [
        (owner.email, "The phone is new, too.", False),
        ("A moderator", "Which phone?", True),
        (owner.email, "The one at the desk.", False),
    ]


def test_words_about_a_clinic_that_was_not_listed_are_in_no_public_history(moderator):
    clinic = make_clinic()
    sent = make_submission(clinic, by=make_owner(clinic))
    decisions.reject(submission=sent, by=moderator, reason="spam", words="No door.")

    assert [entry.is_public for entry in thread.entries(clinic, for_moderator=False)] == [False]


def test_a_remark_that_was_put_back_into_the_queue_is_shown_once(clinic, owner, moderator):
    change(clinic, about="New words.")
    sent = decisions.submit(clinic=clinic, by=owner, terms=EDITION, remark="Look at our website.")
    decisions.ask_for_changes(submission=sent, by=moderator, words="Where?")
    sent.refresh_from_db()
    decisions.open_again(submission=sent, by=moderator)

    assert [words for _who, words in said(clinic)] == ["Look at our website.", "Where?"]


def test_the_row_of_a_file_is_for_moderators_alone(clinic, owner):
    sent = make_submission(clinic, origin="import", about="From a file.")
    sent.remark = "Row 7 had no phone."
    sent.save(update_fields=["remark"])

    assert said(clinic) == []
    assert said(clinic, for_moderator=True) == [("", "Row 7 had no phone.")]


@pytest.mark.parametrize("count", [1, 7])
def test_one_query_count_for_one_message_and_for_seven(
    clinic, owner, moderator, count, django_assert_num_queries
):
    for _number in range(count):
        ask(clinic, moderator)
        tell(clinic, owner)

    with django_assert_num_queries(2):
        thread.entries(clinic, for_moderator=True)
    with django_assert_num_queries(3):
        thread.entries(clinic, for_moderator=False)
    with django_assert_num_queries(1):
        [(one.clinic.organization, one.written_by.email, one.report) for one in thread.unanswered()]


# ---- questions and answers


def test_an_answer_settles_what_the_other_side_had_asked(clinic, owner, moderator):
    first, second = ask(clinic, moderator, "One?"), ask(clinic, moderator, "Two?")
    assert thread.count_waiting_for(owner) == 2

    answer = tell(clinic, owner)
    first.refresh_from_db()
    second.refresh_from_db()

    assert (first.settled_by, second.settled_by) == (owner, owner)
    assert thread.count_waiting_for(owner) == 0
    assert list(thread.unanswered()) == [answer]
    ask(clinic, moderator, "Thank you.")
    assert list(thread.unanswered()) == []


def test_sending_with_a_remark_answers_and_sending_without_one_does_not(clinic, owner, moderator):
    ask(clinic, moderator)
    change(clinic, about="New words.")
    sent = decisions.submit(clinic=clinic, by=owner, terms=EDITION)
    assert thread.count_waiting_for(owner) == 1
    decisions.withdraw(submission=sent, by=owner)

    decisions.submit(clinic=clinic, by=owner, terms=EDITION, remark="It is in our text now.")

    assert thread.count_waiting_for(owner) == 0


def test_a_remark_that_is_too_long_sends_nothing(clinic, owner):
    change(clinic, about="New words.")

    with pytest.raises(RefusedError, match="You have used 2001"):
        decisions.submit(clinic=clinic, by=owner, terms=EDITION, remark="x" * 2001)

    assert not clinic.submissions.waiting().exists()


def test_who_settles_a_message_is_the_other_side(clinic, owner, moderator):
    asked, told = ask(clinic, moderator), tell(clinic, owner)
    asked = ask(clinic, moderator, "And when?")
    for message, wrong in ((asked, moderator), (asked, make_person()), (told, owner)):
        with pytest.raises(PermissionDenied):
            thread.settle(message=message, by=wrong)

    thread.settle(message=asked, by=owner)

    with pytest.raises(RefusedError, match="already answered"):
        thread.settle(message=asked, by=owner)
    with pytest.raises(RefusedError, match="already answered"):
        thread.settle(message=told, by=moderator)


def test_whoever_wrote_before_reading_is_told(clinic, owner, moderator):
    asked = ask(clinic, moderator)
    tell(clinic, make_member(clinic), "A colleague was quicker.")

    with pytest.raises(thread.NewerMessageError):
        tell(clinic, owner, seen=asked.pk)
    tell(clinic, owner, "One more thing.", seen=Message.objects.latest("pk").pk)
    tell(clinic, owner, "From another tab of mine.", seen=Message.objects.latest("pk").pk - 1)

    assert Message.objects.count() == 4


# ---- reports


def test_a_question_about_a_report_can_be_answered_and_tells_nothing_of_the_reader(owner, clinic, moderator):
    report = handling.receive(
        listing=clinic.listing,
        reason="price_wrong",
        statement="session_price_low",
        words="They asked ME for $600.",
        key=uuid.uuid4(),
        at=timezone.now(),
        email="reader@mail.example",
    )

    handling.ask_clinic(report=report, by=moderator, words="What do you charge?")
    answer = tell(clinic, owner, "$450, as listed.")

    assert answer.report == report
    assert [(entry.words, entry.about) for entry in thread.entries(clinic, for_moderator=False)] == [
        ("What do you charge?", "About a report by a reader: The price is wrong."),
        ("$450, as listed.", "About a report by a reader: The price is wrong."),
    ]
    (letter,) = Mail.objects.filter(kind="report_asked")
    assert f"/portal/clinics/{clinic.pk}/messages/" in letter.text
    assert "reader@mail.example" not in letter.text
    assert "$600" not in letter.text


# ---- proposals


def test_a_proposer_reads_and_answers_in_the_thread_of_the_proposal_alone(moderator):
    reader = make_person()
    mine, other = proposed(reader), proposed()

    ask(mine.clinic, moderator, "Which street?", submission=mine)
    tell(mine.clinic, reader, "Elm Street.", submission=mine)

    (letter,) = Mail.objects.filter(kind="message")
    assert letter.to == reader.email
    assert f"/add-a-clinic/proposals/{mine.pk}/messages/" in letter.text
    assert [(entry.who, entry.words) for entry in thread.entries_of_proposal(mine)] == [
        (reader.email, "I was a patient there."),
        ("A moderator", "Which street?"),
        (reader.email, "Elm Street."),
    ]
    for place, submission in ((other.clinic, other), (mine.clinic, None), (mine.clinic, other)):
        with pytest.raises(PermissionDenied):
            tell(place, reader, submission=submission)
    with pytest.raises(PermissionDenied):
        tell(mine.clinic, make_person(), submission=mine)


def test_a_moderator_who_proposed_a_clinic_does_not_ask_themselves(moderator):
    mine = proposed(moderator)

    with pytest.raises(OwnProposalError):
        ask(mine.clinic, moderator, submission=mine)


def test_people_of_a_clinic_never_read_what_its_proposer_wrote(moderator):
    reader = make_person()
    sent = proposed(reader)
    ask(sent.clinic, moderator, "Were you a patient?", submission=sent)
    tell(sent.clinic, reader, "Yes, in May.", submission=sent)
    decisions.ask_for_changes(submission=sent, by=moderator, words="Which of the two patients are you?")
    sent.refresh_from_db()
    again = decisions.open_again(submission=sent, by=moderator)
    decisions.approve_some(submission=again, back=[], by=moderator, words="Welcome.")
    owner = make_owner(sent.clinic)
    sent.clinic.refresh_from_db()

    tell(sent.clinic, owner, "We run this.")

    assert said(sent.clinic) == [("A moderator", "Welcome."), (owner.email, "We run this.")]
    assert [words for _who, words in said(sent.clinic, for_moderator=True)] == [
        "I was a patient there.",
        "Were you a patient?",
        "Yes, in May.",
        "Which of the two patients are you?",
        "Welcome.",
        "We run this.",
    ]
    assert thread.count_waiting_for(owner) == 0
    with pytest.raises(PermissionDenied):
        tell(sent.clinic, owner, submission=sent)


# ---- once


def test_the_same_key_again_is_the_same_message(clinic, owner):
    key = uuid.uuid4()
    first = tell(clinic, owner, key=key)

    assert tell(clinic, owner, key=key, seen=0) == first
    assert Message.objects.count() == 1


def test_a_key_of_another_person_is_no_way_to_a_message(clinic, owner, moderator):
    key = uuid.uuid4()
    ask(clinic, moderator, key=key)

    with pytest.raises(Exception, match="duplicate key"):
        tell(clinic, owner, key=key)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_twenty_threads_with_one_key_write_one_message():
    clinic = make_listing().clinic
    owner, moderator, key = make_owner(clinic), make_moderator(), uuid.uuid4()
    ask(clinic, moderator)

    refused = at_once(*[lambda: tell(clinic, owner, key=key)] * 20)

    assert refused == []
    assert Message.objects.filter(from_moderator=False).count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_who_answer_at_once_the_second_is_told():
    clinic = make_listing().clinic
    owner = make_owner(clinic)
    asked = tell(clinic, owner)
    moderators = [make_moderator(), make_moderator()]

    refused = at_once(*[lambda by=by: ask(clinic, by, key=uuid.uuid4(), seen=asked.pk) for by in moderators])

    assert len(refused) == 1
    assert Message.objects.filter(from_moderator=True).count() == 1
    assert Mail.objects.filter(kind="message").count() == 1


def test_messages_wait_oldest_first(clinic, owner):
    now = timezone.now()
    late = tell(clinic, owner, at=now)
    other = make_listing().clinic
    early = tell(other, make_owner(other), at=now - timedelta(days=2))

    assert list(thread.unanswered()) == [early, late]
