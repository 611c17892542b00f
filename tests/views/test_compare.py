"""Two to four clinics side by side, at /compare/?clinic=a&clinic=b."""

import re
from urllib.parse import urlencode

import pytest
from django.test import Client

from directory.facts import vocabulary as v
from directory.facts.spine import SPINE
from directory.wording import values
from directory.wording.comparison import compare_listings, short_names
from tests.support.factories import take_down
from tests.support.html import assert_valid
from tests.support.published import days_ago, everything_stated, listed, person

pytestmark = pytest.mark.django_db

BLANK_IS_NOT_NO = "“Not stated” means that the clinic has not said. It does not mean no."


def address_of(*listings):
    return "/compare/?" + urlencode([("clinic", listing.slug) for listing in listings])


def page_of(*listings):
    return Client().get(address_of(*listings))


def lead(page):
    return re.search('<p class="(?:lead )?measure">(.*?)</p>', page.text)[1]


def found(*listings):
    return compare_listings(list(listings), days_ago(0))


def names(sections):
    return [row.name for _section, rows in sections for row in rows]


def test_rows_that_differ_come_first():
    here = listed(name="Here", private_room=True, escort_required=True, route=["iv"])
    there = listed(name="There", private_room=False, escort_required=True, route=["iv"])

    assert names(found(here, there).differ) == ["private_room"]
    assert names(found(here, there).agree) == ["route", "escort_required"]
    assert (
        lead(page_of(here, there))
        == f"They differ in 1 statement. They agree in 2 statements. {BLANK_IS_NOT_NO}"
    )


def test_a_row_that_is_not_stated_differs_from_none():
    here, there = listed(name="Here", private_room=False), listed(name="There")

    comparison = found(here, there)

    assert (names(comparison.differ), names(comparison.agree)) == ([], [])
    assert names(comparison.partly_stated) == ["private_room"]


def test_a_third_clinic_without_an_answer_does_not_hide_that_two_differ():
    here, there, silent = listed(private_room=True), listed(private_room=False), listed()

    assert names(found(here, there, silent).differ) == ["private_room"]


def test_not_stated_has_a_style_of_its_own():
    page = page_of(listed(private_room=True), listed(private_room=False), listed()).text

    row = re.search(r'<th class="versus__label"[^>]*>A room of your own</th>(.*?)</tr>', page, re.S)[1]
    assert re.findall(r'<span class="(?:versus__value|blank)"[^>]*>(.*?)</span>', row) == [
        "Yes",
        "No",
        "Not stated",
    ]


def test_the_date_of_an_availability_is_not_compared():
    facts = {"availability": v.Availability.ACCEPTING}
    here = listed(availability_on=days_ago(3), **facts)
    there = listed(availability_on=days_ago(9), **facts)

    comparison = found(here, there)
    assert [(row.name, row.agrees) for row in comparison.now] == [("availability", True)]
    assert names(comparison.agree) == []
    assert lead(page_of(here, there)).startswith("They differ in 0 statements. They agree in 1 statement. ")


def test_phone_and_address_are_shown_and_not_compared():
    here = listed(phone="+13035550142", street="1 First Street")
    there = listed(phone="+13035550117", street="2 Second Street")

    comparison = found(here, there)

    assert [row.name for row in comparison.contact] == ["address", "phone"]
    assert names(comparison.differ) == []


def test_directors_are_compared_by_license():
    here = listed(practitioners=[person("Ines")])
    there = listed(practitioners=[person("Odile")])

    assert names(found(here, there).agree) == ["director"]
    assert names(found(here, there).differ) == ["practitioners"]


def test_a_prescriber_is_not_shown_as_director():
    here = listed(practitioners=[person(roles=[v.Role.PRESCRIBER])])
    there = listed(practitioners=[person("Odile")])

    assert names(found(here, there).partly_stated) == ["director"]


def test_people_are_shown_with_license_state_number_and_board():
    ines = person("Ines", license_state="CO", license_number="DR-5550142", board_certification="Psychiatry")
    here = listed(practitioners=[ines, person("Pim", license=v.License.UNLICENSED)])

    (here_says, _other) = next(
        row.cells
        for _section, rows in found(here, listed()).partly_stated
        for row in rows
        if row.name == "practitioners"
    )

    assert [(one.lines, one.detail, [str(value) for value in one.warned]) for one in here_says.rows] == [
        (["Ines"], "Physician (MD); Colorado license DR-5550142; board certification: Psychiatry", []),
        (["Pim"], "", ["Not a licensed clinician"]),
    ]


