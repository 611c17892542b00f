"""What a search refuses: an unknown parameter is never a wider answer, and every refusal says why."""

import pytest
from django.db import OperationalError

from tests.fhir.searching import NEAR_DENVER, ask, clinics, link  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clinics")]

REFUSED = [
    # unknown parameters and modifiers
    ("Location?nmae=x", "not-supported", "nmae"),
    ("Location?utm_source=x", "not-supported", "utm_source"),
    ("Location?characteristic=iv", "not-supported", "characteristic"),
    ("Location?name:missing=true", "not-supported", "name:missing"),
    ("Location?_id:not=x", "not-supported", "_id:not"),
    ("Location?organization.name=x", "not-supported", "organization.name"),
    ("Location?organization:Organization.name=x", "not-supported", "organization:Organization.name"),
    (
        "Location?_has:HealthcareService:location:name=x",
        "not-supported",
        "_has:HealthcareService:location:name",
    ),
    ("Location?_filter=name eq x", "not-supported", "_filter"),
    ("Location?_text=x", "not-supported", "_text"),
    # values
    ("Location?name=", "value", "name"),
    ("Location?near=", "value", "near"),
    ("Location?near=39.74", "value", "near"),
    ("Location?near=39.74|x", "value", "near"),
    ("Location?near=39.74|-104.99|50|furlong", "not-supported", "near"),
    ("Location?near=91|0", "value", "near"),
    ("Location?near=0|181", "value", "near"),
    ("Location?near=39.74|-104.99|-1|km", "value", "near"),
    ("Location?near=39.74|-104.99|801|km", "value", "near"),
    ("Location?near=39.74|-104.99|500|mi", "value", "near"),
    ("Location?near=39.74|-104.99|nan|km", "value", "near"),
    ("Location?near=39.74|-104.99|1e3|km", "value", "near"),
    ("Location?near=39|-104&near=40|-105", "value", "near"),
    ("Location?near=39|-104,40|-105", "value", "near"),
    ("Location?organization=Patient/1", "value", "organization"),
    ("Location?organization=https://elsewhere.example/fhir/Organization/1", "value", "organization"),
    ("Location?organization=a b", "value", "organization"),
    ("Location?_lastUpdated=yesterday", "value", "_lastUpdated"),
    ("Location?_lastUpdated=2026-13-01", "value", "_lastUpdated"),
    ("Location?_lastUpdated=2026-00-15", "value", "_lastUpdated"),
    ("Location?_lastUpdated=2026-11-00", "value", "_lastUpdated"),
    ("Location?_lastUpdated=2026-11-31", "value", "_lastUpdated"),
    ("Location?_lastUpdated=0000", "value", "_lastUpdated"),
    ("Location?_lastUpdated=2026-11-28T24:00", "value", "_lastUpdated"),
    ("Location?_lastUpdated=xx2026", "value", "_lastUpdated"),
    ("HealthcareService?characteristic=a|b|c", "value", "characteristic"),
    ("HealthcareService?characteristic=|", "value", "characteristic"),
    (f"Location?_id={','.join('x' * 201)}", "value", "_id"),
    # how to answer
    ("Location?_count=x", "value", "_count"),
    ("Location?_count=-1", "value", "_count"),
    ("Location?_count=1&_count=2", "value", "_count"),
    ("Location?_count=٣", "value", "_count"),
    ("Location?_sort=address", "not-supported", "_sort"),
    ("Location?_sort=near", "value", "_sort"),
    ("Location?_sort=name,_lastUpdated", "not-supported", "_sort"),
    ("Practitioner?_sort=name", "not-supported", "_sort"),
    ("Location?_summary=text", "not-supported", "_summary"),
    ("Location?_total=yes", "not-supported", "_total"),
    ("Location?_totalMethod=x", "not-supported", "_totalMethod"),
    ("Location?_pretty=maybe", "not-supported", "_pretty"),
    ("Location?_elements=a b", "value", "_elements"),
    ("Location?_include=Location:partof", "not-supported", "_include"),
    ("Location?_include=HealthcareService:location", "not-supported", "_include"),
    ("Location?_include=*", "not-supported", "_include"),
    ("Location?_include=Location:organization:Patient", "not-supported", "_include"),
    ("Location?_include:iterate=Location:organization", "not-supported", "_include:iterate"),
    ("Location?_revinclude=Location:organization", "not-supported", "_revinclude"),
    ("Location?_cursor=x", "value", "_cursor"),
    ("Location?_cursor=n.25600.MC4x", "value", "_cursor"),  # of another order
    ("Location?_sort=name&_cursor=.25600.", "value", "_cursor"),
]


@pytest.mark.parametrize(("search", "code", "parameter"), REFUSED)
def test_what_is_not_known_is_refused(client, search, code, parameter):
    response = client.get(f"/fhir/{search}")

    (issue,) = response.json()["issue"]
    assert (response.status_code, response["Content-Type"]) == (400, "application/fhir+json; charset=utf-8")
    assert (response.json()["resourceType"], issue["severity"]) == ("OperationOutcome", "error")
    assert (issue["code"], issue["expression"]) == (code, [f"http.{parameter}"])
    assert issue["diagnostics"].endswith(".")
    assert response["Cache-Control"] == "no-store"


