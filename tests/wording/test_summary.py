"""The summary of a listing, which a person reads aloud."""

from datetime import timedelta

import pytest
from hypothesis import example, given

from directory.facts import vocabulary as v
from directory.facts.safety_warnings import WARNINGS
from directory.facts.spine import STATEMENTS
from directory.wording.summary import summarize, what_it_is
from tests.support.published import person
from tests.wording.listings import FACTS, MANY_EXAMPLES, PERSON, TODAY, complete, listing_of


def summary_of(**facts):
    return summarize(listing_of(**facts), TODAY)


def test_a_listing_with_much_stated_has_a_summary_of_at_most_seventy_words():
    summary = summary_of(
        name="Tern House",
        city="Denver",
        route=["iv", "im"],
        setting=["psychiatric_practice", "home_unsupervised"],
        attendance=["continuous_clinician"],
        therapy_model=["integrated_team"],
        practitioners=[PERSON | person()],
        session_price_low=450,
        session_price_high=600,
    )

    assert summary == (
        "Tern House gives ketamine by drip or injection at a psychiatric practice in Denver. "
        "A clinician stays in the room the whole time. "
        "Warning: doses can also be taken at home, with no one watching. "
        "A physician directs the care. The same team gives therapy. A session costs $450 to $600. "
        "The clinic does not state how long you are watched afterward."
    )
    assert len(summary.split()) <= 70


def test_a_listing_with_nothing_stated_says_what_is_missing():
    assert summary_of(city="Reno") == (
        "Tern House is in Reno. "
        "The clinic does not state how ketamine is given, who directs the care, "
        "who watches you, how long you are watched afterward, whether there is therapy or what it costs."
    )


def test_the_summary_of_an_unconfirmed_listing_does_not_speak_for_the_clinic():
    summary = summary_of(
        confirmed_on=None,
        route=["iv"],
        attendance=["none"],
        observation_minutes=0,
        therapy_model=["medicine_only"],
    )

    assert summary == (
        "Tern House gives ketamine by drip. Warning: no one watches while the medicine is working. "
        "No therapy is given. This listing does not say who directs the care or what it costs."
    )


def test_a_prescriber_is_not_said_to_direct_the_care():
    summary = summary_of(practitioners=[PERSON | person(roles=["prescriber"], license="np")])

    assert "A nurse practitioner prescribes." in summary
    assert "directs" not in summary


def test_who_runs_the_clinic_comes_before_who_prescribes_and_is_not_said_to_direct():
    people = [PERSON | person(roles=["prescriber"], license="md")]
    people += [PERSON | person(roles=["leads", "administrator"], license="crna")]

    summary = summary_of(practitioners=people)

    assert "A nurse anesthetist runs the clinic." in summary
    assert "directs" not in summary


def test_therapy_without_a_drug_names_no_missing_monitoring():
    assert summary_of(city="Reno", therapy_model=["integration_only"], route=["iv"], attendance=["none"]) == (
        "Tern House in Reno gives therapy and no drug. "
        "The clinic does not state who directs the care or what it costs."
    )


def test_a_long_name_is_left_out_of_the_summary():
    assert summary_of(name="word " * 9, city="Reno").startswith("This clinic is in Reno. ")


@pytest.mark.parametrize(
    ("route", "drug"),
    [
        (["iv"], "ketamine by drip"),
        (["im", "sc"], "ketamine by injection"),
        (["iv", "sublingual", "oral"], "ketamine by drip, lozenge or mouth"),
        (["esketamine_nasal"], "Spravato (esketamine)"),
        (["iv", "esketamine_nasal"], "Spravato (esketamine), and ketamine by drip"),
    ],
)
def test_routes_in_plain_words(route, drug):
    assert summary_of(route=route).startswith(f"Tern House gives {drug}. ")


@pytest.mark.parametrize(
    ("low", "high", "course", "sentence"),
    [
        (450, 600, None, "A session costs $450 to $600."),
        (450, 450, 9000, "A session costs $450."),
        (450, None, None, "A session costs $450 or more."),
        (None, 1600, None, "A session costs up to $1,600."),
        (0, 0, None, "A session costs $0."),
        (None, None, 2400, "A whole course costs $2,400."),
    ],
)
def test_prices_in_plain_words(low, high, course, sentence):
    summary = summary_of(session_price_low=low, session_price_high=high, course_price=course)

    assert sentence in summary
    assert "what it costs" not in summary


@pytest.mark.parametrize(("days", "is_stated"), [(21, True), (22, False)])
def test_a_closed_clinic_is_named_while_its_availability_is_fresh(days, is_stated):
    on = TODAY - timedelta(days=days)

    summary = summary_of(availability="not_accepting", availability_on=on, confirmed_on=on)

    assert ("It is not taking new patients now." in summary) == is_stated


def test_the_summary_has_words_for_every_code():
    for name in ("route", "setting", "attendance", "home_dosing", "therapy_model"):
        for code, _label in STATEMENTS[name].choices:
            assert summary_of(**{name: [code] if STATEMENTS[name].kind == "codes" else code}).endswith(".")


