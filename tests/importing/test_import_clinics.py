import csv
import gzip
import json
import threading
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from directory.importing import directory_csv
from directory.importing.run import import_clinics
from directory.models import Clinic, Listing, Membership, Organization, ReviewFlag, Submission
from directory.moderation import decisions
from tests.support.factories import (
    change,
    make_listing,
    make_member,
    make_moderator,
    make_submission,
    take_down,
)

DATA = Path(__file__).parent / "data"
SAMHSA = DATA / "samhsa.csv"
FINDTREATMENT = DATA / "findtreatment.json"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "samhsa_mh_import.csv"
HEADER = SAMHSA.read_text().splitlines()[0]
GOOD = "9,Ivy Clinic,,900 Invented Street,,Denver,CO,80202,,Denver,303-555-0150,,,http://ivy.example,39.75,-104.99"

KALE = "11,Kale Clinic,,7 Invented Street,,Boulder,CO,80302,,Boulder,,,,,40.02,-105.27"

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(tmp_path):
    """A file of SAMHSA's shape with these lines below its header."""

    def write(*lines, header=HEADER):
        path = tmp_path / "file.csv"
        given = [line if isinstance(line, bytes) else line.encode() for line in (header, *lines)]
        path.write_bytes(b"\n".join(given) + b"\n")
        return path

    return write


def apart(row, number):
    """The row of another clinic, half a mile from any other, with a phone and a website of its own."""
    row = row.replace("9,Ivy", f"{number},Clinic{number}").replace("ivy.example", f"c{number}.example")
    north, west = 39.45 + number % 50 * 0.012, -105.3 + number // 50 * 0.015
    return row.replace("303-555-0150", f"303-555-{number:04}").replace(
        "39.75,-104.99", f"{north:.4f},{west:.4f}"
    )


def outcome(counts):
    return {name: count for name, count in counts.items() if count}


# ---- what a row becomes


def test_each_row_is_created_or_refused_with_its_number(take):
    counts, sentences = take(SAMHSA)

    assert outcome(counts) == {
        "created": 5,
        "refused": 2,
        "flagged": 3,
        "left out": 2,
        "point far from ZIP": 1,
        "likely duplicate": 1,
    }
    assert sentences[:3] == [
        "Row 4: It is the same as row 3.",
        "Row 7: Column “state” says “XX”. Did you mean “TX”? Allowed: AL, AK, AZ, AR, CA, CO, CT, DE, DC, "
        "FL, GA, HI, ….",
        "Row 5: The phone number “555-0144” cannot be dialed, so we left it out.",
    ]
    assert Clinic.objects.count() == 5


def test_a_row_becomes_a_working_copy_with_what_it_says_and_nothing_else(take):
    take(SAMHSA)

    clinic = Clinic.objects.get(source="samhsa:1")
    stated = {field.name: getattr(clinic, field.name) for field in Clinic._meta.concrete_fields}
    assert {name: value for name, value in stated.items() if value not in (None, "", [])} == {
        "id": clinic.pk,
        "uid": clinic.uid,
        "source": "samhsa:1",
        "name": "Alder House – Adult Program",
        "street": "100 Invented Street, Suite 2",
        "city": "Denver",
        "state": "CO",
        "zip": "80202-1234",
        "country": "US",
        "phone": "+13035550142",
        "phone_extension": "301",
        "website": "http://alder.example/adults",
        "latitude": 39.7491,
        "longitude": -104.9946,
        "point_source": "given",
        "imported_at": clinic.imported_at,
        "imported_from": "SAMHSA facility locator, about 2020",
        "imported_license": "public-domain",
        "created_at": clinic.created_at,
        "changed_at": clinic.changed_at,
    }


def test_a_bare_http_is_no_website(take):
    take(SAMHSA)

    assert Clinic.objects.get(source="samhsa:2").website == ""


def test_a_website_without_its_beginning_gets_one(take):
    take(SAMHSA)

    assert Clinic.objects.get(source="samhsa:4").website == "https://cedar.example"


