"""/data/changes.ndjson over HTTP: what it answers, what it refuses, and what caches may do with it."""

import gzip
import json

import pytest
from django.http import StreamingHttpResponse

from directory.models import Listing, Version
from tests.support.factories import make_listing, make_listings, take_down
from tests.support.follower import Follower, bulk

pytestmark = pytest.mark.django_db
ADDRESS = "/data/changes.ndjson"


def lines(response):
    body = response.getvalue()
    if response.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.splitlines()


def test_a_program_follows_the_directory(client):
    first = make_listing(name="First")
    follower = Follower()
    make_listing(first.clinic, name="Second")
    gone = make_listing(name="Gone")
    take_down(gone)

    response = client.get(ADDRESS, {"since": follower.version})

    assert (response.status_code, response["Content-Type"]) == (200, "application/x-ndjson")
    assert response["Data-Version"] == str(Version.now())
    assert follower.pull(lines=lines(response))
    assert (follower.records, list(follower.gone)) == (bulk(), [str(gone.uid)])


def test_it_is_streamed_and_compressed_for_who_accepts_that(client):
    make_listings([{"name": f"Clinic {number}"} for number in range(3)])
    since = f"{str(Version.now())[:8]}-0"

    plain = client.get(ADDRESS, {"since": since})
    compressed = client.get(ADDRESS, {"since": since}, headers={"Accept-Encoding": "gzip"})

    assert (type(plain), type(compressed)) == (StreamingHttpResponse, StreamingHttpResponse)
    assert compressed["Content-Encoding"] == "gzip"
    assert lines(compressed) == lines(plain)
    assert plain["Vary"] == compressed["Vary"] == "Accept-Encoding"


def test_who_has_the_answer_of_this_version_gets_304(client):
    listing = make_listing()
    address = f"{ADDRESS}?since={str(Version.now())[:8]}-0"
    etag = client.get(address)["ETag"]

    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        again = client.get(address, headers={"If-None-Match": known})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
        assert (again["Cache-Control"], again["Data-Version"]) == ("no-cache", str(Version.now()))
    make_listing(listing.clinic, name="Another")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_head_has_the_headers_and_reads_no_listing(client, django_assert_num_queries):
    make_listing()
    address = f"{ADDRESS}?since={str(Version.now())[:8]}-0"
    whole = client.get(address)

    with django_assert_num_queries(1):
        head = client.head(address)

    assert (head.status_code, head.getvalue()) == (200, b"")
    assert {**head.headers} == {**whole.headers}


@pytest.mark.parametrize("since", [None, "", "yesterday", "7173e7ba", "7173e7ba-251; DROP"])
def test_what_is_no_version_is_refused_with_one(client, since):
    make_listing()

    response = client.get(ADDRESS, {} if since is None else {"since": since})

    now = Version.now()
    detail = (
        f"Say which version you have, as ?since={now}."
        if since is None
        else f"“{since}” is not a version. A version looks like {now}."
    )
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(response.content) == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": detail,
        "errors": {"since": detail},
    }


def test_two_versions_and_other_parameters_are_refused(client):
    make_listing()
    now = Version.now()

    for query in (f"since={now}&since={now}", f"since={now}&sinse={now}", f"since={now}&state=CO"):
        assert client.get(f"{ADDRESS}?{query}").status_code == 400, query


def test_a_follower_of_another_history_is_sent_to_the_files(client):
    make_listing()
    before = Version.now()
    ahead = f"{str(before)[:8]}-{before.number + 1}"
    Version.begin_new_history()

    for since in (before, ahead):
        response = client.get(ADDRESS, {"since": str(since)})
        detail = "We can’t tell what changed since then. Start again from /data/latest/clinics.ndjson.gz."
        assert (response.status_code, json.loads(response.content)["detail"]) == (410, detail)
        assert response["Cache-Control"] == "no-store"


def test_of_a_directory_in_which_nothing_was_published_nothing_changed(client):
    assert str(Version.now()) == "00000000-0"

    response = client.get(ADDRESS, {"since": "00000000-0"})

    assert [json.loads(line) for line in lines(response)] == [
        {"op": "from", "version": "00000000-0"},
        {"op": "to", "version": "00000000-0"},
    ]
    make_listing()
    assert client.get(ADDRESS, {"since": "00000000-0"}).status_code == 410


def test_an_answer_that_fails_in_the_middle_has_no_last_line(client):
    listings = make_listings([{"name": f"Clinic {number}"} for number in range(2)])
    follower = Follower()
    for one in listings:
        make_listing(one.clinic, name="Another")
    response = client.get(ADDRESS, {"since": follower.version})
    read = []
    stream = iter(response.streaming_content)

    read.append(next(stream))
    Listing.objects.filter(pk=listings[1].pk).update(evidence=["of a broken row"])
    with pytest.raises(TypeError):
        read += stream

    assert not follower.pull(lines=b"".join(read).splitlines())
