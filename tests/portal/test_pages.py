"""The pages of the portal, as members of a clinic use them."""

from datetime import date, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import SubmissionState
from directory.models import (
    Clinic,
    Event,
    Listing,
    Membership,
    Offering,
    Practitioner,
    Submission,
    Training,
)
from directory.moderation import decisions
from directory.portal import status
from directory.portal.clinics import CLINICS_ON_A_PAGE
from directory.portal.section_form import snapshot_digest
from directory.publishing.snapshot import snapshot_of_clinic
from directory.wording import values
from tests.support.factories import (
    change,
    make_clinic,
    make_listing,
    make_member,
    make_moderator,
    make_person,
    make_submission,
    take_down,
)
from tests.support.html import assert_valid, elements
from tests.support.portal import (
    ACCEPTED,
    error_sentences,
    form_values,
    main_text,
    portal_url,
    save_section,
    section_url,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
QUERIES_OF_A_SECTION = 17
QUERIES_OF_THE_LIST = 13
QUERIES_OF_THE_ONLY_CLINIC = 15  # its page has the thread, too
ROW_SCRIPTS = [
    "/static/directory/add_rows.js",
    "/static/directory/people_names.js",
    "/static/directory/leaving.js",
]


# ---- the page of one's clinics


def test_a_member_sees_how_the_listing_stands(client, clinic, editor):
    text = main_text(client.get("/portal/"))

    day = TODAY() - timedelta(days=10)
    due = day + timedelta(days=90)
    assert f"This listing is published and up to date. You confirmed it on {day:%B %-d, %Y}." in text
    assert f"Confirm it again by {due:%B %-d, %Y}." in text


def test_the_link_to_the_public_page_waits_for_what_was_published_last(client, clinic, editor, listing):
    links = elements(client.get("/portal/").content, "a")

    addresses = [link.get("href") for link in links if "".join(link.itertext()) == "See it as patients do"]
    assert addresses == [f"/clinics/{listing.slug}/?at={listing.directory_version}"]


@pytest.mark.parametrize(
    ("days", "standing"),
    [(100, "its page says “not confirmed lately”"), (200, "it no longer appears in search results")],
)
def test_a_member_sees_that_it_is_late(client, days, standing):
    listing = make_listing(at=timezone.now() - timedelta(days=days))
    client.force_login(make_member(listing.clinic))

    text = main_text(client.get("/portal/"))

    assert standing in text
    assert "Please confirm it now" in text


def test_a_member_sees_what_waits_and_since_when(client, clinic, editor):
    at = timezone.now() - timedelta(days=3)
    make_submission(clinic, by=editor, at=at, about="New words.")

    text = main_text(client.get("/portal/"))

    assert f"It has waited since {values.date_and_time(at)}." in text
    assert "Send to a moderator" not in text


def test_a_member_sees_what_came_back_and_why(client, clinic, editor):
    submission = make_submission(clinic, by=editor, about="We cure everything.", route=["im"])
    decisions.approve_some(
        submission=submission, back=["about"], by=make_moderator(), reason="overclaim", words="No cure."
    )

    text = main_text(client.get("/portal/"))

    assert "Part of it was sent back" in text
    assert "Reason: It promises more than is known." in text
    assert "No cure." in text
    assert "The clinic: In the clinic’s words" in text


def test_what_came_back_whole_names_all_that_was_changed(client, clinic, editor):
    submission = make_submission(clinic, by=editor, about="New words.", route=["im"])
    decisions.ask_for_changes(submission=submission, by=make_moderator(), words="Which vein?")

    text = main_text(client.get("/portal/"))

    assert "Sent back with a question" in text
    assert "The clinic: In the clinic’s words Setting and monitoring: How it is given" in text


def test_what_came_back_is_gone_once_it_is_sent_again(client, clinic, editor):
    submission = make_submission(clinic, by=editor, about="New words.")
    decisions.reject(submission=submission, by=make_moderator(), reason="overclaim")
    make_submission(clinic, by=editor, about="Newer words.")

    text = main_text(client.get("/portal/"))

    assert "Not published" not in text
    assert "Waiting" in text


def test_a_section_counts_what_is_stated_of_what_could_be(client):
    clinic = make_clinic(name="Half Acre", off_label_disclosed=False, home_dosing="none")
    client.force_login(make_member(clinic))

    text = main_text(client.get("/portal/"))

    assert "License and legality 2 of 4 stated" in text
    assert "Psychotherapy 0 of 12 stated" in text


def test_one_query_count_for_the_only_clinic_whatever_it_states(
    client, clinic, owner, django_assert_num_queries
):
    with django_assert_num_queries(QUERIES_OF_THE_ONLY_CLINIC):
        client.get("/portal/")
    make_submission(clinic, about="Something new.", practitioners=[{"name": "Bo"}, {"name": "Ada"}])

    with django_assert_num_queries(QUERIES_OF_THE_ONLY_CLINIC):
        client.get("/portal/")


def test_one_query_count_for_two_clinics_and_for_forty(client, clinic, owner, django_assert_num_queries):
    for number in range(39):
        other = make_listing(practitioners=[{"name": f"Person {number}"}]).clinic
        make_submission(other, about="Something new.", organization=clinic.organization)
        if number not in (0, 38):
            continue
        with django_assert_num_queries(QUERIES_OF_THE_LIST):
            response = client.get("/portal/")
        assert len(names_on_the_list(response)) == min(number + 2, CLINICS_ON_A_PAGE)


def names_on_the_list(response):
    return [one.text for one in elements(response.content, "a") if one.get("class") == "task__name"]


def test_several_clinics_are_a_list_with_their_state_and_one_button_each(client, clinic, owner):
    second = make_listing(
        name="Second Acre", city="Boise", state="ID", availability="accepting", availability_on=TODAY()
    ).clinic
    Clinic.objects.filter(pk=second.pk).update(organization=clinic.organization)
    returned = make_submission(clinic, by=owner, about="We cure everything.")
    decisions.ask_for_changes(submission=returned, by=make_moderator(), words="Which cure?")

    response = client.get("/portal/")

    assert names_on_the_list(response) == ["Half Acre", "Second Acre"]
    text = main_text(response)
    assert "Half Acre Denver. Taking patients: not stated Which cure? Came back Published" in text
    assert "Second Acre Boise. Taking new patients Published" in text
    confirmed = client.post(portal_url("confirmation", second), {"list": "1"})
    assert confirmed.url == "/portal/?page=1"


def test_a_long_list_has_pages(client, clinic, owner):
    for number in range(CLINICS_ON_A_PAGE):
        make_clinic(name=f"Site {number:02}", organization=clinic.organization)

    first, second = client.get("/portal/"), client.get("/portal/?page=2")

    assert "21 clinics" in main_text(first)
    assert "Page 1 of 2" in main_text(first)
    assert names_on_the_list(second) == ["Site 19"]


@pytest.mark.parametrize("page", ["0", "-1", "99", "x"])
def test_a_page_that_is_not_there_is_another_one(client, clinic, owner, page):
    make_clinic(organization=clinic.organization)

    assert client.get("/portal/", {"page": page}).status_code == 200
    confirmed = client.post(portal_url("confirmation", clinic), {"list": page})
    assert client.get(confirmed.url).status_code == 200


def test_the_page_of_one_of_several_clinics_leads_back_to_the_list(client, clinic, owner):
    make_clinic(organization=clinic.organization)

    assert "Back to your clinics" in main_text(client.get(portal_url("clinic", clinic)))


def test_the_page_of_the_only_clinic_leads_back_to_no_list(client, clinic, owner):
    assert "Back to your clinics" not in main_text(client.get(portal_url("clinic", clinic)))


# ---- the task list


def states_of_sections(response):
    """Title of a section → the words of its state."""
    tasks = [one for one in elements(response.content, "li") if one.get("class") == "task"]
    words = ([" ".join("".join(part.itertext()).split()) for part in task] for task in tasks)
    return {what.partition(" stated")[0].rsplit(" ", 3)[0]: state for what, state in words}


def test_a_section_says_what_is_to_be_done_with_it(client, clinic, editor):
    returned = make_submission(clinic, by=editor, route=["im"])
    decisions.ask_for_changes(submission=returned, by=make_moderator(), words="Since when?")
    change(clinic, off_label_disclosed=True)

    response = client.get("/portal/")

    assert states_of_sections(response) == {
        "The clinic": "Done",
        "Training and credentials": "Done",
        "License and legality": "Draft, not sent",
        "Medical screening": "Not started",
        "Setting and monitoring": "Came back",
        "Psychotherapy": "Not started",
        "Plan and follow-up": "Not started",
        "Costs, rights and comfort": "Not started",
    }
    assert "Setting and monitoring 1 of 22 stated Since when? Came back" in main_text(response)
    assert "Check and send 2 sections" in main_text(response)


def test_what_came_back_and_was_changed_is_a_draft(client, clinic, editor):
    returned = make_submission(clinic, by=editor, route=["im"])
    decisions.ask_for_changes(submission=returned, by=make_moderator(), words="Since when?")
    change(clinic, route=["im", "iv"])

    assert states_of_sections(client.get("/portal/"))["Setting and monitoring"] == "Draft, not sent"


def test_what_waits_is_with_a_moderator_until_it_is_changed_again(client, clinic, editor):
    make_submission(clinic, by=editor, about="New words.", route=["im"])
    change(clinic, route=["im", "iv"])

    states = states_of_sections(client.get("/portal/"))

    assert states["The clinic"] == "With a moderator"
    assert states["Setting and monitoring"] == "Draft, not sent"


def test_an_act_of_publication_does_not_hide_what_came_back(client, clinic, editor):
    returned = make_submission(clinic, by=editor, route=["im"])
    decisions.ask_for_changes(submission=returned, by=make_moderator(), words="Since when?")
    published = Submission.objects.get(listing_version=1)
    at = timezone.now()
    published.pk, published.listing_version, published.act = None, 2, Submission.Act.AVAILABILITY
    published.submitted_at = published.decided_at = at
    published.save()

    assert "Sent back with a question" in main_text(client.get("/portal/"))


def test_one_query_count_for_one_person_and_for_three(client, clinic, editor, django_assert_num_queries):
    with django_assert_num_queries(QUERIES_OF_A_SECTION):
        client.get(section_url(clinic, "A"))
    for name in ("Bo Lund", "Ada Quist"):
        Practitioner.objects.create(clinic=clinic, name=name)

    with django_assert_num_queries(QUERIES_OF_A_SECTION):
        client.get(section_url(clinic, "A"))


def test_one_query_count_for_no_offering_and_for_three(client, clinic, editor, django_assert_num_queries):
    with django_assert_num_queries(QUERIES_OF_A_SECTION - 2):
        client.get(section_url(clinic, "D"))
    for position, route in enumerate(("iv", "im", "oral")):
        Offering.objects.create(clinic=clinic, route=route, position=position)

    with django_assert_num_queries(QUERIES_OF_A_SECTION - 2):
        client.get(section_url(clinic, "D"))


def test_somebody_who_maintains_nothing_does_not_enter(client):
    client.force_login(make_person())

    assert client.get("/portal/").status_code == 403


def test_a_stranger_is_asked_to_sign_in(client, clinic):
    response = client.get(section_url(clinic))

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("section", status.SECTIONS)
def test_every_section_is_a_valid_page_that_no_cache_keeps(client, clinic, editor, section):
    response = client.get(section_url(clinic, section))

    assert_valid(response.content)
    assert response["Cache-Control"] == "no-store"
    scripts = [script.get("src") for script in elements(response.content, "script")]
    # A page that works without them.
    assert scripts == ["/static/directory/press.js", "/static/directory/character_count.js", *ROW_SCRIPTS]


@pytest.mark.parametrize("name", ["clinic", "preview", "sending", "removal", "timeline"])
def test_every_page_of_a_clinic_is_valid(client, clinic, owner, name):
    change(clinic, about="New words.")

    response = client.get(portal_url(name, clinic))

    assert response.status_code == 200
    assert_valid(response.content)


# ---- stating


@pytest.mark.parametrize("section", status.SECTIONS)
def test_saving_without_a_change_changes_nothing(client, clinic, editor, section):
    before = snapshot_of_clinic(Clinic.objects.get())

    response = save_section(client, clinic, section)

    assert (response.status_code, response.url) == (302, section_url(clinic, section))
    after = snapshot_of_clinic(Clinic.objects.get())
    assert {name for name in after if after[name] != before[name]} == set()
    assert LogEntry.objects.count() == 0


def test_saving_is_a_draft_and_says_so(client, clinic, editor):
    response = client.get(save_section(client, clinic, about="New words.").url)

    assert "Your draft is saved. Nothing is published until you send it" in main_text(response)
    assert Clinic.objects.get().about == "New words."
    assert Listing.objects.get().about == "We listen first."
    assert Submission.objects.waiting().count() == 0


@pytest.mark.parametrize(("button", "leads"), [("_preview", "preview"), ("_send", "sending")])
def test_saving_can_lead_on(client, clinic, editor, button, leads):
    response = save_section(client, clinic, button=button, about="New words.")

    assert response.url == portal_url(leads, clinic)
    assert Clinic.objects.get().about == "New words."


def test_saving_can_go_on_to_the_next_section(client, clinic, editor):
    assert save_section(client, clinic, button="_next").url == section_url(clinic, "A")
    assert save_section(client, clinic, "G", button="_next").url == section_url(clinic, "G")


@pytest.mark.parametrize(
    ("phone", "extension"),
    [
        ("(720) 555-0188", ""),
        ("720.555.0188", ""),
        ("1 720 555 0188 x12", "12"),
        ("+1-720-555-0188 ext. 12", "12"),
    ],
)
def test_a_phone_may_be_typed_in_any_usual_form(client, clinic, editor, phone, extension):
    save_section(client, clinic, phone=phone)

    clinic = Clinic.objects.get()
    assert (clinic.phone, clinic.phone_extension) == ("+17205550188", extension)


@pytest.mark.parametrize(
    "phone", ["720-555-0188 or 720-555-0189", "720-555-0188 /x12", "720-555-0188 ask for Ann"]
)
def test_one_phone_is_asked_for_where_more_is_typed(client, clinic, editor, phone):
    response = save_section(client, clinic, phone=phone)

    assert response.status_code == 400
    assert "Enter only one phone number. You can add a second one under “About the clinic”." in response.text


@pytest.mark.parametrize("typed", ["80202-", " 80202 ", "80202.0", "80202\u2013"])
def test_a_zip_code_may_be_typed_in_any_usual_form(client, clinic, editor, typed):
    save_section(client, clinic, zip=typed)

    assert Clinic.objects.get().zip == "80202"


def test_degrees_may_be_typed_with_their_side(client, clinic, editor):
    save_section(client, clinic, zip="80202", latitude="39.75° N", longitude="105,0 W")

    assert Clinic.objects.values_list("latitude", "longitude").get() == (39.75, -105.0)


def test_a_web_address_may_be_typed_without_its_beginning(client, clinic, editor):
    save_section(client, clinic, website="half-acre.example")

    assert Clinic.objects.get().website == "https://half-acre.example"


def test_a_price_may_be_typed_with_its_sign(client, clinic, editor):
    save_section(client, clinic, "G", course_price="$1,200")

    clinic = Clinic.objects.get()
    assert (clinic.course_price, clinic.prices_as_of) == (1200, TODAY())


@pytest.mark.parametrize("answer", [True, False, None])
def test_yes_no_and_not_stated_are_three_answers(client, clinic, editor, answer):
    change(clinic, private_room=not answer)

    save_section(client, clinic, "D", private_room=str(answer) if answer is not None else "")

    assert Clinic.objects.get().private_room is answer


def test_availability_takes_the_day_on_which_it_is_said(client, clinic, editor, listing):
    take_down(listing)
    change(clinic, availability="accepting", availability_on=date(2026, 1, 2))

    save_section(client, clinic, availability="waitlist", waitlist_weeks="6")

    clinic = Clinic.objects.get()
    assert (clinic.availability, clinic.waitlist_weeks, clinic.availability_on) == ("waitlist", 6, TODAY())


def test_availability_that_stands_keeps_its_day(client, clinic, editor, listing):
    take_down(listing)
    change(clinic, availability="accepting", availability_on=date(2026, 1, 2))

    save_section(client, clinic, about="New words.")

    assert Clinic.objects.get().availability_on == date(2026, 1, 2)


def test_availability_no_longer_stated_has_no_day(client, clinic, editor, listing):
    take_down(listing)
    change(clinic, availability="accepting", availability_on=date(2026, 1, 2))

    save_section(client, clinic, availability="")

    assert Clinic.objects.get().availability_on is None


def test_a_published_listing_has_its_availability_on_its_own_page(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic)))
    change(clinic, availability="waitlist", waitlist_weeks=3, availability_on=date(2026, 1, 2))

    response = client.post(section_url(clinic), opened | {"availability": "", "_save": "1"})

    assert {"availability", "waitlist_weeks", "availability_on"} & opened.keys() == set()
    assert response.status_code == 302, error_sentences(response)
    assert Clinic.objects.get().availability == "waitlist"
    links = [one.get("href") for one in elements(client.get(section_url(clinic)).content, "a")]
    assert links.count(f"{portal_url('clinic', clinic)}#availability-{clinic.pk}") == 1


