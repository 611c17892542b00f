import csv
import io

import pytest
from django.core.management import CommandError, call_command

from directory.importing import directory_csv, template
from directory.models import Clinic

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    call_command("import_template", *arguments, stdout=out)
    return out.getvalue()


def rows(path):
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def test_the_headings_are_printed():
    assert run().startswith("name,street,city,state,zip,phone,email,website,")
    assert run("--all").strip().split(",") == list(directory_csv.COLUMNS)


def test_a_sheet_is_written_with_another_that_explains_its_columns(tmp_path):
    run(str(tmp_path / "clinics.csv"))

    header, *more = rows(tmp_path / "clinics.csv")
    explained = rows(tmp_path / "clinics-columns.csv")
    assert more == []
    assert [row[0] for row in explained[1:]] == header
    assert explained[:2] == [
        ["Column", "Needed", "Label", "Help", "What to write", "Example", "Codes"],
        [
            *("name", "yes", "Name", "As it appears on your sign.", "Words, as a person would write them."),
            *("Cedar Test Clinic", ""),
        ],
    ]


def test_the_columns_are_explained_on_the_screen_too():
    explained = list(csv.DictReader(io.StringIO(run("--explain", "--all"))))

    assert [row["Column"] for row in explained if row["Needed"]] == list(directory_csv.REQUIRED)
    assert next(row for row in explained if row["Column"] == "route")["Codes"].startswith("iv: IV infusion\n")


def test_an_import_takes_every_example(tmp_path, capsys, today):
    cells = [
        template.example(column).replace("2026-11-22", today.isoformat())
        for column in template.selected_columns(all_columns=True)
    ]
    path = tmp_path / "clinics.csv"
    run(str(path), "--all")
    with path.open("a", newline="", encoding="utf-8") as file:
        csv.writer(file).writerow(cells)
    capsys.readouterr()

    call_command("import_clinics", str(path), stdout=io.StringIO())

    assert capsys.readouterr().err == ""
    clinic = Clinic.objects.get()
    assert (clinic.phone, clinic.session_price_high, clinic.waitlist_weeks) == ("+13035550142", 1200, 6)


def test_a_text_without_an_example_of_its_own_has_one(monkeypatch):
    monkeypatch.delitem(template.EXAMPLES, "maintenance")

    guide = {row[0]: row[5] for row in template.column_guide(all_columns=True)}

    assert guide["maintenance"] == "In a few words"


def test_nothing_is_written_over(tmp_path):
    (tmp_path / "clinics-columns.csv").write_text("mine")

    with pytest.raises(CommandError, match=r"clinics-columns.csv already exists."):
        run(str(tmp_path / "clinics.csv"))
    assert [path.name for path in tmp_path.iterdir()] == ["clinics-columns.csv"]


def test_a_folder_that_is_not_there_gets_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"cannot be written: No such file or directory.$"):
        run(str(tmp_path / "no" / "clinics.csv"))
