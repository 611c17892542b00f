"""The public log of decisions, at /about/moderation/ and as a feed."""

from datetime import UTC, datetime, timedelta
from itertools import chain
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from directory.models import Event
from directory.moderation import decisions, undoing
from tests.support import factories
from tests.support.factories import take_down
from tests.support.html import assert_valid, elements
from tests.support.published import listed
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db

LOG, FEED = "/about/moderation/", "/about/moderation.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def event(**facts):
    return Event.objects.create(**{"kind": "published", "clinic": "Tern House", "slug": "tern"} | facts)


def lines(page):
    """The log, line by line, as words."""
    shown = [one for one in elements(page.text, "li") if (one.get("id") or "").startswith("decision-")]
    return [" ".join("".join(one.itertext()).split()) for one in shown]


def numbers(page):
    shown = (one.get("id") or "" for one in elements(page.text, "li"))
    return [int(one.removeprefix("decision-")) for one in shown if one.startswith("decision-")]


def moment(year, month=6, day=15):
    return datetime(year, month, day, 18, tzinfo=UTC)


# ---- what stands there


def test_each_decision_says_kind_clinic_reason_and_day(client):
    listing = listed(name="Tern House")
    take_down(listing, reason="unverifiable", at=moment(2026))
    today = f"{timezone.localtime(Event.objects.get(kind='published').at):%B %-d, %Y}"

    assert sorted(lines(client.get(LOG))) == sorted(
        [
            "June 15, 2026 Removed: Tern House Reason: We could not check it.",
            f"{today} Published: Tern House",
        ]
    )


def test_the_log_shows_neither_people_nor_the_text_to_the_clinic(client):
    moderator, sender = factories.make_moderator(), factories.make_member()
    submission = factories.make_submission(by=sender, name="Tern House")
    decisions.reject(submission=submission, by=moderator, reason="overclaim", words="Dear Ines, no cure.")

    for page in (client.get(LOG).text, client.get(FEED).content.decode()):
        assert "Tern House" in page
        hidden = ("Dear Ines", moderator.username, moderator.email, sender.username, sender.email)
        assert [word for word in hidden if word in page] == []


def test_a_clinic_is_a_link_while_it_is_listed(client):
    kept, gone = listed(name="Tern House"), listed(name="Half Acre")
    take_down(gone)

    links = {one.get("href") for one in elements(client.get(LOG).text, "a")}
    assert kept.get_absolute_url() in links
    assert gone.get_absolute_url() not in links


def test_a_clinic_that_changed_its_name_is_linked_under_its_new_address(client):
    listing = listed(name="Tern House")
    renamed = listed(listing.clinic, name="Heron House")
    assert renamed.slug != listing.slug

    links = [one.get("href") for one in elements(client.get(LOG).text, "a")]
    assert links.count(renamed.get_absolute_url()) == 2
    assert listing.get_absolute_url() not in links


def test_the_name_of_spam_is_not_shown(client):
    submission = factories.make_submission(name="Buy our pills at pills.example")
    decisions.reject(submission=submission, by=factories.make_moderator(), reason="spam")

    for page in (client.get(LOG).text, client.get(FEED).content.decode()):
        assert "pills" not in page
        assert "Not shown: it was no clinic’s listing" in page

    undoing.undo_decision(submission=submission, by=factories.make_moderator())
    for page in (client.get(LOG).text, client.get(FEED).content.decode()):
        assert "pills" not in page
        assert page.count("Not shown: it was no clinic’s listing") == 2


def test_an_empty_log_says_so(client):
    page = client.get(LOG)

    assert "There is no such decision." in page.text
    assert_valid(page.text)


# ---- asking for less


def test_decisions_can_be_filtered_by_kind(client):
    event()
    removed = event(kind="removed")

    assert numbers(client.get(LOG, {"kind": "removed"})) == [removed.pk]


def test_decisions_can_be_filtered_by_year_and_month(client):
    made = {(year, month): event(at=moment(year, month)).pk for year in (2024, 2025) for month in (1, 6, 12)}

    assert numbers(client.get(LOG, {"year": "2024"})) == [made[2024, 12], made[2024, 6], made[2024, 1]]
    assert numbers(client.get(LOG, {"year": "2024", "month": "12"})) == [made[2024, 12]]


def test_a_month_begins_at_midnight_in_the_united_states(client):
    evening = event(at=datetime(2026, 2, 1, 3, tzinfo=UTC))  # 31 January, 10 pm

    assert numbers(client.get(LOG, {"year": "2026", "month": "1"})) == [evening.pk]
    assert numbers(client.get(LOG, {"year": "2026", "month": "2"})) == []


