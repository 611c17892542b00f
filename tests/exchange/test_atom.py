"""The feed of a search: its pages, and what was removed."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.test import Client

from directory.exchange import atom
from directory.models import Listing
from tests.support.factories import make_listing, take_down

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


def feed_at(address="/clinics.atom"):
    response = Client().get(address)
    assert response.status_code == 200, response.content
    return ElementTree.fromstring(response.content)


def links(feed):
    return {link.get("rel"): link.get("href") for link in feed.iterfind(f"{ATOM}link")}


def ids(feed):
    return [entry.findtext(f"{ATOM}id") for entry in feed.iterfind(f"{ATOM}entry")]


def test_an_entry_was_updated_when_its_listing_changed():
    listing = make_listing()

    (entry,) = feed_at().iterfind(f"{ATOM}entry")
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) == listing.changed_at


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\ufffe", "\uffff"])
def test_a_character_that_xml_does_not_have_breaks_no_feed(sign):
    """Published before it was refused: see publishing/validation.py."""
    make_listing(name=f"Tern{sign}House", city=f"Den{sign}ver", state="CO")

    (entry,) = feed_at().iterfind(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Tern\ufffdHouse"
    (decision,) = feed_at("/about/moderation.atom").iterfind(f"{ATOM}entry")
    assert decision.findtext(f"{ATOM}title").endswith("Tern\ufffdHouse")


def test_an_empty_feed_does_not_change():
    assert feed_at("/clinics.atom?state=CO").findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"
    assert feed_at("/about/moderation.atom").findtext(f"{ATOM}updated") == "1970-01-01T00:00:00+00:00"


def test_a_feed_of_one_page_has_no_next_one_and_names_its_license():
    make_listing()

    assert links(feed_at("/clinics.atom?state=CO")) == {
        "alternate": "http://testserver/clinics/?state=CO",
        "self": "http://testserver/clinics.atom?state=CO",
        "license": "http://testserver/data/#license",
    }


def test_pages_hold_every_entry_once_also_of_listings_published_together(monkeypatch):
    monkeypatch.setattr(atom, "MAX_ENTRIES", 2)
    listings = [make_listing(route=["iv"]) for _ in range(7)]
    Listing.objects.filter(pk__in=[one.pk for one in listings[2:5]]).update(
        directory_version=listings[4].directory_version
    )

    first = feed = feed_at("/clinics.atom?route=iv")
    found, beginnings = ids(first), []
    while older := links(feed).get("next"):
        assert links(feed)["prev-archive"] == older
        feed = feed_at(older)
        found += ids(feed)
        beginnings.append(links(feed)["first"])
        assert links(feed)["current"] == beginnings[-1]
        assert feed.find(f"{HISTORY}archive") is not None

    assert "first" not in links(first)
    assert first.find(f"{HISTORY}archive") is None
    assert beginnings == ["http://testserver/clinics.atom?route=iv"] * 3
    assert len(found) == 7
    assert {*found} == {f"{one.uid.urn}#version-1" for one in listings}


def test_who_keeps_archives_misses_no_version_because_a_listing_that_changes_comes_first(monkeypatch):
    monkeypatch.setattr(atom, "MAX_ENTRIES", 1)
    one, other = make_listing(name="One"), make_listing(name="Other")
    kept = ids(feed_at(links(feed_at())["prev-archive"]))
    make_listing(one.clinic, name="One of today")

    newest = feed_at()

    assert kept == [f"{one.uid.urn}#version-1"]
    assert ids(newest) == [f"{one.uid.urn}#version-2"]
    assert ids(feed_at(links(newest)["prev-archive"])) == [f"{other.uid.urn}#version-1"]


def test_what_was_removed_is_a_deleted_entry_where_it_would_have_been(monkeypatch):
    monkeypatch.setattr(atom, "MAX_ENTRIES", 1)
    early, late = make_listing(name="Early"), make_listing(name="Late")
    gone = make_listing(name="Gone")
    take_down(early)
    older = make_listing(name="Older")
    make_listing(name="Newest")
    take_down(gone)

    def deleted(feed):
        return [(one.get("ref"), one.get("when")) for one in feed.iterfind(DELETED)]

    def tombstone(listing):
        listing.refresh_from_db()
        return f"{listing.uid.urn}#version-1", listing.removed_at.isoformat()

    newest = feed_at()
    second = feed_at(links(newest)["next"])
    third = feed_at(links(second)["next"])
    assert [ids(feed)[0].partition("#")[0] for feed in (second, third)] == [older.uid.urn, late.uid.urn]
    assert deleted(newest) == [tombstone(gone)]
    assert deleted(second) == []
    assert deleted(third) == [tombstone(early)]
    assert newest.findtext(f"{ATOM}updated") == tombstone(gone)[1]


def test_a_search_that_finds_nothing_any_more_says_what_was_removed():
    listing = make_listing(state="CO")
    assert len(ids(feed_at("/clinics.atom?state=CO"))) == 1
    take_down(listing)

    feed = feed_at("/clinics.atom?state=CO")
    assert ids(feed) == []
    assert [one.get("ref") for one in feed.iterfind(DELETED)] == [f"{listing.uid.urn}#version-1"]


@pytest.mark.parametrize("before", ["x", "1", "0-1", "1-0", "1-2-3", "٣-٣", "9" * 19 + "-1"])
def test_an_address_of_no_page_is_refused(before):
    response = Client().get("/clinics.atom", {"before": before})

    assert response.status_code == 400
    assert response.json()["errors"] == {
        "before": "There is no such page of the feed. Begin with the latest one."
    }
