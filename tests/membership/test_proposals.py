"""A reader proposes a clinic that is missing, at /add-a-clinic/propose/."""

import pytest
from django.test import Client
from django.urls import reverse

from directory.matching.already_listed import similar_listings
from directory.models import Clinic, Mail, Membership, Submission
from directory.moderation import decisions
from tests.support import factories
from tests.support.html import assert_valid
from tests.support.membership import listed, proposal, propose, signed_in

pytestmark = pytest.mark.django_db


# ---- a clinic that is missing


@pytest.mark.slow
def test_a_proposal_waits_and_gives_no_membership():
    by = factories.make_person()
    answer = propose(signed_in(by))
    submission = Submission.objects.get()

    assert (answer.status_code, answer.headers["Location"]) == (302, "/add-a-clinic/asked/")
    assert (submission.origin, submission.state, submission.submitted_by) == ("proposal", "pending", by)
    assert submission.remark == "I was treated there."
    assert "I was treated there." not in str(submission.content)
    assert [submission.content[name] for name in ("name", "zip", "phone", "website", "point_source")] == [
        "Harbor Light",
        "80203",
        "+13035550142",
        "https://harbor-light.example",
        "zip_centroid",
    ]
    assert (submission.clinic.organization, Membership.objects.count()) == (None, 0)


@pytest.mark.slow
def test_a_phone_and_a_zip_code_may_be_typed_in_any_usual_form():
    propose(signed_in(factories.make_person()), phone="1-303-555-0142 x12", zip="80203-")

    content = Submission.objects.get().content
    assert [content[name] for name in ("phone", "phone_extension", "zip")] == ["+13035550142", "12", "80203"]


def test_the_words_of_a_proposal_are_published_nowhere():
    propose(signed_in(factories.make_person()), words="A secret word")
    (listing,) = decisions.approve(submissions=[Submission.objects.get()], by=factories.make_moderator())

    for address in (listing.get_absolute_url(), reverse("history", args=[listing.slug]), "/clinics.json"):
        page = Client().get(address)
        assert page.status_code == 200
        assert "A secret word" not in page.text


def test_a_proposal_sent_twice_is_one():
    client, fields = signed_in(factories.make_person()), proposal()
    answers = [client.post("/add-a-clinic/propose/", fields).status_code for _time in range(2)]

    assert (answers, Clinic.objects.count(), Submission.objects.count()) == ([302, 302], 1, 1)


def test_one_page_sends_the_proposals_of_two_people_apart():
    fields = proposal()
    for _person in range(2):
        signed_in(factories.make_person()).post("/add-a-clinic/propose/", fields)

    assert Submission.objects.values("submitted_by").distinct().count() == 2


def test_what_is_like_it_is_shown_before_anything_is_sent():
    listed(name="Harbor Light Ketamine", city="Denver", state="CO")
    client = signed_in(factories.make_person())
    page = propose(client)

    assert (page.status_code, Submission.objects.filter(state="pending").count()) == (200, 0)
    assert "Is it one of these?" in page.text
    assert "/clinics/harbor-light-ketamine-denver/" in page.text
    assert_valid(page.text)
    assert propose(client, none_of_these="yes").status_code == 302


ALIKE = {
    "the phone": ({"phone": "+13035550142", "city": "Elsewhere"}, "the same phone"),
    "the website": ({"website": "http://www.harbor-light.example/denver", "state": "CO"}, "the same website"),
    "the name": ({"name": "The Harbor Light"}, "a like name"),
    "nothing": ({}, None),
    "the name far away": ({"name": "Harbor Light", "city": "Boston", "state": "MA"}, None),
}


@pytest.mark.parametrize(("facts", "shared"), ALIKE.values(), ids=ALIKE)
def test_a_clinic_is_like_another_by_phone_website_or_name_nearby(facts, shared):
    factories.make_listing(**({"name": "Tern House", "city": "Denver", "state": "CO"} | facts))
    given = proposal() | {"phone": "+13035550142", "website": "https://harbor-light.example"}

    assert [words for _listing, words in similar_listings(given)] == ([shared] if shared else [])


