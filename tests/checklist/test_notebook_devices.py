"""Opening, pairing, withdrawing and closing a notebook on several devices."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from checklist import codes, seal, storage
from checklist.models import Notebook, Pairing
from checklist.views import keep_redirect
from checklist.views.keep_redirect import decrypt_slug, encrypt_slug, keep_address
from directory.web import rate_limit
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@pytest.fixture
def listing(db):
    return make_listing(name="Tern House")


@pytest.fixture
def clinic_id(client, listing):
    """The id of the one clinic in the notebook of `client`."""
    client.post("/notebook/start/", {"clinic": listing.slug})
    return content(client)["clinics"][0]["id"]


def secret(client):
    return codes.secret_from_code(client.cookies["notebook"].value)


def content(client):
    return storage.read(secret(client))


def save(client, clinic_id, note="A bell only"):
    data = {"D1-impression": "worrying", "D1-note": note, "D1-shown": "x"}
    assert client.post(f"/notebook/clinics/{clinic_id}/answers/", data).status_code == 302


def another():
    """A notebook of somebody else, on a device of theirs."""
    other = Client()
    other.post("/notebook/start/")
    return other


def mark_of(client):
    return re.search(r'name="put_away" value="(\w+)"', client.get("/notebook/open").content.decode())[1]


def pairing(client):
    page = client.post("/notebook/pairing/").content.decode()
    return re.search(r'id="pairing-code"[^>]*>([-0-9A-Z]+)<', page)[1]


# ---- a notebook that is open gives way by a button alone


def test_a_code_that_is_posted_by_another_page_leaves_the_open_notebook_open(client, clinic_id):
    mine, theirs = secret(client), secret(another())

    answer = client.post("/notebook/open", {"code": codes.code_from_secret(theirs), "device": "own"})

    assert (answer.status_code, answer["Location"]) == (302, "/notebook/open")
    assert secret(client) == mine


def test_the_page_that_asks_offers_the_code_of_the_open_one_and_its_button_opens_the_other(client, clinic_id):
    mine, theirs = secret(client), secret(another())

    page = client.get("/notebook/open").content.decode()
    client.post("/notebook/open", {"code": codes.code_from_secret(theirs), "put_away": mark_of(client)})

    assert "A notebook is open on this device" in page
    assert codes.code_from_secret(mine) in page.replace("<wbr>", "")
    assert secret(client) == theirs


def test_a_page_that_asked_about_one_notebook_puts_away_no_other(client, clinic_id):
    asked = mark_of(client)
    client.cookies["notebook"] = codes.code_from_secret(secret(another()))
    mine, theirs = secret(client), secret(another())

    client.post("/notebook/open", {"code": codes.code_from_secret(theirs), "put_away": asked})

    assert secret(client) == mine


def test_a_pairing_that_is_not_let_in_is_not_used_up(client, clinic_id):
    code = pairing(another())
    mine = secret(client)

    client.post("/notebook/open", {"code": code})

    assert secret(client) == mine
    assert Pairing.objects.count() == 1


def test_the_code_of_the_open_notebook_asks_nothing(client, clinic_id):
    mine = secret(client)

    answer = client.post("/notebook/open", {"code": codes.code_from_secret(mine), "device": "own"})

    assert (answer["Location"], answer.cookies["notebook"]["max-age"]) == ("/notebook/", 30 * 24 * 3600)


def test_a_key_without_a_notebook_is_put_away_unasked(client, clinic_id):
    client.post("/notebook/delete/")
    client.cookies["notebook"] = codes.code_from_secret(seal.new_secret())
    theirs = secret(another())

    client.post("/notebook/open", {"code": codes.code_from_secret(theirs)})

    assert secret(client) == theirs


def test_starting_again_from_a_page_that_was_open_keeps_the_notebook(client, clinic_id, listing):
    mine = secret(client)

    bare = client.post("/notebook/start/")
    more = client.post("/notebook/start/", {"for": encrypt_slug(listing.slug)})

    assert (bare["Location"], more["Location"].partition("=")[0]) == ("/notebook/", "/notebook/keep/?for")
    assert (secret(client), Notebook.objects.count()) == (mine, 1)


@pytest.mark.parametrize("harmed", [False, True])
def test_a_notebook_that_cannot_be_opened_can_be_put_away_and_forgotten(client, clinic_id, harmed):
    if harmed:
        Notebook.objects.update(sealed=b"nonsense")

    assert client.get("/notebook/open").status_code == 200
    assert client.get("/notebook/forgetting/").status_code == 200
    client.post("/notebook/forgetting/", {"code": "kept"})
    assert client.cookies["notebook"].value == ""


# ---- forms from elsewhere


@pytest.fixture
def strict(client, clinic_id):
    """The same device with CSRF checks, and the header that a browser sends for a form of another site."""
    held = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    held.cookies["notebook"] = client.cookies["notebook"].value
    return held


FORMS = """
open start/ keep/ undo/ pairing/ forgetting/ delete/ code/kept/ code/withdrawal/ questions/ questions/removal/
reading-in/ clinics/{clinic_id}/removal/ clinics/{clinic_id}/answers/
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", FORMS)
def test_a_form_from_another_site_does_nothing_and_gets_no_button_that_would(
    client, strict, clinic_id, address
):
    before = [*Notebook.objects.values()]
    sent = {
        "code": codes.code_from_secret(seal.new_secret()),
        "text": "T" * 50,
        "D1-note": "N" * 50,
        "D1-shown": "x",
    }

    answer = strict.post(
        "/notebook/" + address.format(clinic_id=clinic_id), sent | {"put_away": mark_of(client)}, follow=True
    )

    page = answer.content.decode()
    elsewhere = [("/notebook/not-done/", 302)] if address == "open" else []  # a page would keep the code
    assert (answer.redirect_chain, answer.status_code) == (elsewhere, 200 if elsewhere else 403)
    assert "Nothing was done" in page
    assert re.findall(r"<form|T{50}|N{50}", page) == []
    assert [*Notebook.objects.values()] == before
    assert strict.cookies["notebook"].value == client.cookies["notebook"].value


