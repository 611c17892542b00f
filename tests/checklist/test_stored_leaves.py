"""The rows of a notebook: what a save writes, what is noticed, and what becomes of a row of before leaves."""

import base64
import copy
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from checklist import leaves, notebook, reading_codes, seal, storage
from checklist.models import Leaf, Notebook
from checklist.notebook import Answer, Impression

TODAY = date(2026, 11, 22)
SECRET = bytes(range(20))
BEFORE_LEAVES = json.loads((Path(__file__).parent / "data/notebook-row-format-1.json").read_text())
pytestmark = pytest.mark.django_db


def add_clinic(book):
    return notebook.add_clinic(book, listing=1, slug="tern-house", name="Tern House")


@pytest.fixture
def secret(db):
    book = notebook.new()
    add_clinic(book)
    return storage.create(today=TODAY, book=book)


def write(secret, note, key="D1"):
    """Save one answer as the page does: no note is read but the one that is replaced."""

    def replaced(book):
        answers = book["clinics"][0]["answers"]
        return [answers[key]] if key in answers else []

    with storage.changing(secret, today=TODAY, only=replaced) as book:
        notebook.set_answer(book["clinics"][0], key, Answer(Impression.WORRYING, note))


def note(secret, key="D1"):
    return notebook.get_answer(storage.read(secret)["clinics"][0], key).note


def rows():
    """Number of a leaf, 0 for the root → ciphertext, of the only notebook."""
    [root] = Notebook.objects.all()
    return {0: bytes(root.sealed)} | {leaf.number: bytes(leaf.sealed) for leaf in Leaf.objects.all()}


def changed_by(act):
    before = rows()
    act()
    return {number for number, sealed in rows().items() if sealed != before.get(number)}


# ---- what a save writes


@pytest.mark.parametrize("text", ["", "No", "x" * 1_000])
def test_a_save_writes_the_root_and_the_leaf_whose_turn_it_is(secret, text):
    written = [changed_by(lambda: write(secret, text)) for _time in range(3)]

    assert written == [{0, leaves.turn(version)} for version in (2, 3, 4)]


def test_every_other_change_writes_the_same_rows(secret):
    write(secret, "A bell")

    def remove():
        with storage.changing(secret, today=TODAY) as book:
            notebook.remove_clinic(book, book["clinics"][0]["id"], today=TODAY)

    def undo():
        with storage.changing(secret, today=TODAY) as book:
            notebook.undo_removal(book)

    def nothing():
        with storage.changing(secret, today=TODAY):
            pass

    written = [changed_by(act) for act in (remove, undo, nothing)]
    assert written == [{0, leaves.turn(version)} for version in (3, 4, 5)]
    assert note(secret) == "A bell"


def test_rows_of_notebooks_with_little_and_with_nothing_look_alike(secret):
    write(secret, "A bell")
    storage.create(today=TODAY)

    assert {len(row.sealed) for row in Notebook.objects.all()} == {4 * 1024 + 29}
    assert [row.leaves.count() for row in Notebook.objects.all()] == [16, 16]
    assert {len(leaf.sealed) for leaf in Leaf.objects.all()} == {2 * 1024 + 29}


def test_the_database_takes_no_other_size_and_no_other_number(secret):
    for harm in (
        lambda: Notebook.objects.update(sealed=bytes(4 * 1024)),
        lambda: Leaf.objects.update(sealed=bytes(2 * 1024)),
        lambda: Leaf.objects.filter(number=1).update(number=17),
        lambda: Leaf.objects.filter(number=1).update(number=0),
    ):
        with pytest.raises(IntegrityError, match=r"a_leaf_|a_notebook_"), transaction.atomic():
            harm()


def test_a_save_reads_two_leaves_at_most(secret, django_assert_num_queries):
    for number in range(30):
        write(secret, f"note {number}", f"A{number}")

    # expired pairings; savepoint; root; two leaves; root and leaf; release
    with django_assert_num_queries(6) as queries:
        write(secret, "Another", "A3")

    assert queries[3]["sql"].split("{")[1].count(",") == 1