def test_a_like_clinic_is_found_across_a_town_line():
    factories.make_listing(name="Harbor Light", city="Aurora", state="CO", latitude=39.73, longitude=-104.83)

    assert len(similar_listings(proposal(city="Denver", phone="", website=""))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ʻOhana Ketamine", "Kāneʻohe"), ("OHANA KETAMINE LLC", "Kaneohe")),
        (("St. Brigid", "St. Ives"), ("Saint Brigid Ketamine LLC", "Saint Ives")),
        (("Mt. Tabor", "Ft. Example"), ("Mount Tabor Ketamine, Inc.", "Fort Example")),
        (("O‘Brien Rooms", "O'Fallon"), ("OBRIEN ROOMS", "OFallon")),
    ],
)
def test_a_like_clinic_is_found_however_name_and_town_are_written(one, other):
    factories.make_listing(name=one[0], city=one[1], state="CO")
    given = proposal() | {"name": other[0], "city": other[1], "zip": "", "phone": "", "website": ""}

    assert [words for _listing, words in similar_listings(given)] == ["a like name"]


WANTING = {
    "name": "Enter the name of the clinic, as on its door.",
    "city": "Enter the town.",
    "state": "Choose the state.",
    "words": "Say how you know this clinic, so that a moderator can check.",
}


@pytest.mark.parametrize(("name", "sentence"), WANTING.items())
def test_what_is_left_out_is_asked_for(name, sentence):
    page = propose(signed_in(factories.make_person()), **{name: ""})

    assert (page.status_code, Clinic.objects.count()) == (400, 0)
    assert page.text.count(sentence) == 2  # over the form and at the field
    assert "<title>Error:" in page.text
    assert_valid(page.text)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"phone": "", "website": ""}, "Enter a phone number or a website"),
        ({"phone": "12"}, "Enter a phone number, for example (303) 555-0142."),
        (
            {"phone": "303-555-0142 or 303-555-0143"},
            "Enter one phone number, for example (303) 555-0142.",
        ),
        ({"website": "not a web address"}, "Enter a web address, for example"),
        ({"zip": "8020"}, "Enter a ZIP code, for example 80202."),
        ({"sending": ""}, "This page was open for too long."),
        ({"leave_empty": "x"}, "A hidden field that must stay empty was filled in."),
    ],
)
def test_a_proposal_that_will_not_do_is_sent_back_with_a_sentence(fields, sentence):
    page = propose(signed_in(factories.make_person()), **fields)

    assert (page.status_code, Clinic.objects.count()) == (400, 0)
    assert sentence in page.text


def test_a_network_proposes_ten_clinics_a_day():
    client = signed_in(factories.make_person())
    answers = [propose(client, name=f"Clinic {n}", none_of_these="y").status_code for n in range(11)]

    assert answers == [302] * 10 + [429]


def test_whoever_proposed_hears_of_it_and_sees_it():
    by = factories.make_person("reader@else.example")
    propose(signed_in(by))
    decisions.reject(
        submission=Submission.objects.get(),
        by=factories.make_moderator(),
        reason="unverifiable",
        words="We could not reach them.",
    )
    letter, page = Mail.objects.get(kind="decided"), signed_in(by).get("/add-a-clinic/asked/")

    assert (letter.to, "/add-a-clinic/asked/" in letter.text) == ("reader@else.example", True)
    assert "We could not reach them." in page.text
    assert_valid(page.text)


def test_a_moderator_reads_how_they_know_it():
    propose(signed_in(factories.make_person()), words="I was treated there.")
    page = signed_in(factories.make_moderator()).get(f"/admin/submissions/{Submission.objects.get().pk}/")

    assert page.text.count("I was treated there.") == 1
    assert_valid(page.text)
