import pytest

from directory.facts.vocabulary import State
from directory.places.build import postal
from directory.places.build.hand import read_lines
from directory.places.gazetteer import COUNTY, gazetteer
from directory.places.geometry import haversine_miles
from directory.places.nearby import county_of_zip, nearest_town, towns_in
from directory.places.resolve import read_place


def miles_to(place, latitude, longitude):
    return haversine_miles((place.latitude, place.longitude), (latitude, longitude))


# ---- what the file holds


def test_every_state_has_a_middle_and_every_place_a_state_the_directory_knows():
    places = gazetteer()

    assert set(places.state_entries) == set(State.values)
    assert set(places.codes) == {"", *State.values}


def test_codes_of_boxes_and_organizations_and_retired_codes_are_kept():
    codes = ["80201", "12345", "86555"]

    assert [read_place(code).label[-5:] for code in codes] == codes


def test_names_of_organizations_are_no_towns():
    assert dict(gazetteer().entries("victoriassecretcatalog")) == {}


@pytest.mark.parametrize("code", ["", "8020", "802021", "0802", "８０２０２", "99999", "09001"])
def test_what_is_no_known_zip_code_has_no_place(code):
    assert gazetteer().zip_place(code) is None


# Points of the towns' own pages in Wikipedia.
@pytest.mark.parametrize(
    ("typed", "latitude", "longitude", "within"),
    [
        ("Denver, CO", 39.7392, -104.9903, 3),
        ("New York City", 40.7128, -74.0060, 5),
        ("St. Paul, MN", 44.9537, -93.0900, 3),
        ("Coeur d'Alene, ID", 47.6777, -116.7805, 3),
        ("Springfield, MO", 37.2090, -93.2923, 3),
        ("Honolulu, HI", 21.3069, -157.8583, 3),
        ("San Juan, PR", 18.4655, -66.1057, 5),
        ("Nome, AK", 64.5011, -165.4064, 5),
        ("Colorado", 39.0, -105.55, 30),
        ("San Bernardino County, CA", 34.83, -116.19, 30),
    ],
)
def test_a_place_lies_where_it_is(typed, latitude, longitude, within):
    assert miles_to(read_place(typed), latitude, longitude) < within


@pytest.mark.parametrize(
    ("typed", "latitude", "longitude"),
    [
        ("San Bernardino County, CA", 34.87, -114.14),  # at the Colorado River
        ("Bay Area, CA", 37.34, -121.89),
        ("Long Island, NY", 40.92, -72.66),
        ("Denver and Boulder", 40.015, -105.27),
        ("Los Angeles County, CA", 33.35, -118.33),  # Avalon
    ],
)
def test_the_reach_of_a_county_or_region_covers_it(typed, latitude, longitude):
    place = read_place(typed)

    assert miles_to(place, latitude, longitude) <= place.reach


def test_every_county_has_a_reach():
    places = gazetteer()
    counties = [entry for entry in range(len(places)) if places.kinds[entry] == COUNTY]

    assert len(counties) == 3230
    assert [places.label(entry) for entry in counties if not places.reaches[entry]] == []


@pytest.mark.parametrize("name", ["regions", "nicknames", "neighborhoods", "landmarks"])
def test_every_line_kept_by_hand_is_in_the_file(name):
    labels = [line.label for line in read_lines(name)]

    assert [label for label in labels if getattr(read_place(label), "label", "") != label] == []


# ---- by where they are


@pytest.mark.parametrize(
    ("latitude", "longitude", "label"),
    [(39.71, -105.08, "Lakewood, CO"), (61.2, -149.9, "Anchorage, AK"), (0, 0, None), (89.9, 0, None)],
)
def test_the_town_nearest_to_a_point(latitude, longitude, label):
    assert getattr(nearest_town(latitude, longitude), "label", None) == label


def test_the_towns_inside_a_box_come_most_populous_first():
    around_denver = towns_in(39, 40.5, -106, -104, 3)
    the_country = towns_in(24, 50, -125, -66, 2)
    across_the_antimeridian = towns_in(50, 53, 170, -170, 1)

    assert [town.label for town in around_denver] == ["Denver, CO", "Aurora, CO", "Lakewood, CO"]
    assert [town.label for town in the_country] == ["New York, NY", "Los Angeles, CA"]
    assert [town.label for town in across_the_antimeridian] == ["Adak, AK"]


@pytest.mark.parametrize(
    ("five", "county"),
    [("80202", "Denver County, CO"), ("90001", "Los Angeles County, CA"), ("20001", None), ("99999", None)],
)
def test_the_county_of_a_zip_code(five, county):
    assert getattr(county_of_zip(five), "label", None) == county


# ---- how it is made from ZIP codes


def test_one_stray_code_does_not_move_a_town():
    codes = [
        {"city": "Here", "zip_code_type": "STANDARD", "active": True, "lat": lat, "long": "-100.0"}
        for lat in ("40.0", "40.1", "70.0")
    ]

    town = postal.merge_town("here", "CO", [("Here", code) for code in codes], [])

    assert (town.latitude, town.longitude) == (40.1, -100.0)


@pytest.mark.parametrize(
    ("short", "full", "shortened"),
    [
        ("colorado spgs", "colorado springs", True),
        ("charlottesvle", "charlottesville", True),
        ("murray", "salt lake city", False),
        ("west springs", "colorado springs", False),
        ("colorado", "colorado springs", False),
    ],
)
def test_a_short_form_has_the_letters_of_the_full_name_in_order(short, full, shortened):
    assert postal.is_abbreviation(short, full) is shortened


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Coeur D Alene", "Coeur d'Alene"),
        ("O Fallon", "O'Fallon"),
        ("Mcallen", "McAllen"),
        ("Winston-salem", "Winston-Salem"),
        ("Fort A P Hill", "Fort A P Hill"),
    ],
)
def test_names_are_written_as_people_write_them(source, written):
    assert postal.proper_name(source) == written
