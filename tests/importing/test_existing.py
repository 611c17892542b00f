"""Which clinic a row of a file is about, and which clinics it must not change."""

import csv
from uuid import UUID, uuid4

import pytest

from directory.exchange import columns
from directory.importing.directory_csv import ID_COLUMNS
from directory.merging.content import KEPT
from directory.merging.merge import merge
from directory.models import Clinic, FormerSlug, Listing, Organization, Submission
from directory.moderation import decisions
from tests.importing.test_import_clinics import HEADER
from tests.support.factories import make_clinic, make_listing, make_moderator, take_down

pytestmark = pytest.mark.django_db

COLUMNS = list(dict.fromkeys([*ID_COLUMNS, *columns.HEADER]))
SOURCE = (
    "--source",
    "A list, 2026",
    "--license",
    "cc0-1.0",
)
STELLA = {"name": "Stella Example Health", "street": "100 Main Street", "phone": "+16305550142"}
WESTMONT = STELLA | {"city": "Westmont", "state": "IL", "zip": "60559"}


@pytest.fixture
def sheet(tmp_path):
    """A file of our own shape in which these rows state these cells, and nothing else."""

    def write(*rows):
        path = tmp_path / "sheet.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def register(tmp_path):
    """A file of SAMHSA's shape with these lines below its header."""

    def write(*lines):
        path = tmp_path / "register.csv"
        path.write_text("\n".join((HEADER, *lines)) + "\n")
        return path

    return write


def towns():
    return sorted(Clinic.objects.values_list("city", flat=True))


# ---- a chain


def test_every_site_of_a_chain_is_created_and_a_second_run_changes_nothing(take, sheet):
    rows = list(csv.DictReader(CHAIN.splitlines()))

    first, _ = take(sheet(*rows))
    before = list(Clinic.objects.order_by("pk").values())
    second, _ = take(sheet(*rows))

    assert (first["created"], first["refused"]) == (4, 0)
    assert (second["unchanged"], second["created"], second["changed"]) == (4, 0, 0)
    assert list(Clinic.objects.order_by("pk").values()) == before
    assert towns() == ["Austin", "Dallas", "San Diego", "Westmont"]


CHAIN = """\
name,street,city,state,zip,phone,website
Stella Example Health,100 Main Street,Westmont,IL,60559,+16305550142,https://stella.example.com/
Stella Example Health,100 Main Street,San Diego,CA,92101,+16195550142,https://stella.example.com/
Stella Example Health,,Austin,TX,78701,+15125550142,https://stella.example.com/
Stella Example Health,,Dallas,TX,75201,+12145550142,https://stella.example.com/
"""


@pytest.mark.parametrize("missing", ["zip", "street"])
def test_sites_in_two_towns_are_two_where_no_row_has_a_street_or_no_zip_code(take, sheet, missing):
    rows = [row | {missing: ""} for row in csv.DictReader(CHAIN.splitlines())]

    counts, _ = take(sheet(*rows), "--publish-as", make_moderator().username, *SOURCE)

    assert (counts["created"], counts["published"]) == (4, 4)
    assert take(sheet(*rows))[0]["unchanged"] == 4


def test_the_same_address_in_another_state_is_another_clinic(take, sheet):
    listing = make_listing(origin="import", **WESTMONT)

    take(sheet(WESTMONT | {"city": "San Diego", "state": "CA", "zip": "92101"}))

    assert towns() == ["San Diego", "Westmont"]
    assert Clinic.objects.get(pk=listing.clinic_id).state == "IL"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("100 Main Street", "100 MAIN ST."),
        ("100 North Main Street, Suite 4", "100 N Main St #4"),
        ("100 Main Street, Suite 4", "100 Main St, Ste. 4"),
        ("1 Saint Mary’s Road", "1 St. Mary's Rd"),
        ("12 Fifth Avenue", "12 5th Ave"),
        ("12 Calle Ñandú", "12 calle nandu"),
    ],
)
def test_a_street_is_one_however_it_is_written(take, sheet, one, other):
    take(sheet(WESTMONT | {"street": one}))

    counts, _ = take(sheet(WESTMONT | {"street": other, "name": "STELLA EXAMPLE HEALTH"}))

    assert (counts["changed"], counts["created"]) == (1, 0)