def test_a_point_far_from_its_zip_is_flagged_and_not_trusted(take):
    take(SAMHSA)

    clinic = Clinic.objects.get(source="samhsa:4")
    doubt = ReviewFlag.objects.get(kind=ReviewFlag.Kind.POINT_FAR_FROM_ZIP)
    assert (doubt.clinic, doubt.other, round(doubt.miles)) == (clinic, None, 708)
    assert clinic.point_source == "zip_centroid"
    assert (clinic.latitude, clinic.longitude) == pytest.approx((40.04, -105.28), abs=0.1)


def test_a_row_without_a_point_stands_at_its_zip_code(take):
    take(SAMHSA)

    clinic = Clinic.objects.get(source="samhsa:5")
    assert clinic.point_source == "zip_centroid"
    assert (clinic.latitude, clinic.longitude) == pytest.approx((43.66, -70.26), abs=0.1)


def test_likely_duplicates_are_flagged_and_never_merged(take):
    take(SAMHSA)

    doubt = ReviewFlag.objects.get(kind=ReviewFlag.Kind.LIKELY_DUPLICATE)
    assert (doubt.clinic.source, doubt.other.source) == ("samhsa:7", "samhsa:1")
    assert doubt.shared == ["phone", "web"]
    assert 0 < doubt.miles < 0.1


def test_a_likely_duplicate_is_found_among_the_clinics_that_are_there(take, written):
    take(SAMHSA)
    counts, _ = take(
        written("50,House Alder Adult Program,,1 Street,,Denver,CO,80202,,,,,,,39.7492,-104.9946")
    )

    doubt = ReviewFlag.objects.get(clinic__source="samhsa:50")
    assert (doubt.other.source, doubt.shared, counts["flagged"]) == ("samhsa:1", ["name"], 1)


def test_a_like_name_a_mile_away_is_no_duplicate(take, written):
    take(SAMHSA)
    counts, _ = take(
        written("50,Alder House Adult Program,,1 Street,,Denver,CO,80202,,,,,,,39.7592,-104.9946")
    )

    assert (counts["created"], counts["flagged"]) == (1, 0)


# ---- again


def test_a_second_run_changes_nothing(take):
    take(SAMHSA, "--publish-as", make_moderator().username)
    before = list(Clinic.objects.order_by("pk").values()), list(Listing.objects.order_by("pk").values())

    counts, _ = take(SAMHSA, "--publish-as", make_moderator().username)

    assert (counts["unchanged"], counts["refused"], counts["published"]) == (5, 2, 0)
    assert before == (
        list(Clinic.objects.order_by("pk").values()),
        list(Listing.objects.order_by("pk").values()),
    )


def test_a_row_that_changed_changes_its_clinic_alone(take, written):
    take(written(GOOD, GOOD.replace("9,Ivy", "10,Juniper")))

    counts, _ = take(written(GOOD.replace("900", "901"), GOOD.replace("9,Ivy", "10,Juniper")))

    assert (counts["changed"], counts["unchanged"]) == (1, 1)
    streets = dict(Clinic.objects.values_list("source", "street"))
    assert streets == {"samhsa:9": "901 Invented Street", "samhsa:10": "900 Invented Street"}


def test_what_the_file_does_not_say_stays(take, written):
    take(written(GOOD))
    change(Clinic.objects.get(), route=["iv"])

    take(written(GOOD.replace("900", "901")))

    assert Clinic.objects.get().route == ["iv"]


def test_a_clinic_that_looks_after_its_listing_is_left_alone(take, written):
    take(written(GOOD))
    clinic = Clinic.objects.get()
    decisions.approve(submissions=[make_submission(clinic, street="Our own street")], by=make_moderator())

    counts, sentences = take(written(GOOD), "--publish-as", make_moderator().username)

    assert outcome(counts) == {"refused": 1}
    assert sentences == ["Row 2: The clinic manages its own listing, so nothing was changed."]
    assert Clinic.objects.get().street == "Our own street"


def test_a_listing_that_was_taken_down_stays_down(take, written):
    take(written(GOOD), "--publish-as", make_moderator().username)
    take_down(Listing.objects.get())

    take(written(GOOD), "--publish-as", make_moderator().username)
    _, sentences = take(written(GOOD.replace("900", "901")), "--publish-as", make_moderator().username)

    assert sentences == ["Row 2: The listing of this clinic was taken down, so nothing was changed."]
    assert Listing.objects.get().removed_at is not None


