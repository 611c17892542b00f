"""The page of a first call: the number, the facts of the call, priorities first, and what is saved."""

import csv
import io
import re

import pytest

from checklist import codes, notebook, priorities, storage
from checklist.questions.catalog import FIRST_CALL
from tests.support.factories import make_listing, take_down
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db
TODAY = "2026-11-28"


@pytest.fixture
def listing(db):
    return make_listing(name="Tern House", phone="+13035550142", setting=["home_unsupervised"])


@pytest.fixture
def clinic_id(client, listing):
    client.post("/notebook/start/", {"clinic": listing.slug})
    return content(client)["clinics"][0]["id"]


def secret_of(client):
    return codes.secret_from_code(client.cookies["notebook"].value)


def content(client):
    return storage.read(secret_of(client))


def page(client, clinic_id):
    return client.get(f"/notebook/clinics/{clinic_id}/first-call/").content.decode()


def value_of(html, name):
    return re.search(f'name="{name}"[^>]* value="([^"]*)"', html)[1]


def form_of(html, *keys):
    """The fields of the facts of the call as the page shows them, and those of some answers."""
    names = ["spoken_with", "called_on", "call_back_on", "appointment", "proposed", "shown"]
    fields = {f"call-{name}": value_of(html, f"call-{name}") for name in names if f'"call-{name}"' in html}
    return fields | {f"{key}-shown": value_of(html, f"{key}-shown") for key in keys} | {"part": "first-call"}


def send(client, clinic_id, fields, **headers):
    return client.post(f"/notebook/clinics/{clinic_id}/answers/", fields, headers=headers)


def choose(client, *keys):
    with storage.changing(secret_of(client), today=notebook.date.fromisoformat(TODAY)) as book:
        priorities.set_priorities(book, keys)


def keys_of(html):
    return re.findall(r'<li class="question" id="([^"]+)"', html)


# ---- the page


def test_the_page_begins_with_the_number_as_a_link_and_asks_the_twelve(client, clinic_id):
    html = page(client, clinic_id)

    assert '<a class="button button--main" href="tel:+13035550142">Call (303) 555-0142</a>' in html
    assert keys_of(html) == [question.key for question in FIRST_CALL]
    assert "0 of 12 asked." in html
    assert_valid(html)


def test_without_a_number_the_page_says_so_and_leads_to_the_listing(client):
    listing = make_listing(name="Half Acre", phone="", email="desk@half-acre.example")
    client.post("/notebook/start/", {"clinic": listing.slug})
    clinic_id = content(client)["clinics"][0]["id"]
    without_number = page(client, clinic_id)
    take_down(listing)

    assert "The listing states no phone number." in without_number
    assert f'<a href="/clinics/{listing.slug}/">See how else to reach the clinic</a>' in without_number
    assert "This clinic is no longer listed. Your answers are still here." in page(client, clinic_id)


def test_a_value_with_a_warning_shows_it_without_unfolding(client, clinic_id):
    html = re.sub(r"(?s)<details class=\"call__why\">.*?</details>", "", page(client, clinic_id))

    assert html.count("<strong>Warning:</strong>") == 1


def test_priorities_come_first_are_marked_and_added_to_the_twelve(client, clinic_id):
    choose(client, "D1", "F2", "session_price", "availability")
    html = page(client, clinic_id)

    twelve = [question.key for question in FIRST_CALL]
    assert keys_of(html) == ["D1", "F2", "G1", *(key for key in twelve if key not in ("D1", "G1"))]
    assert html.count("Matters most to you") == 4
    assert "0 of 13 asked." in html
    assert_valid(html)


# ---- saving


def test_today_is_proposed_and_not_stored_before_something_is_typed(client, clinic_id, today):
    fields = form_of(page(client, clinic_id), "A1")
    send(client, clinic_id, fields)

    assert fields["call-called_on"] == fields["call-proposed"] == today.isoformat()
    assert "call" not in content(client)["clinics"][0]


def test_the_proposed_day_is_stored_with_the_first_answer(client, clinic_id, today):
    fields = form_of(page(client, clinic_id), "A1")
    send(client, clinic_id, fields | {"A1-impression": "partly"})

    assert content(client)["clinics"][0]["call"]["called_on"] == today.isoformat()


def test_the_proposed_day_is_no_conflict_with_what_another_tab_saved(client, clinic_id):
    fields = form_of(page(client, clinic_id), "A1")
    send(client, clinic_id, fields | {"call-spoken_with": "Dana", "call-called_on": TODAY})

    assert send(client, clinic_id, fields | {"A1-impression": "partly"}).status_code == 302
    assert content(client)["clinics"][0]["call"]["spoken_with"] == "Dana"


