"""The pages of the notebook: starting, answering, saving, exporting; and what strangers see."""

import csv
import io
import json
import math
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import get_resolver

from checklist import codes, notebook, seal, storage
from checklist.models import Notebook
from checklist.questions.questions import QUESTIONS
from checklist.views.keep_redirect import encrypt_slug
from directory.models import Submission
from tests.support.factories import make_listing, take_down
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(db):
    return make_listing(name="Tern House", attendance=["call_bell"], route=["iv"])


@pytest.fixture
def clinic_id(client, listing):
    """The id of the one clinic in the notebook of `client`."""
    client.post("/notebook/start/", {"clinic": listing.slug})
    return content(client)["clinics"][0]["id"]


def content(client):
    return storage.read(codes.secret_from_code(client.cookies["notebook"].value))


def answers(client):
    return content(client)["clinics"][0]["answers"]


def shown_digest(client, clinic_id, key):
    page = client.get(f"/notebook/clinics/{clinic_id}/all/").content.decode()
    return re.search(f'name="{key}-shown" value="([0-9a-f]+)"', page)[1]


def save(
    client, clinic_id, *, key="D1", impression="worrying", note="A bell only", shown=None, part="D", **more
):
    data = {
        f"{key}-impression": impression,
        f"{key}-note": note,
        f"{key}-shown": shown or shown_digest(client, clinic_id, key),
    }
    return client.post(f"/notebook/clinics/{clinic_id}/answers/", data | {"part": part} | more)


PAGES = [
    "",
    "compare/",
    "take-along/",
    "sheets/",
    "delete/",
    "open",
    "pair",
    "code/",
    "forgetting/",
    "withdrawn/",
]


# ---- beginning


@pytest.mark.parametrize("sign", "*~$=U0")
def test_every_check_symbol_survives_the_cookie(client, monkeypatch, sign):
    secret = codes.CHECK_SYMBOLS.index(sign).to_bytes(seal.SECRET_BYTES)
    monkeypatch.setattr(seal, "new_secret", lambda: secret)

    client.post("/notebook/start/")

    assert codes.code_from_secret(secret)[-1] == sign
    assert Notebook.objects.get().pk == seal.row_id(secret)
    assert client.get("/notebook/").status_code == 200


def test_a_first_visit_says_what_is_kept_and_writes_nothing(client):
    page = client.get("/notebook/")

    for text in ("What is kept:", "How:", "For how long:", "How to end it:"):
        assert text in page.content.decode()
    assert "notebook" not in page.cookies
    assert Notebook.objects.count() == 0


