"""Reading codes: what they decrypt, what they cannot, and what ends them."""

from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.management import CommandError, call_command
from django.utils import timezone

from checklist import codes, notebook, reading_codes, seal, storage
from checklist.models import Notebook, Pairing, ReadingCode
from checklist.notebook import Answer, Impression

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture
def secret(db):
    return storage.create(today=TODAY)


def make(secret, label="My sister", today=TODAY):
    with storage.changing(secret, today=today) as book:
        return reading_codes.create(book, secret=secret, label=label, today=today)


def write(secret, note):
    with storage.changing(secret, today=TODAY) as book:
        clinic = notebook.add_clinic(book, listing=1, slug="tern-house", name="Tern House")
        notebook.set_answer(clinic, "D1", Answer(Impression.WORRYING, note))


def note(reading, today=TODAY):
    book = storage.read_by_reading_code(reading, today=today)
    return notebook.get_answer(book["clinics"][0], "D1").note


def test_a_code_opens_what_is_written_before_and_after_it_was_made(secret):
    write(secret, "A bell")
    reading = make(secret)
    assert note(reading) == "A bell"

    write(secret, "A bell, and a nurse")

    assert note(reading) == "A bell, and a nurse"


def test_the_notebook_lists_its_codes_with_label_and_day(secret):
    reading = make(secret, label="  My \n sister ")

    assert storage.read(secret)["reading_codes"] == [
        {"id": seal.reading_id(reading), "label": "My sister", "made_on": "2026-11-22"}
    ]


def test_the_row_holds_an_id_a_ciphertext_of_one_length_and_a_day(secret):
    make(secret)
    make(secret, label="Dr. Okonjo, who reads it")

    rows = ReadingCode.objects.values()
    assert [set(row) for row in rows] == [{"id", "sealed", "expires_on"}] * 2
    assert {len(bytes(row["sealed"])) for row in rows} == {1 + 12 + 64 + 16}
    assert {row["expires_on"] for row in rows} == {TODAY + timedelta(days=180)}


def derived(material):
    """Everything that somebody could derive from bytes with the purposes of seal.py."""
    purposes = (b"row", b"key", b"write", b"pairing row", b"pairing key", b"reading row", b"reading key")
    infos = [b"", *purposes, *(b"notebook 1 " + purpose for purpose in purposes)]
    return {HKDF(SHA256(), length=32, salt=None, info=info).derive(material) for info in infos}


def test_neither_the_secret_nor_the_proof_of_a_writer_can_be_derived_from_what_a_reader_has(secret):
    reading = make(secret)
    row = ReadingCode.objects.get()
    key = seal.unseal_for_reading(row.sealed, reading=reading)
    stored = Notebook.objects.get()

    # All that a reader has: the code in the cookie, its row, and what is in the row; the row of the notebook.
    held = {reading, bytes(row.sealed), bytes.fromhex(row.pk), bytes.fromhex(key.row), key.key}
    held |= {bytes(stored.proof_digest), key.key + bytes.fromhex(key.row), bytes.fromhex(key.row) + key.key}
    reachable = held | {one for material in held for one in derived(material)}

    assert key == seal.reading_key(secret)
    assert {secret, seal.write_proof(secret)} & reachable == set()
    assert [one for one in reachable if secret in one or seal.write_proof(secret) in one] == []
    for one in held:
        with pytest.raises(storage.NotebookNotFoundError):
            storage.read(one[: seal.SECRET_BYTES])


def test_the_row_decrypts_with_no_other_code(secret):
    reading = make(secret)
    row = ReadingCode.objects.get()

    with pytest.raises(seal.UnsealError):
        seal.unseal_for_reading(row.sealed, reading=make(secret))
    assert seal.unseal_for_reading(row.sealed, reading=reading).row == seal.row_id(secret)


def test_revoking_one_code_leaves_the_others(secret):
    write(secret, "A bell")
    hers, his = make(secret), make(secret, label="Dr. Okonjo")

    with storage.changing(secret, today=TODAY) as book:
        reading_codes.revoke(book, seal.reading_id(hers))

    with pytest.raises(storage.NotebookNotFoundError):
        note(hers)
    assert note(his) == "A bell"
    assert [one["label"] for one in storage.read(secret)["reading_codes"]] == ["Dr. Okonjo"]


def test_a_notebook_cannot_revoke_a_code_of_another(secret):
    theirs = make(storage.create(today=TODAY))

    with storage.changing(secret, today=TODAY) as book:
        reading_codes.revoke(book, seal.reading_id(theirs))

    assert ReadingCode.objects.count() == 1


def withdrawn(secret):
    storage.withdraw(secret, today=TODAY)


