"""Answers by offering: split, saved, joined again without losing a word, and kept when a clinic changes."""

import csv
import io
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from checklist import codes, notebook, offering_answers, progress, storage
from checklist.notebook import Answer, Impression
from checklist.questions.questions import QUESTIONS
from tests.support.factories import change, make_listing

pytestmark = pytest.mark.django_db

IV, LOZENGE = "IV, mood", "Lozenge, at home"
WAYS = [
    {"route": "iv", "purpose": "mood", "attendance": "clinician_in_room"},
    {"route": "sublingual", "setting": "home_unsupervised"},
]


def key_of(name, question="D1"):
    return f"{question}.{offering_answers.offering_id(name)}"


@pytest.fixture
def listing():
    return make_listing(name="Tern House", offerings=WAYS)


@pytest.fixture
def clinic(listing):
    return notebook.add_clinic(notebook.new(), listing=listing.pk, slug=listing.slug, name=listing.name)


# ---- what is stored


def test_only_questions_about_parts_of_an_offering_can_be_split():
    assert {
        *("A5", "B5", "D1", "D2", "D4", "D6", "D7", "D8", "E1", "F1", "G1", "G2")
    } == offering_answers.SPLITTABLE


def test_a_clinic_with_one_way_of_working_has_nothing_to_split(clinic):
    assert offering_answers.can_split("D1", make_listing(offerings=WAYS[:1])) is False
    assert offering_answers.can_split("D1", None) is False


def test_each_offering_begins_with_the_answer_for_all_and_has_a_name(clinic, listing):
    answer = Answer(Impression.PARTLY, "A bell", version=1)
    notebook.set_answer(clinic, "D1", answer)

    offering_answers.split(clinic, "D1", listing)

    assert progress.answers_to(clinic, "D1") == {IV: answer, LOZENGE: answer}
    assert "D1" not in clinic["answers"]


def test_a_split_that_nobody_filled_in_is_joined_to_what_it_was(clinic, listing):
    answer = Answer(Impression.PARTLY, "A bell", differs=True, version=1)
    notebook.set_answer(clinic, "D1", answer)

    offering_answers.split(clinic, "D1", listing)
    offering_answers.join(clinic, "D1", listing)

    assert clinic["answers"] == {"D1": vars(answer)}


def test_a_joined_answer_names_the_offerings_and_keeps_each_word_and_the_worry(clinic, listing):
    offering_answers.split(clinic, "D1", listing)
    notebook.set_answer(clinic, key_of(IV), Answer(Impression.REASSURING, "A nurse stays", version=2))
    notebook.set_answer(clinic, key_of(LOZENGE), Answer(Impression.WORRYING, "Nobody", version=1))

    offering_answers.join(clinic, "D1", listing)

    note = "IV, mood (Reassuring): A nurse stays\nLozenge, at home (Worrying): Nobody"
    assert clinic["answers"] == {"D1": vars(Answer(Impression.WORRYING, note, version=1))}


def test_answers_stay_apart_where_their_notes_would_not_fit_into_one(clinic, listing):
    offering_answers.split(clinic, "D1", listing)
    for name, letter in ((IV, "a"), (LOZENGE, "b")):
        notebook.set_answer(clinic, key_of(name), Answer(note=letter * 600))
    before = dict(clinic["answers"])

    with pytest.raises(notebook.NotebookError):
        offering_answers.join(clinic, "D1", listing)
    assert clinic["answers"] == before


def test_a_split_question_is_asked_once_and_worth_another_look_for_one_worry(clinic, listing):
    offering_answers.split(clinic, "D1", listing)
    notebook.set_answer(clinic, key_of(LOZENGE), Answer(Impression.WORRYING))

    assert progress.progress(clinic, ["D1", "D2"]) == progress.Progress(1, 2)
    looks = progress.worth_another_look(clinic, QUESTIONS)
    assert [(one.question.key, one.offering) for one in looks] == [("D1", LOZENGE)]


def test_a_former_offering_keeps_its_name_as_long_as_it_has_an_answer(clinic, listing):
    offering_answers.split(clinic, "D1", listing)
    notebook.set_answer(clinic, key_of(LOZENGE), Answer(Impression.WORRYING))
    now = make_listing(listing.clinic, offerings=[WAYS[0], {"route": "im"}])

    offering_answers.record_names(clinic, now)

    shown = offering_answers.split_offerings(clinic, "D1", now)
    assert [(one.name, one.is_listed) for one in shown] == [(IV, True), ("Shot", True), (LOZENGE, False)]


# ---- the pages


@pytest.fixture
def clinic_id(client, listing):
    client.post("/notebook/start/", {"clinic": listing.slug})
    return content(client)["clinics"][0]["id"]


def content(client):
    return storage.read(codes.secret_from_code(client.cookies["notebook"].value))


def answers(client):
    return content(client)["clinics"][0]["answers"]


def page(client, clinic_id):
    return client.get(f"/notebook/clinics/{clinic_id}/D/").content.decode()


def shown(page, key):
    return re.search(f'name="{re.escape(key)}-shown" value="([0-9a-f]+)"', page)[1]


def send(client, clinic_id, key, *, shown, note="", impression="", headers=None, **more):
    data = {f"{key}-impression": impression, f"{key}-note": note, f"{key}-shown": shown, "part": "D"}
    return client.post(f"/notebook/clinics/{clinic_id}/answers/", data | more, headers=headers)


def split(client, clinic_id, **typed):
    before = page(client, clinic_id)
    return send(client, clinic_id, "D1", shown=shown(before, "D1"), split="D1", **typed)


