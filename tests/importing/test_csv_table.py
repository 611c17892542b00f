"""How a CSV is divided into rows, and what is refused with a sentence that helps."""

import pytest

from directory.importing import csv_table, text_file
from tests.importing.sheets import CEDAR, CEDAR_STATED, PLAIN, refused, sheet, stated

pytestmark = pytest.mark.django_db


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
        f"The file is not in UTF-8. We read it as {called}. Check that its accents are correct."
    ]
    assert stated("name") == [("Clínica “Ñ” Test Clinic",)]


def test_rows_have_the_numbers_of_a_spreadsheet(take):
    _counts, sentences = take(sheet("", "Title", "", PLAIN, "", CEDAR.replace("80202", "8020")))

    assert [words.split(":")[0] for words in sentences] == ["Row 6"]


def test_a_row_may_end_behind_what_is_needed_and_leaves_the_rest_as_it_is(take):
    take(sheet("name,city,state,phone,website", "A,Denver,CO,303-555-0142,a.example.com"))
    counts, sentences = take(sheet("name,city,state,phone,website", "A,Denver,CO", "B,Denver"))

    assert (counts["unchanged"], counts["refused"]) == (1, 1)
    assert sentences == ["Row 3: It has 2 cells, but the first row has 5."]
    assert stated("phone", "website") == [("+13035550142", "https://a.example.com")]


def test_an_end_of_a_line_within_a_cell_makes_no_row_of_half_a_row(take):
    counts, sentences = take(sheet(PLAIN, f"Bad\r{CEDAR}", CEDAR))

    assert (counts["created"], counts["refused"]) == (1, 1)
    assert sentences == [
        "Row 2: Line 2 has a line break (CR) outside quotation marks. Remove it.",
    ]


def test_a_quotation_mark_left_open_in_the_last_row_is_not_taken_for_its_end(take):
    counts, _sentences = take(sheet("name,city,state,street,phone", 'A,Denver,CO,"1 Example Street'))

    assert (counts["created"], counts["refused"]) == (0, 1)


@pytest.mark.parametrize("beginning", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_spreadsheet_is_to_be_saved_as_csv(take, beginning):
    sentence = refused(take, beginning + bytes(range(256)))

    assert sentence == (
        "The file is a spreadsheet or a ZIP archive. Open it, choose File, Save As, “CSV "
        "UTF-8 (Comma delimited)” (in Google Sheets: File, Download, CSV), and use the "
        "new file."
    )


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
        "Row 8001: A quotation mark on line 8001 is never closed. There are so many of "
        "these that we read each line by itself."
    )


def test_a_file_of_too_many_lines_is_refused_before_anything_is_taken(take, monkeypatch):
    monkeypatch.setattr(text_file, "MAX_LINES", 3)

    assert (
        refused(take, sheet(PLAIN, CEDAR, CEDAR, CEDAR))
        == "The file has more than 3 lines. Split it into smaller files."
    )
    assert stated() == []


def test_a_header_of_too_many_columns_is_refused(take):
    assert refused(take, sheet(PLAIN + ",x" * 1000)) == "The first row names more than 1000 columns."
