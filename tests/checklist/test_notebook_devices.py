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


def test_a_posted_code_does_not_replace_the_open_notebook(client, clinic_id):
    mine, theirs = secret(client), secret(another())

    answer = client.post("/notebook/open", {"code": codes.code_from_secret(theirs), "device": "own"})

    assert (answer.status_code, answer["Location"]) == (302, "/notebook/open")
    assert secret(client) == mine


def test_the_form_that_replaces_the_open_notebook_first_shows_its_code(client, clinic_id):
    mine, theirs = secret(client), secret(another())

    page = client.get("/notebook/open").content.decode()
    client.post("/notebook/open", {"code": codes.code_from_secret(theirs), "put_away": mark_of(client)})

    assert "Your notebook is open on this device" in page
    assert codes.code_from_secret(mine) in page.replace("<wbr>", "")
    assert secret(client) == theirs


def test_a_form_that_replaces_one_notebook_replaces_no_other(client, clinic_id):
    asked = mark_of(client)
    client.cookies["notebook"] = codes.code_from_secret(secret(another()))
    mine, theirs = secret(client), secret(another())

    client.post("/notebook/open", {"code": codes.code_from_secret(theirs), "put_away": asked})

    assert secret(client) == mine


def test_a_pairing_that_does_not_replace_the_open_notebook_stays_valid(client, clinic_id):
    code = pairing(another())
    mine = secret(client)

    client.post("/notebook/open", {"code": code})

    assert secret(client) == mine
    assert Pairing.objects.count() == 1


def test_the_code_of_the_open_notebook_needs_no_confirmation(client, clinic_id):
    mine = secret(client)

    answer = client.post("/notebook/open", {"code": codes.code_from_secret(mine), "device": "own"})

    assert (answer["Location"], answer.cookies["notebook"]["max-age"]) == ("/notebook/", 30 * 24 * 3600)


def test_a_secret_without_a_notebook_is_replaced_without_confirmation(client, clinic_id):
    client.post("/notebook/delete/")
    client.cookies["notebook"] = codes.code_from_secret(seal.new_secret())
    theirs = secret(another())

    client.post("/notebook/open", {"code": codes.code_from_secret(theirs)})

    assert secret(client) == theirs


def test_starting_again_keeps_the_open_notebook(client, clinic_id, listing):
    mine = secret(client)

    bare = client.post("/notebook/start/")
    more = client.post("/notebook/start/", {"for": encrypt_slug(listing.slug)})

    assert (bare["Location"], more["Location"].partition("=")[0]) == ("/notebook/", "/notebook/keep/?for")
    assert (secret(client), Notebook.objects.count()) == (mine, 1)


@pytest.mark.parametrize("harmed", [False, True])
def test_a_notebook_that_cannot_be_decrypted_can_be_forgotten(client, clinic_id, harmed):
    if harmed:
        Notebook.objects.update(sealed=b"nonsense".ljust(4125))

    assert client.get("/notebook/open").status_code == 200
    assert client.get("/notebook/forgetting/").status_code == 200
    client.post("/notebook/forgetting/", {"code": "kept"})
    assert client.cookies["notebook"].value == ""


# ---- forms from elsewhere


@pytest.fixture
def strict(client, clinic_id):
    """A client of the same device that checks CSRF and claims that its forms come from another site."""
    held = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    held.cookies["notebook"] = client.cookies["notebook"].value
    return held


