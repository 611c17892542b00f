"""What is read of the cells of a plain sheet."""

import pytest

from tests.importing.sheets import CEDAR, PLAIN, refused, sheet, stated
from tests.support.factories import make_moderator

pytestmark = pytest.mark.django_db


def test_each_phone_is_decided_on(take):
    phones = (
        *("(303) 555-0142", "303-555-0143 x12", "303.555.0144", "13035550145", "+1 303 555 0146"),
        *("1-800-662-HELP", "303-555-0147 or 303-555-0148"),
    )
    rows = [f"{name} Test Clinic,Denver,CO,{phone}" for name, phone in zip("ABCDEFG", phones, strict=True)]

    counts, sentences = take(sheet("name,city,state,phone", *rows))

    assert (counts["created"], counts["refused"]) == (7, 0)
    assert stated("phone", "phone_extension") == [
        *(("+13035550142", ""), ("+13035550143", "12"), ("+13035550144", ""), ("+13035550145", "")),
        *(("+13035550146", ""), ("+18006624357", ""), ("+13035550147", "")),
    ]
    assert sentences == [
        "Row 8: We used only (303) 555-0147 from the phone “303-555-0147 or 303-555-0148”.",
    ]


def test_each_zip_code_is_decided_on(take):
    counts, sentences = take(
        sheet(
            "source_row,name,program,street1,street2,city,state,zip,zip4,county,phone,intake1,intake2,website,"
            "latitude,longitude",
            "1,A Test Clinic,,1 Example Street,,Gillette,WY,82716,NA,,307-555-0142,,,,,",
            "2,B Test Clinic,,2 Example Street,,Waterbury,CT,6708,2460,,203-555-0142,,,,,",
            "3,C Test Clinic,,3 Example Street,,Helena,MT,59602,548,,406-555-0142,,,,,",
            "4,D Test Clinic,,4 Example Street,,Cambridge,MA,2139,,,617-555-0142,,,,,",
            "5,E Test Clinic,,5 Example Street,,Denver,CO,8020,,,303-555-0142,,,,,",
        )
    )

    assert (counts["created"], counts["flagged"]) == (4, 0)
    assert stated("zip") == [("82716",), ("06708-2460",), ("59602-0548",), ("02139",)]
    assert sentences == [
        "Row 6: Column “zip” says “8020”. A digit is missing: 08020 is not in CO. Enter all five digits, for "
        "example 80202."
    ]


def test_zeros_that_a_spreadsheet_was_made_to_keep_are_read(take):
    take(
        sheet(
            "name,city,state,zip,phone", 'A,Waterbury,CT,="06708",="203-555-0142"', "B,Waterbury,CT,'06708,"
        )
    )

    assert stated("zip", "phone") == [("06708", "+12035550142"), ("06708", "")]


def test_odd_text_is_read_or_refused_and_told(take):
    rows = ["Mind &amp; Body Example", "ClÃ\xadnica Ejemplo", '"  Padded   Name  "', "Turned \u202eName"]

    counts, sentences = take(sheet("name,city,state,zip", *(f'{row},Denver,CO,"80202 "' for row in rows)))

    assert stated("name", "zip") == [
        *(("Mind & Body Example", "80202"), ("Clínica Ejemplo", "80202"), ("Padded Name", "80202")),
    ]
    assert (counts["refused"], counts["flagged"]) == (1, 0)
    assert sentences == [
        "Row 5: Column “name” says “Turned Name”. It has an invisible character that "
        "turns or hides words (U+202E). Type the words again.",
        "Row 3: We read “ClÃnica Ejemplo” as “Clínica Ejemplo”.",
    ]


def test_words_for_nothing_state_nothing_in_any_column(take):
    names = (
        "phone",
        "website",
        "email",
        "street",
        "zip",
        "private_room",
        "intake_fee",
        "route",
        "latitude",
        "longitude",
    )
    counts, sentences = take(sheet(f"name,city,state,{','.join(names)}", f"A,Denver,CO{',N/A' * len(names)}"))

    assert (counts["created"], counts["flagged"], sentences) == (1, 0, [])
    assert stated(*names) == [("", "", "", "", "", None, None, [], None, None)]


def test_none_is_a_statement_where_a_vocabulary_has_it(take):
    take(sheet("name,city,state,monitoring,phone,website", "A,Denver,CO,none,none,None"))

    assert stated("monitoring", "phone", "website") == [(["none"], "", "")]


def test_prices_and_answers_are_read_as_spreadsheets_write_them(take):
    take(
        sheet(
            "name,city,state,Intake Fee,Course Price,Private Room,Written plan,prices_as_of",
            'A,Denver,CO,$450,"1,200",Y,FALSE,2026-11-01',
        ).replace("Written plan", "written_plan")
    )

    assert stated("intake_fee", "course_price", "private_room", "written_plan") == [(450, 1200, True, False)]


def test_an_extension_goes_with_its_number(take):
    take(sheet("name,city,state,phone", "A,Denver,CO,303-555-0142 x12"))
    assert stated("phone", "phone_extension") == [("+13035550142", "12")]

    take(sheet("name,city,state,phone", "A,Denver,CO,303-555-0143"))

    assert stated("phone", "phone_extension") == [("+13035550143", "")]