def test_the_facts_of_a_call_are_saved_with_the_answers_and_shown_everywhere(client, clinic_id):
    fields = form_of(page(client, clinic_id)) | {
        "call-spoken_with": "Dana",
        "call-called_on": TODAY,
        "call-call_back_on": "12/03/2026",
        "call-appointment": "2026-12-10T14:30",
    }
    assert send(client, clinic_id, fields).status_code == 302

    facts = [
        *("You spoke with Dana on November 28, 2026.", "Call back on December 3, 2026"),
        "Appointment on December 10, 2026, 2:30 PM",
    ]
    shown = {
        address: [fact for fact in facts if fact in client.get(f"/notebook/{address}").content.decode()]
        for address in ("", f"clinics/{clinic_id}/", "sheets/", "notebook.html")
    }
    assert shown == {
        "": facts[1:],
        f"clinics/{clinic_id}/": facts,
        "sheets/": facts,
        "notebook.html": facts,
    }
    rows = list(csv.reader(io.StringIO(client.get("/notebook/notebook.csv").content.decode())))
    assert [(row[2], row[5]) for row in rows[1:5]] == [
        ("Whom I spoke with", "Dana"),
        ("When", "November 28, 2026"),
        ("Call back on", "December 3, 2026"),
        ("Appointment", "December 10, 2026, 2:30 PM"),
    ]


def test_a_call_that_another_tab_changed_is_a_conflict_that_shows_both(client, clinic_id):
    fields = form_of(page(client, clinic_id))
    send(client, clinic_id, fields | {"call-spoken_with": "Dana"})
    answer = send(client, clinic_id, fields | {"call-spoken_with": "Robin"})
    html = answer.content.decode()

    assert answer.status_code == 409
    assert [html.count(text) for text in ("You spoke with Dana", 'value="Robin"')] == [1, 1]
    assert content(client)["clinics"][0]["call"]["spoken_with"] == "Dana"
    assert_valid(html)

    send(client, clinic_id, form_of(html) | {"call-spoken_with": "Robin"})
    assert content(client)["clinics"][0]["call"]["spoken_with"] == "Robin"


def test_a_conflict_is_told_to_autosave_with_what_the_notebook_holds(client, clinic_id):
    fields = form_of(page(client, clinic_id)) | {"tab": "a" * 16, "sequence": "1"}
    send(client, clinic_id, fields | {"call-spoken_with": "Dana"})
    answer = send(
        client, clinic_id, fields | {"call-spoken_with": "Robin", "tab": "b" * 16}, **{"HX-Request": "true"}
    )
    html = answer.content.decode()

    assert answer.status_code == 409
    assert 'data-field="spoken_with" value="Dana"' in html
    assert "Not saved: this was changed on another device or tab." in html


def test_a_date_that_cannot_be_read_is_refused_and_nothing_typed_is_lost(client, clinic_id):
    fields = form_of(page(client, clinic_id)) | {"call-spoken_with": "Dana", "call-call_back_on": "some day"}
    answer = send(client, clinic_id, fields)
    html = answer.content.decode()

    assert answer.status_code == 400
    assert "Write a date such as 12/03/2026." in html
    assert [value_of(html, f"call-{name}") for name in ("spoken_with", "call_back_on")] == [
        "Dana",
        "some day",
    ]
    assert_valid(html)


# ---- what matters most


def test_what_matters_most_is_chosen_on_a_page_and_a_sixth_is_refused(client, clinic_id):
    assert_valid(client.get("/notebook/priorities/").content.decode())
    client.post("/notebook/priorities/", {"priority": ["D1", "session_price"]})
    assert content(client)["priorities"] == ["D1", "session_price"]

    answer = client.post("/notebook/priorities/", {"priority": ["A1", "A2", "A3", "A4", "A5", "D1"]})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "You chose 6. Choose up to five" in html
    assert re.findall(r'value="([^"]+)" checked', html) == ["A1", "A2", "A3", "A4", "A5", "D1"]
    assert content(client)["priorities"] == ["D1", "session_price"]


def test_calls_and_priorities_survive_export_and_import(client, clinic_id):
    choose(client, "D1", "session_price")
    send(client, clinic_id, form_of(page(client, clinic_id)) | {"call-spoken_with": "Dana"})
    file, before = client.get("/notebook/notebook.json").content, content(client)
    client.cookies.clear()
    client.post("/notebook/start/")
    client.post("/notebook/reading-in/", {"file": io.BytesIO(file)})

    after = content(client)
    assert after["clinics"][0]["call"] == before["clinics"][0]["call"]
    assert after["priorities"] == before["priorities"]


@pytest.mark.parametrize("harm", ['"spoken_with": 1', '"spoken_with": "", "x": ""', '"called_on": "soon"'])
def test_a_file_with_a_call_that_was_changed_is_refused(client, clinic_id, harm):
    send(client, clinic_id, form_of(page(client, clinic_id)) | {"call-spoken_with": "Dana"})
    file = client.get("/notebook/notebook.json").content.decode()
    harmed = re.sub(r'"call": \{[^}]*\}', f'"call": {{{harm}}}', file)

    assert harmed != file
    assert client.post("/notebook/reading-in/", {"file": io.BytesIO(harmed.encode())}).status_code == 400