def test_the_page_after_a_save_says_what_is_next(client, clinic, editor):
    page = client.get(save_section(client, clinic, about="New words.").url)

    assert "What is next: Check and send 1 section Fill in “License and legality”" in main_text(page)
    assert "What is next" not in main_text(client.get(section_url(clinic)))


def test_what_is_next_is_never_the_page_that_is_open(client, clinic, editor):
    page = client.get(save_section(client, clinic, about="New words.", button="_next").url)
    there = client.get(save_section(client, clinic, "B").url)

    assert "Fill in “License and legality”" in main_text(page)
    assert "What is next:" in main_text(there)
    assert "Fill in “License and legality”" not in main_text(there)


def test_a_question_and_an_error_are_shown_at_once(client, clinic, editor):
    response = save_section(client, clinic, "head", npi="1234567890", zip="Denver")

    assert error_sentences(response) == [
        "Enter a ZIP code, for example 80202.",
        "The NPI 1234567890 can’t be right. Check each digit.",
    ]


def test_the_first_sending_shows_each_answer_once(client, editor):
    fresh = make_clinic(organization=Membership.objects.get(user=editor).organization, about="New words.")

    text = main_text(client.get(portal_url("sending", fresh)))

    assert "Published now" not in text
    assert text.count("Not stated") == 0
    assert "New words." in text


