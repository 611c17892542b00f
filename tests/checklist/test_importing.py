"""Importing a notebook from a file, whoever made the file."""

import json
import re
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from checklist import codes, export, importing, notebook, parts, seal, storage
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db
EARLIER = Path(__file__).parent / "data" / "notebook-0.1.0.json"
HEAD = '{"form": "ketamine-clinic-notebook 1", "own_questions": [], "clinics": ['
NOTE = '{"impression": "", "note": "n", "differs": false, "version": 1}'


def clinic(slug='"x"', name='"x"', listing="5", answers=f'{{"A1": {NOTE}}}', questions="[]"):
    own = f'"own_questions": {questions}, "answers": {answers}'
    return f'{{"slug": {slug}, "name": {name}, "listing": {listing}, {own}}}'


def file_of(*clinics):
    return HEAD + ", ".join(clinics) + "]}"


def answers_of(note='"n"', **more):
    fields = {"impression": '""', "note": note, "differs": "false", "version": "1"} | more
    return '{"A1": {' + ", ".join(f'"{name}": {value}' for name, value in fields.items()) + "}}"


REFUSED = {
    "NUL in a slug": file_of(clinic(slug='"a\\u0000b"')),
    "NUL in a name": file_of(clinic(name='"a\\u0000b"')),
    "NUL in a note": file_of(clinic(answers=answers_of('"a\\u0000b"'))),
    "a bare NUL": file_of(clinic(slug='"a\0b"')),
    "ten thousand levels": "[" * 10_000 + "]" * 10_000,
    "ten thousand levels of objects": '{"a":' * 10_000 + "1" + "}" * 10_000,
    "levels within": file_of(clinic(questions="[" * 9 + "]" * 9)),
    "a million clinics": file_of(*["{}"] * 1_000_000),
    "thirteen clinics": file_of(*[clinic(listing=str(n)) for n in range(13)]),
    "a million answers": file_of(clinic(answers="{" + f'"A1": {NOTE}, ' * 60_000 + f'"A1": {NOTE}}}')),
    "NaN": file_of(clinic(listing="NaN")),
    "Infinity": file_of(clinic(answers=answers_of(version="-Infinity"))),
    "a power of ten": file_of(clinic(listing="1" + "0" * 400)),
    "an exponent": file_of(clinic(listing="1e400")),
    "a number without end": file_of(clinic(listing="1" * 1_000_000)),
    "a fraction": file_of(clinic(answers=answers_of(version="1.5"))),
    "a number below nothing": file_of(clinic(listing="-1")),
    "a truth for a number": file_of(clinic(listing="true")),
    "a number for a truth": file_of(clinic(answers=answers_of(differs="1"))),
    "a key twice": file_of(clinic()[:-1] + ', "slug": "y"}'),
    "an answer twice": file_of(clinic(answers=f'{{"A1": {NOTE}, "A1": {NOTE}}}')),
    "the clinics twice": file_of(clinic())[:-1] + ', "clinics": []}',
    "half a sign in a note": file_of(clinic(answers=answers_of('"\\ud800"'))),
    "half a sign in a slug": file_of(clinic(slug='"\\udfff"')),
    "half a sign in a key": file_of(clinic(answers=f'{{"\\ud800": {NOTE}}}')),
    "a name without end": file_of(clinic(name='"' + "x" * 4_000_000 + '"')),
    "a note without end": file_of(clinic(answers=answers_of('"' + "x" * 4_000_000 + '"'))),
    "a text without end": HEAD + '"' * 4_000_001,
    "a text of quotes without end": HEAD + '"' + '\\"' * 2_000_000,
    "a number for a name": file_of(clinic(name="5")),
    "a list for a slug": file_of(clinic(slug='["x"]')),
    "a sixth impression": file_of(clinic(answers=answers_of(impression='"great"'))),
    "answers in a list": file_of(clinic(answers="[]")),
    "no clinics": HEAD[:-1] + "null}",
    "what is no UTF-8": b"\xff\xfe\x00",
}


@pytest.fixture
def client_with_notebook(client):
    client.post("/notebook/start/", {"stay": ""})
    return client


def secret(client):
    return codes.secret_from_code(client.cookies["notebook"].value)


def content(client):
    return storage.read(secret(client))


def send(client, data):
    data = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return client.post("/notebook/reading-in/", {"file": SimpleUploadedFile("notebook.json", data)})


@pytest.mark.parametrize("harm", REFUSED)
def test_a_malformed_file_is_refused_with_a_sentence(client_with_notebook, harm):
    before = content(client_with_notebook)

    answer = send(client_with_notebook, REFUSED[harm])

    assert answer.status_code == 400
    assert 'role="alert">This file ' in answer.content.decode()
    assert content(client_with_notebook) == before


@pytest.mark.parametrize("size", [importing.MAX_FILE_BYTES + 1, 7_900_000])
def test_a_file_larger_than_any_notebook_is_refused_as_too_large(client_with_notebook, size):
    start = HEAD + '{"name": "'
    answer = send(client_with_notebook, start + "x" * (size - len(start)))

    assert answer.status_code == 413
    assert content(client_with_notebook) == notebook.new()


def test_a_form_larger_than_any_file_is_not_read(client_with_notebook):
    answer = client_with_notebook.generic(
        "POST",
        "/notebook/start/",
        b"--x--",
        content_type="multipart/form-data; boundary=x",
        headers={"Content-Length": "9000000"},
    )

    assert answer.status_code == 413


