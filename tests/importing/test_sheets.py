"""Files as operators have them: what is read, and what is refused with the sentence that helps."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from directory.importing import csv_table, directory_csv, headings, text_file
from directory.models import Clinic
from tests.support.factories import make_listing, make_moderator

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PLAIN = "name,street,city,state,zip,phone"
CEDAR = "Cedar Test Clinic,1 Example Street,Denver,CO,80202,(303) 555-0142"
STATED = ("name", "street", "city", "state", "zip", "phone", "phone_extension")

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(tmp_path, capsys):
    """Import text, bytes or a file; returns the counts by name, and the sentences."""

    def run(given, *arguments):
        path = given
        if not isinstance(given, Path):
            path = tmp_path / "sheet.csv"
            path.write_bytes(given if isinstance(given, bytes) else given.encode())
        with connection.cursor() as cursor:  # all of a test is one transaction, and idle while a file is read
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        out = io.StringIO()
        capsys.readouterr()
        call_command("import_clinics", str(path), *arguments, stdout=out)
        lines = [line.rsplit(" ", 1) for line in out.getvalue().splitlines()]
        counts = {name.strip(): int(count) for name, count in lines if count.isdigit()}
        return counts, capsys.readouterr().err.splitlines()

    return run


def sheet(*lines):
    return "\n".join(lines) + "\n"


def refused(take, given, *arguments):
    with pytest.raises(CommandError) as why:
        take(given, *arguments)
    return str(why.value)


def stated(*names):
    return list(Clinic.objects.order_by("pk").values_list(*(names or STATED)))


CEDAR_STATED = ("Cedar Test Clinic", "1 Example Street", "Denver", "CO", "80202", "+13035550142", "")


# ---- how a file is divided


@pytest.mark.parametrize(
    "data",
    [
        sheet("", PLAIN, CEDAR),
        sheet("", "", ",,,,,", PLAIN, CEDAR),
        sheet(PLAIN, "", ",,,,,", "   ", CEDAR, ""),
        sheet("sep=,", PLAIN, CEDAR),
        sheet("\ufeffsep=;", PLAIN.replace(",", ";"), CEDAR.replace(",", ";")),
        sheet('"sep=,"', PLAIN, CEDAR),
        sheet(PLAIN.replace(",", ";"), CEDAR.replace(",", ";")),
        sheet(PLAIN.replace(",", "\t"), CEDAR.replace(",", "\t")),
        sheet(PLAIN.replace(",", "|"), CEDAR.replace(",", "|")),
        sheet(PLAIN, CEDAR).replace("\n", "\r"),
        sheet(PLAIN, CEDAR).replace("\n", "\r\n"),
        sheet(PLAIN, CEDAR).rstrip("\n"),
        sheet(PLAIN + ",,,", CEDAR + ",,,"),
        sheet(PLAIN + ",,,", CEDAR),
        sheet(PLAIN, CEDAR + ",,,"),
        sheet("Clinics of Colorado,,,,,", "made in November,,,,,", PLAIN, CEDAR),
        sheet(PLAIN, CEDAR, PLAIN),
        "\ufeff" + sheet(*(",".join(f'"{cell}"' for cell in line.split(",")) for line in (PLAIN, CEDAR))),
        sheet(PLAIN.upper(), CEDAR),
        sheet(
            PLAIN.replace(",", ", "), 'Cedar Test Clinic, "1 Example Street", Denver, CO, 80202, 303-555-0142'
        ),
    ],
)
def test_a_sheet_is_read_however_it_is_divided(take, data):
    counts, sentences = take(data)

    assert (counts["created"], counts["refused"], sentences) == (1, 0, [])
    assert stated() == [CEDAR_STATED]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_sheet_with_a_byte_order_mark_is_read(take, codec):
    mark = "\ufeff" if codec.endswith("e") else ""
    take((mark + sheet(PLAIN, CEDAR.replace("Cedar", "Clínica"))).encode(codec))

    assert stated("name") == [("Clínica Test Clinic",)]


@pytest.mark.parametrize(
    ("codec", "end", "called"),
    [
        ("cp1252", "\n", "Windows-1252"),
        ("cp1252", "\r\n", "Windows-1252"),
        ("mac-roman", "\r", "Mac OS Roman"),
    ],
)
def test_a_sheet_in_an_old_code_is_read_and_said_to_be(take, codec, end, called):
    _counts, sentences = take(
        sheet(PLAIN, CEDAR.replace("Cedar", "Clínica “Ñ”")).replace("\n", end).encode(codec)
    )

    assert sentences == [
        f"The file is not in UTF-8. It was read as {called}: see that its accents are right."
    ]
    assert stated("name") == [("Clínica “Ñ” Test Clinic",)]


def test_rows_have_the_numbers_of_a_spreadsheet(take):
    _counts, sentences = take(sheet("", "Title", "", PLAIN, "", CEDAR.replace("80202", "8020")))

    assert [words.split(":")[0] for words in sentences] == ["Row 6"]


def test_a_row_may_end_behind_what_is_needed_and_leaves_the_rest_as_it_is(take):
    take(sheet("name,city,state,phone,website", "A,Denver,CO,303-555-0142,a.example.com"))
    counts, sentences = take(sheet("name,city,state,phone,website", "A,Denver,CO", "B,Denver"))

    assert (counts["unchanged"], counts["refused"]) == (1, 1)
    assert sentences == ["Row 3: It has 2 cells, and the first row has 5."]
    assert stated("phone", "website") == [("+13035550142", "https://a.example.com")]


def test_an_end_of_a_line_within_a_cell_makes_no_row_of_half_a_row(take):
    counts, sentences = take(sheet(PLAIN, f"Bad\r{CEDAR}", CEDAR))

    assert (counts["created"], counts["refused"]) == (1, 1)
    assert sentences == [
        "Row 2: Line 2 holds an end of a line outside quotation marks (CR). Take it away.",
    ]


def test_a_quotation_mark_left_open_in_the_last_row_is_not_taken_for_its_end(take):
    counts, _sentences = take(sheet("name,city,state,street,phone", 'A,Denver,CO,"1 Example Street'))

    assert (counts["created"], counts["refused"]) == (0, 1)


@pytest.mark.parametrize("beginning", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_spreadsheet_is_to_be_saved_as_csv(take, beginning):
    sentence = refused(take, beginning + bytes(range(256)))

    assert sentence == (
        "The file is a spreadsheet or a ZIP archive. Open it, choose File, Save As, “CSV UTF-8 (Comma "
        "delimited)” (in Google Sheets: File, Download, CSV), and give the file that this makes."
    )


# ---- crafted, and large


def test_crafted_quotation_marks_are_read_once_or_a_few_times(take, monkeypatch):
    read = []
    real = csv_table.csv.reader

    def reader(lines, **kwargs):
        return real((read.append(len(line)) or line for line in lines), **kwargs)

    monkeypatch.setattr(csv_table.csv, "reader", reader)
    attack = 'x","\n' * 8000
    counts, sentences = take(sheet(PLAIN) + attack)

    assert (counts["created"], counts["refused"], len(sentences)) == (0, 8000, 8000)
    assert sum(read) < csv_table.MAX_REREAD_CHARACTERS + 40 * len(attack)


def test_rows_after_crafted_quotation_marks_are_read(take):
    counts, sentences = take(sheet(PLAIN) + 'x","\n' * 8000 + sheet(CEDAR))

    assert (counts["created"], counts["refused"]) == (1, 8000)
    assert sentences[-1] == (
        "Row 8001: A quotation mark is left open on line 8001. So many are that each line is read by itself."
    )


def test_a_file_of_too_many_lines_is_refused_before_anything_is_taken(take, monkeypatch):
    monkeypatch.setattr(text_file, "MAX_LINES", 3)

    assert refused(take, sheet(PLAIN, CEDAR, CEDAR, CEDAR)) == "The file has more than 3 lines. Divide it."
    assert stated() == []


def test_a_header_of_too_many_columns_is_refused(take):
    assert refused(take, sheet(PLAIN + ",x" * 1000)) == "The first row names more than 1000 columns."


# ---- what stands over the columns


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
    assert sorted(set(words) & names) == []
    assert [word for word in words if headings.normalize_heading(word) != word] == []


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
    assert {name for name in after if after[name] != before[name]} == {"email", "changed_at"}


def test_an_empty_cell_takes_away_what_was_stated(take):
    listing = make_listing(origin="import", name="A", city="Denver", state="CO", website="https://a.example")

    take(sheet("slug,name,city,state,website", f"{listing.slug},A,Denver,CO,n/a"))

    assert stated("website") == [("",)]


def test_unknown_columns_are_named_once_and_left_alone(take):
    counts, sentences = take(sheet(PLAIN + ",Notes,Color,", CEDAR + ",x,red,y"))

    assert (counts["created"], counts["flagged"]) == (1, 0)
    assert sentences == ["The columns “Notes”, “Color” are not known and were left alone."]


def test_insurers_over_a_column_are_not_our_codes(take):
    counts, sentences = take(sheet(PLAIN + ",Insurance", CEDAR + ",Aetna"))

    assert (counts["created"], sentences) == (
        1,
        [
            "The column “Insurance” is not known and was left alone.",
            'If “Insurance” means “insurance”, say so: --columns "Insurance=insurance".',
        ],
    )


def test_two_columns_that_mean_one_thing_are_refused(take):
    assert refused(take, sheet("Clinic Name,Facility,City,State", "A,B,Denver,CO")) == (
        "The columns “Clinic Name” and “Facility” both mean “name”. Take one away, or leave one alone: "
        '--columns "Facility=".'
    )
    assert refused(take, sheet("name,name,city,state")) == "The column “name” is there twice. Take one away."


def test_a_column_that_is_needed_is_asked_for_with_what_the_sheet_has(take):
    assert refused(take, sheet("Clinic Name,City,Region", "A,Denver,CO")) == (
        "The column “state” is missing; a sheet needs name, city and state. It has: “Clinic Name”, “City”, "
        '“Region”. Say which is which: --columns "Heading=state".'
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
        ("Who", '“Who” does not say which column is which. Write --columns "Facility=name,ST=state".'),
        ("Who=nmae", "There is no column “nmae”. Did you mean “name”?"),
        ("Whom=name", "The file has no column “Whom”. It has: “Who”, “City”, “State”."),
    ],
)
def test_columns_that_say_nothing_get_a_sentence(take, columns, sentence):
    assert refused(take, sheet("Who,City,State", "A,Denver,CO"), "--columns", columns) == sentence


def test_a_second_line_of_the_address_and_four_digits_may_have_columns_of_their_own(take):
    take(sheet("name,address 1,address 2,city,state,zip,zip4", "A,1 Street,Suite 4,Waterbury,CT,6708,548"))

    assert stated("street", "zip") == [("1 Street, Suite 4", "06708-0548")]


# ---- cells


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
        "Row 8: Of the phone “303-555-0147 or 303-555-0148” only (303) 555-0147 was taken.",
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
        "Row 5: Column “name” says “Turned Name”. It holds a sign that nobody sees and that turns or hides "
        "words (U+202E). Type the words again.",
        "Row 3: “ClÃnica Ejemplo” was read as “Clínica Ejemplo”.",
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
    assert refused(take, "just some words\n").startswith("The first row names no column that is known.")


# ---- the locator of SAMHSA as it is downloaded


RAW = '"","name1","name2","street1","street2","city","state","zip","zip4","county","phone","intake_prompt",'
RAW += '"intake1","intake2","website","latitude","longitude","type_facility"'


def test_the_locator_goes_in_as_it_is_downloaded(take):
    counts, sentences = take(
        sheet(
            RAW,
            '"1","Alder House","Adult Program","1 Example Street","Suite 2","Waterbury","CT",6708,NA,"",'
            '"203-555-0142 x301","","203-555-0143","","http://",41.5613412,-73.0638482,"MH"',
        )
    )

    assert (counts["created"], sentences) == (1, [])
    assert stated("source", *STATED, "website", "latitude") == [
        (
            *(
                "samhsa:1",
                "Alder House – Adult Program",
                "1 Example Street, Suite 2",
                "Waterbury",
                "CT",
                "06708",
            ),
            *("+12035550142", "301", "", 41.5613412),
        )
    ]


def test_the_locator_is_the_same_facility_in_both_its_shapes(take):
    take(sheet(RAW, '"7","A","","1 Street","","Denver","CO",80202,NA,"","","","","","",NA,NA,"MH"'))
    counts, _sentences = take(
        sheet(
            "source_row,name,program,street1,street2,city,state,zip,zip4,phone,website,latitude,longitude",
            "7,A,,1 Street,,Denver,CO,80202,,,,,",
        )
    )

    assert counts["unchanged"] == 1


def test_the_locator_without_its_keys_is_a_plain_sheet(take):
    row = '"A","B","1 Street","Suite 2","Denver","CO",80202,1234,"","303-555-0142","","","","",NA,NA,"MH"'
    counts, _sentences = take(sheet(RAW.removeprefix('"",'), row))

    assert counts["created"] == 1
    assert stated("name", "street", "zip") == [("A – B", "1 Street, Suite 2", "80202-1234")]


@pytest.mark.skipif(not DATA.exists(), reason="the data is not beside this checkout")
def test_of_the_real_locator_fewer_than_one_row_in_a_hundred_is_refused(take):
    path = DATA / "samhsa_locator_raw_sample.csv"
    with path.open(newline="", encoding="utf-8") as file:
        rows = [tuple(row.values())[1:] for row in csv.DictReader(file)]

    counts, sentences = take(path)

    twice = len(rows) - len(set(rows))
    assert (counts["refused"], counts["created"]) == (twice, len(rows) - twice)
    assert len([words for words in sentences if "is the same as row" in words]) == twice


# ---- what stands in place of what belongs there


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
    assert sentences == ["Row 3: It is a total at the end of a sheet, and no clinic."]


def test_a_clinic_may_be_called_total(take):
    take(sheet(PLAIN, CEDAR.replace("Cedar", "Total")))

    assert stated("name") == [("Total Test Clinic",)]


@pytest.mark.parametrize("row", ["Prepared by Ann Other,,,,,", "Cedar,,Denver,,,", "Cedar,,,CO,80202,"])
def test_a_row_without_a_town_and_state_is_left_to_a_person(take, row):
    by = make_moderator().username

    counts, _sentences = take(sheet(PLAIN, row), "--publish-as", by, "--source", "A list, 2026")

    assert (counts["published"], counts["left to a person"], counts["no town or state"]) == (0, 1, 1)


@pytest.mark.parametrize("name", ['"=HYPERLINK(""x"")"', "=CONCAT(A1;B1)", "@SUM(A1)"])
def test_a_formula_is_not_what_it_gives(take, name):
    counts, sentences = take(sheet("name,city,state", f"{name},Denver,CO"))

    assert counts["refused"] == 1
    assert sentences[0].endswith("This is a formula, and not what it gives. Save the sheet with its values.")


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

    assert "A spreadsheet has shortened this number and its last digits are lost." in sentences[0]


@pytest.mark.parametrize("cell", ["1.234567893E+09", "'1234567893", "NPI 1234567893", "1234567893.0"])
def test_an_npi_is_read_as_spreadsheets_write_it(take, cell):
    take(sheet("name,city,state,npi", f"A,Denver,CO,{cell}"))

    assert stated("npi") == [("1234567893",)]


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
