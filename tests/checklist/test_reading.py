"""Reading somebody else's notebook by a code: what it opens, and everything that it does not."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from checklist import codes, notebook, own_words, reading_codes, seal, storage
from checklist.models import Notebook, Pairing, ReadingCode
from checklist.urls import urlpatterns
from directory.web import rate_limit
from tests.support.factories import make_listing
from tests.support.html import assert_valid

pytestmark = pytest.mark.django_db
MARKED = "You are reading someone else’s notebook. You can’t change it."
NOTE, WORDS, LABEL = "A bell and no one there", "I am afraid of being alone", "My sister Thistle"


@pytest.fixture
def listing(db):
    return make_listing(name="Tern House", phone="+13035550142")


@pytest.fixture
def owner(client, listing):
    """A device of the owner, whose notebook has two clinics, an answer and own words."""
    client.post("/notebook/start/", {"clinic": listing.slug})
    client.post("/notebook/keep/", {"clinic": make_listing(name="Half Acre").slug})
    with storage.changing(secret(client), today=date.today()) as book:
        notebook.set_answer(book["clinics"][0], "D1", notebook.Answer("worrying", NOTE))
        own_words.save(book, WORDS, shown=own_words.shown_digest(book))
    return client


@pytest.fixture
def code(owner):
    return make_code(owner)


@pytest.fixture
def reader(code):
    """A device on which the notebook was opened with the reading code."""
    other = Client()
    other.post("/notebook/open", {"code": code})
    return other


def secret(client):
    return codes.secret_from_code(client.cookies["notebook"].value)


def content(client):
    return storage.read(secret(client))


def make_code(owner, label=LABEL):
    page = owner.post("/notebook/reading-codes/", {"label": label}).content.decode().replace("<wbr>", "")
    return re.search(r'id="reading-code"[^>]*>([^<]+)<', page)[1]


def rows():
    return [[*model.objects.order_by("pk").values()] for model in (Notebook, Pairing, ReadingCode)]


# ---- opening


def test_a_reading_code_opens_the_notebook_in_a_cookie_of_its_own_for_the_session(code):
    other = Client()

    opened = other.post("/notebook/open", {"code": f" {code.lower().replace('-', ' ')} ", "device": "own"})

    assert (opened.status_code, opened["Location"]) == (302, "/notebook/reading/")
    assert list(opened.cookies) == ["notebook_reading"]
    cookie = opened.cookies["notebook_reading"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (
        True,
        "Lax",
        "",
        "",
    )
    assert codes.reading_from_code(cookie.value) == codes.reading_from_code(code)


def pages_to_read(owner):
    clinics = [f"clinics/{clinic['id']}/" for clinic in content(owner)["clinics"]]
    return [f"/notebook/reading/{page}" for page in ("", "compare/", *clinics)]


def test_every_page_says_that_it_is_read_only_and_can_be_closed(owner, reader):
    for address in pages_to_read(owner):
        answer = reader.get(address)
        html = answer.content.decode()
        assert_valid(html)
        assert (answer.status_code, MARKED in html, answer["Cache-Control"]) == (200, True, "no-store")
        forms = re.findall(r'<form[^>]*action="([^"]*)" method="post"', html)
        assert forms == ["/notebook/reading/close/"]
        links = set(re.findall(r'href="(/notebook/[^"]*)"', html)) - {"/notebook/"}
        assert links == set(pages_to_read(owner))


def test_the_pages_show_the_answers_and_the_own_words(owner, reader):
    pages = {address: reader.get(address).content.decode() for address in pages_to_read(owner)}

    assert [NOTE in page for page in pages.values()] == [True, True, True, False]
    assert [WORDS in page for page in pages.values()] == [True, False, False, False]
    assert [address for address, page in pages.items() if LABEL in page] == []


def test_a_reader_is_not_addressed_as_the_one_who_wrote(reader):
    page = reader.get("/notebook/reading/compare/").content.decode()

    assert re.findall("<h1>(.*?)</h1>", page) == ["Their clinics side by side"]
    assert re.findall(r"\b(?:Your answers|you asked|you did not ask|You decide)\b", page) == []


def test_a_reader_sees_what_is_written_later(owner, reader):
    with storage.changing(secret(owner), today=date.today()) as book:
        own_words.save(book, "Other words", shown=own_words.shown_digest(book))

    assert "Other words" in reader.get("/notebook/reading/").content.decode()


def test_a_link_hands_the_code_over_once(owner):
    page = owner.post("/notebook/reading-codes/", {"label": "Dr. Okonjo"}).content.decode()
    pairing = re.search(r'value="http://testserver/notebook/pair#([-0-9A-Z]+)"', page)[1]
    first, second = Client(), Client()

    opened = first.post("/notebook/open", {"code": pairing, "device": "own"})
    late = second.post("/notebook/open", {"code": pairing}, follow=True)

    assert (opened["Location"], list(opened.cookies)) == ("/notebook/reading/", ["notebook_reading"])
    assert first.get("/notebook/reading/").status_code == 200
    assert (late.status_code, dict(second.cookies)) == (404, {})


def test_a_reader_keeps_a_notebook_of_their_own_open(code):
    other = Client()
    other.post("/notebook/start/")
    own = other.cookies["notebook"].value

    other.post("/notebook/open", {"code": code})

    assert other.cookies["notebook"].value == own
    assert other.get("/notebook/").status_code == other.get("/notebook/reading/").status_code == 200
    other.post("/notebook/reading/close/")
    assert (other.cookies["notebook_reading"].value, other.cookies["notebook"].value) == ("", own)


@pytest.mark.parametrize("address", ["/notebook/", "/notebook/open"])
def test_a_reader_is_led_back_to_the_notebook_that_they_read(reader, address):
    link = 'href="/notebook/reading/"'

    assert (link in reader.get(address).content.decode(), link in Client().get(address).content.decode()) == (
        True,
        False,
    )


def test_closing_forgets_the_code_on_this_device_alone(owner, reader, code):
    closed = reader.post("/notebook/reading/close/")

    assert (closed["Location"], closed["Clear-Site-Data"]) == (
        "/notebook/reading/closed/",
        '"cache", "storage"',
    )
    assert closed.cookies["notebook_reading"]["max-age"] == 0
    assert reader.get("/notebook/reading/").status_code == 404
    again = Client()
    again.post("/notebook/open", {"code": code})
    assert again.get("/notebook/reading/").status_code == 200


# ---- what it does not open


# Pages that show what is in the notebook to somebody who holds nothing but a reading code.
READABLE = {"notebook_reading", "notebook_reading_compare", "notebook_reading_clinic"}
TYPED = {
    "D1-note": "Changed",
    "D1-impression": "partly",
    "D1-shown": "x",
    "text": "Changed?",
    "label": "Changed",
    "own_words": "Changed",
    "where": "Changed",
    "on": "2026-11-01",
    "code": "kept",
    "device": "own",
}


def addresses(owner):
    """Name of each route of the checklist → its address, with the ids of the owner's notebook."""
    clinic = content(owner)["clinics"][0]
    parts = {"clinic_id": clinic["id"], "part": "all", "slug": "law"}
    return {
        route.name: "/" + re.sub(r"<\w+:(\w+)>", lambda found: parts[found[1]], str(route.pattern))
        for route in urlpatterns
    }


