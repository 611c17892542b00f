"""What an import leaves to a person; the points of its clinics; and their source."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from directory.importing.writing import SENDER
from directory.models import Clinic, Listing, ReviewFlag, Submission
from directory.moderation import decisions
from directory.moderation.checks.run import run_checks
from tests.importing.test_import_clinics import HEADER
from tests.support.factories import change, make_listing, make_member, make_moderator, make_submission
from tests.support.published import days_ago

pytestmark = pytest.mark.django_db

SOURCE = "State health department list, 2026-10"
NAMED = (
    "--source",
    SOURCE,
    "--license",
    "cc0-1.0",
)
HEAD = "name,street,city,state,zip,phone"
GOOD = "A Test Clinic,1 Example Street,Denver,CO,80202,(303) 555-0142"
DENVER = (39.7491, -104.9946)  # the middle of 80202
FAR = {"latitude": 41.0, "longitude": -104.9, "point_source": "given"}
WRONG = "1234567890"  # an NPI
REGISTER = "9,Ivy Clinic,,900 Invented Street,,Denver,CO,80202,,Denver,303-555-0150,,,,39.75,-104.99"


@pytest.fixture
def take(tmp_path, capsys):
    """Import lines of CSV; returns the counts by name, the sentences about rows, and what else is said."""

    def run(text, *arguments, name="sheet.csv"):
        path = tmp_path / name
        path.write_text(text)
        out = StringIO()
        capsys.readouterr()
        call_command("import_clinics", str(path), *arguments, stdout=out)
        said = out.getvalue().splitlines()
        lines = [line.rsplit(" ", 1) for line in said]
        counts = {name.strip(): int(count) for name, count in lines if count.isdigit()}
        return counts, capsys.readouterr().err.splitlines(), [line for line in said if line.endswith(".")]

    return run


@pytest.fixture
def report(tmp_path):
    """(path of the report, function that reads its rows)."""
    path = tmp_path / "report.csv"
    return path, lambda: list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"), newline="")))


@pytest.fixture
def publish():
    return ("--publish-as", make_moderator().username, *NAMED)


def sheet(*rows, head=HEAD):
    return "\n".join((head, *rows)) + "\n"


# ---- the files of cases


def case(name):
    path = Path(__file__).resolve().parents[3] / "shared" / "cases" / "files" / name
    return path.read_text() if path.exists() else pytest.skip(f"{name} is not beside this checkout")


def test_of_the_file_with_days_to_come_the_rest_is_kept(take, publish):
    ahead = case("days-to-come.csv").replace("2027-11-01", days_ago(-340).isoformat())
    counts, sentences, _ = take(ahead, *publish)

    clinic = Clinic.objects.get()
    assert (clinic.availability, clinic.availability_on, clinic.prices_as_of) == ("", None, None)
    assert (clinic.session_price_low, clinic.session_price_high, clinic.npi) == (None, None, WRONG)
    assert (counts["left to a person"], counts["published"], counts["refused"]) == (1, 0, 0)
    assert sum("is in the future, so we left out the date" in words for words in sentences) == 2


def test_of_the_file_with_far_points_every_clinic_stands_in_its_zip_code(take, publish):
    counts, _, _ = take(case("far-points.csv"), *publish)

    assert (counts["created"], counts["point far from ZIP"], counts["left to a person"]) == (3, 2, 2)
    points = Clinic.objects.values_list("latitude", "longitude", "point_source")
    assert set(points) == {(39.7491, -104.9946, "zip_centroid")}
    assert list(Listing.objects.values_list("name", flat=True)) == ["C Test Clinic"]


def test_the_file_with_a_town_against_its_zip_is_left_to_a_person(take, publish):
    counts, sentences, _ = take(case("town-against-zip.csv"), *publish)

    assert (counts["created"], counts["town against ZIP"], counts["published"]) == (1, 1, 0)
    assert sentences == ["Row 2: ZIP code 80202 is in Denver, CO, not in Boston, MA."]


def test_of_the_file_of_a_chain_every_site_is_published(take, publish):
    counts, sentences, _ = take(case("chain.csv"), *publish)
    again, _, _ = take(case("chain.csv"), *publish)

    assert (counts["created"], counts["published"], sentences) == (4, 4, [])
    assert (again["unchanged"], again["published"], Clinic.objects.count()) == (4, 0, 4)


# ---- where a clinic stands


POINTS = f"{HEAD},latitude,longitude"


@pytest.mark.parametrize(
    ("row", "far"),
    [
        (f"{GOOD},39.7392,104.9903", 6628),  # no minus
        (f"{GOOD},0,0", 7011),
        (f"{GOOD},41,-104.9", 87),
        (f"{GOOD},-104.9903,39.7392", None),
        (f"{GOOD},-39.7392,-104.9903", 5492),
        (f"{GOOD},,", None),
    ],
)
def test_a_point_that_is_not_near_its_zip_code_is_not_used(take, row, far):
    counts, sentences, _ = take(sheet(row, head=POINTS))

    if counts["refused"]:  # no place on earth
        assert sentences[0].startswith("Row 2: Enter a latitude from -90 to 90")
        return
    clinic = Clinic.objects.get()
    assert (clinic.latitude, clinic.longitude) == pytest.approx(DENVER, abs=0.01)
    assert clinic.point_source == "zip_centroid"
    words = f"Row 2: The point is {far} miles from its ZIP code, so it was not used."
    assert sentences == ([words] if far else [])
    assert [round(doubt.miles) for doubt in ReviewFlag.objects.all()] == ([far] if far else [])


def test_a_point_near_its_zip_code_is_used(take):
    take(sheet(f"{GOOD},39.74,-104.99", head=POINTS))

    clinic = Clinic.objects.get()
    assert (clinic.latitude, clinic.longitude, clinic.point_source) == (39.74, -104.99, "given")


@pytest.mark.parametrize("city", ["Denver", "Nowhere at all"])
def test_where_no_zip_code_is_known_a_point_of_nowhere_is_not_used_either(take, city):
    counts, sentences, _ = take(sheet(f"A,1 A,{city},CO,,,0,0", head=POINTS))

    assert counts["point far from ZIP"] == 1
    assert Clinic.objects.get().latitude is None
    assert sentences[0].endswith("so it was not used.")


def test_without_a_zip_code_a_point_is_held_against_the_town(take):
    _, sentences, _ = take(
        sheet("A,1 A,Denver,CO,,,39.74,104.99", "B,2 B,Denver,CO,,,39.74,-104.99", head=POINTS)
    )

    assert sentences == ["Row 2: The point is 6617 miles from its town, so it was not used."]
    assert dict(Clinic.objects.values_list("name", "latitude")) == {"A": None, "B": 39.74}


def test_a_clinic_that_an_import_placed_by_its_zip_code_moves_with_it(take):
    take(sheet(GOOD))

    counts, _, _ = take(sheet(GOOD.replace("80202", "80301").replace("Denver", "Boulder")))
    other = Clinic.objects.get(zip="80301")

    assert counts["created"] == 1  # by name and address it is another
    assert other.latitude == pytest.approx(40.05, abs=0.1)


def test_a_row_that_brings_another_zip_code_alone_moves_the_middle(take):
    listing = make_listing(origin="import", name="A", street="1 A", city="Denver", state="CO", zip="80202")

    take(f"slug,name,city,state,zip\n{listing.slug},A,Denver,CO,80239\n")

    clinic = Clinic.objects.get()
    assert (clinic.zip, clinic.point_source) == ("80239", "zip_centroid")
    assert (clinic.latitude, clinic.longitude) != pytest.approx(DENVER, abs=0.01)


def test_a_far_point_that_a_moderator_has_published_stays_on_the_way_out_and_back(take, publish):
    listing = make_listing(origin="import", name="A", zip="80202", **FAR)

    counts, _, _ = take(
        f"uid,name,city,state,zip,latitude,longitude\n{listing.uid},A,Denver,CO,80202,41.0,-104.9\n", *publish
    )

    assert (counts["unchanged"], counts["flagged"], Listing.objects.get().latitude) == (1, 0, 41.0)


@pytest.mark.parametrize("way", ["portal", "proposal", "import"])
def test_what_is_sent_with_a_zip_code_stands_somewhere_whatever_way_it_came(way):
    submission = make_submission(origin=way, zip="80202-1234")

    content = submission.content
    assert (content["latitude"], content["longitude"]) == pytest.approx(DENVER, abs=0.01)
    assert content["point_source"] == "zip_centroid"


def test_an_old_version_without_a_point_comes_back_with_one():
    submission = make_submission(zip="80202")
    decisions.approve(submissions=[submission], by=make_moderator())
    nowhere = {"latitude": None, "longitude": None, "point_source": ""}
    Submission.objects.update(content=submission.content | nowhere)

    again = decisions.submit_again(submission=Submission.objects.get(), by=make_moderator())

    assert again.content["latitude"] == pytest.approx(DENVER[0], abs=0.01)


def test_a_zip_code_that_is_not_known_gives_no_point():
    assert make_submission(zip="00000").content["latitude"] is None


# ---- days to come


AHEAD = f"{HEAD},availability,availability_on,session_price_low,session_price_high,prices_as_of,npi"


def test_what_is_of_a_day_to_come_is_left_out_with_what_it_dates(take):
    counts, sentences, _ = take(
        sheet(f"{GOOD},accepting,9999-11-01,400,600,9999-11-01,1234567890", head=AHEAD)
    )

    clinic = Clinic.objects.get()
    assert (clinic.availability, clinic.availability_on) == ("", None)
    assert (clinic.session_price_low, clinic.session_price_high, clinic.prices_as_of) == (None, None, None)
    assert (counts["created"], counts["left out"], counts["wrong NPI"]) == (1, 1, 1)
    assert sentences == [
        (
            f"Row 2: The date of “{label}”, November 1, 9999, is in the future, "
            f"so we left out the date and what goes with it."
        )
        for label in ("Availability stated on", "Prices as of")
    ] + [
        "Row 2: The NPI 1234567890 has a wrong digit, because its check digit does not fit the others.",
    ]


def test_what_was_stated_before_stays_where_a_row_speaks_of_a_day_to_come(take):
    listing = make_listing(
        origin="import", name="A", intake_fee=100, prices_as_of="2026-01-01", route=["iv"], private_room=True
    )

    take(f"uid,name,city,state,intake_fee,prices_as_of,route\n{listing.uid},A,Denver,CO,900,9999-01-01,im\n")

    clinic = Clinic.objects.get()
    assert (clinic.intake_fee, clinic.prices_as_of.isoformat(), clinic.route) == (100, "2026-01-01", ["im"])


def test_a_training_of_a_year_to_come_loses_its_year(take):
    training = '"[{""code"": ""acls"", ""year"": 2099}, {""code"": ""pals"", ""year"": 2020}]"'
    _, sentences, _ = take(sheet(f"{GOOD},{training}", head=f"{HEAD},training"))

    assert list(Clinic.objects.get().training.values_list("year", flat=True)) == [None, 2020]
    assert sentences == ["Row 2: The year of a training is in the future, so we left it out."]


def test_the_day_of_today_is_none_to_come(take):
    from django.utils import timezone

    today = timezone.localdate().isoformat()
    _, sentences, _ = take(sheet(f"{GOOD},accepting,{today},400,600,{today},", head=AHEAD))

    assert sentences == []
    assert Clinic.objects.get().prices_as_of.isoformat() == today


# ---- what is flagged is left to a person


FLAGGED = {
    "town against ZIP": (sheet(GOOD.replace("Denver,CO", "Boston,MA")), "ZIP code 80202 is in Denver, CO,"),
    "point far from ZIP": (sheet(f"{GOOD},0,0", head=POINTS), "The point is 7011 miles from its ZIP code,"),
    "wrong NPI": (
        sheet(f"{GOOD},1234567890", head=f"{HEAD},npi"),
        "The NPI 1234567890 has a wrong digit, because",
    ),
    "left out": (
        sheet(f"{GOOD},9999-11-01", head=f"{HEAD},prices_as_of"),
        "The date of “Prices as of”, November 1, 9999, is in the future",
    ),
    "likely duplicate": (
        sheet("First,1 Other Street,Denver,CO,80202,(303) 555-0142", GOOD),
        "It may be the clinic “First”, which has the same phone.",
    ),
}


@pytest.mark.parametrize("flag", FLAGGED)
def test_a_flagged_row_is_left_to_a_person_with_its_number_and_why(take, publish, report, flag):
    text, why = FLAGGED[flag]
    path, read = report

    counts, sentences, said = take(text, *publish, "--report", str(path))

    number = text.count("\n")
    assert counts[flag] == counts["left to a person"] == 1
    assert counts["published"] == number - 2
    assert Clinic.objects.filter(name="A Test Clinic", listing=None).count() == 1
    assert sentences[-1].startswith(f"Row {number}: {why}")
    assert said == [
        f"Not published, because a person should look first: row {number}. With --send a moderator finds "
        "them in the queue; --report CSV names every row and why."
    ]
    assert (read()[-1]["row"], read()[-1]["outcome"], read()[-1]["next"]) == (
        str(number),
        "created",
        "left to a person",
    )
    assert read()[-1]["reasons"].startswith(why)


@pytest.mark.parametrize("flag", FLAGGED)
def test_a_flagged_row_is_not_published_by_a_second_run_either(take, publish, flag):
    text, _why = FLAGGED[flag]
    take(text)

    for _run in range(2):
        counts, _, _ = take(text, *publish)
        assert counts["left to a person"] == 1
    assert not Listing.objects.filter(name="A Test Clinic").exists()


@pytest.mark.parametrize(
    ("street", "flagged"), [("9 Other Street", 0), ("1 Example St.", 1), ("", 1)], ids=str
)
def test_a_like_name_in_one_zip_code_is_a_duplicate_in_the_same_street_alone(take, street, flagged):
    text = sheet(GOOD, f"B Test Clinic,{street},Denver,CO,80202,")

    assert take(text)[0]["likely duplicate"] == flagged


def test_a_phone_that_cannot_be_dialed_is_left_out_and_flagged(take):
    row = REGISTER.replace("303-555-0150", "555-0144")

    counts, sentences, _ = take(f"{HEADER}\n{row}\n", "--publish-as", make_moderator().username)

    assert (counts["left out"], counts["left to a person"], counts["published"]) == (1, 1, 0)
    assert [words.split(" cannot ")[0] for words in sentences] == ["Row 2: The phone number “555-0144”"]


def test_a_listing_that_is_published_as_it_stands_is_not_found_fault_with_again(take, publish):
    listing = make_listing(
        origin="import", name="A", city="Boston", state="MA", zip="80202", npi="1234567890"
    )
    row = f"{listing.uid},A,Boston,MA,80202,1234567890,iv"

    counts, _, _ = take(f"uid,name,city,state,zip,npi,route\n{row}\n", *publish)

    assert (counts["published"], counts["flagged"]) == (1, 0)


def test_a_duplicate_that_a_moderator_has_published_is_not_told_again(take, publish):
    make_listing(origin="import", name="First", phone="+13035550142", zip="80202")
    listing = make_listing(origin="import", name="A", phone="+13035550142", zip="80202")

    row = f"{listing.uid},A,Denver,CO,80202,303-555-0142"
    counts, _, _ = take(f"uid,name,city,state,zip,phone,route\n{row},iv\n", *publish)

    assert (counts["published"], counts["flagged"]) == (1, 0)


def test_a_listing_whose_name_phone_and_street_change_at_once_is_left_to_a_person(take, publish):
    listing = make_listing(
        origin="import", name="A", street="1 A", city="Denver", state="CO", phone="+13035550142"
    )
    row = f"{listing.uid},Oak,9 Oak Road,Denver,CO,303-555-0188"

    counts, sentences, _ = take(f"uid,name,street,city,state,phone\n{row}\n", *publish)

    assert (counts["another clinic"], counts["left to a person"]) == (1, 1)
    assert sentences == ["Row 2: The name, phone and street all change. This may be a different clinic."]
    assert Listing.objects.get().name == "A"


# ---- sent to the queue


def test_an_import_can_be_sent_to_the_queue(take):
    counts, _, _ = take(sheet(GOOD), "--send", *NAMED)

    submission = Submission.objects.waiting().get()
    assert (counts["created"], counts["sent to the queue"], counts["published"]) == (1, 1, 0)
    assert (submission.origin, submission.source, submission.remark) == ("import", SOURCE, "")
    assert submission.submitted_by.username == SENDER
    assert not submission.submitted_by.is_active
    assert not submission.submitted_by.has_usable_password()


def test_working_copies_of_an_earlier_run_can_be_sent_later(take):
    take(sheet(GOOD))

    counts, _, _ = take(sheet(GOOD), "--send", *NAMED)

    assert (counts["unchanged"], counts["sent to the queue"]) == (1, 1)


def test_a_second_run_sends_nothing_again(take):
    take(sheet(GOOD), "--send", *NAMED)
    before = list(Submission.objects.values())

    counts, _, _ = take(sheet(GOOD), "--send", *NAMED)

    assert (counts["unchanged"], counts["sent to the queue"], counts["refused"]) == (1, 0, 0)
    assert list(Submission.objects.values()) == before


def test_with_both_what_is_flagged_waits_and_the_rest_is_published(take, publish):
    text = sheet(f"{GOOD},", "B Clinic,9 Oak Road,Boston,MA,80202,,9999-11-01", head=f"{HEAD},prices_as_of")

    counts, _, said = take(text, "--send", *publish)

    assert (counts["published"], counts["sent to the queue"], counts["left to a person"]) == (1, 1, 0)
    assert Listing.objects.get().name == "A Test Clinic"
    waiting = Submission.objects.waiting().get()
    assert waiting.content["name"] == "B Clinic"
    assert waiting.remark == (
        "The date of “Prices as of”, November 1, 9999, is in the future, so we left out "
        "the date and what goes with it."
    )
    assert [finding.code for finding in run_checks(waiting, shown={})] == ["town_against_zip"]
    assert said == []


def test_a_dry_run_counts_what_would_be_sent_and_makes_nothing(take, django_user_model):
    counts, _, _ = take(sheet(GOOD), "--send", "--dry-run", *NAMED)

    assert counts["sent to the queue"] == 1
    assert (Submission.objects.count(), django_user_model.objects.count()) == (0, 0)


def test_a_clinic_with_members_is_not_sent(take):
    take(sheet(GOOD))
    make_member(Clinic.objects.get())

    counts, _, _ = take(sheet(GOOD), "--send", *NAMED)

    assert (counts["unchanged"], counts["sent to the queue"]) == (1, 0)


# ---- the report


def test_the_report_has_a_line_for_every_row_in_their_order(take, publish, report):
    path, read = report
    change(make_listing(origin="import", name="Old", street="7 Old Road", city="Denver", state="CO").clinic)
    text = sheet(
        GOOD,
        GOOD,
        "=Bad,2 A,Denver,XX,80202,",
        "Old,7 Old Road,Denver,CO,,",
        "Old,7 Old Road,Denver,CO,,303-555-0111",
    )

    take(text, *publish, "--report", str(path))

    assert [tuple(row.values())[:4] for row in read()] == [
        ("2", "A Test Clinic", "created", "published"),
        ("3", "A Test Clinic", "refused", ""),
        ("4", "'=Bad", "refused", ""),
        ("5", "Old", "unchanged", ""),
        ("6", "Old", "refused", ""),
    ]
    assert read()[1]["reasons"] == "It is the same as row 2."


def test_no_cell_of_the_report_begins_like_a_formula(take, report):
    path, read = report

    take(sheet("=1+1,2 A,Denver,CO,80202,"), "--report", str(path))

    assert read()[0]["name"] == "'=1+1"


def test_a_report_does_not_take_the_place_of_the_file(take, tmp_path):
    with pytest.raises(CommandError, match="is the file that is read"):
        take(sheet(GOOD), "--report", str(tmp_path / "sheet.csv"))

    assert (tmp_path / "sheet.csv").read_text() == sheet(GOOD)


def test_a_report_that_cannot_be_written_stops_before_anything_is_taken(take, tmp_path):
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        take(sheet(GOOD), "--report", str(tmp_path / "no" / "report.csv"))

    assert Clinic.objects.count() == 0


# ---- who says so


@pytest.mark.parametrize("arguments", [("--send",), ("--publish-as", "mod")])
def test_nothing_is_sent_or_published_without_a_source(take, arguments):
    name = make_moderator().username
    arguments = [name if one == "mod" else one for one in arguments]

    with pytest.raises(CommandError) as failure:
        take(sheet(GOOD), *arguments)

    assert str(failure.value) == (
        "Readers see where a listing’s information comes from. Name the source of this "
        'file, for example: --source "State health department list, 2026-10".'
    )
    assert Clinic.objects.count() == 0


def test_working_copies_need_no_source(take):
    assert take(sheet(GOOD))[0]["created"] == 1


@pytest.mark.parametrize("words", ["sheet.csv", " ", "x" * 201])
def test_the_name_of_the_file_and_what_cannot_be_kept_are_no_source(take, words):
    with pytest.raises(CommandError):
        take(sheet(GOOD), "--source", words, "--license", "cc0-1.0", "--send")

    assert Submission.objects.count() == 0


def test_the_source_stands_on_the_page_and_the_name_of_the_file_nowhere(take, publish, client):
    take(sheet(GOOD), *publish, name="dads-laptop.csv")

    listing = Listing.objects.get()
    html = client.get(listing.get_absolute_url()).text
    assert f"Not from the clinic: {SOURCE}" in html
    assert "dads-laptop" not in html
    assert (listing.origin, listing.source) == ("import", SOURCE)


def test_a_register_names_itself_unless_it_is_named(take):
    by = make_moderator().username
    take(f"{HEADER}\n{REGISTER}\n", "--publish-as", by)
    assert Listing.objects.get().source == "SAMHSA facility locator, about 2020"

    take(
        f"{HEADER}\n{REGISTER.replace('900', '901')}\n",
        "--publish-as",
        by,
        "--source",
        "SAMHSA, 2026",
        "--license",
        "cc0-1.0",
    )
    assert Listing.objects.get().source == "SAMHSA, 2026"


def test_a_row_that_names_its_source_keeps_it(take, publish):
    text = sheet(f"{GOOD},A county list", "B,2 B Street,Boulder,CO,80302,,", head=f"{HEAD},source")

    take(text, *publish)

    assert dict(Listing.objects.values_list("name", "source")) == {
        "A Test Clinic": "A county list",
        "B": SOURCE,
    }


MOVED_ROWS = {
    "before": "Cedar,1 Example Street,Denver,CO,80202,(303) 555-0142",
    "after": "Cedar,9 Other Road,Boulder,CO,80302,(303) 555-0142",
}


def test_a_clinic_that_may_have_moved_is_left_to_a_person(tmp_path):
    by, counted = make_moderator().username, []
    for name, row in MOVED_ROWS.items():
        path, out = tmp_path / f"{name}.csv", StringIO()
        path.write_text(f"name,street,city,state,zip,phone\n{row}\n")
        call_command(
            "import_clinics",
            str(path),
            "--publish-as",
            by,
            "--source",
            "A list, 2026",
            "--license",
            "cc0-1.0",
            stdout=out,
            stderr=out,
        )
        counted.append({"published 1", "left to a person 1"} & set(out.getvalue().splitlines()))

    assert counted == [{"published 1"}, {"left to a person 1"}]


def test_the_sites_of_a_chain_with_one_phone_are_not_asked_about(tmp_path):
    path, out = tmp_path / "chain.csv", StringIO()
    path.write_text("\n".join(["name,street,city,state,zip,phone", *MOVED_ROWS.values(), ""]))
    by = make_moderator().username

    call_command(
        "import_clinics",
        str(path),
        "--publish-as",
        by,
        "--source",
        "A list, 2026",
        "--license",
        "cc0-1.0",
        stdout=out,
    )

    assert "published 2" in out.getvalue().splitlines()
