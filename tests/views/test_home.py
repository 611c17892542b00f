import re
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from checklist.questions.catalog import FIRST_CALL
from directory.facts.spine import SPINE
from directory.facts.vocabulary import State
from directory.places.outlines import OUTLINES
from directory.places.state_centers import CENTERS
from directory.views.home import shade_of, shade_steps
from tests.support.factories import make_listing, take_down
from tests.support.html import assert_valid, elements
from tests.support.reading import grade, sentences

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client):
    return lambda: client.get("/").content.decode()


def states_listed(html):
    """{"Colorado": 2, …} from the list."""
    rows = [row for row in elements(html, "li") if row.get("class") == "states__one"]
    return {
        " ".join("".join(row.itertext()).split()[:-1]): int("".join(row.itertext()).split()[-1])
        for row in rows
    }


def links_of_the_map(html):
    return [link.get("href") for link in elements(html, "a") if link.get("tabindex") == "-1"]


def test_the_page_is_valid_html(home):
    make_listing(state="CO")

    assert_valid(home())


def test_the_page_is_valid_html_before_anything_is_listed(home):
    assert_valid(home())


def test_the_page_asks_where_and_sends_it_to_the_results(home):
    html = home()
    (form,) = elements(html, "form")
    fields = [field.get("name") for field in form.iter() if field.get("name")]

    assert (form.get("action"), form.get("method")) == ("/clinics/", None)
    assert fields == ["near", "q"]


def test_who_has_no_place_in_mind_starts_from_all_clinics_or_from_a_facet(home):
    make_listing()
    (nav,) = [one for one in elements(home(), "nav") if one.get("class") == "home__starts"]
    links = [("".join(link.itertext()), link.get("href")) for link in nav.iter() if link.get("href")]

    assert links == [
        ("All clinics", "/clinics/"),
        ("Taking new patients", "/clinics/?availability=accepting"),
        ("IV infusion", "/clinics/?route=iv"),
        ("Spravato nasal spray (esketamine)", "/clinics/?route=esketamine_nasal"),
    ]


def test_every_state_and_territory_is_in_the_list_with_its_count(home):
    make_listing(state="CO")
    make_listing(state="CO")
    make_listing(state="PR")

    listed = states_listed(home())

    assert listed == dict.fromkeys(map(str, State.labels), 0) | {"Colorado": 2, "Puerto Rico": 1}


def test_map_and_list_lead_to_the_same_places(home):
    make_listing(state="CO")
    make_listing(state="NY")
    html = home()
    of_the_list = [
        link.get("href")
        for row in elements(html, "li")
        if row.get("class") == "states__one"
        for link in row
        if link.get("href")
    ]

    assert links_of_the_map(html) == of_the_list == ["/clinics/?state=CO", "/clinics/?state=NY"]


def test_a_territory_has_no_outline_and_is_still_in_the_list(home):
    make_listing(state="GU")
    html = home()

    assert links_of_the_map(html) == []
    assert "/clinics/?state=GU" in html


def test_a_removed_listing_is_not_counted(home):
    make_listing(state="CO")
    take_down(make_listing(state="CO"))

    assert states_listed(home())["Colorado"] == 1


def test_a_lapsed_listing_is_not_counted(home):
    make_listing(state="CO", at=timezone.now() - timedelta(days=200))
    make_listing(state="CO")

    assert states_listed(home())["Colorado"] == 1


def test_an_empty_directory_says_so(home):
    html = home()

    assert "No clinic is listed yet." in html
    assert "map__land" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_two_queries_however_much_is_listed(client, django_assert_num_queries, count):
    for _number in range(count):
        make_listing()

    with django_assert_num_queries(2):
        client.get("/")


def test_every_state_has_an_outline_and_no_territory_has():
    assert set(OUTLINES) == set(State.values) - {"PR", "GU", "VI", "AS", "MP"}


def test_the_twelve_questions_are_those_of_the_checklist(home):
    questions = [
        "".join(row.itertext()).split(maxsplit=1)
        for row in elements(home(), "li")
        if row.get("class") == "asks__one"
    ]

    assert questions == [[question.key, str(question.text)] for question in FIRST_CALL]


def test_the_letter_of_a_question_is_a_section_of_a_listing():
    assert {question.section for question in FIRST_CALL} == {section.key for section in SPINE} - {"head"}


@pytest.mark.parametrize(
    ("counts", "steps"),
    [
        ([], []),
        ([0, 0], []),
        ([0, 1, 1], [(1, 1)]),
        ([1, 2], [(1, 1), (2, 2)]),
        ([1] * 28 + [2] * 8 + [3, 3, 4, 7], [(1, 1), (2, 2), (3, 3), (4, 7)]),
        ([3, 3, 5, 6, 7, 20, 31, 40], [(1, 3), (4, 6), (7, 20), (21, 40)]),
        ([1, 50, 50, 50, 50], [(1, 50)]),
    ],
)
def test_the_shades_share_the_states_evenly_and_leave_no_gap(counts, steps):
    assert shade_steps(counts) == steps


@given(st.lists(st.integers(0, 300), max_size=56))
def test_every_count_has_a_shade_and_more_clinics_are_never_lighter(counts):
    steps = shade_steps(counts)
    shades = [shade_of(count, steps) for count in sorted(counts)]

    assert len(steps) <= 4
    assert shades == sorted(shades)
    assert [shade == 0 for shade in shades] == [count == 0 for count in sorted(counts)]


def test_the_number_of_a_state_stands_inside_its_box():
    outside = []
    for code, (x, y) in CENTERS.items():
        xs, ys = zip(*corners(OUTLINES[code]), strict=True)
        if not (min(xs) < x < max(xs) and min(ys) < y < max(ys)):
            outside.append(code)

    assert outside == []
    assert sorted(set(OUTLINES) - set(CENTERS)) == ["DC", "DE", "MA", "MD", "NJ", "RI"]


def corners(outline):
    """The corners of an outline: of each of its rings the first is absolute, the others are steps."""
    for ring in outline.split("M")[1:]:
        numbers = [float(one) for one in re.findall(r"-?[0-9.]+", ring)]
        x = y = 0
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            yield x, y


def test_the_map_has_the_number_of_each_state_that_has_room(home):
    make_listing(state="CO")
    make_listing(state="CO")
    make_listing(state="RI")
    numbers = [("".join(one.itertext()), one.get("class")) for one in elements(home(), "text")]

    assert numbers == [("2", "map__count")]


def test_the_page_reads_at_eighth_grade_or_below(home):
    make_listing()

    assert grade(sentences(home())) <= 8