def test_a_sheet_of_words_alone_is_refused(take):
    assert refused(take, "just some words\n").startswith("We don’t recognize any column in the first row.")


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("phone", "see website"),
        ("phone", "Please call the office"),
        ("email", "contact form"),
        ("email", "See website"),
        ("website", "Call for info"),
        ("session_price_low", "call for pricing"),
        ("session_price_low", "Varies"),
        ("prices_as_of", "see website"),
    ],
)
def test_where_to_look_is_not_stated_and_is_said(take, tmp_path, name, cell):
    report = tmp_path / "report.csv"

    counts, _sentences = take(
        sheet(f"name,city,state,{name}", f"A,Denver,CO,{cell}"), "--report", str(report)
    )

    assert counts["created"] == 1
    assert stated(name) in ([("",)], [(None,)])
    assert f"Column “{name}” says “{cell}”, so it is not stated." in report.read_text()


@pytest.mark.parametrize(
    ("cell", "email"),
    [
        ("a@clinic.example; b@clinic.example", "a@clinic.example"),
        ('"a@clinic.example, b@clinic.example"', "a@clinic.example"),
        ("a@clinic.example / b@clinic.example", "a@clinic.example"),
        ("a@clinic.example or b@clinic.example", "a@clinic.example"),
        ("Ann Other <a@clinic.example>", "a@clinic.example"),
        ("a@clinic.example.", "a@clinic.example"),
    ],
)
def test_of_several_addresses_the_first_is_taken(take, cell, email):
    take(sheet("name,city,state,email", f"A,Denver,CO,{cell}"))

    assert stated("email") == [(email,)]


@pytest.mark.parametrize(
    "cell", ["https://a.example; b.example", '"a.example, b.example"', "a.example or b.example"]
)
def test_of_several_web_addresses_the_first_is_taken(take, cell):
    take(sheet("name,city,state,website", f"A,Denver,CO,{cell}"))

    assert stated("website") == [("https://a.example",)]


@pytest.mark.parametrize("name", ["Total", "TOTAL clinics: 12", "Grand Total", "Subtotal"])
def test_a_total_at_the_end_of_a_sheet_is_no_clinic(take, name):
    counts, sentences = take(sheet(PLAIN, CEDAR, f"{name},,,,,"))

    assert (counts["created"], counts["refused"]) == (1, 1)
    assert sentences == ["Row 3: This row is a total at the end of a sheet, not a clinic."]


def test_a_clinic_may_be_called_total(take):
    take(sheet(PLAIN, CEDAR.replace("Cedar", "Total")))

    assert stated("name") == [("Total Test Clinic",)]


@pytest.mark.parametrize("row", ["Prepared by Ann Other,,,,,", "Cedar,,Denver,,,", "Cedar,,,CO,80202,"])
def test_a_row_without_a_town_and_state_is_left_to_a_person(take, row):
    by = make_moderator().username

    counts, _sentences = take(
        sheet(PLAIN, row),
        "--publish-as",
        by,
        "--source",
        "A list, 2026",
        "--license",
        "cc0-1.0",
    )

    assert (counts["published"], counts["left to a person"], counts["no town or state"]) == (0, 1, 1)


@pytest.mark.parametrize("name", ['"=HYPERLINK(""x"")"', "=CONCAT(A1;B1)", "@SUM(A1)"])
def test_a_formula_is_not_what_it_gives(take, name):
    counts, sentences = take(sheet("name,city,state", f"{name},Denver,CO"))

    assert counts["refused"] == 1
    assert sentences[0].endswith("This is a formula, not its result. Save the sheet with its values.")


@pytest.mark.parametrize("name", ["#REF!", "#NAME?", "#VALUE!", "#N/A", "#DIV/0!", "#####"])
def test_what_a_formula_failed_to_give_is_nothing(take, name):
    assert take(sheet("name,city,state", f"{name},Denver,CO"))[1] == ["Row 2: It has no name."]


@pytest.mark.parametrize(
    ("city", "state"), [('"Denver, CO"', "CO"), ('"Denver, Colorado"', ""), ("Denver", "CO")]
)
def test_a_state_behind_the_town_is_no_part_of_it(take, city, state):
    take(sheet("name,city,state", f"A,{city},{state}"))

    assert stated("city", "state") == [("Denver", "CO")]


def test_another_state_behind_the_town_stays(take):
    take(sheet("name,city,state", 'A,"Denver, CO",NC'))

    assert stated("city", "state") == [("Denver, CO", "NC")]


@pytest.mark.parametrize("name", ["phone", "npi", "zip"])
def test_a_number_that_a_spreadsheet_shortened_is_asked_for_again(take, name):
    _counts, sentences = take(sheet(f"name,city,state,{name}", "A,Denver,CO,3.03556E+09"))

    assert "A spreadsheet shortened this number, and its last digits are lost." in sentences[0]


@pytest.mark.parametrize("cell", ["1.234567893E+09", "'1234567893", "NPI 1234567893", "1234567893.0"])
def test_an_npi_is_read_as_spreadsheets_write_it(take, cell):
    take(sheet("name,city,state,npi", f"A,Denver,CO,{cell}"))

    assert stated("npi") == [("1234567893",)]