def test_a_reading_cookie_opens_the_pages_to_read_and_nothing_else(owner, reader):
    before, stranger = rows(), Client()
    answers = {}
    for name, address in addresses(owner).items():
        answers[name] = (reader.get(address), stranger.get(address))

    shown = {name: answer for name, (answer, _theirs) in answers.items() if NOTE in answer.content.decode()}
    named = {name for name, (answer, _) in answers.items() if "Tern House" in answer.content.decode()}
    different = {name for name, (mine, theirs) in answers.items() if mine.status_code != theirs.status_code}
    assert (set(shown), named, different) == (
        READABLE,
        READABLE,
        READABLE,
    )
    assert {answers[name][0].status_code for name in READABLE} == {200}
    assert {answers[name][1].status_code for name in READABLE} == {404}
    assert rows() == before


def test_no_form_with_a_reading_cookie_changes_a_row(owner, reader):
    typed = TYPED | {"code_id": content(owner)["reading_codes"][0]["id"], "question_id": "0123abcd"}
    before, different, new = rows(), {}, {}
    for name, address in addresses(owner).items():
        held = Client()  # with nothing but the reading cookie
        held.cookies["notebook_reading"] = reader.cookies["notebook_reading"].value
        mine, theirs = held.post(address, typed), Client().post(address, typed)
        if mine.status_code != theirs.status_code:
            different[name] = (mine.status_code, theirs.status_code)
        assert NOTE not in mine.content.decode()
        after = rows()
        if after != before:
            pairs = list(zip(after, before, strict=True))
            new[name] = [[one for one in now if one not in then] for now, then in pairs]
            assert [[one for one in now if one in then] for now, then in pairs] == before
            before = after

    # Anybody may start a notebook of their own: the reader and the stranger did.
    assert different == {}
    assert {name: [len(rows) for rows in made] for name, made in new.items()} == {"notebook_begin": [2, 0, 0]}


def test_a_reading_code_in_the_cookie_of_a_notebook_opens_nothing(owner, code):
    held = Client()
    held.cookies["notebook"] = code

    assert held.get("/notebook/compare/").status_code == 404
    assert held.post("/notebook/delete/").status_code == 403