@MANY_EXAMPLES
@given(FACTS)
@example({"practitioners": [], "confirmed_on": None, "name": "", "city": " \n ", "setting": ["home_remote"]})
@example({"practitioners": [], "confirmed_on": None, "city": "."})
@example({"practitioners": [], "confirmed_on": None, "name": "A  B", "route": ["rectal"], "state": "CO"})
def test_any_summary_consists_of_sentences_with_single_spaces(facts):
    summary = summary_of(**complete(facts))

    assert summary.endswith(".")
    assert summary == " ".join(summary.split())
    for slip in (" .", "..", " ,", "None"):
        assert slip not in summary_of(**(complete(facts) | {"name": "Tern House", "city": "Denver"}))


MUCH_STATED = {
    "practitioners": [PERSON | person(license="unlicensed")],
    "confirmed_on": TODAY,
    "route": v.Route.values,
    "attendance": ["continuous_therapist"],
    "therapy_model": ["referral_list"],
    "session_price_low": 1,
    "session_price_high": 2,
    "availability": "not_accepting",
}
IN_MANY_PLACES = MUCH_STATED | {"setting": ["kap_practice", "wellness_iv", "home_remote", "home_supervised"]}
WITHOUT_SHORT_SENTENCES = {
    name: row for name, row in IN_MANY_PLACES.items() if not name.startswith(("session", "therapy"))
}


@MANY_EXAMPLES
@given(FACTS)
@example(MUCH_STATED | {"setting": v.Setting.values})
@example(IN_MANY_PLACES)
@example(WITHOUT_SHORT_SENTENCES)
@example(WITHOUT_SHORT_SENTENCES | {"confirmed_on": None})
def test_a_summary_is_short_enough_to_read_aloud(facts):
    for name, city in (("Tern House", "Denver"), (SIX_WORDS, FOUR_WORDS), (SIX_WORDS * 2, FOUR_WORDS * 2)):
        summary = summary_of(**(complete(facts) | {"name": name, "city": city}))

        assert len(summary.split()) <= 70


SIX_WORDS, FOUR_WORDS = "The Tern House of Fine Things ", "Truth or Consequences City "


def test_a_long_summary_leaves_out_the_settings_before_the_price():
    facts = IN_MANY_PLACES | {"availability": "", "attendance": ["call_bell"], "observation_minutes": 120}

    summary = summary_of(city="Denver", **facts | {"therapy_model": ["medicine_only"]})

    assert summary.startswith("Tern House, in Denver, gives Spravato")
    assert "at home, watched by video or with a clinician there. " in summary
    assert "A session costs $1 to $2." in summary


def test_the_state_replaces_a_town_with_a_long_name():
    assert summary_of(city="The Town With No Short Name", state="NM").startswith(
        "Tern House is in New Mexico. "
    )


def test_the_summary_marks_values_with_a_warning():
    for statement, code in WARNINGS:
        value = [code] if STATEMENTS[statement].kind == "codes" else code
        without = summary_of(city="Denver", route=["iv"])

        summary = summary_of(city="Denver", route=["iv"], **{statement: value})

        tells = {"setting": "at home", "home_dosing": "at home", "attendance": "watches while"}
        assert ("Warning: " in summary) == (statement in tells), code
        assert tells.get(statement, "Tern House") in summary
        assert "Warning" not in without


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, ""),
        ({"route": ["iv"]}, "IV infusions."),
        (
            {"route": ["iv", "im", "sc", "sublingual"], "therapy_model": ["integrated_team"]},
            "IV infusions, injections and lozenges, with therapy by the same team.",
        ),
        (
            {"route": ["im"], "therapy_model": ["referral_list"]},
            "Injections. For therapy you get a list of therapists to call.",
        ),
        (
            {"route": v.Route.values, "therapy_model": ["partnered", "referral_list"]},
            "IV infusions, Spravato, injections and other ways, with therapy.",
        ),
        ({"therapy_model": ["integrated_team"]}, "The same team gives therapy."),
        ({"therapy_model": ["integration_only"]}, "Therapy only: no drug is given."),
        (
            {"route": ["sublingual"], "setting": ["home_remote"], "therapy_model": ["medicine_only"]},
            "Lozenges, with no therapy. All doses are taken at home.",
        ),
        (
            {
                "offerings": [
                    {"route": "iv", "therapy_model": ["medicine_only"]},
                    {"route": "esketamine_nasal", "therapy_model": ["integrated_team"]},
                ]
            },
            "IV infusions and Spravato. Therapy depends on the treatment.",
        ),
        (
            {"practitioners": [PERSON | person(boards=["anesthesiology", "psychiatry"])]},
            "A board-certified psychiatrist directs the care.",
        ),
        (
            {"practitioners": [PERSON | person(license="crna", boards=["psychiatry"], roles=["leads"])]},
            "A nurse anesthetist runs the clinic.",
        ),
    ],
)
def test_what_a_clinic_is_stands_in_one_line(facts, line):
    assert what_it_is(listing_of(**facts)) == line


@MANY_EXAMPLES
@given(FACTS)
def test_what_a_clinic_is_can_be_said_of_any_listing(facts):
    assert len(what_it_is(listing_of(**facts)).split()) <= 40