def test_a_deleted_an_expired_and_a_withdrawn_notebook_leave_no_leaf(secret):
    storage.delete(secret)
    assert Leaf.objects.count() == 0

    storage.delete(storage.withdraw(storage.create(today=TODAY), today=TODAY))
    assert Leaf.objects.count() == 0

    storage.create(today=TODAY)
    assert storage.delete_expired(today=TODAY + timedelta(days=181)) == 1
    assert Leaf.objects.count() == 0


def test_the_page_of_a_clinic_reads_no_note_of_another(secret):
    with storage.changing(secret, today=TODAY) as book:
        other = notebook.add_clinic(book, listing=2, slug="heron-house", name="Heron House")
        notebook.set_answer(other, "D1", Answer(Impression.WORRYING, "Two bells"))
        book["own_words"] = "I sleep badly."
    write(secret, "A bell")

    book = storage.read(secret, clinic_id=storage.read_outline(secret)["clinics"][0]["id"])

    notes = [notebook.get_answer(clinic, "D1").note for clinic in book["clinics"]]
    assert (notes[0], type(notes[1]), book["own_words"]) == ("A bell", leaves.UnreadText, "I sleep badly.")


# ---- what is noticed


def older_leaf(before, after):
    """A leaf as an earlier version had it, beside newer ones."""
    [number] = [one for one in before if one and before[one] != after[one]]
    Leaf.objects.filter(number=number).update(sealed=before[number])
    return number


def older_root(before, after):
    Notebook.objects.update(sealed=before[0], version=2)


def leaf_at_another_place(before, after):
    Leaf.objects.filter(number=5).update(sealed=after[6])


def leaf_of_another_notebook(before, after):
    other = seal.row_id(storage.create(today=TODAY))
    Leaf.objects.filter(number=5).update(sealed=Leaf.objects.get(notebook=other, number=5).sealed)
    Notebook.objects.filter(pk=other).delete()


def missing_leaf(before, after):
    Leaf.objects.filter(number=5).delete()


def changed_byte(before, after):
    sealed = after[5]
    Leaf.objects.filter(number=5).update(sealed=sealed[:40] + bytes([sealed[40] ^ 1]) + sealed[41:])


def shorter_leaf(before, after):
    Leaf.objects.filter(number=5).update(sealed=bytes(4 * 1024 + 29))


@pytest.mark.parametrize(
    "harm",
    [
        older_leaf,
        older_root,
        leaf_at_another_place,
        leaf_of_another_notebook,
        missing_leaf,
        changed_byte,
        shorter_leaf,
    ],
)
def test_rows_that_do_not_belong_together_are_refused_and_never_overwritten(secret, harm):
    write(secret, "First")
    with storage.changing(secret, today=TODAY) as book:
        code = reading_codes.create(book, secret=secret, label="Ada", today=TODAY)
    before = rows()
    write(secret, "Second")
    harm(before, rows())
    after = rows()

    for read in (
        lambda: storage.read(secret),
        lambda: storage.read_by_reading_code(code, today=TODAY),
        lambda: write_in_full(secret),
        lambda: storage.withdraw(secret, today=TODAY),
    ):
        with pytest.raises(seal.UnsealError):
            read()
    assert rows() == after


def write_in_full(secret):
    with storage.changing(secret, today=TODAY):
        pass


def test_a_save_refuses_to_carry_over_an_older_leaf(secret):
    """Such a save reads no other leaf than the two that it needs; the turn of each comes."""
    for number in range(20):
        write(secret, f"note {number}", f"A{number}")
    before = rows()
    write(secret, "Another", "A20")
    harmed = older_leaf(before, rows())

    while leaves.turn(Notebook.objects.get().version + 1) != harmed:
        write(secret, "later", "B1")
    with pytest.raises(seal.UnsealError):
        write(secret, "later", "B1")

    assert rows()[harmed] == before[harmed]


