"""The page for a doctor or a partner: what stands on it, what is shortened on paper, and own words."""

import re
from datetime import date

import pytest

from checklist import calls, codes, notebook, own_words, storage
from checklist.doctor_page import doctor_page
from checklist.questions.catalog import ACTIVE_QUESTIONS
from tests.support.factories import make_listing, take_down
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)
STARRED = [question for question in ACTIVE_QUESTIONS if question.must_have]
DIRECTOR = {
    "name": "Dr. Ines Okonjo-Vale",
    "roles": ["medical_director"],
    "license": "md",
    "license_state": "CO",
    "license_number": "DR-5550142",
    "supervisor": "",
    "register_url": "",
    "npi": "",
    "boards": ["psychiatry"],
    "board_certification": "",
    "years_offering": None,
}


@pytest.fixture
def tern(db):
    return make_listing(
        name="Tern House",
        phone="+13035550142",
        route=["iv"],
        setting=["home_unsupervised"],
        session_price_low=450,
        session_price_high=600,
        prices_as_of=TODAY,
        practitioners=[DIRECTOR],
    )


@pytest.fixture
def clinic_id(client, tern):
    client.post("/notebook/start/", {"clinic": tern.slug})
    return content(client)["clinics"][0]["id"]


def secret(client):
    return codes.secret_from_code(client.cookies["notebook"].value)


def content(client):
    return storage.read(secret(client))


def change(client, act):
    with storage.changing(secret(client), today=TODAY) as book:
        return act(book)


def page(client, query=""):
    answer = client.get(f"/notebook/doctor/{query}")
    assert_valid(answer.content.decode())
    return answer.content.decode()


def words_of(html):
    return " ".join(re.sub("<[^>]*>", " ", html[html.index("<article") : html.index("</article>")]).split())


def answer(client, key, note, impression="worrying", which=0):
    def act(book):
        notebook.set_answer(book["clinics"][which], key, notebook.Answer(impression, note))

    change(client, act)


# ---- what stands on it


def test_a_clinic_stands_there_with_phone_director_price_and_every_warning(client, clinic_id):
    words = words_of(page(client))

    for text in (
        "Tern House",
        "(303) 555-0142",
        "Who directs the care: Dr. Ines Okonjo-Vale. Physician (MD); Colorado license DR-5550142",
        "board certified in psychiatry",
        "Self-reported",
        "$450 to $600",
        "Availability:",
        "Home, with no one watching",
    ):
        assert text in words


def test_what_is_not_stated_is_said_so(client):
    client.post("/notebook/start/", {"clinic": make_listing(name="Half Acre").slug})

    words = words_of(page(client))

    assert "Who directs the care: Not stated" in words
    assert "Price: Not stated" in words


def test_a_clinic_that_is_no_longer_listed_is_named(client, clinic_id, tern):
    take_down(tern)

    assert "Tern House This clinic is no longer listed." in words_of(page(client))


def test_worrying_and_withheld_answers_to_starred_questions_stand_there_and_no_others(client, clinic_id):
    plain = next(question for question in ACTIVE_QUESTIONS if not question.must_have)
    answer(client, STARRED[0].key, "A bell only")
    answer(client, STARRED[1].key, "No word", impression="would_not_say")
    answer(client, STARRED[2].key, "All is well", impression="reassuring")
    answer(client, plain.key, "Of no weight")

    words = words_of(page(client))

    assert f"{STARRED[0].key} {STARRED[0].text} Tern House Worrying. A bell only" in words
    assert f"{STARRED[1].key} {STARRED[1].text} Tern House Would not say. No word" in words
    assert [note for note in ("All is well", "Of no weight") if note in words] == []


def test_what_is_still_to_ask_begins_with_the_starred_questions(client, clinic_id):
    change(client, lambda book: notebook.add_question(book, "Is there parking?"))
    answer(client, STARRED[0].key, "Asked", impression="partly")
    shown = doctor_page(content(client), TODAY)

    everything = len(ACTIVE_QUESTIONS)  # one asked, one of one's own
    assert [question.key for question in shown.to_ask] == [one.key for one in STARRED[1:13]]
    assert shown.more_to_ask == everything - 12
    assert f"and {shown.more_to_ask} more" in words_of(page(client))


def test_a_question_that_was_asked_at_one_clinic_names_the_other(client, clinic_id):
    client.post("/notebook/keep/", {"clinic": make_listing(name="Half Acre").slug})
    answer(client, STARRED[0].key, "Asked", impression="partly")

    shown = doctor_page(content(client), TODAY)

    assert {question.key: question.clinics for question in shown.to_ask}[STARRED[1].key] == []
    assert {question.key: question.clinics for question in shown.to_ask}[STARRED[0].key] == ["Half Acre"]


def test_appointments_and_days_to_call_back_stand_there(client, clinic_id):
    facts = calls.CallFacts("Ana", "2026-11-28", "2026-12-01", "2026-12-03T14:30")
    change(client, lambda book: calls.set_call(book["clinics"][0], facts))

    words = words_of(page(client))

    for text in ("Appointment on", "Call back on", "I spoke with Ana."):
        assert text in words