def test_beside_a_row_stands_what_patients_would_see_of_it(client, clinic, editor):
    change(clinic, about="New words.", website="https://half-acre.example/")

    response = client.get(section_url(clinic))

    rows = {one.get("id"): one for one in elements(response.content, "div") if one.get("id")}
    seen = {
        name: " ".join("".join(part.itertext()).split())
        for name, row in rows.items()
        for part in row
        if part.get("class") == "seen"
    }
    assert seen["row-about"] == "Patients would see New words."
    assert seen["row-website"] == "Patients would see half-acre.example"
    assert seen["row-phone"] == "Patients would see (303) 555-0142"
    assert seen["row-languages"] == "Patients would see Not stated"
    assert "row-alias" not in seen  # a page leaves it out where it is not stated


@pytest.mark.parametrize("press", [{"zip": "Denver"}, {"_more": "opening_times"}])
def test_a_form_shown_again_is_left_only_after_a_question(client, clinic, editor, press):
    opened = client.get(section_url(clinic))
    again = client.post(section_url(clinic), form_values(opened) | press)

    def state(response):
        forms = [one.get("data-leaving") for one in elements(response.content, "form")]
        return [one for one in forms if one is not None]

    assert (state(opened), state(again)) == ([""], ["unsaved"])


def test_a_point_that_is_given_counts(client, clinic, editor):
    save_section(client, clinic, latitude="39.75", longitude="-105.0")

    clinic = Clinic.objects.get()
    assert (clinic.latitude, clinic.longitude, clinic.point_source) == (39.75, -105.0, "given")