def test_a_lenient_client_is_told_what_was_read(client):
    """`Prefer: handling=lenient` leaves out unknown parameters, and nothing else."""
    lenient = {"Prefer": "return=representation; handling=lenient"}
    address = f"/fhir/Location?nmae=x&near={NEAR_DENVER}&name:missing=true"

    bundle = client.get(address, headers=lenient).json()
    wrong = client.get("/fhir/Location?nmae=x&near=x", headers=lenient)

    assert bundle["total"] == ask(client, "Location", near=NEAR_DENVER)["total"]
    assert link(bundle, "self") == link(ask(client, "Location", near=NEAR_DENVER), "self")
    assert wrong.status_code == 400


@pytest.mark.parametrize(
    ("prefer", "status"),
    [
        ("handling=lenient", 200),
        ("Handling=Lenient", 200),
        ('handling = "lenient"', 200),
        ("respond-async, handling=lenient; x=1", 200),
        ("handling=strict", 400),
        ("xhandling=lenient", 400),
        ("handling=lenienty", 400),
        ('handling="lenient', 400),
    ],
)
def test_a_client_is_lenient_that_says_so(client, prefer, status):
    assert client.get("/fhir/Location?nmae=x&_count=0", headers={"Prefer": prefer}).status_code == status


@pytest.mark.parametrize("address", ["metadata", "Location", "CodeSystem/route"])
def test_an_answer_in_json_is_not_kept_for_who_asks_for_another_form(client, address):
    for _time in range(2):
        assert client.get(f"/fhir/{address}", headers={"Accept-Encoding": "gzip"}).status_code == 200
    headers = {"Accept-Encoding": "gzip", "Accept": "application/fhir+xml"}
    assert client.get(f"/fhir/{address}", headers=headers).status_code == 406


def test_strict_and_lenient_answers_are_kept_apart(client):
    assert client.get("/fhir/Location")["Vary"] == "Accept, Prefer, Accept-Encoding"


@pytest.mark.parametrize(
    ("parameters", "accept", "status"),
    [
        ("", "application/fhir+json", 200),
        ("", "application/fhir+json; fhirVersion=4.0", 200),
        ("", "application/json", 200),
        ("", "text/html,application/xhtml+xml,*/*;q=0.8", 200),
        ("", "application/fhir+xml, application/fhir+json;q=0.5", 200),
        ("", "application/fhir+xml", 406),
        ("", "text/turtle", 406),
        ("?_format=json", "application/fhir+xml", 200),
        ("?_format=application/fhir%2Bjson", "", 200),
        ("?_format=application/fhir+json", "", 200),  # a plus that nobody encoded is a space
        ("?_format=xml", "application/json", 406),
    ],
)
def test_the_answer_is_json_or_406(client, parameters, accept, status):
    for address in ("metadata", "Location", "CodeSystem/route", "Location/_search"):
        ask_it = client.post if address.endswith("_search") else client.get
        headers = {"Accept": accept} if accept else {}
        content = {"data": "", "content_type": FORM} if address.endswith("_search") else {}
        response = ask_it(f"/fhir/{address}{parameters}", headers=headers, **content)
        assert (address, response.status_code) == (address, status)
        assert response["Content-Type"] == "application/fhir+json; charset=utf-8"


FORM = "application/x-www-form-urlencoded"


def test_a_search_by_post_answers_as_one_by_get(client):
    body = f"near={NEAR_DENVER}&_count=2"

    posted = client.post("/fhir/Location/_search", body, content_type=FORM)
    mixed = client.post(f"/fhir/Location/_search?near={NEAR_DENVER}", "_count=2", content_type=FORM)

    assert posted.json() == mixed.json() == ask(client, "Location", near=NEAR_DENVER, _count=2)
    assert (posted["Cache-Control"], posted.cookies) == ("no-store", {})
    assert client.get(link(posted.json(), "next")).status_code == 200


@pytest.mark.parametrize(
    ("body", "media_type", "status", "code"),
    [
        ("{}", "application/json", 415, "not-supported"),
        (b"name=%ff%fe", FORM, 400, "invalid"),
        (b"name%3Aexact=%00", FORM, 400, "invalid"),
        (b"name=\xff", FORM, 400, "invalid"),
        ("name=" + "x" * 8001, FORM, 413, "too-long"),
        ("name=" + "x" * 2_700_000, FORM, 413, "too-long"),
        ("name=x&" * 21, FORM, 400, "too-costly"),
        ("nmae=x", FORM, 400, "not-supported"),
        ("&" * 2000, FORM, 400, "invalid"),  # more parameters than Django reads
    ],
)
def test_a_body_that_is_no_search_is_refused(client, body, media_type, status, code):
    response = client.post("/fhir/Location/_search", body, content_type=media_type)

    codes = [issue["code"] for issue in response.json().get("issue", ())]
    assert (response.status_code, codes) == (status, [code] if code else [])