def test_starting_sets_an_http_only_session_cookie(client):
    cookie = client.post("/notebook/start/").cookies["notebook"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (
        True,
        "Lax",
        "",
        "/",
    )
    assert codes.secret_from_code(cookie.value)


def test_the_cookie_lasts_thirty_days_on_ones_own_device(client):
    assert client.post("/notebook/start/", {"device": "own"}).cookies["notebook"]["max-age"] == 30 * 24 * 3600


def test_a_clinic_is_added_in_two_steps_from_its_public_page(client, listing):
    client.post("/notebook/start/")

    asked = client.post("/notebook/wanted/", {"clinic": listing.slug}, follow=True)
    assert content(client)["clinics"] == []
    client.post("/notebook/keep/", {"for": encrypt_slug(listing.slug)})

    assert "Keep in my notebook" in asked.content.decode()
    assert [one["name"] for one in content(client)["clinics"]] == ["Tern House"]


def test_an_unknown_or_a_removed_clinic_cannot_be_added(client, listing):
    client.post("/notebook/start/")
    take_down(listing)

    assert client.get("/notebook/keep/", {"for": encrypt_slug(listing.slug)}).status_code == 404
    assert client.post("/notebook/keep/", {"clinic": "unknown"}).status_code == 404


# ---- filling in


def test_an_answer_is_saved_with_the_version_that_was_read(client, clinic_id):
    answer = save(client, clinic_id, **{"D1-differs": "1"})

    assert answer.status_code == 302
    assert answers(client) == {
        "D1": {"impression": "worrying", "note": "A bell only", "differs": True, "version": 1}
    }


def test_autosave_gets_the_partial_with_the_new_digest(client, clinic_id):
    first = shown_digest(client, clinic_id, "D1")
    data = {"D1-impression": "partly", "D1-note": "", "D1-shown": first}

    part = client.post(f"/notebook/clinics/{clinic_id}/answers/", data, headers={"HX-Request": "true"})

    assert part.content.decode().strip().startswith("Saved")
    assert f'name="D1-shown" value="{shown_digest(client, clinic_id, "D1")}"' in part.content.decode()


def test_an_answer_that_was_not_edited_in_this_tab_is_not_overwritten(client, clinic_id):
    old = shown_digest(client, clinic_id, "D1")
    save(client, clinic_id, key="D1", impression="worrying", note="From tab one")

    # Tab two still shows D1 as it was, and sends it along with D2.
    data = {
        "D1-impression": "",
        "D1-note": "",
        "D1-shown": old,
        "D2-impression": "partly",
        "D2-note": "",
        "D2-shown": old,
    }
    client.post(f"/notebook/clinics/{clinic_id}/answers/", data)

    assert answers(client)["D1"]["note"] == "From tab one"
    assert answers(client)["D2"]["impression"] == "partly"


def test_an_answer_changed_in_two_tabs_shows_both_and_loses_neither(client, clinic_id):
    old = shown_digest(client, clinic_id, "D1")
    save(client, clinic_id, note="From tab one")

    answer = save(client, clinic_id, note="From tab two", shown=old)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("From tab one" in page, "From tab two" in page) == (True, True)
    assert answers(client)["D1"]["note"] == "From tab one"
    again = re.search(r'name="D1-shown" value="(\w+)"', page)[1]
    assert save(client, clinic_id, note="From tab two", shown=again).status_code == 302
    assert answers(client)["D1"]["note"] == "From tab two"


def test_a_longer_text_that_includes_the_stored_one_is_no_conflict(client, clinic_id):
    old = shown_digest(client, clinic_id, "D1")
    save(client, clinic_id, note="A bell", shown=old)

    assert save(client, clinic_id, note="A bell, and no one in the room", shown=old).status_code == 302
    assert answers(client)["D1"]["note"] == "A bell, and no one in the room"


@pytest.mark.parametrize("less", [{"impression": "partly"}, {"note": "A"}, {"D1-differs": ""}])
def test_a_shorter_text_or_another_choice_from_another_tab_is_a_conflict(client, clinic_id, less):
    old = shown_digest(client, clinic_id, "D1")
    save(client, clinic_id, note="A bell", shown=old, **{"D1-differs": "1"})
    data = {"impression": "worrying", "note": "A bell, a bell", "D1-differs": "1"} | less
    if not data["D1-differs"]:
        del data["D1-differs"]

    assert save(client, clinic_id, shown=old, **data).status_code == 409
    assert answers(client)["D1"] == {
        "impression": "worrying",
        "note": "A bell",
        "differs": True,
        "version": 1,
    }


@pytest.mark.parametrize(
    ("impression", "note"), [("great", "Kept words"), ("partly", "Kept words" + "x" * 1_000)]
)
def test_what_cannot_be_saved_stays_on_the_page_with_the_reason(client, clinic_id, impression, note):
    answer = save(client, clinic_id, impression=impression, note=note)

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Kept words" in page
    assert "<title>Error:" in page
    assert answers(client) == {}


def test_line_ends_count_as_one_character_of_a_note(client, clinic_id):
    note = "A line of ten\r\n" * 71

    assert save(client, clinic_id, note=note + "x").status_code == 302
    assert answers(client)["D1"]["note"] == "A line of ten\n" * 71 + "x"


def test_one_note_that_is_too_long_does_not_block_the_others(client, clinic_id):
    data = {"D2-impression": "partly", "D2-note": "Fits", "D2-shown": shown_digest(client, clinic_id, "D2")}

    answer = save(client, clinic_id, note="Too long" + "x" * 1_000, **data)

    assert answer.status_code == 400
    assert "Too long" in answer.content.decode()
    assert answers(client) == {"D2": {"impression": "partly", "note": "Fits", "differs": False, "version": 1}}


def test_an_answer_for_a_clinic_that_was_removed_meanwhile_stays_on_the_page(client, clinic_id):
    old = shown_digest(client, clinic_id, "D1")
    client.post(f"/notebook/clinics/{clinic_id}/removal/")

    answer = save(client, clinic_id, note="Words that took long", shown=old)

    assert answer.status_code == 404
    assert "Words that took long" in answer.content.decode()


def test_an_answer_to_a_question_that_was_removed_meanwhile_stays_on_the_page(client, clinic_id):
    client.post("/notebook/questions/", {"text": "Is there parking?", "for": "", "back": clinic_id})
    (asked,) = content(client)["own_questions"]
    old = shown_digest(client, clinic_id, asked["id"])
    client.post("/notebook/questions/removal/", {"question_id": asked["id"]})

    answer = save(client, clinic_id, key=asked["id"], note="Words that took long", shown=old)

    assert answer.status_code == 409
    assert "Words that took long" in answer.content.decode()


def test_a_late_save_of_the_same_page_does_not_overwrite_a_newer_one(client, clinic_id):
    old, tab = shown_digest(client, clinic_id, "D1"), "0123456789abcdef"
    save(client, clinic_id, note="Less", shown=old, tab=tab, sequence="2")

    late = save(client, clinic_id, note="Less and more", shown=old, tab=tab, sequence="1")

    assert late.status_code == 302
    assert answers(client)["D1"]["note"] == "Less"


def test_a_newer_save_of_the_same_page_is_no_conflict(client, clinic_id):
    old, tab = shown_digest(client, clinic_id, "D1"), "0123456789abcdef"
    save(client, clinic_id, note="Too much", shown=old, tab=tab, sequence="1")

    save(client, clinic_id, impression="", note="", shown=old, tab=tab, sequence="2")

    assert answers(client) == {}


def test_a_save_of_another_page_is_a_conflict(client, clinic_id):
    old, tab = shown_digest(client, clinic_id, "D1"), "0123456789abcdef"
    save(client, clinic_id, note="Mine", shown=old, tab=tab, sequence="1")
    save(
        client,
        clinic_id,
        note="From tab two",
        shown=shown_digest(client, clinic_id, "D1"),
        tab="f" * 16,
        sequence="1",
    )

    assert save(client, clinic_id, note="Mine again", shown=old, tab=tab, sequence="2").status_code == 409
    assert answers(client)["D1"]["note"] == "From tab two"


def test_more_answers_than_a_page_has_are_refused(client, clinic_id):
    data = {f"Q{number}-shown": "x" for number in range(300)}

    assert client.post(f"/notebook/clinics/{clinic_id}/answers/", data).status_code == 413


def ask(client, text, *, clinic_id="", question_id="0123abcd", **more):
    data = {"text": text, "for": clinic_id, "back": clinic_id, "question_id": question_id}
    return client.post("/notebook/questions/", data | more)


def test_another_question_with_a_used_id_is_added_as_a_new_one(client, clinic_id):
    ask(client, "Is there parking?", clinic_id=clinic_id)
    ask(client, "Is there parking?", clinic_id=clinic_id)
    ask(client, "Is there a lift?", clinic_id=clinic_id)

    asked = [one["text"] for one in content(client)["clinics"][0]["own_questions"]]
    assert asked == ["Is there parking?", "Is there a lift?"]


def test_an_own_question_replaces_the_unfinished_one_of_its_page(client, clinic_id):
    tab = {"tab": "0123456789abcdef"}
    ask(client, "Is there par", clinic_id=clinic_id, sequence="1", **tab)
    ask(client, "Is there parking?", sequence="3", **tab)
    ask(client, "Is there park", clinic_id=clinic_id, sequence="2", **tab)

    assert content(client)["clinics"][0]["own_questions"] == []
    assert [one["text"] for one in content(client)["own_questions"]] == ["Is there parking?"]
    ask(client, "", sequence="4", **tab)
    assert content(client)["own_questions"] == []


def test_an_own_question_for_a_removed_clinic_is_refused(client, clinic_id):
    client.post(f"/notebook/clinics/{clinic_id}/removal/")

    answer = ask(client, "Is there parking?", clinic_id=clinic_id)

    assert answer.status_code == 409
    assert "Is there parking?" in answer.content.decode()
    assert content(client)["own_questions"] == []


def test_a_question_shows_what_the_clinic_states(client, clinic_id):
    page = client.get(f"/notebook/clinics/{clinic_id}/D/").content.decode()

    assert "A bell to call staff" in page
    assert "Not stated. You can ask the clinic." in page


def test_a_question_shows_what_the_listing_has_changed_since_the_answer(client, clinic_id, listing):
    save(client, clinic_id)

    make_listing(listing.clinic, attendance=["line_of_sight"])

    page = client.get(f"/notebook/clinics/{clinic_id}/D/").content.decode()
    assert "Changed since you asked." in page
    assert "<del>A bell to call staff</del> <ins>Always in sight of staff</ins>" in page


def test_a_statement_that_is_newer_than_the_answer_has_not_changed(client, clinic_id, listing):
    save(client, clinic_id, key="D2")
    answered = Submission.objects.get(clinic=listing.clinic)
    del answered.content["monitoring"]  # as a release that did not know it has stored it
    answered.save(update_fields=["content"])

    make_listing(listing.clinic, attendance=["line_of_sight"])

    assert "Changed since you asked." not in client.get(f"/notebook/clinics/{clinic_id}/D/").content.decode()


def test_a_clinic_that_is_no_longer_listed_keeps_its_answers(client, clinic_id, listing):
    save(client, clinic_id)
    take_down(listing)

    for address in ("", f"clinics/{clinic_id}/"):
        assert (
            "This clinic is no longer listed. Your answers are still here."
            in client.get(f"/notebook/{address}").content.decode()
        )
    assert "A bell only" in client.get(f"/notebook/clinics/{clinic_id}/D/").content.decode()


def test_an_own_question_is_added_and_answered(client, clinic_id):
    client.post("/notebook/questions/", {"text": "Is there parking?", "for": "", "back": clinic_id})
    (asked,) = content(client)["own_questions"]

    save(client, clinic_id, key=asked["id"], note="Behind the house", part="own")

    assert answers(client)[asked["id"]]["note"] == "Behind the house"


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_of_all_questions_takes_the_same_queries_whatever_is_in_it(
    client, clinic_id, listing, number, django_assert_num_queries
):
    secret = codes.secret_from_code(client.cookies["notebook"].value)
    with storage.changing(secret, today=listing.published_on) as book:
        for extra in range(number - 1):
            notebook.add_clinic(book, listing=10_000 + extra, slug=f"c-{extra}", name="C")
        for clinic in book["clinics"]:
            for question in QUESTIONS:
                notebook.set_answer(clinic, question.key, notebook.Answer("partly", "x" * 900, False, 1))
    make_listing(listing.clinic, attendance=["line_of_sight"])

    with django_assert_num_queries(3):
        client.get(f"/notebook/clinics/{clinic_id}/all/")


# ---- when it can't be saved


def test_while_the_database_is_away_the_text_stays_and_can_be_sent_again(client, clinic_id, monkeypatch):
    first = shown_digest(client, clinic_id, "D1")

    def away(*_args, **_kwargs):
        raise OperationalError("the connection is closed")

    with monkeypatch.context() as broken:
        broken.setattr(Notebook.objects.__class__, "select_for_update", away, raising=False)
        answer = save(client, clinic_id, note="Words that took long", shown=first)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'<textarea [^>]*name="([^"]+)"[^>]*>\n([^<]*)', page))
    assert client.post(f"/notebook/clinics/{clinic_id}/answers/", fields).status_code == 302
    assert answers(client)["D1"]["note"] == "Words that took long"


