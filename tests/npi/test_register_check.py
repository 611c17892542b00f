import csv
import re
import tracemalloc
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from benchmarks.npi import HEADER, write
from directory.models import Clinic, Listing, Verification
from directory.moderation import decisions
from directory.npi import nppes_file
from tests.support.factories import make_listing, make_member, make_moderator, make_submission, take_down

NAME = "npidata_pfile_20050523-20261108.csv"
LATER = "npidata_pfile_20050523-20261115.csv"
STATE = "Provider Business Practice Location Address State Name"
CLINIC, ADA, BO = "1234567893", "1245319599", "1003000126"


def organization(npi=CLINIC, name="HALF ACRE PSYCHIATRY PLLC", **cells):
    return {
        "NPI": npi,
        "Entity Type Code": "2",
        "Provider Organization Name (Legal Business Name)": name,
        STATE: "CO",
    } | cells


def individual(npi=ADA, last="VANCE", first="ADA", **cells):
    return {
        "NPI": npi,
        "Entity Type Code": "1",
        "Provider Last Name (Legal Name)": last,
        "Provider First Name": first,
        STATE: "CO",
    } | cells


def person(name="Dr. Ada Vance, MD", npi=ADA, **facts):
    return {"name": name, "roles": ["prescriber"], "license": "md", "npi": npi} | facts


@pytest.fixture
def listing(db):
    return make_listing(name="Half Acre Psychiatry", npi=CLINIC, practitioners=[person()])


@pytest.fixture
def moderator(db):
    return make_moderator()


@pytest.fixture
def check(tmp_path, capsys, moderator):
    """A function that runs check_npi on a generated file. Returns counts by name, and the sentences."""

    def run(*entries, name=NAME, by=None, rows=50, arguments=()):
        path = tmp_path / name
        write(path, rows=rows, entries=entries)
        out = StringIO()
        capsys.readouterr()
        call_command("check_npi", str(path), "--by", (by or moderator).email, *arguments, stdout=out)
        lines = [line.split(maxsplit=1) for line in out.getvalue().splitlines()]
        return {words: int(number.replace(",", "")) for number, words in lines if number[0].isdigit()}, [
            line for line in capsys.readouterr().err.splitlines() if "NPI" in line or line.startswith("Row")
        ]

    return run


def kept():
    """(person, outcome, seen on, deactivated on) of each verification in force."""
    return [
        (one.person, one.outcome, one.seen_on, one.deactivated_on)
        for one in Verification.objects.in_force().order_by("pk")
    ]


def shown():
    return [(one["person"], one["url"]) for one in Listing.objects.get().evidence]


DAY = date(2026, 11, 8)
ADDRESS = "https://npiregistry.cms.hhs.gov/provider-view/"


# ---- what comes of it


def test_what_agrees_is_evidence_of_the_files_day_and_shown(check, listing, client, moderator):
    check(organization(), individual())

    assert kept() == [("", "agrees", DAY, None), ("Dr. Ada Vance, MD", "agrees", DAY, None)]
    assert shown() == [("", ADDRESS + CLINIC), ("Dr. Ada Vance, MD", ADDRESS + ADA)]
    assert {(one.source, one.about, one.kind, one.checked_by) for one in Verification.objects.all()} == {
        ("NPPES", "npi", "register_checked", moderator)
    }
    page = client.get(listing.get_absolute_url()).text
    assert len(re.findall(r"\bNov 8, 2026", page)) == 2


@pytest.mark.parametrize(
    ("entry", "outcome", "words"),
    [
        (individual(last="VANE"), "disagrees", "belongs to another name"),
        (individual(first="EVE"), "disagrees", "belongs to another name"),
        (individual(**{STATE: "TX"}), "disagrees", "belongs to another state"),
        (organization(ADA), "disagrees", "belongs to a person instead of a clinic"),
        (
            individual("1245319598"),
            "not_found",
            "not found",
        ),
    ],
)
def test_what_does_not_agree_is_kept_with_its_outcome_and_not_shown(check, listing, entry, outcome, words):
    _counts, sentences = check(organization(), entry)

    assert kept()[1] == ("Dr. Ada Vance, MD", outcome, DAY, None)
    assert shown() == [("", ADDRESS + CLINIC)]
    assert [f"Dr. Ada Vance, MD: NPI {ADA} {words}" in sentence for sentence in sentences] == [True]