def expired(secret):
    storage.delete_expired(today=TODAY + timedelta(days=181))


@pytest.mark.parametrize("end", [withdrawn, storage.delete, expired])
def test_withdrawing_deleting_and_expiry_end_every_code(secret, end):
    readings = [make(secret), make(secret)]
    other = make(storage.create(today=TODAY + timedelta(days=10)), today=TODAY + timedelta(days=10))

    end(secret)

    assert [row.pk for row in ReadingCode.objects.all()] == [seal.reading_id(other)]
    for reading in readings:
        with pytest.raises(storage.NotebookNotFoundError):
            storage.read_by_reading_code(reading, today=TODAY)


def test_a_withdrawn_notebook_lists_no_code(secret):
    make(secret)

    assert "reading_codes" not in storage.read(storage.withdraw(secret, today=TODAY))


def test_a_notebook_that_cannot_be_decrypted_is_deleted_and_its_codes_open_nothing(secret):
    reading = make(secret)
    Notebook.objects.update(sealed=b"nonsense".ljust(4125))

    storage.delete(secret)

    with pytest.raises(storage.NotebookNotFoundError):
        storage.read_by_reading_code(reading, today=TODAY)


def test_a_code_works_on_its_last_day_and_not_after(secret):
    write(secret, "A bell")
    reading = make(secret)
    last = TODAY + timedelta(days=180)

    assert note(reading, today=last) == "A bell"
    with pytest.raises(storage.NotebookNotFoundError):
        note(reading, today=last + timedelta(days=1))
    book = storage.read(secret)
    assert len(reading_codes.listed(book, today=last)) == 1
    assert reading_codes.listed(book, today=last + timedelta(days=1)) == []


def test_at_most_five_codes_work_at_once(secret):
    for _ in range(5):
        make(secret)

    with pytest.raises(notebook.NotebookError, match="up to 5 codes"):
        make(secret)
    make(secret, today=TODAY + timedelta(days=181))  # the others have expired

    assert len(storage.read(secret)["reading_codes"]) == 1


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("", "who the code is for"),
        (" \n", "who the code is for"),
        ("x" * 61, "up to 60 characters. Yours has 61"),
    ],
)
def test_a_label_is_asked_for_and_has_a_limit(secret, label, sentence):
    with pytest.raises(notebook.NotebookError, match=sentence):
        make(secret, label=label)
    assert ReadingCode.objects.count() == 0


def test_the_daily_command_deletes_expired_codes(secret):
    ReadingCode.objects.create(id="0" * 64, sealed=bytes(93), expires_on=date(2020, 1, 1))
    make(secret, today=date.today())

    call_command("expire_notebooks")

    assert ReadingCode.objects.count() == 1


def test_the_daily_command_stops_where_too_many_codes_would_go(db):
    ReadingCode.objects.bulk_create(
        ReadingCode(id=f"{number:064x}", sealed=bytes(93), expires_on=date(2020, 1, 1))
        for number in range(21)
    )

    with pytest.raises(CommandError, match="21 of 21 codes for reading would be deleted"):
        call_command("expire_notebooks")
    assert ReadingCode.objects.count() == 21
    call_command("expire_notebooks", however_many=True)
    assert ReadingCode.objects.count() == 0


def test_a_pairing_carries_a_code_for_reading_in_the_length_of_that_of_a_notebook(secret):
    reading, now = make(secret), timezone.now()
    pairings = [storage.create_pairing(secret, now=now, reading=one) for one in (None, reading)]

    assert len({len(bytes(row.sealed)) for row in Pairing.objects.all()}) == 1
    assert [storage.redeem_pairing(one, now=now) for one in pairings] == [secret, reading]


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_row_that_was_changed_opens_nothing(secret, place):
    reading = make(secret)
    row = ReadingCode.objects.get()
    sealed = bytearray(row.sealed)
    sealed[place] ^= 1
    ReadingCode.objects.update(sealed=bytes(sealed))

    with pytest.raises(seal.UnsealError):
        storage.read_by_reading_code(reading, today=TODAY)


def test_the_three_kinds_of_code_are_told_apart_by_their_length(secret):
    lengths = {
        codes.code_from_secret(secret): (True, False, False),
        codes.code_from_reading(make(secret)): (False, True, False),
        codes.code_from_pairing(seal.new_pairing()): (False, False, True),
    }

    assert [len(code.replace("-", "")) for code in lengths] == [33, 25, 16]
    for code, expected in lengths.items():
        found = (codes.secret_from_code(code), codes.reading_from_code(code), codes.pairing_from_code(code))
        assert tuple(one is not None for one in found) == expected
