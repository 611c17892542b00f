"""The column `offerings` of a file, and the columns that hold a union with what the offerings say."""

import csv
import io
import json

import pytest

from directory.exchange.listing_csv import csv_lines
from directory.models import Clinic, Listing
from directory.publishing.snapshot import snapshot_of_clinic, snapshot_of_listing
from tests.support.factories import make_listing, make_moderator

pytestmark = pytest.mark.django_db

AETNA = {"payer": "aetna", "network": "in_network"}
MEDICARE = {"payer": "medicare", "network": "in_network", "covers": ["spravato_drug"]}
SHOT = {"route": "im", "attendance": "continuous_clinician"}
SPRAVATO = {"route": "esketamine_nasal", "insurers": [AETNA]}
PLACED = {"name": "Cedar Test Clinic", "street": "1 Example Street", "city": "Denver", "state": "CO"}


@pytest.fixture
def sheet(tmp_path):
    """A file with these rows, each {column: cell}."""

    def write(*rows):
        path = tmp_path / "sheet.csv"
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, [*rows[0]])
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write


@pytest.fixture
def publish(take, sheet):
    """Import rows and publish those without a flag; returns the counts and the sentences."""

    def run(*rows):
        return take(
            sheet(*rows),
            "--publish-as",
            make_moderator().username,
            "--source",
            "A list",
            "--license",
            "cc0-1.0",
            "--send",
        )

    return run


def listed(**facts):
    return make_listing(origin="import", source="A list", **PLACED | facts)


def exported(listing, *without, **cells):
    """The row of a listing in an export, without some columns and with some cells edited."""
    text = b"".join(csv_lines([Listing.objects.get(pk=listing.pk)])).decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    return {name: cell for name, cell in (row | cells).items() if name not in without}


def offerings_cell(listing):
    return json.loads(exported(listing)["offerings"])


def stated(listing):
    return snapshot_of_listing(Listing.objects.get(pk=listing.pk))


def waiting():
    """What the one clinic states in its working copy, which may wait for a moderator."""
    return snapshot_of_clinic(Clinic.objects.get())


# ---- the cell of an export


def test_a_listing_without_offerings_has_an_empty_cell():
    assert exported(listed(route=["iv"]))["offerings"] == ""


def test_the_cell_is_a_list_where_the_clinic_says_all_that_its_columns_hold():
    listing = listed(route=["im"], offerings=[{"route": "im", "visit_minutes": 90}])

    assert exported(listing)["route"] == "im"
    assert [record["visit_minutes"] for record in offerings_cell(listing)] == [90]


def test_the_cell_says_besides_what_the_clinic_itself_says():
    listing = listed(route=["iv"], offerings=[SHOT, SPRAVATO])

    row = exported(listing)
    assert (row["route"], row["insurance"]) == ("iv;im;esketamine_nasal", "commercial")
    assert offerings_cell(listing)["otherwise"] == {"route": ["iv"], "attendance": [], "insurance": []}


def test_an_insurer_of_the_clinic_adds_to_the_column_insurance_too():
    listing = listed(insurers=[AETNA])

    assert exported(listing)["insurance"] == "commercial"
    assert offerings_cell(listing) == {"offerings": [], "otherwise": {"insurance": []}}


# ---- an export, edited


@pytest.mark.parametrize("without", [(), ("offerings",), ("slug", "version"), ("id",)])
def test_an_export_that_nobody_edited_changes_nothing(publish, without):
    listing = listed(route=["iv"], monitoring=["none"], insurers=[MEDICARE], offerings=[SHOT, SPRAVATO])
    before = stated(listing)

    counts, sentences = publish(exported(listing, *without))

    assert (counts["unchanged"], sentences) == (1, [])
    assert stated(listing) == before


def test_another_statement_can_be_edited_alone(publish):
    listing = listed(route=["iv"], offerings=[SHOT, SPRAVATO])
    before = stated(listing)

    counts, _sentences = publish(exported(listing, phone="+13035550142"))

    assert counts["published"] == 1
    assert stated(listing) == before | {"phone": "+13035550142"}