def test_a_long_address_is_refused(client):
    response = client.get("/fhir/Location?name=" + "x" * 8001)

    assert (response.status_code, response.json()["issue"][0]["code"]) == (414, "too-long")


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("POST", "/fhir/Location", "GET, HEAD, OPTIONS"),
        ("PUT", "/fhir/Location/1", "GET, HEAD, OPTIONS"),
        ("DELETE", "/fhir/Location/1", "GET, HEAD, OPTIONS"),
        ("POST", "/fhir", "GET, HEAD, OPTIONS"),
        ("GET", "/fhir/Location/_search", "POST, OPTIONS"),
    ],
)
def test_nothing_can_be_written(client, method, address, allowed):
    response = client.generic(method, address)

    assert (response.status_code, response["Allow"]) == (405, allowed)
    assert response.json()["issue"][0]["code"] == "not-supported"


@pytest.mark.parametrize(
    "address", ["/fhir", "/fhir/", "/fhir/Patient", "/fhir/Patient/1", "/fhir/a/b/c", "/fhir/Location/"]
)
def test_what_is_not_there_is_an_operation_outcome(client, address):
    response = client.get(address)

    assert (response.status_code, response.json()["resourceType"]) == (404, "OperationOutcome")


@pytest.mark.parametrize(
    ("search", "keeper"),
    [
        ("_count=2", "public"),
        (f"near={NEAR_DENVER}", "private"),
        ("name:contains=x", "private"),
        ("whoever=Jo", "private"),
    ],
)
def test_where_somebody_is_stays_out_of_shared_caches(client, search, keeper):
    lenient = {"Prefer": "handling=lenient"}
    response = client.get(f"/fhir/Location?{search}", headers=lenient)

    assert set(response["Cache-Control"].split(", ")) == {keeper, "max-age=300"}
    again = client.get(f"/fhir/Location?{search}", headers=lenient | {"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


LEFT_OUT = ["whoever=Jo", "characteristic=iv", "_id:not=x", "organization:missing=true", "_include:iterate=x"]


@pytest.mark.parametrize("search", LEFT_OUT)
def test_what_a_lenient_search_leaves_out_is_refused_to_who_has_its_answer(client, search):
    """By its ETag; and by no cache that knows an answer by its address, as that of nginx does."""
    lenient = client.get(f"/fhir/Location?{search}", headers={"Prefer": "handling=lenient"})

    strict = client.get(f"/fhir/Location?{search}", headers={"If-None-Match": lenient["ETag"]})

    assert (lenient.status_code, strict.status_code) == (200, 400)
    assert "private" in lenient["Cache-Control"]


def test_who_has_an_answer_is_refused_what_is_not_known(client):
    known = {"If-None-Match": client.get("/fhir/Location?_count=1")["ETag"]}

    refused = [client.get(f"/fhir/{one}", headers=known) for one in ("Location?nmae=x", "metadata?x=1")]

    assert [response.status_code for response in refused] == [400, 400]


def test_a_page_for_people_has_its_lines(client):
    response = client.get("/fhir/Location?_count=1&_pretty=true")

    assert response.content.startswith(b'{\n  "resourceType": "Bundle",')
    assert response.json()["total"] == ask(client, "Location", _count=1)["total"]


def test_a_database_that_is_away_is_told_as_an_operation_outcome(client, monkeypatch):
    def current_index(version):
        raise OperationalError

    monkeypatch.setattr("directory.views.fhir.current_index", current_index)
    response = client.get("/fhir/Location")

    assert (response.status_code, response.json()["issue"][0]["code"]) == (503, "transient")
    assert response["Retry-After"] == "30"


@pytest.mark.parametrize(
    ("date", "finds"),
    [
        ("ge0001-01-01", True),
        ("le9999-12-31", True),
        ("lt9999", True),
        ("ge0001-01-01T00:00:00Z", True),
        ("le9999-12-31T23:59:59.999Z", True),
        ("ge0001-01-01T00:00:00%2B14:00", True),
        ("le9999-12-31T23:59:59-14:00", True),
        ("gt9999-12-31", False),
        ("lt0001-01-01", False),
    ],
)
def test_a_search_without_an_end_may_say_so_by_the_first_day_or_the_last(client, date, finds):
    response = client.get(f"/fhir/Location?_count=0&_lastUpdated={date}")

    assert (response.status_code, response.json()["total"] > 0) == (200, finds)


@pytest.mark.parametrize(
    ("search", "system"),
    [
        ("Location?status={}active", "http://hl7.org/fhir/location-status"),
        ("Organization?active={}true", "http://terminology.hl7.org/CodeSystem/special-values"),
    ],
)
def test_a_code_without_a_system_of_its_own_has_the_one_that_fhir_means(client, search, system):
    totals = [
        client.get(f"/fhir/{search.format(prefix)}&_count=0").json()["total"]
        for prefix in ("", "|", f"{system}|", "http://another.example/|")
    ]

    assert totals[0] > 0
    assert totals == [totals[0]] * 3 + [0]
