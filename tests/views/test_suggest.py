"""/suggest/: what is suggested while somebody types, and what is kept of it: nothing."""

import json
import re

import pytest

from directory.views import suggest
from directory.web.typing_pace import TypingPace
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db


def answer(client, **query):
    response = client.get("/suggest/", query)
    return response.status_code, json.loads(response.content)


def test_an_answer_is_json_with_the_number_of_suggestions_in_words(client):
    make_listing(languages=["es"])

    assert answer(client, box="q", typed="span") == (
        200,
        {
            "suggestions": [
                {"value": "Spanish", "label": "Spanish", "kind": "Languages, stated by 1 clinic"}
            ],
            "spoken": "1 suggestion. Use the arrow keys.",
            "help": False,
        },
    )
    nothing = {"suggestions": [], "spoken": "No suggestions.", "help": False}
    for typed in ("", "s", " ", "zzzz zzzz", "%", "\\", "'", "\u202e", "é" * 200):
        for box in ("q", "near"):
            assert answer(client, box=box, typed=typed) == (200, nothing)


def test_an_answer_is_kept_nowhere_and_knows_nobody(client, django_assert_num_queries):
    make_listing(languages=["es"])
    client.get("/suggest/?typed=span")

    with django_assert_num_queries(1):  # the version
        response = client.get("/suggest/?typed=span", headers={"Cookie": f"session={'x' * 32}"})

    assert response["Cache-Control"] == "no-store"
    assert (response.cookies, response.get("ETag"), response.get("Last-Modified")) == ({}, None, None)
    assert response.get("Vary", "Accept-Encoding") == "Accept-Encoding"
    assert client.post("/suggest/", {"typed": "span"}).status_code == 405


@pytest.mark.parametrize("box", ["q", "near"])
def test_words_that_ask_for_help_are_answered_with_help_and_with_no_suggestion(client, box):
    make_listing(name="I want to die laughing", city="Denver")

    assert answer(client, box=box, typed="i want to die") == (
        200,
        {
            "suggestions": [],
            "spoken": "Help now: call or text 988, day or night. In danger, call 911.",
            "help": True,
        },
    )


def test_who_asks_for_help_is_never_refused(client, monkeypatch):
    monkeypatch.setattr(suggest, "pace", TypingPace(requests=0))

    for query in ({"typed": "i want to die"}, {"typed": "we drove " * 300 + "and i want to die"}):
        status, body = answer(client, box="near", **query)
        assert (status, body["help"]) == (200, True)


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ({"box": "within", "typed": "a"}, {"box": "Say which box is typed in: “near” or “q”."}),
        ({"box": "q", "typed": "a" * 201}, {"typed": "That is too long: write up to 200 characters."}),
        (
            {"box": "near", "typed": "a\x07b"},
            {"typed": "Some of these characters can’t be read. Type it again."},
        ),
    ],
)
def test_a_bad_request_is_told_why(client, query, errors):
    assert answer(client, **query) == (400, {"errors": errors})


def test_a_network_that_asks_without_end_is_told_to_wait(client, monkeypatch):
    monkeypatch.setattr(suggest, "pace", TypingPace(requests=2, seconds=3600))

    answers = [client.get("/suggest/?typed=span", REMOTE_ADDR=f"203.0.113.{end}") for end in (1, 1, 1, 2)]

    assert [one.status_code for one in answers] == [200, 200, 429, 200]
    assert answers[2]["Retry-After"] == "3600"
    assert answers[2].json() == {"errors": {"typed": "That was very fast. Wait a moment, then go on."}}
    assert answers[2]["Cache-Control"] == "no-store"


def test_a_network_may_ask_again_in_the_next_window(rf):
    pace, request = TypingPace(requests=1, seconds=10), rf.get("/")

    assert [pace.allows(request, at=at) for at in (0, 9.9, 10, 19, 20)] == [True, False, True, False, True]


@pytest.mark.parametrize("address", ["/", "/clinics/?near=Denver,+CO&q=IV"])
def test_without_a_script_the_boxes_are_plain_inputs(client, address):
    page = client.get(address).content.decode()
    hidden = re.findall(r"<\w+ [^>]*(?:role=\"listbox\"|data-locate|id=\"help-typed\")[^>]*>", page)

    assert [" hidden" in tag for tag in hidden] == [True] * 4
    assert 'role="combobox"' not in page
    assert re.findall(r'<input id="(near|q)" name="\1"', page) == ["near", "q"]


def test_near_me_is_answered_with_what_to_do_about_it(client):
    make_listing()

    page = client.get("/clinics/?near=near+me").content.decode()

    assert page.count("Type a place, such as a ZIP code, or press") == 1
    assert page.count(">Use my location</button>") == 2  # there, and beside the box
