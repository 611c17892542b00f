"""Every statement on the page of a listing is also in comparison, notebook, print, export and preview."""

import csv
import io
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from checklist import codes, storage
from directory.exchange.listing_csv import csv_lines
from directory.exchange.listing_json import listing_json
from directory.facts import vocabulary as v
from directory.facts.safety_warnings import WARNINGS, WARNINGS_BELOW
from directory.facts.spine import STATEMENTS
from directory.models import Listing
from directory.search import cards
from directory.views import preview
from directory.wording import values
from directory.wording.listing_page import listing_page
from directory.wording.rows import DisplayRow
from directory.wording.summary import summarize
from tests.support import factories
from tests.support.html import assert_valid
from tests.support.published import days_ago, everything_stated, listed, person

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HIDDEN = {"name", "latitude", "longitude", "point_source", "country"}  # the heading, and what is on no page


class Pieces(HTMLParser):
    """The words of a page: each piece of text between two tags."""

    def __init__(self):
        super().__init__()
        self.texts = []

    def handle_data(self, data):
        if data.strip():
            self.texts.append(" ".join(data.split()))


def pieces(html):
    reader = Pieces()
    reader.feed(html)
    return reader.texts


def plain(text):
    return " ".join(text.split()).casefold()


def text_of(html):
    return plain(" ".join(pieces(html)))


# ---- the places


def page_of(listing):
    return Client().get(listing.get_absolute_url()).text


def client_with_notebook(listing):
    """Somebody whose notebook holds the clinic: (client, its id there)."""
    client = Client()
    client.post("/notebook/start/", {"clinic": listing.slug})
    book = storage.read(codes.secret_from_code(client.cookies["notebook"].value))
    return client, book["clinics"][0]["id"]


def compared(listing):
    other = listed(name="Silent Rooms")
    return text_of(Client().get(f"/compare/?clinic={listing.slug}&clinic={other.slug}").text)


def beside_the_questions(listing):
    client, clinic_id = client_with_notebook(listing)
    return text_of(client.get(f"/notebook/clinics/{clinic_id}/all/").text)


def kept_side_by_side(listing):
    client, _clinic_id = client_with_notebook(listing)
    client.post("/notebook/keep/", {"clinic": listed(name="Silent Rooms").slug})
    return text_of(client.get("/notebook/compare/").text)


def on_the_sheet(listing):
    client, _clinic_id = client_with_notebook(listing)
    return text_of(client.get("/notebook/sheets/").text)


def taken_along(listing):
    client, _clinic_id = client_with_notebook(listing)
    return text_of(re.sub("<style>.*</style>", "", client.get("/notebook/notebook.html").text, flags=re.S))


def in_the_table(listing):
    client, _clinic_id = client_with_notebook(listing)
    rows = csv.reader(io.StringIO(client.get("/notebook/notebook.csv").text))
    return plain("\n".join(row[-1] for row in rows))


def previewed(listing):
    return text_of(preview.render_preview(RequestFactory().get("/"), listing, back="/").text)


WHOLE = [compared, on_the_sheet, taken_along, in_the_table, previewed]  # with the head of the spine
ASKED = [beside_the_questions, kept_side_by_side]  # what questions ask for: all but the head


# ---- what must stand there


def full():
    """A listing with everything stated, whose people were checked in a register and seen in a document."""
    checked = {"kind": v.Evidence.REGISTER_CHECKED, "source": "Example register"}
    return listed(
        **everything_stated(),
        evidence=[
            {"statement": "practitioners", "person": "Person 0", "url": "https://register.example/0"}
            | checked,
            {"statement": "practitioners", "person": "Person 1"},
            {"statement": "written_plan"},
        ],
    )


