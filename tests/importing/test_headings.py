"""Which heading means which column."""

import pytest

from directory.importing import directory_csv, headings
from directory.models import Clinic
from tests.importing.sheets import CEDAR, CEDAR_STATED, PLAIN, refused, sheet, stated
from tests.support.factories import make_listing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "header",
    [
        "Clinic Name,Street Address,Town,ST,Zip Code,Tel",
        "Facility,Address,City,State,Postal Code,Phone Number",
        "FACILITY NAME,Address Line 1,CITY,STATE,ZIP,TELEPHONE",
        "clinic_name,street_address,city_name,state_code,zip_code,phone_number",
        "ClinicName,Address1,City,State,ZipCode,PhoneNumber",
        "Name*,Street:,City (required),State,ZIP+4,Main Phone",
        " Business  Name ,Addr,Municipality,State/Province,Postcode,Tel.",
    ],
)
def test_known_headings_are_recognized(take, header):
    counts, sentences = take(sheet(header, CEDAR))

    assert (counts["created"], sentences) == (1, [])
    assert stated() == [CEDAR_STATED]


def test_every_known_heading_means_one_column():
    words = [word for others in headings.SYNONYMS.values() for word in others.split()]
    names = {headings.normalize_heading(name) for name in directory_csv.KNOWN_COLUMNS}

    assert sorted(words) == sorted(set(words))
    assert sorted(set(words) & names) == ["url"]  # of an export, see columns_for()
    assert [word for word in words if headings.normalize_heading(word) != word] == []


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        (["url", "name"], ["website", "name"]),
        (["slug", "url", "name"], ["slug", "url", "name"]),
        (["id", "url", "website"], ["id", "url", "website"]),
        (["id", "url", "name"], ["id", "website", "name"]),
        (["slug", "URL"], ["slug", "website"]),
    ],
)
def test_the_page_of_an_export_is_not_the_website(header, meaning):
    assert headings.columns_for(header) == meaning


def test_a_plain_sheet_is_read_as_people_write_it(take):
    counts, sentences = take(
        sheet(
            "Clinic Name,Address,City,State,Zip Code,Phone,Website",
            "Cedar Test Clinic,1 Example Street,Denver,Colorado,80202,303.555.0142 x12,cedar.example.com",
            'Juniper Test Clinic,"2 Example Street, Suite 4",Boulder,CO,80302-,1-303-555-0143,'
            "www.juniper.example.com?utm_source=sheet&gclid=abc",
        )
    )

    assert (counts["created"], sentences) == (2, [])
    assert stated("name", "street", "state", "zip", "phone", "phone_extension", "website") == [
        (
            *("Cedar Test Clinic", "1 Example Street", "CO", "80202", "+13035550142", "12"),
            "https://cedar.example.com",
        ),
        (
            *("Juniper Test Clinic", "2 Example Street, Suite 4", "CO", "80302", "+13035550143", ""),
            "https://www.juniper.example.com",
        ),
    ]


def test_name_city_and_state_are_enough(take):
    counts, sentences = take(sheet("state,name,city", "CO,A,Denver"))

    assert (counts["created"], sentences) == (1, [])
    clinic = Clinic.objects.get()
    assert (clinic.name, clinic.city, clinic.state, clinic.country) == ("A", "Denver", "CO", "US")
    assert (clinic.phone, clinic.private_room, clinic.route) == ("", None, [])


def test_a_column_that_is_missing_changes_nothing(take):
    listing = make_listing(
        origin="import",
        name="A",
        city="Denver",
        state="CO",
        zip="80202",
        private_room=False,
        website="https://a.example",
        latitude=39.75,
        longitude=-104.99,
        point_source="given",
    )
    before = Clinic.objects.values().get()

    counts, _sentences = take(sheet("slug,name,city,state,email", f"{listing.slug},A,Denver,CO,a@a.example"))

    after = Clinic.objects.values().get()
    assert counts["changed"] == 1
    assert {name for name in after if after[name] != before[name]} == {"email", "changed_at", "imported_at"}