@pytest.mark.parametrize("without", [(), ("offerings",)])
def test_a_route_that_is_added_is_said_of_the_clinic_and_of_no_offering(publish, without):
    listing = listed(route=["iv"], offerings=[SHOT, SPRAVATO])
    before = stated(listing)

    publish(exported(listing, *without, route="iv;im;esketamine_nasal;sublingual"))

    assert stated(listing) == before | {"route": ["iv", "sublingual"]}


@pytest.mark.parametrize("without", [(), ("offerings",)])
def test_a_route_that_only_the_clinic_says_can_be_taken_away(publish, without):
    listing = listed(route=["iv", "im"], offerings=[SHOT, SPRAVATO])
    before = stated(listing)

    publish(exported(listing, *without, route="im;esketamine_nasal"))

    assert stated(listing) == before | {"route": ["im"]}


@pytest.mark.parametrize("without", [(), ("offerings",)])
@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"route": "iv;im"},
            "Row 2: Column “route” leaves out “esketamine_nasal”, but entry 2 of “offerings” "
            "has it. Add it to the column, or change it there too.",
        ),
        (
            {"route": ""},
            "Row 2: Column “route” leaves out “im”, “esketamine_nasal”, but entry 1 of "
            "“offerings” has it. Add it to the column, or change it there too.",
        ),
        (
            {"insurance": "none"},
            "Row 2: Column “insurance” leaves out “commercial”, but entry 2 of “offerings” "
            "has it. Add it to the column, or change it there too.",
        ),
        (
            {"insurance": "none;commercial"},
            "Row 2: “No insurance” can’t be combined with other choices. Remove it, or remove the others.",
        ),
    ],
)
def test_a_column_that_contradicts_an_offering_refuses_the_row(publish, without, cells, sentence):
    listing = listed(route=["iv"], offerings=[SHOT, SPRAVATO])
    before = stated(listing)

    counts, sentences = publish(exported(listing, *without, **cells))

    assert (counts["refused"], sentences) == (1, [sentence])
    assert stated(listing) == before


@pytest.mark.parametrize("without", [(), ("offerings",)])
def test_insurance_that_is_added_holds_for_offerings_that_say_nothing_and_a_person_looks(publish, without):
    listing = listed(offerings=[SHOT, SPRAVATO])
    before = stated(listing)

    counts, sentences = publish(exported(listing, *without, insurance="superbill;commercial"))

    assert (counts["sent to the queue"], sentences) == (
        1,
        [
            "Row 2: “superbill” in column “insurance” now applies to each offering that does "
            "not say this itself: entry 1."
        ],
    )
    assert stated(listing) == before
    assert waiting() == before | {"insurance": ["superbill"]}


def test_an_offering_can_be_edited_alone(publish):
    listing = listed(offerings=[SHOT, SPRAVATO])
    row = exported(listing)
    cell = json.loads(row["offerings"])
    cell["offerings"][0]["route"] = "sc"

    _counts, sentences = publish(row | {"offerings": json.dumps(cell)})

    assert sentences == ["Row 2: Column “route” says “im”, but no offering says that now. We left it out."]
    assert exported(listing)["route"] == "sc;esketamine_nasal"
    assert stated(listing)["route"] == []


def test_an_offering_can_be_added_alone(publish):
    listing = listed(route=["im"], offerings=[SHOT])
    row = exported(listing)
    cell = json.loads(row["offerings"])
    cell["offerings"].append(SPRAVATO)

    _counts, sentences = publish(row | {"offerings": json.dumps(cell)})

    assert sentences == []
    assert exported(listing)["route"] == "im;esketamine_nasal"
    assert stated(listing)["route"] == ["im"]


