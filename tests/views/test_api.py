"""The API for programs: who gets what, what is refused and how, and that a program publishes nothing."""

import json
import re
import shlex
import uuid
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from config.logs import RedactingFormatter
from directory.models import ApiToken, ApiUse, Clinic, Event, Listing, Organization, Submission
from directory.moderation import decisions
from directory.organizations import tokens
from directory.organizations.drafts import draft_digest
from directory.publishing.snapshot import snapshot_of_clinic
from directory.views import api
from directory.web import rate_limit
from tests.support.factories import (
    change,
    judge,
    make_clinic,
    make_listing,
    make_owner,
    make_submission,
    take_down,
)
from tests.support.portal import ACCEPTED
from tests.support.published import everything_stated

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def made(zip_codes, lasting):
    """Our clinic, another's and our owner, as ids; the secrets of three tokens."""
    ours = make_clinic(name="Ours", about="We listen.", zip="80202", route=["iv"])
    theirs = make_clinic(name="Theirs")
    owner, other = make_owner(ours), make_owner(theirs)
    make_listing(ours)
    make_listing(theirs)
    secrets = {
        "own": tokens.make(organization=ours.organization, name="own", by=owner).secret,
        "another's": tokens.make(organization=theirs.organization, name="other", by=other).secret,
    }
    revoked = tokens.make(organization=ours.organization, name="revoked", by=owner)
    tokens.revoke(token=revoked.token, by=owner)
    return ours.pk, theirs.pk, owner.pk, secrets | {"revoked": revoked.secret}


@pytest.fixture
def clinic(made):
    return Clinic.objects.get(pk=made[0])


@pytest.fixture
def theirs(made):
    return Clinic.objects.get(pk=made[1])


@pytest.fixture
def secret(made):
    return made[3]["own"]


@pytest.fixture
def call(client, secret):
    """call("patch", "draft", clinic, {…}): the response to a request with our token and If-Match."""

    def call(method, name, clinic=None, body=None, **headers):
        address = reverse(f"api_{name}", args=[clinic.uid] if clinic else [])
        headers = {"Authorization": f"Bearer {secret}"} | headers
        if clinic and "If-Match" not in headers:
            headers["If-Match"] = etag(clinic)
        more = {} if method in ("get", "head") else {"content_type": "application/json"}
        sent = [] if body is None else [body if isinstance(body, (str, bytes)) else json.dumps(body)]
        return getattr(client, method)(
            address, *sent, headers={name: value for name, value in headers.items() if value}, **more
        )

    return call


def etag(clinic):
    return f'"{draft_digest(draft(clinic))}"'


def draft(clinic):
    return snapshot_of_clinic(Clinic.objects.get(pk=clinic.pk))


def problems(response):
    return {field["statement"]: field["sentence"] for field in response.json()["error"]["fields"]}


# ---- who gets what

ADDRESSES = {
    f"{entry.name}": f"/{entry.pattern}"
    for entry in get_resolver().url_patterns[-2].url_patterns
    if isinstance(entry, URLPattern) and str(entry.pattern).startswith("api/")
}
METHOD = {
    "api_clinics": "get",
    "api_clinic": "get",
    "api_draft": "patch",
    "api_sending": "post",
    "api_availability": "put",
    "api_confirmation": "post",
    "api_submission": "get",
    "api_nowhere": "get",
}
BODY = {
    "api_draft": {"statements": {"about": "New words."}},
    "api_sending": ACCEPTED,
    "api_availability": {"availability": "accepting"},
    "api_confirmation": {},
}
# What each route answers to: none, malformed, revoked, another organization's and our token; to our token
# about another's clinic; and to an owner's session without a token.
ASKERS = ("none", "malformed", "revoked", "another's", "own", "own about another's", "session")
TABLE = {
    "api_clinics": "401 401 401 200 200 200 401",
    "api_clinic": "401 401 401 404 200 404 401",
    "api_draft": "401 401 401 404 200 404 401",
    "api_sending": "401 401 401 404 201 404 401",
    "api_availability": "401 401 401 404 200 404 401",
    "api_confirmation": "401 401 401 404 403 404 401",
    "api_submission": "401 401 401 404 200 404 401",
    "api_nowhere": "401 401 401 404 404 404 401",
}


def test_the_table_has_a_row_for_every_address_of_the_api():
    assert set(TABLE) == set(METHOD) == set(ADDRESSES)


