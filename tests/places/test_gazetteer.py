from collections import Counter

import pytest
from django.core.management import call_command

from directory.facts.vocabulary import State
from directory.models import Place
from directory.places import gazetteer
from directory.places.geometry import haversine_miles
from directory.places.resolve import resolve_place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]


def load_places(capsys, *options):
    """What the command prints, as {outcome: count}."""
    call_command("load_places", *options)
    printed = capsys.readouterr()
    assert printed.err == ""  # no progress bar where nobody watches
    return {
        words: int(count.replace(",", ""))
        for count, words in (line.split(maxsplit=1) for line in printed.out.splitlines())
    }


def table():
    return set(Place.objects.values_list(*gazetteer.Row._fields))


@pytest.fixture(scope="module")
def source():
    return gazetteer.rows()


@pytest.fixture
def disturbed(monkeypatch, source):
    """The table of places with one row missing, one changed, and one that the source does not have."""
    monkeypatch.setattr(gazetteer, "rows", lambda progress: source)
    Place.objects.filter(kind="zip", key="80202").delete()
    Place.objects.filter(kind="town", key="denver", state="CO").update(latitude=0)
    Place.objects.create(kind="town", key="atlantis", name="Atlantis", state="CO", latitude=1, longitude=1)


@pytest.mark.slow
def test_loading_again_changes_nothing(capsys):
    before = set(Place.objects.values_list("pk", *gazetteer.Row._fields))

    counts = load_places(capsys)

    assert counts == {"created": 0, "changed": 0, "unchanged": len(before), "removed": 0}
    assert set(Place.objects.values_list("pk", *gazetteer.Row._fields)) == before


@pytest.mark.slow
def test_loading_puts_right_what_differs(capsys, source, disturbed):
    counts = load_places(capsys)

    assert counts == {"created": 1, "changed": 1, "unchanged": Place.objects.count() - 2, "removed": 1}
    assert table() == set(source)


@pytest.mark.slow
def test_a_dry_run_counts_and_writes_nothing(capsys, disturbed):
    before = table()

    counts = load_places(capsys, "--dry-run")

    assert counts == {
        "would be created": 1,
        "would be changed": 1,
        "would be unchanged": len(before) - 2,
        "would be removed": 1,
    }
    assert table() == before


@pytest.mark.slow
def test_an_empty_source_empties_the_table():
    held = Place.objects.count()

    assert gazetteer.load([]) == Counter(removed=held)
    assert not Place.objects.exists()


def test_every_place_lies_in_a_state_the_directory_knows():
    assert set(Place.objects.values_list("state", flat=True)) == set(State.values)


def test_no_place_has_the_point_that_means_unknown():
    assert not Place.objects.filter(latitude=0, longitude=0).exists()


def test_codes_of_boxes_and_organizations_and_retired_codes_are_kept():
    held = set(Place.objects.filter(kind="zip").values_list("key", flat=True))

    assert {"80201", "12345", "86555"} <= held


def test_names_of_organizations_are_no_towns():
    assert not Place.objects.filter(kind="town", key="victorias secret catalog").exists()


# Points of the towns' own pages in Wikipedia; the source knows delivery areas, not town halls.
@pytest.mark.parametrize(
    ("typed", "latitude", "longitude", "within"),
    [
        ("Denver, CO", 39.7392, -104.9903, 3),
        ("New York City", 40.7128, -74.0060, 5),
        ("St. Paul, MN", 44.9537, -93.0900, 3),
        ("Coeur d'Alene, ID", 47.6777, -116.7805, 3),
        ("Washington DC", 38.9072, -77.0369, 2),
        ("Springfield, MA", 42.1015, -72.5898, 3),
        ("Springfield, MO", 37.2090, -93.2923, 3),
        ("Springfield, IL", 39.7817, -89.6501, 3),
        ("Honolulu, HI", 21.3069, -157.8583, 3),
        ("San Juan, PR", 18.4655, -66.1057, 5),
        ("Nome, AK", 64.5011, -165.4064, 50),  # one code for a land larger than Connecticut
    ],
)
def test_a_town_lies_where_it_is(typed, latitude, longitude, within):
    town = resolve_place(typed)

    assert haversine_miles((town.latitude, town.longitude), (latitude, longitude)) < within


def test_one_stray_code_does_not_move_a_town():
    codes = [
        {"city": "Here", "zip_code_type": "STANDARD", "active": True, "lat": lat, "long": "-100.0"}
        for lat in ("40.0", "40.1", "70.0")
    ]

    town = gazetteer.merge_town("here", "CO", [("Here", code) for code in codes], [])

    assert (town.latitude, town.longitude) == (40.1, -100.0)


def test_another_name_of_a_town_counts_half_in_its_size():
    assert Place.objects.get(kind="town", key="lakewood", state="CO").size == 5


def test_a_first_name_is_never_taken_for_an_abbreviation():
    first_names = {
        (gazetteer.key_of(code["city"]), code["state"]): code["city"]
        for code in gazetteer.zipcodes.list_all()
    }
    for key, state, name in Place.objects.filter(kind="town").values_list("key", "state", "name"):
        if (key, state) in first_names:
            assert gazetteer.key_of(name) == key


@pytest.mark.parametrize(
    ("short", "full", "shortened"),
    [
        ("colorado spgs", "colorado springs", True),
        ("charlottesvle", "charlottesville", True),
        ("murray", "salt lake city", False),
        ("west springs", "colorado springs", False),
        ("colorado springs", "colorado springs", False),
        ("colorado", "colorado springs", False),
    ],
)
def test_a_short_form_has_the_letters_of_the_full_name_in_order(short, full, shortened):
    assert gazetteer.is_abbreviation(short, full) is shortened


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Coeur D Alene", "Coeur d'Alene"),
        ("D Hanis", "D'Hanis"),
        ("O Fallon", "O'Fallon"),
        ("Mcallen", "McAllen"),
        ("Mc Dermitt", "McDermitt"),
        ("Winston-salem", "Winston-Salem"),
        ("Denver", "Denver"),
        ("Fort A P Hill", "Fort A P Hill"),
    ],
)
def test_names_are_written_as_people_write_them(source, written):
    assert gazetteer.proper_name(source) == written
