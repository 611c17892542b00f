"""What people ask most, in their words or by filters: it finds exactly what states it."""

import pytest

from tests.support.factories import make_listing
from tests.support.searching import names

pytestmark = pytest.mark.django_db

SPRAVATO, SHOT = "esketamine_nasal", "im"


def taken(payer, network="in_network"):
    return {"payer": payer, "network": network}


def hours(*days, closes="17:00", kind="treatment"):
    return {"days": list(days), "opens": "09:00", "closes": closes, "kind": kind}


def test_a_clinic_is_found_by_its_whole_name_whatever_it_takes(today):
    make_listing(
        name="Aetna Street Shot Clinic",
        offerings=[
            {"route": SPRAVATO, "insurers": [taken("aetna")]},
            {"route": SHOT, "insurers": [taken("cigna")]},
        ],
    )

    assert names("q=Aetna Street Shot Clinic", today) == ["Aetna Street Shot Clinic"]


def test_a_psychiatrist_is_a_physician_certified_in_psychiatry(today):
    def person(**parts):
        return [{"name": "Ann", "roles": [], "license": "md", "boards": []} | parts]

    make_listing(name="Psychiatrist", practitioners=person(boards=["psychiatry"]))
    make_listing(name="Other board", practitioners=person(boards=["emergency"]))
    make_listing(name="Nurse", practitioners=person(license="pmhnp", boards=["pmhnp_bc"]))
    make_listing(name="Practice", setting=["psychiatric_practice"])

    assert names("q=psychiatrist", today) == ["Psychiatrist"]
    assert names("board=psychiatry", today) == ["Psychiatrist"]


def test_hours_of_training_are_found_by_the_number_and_the_word(today):
    make_listing(name="150", training=[{"code": "kap_certificate", "hours": 150}])
    make_listing(name="40", about="Since 150 years", training=[{"code": "kap_certificate", "hours": 40}])

    assert names("q=150 hours", today) == ["150"]
    assert names("q=150 hours of training", today) == ["150"]
    assert sorted(names("training=kap_certificate", today)) == ["150", "40"]


def test_saturday_is_a_day_on_which_people_are_seen(today):
    make_listing(name="Saturday", opening_times=[hours("mon", "sat")])
    make_listing(name="Office on Sunday", opening_times=[hours("sun", kind="office")])
    make_listing(name="Messages", opening_times=[hours("sat", "sun", kind="phone_or_messages")])
    make_listing(name="In words", opening_hours="Saturday by appointment")
    make_listing(name="Closed", opening_hours="Monday to Friday; closed Saturday and Sunday.")

    assert names("open=saturday", today) == ["Saturday"]
    assert sorted(names("q=Saturday", today)) == ["In words", "Saturday"]
    assert names("open=sunday", today) == ["Office on Sunday"]
    assert sorted(names("open=not_stated", today)) == ["Closed", "In words", "Messages"]


@pytest.mark.parametrize(
    ("opens", "closes", "days", "is_evening"),
    [
        ("09:00", "18:00", ["mon"], False),
        ("09:00", "18:30", ["mon"], True),
        ("18:00", "21:00", ["fri"], True),
        ("22:00", "02:00", ["wed"], True),
        ("09:00", "20:00", ["sat", "sun"], False),
    ],
)
def test_an_evening_is_six_or_later_on_a_weekday(today, opens, closes, days, is_evening):
    times = {"days": days, "opens": opens, "closes": closes, "kind": "treatment"}
    make_listing(name="Open", opening_times=[times])

    assert names("open=evenings", today) == (["Open"] if is_evening else [])


def test_a_person_with_bipolar_disorder_finds_exactly_who_takes_them(today):
    for answer in ("accepted", "case_by_case", "excluded", ""):
        make_listing(name=answer or "silent", exclusion_bipolar=answer)
    make_listing(name="in words", exclusion_bipolar="excluded", about="We can't treat bipolar disorder here.")
    make_listing(name="pregnancy", exclusion_pregnancy="accepted")

    assert sorted(names("takes=bipolar", today)) == ["accepted", "case_by_case"]
    assert sorted(names("q=bipolar", today)) == ["accepted", "case_by_case"]
    assert names("takes=not_stated", today) == ["silent"]


def test_a_wider_condition_finds_its_kinds_and_never_the_reverse(today):
    make_listing(name="Panic", conditions=["panic"])
    make_listing(name="Anxiety", conditions=["anxiety"])

    assert sorted(names("condition=anxiety", today)) == ["Anxiety", "Panic"]
    assert names("condition=panic", today) == ["Panic"]


@pytest.mark.parametrize(
    ("minutes", "option"),
    [
        (60, "up_to_1_hour"),
        (61, "1_to_2_hours"),
        (120, "1_to_2_hours"),
        (180, "2_to_3_hours"),
        (181, "over_3_hours"),
    ],
)
def test_the_length_of_a_visit_is_in_one_band(today, minutes, option):
    make_listing(name="Stating", visit_minutes=minutes)

    assert names(f"visit_length={option}", today) == ["Stating"]


@pytest.mark.parametrize(
    ("shortest", "longest", "options"),
    [
        (60, 150, ["up_to_1_hour", "1_to_2_hours", "2_to_3_hours"]),
        (None, 120, ["1_to_2_hours"]),
        (200, 400, ["over_3_hours"]),
    ],
)
def test_a_range_of_lengths_is_in_every_band_that_it_touches(today, shortest, longest, options):
    make_listing(name="Stating", offerings=[{"visit_minutes": shortest, "visit_minutes_most": longest}])

    bands = ("up_to_1_hour", "1_to_2_hours", "2_to_3_hours", "over_3_hours")
    assert [band for band in bands if names(f"visit_length={band}", today)] == options


def test_an_offering_for_mood_or_pain_is_for_either(today):
    make_listing(name="Any", offerings=[{"route": "iv", "purpose": "any"}])
    make_listing(
        name="Pain", offerings=[{"route": "iv", "purpose": "pain"}, {"route": "im", "purpose": "mood"}]
    )

    assert sorted(names("purpose=pain&route=iv", today)) == ["Any", "Pain"]
    assert names("purpose=mood&route=iv", today) == ["Any"]
