"""The moderators' pages of messages: what waits for an answer, and the thread of one clinic."""

import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from directory.models import Mail, Message
from directory.moderation import thread
from directory.reports import handling
from directory.views.messages import SALT
from tests.support.factories import (
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
)
from tests.support.html import assert_valid, elements
from tests.support.portal import form_values, main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator():
    return make_moderator(first_name="Rosa", last_name="Adeyemi")


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


@pytest.fixture
def clinic():
    return make_listing(name="Half Acre").clinic


def tell(clinic, words="It was two courses.", by=None, **more):
    return thread.say(clinic=clinic, by=by or make_member(clinic), words=words, from_moderator=False, **more)


def address(clinic, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("admin:thread", args=[clinic.pk]) + (f"?{asked}" if asked else "")


def form(words="Which course?", **more):
    sending = signing.dumps([uuid.uuid4().hex, timezone.now().timestamp() - 60], salt=SALT)
    return {"message-words": words, "sending": sending, "seen": "9" * 10} | more


def test_messages_that_wait_are_listed_oldest_first_with_what_they_are_about(desk, clinic):
    now = timezone.now()
    other = make_listing(name="Tern House").clinic
    late = tell(clinic, "The later one.", at=now)
    tell(other, "The earlier one.", at=now - timedelta(days=3))
    sent = make_submission(origin="proposal", by=make_person(), name="Red House")
    tell(sent.clinic, "Elm Street.", by=sent.submitted_by, submission=sent, at=now - timedelta(days=1))

    page = desk.get("/admin/messages/")

    assert_valid(page.content.decode())
    text = main_text(page)
    order = [text.index(words) for words in ("The earlier one.", "Elm Street.", "The later one.")]
    assert order == sorted(order)
    assert "3 messages are waiting for an answer." in text
    assert f"About submission {sent.pk}" in text
    assert "From the person who suggested it" in text
    assert late.written_by.email in text


@pytest.mark.parametrize("count", [1, 15])
def test_one_query_count_for_one_message_and_for_fifteen(desk, count, django_assert_num_queries):
    for _number in range(count):
        tell(make_listing().clinic)

    with django_assert_num_queries(8):
        desk.get("/admin/messages/")


def test_an_answer_from_the_list_is_a_letter_and_leads_back_to_the_list(desk, clinic, moderator):
    asked = tell(clinic)
    (action,) = [
        one.get("action")
        for one in elements(desk.get("/admin/messages/").content, "form")
        if address(clinic) in (one.get("action") or "")
    ]

    done = desk.post(action, form(), follow=True)

    assert done.redirect_chain == [("/admin/messages/", 302)]
    assert "No message is waiting for an answer." in main_text(done)
    asked.refresh_from_db()
    assert asked.settled_by == moderator
    (letter,) = Mail.objects.filter(kind="message")
    assert letter.to == asked.written_by.email


def test_no_answer_needed_takes_a_message_off_the_list(desk, clinic, moderator):
    asked = tell(clinic)

    done = desk.post(reverse("admin:message_settled", args=[asked.pk]), follow=True)

    assert "No message is waiting for an answer." in main_text(done)
    again = desk.post(reverse("admin:message_settled", args=[asked.pk]), follow=True)
    assert "Someone has already answered this message." in main_text(again)
    assert not Mail.objects.filter(kind="message").exists()


def test_moderators_see_each_others_names_and_a_clinics_addresses(desk, clinic, moderator):
    owner = make_owner(clinic)
    thread.say(clinic=clinic, by=moderator, words="Which course?", from_moderator=True)
    tell(clinic, by=owner)

    text = main_text(desk.get(address(clinic)))

    assert "Which course? Rosa Adeyemi, " in text
    assert f"It was two courses. {owner.email}, " in text
    assert "1 person manages this clinic, gets this by e-mail and can answer. Your name is not shown." in text


def test_the_second_of_two_moderators_keeps_the_words_and_reads_the_first_answer(desk, clinic):
    asked = tell(clinic)
    colleague = make_moderator()
    thread.say(clinic=clinic, by=colleague, words="I have it.", from_moderator=True)

    late = desk.post(address(clinic), form("Mine.", seen=str(asked.pk)))

    assert late.status_code == 409
    assert_valid(late.content.decode())
    assert "Someone wrote here after you opened this page." in main_text(late)
    assert "I have it." in main_text(late)
    assert form_values(late)["message-words"] == "Mine."
    assert Mail.objects.filter(kind="message").count() == 1


def test_a_form_sent_twice_is_one_message_and_one_letter(desk, clinic):
    make_owner(clinic)
    posted = form()

    assert [desk.post(address(clinic), posted).status_code for _time in range(2)] == [302, 302]

    assert Message.objects.count() == 1
    assert Mail.objects.filter(kind="message").count() == 1


def test_a_moderator_of_the_clinic_reads_and_does_not_answer(desk, clinic, moderator):
    tell(clinic)
    clinic.organization.memberships.create(user=moderator, role="editor")

    for page in (desk.get(address(clinic)), desk.get("/admin/messages/")):
        assert "You belong to this organization, so another moderator has to answer." in main_text(page)
        assert list(elements(page.content, "textarea")) == []
    refused = desk.post(address(clinic), form("For myself."))

    assert refused.status_code == 403
    assert "You had written:For myself." in main_text(refused)
    assert Message.objects.count() == 1


def test_nobody_to_read_it_means_no_box(desk, clinic):
    page = desk.get(address(clinic))

    assert "No one manages this clinic, so no one would read a message." in main_text(page)
    refused = desk.post(address(clinic), form("Lost?"))
    assert refused.status_code == 409
    assert "You had written:Lost?" in main_text(refused)


@pytest.mark.parametrize("query", ["submission=x", "submission=0", "report=" + "9" * 5_000, "report=1"])
def test_what_a_message_is_about_must_be_of_the_clinic(desk, clinic, query):
    make_owner(clinic)

    assert desk.post(f"{address(clinic)}?{query}", form()).status_code == 404


def test_a_message_about_a_proposal_goes_to_its_proposer_alone(desk, clinic):
    reader = make_person()
    sent = make_submission(origin="proposal", by=reader)
    make_owner(sent.clinic)

    desk.post(address(sent.clinic, submission=sent.pk), form("Which street?"))

    assert list(Mail.objects.filter(kind="message").values_list("to", flat=True)) == [reader.email]


def test_the_page_of_a_report_shows_question_and_answer(desk, clinic, moderator):
    owner = make_owner(clinic)
    report = handling.receive(
        listing=clinic.listing,
        reason="price_wrong",
        statement="",
        words="$600!",
        key=uuid.uuid4(),
        at=timezone.now(),
    )
    page = reverse("admin:report", args=[report.pk])
    assert "Your first question about this report has its own form below." in main_text(desk.get(page))

    desk.post(page, {"act": "ask", "ask-words": "What do you charge?"})
    tell(clinic, "$450, as listed.", by=owner)

    text = main_text(desk.get(page))
    assert "What do you charge? Rosa Adeyemi, " in text
    assert f"$450, as listed. {owner.email}, " in text
    desk.post(address(clinic, report=report.pk), form("Thank you."))
    assert Message.objects.latest("pk").report == report


@pytest.mark.parametrize("name", ["submission", "versions", "claim"])
def test_pages_about_a_clinic_have_its_thread_and_one_box(desk, clinic, name):
    tell(clinic)
    sent = make_submission(clinic, about="New words.")
    claim = clinic.claims.create(claimed_by=make_person(), claimed_at=timezone.now())
    pk = {"submission": sent.pk, "versions": clinic.pk, "claim": claim.pk}[name]

    page = desk.get(reverse(f"admin:{name}", args=[pk]))

    assert_valid(page.content.decode())
    assert "It was two courses." in main_text(page)
    boxes = [one for one in elements(page.content, "textarea") if one.get("name") == "message-words"]
    assert len(boxes) == 1


def test_the_page_of_a_decision_has_no_box_where_nobody_manages_the_clinic(desk):
    page = desk.get(reverse("admin:submission", args=[make_submission().pk]))

    assert "No one manages this clinic, so no one would read a message." in main_text(page)
    assert [one for one in elements(page.content, "textarea") if one.get("name") == "message-words"] == []


def test_a_clinic_without_a_listing_has_a_thread(desk):
    clinic = make_clinic(name="Draft House")
    tell(clinic)

    assert "Draft House" in main_text(desk.get(address(clinic)))
    assert "Draft House" in main_text(desk.get("/admin/messages/"))


def test_messages_that_came_with_a_merge_are_answered_where_they_are_read(desk, clinic):
    reader, owner = make_person(), make_owner(clinic)
    sent = make_submission(origin="proposal", by=reader)
    merged = make_listing().clinic
    theirs = tell(sent.clinic, "Elm Street.", by=reader, submission=sent)
    change = make_submission(merged, about="New words.")
    ours = tell(merged, "Two courses.", submission=change)
    Message.objects.update(clinic=clinic)  # as a merge does
    actions = [
        one.get("action")
        for one in elements(desk.get("/admin/messages/").content, "form")
        if "answers=" in (one.get("action") or "")
    ]

    assert [desk.post(action, form()).status_code for action in actions] == [302, 302]
    for message in (theirs, ours):
        message.refresh_from_db()
        assert message.settled_at is not None
    letters = Mail.objects.filter(kind="message").values_list("to", flat=True)
    assert set(letters) == {reader.email, owner.email}
