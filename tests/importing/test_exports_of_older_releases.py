"""A directory of an older release moves to this one by its export: the file is imported and published."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from directory.exchange.listing_csv import csv_lines, iterate_in_batches
from directory.importing.directory_csv import NOT_STATED
from directory.models import Clinic, Listing, Submission
from directory.moderation import decisions
from tests.support.factories import make_listing, make_moderator

DATA = Path(__file__).parent / "data"
EXPORTS = {
    "export-0.1.0.csv": "71",  # every invented clinic
    "export-before-offerings.csv": "16",  # those of them that state what is said otherwise now
}

# What 0.1.0 called otherwise: columns, and keys of a practitioner.
RENAMED_COLUMNS = {
    "uid": "id",
    "organisation": "organization",
    "organisation_slug": "organization_slug",
}
RENAMED_KEYS = {
    "licence": "license",
    "licence_number": "license_number",
    "licence_state": "license_state",
}
# What it said in other words: (column, code) → (column, value).
MOVED_CODES = {
    ("setting", "group_room"): ("format", "group"),
    ("setting", "rems_site"): ("rems_certified", "yes"),
    ("monitoring", "video"): ("attendance", "camera_staffed"),
    ("screening", "referral_needed"): ("referral", "needed"),
}
SPLIT_COLUMNS = {
    "exclusion_aneurysm_stroke": ("exclusion_aneurysm_avm_bleed", "exclusion_stroke"),
    "exclusion_raised_icp_iop": ("exclusion_raised_icp", "exclusion_glaucoma_raised_eye_pressure"),
}
LIFE_SUPPORT = {"yes": "certified", "no": "none"}
FORMER_TRAININGS = {
    "anesthesia_residency": "Anesthesia residency",
    "emergency_residency": "Emergency medicine residency",
    "psychiatry_residency": "Psychiatry residency",
    "supervised_sessions": "Supervised ketamine sessions",
    "mentorship": "Mentorship by an experienced clinician",
}
# Not compared, because an import makes them anew: it publishes the first version of a listing, today, and
# names its own source; only a clinic confirms; a verification belongs to the moderator who made it.
MADE_BY_THE_IMPORT = {*NOT_STATED, "source"}

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "number"), EXPORTS.items())
def test_an_export_of_an_older_release_imports_whole(name, number):
    before = read((DATA / name).read_text())

    summary = import_and_publish(DATA / name)

    assert summary[:8] == ["created", number, "changed", "0", "unchanged", "0", "refused", "0"]
    assert read(export()) == before


OLD_CELLS = {
    "name": "Cedar",
    "city": "Denver",
    "state": "CO",
    "setting": "pain_clinic;group_room;rems_site",
    "monitoring": "ecg;video",
    "screening": "labs;referral_needed",
    "therapy_model": "partnered",
    "life_support_on_site": "yes",
    "exclusion_aneurysm_stroke": "excluded",
}


def old_sheet(**cells):
    row = OLD_CELLS | cells
    return f"{','.join(row)}\n{','.join(row.values())}\n"


def test_old_codes_of_a_sheet_are_read_in_the_words_of_today(take):
    _counts, sentences = take(old_sheet())

    clinic = Clinic.objects.get()
    assert sentences == []
    assert (clinic.setting, clinic.format, clinic.rems_certified) == (["pain_clinic"], ["group"], True)
    assert (clinic.monitoring, clinic.attendance) == (["ecg"], ["camera_staffed"])
    assert (clinic.screening, clinic.referral) == (["labs"], "needed")
    assert (clinic.therapy_model, clinic.life_support_on_site) == (["partnered"], "certified")
    assert (clinic.exclusion_aneurysm_avm_bleed, clinic.exclusion_stroke) == ("excluded", "excluded")


def test_old_codes_add_to_what_a_clinic_states_by_now(take):
    listing = make_listing(
        origin="import",
        name="Cedar",
        format=["alone"],
        rems_certified=False,
        offerings=[{"format": "couple"}],
        attendance=["call_bell"],
    )

    take(old_sheet(uid=str(listing.uid)))

    clinic = Clinic.objects.get()
    assert (clinic.format, clinic.attendance) == (["alone", "group"], ["camera_staffed", "call_bell"])
    assert (clinic.rems_certified, clinic.referral) == (False, "needed")


def import_and_publish(path):
    """Import an export; publish rows without a flag at once, the others by a moderator's decision.

    Some invented clinics state an NPI whose check digit is wrong; an import leaves those to a person.
    """
    with connection.cursor() as cursor:  # the whole test is one transaction, idle while the file is read
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    output, moderator = io.StringIO(), make_moderator()
    call_command(
        "import_clinics",
        str(path),
        "--send",
        *(
            "--publish-as",
            moderator.username,
            "--source",
            "An older release",
            "--license",
            "cc0-1.0",
        ),
        stdout=output,
    )
    decisions.approve(submissions=list(Submission.objects.waiting()), by=moderator)
    return output.getvalue().split()


def export():
    return b"".join(csv_lines(iterate_in_batches(Listing.objects.public()))).decode()


def read(text):
    """uid → {column: cell} of an export, by the names of today, without what an import makes anew.

    Without empty cells, too: a statement that 0.1.0 did not know has a column now, and no listing states it.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return {
        row.get("id") or row["uid"]: {name: cell for name, cell in by_todays_names(row) if cell}
        for row in rows
    }


def by_todays_names(row):
    for column, cell in in_todays_words(row).items():
        if column in MADE_BY_THE_IMPORT:
            continue
        if column in ("practitioners", "training"):  # parts that are new since stand empty
            cell = [
                todays_record({RENAMED_KEYS.get(key, key): value for key, value in record.items() if value})
                for record in json.loads(cell or "[]")
            ]
        yield RENAMED_COLUMNS.get(column, column), cell


def in_todays_words(row):
    row = dict(row)
    for (column, code), (target, value) in MOVED_CODES.items():
        codes = row[column].split(";")
        if code in codes:
            row[column] = ";".join(one for one in codes if one != code)
            row[target] = ";".join(filter(None, [row.get(target), value]))
    for column, parts in SPLIT_COLUMNS.items():
        if column in row:
            row |= dict.fromkeys(parts, row.pop(column))
    row["life_support_on_site"] = LIFE_SUPPORT.get(row["life_support_on_site"], row["life_support_on_site"])
    return row


def todays_record(record):
    if record.get("license") == "pharmd":
        return record | {"license": "pharmacist"}
    if record.get("code") in FORMER_TRAININGS:
        parts = [FORMER_TRAININGS[record["code"]], record.get("provider")]
        return record | {"code": "other", "provider": ", ".join(filter(None, parts))}
    return record
