"""What changed since a version, as a program that follows the directory applies it: all of it."""

import json
from threading import Event, Thread
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from directory.exchange.changes import (
    MalformedVersionError,
    OtherHistoryError,
    change_lines,
    number_since,
)
from directory.membership import organizations
from directory.merging.merge import merge
from directory.merging.undo import undo_merge
from directory.models import Clinic, FormerSlug, Listing, Organization, Verification, Version
from directory.moderation import availability, decisions, evidence, undoing
from directory.publishing import publish, reindex
from tests.support.factories import (
    judge,
    make_clinic,
    make_listing,
    make_listings,
    make_moderator,
    make_owner,
    make_submission,
    take_down,
)
from tests.support.follower import Follower, bulk, tombstones
from tests.support.published import days_ago, noon

pytestmark = pytest.mark.django_db


def entries(since, **options):
    """The lines after a number, without the first and the last one."""
    now = Version.now()
    return [json.loads(line) for line in change_lines(since, now, **options)][1:-1]


def tombstone(listing):
    return tombstones().get(str(listing.uid))


# ---- the shape of an answer


def test_an_answer_begins_with_the_version_at_hand_and_ends_with_the_one_of_today():
    first, second = make_listing(name="First"), make_listing(name="Second")
    now = Version.now()
    history = str(now).partition("-")[0]

    lines = [json.loads(line) for line in change_lines(first.directory_version, now)]

    assert (lines[0], lines[-1]) == (
        {"op": "from", "version": f"{history}-{first.directory_version}"},
        {"op": "to", "version": f"{history}-{second.directory_version}"},
    )
    assert lines[1:-1] == [{"op": "put", **bulk()[str(second.uid)]}]


def test_of_a_listing_that_is_gone_nothing_but_a_tombstone_is_left():
    listing = make_listing(name="Tern House", about="Our words.")
    take_down(listing, at=noon(days_ago(1)), words="It was a mistake.")
    listing.refresh_from_db()

    assert entries(0) == [
        {
            "op": "delete",
            "id": str(listing.uid),
            "changed_in": listing.directory_version,
            "removed_at": f"{days_ago(1)}T17:00:00Z",
            "replaced_by": None,
        }
    ]


def test_where_nothing_changed_there_are_two_lines():
    make_listing()
    now = Version.now()

    assert list(change_lines(now.number, now)) == [
        json.dumps({"op": op, "version": str(now)}, separators=(",", ":")).encode() + b"\n"
        for op in ("from", "to")
    ]


def test_several_changes_of_one_listing_are_one_line_with_its_state_of_today():
    listing = make_listing(name="First")
    for name in ("Second", "Third"):
        make_listing(listing.clinic, name=name)

    assert [(one["op"], one["name"]) for one in entries(0)] == [("put", "Third")]


@pytest.mark.parametrize("batch", [1, 2, 3, 500])
def test_a_version_with_many_listings_is_whole_whatever_the_size_of_a_batch(batch):
    many = make_listings([{"name": f"Clinic {number}"} for number in range(5)])
    assert len({one.directory_version for one in many}) == 1
    one = make_listing(name="Later")
    before = many[0].directory_version - 1

    assert [entry["id"] for entry in entries(before, batch=batch)] == [str(a.uid) for a in (*many, one)]
    # Who has the version has all of it.
    assert [entry["id"] for entry in entries(many[0].directory_version, batch=batch)] == [str(one.uid)]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_batch_is_one_query_and_its_end_another(rows, django_assert_num_queries):
    make_listings([{"name": f"Clinic {number}"} for number in range(rows)])
    now = Version.now()

    with django_assert_num_queries(2):
        list(change_lines(0, now))


# ---- the version that a reader has


@pytest.mark.parametrize(
    "said",
    [
        *("", "7", "7173e7ba", "7173e7ba-", "7173E7BA-1", "7173e7ba-01", "7173e7ba--1", "7173e7ba-1 "),
        *("7173e7b-1", "7173e7ba-" + "9" * 19, "7173e7ba-\u0661", "7173e7ba-1\n", "0x73e7ba-1"),
    ],
)
def test_what_is_no_version_is_refused(said):
    with pytest.raises(MalformedVersionError):
        number_since(said, Version.now())


