"""A reader proposes a clinic that is missing, at /add-a-clinic/propose/."""

import re

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


# ---- what was proposed stays in the hands of whoever proposed it


def proposed(client, **fields):
    """The clinic that was just proposed by the form."""
    propose(client, **fields)
    return Clinic.objects.latest("pk")


def change_of(client, clinic, **fields):
    """Post the form of a change as it is filled in; `fields` are what the person changes."""
    address = f"/add-a-clinic/proposed/{clinic.pk}/change/"
    page = client.get(address)
    given = (
        {"seen": re.search(r'name="seen" value="([^"]*)"', page.text)[1]} if page.status_code == 200 else {}
    )
    return client.post(address, proposal() | given | fields)


def test_whoever_proposed_sees_what_they_sent_and_nobody_else_does():
    client = signed_in(factories.make_person())
    address = f"/add-a-clinic/proposed/{proposed(client, email='desk@harbor-light.example').pk}/"
    page, other = client.get(address), signed_in(factories.make_person())

    for words in ("1 Harbor Way", "(303) 555-0142", "desk@harbor-light.example", "I was treated there."):
        assert page.text.count(words) >= 1, words
    assert_valid(page.text)
    assert [
        other.get(address).status_code,
        other.get(f"{address}change/").status_code,
        other.post(f"{address}change/", proposal()).status_code,
        other.post(f"{address}withdrawal/").status_code,
    ] == [404] * 4


def test_a_proposal_that_waits_can_be_changed():
    client = signed_in(factories.make_person())
    clinic = proposed(client)
    form = client.get(f"/add-a-clinic/proposed/{clinic.pk}/change/")
    answer = change_of(client, clinic, street="2 Harbor Way", words="I asked them.")
    states = list(Submission.objects.order_by("pk").values_list("state", "remark"))

    assert ('value="1 Harbor Way"' in form.text, answer.status_code) == (True, 302)
    assert states == [("withdrawn", "I was treated there."), ("pending", "I asked them.")]
    assert Submission.objects.latest("pk").content["street"] == "2 Harbor Way"
    assert Clinic.objects.count() == 1
    assert client.get("/add-a-clinic/asked/").text.count("Harbor Light") == 1
    assert_valid(form.text)


def test_a_proposal_can_be_taken_back_and_sent_again():
    client = signed_in(factories.make_person())
    clinic = proposed(client)
    client.post(f"/add-a-clinic/proposed/{clinic.pk}/withdrawal/")

    assert Submission.objects.get().state == "withdrawn"
    assert "You took this back." in client.get(f"/add-a-clinic/proposed/{clinic.pk}/").text
    assert change_of(client, clinic).status_code == 302
    assert Submission.objects.latest("pk").state == "pending"


def test_a_question_is_answered_on_the_same_clinic():
    client = signed_in(factories.make_person())
    clinic = proposed(client)
    moderator = factories.make_moderator()
    decisions.ask_for_changes(submission=Submission.objects.get(), by=moderator, words="Which floor?")
    form = client.get(f"/add-a-clinic/proposed/{clinic.pk}/change/")
    answer = change_of(client, clinic, words="The second floor.")
    page = signed_in(moderator).get(f"/admin/submissions/{Submission.objects.latest('pk').pk}/")

    assert ("Which floor?" in form.text, "Your answer to the moderator" in form.text) == (True, True)
    assert (answer.status_code, Clinic.objects.count(), Submission.objects.count()) == (302, 1, 2)
    assert "The second floor." in page.text


def test_a_late_decision_loses_no_words():
    client = signed_in(factories.make_person())
    clinic = proposed(client)
    address = f"/add-a-clinic/proposed/{clinic.pk}/change/"
    seen = re.search(r'name="seen" value="([^"]*)"', client.get(address).text)[1]
    decisions.ask_for_changes(
        submission=Submission.objects.get(), by=factories.make_moderator(), words="Which floor?"
    )
    late = client.post(address, proposal(seen=seen, words="A long story."))
    taken_back = client.post(f"/add-a-clinic/proposed/{clinic.pk}/withdrawal/")

    assert (late.status_code, "A long story." in late.text, "Which floor?" in late.text) == (409, True, True)
    assert (taken_back.status_code, Submission.objects.get().state) == (409, "changes_requested")
    again = re.search(r'name="seen" value="([^"]*)"', late.text)[1]
    assert client.post(address, proposal(seen=again, words="A long story.")).status_code == 302
    assert_valid(late.text)


def test_what_is_published_or_rejected_is_not_changed_here():
    client = signed_in(factories.make_person())
    moderator = factories.make_moderator()
    clinic = proposed(client)
    decisions.approve(submissions=[Submission.objects.get()], by=moderator)
    answer = client.post(f"/add-a-clinic/proposed/{clinic.pk}/change/", proposal(words="A long story."))

    assert (answer.status_code, "A long story." in answer.text) == (409, True)
    assert client.get(f"/add-a-clinic/proposed/{clinic.pk}/change/").status_code == 302
    assert Submission.objects.count() == 1


def test_a_proposal_is_sent_ten_times_a_day():
    client = signed_in(factories.make_person())
    clinic = proposed(client)
    answers = [change_of(client, clinic, street=f"{n} Harbor Way").status_code for n in range(10)]

    assert answers == [302] * 9 + [429]


def test_two_tabs_propose_a_clinic_once():
    client = signed_in(factories.make_person())
    propose(client)
    propose(client, name="harbor light", words="Another tab")

    assert (Clinic.objects.count(), Submission.objects.count()) == (1, 1)