@pytest.mark.django_db(transaction=True)
def test_who_reads_while_others_save_reads_one_version(secret):
    for number in range(30):
        write(secret, "x" * 900, f"A{number}")

    def save(number):
        with storage.changing(secret, today=TODAY) as book:
            book["own_words"] = book["clinics"][0]["answers"]["A0"]["note"] = f"{number}"
        connection.close()

    def read(_number):
        book = storage.read(secret)
        connection.close()
        return book.get("own_words", ""), book["clinics"][0]["answers"]["A0"]["note"]

    save(0)
    with ThreadPoolExecutor(4) as threads:
        saves, reads = threads.map(save, range(60)), threads.map(read, range(120))
        assert [words == answer for words, answer in reads] == [True] * 120
        list(saves)


# ---- a row of before there were leaves


@pytest.fixture
def before_leaves(db):
    """SECRET, of a notebook as it was stored before there were leaves."""
    Notebook.objects.create(
        id=BEFORE_LEAVES["id"],
        proof_digest=bytes.fromhex(BEFORE_LEAVES["proof_digest"]),
        version=BEFORE_LEAVES["version"],
        sealed=base64.b64decode(BEFORE_LEAVES["sealed"]),
        expires_on=TODAY,
    )
    return SECRET


def test_a_notebook_of_before_leaves_is_read_and_gets_leaves_at_its_first_save(before_leaves):
    book = copy.deepcopy(BEFORE_LEAVES["book"])
    assert storage.read(SECRET) == storage.read_outline(SECRET) == book
    assert changed_by(lambda: storage.read(SECRET)) == set()

    written = changed_by(lambda: write(SECRET, "They have a bell."))

    book["clinics"][0]["answers"]["D1"] = vars(Answer(Impression.WORRYING, "They have a bell."))
    assert written == set(range(17))
    assert storage.read(SECRET) == book
    assert Notebook.objects.get().version == BEFORE_LEAVES["version"] + 1
    assert changed_by(lambda: write(SECRET, "Two bells.")) == {0, leaves.turn(9)}


def test_a_reading_code_of_before_leaves_opens_the_notebook_before_and_after_the_save(before_leaves):
    code, opened = seal.new_reading_secret(), BEFORE_LEAVES["book"]
    reading_codes.ReadingCode.objects.create(
        id=seal.reading_id(code),
        sealed=seal.seal_for_reading(seal.reading_key(SECRET), reading=code),
        expires_on=TODAY,
    )

    assert storage.read_by_reading_code(code, today=TODAY) == opened
    write_in_full(SECRET)
    assert storage.read_by_reading_code(code, today=TODAY) == opened


@pytest.mark.parametrize("version", [6, 8])
def test_a_notebook_of_before_leaves_opens_under_its_version_alone(before_leaves, version):
    Notebook.objects.update(version=version)

    with pytest.raises(seal.UnsealError):
        storage.read(SECRET)


def test_a_notebook_of_before_leaves_is_withdrawn_and_deleted(before_leaves):
    new = storage.withdraw(SECRET, today=TODAY)

    expected = {key: value for key, value in BEFORE_LEAVES["book"].items() if key != "code_kept"}
    assert storage.read(new) == expected
    storage.delete(new)
    assert (Notebook.objects.count(), Leaf.objects.count()) == (0, 0)


def test_a_new_code_encrypts_every_text_with_a_new_key(secret):
    write(secret, "A bell")
    old = storage.read_outline(secret)["clinics"][0]["answers"]["D1"]["note"].reference

    new = storage.withdraw(secret, today=TODAY)

    assert note(new) == "A bell"
    assert storage.read_outline(new)["clinics"][0]["answers"]["D1"]["note"].reference[2:] != old[2:]
