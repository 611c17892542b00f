"""SAMHSA's facility locator, as it is downloaded."""

import csv
from pathlib import Path

import pytest

from tests.importing.sheets import STATED, sheet, stated

pytestmark = pytest.mark.django_db


DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


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