def test_offerings_that_are_taken_away_leave_what_they_said_to_the_clinic_and_a_person_looks(publish):
    listing = listed(route=["iv"], offerings=[SHOT, SPRAVATO])

    counts, sentences = publish(exported(listing, offerings=""))

    assert counts["sent to the queue"] == 1
    assert sentences[0] == (
        "Row 2: The row removes the offerings. “im”, “esketamine_nasal” in column “route” "
        "now applies to the whole clinic."
    )
    assert (waiting()["offerings"], waiting()["route"]) == ([], ["iv", "im", "esketamine_nasal"])


def test_an_insurer_can_be_added_alone(publish):
    listing = listed(insurers=[AETNA])

    publish(exported(listing, insurers="Aetna (in network); Medicare (in network)"))

    assert exported(listing)["insurance"] == "commercial;medicare"
    assert stated(listing)["insurance"] == []


def test_an_older_export_gives_a_clinic_back_what_it_said_itself(publish):
    listing = listed(route=["im", "iv"], offerings=[SHOT, {"route": "iv"}])
    before, row = stated(listing), exported(listing)
    make_listing(listing.clinic, origin="import", route=[])
    assert exported(listing)["route"] == row["route"]

    publish(row)

    assert stated(listing) == before


# ---- a sheet that a person wrote


def test_offerings_typed_by_hand_are_taken(publish):
    cell = '[{"route":"iv","price_low":450,"price_unit":"session","prices_as_of":"2026-11-01"}]'

    counts, sentences = publish(PLACED | {"offerings": cell})

    assert (counts["published"], sentences) == (1, [])
    listing = Listing.objects.get()
    assert listing.route == ["iv"]
    assert {part: value for part, value in listing.offerings[0].items() if value} == {
        "route": "iv",
        "price_low": 450,
        "price_unit": "session",
        "prices_as_of": "2026-11-01",
    }
    assert snapshot_of_listing(listing)["route"] == []


def test_quotation_marks_may_be_curly(publish):
    publish(PLACED | {"offerings": "[{“route”: “iv”}]"})

    assert Listing.objects.get().route == ["iv"]


def test_a_sheet_with_semicolons_holds_json_as_well(take):
    sheet = 'name;city;state;offerings\nCedar;Denver;CO;"[{""route"": ""iv"", ""note"": ""a; b""}]"\n'

    take(sheet)

    assert [record["note"] for record in waiting()["offerings"]] == ["a; b"]


def test_times_may_be_written_as_people_write_them(publish):
    cell = '[{"days": "tue;mon", "opens": "9 am", "closes": "17:00"}]'

    publish(PLACED | {"opening_times": cell})

    assert waiting()["opening_times"] == [
        {"days": ["mon", "tue"], "opens": "09:00", "closes": "17:00", "kind": ""}
    ]


def test_parts_may_be_written_as_in_a_cell_of_their_own(publish):
    record = {
        "route": ["iv"],
        "monitoring": "heart_rate;pulse_oximetry",
        "price_low": "$450",
        "visit_minutes": "90",
        "therapy_in_price": "yes",
        "price_unit": "session",
        "prices_as_of": "Nov 1, 2026",
    }

    _counts, sentences = publish(PLACED | {"offerings": json.dumps(record)})

    offering = Listing.objects.get().offerings[0]
    assert sentences == []
    assert {name: offering[name] for name in record} == {
        "route": "iv",
        "monitoring": ["pulse_oximetry", "heart_rate"],
        "price_low": 450,
        "visit_minutes": 90,
        "therapy_in_price": True,
        "price_unit": "session",
        "prices_as_of": "2026-11-01",
    }


def test_a_column_that_leaves_out_what_an_offering_says_gets_it(publish):
    counts, sentences = publish(PLACED | {"route": "iv", "offerings": json.dumps([SHOT])})

    assert (counts["published"], sentences) == (
        1,
        ["Row 2: Column “route” leaves out “im”, but entry 1 of “offerings” has it. We added it."],
    )
    assert Listing.objects.get().route == ["iv", "im"]
    assert waiting()["route"] == ["iv"]


