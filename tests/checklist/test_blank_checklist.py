"""The checklist without answers: public pages, complete, the same for everyone."""

import html
import re

import pytest
from django.template import Context, Template
from django.utils.formats import date_format

from checklist.questions.catalog import FIRST_CALL, QUESTION_BY_KEY
from checklist.questions.checked import checked
from checklist.questions.questions import QUESTIONS
from tests.support.factories import make_listing
from tests.support.html import assert_valid
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

ADDRESSES = ["/checklist/", "/checklist/first-call/"]


def asked(page):
    """Keys and words of the questions on a page, in their order."""
    items = re.findall(r'<li class="question" id="(\w+)">.*?</span> ([^<]+)</h3>', page, re.DOTALL)
    return [(key, html.unescape(text)) for key, text in items]


@pytest.fixture
def shown(client):
    return lambda address: client.get(address).content.decode()


def test_the_checklist_shows_every_question_in_its_order(shown):
    assert asked(shown("/checklist/")) == [(one.key, str(one.text)) for one in QUESTIONS]


def test_the_first_call_shows_the_twelve(shown):
    assert asked(shown("/checklist/first-call/")) == [(one.key, str(one.text)) for one in FIRST_CALL]


def test_each_question_says_why_and_both_signs(shown):
    page = html.unescape(shown("/checklist/"))
    parts = [str(part) for one in QUESTIONS for part in (one.why, one.good_sign, one.warning_sign)]

    assert [part for part in parts if part not in page] == []


def test_a_must_have_question_says_so_in_words(shown):
    page = shown("/checklist/")
    items = page.split('<li class="question" id="')[1:]

    assert [item[:2] for item in items if "Do not skip this one" in item] == [
        one.key for one in QUESTIONS if one.must_have
    ]


def in_items(page):
    """Key of a question → its part of the page."""
    return {item[:2]: item for item in page.split('<li class="question" id="')[1:]}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_question_links_to_each_of_its_sources_with_its_publisher_and_year(shown, address):
    links = {
        key: re.findall(r'href="/guide/sources/#([\w-]+)">([^<]+)</a>', item)
        for key, item in in_items(html.unescape(shown(address))).items()
    }

    assert links == {
        key: [(source.key, source.in_words) for source in QUESTION_BY_KEY[key].sources] for key in links
    }


def test_every_source_of_a_question_is_in_the_table_of_sources(shown):
    wanted = set(re.findall('href="/guide/sources/#([^"]+)"', shown("/checklist/")))

    assert wanted == {source.key for one in QUESTIONS for source in one.sources}
    assert wanted <= set(re.findall('<tr role="row" id="([^"]+)"', shown("/guide/sources/")))


def test_a_question_says_what_is_common_practice_and_what_was_not_read(shown):
    items = in_items(shown("/checklist/"))

    assert [key for key, item in items.items() if "(Common practice, not tested.)" in item] == [
        one.key for one in QUESTIONS if any(claim.is_common_practice for claim in one.claims)
    ]
    assert [key for key, item in items.items() if "(Not checked at its source.)" in item] == [
        one.key for one in QUESTIONS if any(claim.is_unchecked for claim in one.claims)
    ]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_says_that_it_is_not_medical_advice(shown, address):
    assert "Nothing here is medical advice." in shown(address)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_claims_that_it_was_reviewed(shown, address):
    assert "reviewed" not in shown(address).lower()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_is_publicly_cacheable(client, address):
    response = client.get(address)

    assert response["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_refuses_post(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_is_valid(shown, address):
    assert_valid(shown(address))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_reads_easily(shown, address):
    assert grade(sentences(shown(address))) < 7


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_takes_two_queries_at_most(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        client.get(address)


def test_a_template_finds_the_question_of_a_statement():
    template = Template(
        "{% load checklist %}{% question_for name as question %}"
        "{% if question %}{{ question.key }}{% endif %}"
    )

    assert [template.render(Context({"name": name})) for name in ("emergency", "course", "phone")] == [
        "D3",
        "F1",
        "",
    ]


def test_a_template_finds_the_twelve():
    template = Template(
        "{% load checklist %}{% first_call as twelve %}{% for q in twelve %}{{ q.key }} {% endfor %}"
    )

    assert template.render(Context()).split() == [one.key for one in FIRST_CALL]


def test_a_row_that_is_not_stated_links_to_its_question(client):
    listing = make_listing(emergency=["oxygen"])

    page = client.get(listing.get_absolute_url()).content.decode()

    assert 'href="/checklist/#D2"' in page
    assert 'href="/checklist/#D3"' not in page


def test_a_row_that_no_compared_clinic_states_links_to_its_question(client):
    slugs = [make_listing(name=name, emergency=["oxygen"]).slug for name in ("Tern House", "Half Acre")]

    page = client.get("/compare/", {"clinic": slugs}).content.decode()

    assert 'href="/checklist/#D2"' in page
    assert 'href="/checklist/#D3"' not in page


def test_every_link_to_a_question_has_a_target(client, shown):
    page = client.get(make_listing().get_absolute_url()).content.decode()
    wanted = set(re.findall('href="/checklist/#([^"]+)"', page))

    assert wanted
    assert wanted <= set(re.findall(' id="([^"]+)"', shown("/checklist/")))


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_page_says_when_it_was_checked_and_that_no_clinician_has_read_it(shown, address):
    foot = shown(address).partition('<div class="note checked">')[2].partition("</div>")[0]
    days = (date_format(day) for day in (checked().checked_on, checked().next_check))

    assert " ".join(re.sub("<[^>]+>", " ", foot).split()) == (
        "Checked against its sources on {}. Next check by {}. No clinician has read this page yet.".format(
            *days
        )
    )