def test_a_version_of_the_future_or_of_another_history_is_of_another_history():
    make_listing()
    now = Version.now()
    history = now.history.hex[:8]
    other = f"{int(history, 16) ^ 1:08x}"

    assert number_since(f"{history}-{now.number}", now) == now.number
    for said in (f"{history}-{now.number + 1}", f"{other}-{now.number}", f"{other}-0"):
        with pytest.raises(OtherHistoryError):
            number_since(said, now)


def test_a_follower_of_a_directory_that_was_restored_starts_again():
    listing = make_listing()
    follower = Follower()
    Version.begin_new_history()
    make_listing(listing.clinic, name="After the restore")

    with pytest.raises(OtherHistoryError):
        follower.pull()


def test_a_restored_database_that_nobody_has_told_of_it_is_found_by_its_lower_number():
    make_listing()
    follower = Follower()
    Version.objects.update(number=Version.now().number - 1)

    with pytest.raises(OtherHistoryError):
        follower.pull()


# ---- every act that changes what is published


def listed(name="Tern House", **facts):
    return make_listing(name=name, at=noon(days_ago(2)), **facts)


def confirm(listing, _other):
    decisions.confirm(listing=listing, by=None)


def rename(listing, _other):
    make_listing(listing.clinic, name="Another Name")


def give_slug_back(listing, _other):
    slug = listing.slug
    listing = make_listing(listing.clinic, name="Another Name")
    listing.name = "Tern House"
    publish.give_slug_back(listing, slug)


def remove(listing, _other):
    take_down(listing)


def remove_and_bring_back(listing, _other):
    take_down(listing)
    make_listing(listing.clinic, about="We are back.")


def publish_change_and_undo_it(listing, _other):
    submission = make_submission(listing.clinic, about="A change.")
    decisions.approve(submissions=[submission], by=judge())
    undoing.undo_publication(submission=submission, by=judge())


def undo_a_first_publication(_listing, _other):
    submission = make_submission(name="Gull Bay")
    decisions.approve(submissions=[submission], by=judge())
    undoing.undo_publication(submission=submission, by=judge())


def record_evidence(listing, _other):
    seen = Verification(
        statement="name", kind="document_seen", about="other", source="A letter", seen_on=days_ago(1)
    )
    evidence.record(clinic=listing.clinic, verifications=[seen], version=listing.version, by=judge())


def take_evidence_back(listing, _other):
    record_evidence(listing, None)
    evidence.take_back(verification=Verification.objects.get(), by=judge())


def drop_evidence_by_a_change(listing, _other):
    record_evidence(listing, None)
    make_listing(listing.clinic, name="Another Name")


def restore_evidence_by_an_undo(listing, _other):
    record_evidence(listing, None)
    submission = make_submission(listing.clinic, name="Another Name")
    decisions.approve(submissions=[submission], by=judge())
    undoing.undo_publication(submission=submission, by=judge())


def say_availability(listing, _other):
    availability.update(
        listing=listing, by=make_owner(listing.clinic), availability="waitlist", waitlist_weeks=3
    )


def merge_them(listing, other):
    return merge(kept=listing.clinic_id, merged=other.clinic_id, choices={"name": "kept"}, by=judge())


def merge_and_change_the_kept_one(listing, other):
    merge(kept=listing.clinic_id, merged=other.clinic_id, choices={"name": "merged"}, by=judge())


def merge_and_undo(listing, other):
    undo_merge(merge=merge_them(listing, other), by=judge())


def merge_and_remove_the_kept_one(listing, other):
    merge_them(listing, other)
    take_down(Listing.objects.get(pk=listing.pk))


def join_organizations(listing, other):
    kept, joined = (Organization.objects.create(name=name, slug=name) for name in ("kept", "joined"))
    for organization, one in ((kept, listing), (joined, other)):
        Clinic.objects.filter(pk=one.clinic_id).update(organization=organization)
        make_listing(Clinic.objects.get(pk=one.clinic_id))
    organizations.join_organizations(kept=kept, joined=joined, by=make_moderator())
    make_listing(Clinic.objects.get(pk=other.clinic_id))


