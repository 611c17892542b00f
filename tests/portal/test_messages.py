"""The thread on the pages of the portal and of proposers: read it, write in it, once."""

import re
import uuid

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from directory.facts.terms import EDITION
from directory.models import Mail, Message, Submission
from directory.moderation import decisions, thread
from directory.views.messages import SALT
from directory.web import rate_limit
from directory.web.resubmission import owner_token
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_owner,
    make_person,
    make_submission,
)
from tests.support.html import assert_valid, elements
from tests.support.portal import ACCEPTED, form_values, main_text, portal_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def clinic():
    return make_listing(name="Half Acre").clinic


@pytest.fixture
def owner(clinic, client):
    user = make_owner(clinic)
    client.force_login(user)
    return user


@pytest.fixture
def moderator():
    return make_moderator(first_name="Rosa", last_name="Adeyemi")


def sending(age=60):
    return signing.dumps([uuid.uuid4().hex, timezone.now().timestamp() - age], salt=SALT)


def form(words="It was two courses.", **more):
    return {"message-words": words, "sending": sending(), "seen": "9" * 10} | more


def write(client, clinic, words="It was two courses.", **more):
    return client.post(portal_url("thread", clinic), form(words, **more))


def test_a_question_is_said_at_the_top_of_the_clinics_page_until_it_is_answered(
    client, clinic, owner, moderator
):
    def says_it():
        return "A moderator asked you something. Please answer." in main_text(
            client.get(portal_url("clinic", clinic))
        )

    said = [says_it()]
    thread.say(clinic=clinic, by=moderator, words="Which course?", from_moderator=True)
    said.append(says_it())
    write(client, clinic)
    said.append(says_it())

    assert said == [False, True, False]


def ask(clinic, moderator, words="Which course was it?", **more):
    return thread.say(clinic=clinic, by=moderator, words=words, from_moderator=True, **more)


def messages():
    return list(Message.objects.order_by("pk").values_list("words", flat=True))


# ---- reading


def test_a_member_reads_the_thread_without_the_name_of_a_moderator(client, clinic, owner, moderator):
    ask(clinic, moderator)
    write(client, clinic)

    page = client.get(portal_url("thread", clinic))

    assert_valid(page.content.decode())
    text = main_text(page)
    assert "Which course was it? A moderator, " in text
    assert f"It was two courses. {owner.email}, " in text
    assert text.count("Private.") == 2
    assert "Adeyemi" not in page.text
    assert moderator.email not in page.text


def test_what_stands_in_the_public_history_says_so(client, clinic, owner, moderator):
    change(clinic, about="New words.")
    sent = decisions.submit(clinic=clinic, by=owner, terms=EDITION, remark="Look at our website.")
    decisions.ask_for_changes(submission=sent, by=moderator, words="Where there?")

    text = main_text(client.get(portal_url("thread", clinic)))

    assert "Written when sending. Private." in text
    assert "Written when asking for changes. Public: it also stands in the public history." in text


def test_the_page_of_a_clinic_shows_its_thread_and_where_to_answer(client, clinic, owner, moderator):
    for number in range(7):
        ask(clinic, moderator, f"Question {number}?")

    page = client.get(portal_url("clinic", clinic))

    text = main_text(page)
    assert "2 earlier messages" in text
    assert "Your answer" in text
    actions = [one.get("action") for one in elements(page.content, "form")]
    assert actions.count(portal_url("thread", clinic)) == 1


def test_the_messages_of_all_clinics_begin_with_what_waits_for_an_answer(client, clinic, owner, moderator):
    quiet = make_clinic(name="Quiet", organization=clinic.organization)
    asked = make_clinic(name="Asked", organization=clinic.organization)
    ask(asked, moderator)
    thread.say(clinic=clinic, by=owner, words="Hello.", from_moderator=False)

    page = client.get("/portal/messages/")

    assert_valid(page.content.decode())
    names = [
        link.text
        for link in elements(page.content, "a")
        if link.get("href") in [portal_url("thread", one) for one in (clinic, quiet, asked)]
    ]
    assert names == ["Asked", "Half Acre", "Quiet"]
    text = main_text(page)
    assert "Which course was it? Waiting for your answer" in text
    assert "Hello. Waiting for a moderator" in text
    assert "No messages yet" in text


@pytest.mark.parametrize("count", [1, 30])
def test_one_query_count_for_one_clinic_and_for_thirty(
    client, clinic, owner, moderator, count, django_assert_num_queries
):
    for number in range(count - 1):
        ask(make_clinic(name=f"Site {number}", organization=clinic.organization), moderator)
    ask(clinic, moderator)

    with django_assert_num_queries(7):
        client.get("/portal/messages/")


@pytest.mark.parametrize("count", [1, 7])
def test_one_query_count_for_one_entry_and_for_seven(
    client, clinic, owner, moderator, count, django_assert_num_queries
):
    for _number in range(count):
        ask(clinic, moderator)

    with django_assert_num_queries(8):
        client.get(portal_url("thread", clinic))