@pytest.mark.parametrize("name", TABLE)
def test_each_token_gets_exactly_what_it_may(made, clinic, theirs, name):
    change(clinic, alias="A draft to send")
    sent = {clinic.pk: make_submission(clinic), theirs.pk: make_submission(theirs)}
    if name == "api_sending":
        Submission.objects.filter(pk=sent[clinic.pk].pk).update(state="withdrawn")
    answers = []
    for asker in ASKERS:
        about = theirs if asker == "own about another's" else clinic
        address = ADDRESSES[name].replace("<uuid:uid>", str(about.uid)).replace("<path:rest>", "v1/nothing")
        address = address.replace("<int:pk>", str(sent[about.pk].pk))
        secret = made[3].get(asker.removesuffix(" about another's"), "kcd_nonsense")
        client = Client(raise_request_exception=False, enforce_csrf_checks=True)
        headers = {"Authorization": f"Bearer {secret}"} if asker not in ("none", "session") else {}
        if asker == "session":
            client.force_login(make_owner(clinic))
        with transaction.atomic():
            answer = getattr(client, METHOD[name])(
                address,
                *([json.dumps(BODY[name])] if name in BODY else []),
                headers=headers | {"If-Match": etag(about)},
                **({"content_type": "application/json"} if name in BODY else {}),
            )
            transaction.set_rollback(True)
        answers.append(str(answer.status_code))
        assert answer["Content-Type"] == "application/json"
        assert answer["Cache-Control"] == "no-store"
        if answer.status_code >= 400:
            assert set(answer.json()["error"]) == {"status", "sentence", "fields"}
            assert answer.json()["error"]["status"] == answer.status_code

    assert " ".join(answers) == TABLE[name]


@pytest.mark.parametrize("name", TABLE)
def test_every_other_method_is_405_in_the_same_shape(client, made, clinic, secret, name):
    if name == "api_nowhere":
        return
    address = ADDRESSES[name].replace("<uuid:uid>", str(clinic.uid)).replace("<int:pk>", "1")
    right = {"get", "head"} if METHOD[name] == "get" else {METHOD[name]}
    for method in {"get", "head", "post", "put", "patch", "delete", "options"} - right:
        answer = getattr(client, method)(address, headers={"Authorization": f"Bearer {secret}"})
        assert (method, answer.status_code) == (method, 405)
        assert answer["Allow"].lower().split(", ") == sorted(right)


def test_a_session_and_a_csrf_token_give_nothing_and_a_token_gives_no_page(client, made, clinic, secret):
    client.force_login(make_owner(clinic))
    headers = {"Authorization": f"Bearer {secret}"}

    assert client.get(reverse("api_clinics")).status_code == 401
    assert Client().get("/portal/", headers=headers).status_code == 302
    assert Client().get(f"/portal/clinics/{clinic.pk}/preview/", headers=headers).status_code == 302


def test_the_api_reads_no_cookie_and_sets_none(client, made, clinic, secret):
    client.force_login(make_owner(clinic))
    with_cookie = client.get(reverse("api_clinics"), headers={"Authorization": f"Bearer {secret}"})
    without = Client().get(reverse("api_clinics"), headers={"Authorization": f"Bearer {secret}"})

    assert with_cookie.json() == without.json()
    assert dict(without.cookies) == {}
    assert "Cookie" not in without.get("Vary", "")


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic {}", "{}", "Bearer {} x", "Token {}", "Bearer kcd_ä"]
)
def test_only_the_bearer_header_is_read(client, secret, header):
    answer = client.get(reverse("api_clinics"), headers={"Authorization": header.format(secret)})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("with_header", [False, True])
def test_a_token_in_an_address_is_refused_even_beside_a_right_header(client, secret, with_header):
    headers = {"Authorization": f"Bearer {secret}"} if with_header else {}

    answer = client.get(reverse("api_clinics") + f"?token={secret}", headers=headers)

    assert answer.status_code == 400
    assert "never in an address" in answer.json()["error"]["sentence"]
    assert secret not in answer.content.decode()


# ---- reading


def test_a_clinic_has_draft_published_and_what_waits(call, clinic):
    change(clinic, about="Newer words.")
    waiting = make_submission(clinic, alias="Sent")
    change(clinic, about="Newest words.")

    answer = call("get", "clinic", clinic)

    found = answer.json()
    assert answer["ETag"] == etag(clinic) == f'"{found["etag"]}"'
    assert found["draft"]["about"] == "Newest words."
    assert found["published"]["statements"]["about"] == "We listen."
    assert (found["draft"]["npi"], found["draft"]["route"], found["draft"]["payment"]) == (None, ["iv"], [])
    assert found["differs"] == ["alias", "about"]
    assert (found["waiting"]["number"], found["waiting"]["state"]) == (waiting.pk, "pending")


