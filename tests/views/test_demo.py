"""The mailbox of the demo."""

import pytest
from django.urls import reverse

from directory.models import Mail
from tests.support.html import assert_valid, elements

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def letter(to="a@example.com", **facts):
    facts = {"kind": "decided", "subject": "Your listing", "text": "Secret words", "html": "<p>x</p>"} | facts
    return Mail.objects.create(key=f"{to} {Mail.objects.count()}", to=to, **facts)


def test_letters_are_shown_the_latest_first(client):
    letter(subject="First")
    letter(subject="Second")

    page = text_of(client.get("/demo/letters/"))

    assert page.index("Second") < page.index("First")
    assert_valid(page)


def test_a_letter_can_be_read_and_its_links_followed(client):
    found = letter(text="See it:\nhttp://127.0.0.1:8000/portal/\n\n<script>x</script>")

    page = text_of(client.get(reverse("demo_letter", args=[found.pk])))

    assert "http://127.0.0.1:8000/portal/" in [link.get("href") for link in elements(page, "a")]
    assert "&lt;script&gt;" in page
    assert_valid(page)


def test_an_empty_mailbox_says_how_to_get_a_letter(client):
    assert "There is none yet." in text_of(client.get("/demo/letters/"))


def test_a_production_site_shows_no_letters(client, settings):
    found = letter()
    settings.DEMO = False

    answers = [client.get("/demo/letters/"), client.get(reverse("demo_letter", args=[found.pk]))]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Secret" not in "".join(map(text_of, answers))
