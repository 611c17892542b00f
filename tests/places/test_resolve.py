import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.models import Place
from directory.places.geometry import Point
from directory.places.resolve import TownChoices, place_key, resolve_place, state_code, suggest_towns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

# Each example is one short read of a table that does not change.
shared_database = settings(
    deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)


def labels(choices):
    return [point.label for point in choices.points]


# ---- what is typed


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("80202", "Denver, CO 80202"),
        ("80202-1234", "Denver, CO 80202"),
        ("  80202 ", "Denver, CO 80202"),
        ("90210", "Beverly Hills, CA 90210"),
        ("00602", "Aguada, PR 00602"),
        ("Denver CO 80202", "Denver, CO 80202"),
        ("Denver, CO 80202-1234", "Denver, CO 80202"),
        ("Denver 80202", "Denver, CO 80202"),
        ("CO 80202", "Denver, CO 80202"),
        ("Boulder, CO 80202", "Denver, CO 80202"),
        ("1600 Broadway, Denver, CO 80202, USA", "Denver, CO 80202"),
        ("New York 10001", "New York, NY 10001"),
        ("80202 CO", "Denver, CO 80202"),
        ("80202, CO", "Denver, CO 80202"),
        ("80202, Denver", "Denver, CO 80202"),
        ("80202 Denver CO", "Denver, CO 80202"),
        ("Denver 80202 CO", "Denver, CO 80202"),
        ("80202, Denver, Colorado, USA", "Denver, CO 80202"),
        ("CO-80202", "Denver, CO 80202"),
        ("ZIP 80202", "Denver, CO 80202"),
        ("zip code 80202", "Denver, CO 80202"),
        ("Zip: 80202", "Denver, CO 80202"),
        ("ZIP code: 80202-1234", "Denver, CO 80202"),
        ("80202 zip", "Denver, CO 80202"),
        ("postal code 80202", "Denver, CO 80202"),
        ("80202 1234", "Denver, CO 80202"),
        ("802021234", "Denver, CO 80202"),
        ("80202–1234", "Denver, CO 80202"),
        ("80202—1234", "Denver, CO 80202"),
        ("80202 - 1234", "Denver, CO 80202"),
        ("80202-", "Denver, CO 80202"),
        ("80202–", "Denver, CO 80202"),
        ("80202.", "Denver, CO 80202"),
        ("(80202)", "Denver, CO 80202"),
        ("1600 Example Street Denver CO 80202", "Denver, CO 80202"),
        ("1600 Example Street, Apt 5, Denver CO 80202", "Denver, CO 80202"),
        ("12345 Example Street, Denver, CO 80202-1234", "Denver, CO 80202"),
        ("1600 Example Street 80202", "Denver, CO 80202"),
        ("P.O. Box 1234 Wasilla, AK 99687", "Wasilla, AK 99687"),
        ("PO Box 12345, Wasilla AK 99687", "Wasilla, AK 99687"),
        ("80202, United States of America", "Denver, CO 80202"),
        ("80202\u200b", "Denver, CO 80202"),
        ("\u200e80202-1234", "Denver, CO 80202"),
        ("８０２０２", "Denver, CO 80202"),
    ],
)
def test_a_zip_code_is_known_alone_and_after_a_town_or_state_of_its_own(typed, label):
    assert resolve_place(typed).label == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("1600 Example Street, Denver, CO", "Denver, CO"),
        ("1600 Example Street Denver CO", "Denver, CO"),
        ("1600 Example Street, Denver CO", "Denver, CO"),
        ("1600 Example St #400, Denver, Colorado", "Denver, CO"),
        ("1600 Example St., Suite 4, Denver, CO, USA", "Denver, CO"),
        ("12345 Example Road, Denver, CO", "Denver, CO"),
        ("12345 Example Road Denver CO", "Denver, CO"),
        ("1600 Pennsylvania Avenue NW, Washington, DC", "Washington, DC"),
        ("12 Denver St, Boston, MA", "Boston, MA"),
        ("100 Texas Ave, Houston, TX", "Houston, TX"),
        ("100 Example Street Salt Lake City UT", "Salt Lake City, UT"),
        ("100 Example Street West Palm Beach FL", "West Palm Beach, FL"),  # there is Palm Beach, too
        ("100 Example Avenue, St. Paul, MN", "Saint Paul, MN"),
        ("P.O. Box 1234, Wasilla, AK", "Wasilla, AK"),
        ("RR 2 Box 152, Wasilla AK", "Wasilla, AK"),
        ("Suite 400, 1600 Example Street, Denver, CO", "Denver, CO"),
    ],
)
def test_the_town_of_an_address_is_known_without_a_zip_code(typed, label):
    assert resolve_place(typed).label == label