def test_the_button_saves_what_was_typed_and_shows_fields_for_each_offering(client, clinic_id):
    answer = split(client, clinic_id, note="A bell", impression="partly")

    assert answer.headers["Location"] == f"/notebook/clinics/{clinic_id}/D/#D1"
    after = page(client, clinic_id)
    for name in (IV, LOZENGE):
        assert f'<textarea id="{key_of(name)}-note"' in after
        assert answers(client)[key_of(name)]["note"] == "A bell"
    assert 'id="D1-note"' not in after


def test_an_answer_by_offering_is_autosaved_under_its_own_key(client, clinic_id):
    split(client, clinic_id)
    key = key_of(IV)

    saved = send(
        client,
        clinic_id,
        key,
        shown=shown(page(client, clinic_id), key),
        note="A nurse",
        headers={"HX-Request": "true"},
    )

    assert (saved.status_code, answers(client)[key]["note"]) == (200, "A nurse")


def test_an_answer_by_offering_that_another_tab_changed_is_a_conflict_that_shows_both(client, clinic_id):
    split(client, clinic_id)
    key = key_of(IV)
    old = shown(page(client, clinic_id), key)
    send(client, clinic_id, key, shown=old, note="From tab one")

    answer = send(client, clinic_id, key, shown=old, note="From tab two")

    text = answer.content.decode()
    assert answer.status_code == 409
    assert [text.count(one) for one in ("From tab one", "From tab two")] == [1, 1]


def test_an_answer_by_offering_typed_while_another_tab_joined_them_is_kept_beside_the_joined_one(
    client, clinic_id
):
    split(client, clinic_id, note="A bell")
    key = key_of(IV)
    old = shown(page(client, clinic_id), key)
    send(client, clinic_id, key, shown=old, note="A bell", join="D1")

    answer = send(client, clinic_id, key, shown=old, note="A nurse stays")

    assert answer.status_code == 302
    assert {key: one["note"] for key, one in answers(client).items()} == {
        "D1": "A bell",
        key: "A nurse stays",
    }
    assert ">A bell</textarea>" in page(client, clinic_id).replace("\n", "")


def test_a_note_that_is_too_long_is_shown_again_though_another_tab_joined_the_answers(client, clinic_id):
    split(client, clinic_id)
    key = key_of(IV)
    old = shown(page(client, clinic_id), key)
    send(client, clinic_id, key, shown=old, join="D1")

    answer = send(client, clinic_id, key, shown=old, note="x" * 1_001)

    assert answer.status_code == 400
    assert f'<textarea id="{key}-note"' in answer.content.decode()


def test_joining_that_is_refused_says_why_and_keeps_all(client, clinic_id):
    split(client, clinic_id, note="x" * 600)
    key = key_of(IV)
    old = shown(page(client, clinic_id), key)

    answer = send(client, clinic_id, key, shown=old, note="y" * 600, join="D1")

    assert answer.status_code == 409
    assert answer.content.decode().count("so they stay apart") == 2
    assert answers(client)[key]["note"] == "y" * 600


def test_an_offering_that_is_new_at_the_clinic_gets_an_answer_and_a_name(client, clinic_id, listing):
    split(client, clinic_id)
    change(listing.clinic, offerings=[*WAYS, {"route": "im"}])
    make_listing(listing.clinic)
    key = key_of("Shot")

    send(client, clinic_id, key, shown=shown(page(client, clinic_id), key), note="Twice a week")

    assert answers(client)[key]["note"] == "Twice a week"
    assert content(client)["clinics"][0]["offering_names"][key[3:]] == "Shot"


@pytest.mark.parametrize("key", ["A1", "D99", "", "D1.zzzzzz"])
def test_what_cannot_be_split_is_left_as_it_is(client, clinic_id, key):
    assert send(client, clinic_id, "D1", shown="", note="A bell", split=key).status_code == 302
    assert set(answers(client)) == {"D1"}


# ---- files, paper


def test_answers_by_offering_are_exported_and_imported_again_with_the_names(client, clinic_id):
    split(client, clinic_id)
    key = key_of(LOZENGE)
    send(
        client,
        clinic_id,
        key,
        shown=shown(page(client, clinic_id), key),
        note="Nobody",
        impression="worrying",
    )
    before = content(client)["clinics"][0]
    file = client.get("/notebook/notebook.json").text

    client.post("/notebook/delete/")
    client.post("/notebook/start/")
    client.post("/notebook/reading-in/", {"file": SimpleUploadedFile("notebook.json", file.encode())})

    after = content(client)["clinics"][0]
    assert (after["answers"], after["offering_names"]) == (before["answers"], before["offering_names"])


@pytest.mark.parametrize("names", [{"abcdef": "IV"}, {"x": "IV"}, {"abcdef": 1}, [], None])
def test_a_file_with_wrong_names_of_offerings_is_refused(client, clinic_id, names):
    file = json.loads(client.get("/notebook/notebook.json").text)
    file["clinics"][0]["offering_names"] = names
    data = json.dumps(file).encode()

    answer = client.post("/notebook/reading-in/", {"file": SimpleUploadedFile("notebook.json", data)})

    assert answer.status_code == 400


def test_table_sheet_and_offline_page_name_the_way_of_each_answer(client, clinic_id):
    split(client, clinic_id)
    key = key_of(LOZENGE)
    send(
        client,
        clinic_id,
        key,
        shown=shown(page(client, clinic_id), key),
        note="Nobody",
        impression="worrying",
    )

    rows = csv.reader(io.StringIO(client.get("/notebook/notebook.csv").text))
    assert [row[3:6] for row in rows if row[1] == "D1"] == [
        [IV, "Not asked yet", ""],
        [LOZENGE, "Worrying", "Nobody"],
    ]
    for address in ("sheets/", "notebook.html"):
        text = client.get(f"/notebook/{address}").text
        assert f"{LOZENGE}: <strong>Worrying</strong> <span>Nobody</span>" in text
