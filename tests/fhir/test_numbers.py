"""How many resources each listing has, kept in memory while listings change."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from directory.fhir.searching.numbers import Counts, Moment, moment_of
from directory.fhir.searching.parameters import TYPES
from directory.index.current import current_index
from directory.models import Organization, Version
from tests.fhir.searching import ask
from tests.support.factories import make_listing, take_down
from tests.support.published import days_ago, person, show

pytestmark = pytest.mark.django_db


def totals(client):
    return {kind: ask(client, kind, _count=0)["total"] for kind in TYPES}


def of_all_rows():
    """The same, from every row read anew."""
    index = current_index(Version.now())
    moment = Moment(index, Counts.empty(index.history).updated(index.number), timezone.localdate())
    return {kind: len(moment.all(kind)) for kind in TYPES}


def test_totals_follow_what_changes(client):
    chain = Organization.objects.create(name="Harbor Group", slug="harbor-group")
    seen = [totals(client)]
    first = make_listing(name="One", organization=chain, practitioners=[person("Ana"), person("Bo")])
    seen.append(totals(client))
    second = make_listing(name="Two", organization=chain, offerings=[{"route": "iv"}, {"route": "im"}])
    seen.append(totals(client))
    show(second, {"statement": "name"})
    seen.append(totals(client))
    make_listing(first.clinic, practitioners=[person("Ana")])
    seen.append(totals(client))
    take_down(second)
    seen.append(totals(client))

    assert [[*counts.values()] for counts in seen] == [
        [0, 0, 0, 0, 0, 0],
        [2, 1, 1, 2, 2, 1],
        [3, 2, 4, 2, 2, 2],
        [3, 2, 4, 2, 2, 3],
        [3, 2, 4, 1, 1, 3],
        [2, 1, 1, 1, 1, 1],
    ]
    assert totals(client) == of_all_rows()


def test_evidence_that_ends_is_counted_no_more(today):
    listing = make_listing(name="One")
    show(listing, {"statement": "name", "seen_on": days_ago(30), "expires_on": today})
    index = current_index(Version.now())

    on_last_day = moment_of(index, today)
    assert len(on_last_day.all("VerificationResult")) == 2
    assert len(Moment(index, on_last_day.counts, today + timedelta(days=1)).all("VerificationResult")) == 1


def test_what_was_rolled_back_is_not_counted(client):
    make_listing(name="One")
    before = totals(client)

    with transaction.atomic():
        make_listing(name="Two")
        assert totals(client)["Location"] == 2
        transaction.set_rollback(True)

    assert totals(client) == before


def test_counts_of_a_later_version_serve_an_earlier_index(today, django_assert_num_queries):
    """Another thread was quicker: nothing is read again."""
    make_listing(name="One")
    earlier = current_index(Version.now())
    make_listing(name="Two")
    later = moment_of(current_index(Version.now()), today)

    with django_assert_num_queries(1):  # of the version
        moment = moment_of(earlier, today)

    assert moment.counts is later.counts
    assert len(moment.all("Location")) == 1