def test_a_row_about_the_same_clinic_that_says_something_else_is_refused(take, written):
    counts, sentences = take(written(GOOD, GOOD.replace("900", "901")))

    assert (counts["created"], counts["refused"]) == (1, 1)
    assert sentences == [
        "Row 3: It is about the same clinic as row 2 but says something different. We used the earlier row."
    ]


# ---- in other hands


WITH_MEMBERS = "Row 2: The clinic manages its own listing, so nothing was changed."
WAITING = "Row 2: A submission of this clinic is waiting for a moderator. Decide on it first."
STREET = GOOD.replace("900", "901")


@pytest.mark.parametrize("publish", [False, True])
def test_a_working_copy_with_members_is_left_alone(take, written, publish):
    take(written(GOOD))
    make_member(Clinic.objects.get())

    counts, sentences = take(
        written(STREET, GOOD.replace("9,Ivy", "10,Oak")),
        *(["--publish-as", make_moderator().username] if publish else []),
    )

    assert (counts["refused"], counts["created"], counts["changed"]) == (1, 1, 0)
    assert sentences[0] == WITH_MEMBERS
    assert Clinic.objects.get(source="samhsa:9").street == "900 Invented Street"


def test_a_row_of_our_own_format_leaves_a_clinic_with_members_alone(take, tmp_path):
    listing = make_listing(name="Ivy Clinic", street="900 Invented Street", zip="80202")
    make_member(Clinic.objects.get(pk=listing.clinic_id))
    file = tmp_path / "own.csv"
    row = dict.fromkeys(directory_csv.COLUMNS, "") | {"slug": listing.slug, "name": "Ivy Clinic", "phone": ""}
    header = list(row)
    file.write_text(",".join(header) + "\n" + ",".join(row.values()) + "\n")

    counts, sentences = take(file)

    assert outcome(counts) == {"refused": 1}
    assert sentences == [WITH_MEMBERS]
    assert Clinic.objects.get().street == "900 Invented Street"


@pytest.mark.parametrize("slug", ["", "ivy-group"])
def test_a_row_puts_no_clinic_into_the_hands_of_members(take, tmp_path, slug):
    group = Organization.objects.create(name="Ivy Group", slug="ivy-group")
    Membership.objects.create(organization=group, user=make_member(), role="owner")
    row = dict.fromkeys(directory_csv.COLUMNS, "") | {
        "name": "Oak Clinic",
        "organization": "Ivy Group",
        "organization_slug": slug,
    }
    file = tmp_path / "own.csv"
    file.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n")

    counts, sentences = take(file)

    assert outcome(counts) == {"refused": 1}
    assert sentences == [
        "Row 2: The organization “Ivy Group” has members, and they add their clinics themselves."
    ]


def test_a_working_copy_that_waits_is_left_alone(take, written):
    take(written(GOOD))
    decisions.enqueue(clinics=[Clinic.objects.get()], origin="proposal", by=make_member())

    counts, sentences = take(written(STREET))

    assert outcome(counts) == {"refused": 1}
    assert sentences == [WAITING]
    assert Clinic.objects.get().street == "900 Invented Street"


def test_a_working_copy_whose_listing_is_taken_down_is_left_alone(take, written):
    take(written(GOOD), "--publish-as", make_moderator().username)
    take_down(Listing.objects.get())

    counts, sentences = take(written(STREET))

    assert outcome(counts) == {"refused": 1}
    assert sentences == ["Row 2: The listing of this clinic was taken down, so nothing was changed."]
    assert Clinic.objects.get().street == "900 Invented Street"


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (lambda clinic: decisions.enqueue(clinics=[clinic], origin="proposal", by=make_member()), WAITING),
        (make_member, WITH_MEMBERS),
        (
            lambda clinic: take_down(clinic.listing),
            "Row 2: The listing of this clinic was taken down, so nothing was changed.",
        ),
    ],
)
def test_what_becomes_somebodys_while_a_batch_is_read_is_left_alone(take, written, happens, said):
    """The sentence about the second row is said after the clinic of the first was looked up."""
    moderator = make_moderator()
    take(written(GOOD), "--publish-as", moderator.username)
    told = []

    def sentence(words):
        if not told:
            happens(Clinic.objects.get())
        told.append(words)

    counts = import_clinics(
        written(STREET, GOOD.replace("9,Ivy Clinic", "10,"), GOOD.replace("9,Ivy", "11,Oak")),
        by=moderator,
        on_message=sentence,
    )

    assert (counts["refused"], counts["created"], counts["changed"]) == (2, 1, 0)
    assert told[1] == said
    assert Clinic.objects.get(source="samhsa:9").street == "900 Invented Street"


