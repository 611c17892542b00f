"""The invented clinics work in every way in which clinics of the United States were seen to work.

Nine clinics, one for each shape that a flat list of facts tells half falsely.
"""

import pytest
from django.utils import timezone

from directory.facts.offerings import effective_offerings
from directory.models import Listing
from directory.publishing.snapshot import snapshot_of_listing

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("invented")]


def shown(key):
    """What the listing of an invented clinic states."""
    return snapshot_of_listing(Listing.objects.get(clinic__source=f"invented:{key}"))


def offerings(key, *parts):
    """The offerings of an invented clinic, each as a tuple of some of its parts."""
    return [tuple(one[part] for part in parts) for one in effective_offerings(shown(key))]


def payers(offering):
    return {one["payer"] for one in offering["insurers"] if one["network"] == "in_network"}


# ---- the nine shapes


def test_one_psychiatrist_stays_for_the_shot_and_a_therapist_for_the_lozenge():
    said = offerings("rice-mill", "route", "stays_with_you", "attendance", "visit_minutes")

    assert said == [
        (["im"], ["md"], ["continuous_clinician"], 90),
        (["sublingual"], ["lcsw"], ["continuous_therapist"], 120),
    ]


def test_spravato_is_billed_and_the_infusion_is_paid_for():
    spravato, infusion = effective_offerings(shown("riverside-103"))

    assert (spravato["route"], payers(spravato)) == (["esketamine_nasal"], {"aetna", "bcbs", "medicare"})
    assert (spravato["observation_minutes"], spravato["session_low"]) == (120, None)
    assert (infusion["route"], payers(infusion)) == (["iv"], set())
    assert (infusion["observation_minutes"], infusion["session_low"]) == (30, 650)


def test_shots_are_not_on_the_insurance_that_pays_for_spravato():
    spravato, shot = effective_offerings(shown("eleventh-and-u"))

    assert (spravato["route"], "medicare" in payers(spravato)) == (["esketamine_nasal"], True)
    assert (shot["route"], payers(shot)) == (["im"], set())


def test_infusions_for_mood_and_for_pain_differ_in_length_pace_and_price():
    said = offerings("casco-light", "route", "purpose", "drug_minutes", "pace", "session_low", "other_drugs")

    assert said[:2] == [
        (["iv"], ["mood"], 45, ["twice_a_week"], 470, []),
        (["iv"], ["pain"], 240, ["days_in_a_row"], 1000, ["sedative", "magnesium"]),
    ]


def test_a_menu_of_therapy_has_a_price_on_each_line():
    said = offerings("mill-ruins", "route", "format", "course_sessions", "session_low", "course_price")

    assert said == [
        (["sublingual"], ["alone"], 3, 400, 2350),
        (["sublingual"], ["alone"], 6, None, 4375),
        (["im"], ["alone"], 3, 450, 2500),
        (["im"], ["alone"], 6, None, 4675),
        (["sublingual"], ["group"], 3, 200, 1225),
        (["sublingual"], ["alone"], None, 150, None),
    ]


def test_a_home_dose_is_watched_in_another_way_than_one_in_the_office():
    said = offerings("tern-house", "route", "setting", "attendance", "drug_goes")

    assert said == [
        (["iv"], ["psychiatric_practice"], ["continuous_clinician"], ["stays_at_clinic"]),
        (["im"], ["psychiatric_practice"], ["continuous_therapist"], ["stays_at_clinic"]),
        (["sublingual"], ["home_unsupervised"], ["lay_adult"], ["mailed_taken_home"]),
    ]


def test_a_therapist_works_with_a_prescriber_of_another_company():
    said = shown("genesee-annex")

    assert (said["therapy_model"], said["setting"]) == (["outside_prescriber"], ["therapy_office"])
    assert (said["drug_goes"], said["home_dosing"]) == (["mailed_taken_here"], "none")
    assert (said["outside_fee"], said["price_excludes"]) == (250, ["drug", "prescriber"])


def test_a_team_is_stated_by_profession_without_a_name():
    said = shown("grain-exchange")

    assert said["practitioners"] == []
    assert (said["given_by"], said["stays_with_you"]) == (["rn"], ["crna", "rn"])


def test_a_service_by_video_names_its_states_and_what_a_month_costs():
    said = shown("wasatch-lantern")

    assert said["telehealth_states"] == ["AZ", "CO", "ID", "MT", "NV", "NM", "UT", "WY"]
    assert (said["street"], said["setting"], said["drug_goes"]) == (
        "",
        ["home_remote"],
        ["mailed_taken_home"],
    )
    assert (said["month_price"], said["opening_times"][0]["kind"]) == (189, "phone_or_messages")


def test_sites_of_a_chain_differ_in_ways_hours_and_insurers():
    seattle, spokane, portland = (shown(f"ninefold-{one}") for one in ("seattle", "spokane", "portland"))

    assert {one["organization"] for one in (seattle, spokane, portland)} == {"Ninefold Ketamine Care"}
    assert [one["route"] for one in (seattle, spokane, portland)] == [
        ["iv", "esketamine_nasal"],
        ["iv"],
        ["iv", "im"],
    ]
    assert [len(one["opening_times"]) for one in (seattle, spokane, portland)] == [2, 1, 0]
    assert payers(effective_offerings(seattle)[0]) == {"aetna", "bcbs"}
    assert payers(effective_offerings(spokane)[0]) == set()


# ---- the shares


def public():
    return [snapshot_of_listing(one) for one in Listing.objects.all()]


def test_about_a_third_of_the_clinics_work_in_more_than_one_way():
    several = [one["name"] for one in public() if one["offerings"]]

    assert 0.25 < len(several) / len(public()) < 0.4


def test_nobody_states_one_offering_alone():
    assert [one["name"] for one in public() if len(one["offerings"]) == 1] == []


def test_a_price_of_several_ways_stands_with_none_of_them():
    *ways, price = effective_offerings(shown("half-acre"))

    assert [(one["route"], one["session_low"]) for one in ways] == [
        (["iv"], None),
        (["esketamine_nasal"], None),
    ]
    assert (price["price_alone"], price["session_low"]) == (True, 380)


@pytest.mark.parametrize(("name", "most"), [("emergency", 16), ("after_hours", 12), ("long_term_checks", 8)])
def test_what_hardly_any_clinic_states_is_rare(name, most):
    stated = [one["name"] for one in public() if one[name]]

    assert 0 < len(stated) <= most


def test_no_stated_day_lies_ahead_of_us():
    today = timezone.localdate().isoformat()
    ahead = [
        (one["name"], offering["prices_as_of"])
        for one in public()
        for offering in one["offerings"]
        if (offering["prices_as_of"] or "") > today
    ]

    assert ahead == []