def raw(listing, *, asked=False):
    """Statement → the words that must stand for its value, made from the codes alone."""
    words = {}
    for name, one in STATEMENTS.items():
        value = getattr(listing, name)
        if name == "availability_on":  # who confirms a listing confirms its availability too
            value = listing.availability_stated_on
        if name not in HIDDEN and value not in (None, "", []) and not (asked and one.section == "head"):
            words[name] = list(words_of(one, value))
    return words


def words_of(statement, value):
    if statement.kind == "records":
        for row in value:
            for part in statement.parts:
                yield from words_of_part(part, row[part.name])
    elif statement.name == "languages":
        for spoken in value:
            language, way = spoken.split(":")
            yield from (str(v.Language(language).label), str(v.LanguageWay(way).label))
    elif statement.name in ("website", "booking_url"):
        yield value.removeprefix("https://").rstrip("/")
    elif statement.name == "phone":
        yield f"({value[2:5]}) {value[5:8]}-{value[8:]}"
    elif statement.kind in ("code", "codes") and statement.name != "state":
        yield from (str(statement.labels[code]) for code in (value if isinstance(value, list) else [value]))
    elif statement.kind == "yes_no":
        yield "Yes" if value else "No"
    elif statement.kind == "dollars":
        yield f"${value:,}"
    elif statement.kind == "date":
        yield values.day(value)
    else:
        yield str(value)


# Codes that a sentence says in other words than their labels, as they stand in everything_stated().
OTHER_WORDS = {
    "covers": {
        "assessment": "the assessment",
        "therapy": "therapy",
        "spravato_drug": "Spravato itself",
        "observation": "time under observation",
        "infusion": "the ketamine session",
        "follow_up": "follow-up visits",
    },
    "network": {"not_taken": "Does not take"},
    "payer": {"all": "All insurers"},
    "days": dict.fromkeys(v.Weekday.values, "Every day"),
    "kind": {"phone_or_messages": "(phone or messages only)"},
    "price_unit": {"visit_with_exam": "for a first visit with the exam and a session"},
    "boards": {
        **{code: f"board certified in {label}" for code, label in v.Board.choices},
        "addiction": "board certified in addiction medicine or psychiatry",
        "pmhnp_bc": "board certified in psychiatric nursing (PMHNP-BC)",
        "nbcrna": "board certified in nurse anesthesia (NBCRNA)",
        "other": "board certified in another field",
        "none": "no board certification",
    },
}
WORDED_NUMBERS = {
    "drug_minutes": "%d minutes",
    "visit_minutes": "%d minutes",
    "observation_minutes": "%d minutes",
    "course_sessions": "%d sessions",
    "course_weeks": "%d weeks",
    "least_sessions": "%d sessions",
}


def words_of_part(part, value):
    if value in (None, "", []) or part.name in ("license_state", "register_url"):  # with the number; a link
        return
    labels = dict(part.choices) | OTHER_WORDS.get(part.name, {})
    if part.name == "license_number":
        yield f"Colorado license {value}"
    elif part.name in WORDED_NUMBERS:
        yield WORDED_NUMBERS[part.name] % value
    elif part.kind == "time":
        yield {"09:00": "9 AM"}[value]
    elif part.name == "expires_on":
        yield values.short_day(date.fromisoformat(value))
    elif part.kind == "records":
        yield from (word for row in value for one in part.parts for word in words_of_part(one, row[one.name]))
    elif part.kind == "yes_no":
        yield "Yes" if value else "No"
    elif part.kind == "dollars":
        yield f"${value:,}"
    elif part.kind == "date":
        yield values.day(date.fromisoformat(value))
    else:
        yield from (str(labels.get(one, one)) for one in (value if isinstance(value, list) else [value]))


def missing(text, wanted):
    """{name: words} reduced to the words that are missing in a text."""
    lost = {name: [one for one in words if plain(one) not in text] for name, words in wanted.items()}
    return {name: words for name, words in lost.items() if words}


