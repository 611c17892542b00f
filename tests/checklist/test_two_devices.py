"""Two devices, a file or an old page at once: what one of them wrote is never lost to the other unseen."""

import json
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from checklist import (
    calls,
    codes,
    importing,
    notebook,
    offering_answers,
    own_words,
    read_elsewhere,
    storage,
)
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)
ELSEWHERE, TYPED, TOO_LONG = "From the other device", "From this page", "From this page " * 200
CALL = {"spoken_with": "", "called_on": "", "call_back_on": "", "appointment": ""}


@pytest.fixture
def owner(client):
    client.post("/notebook/start/", {"clinic": make_listing(name="Tern House").slug})
    return client


def secret(client):
    return codes.secret_from_code(client.cookies["notebook"].value)


def content(client):
    return storage.read(secret(client))


@pytest.fixture
def clinic_id(owner):
    return content(owner)["clinics"][0]["id"]


@pytest.fixture
def on_other_device(owner):
    """A function that calls another with the notebook, and saves what that one has changed."""

    def change(act):
        with storage.changing(secret(owner), today=TODAY) as book:
            act(book)

    return change


def shown(response, name="shown"):
    return re.search(rf'name="{name}" value="(\w*)"', response.content.decode())[1]


# ---- a form that is refused, while another device saves


def test_own_words_that_were_too_long_do_not_overwrite_others_once_they_are_short(owner, on_other_device):
    first = shown(owner.get("/notebook/doctor/"))
    on_other_device(lambda book: own_words.save(book, ELSEWHERE, shown=own_words.shown_digest(book)))

    refused = owner.post("/notebook/doctor/own-words/", {"own_words": TOO_LONG, "shown": first})
    again = owner.post("/notebook/doctor/own-words/", {"own_words": TYPED, "shown": shown(refused)})

    assert (refused.status_code, again.status_code) == (400, 409)
    assert content(owner)["own_words"] == ELSEWHERE
    assert (ELSEWHERE in again.content.decode(), TYPED in again.content.decode()) == (True, True)


def answered(book):
    notebook.set_answer(book["clinics"][0], "D1", notebook.Answer("worrying", ELSEWHERE))


def called(book):
    calls.set_call(book["clinics"][0], calls.CallFacts(ELSEWHERE))


@pytest.mark.parametrize(
    ("key", "field", "part", "act"),
    [
        ("D1", "D1-note", "all", answered),
        ("D1", "D1-note", "first-call", answered),
        ("call", "call-spoken_with", "first-call", called),
    ],
)
def test_what_was_too_long_does_not_overwrite_others_once_it_is_short(
    owner, clinic_id, on_other_device, key, field, part, act
):
    address = f"/notebook/clinics/{clinic_id}/"
    first = shown(owner.get(f"{address}{part}/"), f"{key}-shown")
    on_other_device(act)
    stored = content(owner)

    refused = owner.post(f"{address}answers/", {f"{key}-shown": first, field: TOO_LONG, "part": part})
    second = shown(refused, f"{key}-shown")
    again = owner.post(f"{address}answers/", {f"{key}-shown": second, field: TYPED, "part": part})

    assert (refused.status_code, again.status_code) == (400, 409)
    assert content(owner) == stored
    assert (ELSEWHERE in again.content.decode(), TYPED in again.content.decode()) == (True, True)


@pytest.mark.parametrize("key", ["0a1b2c3d", "Z1", "D1.ffffff", "A1.ffffff"])
def test_a_too_long_note_on_a_question_that_is_gone_is_shown_again(owner, clinic_id, key):
    typed = {f"{key}-shown": "0" * 16, f"{key}-note": TOO_LONG, "part": "all"}

    answer = owner.post(f"/notebook/clinics/{clinic_id}/answers/", typed)

    assert answer.status_code in (400, 409)
    assert TOO_LONG in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("clinics/{}/read-elsewhere/", {"text": TYPED, "where": TYPED}),
        ("clinics/{}/answers/", {"call-shown": "x", "call-spoken_with": TYPED}),
        ("reading-codes/", {"label": TYPED}),
        ("priorities/", {"priority": TYPED}),
    ],
)
def test_a_form_that_was_open_too_long_shows_its_words_again(owner, clinic_id, address, typed):
    late = Client(enforce_csrf_checks=True)
    late.cookies = owner.cookies

    answer = late.post("/notebook/" + address.format(clinic_id), typed)

    assert (answer.status_code, TYPED in answer.content.decode()) == (403, True)


# ---- undo, after the same came back by another way