def test_without_a_point_the_middle_of_the_zip_code_stands_for_it(client, clinic, editor):
    change(clinic, latitude=39.75, longitude=-105.0, point_source="given")

    save_section(client, clinic, latitude="", longitude="", zip="80301")

    clinic = Clinic.objects.get()
    assert clinic.point_source == "zip_centroid"
    assert (round(clinic.latitude, 1), round(clinic.longitude, 1)) == (40.0, -105.2)


BAD = [
    ("head", {"name": ""}, "Fill this in."),
    ("head", {"zip": "Denver"}, "Enter a ZIP code, for example 80202."),
    ("head", {"phone": "call us"}, "Enter a phone number, for example (303) 555-0142."),
    ("head", {"website": "our page"}, "Enter a web address, for example https://clinic.example."),
    ("head", {"about": "a" * 1201}, "Use at most 1200 characters. You have used 1201."),
    ("head", {"about": "a\0b"}, "We removed a character that we can’t save. Check your words."),
    ("head", {"phone": "", "phone_extension": "3"}, "Give an extension only with a phone number."),
    ("head", {"phone_extension": "three"}, "Enter digits only, for example 301."),
    (
        "head",
        {"latitude": "39.75"},
        "Enter a latitude from -90 to 90 and a longitude from -180 to 180, or leave both empty.",
    ),
    ("head", {"latitude": "nan", "longitude": "1"}, "Enter decimal degrees, for example 39.7392."),
    (
        "head",
        {"latitude": "40.7", "longitude": "-74.0"},
        "This point is 1627 miles from the ZIP code. Correct one of them.",
    ),
    (
        "D",
        {"monitoring": ["none", "heart_rate"]},
        "“Nothing is measured” can’t be combined with other choices. Remove it, or remove the others.",
    ),
    ("D", {"route": ["by_post"]}, "Choose from the list."),
    ("D", {"observation_minutes": "1e400"}, "Enter a whole number, for example 6."),
    ("D", {"observation_minutes": "9" * 5000}, "Enter a whole number, for example 6."),
    (
        "G",
        {"session_price_low": "900", "session_price_high": "400"},
        "The lower price is above the higher one. Swap them.",
    ),
    ("G", {"intake_fee": "about 90"}, "Enter a price in whole dollars, for example 450."),
    ("G", {"intake_fee": "-1"}, "Enter 0 or more."),
    ("A", {"practitioners-0-npi": "12"}, "Enter the ten digits of the NPI."),
    ("A", {"practitioners-0-license": "associate"}, "Enter who supervises this therapist in training."),
    ("A", {"practitioners-1-license_number": "12"}, "Fill this in."),
]


