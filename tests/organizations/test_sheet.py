"""The clinics of an organization as a sheet: down, up, what it changes, and sending that."""

import csv
import io
import re
import time
from datetime import date, timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from directory.exchange.columns import HEADER
from directory.importing.errors import FileError
from directory.importing.own_words import WORDS_STAY
from directory.models import Clinic, Listing, Organization, Submission
from directory.organizations import sheet, sheet_sending
from directory.publishing.snapshot import snapshot_of_clinic
from tests.support.factories import change, make_clinic, make_listing, make_owner, make_submission, take_down
from tests.support.html import elements
from tests.support.portal import ACCEPTED, form_values, main_text
from tests.support.published import everything_stated

pytestmark = pytest.mark.django_db


def address(name, chain):
    return reverse(f"portal:{name}", args=[chain.pk])


def down(client, chain):
    """The rows of the downloaded sheet, as dicts."""
    text = b"".join(client.get(address("sheet_file", chain)).streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_csv(rows, columns=None, delimiter=","):
    file = io.StringIO()
    writer = csv.DictWriter(file, columns or list(rows[0]), extrasaction="ignore", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def up(client, chain, content, name="clinics.csv"):
    return client.post(address("sheet", chain), {"file": SimpleUploadedFile(name, content, "text/csv")})


def send(client, chain, page, **more):
    sent = {"plan": form_values(page)["plan"]} | ACCEPTED | more
    return client.post(address("sheet_sending", chain), sent, follow=True)


def draft(clinic):
    return snapshot_of_clinic(Clinic.objects.get(pk=clinic.pk))


def refusals(response):
    """The sentences about rows that cannot be sent."""
    items = [" ".join("".join(one.itertext()).split()) for one in elements(response.content, "li")]
    return [text for text in items if text.startswith("Row ")]


def plan_of(content, chain):
    return sheet.plan(io.BytesIO(content), sheet.sites(chain), timezone.localdate())


# ---- down, and up again


def test_the_sheet_has_the_columns_of_the_export_and_a_row_for_each_draft(client, chain, clinics, owner):
    change(clinics[0], about="Only a draft.")
    make_clinic(name="New house", organization=chain)

    rows = down(client, chain)

    assert tuple(rows[0]) == HEADER
    assert [row["name"] for row in rows] == ["New house", *(f"Ninefold {number}" for number in range(5))]
    assert [(row["slug"] != "", row["version"]) for row in rows] == [(False, "0"), *[(True, "1")] * 5]
    assert rows[1]["about"] == "Only a draft."


def test_down_and_up_changes_nothing_even_for_what_states_everything(client, chain, clinics, owner):
    facts = everything_stated() | {"about": "=1+1\n“Tern”, ; | 'quoted'\t-x", "organization": chain}
    change(clinics[0], **facts)
    make_clinic(**facts | {"name": "Never published"})
    before = [draft(clinic) for clinic in Clinic.objects.filter(organization=chain).order_by("pk")]

    page = up(client, chain, as_csv(down(client, chain)))

    assert (page.status_code, refusals(page)) == (200, [])
    assert "No clinic changes. 6 clinics stay as they are." in main_text(page)
    assert [draft(clinic) for clinic in Clinic.objects.filter(organization=chain).order_by("pk")] == before


def test_what_a_spreadsheet_program_rewrites_changes_nothing(client, chain, clinics, owner):
    facts = {"availability": "accepting", "availability_on": date(2026, 5, 13), "private_room": True}
    change(clinics[0], **facts, session_price_low=450, prices_as_of=date(2026, 11, 2))
    rows = down(client, chain)
    for row in rows:
        for name, cell in row.items():
            if match := re.fullmatch("([0-9]{4})-([0-9]{2})-([0-9]{2})", cell):
                row[name] = f"{int(match[2])}/{int(match[3])}/{match[1]}"
            elif re.fullmatch(r"\+[0-9]{11}", cell):
                row[name] = cell[1:]
            elif cell in ("true", "false", "yes", "no"):
                row[name] = cell.upper()

    page = up(client, chain, b"\xef\xbb\xbf" + as_csv(rows, delimiter=";"))

    assert refusals(page) == []
    assert "No clinic changes. 5 clinics stay as they are." in main_text(page)


def test_a_formula_is_quoted_on_the_way_down(client, chain, clinics, owner):
    change(clinics[0], about="=HYPERLINK(1)", alias="+1")

    (row,) = [row for row in down(client, chain) if row["name"] == "Ninefold 0"]

    assert (row["about"], row["alias"]) == ("'=HYPERLINK(1)", "+1")


# ---- what it changes


def test_nothing_changes_until_send_and_then_one_submission_for_each_changed_clinic(
    client, chain, clinics, owner
):
    rows = down(client, chain)
    rows[1]["about"], rows[3]["alias"] = "New words.", "Cedar"

    page = up(client, chain, as_csv(rows))

    text = main_text(page)
    assert "2 clinics change. Nothing was saved or sent yet. 3 clinics stay as they are." in text
    assert "House 1." in text
    assert "New words." in text
    assert [draft(clinics[at])["about"] for at in (1, 3)] == ["House 1.", "House 3."]
    assert Submission.objects.filter(state="pending").count() == 0

    done = send(client, chain, page)

    assert "You sent 2 clinics to a moderator: Ninefold 1; Ninefold 3." in main_text(done)
    waiting = Submission.objects.filter(state="pending").order_by("pk")
    assert [(one.clinic, one.origin, one.submitted_by) for one in waiting] == [
        (clinics[1], "portal", owner),
        (clinics[3], "portal", owner),
    ]
    assert waiting[0].content["about"] == draft(clinics[1])["about"] == "New words."
    assert [one.version for one in Listing.objects.filter(clinic__in=clinics)] == [1] * 5


def test_a_column_that_is_missing_stays_and_an_empty_cell_deletes(client, chain, clinics, owner):
    rows = down(client, chain)
    rows[0]["about"] = ""

    plan = plan_of(as_csv(rows[:1], ["id", "about"]), chain)

    assert [(one.content["about"], one.content["phone"]) for one in plan.changed] == [("", "+13035550140")]


def test_a_file_of_the_site_as_a_sheet_deletes_no_words(client, chain, clinics, owner):
    Listing.objects.filter(clinic=clinics[0]).update(terms="")
    rows = down(client, chain)
    rows[0]["about"] = rows[1]["about"] = ""

    plan = plan_of(as_csv(rows[:2]), chain)

    assert [(one.number, one.content["about"]) for one in plan.changed] == [(3, "")]
    assert plan.messages == [f"Row 2: {WORDS_STAY}"]


def test_changes_that_the_draft_had_before_are_said(client, chain, clinics, owner):
    change(clinics[0], alias="Draft name")
    rows = down(client, chain)
    rows[0]["about"] = "New words."

    text = main_text(up(client, chain, as_csv(rows)))

    assert "1 of these changes was in your draft before and was not sent yet. It is sent, too." in text


def refused_rows(chain, rows, columns=None):
    return plan_of(as_csv(rows, columns), chain).refused


def test_each_row_that_cannot_be_sent_is_refused_with_its_number_and_a_sentence(
    client, chain, clinics, theirs, owner
):
    take_down(clinics[0].listing)
    make_submission(clinics[1], alias="Waits")
    rows = down(client, chain)
    for row in rows:
        row["about"] = "New words."
    rows[2]["state"], rows[3]["organization"] = "XX", "Theirs"
    stranger = rows[4] | {"id": str(theirs.uid), "slug": ""}
    unknown = rows[4] | {"id": "00000000-0000-4000-8000-000000000000", "slug": ""}
    nobodys = rows[4] | {"id": "", "slug": ""}
    mixed = rows[4] | {"slug": clinics[3].listing.slug}

    page = up(client, chain, as_csv([*rows, stranger, unknown, nobodys, mixed, rows[4]]))

    assert page.status_code == 400
    assert refusals(page) == [
        "Row 2, Ninefold 0: This listing was taken down. An owner can ask to restore it.",
        "Row 3, Ninefold 1: You already have changes waiting. Withdraw them first, then send these.",
        "Row 4, Ninefold 2: Column “state” says “XX”. Did you mean “TX”? Allowed: AL, AK, AZ, AR, CA, CO, "
        "CT, DE, DC, FL, GA, HI, ….",
        "Row 5, Ninefold 3: The organization of a clinic can’t be changed by a spreadsheet.",
        "Row 7, Ninefold 4: Your organization has no clinic with this id.",
        "Row 8, Ninefold 4: Your organization has no clinic with this id.",
        "Row 9, Ninefold 4: It has no id in the column “id”. Keep the id as you downloaded it.",
        "Row 10, Ninefold 4: “id” and “slug” name two different clinics. Remove one of them.",
        "Row 11, Ninefold 4: It is about the same clinic as row 6. We used the earlier row.",
    ]
    assert "1 clinic changes." in main_text(page)


def test_a_row_whose_id_is_that_of_another_site_is_refused(client, chain, clinics, owner):
    change(clinics[1], name="Cedar", street="9 Other Road", city="Boulder")
    rows = down(client, chain)
    cedar = next(row for row in rows if row["name"] == "Cedar")
    cedar["id"], cedar["slug"] = str(clinics[0].uid), ""

    assert refused_rows(chain, [cedar]) == [
        (2, "Cedar", "Its id belongs to “Ninefold 0”, but the row is about “Cedar”. Correct one of them.")
    ]


# ---- hostile and unfit files


FILES = {
    "empty": (b"", "The file is empty."),
    "spreadsheet": (b"PK\x03\x04rest", "The file is a spreadsheet or a ZIP archive."),
    "page": (b"<html>", "The file is a web page or XML."),
    "binary": (b"%PDF-1.7\n", "The file is not text."),
    "json": (b'[{"uid": "a"}]', "The file is JSON. Use the CSV that you downloaded here."),
    "no uid": (b"name,about\nCedar,Words\n", "The column “id” is missing."),
    "twice": (b"uid,about,description\n", "Two columns mean “about”. Remove one of them."),
    "wide": (b"id" + b",x" * 1000 + b"\n", "The first row names more than 1000 columns."),
    "long": (b"uid,about\n" + b"a,b\n" * 101, "A file may have up to 100 rows."),
}


@pytest.mark.parametrize("name", FILES)
def test_an_unfit_file_is_refused_with_a_sentence(client, chain, owner, name):
    content, sentence = FILES[name]

    page = up(client, chain, content)

    assert page.status_code == 400
    assert sentence in main_text(page)
    assert [one.get("type") for one in elements(page.content, "input") if one.get("name") == "file"] == [
        "file"
    ]


def test_no_file_and_a_file_that_is_too_large_are_said(client, chain, owner):
    assert client.post(address("sheet", chain), {}).status_code == 400
    page = up(client, chain, b"uid,about\n" + b"x" * sheet.MAX_BYTES)

    assert page.status_code == 413
    assert "The file is too large. It may have up to 2 MB." in main_text(page)


@pytest.mark.parametrize(
    "content",
    [
        "uid,about\n{uid},ä\n".encode() + b"{uid},\xff\n",
        b"uid,about\n{uid},\0\n",
        b"uid,about\n{uid},a,b,c\n",
        b"uid,practitioners\n{uid},[[[[{\n",
        b'uid,practitioners\n{uid},"[{""name"": 1e999}]"\n',
        b"uid,latitude\n{uid},nan\n",
        b"uid,session_price_low\n{uid},99999999999999999999\n",
        b"uid,about\n" + b"{uid}," + b"x" * 200_000 + b"\n",
        b"uid,npi\n{uid},=1+1\n",
    ],
)
def test_a_hostile_row_is_refused_and_never_breaks_the_page(client, chain, clinics, owner, content):
    page = up(client, chain, content.replace(b"{uid}", str(clinics[0].uid).encode()))

    assert page.status_code == 400
    assert len(refusals(page)) == 1


def test_a_file_that_is_not_utf8_is_read_as_windows_text_and_says_so(client, chain, clinics, owner):
    page = up(client, chain, f"uid,about\n{clinics[0].uid},Café\n".encode("cp1252"))

    assert "We read it as Windows-1252. Check that its accents are correct." in main_text(page)
    assert "Café" in main_text(page)


def test_words_of_a_file_are_text_on_the_page(client, chain, owner):
    rows = down(client, chain)
    rows[0]["about"] = "<script>alert(1)</script>"
    rows[1] |= {"name": "<img src=x>", "state": "<b>"}

    page = up(client, chain, as_csv(rows))

    assert b"<script>alert" not in page.content
    assert b"<img src=x>" not in page.content
    assert "<script>alert(1)</script>" in main_text(page)


# ---- between the page and the button


def test_what_the_page_said_of_other_rows_stays_when_the_terms_are_missing_and_after_sending(
    client, chain, clinics, owner
):
    rows = [{"id": one.uid, "about": "New.", "phone": "303-555-0142 or 303-555-0143"} for one in clinics[:2]]
    rows += [{"id": "x", "about": "New."}, {"id": rows[0]["id"], "about": "Twice."}]
    rows += [{"id": clinics[2].uid, "about": draft(clinics[2])["about"], "phone": draft(clinics[2])["phone"]}]
    shown = up(client, chain, as_csv(rows, ["id", "about", "phone", "nonsense"]))
    said = [
        "Row 4: Column “id” says “x”. Enter the id from an export, or leave it empty.",
        "Row 5: It is about the same clinic as row 2. We used the earlier row.",
        "We used only (303) 555-0142 from the phone “303-555-0142 or 303-555-0143”.",
        "We don’t know these columns, so we left them out: nonsense.",
        "1 clinic stays as it is.",
    ]

    again = send(client, chain, shown, terms="")
    sent = send(client, chain, again)

    for page in (shown, again):
        assert [one for one in said if one not in main_text(page)] == []
    assert "You sent 2 clinics to a moderator" in main_text(sent)
    assert "Rows 4 and 5 were not sent. Correct them in your file" in main_text(sent)


def forged(chain, user, parts):
    return signing.dumps([chain.pk, user.pk, parts, [], [], []], salt=sheet_sending.SALT, compress=True)


@pytest.mark.parametrize("plan", ["", "made up", "a:b:c", "\0", None])
def test_a_plan_that_we_did_not_sign_is_refused(client, chain, clinics, owner, plan):
    if plan is None:
        plan = signing.dumps([chain.pk, owner.pk, []], salt="another")

    page = client.post(address("sheet_sending", chain), {"plan": plan})

    assert page.status_code == 400
    assert "This page was open for too long. Choose the file again." in main_text(page)


def test_a_plan_of_another_account_or_organization_or_of_yesterday_is_refused(client, chain, clinics, owner):
    other = make_owner(clinics[0])
    elsewhere = Organization.objects.create(name="Else", slug="else")
    refused = [
        client.post(address("sheet_sending", chain), {"plan": plan}).status_code
        for plan in (forged(chain, other, []), forged(elsewhere, owner, []))
    ]

    assert refused == [400, 400]


def test_a_plan_ends_after_twelve_hours(client, chain, owner, monkeypatch):
    plan = forged(chain, owner, [])
    assert sheet_sending.load(plan, organization=chain, user=owner) == ([], [], [], [])
    now = time.time() + timedelta(hours=12, minutes=1).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: now)

    assert client.post(address("sheet_sending", chain), {"plan": plan}).status_code == 400


def test_a_plan_sends_nothing_of_another_organizations_clinic(client, chain, theirs, owner):
    plan = forged(chain, owner, [[2, theirs.pk, "0" * 16, {"about": "Taken over"}, []]])

    page = client.post(address("sheet_sending", chain), {"plan": plan} | ACCEPTED)

    assert page.status_code == 409
    assert refusals(page) == ["Row 2: Your organization has no clinic with this id."]
    assert draft(theirs)["about"] == ""


def changed_sheet(client, chain, count=2):
    rows = down(client, chain)
    for row in rows[:count]:
        row["about"] = "New words."
    return up(client, chain, as_csv(rows))


def test_a_draft_saved_since_is_shown_again_and_the_others_are_sent(client, chain, clinics, owner):
    page = changed_sheet(client, chain)
    change(clinics[0], alias="Saved meanwhile")

    again = send(client, chain, page)

    text = main_text(again)
    assert again.status_code == 409
    assert "You sent 1 clinic to a moderator: Ninefold 1." in text
    assert "Check them again, then send." in text
    assert "Saved meanwhile" in text
    assert (draft(clinics[0])["about"], draft(clinics[0])["alias"]) == ("House 0.", "Saved meanwhile")

    send(client, chain, again)

    assert (draft(clinics[0])["about"], draft(clinics[0])["alias"]) == ("New words.", "Saved meanwhile")


def test_send_pressed_twice_sends_once(client, chain, clinics, owner):
    page = changed_sheet(client, chain)
    send(client, chain, page)

    again = send(client, chain, page)

    assert "Already sent: Ninefold 0; Ninefold 1." in main_text(again)
    assert Submission.objects.filter(state="pending").count() == 2


def test_what_began_to_wait_since_is_refused_and_its_draft_stays(client, chain, clinics, owner):
    page = changed_sheet(client, chain, 1)
    make_submission(clinics[0])

    again = send(client, chain, page)

    assert again.status_code == 409
    assert refusals(again) == [
        "Row 2, Ninefold 0: You already have changes waiting. Withdraw them first, then send these."
    ]
    assert draft(clinics[0])["about"] == "House 0."


def test_a_plan_sent_while_signed_out_is_shown_again_and_not_sent_by_itself(client, chain, clinics, owner):
    page = changed_sheet(client, chain, 1)
    sent = form_values(page)
    client.logout()
    client.post(address("sheet_sending", chain), {"plan": sent["plan"], "typed_by": sent["typed_by"]})
    session = client.session
    kept = session["typed"]
    client.force_login(owner)
    session = client.session
    session["typed"] = kept
    session.save()

    page = client.get(address("sheet_sending", chain))

    assert page.status_code == 200
    assert "New words." in main_text(page)
    assert Submission.objects.filter(state="pending").count() == 0
    send(client, chain, page)
    assert draft(clinics[0])["about"] == "New words."


# ---- cost


def test_a_sheet_takes_as_many_queries_for_five_rows_as_for_one(
    client, chain, owner, django_assert_num_queries
):
    rows = down(client, chain)
    for row in rows:
        row["about"] = "New words."
    for count in (1, 5):
        with django_assert_num_queries(11):
            up(client, chain, as_csv(rows[:count]))


def test_a_row_is_limited_before_it_is_read():
    with pytest.raises(FileError):
        sheet.plan(io.BytesIO(b"uid,about\n" + b"a,b\n" * 400), [], date(2026, 11, 28))


def test_a_listing_of_another_organization_is_not_in_the_sheet(client, chain, owner):
    make_listing(name="Somebody else's")

    assert [row["name"] for row in down(client, chain)] == [f"Ninefold {number}" for number in range(5)]
