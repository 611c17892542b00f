"""`manage.py doctor`: each fault is named with what to do, and a sound installation has none."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from checklist.models import Notebook
from config import doctor
from directory.data_files.manifest import DataFile, Manifest
from directory.index import snapshot, stored
from directory.models import IndexSnapshot, Listing, Mail, RateLimitCount, Version
from tests.support.commands import manage
from tests.support.factories import make_listing
from tests.support.ports import free_port

pytestmark = pytest.mark.django_db


def remedies(look):
    """[what to do] of what is wrong."""
    return [one.remedy for one in look() if one.remedy]


def letter(**fields):
    return Mail.objects.create(key=f"key-{Mail.objects.count()}", kind="k", to="a@mail.example", **fields)


def test_the_database_of_the_tests_is_sound():
    assert remedies(doctor.look_at_database) == []
    assert remedies(doctor.look_at_tables) == []
    assert remedies(doctor.look_at_timers) == []


def test_a_database_that_does_not_answer_ends_the_examination(monkeypatch):
    def away():
        raise OperationalError("the server is gone")

    monkeypatch.setattr(connection, "cursor", away)
    found = dict(doctor.examine())

    assert list(found) == ["Settings", "Database"]
    assert found["Database"][0].remedy.startswith("Start PostgreSQL, or correct DATABASE_URL.")


def test_a_database_that_takes_nothing_in_is_named():
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")

    assert remedies(doctor.look_at_database) == ["It is a standby: point DATABASE_URL to the primary."]


def test_listings_of_another_release_are_named():
    make_listing()
    Version.objects.update(index_release="another")

    assert remedies(doctor.look_at_tables) == ["Run: manage.py migrate"]


def test_late_and_dead_letters_are_named(settings):
    settings.DEMO = False
    settings.MAILERS = {"default": {"OPTIONS": {"host": "127.0.0.1", "port": free_port()}}}
    letter(due_at=timezone.now() - timedelta(minutes=16))
    letter(state=Mail.State.DEAD)

    assert remedies(doctor.look_at_mail) == [
        "Correct MAIL_SERVER, or start the mail server. No letter is lost meanwhile.",
        "Start the worker: manage.py send_mail",
        "Decide at /admin/mail/.",
    ]


def test_a_daily_command_that_does_not_run_is_named():
    long_ago = timezone.localdate() - timedelta(days=3)
    RateLimitCount.objects.create(digest=b"d" * 32, day=long_ago, count=1)
    found = list(doctor.look_at_timers())

    assert [one.what for one in found] == [
        "What manage.py forget_limits deletes daily was left for two days."
    ]
    assert Notebook.objects.count() == 0


def store_index(**fields):
    known = {
        "release": snapshot.release()[: stored.RELEASE_DIGITS],
        "history": Version.now().history,
        "number": Version.now().number,
    }
    IndexSnapshot.objects.create(**known | fields, part=0, parts=1, content=b"")


@pytest.mark.parametrize("other", [{"history": uuid4()}, {"release": "another"}])
def test_a_large_directory_without_a_stored_index_of_this_release_is_named(monkeypatch, other):
    monkeypatch.setattr(doctor, "MIN_STORED_LISTINGS", 1)
    make_listing()
    store_index(**other)

    assert [one.what for one in doctor.look_at_stored_index()] == [
        "No index of this release is stored: a process that starts reads 1 listing."
    ]
    assert remedies(doctor.look_at_stored_index) == ["Run: manage.py migrate"]


def test_a_stored_index_far_behind_is_named_and_a_new_one_is_not(monkeypatch):
    monkeypatch.setattr(doctor, "MIN_STORED_LISTINGS", 1)
    make_listing()
    store_index()
    before = remedies(doctor.look_at_stored_index)
    make_listing()
    found = list(doctor.look_at_stored_index())

    assert before == []
    assert [(one.what, bool(one.remedy)) for one in found] == [
        ("An index is stored, but for 1 listing changed since.", True)
    ]


def test_a_small_directory_needs_no_stored_index():
    make_listing()

    assert remedies(doctor.look_at_stored_index) == []


def test_files_of_the_directory_that_are_missing_or_late_are_named(settings, tmp_path):
    settings.DATA_DIR = ""
    unset = remedies(doctor.look_at_data_files)
    settings.DATA_DIR = str(tmp_path)
    never = remedies(doctor.look_at_data_files)
    make_listing()
    one = DataFile("clinics.csv.gz", "https://a.example/data/files/an-edition/a.gz", "text/csv", 3, "", 1, "")
    served = Manifest(str(Version.now()), timezone.now(), {}, [], "", [one])
    (tmp_path / "index.json").write_bytes(served.as_json())
    missing = remedies(doctor.look_at_data_files)
    (tmp_path / "files/an-edition").mkdir(parents=True)
    (tmp_path / "files/an-edition/clinics.csv.gz").write_bytes(b"abc")
    sound = remedies(doctor.look_at_data_files)
    changed = make_listing()
    recent = remedies(doctor.look_at_data_files)
    Listing.objects.filter(pk=changed.pk).update(changed_at=timezone.now() - timedelta(hours=4))
    late = remedies(doctor.look_at_data_files)
    Version.begin_new_history()
    Listing.objects.update(changed_at=timezone.now())
    of_before = remedies(doctor.look_at_data_files)

    assert (unset, never, missing) == ([], ["Run: manage.py write_data"], ["Run: manage.py write_data"])
    assert (sound, recent) == ([], [])
    assert late == of_before != []


def test_workers_that_do_not_count_and_an_index_that_is_not_kept_up_are_named(
    settings, tmp_path, monkeypatch
):
    settings.METRICS_DIR = ""
    unasked = remedies(doctor.look_at_workers)
    settings.METRICS_DIR = str(tmp_path)
    silent = remedies(doctor.look_at_workers)
    known = {"DEMO": "1", "METRICS_DIR": tmp_path}
    told = "from config.metrics import index_is_latest; index_is_latest(number=4)"
    done = manage("shell", "--no-imports", "-c", told, **known)
    sound = remedies(doctor.look_at_workers)
    monkeypatch.setattr(doctor, "MAX_INDEX_SECONDS", -1)
    (late,) = doctor.look_at_workers()

    assert done.returncode == 0, done.stderr
    assert (unasked, silent, sound) == (
        [],
        ["Start the site, with the same METRICS_DIR as here."],
        [],
    )
    assert late.what.startswith("All workers had version 4 or a later one ")
    assert late.remedy.startswith("An index is not kept up.")


def test_a_directory_without_moderators_is_named():
    (remedy,) = remedies(doctor.look_at_people)

    assert remedy.startswith("Run: manage.py make_moderator EMAIL.")


def test_the_command_fails_if_something_is_wrong(capsys):
    with pytest.raises(SystemExit):
        call_command("doctor")

    said = capsys.readouterr().out.splitlines()
    assert "  ✗ No moderator can decide." in said
    assert said[-1].endswith("to mend, marked ✗ above.")