@pytest.mark.parametrize("other", ["102 Main Street", "100 Main Street, Suite 5", "100 Main Avenue", ""])
def test_another_street_is_another_clinic(take, sheet, other):
    take(sheet(WESTMONT | {"street": "100 Main Street, Suite 4"}))

    counts, _ = take(sheet(WESTMONT | {"street": other}))

    assert (counts["created"], counts["changed"]) == (1, 0)


def test_a_row_without_a_street_may_be_the_clinic_that_has_one(take, sheet):
    take(sheet(WESTMONT))

    counts, sentences = take(sheet(WESTMONT | {"street": "", "zip": "", "phone": ""}))

    assert (counts["created"], counts["likely duplicate"]) == (1, 1)
    assert sentences == ["Row 2: It may be the clinic “Stella Example Health”, which has the same name."]


def test_one_address_under_two_zip_codes_may_be_one_clinic(take, sheet):
    take(sheet(WESTMONT))

    counts, _ = take(sheet(WESTMONT | {"zip": "60561", "phone": ""}))

    assert (counts["created"], counts["likely duplicate"]) == (1, 1)


# ---- what is published stays where it is


@pytest.mark.parametrize("by", ["slug", "uid", "both"])
@pytest.mark.parametrize(
    "place", [{"city": "San Diego", "state": "CA", "zip": "92101"}, {"city": "Chicago"}, {"state": "IN"}]
)
def test_a_published_clinic_is_moved_by_no_row(take, sheet, by, place):
    listing = make_listing(origin="import", **WESTMONT)
    ids = {"slug": listing.slug, "uid": str(listing.uid)}
    row = WESTMONT | place | (ids if by == "both" else {by: ids[by]})

    counts, sentences = take(sheet(row), "--publish-as", make_moderator().username, *SOURCE)

    now = Listing.objects.get()
    assert (now.city, now.state, now.slug) == ("Westmont", "IL", listing.slug)
    assert (counts["refused"], FormerSlug.objects.count()) == (1, 0)
    there = f"{row['city']}, {row['state']}"
    assert sentences == [
        (
            f"Row 2: The listing is in Westmont, IL, but the row says {there}. "
            "Only a moderator can move a published listing. Use --send to put the row into the queue."
        )
    ]


def test_a_row_that_moves_a_clinic_waits_for_a_moderator_where_it_is_sent(take, sheet):
    listing = make_listing(origin="import", **WESTMONT)
    row = WESTMONT | {"uid": str(listing.uid), "city": "Chicago", "zip": "60601"}

    counts, _ = take(sheet(row), "--send", "--publish-as", make_moderator().username, *SOURCE)

    assert (counts["published"], counts["sent to the queue"]) == (0, 1)
    assert Listing.objects.get().city == "Westmont"
    waiting = Submission.objects.waiting().get()
    assert waiting.content["city"] == "Chicago"
    assert waiting.remark == "The listing is in Westmont, IL, but the row says Chicago, IL."


def test_a_town_that_is_left_empty_takes_none_away(take, sheet):
    listing = make_listing(origin="import", **WESTMONT)

    _, sentences = take(sheet(WESTMONT | {"slug": listing.slug, "city": "", "state": "", "route": "iv"}))

    clinic = Clinic.objects.get()
    assert (clinic.city, clinic.state, clinic.route) == ("Westmont", "IL", ["iv"])
    assert sentences == ["Row 2: Its town or state is empty, so the listing stays in Westmont, IL."]


def test_another_way_of_writing_a_town_is_no_move(take, sheet):
    listing = make_listing(origin="import", name="A", street="1 A", city="St. Paul", state="MN", zip="55101")
    row = {"slug": listing.slug, "name": "A", "street": "1 A", "city": "Saint Paul", "state": "MN"}

    counts, _ = take(sheet(row | {"zip": "55101"}), "--publish-as", make_moderator().username, *SOURCE)

    assert (counts["changed"], counts["published"]) == (1, 1)


def test_a_clinic_that_was_published_and_is_being_moved_by_its_row_later_stays_too(take, sheet):
    """The working copy was moved by hand meanwhile: publishing it is for a person as well."""
    listing = make_listing(origin="import", **WESTMONT)
    Clinic.objects.update(city="Chicago")

    counts, _ = take(
        sheet(WESTMONT | {"slug": listing.slug, "city": "Chicago"}),
        "--publish-as",
        make_moderator().username,
        *SOURCE,
    )

    assert (counts["refused"], Listing.objects.get().city) == (1, "Westmont")