def test_a_person_looks_where_an_offering_would_take_the_insurance_of_another(publish):
    cells = {"insurance": "commercial", "offerings": json.dumps([SHOT, SPRAVATO])}

    counts, sentences = publish(PLACED | cells)

    assert (counts["published"], counts["sent to the queue"]) == (0, 1)
    assert sentences == [
        "Row 2: “commercial” in column “insurance” now applies to each offering that does "
        "not say this itself: entry 1."
    ]


def test_the_clinics_own_word_can_be_typed_beside_the_offerings(publish):
    cell = {"offerings": [SHOT, SPRAVATO], "otherwise": {"insurance": [], "monitoring": ["pump"]}}

    counts, sentences = publish(PLACED | {"insurance": "commercial", "offerings": json.dumps(cell)})

    assert (counts["published"], sentences) == (1, [])
    assert (waiting()["insurance"], waiting()["monitoring"]) == ([], ["pump"])


def test_a_sheet_without_the_column_keeps_the_offerings(publish):
    listing = listed(route=["iv"], offerings=[SHOT, SPRAVATO])
    before = stated(listing)

    counts, _sentences = publish(PLACED | {"id": str(listing.uid), "phone": "(303) 555-0142"})

    assert counts["published"] == 1
    assert stated(listing) == before | {"phone": "+13035550142"}


def test_a_sheet_without_the_column_may_not_contradict_the_offerings(publish):
    listing = listed(offerings=[SHOT])

    counts, sentences = publish(PLACED | {"id": str(listing.uid), "route": "iv"})

    assert (counts["refused"], sentences) == (
        1,
        [
            "Row 2: Column “route” leaves out “im”, but entry 1 of “offerings” has it. Add it "
            "to the column, or change it there too."
        ],
    )


def test_prices_of_a_day_to_come_are_left_out(publish):
    cell = '[{"route":"iv","price_low":450,"price_unit":"session","prices_as_of":"2099-01-01"}]'

    _counts, sentences = publish(PLACED | {"offerings": cell})

    assert sentences == [
        "Row 2: The date of an offering’s prices is in the future, so we left out the prices."
    ]
    offering = waiting()["offerings"][0]
    assert [offering[name] for name in ("route", "price_low", "price_unit", "prices_as_of")] == [
        *("iv", None, "", None)
    ]


@pytest.mark.parametrize(
    "cell", ['[{"route": "iv"}', "iv", '["iv"]', "3", '[{"route":"iv","route":"im"}]', "[NaN]"]
)
def test_a_cell_that_is_no_list_of_objects_is_refused(publish, cell):
    _counts, sentences = publish(PLACED | {"offerings": cell})

    assert sentences == [
        'Row 2: Column “offerings” is not JSON of the form [{"route": "iv"}, {"route": "im"}]. '
        "The page “The data” shows its parts."
    ]