def test_the_list_has_every_clinic_and_grows_without_queries(call, clinic, django_assert_num_queries):
    call("get", "clinics")  # the first request of a day makes the key of the limits
    for count in (1, 4):
        while clinic.organization.clinics.count() < count:
            make_clinic(organization=clinic.organization)
        with django_assert_num_queries(10):
            found = call("get", "clinics").json()["clinics"]
        assert len(found) == count


def test_a_taken_down_listing_is_not_published(call, clinic):
    take_down(clinic.listing)

    assert call("get", "clinic", clinic).json()["published"] is None


def test_a_submission_tells_what_the_moderator_decided_and_no_name(call, client, clinic, secret):
    submission = make_submission(clinic, about="Newer.", by=clinic.organization.members.first())
    decisions.ask_for_changes(submission=submission, by=judge(), words="Since when?")

    answer = client.get(
        reverse("api_submission", args=[submission.pk]), headers={"Authorization": f"Bearer {secret}"}
    )

    found = answer.json()
    assert (found["state"], found["words"], found["clinic"]) == (
        "changes_requested",
        "Since when?",
        str(clinic.uid),
    )
    assert judge().username not in answer.content.decode()


def test_a_readers_proposal_is_not_the_organizations_submission(client, clinic, secret):
    proposal = make_submission(clinic, origin="proposal", about="A reader's words")

    answer = client.get(
        reverse("api_submission", args=[proposal.pk]), headers={"Authorization": f"Bearer {secret}"}
    )

    assert answer.status_code == 404


# ---- drafts


def test_a_patch_changes_the_draft_alone(call, clinic):
    answer = call(
        "patch",
        "draft",
        clinic,
        {
            "statements": {
                "about": "=1+1 and 'quoted'",
                "route": ["im", "iv"],
                "session_price_low": 450,
                "prices_as_of": timezone.localdate().isoformat(),
                "private_room": False,
                "phone": "(303) 555-0142",
                "practitioners": [{"name": "Ines Vale", "license": "md"}],
                "offerings": [{"route": "iv", "visit_minutes": 90}],
                "minimum_age": None,
            }
        },
    )

    assert answer.status_code == 200, answer.json()
    after = draft(clinic)
    assert (after["about"], after["route"], after["session_price_low"]) == (
        "=1+1 and 'quoted'",
        ["iv", "im"],
        450,
    )
    assert (after["private_room"], after["phone"], after["minimum_age"]) == (False, "+13035550142", None)
    assert after["practitioners"][0]["name"] == "Ines Vale"
    assert after["offerings"][0]["visit_minutes"] == 90
    assert answer["ETag"] == etag(clinic)
    assert Submission.objects.filter(state="pending").count() == 0
    assert Listing.objects.get(clinic=clinic).about == "We listen."


def test_what_was_read_can_be_sent_back_whole(call, clinic):
    change(clinic, **everything_stated())
    read = call("get", "clinic", clinic).json()["draft"]
    before = draft(clinic)
    statements = {name: value for name, value in read.items() if name not in ("organization", "point_source")}

    answer = call("patch", "draft", clinic, {"statements": statements})

    assert (answer.status_code, problems(answer) if answer.status_code == 400 else {}) == (200, {})
    assert draft(clinic) == before


def test_every_wrong_statement_is_named_with_a_sentence_and_nothing_is_saved(call, clinic):
    before = draft(clinic)

    answer = call(
        "patch",
        "draft",
        clinic,
        {
            "statements": {
                "about": 5,
                "state": "XX",
                "route": "iv",
                "conditions": ["nonsense"],
                "private_room": "yes",
                "session_price_low": -1,
                "minimum_age": 18.5,
                "prices_as_of": "soon",
                "latitude": True,
                "npi": "123",
                "phone": "n/a",
                "email": "nobody",
                "practitioners": [{"nom": "Ines"}],
                "offerings": {"offerings": []},
                "organization": "Ours now",
                "uid": "x",
                "alias": "Fine",
            }
        },
    )

    assert answer.status_code == 400
    found = problems(answer)
    assert found.pop("state").startswith("Column “state” says “XX”. Did you mean")
    assert all(found.values())
    assert set(found) == {
        *("about", "route", "conditions", "private_room", "session_price_low", "minimum_age", "prices_as_of"),
        *("latitude", "npi", "phone", "email", "practitioners", "offerings", "organization", "uid"),
    }
    assert found["uid"] == "There is no statement with this name."
    assert draft(clinic) == before


