"""Statements put into words, and the summary that a person reads aloud."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from config.settings import BASE_DIR
from directory.facts import vocabulary as v
from directory.facts.records import RELATED
from directory.facts.safety_warnings import WARNINGS
from directory.facts.spine import SPINE, STATEMENTS
from directory.models import Listing
from directory.wording import values
from directory.wording.completeness import count_by_evidence
from directory.wording.evidence import row_evidence
from directory.wording.rows import contact_rows, people_rows, section_rows
from directory.wording.summary import summarize
from tests.support.published import everybody, person

TODAY = date(2026, 11, 22)
PERSON = {"supervisor": "", "license_state": "", "license_number": "", "register_url": "", "npi": ""}
PERSON |= {"board_certification": "", "years_offering": None}


def listing_of(*, confirmed_on=TODAY, **facts):
    """A listing that no database has seen."""
    return Listing(
        **({"name": "Tern House"} | facts),
        confirmed_on=confirmed_on,
        first_published_on=TODAY,
        published_on=TODAY,
        version=1,
        directory_version=1,
    )


def told(**facts):
    return summarize(listing_of(**facts), TODAY)


# ---- the summary


def test_a_listing_with_much_stated_is_told_in_seventy_words():
    words = told(
        name="Tern House",
        city="Denver",
        route=["iv", "im"],
        setting=["psychiatric_practice", "home_unsupervised"],
        attendance="continuous_clinician",
        therapy_model="integrated_team",
        practitioners=[PERSON | person()],
        session_price_low=450,
        session_price_high=600,
    )

    assert words == (
        "Tern House gives ketamine by drip or injection at a psychiatric practice in Denver. "
        "A clinician stays in the room the whole time. "
        "Warning: doses can also be taken at home, with nobody watching. "
        "A physician directs the care. The same team gives therapy. A session costs $450 to $600. "
        "The clinic does not state how long you are watched afterward."
    )
    assert len(words.split()) <= 70


def test_a_listing_with_nothing_stated_says_what_is_missing():
    assert told(city="Reno") == (
        "Tern House is in Reno. "
        "The clinic does not state how ketamine is given, who directs the care, "
        "who watches you, how long you are watched afterward, whether there is therapy or what it costs."
    )


def test_a_listing_that_the_clinic_never_confirmed_does_not_speak_for_it():
    words = told(
        confirmed_on=None,
        route=["iv"],
        attendance="none",
        observation_minutes=0,
        therapy_model="medicine_only",
    )

    assert words == (
        "Tern House gives ketamine by drip. Warning: nobody watches while the drug acts. "
        "No therapy is given. This listing does not say who directs the care or what it costs."
    )


def test_who_prescribes_is_not_said_to_direct():
    words = told(practitioners=[PERSON | person(roles=["prescriber"], license="np")])

    assert "A nurse practitioner prescribes." in words
    assert "directs" not in words


def test_therapy_without_a_drug_asks_for_no_watching():
    assert told(city="Reno", therapy_model="integration_only", route=["iv"], attendance="none") == (
        "Tern House in Reno gives therapy and no drug. "
        "The clinic does not state who directs the care or what it costs."
    )


def test_a_long_name_is_left_to_the_heading():
    assert told(name="word " * 9, city="Reno").startswith("This clinic is in Reno. ")


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
def test_how_it_is_given_is_put_plainly(route, drug):
    assert told(route=route).startswith(f"Tern House gives {drug}. ")


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
def test_the_price_is_put_plainly(low, high, course, sentence):
    words = told(session_price_low=low, session_price_high=high, course_price=course)

    assert sentence in words
    assert "what it costs" not in words


@pytest.mark.parametrize(("days", "said"), [(21, True), (22, False)])
def test_that_no_new_patients_are_taken_is_told_while_it_is_fresh(days, said):
    on = TODAY - timedelta(days=days)

    words = told(availability="not_accepting", availability_on=on, confirmed_on=on)

    assert ("It takes no new patients now." in words) == said


def test_every_code_that_the_summary_may_meet_has_words():
    for name in ("route", "setting", "attendance", "home_dosing", "therapy_model"):
        for code, _label in STATEMENTS[name].choices:
            assert told(**{name: [code] if STATEMENTS[name].kind == "codes" else code}).endswith(".")


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


def a_value(statement):
    codes = [code for code, _label in statement.choices]
    blank = {
        "text": TEXT,
        "code": st.sampled_from(["", *codes]) if codes else TEXT,
        "codes": st.lists(st.sampled_from(codes), unique=True, max_size=6) if codes else st.just([]),
        "yes_no": st.sampled_from([None, True, False]),
        "number": st.none() | st.integers(0, 1440),
        "dollars": st.none() | st.integers(0, 1_000_000),
        "date": st.dates(date(2020, 1, 1), TODAY),
        "point": st.none() | st.floats(-90, 90),
    }
    return blank[statement.kind]


PEOPLE = st.lists(
    st.builds(
        lambda roles, license, name: PERSON | {"name": name, "roles": roles, "license": license},
        st.lists(st.sampled_from(v.Role.values), unique=True),
        st.sampled_from(["", *v.License.values]),
        TEXT,
    ),
    max_size=3,
)
FACTS = st.fixed_dictionaries(
    {"practitioners": PEOPLE, "confirmed_on": st.none() | st.dates(date(2025, 1, 1), TODAY)},
    optional={
        name: a_value(one) for name, one in STATEMENTS.items() if name not in RELATED and name != "phone"
    },
)
PLENTY = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def whole(facts):
    """Facts as the constraints of the database let them be."""
    if facts.get("availability"):
        facts.setdefault("availability_on", TODAY)
    return {"name": "Tern House", "availability_on": TODAY} | facts


@PLENTY
@given(FACTS)
@example({"practitioners": [], "confirmed_on": None, "name": "", "city": " \n ", "setting": ["home_remote"]})
@example({"practitioners": [], "confirmed_on": None, "city": "."})
@example({"practitioners": [], "confirmed_on": None, "name": "A  B", "route": ["rectal"], "state": "CO"})
def test_any_summary_is_sentences_with_single_spaces(facts):
    words = told(**whole(facts))

    assert words.endswith(".")
    assert words == " ".join(words.split())
    for slip in (" .", "..", " ,", "None"):
        assert slip not in told(**(whole(facts) | {"name": "Tern House", "city": "Denver"}))


LONG = {
    "practitioners": [PERSON | person(license="unlicensed")],
    "confirmed_on": TODAY,
    "route": v.Route.values,
    "attendance": "continuous_therapist",
    "therapy_model": "referral_list",
    "session_price_low": 1,
    "session_price_high": 2,
    "availability": "not_accepting",
}
LONGER = LONG | {"setting": ["kap_practice", "group_room", "home_remote", "home_supervised"]}
LONGEST = {name: said for name, said in LONGER.items() if not name.startswith(("session", "therapy"))}


@PLENTY
@given(FACTS)
@example(LONG | {"setting": v.Setting.values})
@example(LONGER)
@example(LONGEST)
@example(LONGEST | {"confirmed_on": None})
def test_a_summary_is_short_enough_to_read_aloud(facts):
    for name, city in (("Tern House", "Denver"), (SIX_WORDS, FOUR_WORDS), (SIX_WORDS * 2, FOUR_WORDS * 2)):
        words = told(**(whole(facts) | {"name": name, "city": city}))

        assert len(words.split()) <= 70


SIX_WORDS, FOUR_WORDS = "The Tern House of Fine Things ", "Truth or Consequences City "


def test_a_summary_too_long_leaves_out_where_it_is_given_before_the_price():
    facts = LONGER | {"availability": "", "attendance": "call_bell", "observation_minutes": 120}

    words = told(city="Denver", **facts | {"therapy_model": "medicine_only"})

    assert words.startswith("Tern House, in Denver, gives Spravato")
    assert "at home, watched by video or with a clinician there. " in words
    assert "A session costs $1 to $2." in words


def test_of_a_town_with_a_long_name_the_state_is_told():
    assert told(city="The Town With No Short Name", state="NM").startswith("Tern House is in New Mexico. ")


@PLENTY
@given(FACTS)
def test_every_row_of_any_listing_can_be_put_into_words(facts):
    listing = listing_of(**whole(facts))

    shown = [said for section in SPINE for said in section_rows(listing, section, TODAY)]

    assert all(said.evidence for said in shown if said.stated)
    assert all(line.strip() for said in shown for line in said.lines if said.name not in TEXTS)
    assert sum(count_by_evidence(listing, TODAY).values()) == len(shown)


TEXTS = {name for name, one in STATEMENTS.items() if one.kind == "text"} | {"address", "practitioners"}


# ---- values and rows


@pytest.mark.parametrize(
    ("number", "extension", "words"),
    [
        ("+13035550142", "", "(303) 555-0142"),
        ("+13035550142", "301", "(303) 555-0142, extension 301"),
        ("+442071838750", "", "+44 20 7183 8750"),
        ("", "", ""),
    ],
)
def test_a_phone_reads_as_people_write_it(number, extension, words):
    assert values.phone(number, extension) == words


@pytest.mark.parametrize(
    ("sessions", "weeks", "words"),
    [
        (6, 4, "6 sessions over 4 weeks"),
        (1, None, "1 session"),
        (None, 1, "1 week"),
        (0, None, "0 sessions"),
        (None, None, ""),
    ],
)
def test_a_course_reads_as_a_phrase(sessions, weeks, words):
    assert values.course_length(sessions, weeks) == words


@pytest.mark.parametrize(
    ("parts", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_parts_stand_in_a_row(parts, words):
    assert values.join_with_and(parts) == words


def test_what_must_not_be_missed_stands_apart_from_the_rest():
    listing = listing_of(setting=["pain_clinic", "home_unsupervised"], home_dosing="video_only")

    warned = {
        said.name: (said.lines, [one.label for one in said.warned])
        for section in SPINE
        for said in section_rows(listing, section, TODAY)
        if said.warned
    }
    assert warned == {
        "setting": (["Pain clinic"], ["Home, nobody watching"]),
        "home_dosing": ([], ["After an exam by video only"]),
    }


def test_a_warned_value_that_the_summary_tells_is_told_as_a_warning():
    for statement, code in WARNINGS:
        value = [code] if STATEMENTS[statement].kind == "codes" else code
        without = told(city="Denver", route=["iv"])

        words = told(city="Denver", route=["iv"], **{statement: value})

        tells = {"setting": "at home", "home_dosing": "at home", "attendance": "watches while"}
        assert ("Warning: " in words) == (statement in tells)
        assert tells.get(statement, "Tern House") in words
        assert "Warning" not in without


def test_a_row_of_several_statements_rests_on_the_least_supported():
    listing = listing_of(street="1 First Street", city="Denver", state="CO")
    listing.evidence = [
        {"statement": name, "person": "", "kind": "document_seen", "on": "2026-11-01", "until": None}
        | {"about": "other", "source": "A lease", "url": ""}
        for name in ("street", "city")
    ]

    assert row_evidence(listing, ("street", "city"), TODAY).kind == "document_seen"
    assert row_evidence(listing, ("street", "city", "state"), TODAY).kind == "self_reported"


def test_how_to_reach_a_clinic_comes_before_what_else_it_says():
    listing = listing_of(alias="The Tern", website="https://tern.example/", availability="")

    names = [said.name for said in contact_rows(listing, TODAY)]

    assert names == [
        "availability", "phone", "address", "website", "opening_hours", "alias", "languages", "populations",
    ]  # fmt: skip


def test_every_license_can_be_shown():
    shown = list(people_rows(listing_of(practitioners=everybody()), TODAY))

    assert [str(one) for said in shown for one in said.warned] == ["Not a licensed clinician"]
    assert [said.detail.split(".")[0] for said in shown[:2]] == ["Physician (MD)", "Physician (DO)"]


def test_a_person_without_a_stated_license_is_not_called_unlicensed():
    (said,) = people_rows(listing_of(practitioners=[PERSON | person(license="")]), TODAY)

    assert (said.detail, said.warned) == ("License not stated", ())


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 28, 9, 14, tzinfo=UTC), "28 November 2026, 4:14 AM EST"),
        (datetime(2026, 7, 4, 16, 5, tzinfo=UTC), "4 July 2026, 12:05 PM EDT"),
    ],
)
def test_a_time_of_day_names_its_time_zone(at, said):
    assert values.date_and_time(at) == said


def test_no_page_or_letter_writes_a_time_of_day_in_a_way_of_its_own():
    ways = {
        one.group(1)
        for file in (BASE_DIR / "templates").rglob("*.html")
        for one in re.finditer(r'date:"([^"]*[gGhHiP][^"]*)"', file.read_text())
    }

    assert ways == {"j F Y, g:i A T"}