HEAD = {"Taking patients?", "Phone", "Address", "Website", "Booking page", "Public e-mail", "Opening hours"}
HEAD |= {"Also known as", "States served by telehealth", "NPI of the clinic", "Organization"}
HEAD |= {"Open, by day", "Time zone", "Another language", "Has offered ketamine since"}


def beside(listing, *, asked):
    """Row of the page → the pieces of words beside its label. Without cautions, which are told one by one."""
    page = listing_page(listing, timezone.localdate())
    rows = [row for part in (page.contact, page.clinic, *page.sections) for row in part.stated]
    return {
        f"{place} {row.label}": pieces_of(row)
        for place, row in enumerate(rows)
        if row.name != "exclusions" and not (asked and row.label in HEAD)
    }


def pieces_of(row):
    mark = row.evidence
    warned = [str(one.label) for one in row.warned]
    for one in row.warned:  # sentence by sentence: a page tells once what several warnings rest on
        warned += map(str, (one.warning.first, *one.warning.claims) if one.warning else ())
    lines = [piece for line in row.lines for piece in str(line).splitlines()]
    return [*lines, *warned, row.detail, mark.label, values.short_day(mark.on), mark.source]


def test_the_page_of_a_listing_shows_every_statement():
    listing = full()

    assert missing(text_of(page_of(listing)), raw(listing)) == {}