@pytest.mark.parametrize(
    "statements",
    [
        {"name": ""},
        {"latitude": None},
        {"prices_as_of": "2199-01-01", "session_price_low": 5},
        {"waitlist_weeks": 3},
        {"about": "\ud800"},
        {"about": "\0"},
        {"about": "x" * 100_000},
        {"practitioners": [{"name": "A"}] * 5000},
        {"route": ["iv,im"]},
        {"session_price_low": 10**400},
        {"insurers": [{"payer": [[[[]]]]}]},
        {},
        [],
    ],
)
def test_rules_of_several_statements_and_hostile_values_are_400(call, clinic, statements):
    before = draft(clinic)

    answer = call("patch", "draft", clinic, {"statements": statements})

    assert answer.status_code == 400
    assert draft(clinic) == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b" ", 400),
        (b"[]", 400),
        (b"{", 400),
        (b'{"statements": {"session_price_low": NaN}}', 400),
        (b'{"statements": {"latitude": 1' + b"0" * 400 + b"}}", 400),
        (b'{"statements": {"session_price_low": 1' + b"0" * 400 + b"}}", 400),
        (b'{"a": 1, "a": 2}', 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b'{"statements": {"session_price_low": ' + b"9" * 5000 + b"}}", 400),
        (b'{"other": 1}', 400),
        (b'{"statements": {"about": "' + b"x" * 500_001 + b'"}}', 413),
    ],
)
def test_a_body_that_is_no_good_is_refused(call, clinic, body, status):
    assert call("patch", "draft", clinic, body).status_code == status


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_only_json_is_read_so_no_form_of_a_browser_can_write(client, clinic, secret, kind):
    answer = client.generic(
        "POST",
        reverse("api_sending", args=[clinic.uid]),
        "{}",
        content_type=kind,
        headers={"Authorization": f"Bearer {secret}", "If-Match": etag(clinic)},
    )

    assert answer.status_code == 415


# ---- two at once, and replays


def test_a_draft_that_changed_since_is_412_and_a_request_without_if_match_428(call, clinic):
    read = etag(clinic)
    change(clinic, alias="Saved by a person")
    body = {"statements": {"alias": "By a program"}}

    assert call("patch", "draft", clinic, body, **{"If-Match": read}).status_code == 412
    assert call("patch", "draft", clinic, body, **{"If-Match": "*"}).status_code == 412
    assert call("patch", "draft", clinic, body, **{"If-Match": ""}).status_code == 428
    assert call("post", "sending", clinic, ACCEPTED, **{"If-Match": read}).status_code == 412
    assert draft(clinic)["alias"] == "Saved by a person"


def test_an_etag_that_a_proxy_made_weak_is_the_same(call, clinic):
    body = {"statements": {"alias": "By a program"}}

    assert call("patch", "draft", clinic, body, **{"If-Match": f"W/{etag(clinic)}"}).status_code == 200


def test_a_replayed_request_does_nothing_a_second_time(call, clinic):
    first, body = etag(clinic), {"statements": {"alias": "By a program"}}
    statuses = [call("patch", "draft", clinic, body, **{"If-Match": first}).status_code for _time in range(2)]
    second = etag(clinic)
    statuses += [
        call("post", "sending", clinic, ACCEPTED, **{"If-Match": second}).status_code for _time in range(2)
    ]

    assert statuses == [200, 412, 201, 409]
    assert Submission.objects.filter(clinic=clinic, state="pending").count() == 1


# ---- sending, availability, confirmation


def test_sending_puts_the_draft_into_the_queue_in_the_makers_name_with_the_remark(made, call, clinic):
    change(clinic, alias="Cedar")

    answer = call("post", "sending", clinic, ACCEPTED | {"remark": "New name since May."})

    sent = Submission.objects.get(state="pending", clinic=clinic)
    assert answer.status_code == 201
    assert answer["Location"] == reverse("api_submission", args=[sent.pk])
    assert answer.json()["number"] == sent.pk
    assert (sent.origin, sent.submitted_by_id, sent.remark) == ("portal", made[2], "New name since May.")
    assert Listing.objects.get(clinic=clinic).alias == ""


