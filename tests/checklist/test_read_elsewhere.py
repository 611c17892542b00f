"""What a person read about a clinic elsewhere: kept, changed, removed, restored; nothing typed is lost."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from checklist import codes, notebook, read_elsewhere, storage
from checklist.read_elsewhere import Entry
from tests.support.factories import make_listing
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db

ENTRY = {"text": "They were kind", "where": "A forum", "on": "2026-11-03"}


@pytest.fixture
def clinic_id(client):
    client.post("/notebook/start/", {"clinic": make_listing(name="Tern House").slug})
    return content(client)["clinics"][0]["id"]


def content(client):
    return storage.read(codes.secret_from_code(client.cookies["notebook"].value))


def kept(client):
    return [
        {name: one[name] for name in ENTRY} for one in content(client)["clinics"][0].get("read_elsewhere", [])
    ]


def address(clinic_id):
    return f"/notebook/clinics/{clinic_id}/read-elsewhere/"


def send(client, clinic_id, **fields):
    return client.post(address(clinic_id), {"entry_id": "0123abcd", "shown": ""} | ENTRY | fields)


def shown(client, clinic_id):
    """The digest in the first form of the page."""
    return re.search(r'name="shown" value="(\w+)"', client.get(address(clinic_id)).text)[1]


def test_an_entry_is_added_once_and_shown_with_a_plain_word_on_reviews(client, clinic_id):
    for _twice in range(2):
        assert send(client, clinic_id).status_code == 302

    page = client.get(address(clinic_id)).text
    assert kept(client) == [ENTRY]
    assert "Reviews can be bought" in page
    assert ">\nThey were kind</textarea>" in page
    assert_valid(page)


def test_the_page_of_the_clinic_says_where_and_when_it_was_read(client, clinic_id):
    for entry_id, fields in (("0123abcd", {}), ("0123abce", {"where": ""}), ("0123abcf", {"on": ""})):
        send(client, clinic_id, entry_id=entry_id, **fields)

    page = client.get(f"/notebook/clinics/{clinic_id}/").text
    assert re.findall(r'They were kind\s*<span class="note">(.*?)</span>', page) == [
        "(A forum, November 3, 2026)",
        "(November 3, 2026)",
        "(A forum)",
    ]


def test_an_entry_is_changed_and_an_emptied_one_is_not_kept(client, clinic_id):
    send(client, clinic_id)

    send(client, clinic_id, text="They were rushed", shown=shown(client, clinic_id))
    assert kept(client) == [ENTRY | {"text": "They were rushed"}]
    send(client, clinic_id, text="", where="", on="", shown=shown(client, clinic_id))
    assert kept(client) == []


def test_an_entry_that_another_tab_changed_shows_both_and_loses_neither(client, clinic_id):
    send(client, clinic_id)
    old = shown(client, clinic_id)
    send(client, clinic_id, text="From tab one", shown=old)

    answer = send(client, clinic_id, text="From tab two", shown=old)

    assert answer.status_code == 409
    assert [answer.text.count(words) for words in ("From tab one", "From tab two")] == [1, 1]
    assert kept(client)[0]["text"] == "From tab one"
    again = re.search(r'name="shown" value="(\w+)"', answer.text)[1]
    assert send(client, clinic_id, text="From tab two", shown=again).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": "x" * 1_001}, "This holds up to 1,000 characters. Yours has 1,001."),
        ({"where": "x" * 201}, "This holds up to 200 characters. Yours has 201."),
        ({"on": "2026-13-45"}, "Write a date such as 12/03/2026."),
        ({"on": "0001-01-01"}, "Write a date such as 12/03/2026."),
    ],
)
def test_what_does_not_fit_is_shown_again_with_a_sentence(client, clinic_id, wrong, sentence):
    answer = send(client, clinic_id, **wrong)

    assert answer.status_code == 400
    assert answer.text.count(sentence) == 1
    assert next(iter(wrong.values())) in answer.text
    assert kept(client) == []


def test_there_is_room_for_ten_and_the_eleventh_is_shown_again(client, clinic_id):
    for number in range(10):
        send(client, clinic_id, entry_id=f"{number:08}")

    answer = send(client, clinic_id, text="The eleventh")

    assert answer.status_code == 400
    assert ">\nThe eleventh</textarea>" in answer.text
    assert len(kept(client)) == 10


def test_a_removed_entry_comes_back_by_undo_to_the_page_it_was_on(client, clinic_id):
    send(client, clinic_id)

    client.post(f"{address(clinic_id)}removal/", {"entry_id": "0123abcd"})
    assert kept(client) == []
    assert "You removed what you read elsewhere." in client.get(address(clinic_id)).text
    undone = client.post("/notebook/undo/", {"back": clinic_id, "page": "read-elsewhere"})

    assert undone.headers["Location"] == address(clinic_id)
    assert kept(client) == [ENTRY]


def test_the_script_gets_the_digest_or_the_reason(client, clinic_id):
    headers = {"HX-Request": "true"}
    fields = {"entry_id": "0123abcd", "shown": ""} | ENTRY

    saved = client.post(address(clinic_id), fields, headers=headers)
    refused = client.post(address(clinic_id), fields | {"on": "tomorrow"}, headers=headers)

    assert f'value="{Entry(**ENTRY).digest}"' in saved.text
    assert (refused.status_code, "Write a date such as" in refused.text) == (400, True)


def test_a_clinic_that_was_removed_in_another_tab_gives_the_words_back(client, clinic_id):
    client.post(f"/notebook/clinics/{clinic_id}/removal/")

    answer = send(client, clinic_id)

    assert (answer.status_code, "They were kind" in answer.text) == (404, True)
    assert client.get(address(clinic_id)).status_code == 404


def test_words_that_ask_for_help_bring_the_help_box(client, clinic_id):
    send(client, clinic_id, text="I want to kill myself")

    assert 'id="help-now"' in client.get(address(clinic_id)).text
    assert "I want to kill myself" in list(notebook.all_texts(content(client)))


def test_the_place_of_what_was_read_brings_the_help_box_too_even_if_it_is_not_saved(client, clinic_id):
    refused = send(client, clinic_id, text="x" * 1_001, where="I want to kill myself").text
    send(client, clinic_id, where="I want to kill myself")

    pages = [refused, client.get(address(clinic_id)).text]
    assert [(page.count('id="help-now"'), page.count('id="help-here"')) for page in pages] == [(1, 1)] * 2


def test_a_page_that_was_open_too_long_gives_the_words_back_and_sends_them_again(client, clinic_id):
    stale = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    stale.cookies["notebook"] = client.cookies["notebook"].value

    page = stale.post(
        address(clinic_id), {"entry_id": "0123abcd", "text": "I want to die", "where": "A forum"}
    )

    assert page.status_code == 403
    assert [f">\n{typed}</textarea>" in page.text for typed in ("I want to die", "A forum")] == [True, True]
    assert page.text.count('id="help-now"') == 1


def test_entries_are_exported_and_imported_again(client, clinic_id):
    send(client, clinic_id)
    file = client.get("/notebook/notebook.json").text

    client.post("/notebook/delete/")
    client.post("/notebook/start/")
    client.post("/notebook/reading-in/", {"file": as_file(file)})

    assert kept(client) == [ENTRY]


@pytest.mark.parametrize("wrong", [{"on": "x"}, {"text": "x" * 1_001}, {"where": 1}, {"id": None}])
def test_a_file_with_a_wrong_entry_is_refused(client, clinic_id, wrong):
    send(client, clinic_id)
    file = json.loads(client.get("/notebook/notebook.json").text)
    file["clinics"][0]["read_elsewhere"][0] |= wrong

    assert client.post("/notebook/reading-in/", {"file": as_file(json.dumps(file))}).status_code == 400


def as_file(text):
    return SimpleUploadedFile("notebook.json", text.encode())


def test_validating_normalizes_the_words():
    entry = read_elsewhere.validated(Entry("Kind\r\nand calm ", " A  forum ", ""))

    assert entry == Entry("Kind\nand calm", "A forum", "")
