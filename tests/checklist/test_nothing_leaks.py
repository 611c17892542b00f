"""Database, files and logs of a served site hold nothing of a notebook that was used in every way.

The site is a process of its own with a database server of its own. A control marker is put into each place
first, so that a search that finds nothing there would be noticed.
"""

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import psycopg
import pytest

from checklist import codes, seal, storage
from tests.support.serving import Visitor, serving

pytestmark = pytest.mark.slow

KEPT = "kept-marker-quillfeather"  # the address of a clinic that is kept, which is public
NOTE, LATER, OWN = "note-marker-vexworth", "later-marker-ombrefall", "own-marker-thistledown"
WORDS, LABEL = "words-marker-sedgewick", "label-marker-fennelow"  # own words; the name of a reading code
WRONG = "wrong-marker-hollowmere"  # in what is refused, too long, sent twice, or sent without a key
ANSWER = "would_not_say"
CONTROL = "control-marker-brackenhythe"  # put everywhere on purpose


@dataclass
class Left:
    """The data that a served site has stored after its notebook was used in every way."""

    dump: dict  # table → its rows as text
    relations: dict  # file of a table or index → the table it belongs to
    place: Path
    secrets: list
    pairings: list  # one was used, one was not
    readings: list  # the secrets of two reading codes; the first was revoked

    @cached_property
    def files(self):
        """{what a file is called: its bytes}, of everything that the site and the server have written."""
        paths = [path for path in self.place.rglob("*") if path.is_file() and not path.is_symlink()]
        return {str(path.relative_to(self.place)): path.read_bytes() for path in paths}

    def tables_with(self, marker):
        """The tables whose dump or whose files hold a marker. Columns of bytes are dumped as hexadecimal."""
        spellings = [marker, marker.encode().hex()] if isinstance(marker, str) else [marker.hex()]
        in_dump = {table for table, rows in self.dump.items() if any(word in rows for word in spellings)}
        held = self.holding(marker)
        return in_dump | {self.relations[name] for name in held if name in self.relations}

    def holding(self, marker):
        """The files that hold a marker."""
        encoded = marker.encode() if isinstance(marker, str) else marker
        return {name for name, content in self.files.items() if encoded in content}


@pytest.fixture(scope="module")
def left(tmp_path_factory, demonstrated):
    place = tmp_path_factory.mktemp("busy", numbered=True)
    with serving(place, os.environ, of=demonstrated) as site:
        place_controls(site, place)
        secrets, pairings = use_notebook(site)
        secret, readings = use_reading_codes(site)
        secrets.append(secret)
        with database(place) as connection:
            connection.execute("CHECKPOINT")
            relations, dump = relations_of(connection), dumped(connection)
        yield Left(dump, relations, place, secrets, pairings, readings)


def database(place):
    return psycopg.connect(host=str(place / "postgres"), user="postgres", dbname="directory", autocommit=True)


def place_controls(site, place):
    with database(place) as connection:
        for number, slug in enumerate((KEPT, CONTROL)):
            changed = connection.execute(
                "UPDATE directory_listing SET slug = %s WHERE id = (SELECT id FROM directory_listing "
                "WHERE removed_at IS NULL ORDER BY id OFFSET %s LIMIT 1)",
                [slug, number],
            )
            assert changed.rowcount == 1
        with pytest.raises(psycopg.DataError):
            connection.execute(f"SELECT '{CONTROL}'::int")  # the server says in its log what it choked on
    Visitor(site).get(f"/nothing/{CONTROL}/")


