"""Insurers, opening times and whose training it is, in the forms of the portal."""

import pytest

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.time_of_day import parse_time_of_day
from directory.facts.fields import MAX_RECORDS_IN_A_FIELD
from directory.facts.vocabulary import State
from directory.models import Clinic, Training
from directory.places.time_zones import ZONES_OF_STATE
from tests.support.factories import change
from tests.support.html import assert_valid, elements
from tests.support.portal import error_sentences, form_values, save_section, section_url

pytestmark = pytest.mark.django_db

AETNA = {
    "payer": "aetna",
    "plan_name": "",
    "plan_type": "ppo",
    "network": "in_network",
    "covers": ["therapy"],
}
MONDAY = {"days": ["mon"], "opens": "09:00", "closes": "17:00", "kind": "office"}


def insurer_row(number, **parts):
    return {f"insurers-{number}-{name}": value for name, value in parts.items()}


def times_row(number=0, **parts):
    return {f"opening_times-{number}-{name}": value for name, value in parts.items()}


# ---- rows


def test_rows_are_stored_in_their_order(client, clinic, editor):
    second = insurer_row(1, payer="other", plan_name="Sunrise Health", network="not_taken")

    response = save_section(client, clinic, "G", **insurer_row(0, **AETNA), **second)

    assert response.status_code == 302, error_sentences(response)
    assert Clinic.objects.get().insurers == [
        AETNA,
        {
            "payer": "other",
            "plan_name": "Sunrise Health",
            "plan_type": "",
            "network": "not_taken",
            "covers": [],
        },
    ]


def test_stated_rows_stand_first_and_two_empty_ones_follow(client, clinic, editor):
    change(clinic, insurers=[AETNA])

    values = form_values(client.get(section_url(clinic, "G")))

    payers = {name: value for name, value in values.items() if name.endswith("-payer")}
    payers.pop("insurers-__prefix__-payer")  # of the <template>, which no browser posts
    assert payers == {"insurers-0-payer": "aetna", "insurers-1-payer": "", "insurers-2-payer": ""}


def test_a_row_that_script_has_added_is_stored(client, clinic, editor):
    third = insurer_row(2, payer="cigna", network="in_network")

    save_section(client, clinic, "G", **{"insurers-TOTAL_FORMS": "3"}, **third)

    assert [one["payer"] for one in Clinic.objects.get().insurers] == ["cigna"]


def test_a_row_is_taken_away(client, clinic, editor):
    change(clinic, insurers=[AETNA, AETNA | {"payer": "cigna"}])

    save_section(client, clinic, "G", **insurer_row(0, DELETE="on"))

    assert [one["payer"] for one in Clinic.objects.get().insurers] == ["cigna"]


def test_a_row_that_was_emptied_is_no_record(client, clinic, editor):
    change(clinic, opening_times=[MONDAY, MONDAY | {"kind": "treatment"}])

    save_section(client, clinic, **times_row(days=[], opens="", closes="", kind=""))

    assert Clinic.objects.get().opening_times == [MONDAY]


def test_who_saves_second_is_told_of_the_rows_of_the_first(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic, "G")))
    save_section(client, clinic, "G", **insurer_row(0, **AETNA))

    late = client.post(section_url(clinic, "G"), opened | insurer_row(0, payer="cigna", network="in_network"))

    assert late.status_code == 409
    assert form_values(late)["insurers-0-payer"] == "cigna"
    assert [one["payer"] for one in Clinic.objects.get().insurers] == ["aetna"]


def test_a_page_of_which_a_part_did_not_arrive_changes_nothing(client, clinic, editor):
    change(clinic, insurers=[AETNA])
    opened = form_values(client.get(section_url(clinic, "G")))
    sent = {name: value for name, value in opened.items() if not name.endswith("_FORMS")}

    response = client.post(section_url(clinic, "G"), sent)

    assert response.status_code == 400
    assert error_sentences(response) == ["Part of this page did not reach us. Open it again, then save."]
    assert Clinic.objects.get().insurers == [AETNA]


def test_more_rows_than_there_may_be_are_refused(client, clinic, editor):
    count = MAX_RECORDS_IN_A_FIELD + 1
    many = {key: value for number in range(count) for key, value in insurer_row(number, **AETNA).items()}

    response = save_section(client, clinic, "G", **{"insurers-TOTAL_FORMS": str(count)}, **many)

    assert error_sentences(response) == ["You can add at most 40 entries here. Remove the others."]
    assert Clinic.objects.get().insurers == []