def test_rows_that_only_some_clinics_have_are_shown_and_not_listed_as_unstated():
    here = listed(alias="The Acre", npi="1234567893", telehealth_states=["CO"], about="We answer.")

    comparison = found(here, listed())

    assert [row.name for row in comparison.own] == ["alias", "about", "npi"]
    assert names(comparison.partly_stated) == ["telehealth_states"]
    assert not {"alias", "npi", "telehealth_states", "about"} & {one.name for one in comparison.unstated}


def test_each_person_is_shown_with_the_evidence_for_that_person():
    here = listed(
        practitioners=[person("Ines"), person("Pim")],
        evidence=[{"statement": "practitioners", "person": "Ines"}],
    )

    by_row = {
        row.name: [said.evidence.kind for said in row.cells[0].rows]
        for _section, rows in found(here, listed()).partly_stated
        for row in rows
    }
    assert by_row == {"director": ["document_seen"], "practitioners": ["document_seen", "self_reported"]}


def test_unsupervised_home_dosing_stands_out():
    here = listed(setting=[v.Setting.PAIN_CLINIC, v.Setting.HOME_UNSUPERVISED])

    assert '<strong class="warned__value">Home, with no one watching</strong>' in page_of(here, listed()).text


def test_an_unstated_row_says_which_clinics_do_not_state_it():
    here, there = listed(name="Half Acre Psychiatry", private_room=True), listed(name="Larkspur Rooms")

    left = {one.label: (one.section_key, one.not_stated_by) for one in found(here, there).unstated}

    assert left["A room of your own"] == ("D", "Not stated by Larkspur Rooms")
    assert left["A companion may stay"] == ("D", "Not stated by either")


def test_cautions_not_stated_by_the_same_clinics_share_one_line():
    here, there = listed(exclusion_pregnancy=v.Exclusion.EXCLUDED), listed(name="Larkspur Rooms")

    lines = [one for one in found(here, there).unstated if one.label == "Who is treated"]

    assert [(line.not_stated_by, line.detail.count(";") + 1) for line in lines] == [
        ("Not stated by either", 29),
        ("Not stated by Larkspur Rooms", 1),
    ]


def test_no_row_is_unstated_where_everything_is_stated():
    facts = everything_stated()

    page = page_of(listed(**facts), listed(**facts))

    assert 'id="open"' not in page.text
    assert lead(page).startswith("They differ in 0 statements. They agree in ")


def test_every_row_is_in_one_part_of_the_comparison():
    here, there = listed(**everything_stated()), listed(route=["iv"], private_room=False)
    comparison = found(here, there)

    everywhere = [*names(comparison.differ), *names(comparison.agree), *names(comparison.partly_stated)]

    assert len(everywhere) == len(set(everywhere))
    assert {section.key for section, _rows in comparison.partly_stated} == {section.key for section in SPINE}


def test_clinics_are_shown_in_the_order_given():
    here, there = listed(name="Here"), listed(name="There")

    def heads(page):
        return re.findall(r'<th class="versus__clinic"[^>]*><a href="[^"]*">(.*?)</a>', page.text)[:2]

    assert heads(page_of(here, there)) == ["Here", "There"]
    assert heads(page_of(there, here)) == ["There", "Here"]


def test_each_clinic_has_a_link_that_leaves_it_out():
    here, there, yonder = listed(name="Here"), listed(name="There"), listed(name="Yonder")

    links = re.findall(r'<a class="compared__remove" href="(.*?)"', page_of(here, there, yonder).text)

    assert links == [
        "/compare/?clinic=there-denver&amp;clinic=yonder-denver",
        "/compare/?clinic=here-denver&amp;clinic=yonder-denver",
        "/compare/?clinic=here-denver&amp;clinic=there-denver",
    ]