def use_notebook(site):
    """Everything that a notebook can be used for, well and badly. Returns its secrets, and its pairings."""
    visitor = Visitor(site)
    assert visitor.post("/notebook/start/", clinic=KEPT)[0] == 200
    secrets = [secret_of(visitor)]
    address = re.search(r"/notebook/clinics/\w+/", visitor.get("/notebook/")[1])[0]

    def save(who=visitor, *, note, impression=ANSWER, shown=None, **more):
        page = visitor.get(address + "all/")[1]
        shown = shown or re.search(r'name="D1-shown" value="(\w+)"', page)[1]
        return who.post(
            address + "answers/",
            **{"D1-impression": impression, "D1-note": note, "D1-shown": shown, "D1-differs": "1"},
            **more,
        )[0]

    old = re.search(r'name="D1-shown" value="(\w+)"', visitor.get(address + "all/")[1])[1]
    assert save(note=NOTE) == 200
    assert save(note=LATER) == 200
    assert save(note=WRONG, shown=old) == 409
    assert save(note=WRONG * 60) == 400
    assert save(note=WRONG, impression=WRONG) == 400
    assert save(Visitor(site), note=WRONG) == 403
    assert visitor.post("/notebook/questions/", text=OWN, back=address.split("/")[-2])[0] == 200
    assert visitor.post("/notebook/questions/", text=WRONG * 60)[0] == 409
    for page in ("", "compare/", "take-along/", "sheets/", "delete/", "notebook.csv", "notebook.html"):
        assert visitor.get(f"/notebook/{page}")[0] == 200
    copy = visitor.get("/notebook/notebook.json")[1]
    assert {NOTE in copy, LATER in copy, OWN in copy, KEPT in copy} == {False, True}  # it was all in there
    assert visitor.get("/notebook/code/")[0] == 200
    assert visitor.post("/notebook/code/kept/")[0] == 200
    assert visitor.post("/notebook/clinics/nobodys/removal/")[0] == 200
    assert visitor.post("/notebook/wanted/", clinic=KEPT)[0] == 200
    pairings = [pairing_of(visitor) for _one in range(2)]

    paired = Visitor(site)
    assert paired.get("/notebook/pair")[0] == 200
    assert paired.post("/notebook/open", code=codes.code_from_pairing(pairings[0]))[0] == 200
    assert secret_of(paired) == secrets[0]
    assert paired.post("/notebook/open", code=codes.code_from_pairing(pairings[0]), put_away="x")[0] == 200
    assert Visitor(site).post("/notebook/open", code=codes.code_from_pairing(pairings[0]))[0] == 404

    other = Visitor(site)
    assert other.post("/notebook/open", code=codes.code_from_secret(secrets[0]))[0] == 200
    assert other.post("/notebook/code/withdrawal/")[0] == 200
    secrets.append(secret_of(other))
    assert visitor.get("/notebook/")[0] == 404
    stale = {"csrfmiddlewaretoken": WRONG, "D1-note": WRONG}
    assert visitor.post(address + "answers/", **stale)[0] == 403

    third = Visitor(site)
    third.post("/notebook/start/")
    secrets.append(secret_of(third))
    assert third.send_file("/notebook/reading-in/", copy)[0] == 200
    assert LATER in third.get("/notebook/notebook.json")[1]
    assert third.send_file("/notebook/reading-in/", copy[:-9] + WRONG)[0] == 400
    return secrets, pairings


def use_reading_codes(site):
    """A notebook with own words that others read. Returns its secret, and those of its reading codes."""
    owner = Visitor(site)
    owner.post("/notebook/start/", clinic=KEPT)
    shown = re.search(r'name="shown" value="(\w+)"', owner.get("/notebook/doctor/")[1])[1]
    assert owner.post("/notebook/doctor/own-words/", own_words=WORDS, shown=shown)[0] == 200
    assert owner.post("/notebook/doctor/own-words/", own_words=WRONG, shown=shown)[0] == 409
    assert owner.post("/notebook/doctor/own-words/", own_words=WRONG * 60, shown=shown)[0] == 400
    made = [owner.post("/notebook/reading-codes/", label=LABEL)[1] for _one in range(2)]
    assert owner.post("/notebook/reading-codes/", label=WRONG * 60)[0] == 409
    shown_codes = [
        re.search(r'id="reading-code"[^>]*>([^/]+)</p>', page)[1].replace("<wbr>", "") for page in made
    ]
    handed = re.search(r"/notebook/pair#([-0-9A-Z]+)", made[0])[1]

    readers = [Visitor(site), Visitor(site)]
    for reader, code in zip(readers, (handed, shown_codes[1]), strict=True):
        assert reader.post("/notebook/open", code=code)[0] == 200
        page = reader.get("/notebook/reading/")[1]
        assert WORDS in page
        for address in re.findall(r'href="(/notebook/reading/[^"]*)"', page):
            assert reader.get(address)[0] == 200
    readings = [codes.reading_from_code(reader.cookie("notebook_reading")) for reader in readers]
    assert [codes.code_from_reading(reading) for reading in readings] == shown_codes
    row = seal.reading_id(readings[0])
    assert owner.post("/notebook/reading-codes/revocation/", code_id=row)[0] == 200
    assert readers[0].get("/notebook/reading/")[0] == 404
    assert Visitor(site).post("/notebook/open", code=shown_codes[0])[0] == 404
    assert readers[1].post("/notebook/questions/", text=WRONG)[0] == 403
    assert readers[1].post("/notebook/reading/close/")[0] == 200
    return secret_of(owner), readings


def secret_of(visitor):
    return codes.secret_from_code(visitor.cookie("notebook"))


def pairing_of(visitor):
    page = visitor.post("/notebook/pairing/")[1]
    return codes.pairing_from_code(re.search(r'id="pairing-code"[^>]*>([-0-9A-Z]+)<', page)[1])