# ---- dry and published


def test_a_dry_run_counts_the_same_and_writes_nothing(take):
    dry, _ = take(SAMHSA, "--dry-run", "--publish-as", make_moderator().username)
    assert (Clinic.objects.count(), ReviewFlag.objects.count(), Listing.objects.count()) == (0, 0, 0)

    real, _ = take(SAMHSA, "--publish-as", make_moderator().username)
    assert dry == real


def test_without_a_user_nothing_is_sent(take):
    counts, _ = take(SAMHSA)

    assert (counts["published"], Submission.objects.count(), Listing.objects.count()) == (0, 0, 0)


def test_publishing_says_where_it_comes_from(take):
    counts, _ = take(SAMHSA, "--publish-as", make_moderator().username)

    assert counts["published"] == 2
    assert set(Listing.objects.values_list("origin", "source", "version", "confirmed_on")) == {
        ("import", "SAMHSA facility locator, about 2020", 1, None)
    }


def test_who_publishes_is_named_by_a_confirmed_address_too(take, written):
    moderator = make_moderator(email="desk@example.com")
    take(written(GOOD), "--publish-as", "Desk@Example.com")

    assert Submission.objects.get().decided_by == moderator


def test_an_address_that_nobody_confirmed_names_nobody(take):
    make_moderator(email="desk@example.com").emailaddress_set.update(verified=False)

    with pytest.raises(CommandError, match=r"^There is no user “desk@example.com”."):
        take(SAMHSA, "--publish-as", "desk@example.com")


def test_working_copies_of_an_earlier_run_are_published_later(take):
    take(SAMHSA)
    counts, _ = take(SAMHSA, "--publish-as", make_moderator().username)

    assert (counts["unchanged"], counts["published"], Listing.objects.count()) == (5, 2, 2)


def test_a_clinic_in_the_queue_is_not_published_past_it(take, written):
    take(written(GOOD))
    decisions.enqueue(clinics=[Clinic.objects.get()], origin="proposal", by=make_member())

    counts, sentences = take(written(GOOD), "--publish-as", make_moderator().username)

    assert outcome(counts) == {"refused": 1}
    assert sentences == ["Row 2: A submission of this clinic is waiting for a moderator. Decide on it first."]


def test_publishing_takes_as_many_queries_for_many_rows_as_for_few(
    take, written, django_assert_max_num_queries
):
    rows = [apart(GOOD, number) for number in range(100)]
    user = make_moderator().username
    with django_assert_max_num_queries(45):
        counts, _ = take(written(*rows), "--publish-as", user)
    assert counts["published"] == 100


# ---- the second shape


def test_a_page_of_findtreatment_states_what_means_the_same(take):
    counts, _ = take(FINDTREATMENT)

    assert outcome(counts) == {"created": 3}
    clinic = Clinic.objects.get(source="findtreatment:aaaa1111")
    assert (clinic.name, clinic.phone) == ("Fir Hospital – Infusion Unit", "+18045550147")
    assert clinic.route == ["iv"]
    assert clinic.payment == ["self_pay", "sliding_scale"]
    assert clinic.insurance == ["medicaid"]
    assert clinic.populations == ["adults", "veterans"]
    assert clinic.modality == ["cbt", "group"]
    assert (clinic.languages, clinic.accessibility, clinic.setting) == ([], [], [])


def test_the_service_code_kit_is_an_infusion(take):
    take(FINDTREATMENT)

    routes = dict(Clinic.objects.values_list("source", "route"))
    assert routes["findtreatment:bbbb2222"] == ["iv"]
    assert routes["findtreatment:cccc3333"] == []