@pytest.mark.parametrize("headers", [{}, {"referer": "https://evil.example/a"}, {"origin": "null"}])
def test_a_form_of_a_browser_that_says_little_gets_no_button_either(client, clinic_id, headers):
    silent = Client(enforce_csrf_checks=True, headers=headers)
    silent.cookies["notebook"] = client.cookies["notebook"].value

    answer = silent.post("/notebook/questions/", {"text": "T" * 50}, secure=True)

    assert answer.status_code == 403
    assert re.findall(r"<form|T{50}", answer.content.decode()) == []


def test_a_form_of_ours_that_hides_its_page_keeps_its_words(client, clinic_id):
    hiding = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    hiding.cookies["notebook"] = client.cookies["notebook"].value

    assert "T" * 50 in hiding.post("/notebook/questions/", {"text": "T" * 50}, secure=True).text


def test_a_form_that_was_open_too_long_offers_to_send_words_again_and_nothing_else(client, clinic_id):
    stale = Client(enforce_csrf_checks=True)
    stale.cookies["notebook"] = client.cookies["notebook"].value
    fields = {"note": "Words that are long enough to be shown as words"}

    pages = {
        address: stale.post(f"/notebook/{address}", fields).content.decode()
        for address in (
            "questions/",
            f"clinics/{clinic_id}/answers/",
            "delete/",
            "code/withdrawal/",
            "forgetting/",
        )
    }

    assert [address for address, page in pages.items() if "Send again" in page] == [
        "questions/",
        f"clinics/{clinic_id}/answers/",
    ]


def test_no_script_of_ours_sends_a_form_that_nobody_pressed():
    scripts = {path.name: path.read_text() for path in settings.BASE_DIR.glob("*/static/*/*.js")}
    sent = {name: re.findall(r"\w+\.(?:requestS|s)ubmit\([^)]*\)", text) for name, text in scripts.items()}

    assert {"open.js", "code.js", "notebook.js"} <= set(scripts)
    assert {name: calls for name, calls in sent.items() if calls} == {
        "notebook.js": ["submittedForm.requestSubmit(event.submitter)"]  # goes on with what was pressed
    }


# ---- another device


def test_a_pairing_opens_the_notebook_elsewhere_once(client, clinic_id):
    code = pairing(client)
    first, second = Client(), Client()

    first.post("/notebook/open", {"code": code.lower().replace("-", " "), "device": "own"})
    late = second.post("/notebook/open", {"code": code}, follow=True)

    assert secret(first) == secret(client)
    assert (late.status_code, second.cookies.get("notebook")) == (404, None)
    assert Pairing.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_eight_devices_that_use_a_pairing_at_once_one_gets_in():
    notebook = storage.create(today=NOW.date())
    code = storage.create_pairing(notebook, now=NOW)

    def use(_number):
        try:
            return storage.redeem_pairing(code, now=NOW)
        except storage.NotebookNotFoundError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        got = list(threads.map(use, range(8)))

    assert sorted(one for one in got if one) == [notebook]


