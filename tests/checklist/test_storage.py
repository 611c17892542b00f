"""Sealed notebooks in the database: nothing is lost, overwritten or told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from checklist import codes, notebook, seal, storage
from checklist.models import Notebook, Pairing
from checklist.notebook import Answer, Impression

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(db):
    return storage.create(today=TODAY)


def write(secret, note):
    with storage.changing(secret, today=TODAY) as book:
        clinic = notebook.add_clinic(book, listing=1, slug="tern-house", name="Tern House")
        notebook.set_answer(clinic, "D1", Answer(Impression.WORRYING, note))


def note(secret):
    return notebook.get_answer(storage.read(secret)["clinics"][0], "D1").note


def test_a_change_is_stored(secret):
    write(secret, "A bell")

    assert note(secret) == "A bell"


def test_a_row_holds_ciphertext_version_and_expiry_and_nothing_else(secret):
    write(secret, "A bell")

    (row,) = Notebook.objects.values()
    assert set(row) == {"id", "proof_digest", "version", "sealed", "expires_on"}
    assert (row["version"], row["expires_on"]) == (2, TODAY + timedelta(days=180))
    assert b"bell" not in bytes(row["sealed"])
    assert b"tern" not in bytes(row["sealed"])


def test_a_change_that_fails_changes_nothing(secret):
    write(secret, "A bell")

    def fail():
        with storage.changing(secret, today=TODAY) as book:
            book["clinics"] = []
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert note(secret) == "A bell"


@pytest.mark.parametrize("act", [storage.read, storage.delete, lambda one: write(one, "x")])
def test_a_wrong_a_withdrawn_and_a_deleted_secret_raise_the_same_error(secret, act):
    write(secret, "A bell")
    new = storage.withdraw(secret, today=TODAY)
    deleted = storage.create(today=TODAY)
    storage.delete(deleted)

    for gone in (secret, deleted, seal.new_secret()):
        with pytest.raises(storage.NotebookNotFoundError):
            act(gone)
    assert note(new) == "A bell"


def test_without_the_proof_nothing_is_written(secret):
    Notebook.objects.update(proof_digest=b"x" * 32)

    with pytest.raises(storage.NotebookNotFoundError):
        write(secret, "A bell")


def tamper_byte(row, other):
    sealed = bytes(row.sealed)
    row.sealed = sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:]


def swap_rows(row, other):
    row.sealed = other.sealed


def older_one(row, other):
    row.version += 1


@pytest.mark.parametrize("harm", [tamper_byte, swap_rows, older_one])
def test_a_row_that_was_tampered_with_is_refused_and_never_overwritten(secret, harm, client):
    other = storage.create(today=TODAY)
    row = Notebook.objects.get(pk=seal.row_id(secret))
    harm(row, Notebook.objects.get(pk=seal.row_id(other)))
    row.save()
    before = bytes(row.sealed)

    with pytest.raises(seal.UnsealError):
        write(secret, "A bell")
    client.cookies["notebook"] = codes.code_from_secret(secret)
    page = client.get("/notebook/")

    assert page.status_code == 409
    assert "can’t be opened" in page.content.decode()
    assert bytes(Notebook.objects.get(pk=row.pk).sealed) == before


def test_an_older_ciphertext_under_the_current_version_is_refused(secret):
    write(secret, "First")
    older = bytes(Notebook.objects.get().sealed)
    write(secret, "Second")
    Notebook.objects.update(sealed=older)

    with pytest.raises(seal.UnsealError):
        storage.read(secret)


def test_the_daily_command_deletes_expired_pairings(secret):
    now = timezone.now()
    last = storage.create_pairing(secret, now=now)
    storage.create_pairing(secret, now=now - timedelta(hours=1))

    call_command("expire_notebooks")

    assert [row.pk for row in Pairing.objects.all()] == [seal.pairing_id(last)]


def test_the_daily_command_deletes_expired_notebooks_and_prints_only_their_number(secret, capsys):
    Notebook.objects.update(expires_on=date(2020, 1, 1))
    unexpired = storage.create(today=date(2030, 1, 1))

    call_command("expire_notebooks")
    call_command("expire_notebooks")

    assert capsys.readouterr().out == "1\n0\n"
    assert storage.read(unexpired) == notebook.new()


def test_a_notebook_opens_on_the_day_on_which_it_expires_and_not_after(secret):
    last_day = storage.expires_on(secret)

    assert storage.delete_expired(today=last_day) == 0
    assert storage.delete_expired(today=last_day + timedelta(days=1)) == 1


def make_notebooks(count, *, expired=0):
    Notebook.objects.bulk_create(
        Notebook(
            id=f"{number:064x}",
            proof_digest=b"",
            version=1,
            sealed=bytes(4125),
            expires_on=date(2020, 1, 1) if number < expired else date(9999, 1, 1),
        )
        for number in range(count)
    )


@pytest.mark.parametrize(
    ("count", "expired", "goes"),
    [(20, 20, True), (21, 21, False), (400, 20, True), (400, 21, False), (420, 21, True), (420, 22, False)],
)
def test_more_than_twenty_and_more_than_five_percent_at_once_are_not_deleted(
    db, capsys, count, expired, goes
):
    make_notebooks(count, expired=expired)

    try:
        call_command("expire_notebooks")
        stopped = ""
    except CommandError as error:
        stopped = str(error)

    assert Notebook.objects.count() == (count - expired if goes else count)
    assert (stopped == "") is goes
    if not goes:
        assert stopped.startswith(f"Stopped, and nothing was done: {expired} of {count} notebooks would be")
        assert stopped.endswith("--however-many.")
        call_command("expire_notebooks", however_many=True)
        assert Notebook.objects.count() == count - expired
        assert capsys.readouterr().out == f"{expired}\n"


def test_a_clock_a_year_ahead_deletes_nothing(db, monkeypatch):
    make_notebooks(0)
    for _ in range(30):
        storage.create(today=timezone.localdate())
    monkeypatch.setattr(timezone, "localdate", lambda: date.today() + timedelta(days=365))

    with pytest.raises(CommandError, match="30 of 30 notebooks"):
        call_command("expire_notebooks")

    assert Notebook.objects.count() == 30


def test_a_clock_that_was_set_back_does_not_shorten_the_life_of_a_notebook(secret):
    with storage.changing(secret, today=date(2020, 1, 1)) as book:
        book["own_questions"] = []

    assert storage.expires_on(secret) == TODAY + timedelta(days=180)


@pytest.mark.django_db(transaction=True)
def test_two_hundred_saves_from_eight_threads_lose_no_answer():
    secret = storage.create(today=TODAY)
    with storage.changing(secret, today=TODAY) as book:
        clinics = [notebook.add_clinic(book, listing=n, slug=f"c-{n}", name=f"C {n}")["id"] for n in range(8)]

    def save(number):
        with storage.changing(secret, today=TODAY) as book:
            clinic = notebook.find_clinic(book, clinics[number % 8])
            notebook.set_answer(clinic, f"A{number}", Answer(Impression.PARTLY, f"note {number}"))
        connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(save, range(200)))

    book = storage.read(secret)
    assert sorted(
        answer["note"] for clinic in book["clinics"] for answer in clinic["answers"].values()
    ) == sorted(f"note {number}" for number in range(200))
