"""Offerings in words, alone and beside what the clinic says of itself."""

import pytest
from hypothesis import given

from directory.facts import vocabulary as v
from directory.facts.fields import complete_records
from directory.facts.offerings import OFFERING_PARTS
from directory.facts.safety_warnings import WARNINGS
from directory.facts.spine import ROWS, SPINE, STATEMENTS
from directory.wording import offerings
from directory.wording.by_offering import named_offerings
from directory.wording.listing_page import listing_page
from directory.wording.offering_table import offering_table
from directory.wording.rows import row_without_evidence, section_rows, warned_rows
from tests.wording.listings import FACTS, MANY_EXAMPLES, TODAY, complete, listing_of

AETNA = {"payer": "aetna", "network": "in_network"}
MEDICARE = {"payer": "medicare", "network": "in_network"}
PRICED = {"price_low": 600, "price_high": 600, "price_unit": "session", "prices_as_of": "2026-11-03"}
IV_MOOD = {"route": "iv", "purpose": "mood", "drug_minutes": 40, **PRICED}
SPRAVATO = {"route": "esketamine_nasal", "visit_minutes": 120, "insurers": [AETNA, MEDICARE]}
AT_HOME = {"route": "sublingual", "setting": "home_unsupervised", "attendance": "none"}


def names(*several, long=False):
    return offerings.offering_names(complete_records(several, OFFERING_PARTS), long=long)


def briefs(*several, **facts):
    listing = listing_of(offerings=several, **facts)
    return [str(offerings.offering_in_brief(one.name, one.effective)) for one in named_offerings(listing)]


def lines(name, *several, **facts):
    return row_without_evidence(listing_of(offerings=several, **facts), ROWS[name], TODAY).lines


@pytest.mark.parametrize(
    ("offering", "short", "long"),
    [
        (IV_MOOD, "IV, mood", "IV infusion, for mood"),
        (SPRAVATO, "Spravato", "Spravato nasal spray (esketamine)"),
        (
            {"route": "sublingual", "format": "group"},
            "Lozenge, in a group",
            "Lozenge under the tongue, in a group",
        ),
        (AT_HOME, "Lozenge, at home", "Lozenge under the tongue, at home"),
        ({"route": "combined"}, "Two ways in one session", "Two ways in one session"),
        ({"purpose": "pain"}, "Way not stated, pain", "Way not stated, for pain"),
    ],
)
def test_an_offering_is_named_by_what_tells_it_apart(offering, short, long):
    assert (names(offering), names(offering, long=True)) == ([short], [long])


def test_offerings_of_one_name_are_numbered():
    assert names({"route": "iv"}, {"route": "im"}, {"route": "iv"}) == ["IV (1)", "Shot", "IV (2)"]


def test_every_route_purpose_and_unit_has_words():
    assert list(offerings.ROUTES) == list(v.OfferingRoute)
    assert list(offerings.PURPOSES) == list(v.Purpose)
    assert list(offerings.PRICES) == list(v.PriceUnit)
    assert {code for code in v.Setting if code.startswith("home")} == offerings.HOME_SETTINGS


def test_a_card_has_a_line_for_each():
    assert briefs(IV_MOOD, SPRAVATO) == [
        "IV, mood · 40 minutes · $600 a session",
        "Spravato · 2 hours · Aetna, Medicare",
    ]


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ({"price_low": 400, "price_high": 600, "price_unit": "session"}, "$400 to $600 a session"),
        ({"price_low": 129, "price_unit": "month"}, "$129 a month"),
        ({"course_price": 3000}, "$3,000 a course"),
        ({"price_low": 700, "price_high": 700, "price_unit": "visit_with_exam"}, "$700 for a first visit"),
    ],
)
def test_a_price_on_a_card_says_what_it_is_for(price, words):
    assert briefs({"route": "iv", **price}, {"route": "im"}) == [f"IV · {words}", "Shot"]


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ({"price_low": 400, "price_high": 600, "price_unit": "session"}, "$400 to $600 a session"),
        ({"price_low": 129, "price_high": 129, "price_unit": "month"}, "$129 a month"),
        ({"price_high": 2500, "price_unit": "course"}, "Up to $2,500 for a whole course"),
        (
            {"price_low": 375, "price_unit": "visit_with_exam"},
            "From $375 for a first visit with the exam and a session",
        ),
    ],
)
def test_a_price_stands_with_its_unit(price, words):
    (record,) = complete_records([price], OFFERING_PARTS)

    assert offerings.price_with_unit(record) == words