def test_a_link_that_is_looked_at_is_not_used_up(client, clinic_id):
    code = pairing(client)
    before = [*Pairing.objects.values()]

    for look in (client.get, client.head, client.options):
        for address in ("/notebook/pair", "/notebook/open", f"/notebook/pair?code={code}"):
            look(address)

    assert [*Pairing.objects.values()] == before
    assert Client().post("/notebook/open", {"code": code})["Location"] == "/notebook/"


def test_the_link_carries_the_short_code_in_its_fragment_and_never_the_lasting_one(client, clinic_id):
    page = client.post("/notebook/pairing/").content.decode()

    link = re.search(r'id="pairing-link" readonly value="([^"]+)"', page)[1]
    assert re.fullmatch(r"http://testserver/notebook/pair#\w{4}-\w{4}-\w{4}-\w{4}", link)
    assert codes.code_from_secret(secret(client)) not in page


@pytest.mark.parametrize(("minutes", "opens"), [(14.9, True), (15, False), (60, False)])
def test_a_pairing_ends_after_fifteen_minutes(minutes, opens):
    notebook = storage.create(today=NOW.date())
    code = storage.create_pairing(notebook, now=NOW)
    later = NOW + timedelta(minutes=minutes)

    if opens:
        assert storage.redeem_pairing(code, now=later) == notebook
    else:
        with pytest.raises(storage.NotebookNotFoundError):
            storage.redeem_pairing(code, now=later)
    assert Pairing.objects.count() == 0


def test_what_is_over_goes_when_another_is_made(client):
    notebook = storage.create(today=NOW.date())
    storage.create_pairing(notebook, now=NOW)

    storage.create_pairing(notebook, now=NOW + timedelta(minutes=16))

    assert [row.ends_at for row in Pairing.objects.all()] == [NOW + timedelta(minutes=31)]


def test_what_is_over_goes_when_anybody_writes(client, clinic_id):
    storage.create_pairing(secret(client), now=datetime.now(UTC) - timedelta(minutes=16))
    storage.create_pairing(secret(client), now=datetime.now(UTC) - timedelta(minutes=14))

    save(client, clinic_id)

    assert Pairing.objects.count() == 1


def test_a_pairing_dies_with_the_code_that_it_holds(client, clinic_id):
    code = pairing(client)
    client.post("/notebook/code/withdrawal/")

    assert Client().post("/notebook/open", {"code": code}, follow=True).status_code == 404


def test_the_row_of_a_pairing_tells_nothing_and_opens_with_no_copy_of_the_database(
    client, clinic_id, settings
):
    code = codes.pairing_from_code(pairing(client))

    (row,) = Pairing.objects.values()
    assert set(row) == {"id", "sealed", "ends_at"}
    assert seal.row_id(secret(client)) not in row["id"]
    assert secret(client) not in bytes(row["sealed"])
    settings.SECRET_KEY = "another, as whoever has the database alone would have to guess it"
    with pytest.raises(seal.UnsealError):
        storage.redeem_pairing(code, now=datetime.now(UTC))