WRONG = "Column “offerings”, entry 2"


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (
            {"rout": "iv"},
            f"{WRONG} says “rout”. Did you mean “route”? Allowed: route, purpose, format, setting, given_by, "
            "stays_with_you, attendance, monitoring, monitoring_interval, drug_goes, other_drugs, "
            "drug_minutes, ….",
        ),
        (
            {"route": "ivv"},
            f"{WRONG}, “route” says “ivv”. Did you mean “iv”? Allowed: iv, im, sc, esketamine_nasal, "
            "racemic_nasal, sublingual, oral, rectal, combined.",
        ),
        (
            {"purpose": 3},
            f"{WRONG}, “purpose” says “3”. Write one code. Allowed: mood, pain, any.",
        ),
        (
            {"other_drugs": ["vitamins", "zinc"]},
            f"{WRONG}, “other_drugs” says “zinc”. Allowed: sedative, magnesium, lidocaine, vitamins, "
            "nausea_medicine.",
        ),
        (
            {"drug_goes": {"a": 1}},
            f"{WRONG}, “drug_goes” says “{{'a': 1}}”. Write a list of codes. Allowed: stays_at_clinic, "
            "mailed_taken_here, mailed_taken_home.",
        ),
        (
            {"visit_minutes": "long"},
            f"{WRONG}, “visit_minutes” says “long”. Enter a whole number, for example 6.",
        ),
        (
            {"visit_minutes": -5},
            f"{WRONG}, “visit_minutes” says “-5”. Enter a whole number, for example 6.",
        ),
        ({"visit_minutes": 9999}, f"{WRONG}, “visit_minutes” says “9999”. Enter 1440 or less."),
        (
            {"price_low": True},
            f"{WRONG}, “price_low” says “True”. Write whole dollars, for example 450.",
        ),
        (
            {"price_low": "450.50"},
            f"{WRONG}, “price_low” says “450.50”. Write whole dollars, for example 450 or $1,200.",
        ),
        ({"price_low": 450}, f"{WRONG}: Say what the price is for: a session, a course or a month."),
        ({"course_price": 450}, f"{WRONG}: Say on which day the prices were true."),
        (
            {"price_low": 9, "price_high": 8, "price_unit": "session", "prices_as_of": "2026-11-01"},
            f"{WRONG}: The lower price is above the higher one. Swap them.",
        ),
        (
            {"prices_as_of": "11/1/2026"},
            f"{WRONG}, “prices_as_of” says “11/1/2026”. Enter a date as year-month-day, for example "
            "2026-11-22.",
        ),
        (
            {"therapy_in_price": "maybe"},
            f"{WRONG}, “therapy_in_price” says “maybe”. Write yes or no, or leave it empty where it is not "
            "stated.",
        ),
        (
            {"monitoring": ["none", "pump"]},
            (
                f"{WRONG}: “Nothing is measured” can’t be combined with other "
                f"choices. Remove it, or remove the others."
            ),
        ),
        ({"note": ["a"]}, f"{WRONG}, “note” says “['a']”. Write words between quotation marks."),
        (
            {"note": "x" * 301},
            f"{WRONG}, “note” says “{'x' * 60}…”. Use at most 300 characters. You have used 301.",
        ),
        (
            {"insurers": "Aetna"},
            f"{WRONG}, “insurers” says “Aetna”. Write a list in JSON, one object for each entry.",
        ),
        (
            {"insurers": [{"payer": "aetna"}, {"payer": "cigma"}]},
            f"{WRONG}, “insurers”, entry 2, “payer” says “cigma”. Did you mean “cigna”? Allowed: aetna, "
            "bcbs, cigna, humana, kaiser, united, optum, carelon, magellan, health_net, oscar, molina, ….",
        ),
        (
            {"insurers": [{"payer": "aetna", "covers": "spa"}]},
            f"{WRONG}, “insurers”, entry 1, “covers” says “spa”. Allowed: "
            "assessment, therapy, spravato_drug, observation, infusion, follow_up.",
        ),
        (
            {"insurers": [{"payer": "aetna", "plan_name": "x" * 121}]},
            f"{WRONG}, “insurers”, entry 1, “plan_name” says “{'x' * 60}…”. Write up to 120 characters.",
        ),
    ],
)
def test_a_part_that_is_wrong_is_named_with_its_entry_and_what_is_allowed(take, sheet, record, sentence):
    counts, sentences = take(sheet(PLACED | {"offerings": json.dumps([{"route": "im"}, record])}))

    assert (counts["refused"], sentences) == (1, [f"Row 2: {sentence}"])


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ([{"route": "iv"}] * 7, "Column “offerings” has 7 entries. Up to 6 are allowed."),
        (
            {"offerings": [], "else": {}},
            "Column “offerings” says “else”. Allowed: offerings, otherwise.",
        ),
        (
            {"offerings": [], "otherwise": {"routes": []}},
            "Column “offerings”, “otherwise” says “routes”. Did you mean “route”? Allowed: route, format, "
            "setting, given_by, stays_with_you, attendance, monitoring, drug_goes, other_drugs, "
            "therapy_model, price_includes, price_excludes, ….",
        ),
        (
            {"offerings": [], "otherwise": {"route": ["ivv"]}},
            "Column “offerings”, “otherwise”, “route” says “ivv”. Did you mean “iv”? Allowed: iv, im, sc, "
            "esketamine_nasal, racemic_nasal, sublingual, oral, rectal.",
        ),
        (
            {"offerings": [], "otherwise": ["route"]},
            "Column “offerings”, “otherwise” says “['route']”. Write an object in JSON, for example "
            '{"route": ["iv"]}.',
        ),
    ],
)
def test_the_cell_as_a_whole_is_checked(take, sheet, cell, sentence):
    counts, sentences = take(sheet(PLACED | {"offerings": json.dumps(cell)}))

    assert (counts["refused"], sentences) == (1, [f"Row 2: {sentence}"])