@pytest.mark.slow
@pytest.mark.parametrize(("section", "changed", "sentence"), BAD)
def test_an_invalid_value_is_explained_and_nothing_typed_is_lost(
    client, clinic, editor, listing, section, changed, sentence
):
    if changed.keys() & {"availability", "waitlist_weeks"}:
        take_down(listing)  # a public listing states them on a page of its own
    unchanged = {"about": "Kept."} if section == "head" and "about" not in changed else {}

    response = save_section(client, clinic, section, **unchanged | changed)

    assert response.status_code == 400
    assert error_sentences(response) == [sentence]
    assert b"<title>Error: " in response.content
    assert_valid(response.content)
    again = form_values(response)
    assert {name: again.get(name) for name in unchanged} == unchanged
    assert Clinic.objects.get().about == "We listen first."


def test_beside_a_form_that_was_wrong_patients_still_see_what_is_saved(client, clinic, editor):
    def seen(response):
        divisions = elements(response.content, "div")
        return [list(one.itertext()) for one in divisions if one.get("class") == "seen"]

    saved = seen(client.get(section_url(clinic)))

    response = save_section(client, clinic, zip="Denver", about="Not saved.", website="https://no.example")

    assert response.status_code == 400
    assert seen(response) == saved
    assert any("We listen first." in texts for texts in saved)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"waitlist_weeks": "3"}, "Give weeks only with a waiting list."),
        (
            {"availability": "accepting", "availability_on": "2999-01-01"},
            "This date is in the future. Enter today’s date or an earlier one.",
        ),
    ],
)
def test_an_invalid_availability_of_a_new_clinic_is_explained(client, editor, changed, sentence):
    fresh = make_clinic(organization=Membership.objects.get(user=editor).organization)

    response = save_section(client, fresh, **changed)

    assert error_sentences(response) == [sentence]
    (row,) = [one for one in elements(response.content, "div") if one.get("id") == "row-availability"]
    assert [
        one for one in row.iter() if one.get("class") == "seen" and "Taking" in "".join(one.itertext())
    ] == []