WRONG_INSURERS = [
    (
        {"network": "in_network"},
        "payer",
        "Choose the insurer. If it is not in the list, type its name below.",
    ),
    ({"payer": "nobody", "network": "in_network"}, "payer", "Choose from the list."),
    (
        {"payer": "aetna", "network": "in_network", "plan_name": "a" * 121},
        "plan_name",
        "Use at most 120 characters. You have used 121.",
    ),
]
WRONG_TIMES = [
    (
        {"days": ["mon"], "opens": "17:00", "closes": "9 am"},
        "closes",
        "The closing time is before the opening time. Correct one of them.",
    ),
    ({"days": ["mon"], "closes": "5 pm"}, "opens", "Enter the opening time, for example 9 AM."),
    ({"days": ["mon"], "opens": "9"}, "closes", "Enter the closing time, for example 5 PM."),
    ({"opens": "9", "closes": "5"}, "days", "Choose the days that have these hours."),
    ({"days": ["mon"]}, "opens", "Enter the opening time, for example 9 AM."),
    (
        {"days": ["mon"], "opens": "early", "closes": "5"},
        "opens",
        "Enter a time, for example 9 AM or 5:30 PM.",
    ),
    ({"days": ["mon"], "opens": "1", "closes": "5"}, "opens", "Add AM or PM to this time."),
]
WRONG = [("G", "insurers", *one) for one in WRONG_INSURERS] + [
    ("head", "opening_times", *one) for one in WRONG_TIMES
]


@pytest.mark.parametrize(("section", "statement", "typed", "part", "sentence"), WRONG)
def test_a_row_that_cannot_be_is_refused_at_its_field_and_nothing_typed_is_lost(
    client, clinic, editor, section, statement, typed, part, sentence
):
    row = {f"{statement}-1-{name}": value for name, value in typed.items()}

    response = save_section(client, clinic, section, **row)

    assert response.status_code == 400
    assert sentence in error_sentences(response)
    links = {one.get("href") for one in elements(response.content, "a") if one.get("class") == "errors__link"}
    assert links & {f"#id_{statement}-1-{part}", f"#id_{statement}-1-{part}_0"}
    again = form_values(response)
    kept = {name: value for name, value in row.items() if value != "nobody"}
    assert {name: again.get(name) for name in kept} == kept
    assert getattr(Clinic.objects.get(), statement) == []
    assert_valid(response.content)
    rows = [one for one in elements(response.content, "details") if one.get("id") == f"{statement}-1"]
    assert [one.get("open") is not None for one in rows] == [True]


# ---- times


@pytest.mark.parametrize(
    ("typed", "time", "is_half_stated"),
    [
        ("9", "09:00", False),
        ("9am", "09:00", True),
        ("9 AM", "09:00", True),
        ("9 a.m.", "09:00", True),
        ("9:30 am", "09:30", True),
        ("9.30", "09:30", False),
        ("09:00", "09:00", True),
        ("12 pm", "12:00", True),
        ("12am", "00:00", True),
        ("5p", "17:00", True),
        ("17:00", "17:00", True),
        ("17", "17:00", True),
        (" noon ", "12:00", True),
        ("Midnight", "00:00", True),
    ],
)
def test_a_time_is_understood_as_people_type_it(typed, time, is_half_stated):
    assert parse_time_of_day(typed) == (time, is_half_stated)