# ---- insurers and opening times in words


def test_insurers_and_opening_times_may_be_written_in_words(publish):
    cells = {"insurers": "Aetna; no Medicaid", "opening_times": "Mon-Thu 9-5, Sat 9-1"}

    counts, sentences = publish(PLACED | cells)

    content = waiting()
    assert (counts["published"], sentences) == (1, [])
    assert [(one["payer"], one["network"]) for one in content["insurers"]] == [
        ("aetna", ""),
        ("medicaid", "not_taken"),
    ]
    assert [(one["opens"], one["closes"]) for one in content["opening_times"]] == [
        ("09:00", "17:00"),
        ("09:00", "13:00"),
    ]


def test_words_may_stand_in_several_lines_of_a_cell(take):
    take('name,city,state,insurers\nCedar,Denver,CO,"Aetna\nno Medicaid"\n')

    assert [(one["payer"], one["network"]) for one in waiting()["insurers"]] == [
        ("aetna", ""),
        ("medicaid", "not_taken"),
    ]


@pytest.mark.parametrize(
    ("cells", "counted", "sentence"),
    [
        (
            {"insurers": "Most major plans"},
            "published",
            "Column “insurers”: “Most major plans” does not name an insurer, so we did not record one.",
        ),
        (
            {"insurers": "TriWest"},
            "refused",
            "Column “insurers” says “TriWest”. “TriWest”: TriWest works for two payers. Write "
            "TRICARE or VA Community Care.",
        ),
        (
            {"opening_times": "Mon 8-10"},
            "refused",
            "Column “opening_times” says “Mon 8-10”. “8-10” could be in the morning or in the "
            "evening. Write days and times, for example “Mon-Thu 9 AM-5 PM, Sat 9 AM-1 PM”.",
        ),
        (
            {"opening_times": '[{"days": ["mon"], "opens": "nine"}]'},
            "refused",
            "Column “opening_times”, entry 1, “opens” says “nine”. Enter a time, for example 9 AM or "
            "5:30 PM.",
        ),
        (
            {"opening_times": '[{"days": ["mon"], "opens": "9"}]'},
            "refused",
            "Column “opening_times”, entry 1, “opens” says “9”. Add AM or PM to this time, "
            "for example 9 AM or 5:30 PM.",
        ),
        (
            {"insurers": '[{"payer": ["aetna", "cigna"]}]'},
            "refused",
            "Column “insurers”, entry 1, “payer” says “['aetna', 'cigna']”. Write one code. Allowed: aetna, "
            "bcbs, cigna, humana, kaiser, united, optum, carelon, magellan, health_net, oscar, molina, ….",
        ),
    ],
)
def test_what_is_not_certain_in_words_is_said(publish, cells, counted, sentence):
    counts, sentences = publish(PLACED | cells)

    assert (counts[counted], sentences) == (1, [f"Row 2: {sentence}"])
