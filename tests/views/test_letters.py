"""Ending reminders from a letter, the mailbox of the demonstration, and the letters that need a moderator."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from directory.mail import reminder_letter
from directory.models import Mail, Membership
from tests.support.factories import make_clinic, make_member, make_moderator
from tests.support.html import assert_valid, elements

pytestmark = pytest.mark.django_db


def words(response):
    return response.content.decode()


def letter(to="a@example.com", **facts):
    facts = {"kind": "decided", "subject": "Your listing", "text": "Secret words", "html": "<p>x</p>"} | facts
    return Mail.objects.create(key=f"{to} {Mail.objects.count()}", to=to, **facts)


# ---- ending reminders


@pytest.fixture
def membership():
    return Membership.objects.get(user=make_member(make_clinic(name="Tern House")))


@pytest.fixture
def mail_program():
    """Without cookies and without the token of a form, and checked for both."""
    return Client(enforce_csrf_checks=True)


def wants_reminders(membership):
    return Membership.objects.get(pk=membership.pk).reminders


def test_looking_at_the_address_ends_nothing(client, membership):
    response = client.get(reminder_letter.unsubscribe_path(membership))

    assert "Stop reminders?" in words(response)
    assert "Tern House" in words(response)
    assert_valid(words(response))
    assert wants_reminders(membership) is True


def test_one_click_of_a_mail_program_ends_reminders(mail_program, membership):
    """RFC 8058, 3.1 and 3.2."""
    response = mail_program.post(
        reminder_letter.unsubscribe_path(membership),
        b"List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code == 200  # and no redirect
    assert response.cookies == {}
    assert wants_reminders(membership) is False


def test_the_button_on_the_page_ends_reminders_and_twice_is_once(mail_program, membership):
    address = reminder_letter.unsubscribe_path(membership)

    pages = [words(mail_program.post(address)) for _time in range(2)]

    assert pages[0] == pages[1]
    assert "You will get no more reminders about the listings of Tern House." in pages[0]
    assert_valid(pages[0])
    assert wants_reminders(membership) is False


def test_it_ends_the_reminders_of_nobody_else(mail_program, membership):
    colleague = Membership.objects.create(
        organization=membership.organization, user=make_member(), role="editor"
    )

    mail_program.post(reminder_letter.unsubscribe_path(membership))

    assert wants_reminders(colleague) is True


def test_the_page_is_kept_by_no_cache(client, membership):
    assert client.get(reminder_letter.unsubscribe_path(membership))["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_was_cut_says_so(mail_program, membership, method):
    response = getattr(mail_program, method)(reminder_letter.unsubscribe_path(membership)[:-3] + "/")

    assert response.status_code == 404
    assert "Copy all of it from the letter" in words(response)
    assert wants_reminders(membership) is True


def test_somebody_who_has_left_the_organization_gets_the_same_page(mail_program, membership):
    address = reminder_letter.unsubscribe_path(membership)
    membership.delete()

    assert mail_program.post(address).status_code == 200


# ---- the demonstration's mailbox


def test_the_demonstration_shows_its_letters_the_latest_first(client):
    letter(subject="First")
    letter(subject="Second")

    page = words(client.get("/demo/letters/"))

    assert page.index("Second") < page.index("First")
    assert_valid(page)


def test_a_letter_of_the_demonstration_can_be_read_and_its_links_followed(client):
    found = letter(text="See it:\nhttp://127.0.0.1:8000/portal/\n\n<script>x</script>")

    page = words(client.get(reverse("demo_letter", args=[found.pk])))

    assert "http://127.0.0.1:8000/portal/" in [link.get("href") for link in elements(page, "a")]
    assert "&lt;script&gt;" in page
    assert_valid(page)


def test_a_mailbox_without_letters_says_what_brings_one(client):
    assert "There is none yet." in words(client.get("/demo/letters/"))


def test_a_real_site_shows_nobodys_letters(client, settings):
    found = letter()
    settings.DEMO = False

    answers = [client.get("/demo/letters/"), client.get(reverse("demo_letter", args=[found.pk]))]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Secret" not in "".join(map(words, answers))


# ---- what needs a moderator


@pytest.fixture
def desk(client):
    client.force_login(make_moderator())
    return client


def test_letters_are_shown_by_what_became_of_them_and_without_their_words(desk):
    letter("doubt@example.com", state="dead", trouble="in_doubt", tries=1)
    letter("wrong@example.com", state="dead", trouble="refused 550 5.1.1", tries=1)
    letter("soon@example.com")
    letter("hand@example.com", state="sending", tries=1)
    letter("done@example.com", state="sent", sent_at=timezone.now())
    letter("left@example.com", state="left", trouble="in_doubt")

    page = words(desk.get("/admin/mail/"))

    parts = {
        section.get("aria-labelledby"): " ".join(section.itertext()) for section in elements(page, "section")
    }
    assert "doubt@example.com" in parts["doubtful"]
    assert "wrong@example.com" in parts["failed"]
    assert "Is the address right? (550 5.1.1)" in parts["failed"]
    assert ["soon@example.com" in parts["waiting"], "hand@example.com" in parts["waiting"]] == [True, True]
    assert not {"done@example.com", "left@example.com", "Secret words"} & set(page.split())
    assert "2 letters need you to decide. 2 wait to be sent." in " ".join(page.split())
    assert_valid(page)


def test_a_quiet_day_says_so(desk):
    page = " ".join(words(desk.get("/admin/mail/")).split())

    assert "No letter needs you. None waits to be sent." in page


@pytest.mark.parametrize(("decision", "state"), [("again", "queued"), ("let_be", "left")])
def test_a_person_decides_on_a_letter_that_was_given_up(desk, decision, state):
    found = letter(state="dead", trouble="in_doubt", tries=20)

    response = desk.post(reverse("admin:mail_decision", args=[found.pk]), {"decision": decision})

    assert response["Location"] == "/admin/mail/"
    found.refresh_from_db()
    assert found.state == state
    assert (found.tries, found.trouble) == ((0, "") if decision == "again" else (20, "in_doubt"))


@pytest.mark.parametrize("state", ["queued", "sending", "sent"])
def test_what_was_not_given_up_is_nobodys_to_decide(desk, state):
    found = letter(state=state, sent_at=timezone.now() if state == "sent" else None)

    page = desk.post(reverse("admin:mail_decision", args=[found.pk]), {"decision": "again"}, follow=True)

    assert "Somebody has decided on this letter already." in words(page)
    assert Mail.objects.get().state == state


def test_a_decision_that_is_none_is_refused(desk):
    found = letter(state="dead")

    assert desk.post(reverse("admin:mail_decision", args=[found.pk]), {"decision": "x"}).status_code == 400
    assert Mail.objects.get().state == "dead"


def test_all_that_no_server_took_is_sent_again_at_once_and_what_is_in_doubt_is_not(desk):
    letter(state="dead", trouble="away")
    letter(state="dead", trouble="later 451")
    letter(state="dead", trouble="in_doubt")

    page = desk.post(reverse("admin:mail_all_again"), follow=True)

    assert "2 letters will be sent again." in words(page)
    assert sorted(Mail.objects.values_list("state", "trouble")) == [
        ("dead", "in_doubt"),
        ("queued", ""),
        ("queued", ""),
    ]


def test_the_page_asks_as_much_for_one_letter_as_for_many(desk, django_assert_num_queries):
    def fill(count):
        for number in range(count):
            letter(f"{number}@example.com")
            letter(f"{number}@example.com", state="dead", trouble="in_doubt")
            letter(f"{number}@example.com", state="dead", trouble="away")

    fill(1)
    desk.get("/admin/mail/")
    with django_assert_num_queries(9):
        desk.get("/admin/mail/")
    fill(20)
    with django_assert_num_queries(9):
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