def test_a_long_thread_has_pages_with_the_latest_first(client, clinic, owner, moderator):
    for number in range(51):
        ask(clinic, moderator, f"Question {number}?")

    first, second = (main_text(client.get(f"{portal_url('thread', clinic)}?page={n}")) for n in (1, 2))

    assert ("Question 50?" in first, "Question 0?" in first) == (True, False)
    assert ("Question 50?" in second, "Question 0?" in second) == (False, True)


def test_another_and_a_former_member_find_no_thread(client, clinic, moderator):
    former = make_member(clinic)
    make_owner(clinic)
    clinic.organization.memberships.filter(user=former).delete()
    for person in (make_owner(make_clinic()), former):
        client.force_login(person)
        statuses = client.get(portal_url("thread", clinic)).status_code, write(client, clinic).status_code
        assert statuses == ((403, 403) if person == former else (404, 404))

    assert messages() == []


# ---- writing


def test_a_form_sent_twice_is_one_message(client, clinic, owner):
    posted = form("Only once.")

    answers = [client.post(portal_url("thread", clinic), posted) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert messages() == ["Only once."]
    client.post(portal_url("thread", clinic), posted | {"message-words": "Something else."})
    assert messages() == ["Only once.", "Something else."]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "Write your message."),
        (" \r\n ", "Write your message."),
        ("x" * 2001, "Use at most 2,000 characters. You have used 2001."),
        ("a\0b", "We removed a character that we can’t save. Check your words."),
    ],
)
def test_a_fault_stands_at_the_field_and_keeps_the_words(client, clinic, owner, words, fault):
    page = write(client, clinic, words)

    assert page.status_code == 400
    assert_valid(page.content.decode())
    assert f"Your message to the moderators: {fault}" in main_text(page)
    assert form_values(page)["message-words"].strip() == words.replace("\0", "").strip()
    assert messages() == []


def test_characters_are_counted_as_the_page_counts_them(client, clinic, owner):
    decomposed = "e\u0301" * 2000  # 2,000 characters once they are composed

    assert write(client, clinic, f"  {decomposed}\r\n").status_code == 302
    assert messages() == ["é" * 2000]
    field = next(one for one in elements(client.get(portal_url("thread", clinic)).content, "textarea"))
    assert field.get("data-max-length") == "2000"


def test_words_with_signs_of_all_kinds_are_shown_as_written(client, clinic, owner):
    words = "<b>&amp;</b> \u202e\x1b[2J ‘x’ " + "😀"

    assert write(client, clinic, words).status_code == 302

    assert messages() == [words]
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in client.get(portal_url("thread", clinic)).text


def test_what_is_newer_is_shown_before_an_answer_is_taken(client, clinic, owner, moderator):
    asked = ask(clinic, moderator)
    thread.say(clinic=clinic, by=make_member(clinic), words="It was mine.", from_moderator=False)

    late = write(client, clinic, seen=str(asked.pk))

    assert late.status_code == 409
    assert "Someone wrote here after you opened this page." in main_text(late)
    assert form_values(late)["message-words"] == "It was two courses."
    kept = form_values(late) | {"sending": sending()}
    assert client.post(portal_url("thread", clinic), kept).status_code == 302
    assert messages()[1:] == ["It was mine.", "It was two courses."]


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 40, "١"])
def test_a_number_that_is_none_is_no_error(client, clinic, owner, seen):
    assert write(client, clinic, seen=seen).status_code == 302


def test_nobody_floods_the_moderators(client, clinic, owner):
    limit = rate_limit.LIMITS["message"].attempts
    for number in range(limit):
        assert write(client, clinic, f"Message {number}").status_code == 302
    last = form("Too many.")

    refused = client.post(portal_url("thread", clinic), last)

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "You have reached today’s limit for messages." in main_text(refused)
    assert form_values(refused)["message-words"] == "Too many."
    assert len(messages()) == limit
    client.force_login(make_member(clinic))
    assert client.post(portal_url("thread", clinic), last).status_code == 302


def test_a_message_typed_before_sign_out_stands_in_the_form_again(client, clinic, owner):
    token = owner_token(owner)
    client.logout()
    write(client, clinic, "Nearly lost.", typed_by=token)
    client.force_login(owner)

    page = client.get(portal_url("thread", clinic))

    assert form_values(page)["message-words"] == "Nearly lost."
    assert messages() == []


def test_a_member_says_that_no_answer_is_needed(client, clinic, owner, moderator):
    asked = ask(clinic, moderator)
    address = reverse("portal:message_settled", args=[clinic.pk, asked.pk])
    assert "1 waiting for your answer" in " ".join(
        "".join(one.itertext()) for one in elements(client.get("/portal/").content, "nav")
    )

    client.post(address)

    asked.refresh_from_db()
    assert asked.settled_by == owner
    assert "Someone has already answered this message." in main_text(client.post(address, follow=True))