def test_a_network_that_pairs_without_end_is_asked_to_wait(client, clinic_id, monkeypatch):
    monkeypatch.setitem(rate_limit.LIMITS, "notebook pairing", rate_limit.RateLimit(2, hours=1))

    assert [client.post("/notebook/pairing/").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("typed", ["", "nonsense", "7M4K-2QX9-7M4K-2QX9", "0" * 33, "\0", "é" * 16, "U" * 16])
def test_no_form_with_a_code_is_answered_by_a_page(client, typed):
    """A browser keeps on its disk what was sent for a page, and not what was sent for a redirect."""
    answer = client.post("/notebook/open", {"code": typed})

    assert (answer.status_code, answer["Location"]) == (302, "/notebook/not-opened/")


def test_a_code_sent_while_the_database_is_away_is_answered_by_no_page_either(client, monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(storage, "read", away)

    answer = client.post("/notebook/open", {"code": codes.code_from_secret(seal.new_secret())}, follow=True)

    assert (answer.redirect_chain, answer.status_code) == ([("/notebook/not-reached/", 302)], 200)


def test_a_device_forgets_while_the_database_is_away(client, clinic_id, monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError("the connection is closed")

    monkeypatch.setattr(storage, "changing", away)

    client.post("/notebook/forgetting/", {"code": "kept"})

    assert client.cookies["notebook"].value == ""


# ---- two buttons


@pytest.mark.parametrize(
    "address", ["/notebook/", "/notebook/open", "/notebook/pair", "keep", "/notebook/take-along/"]
)
def test_wherever_a_notebook_opens_there_are_two_buttons_and_neither_is_chosen(client, listing, address):
    if "take-along" in address:
        client.post("/notebook/start/")
    page = client.get(keep_address(listing.slug) if address == "keep" else address).content.decode()

    buttons = re.findall(r'<button class="button" name="device" value="(\w+)">', page)
    assert sorted(buttons) == ["own", "shared"]
    assert re.findall(r" checked[ >]| autofocus", page) == []


@pytest.mark.parametrize(("device", "age"), [("own", 30 * 24 * 3600), ("shared", ""), ("", ""), ("x", "")])
def test_only_ones_own_device_keeps_it_longer_than_the_browser_is_open(client, device, age):
    started = client.post("/notebook/start/", {"device": device}).cookies["notebook"]["max-age"]
    new = client.post("/notebook/code/withdrawal/", {"device": device}).cookies["notebook"]["max-age"]
    opened = Client().post(
        "/notebook/open", {"code": codes.code_from_secret(secret(client)), "device": device}
    )

    assert [started, new, opened.cookies["notebook"]["max-age"]] == [age] * 3


# ---- the code is seen


def pages_with_the_code(client, clinic_id):
    addresses = ["", f"clinics/{clinic_id}/", f"clinics/{clinic_id}/D/", f"clinics/{clinic_id}/first-call/"]
    pages = {one: client.get(f"/notebook/{one}").content.decode() for one in addresses}
    return [
        one
        for one, page in pages.items()
        if codes.code_from_secret(secret(client)) in page.replace("<wbr>", "")
    ]


def test_the_code_is_shown_from_the_first_saved_answer_until_it_is_kept(client, clinic_id):
    before = pages_with_the_code(client, clinic_id)
    save(client, clinic_id)
    between = pages_with_the_code(client, clinic_id)
    client.post("/notebook/code/kept/", {"back": clinic_id})

    assert (len(before), len(between), len(pages_with_the_code(client, clinic_id))) == (0, 4, 0)


def test_a_question_of_ones_own_shows_the_code_as_an_answer_does(client, clinic_id):
    client.post("/notebook/questions/", {"text": "Parking?", "for": ""})

    assert len(pages_with_the_code(client, clinic_id)) == 4


def test_a_new_code_is_shown_as_the_first_was(client, clinic_id):
    save(client, clinic_id)
    client.post("/notebook/code/kept/")
    page = client.post("/notebook/code/withdrawal/", follow=True).content.decode()

    assert codes.code_from_secret(secret(client)) in page.replace("<wbr>", "")
    assert len(pages_with_the_code(client, clinic_id)) == 4


def test_forgetting_without_the_code_asks_first_and_shows_it(client, clinic_id):
    save(client, clinic_id)

    page = client.post("/notebook/forgetting/").content.decode()
    assert client.cookies["notebook"].value != ""
    assert codes.code_from_secret(secret(client)) in page.replace("<wbr>", "")

    client.post("/notebook/forgetting/", {"code": "lost"})
    assert client.cookies["notebook"].value == ""


def test_forgetting_says_what_the_browser_may_throw_away_and_what_it_will_not(client, clinic_id):
    answer = client.post("/notebook/forgetting/", {"code": "kept"}, follow=True)
    first = client.post("/notebook/forgetting/", {"code": "kept"})

    assert first["Clear-Site-Data"] == '"cache", "storage"'
    assert "its history still lists the public pages that you looked at" in answer.content.decode()


def test_the_square_to_scan_holds_the_code_as_plain_text(client, clinic_id):
    page = client.get("/notebook/code/").content.decode()

    from checklist.views.notebook_code import qr_code

    drawn = re.search(r'class="qr" src="([^"]+)"', page)[1].replace("&#x27;", "'").replace("&amp;", "&")
    assert drawn == qr_code(codes.code_from_secret(secret(client)))


# ---- undone


def test_a_clinic_that_was_removed_comes_back_where_it_stood_with_its_answers(client, clinic_id):
    client.post("/notebook/keep/", {"clinic": make_listing(name="Half Acre").slug})
    save(client, clinic_id)
    before = content(client)["clinics"]

    removed = client.post(f"/notebook/clinics/{clinic_id}/removal/", follow=True).content.decode()
    between = content(client)["clinics"]
    client.post("/notebook/undo/")

    assert "You removed Tern House with its answers." in removed
    assert [one["name"] for one in between] == ["Half Acre"]
    assert content(client)["clinics"] == before


def test_a_copy_to_take_along_holds_nothing_that_was_removed(client, clinic_id):
    save(client, clinic_id)
    client.post(f"/notebook/clinics/{clinic_id}/removal/")

    copies = [client.get(f"/notebook/notebook.{kind}").content.decode() for kind in ("json", "csv", "html")]

    assert [copy for copy in copies if "Tern House" in copy or "A bell only" in copy] == []


# ---- no clinic in an address or a title


def test_the_way_from_a_public_page_to_the_notebook_names_the_clinic_in_no_address(
    client, clinic_id, listing
):
    public = client.get(listing.get_absolute_url()).content.decode()
    assert 'action="/notebook/wanted/" method="post"' in public

    answer = client.post("/notebook/wanted/", {"clinic": listing.slug}, follow=True)

    (address, status), page = answer.redirect_chain[0], answer.content.decode()
    assert (status, address.startswith("/notebook/keep/?for=")) == (302, True)
    assert (listing.slug in address, "Tern House" in page) == (False, True)


def test_the_address_that_asks_is_another_each_time_and_as_long_for_any_clinic():
    assert encrypt_slug("a") != encrypt_slug("a")
    assert len(encrypt_slug("a")) == len(encrypt_slug("a" * 100))
    assert decrypt_slug(encrypt_slug("tern-house")) == "tern-house"


def test_the_address_that_asks_says_nothing_after_an_hour(client, listing, monkeypatch):
    token = encrypt_slug(listing.slug)
    monkeypatch.setattr(keep_redirect, "MAX_AGE_SECONDS", -1)

    answer = client.get("/notebook/keep/", {"for": token})

    assert (answer.status_code, "Which clinic?" in answer.content.decode()) == (404, True)


def test_a_page_that_asked_over_an_hour_ago_starts_no_notebook_without_its_clinic(
    client, listing, monkeypatch
):
    token = encrypt_slug(listing.slug)
    monkeypatch.setattr(keep_redirect, "MAX_AGE_SECONDS", -1)

    for form in ("start/", "keep/"):
        answer = client.post(f"/notebook/{form}", {"for": token}, follow=True)

        assert "Which clinic?" in answer.content.decode()
    assert Notebook.objects.count() == 0


@pytest.mark.parametrize("token", ["", "x", "é", "\0", "g" * 5_000, "gAAAAA=="])
def test_an_address_that_asks_for_nothing_says_so(client, token):
    assert decrypt_slug(token) == ""


@pytest.mark.parametrize("slug", ["", "é", "x" * 5_000, "../..", "//example.com", "\n", "unknown"])
def test_whatever_a_public_form_is_made_to_send_leads_to_the_page_that_asks_and_nowhere_else(client, slug):
    answer = client.post("/notebook/wanted/", {"clinic": slug})

    assert answer["Location"].startswith("/notebook/keep/")
    assert client.get(answer["Location"]).status_code == 404


def test_no_title_of_a_private_page_names_a_clinic(client, clinic_id, listing):
    save(client, clinic_id)
    pages = ["", "compare/", "sheets/", "take-along/", "delete/", f"clinics/{clinic_id}/"]
    pages += [f"clinics/{clinic_id}/{part}/" for part in ("A", "D", "own", "first-call", "all")]
    addresses = [f"/notebook/{page}" for page in pages] + [keep_address(listing.slug)]

    titles = [
        re.search("<title>(.*?)</title>", client.get(one).content.decode(), re.S)[1] for one in addresses
    ]

    assert [title for title in titles if "Tern" in title] == []


def test_no_field_that_is_typed_in_is_offered_to_the_browser_to_keep(client, clinic_id):
    save(client, clinic_id)
    pages = ["open", "pair", "take-along/", f"clinics/{clinic_id}/all/", f"clinics/{clinic_id}/own/"]
    whole = "".join(client.get(f"/notebook/{page}").content.decode() for page in pages)
    closed = Client().post(f"/notebook/clinics/{clinic_id}/answers/", {"D1-note": "W" * 50}).content.decode()

    for form in re.findall(r"<form.*?</form>", whole + closed, re.S):
        typed = re.findall(r'<(?:textarea|input(?![^>]*type="(?:hidden|file)"))[^>]*>', form)
        if typed:
            assert 'autocomplete="off"' in form.split(">")[0], form[:200]