def test_each_pair_of_three_clinics_has_a_link_for_a_phone():
    here, there, yonder = listed(name="Here"), listed(name="There"), listed(name="Yonder")

    page = page_of(here, there, yonder).text
    pairs = re.findall(r'<a class="pairs__one" href="(.*?)"( aria-current="page")?[^>]*>(.*?)</a>', page)

    start = "/compare/?clinic="
    assert [(names, bool(shown), address.removeprefix(start)) for address, shown, names in pairs] == [
        ("Here, There", True, "here-denver&amp;clinic=there-denver&amp;clinic=yonder-denver"),
        ("Here, Yonder", False, "here-denver&amp;clinic=yonder-denver&amp;clinic=there-denver"),
        ("There, Yonder", False, "there-denver&amp;clinic=yonder-denver&amp;clinic=here-denver"),
    ]
    assert 'class="pairs"' not in page_of(here, there).text


def test_a_clinic_can_be_added_until_there_are_four():
    three = [listed(name=name) for name in ("Here", "There", "Yonder")]
    picked = "/clinics/?pick=here-denver&amp;pick=there-denver&amp;pick=yonder-denver"

    assert f'<a class="alone" href="{picked}">Add a clinic</a>' in page_of(*three).text
    assert "Add a clinic" not in page_of(*three, listed(name="Last")).text


def test_prices_stand_first_in_one_figure_for_each_unit():
    price = {"session_price_low": 450, "session_price_high": 600, "prices_as_of": days_ago(2)}
    here, there = listed(**price), listed(course_price=3000, prices_as_of=days_ago(2))

    rows = {row.label: [cell.rows[0].lines for cell in row.cells] for row in found(here, there).now}

    assert rows == {"A session": [["$450–600"], []], "A whole course": [[], ["$3,000"]]}


def test_the_evidence_of_a_clinic_is_said_in_its_head_and_beside_what_differs():
    here = listed(private_room=True, written_plan=True, evidence=[{"statement": "written_plan"}])
    there = listed(private_room=False, written_plan=False)

    page = page_of(here, there).text

    assert page.count("Self-reported, ") == 2
    assert page.count("Document seen") == 1


def test_what_no_clinic_states_is_folded_at_the_end():
    here, there = listed(private_room=True), listed()

    comparison = found(here, there)
    page = page_of(here, there).text

    assert [one.label for one in comparison.left_open_by_some] == ["A room of your own"]
    number = len(comparison.left_open_by_all)
    assert f'<summary class="fold__name">{number} things that none of them states</summary>' in page


def test_many_people_are_folded_in_their_cell():
    here = listed(practitioners=[person(f"Person {number}") for number in range(6)])

    page = page_of(here, listed()).text

    assert re.findall("<summary>(.*?)</summary>", page) == ["3 more"]
    assert page.count("Person ") == 6


def test_a_warning_is_told_once_with_the_clinics_that_carry_it():
    unwatched = {"setting": [v.Setting.HOME_UNSUPERVISED]}

    page = page_of(listed(name="Half Acre", **unwatched), listed(name="Larkspur Rooms", **unwatched)).text

    (told,) = re.findall('<li class="warnings__one".*?</li>', page, re.S)
    assert re.findall("<bdi>(.*?)</bdi>", told) == ["Half Acre", "Larkspur Rooms"]


def test_no_clinic_explains_how_to_choose():
    page = Client().get("/compare/")

    assert page.status_code == 200
    assert "<h1>Compare clinics</h1>" in page.text
    assert 'href="/clinics/">Choose clinics in the results</a>' in page.text


def test_one_clinic_is_shown_and_one_more_is_asked_for():
    page = page_of(listed(name="Half Acre"))

    assert "<h1>Choose one more clinic</h1>" in page.text
    assert ">Half Acre</a></h2>" in page.text
    assert "<table" not in page.text


def test_more_than_four_are_refused_with_a_sentence():
    page = page_of(*[listed() for _number in range(5)])

    assert page.status_code == 400
    assert lead(page) == "You can compare up to four clinics at once. Remove some of them."


def test_a_clinic_given_twice_counts_once():
    here, there = listed(name="Here"), listed(name="There")

    page = page_of(here, there, here, there, here)

    assert "<h1>Two clinics side by side</h1>" in page.text
    assert (
        f'<link rel="canonical" href="http://testserver{address_of(here, there)}">'.replace(
            "&clinic", "&amp;clinic"
        )
        in page.text
    )


