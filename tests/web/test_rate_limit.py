"""How often one network may send a form."""

import threading
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from directory.models import RateLimitCount, RateLimitKey
from directory.web import rate_limit

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def asked_from(address, **headers):
    return RequestFactory().post("/", REMOTE_ADDR=address, headers=headers)


def tries(count, address="203.0.113.9", kind="report", most=5, hours=24, at=None):
    limit = rate_limit.RateLimit(most, hours=hours)
    return [rate_limit.allow(asked_from(address), kind, limit=limit, at=at) for _try in range(count)]


@pytest.mark.django_db
def test_what_is_beyond_the_limit_is_refused():
    assert tries(4, most=3) == [True, True, True, False]


@pytest.mark.django_db
def test_networks_kinds_and_days_are_counted_apart():
    assert tries(1, most=1, at=NOON) == [True]

    assert tries(1, most=1, at=NOON) == [False]
    assert tries(1, "203.0.113.10", most=1, at=NOON) == [True]
    assert tries(1, kind="claim", most=1, at=NOON) == [True]
    assert tries(1, most=1, at=NOON + timedelta(days=1)) == [True]


@pytest.mark.django_db
def test_a_shorter_window_begins_anew_within_the_day():
    at_noon = tries(2, most=1, hours=6, at=NOON)

    assert (at_noon, tries(1, most=1, hours=6, at=NOON + timedelta(hours=6))) == ([True, False], [True])


def test_a_window_that_does_not_divide_the_day_is_refused():
    with pytest.raises(ValueError, match="5 hours do not divide a day"):
        rate_limit.seconds_until_reset(hours=5)


@pytest.mark.parametrize(("hours", "seconds"), [(24, 43_201), (6, 21_601), (1, 3_601)])
def test_the_seconds_until_reset_lead_into_the_next_window(hours, seconds):
    assert rate_limit.seconds_until_reset(hours=hours, at=NOON) == seconds


@pytest.mark.django_db(transaction=True)
def test_sixty_at_once_let_exactly_five_pass():
    together, answers = threading.Barrier(60), []

    def ask():
        try:
            together.wait()
            answers.append(rate_limit.allow(asked_from("203.0.113.9"), "report"))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _one in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (answers.count(True), answers.count(False)) == (5, 55)
    assert RateLimitKey.objects.count() == 1


@pytest.mark.django_db
def test_counting_takes_two_queries(django_assert_num_queries):
    tries(1)

    with django_assert_num_queries(2):
        tries(1)


# ---- whose it is

NETWORKS = {
    "203.0.113.9": "203.0.113.9",
    "::ffff:203.0.113.9": "203.0.113.9",
    "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64",
    "2001:db8:1:2::9": "2001:db8:1:2::/64",
    "::1": "::/64",
    "fe80::1%eth0": "fe80::/64",
    "": "unknown",
    "unix:": "unknown",
    "203.0.113.9:4711": "unknown",
    "２０３.0.113.9": "unknown",
    "9" * 5_000: "unknown",
}


@pytest.mark.parametrize(("address", "network"), NETWORKS.items(), ids=lambda text: text[:30])
def test_a_network_is_an_address_of_four_parts_or_half_of_a_long_one(address, network):
    assert rate_limit.network_of(address) == network


FORWARDED = {
    "198.51.100.7": "198.51.100.7",
    "1.1.1.1, 2.2.2.2,198.51.100.7 ": "198.51.100.7",  # all but the last may be made up
    "": "127.0.0.1",
}


@pytest.mark.parametrize(("header", "address"), FORWARDED.items())
def test_behind_a_proxy_the_last_forwarded_address_counts(settings, header, address):
    settings.FORWARDED_ADDRESS = True

    assert rate_limit.client_address(asked_from("127.0.0.1", x_forwarded_for=header)) == address


def test_without_a_proxy_a_forwarded_address_is_ignored(settings):
    assert settings.FORWARDED_ADDRESS is False

    assert rate_limit.client_address(asked_from("127.0.0.1", x_forwarded_for="1.1.1.1")) == "127.0.0.1"


# ---- what is kept


@pytest.mark.django_db
def test_no_address_is_stored():
    tries(1, "203.0.113.9")
    tries(1, "2001:db8:1:2::9")

    stored = repr([*RateLimitCount.objects.values_list(), *RateLimitKey.objects.values_list()])
    raw = b"".join(bytes(one.digest) for one in RateLimitCount.objects.all())
    assert RateLimitCount.objects.count() == 2
    assert "203.0.113" not in stored
    assert "2001:db8" not in stored
    assert bytes([203, 0, 113, 9]) not in raw


@pytest.mark.django_db
def test_one_network_has_another_digest_each_day():
    tries(1, at=NOON)
    first = bytes(RateLimitCount.objects.get().digest)
    tries(1, at=NOON + timedelta(days=1))

    assert bytes(RateLimitCount.objects.get().digest) != first


@pytest.mark.django_db
def test_the_tables_are_unlogged():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relpersistence FROM pg_class"
            " WHERE relname LIKE 'directory_ratelimit%' AND relkind = 'r' AND pg_table_is_visible(oid)"
        )
        persistence = dict(cursor.fetchall())

    assert persistence == {"directory_ratelimitcount": "u", "directory_ratelimitkey": "u"}


@pytest.mark.django_db
def test_the_counts_of_past_days_are_deleted_and_those_of_today_stay():
    tries(1, at=NOON - timedelta(days=1))
    yesterdays_key = RateLimitKey.objects.get()
    tries(2, at=NOON)
    yesterdays_key.save()

    gone = [rate_limit.delete_past_days(today=NOON.date()), rate_limit.delete_past_days(today=NOON.date())]

    assert gone == [0, 0]  # the first of today has swept up already
    assert list(RateLimitKey.objects.values_list("day", flat=True)) == [date(2026, 11, 23)]
    assert list(RateLimitCount.objects.values_list("day", "count")) == [(date(2026, 11, 23), 2)]


@pytest.mark.django_db
def test_the_command_prints_how_many_counts_it_deleted_and_may_run_twice():
    at = timezone.now() - timedelta(days=1)
    tries(3, at=at)
    tries(1, "203.0.113.10", at=at)
    output = StringIO()

    call_command("forget_limits", stdout=output)
    call_command("forget_limits", stdout=output)

    assert output.getvalue() == "counts forgotten 2\ncounts forgotten 0\n"
    assert (RateLimitCount.objects.count(), RateLimitKey.objects.count()) == (0, 0)
