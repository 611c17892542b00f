import csv
import io
import json
from datetime import date
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.exchange.columns import COLUMNS, HEADER
from directory.exchange.csv_formulas import PLAIN_NUMBER, escape_formulas, unescape_formulas
from directory.exchange.listing_csv import csv_lines, iterate_in_batches
from directory.exchange.listing_json import listing_json
from directory.facts.rules import EXCLUSIVE_NONE, RANGES
from directory.facts.spine import STATEMENTS
from directory.importing import directory_csv, validation
from directory.importing.errors import RowError
from directory.importing.union_columns import settle_unions
from directory.models import (
    RECORD_MODELS,
    Clinic,
    Listing,
    Organization,
    Submission,
    Verification,
)
from directory.publishing.publish import preview_listing
from directory.publishing.snapshot import FIELD_STATEMENTS, snapshot_of_clinic
from tests.support.database import erase
from tests.support.factories import make_clinic, make_listing, make_moderator, take_down

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)

EVERYTHING = {
    "name": "Clínica «Ñandú», LLC",
    "alias": "'quoted",
    "about": '=HYPERLINK("http://a.example","Click")\r\nSecond line\n\nthird, with "marks"; and a ’',
    "street": "-12 Negative Street",
    "city": "Coeur d'Alene",
    "state": "ID",
    "zip": "83814-0001",
    "latitude": 47.677683,
    "longitude": -116.780466,
    "point_source": "given",
    "phone": "+12085550142",
    "phone_extension": "007",
    "email": "hello@clinic.example",
    "website": "https://clinic.example/?a=1&b=2",
    "booking_url": "https://clinic.example/book",
    "opening_hours": "+ evenings",
    "telehealth_states": ["CA", "ID"],
    "npi": "0123456788",
    "availability": "waitlist",
    "waitlist_weeks": 0,
    "availability_on": date(2026, 11, 1),
    "languages": ["en:clinician", "es:interpreter"],
    "populations": ["adults", "veterans"],
    "patients_treated": "50_to_199",
    "life_support_on_site": "none",
    "written_standard": "'=already with an apostrophe",
    "off_label_disclosed": True,
    "route": ["iv", "im"],
    "monitoring": ["none"],
    "exclusion_psychosis": "case_by_case",
    "observation_minutes": 120,
    "session_price_low": 0,
    "session_price_high": 650,
    "prices_as_of": date(2026, 10, 1),
    "maintenance": "@home",
    "practitioners": [
        {"name": "Zoë “Z” O'Neil", "roles": ["prescriber"], "license": "md", "years_offering": 0},
        {"name": "Ann Other", "roles": [], "license": "associate", "supervisor": "Zoë “Z” O'Neil"},
    ],
    "training": [{"code": "acls", "hours": 12, "expires_on": date(2027, 1, 31)}],
}


def written():
    return b"".join(csv_lines(iterate_in_batches(Listing.objects.public())))