@pytest.mark.parametrize("typed", ["24:00", "25", "9:60", "13 pm", "0 am", "9-5", "nine", "9:3", "٩٩٩"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ParseError):
        parse_time_of_day(typed)


@pytest.mark.parametrize(
    ("opens", "closes", "stored"),
    [
        ("9", "5", ("09:00", "17:00")),
        ("9am", "5:30pm", ("09:00", "17:30")),
        ("8:30", "12", ("08:30", "12:00")),
        ("1 pm", "5", ("13:00", "17:00")),
        ("10:00", "17:00", ("10:00", "17:00")),
        ("12", "8", ("12:00", "20:00")),
    ],
)
def test_nine_to_five_is_a_day_of_work(client, clinic, editor, opens, closes, stored):
    row = times_row(days=["mon", "thu"], opens=opens, closes=closes, kind="treatment")

    response = save_section(client, clinic, **row)

    assert response.status_code == 302, error_sentences(response)
    (record,) = Clinic.objects.get().opening_times
    assert record == {"days": ["mon", "thu"], "opens": stored[0], "closes": stored[1], "kind": "treatment"}


def test_a_stored_time_is_shown_with_am_or_pm_and_saved_unchanged(client, clinic, editor):
    change(clinic, opening_times=[MONDAY], time_zone="mountain")

    values = form_values(client.get(section_url(clinic)))
    save_section(client, clinic)

    assert (values["opening_times-mon-opens"], values["opening_times-mon-closes"]) == ("9 AM", "5 PM")
    assert Clinic.objects.get().opening_times == [MONDAY]


# ---- the zone


def test_every_state_has_its_zones():
    assert {state for state, zones in ZONES_OF_STATE.items() if not zones} == set()
    assert set(ZONES_OF_STATE) == set(State.values)


def test_the_zone_of_a_state_with_one_stands_for_one_left_out(client, clinic, editor):
    save_section(client, clinic, **times_row(days=["mon"], opens="9", closes="5"))

    assert Clinic.objects.get().time_zone == "mountain"


def test_a_state_with_two_zones_is_asked_for_one_and_none_is_set(client, clinic, editor):
    change(clinic, state="TN", city="Knoxville", zip="37902")
    row = times_row(days=["mon"], opens="9", closes="5")

    asked = save_section(client, clinic, **row)

    sentence = "Tennessee has more than one time zone. Choose the one for these hours."
    assert error_sentences(asked) == [sentence]
    again = client.post(section_url(clinic), form_values(asked) | {"_save": "1"})
    assert again.status_code == 302
    assert (Clinic.objects.get().time_zone, len(Clinic.objects.get().opening_times)) == ("", 1)


def test_no_zone_is_set_without_times(client, clinic, editor):
    save_section(client, clinic, about="New words.")

    assert Clinic.objects.get().time_zone == ""


# ---- whose training


def test_the_people_of_the_page_are_offered(client, clinic, editor):
    (names,) = elements(client.get(section_url(clinic, "A")).content, "datalist")

    assert [one.get("value") for one in names] == ["Dr. Ines Okonjo-Vale"]


def test_a_person_and_her_training_are_saved_together(client, clinic, editor):
    save_section(
        client,
        clinic,
        "A",
        **{
            "practitioners-1-name": "Bo Lund",
            "training-1-code": "infusion_course",
            "training-1-practitioner": "bo  lund",
        },
    )

    assert list(Training.objects.values_list("code", "practitioner")) == [
        ("kap_certificate", ""),
        ("infusion_course", "Bo Lund"),
    ]


def test_a_training_follows_a_person_who_is_renamed(client, clinic, editor):
    Training.objects.update(practitioner="Dr. Ines Okonjo-Vale")

    save_section(client, clinic, "A", **{"practitioners-0-name": "Ines Vale"})

    assert Training.objects.get().practitioner == "Ines Vale"


def test_a_name_that_is_nobodys_is_asked_about_once_and_then_kept(client, clinic, editor):
    typed = {"training-0-practitioner": "Our nurses"}

    asked = save_section(client, clinic, "A", **typed)
    response = client.post(section_url(clinic, "A"), form_values(asked) | {"_save": "1"})

    sentence = "“Our nurses” is not one of the people listed above. Correct the name, or save again."
    assert error_sentences(asked) == [sentence]
    assert response.status_code == 302
    assert Training.objects.get().practitioner == "Our nurses"


def test_boards_are_boxes_to_tick(client, clinic, editor):
    save_section(client, clinic, "A", **{"practitioners-0-boards": ["pain", "psychiatry"]})

    assert clinic.practitioners.get().boards == ["psychiatry", "pain"]


# ---- training below its person


def test_a_training_stands_below_its_person_and_asks_no_name(client, clinic, editor):
    Training.objects.update(practitioner="dr. ines okonjo-vale")

    response = client.get(section_url(clinic, "A"))

    assert form_values(response)["training-0-person"] == "practitioners-0"
    (person,) = [one for one in elements(response.content, "details") if one.get("id") == "practitioners-0"]
    below = [one for one in person.iter() if one.get("name") == "training-0-practitioner"]
    assert [one.get("type") for one in below] == ["hidden"]


def test_two_people_and_their_trainings_are_saved_at_once(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic, "A")))
    more = form_values(client.post(section_url(clinic, "A"), opened | {"_more": "practitioners"}))
    empty = {more[name]: name for name in more if name.endswith("-person") and more[name]}
    row = empty["practitioners-1"].removesuffix("-person")
    typed = {
        "practitioners-1-name": "Bo Lund",
        f"{row}-code": "infusion_course",
        "practitioners-2-name": "Ada Quist",
        "training-1-code": "acls",
        "training-1-person": "practitioners-2",
    }

    response = client.post(section_url(clinic, "A"), more | typed | {"_save": "1"})

    assert response.status_code == 302, error_sentences(response)
    assert [one.name for one in clinic.practitioners.all()] == [
        "Dr. Ines Okonjo-Vale",
        "Bo Lund",
        "Ada Quist",
    ]
    assert sorted(Training.objects.values_list("code", "practitioner")) == [
        ("acls", "Ada Quist"),
        ("infusion_course", "Bo Lund"),
        ("kap_certificate", ""),
    ]