# ---- ids


@pytest.mark.parametrize("column", ["id", "uid"])
def test_a_row_with_an_id_finds_its_clinic_under_any_name_and_address(take, sheet, column):
    listing = make_listing(origin="import", **WESTMONT)
    row = WESTMONT | {column: str(listing.uid).upper(), "name": "New Name", "street": "7 Other Road"}

    counts, _ = take(sheet(row), "--publish-as", make_moderator().username, *SOURCE)

    assert (counts["changed"], counts["published"], Clinic.objects.count()) == (1, 1, 1)
    assert Listing.objects.get().uid == listing.uid
    assert Listing.objects.get().name == "New Name"


def test_an_id_that_is_not_known_is_taken_over(take, sheet):
    uid = uuid4()

    take(sheet(WESTMONT | {"id": str(uid), "slug": "stella-westmont"}))

    assert Clinic.objects.get().uid == uid
    assert take(sheet(WESTMONT | {"id": str(uid), "slug": "stella-westmont"}))[0]["unchanged"] == 1


@pytest.mark.parametrize("known", ["listed", "under its former slug", "taken down", "imported", "merged"])
def test_an_id_that_is_not_known_beside_the_slug_of_another_clinic_is_refused(take, sheet, known):
    uid, slug = uuid4(), "stella-example-health-westmont"
    if known == "imported":
        take(sheet(WESTMONT | {"slug": slug}))
    else:
        listing = make_listing(origin="import", **WESTMONT)
        assert listing.slug == slug
    if known == "under its former slug":
        make_listing(listing.clinic, origin="import", name="Stella Health")
    elif known == "taken down":
        take_down(listing)
    elif known == "merged":
        kept = make_listing(name="Stella", city="Westmont", state="IL")
        merge(kept=kept.clinic_id, merged=listing.clinic_id, choices={"name": KEPT}, by=make_moderator())
    clinic = kept.clinic if known == "merged" else Clinic.objects.get()
    name, before = clinic.name, list(Clinic.objects.order_by("pk").values())

    counts, sentences = take(
        sheet(WESTMONT | {"id": str(uid), "slug": slug}),
        *SOURCE,
        *("--publish-as", make_moderator().username),
    )

    assert (counts["refused"], counts["created"], counts["changed"]) == (1, 0, 0)
    assert sentences == [
        f"Row 2: Its id {uid} is not known here, but its slug “{slug}” is that of “{name}”, whose id is "
        f"{clinic.uid}. If the row is about that clinic, enter this id. If not, leave “slug” empty."
    ]
    assert list(Clinic.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("other", ["an id", "no id"])
@pytest.mark.parametrize("id_first", [True, False])
def test_two_rows_of_one_slug_make_one_clinic_and_the_second_is_told(take, sheet, other, id_first):
    one = WESTMONT | {"id": str(uuid4()), "slug": "stella"}
    two = {"name": "Oak", "city": "Boston", "state": "MA", "slug": "stella"}
    rows = [one, two | ({"id": str(uuid4())} if other == "an id" else {})]

    counts, sentences = take(sheet(*(rows if id_first else reversed(rows))))

    assert (counts["created"], counts["refused"]) == (1, 1)
    assert len(sentences) == 1


def test_a_directory_that_is_moved_keeps_its_ids_beside_clinics_that_are_here(take, sheet):
    here = make_listing(origin="import", **WESTMONT)
    moved = [WESTMONT | {"id": str(uuid4()), "slug": f"tern-{n}", "name": f"Tern {n}"} for n in range(3)]

    assert take(sheet(*moved))[0]["created"] == 3
    assert take(sheet(*moved))[0]["unchanged"] == 3
    uids = {str(uid) for uid in Clinic.objects.exclude(pk=here.clinic_id).values_list("uid", flat=True)}
    assert uids == {row["id"] for row in moved}


def test_twins_with_ids_of_their_own_are_two(take, sheet):
    rows = [WESTMONT | {"id": str(UUID(int=number)), "phone": ""} for number in (1, 2)]

    assert take(sheet(*rows))[0]["created"] == 2
    assert take(sheet(*rows))[0]["unchanged"] == 2


@pytest.mark.parametrize("by", ["slug", "uid"])
def test_an_id_that_belongs_to_another_clinic_is_refused(take, sheet, by):
    listing = make_listing(origin="import", **WESTMONT)
    ids = {"slug": listing.slug, "uid": str(listing.uid)}
    row = {"name": "Oak Clinic", "street": "1 Oak Road", "city": "Boston", "state": "MA", "zip": "02108"}

    counts, sentences = take(sheet(row | {by: ids[by]}))

    assert counts["refused"] == 1
    assert sentences == [
        "Row 2: Its id or web address belongs to “Stella Example Health” in Westmont, IL, "
        "but the row is about “Oak Clinic” in Boston, MA. Correct it, or leave “id” and "
        "“slug” empty."
    ]


def test_an_id_and_an_address_of_two_clinics_are_refused(take, sheet):
    one, other = make_listing(origin="import", **WESTMONT), make_listing(origin="import")

    _, sentences = take(sheet(WESTMONT | {"id": str(one.uid), "slug": other.slug}))

    assert sentences == ["Row 2: “id” and “slug” name two different clinics. Remove one of them."]


@pytest.mark.parametrize("column", ["id", "uid"])
@pytest.mark.parametrize("said", ["a4711", "not-a-uuid", "{165be60e-efaf-460a-8e1b-5bcb8d9ea53d}"])
def test_an_id_that_is_none_is_refused(take, sheet, column, said):
    _, sentences = take(sheet(WESTMONT | {column: said}))

    assert sentences == [
        f"Row 2: Column “{column}” says “{said}”. Enter the id from an export, or leave it empty."
    ]


@pytest.mark.parametrize("said", ["1", "4711.0"])
def test_the_row_numbers_of_another_program_are_left_out(take, sheet, said):
    counts, sentences = take(sheet(WESTMONT | {"id": said}))

    assert counts["created"] == 1
    assert sentences == [f"Row 2: Column “id” says “{said}”, which is not an id of ours. We left it out."]


def test_a_number_in_place_of_the_id_of_an_export_is_refused(take, sheet):
    listing = make_listing(origin="import", **WESTMONT)

    counts, sentences = take(sheet(WESTMONT | {"id": "4711", "slug": listing.slug, "version": "1"}))

    assert counts["refused"] == 1
    assert sentences == ["Row 2: Column “id” says “4711”. Enter the id from an export, or leave it empty."]


def test_the_ids_of_two_releases_that_name_two_clinics_are_refused(take, sheet):
    one, other = make_listing(origin="import", **WESTMONT), make_listing(origin="import")

    assert take(sheet(WESTMONT | {"id": str(one.uid), "uid": str(one.uid)}))[0]["unchanged"] == 1
    _, sentences = take(sheet(WESTMONT | {"id": str(one.uid), "uid": str(other.uid)}))
    assert sentences == ["Row 2: “id” and “uid” name two different clinics. Remove one of them."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"phone": ""}),
        ({"id": "165be60e-efaf-460a-8e1b-5bcb8d9ea53d"}, {"phone": ""}),
        (
            {"id": "165be60e-efaf-460a-8e1b-5bcb8d9ea53d"},
            {"uid": "165be60e-efaf-460a-8e1b-5bcb8d9ea53d", "name": "Another Name"},
        ),
        ({"street": "100 Main Street"}, {"street": "100 Main St", "phone": ""}),
    ],
)
def test_of_two_rows_about_one_clinic_the_first_counts(take, sheet, first, second):
    counts, sentences = take(sheet(WESTMONT | first, WESTMONT | second))

    assert (counts["created"], counts["refused"]) == (1, 1)
    assert sentences == [
        "Row 3: It is about the same clinic as row 2 but says something different. We used the earlier row."
    ]