def test_a_clinics_npi_that_is_a_persons_does_not_agree(check, listing):
    check(individual(CLINIC), individual())

    assert kept()[0][1] == "disagrees"


@pytest.mark.parametrize(
    ("off", "on", "expected"),
    [
        ("05/06/2025", "", ("deactivated", date(2025, 5, 6))),
        ("05/06/2025", "04/01/2025", ("deactivated", date(2025, 5, 6))),
        ("05/06/2025", "07/01/2025", ("agrees", None)),
    ],
)
def test_a_deactivated_npi_is_told_with_its_day_unless_it_was_reactivated(check, listing, off, on, expected):
    days = {"NPI Deactivation Date": off, "NPI Reactivation Date": on}

    check(organization(), individual(**days))

    assert kept()[1][1::2] == expected


def test_a_deactivated_npi_has_an_empty_row(check, listing):
    check(organization(), {"NPI": ADA, "NPI Deactivation Date": "05/06/2025"})

    assert kept()[1] == ("Dr. Ada Vance, MD", "deactivated", DAY, date(2025, 5, 6))


def test_a_wrong_check_digit_has_an_outcome_of_its_own(check, db):
    make_listing(npi="1234567890")

    counts, _sentences = check()

    assert counts["not found, and the check digit is wrong"] == 1
    assert kept() == [("", "not_found", DAY, None)]


def test_a_short_row_is_told_by_its_number_and_nothing_is_recorded_of_it(check, listing):
    counts, sentences = check(organization(), [ADA, "1", "", "", "", "VANCE"])

    assert counts["its row is too short to read, so nothing was recorded"] == 1
    assert [one[0] for one in kept()] == [""]
    (number,) = [sentence for sentence in sentences if sentence.startswith("Row")]
    assert number.endswith("has too few columns, or too many.")


def test_each_outcome_is_counted(check, db):
    people = [
        person(),
        person("Bo Lind", BO),
        person("Cy Orr", "1245319597"),
        person("Di Poe", "1932101233"),
        person("El Rae", "1497758544"),
    ]
    make_listing(name="Half Acre Psychiatry", npi=CLINIC, practitioners=people)

    counts, _sentences = check(
        organization(),
        individual(**{"NPI Deactivation Date": "05/06/2025"}),
        individual(BO, "OTHER", "BO"),
        ["1932101233", "1"],
    )

    assert counts == {
        "rows read, 1 of them too short or too long": 50,
        "agrees": 1,
        "belongs to another name": 1,
        "belongs to another state": 0,
        "belongs to a person instead of a clinic, or to a clinic instead of a person": 0,
        "deactivated": 1,
        "not found": 1,
        "not found, and the check digit is wrong": 1,
        "its row is too short to read, so nothing was recorded": 1,
        "recorded, 0 known already": 5,
    }


def test_the_state_of_the_license_agrees_too(check, db):
    make_listing(practitioners=[person(license_state="TX")])

    check(individual(**{STATE: "TX"}))

    assert kept()[0][1] == "agrees"


def test_an_npi_of_two_clinics_is_kept_for_both(check, db):
    for name in ("Half Acre Psychiatry", "Half Acre Psychiatry West"):
        make_listing(name=name, npi=CLINIC)

    check(organization())

    assert [one[1] for one in kept()] == ["agrees", "agrees"]


# ---- again


def test_the_same_file_twice_changes_nothing(check, listing):
    check(organization(), individual(last="VANE"))
    before = list(Verification.objects.values())

    counts, _sentences = check(organization(), individual(last="VANE"))

    assert counts["recorded, 2 known already"] == 0
    assert list(Verification.objects.values()) == before


def test_a_later_file_takes_the_place_of_an_earlier_one(check, listing):
    check(organization(), individual())
    check(organization(), individual(**{"NPI Deactivation Date": "11/10/2026"}), name=LATER)

    assert kept() == [
        ("", "agrees", date(2026, 11, 15), None),
        ("Dr. Ada Vance, MD", "deactivated", date(2026, 11, 15), date(2026, 11, 10)),
    ]
    assert shown() == [("", ADDRESS + CLINIC)]


def test_an_earlier_file_does_not_take_the_place_of_a_later_one(check, listing):
    check(organization(), name=LATER)
    check(organization(), individual())
    check(organization(), individual())

    assert [one[1] for one in kept()] == ["agrees", "not_found"]
    assert shown() == [("", ADDRESS + CLINIC)]
    assert Verification.objects.count() == 4