# ---- on sending


def test_a_remark_goes_with_what_is_sent(client, clinic, owner):
    change(clinic, about="New words.")
    posted = form_values(client.get(portal_url("sending", clinic))) | ACCEPTED

    client.post(portal_url("sending", clinic), posted | {"remark": " The phone\r\nis new. "})

    assert Submission.objects.waiting().get().remark == "The phone\nis new."


def test_a_remark_that_is_too_long_is_kept_and_nothing_is_sent(client, clinic, owner):
    change(clinic, about="New words.")
    posted = form_values(client.get(portal_url("sending", clinic))) | ACCEPTED

    page = client.post(portal_url("sending", clinic), posted | {"remark": "x" * 2001})

    assert page.status_code == 400
    assert_valid(page.content.decode())
    assert "To the moderator (optional): Use at most 2,000 characters. You have used 2001." in main_text(page)
    assert form_values(page)["remark"] == "x" * 2001
    assert not Submission.objects.waiting().exists()


# ---- proposers


def proposal(by):
    return make_submission(origin="proposal", by=by, name="Tern House")


def test_a_proposer_answers_on_a_page_that_only_they_can_open(client, moderator):
    reader = make_person()
    sent = proposal(reader)
    ask(sent.clinic, moderator, "Which street?", submission=sent)
    address = reverse("proposal_messages", args=[sent.pk])
    for other in (make_person(), moderator, make_owner(sent.clinic)):
        client.force_login(other)
        assert (client.get(address).status_code, client.post(address, form()).status_code) == (404, 404)
    client.force_login(reader)

    page = client.get(address)
    done = client.post(address, form("Elm Street."), follow=True)

    assert_valid(page.content.decode())
    assert "Which street? A moderator, " in main_text(page)
    assert moderator.email not in page.text
    assert f"Elm Street. {reader.email}, " in main_text(done)
    assert messages() == ["Which street?", "Elm Street."]
    assert Mail.objects.filter(kind="message").count() == 1


def test_a_proposer_says_that_no_answer_is_needed(client, moderator):
    reader = make_person()
    sent = proposal(reader)
    asked = ask(sent.clinic, moderator, "Thank you.", submission=sent)
    address = reverse("proposal_message_settled", args=[sent.pk, asked.pk])
    client.force_login(make_person())
    assert client.post(address).status_code == 404
    client.force_login(reader)

    client.post(address)

    asked.refresh_from_db()
    assert asked.settled_by == reader


# ---- nothing private is public


def test_no_private_word_is_on_a_public_page_in_a_file_or_in_a_letter_to_a_third_person(
    client, clinic, owner, moderator
):
    """Every private text has a marker, and each could leak: it is written before the pages are read."""
    reader = make_person()
    sent = proposal(reader)
    Submission.objects.filter(pk=sent.pk).update(remark="PRIVATE-proposal-remark")
    ask(sent.clinic, moderator, "PRIVATE-to-proposer", submission=sent)
    thread.say(
        clinic=sent.clinic, by=reader, words="PRIVATE-of-proposer", from_moderator=False, submission=sent
    )
    decisions.approve(submissions=[sent], by=moderator)
    later = make_owner(sent.clinic)
    ask(clinic, moderator, "PRIVATE-to-clinic")
    thread.say(clinic=clinic, by=owner, words="PRIVATE-of-clinic", from_moderator=False)
    change(clinic, about="Newer words.")
    mine = decisions.submit(clinic=clinic, by=owner, terms=EDITION, remark="PRIVATE-remark")
    decisions.approve_some(submission=mine, back=[], by=moderator, words="PUBLIC-words")
    client.logout()
    slugs = [one.listing.slug for one in (clinic, sent.clinic)]
    addresses = [f"/clinics/{slug}/{page}" for slug in slugs for page in ("", "history/", "report/")]
    addresses += ["/clinics/", "/clinics.csv", "/clinics.json", "/clinics.atom", "/about/moderation/"]
    addresses += ["/about/moderation.atom", f"/compare/?clinic={slugs[0]}&clinic={slugs[1]}", "/sitemap.xml"]

    pages = {address: client.get(address).getvalue().decode() for address in addresses}

    assert {address for address, page in pages.items() if "PRIVATE" in page} == set()
    assert {address for address, page in pages.items() if "PUBLIC-words" in page} == {
        f"/clinics/{slugs[0]}/history/"
    }
    leaked = {(mail.to, word) for mail in Mail.objects.all() for word in _private(mail.text + mail.html)}
    assert leaked == {(reader.email, "PRIVATE-to-proposer"), (owner.email, "PRIVATE-to-clinic")}
    client.force_login(later)
    for name in ("thread", "timeline", "clinic"):
        assert _private(client.get(portal_url(name, sent.clinic)).text) == set()


def _private(text):
    return set(re.findall(r"PRIVATE-[a-z-]+", text))