def test_a_number_in_other_digits_is_a_number(client, clinic, editor):
    save_section(client, clinic, "D", observation_minutes="٣٠")

    assert Clinic.objects.get().observation_minutes == 30


# ---- people and training


def test_a_person_is_added_behind_the_others(client, clinic, editor):
    save_section(
        client,
        clinic,
        "A",
        **{"practitioners-1-name": "Bo Lund", "practitioners-1-roles": ["therapist"]},
    )

    assert [(one.name, one.roles) for one in Practitioner.objects.all()] == [
        ("Dr. Ines Okonjo-Vale", ["medical_director"]),
        ("Bo Lund", ["therapist"]),
    ]


def test_a_person_is_taken_away(client, clinic, editor):
    save_section(client, clinic, "A", **{"practitioners-0-DELETE": "on"})

    assert not Practitioner.objects.exists()


def test_a_training_is_changed(client, clinic, editor):
    save_section(client, clinic, "A", **{"training-0-hours": "16", "training-0-expires_on": "2027-05-01"})

    training = Training.objects.get()
    assert (training.hours, training.expires_on) == (16, date(2027, 5, 1))


# ---- two at once


def test_of_two_who_change_one_section_the_second_sees_a_conflict_and_loses_no_text(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic)))
    change(clinic, about="From a colleague.")

    response = client.post(section_url(clinic), opened | {"about": "Mine.", "alias": "Half"})

    assert response.status_code == 409
    assert error_sentences(response) == [
        "Someone else saved this page after you opened it. Check it again, then save."
    ]
    assert "From a colleague." in main_text(response)
    assert (form_values(response)["about"], form_values(response)["alias"]) == ("Mine.", "Half")
    assert Clinic.objects.get().about == "From a colleague."

    client.post(section_url(clinic), form_values(response))

    assert Clinic.objects.get().about == "Mine."