@pytest.mark.parametrize("place", WHOLE + ASKED)
def test_every_statement_is_shown_in_every_place(place):
    listing = full()

    assert missing(place(listing), raw(listing, asked=place in ASKED)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("place", WHOLE + ASKED)
def test_every_place_shows_days_evidence_and_warnings_as_the_page_does(place):
    listing = full()
    rows = beside(listing, asked=place in ASKED)

    assert len(rows) > 60
    assert missing(place(listing), rows) == {}


def test_a_missing_license_number_is_found():
    listing = full()
    text = on_the_sheet(listing)

    lost = missing(text.replace(plain("Colorado license DR-5550003"), ""), raw(listing))

    assert lost == {"practitioners": ["Colorado license DR-5550003"]}


@pytest.mark.parametrize(
    "place", [compared, beside_the_questions, kept_side_by_side, on_the_sheet, in_the_table]
)
def test_a_place_that_drops_the_details_of_a_value_is_found(place, monkeypatch):
    listing = full()
    rows = beside(listing, asked=True)
    whole = DisplayRow.__init__

    def forgetful(self, *args, **kwargs):
        whole(self, *args, **kwargs | {"detail": ""})

    monkeypatch.setattr(DisplayRow, "__init__", forgetful)

    assert len(missing(place(listing), rows)) > 10


# ---- warnings


# (statement, value, the value in words, SafetyWarning) of every value that carries a warning.
WARNED = [
    (statement, [code] if STATEMENTS[statement].kind == "codes" else code, dict(choices)[code], alert)
    for (statement, code), alert in WARNINGS.items()
    for choices in [STATEMENTS[statement].choices]
]
WARNED += [
    (statement, limit - 1, f"{limit - 1} years", alert)
    for statement, (limit, alert) in WARNINGS_BELOW.items()
]


def warned(statement, value):
    return listed(name="Tern House", **{statement: value})


def the_page(listing):
    return text_of(page_of(listing))


def on_the_card(listing):
    row = Listing.objects.for_cards([listing.pk])[listing.pk]
    return text_of(cards.listing_card(row, timezone.localdate()).rest)


def in_the_history(listing):
    return text_of(Client().get(f"{listing.get_absolute_url()}history/").text)


EVERYWHERE = [the_page, in_the_history, *WHOLE, *ASKED]


@pytest.mark.slow
@pytest.mark.parametrize("place", EVERYWHERE)
def test_every_place_shows_a_warning_with_its_value(place):
    for statement, value, _words, alert in WARNED:
        text = place(warned(statement, value))

        assert plain(f"Warning: {alert.sentences}") in text, (statement, value)
        assert plain(f"Source: {alert.source}.") in text, (statement, value)


def test_a_card_begins_with_each_value_that_carries_a_warning():
    for statement, value, words, _alert in WARNED:
        warning = plain(f"Warning: {STATEMENTS[statement].label}: {words} ")
        assert on_the_card(warned(statement, value)).startswith(warning)


@pytest.mark.slow
def test_a_moderator_reads_the_warning_in_the_decision(client):
    client.force_login(factories.make_moderator())
    for statement, value, _words, alert in WARNED:
        submission = factories.make_submission(**{statement: value})

        page = client.get(f"/admin/submissions/{submission.pk}/")

        assert plain(f"Warning: {alert.sentences}") in text_of(page.text), (statement, value)


def test_a_change_to_a_warned_value_is_told_with_the_warning_in_a_notebook():
    listing = listed(name="Tern House", attendance=["line_of_sight"])
    client, clinic_id = client_with_notebook(listing)
    page = client.get(f"/notebook/clinics/{clinic_id}/all/").text
    shown = re.search('name="D1-shown" value="([0-9a-f]+)"', page)[1]
    data = {"D1-impression": "partly", "D1-note": "In sight", "D1-shown": shown}
    client.post(f"/notebook/clinics/{clinic_id}/answers/", data | {"part": "D"})
    listed(listing.clinic, on=days_ago(0), attendance=["none"])

    page = client.get(f"/notebook/clinics/{clinic_id}/D/").text

    changed = text_of(page[page.index("Changed since you asked.") :])
    assert plain(f"Warning: {WARNINGS['attendance', 'none'].sentences}") in changed


def test_the_data_carry_the_warning_beside_the_value():
    for statement, value, _words, alert in WARNED:
        stated = listing_json(warned(statement, value), timezone.localdate())["statements"][statement]

        assert [(one["warning"], one["source"]) for one in stated["warnings"]] == [
            (str(alert.sentences), str(alert.source))
        ]


def test_the_data_dictionary_says_which_codes_carry_a_warning(client):
    text = text_of(client.get("/data/").text)

    assert [one for one in WARNINGS.values() if plain(f"Warning: {one.sentences}") not in text] == []


def test_no_other_value_carries_a_warning():
    facts = {
        "setting": ["home_supervised"],
        "minimum_age": 18,
        "home_dosing": "in_person_exam_first",
        "attendance": ["call_bell"],
    }
    facts |= {"monitoring": ["pump"], "populations": ["adults"], "exclusion_under_18": "excluded"}
    listing = listed(**facts, practitioners=[person()])

    for place in [*EVERYWHERE, on_the_card]:
        assert "warning:" not in place(listing)
    assert "Warning" not in summarize(listing, timezone.localdate())


def test_every_warning_is_whole_sentences_and_names_who_says_so():
    for alert in WARNINGS.values():
        assert all(re.fullmatch(r"[A-Z].*\.", str(one)) for one in (alert.first, *alert.claims))
        assert str(alert.source).strip(".") == str(alert.source) != ""


@pytest.mark.parametrize("address", ["/notebook/clinics/{}/all/", "/notebook/compare/", "/notebook/sheets/"])
def test_the_pages_of_a_notebook_that_hold_everything_are_valid(address):
    client, clinic_id = client_with_notebook(full())
    client.post("/notebook/keep/", {"clinic": listed(name="<b>🙂</b>").slug})

    assert_valid(client.get(address.format(clinic_id)).text)


@pytest.mark.parametrize(
    "name", ["practitioners", "training", "offerings", "insurers", "opening_times", "time_zone"]
)
def test_the_data_hold_every_part_of_a_record(name):
    listing = full()

    (line,) = csv.DictReader(io.StringIO(b"".join(csv_lines([listing])).decode()))
    cell = line[name] if name == "time_zone" else json.loads(line[name])
    stated = listing_json(listing, timezone.localdate())["statements"][name]["value"]

    assert stated == getattr(listing, name)
    assert cell == stated