def test_without_the_cookie_the_text_stays_on_the_page(client, clinic_id):
    old = shown_digest(client, clinic_id, "D1")
    del client.cookies["notebook"]

    answer = save(client, clinic_id, note="Words that took long", shown=old)

    assert answer.status_code == 403
    assert "Words that took long" in answer.content.decode()


def test_a_form_with_an_expired_csrf_token_keeps_the_text(clinic_id, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.cookies["notebook"] = client.cookies["notebook"].value

    answer = strict.post(
        f"/notebook/clinics/{clinic_id}/answers/", {"D1-note": "Words that took long", "D1-shown": "x"}
    )

    assert answer.status_code == 403
    assert "Words that took long" in answer.content.decode()


def test_a_form_that_is_too_large_says_so(client, clinic_id):
    answer = client.post(
        f"/notebook/clinics/{clinic_id}/answers/", {"D1-note": "x" * 3_000_000, "D1-shown": "x"}
    )

    assert answer.status_code == 413
    assert "This is too much to send at once" in answer.content.decode()
    assert answers(client) == {}


# ---- on another device, forgetting, deleting


def code_of(client):
    page = client.get("/notebook/code/").content.decode()
    return re.search(r'id="private-code"[^>]*>([^\n]+)</p>', page)[1].replace("<wbr>", "")


def test_the_code_opens_the_same_notebook_on_another_device(client, clinic_id):
    from django.test import Client

    save(client, clinic_id)
    other = Client()

    other.post("/notebook/open", {"code": code_of(client).lower().replace("-", " ")})

    assert "A bell only" in other.get(f"/notebook/clinics/{clinic_id}/D/").content.decode()


def test_a_withdrawn_code_opens_nothing_and_this_device_stays_open(client, clinic_id):
    from django.test import Client

    code = code_of(client)
    client.post("/notebook/code/withdrawal/")

    assert Client().post("/notebook/open", {"code": code}, follow=True).status_code == 404
    assert client.get("/notebook/").status_code == 200
    assert code_of(client) != code


def test_a_wrong_a_withdrawn_and_a_deleted_code_give_the_same_page_and_queries(
    client, clinic_id, django_assert_num_queries
):
    from django.test import Client

    withdrawn = code_of(client)
    client.post("/notebook/code/withdrawal/")
    deleted = code_of(client)
    client.post("/notebook/delete/")

    pages = []
    wrong = [codes.code_from_secret(seal.new_secret()), codes.code_from_reading(seal.new_reading_secret())]
    for code in (withdrawn, deleted, *wrong, "nonsense", ""):
        with django_assert_num_queries(3):  # two of them count the attempt
            answer = Client().post("/notebook/open", {"code": code}, follow=True)
        page = answer.content.decode()
        assert (answer.status_code, answer.cookies.get("notebook")) == (404, None)
        pages.append(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
    assert len(set(pages)) == 1


def test_forgetting_deletes_the_cookie_and_not_the_notebook(client, clinic_id):
    code = code_of(client)

    client.post("/notebook/forgetting/", {"code": "kept"})

    assert client.cookies["notebook"].value == ""
    assert Notebook.objects.count() == 1
    client.post("/notebook/open", {"code": code})
    assert client.get("/notebook/").status_code == 200


def test_deleting_removes_notebook_and_cookie(client, clinic_id):
    answer = client.post("/notebook/delete/", follow=True)

    assert "The notebook is deleted" in answer.content.decode()
    assert (Notebook.objects.count(), client.cookies["notebook"].value) == (0, "")


def test_get_requests_change_nothing(client, clinic_id):
    before = Notebook.objects.values().get()

    for address in [
        *PAGES,
        f"clinics/{clinic_id}/",
        f"clinics/{clinic_id}/all/",
        "notebook.json",
        "notebook.csv",
    ]:
        client.get(f"/notebook/{address}")

    assert Notebook.objects.values().get() == before


# ---- to take along


def test_an_exported_notebook_is_the_same_after_import(client, clinic_id):
    from django.test import Client

    save(client, clinic_id)
    client.post("/notebook/questions/", {"text": "Parking?", "for": clinic_id})
    file = client.get("/notebook/notebook.json").content
    other = Client()
    other.post("/notebook/start/")

    other.post("/notebook/reading-in/", {"file": SimpleUploadedFile("notebook.json", file)})

    mine, theirs = content(client), content(other)
    for book in (mine, theirs):
        del book["clinics"][0]["id"]
    assert theirs == mine


def test_importing_fills_empty_answers_and_keeps_the_others(client, clinic_id):
    save(client, clinic_id, note="Older")
    file = client.get("/notebook/notebook.json").content
    save(client, clinic_id, note="Newer")

    client.post("/notebook/reading-in/", {"file": SimpleUploadedFile("notebook.json", file)})

    assert answers(client)["D1"]["note"] == "Newer"


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"not json",
        b"[]",
        b'{"form": "another"}',
        b'{"form": "ketamine-clinic-notebook 1"}',
        b'{"form": "ketamine-clinic-notebook 1", "clinics": [1], "own_questions": []}',
        b'{"form": "ketamine-clinic-notebook 1", "clinics": {"a": 1}, "own_questions": [null]}',
        json.dumps(
            {
                "form": "ketamine-clinic-notebook 1",
                "own_questions": [],
                "clinics": [
                    {
                        "slug": "x",
                        "name": "x",
                        "listing": 5,
                        "own_questions": [],
                        "answers": {"A1": {"impression": "x"}},
                    }
                ],
            }
        ).encode(),
        json.dumps(
            {
                "form": "ketamine-clinic-notebook 1",
                "own_questions": [],
                "clinics": [
                    {
                        "slug": "x",
                        "name": "x",
                        "listing": 5,
                        "own_questions": [],
                        "answers": {"A1": {"impression": "", "note": "n", "differs": 0, "version": math.inf}},
                    }
                ],
            }
        ).encode(),
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
)
def test_a_file_that_is_no_notebook_is_refused_and_changes_nothing(client, clinic_id, file):
    before = content(client)

    answer = client.post("/notebook/reading-in/", {"file": SimpleUploadedFile("notebook.json", file)})

    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert content(client) == before


@pytest.mark.parametrize(
    "harm", [{"name": "Tern\ud800 House", "listing": 77}, {"listing": 10**30}, {"listing": -1}]
)
def test_an_imported_file_with_impossible_values_breaks_no_page(client, clinic_id, harm):
    save(client, clinic_id)
    copy = json.loads(client.get("/notebook/notebook.json").content)
    copy["clinics"][0] |= {"slug": "gone-long-ago"} | harm
    copy["clinics"][0]["answers"]["D1"]["version"] = 10**30
    file = SimpleUploadedFile("notebook.json", json.dumps(copy).encode())

    client.post("/notebook/reading-in/", {"file": file})

    for clinic in content(client)["clinics"]:
        assert client.get(f"/notebook/clinics/{clinic['id']}/all/").status_code == 200
    assert client.get("/notebook/compare/").status_code == 200


def test_the_csv_holds_no_formula(client, clinic_id):
    save(client, clinic_id, note='=HYPERLINK("http://example.com")')

    rows = list(csv.DictReader(io.StringIO(client.get("/notebook/notebook.csv").content.decode())))

    assert [row["Note"] for row in rows if row["Key"] == "D1"] == ['\'=HYPERLINK("http://example.com")']


def test_the_csv_holds_no_formula_where_semicolons_are_the_delimiter(client, clinic_id):
    save(client, clinic_id, note="a;=1+1;b")

    text = client.get("/notebook/notebook.csv").content.decode()

    opened = csv.reader(io.StringIO(text), delimiter=";")
    assert [cell for row in opened for cell in row if cell.startswith("=")] == []
    assert '"a;\'=1+1;b"' in text


def test_the_exported_page_loads_nothing(client, clinic_id):
    save(client, clinic_id)

    page = client.get("/notebook/notebook.html").content.decode()

    assert "A bell only" in page
    assert re.findall(r"<(?:link|script|img|iframe)|url\(|@import", page) == []


def test_compare_puts_answers_beside_statements_and_names_what_worried(client, clinic_id):
    other = make_listing(name="Half Acre", attendance=["continuous_clinician"])
    client.post("/notebook/keep/", {"clinic": other.slug})
    save(client, clinic_id)

    page = client.get("/notebook/compare/").content.decode()

    assert page.index("Where they differ") < page.index("A bell only") < page.index("Worth another look")
    assert "A clinician in the room the whole time" in page
    assert re.search(r"score|winner", page.replace("There is no score and no winner", "")) is None


# ---- nobody else


def test_every_private_page_is_sent_with_no_store(client, clinic_id):
    addresses = [f"/notebook/{page}" for page in PAGES]
    addresses += [
        f"/notebook/clinics/{clinic_id}/",
        f"/notebook/clinics/{clinic_id}/D/",
        "/notebook/notebook.json",
    ]

    assert {address: client.get(address)["Cache-Control"] for address in addresses} == dict.fromkeys(
        addresses, "no-store"
    )


def test_another_persons_addresses_are_404_for_a_stranger(clinic_id):
    from django.test import Client

    for address in [
        f"/notebook/clinics/{clinic_id}/",
        f"/notebook/clinics/{clinic_id}/D/",
        "/notebook/compare/",
    ]:
        assert Client().get(address).status_code == 404


def test_no_address_of_the_notebook_can_name_a_clinic_or_a_secret():
    routes = [str(route.pattern) for route in get_resolver("checklist.urls").url_patterns]
    named = {
        part for route in routes if route.startswith("notebook") for part in re.findall(r"<\w+:(\w+)>", route)
    }

    assert named == {"clinic_id", "part"}


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_valid(client, clinic_id, address):
    save(client, clinic_id)
    assert_valid(client.get(f"/notebook/{address}").content.decode())


@pytest.mark.parametrize("part", ["A", "C", "own", "first-call", "all"])
def test_every_page_of_a_clinic_is_valid(client, clinic_id, part):
    assert_valid(client.get(f"/notebook/clinics/{clinic_id}/{part}/").content.decode())


@pytest.mark.parametrize("part", ["Z", "zz", "answers"])
def test_an_unknown_part_is_404(client, clinic_id, part):
    assert client.get(f"/notebook/clinics/{clinic_id}/{part}/").status_code in (404, 405)


def test_an_answer_that_differs_links_to_a_report_without_the_note(client, clinic_id, listing):
    save(client, clinic_id, note="They said a nurse stays", **{"D1-differs": "1"})

    for address in (f"clinics/{clinic_id}/", "compare/"):
        page = client.get(f"/notebook/{address}").content.decode()
        (link,) = re.findall(r'href="([^"]*report[^"]*)"', page)
        assert link == f"/clinics/{listing.slug}/report/?statement=attendance"


def test_new_notebooks_from_one_network_are_limited(client):
    from django.test import Client

    for _ in range(50):
        Client().post("/notebook/start/")

    answer = client.post("/notebook/start/")

    assert answer.status_code == 429
    assert Notebook.objects.count() == 50


OFFERINGS = [
    {"route": "iv", "purpose": "mood", "attendance": "continuous_clinician"},
    {"route": "sublingual", "setting": "home_unsupervised", "attendance": "call_bell"},
]


def test_a_question_shows_what_holds_for_each_offering(client):
    listing = make_listing(name="Two Ways", offerings=OFFERINGS)
    client.post("/notebook/start/", {"clinic": listing.slug})
    clinic_id = content(client)["clinics"][0]["id"]

    page = client.get(f"/notebook/clinics/{clinic_id}/D/").content.decode()

    assert (
        "IV, mood: A clinician in the room the whole time<br>Lozenge, at home: A bell to call staff" in page
    )
    assert '<strong class="warned__value">Home, with no one watching</strong> (Lozenge, at home)' in page


def test_a_change_of_one_offering_is_shown_beside_the_question_it_answers(client):
    listing = make_listing(name="Two Ways", offerings=OFFERINGS)
    client.post("/notebook/start/", {"clinic": listing.slug})
    clinic_id = content(client)["clinics"][0]["id"]
    save(client, clinic_id)

    make_listing(listing.clinic, offerings=[OFFERINGS[0], {**OFFERINGS[1], "attendance": "line_of_sight"}])

    page = client.get(f"/notebook/clinics/{clinic_id}/D/").content.decode()
    assert page.count("Changed since you asked.") == 1
    assert (
        "Who watches: <del>IV, mood: A clinician in the room the whole time; "
        "Lozenge, at home: A bell to call staff</del> "
        "<ins>IV, mood: A clinician in the room the whole time; "
        "Lozenge, at home: Always in sight of staff</ins>"
    ) in page