def test_a_line_of_a_history_holds_every_stated_part():
    (words,) = offerings.offerings_in_words([{**IV_MOOD, "setting": "home_remote", "note": "With a nurse."}])

    assert words == (
        "IV infusion, for mood, at home. Where it is given: Home, watched by video; "
        "How long the effects last: 40 minutes; Price: $600 a session; Prices as of: November 3, 2026; "
        "Anything else about this way: With a nurse."
    )


# ---- what the clinic says of itself, and what an offering says


def test_a_flat_row_says_what_holds_for_which():
    assert lines("visit_minutes", {"route": "iv", "visit_minutes": 90}, SPRAVATO) == [
        "IV: 1 hour 30 minutes",
        "Spravato: 2 hours",
    ]


def test_offerings_with_the_same_value_share_a_line():
    assert lines("visit_minutes", {"route": "iv"}, {"route": "im"}, SPRAVATO, visit_minutes=60) == [
        "IV; Shot: 1 hour",
        "Spravato: 2 hours",
    ]


def test_a_flat_row_that_is_the_same_for_all_is_said_once():
    assert lines("visit_minutes", {"route": "iv"}, {"route": "im"}, visit_minutes=60) == ["1 hour"]
    assert lines("visit_minutes", {"route": "iv", "visit_minutes": 45}) == ["45 minutes"]


def test_what_holds_for_no_offering_is_not_said_for_which():
    several = [{"route": "iv", "visit_minutes": 90}, {"route": "im", "visit_minutes": 90}]

    assert lines("visit_minutes", *several, visit_minutes=60) == [
        "IV; Shot: 1 hour 30 minutes",
        "1 hour. The clinic does not say for which treatment.",
    ]
    assert lines(
        "setting", {"route": "iv", "setting": "va"}, {"route": "im", "setting": "va"}, setting=["retreat"]
    ) == [
        "IV; Shot: VA hospital or clinic",
        "Retreat. The clinic does not say for which treatment.",
    ]


PRICE = {"session_price_low": 250, "session_price_high": 400, "prices_as_of": TODAY}


def test_a_price_of_a_clinic_with_several_ways_is_not_said_for_which():
    sentence = "$250 to $400, as of November 22, 2026. The clinic does not say for which treatment."

    assert lines("session_price", {"route": "iv"}, {"route": "im"}, **PRICE) == [sentence]
    assert lines("session_price", IV_MOOD, {"route": "im"}, **PRICE) == [
        "IV, mood: $600, as of November 3, 2026",
        sentence,
    ]
    assert lines("session_price", route=["iv", "im"], **PRICE) == [
        "$250 to $400. The clinic does not say for which treatment."
    ]
    assert lines("session_price", route=["iv"], **PRICE) == ["$250 to $400"]
    assert lines("session_price", {"route": "iv"}, **PRICE) == ["$250 to $400"]


def test_a_route_that_joins_two_stands_beside_the_routes():
    assert lines("route", {"route": "combined"}, {"route": "iv"}) == ["IV infusion; Two ways in one session"]


def test_a_warning_names_the_offering_that_has_it():
    listing = listing_of(offerings=[IV_MOOD, AT_HOME], setting=["va"], attendance=["continuous_clinician"])

    warned = {row.name: [(one.label, one.offering) for one in values] for row, values in warned_rows(listing)}

    assert warned == {
        "setting": [("Home, with no one watching", "Lozenge, at home")],
        "attendance": [("No one", "Lozenge, at home")],
    }
    assert lines("attendance", IV_MOOD, AT_HOME, attendance=["continuous_clinician"]) == [
        "IV, mood: A clinician in the room the whole time"
    ]


def test_a_warning_that_all_offerings_have_names_none():
    listing = listing_of(offerings=[IV_MOOD, {"route": "im"}], attendance=["none"])

    assert [(one.label, one.offering) for _row, values in warned_rows(listing) for one in values] == [
        ("No one", "")
    ]