def emptied():
    """A directory in which nothing was ever listed."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    erase(Listing.objects.all())  # and their former slugs
    for model in (Submission, Verification, Clinic, Organization):
        model.objects.all().delete()


def taken(path, data):
    path.write_bytes(data)
    out = io.StringIO()
    by = make_moderator().username
    call_command(
        "import_clinics",
        str(path),
        "--publish-as",
        by,
        "--source",
        "A list, 2026",
        "--license",
        "cc0-1.0",
        stdout=out,
    )
    return out.getvalue().split("flagged")[0].split()


NOT_STATED = (*directory_csv.NOT_STATED, "source")


def statements(data):
    return [
        {name: cell for name, cell in row.items() if name not in NOT_STATED}
        for row in csv.DictReader(io.StringIO(data.decode(), newline=""))
    ]


def rows(data):
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


# ---- there and back


def test_everything_stated_comes_back_byte_by_byte(tmp_path):
    organization = Organization.objects.create(name="=Chain", slug="the-chain")
    make_listing(organization=organization, origin="import", source="=A register", **EVERYTHING)
    before = written()
    emptied()

    counts = taken(tmp_path / "file.csv", before)

    assert counts == ["created", "1", "changed", "0", "unchanged", "0", "refused", "0"]
    assert without_what_is_new(written()) == without_what_is_new(before)


def without_what_is_new(data):
    """The cells of a file, but for those that say when a row was written and in which database."""
    header, *listings = rows(data)
    new = [header.index(name) for name in ("changed_in", "changed_at", "source_license", "organization_id")]
    return [header, *([cell for at, cell in enumerate(row) if at not in new] for row in listings)]


def test_nothing_stated_comes_back_byte_by_byte(tmp_path):
    make_listing(origin="import", source="A register", name="Silent Clinic", city="", state="")
    before = written()
    emptied()

    taken(tmp_path / "file.csv", before)

    assert without_what_is_new(written()) == without_what_is_new(before)


def _texts(name):
    longest = Listing._meta.get_field(name).max_length
    return st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=min(longest, 40)
    )


ANY_TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
TEXT = st.text(ANY_TEXT, min_size=1, max_size=20)


def _values(part, *, longest=40, most=70):
    """A strategy for the values of a statement or of a part of a record."""
    codes = [code for code, _label in part.choices if code != "none"]
    several = st.sets(st.sampled_from(codes), max_size=4) if codes else st.just(set())
    several = several.map(lambda chosen: [code for code in codes if code in chosen])
    has_none = part.kind == "codes" and len(codes) < len(part.choices)
    return {
        "code": st.sampled_from(["", *(code for code, _label in part.choices)]),
        "codes": several | st.just(["none"]) if has_none else several,
        "yes_no": st.sampled_from([None, True, False]),
        "number": st.none() | st.integers(0, most),
        "dollars": st.none() | st.integers(0, 1_000_000),
        "date": st.just("2026-11-22"),
        "time": st.sampled_from(["", "00:00", "09:30", "23:59"]),
        "text": st.text(ANY_TEXT, max_size=longest),
        "records": st.deferred(lambda: _records(part.parts)),
    }[part.kind]


def _records(parts, *, most=2, **known):
    return st.lists(
        st.fixed_dictionaries({part.name: known.get(part.name, _values(part)) for part in parts}),
        max_size=most,
    )


def _in_order(values):
    """The numbers of ranges, the lower first."""
    for low, most in RANGES.items():
        if None not in (values.get(low), values.get(most)):
            values |= {low: min(values[low], values[most]), most: max(values[low], values[most])}
    return values


def _with_prices_that_hold(offering):
    low, high = sorted((offering["price_low"] or 0, offering["price_high"] or 0))
    prices = {"price_low": low, "price_high": high, "price_unit": offering["price_unit"] or "month"}
    open_ranges = {
        low: None for low, most in RANGES.items() if low in offering and offering[most] is not None
    }
    return offering | prices | open_ranges


def _longest(name):
    return min(40, Listing._meta.get_field(name).max_length or 40)


def _most(name):
    limits = [one.limit_value for one in Listing._meta.get_field(name).validators if one.code == "max_value"]
    return min(limits, default=70)


CHECKED = (
    *("phone", "phone_extension", "email", "website", "booking_url", "npi", "zip", "country"),
    "organization",
)
BOUND = ("session_price_low", "waitlist_weeks", "latitude", "longitude", "name", "offering_since", *RANGES)
FREE = {
    name: _values(statement, longest=_longest(name), most=_most(name))
    for name, statement in STATEMENTS.items()
    if name not in (*CHECKED, *BOUND, *RECORD_MODELS)
}
PARTS = {name: STATEMENTS[name].parts for name in RECORD_MODELS}
PEOPLE = _records(
    PARTS["practitioners"], name=TEXT, supervisor=TEXT, register_url=st.just(""), npi=st.just("")
)
TRAINING = _records(
    PARTS["training"],
    code=st.sampled_from(["acls", "other"]),
    hours=st.none() | st.integers(1, 20_000),
    year=st.none() | st.integers(1950, 2026),
)
OFFERINGS = _records(PARTS["offerings"], most=6).map(
    lambda offerings: [_in_order(_with_prices_that_hold(offering)) for offering in offerings]
)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    facts=st.fixed_dictionaries(FREE).map(_in_order),
    name=TEXT.filter(str.strip),
    point=st.tuples(st.floats(-90, 90), st.floats(-180, 180)) | st.none(),
    records=st.fixed_dictionaries(
        {"practitioners": PEOPLE, "training": TRAINING, "offerings": OFFERINGS},
    ),
)
def test_whatever_is_stated_is_read_as_it_was_written(silent, facts, name, point, records):
    stated = silent | facts | records | {"name": name}
    if point:
        stated |= {"latitude": point[0], "longitude": point[1]}

    line = b"".join(csv_lines([_as_listing(stated)]))
    content = read_back(line)

    assert content == stated
    validation.validate_content(content)
    assert b"".join(csv_lines([_as_listing(content)])) == line


@pytest.fixture
def silent():
    return own_content()


def own_content():
    return snapshot_of_clinic(make_clinic(name="x", city="", state=""))


def read_back(line):
    """What an import states of a new clinic by the one row of an export."""
    parsed = directory_csv.parse_row(dict(zip(*rows(line), strict=True)))
    settled = settle_unions(parsed.content, parsed.otherwise, {}, is_export=parsed.is_export)
    assert (settled.corrections, settled.concerns) == ([], [])
    return settled.stated


def _as_listing(stated):
    listing = preview_listing(stated, published=None, origin="import", source="", stated_on=TODAY)
    listing.uid, listing.changed_at = UUID(int=1), None
    return listing


@given(text=st.text(st.sampled_from("'=+-@\t\r\n＝1a. ;|,\"\xa0")))
def test_defusing_is_undone_exactly(text):
    assert unescape_formulas(escape_formulas(text)) == text


# ---- formulas


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1", "+1303555x", " =1", '"=1'])
def test_no_cell_begins_like_a_formula(text):
    make_listing(name=text)

    header, row = rows(written())
    assert row[header.index("name")] == f"'{text}"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a; +1;b", "a;' +1;b"),
        ('a;"=1;b', "a;'\"=1;b"),
        ("a\t@SUM(A1)", "a\t'@SUM(A1)"),
        ("a|-1+1|", "a|'-1+1|"),
        ("a\n=1+1;", "a\n'=1+1;"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("two\n\nparagraphs; and more", "two\n\nparagraphs; and more"),
    ],
)
def test_no_cell_begins_like_a_formula_after_what_else_divides_columns(text, escaped):
    make_listing(name=text)

    header, row = rows(written())
    assert row[header.index("name")] == escaped
    assert unescape_formulas(escaped) == text


SIGNS = tuple("=+-@＝＋－＠")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_nothing_in_a_file_runs_whatever_divides_its_columns(mark):
    attack = f'a{mark}=1+1{mark}b{mark}"=2{mark} =3{mark}\n=4{mark}'
    make_listing(name=attack, about=attack, practitioners=[{"name": attack}], phone="+13035550142")

    opened = csv.reader(io.StringIO(written().decode(), newline=""), delimiter=mark)
    begin_so = [text for row in opened for cell in row if (text := cell.lstrip(" \xa0")).startswith(SIGNS)]
    assert [text for text in begin_so if not PLAIN_NUMBER.fullmatch(text)] == []


def test_what_is_stated_stands_in_quotation_marks():
    make_listing(name="a;b", route=["iv", "im"], latitude=None, longitude=None)

    row = written().decode().splitlines()[1]
    assert [cell in row for cell in (',"a;b",', ',"iv;im",', '""')] == [True, True, False]


def test_phones_and_longitudes_stay_numbers():
    make_listing(phone="+13035550142", latitude=1.5, longitude=-104.5)

    header, row = rows(written())
    assert row[header.index("phone")] == "+13035550142"
    assert row[header.index("longitude")] == "-104.5"


# ---- our own CSV, by hand


def sheet(path, *given_rows):
    """A file of our own shape in which these rows state these cells, and nothing else."""
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerows(given_rows)
    return path


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"route": "ivv"},
            "Column “route” says “ivv”. Did you mean “iv”? Allowed: iv, im, sc, esketamine_nasal, "
            "racemic_nasal, sublingual, oral, rectal.",
        ),
        (
            {"therapy_model": "medicine"},
            "Column “therapy_model” says “medicine”. Did you mean “medicine_only”? Allowed: integrated_team, "
            "partnered, outside_prescriber, coach, referral_list, support_only, medicine_only, "
            "integration_only.",
        ),
        ({"zip": "6708", "state": ""}, "Column “zip” says “6708”. Enter a ZIP code, for example 80202."),
        (
            {"phone": "555-0142"},
            "Column “phone” says “555-0142”. Enter a phone number, for example (303) 555-0142.",
        ),
        (
            {"intake_fee": "$450.50", "prices_as_of": "2026-01-01"},
            "Column “intake_fee” says “$450.50”. Write whole dollars, for example 450 or $1,200.",
        ),
        ({"intake_fee": "450"}, "Say on which day the prices were true."),
        (
            {"session_price_low": "2", "session_price_high": "1", "prices_as_of": "2026-01-01"},
            "The lower price is above the higher one. Swap them.",
        ),
        (
            {"prices_as_of": "11/22/2026"},
            (
                "Column “prices_as_of” says “11/22/2026”. Enter a date as year-month-day, for "
                "example 2026-11-22."
            ),
        ),
        (
            {"prices_as_of": "2026-02-30"},
            (
                "Column “prices_as_of” says “2026-02-30”. Enter a date as year-month-day, for "
                "example 2026-11-22."
            ),
        ),
        (
            {"private_room": "maybe"},
            "Column “private_room” says “maybe”. Write yes or no, or leave it empty where it is not stated.",
        ),
        (
            {"latitude": "91", "longitude": "0"},
            "Enter a latitude from -90 to 90 and a longitude from -180 to 180, or leave both empty.",
        ),
        (
            {"latitude": "39.7"},
            ("A latitude needs a longitude, and a longitude needs a latitude. Fill in both or neither."),
        ),
        (
            {"latitude": "nan"},
            "Column “latitude” says “nan”. Enter decimal degrees, for example -104.9903.",
        ),
        (
            {"monitoring": "none;pump"},
            "“Nothing is measured” can’t be combined with other choices. Remove it, or remove the others.",
        ),
        ({"name": " "}, "It has no name."),
        (
            {"practitioners": "Dr. A"},
            'Column “practitioners” is not JSON of the form [{"…": "…"}]. '
            "The page “The data” shows its parts.",
        ),
        (
            {"practitioners": '[{"name": "A", "license": "mdd"}]'},
            "Column “practitioners”, entry 1, “license” says “mdd”. Did you mean “md”? Allowed: md, do, "
            "physician, resident, dentist, naturopath, pmhnp, np, cns, crna, anesthesiologist_assistant, "
            "pa, ….",
        ),
        (
            {"practitioners": '[{"name": "A"}, {"license": "md"}]'},
            "Column “practitioners”, entry 2, “name” is empty.",
        ),
        (
            {"practitioners": '[{"name": "A", "license": "associate"}]'},
            "Column “practitioners”, entry 1: Enter who supervises this therapist in training.",
        ),
        (
            {"practitioners": '[{"name": "A", "licens": "md"}]'},
            "Column “practitioners”, entry 1 says “licens”. Did you mean “license”? Allowed: name, roles, "
            "license, supervisor, license_state, license_number, register_url, npi, boards, "
            "board_certification, "
            "years_offering.",
        ),
        (
            {"slug": "a/b"},
            "Column “slug” says “a/b”. Enter the last part of the listing’s web address, or leave it empty.",
        ),
        (
            {"organization_slug": "x"},
            "Column “organization_slug” is filled in and “organization” is empty. Fill in both.",
        ),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_with_what_to_do(tmp_path, capsys, cells, sentence):
    placed = {"city": "Denver", "state": "CO"}
    path = sheet(tmp_path / "file.csv", {"name": "Clinic"} | placed | cells, {"name": "Good"} | placed)

    counts = taken(path, path.read_bytes())

    assert capsys.readouterr().err == f"Row 2: {sentence}\n"
    assert counts == ["created", "1", "changed", "0", "unchanged", "0", "refused", "1"]


def test_the_rules_of_an_import_are_those_of_the_database():
    broken = {
        "session_price_low": 2,
        "session_price_high": 1,
        "intake_fee": 5,
        "prices_as_of": None,
        "latitude": 91.0,
        "longitude": 0.0,
        "waitlist_weeks": 3,
        "availability": "accepting",
        "phone_extension": "1",
        **{name: ["none", "x"] for name in EXCLUSIVE_NONE},
        **dict.fromkeys(RANGES, 2),
        **dict.fromkeys(RANGES.values(), 1),
    }
    stated = own_content() | broken
    broken_by_django, broken_by_import = set(), set()
    for constraint in Clinic._meta.constraints:
        if hasattr(constraint, "condition") and not hasattr(constraint, "fields"):
            try:
                constraint.validate(Clinic, Clinic(**{name: stated[name] for name in FIELD_STATEMENTS}))
            except ValidationError:
                broken_by_django.add(constraint.name)
            if validation.evaluate(constraint.condition, stated) is False:
                broken_by_import.add(constraint.name)
    assert broken_by_import == broken_by_django
    assert len(broken_by_import) == 24


def test_a_row_with_a_known_slug_updates_that_clinic(tmp_path):
    listing = make_listing(origin="import", name="Old Name", city="Denver", state="CO")
    path = sheet(
        tmp_path / "f.csv",
        {"slug": listing.slug, "name": "Old Name", "city": "Denver", "state": "CO", "route": "im;iv"},
    )

    counts = taken(path, path.read_bytes())

    assert counts[:4] == ["created", "0", "changed", "1"]
    assert Listing.objects.get().route == ["iv", "im"]


def test_a_row_with_a_former_slug_updates_that_clinic(tmp_path):
    listing = make_listing(origin="import", name="First Name", city="Denver")
    former = listing.slug
    make_listing(listing.clinic, origin="import", name="Second Name")
    path = sheet(tmp_path / "f.csv", {"slug": former, "name": "Third Name"})

    assert taken(path, path.read_bytes())[:4] == ["created", "0", "changed", "1"]


def test_a_row_without_a_slug_is_known_by_name_street_and_zip(tmp_path):
    path = sheet(tmp_path / "f.csv", {"name": "Clínica Uno", "street": "1 Street", "zip": "80202"})
    taken(path, path.read_bytes())
    path = sheet(tmp_path / "f.csv", {"name": "CLINICA UNO", "street": "1 street", "zip": "80202-1234"})

    assert taken(path, path.read_bytes())[:4] == ["created", "0", "changed", "1"]


def test_a_row_without_a_slug_that_fits_two_clinics_is_refused(tmp_path, capsys):
    make_clinic(name="Twin"), make_clinic(name="Twin")
    path = sheet(tmp_path / "f.csv", {"name": "Twin", "city": "Denver", "state": "CO"})

    taken(path, path.read_bytes())

    assert capsys.readouterr().err == (
        "Row 2: Several clinics have this name and address. Enter the id of the right one "
        "in the column “id”.\n"
    )


def test_people_are_replaced_where_they_changed(tmp_path):
    listing = make_listing(origin="import", practitioners=[{"name": "A"}, {"name": "B"}])
    row = rows(written())[1]
    cells = dict(zip(HEADER, row, strict=True)) | {"practitioners": '[{"name": "C"}]'}
    path = sheet(tmp_path / "f.csv", cells)

    taken(path, path.read_bytes())

    listing.refresh_from_db()
    assert [person["name"] for person in listing.practitioners] == ["C"]


def test_an_unknown_column_is_named_with_the_nearest_and_left_alone(tmp_path, capsys):
    path = tmp_path / "f.csv"
    path.write_text(",".join(HEADER).replace("private_room", "privat_room"))

    taken(path, path.read_bytes())

    assert capsys.readouterr().err.splitlines() == [
        "We don’t recognize the column “privat_room” and skipped it.",
        'If “privat_room” means “private_room”, enter --columns "privat_room=private_room".',
    ]


def test_a_missing_column_leaves_what_is_stated_as_it_is(tmp_path):
    listing = make_listing(origin="import", name="A", private_room=True, route=["iv"])
    path = sheet(tmp_path / "f.csv", {"slug": listing.slug, "name": "A", "route": "im"})
    rows = list(csv.reader(io.StringIO(path.read_text(), newline="")))
    at = HEADER.index("private_room")
    data = "\n".join(",".join(row[:at] + row[at + 1 :]) for row in rows).encode()

    assert taken(path, data)[:4] == ["created", "0", "changed", "1"]
    listing.refresh_from_db()
    assert (listing.private_room, listing.route) == (True, ["im"])


def test_a_code_that_no_vocabulary_has_is_never_read():
    with pytest.raises(RowError, match=r"Did you mean “iv”?"):
        directory_csv.parse_statement("route", "IV")


# ---- the command, the dictionary, JSON


def test_the_command_writes_the_public_directory(tmp_path):
    make_listing(name="Here")
    take_down(make_listing(name="Gone"))
    path = tmp_path / "out.csv"

    out = io.StringIO()
    call_command("export_clinics", str(path), stdout=out)

    assert out.getvalue() == "clinics 1\n"
    assert [row["name"] for row in statements(path.read_bytes())] == ["Here"]
    assert [found.name for found in tmp_path.iterdir()] == ["out.csv"]


def test_a_folder_that_is_not_there_gets_a_sentence(tmp_path):
    with pytest.raises(CommandError, match=r"cannot be written: No such file or directory.$"):
        call_command("export_clinics", str(tmp_path / "no" / "out.csv"))


def test_the_dictionary_has_every_column_in_order():

    assert [column.name for column in COLUMNS] == list(HEADER)
    route = next(column for column in COLUMNS if column.name == "route")
    assert (route.section, route.kind, route.codes[0]) == (
        "Setting and monitoring",
        "codes",
        ("iv", "IV infusion"),
    )


def evidence_cell():
    header, row = rows(written())
    cell = row[header.index("evidence")]
    return json.loads(cell) if cell else None


def test_the_csv_has_the_id_of_the_clinic_and_json_too():
    listing = make_listing()

    assert rows(written())[1][0] == str(listing.uid) == listing_json(listing, TODAY)["id"]


@pytest.mark.parametrize(
    ("facts", "source"),
    [
        ({"origin": "portal"}, ""),
        ({"origin": "import", "source": "=A list"}, "'=A list"),
        ({"origin": "proposal"}, "a reader"),
    ],
)
def test_the_csv_says_who_made_a_listing_where_its_clinic_did_not(facts, source):
    listing = make_listing(**facts)

    header, row = rows(written())
    assert row[header.index("source")] == source
    assert listing_json(listing, TODAY)["source"] == (source.removeprefix("'") or None)


def test_what_the_clinic_stands_by_since_one_day_needs_no_evidence():
    make_listing(route=["iv"])

    assert evidence_cell() is None


def test_what_nobody_stands_by_needs_no_evidence_either():
    make_listing(origin="import", source="A list", route=["iv"])

    assert evidence_cell() is None


def test_the_csv_says_what_a_statement_rests_on_besides():
    listing = make_listing(route=["iv"], email="a@clinic.example", practitioners=[{"name": "A"}])
    said = {"evidence": "self_reported", "on": listing.confirmed_on.isoformat()}
    evidence = [
        seen("route", "register_checked", until="2027-01-01", url="https://register.example/1"),
        seen("practitioners", "document_seen", person="A"),
    ]
    Listing.objects.update(evidence=evidence, stated_on={"email": None, "city": "2099-01-01"})

    look = {"on": "2026-01-01", "source": "A register", "about": "other"}
    assert evidence_cell() == {
        "city": [{"evidence": "self_reported", "on": "2099-01-01"}],
        "email": [],
        "practitioners": [said, {"evidence": "document_seen", **look, "person": "A"}],
        "route": [
            said,
            {
                "evidence": "register_checked",
                **look,
                "until": "2027-01-01",
                "url": "https://register.example/1",
            },
        ],
    }


def test_no_cell_of_evidence_begins_a_formula_after_a_divider():
    make_listing(route=["iv"])
    Listing.objects.update(evidence=[seen("route", "document_seen") | {"source": "a;=1+1"}])

    header, row = rows(written())
    assert ";=" not in row[header.index("evidence")]
    assert evidence_cell()["route"][1]["source"] == "a;=1+1"


def test_ids_and_sources_go_out_and_come_back_under_new_names(tmp_path):
    listing = make_listing(origin="import", source="A list", name="First", city="Denver")
    before = written()
    make_listing(listing.clinic, origin="import", source="Other", name="Second", city="Denver")

    counts = taken(tmp_path / "file.csv", before)

    assert counts[:4] == ["created", "0", "changed", "1"]
    now = Listing.objects.get()
    assert (now.name, now.uid, now.source) == ("First", listing.uid, "A list")


def test_json_says_who_stands_by_each_statement():
    listing = make_listing(route=["iv"], email="a@clinic.example", private_room=False)
    listing.evidence = [
        seen("route", "document_seen", until=None),
        seen("route", "register_checked", until="2027-01-01", url="https://register.example/1"),
        seen("email", "document_seen", until="2020-01-01"),
    ]

    statements = listing_json(listing, TODAY)["statements"]

    said = listing.confirmed_on.isoformat()
    assert list(statements) == list(STATEMENTS)
    assert statements["route"] == {
        "value": ["iv"],
        "evidence": "register_checked",
        "on": "2026-01-01",
        "until": "2027-01-01",
        "source": "A register",
        "url": "https://register.example/1",
        "about": "other",
        "also": [
            {"evidence": "document_seen", "on": "2026-01-01", "source": "A register", "about": "other"},
            {"evidence": "self_reported", "on": said},
        ],
    }
    assert statements["email"] == {"value": "a@clinic.example", "evidence": "self_reported", "on": said}
    assert statements["private_room"] == {"value": False, "evidence": "self_reported", "on": said}
    assert statements["setting"] == {"value": None}


def test_json_claims_nobody_for_what_a_file_said():
    listing = make_listing(origin="import", source="A file", route=["iv"])

    assert listing_json(listing, TODAY)["statements"]["route"] == {
        "value": ["iv"],
        "evidence": None,
        "on": None,
    }


def test_json_keeps_evidence_for_one_person_with_that_person():
    listing = make_listing(practitioners=[{"name": "A"}, {"name": "B"}])
    listing.evidence = [seen("practitioners", "document_seen", person="A")]

    people = listing_json(listing, TODAY)["statements"]["practitioners"]

    assert people["evidence"] == "self_reported"
    assert people["checked"] == [
        {
            "person": "A",
            "evidence": "document_seen",
            "on": "2026-01-01",
            "source": "A register",
            "about": "other",
        }
    ]


def test_json_can_be_written_as_json():
    listing = make_listing(**EVERYTHING)

    assert (
        json.loads(json.dumps(listing_json(Listing.objects.get(pk=listing.pk), TODAY)))["name"]
        == EVERYTHING["name"]
    )


def seen(statement, kind, *, until=None, url="", person=""):
    return {
        "statement": statement,
        "person": person,
        "kind": kind,
        "about": "other",
        "on": "2026-01-01",
        "until": until,
        "source": "A register",
        "url": url,
    }