def test_an_unknown_clinic_is_named():
    page = Client().get(f"/compare/?clinic={listed().slug}&clinic=nobody")

    assert page.status_code == 404
    assert lead(page) == "There is no clinic at the address “nobody”."


def test_a_former_slug_redirects_to_the_current_one():
    listing, _other = listed(name="Old Name"), listed(name="Other")
    listed(listing.clinic, on=days_ago(0), name="New Name")

    answer = Client().get("/compare/?clinic=old-name-denver&clinic=other-denver")

    assert answer.status_code == 301
    assert answer["Location"] == "/compare/?clinic=new-name-denver&clinic=other-denver"


def test_a_removed_clinic_is_left_out_and_named():
    here, there, gone = listed(), listed(), listed(name="Gone Rooms", about="Words")
    take_down(gone, reason=v.DecisionReason.OWNER_REQUEST)

    page = page_of(here, gone, there)

    assert page.status_code == 200
    assert "<p>Gone Rooms was removed from the directory, so it is not shown here.</p>" in page.text
    assert "<h1>Two clinics side by side</h1>" in page.text


@pytest.mark.parametrize(
    "bad",
    ["\0", "a\0b", "x" * 10_000, "../etc", "a b", "<script>", "é", "🙂", ""],
)
def test_an_invalid_slug_is_refused_with_a_sentence(bad):
    page = Client().get("/compare/", {"clinic": bad})

    assert page.status_code == 400
    assert "<h1>" in page.text
    assert "script>" not in page.text


def test_thousands_of_clinics_are_refused():
    assert Client().get("/compare/?" + "clinic=a&" * 1500).status_code == 404
    assert Client().get("/compare/?" + "".join(f"clinic=a{n}&" for n in range(1500))).status_code == 400


@pytest.mark.parametrize("number", [2, 4])
def test_a_comparison_takes_three_queries_and_two_the_next_time(number, django_assert_num_queries):
    listings = [
        listed(practitioners=[person()], evidence=[{"statement": "practitioners"}]) for _ in range(number)
    ]

    with django_assert_num_queries(3):
        page = page_of(*listings)
    with django_assert_num_queries(2):
        again = page_of(*listings)

    assert page.status_code == 200
    assert again.text == page.text


@pytest.mark.parametrize(
    ("full", "short"),
    [
        (["Tern House Ketamine", "Half Acre Psychiatry"], ["Tern House", "Half Acre"]),
        (
            ["The Ketamine Rooms East", "The Ketamine Rooms West"],
            ["The Ketamine Rooms East", "The Ketamine Rooms West"],
        ),
        (["The Old Foundry Center", "A Clinic of Ours"], ["The Old Foundry", "A Clinic of"]),
        (["Same Name", "Same Name"], ["Same Name, Denver", "Same Name, Denver"]),
        (["Solo", "Solo Practice Now"], ["Solo", "Solo Practice"]),
    ],
)
def test_short_names_tell_clinics_apart(full, short):
    assert short_names([listed(name=name) for name in full]) == short


def test_the_page_is_valid_html():
    awkward = [listed(**everything_stated()), listed(name="<b>🙂</b> & \"'"), listed(name="عيادة"), listed()]

    assert_valid(page_of(*awkward).text)


IV_MOOD = {"route": "iv", "purpose": "mood", "visit_minutes": 60}
AT_HOME = {"route": "sublingual", "setting": "home_unsupervised", "visit_minutes": 45}


def said(sections):
    """Title of a section → label → what each clinic says."""
    return {
        section.title: {
            row.label: [[*one.lines, *map(str, one.warned)] for cell in row.cells for one in cell.rows]
            for row in rows
        }
        for section, rows in sections
    }


def test_offerings_of_equal_route_and_purpose_line_up():
    here = listed(offerings=[IV_MOOD, AT_HOME])
    there = listed(offerings=[{"route": "im", "visit_minutes": 30}, {**IV_MOOD, "visit_minutes": 90}])

    comparison = found(here, there)

    assert said(comparison.differ)["Offered: IV infusion, for mood"] == {
        "Time at the clinic": [["1 hour"], ["1 hour 30 minutes"]]
    }
    below = said(comparison.partly_stated)
    assert below["Offered: Lozenge under the tongue, at home"]["Time at the clinic"] == [["45 minutes"], []]
    assert below["Offered: Injection into a muscle"]["Time at the clinic"] == [[], ["30 minutes"]]
    assert "visit_minutes" not in names(comparison.differ)
    assert "visit_minutes" not in [one.name for one in comparison.unstated]