def relations_of(connection):
    """File of a table, of its indexes or of its long values → the table."""
    files = connection.execute(
        """
        SELECT pg_relation_filepath(r.oid), coalesce(o.oid, i.indrelid, r.oid)::regclass::text
        FROM pg_class r
        LEFT JOIN pg_index i ON i.indexrelid = r.oid
        LEFT JOIN pg_class o ON o.reltoastrelid = coalesce(i.indrelid, r.oid)
        WHERE r.relkind IN ('r', 'i', 't', 'm', 'S')
        """
    )
    return {f"postgres/{file}": table for file, table in files if file}


def dumped(connection):
    tables = connection.execute(
        "SELECT format('%I.%I', schemaname, tablename), tablename FROM pg_tables "
        "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    ).fetchall()
    dump = {}
    for table, name in tables:
        with connection.cursor().copy(f"COPY {table} TO STDOUT") as rows:
            dump[name] = b"".join(bytes(row) for row in rows).decode()
    return dump


def forms_of(secret):
    """Every form in which a secret, or a value derived from it, could be stored."""
    code, key = codes.code_from_secret(secret), seal._derive(secret, b"key")
    forms = [code, code.replace("-", ""), code.lower(), code.replace("-", "").lower()]
    for one in (secret, key, seal.write_proof(secret)):
        forms += [one, one.hex(), one.hex().upper()]
    return forms


# ---- can it be found at all


def test_the_control_marker_is_found_everywhere_it_was_put(left):
    files = left.holding(CONTROL)

    assert "directory_listing" in left.tables_with(CONTROL)
    assert CONTROL in left.dump["directory_listing"]
    assert "postgres/server.log" in files
    # The log of the site was read too. It names pages alone, so that not even a path can be put there.
    assert b"Not Found: no page" in left.files["process.log"]
    assert "process.log" not in files
    assert any(name.startswith("postgres/pg_wal/") for name in files)
    assert any(name.startswith("postgres/base/") for name in files)


def test_the_notebooks_are_in_the_database(left):
    ids = {seal.row_id(secret) for secret in left.secrets}

    assert len(left.dump["checklist_notebook"].splitlines()) == 3  # one was withdrawn
    assert {one for one in ids if one in left.dump["checklist_notebook"]} == {
        seal.row_id(secret) for secret in left.secrets[1:]
    }
    assert "checklist_notebook" in left.tables_with(seal.proof_digest(left.secrets[2]))


def test_the_redeemed_pairing_is_deleted_and_the_other_is_in_the_database(left):
    ids = [seal.pairing_id(pairing) for pairing in left.pairings]

    assert [one in left.dump["checklist_pairing"] for one in ids] == [False, True]


# ---- what was written


@pytest.mark.parametrize("marker", [NOTE, LATER, OWN, WRONG, ANSWER, WORDS, LABEL])
def test_no_text_of_a_notebook_is_in_a_file_or_a_table(left, marker):
    assert (left.tables_with(marker), left.holding(marker)) == (set(), set())


def test_no_secret_and_no_key_is_in_a_file_or_a_table(left):
    for form in (form for secret in left.secrets for form in forms_of(secret)):
        assert (left.tables_with(form), left.holding(form)) == (set(), set())


def test_no_code_and_no_key_of_a_pairing_is_in_a_file_or_a_table(left):
    for pairing in left.pairings:
        code = codes.code_from_pairing(pairing)
        key = seal._derive(pairing, b"pairing key", salt=storage._pepper())
        for form in (code, code.replace("-", ""), code.lower(), pairing, pairing.hex(), key, key.hex()):
            assert (left.tables_with(form), left.holding(form)) == (set(), set())


def test_the_revoked_reading_code_is_deleted_and_the_other_is_in_the_database(left):
    ids = [seal.reading_id(reading) for reading in left.readings]

    assert [one in left.dump["checklist_readingcode"] for one in ids] == [False, True]
    assert seal.row_id(left.secrets[-1]) not in left.dump["checklist_readingcode"]


def test_no_reading_code_and_no_key_of_one_is_in_a_file_or_a_table(left):
    for reading in left.readings:
        code, key = codes.code_from_reading(reading), seal._derive(reading, b"reading key")
        forms = [code, code.replace("-", ""), code.lower(), code.replace("-", "").lower()]
        for form in (*forms, reading, reading.hex(), key, key.hex()):
            assert (left.tables_with(form), left.holding(form)) == (set(), set())


def test_the_slug_of_a_kept_clinic_is_only_where_clinics_are_published(left):
    """Its address is public. WAL repeats the pages of public tables, so there only tables and logs tell."""
    logs = [
        name for name in left.holding(KEPT) if not name.startswith(("postgres/base/", "postgres/pg_wal/"))
    ]

    assert left.tables_with(KEPT) == {"directory_listing"} == left.tables_with(CONTROL)
    assert logs == []