def full():
    """The fullest notebook that there can be, each note as long in bytes as it can be."""
    book = notebook.new()
    for number in range(notebook.MAX_CLINICS):
        entry = notebook.add_clinic(book, listing=number, slug=f"clinic-{number}", name="😀" * 200)
        for own in range(notebook.MAX_OWN_QUESTIONS):
            notebook.add_question(book, "😀" * 300, clinic=entry, question_id=f"{number * 100 + own:08x}")
            if not number:
                notebook.add_question(book, "😀" * 300, question_id=f"{own:04x}0000")
        keys = [question.key for question in parts.questions_for(entry)]
        for key in (*keys, *(one["id"] for one in notebook.own_questions(book, entry))):
            notebook.set_answer(entry, key, notebook.Answer("would_not_say", "😀" * 1_000, True, 10**9))
    return book


def test_the_fullest_notebook_can_be_exported_and_imported(client_with_notebook, today):
    book = full()

    answer = send(client_with_notebook, export.as_json(book, today))

    assert answer.status_code == 302
    imported = content(client_with_notebook)
    for one in (*imported["clinics"], *book["clinics"]):
        del one["id"]
    assert imported == book


@pytest.fixture
def today():
    from datetime import date

    return date(2026, 11, 28)


def steps(act):
    """The number of lines and calls that Python executes: a measure of work that needs no clock."""
    counted = 0

    def count(_frame, _event, _argument):
        nonlocal counted
        counted += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        act()
    finally:
        sys.settrace(before)
    return counted


@pytest.mark.parametrize("harm", REFUSED)
def test_parsing_no_file_takes_more_steps_than_the_fullest_notebook(harm, today):
    data = (
        REFUSED[harm] if isinstance(REFUSED[harm], bytes) else REFUSED[harm].encode("utf-8", "surrogatepass")
    )

    def look():
        with pytest.raises(notebook.NotebookError):
            importing.parse(data)

    assert steps(look) <= 10 * importing.MAX_TOKENS


def test_a_file_that_was_exported_with_the_earlier_keys_is_imported_whole(client_with_notebook):
    send(client_with_notebook, EARLIER.read_bytes())
    (kept,) = content(client_with_notebook)["clinics"]
    (own,) = content(client_with_notebook)["own_questions"]

    assert (kept["slug"], kept["name"]) == ("tern-house-denver-co", "Tern House")
    assert [one["text"] for one in kept["own_questions"]] == ["Is there parking?"]
    assert own["text"] == "Who drives me home?"
    assert kept["answers"] == {
        "D1": {
            "impression": "reassuring",
            "note": "A nurse stays.\nAll the time.",
            "differs": True,
            "version": 3,
        },
        own["id"]: {"impression": "would_not_say", "note": "", "differs": False, "version": 0},
    }


def test_a_file_is_parsed_before_the_notebook_is_locked(client_with_notebook, monkeypatch):
    """Neither the row nor a transaction of its own is held."""
    asked = []
    look = importing.parse

    def parsed(data):
        asked.append([one["sql"] for one in connection.queries if "FOR UPDATE" in one["sql"]])
        return look(data)

    monkeypatch.setattr(importing, "parse", parsed)
    connection.force_debug_cursor = True
    try:
        send(client_with_notebook, file_of(clinic()))
    finally:
        connection.force_debug_cursor = False

    assert asked == [[]]
    assert [one["name"] for one in content(client_with_notebook)["clinics"]] == ["x"]


@pytest.mark.django_db(transaction=True)
def test_no_database_connection_is_held_while_a_file_is_parsed(client, monkeypatch):
    client.post("/notebook/start/", {"stay": ""})
    held = []
    look = importing.parse
    monkeypatch.setattr(importing, "parse", lambda data: held.append(connection.connection) or look(data))

    send(client, file_of(clinic()))

    assert held == [None]


def test_imports_into_one_notebook_are_limited(client_with_notebook):
    for _ in range(20):
        send(client_with_notebook, "[]")

    answer = send(client_with_notebook, file_of(clinic()))

    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert content(client_with_notebook) == notebook.new()


def test_imports_from_one_network_are_limited(db):
    for _ in range(4):
        one = Client()
        one.post("/notebook/start/", {"stay": ""})
        last = [send(one, "[]") for _ in range(16)][-1]

    assert last.status_code == 429


def test_without_a_notebook_no_file_is_parsed(client, monkeypatch):
    monkeypatch.setattr(importing, "parse", lambda data: pytest.fail("read"))
    client.cookies["notebook"] = codes.code_from_secret(seal.new_secret())

    assert send(client, file_of(clinic())).status_code == 403


def test_an_imported_clinic_is_matched_with_its_listing_by_slug(client_with_notebook):
    listing = make_listing(name="Tern House")

    send(client_with_notebook, file_of(clinic(slug=json.dumps(listing.slug), listing="987654")))

    assert [one["listing"] for one in content(client_with_notebook)["clinics"]] == [listing.pk]


def test_endless_combining_marks_are_normalized_in_pieces_and_stay():
    zalgo = "a" + "\u0301\u0316\U0001d165" * 1_000

    tidied = notebook.normalize_text(zalgo)

    assert notebook.normalize_text(tidied) == tidied
    assert [tidied.count(sign) for sign in "\u0316\U0001d165"] == [1_000, 1_000]
    assert max(len(run) for run in re.split("[^\u0301\u0316\U0001d165]", tidied)) <= 31