def test_a_clinic_with_one_way_lines_up_with_the_one_offering_of_its_route():
    here = listed(offerings=[IV_MOOD, AT_HOME])
    there = listed(route=["iv"], visit_minutes=90)

    assert said(found(here, there).differ)["Offered: IV infusion"] == {
        "Time at the clinic": [["1 hour"], ["1 hour 30 minutes"]]
    }


def test_mood_and_pain_never_line_up():
    here = listed(offerings=[IV_MOOD])
    there = listed(offerings=[{**IV_MOOD, "purpose": "pain", "visit_minutes": 240}])

    assert "visit_minutes" in names(found(here, there).differ)
    assert not [title for title in said(found(here, there).differ) if "Offered" in title]


def test_a_route_of_which_a_clinic_has_two_lines_up_with_none():
    here = listed(offerings=[IV_MOOD, {**IV_MOOD, "purpose": "pain", "visit_minutes": 240}])
    there = listed(route=["iv"], visit_minutes=90)

    assert list(said(found(here, there).partly_stated))[:3] == [
        "Offered: IV infusion, for mood",
        "Offered: IV infusion, for pain",
        "Offered: IV infusion",
    ]


def test_prices_line_up_by_their_unit():
    month = {"price_low": 129, "price_high": 129, "price_unit": "month", "prices_as_of": days_ago(2)}
    session = {"price_low": 400, "price_high": 600, "price_unit": "session", "prices_as_of": days_ago(2)}
    here = listed(offerings=[{"route": "oral", **month}, {"route": "iv"}])
    there = listed(offerings=[{"route": "oral", **session}, {"route": "iv"}])

    as_of = values.day(days_ago(2))
    assert said(found(here, there).partly_stated)["Offered: Swallowed"] == {
        "A session": [[], [f"$400 to $600, as of {as_of}"]],
        "A month": [[f"$129, as of {as_of}"], []],
    }


def test_a_price_that_is_not_said_for_which_stays_in_the_rows_of_the_clinic():
    price = {"session_price_low": 300, "session_price_high": 300, "prices_as_of": days_ago(2)}
    here = listed(offerings=[IV_MOOD, AT_HOME], **price)

    (lines,) = [
        lines for lines, *_others in said(found(here, listed()).partly_stated)[SPINE[7].title].values()
    ]
    assert lines == [f"$300, as of {values.day(days_ago(2))}. The clinic does not say for which treatment."]


def test_an_offering_is_compared_with_its_warning():
    here, there = listed(offerings=[IV_MOOD, AT_HOME]), listed(offerings=[IV_MOOD, {"route": "im"}])

    warned = said(found(here, there).partly_stated)["Offered: Lozenge under the tongue, at home"]

    assert warned["Where it is given"][0][0].startswith("Home, with no one watching (Warning: At home")


def test_a_warning_of_the_clinic_that_holds_for_no_offering_is_compared_too():
    offerings = [{"route": "iv", "attendance": "call_bell"}, {"route": "im", "attendance": "line_of_sight"}]
    here = listed(offerings=offerings, attendance=["none"])

    page = page_of(here, listed()).text

    assert (
        '<strong class="warned__value">No one</strong> (the clinic does not say for which treatment)' in page
    )


def test_clinics_without_offerings_are_compared_as_ever():
    assert not [
        title
        for title in said(found(listed(route=["iv"]), listed(route=["im"])).differ)
        if "Offered" in title
    ]


def test_a_comparison_of_offerings_takes_no_query_more(django_assert_num_queries):
    listings = [listed(offerings=[IV_MOOD, AT_HOME]) for _ in range(4)]

    with django_assert_num_queries(3):
        page_of(*listings)


def test_training_is_compared_under_its_person():
    here = listed(
        practitioners=[person("Ines")],
        training=[{"code": "acls", "practitioner": "Ines"}, {"code": "bls"}],
    )

    page = page_of(here, listed()).text

    assert re.findall('versus__role">(.*?)<', page) == [
        "Medical director",
        "Training of Ines",
        "Training, not stated whose",
    ]
