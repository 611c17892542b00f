"""The files of the whole directory: of one moment, complete or not served, and kept for a while."""

import csv
import fcntl
import gzip
import hashlib
import io
import json
import os
import re
import subprocess
import threading
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from jsonschema import Draft202012Validator

from directory.data_files import manifest, write
from directory.data_files.editions import BusyError, Editions
from directory.data_files.guard import FewerRowsError
from directory.data_files.write import write_data
from directory.exchange.schemas.openapi import openapi_document
from directory.models import Listing, Organization, Version
from tests.support.factories import make_listing, make_listings, make_moderator, take_down

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def folder(tmp_path, settings):
    settings.DATA_DIR = str(tmp_path / "files")
    return tmp_path / "files"


def names_in(folder):
    return {path.name for path in (folder / "files").iterdir()}


def content(folder, name):
    """The decompressed file of the manifest that is served."""
    return gzip.decompress((folder / "files" / manifest.read(folder).edition / name).read_bytes())


def names_of_clinics(folder):
    return [json.loads(line)["name"] for line in content(folder, "clinics.ndjson.gz").splitlines()]


def test_the_files_hold_every_public_listing_and_the_manifest_says_what_they_are(folder, settings):
    settings.SITE_URL = "https://clinics.example.org"
    kept = [make_listing(name=f"Tern House {number}") for number in range(3)]
    take_down(make_listing(name="Gone"))
    served, is_new = write_data(folder)
    rows = list(csv.DictReader(io.StringIO(content(folder, "clinics.csv.gz").decode(), newline="")))

    assert is_new
    assert manifest.read(folder) == served
    schema = {**openapi_document([]), "$ref": "#/components/schemas/Manifest"}
    assert list(Draft202012Validator(schema).iter_errors(json.loads(served.as_json()))) == []
    assert served.version == str(Version.now())
    assert names_of_clinics(folder) == [row["name"] for row in rows] == [one.name for one in kept]
    for one in served.files:
        path = folder / "files" / served.version / one.name
        assert one.url == f"https://clinics.example.org/data/files/{served.version}/{one.name}"
        assert (one.bytes, one.sha256) == (
            path.stat().st_size,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
    assert {one.name: one.rows for one in served.files if one.name.startswith("clinics.")} == {
        "clinics.ndjson.gz": 3,
        "clinics.csv.gz": 3,
    }


def test_each_type_of_fhir_has_a_file_and_a_group_of_clinics_is_in_it_once(folder):
    group = Organization.objects.create(name="Harbor Group", slug="harbor-group")
    clinics = [str(make_listing(organization=group).uid) for _number in range(2)]
    served = write_data(folder).manifest
    lines = content(folder, "fhir-Organization.ndjson.gz").splitlines()
    names = {one["id"]: one["name"] for one in map(json.loads, lines)}

    assert len(lines) == 3
    assert names.keys() == {*clinics, str(group.uid)}
    assert names[str(group.uid)] == "Harbor Group"
    assert served.rows["fhir-Location.ndjson.gz"] == served.rows["hsds.ndjson.gz"] == 2


def test_nothing_is_written_where_the_version_stands(folder):
    make_listing()
    first = write_data(folder)
    before = (folder / "index.json").stat().st_ino
    second = write_data(folder, progress=refuse_to_read)

    assert (first.is_new, second.is_new) == (True, False)
    assert first.manifest == second.manifest
    assert (folder / "index.json").stat().st_ino == before


def refuse_to_read(rows, total):
    raise AssertionError("the listings were read")


def test_a_listing_that_changes_meanwhile_is_in_the_files_of_the_next_version(folder, monkeypatch):
    """The rows are read one by one; once the first is read, the second one is taken down."""
    monkeypatch.setattr(write, "record_rows", partial(write.record_rows, size=1))
    listings = [make_listing(name=name) for name in ("First", "Second", "Third")]
    moderator = make_moderator()

    def in_between(rows, total):
        for number, row in enumerate(rows):
            if number == 0:
                in_a_thread(lambda: take_down(listings[1], by=moderator))
            yield row

    before = str(Version.now())
    served = write_data(folder, progress=in_between).manifest
    there = names_of_clinics(folder)
    later = write_data(folder).manifest

    assert (served.version, there) == (before, ["First", "Second", "Third"])
    assert (later.version, names_of_clinics(folder)) == (str(Version.now()), ["First", "Third"])
    assert later.is_later_than(served)


def in_a_thread(work):
    def run():
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_nothing_can_be_written_to_the_database_meanwhile():
    with write.one_moment(), pytest.raises(Exception, match="read-only transaction"):
        Listing.objects.update(name="a")


class StoppedError(Exception):
    pass


def stop_after_one(rows, total):
    yield next(iter(rows))
    raise StoppedError


def test_what_stops_in_the_middle_leaves_the_last_files_served(folder):
    make_listing(name="First")
    first = write_data(folder).manifest
    make_listing(name="Second")
    with pytest.raises(StoppedError):
        write_data(folder, progress=stop_after_one)

    assert manifest.read(folder) == first
    assert names_in(folder) == {first.version}
    assert names_of_clinics(folder) == ["First"]


def test_what_a_killed_process_left_is_cleared_away(folder):
    make_listing()
    write_data(folder)
    left = folder / "files/.unfinished-of-another"
    left.mkdir()
    (left / "clinics.csv.gz").write_bytes(b"half")
    (folder / ".unfinished-index.json-7").write_bytes(b"half")
    make_listing()
    served = write_data(folder).manifest

    assert not left.exists()
    assert served.version in names_in(folder)
    assert {path.name for path in folder.iterdir()} == {"files", "index.json", "lock", "maker"}


def test_files_that_were_complete_when_the_process_was_killed_are_served_by_the_next_one(folder, monkeypatch):
    make_listing()
    with monkeypatch.context() as patched:
        patched.setattr(Editions, "serve", lambda *_given: (_ for _ in ()).throw(StoppedError))
        with pytest.raises(StoppedError):
            write_data(folder)
    assert manifest.read(folder) is None
    served, is_new = write_data(folder)

    assert not is_new
    assert names_in(folder) == {served.edition} == {served.version}
    assert Editions(folder).missing(served) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="Only root can make a small disk to fill.")