def test_a_second_run_of_a_page_changes_nothing(take):
    take(FINDTREATMENT)

    assert outcome(take(FINDTREATMENT)[0]) == {"unchanged": 3}


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("words", "It is not an object with names and values."),
        ({"name1": "No key"}, "“frid”, the key of the facility, is missing."),
        ({"frid": "a\0", "name1": "A"}, "“frid” has a character that text can’t have."),
        ({"frid": "a\ud800", "name1": "A"}, "“frid” has a character that text can’t have."),
        ({"frid": "a", "name1": ["x"]}, "“name1” is not text."),
        ({"frid": "a", "name1": "A\0B"}, "Column “name” has a character that text can’t have."),
        ({"frid": "a", "name1": "A\ud800B"}, "Column “name” has a character that text can’t have."),
        ({"frid": "a", "name1": "A", "services": {}}, "“services” is not a list."),
        ({"frid": "a", "name1": "A", "services": ["x"]}, "A service is not an object with f1, f2 and f3."),
        ({"frid": "a"}, "It has no name."),
        ({"frid": "a" * 190, "name1": "A"}, "Its key is longer than 200 characters."),
    ],
)
def test_an_entry_that_cannot_be_read_is_refused_and_the_next_is_taken(take, tmp_path, row, sentence):
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"rows": [row, {"frid": "b", "name1": "Good"}]}))

    counts, sentences = take(path)

    assert (outcome(counts), sentences) == ({"created": 1, "refused": 1}, [f"Row 1: {sentence}"])


# ---- files as people send them


def test_a_byte_that_is_not_utf8_costs_its_row(take, written):
    counts, sentences = take(written(GOOD, b"10,Cl\xednica,,,,,,,,,,,,,,", KALE.replace("Kale", "Ñandú")))

    assert (counts["created"], counts["refused"]) == (2, 1)
    assert sentences == ["Row 3: Line 3 is not in UTF-8. Save the file as UTF-8, or type this row again."]


def test_a_nul_byte_costs_its_row(take, written):
    counts, sentences = take(written(GOOD.replace("Ivy", "I\0vy"), KALE))

    assert (counts["created"], counts["refused"]) == (1, 1)
    assert sentences == ["Row 2: Line 2 has a character that text can’t have (NUL). Remove it."]


@pytest.mark.parametrize("mark", ["", '"'], ids=["plain", "inside a quotation"])
def test_a_line_of_50_megabytes_costs_its_row(take, written, mark):
    path = written(GOOD, f"10,{mark}" + "x" * 50_000_000 + f"{mark},,,,", KALE)

    counts, sentences = take(path)

    assert (counts["created"], counts["refused"]) == (2, 1)
    assert sentences == ["Row 3: Line 3 is longer than 1000000 bytes."]


def test_a_long_line_that_opens_a_quotation_leaves_the_rows_after_its_end(take, written):
    path = written('10,"' + "x" * 2_000_000, 'y",,,,,,,,,,,,,,', GOOD)

    counts, _ = take(path)

    assert (counts["created"], counts["refused"]) == (1, 1)


def test_a_quotation_mark_left_open_costs_its_row_alone(take, written):
    counts, sentences = take(written('10,"Open,,,,,,,,,,,,,,', GOOD, KALE))

    assert (counts["created"], counts["refused"]) == (2, 1)
    assert sentences == [
        "Row 2: It has 2 cells, but the first row has 16. Check for an open quotation mark on line 2."
    ]


@pytest.mark.slow
def test_a_quotation_mark_left_open_in_a_large_file_costs_its_row_alone(take, written):
    many = [apart(GOOD, number) for number in range(100, 2000)]

    csv.field_size_limit(2**31)  # as other libraries set it for their own files
    counts, sentences = take(written('10,"Open,,,,,,,,,,,,,,', *many))

    assert (counts["created"], counts["refused"]) == (1900, 1)
    assert sentences[0] == "Row 2: A quotation mark on line 2 is never closed."


def test_a_row_with_a_cell_too_few_is_refused(take, written):
    counts, sentences = take(written("10,Short", GOOD))

    assert (counts["created"], counts["refused"]) == (1, 1)
    assert sentences == ["Row 2: It has 2 cells, but the first row has 16."]


def test_empty_lines_are_passed_over(take, written):
    counts, sentences = take(written("", "," * 15, GOOD, ""))

    assert (outcome(counts), sentences) == ({"created": 1}, [])