def import_a_change(listing, _other):
    make_listing(listing.clinic, origin="import", source="A list", phone="+13035550142")


def set_origin(listing, _other):
    publish.set_origin(listing, origin="import", confirmed_on=None)


def reindex_all(_listing, _other):
    Listing.objects.update(codes=[])
    Version.objects.update(index_release="another")
    assert reindex.reindex_listings() == 2


ACTS = [
    *(confirm, rename, give_slug_back, remove, remove_and_bring_back, publish_change_and_undo_it),
    *(undo_a_first_publication, record_evidence, take_evidence_back, drop_evidence_by_a_change),
    *(restore_evidence_by_an_undo, say_availability, merge_them, merge_and_change_the_kept_one),
    *(merge_and_undo, merge_and_remove_the_kept_one, join_organizations, import_a_change, set_origin),
    reindex_all,
]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_who_followed_has_what_who_starts_now_has(act):
    listing, other = listed(), listed("Gull House", about="Theirs.")
    ids = {listing.pk: listing.uid, other.pk: other.uid}
    follower, number = Follower(), Version.now().number

    act(listing, other)

    assert Version.now().number > number
    assert follower.pull()
    assert (follower.records, follower.version) == (bulk(), str(Version.now()))
    removed = Listing.objects.exclude(removed_at=None)
    assert sorted(follower.gone) == sorted(str(one.uid) for one in removed)
    for one in Listing.objects.filter(pk__in=ids):
        assert one.uid == ids[one.pk] == one.clinic.uid


# ---- tombstones


def test_a_tombstone_of_a_merge_names_the_kept_listing_and_is_gone_when_the_merge_is_taken_back():
    kept, other = listed(), listed("Gull House")
    follower = Follower()
    done = merge_them(kept, other)

    assert tombstone(other)["replaced_by"] == str(kept.uid)
    follower.pull()
    assert follower.gone == {str(other.uid): tombstone(other)}
    undo_merge(merge=done, by=judge())
    assert tombstone(other) is None
    follower.pull()
    assert (follower.gone, follower.records) == ({}, bulk())


def test_a_former_merge_that_moves_along_is_told_of_again_and_when_it_moves_back():
    one, two, three = listed("One"), listed("Two"), listed("Three")
    merge_them(two, one)
    follower = Follower()
    follower.gone = {str(one.uid): tombstone(one)}

    done = merge_them(three, two)
    follower.pull()
    moved = dict(follower.gone)
    undo_merge(merge=done, by=judge())
    follower.pull()

    assert {name: mark["replaced_by"] for name, mark in moved.items()} == dict.fromkeys(
        (str(one.uid), str(two.uid)), str(three.uid)
    )
    assert {name: mark["replaced_by"] for name, mark in follower.gone.items()} == {str(one.uid): str(two.uid)}
    assert follower.gone == {str(one.uid): tombstone(one)}


def test_every_listing_that_was_ever_taken_down_has_its_tombstone_for_who_begins_at_nothing():
    listings = [listed(f"Clinic {number}") for number in range(3)]
    for one in listings[1:]:
        take_down(one)

    assert [one["id"] for one in entries(0) if one["op"] == "delete"] == [
        str(one.uid) for one in listings[1:]
    ]


def test_the_deletion_of_accounts_leaves_all_that_is_published():
    owner = make_owner(make_clinic(name="Tern House"))
    clinic = Clinic.objects.get()
    listing = make_listing(clinic)
    follower = Follower()
    merged = listed("Gull House")
    merge_them(listing, merged)

    owner.delete()
    Organization.objects.all().delete()

    follower.pull()
    assert follower.records == bulk()
    assert follower.gone == {str(merged.uid): tombstone(merged)}


def refused(sql):
    with pytest.raises(IntegrityError) as why, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(why.value).partition("\n")[0]