def test_undo_beside_an_entry_of_the_same_id_keeps_both(owner, clinic_id, on_other_device):
    address = f"/notebook/clinics/{clinic_id}/read-elsewhere/"
    owner.post(address, {"entry_id": "0a0a0a0a", "text": "First"})
    owner.post(f"{address}removal/", {"entry_id": "0a0a0a0a"})
    second = read_elsewhere.Entry("Second")
    on_other_device(lambda book: read_elsewhere.save(book["clinics"][0], "0a0a0a0a", second))

    owner.post("/notebook/undo/")

    entries = read_elsewhere.entries(content(owner)["clinics"][0])
    assert [entry.text for entry in entries.values()] == ["First", "Second"]


def test_undo_restores_the_answers_to_a_question_that_was_asked_again_meanwhile():
    book = notebook.new()
    clinic = notebook.add_clinic(book, listing=1, slug="tern-house", name="Tern House")
    notebook.add_question(book, "Who drives me home?", question_id="0a1b2c3d")
    notebook.set_answer(clinic, "0a1b2c3d", notebook.Answer(note="A friend"))
    notebook.remove_question(book, "0a1b2c3d", today=TODAY)
    notebook.add_question(book, "Who drives me home?", question_id="0a1b2c3d")

    notebook.undo_removal(book)

    assert notebook.get_answer(clinic, "0a1b2c3d").note == "A friend"
    assert [own["id"] for own in book["own_questions"]] == ["0a1b2c3d"]


def test_a_file_with_two_entries_of_one_id_is_refused(owner):
    owner.post(f"/notebook/clinics/{content(owner)['clinics'][0]['id']}/read-elsewhere/", {"text": "One"})
    file = json.loads(owner.get("/notebook/notebook.json").content)
    (entry,) = file["clinics"][0]["read_elsewhere"]
    file["clinics"][0]["read_elsewhere"].append(entry | {"text": "Two"})
    upload = SimpleUploadedFile("notebook.json", json.dumps(file).encode())

    assert owner.post("/notebook/reading-in/", {"file": upload}).status_code == 400
    with pytest.raises(notebook.NotebookError):
        importing.parse(json.dumps(file).encode())


# ---- leaving a device


@pytest.mark.parametrize(
    "held",
    [
        {"own_words": "Words"},
        {"priorities": ["D1"]},
        {"clinics": [{"answers": {}, "own_questions": [], "call": CALL | {"spoken_with": "Rosa"}}]},
    ],
)
def test_whatever_a_person_noted_asks_them_to_keep_the_code(held):
    assert notebook.needs_code_reminder(notebook.new() | held) is True


def test_forgetting_a_device_forgets_the_reading_code_on_it(owner):
    page = owner.post("/notebook/reading-codes/", {"label": "My sister"}).content.decode()
    code = re.search(r'id="reading-code"[^>]*>([^<]+)<', page.replace("<wbr>", ""))[1]
    other = Client()
    other.post("/notebook/start/")
    other.post("/notebook/open", {"code": code})

    asked = other.get("/notebook/forgetting/").content.decode()
    other.post("/notebook/forgetting/", {"code": "kept"})

    assert "the notebook of someone else that you read here" in asked
    assert {name: cookie.value for name, cookie in other.cookies.items() if "notebook" in name} == {
        "notebook": "",
        "notebook_reading": "",
    }


# ---- more than a page can save again


def test_a_file_brings_no_more_answers_by_offering_than_a_page_saves(owner, clinic_id):
    file = json.loads(owner.get("/notebook/notebook.json").content)
    names = {offering_answers.offering_id(f"Way {number}"): f"Way {number}" for number in range(100)}
    answer = {"impression": "partly", "note": "", "differs": False, "version": 0}
    split = sorted(offering_answers.SPLITTABLE)
    keys = [f"{question}.{offering}" for question in split for offering in names]
    room = offering_answers.MAX_ANSWERS_PER_CLINIC

    def read_in(count):
        clinic = file["clinics"][0] | {
            "answers": dict.fromkeys(keys[:count], answer),
            "offering_names": names,
        }
        text = json.dumps(file | {"clinics": [clinic]}).encode()
        return owner.post("/notebook/reading-in/", {"file": SimpleUploadedFile("notebook.json", text)})

    refused = read_in(room + 1)

    assert (refused.status_code, content(owner)["clinics"][0]["answers"]) == (409, {})
    assert read_in(room).status_code == 302
    page = owner.get(f"/notebook/clinics/{clinic_id}/all/").content.decode()
    shown = dict(re.findall(r'name="([^"]+-shown)" value="([^"]*)"', page))
    assert len(shown) > room
    assert owner.post(f"/notebook/clinics/{clinic_id}/answers/", shown).status_code == 302