def test_a_byte_order_mark_and_windows_line_ends_are_fine(take, tmp_path):
    path = tmp_path / "file.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{GOOD}\r\n".encode())

    assert outcome(take(path)[0]) == {"created": 1}
    assert Clinic.objects.get().name == "Ivy Clinic"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \n", "The file is empty."),
        ("\n".encode("utf-16"), "The file is empty."),
        ((HEADER + "\n").encode("utf-16-le"), "The file is not text."),
        (b"PK\x03\x04" + bytes(range(256)), "The file is a spreadsheet or a ZIP archive."),
        (b"<!DOCTYPE html><title>Sign in</title>", "The file is a web page or XML."),
        (b"%PDF-1.7\n", "The file is not text."),
        (gzip.compress(b"name,city,state\n", mtime=0), "The file is compressed. Unpack it, and use the CSV"),
        (b'{"id": 1}\n{"id": 2}\n', "The file has several JSON values, such as one on each line, where one"),
        (bytes(range(256)) * 100, "The file is not text."),
        (b"just some words\nand more\n", "We don’t recognize any column in the first row."),
        (HEADER.replace(",zip,", ",").encode(), "The column “zip” is missing. Expected: source_row, name,"),
        (HEADER.replace(",city,", ",zip,").encode(), "The column “zip” appears twice."),
        (b"name,phone\nA,1\n", "The columns “city” and “state” are missing. A sheet needs name, city"),
        (
            HEADER.replace(",city,state,zip,", ",").encode(),
            "The columns “city”, “state” and “zip” are missing.",
        ),
        (HEADER.replace(",zip,", ",").replace(",", ";").encode(), "The column “zip” is missing. Expected:"),
        (b"x" * 2_000_000, "The first row should name the columns. Line 1 is longer than 1000000 bytes."),
        (b'{"rows": [', "The file is not valid JSON. See line 1, column 11."),
        (b"[" * 100_000, "The JSON in this file is nested too deeply or has numbers that are too long."),
        (b'{"rows": [NaN]}', "The JSON in this file is nested too deeply or has numbers that are too long."),
        (b'{"page": 1}', "The JSON has no list of facilities under “rows”."),
        (b'{"rows": ["\xed"]}', "Line 1 is not in UTF-8."),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(take, tmp_path, content, sentence):
    path = tmp_path / "file.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError) as failure:
        take(path)
    assert str(failure.value).startswith(sentence)


def test_a_file_that_is_not_there_gets_a_sentence(take, tmp_path):
    with pytest.raises(CommandError, match=r"^There is no file .*/none.csv.$"):
        take(tmp_path / "none.csv")


def test_a_folder_gets_a_sentence(take, tmp_path):
    with pytest.raises(CommandError, match=r"is a folder. Name a file in it.$"):
        take(tmp_path)


def test_an_unknown_user_gets_a_sentence(take):
    with pytest.raises(CommandError, match=r"^There is no user “nobody”."):
        take(SAMHSA, "--publish-as", "nobody")


def test_a_format_that_the_file_does_not_have_gets_a_sentence(take):
    with pytest.raises(CommandError, match=r"^The file is JSON. Only the format findtreatment uses JSON.$"):
        take(FINDTREATMENT, "--format", "samhsa")


@pytest.mark.filterwarnings("ignore:SET LOCAL")
@pytest.mark.django_db(transaction=True)
def test_a_second_import_at_the_same_time_is_told_to_wait(take):
    held, done = threading.Event(), threading.Event()

    def hold():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [0x636C696E])
            held.set()
            done.wait(30)
            cursor.execute("SELECT pg_advisory_unlock(%s)", [0x636C696E])
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(30)
    try:
        with pytest.raises(CommandError, match=r"^Another import is running."):
            take(SAMHSA)
    finally:
        done.set()
        other.join()


# ---- the real file


@pytest.mark.slow
@pytest.mark.skipif(not REAL.exists(), reason=f"{REAL.name} is not beside this checkout")
def test_the_real_file_is_taken_in_but_for_its_duplicates(take):
    counts, _ = take(REAL, "--publish-as", make_moderator().username)

    with REAL.open(newline="", encoding="utf-8-sig") as file:
        rows = [tuple(row.values())[1:] for row in csv.DictReader(file)]
    assert (counts["created"], counts["refused"]) == (len(set(rows)), len(rows) - len(set(rows)))
    assert counts["published"] + counts["left to a person"] == 9948
    assert counts["published"] == Listing.objects.count() == 9251
