"""The index as bytes in the database: loaded if it can be trusted, else every listing is read."""

import pytest
from django.db import connection

from directory.index import snapshot, stored
from directory.index.current import changed_rows
from directory.index.index import Index
from directory.models import IndexSnapshot, Version
from directory.publishing import publish
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(monkeypatch):
    """The index of two listings, stored in parts of 1,000 bytes."""
    monkeypatch.setattr(stored, "CHUNK_BYTES", 1000)
    make_listing(name="Tern House", route=["iv"])
    make_listing(name="Plover House", route=["im"])
    index = index_of_now()
    assert stored.store(index)
    return index


def index_of_now():
    version = Version.now()
    return Index(version.history).updated(version.number, changed_rows(0))


def stored_numbers():
    return sorted({*IndexSnapshot.objects.values_list("number", flat=True)})


def test_what_was_stored_is_loaded(index):
    loaded = stored.load(Version.now())

    assert (loaded.history, loaded.number) == (index.history, index.number)
    assert snapshot.to_bytes(loaded) == snapshot.to_bytes(index)
    assert IndexSnapshot.objects.count() == -(-len(snapshot.to_bytes(index)) // 1000)


def test_what_changed_since_is_read_on_top(index):
    listing = make_listing(name="Heron House", route=["iv"])
    version = Version.now()

    loaded = stored.load(version)
    now = loaded.updated(version.number, changed_rows(loaded.number))

    assert listing.pk in now.ids
    assert sorted(now.ids) == sorted(index_of_now().ids)


def test_bytes_of_another_history_or_release_or_of_later_are_not_loaded(index, monkeypatch):
    version = Version.now()
    before = Version(history=version.history, number=version.number - 1)
    other = Version(history=Version.NO_HISTORY, number=version.number)
    found = [stored.load(one) for one in (before, other)]
    IndexSnapshot.objects.update(release="another")

    assert [*found, stored.load(version)] == [None, None, None]


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE {} SET content = set_byte(content, 500, get_byte(content, 500) # 1) WHERE part = 1",
        "DELETE FROM {} WHERE part = 1",
        "DELETE FROM {} WHERE part = parts - 1",
        "UPDATE {} SET content = substr(content, 1, 999) WHERE part = 1",
        "UPDATE {} SET content = '' WHERE part = 0",
        "UPDATE {} SET number = number - 1",
    ],
)
def test_bytes_that_are_not_what_was_written_are_not_loaded(index, spoil):
    with connection.cursor() as cursor:
        cursor.execute(spoil.format(IndexSnapshot._meta.db_table))

    assert stored.load(Version.now()) is None


@pytest.mark.parametrize("lost", [{"number": 1}, {"history": Version.NO_HISTORY}])
def test_an_index_that_the_database_has_not_reached_is_not_stored(index, lost):
    """As after a restore, or a promotion: the same numbers come again, with other content."""
    IndexSnapshot.objects.all().delete()
    Version.objects.update(**lost)

    assert (stored.store(index), IndexSnapshot.objects.count()) == (False, 0)


def test_it_is_stored_again_when_a_share_has_changed_or_the_rows_are_gone(index, monkeypatch, today):
    monkeypatch.setattr(stored, "MIN_CHANGED", 1)
    worth = [stored.is_worth_storing(index)]
    publish.confirm(make_listing(name="Heron House"), on=today)
    worth.append(stored.is_worth_storing(index))
    make_listing(name="Egret House")
    worth.append(stored.is_worth_storing(index))
    stored.store(index_of_now())
    worth.append(stored.is_worth_storing(index))
    IndexSnapshot.objects.all().delete()
    worth.append(stored.is_worth_storing(index))

    assert worth == [False, False, True, False, True]


def test_what_was_stored_before_goes_and_of_other_releases_the_latest_stays(index, monkeypatch):
    def as_of(release):
        IndexSnapshot.objects.filter(release=stored._release()).update(release=release)
        stored.store(index)

    as_of("the one before the last")
    as_of("the last")
    monkeypatch.setattr(stored, "MIN_CHANGED", 0)
    make_listing(name="Heron House")
    now = index_of_now()
    assert stored.store(now)

    assert {*IndexSnapshot.objects.values_list("release", "number")} == {
        ("the last", index.number),
        (stored._release(), now.number),
    }


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_processes_one_stores():
    make_listing(name="Tern House")
    index = index_of_now()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [stored.LOCK])
        while_another_does = stored.store(index)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [stored.LOCK])
    other.close()

    assert (while_another_does, stored.store(index), stored.store(index)) == (False, True, False)
    assert stored_numbers() == [index.number]


def test_the_index_of_a_release_is_made_once_before_its_processes_start(index):
    IndexSnapshot.objects.update(release="another")

    assert [stored.prepare(), stored.prepare()] == [True, False]
    assert snapshot.to_bytes(stored.load(Version.now())) == snapshot.to_bytes(index)


def test_without_listings_there_is_nothing_to_make():
    assert not stored.prepare()