def test_a_training_below_nobody_named_is_refused(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic, "A")))
    (row,) = [name for name, value in opened.items() if value == "practitioners-1" and name[-7:] == "-person"]
    field = row.replace("-person", "-code")

    response = client.post(section_url(clinic, "A"), opened | {field: "infusion_course", "_save": "1"})

    assert error_sentences(response) == ["Enter the name of the person whose training this is."]
    assert Training.objects.count() == 1


def test_the_training_of_a_person_who_is_removed_is_asked_about(client, clinic, editor):
    Training.objects.update(practitioner="Dr. Ines Okonjo-Vale")

    response = save_section(client, clinic, "A", **{"practitioners-0-DELETE": "on"})

    assert error_sentences(response) == [
        "“Dr. Ines Okonjo-Vale” is not one of the people listed above. Correct the name, or save again."
    ]
    assert clinic.practitioners.count() == 1


@pytest.mark.parametrize(
    "asked", ["practitioners", "training", "training:practitioners-0", "training:nobody"]
)
def test_a_button_adds_a_row_and_keeps_what_is_typed(client, clinic, editor, asked):
    prefix = asked.partition(":")[0]
    opened = form_values(client.get(section_url(clinic, "A")))
    typed = {"practitioners-1-name": "Bo Lund", "training-1-hours": "many", "patients_treated": ""}

    response = client.post(section_url(clinic, "A"), opened | typed | {"_more": asked})

    assert response.status_code == 200
    again = form_values(response)
    total = f"{prefix}-TOTAL_FORMS"
    assert int(again[total]) == int(opened[total]) + 1
    assert {name: again[name] for name in typed} == typed
    assert clinic.practitioners.count() == 1
    assert_valid(response.content)


def test_an_added_training_is_open_where_the_page_opens(client, clinic, editor):
    opened = form_values(client.get(section_url(clinic, "A")))
    total = int(opened["training-TOTAL_FORMS"])
    buttons = elements(client.get(section_url(clinic, "A")).content, "button")
    (button,) = [one for one in buttons if one.get("value") == "training:practitioners-0"]

    response = client.post(section_url(clinic, "A"), opened | {"_more": "training:practitioners-0"})

    assert button.get("formaction") == f"?section=A#training-{total}"
    folds = {one.get("id"): one for one in elements(response.content, "details")}
    added = folds[f"training-{total}"]
    assert added.get("open") is not None
    assert added in list(folds["practitioners-0"].iter())
    assert [name for name, one in folds.items() if name == "training-0" and one.get("open") is not None] == []


@pytest.mark.parametrize("total", ["9" * 5000, "-1", "x", ""])
def test_a_button_survives_a_number_of_rows_that_is_none(client, clinic, editor, total):
    opened = form_values(client.get(section_url(clinic, "A")))
    sent = opened | {"training-TOTAL_FORMS": total, "_more": "training:practitioners-0"}

    assert client.post(section_url(clinic, "A"), sent).status_code in (200, 400)


def test_an_error_of_a_person_says_whose_it_is(client, clinic, editor):
    response = save_section(client, clinic, "A", **{"practitioners-0-npi": "12"})

    links = [one.text for one in elements(response.content, "a") if one.get("class") == "errors__link"]
    assert links == ["Dr. Ines Okonjo-Vale, NPI: Enter the ten digits of the NPI."]


def test_a_button_adds_an_insurer_without_script(client, clinic, editor):
    typed = insurer_row(0, payer="aetna", network="in_network")

    response = save_section(client, clinic, "G", button="_more_", _more="insurers", **typed)

    assert response.status_code == 200
    again = form_values(response)
    assert (again["insurers-TOTAL_FORMS"], again["insurers-0-payer"]) == ("3", "aetna")
    assert Clinic.objects.get().insurers == []


@pytest.mark.parametrize(
    "asked", ["", "nothing", "practitioners-TOTAL_FORMS", "\u0663", "training:" + "x" * 5000]
)
def test_a_button_that_adds_nothing_saves_nothing(client, clinic, editor, asked):
    opened = form_values(client.get(section_url(clinic, "A")))

    response = client.post(section_url(clinic, "A"), opened | {"practitioners-0-name": "X", "_more": asked})

    assert response.status_code == 200
    assert clinic.practitioners.get().name == "Dr. Ines Okonjo-Vale"
