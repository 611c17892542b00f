"""The pages on which a clinic says what it offers, where it works in more than one way."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from directory.facts.offerings import MAX_OFFERINGS, OFFERING_PARTS
from directory.models import Clinic, Offering
from directory.portal.section_form import snapshot_digest
from directory.publishing.snapshot import snapshot_of_clinic
from tests.support.factories import change
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

PRESSED = {"_offerings": "1"}


def offering_url(offering, name="offering"):
    return reverse(f"portal:{name}", args=[offering.clinic_id, offering.pk])


def make_offerings(clinic, *routes):
    return [
        Offering.objects.create(clinic=clinic, route=route, position=number)
        for number, route in enumerate(routes)
    ]


def save_offering(client, offering, button="_save", **changed):
    """Open the form of an offering, type `changed` and press a button."""
    opened = form_values(client.get(offering_url(offering)))
    return client.post(offering_url(offering), opened | changed | {button: "1"})


def records():
    return snapshot_of_clinic(Clinic.objects.get())["offerings"]


def stated(record):
    return {name: value for name, value in record.items() if value not in ("", [], None)}


def test_a_clinic_with_one_way_sees_one_button_and_no_page_more(client, clinic, editor):
    response = client.get(section_url(clinic, "D"))

    buttons = [one for one in elements(response.content, "button") if one.get("name") == "_offerings"]
    assert ["".join(one.itertext()) for one in buttons] == ["We offer more than one treatment option"]
    assert [
        one.get("href") for one in elements(response.content, "a") if "offerings" in one.get("href")
    ] == []


def test_the_button_makes_an_offering_for_each_route_with_its_route_alone(client, clinic, editor):
    response = save_section(client, clinic, "D", button="_offerings", route=["iv", "esketamine_nasal"])

    assert (response.status_code, response.url) == (302, portal_url("offerings", clinic))
    assert [stated(record) for record in records()] == [{"route": "iv"}, {"route": "esketamine_nasal"}]


def test_the_button_makes_two_empty_offerings_where_no_route_is_stated(client, clinic, editor):
    save_section(client, clinic, "D", button="_offerings", route=[])

    assert [stated(record) for record in records()] == [{}, {}]


def test_the_button_saves_what_was_typed_first(client, clinic, editor):
    save_section(client, clinic, "D", button="_offerings", drug_minutes="45")

    assert Clinic.objects.get().drug_minutes == 45


def test_the_button_refuses_what_cannot_be_saved(client, clinic, editor):
    response = save_section(client, clinic, "D", button="_offerings", drug_minutes="long")

    assert error_sentences(response) == ["Enter a whole number, for example 6."]
    assert Offering.objects.count() == 0


def test_the_first_button_of_the_form_saves_so_that_enter_starts_no_offerings(client, clinic, editor):
    page = client.get(section_url(clinic, "D")).content
    names = [one.get("name") for one in elements(page, "button") if one.get("name")]

    assert names[:2] == ["_enter", "_offerings"]


@pytest.mark.parametrize("section", ["head", "A", "G"])
def test_the_first_button_of_every_form_saves_so_that_enter_adds_no_row(client, clinic, editor, section):
    (offering,) = make_offerings(clinic, "iv")
    for address in (section_url(clinic, section), offering_url(offering)):
        buttons = [one.get("name") for one in elements(client.get(address).content, "button")]

        assert [name for name in buttons if name][:2] in (["_enter", "_more"], ["_enter", "_copy_monday"])


def test_a_button_adds_an_insurer_to_an_offering_and_saves_nothing(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")
    opened = form_values(client.get(offering_url(offering)))
    typed = {"insurers-0-payer": "aetna", "visit_minutes": "many"}

    response = client.post(offering_url(offering), opened | typed | {"_more": "insurers"})

    assert response.status_code == 200
    again = form_values(response)
    assert again["insurers-TOTAL_FORMS"] == "3"
    assert {name: again[name] for name in typed} == typed
    assert Offering.objects.get().insurers == []
    assert_valid(response.content)


def test_an_offering_is_saved_with_what_was_typed(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")

    response = save_offering(
        client,
        offering,
        purpose="pain",
        visit_minutes="240",
        price_low="$1,000",
        price_unit="session",
        stays_with_you=["rn", "md"],
        **{"insurers-0-payer": "aetna", "insurers-0-network": "in_network"},
    )

    assert (response.status_code, response.url) == (302, portal_url("offerings", clinic))
    (record,) = records()
    assert stated(record) == {
        "route": "iv",
        "purpose": "pain",
        "stays_with_you": ["md", "rn"],
        "visit_minutes": 240,
        "price_low": 1000,
        "price_unit": "session",
        "prices_as_of": timezone.localdate().isoformat(),
        "insurers": [
            {"payer": "aetna", "plan_name": "", "plan_type": "", "network": "in_network", "covers": []}
        ],
    }
    assert LogEntry.objects.filter(object_id=str(clinic.pk)).count() == 1


def test_saving_without_a_change_changes_and_logs_nothing(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")
    before = records()

    save_offering(client, offering)

    assert (records(), LogEntry.objects.count()) == (before, 0)


def test_the_list_names_each_way_in_one_line(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")
    save_offering(
        client,
        offering,
        purpose="mood",
        visit_minutes="45",
        price_low="600",
        price_high="600",
        price_unit="session",
    )

    response = client.get(portal_url("offerings", clinic))

    assert "IV infusion, for mood" in main_text(response)
    assert "45 minutes · $600 a session" in main_text(response)
    assert_valid(response.content)


def test_the_clinics_own_value_stands_at_an_empty_field(client, clinic, editor):
    change(clinic, setting=["infusion_clinic"], attendance=["line_of_sight"])
    filled, empty = make_offerings(clinic, "iv", "im")
    Offering.objects.filter(pk=filled.pk).update(setting="home_remote")

    of_filled, of_empty = (main_text(client.get(offering_url(one))) for one in (filled, empty))

    assert "If you leave this blank, the clinic’s answer applies: Infusion clinic." in of_empty
    assert "If you leave this blank, the clinic’s answer applies: Infusion clinic." not in of_filled


def test_folds_say_how_much_is_filled_in(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")
    Offering.objects.update(monitoring=["heart_rate"], monitoring_interval="continuous")

    text = main_text(client.get(offering_url(offering)))

    assert "How people are monitored 2 of 5 filled in" in text
    assert "Therapy and number of sessions 0 of 8 filled in" in text


def test_the_form_asks_for_every_part_in_its_order(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")

    page = client.get(offering_url(offering)).content

    names = [one.get("name").split("-")[0] for one in elements(page) if one.get("name")]
    order = [part.name for part in OFFERING_PARTS]
    assert list(dict.fromkeys(name for name in names if name in order)) == order
    assert_valid(page)


BAD = [
    (
        {"price_low": "900", "price_high": "400", "price_unit": "session"},
        "The lower price is above the higher one. Swap them.",
    ),
    ({"price_low": "900"}, "Say what the price is for: a session, a course or a month."),
    ({"prices_as_of": "2026-01-02"}, "Enter a price, or remove this date."),
    (
        {"price_low": "1", "price_unit": "session", "prices_as_of": "2999-01-01"},
        "This date is in the future. Enter today’s date or an earlier one.",
    ),
    (
        {"monitoring": ["none", "ecg"]},
        "“Nothing is measured” can’t be combined with other choices. Remove it, or remove the others.",
    ),
    ({"route": "by_post"}, "Choose from the list."),
    ({"visit_minutes": "1e400"}, "Enter a whole number, for example 6."),
    ({"note": "a" * 301}, "Use at most 300 characters. You have used 301."),
    (
        {"insurers-0-plan_name": "Blue Plan"},
        "Choose the insurer. If it is not in the list, type its name below.",
    ),
]


@pytest.mark.parametrize(("typed", "sentence"), BAD)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client, clinic, editor, typed, sentence
):
    (offering,) = make_offerings(clinic, "iv")
    before = records()

    response = save_offering(client, offering, **{"purpose": "mood"} | typed)

    assert response.status_code == 400
    assert sentence in error_sentences(response)
    again = form_values(response)
    assert {name: again.get(name) for name in typed if name not in ("route", "monitoring")} == {
        name: value for name, value in typed.items() if name not in ("route", "monitoring")
    }
    assert again["purpose"] == "mood"
    assert records() == before
    assert_valid(response.content)
    ids = {one.get("id") for one in elements(response.content)}
    links = [one.get("href") for one in elements(response.content, "a") if one.get("class") == "errors__link"]
    assert {link[1:] for link in links} <= ids


def test_an_unusual_price_is_asked_about_once(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")

    asked = save_offering(client, offering, price_low="45000", price_unit="session")
    client.post(offering_url(offering), form_values(asked) | {"_save": "1"})

    assert asked.status_code == 400
    assert Offering.objects.get().price_low == 45000


def test_a_fold_with_an_error_stands_open(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")

    page = save_offering(client, offering, course_weeks="many").content

    folds = [one for one in elements(page, "details") if (one.get("id") or "").startswith("fold-")]
    assert [one.get("open") is not None for one in folds] == [False, True, False]


def test_who_saves_second_is_told_what_the_first_has_saved(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")
    opened = form_values(client.get(offering_url(offering)))
    save_offering(client, offering, visit_minutes="60")

    response = client.post(offering_url(offering), opened | {"visit_minutes": "90", "_save": "1"})

    assert response.status_code == 409
    assert "this is what is saved now: Time at the clinic1 hour" in main_text(response)
    assert Offering.objects.get().visit_minutes == 60
    again = client.post(offering_url(offering), form_values(response) | {"_save": "1"})
    assert again.status_code == 302
    assert Offering.objects.get().visit_minutes == 90


def test_another_offering_may_be_saved_meanwhile(client, clinic, editor):
    first, second = make_offerings(clinic, "iv", "im")
    opened = form_values(client.get(offering_url(second)))
    save_offering(client, first, visit_minutes="60")

    response = client.post(offering_url(second), opened | {"visit_minutes": "90"})

    assert response.status_code == 302


def test_a_section_may_be_saved_after_an_offering(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")
    opened = form_values(client.get(section_url(clinic, "D")))
    save_offering(client, offering, visit_minutes="60")

    assert client.post(section_url(clinic, "D"), opened | {"drug_minutes": "45"}).status_code == 302


def test_a_route_that_is_no_longer_asked_for_is_not_lost_silently(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic, "D")))
    make_offerings(clinic, "im")

    response = client.post(section_url(clinic, "D"), opened | {"route": ["sc"]})

    assert response.status_code == 409
    assert "Each option says how ketamine is given" in main_text(response)


def press(client, clinic, address):
    """Press a button on the list that posts to this address."""
    seen = form_values(client.get(portal_url("offerings", clinic)))["seen"]
    return client.post(address, {"seen": seen})


def test_a_copy_stands_last_and_says_the_same(client, clinic, editor):
    first, _second = make_offerings(clinic, "iv", "im")
    save_offering(
        client, first, visit_minutes="60", **{"insurers-0-payer": "aetna", "insurers-0-network": "in_network"}
    )

    response = press(client, clinic, offering_url(first, "offering_copy"))

    copied = Offering.objects.last()
    assert response.url == offering_url(copied)
    assert [record["route"] for record in records()] == ["iv", "im", "iv"]
    assert records()[2] == records()[0]


def test_an_empty_one_is_added_last(client, clinic, editor):
    make_offerings(clinic, "iv")

    press(client, clinic, portal_url("offerings", clinic))

    assert [stated(record) for record in records()] == [{"route": "iv"}, {}]


def test_the_list_starts_offerings_too(client, clinic, editor):
    response = press(client, clinic, portal_url("offerings", clinic))

    assert response.url == portal_url("offerings", clinic)
    assert [stated(record) for record in records()] == [{"route": "iv"}]


def test_a_button_pressed_twice_adds_one(client, clinic, editor):
    make_offerings(clinic, "iv")
    seen = form_values(client.get(portal_url("offerings", clinic)))["seen"]
    client.post(portal_url("offerings", clinic), {"seen": seen})

    response = client.post(portal_url("offerings", clinic), {"seen": seen})

    assert response.status_code == 409
    assert "This list changed after you opened it." in main_text(response)
    assert Offering.objects.count() == 2


def test_there_are_no_more_than_there_may_be(client, clinic, editor):
    offerings = make_offerings(clinic, *["iv"] * MAX_OFFERINGS)
    page = client.get(portal_url("offerings", clinic))
    seen = {"seen": snapshot_digest(snapshot_of_clinic(clinic), ["offerings"])}

    answers = [
        client.post(portal_url("offerings", clinic), seen),
        client.post(offering_url(offerings[0], "offering_copy"), seen),
    ]

    assert [answer.url for answer in answers] == [portal_url("offerings", clinic)] * 2
    assert Offering.objects.count() == MAX_OFFERINGS
    assert "A clinic can list up to 6 treatment options." in main_text(page)


def test_one_is_removed_after_a_question(client, clinic, editor):
    first, second = make_offerings(clinic, "iv", "im")

    asked = client.get(offering_url(first, "offering_removal"))
    assert Offering.objects.count() == 2
    response = client.post(offering_url(first, "offering_removal"))

    assert "Remove this treatment option? IV infusion" in main_text(asked)
    assert_valid(asked.content)
    assert response.url == portal_url("offerings", clinic)
    assert list(Offering.objects.all()) == [second]


def test_the_route_is_not_asked_twice_and_follows_the_offerings(client, clinic, editor):
    first, _second = make_offerings(clinic, "iv", "im")
    change(clinic, route=["iv", "im"])
    page = client.get(section_url(clinic, "D"))

    save_offering(client, first, route="sc")

    assert "route" not in {one.get("name") for one in elements(page.content)}
    assert "Each option says how ketamine is given, so we don’t ask again here." in main_text(page)
    assert Clinic.objects.get().route == ["im", "sc"]


def test_the_route_is_asked_where_an_offering_does_not_say_it(client, clinic, editor):
    make_offerings(clinic, "iv", "")

    page = client.get(section_url(clinic, "D"))

    assert "route" in {one.get("name") for one in elements(page.content)}


def test_saving_can_lead_on(client, clinic, editor):
    first, second = make_offerings(clinic, "iv", "im")

    leads = {button: save_offering(client, first, button).url for button in ("_next", "_preview", "_send")}

    assert leads == {
        "_next": offering_url(second),
        "_preview": portal_url("preview", clinic),
        "_send": portal_url("sending", clinic),
    }


def test_offerings_are_sent_with_the_rest(client, clinic, editor):
    (offering,) = make_offerings(clinic, "iv")
    save_offering(client, offering, purpose="pain")
    page = client.get(portal_url("sending", clinic))

    client.post(portal_url("sending", clinic), form_values(page) | ACCEPTED)

    (submission,) = clinic.submissions.waiting()
    assert stated(submission.content["offerings"][0]) == {"route": "iv", "purpose": "pain"}


def test_what_was_typed_for_a_removed_one_is_kept_and_added_again_once(client, clinic, editor):
    _, offering = make_offerings(clinic, "iv", "im")
    url = offering_url(offering)
    typed = form_values(client.get(url)) | {"visit_minutes": "95", "note": "Typed for long."}
    Offering.objects.filter(pk=offering.pk).delete()

    refused = client.post(url, typed | {"_save": "1"})
    again = form_values(refused)
    saved = client.post(url, again | {"_save": "1"})
    replayed = client.post(url, again | {"_save": "1"})

    assert [refused.status_code, saved.status_code, replayed.status_code] == [409, 302, 409]
    assert "Someone else removed this treatment option." in main_text(refused)
    assert [stated(record) for record in records()] == [
        {"route": "iv"},
        {"route": "im", "visit_minutes": 95, "note": "Typed for long."},
    ]


@pytest.mark.parametrize("page", ["offering_copy", "offering_removal"])
def test_a_removed_one_is_neither_copied_nor_removed_twice(client, clinic, editor, page):
    _, offering = make_offerings(clinic, "iv", "im")
    url = offering_url(offering, page)
    Offering.objects.filter(pk=offering.pk).delete()

    response = client.post(url, {"seen": "old"})

    assert response.status_code == 409
    assert "Someone already removed this treatment option." in main_text(response)
    assert [stated(record) for record in records()] == [{"route": "iv"}]