def test_a_row_by_id_and_a_row_by_address_about_one_clinic_are_one(take, sheet):
    listing = make_listing(origin="import", **WESTMONT)

    counts, _ = take(sheet({"slug": listing.slug, "route": "iv"} | WESTMONT, WESTMONT))

    assert (counts["changed"], counts["refused"]) == (1, 1)


# ---- the numbers of a register's rows

IVY = "9,Ivy Clinic,,900 Invented Street,,Denver,CO,80202,,Denver,,,,,39.75,-104.99"
OAK = "9,Oak Clinic,,4 Other Road,,Boston,MA,02108,,Suffolk,,,,,42.35,-71.06"


def test_a_number_that_stands_for_another_facility_now_overwrites_none(take, register):
    take(register(IVY), "--publish-as", make_moderator().username)

    counts, _ = take(register(OAK), "--publish-as", make_moderator().username)

    assert (counts["created"], counts["published"]) == (1, 1)
    assert sorted(Listing.objects.values_list("name", "state")) == [
        ("Ivy Clinic", "CO"),
        ("Oak Clinic", "MA"),
    ]
    assert take(register(OAK))[0]["unchanged"] == 1


@pytest.mark.parametrize("row", [",4 Other Road,", ",,"], ids=["with a street", "without"])
def test_what_a_number_stands_for_now_is_created_once(take, register, row):
    take(register(IVY))

    for _run in range(3):
        take(register(OAK.replace(",4 Other Road,", row)))

    assert towns() == ["Boston", "Denver"]