def test_an_empty_cell_takes_away_what_was_stated(take):
    listing = make_listing(origin="import", name="A", city="Denver", state="CO", website="https://a.example")

    take(sheet("slug,name,city,state,website", f"{listing.slug},A,Denver,CO,n/a"))

    assert stated("website") == [("",)]


def test_unknown_columns_are_named_once_and_left_alone(take):
    counts, sentences = take(sheet(PLAIN + ",Notes,Color,", CEDAR + ",x,red,y"))

    assert (counts["created"], counts["flagged"]) == (1, 0)
    assert sentences == ["We don’t recognize the columns “Notes”, “Color” and skipped them."]


def test_insurers_over_a_column_are_not_our_codes(take):
    counts, sentences = take(sheet(PLAIN + ",Insurance", CEDAR + ",Aetna"))

    assert (counts["created"], sentences) == (
        1,
        [
            "We don’t recognize the column “Insurance” and skipped it.",
            'If “Insurance” means “insurance”, enter --columns "Insurance=insurance".',
        ],
    )


def test_two_columns_that_mean_one_thing_are_refused(take):
    assert refused(take, sheet("Clinic Name,Facility,City,State", "A,B,Denver,CO")) == (
        "The columns “Clinic Name” and “Facility” both mean “name”. Remove one, or skip "
        'one with --columns "Facility=".'
    )
    assert refused(take, sheet("name,name,city,state")) == "The column “name” appears twice. Remove one."


def test_a_column_that_is_needed_is_asked_for_with_what_the_sheet_has(take):
    assert refused(take, sheet("Clinic Name,City,Region", "A,Denver,CO")) == (
        "The column “state” is missing. A sheet needs name, city and state. It has: "
        "“Clinic Name”, “City”, “Region”. Match a heading to a column with --columns "
        '"Heading=state".'
    )


def test_columns_says_which_heading_is_which(take):
    counts, sentences = take(
        sheet("Who,Region,City,Facility,Memo", "A,CO,Denver,B,x"),
        "--columns",
        "Who=name, region=state,Facility=,Memo=about",
    )

    assert (counts["created"], sentences) == (1, [])
    assert stated("name", "state", "about") == [("A", "CO", "x")]


def test_what_columns_says_counts_more_than_a_heading(take):
    _counts, sentences = take(
        sheet("Name,Facility,City,State", "Ann Example,A,Denver,CO"), "--columns", "Facility=name"
    )

    assert sentences == []
    assert stated("name") == [("A",)]


@pytest.mark.parametrize("first", ['sep="', "sep=", "sep=;;", "sep=a"])
def test_a_first_line_that_tells_no_separator_is_passed_over(take, first):
    counts, _sentences = take(sheet(first, PLAIN, CEDAR))

    assert counts["created"] == 1


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ("Who", '“Who” does not match headings to columns. Enter --columns "Facility=name,ST=state".'),
        ("Who=nmae", "There is no column “nmae”. Did you mean “name”?"),
        ("Whom=name", "The file has no column “Whom”. It has: “Who”, “City”, “State”."),
    ],
)
def test_columns_that_say_nothing_get_a_sentence(take, columns, sentence):
    assert refused(take, sheet("Who,City,State", "A,Denver,CO"), "--columns", columns) == sentence


def test_a_second_line_of_the_address_and_four_digits_may_have_columns_of_their_own(take):
    take(sheet("name,address 1,address 2,city,state,zip,zip4", "A,1 Street,Suite 4,Waterbury,CT,6708,548"))

    assert stated("street", "zip") == [("1 Street, Suite 4", "06708-0548")]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Street Address 1", "street"),
        ("Street Address 2", "street2"),
        ("Name of Clinic", "name"),
        ("Clinic Address", "street"),
        ("Facility ZIP", "zip"),
        ("Practice City", "city"),
        ("Office E-mail", "email"),
        ("Primary Phone", "phone"),
        ("Clinic Website", "website"),
        ("Office Manager", None),
        ("Practice Insurance", None),
        ("Facility ID", None),
    ],
)
def test_a_heading_may_say_whose_it_is(heading, name):
    assert headings.column_for(heading) == name