def test_a_new_npi_is_checked_anew_by_the_same_file(check, listing):
    check(organization(), individual())
    submission = make_submission(Clinic.objects.get(), practitioners=[person(npi=BO)])
    decisions.approve(submissions=[submission], by=make_moderator())
    assert shown() == [("", ADDRESS + CLINIC)]

    check(organization(), individual(), individual(BO))

    assert shown() == [("", ADDRESS + CLINIC), ("Dr. Ada Vance, MD", ADDRESS + BO)]


# ---- who and what


def test_a_dry_run_tells_the_same_and_writes_nothing(check, listing):
    dry, told = check(organization(), individual(last="VANE"), arguments=["--dry-run"])
    assert not Verification.objects.exists()

    real, told_again = check(organization(), individual(last="VANE"))

    assert dry == {
        words: number for words, number in real.items() if "recorded" not in words or "row" in words
    }
    assert told == told_again


def test_a_listing_that_was_taken_down_is_not_asked_about(check, listing):
    take_down(listing)

    check(organization(), individual())

    assert kept() == []


def test_a_moderator_records_nothing_for_their_own_organization(check, listing, moderator):
    clinic = Clinic.objects.get()
    make_member(clinic)
    clinic.organization.memberships.create(user=moderator, role="owner")

    counts, _sentences = check(organization(), individual())

    assert counts["of your own organization: another moderator has to run this"] == 2
    assert kept() == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name the moderator who records the evidence with --by EMAIL, or try it with --dry-run."),
        (["--by", "nobody@example.com"], "No moderator has the address nobody@example.com."),
    ],
)
def test_somebody_has_to_stand_by_it(db, tmp_path, arguments, sentence):
    write(tmp_path / NAME, rows=1)

    with pytest.raises(CommandError, match=sentence):
        call_command("check_npi", str(tmp_path / NAME), *arguments)


def test_a_member_and_a_moderator_without_a_second_factor_do_not_stand_by_it(check, listing):
    with pytest.raises(CommandError, match="No moderator has the address"):
        check(by=make_member())
    with pytest.raises(CommandError, match="has no second factor yet"):
        check(by=make_moderator(second_factor=False))


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("npi.csv", "The file’s name has no date."),
        ("npidata_pfile_20050523-20261399.csv", "The file’s name has no date."),
        ("npidata_pfile_20261102-20261108.csv", "This file has only one week’s changes."),
        ("npidata_pfile_20050523-29990101.csv", "The file’s date"),
    ],
)
def test_a_file_of_no_known_day_is_refused(check, listing, name, sentence):
    with pytest.raises(CommandError, match=sentence):
        check(organization(), name=name)


def test_the_day_can_be_given(check, listing):
    check(organization(), name="npi.csv", arguments=["--as-of", "2026-11-01"])

    assert kept()[0][2] == date(2026, 11, 1)


@pytest.mark.parametrize("header", ["", "NPI,Entity Type Code\n", "\0\n"])
def test_a_file_of_another_shape_is_refused_with_the_columns_that_it_lacks(db, tmp_path, header):
    (tmp_path / NAME).write_text(header)

    with pytest.raises(CommandError, match=r"Its first row does not have: .*“Provider First Name”"):
        call_command("check_npi", str(tmp_path / NAME), "--dry-run")


def test_columns_are_found_by_name_wherever_they_stand(tmp_path):
    path = tmp_path / NAME
    with path.open("w", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(["Certification Date", *reversed(HEADER)])
        entry = individual()
        sheet.writerow(["", *(entry.get(name, "") for name in reversed(HEADER))])

    (found,) = nppes_file.read_entries(path, {ADA}).entries.values()

    assert (found["last"], found["state"]) == ("VANCE", "CO")


def test_the_made_file_has_the_columns_of_the_real_one():
    assert len(HEADER) == len(set(HEADER)) == 329


@pytest.mark.slow
def test_reading_takes_no_more_memory_for_more_rows(tmp_path):
    peaks = []
    for rows in (1_000, 20_000):
        write(tmp_path / NAME, rows=rows, entries=[organization()])
        tracemalloc.start()
        found = nppes_file.read_entries(tmp_path / NAME, {CLINIC})
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert (found.rows, list(found.entries)) == (rows, [CLINIC])

    assert peaks[1] < peaks[0] * 1.2