@pytest.mark.parametrize("remark", [5, None, "x" * 2001, "\ud800", "\0"])
def test_a_remark_is_a_text_of_up_to_2000_characters(call, clinic, remark):
    change(clinic, alias="Cedar")

    answer = call("post", "sending", clinic, ACCEPTED | {"remark": remark})

    assert answer.status_code == 400
    assert set(problems(answer)) == {"remark"}


def test_what_cannot_be_sent_is_409_with_the_sentence_of_the_portal(call, clinic):
    nothing = call("post", "sending", clinic, ACCEPTED)
    change(clinic, alias="Cedar")
    make_submission(clinic)
    waiting = call("post", "sending", clinic, ACCEPTED)
    take_down(clinic.listing)
    down = call("post", "sending", clinic, ACCEPTED)

    assert [one.status_code for one in (nothing, waiting, down)] == [409] * 3
    assert nothing.json()["error"]["sentence"].endswith("There is nothing to send.")
    assert "Withdraw them first" in waiting.json()["error"]["sentence"]
    assert "taken down" in down.json()["error"]["sentence"]


def test_the_availability_is_published_at_once_and_nothing_else(call, clinic):
    change(clinic, about="Only a draft.")

    answer = call("put", "availability", clinic, {"availability": "waitlist", "waitlist_weeks": 3})

    listing = Listing.objects.get(clinic=clinic)
    assert answer.json() == {"published": True, "availability": "waitlist", "waitlist_weeks": 3}
    assert (listing.availability, listing.waitlist_weeks, listing.about) == ("waitlist", 3, "We listen.")
    assert Event.objects.latest_first().first().kind == "availability"
    again = call("put", "availability", clinic, {"availability": "waitlist", "waitlist_weeks": 3})
    assert again.json()["published"] is False


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"availability": None},
        {"availability": "maybe"},
        {"availability": "waitlist", "waitlist_weeks": "3"},
    ],
)
def test_an_availability_that_is_none_is_400(call, clinic, body):
    assert call("put", "availability", clinic, body).status_code == 400


def test_flapping_is_429(call, clinic):
    codes = ["accepting", "not_accepting"] * 2
    statuses = [call("put", "availability", clinic, {"availability": code}).status_code for code in codes]

    assert statuses == [200, 200, 200, 429]


def test_no_program_confirms(call, clinic):
    answer = call("post", "confirmation", clinic, {})

    assert answer.status_code == 403
    assert Event.objects.filter(kind="confirmed").count() == 0


# ---- limits and the log


def test_each_token_has_its_own_limit_and_wrong_tokens_are_limited_by_network(
    made, client, clinic, monkeypatch
):
    monkeypatch.setitem(rate_limit.LIMITS, "token request", rate_limit.RateLimit(2, hours=1))
    monkeypatch.setitem(rate_limit.LIMITS, "wrong token", rate_limit.RateLimit(2, hours=1))

    def ask(secret):
        return client.get(reverse("api_clinics"), headers={"Authorization": f"Bearer {secret}"})

    own, other = made[3]["own"], made[3]["another's"]
    assert [ask(secret).status_code for secret in (own, own, own, other)] == [200, 200, 429, 200]
    assert int(ask(own)["Retry-After"]) in range(1, 3602)
    assert not ApiUse.objects.filter(status=429).exists()
    assert [ask("kcd_" + "a" * 32).status_code for _time in range(3)] == [401, 401, 429]
    assert ask(other).status_code == 200  # who has a token is not kept out by others on the network


def test_changes_have_a_limit_of_their_own(call, clinic, monkeypatch):
    monkeypatch.setitem(rate_limit.LIMITS, "token change", rate_limit.RateLimit(1, hours=1))
    statuses = [call("post", "confirmation", clinic, {}).status_code for _time in range(2)]

    assert statuses == [403, 429]
    assert call("get", "clinic", clinic).status_code == 200


def test_every_request_with_a_working_token_is_logged_with_its_answer(call, clinic, theirs):
    call("get", "clinics")
    call("get", "clinic", theirs)
    call("patch", "draft", clinic, {"statements": {"npi": "1"}})
    call("delete", "draft", clinic)

    uses = ApiUse.objects.order_by("pk").values_list("act", "status", "clinic")
    assert list(uses) == [
        ("GET api_clinics", 200, None),
        ("GET api_clinic", 404, None),
        ("PATCH api_draft", 400, clinic.pk),
        ("DELETE api_draft", 405, None),
    ]


def test_the_log_fits_its_column():
    longest = max(len(f"OPTIONS {name}") for name in ADDRESSES)

    assert longest <= ApiUse._meta.get_field("act").max_length


