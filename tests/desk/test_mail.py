"""Letters that failed for good, which a moderator decides on."""

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Mail
from tests.support.factories import make_member, make_moderator
from tests.support.html import assert_valid, elements

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def letter(to="a@example.com", **facts):
    facts = {"kind": "decided", "subject": "Your listing", "text": "Secret words", "html": "<p>x</p>"} | facts
    return Mail.objects.create(key=f"{to} {Mail.objects.count()}", to=to, **facts)


@pytest.fixture
def desk(client):
    client.force_login(make_moderator())
    return client


def test_letters_are_shown_by_state_and_without_their_text(desk):
    letter("doubt@example.com", state="dead", trouble="in_doubt", tries=1)
    letter("wrong@example.com", state="dead", trouble="refused 550 5.1.1", tries=1)
    letter("soon@example.com")
    letter("hand@example.com", state="sending", tries=1)
    letter("done@example.com", state="sent", sent_at=timezone.now())
    letter("left@example.com", state="left", trouble="in_doubt")

    page = text_of(desk.get("/admin/mail/"))

    parts = {
        section.get("aria-labelledby"): " ".join(section.itertext()) for section in elements(page, "section")
    }
    assert "doubt@example.com" in parts["doubtful"]
    assert "wrong@example.com" in parts["failed"]
    assert "Check whether the address is correct. The server’s code was 550 5.1.1." in parts["failed"]
    assert ["soon@example.com" in parts["waiting"], "hand@example.com" in parts["waiting"]] == [True, True]
    assert not {"done@example.com", "left@example.com", "Secret words"} & set(page.split())
    assert "2 e-mails need your decision. 2 are waiting to be sent." in " ".join(page.split())
    assert_valid(page)


def test_a_page_without_letters_says_so(desk):
    page = " ".join(text_of(desk.get("/admin/mail/")).split())

    assert "No e-mail needs your decision. None are waiting to be sent." in page


@pytest.mark.parametrize(("decision", "state"), [("again", "queued"), ("let_be", "left")])
def test_a_moderator_decides_on_a_letter_that_was_given_up(desk, decision, state):
    found = letter(state="dead", trouble="in_doubt", tries=20)

    response = desk.post(reverse("admin:mail_decision", args=[found.pk]), {"decision": decision})

    assert response["Location"] == "/admin/mail/"
    found.refresh_from_db()
    assert found.state == state
    assert (found.tries, found.trouble) == ((0, "") if decision == "again" else (20, "in_doubt"))


@pytest.mark.parametrize("state", ["queued", "sending", "sent"])
def test_no_other_letter_can_be_decided_on(desk, state):
    found = letter(state=state, sent_at=timezone.now() if state == "sent" else None)

    page = desk.post(reverse("admin:mail_decision", args=[found.pk]), {"decision": "again"}, follow=True)

    assert "Someone already decided about this e-mail." in text_of(page)
    assert Mail.objects.get().state == state


def test_an_unknown_decision_is_refused(desk):
    found = letter(state="dead")

    assert desk.post(reverse("admin:mail_decision", args=[found.pk]), {"decision": "x"}).status_code == 400
    assert Mail.objects.get().state == "dead"


def test_all_letters_that_no_server_took_are_sent_again_at_once_and_doubtful_ones_are_not(desk):
    letter(state="dead", trouble="away")
    letter(state="dead", trouble="later 451")
    letter(state="dead", trouble="in_doubt")

    page = desk.post(reverse("admin:mail_all_again"), follow=True)

    assert "2 e-mails will be sent again." in text_of(page)
    assert sorted(Mail.objects.values_list("state", "trouble")) == [
        ("dead", "in_doubt"),
        ("queued", ""),
        ("queued", ""),
    ]


def test_the_page_takes_as_many_queries_for_one_letter_as_for_many(desk, django_assert_num_queries):
    def fill(count):
        for number in range(count):
            letter(f"{number}@example.com")
            letter(f"{number}@example.com", state="dead", trouble="in_doubt")
            letter(f"{number}@example.com", state="dead", trouble="away")

    fill(1)
    desk.get("/admin/mail/")
    with django_assert_num_queries(11):
        desk.get("/admin/mail/")
    fill(20)
    with django_assert_num_queries(11):
        desk.get("/admin/mail/")


@pytest.mark.parametrize("who", [make_member, lambda: make_moderator(second_factor=False)])
def test_nobody_but_a_moderator_with_a_second_factor_sees_or_decides(client, who):
    found = letter(state="dead")
    client.force_login(who())

    answers = [
        client.get("/admin/mail/"),
        client.post(reverse("admin:mail_decision", args=[found.pk]), {"decision": "again"}),
        client.post(reverse("admin:mail_all_again")),
    ]

    assert [answer.status_code in (302, 403) for answer in answers] == [True, True, True]
    assert Mail.objects.get().state == "dead"