def test_two_who_change_different_sections_do_not_conflict(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic)))
    change(clinic, route=["im"])

    client.post(section_url(clinic), opened | {"about": "Mine."})

    clinic = Clinic.objects.get()
    assert (clinic.about, clinic.route) == ("Mine.", ["im"])


def test_people_added_by_a_colleague_count_as_a_change(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic, "A")))
    Practitioner.objects.create(clinic=clinic, name="Bo Lund", position=1)

    response = client.post(section_url(clinic, "A"), opened | {"practitioners-0-name": "Dr. Okonjo"})

    assert response.status_code == 409
    assert "Bo Lund" in main_text(response)
    assert Practitioner.objects.filter(name="Dr. Okonjo").count() == 0


# ---- sending and taking back


def send(client, clinic):
    posted = form_values(client.get(portal_url("sending", clinic)))
    return client.post(portal_url("sending", clinic), posted | ACCEPTED)


def test_before_it_is_sent_a_member_sees_what_will_be_looked_at(client, clinic, editor):
    change(clinic, about="New words.")

    text = main_text(client.get(portal_url("sending", clinic)))

    assert "1 change In the clinic’s words Published now We listen first. Your draft New words." in text
    assert Submission.objects.waiting().count() == 0


def test_sending_puts_the_draft_into_the_queue(client, clinic, editor):
    change(clinic, about="New words.")

    response = send(client, clinic)

    submission = Submission.objects.waiting().get()
    assert response.url == portal_url("clinic", clinic)
    assert (submission.origin, submission.submitted_by, submission.content["about"]) == (
        "portal",
        editor,
        "New words.",
    )


def test_sending_twice_is_sending_once(client, clinic, editor):
    change(clinic, about="New words.")
    opened = form_values(client.get(portal_url("sending", clinic))) | ACCEPTED

    for _press in range(2):
        client.post(portal_url("sending", clinic), opened)

    assert Submission.objects.waiting().count() == 1


def test_nothing_changed_is_said_and_nothing_is_sent(client, clinic, editor):
    text = main_text(client.get(portal_url("sending", clinic)))
    client.post(portal_url("sending", clinic), {"seen": "forged"} | ACCEPTED)

    assert "Nothing to send" in text
    assert Submission.objects.waiting().count() == 0


def test_a_draft_that_changed_since_it_was_shown_is_not_submitted(client, clinic, editor):
    change(clinic, about="New words.")
    opened = form_values(client.get(portal_url("sending", clinic))) | ACCEPTED
    change(clinic, about="A colleague's words.")

    response = client.post(portal_url("sending", clinic), opened)

    assert response.status_code == 409
    assert "The draft changed after you opened this page." in main_text(response)
    assert Submission.objects.waiting().count() == 0


def test_a_draft_that_breaks_a_present_rule_is_not_submitted(client, clinic, editor):
    Clinic.objects.filter(pk=clinic.pk).update(phone="555-0142")

    response = client.get(portal_url("sending", clinic))
    client.post(
        portal_url("sending", clinic),
        {"seen": snapshot_digest(snapshot_of_clinic(Clinic.objects.get()), STATEMENTS)} | ACCEPTED,
    )

    assert "The clinic: Enter a phone number, for example (303) 555-0142." in main_text(response)
    assert Submission.objects.waiting().count() == 0


def test_a_waiting_submission_is_withdrawn(client, clinic, editor):
    submission = make_submission(clinic, by=editor, about="New words.")

    client.post(portal_url("taking_back", clinic))

    submission.refresh_from_db()
    assert submission.state == SubmissionState.WITHDRAWN
    assert Clinic.objects.get().about == "New words."


def test_a_decided_submission_is_not_withdrawn(client, clinic, editor):
    submission = make_submission(clinic, by=editor, about="New words.")
    decisions.approve(submissions=[submission], by=make_moderator())

    response = client.post(portal_url("taking_back", clinic), follow=True)

    assert "Nothing is waiting for this clinic. A moderator may have just made a decision." in main_text(
        response
    )
    assert Listing.objects.get().about == "New words."


def test_the_form_marks_what_came_back_with_the_words_of_the_moderator(client, clinic, editor):
    submission = make_submission(clinic, by=editor, about="We cure everything.", alias="Half")
    decisions.approve_some(
        submission=submission, back=["about"], by=make_moderator(), reason="overclaim", words="No cure."
    )

    (marked,) = [
        one for one in elements(client.get(section_url(clinic)).content) if "flag" in one.get("class", "")
    ]

    assert " ".join("".join(marked.itertext()).split()) == "A moderator sent this back. No cure."


