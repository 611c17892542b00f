"""The thread that keeps the index up: with real connections, which break off, and in another process."""

import os
import re
import subprocess
import sys
import weakref

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from directory.index import current, keeper
from directory.index.current import current_index, version_at_hand
from directory.models import IndexSnapshot, Listing, Version
from directory.publishing import publish
from tests.support.database import erase
from tests.support.factories import make_listing, take_down
from tests.support.waiting import soon

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SECONDS = 60  # until a test gives up; what is waited for takes a few milliseconds


@pytest.fixture
def kept(db_is_ready):
    """A keeper that has loaded its index."""
    keeper.start()
    assert keeper.wait_until_loaded(SECONDS)
    yield keeper
    keeper.stop()


@pytest.fixture
def db_is_ready(transactional_db):
    Version.begin_new_history()


def eventually(is_true):
    soon(is_true, failing=keeper.status)


def latest():
    return str(Version.now())


def at_hand():
    return str(version_at_hand())


def listeners():
    """The processes of the server that the keeper's connection has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND (query LIKE 'LISTEN%' OR query LIKE '%pg_is_in_recovery%') AND state = 'idle'"
        )
        return [pid for (pid,) in cursor.fetchall()]


def test_a_reader_gets_the_moment_at_hand_without_a_query(kept, django_assert_num_queries):
    listing = make_listing(name="Tern House")
    eventually(lambda: at_hand() == latest())

    with django_assert_num_queries(0):
        index = current_index(Version(number=999))
        version = version_at_hand()

    assert (list(index.ids), index.number) == ([listing.pk], version.number)


def test_the_keeper_tells_that_its_version_is_the_latest_without_a_request(kept):
    told = []

    def hear(number, **_signal):
        told.append(number)

    keeper.is_latest.connect(hear)
    try:
        make_listing(name="Tern House")
        number = Version.now().number
        eventually(lambda: told.count(number) > 1)
    finally:
        keeper.is_latest.disconnect(hear)

    assert told == sorted(told)


def test_a_moment_is_of_one_version_and_later_ones_do_not_change_it(kept):
    first = make_listing(name="Tern House", route=["iv"])
    eventually(lambda: at_hand() == latest())
    before = current_index(version_at_hand())
    second = make_listing(name="Plover House", route=["iv"])
    take_down(first)
    eventually(lambda: at_hand() == latest())
    after = current_index(version_at_hand())

    assert (list(before.ids), list(before.with_key("route:iv"))) == ([first.pk], [first.pk])
    assert (list(after.ids), list(after.with_key("route:iv"))) == ([second.pk], [second.pk])


def test_a_change_that_is_rolled_back_is_seen_by_nobody(kept):
    listing = make_listing(name="Tern House")
    eventually(lambda: at_hand() == latest())
    before = at_hand()
    with transaction.atomic():
        publish.confirm(listing, on=listing.first_published_on)
        transaction.set_rollback(True)
    assert (at_hand(), latest()) == (before, before)
    make_listing(name="Plover House")

    eventually(lambda: at_hand() != before)
    assert at_hand() == latest()


def test_a_broken_connection_is_made_anew_and_what_was_missed_is_read(kept, caplog):
    make_listing(name="Tern House")
    eventually(lambda: at_hand() == latest() and listeners())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [listeners()])
    make_listing(name="Plover House")

    eventually(lambda: at_hand() == latest() and not keeper.status().last_error)
    assert keeper.status().mode == "listening"
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        "The index is not kept up",
        "The index is kept up again.",
    ]


def test_another_history_is_loaded_anew_whatever_its_number(kept):
    first = make_listing(name="Tern House")
    make_listing(name="Plover House")
    eventually(lambda: at_hand() == latest())
    # As a restored dump of before the second listing, and the command that follows it.
    Version.objects.update(number=Version.now().number - 1)
    erase(type(first).objects.exclude(pk=first.pk))
    version = Version.begin_new_history()

    eventually(lambda: at_hand() == str(version))
    assert list(current_index(version).ids) == [first.pk]


def test_an_older_number_of_a_primary_is_a_restored_dump(kept):
    first = make_listing(name="Tern House")
    make_listing(name="Plover House")
    eventually(lambda: at_hand() == latest())
    erase(type(first).objects.exclude(pk=first.pk))
    Version.objects.update(number=Version.now().number - 1)  # no one is notified: the poll sees it

    eventually(lambda: at_hand() == latest())
    assert list(current_index(version_at_hand()).ids) == [first.pk]


def test_an_older_number_of_a_standby_is_one_that_lags(kept, monkeypatch):
    make_listing(name="Tern House")
    make_listing(name="Plover House")
    eventually(lambda: at_hand() == latest())
    before = at_hand()
    monkeypatch.setattr(keeper, "VERSION_SQL", keeper.VERSION_SQL.replace("pg_is_in_recovery()", "true"))
    eventually(lambda: keeper.status().mode == "polling")
    Version.objects.update(number=Version.now().number - 1)
    lagging = keeper.status().age

    eventually(lambda: keeper.status().age > lagging)
    eventually(lambda: keeper.status().age < lagging)  # it has asked since
    assert (at_hand(), keeper.status().mode) == (before, "polling")


def test_a_keeper_that_has_ended_is_not_ready_and_is_started_again(kept, caplog):
    ended = keeper._keeper
    ended.stop()
    ended._stopping.clear()  # as if the thread had died

    first = Client().get("/readyz")
    eventually(lambda: Client().get("/readyz").status_code == 200)

    assert (first.status_code, first.text) == (503, "the index is not kept up\n")
    assert "The thread that keeps up the index has ended, and is started again." in caplog.messages
    make_listing(name="Tern House")
    eventually(lambda: at_hand() == latest())


def test_a_process_without_an_index_is_not_ready_and_its_readers_are_told_to_come_again(kept, monkeypatch):
    monkeypatch.setattr(current, "FIRST_LOAD_SECONDS", 0)
    keeper.stop()
    current.answer_from(current.Kept())  # of a keeper that has not loaded yet
    answer = Client().get("/clinics/")
    current.answer_from(None)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert keeper.Status(is_running=True, mode="listening").fault == "the index is not loaded yet"
    assert keeper.Status(is_running=True, mode="away", number=3, age=31).fault == "the index is not kept up"
    assert keeper.Status(is_running=True, mode="away", number=3, age=1).fault == ""


def test_who_has_just_published_sees_it(kept):
    for number in range(20):
        listing = make_listing(name=f"Clinic {number}")
        page = Client().get("/clinics/", {"at": listing.directory_version}).text
        assert int(re.search(r'id="count"[^>]*>(\d+) clinic', page)[1]) == number + 1


def test_a_number_that_the_database_has_not_reached_is_not_waited_for(kept, monkeypatch):
    monkeypatch.setattr(keeper, "MAX_WAIT_SECONDS", 3600)
    listing = make_listing(name="Tern House")
    eventually(lambda: at_hand() == latest())

    answer = Client().get("/clinics/", {"at": listing.directory_version + 1})  # would wait for an hour

    assert answer.status_code == 200


def test_few_wait_at_once_and_nobody_longer_than_the_limit(kept, monkeypatch):
    make_listing(name="Tern House")
    eventually(lambda: at_hand() == latest())
    one, before = keeper._keeper, at_hand()
    one.stop()  # so nothing that is waited for comes
    make_listing(name="Plover House")
    number = Version.now().number

    one.wait_for(number)  # returns after MAX_WAIT_SECONDS
    monkeypatch.setattr(keeper, "MAX_WAIT_SECONDS", 3600)
    for _reader in range(keeper.MAX_WAITING):
        assert one._waiting.acquire(blocking=False)
    one.wait_for(number)  # returns at once: enough wait already

    assert at_hand() == before


def test_old_moments_leave_nothing_behind(kept):
    listing = make_listing(name="Tern House", route=["iv"])
    eventually(lambda: at_hand() == latest())
    old = weakref.ref(current_index(version_at_hand()))
    keys = set(current_index(version_at_hand()).bitmaps)
    for _change in range(30):
        publish.confirm(listing, on=listing.first_published_on)
    eventually(lambda: at_hand() == latest())

    eventually(lambda: old() is None)  # without the garbage collector
    assert set(current_index(version_at_hand()).bitmaps) == keys


ELSEWHERE = """
import sys, django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from directory.index import keeper
from directory.index.current import version_at_hand
keeper.start()
assert keeper.wait_until_loaded(60)
kept = keeper._keeper
print(version_at_hand(), flush=True)
for line in sys.stdin:
    kept.wait_for(int(line))
    with kept._replaced:
        kept._replaced.wait_for(lambda: version_at_hand().number >= int(line), 60)
    print(version_at_hand(), flush=True)