FORMS = """
open start/ keep/ undo/ pairing/ forgetting/ delete/ code/kept/ code/withdrawal/ questions/ questions/removal/
reading-in/ clinics/{clinic_id}/removal/ clinics/{clinic_id}/answers/
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", FORMS)
def test_a_form_from_another_site_does_nothing_and_cannot_be_sent_again(client, strict, clinic_id, address):
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
def test_a_form_without_fetch_metadata_cannot_be_sent_again(client, clinic_id, headers):
    silent = Client(enforce_csrf_checks=True, headers=headers)
    silent.cookies["notebook"] = client.cookies["notebook"].value

    answer = silent.post("/notebook/questions/", {"text": "T" * 50}, secure=True)

    assert answer.status_code == 403
    assert re.findall(r"<form|T{50}", answer.content.decode()) == []


def test_a_same_origin_form_without_referrer_keeps_its_text(client, clinic_id):
    hiding = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})
    hiding.cookies["notebook"] = client.cookies["notebook"].value

    assert "T" * 50 in hiding.post("/notebook/questions/", {"text": "T" * 50}, secure=True).text


def test_only_forms_with_text_can_be_sent_again_after_a_csrf_failure(client, clinic_id):
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


def test_no_script_submits_a_form_without_a_click():
    scripts = {path.name: path.read_text() for path in settings.BASE_DIR.glob("*/static/*/*.js")}
    sent = {name: re.findall(r"\w+\.(?:requestS|s)ubmit\([^)]*\)", text) for name, text in scripts.items()}

    assert {"open.js", "code.js", "notebook.js"} <= set(scripts)
    assert {name: calls for name, calls in sent.items() if calls} == {  # each goes on with what was pressed
        "notebook.js": ["submittedForm.requestSubmit(event.submitter)"],
        "read_elsewhere.js": ["target.requestSubmit(submitter)"],
    }


# ---- another device


def test_a_pairing_opens_the_notebook_on_another_device_once(client, clinic_id):
    code = pairing(client)
    first, second = Client(), Client()

    first.post("/notebook/open", {"code": code.lower().replace("-", " "), "device": "own"})
    late = second.post("/notebook/open", {"code": code}, follow=True)

    assert secret(first) == secret(client)
    assert (late.status_code, second.cookies.get("notebook")) == (404, None)
    assert Pairing.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_of_eight_devices_that_redeem_a_pairing_at_once_one_succeeds():
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


def test_a_get_request_does_not_redeem_a_pairing(client, clinic_id):
    code = pairing(client)
    before = [*Pairing.objects.values()]

    for look in (client.get, client.head, client.options):
        for address in ("/notebook/pair", "/notebook/open", f"/notebook/pair?code={code}"):
            look(address)

    assert [*Pairing.objects.values()] == before
    assert Client().post("/notebook/open", {"code": code})["Location"] == "/notebook/"


def test_the_pairing_link_holds_the_short_code_in_its_fragment_and_not_the_code_of_the_notebook(
    client, clinic_id
):
    page = client.post("/notebook/pairing/").content.decode()

    link = re.search(r'id="pairing-link" readonly value="([^"]+)"', page)[1]
    assert re.fullmatch(r"http://testserver/notebook/pair#\w{4}-\w{4}-\w{4}-\w{4}", link)
    assert codes.code_from_secret(secret(client)) not in page


@pytest.mark.parametrize(("minutes", "opens"), [(14.9, True), (15, False), (60, False)])
def test_a_pairing_expires_after_fifteen_minutes(minutes, opens):
    notebook = storage.create(today=NOW.date())
    code = storage.create_pairing(notebook, now=NOW)
    later = NOW + timedelta(minutes=minutes)

    if opens:
        assert storage.redeem_pairing(code, now=later) == notebook
    else:
        with pytest.raises(storage.NotebookNotFoundError):
            storage.redeem_pairing(code, now=later)
    assert Pairing.objects.count() == 0


def test_creating_a_pairing_deletes_expired_ones(client):
    notebook = storage.create(today=NOW.date())
    storage.create_pairing(notebook, now=NOW)

    storage.create_pairing(notebook, now=NOW + timedelta(minutes=16))

    assert [row.ends_at for row in Pairing.objects.all()] == [NOW + timedelta(minutes=31)]


def test_saving_an_answer_deletes_expired_pairings(client, clinic_id):
    storage.create_pairing(secret(client), now=datetime.now(UTC) - timedelta(minutes=16))
    storage.create_pairing(secret(client), now=datetime.now(UTC) - timedelta(minutes=14))

    save(client, clinic_id)

    assert Pairing.objects.count() == 1


def test_withdrawing_the_code_invalidates_a_pairing(client, clinic_id):
    code = pairing(client)
    client.post("/notebook/code/withdrawal/")

    assert Client().post("/notebook/open", {"code": code}, follow=True).status_code == 404


def test_the_row_of_a_pairing_cannot_be_decrypted_without_the_secret_key(client, clinic_id, settings):
    code = codes.pairing_from_code(pairing(client))

    (row,) = Pairing.objects.values()
    assert set(row) == {"id", "sealed", "ends_at"}
    assert seal.row_id(secret(client)) not in row["id"]
    assert secret(client) not in bytes(row["sealed"])
    settings.SECRET_KEY = "another, as whoever has the database alone would have to guess it"
    with pytest.raises(seal.UnsealError):
        storage.redeem_pairing(code, now=datetime.now(UTC))


def test_pairings_from_one_network_are_limited(client, clinic_id, monkeypatch):
    monkeypatch.setitem(rate_limit.LIMITS, "notebook pairing", rate_limit.RateLimit(2, hours=1))

    assert [client.post("/notebook/pairing/").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("typed", ["", "nonsense", "7M4K-2QX9-7M4K-2QX9", "0" * 33, "\0", "é" * 16, "U" * 16])
def test_a_form_with_a_code_is_answered_by_a_redirect(client, typed):
    """A browser keeps on its disk what was sent for a page, and not what was sent for a redirect."""
    answer = client.post("/notebook/open", {"code": typed})

    assert (answer.status_code, answer["Location"]) == (302, "/notebook/not-opened/")


def test_a_code_sent_while_the_database_is_away_is_answered_by_a_redirect(client, monkeypatch):
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
def test_every_form_that_opens_a_notebook_has_two_device_buttons_and_no_default(client, listing, address):
    if "take-along" in address:
        client.post("/notebook/start/")
    page = client.get(keep_address(listing.slug) if address == "keep" else address).content.decode()

    buttons = re.findall(r'<button class="button" name="device" value="(\w+)">', page)
    assert sorted(buttons) == ["own", "shared"]
    assert re.findall(r" checked[ >]| autofocus", page) == []


@pytest.mark.parametrize(("device", "age"), [("own", 30 * 24 * 3600), ("shared", ""), ("", ""), ("x", "")])
def test_the_cookie_outlives_the_browser_only_on_ones_own_device(client, device, age):
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


def test_an_own_question_brings_the_code_reminder(client, clinic_id):
    client.post("/notebook/questions/", {"text": "Parking?", "for": ""})

    assert len(pages_with_the_code(client, clinic_id)) == 4


def test_a_new_code_is_shown_until_it_is_kept(client, clinic_id):
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


def test_forgetting_clears_site_data_and_says_what_stays_in_the_browser(client, clinic_id):
    answer = client.post("/notebook/forgetting/", {"code": "kept"}, follow=True)
    first = client.post("/notebook/forgetting/", {"code": "kept"})

    assert first["Clear-Site-Data"] == '"cache", "storage"'
    assert "its history still lists the public pages that you looked at" in answer.content.decode()


def test_the_qr_code_holds_the_code_as_plain_text(client, clinic_id):
    page = client.get("/notebook/code/").content.decode()

    from checklist.views.notebook_code import qr_code

    drawn = re.search(r'class="qr" src="([^"]+)"', page)[1].replace("&#x27;", "'").replace("&amp;", "&")
    assert drawn == qr_code(codes.code_from_secret(secret(client)))


# ---- undone


def test_undo_restores_a_clinic_in_its_position_with_its_answers(client, clinic_id):
    client.post("/notebook/keep/", {"clinic": make_listing(name="Half Acre").slug})
    save(client, clinic_id)
    before = content(client)["clinics"]

    removed = client.post(f"/notebook/clinics/{clinic_id}/removal/", follow=True).content.decode()
    between = content(client)["clinics"]
    client.post("/notebook/undo/")

    assert "You removed Tern House and its answers." in removed
    assert [one["name"] for one in between] == ["Half Acre"]
    assert content(client)["clinics"] == before


def test_an_export_holds_nothing_that_was_removed(client, clinic_id):
    save(client, clinic_id)
    client.post(f"/notebook/clinics/{clinic_id}/removal/")

    copies = [client.get(f"/notebook/notebook.{kind}").content.decode() for kind in ("json", "csv", "html")]

    assert [copy for copy in copies if "Tern House" in copy or "A bell only" in copy] == []


# ---- no clinic in an address or a title


def test_no_address_from_a_public_page_to_the_notebook_names_the_clinic(client, clinic_id, listing):
    public = client.get(listing.get_absolute_url()).content.decode()
    assert 'action="/notebook/wanted/" method="post"' in public

    answer = client.post("/notebook/wanted/", {"clinic": listing.slug}, follow=True)

    (address, status), page = answer.redirect_chain[0], answer.content.decode()
    assert (status, address.startswith("/notebook/keep/?for=")) == (302, True)
    assert (listing.slug in address, "Tern House" in page) == (False, True)


def test_encrypted_slugs_differ_each_time_and_have_one_length():
    assert encrypt_slug("a") != encrypt_slug("a")
    assert len(encrypt_slug("a")) == len(encrypt_slug("a" * 100))
    assert decrypt_slug(encrypt_slug("tern-house")) == "tern-house"


def test_an_encrypted_slug_expires_after_an_hour(client, listing, monkeypatch):
    token = encrypt_slug(listing.slug)
    monkeypatch.setattr(keep_redirect, "MAX_AGE_SECONDS", -1)

    answer = client.get("/notebook/keep/", {"for": token})

    assert (answer.status_code, "Which clinic?" in answer.content.decode()) == (404, True)


def test_a_form_with_an_expired_slug_starts_no_notebook(client, listing, monkeypatch):
    token = encrypt_slug(listing.slug)
    monkeypatch.setattr(keep_redirect, "MAX_AGE_SECONDS", -1)

    for form in ("start/", "keep/"):
        answer = client.post(f"/notebook/{form}", {"for": token}, follow=True)

        assert "Which clinic?" in answer.content.decode()
    assert Notebook.objects.count() == 0


@pytest.mark.parametrize("token", ["", "x", "é", "\0", "g" * 5_000, "gAAAAA=="])
def test_a_malformed_token_holds_no_slug(client, token):
    assert decrypt_slug(token) == ""


@pytest.mark.parametrize("slug", ["", "é", "x" * 5_000, "../..", "//example.com", "\n", "unknown"])
def test_the_public_form_redirects_nowhere_but_to_the_private_page(client, slug):
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


def test_every_form_with_typed_text_turns_autocomplete_off(client, clinic_id):
    save(client, clinic_id)
    pages = ["open", "pair", "take-along/", f"clinics/{clinic_id}/all/", f"clinics/{clinic_id}/own/"]
    whole = "".join(client.get(f"/notebook/{page}").content.decode() for page in pages)
    closed = Client().post(f"/notebook/clinics/{clinic_id}/answers/", {"D1-note": "W" * 50}).content.decode()

    for form in re.findall(r"<form.*?</form>", whole + closed, re.S):
        typed = re.findall(r'<(?:textarea|input(?![^>]*type="(?:hidden|file)"))[^>]*>', form)
        if typed:
            assert 'autocomplete="off"' in form.split(">")[0], form[:200]