def test_a_warning_of_the_clinic_that_holds_for_no_offering_stays():
    listing = listing_of(offerings=[{"route": "iv", "attendance": "call_bell"}], attendance=["none"])

    assert [(one.label, one.offering) for _row, values in warned_rows(listing) for one in values] == [
        ("No one", "the clinic does not say for which treatment")
    ]
    (row,) = [row for row in section_d(listing).rows if row.name == "attendance"]
    assert [one.label for one in row.warned] == ["No one"]


# ---- the table


def table(*several, **facts):
    shown = offering_table(listing_of(offerings=several, **facts), TODAY)
    cells = {
        row.label: [[*cell.lines, *[one.label for one in cell.warned], cell.detail] for cell in row.cells]
        for row in shown.rows
    }
    return shown.names, {
        label: [[text for text in one if text] for one in row] for label, row in cells.items()
    }


def test_a_table_has_a_row_for_each_part_that_an_offering_states():
    heads, rows = table(IV_MOOD, SPRAVATO, drug_minutes=30, private_room=True, monitoring=["pump"])

    assert heads == ["IV infusion, for mood", "Spravato nasal spray (esketamine)"]
    assert rows == {
        "How long the effects last": [["40 minutes"], ["30 minutes"]],
        "Time at the clinic": [[], ["2 hours"]],
        "Price": [["$600 a session", "as of November 3, 2026"], []],
        "Insurers": [[], ["Aetna: in network", "Medicare: in network"]],
    }


def test_without_offerings_there_is_no_table():
    assert offering_table(listing_of(route=["iv", "im"]), TODAY) is None


def section_d(listing):
    return listing_page(listing, TODAY).sections[3]


def test_what_differs_points_to_the_table():
    section = section_d(listing_of(offerings=[IV_MOOD, SPRAVATO], drug_minutes=30))

    assert section.by_offering == ["How long the effects last", "Time at the clinic"]
    assert not {"drug_minutes", "visit_minutes"} & {row.name for row in section.rows}


def test_what_all_offerings_share_is_said_once_and_so_is_what_the_clinic_says_of_several():
    bell, camera = {"route": "iv", "attendance": "call_bell"}, {"route": "im", "attendance": "call_bell"}
    table = offering_table(
        listing_of(
            offerings=[bell | {"visit_minutes": 60}, camera, {**camera, "route": "oral"}], visit_minutes=90
        ),
        TODAY,
    )

    assert [(row.label, row.cells[0].lines) for row in table.same] == [
        ("Who watches", ["A bell to call staff"])
    ]
    assert [(row.label, row.cells[0].lines) for row in table.others] == [
        ("Time at the clinic", ["1 hour 30 minutes"])
    ]
    assert [[(cell.lines, cell.is_below) for cell in row.cells] for row in table.rows] == [
        [(["1 hour"], False), ([], True), ([], True)]
    ]


def test_what_an_offering_does_not_state_is_gathered():
    table = offering_table(listing_of(offerings=[IV_MOOD, SPRAVATO]), TODAY)

    assert table.unstated == [["Time at the clinic", "Insurers"], ["Price", "How long the effects last"]]


@MANY_EXAMPLES
@given(FACTS)
def test_no_warning_of_any_listing_vanishes(facts):
    listing = listing_of(**complete(facts))
    stated = {
        (name, code)
        for name, code in WARNINGS
        for one in [*named_offerings(listing), None]
        if code in _codes(one.effective.get(name) if one else _own(listing, name))
    }

    rows = {
        row.name: [one.label for one in row.warned]
        for section in SPINE
        for row in section_rows(listing, section, TODAY)
    }
    brief = {row.name: [one.label for one in values] for row, values in warned_rows(listing)}
    for name, code in stated:
        label = STATEMENTS[name].labels[code]
        assert label in brief[name]
        if not name.startswith("exclusion"):
            assert label in rows[name]


def _own(listing, name):
    return listing.defaults.get(name, getattr(listing, name))


def _codes(value):
    return value if isinstance(value, list) else [value]
