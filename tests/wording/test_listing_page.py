"""The page of a listing, gathered: nothing that is stated is lost, and nothing is said twice."""

from hypothesis import given

from directory.facts.spine import SPINE
from directory.wording.listing_page import listing_page
from directory.wording.page_warnings import warned_lines, warning_groups
from directory.wording.price_figures import price_figures
from directory.wording.rows import section_rows, warned_rows
from tests.support.published import person
from tests.wording.listings import FACTS, MANY_EXAMPLES, PERSON, TODAY, complete, listing_of


@MANY_EXAMPLES
@given(FACTS)
def test_every_row_of_any_listing_stands_once_on_its_page(facts):
    listing = listing_of(**complete(facts))
    expected = [row for section in SPINE for row in section_rows(listing, section, TODAY)]
    expected = [row for row in expected if row.name not in ("offerings", "availability")]

    page = listing_page(listing, TODAY)
    parts = [page.contact, page.clinic, *page.sections]
    unstated = [row for part in parts if part.unstated for row in part.unstated.rows]
    by_offering = sum(len(part.by_offering) for part in parts)

    assert sorted(row.label for row in unstated if row.name != "availability") == sorted(
        row.label for row in expected if not row.stated
    )
    rest = sum(bool(_left_over(row)) for row in expected)
    assert sum(len(part.stated) for part in parts) + by_offering == rest + sum(row.stated for row in expected)


def _left_over(row):
    """What the clinic itself says of a row that the table of offerings shows: a row of its own beside it."""
    offered = row.by_offering
    is_in_table = offered and offered.is_split and (offered.lines or offered.warned)
    return row.name != "insurance" and is_in_table and (offered.unassigned or offered.unassigned_warned)


def section(key, **facts):
    page = listing_page(listing_of(**facts), TODAY)
    return next(part for part in page.sections if part.section.key == key)


def test_plain_answers_stand_in_lists():
    part = section("D", private_room=True, companion_allowed=False, escort_required=True)

    assert [row.label for row in part.yes] == ["Someone must take you home", "A room of your own"]
    assert [row.label for row in part.no] == ["A companion may stay"]
    assert part.rows == []


def test_two_gaps_are_named_and_more_are_counted():
    few = section("B", home_dosing="in_person_exam_first", off_label_disclosed=True).unstated
    many = section("B").unstated

    assert few.sentence == "Not stated: Where the drug comes from; Tells patients about board discipline."
    assert (many.sentence, len(many.rows)) == ("Not stated: 4 things.", 4)
    assert section("C", exclusion_pregnancy="excluded").unstated.rows[-1].name != "practitioners"


def test_the_evidence_that_most_rows_have_is_said_once():
    part = section("D", private_room=True, visit_minutes=90)

    assert (part.evidence.kind, part.is_same) == ("self_reported", True)


def test_the_training_of_a_person_stands_with_the_person():
    part = section(
        "A",
        practitioners=[PERSON | person("Ines"), PERSON | person("Pim")],
        training=[{"code": "acls", "practitioner": "Pim"}, {"code": "bls"}],
    )

    assert [(one.row.lines, one.training and one.training.lines) for one in part.people] == [
        (["Ines"], None),
        (["Pim"], ["Advanced life support (ACLS)"]),
    ]
    assert [row.label for row in part.rows] == ["Training, not stated whose"]


def test_the_date_of_several_prices_is_said_once():
    prices = {"session_price_low": 400, "session_price_high": 400, "prices_as_of": TODAY}
    one, two = section("G", **prices), section("G", course_price=2000, **prices)

    assert (one.prices_as_of, bool(one.rows[0].detail)) == ("", True)
    assert (bool(two.prices_as_of), [row.detail for row in two.rows]) == (True, ["", ""])


def test_warnings_that_rest_on_the_same_claims_share_their_text():
    listing = listing_of(setting=["home_unsupervised"], attendance=["none"], emergency=["none"])
    lines = warned_lines(listing)

    groups = warning_groups(lines)

    assert [[line.value.label for _one, of in group.lines for line in of] for group in groups] == [
        ["Home, with no one watching", "No one"],
        ["None of these"],
    ]
    assert len({line.value.anchor for line in lines}) == 3


@MANY_EXAMPLES
@given(FACTS)
def test_every_warning_of_any_listing_stands_among_the_warnings_of_its_page(facts):
    listing = listing_of(**complete(facts))
    warned = [one for _row, values in warned_rows(listing) for one in values if one.warning]

    groups = warning_groups(warned_lines(listing))

    assert sorted(line.value.named for group in groups for _one, of in group.lines for line in of) == sorted(
        one.named for one in warned
    )


def test_a_price_is_one_figure_for_each_unit():
    two = [
        {"route": "iv", "price_low": 450, "price_high": 600, "price_unit": "session"},
        {"route": "im", "price_low": 300, "price_high": 300, "price_unit": "session", "course_price": 2000},
    ]

    assert price_figures(listing_of()) == []
    assert price_figures(listing_of(route=["iv", "im"], session_price_low=450, session_price_high=600)) == [
        ("session", "$450–600", "a session", False)
    ]
    assert price_figures(listing_of(offerings=two)) == [
        ("session", "$300–600", "a session", True),
        ("course", "$2,000", "a course", False),
    ]
    assert price_figures(listing_of(session_price_low=450)) == [("session", "From $450", "a session", False)]