# ---- what is published


def test_confirming_is_one_button(client, clinic, editor):
    Listing.objects.update(confirmed_on=TODAY() - timedelta(days=80))

    response = client.post(portal_url("confirmation", clinic), follow=True)

    due = TODAY() + timedelta(days=90)
    assert f"Thank you for confirming. Please confirm again by {due:%B %-d, %Y}." in main_text(response)
    assert Listing.objects.get().confirmed_on == TODAY()


def test_confirming_twice_is_one_event(client, clinic, editor):
    Listing.objects.update(confirmed_on=TODAY() - timedelta(days=80))

    for _press in range(2):
        client.post(portal_url("confirmation", clinic))

    assert Event.objects.filter(kind="confirmed").count() == 1


def test_confirming_publishes_no_draft(client, clinic, editor):
    change(clinic, about="New words.")

    client.post(portal_url("confirmation", clinic))

    assert Listing.objects.get().about == "We listen first."


def test_nothing_published_is_nothing_to_confirm(client):
    clinic = make_clinic()
    client.force_login(make_member(clinic))
    events = Event.objects.count()

    response = client.post(portal_url("confirmation", clinic), follow=True)

    assert "This listing is not published, so there is nothing to confirm." in main_text(response)
    assert Event.objects.count() == events


def test_an_owner_takes_the_listing_down_at_once(client, clinic, owner, listing):
    make_submission(clinic, by=owner, about="New words.")

    client.post(portal_url("removal", clinic))

    assert client.get(listing.get_absolute_url()).status_code == 410
    assert Submission.objects.waiting().count() == 0
    assert Event.objects.latest("pk").reason == "owner_request"


def test_opening_the_page_of_removal_removes_nothing(client, clinic, owner, listing):
    assert "Take the listing down?" in main_text(client.get(portal_url("removal", clinic)))

    assert Listing.objects.public().count() == 1


def test_an_editor_takes_nothing_down(client, clinic, editor):
    assert client.get(portal_url("removal", clinic)).status_code == 403
    assert client.post(portal_url("removal", clinic)).status_code == 403

    assert Listing.objects.public().count() == 1


def test_an_owner_asks_for_it_back(client, clinic, owner):
    client.post(portal_url("removal", clinic))
    assert "Ask to restore the listing" in main_text(client.get("/portal/"))

    client.post(portal_url("coming_back", clinic), ACCEPTED)

    assert Submission.objects.waiting().get().submitted_by == owner
    assert Listing.objects.public().count() == 0


def test_an_editor_asks_for_nothing_back(client, clinic, listing):
    take_down(listing)
    client.force_login(make_member(clinic))

    assert client.post(portal_url("coming_back", clinic), ACCEPTED).status_code == 403

    assert Submission.objects.waiting().count() == 0


def test_what_is_taken_down_cannot_be_sent_or_taken_down_again(client, clinic, owner, listing):
    client.post(portal_url("removal", clinic))
    Clinic.objects.update(about="New words.")

    send(client, clinic)
    client.post(portal_url("removal", clinic))

    assert Submission.objects.waiting().count() == 0
    assert Event.objects.filter(kind="removed").count() == 1


@pytest.mark.parametrize("name", ["taking_back", "confirmation"])
def test_pages_that_change_something_refuse_get(client, clinic, owner, name):
    assert client.get(portal_url(name, clinic)).status_code == 405


def test_reminders_go_off_and_on_again(client, clinic, editor):
    membership = Membership.objects.get(user=editor)

    for choice in ("off", "on"):
        client.post(reverse("portal:reminders", args=[membership.pk]), {"reminders": choice})
        membership.refresh_from_db()
        assert membership.reminders == (choice == "on")


def test_what_happened_names_the_clinics_own_people_and_no_moderator(client, clinic, editor):
    moderator = make_moderator()
    save_section(client, clinic, about="New words.")
    submission = decisions.enqueue(clinics=[clinic], origin="portal", by=editor)[0]
    decisions.ask_for_changes(submission=submission, by=moderator, words="Which words?")
    LogEntry.objects.create(
        user=moderator, content_type=LogEntry.objects.get().content_type, object_id=clinic.pk, action_flag=2
    )

    text = main_text(client.get(portal_url("timeline", clinic)))

    assert f"Draft saved. {editor.email}" in text
    assert "Sent back with a question. Which words?" in text
    assert moderator.email not in text
    assert text.count("Draft saved.") == 1