@pytest.mark.slow
def test_a_full_disk_leaves_the_last_files_served(folder, monkeypatch):
    make_listing(name="First")
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("Nothing can be mounted here.")
    try:
        first = write_data(folder).manifest
        make_listing(name="Second")
        room = os.statvfs(folder)
        (folder / "filler").write_bytes(bytes(room.f_bavail * room.f_bsize - 16 * 1024))
        with pytest.raises(OSError, match="No space left on device"):
            write_data(folder)
        kept = manifest.read(folder), names_in(folder), names_of_clinics(folder)
        (folder / "filler").unlink()
        later = write_data(folder).manifest
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)

    assert kept == (first, {first.version}, ["First"])
    assert later.is_later_than(first)


def test_while_one_process_writes_another_one_does_nothing(folder):
    make_listing()
    write_data(folder)
    make_listing()
    with (folder / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(BusyError):
            write_data(folder)
    assert write_data(folder).is_new


def test_a_later_manifest_is_not_replaced_by_an_earlier_one(folder):
    """As another machine would that writes into the same folder, and does not see the lock of this one."""
    make_listing()
    early = write_data(folder).manifest
    make_listing()
    late = write_data(folder).manifest
    Editions(folder).serve(early, "another")

    assert manifest.read(folder) == late


def test_another_release_writes_into_another_folder_unless_the_bytes_are_the_same(folder, monkeypatch):
    make_listing()
    first = write_data(folder).manifest
    monkeypatch.setattr(write, "RELEASE", "another")
    same = write_data(folder)
    monkeypatch.setattr(write, "RELEASE", "a third")
    monkeypatch.setattr(write, "record_rows", lambda listings: (rename(one) for one in listings))
    other = write_data(folder)

    assert same == (first, False)
    assert other.is_new
    assert (other.manifest.version, other.manifest.edition) == (first.version, f"{first.version}.2")
    assert names_in(folder) == {first.version, f"{first.version}.2"}
    assert names_of_clinics(folder) == ["Renamed"]


def rename(listing):
    listing.name = "Renamed"
    return listing


def test_where_records_say_something_else_than_before_a_new_history_begins(folder, monkeypatch):
    """As after a release: who follows the directory would keep the old records of unchanged rows."""
    make_listing()
    first = write_data(folder).manifest
    monkeypatch.setattr(write, "RELEASE", "of-other-pages")
    assert write_data(folder) == (first, False)
    monkeypatch.setattr(write, "records_digest", lambda: "of-other-records")

    other = write_data(folder)

    assert (other.is_new, other.manifest.version) == (True, str(Version.now()))
    assert (other.manifest.number, other.manifest.history == first.history) == (first.number, False)
    assert write_data(folder) == (other.manifest, False)


def test_files_that_are_gone_are_written_again(folder):
    make_listing()
    first = write_data(folder).manifest
    (folder / "files" / first.edition / "clinics.csv.gz").unlink()
    missing = Editions(folder).missing(first)
    again, is_new = write_data(folder)

    assert missing == ["clinics.csv.gz"]
    assert is_new
    assert again.version == first.version
    assert Editions(folder).missing(again) == []


def test_seven_editions_are_kept_and_the_served_one_among_them(folder):
    served = []
    for _number in range(9):
        make_listing()
        served.append(write_data(folder).manifest.edition)

    assert names_in(folder) == set(served[-7:])


def test_a_clock_that_was_set_back_takes_the_oldest_edition_first_all_the_same(folder):
    """A reader may have begun a download of the edition before the newest one."""
    served = []
    for number in range(9):
        make_listing()
        served.append(write_data(folder).manifest.edition)
        if number == 5:
            tomorrow = (folder / "index.json").stat().st_mtime + 24 * 3600
            for path in [*(folder / "files").iterdir(), *(folder / "files").glob("*/*")]:
                os.utime(path, (tomorrow, tomorrow))

    assert names_in(folder) == set(served[-7:])


def test_editions_of_another_history_go_first_and_what_is_no_edition_stays(folder):
    older = []
    for _number in range(3):
        make_listing()
        older.append(write_data(folder).manifest.edition)
    (folder / "files/lost+found").mkdir()
    Version.begin_new_history()
    Version.objects.update(number=1)
    later = []
    for _number in range(6):
        make_listing()
        later.append(write_data(folder).manifest.edition)

    assert names_in(folder) == {*later, "lost+found", older[-1]}


def test_a_directory_that_went_back_to_an_earlier_number_begins_a_new_history(folder):
    """Restored from a backup, and nobody told it so: its numbers would soon name other rows than before."""
    make_listing()
    make_listing()
    first = write_data(folder).manifest
    Version.objects.update(number=first.number - 1)
    second, is_new = write_data(folder)

    assert is_new
    assert second.history != first.history
    assert manifest.read(folder) == second
    assert write_data(folder) == (second, False)


def test_far_fewer_rows_are_not_served_unless_told(folder):
    listings = make_listings([{"name": f"Clinic {number}"} for number in range(5)])
    first = write_data(folder).manifest
    moderator = make_moderator()
    for one in listings[1:]:
        take_down(one, by=moderator)
    with pytest.raises(FewerRowsError) as raised:
        write_data(folder)
    kept = manifest.read(folder), names_in(folder)
    told = write_data(folder, however_few=True)

    assert raised.value.lost["clinics.ndjson.gz"] == (5, 1)
    assert kept == (first, {first.edition})
    assert told.is_new
    assert len(names_of_clinics(folder)) == 1


def test_who_must_be_named_stands_in_the_manifest(folder, settings):
    make_listing()
    version = write_data(folder).manifest.version
    own = {
        "title": f"{settings.SITE_NAME}, version {version}",
        "url": settings.SITE_URL,
        "license": "CC-BY-4.0",
    }
    alone = manifest.read(folder).attribution
    make_listing(latitude=39.7, longitude=-104.9, point_source="zip_centroid")
    beside = write_data(folder).manifest.attribution[1:]

    assert alone == [own]
    assert [one["title"] for one in beside] == ["GeoNames"]


def said_by_the_command(*options):
    said = StringIO()
    call_command("write_data", *options, stdout=said)
    return said.getvalue().splitlines()


def test_the_command_says_what_it_wrote_and_why_it_wrote_nothing(folder, settings):
    listings = make_listings([{"name": f"Clinic {number}"} for number in range(5)])
    version = str(Version.now())
    first, again = said_by_the_command(), said_by_the_command()
    for one in listings[1:]:
        take_down(one)
    with pytest.raises(CommandError, match="Stopped, and the last files are still served") as stopped:
        call_command("write_data")
    told = said_by_the_command("--however-few")
    settings.DATA_DIR = ""
    unset = said_by_the_command()

    assert first[0] == f"version {version}"
    assert re.fullmatch(r"clinics\.ndjson\.gz: rows 5, bytes [\d,]+", first[1])
    assert again == [f"The files of version {version} are there."]
    assert "clinics.csv.gz 1 of 5" in str(stopped.value)
    assert re.fullmatch(r"clinics\.ndjson\.gz: rows 1, bytes [\d,]+", told[1])
    assert unset == ["Nothing is written: DATA_DIR is not set."]