"""


def test_another_process_sees_every_publication(db_is_ready):
    command = [sys.executable, "-c", ELSEWHERE, connection.settings_dict["NAME"]]
    pipe, environment = subprocess.PIPE, {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    with subprocess.Popen(
        command, cwd=settings.BASE_DIR, stdin=pipe, stdout=pipe, text=True, env=os.environ | environment
    ) as other:
        seen = [other.stdout.readline().strip()]
        expected = [latest()]
        for number in range(3):
            make_listing(name=f"Clinic {number}")
            expected.append(latest())
            other.stdin.write(f"{Version.now().number}\n")
            other.stdin.flush()
            seen.append(other.stdout.readline().strip())
        other.stdin.close()

    assert seen == expected


def test_a_process_that_starts_loads_what_was_stored_and_reads_what_changed_since(db_is_ready):
    first = make_listing(name="Tern House", route=["iv"])
    keeper.start()
    eventually(lambda: IndexSnapshot.objects.filter(number=first.directory_version).exists())
    keeper.stop()
    second = make_listing(name="Plover House")
    Listing.objects.filter(pk=first.pk).update(codes=[])  # which no version tells of

    keeper.start()
    assert keeper.wait_until_loaded(SECONDS)
    index = current_index(version_at_hand())
    keeper.stop()

    assert (at_hand(), sorted(index.ids)) == (str(None), [first.pk, second.pk])
    assert list(index.with_key("route:iv")) == [first.pk]  # so it came from the bytes


def test_a_stored_index_that_was_spoiled_is_made_anew(db_is_ready, caplog):
    make_listing(name="Tern House")
    keeper.start()
    eventually(lambda: IndexSnapshot.objects.exists())
    keeper.stop()
    IndexSnapshot.objects.update(content=b"spoiled")

    keeper.start()
    assert keeper.wait_until_loaded(SECONDS)
    make_listing(name="Plover House")
    eventually(lambda: at_hand() == latest())
    ids = current_index(version_at_hand()).ids
    keeper.stop()

    assert len(ids) == 2
    assert [message.partition(":")[0] for message in caplog.messages] == ["The stored index is not used"]