def test_another_site_of_a_chain_under_the_number_of_the_first_overwrites_none(take, register):
    take(register(IVY))

    take(register(OAK.replace("Oak Clinic", "Ivy Clinic")))

    assert towns() == ["Boston", "Denver"]


def test_rows_that_have_moved_by_one_find_their_clinics_by_name_and_address(take, register):
    take(register(IVY, OAK.replace("9,", "10,", 1)))

    counts, _ = take(register(OAK, IVY.replace("9,", "10,", 1)))

    assert (counts["unchanged"], Clinic.objects.count()) == (2, 2)


def test_a_number_that_is_new_finds_its_clinic_by_name_and_address(take, register):
    take(register(IVY))

    assert take(register(IVY.replace("9,", "12,", 1)))[0]["unchanged"] == 1


def test_a_facility_with_a_new_name_in_the_same_rooms_is_the_same(take, register):
    take(register(IVY))

    counts, _ = take(register(IVY.replace("Ivy Clinic", "Ivy Health")))

    assert (counts["changed"], Clinic.objects.get().name) == (1, "Ivy Health")


# ---- what a moderator has said


@pytest.mark.parametrize("arguments", [("--send",), ("--publish-as", "mod")])
def test_what_a_moderator_sent_back_is_not_sent_again(take, sheet, arguments):
    moderator = make_moderator()
    arguments = [moderator.username if one == "mod" else one for one in arguments]
    take(sheet(WESTMONT), "--send", *SOURCE)
    decisions.reject(submission=Submission.objects.get(), by=moderator, reason="duplicate")

    counts, sentences = take(sheet(WESTMONT), *arguments, *SOURCE)

    assert (counts["refused"], Submission.objects.count()) == (1, 1)
    assert sentences == ["Row 2: A moderator already sent this back, so it was not sent again."]


@pytest.mark.parametrize("written", ["{}", "urn:uuid:{}", "URN:UUID:{}", "\u00a0{} "])
@pytest.mark.parametrize("upper", [False, True])
def test_an_id_is_known_as_our_files_and_feeds_write_it(take, written, upper):
    clinic = make_clinic(name="Oak Clinic")
    uid = str(clinic.uid).upper() if upper else str(clinic.uid)

    counts, sentences = take(f"id,name,city,state,alias\n{written.format(uid)},Oak Clinic,Denver,CO,Oak\n")

    assert (counts["changed"], sentences) == (1, [])
    assert Clinic.objects.get().alias == "Oak"


@pytest.mark.parametrize("said", [str(UUID(int=0)), str(UUID(int=2**128 - 1)), "{%s", "%s}", "%s0", "'%s"])
def test_what_is_no_id_makes_no_clinic(take, said):
    said = said.replace("%s", str(make_clinic(name="Oak Clinic").uid))

    counts, sentences = take(f"id,name,city,state,alias\n{said},Oak Clinic,Denver,CO,Oak\n")

    assert counts["refused"] == 1
    assert sentences == [f"Row 2: Column “id” says “{said}”. Enter the id from an export, or leave it empty."]
    assert Clinic.objects.get().alias == ""


def test_the_id_of_an_organization_is_not_taken_over_by_a_clinic(take):
    organization = Organization.objects.create(name="Ninefold", slug="ninefold")

    counts, sentences = take(f"id,name,city,state\n{organization.uid},Ninefold,Denver,CO\n")

    assert counts["refused"] == 1
    assert sentences == ["Row 2: Its id is that of the organization “Ninefold”, and not of a clinic."]
    assert not Clinic.objects.exists()