def test_the_code_of_a_notebook_in_the_reading_cookie_opens_nothing(owner):
    held = Client()
    held.cookies["notebook_reading"] = owner.cookies["notebook"].value

    assert held.get("/notebook/reading/").status_code == 404


def test_the_cookie_of_a_reader_holds_neither_secret_nor_proof(owner, reader):
    value = reader.cookies["notebook_reading"].value
    held = codes.reading_from_code(value)

    assert (len(held), codes.secret_from_code(value)) == (seal.READING_BYTES, None)
    assert held not in secret(owner) + seal.write_proof(secret(owner))


def test_export_and_import_leave_the_codes_behind(owner, code):
    exported = owner.get("/notebook/notebook.json").content.decode()

    assert [
        word
        for word in (LABEL, "reading_codes", seal.reading_id(codes.reading_from_code(code)))
        if word in exported
    ] == []


# ---- ending


def test_a_revoked_code_opens_nothing_at_once_and_the_others_stay(owner, reader):
    other = Client()
    other.post("/notebook/open", {"code": make_code(owner, label="Dr. Okonjo")})
    listed = content(owner)["reading_codes"]

    owner.post("/notebook/reading-codes/revocation/", {"code_id": listed[0]["id"]})

    gone = reader.get("/notebook/reading/")
    assert (gone.status_code, gone.cookies["notebook_reading"]["max-age"]) == (404, 0)
    assert other.get("/notebook/reading/").status_code == 200
    page = owner.get("/notebook/reading-codes/").content.decode()
    assert (LABEL in page, "Dr. Okonjo" in page) == (False, True)


@pytest.mark.parametrize("end", ["code/withdrawal/", "delete/"])
def test_a_new_code_of_the_notebook_and_its_deletion_end_every_reading_code(owner, reader, end):
    owner.post(f"/notebook/{end}")

    assert reader.get("/notebook/reading/").status_code == 404
    assert ReadingCode.objects.count() == 0


def test_an_expired_code_opens_nothing(owner, reader):
    ReadingCode.objects.update(expires_on=date.today() - timedelta(days=2))

    assert reader.get("/notebook/reading/").status_code == 404


# ---- making


def test_the_list_shows_label_and_day_and_never_the_code(owner, code):
    html = owner.get("/notebook/reading-codes/").content.decode()

    assert_valid(html)
    assert (LABEL in html, code in html.replace("<wbr>", "")) == (True, False)
    assert "It works until" in html


def test_the_page_of_a_new_code_shows_it_as_text_and_as_a_square_of_plain_text(owner):
    from checklist.views.notebook_code import qr_code

    html = owner.post("/notebook/reading-codes/", {"label": LABEL}).content.decode()

    assert_valid(html)
    shown = re.search(r'id="reading-code"[^>]*>([^<]+)<', html.replace("<wbr>", ""))[1]
    drawn = re.search(r'class="qr" src="([^"]+)"', html)[1].replace("&#x27;", "'").replace("&amp;", "&")
    assert drawn == qr_code(shown)
    assert secret(owner) not in (codes.reading_from_code(shown),)
    assert codes.code_from_secret(secret(owner)) not in html.replace("<wbr>", "")


def test_a_sixth_code_is_refused_and_the_label_stays(owner):
    for _ in range(reading_codes.MAX_CODES):
        make_code(owner)
    full = owner.get("/notebook/reading-codes/").content.decode()

    refused = owner.post("/notebook/reading-codes/", {"label": "A sixth"})

    assert ("You have five codes." in full, refused.status_code) == (True, 409)
    assert ReadingCode.objects.count() == 5


def test_a_label_that_is_too_long_stays_on_the_page_with_the_reason(owner):
    refused = owner.post("/notebook/reading-codes/", {"label": "x" * 61})

    html = refused.content.decode()
    assert_valid(html)
    assert (refused.status_code, 'value="' + "x" * 61 + '"' in html) == (409, True)
    assert "A name for a code holds up to 60 characters. Yours has 61." in html


# ---- guessing


def test_codes_typed_from_one_network_are_limited(code, monkeypatch):
    monkeypatch.setitem(rate_limit.LIMITS, "notebook opening", rate_limit.RateLimit(2, hours=1))
    wrong, other = codes.code_from_reading(seal.new_reading_secret()), Client()

    answers = [other.post("/notebook/open", {"code": one}) for one in (wrong, wrong, code)]

    assert [answer["Location"] for answer in answers] == ["/notebook/not-opened/"] * 2 + [
        "/notebook/too-often/"
    ]
    assert other.get("/notebook/too-often/").status_code == 429
    assert dict(other.cookies) == {}