@pytest.mark.parametrize(
    "typed",
    [
        "1600 Example Street",
        "1600 Example Street Denver",
        "1600 Example Street, Denver",
        "1600 Example Street, Nowhereville, CO",
        "100 Hartford Ct",
        "100 S Hartford Ct",
        "80202, Boston, MA",
        "80202 Boston MA",
        "12345 Denver, CO",
        "99999 Denver CO",
    ],
)
def test_a_street_without_a_town_and_its_state_is_not_known(typed):
    assert resolve_place(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Miami FL 80202",
        "FL 80202",
        "Denvr, CO 80202",
        "Foo 80202",
        "🙂 80202",
        "80202 FL",
        "80202, Miami",
        "80202 Foo",
        "80202 80203",
        "80202-12345",
        "8020212345",
        "80202 12",
        "1600 Example Street, Miami, FL 80202",
        "1600 Example Street Miami FL 80202",
        "1600 Example Street, Miami 80202",
    ],
)
def test_a_zip_code_beside_words_that_do_not_agree_with_it_is_not_known(typed):
    assert resolve_place(typed) is None


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Denver, CO", "Denver, CO"),
        ("denver colorado", "Denver, CO"),
        ("DENVER,CO,USA", "Denver, CO"),
        ("Denver Colorado, United States", "Denver, CO"),
        ("St. Paul, MN", "Saint Paul, MN"),
        ("Saint Paul Minnesota", "Saint Paul, MN"),
        ("st paul mn", "Saint Paul, MN"),
        ("E. St. Louis, IL", "East Saint Louis, IL"),
        ("Ft. Worth", "Fort Worth, TX"),
        ("Rocky Mt, NC", "Rocky Mount, NC"),
        ("Billings MT", "Billings, MT"),
        ("Coeur d'Alene", "Coeur d'Alene, ID"),
        ("Coeur d’Alene", "Coeur d'Alene, ID"),
        ("coeur dalene", "Coeur d'Alene, ID"),
        ("coeur d alene id", "Coeur d'Alene, ID"),
        ("O'Fallon, MO", "O'Fallon, MO"),
        ("ofallon mo", "O'Fallon, MO"),
        ("Mc Allen TX", "McAllen, TX"),
        ("Winston-Salem", "Winston-Salem, NC"),
        ("Cañon City, CO", "Canon City, CO"),
        ("Mayagüez", "Mayaguez, PR"),
        ("Washington DC", "Washington, DC"),
        ("Washington, D.C.", "Washington, DC"),
        ("NYC", "New York, NY"),
        ("Harlem, NY", "New York, NY"),
        ("N.Y.C.", "New York, NY"),
        ("New York City", "New York, NY"),
        ("New York", "New York, NY"),
        ("new york new york", "New York, NY"),
        ("West New York", "West New York, NJ"),
        ("California, MD", "California, MD"),
        ("Charleston West Virginia", "Charleston, WV"),
        ("Queens NY", "Queens, NY"),
        ("Pago Pago AS", "Pago Pago, AS"),
    ],
)
def test_a_town_is_known_however_it_is_written(typed, label):
    assert resolve_place(typed).label == label


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("SLC", "Salt Lake City, UT"),
        ("Philly", "Philadelphia, PA"),
        ("Colorado Spgs", "Colorado Springs, CO"),
        ("Charlottesvle, VA", "Charlottesville, VA"),
    ],
)
def test_a_short_form_is_shown_by_the_full_name(typed, label):
    assert resolve_place(typed).label == label