def test_no_log_line_holds_a_secret(client, secret, caplog):
    client.get(f"/api/v1/{secret}", headers={"Authorization": f"Bearer {secret}"})
    client.get(reverse("api_clinics") + f"?token={secret}")
    client.get(reverse("api_clinics"), headers={"Authorization": "Bearer kcd_" + "a" * 32})

    formatter = RedactingFormatter("%(message)s")
    lines = [formatter.format(record) for record in caplog.records]
    assert len(lines) == 3
    assert not [line for line in lines if re.search("kcd_[a-z2-7]", line)]


def test_the_name_of_the_route_is_what_nginx_logs(call, clinic):
    assert call("get", "clinic", clinic)["X-Route"] == "api_clinic"


def test_an_unknown_clinic_and_another_organizations_are_answered_alike(call, client, theirs, secret):
    another = call("get", "clinic", theirs)
    unknown = client.get(
        reverse("api_clinic", args=[uuid.uuid4()]), headers={"Authorization": f"Bearer {secret}"}
    )

    assert another.json() == unknown.json()


def test_the_token_goes_with_its_organization(made, call, clinic):
    other = Organization.objects.create(name="Elsewhere", slug="elsewhere")
    Clinic.objects.filter(pk=clinic.pk).update(organization=other)

    assert call("get", "clinic", clinic).status_code == 404
    assert ApiToken.objects.filter(organization__clinics=clinic).count() == 0


# ---- docs/api.md

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "api.md"
EXAMPLES = [line.strip() for line in DOCUMENT.read_text().splitlines() if line.startswith("    curl ")]


def ask_as_curl(client, line):
    """The response to a line of the document with curl, asked by the test client."""
    words = shlex.split(line)[1:]
    method, headers, body, address = "get", {}, "", ""
    while words:
        word = words.pop(0)
        if word == "-X":
            method = words.pop(0).lower()
        elif word == "-H":
            name, _colon, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
        elif word != "-i":
            assert not word.startswith("-")
            address = word
    kind = headers.pop("Content-Type", "")
    return client.generic(method.upper(), address, body, content_type=kind, headers=headers)


def test_every_curl_of_the_document_works_in_its_order(client, clinic, secret):
    number = 0
    answers = []
    for line in EXAMPLES:
        filled = {"$SITE": "", "$TOKEN": secret, "UID": str(clinic.uid), "ETAG": etag(clinic).strip('"')}
        for name, value in (filled | {"NUMBER": str(number)}).items():
            line = line.replace(name, value)
        answer = ask_as_curl(client, line)
        number = answer.json().get("number", number)
        answers.append((line.split("/")[-1], answer.status_code))

    assert answers == [
        ("clinics", 200),
        (str(clinic.uid), 200),
        ("draft", 200),
        ("submission", 201),
        (str(number), 200),
        ("availability", 200),
    ]
    assert "Authorization: Bearer" not in "".join(line for line in EXAMPLES if "$TOKEN" not in line)


def test_the_document_names_every_status_that_the_api_answers():
    named = {
        int(one)
        for row in re.findall(r"^\| ([\d, ]+) \|", DOCUMENT.read_text(), re.M)
        for one in row.split(", ")
    }
    source = Path(api.__file__).read_text()

    assert {int(one) for one in re.findall(r"ApiError\(\s*(4\d\d)", source)} <= named


def test_the_limits_of_the_document_are_those_of_the_table():
    text = DOCUMENT.read_text()

    assert (
        f"{rate_limit.LIMITS['token request'].attempts:,} requests an hour, "
        f"{rate_limit.LIMITS['token change'].attempts} of them changes" in text
    )
    assert f"{rate_limit.LIMITS['wrong token'].attempts} wrong tokens an hour" in text
    assert f"more than {api.MAX_BODY_BYTES:,} bytes" in text
    assert f"kept for {tokens.USES_KEPT_DAYS} days" in text


@pytest.mark.parametrize("step", [api._locked_draft, api._clinic_response])
def test_a_clinic_that_went_to_another_organization_meanwhile_is_not_of_the_token(step, clinic, secret):
    call = api.Call(None, tokens.find(secret), clinic)
    other = Organization.objects.create(name="Gull Group", slug="gull-group")
    other.memberships.create(user=call.by, role="owner")
    Clinic.objects.filter(pk=clinic.pk).update(organization=other)

    with pytest.raises(api.ApiError) as refused, transaction.atomic():
        step(call)

    assert refused.value.status == 404