# ---- what is chosen


def test_the_address_chooses_clinics_by_id_and_the_choice_is_not_stored(client, clinic_id):
    client.post("/notebook/keep/", {"clinic": make_listing(name="Half Acre").slug})
    before = content(client)

    html = page(client, f"?chosen=1&clinic={clinic_id}")

    assert ("Tern House" in words_of(html), "Half Acre" in words_of(html)) == (True, False)
    assert content(client) == before
    boxes = re.findall(r'name="clinic" value="(\w+)"( checked)?', html)
    assert boxes[:2] == [(clinic_id, " checked"), (before["clinics"][1]["id"], "")]


def test_no_box_means_no_clinic(client, clinic_id):
    assert "No clinic is chosen." in words_of(page(client, "?chosen=1"))


def test_own_words_stand_there_only_if_they_are_ticked(client, clinic_id):
    save(client, "Afraid of being alone")

    assert "Afraid of being alone" not in words_of(page(client))
    assert "In my own words Afraid of being alone" in words_of(page(client, "?with_own_words=1"))


# ---- what fits on paper


def test_a_long_note_is_whole_on_a_screen_and_shortened_on_paper(client, clinic_id):
    note = "A bell to call with. " * 47
    answer(client, STARRED[0].key, note)

    html = page(client)

    assert f'<span class="letter__screen">{note.strip()}</span>' in html
    (short,) = re.findall(r'<span class="letter__paper">([^<]*)</span>', html)
    assert short.endswith("… (more in the notebook)")
    assert len(short) < 340


def test_of_many_clinics_as_many_are_shown_as_fit(client, clinic_id):
    for number in range(9):
        client.post("/notebook/keep/", {"clinic": make_listing(name=f"Half Acre {number}").slug})

    shown = doctor_page(content(client), TODAY)

    assert (len(shown.clinics) + len(shown.left_out), shown.clinics[0].clinic["name"]) == (10, "Tern House")
    assert 0 < len(shown.left_out) < 9
    assert f"There is no room for {len(shown.left_out)} more clinics on this page." in words_of(page(client))


def test_many_worrying_answers_leave_room_for_each_clinic(client, clinic_id):
    client.post("/notebook/keep/", {"clinic": make_listing(name="Half Acre").slug})
    for question in STARRED[:8]:
        for which in (0, 1):
            answer(client, question.key, "x " * 500, which=which)

    shown = doctor_page(content(client), TODAY)

    assert {one.clinic for one in shown.worrying} == {"Tern House", "Half Acre"}
    assert len(shown.worrying) + len(shown.more_worrying) == 16


# ---- own words


def shown_digest(client):
    return re.search(r'name="shown" value="(\w+)"', page(client))[1]


def save(client, text, shown=None, **more):
    data = {"own_words": text, "shown": shown or shown_digest(client)} | more
    return client.post("/notebook/doctor/own-words/", data)


def test_own_words_are_saved_and_the_chosen_clinics_stay(client, clinic_id):
    saved = save(client, "Afraid", clinic=[clinic_id, "forged&x=1"])

    assert (saved.status_code, own_words.get(content(client))) == (302, "Afraid")
    assert saved["Location"] == f"/notebook/doctor/?chosen=1&clinic={clinic_id}&with_own_words=1#own-words"


def test_own_words_that_were_changed_elsewhere_show_both_and_lose_neither(client, clinic_id):
    first = shown_digest(client)
    save(client, "From tab one", shown=first)

    conflict = save(client, "From tab two", shown=first)

    assert_valid(conflict.content.decode())
    html = conflict.content.decode()
    assert conflict.status_code == 409
    assert ("From tab one" in html, "From tab two</textarea>" in html) == (True, True)
    assert own_words.get(content(client)) == "From tab one"
    again = re.search(r'name="shown" value="(\w+)"', html)[1]
    assert save(client, "From both", shown=again).status_code == 302
    assert own_words.get(content(client)) == "From both"


def test_too_long_own_words_stay_on_the_page_with_the_reason(client, clinic_id):
    refused = save(client, "Kept words" + "x" * 1_000)

    html = refused.content.decode()
    assert refused.status_code == 400
    assert ("Kept words" in html, "Yours" in html, "You wrote 1,010." in html) == (True, False, True)
    assert own_words.get(content(client)) == ""


def test_own_words_survive_a_notebook_that_is_closed_meanwhile(client, clinic_id):
    shown = shown_digest(client)
    client.post("/notebook/delete/")

    refused = save(client, "Afraid", shown=shown)

    assert (refused.status_code, "Afraid</textarea>" in refused.content.decode()) == (403, True)


@pytest.mark.parametrize(("text", "help_box"), [("I want to kill myself", True), ("I like tea", False)])
def test_the_help_box_comes_first_where_a_typed_text_asks_for_help(client, clinic_id, text, help_box):
    save(client, text)

    html = page(client)

    assert (html.count('id="help-now"'), html.count('id="help-here"')) == (help_box, 1)