def test_a_town_carries_its_state_and_a_point_typed_as_numbers_does_not():
    assert resolve_place("Denver, CO").state == "CO"
    assert resolve_place("80202").state == "CO"
    assert resolve_place("39.74,-104.99").state == ""


@pytest.mark.parametrize("typed", ["39.74,-104.99", "39.74, -104.99", " 39.7400000 , -104.990000 "])
def test_two_numbers_are_a_latitude_and_a_longitude(typed):
    assert resolve_place(typed) == Point(39.74, -104.99, "39.74, -104.99")


@pytest.mark.parametrize(
    ("typed", "label"), [("90,-180", "90, -180"), ("-0.0,0", "0, 0"), ("0.00001,100", "0.00001, 100")]
)
def test_the_label_of_two_numbers_has_neither_exponent_nor_minus_zero(typed, label):
    assert resolve_place(typed).label == label


def test_a_name_of_several_states_offers_them_largest_first():
    assert labels(resolve_place("Springfield"))[:4] == [
        "Springfield, MA",
        "Springfield, IL",
        "Springfield, MO",
        "Springfield, OH",
    ]
    assert labels(resolve_place("Portland"))[:2] == ["Portland, OR", "Portland, ME"]
    assert labels(resolve_place("kansas city")) == ["Kansas City, MO", "Kansas City, KS"]


def test_choices_keep_what_was_typed_and_offer_each_town_once():
    choices = resolve_place(" springfield ")

    assert choices.typed == "springfield"
    assert len(choices.points) == len({point.label for point in choices.points}) == 25


def test_a_town_whose_name_ends_like_a_state_is_that_town():
    assert labels(resolve_place("Port Washington")) == [
        "Port Washington, NY",
        "Port Washington, OH",
        "Port Washington, WI",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " , ",
        "South Florida",
        "Nowhere, CO",
        "Springfield, CA",
        "00000",
        "8020",
        "802021",
        "80202-12",
        "٨٠٢٠٢",
        "🙂",
        "Denver" * 833,
        "8" * 5000,
        "nan,nan",
        "inf,0",
        "1e400,0",
        "91,0",
        "0,180.1",
        "٤٠,٧٠",
        "80202\x00",
        "Denver, CO\x00",
        "\x00",
        "\ud800",
        "Denver, CO\udfff",
        "'; DROP TABLE directory_place; --",
        "%",
        "_enver, CO",
    ],
)
def test_what_is_no_place_is_not_known(typed):
    assert resolve_place(typed) is None


@pytest.mark.parametrize("typed", ["09001", "09905", "56935"])
def test_a_zip_code_whose_point_the_source_does_not_know_is_not_known(typed):
    assert resolve_place(typed) is None


@shared_database
@given(st.text() | st.text(st.characters(exclude_categories=[])) | st.text("0123456789-,. dDeEnNvVrRcCoO'"))
def test_any_text_is_a_point_or_choices_or_not_known(typed):
    assert resolve_place(typed) is None or isinstance(resolve_place(typed), Point | TownChoices)
    assert len(suggest_towns(typed)) <= 3


@shared_database
@given(latitudes, longitudes)
def test_any_point_on_earth_is_kept_to_the_meter(latitude, longitude):
    point = resolve_place(f"{latitude:.8f},{longitude:.8f}")

    assert (point.latitude, point.longitude) == pytest.approx((latitude, longitude), abs=1e-5)
    assert resolve_place(point.label) == point