def test_the_database_deletes_no_listing():
    listed()

    assert refused("DELETE FROM directory_listing") == (
        "A listing is never deleted: programs that follow the directory need its tombstone."
    )
    assert Listing.objects.count() == 1


@pytest.mark.parametrize("table", ["clinic", "listing", "organization"])
def test_the_database_changes_no_id(table):
    listing = listed()
    Organization.objects.create(name="One", slug="one")

    said = refused(f"UPDATE directory_{table} SET uid = '{uuid4()}'")

    assert said == "A permanent id never changes."
    listing.refresh_from_db()
    assert listing.uid == listing.clinic.uid


@pytest.mark.parametrize(
    "values",
    ["removed_at = now()", "removed_at = now(), merged_into_id = (SELECT min(id) FROM directory_listing)"],
)
def test_the_database_takes_no_listing_off_without_another_number(values):
    listed()
    listing = listed("Gull House")

    said = refused(f"UPDATE directory_listing SET {values} WHERE id = {listing.pk}")

    assert (
        said
        == "A listing that comes, goes or leads elsewhere needs the next number of the directory's version."
    )


def test_a_former_slug_is_no_second_listing():
    listing = listed()
    make_listing(listing.clinic, name="Another Name")

    assert FormerSlug.objects.count() == 1
    assert [one["slug"] for one in entries(0)] == ["another-name-denver"]


# ---- at the same time


def test_what_changes_while_an_answer_is_read_comes_with_the_next_one():
    listings = [listed(f"Clinic {number}") for number in range(4)]
    follower, since = Follower(), Version.now().number
    for one in listings:
        make_listing(one.clinic, about="Changed.")
    now = Version.now()
    lines = change_lines(since, now, batch=1)
    read = [next(lines), next(lines)]  # the first listing

    make_listing(listings[0].clinic, about="Changed again.")  # after it was read
    take_down(Listing.objects.get(pk=listings[1].pk))  # before
    make_listing(name="New")
    read += lines

    assert follower.pull(lines=read)
    assert follower.version == str(now)
    assert follower.records[str(listings[0].uid)]["statements"]["about"]["value"] == "Changed."
    assert follower.pull()
    assert (follower.records, sorted(follower.gone)) == (bulk(), [str(listings[1].uid)])


@pytest.mark.parametrize("length", [0, 1, 2, 3])
def test_a_cut_answer_changes_nothing(length):
    listings = [listed(f"Clinic {number}") for number in range(2)]
    follower = Follower()
    before = dict(follower.records)
    for one in listings:
        make_listing(one.clinic, name="Another")
    now = Version.now()
    lines = list(change_lines(number_since(follower.version, now), now))
    assert len(lines) == 4

    assert not follower.pull(lines=lines[:length])
    assert follower.records == before
    assert follower.pull()
    assert follower.records == bulk()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_writers_at_once_none_is_missed_whenever_one_asks():
    """The second one waits for the commit of the first, so no number is ever visible before a lower one."""
    first, second = listed("First"), listed("Second")
    follower = Follower()
    before = (follower.version, dict(follower.records))
    has_number, may_commit = Event(), Event()

    def write_and_wait():
        with transaction.atomic():
            make_listing(first.clinic, about="Changed.")
            has_number.set()
            may_commit.wait(timeout=60)
        connection.close()

    def write():
        make_listing(second.clinic, about="Changed, too.")
        connection.close()

    threads = [Thread(target=write_and_wait), Thread(target=write)]
    threads[0].start()
    assert has_number.wait(timeout=60)
    threads[1].start()
    try:
        assert follower.pull()
        assert (follower.version, follower.records) == before
        under_way = change_lines(number_since(follower.version, Version.now()), Version.now())
        read = [next(under_way)]
    finally:
        may_commit.set()
    while any(thread.is_alive() for thread in threads):
        assert follower.pull()
    late = Follower()
    late.version, late.records = before
    assert late.pull(lines=[*read, *under_way])
    assert late.version == before[0]

    for one in (follower, late):
        assert one.pull()
        assert (one.records, one.version) == (bulk(), str(Version.now()))
    assert Version.now().number == int(before[0].partition("-")[2]) + 2
