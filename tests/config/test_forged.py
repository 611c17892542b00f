"""A form refused for its CSRF token or origin: the page and the log say why, and name no origin."""

import logging

import pytest
from django.test import Client

from directory.web import errors

pytestmark = pytest.mark.django_db
FORM = {"login": "ada@example.com", "password": "a guess"}
ELSEWHERE = "https://marker-site.example"


def browser_with_a_token():
    browser = Client(enforce_csrf_checks=True)
    browser.get("/account/login/")
    return browser


def no_cookie():
    return Client(enforce_csrf_checks=True).post("/account/login/", FORM)


def no_token():
    return browser_with_a_token().post("/account/login/", FORM)


def old_token():
    form = FORM | {"csrfmiddlewaretoken": "a" * 64}
    return browser_with_a_token().post("/account/login/", form)


def broken_token():
    return browser_with_a_token().post("/account/login/", FORM | {"csrfmiddlewaretoken": "é"})


def other_site():
    return browser_with_a_token().post("/account/login/", FORM, headers={"origin": ELSEWHERE})


def hidden_origin():
    return browser_with_a_token().post("/account/login/", FORM, headers={"origin": "null"})


def other_referrer():
    headers = {"referer": f"{ELSEWHERE}/marker"}
    return browser_with_a_token().post("/account/login/", FORM, headers=headers, secure=True)


def no_referrer():
    return browser_with_a_token().post("/account/login/", FORM, secure=True)


CASES = {
    no_cookie: ("Allow cookies for this site", "no cookie came with it"),
    no_token: ("This form has expired", "its token is an old one"),
    old_token: ("This form has expired", "its token is an old one"),
    broken_token: ("This form has expired", "its token is an old one"),
    other_site: ("did not come from a page on this site", "it came from elsewhere"),
    hidden_origin: ("did not come from a page on this site", "it came from elsewhere"),
    other_referrer: ("did not come from a page on this site", "it came from elsewhere"),
    no_referrer: ("did not come from a page on this site", "it came from elsewhere"),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_the_page_of_a_refused_form_says_why_and_what_to_do(case):
    page = case()
    told = [words for words, _kind in CASES.values() if words in page.text]

    assert page.status_code == 403
    assert set(told) == {CASES[case][0]}
    assert "Nothing was changed." in page.text
    assert page["Cache-Control"] == "no-store"
    assert "marker" not in page.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_a_refused_form_is_logged_once_with_its_reason(case, caplog):
    with caplog.at_level(logging.WARNING):
        case()
    ours = [one.getMessage() for one in caplog.records if one.name == errors.log.name]
    others = [one.name for one in caplog.records if one.name != errors.log.name]

    assert ours == [f"Refused a form of account_login: {CASES[case][1]}."]
    assert set(others) <= {"django.security.csrf"}  # which goes nowhere: see LOGGING


def test_a_refused_form_of_a_notebook_is_logged_too(caplog):
    with caplog.at_level(logging.WARNING):
        Client(enforce_csrf_checks=True).post("/notebook/start/", {})

    assert [one.getMessage() for one in caplog.records if one.name == errors.log.name] == [
        "Refused a form of notebook_begin: no cookie came with it."
    ]


def test_an_unknown_host_is_400_and_one_line_in_the_log(caplog):
    with caplog.at_level(logging.WARNING):
        answers = [
            Client().get(address, headers={"host": host}).status_code
            for address in ("/", "/healthz", "/static/directory/css/base.css", "/join/marker/", "/nothing")
            for host in ("marker.example", "127.0.0.1.marker.example", "a b", "marker\x7f", "[::1")
        ]

    assert set(answers) == {400}
    assert len(caplog.records) == len(answers)
    assert {one.getMessage() for one in caplog.records} == {
        "Refused a request for a host that ALLOWED_HOSTS does not name."
    }
    assert not any(one.exc_info for one in caplog.records)