@pytest.mark.slow
def test_a_label_resolves_to_the_point_that_bears_it():
    for kind in Place.Kind:
        for place in Place.objects.filter(kind=kind).order_by("-longitude", "key")[::400]:
            label = f"{place.name}, {place.state}" + (f" {place.key}" if kind == Place.Kind.ZIP else "")

            assert resolve_place(label) == Point(place.latitude, place.longitude, label, place.state)


@pytest.mark.parametrize("typed", ["80202", "Denver CO 80202", "Denver, CO", "Springfield", "a co " * 20])
def test_a_place_takes_one_query(typed, django_assert_num_queries):
    with django_assert_num_queries(1):
        resolve_place(typed)


@pytest.mark.parametrize("typed", ["39.74,-104.99", "Colorado", "x" * 5000, "\x00", ""])
def test_what_needs_no_table_takes_no_query(typed, django_assert_num_queries):
    with django_assert_num_queries(0):
        resolve_place(typed)


# ---- states


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Colorado", "CO"),
        ("co", "CO"),
        ("C.O.", "CO"),
        ("Colorado, USA", "CO"),
        ("west virginia", "WV"),
        ("Puerto Rico", "PR"),
        ("virgin islands", "VI"),
        ("OR", "OR"),
        ("Denver, CO", None),
        ("Colo", None),
        ("", None),
        ("x" * 5000, None),
        ("\ud800", None),
    ],
)
def test_a_state_alone_is_told_apart(typed, code):
    assert state_code(typed) == code


@pytest.mark.parametrize("typed", ["Colorado", "CO", "Oregon", "West Virginia", "DC", "LA"])
def test_a_state_alone_is_no_point(typed):
    assert resolve_place(typed) is None


def test_washington_is_a_choice_of_towns_and_a_state():
    assert labels(resolve_place("Washington"))[0] == "Washington, DC"
    assert state_code("Washington") == "WA"


# ---- near misses


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("Dever, CO", "Denver, CO"),
        ("dnver colorado", "Denver, CO"),
        ("Couer d'Alene", "Coeur d'Alene, ID"),
        ("Albuquerqe", "Albuquerque, NM"),
        ("Denver, CA", "Denver, CO"),
        ("LaGrange, IL", "La Grange, IL"),
        ("Grand Junctoin, CO", "Grand Junction, CO"),
    ],
)
def test_a_misspelled_town_suggests_the_town_first(typed, label):
    assert suggest_towns(typed)[0] == label


@pytest.mark.parametrize("typed", ["Brooklin, NY", "Georgetwn, CO", "Auroa, NE"])
def test_towns_of_the_typed_state_are_suggested_and_no_small_ones_of_others(typed):
    assert suggest_towns(typed)
    assert {label[-2:] for label in suggest_towns(typed)} == {typed[-2:]}


@pytest.mark.parametrize("typed", ["Hamlet, NY", "Hyde Park, DE", "Buckhead, WY"])
def test_a_small_town_of_another_state_is_never_suggested(typed):
    assert {label[-2:] for label in suggest_towns(typed)} <= {typed[-2:]}


@pytest.mark.parametrize("typed", ["", "🙂", "Colorado", "qqqqqqqq", "x" * 5000, "\x00", "00000"])
def test_what_is_like_no_town_suggests_nothing(typed):
    assert suggest_towns(typed) == []


def test_suggesting_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        suggest_towns("Dever, CO")
    with django_assert_num_queries(1):
        suggest_towns("Albuquerqe")


# ---- names


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("St. Paul", "saint paul"),
        ("Ste. Genevieve", "sainte genevieve"),
        ("FT WORTH", "fort worth"),
        ("Mt. Vernon", "mount vernon"),
        ("N. Bend", "north bend"),
        ("Lee's Summit", "lees summit"),
        ("Coeur d' Alene", "coeur dalene"),
        ("Winston-Salem", "winston salem"),
        ("Cañon  City", "canon city"),
        ("D. C.", "dc"),
        ("?!", ""),
    ],
)
def test_names_are_folded(text, key):
    assert place_key(text) == key