BAD = {
    "kind=no_such_kind": "There is no such kind of decision.",
    "year=26": "Enter a year with four digits, such as 2026.",
    "year=٢٠٢٦": "Enter a year with four digits, such as 2026.",
    "year=2026&month=13": "Enter a month as a number from 1 to 12.",
    "month=3": "Choose a year for this month.",
    "before=0": "The address does not lead to a line of the log.",
    "before=999999999": "The address does not lead to a line of the log.",
    "before=-1": "The address does not lead to a line of the log.",
    "kind=removed&kind=published": "Ask for kind once.",
}


@pytest.mark.parametrize("address", [LOG, FEED])
@pytest.mark.parametrize(("query", "sentence"), BAD.items())
def test_an_invalid_filter_is_refused_with_a_sentence(client, address, query, sentence):
    page = client.get(f"{address}?{query}")

    assert page.status_code == 400
    assert sentence in page.text


def test_a_form_sent_with_nothing_chosen_shows_everything(client):
    one = event()

    assert numbers(client.get(f"{LOG}?kind=&year=&month=&utm_source=x")) == [one.pk]


# ---- pages


def test_pages_of_fifty_hold_every_decision_once_latest_first(client):
    at = timezone.now()
    # Three moments only, so that a page ends among decisions of one moment.
    made = [event(at=at - timedelta(hours=number // 50)).pk for number in range(120)]
    read, address = [], LOG
    while address:
        page = client.get(address)
        read.append(numbers(page))
        older = [one.get("href") for one in elements(page.text, "a") if one.get("rel") == "next"]
        address = LOG + older[0] if older else ""

    assert [len(one) for one in read] == [50, 50, 20]
    assert sorted([*chain(*read)]) == sorted(made)
    assert [*chain(*read)] == list(Event.objects.order_by("-at", "-pk").values_list("pk", flat=True))


def test_a_later_page_keeps_the_filters(client):
    for _number in range(51):
        event(kind="removed")
    event()
    page = client.get(LOG, {"kind": "removed"})
    (older,) = [one.get("href") for one in elements(page.text, "a") if one.get("rel") == "next"]

    assert len(numbers(client.get(LOG + older))) == 1


@pytest.mark.parametrize("count", [1, 50, 120])
def test_a_page_takes_six_queries(client, django_assert_num_queries, count):
    for number in range(count):
        event(slug=f"tern-{number}")

    with django_assert_num_queries(6):
        client.get(LOG)


# ---- for caches


def test_the_etag_holds_until_the_next_decision(client):
    submission = factories.make_submission()
    first = client.get(LOG)
    held = {"If-None-Match": first["ETag"]}

    assert first["Cache-Control"] == "public, max-age=300"
    assert not first.cookies
    assert client.get(LOG, headers=held).status_code == 304
    # A rejection changes no listing, so the directory's version stays.
    decisions.reject(submission=submission, by=factories.make_moderator(), reason="unverifiable")
    assert client.get(LOG, headers=held).status_code == 200
    assert client.get(FEED, headers=held).status_code == 200


# ---- the feed


def entries(response):
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def test_the_feed_holds_the_last_fifty(client):
    listing = listed(name="Tern House")
    for _number in range(60):
        event(slug=listing.slug)
    response = client.get(FEED)
    found = entries(response)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert len(found) == 50
    assert found[0].findtext(f"{ATOM}title") == "Published: Tern House"
    assert found[0].find(f"{ATOM}link").get("href") == f"http://testserver{listing.get_absolute_url()}"
    assert len({one.findtext(f"{ATOM}id") for one in found}) == 50
    assert ElementTree.fromstring(response.content).findtext(f"{ATOM}author/{ATOM}name") == (
        "Ketamine Clinic Directory"
    )


def test_the_feed_takes_the_same_filters_and_the_page_leads_to_it(client):
    event()
    event(kind="removed", clinic="A & <B>")
    page = client.get(LOG, {"kind": "removed"})
    (link,) = [one.get("href") for one in elements(page.text, "link") if one.get("rel") == "alternate"]

    feed = ElementTree.fromstring(client.get(link).content)

    assert link == f"{FEED}?kind=removed"
    assert feed.findtext(f"{ATOM}id") == f"http://testserver{LOG}?kind=removed"
    assert [one.findtext(f"{ATOM}title") for one in entries(client.get(link))] == ["Removed: A & <B>"]


@pytest.mark.parametrize("count", [1, 60])
def test_the_feed_takes_five_queries(client, django_assert_num_queries, count):
    for number in range(count):
        event(slug=f"tern-{number}")

    with django_assert_num_queries(5):
        client.get(FEED)


# ---- as people meet it


def test_the_page_is_valid_and_easy_to_read(client):
    listed(name="Tern House")
    event(kind="removed")
    page = client.get(LOG).text

    assert_valid(page)
    assert grade(sentences(page)) <= 8
