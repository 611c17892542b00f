"""Migrations do not depend on code that changes later, and a database with rows goes through all of them."""

import ast
import importlib
import inspect
import shutil

import psycopg
import pytest
from django.db import connection
from django.db.models import Field

from tests.support.commands import ROOT, start
from tests.support.database_url import url_of_database

PACKAGES = ("config", "directory", "checklist")
SHARED = {"directory.migrations._together.Together"}  # read like a migration: see migrations()
LIVE_CODE = {"import_module", "__import__", "call_command", "get_user_model", "django.apps"}


def migrations():
    """The files of all migrations, and what several of them share."""
    names = ("0*.py", "_[!_]*.py")
    return [
        path
        for each in PACKAGES
        for name in names
        for path in sorted((ROOT / each).glob(f"migrations/{name}"))
    ]


def project_names(source):
    """The names of this project that the source of a migration uses, except classes of fields and SHARED.

    Code that a later release changes would change what the migration does. A field class is harmless: it
    reads no rows.
    """
    tree = ast.parse(source)
    imported, used = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            used |= {f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Attribute):
            used.add(ast.unparse(node))
        elif isinstance(node, ast.Name):
            used.add(node.id)
    ours = {name for name in used if name.split(".")[0] in (*PACKAGES, "")}
    named = {name for name in ours if not is_part(name, imported)}
    named |= {name for name in used if name.split(".")[-1] in LIVE_CODE or name.startswith("django.apps.")}
    return sorted(name for name in named - SHARED if not is_field(name))


def is_part(name, imported):
    """True for a parent of an imported module: directory.models of directory.models.listing."""
    return any(f"{one}.".startswith(f"{name}.") for one in imported)


def is_field(name):
    module, _dot, last = name.rpartition(".")
    try:
        value = getattr(importlib.import_module(module), last, None)
    except (ImportError, TypeError, ValueError):  # no module of that name, or a relative one
        return False
    return inspect.isclass(value) and issubclass(value, Field)


@pytest.mark.parametrize("path", migrations(), ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_a_migration_imports_nothing_of_the_project_but_field_classes(path):
    assert project_names(path.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "def fill(apps, editor):\n    from directory import content",
        "from directory.content import filled",
        "import directory.facts\nx = directory.facts.SPINE",
        "import directory.models.listing\nbases = (directory.models.listing.Aging,)",
        "from ..facts import SPINE",
        "from checklist.models import Notebook",
        "from django.apps import apps",
        "import importlib\nimportlib.import_module('directory.publishing.publish')",
        "from django.contrib.auth import get_user_model",
    ],
)
def test_the_reading_finds_code_of_the_project(source):
    assert project_names(source) != []


# ---- a new statement, in a database that has rows

# Applies the migrations that an old database has seen. Rows are added as soon as their tables are there, so
# that they go through all later migrations.
MIGRATE_WITH_ROWS = """
import datetime
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

def add_clinic(models):
    runner = models("Organization").objects.create(name="Tern Group", slug="tern-group")
    clinic = models("Clinic").objects.create(**CONTENT, organization=runner)
    models("Practitioner").objects.create(clinic=clinic, name="Ada", license="md")
    models("Training").objects.create(clinic=clinic, code="acls")

def add_submission(models):
    clinic = models("Clinic").objects.get()
    models("Submission").objects.create(clinic=clinic, origin="portal", content=CONTENT, state="draft")
    models("Event").objects.create(kind="published", clinic="Tern House", slug="tern-house-denver")

def add_listing(models):
    models("Version").objects.create(pk=1, number=1)
    clinic = models("Clinic").objects.get()
    models("Listing").objects.create(
        **CONTENT, clinic=clinic, uid=clinic.uid, slug="tern-house-denver", version=1,
        directory_version=1, origin="portal", first_published_on=DAY, published_on=DAY,
    )

CONTENT = dict(name="Tern House", city="Denver", state="CO", private_room=True, route=["iv"])
DAY = datetime.date(2026, 11, 1)
def migrate_to(*targets):
    return MigrationExecutor(connection).migrate(list(targets)).apps

for migration, add in (
    ("0001_clinics_and_what_they_state", add_clinic),
    ("0002_submissions_and_decisions", add_submission),
    ("0004_listings_and_their_search_columns", add_listing),
):
    apps = migrate_to(("directory", migration))
    add(lambda name: apps.get_model("directory", name))
migrate_to(*MigrationLoader(connection).graph.leaf_nodes())
"""
MIGRATE_AND_READ = """
from django.core.management import call_command
from django.test import Client
from directory.models import Clinic, Event, Listing, Submission

call_command("migrate", verbosity=0)
listing = Listing.objects.get()
page = Client().get("/clinics/tern-house-denver/", headers={"host": "localhost"})
print(listing.stated_counts, listing.quiet_corner, page.status_code)
print([model.objects.count() for model in (Clinic, Submission, Event)])
"""

# Of every table: columns, constraints, indexes, triggers. The order of columns differs: nobody relies on it.
WHAT_IS_THERE = (
    """
    SELECT relname, relpersistence, attname, format_type(atttypid, atttypmod), attnotnull, attstorage,
        attgenerated, attidentity, pg_get_expr(adbin, adrelid)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef ON adrelid = pg_class.oid AND adnum = attnum
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname, attname
    """,
    """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY conrelid::regclass::text, conname
    """,
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname",
    "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
)


@pytest.fixture
def copy(tmp_path):
    """The checkout once more, in which the code can grow."""
    for name in ("config", "directory", "checklist", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)  # with what is compiled
    shutil.copy(ROOT / "manage.py", tmp_path)
    return tmp_path


@pytest.fixture
def address(db):
    """The DATABASE_URL of an empty database beside that of the tests."""
    known = connection.get_connection_params()
    there = {name: known[name] for name in ("host", "port", "user", "password") if known.get(name)}
    name = f"{connection.settings_dict['NAME']}_migrated"
    with psycopg.connect(**there, dbname="postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')
        yield url_of_database(name)
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.slow
def test_a_statement_is_added_to_a_database_with_rows(copy, address):
    shell = ("manage.py", "shell", "--no-imports", "-c")

    assert output(copy, address, *shell, MIGRATE_WITH_ROWS) == ""
    add_a_statement(copy / "directory" / "facts")
    output(copy, address, "manage.py", "makemigrations", "--name", "quiet_corner", "directory")

    assert output(copy, address, *shell, MIGRATE_AND_READ).splitlines() == [
        "[4, 0, 0, 0, 2, 0, 0, 0] None 200",
        "[1, 1, 1]",
    ]
    with connection.cursor() as cursor:
        new_database = [cursor.execute(query).fetchall() for query in WHAT_IS_THERE]
    with psycopg.connect(address) as old_database:
        there = [old_database.execute(query).fetchall() for query in WHAT_IS_THERE]
    assert [[row for row in rows if "quiet_corner" not in str(row)] for rows in there] == new_database


# ---- what older releases stated

# Rows as the release before offerings stored them, brought to this release, and back.
MIGRATE_OLD_VALUES = """
import datetime
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

RECORDS = {
    "practitioners": [dict(name="Ada", roles=["monitor"], license="pharmd", supervisor="", license_state="",
        license_number="", register_url="", npi="", board_certification="", years_offering=None)],
    "training": [dict(code="mentorship", provider="Dr. Rook", hours=None, year=2020, expires_on=None)],
}
CONTENT = dict(
    name="Tern House", city="Denver", state="CO", attendance="call_bell", therapy_model="integrated_team",
    life_support_on_site=True, setting=["kap_practice", "group_room", "rems_site"],
    monitoring=["pump", "video"], screening=["ecg", "referral_needed"], exclusion_psychosis="accepted",
    exclusion_aneurysm_stroke="excluded", exclusion_raised_icp_iop="case_by_case",
)
DAY = datetime.date(2026, 11, 1)

old = MigrationExecutor(connection).migrate([("directory", "0012_account_events")]).apps
Clinic, Listing = (old.get_model("directory", name) for name in ("Clinic", "Listing"))
clinic = Clinic.objects.create(**CONTENT)
for name, model in (("practitioners", "Practitioner"), ("training", "Training")):
    old.get_model("directory", model).objects.create(clinic=clinic, **RECORDS[name][0])
Listing.objects.create(
    **CONTENT, **RECORDS, clinic=clinic, uid=clinic.uid, slug="tern-house-denver", version=1,
    directory_version=1, origin="portal", first_published_on=DAY, published_on=DAY,
    stated_on={"setting": "2026-10-01", "exclusion_aneurysm_stroke": None},
    evidence=[{"statement": "exclusion_aneurysm_stroke", "person": "", "kind": "document_seen", "until": None,
        "on": "2026-10-01", "about": "other", "source": "A letter", "url": ""}],
)
old.get_model("directory", "Version").objects.create(pk=1, number=1)

from directory.models import Clinic, Listing
from directory.publishing.snapshot import complete_snapshot, snapshot_of_clinic, snapshot_of_listing

expected = complete_snapshot({**CONTENT, **RECORDS, "country": "US"})
call_command("migrate", verbosity=0)
listing = Listing.objects.get()
print(snapshot_of_clinic(Clinic.objects.get()) == snapshot_of_listing(listing) == expected)
print(sorted(listing.stated_on.items()))
print([entry["statement"] for entry in listing.evidence])
print(Client().get("/clinics/tern-house-denver/", headers={"host": "localhost"}).status_code)
call_command("migrate", "directory", "0012", verbosity=0)
"""


@pytest.mark.slow
def test_old_values_are_brought_into_todays_words_in_tables_as_in_snapshots(copy, address):
    expected = [
        "True",
        "[('exclusion_aneurysm_avm_bleed', None), ('exclusion_stroke', None), ('format', '2026-10-01'), "
        "('rems_certified', '2026-10-01'), ('setting', '2026-10-01')]",
        "['exclusion_aneurysm_avm_bleed', 'exclusion_stroke']",
        "200",
    ]

    lines = output(copy, address, "manage.py", "shell", "--no-imports", "-c", MIGRATE_OLD_VALUES).splitlines()

    assert lines == expected


def add_a_statement(facts):
    """As CONTRIBUTING.md says: a field of `Facts`, and its name in the spine."""
    field = "    quiet_corner = yes_no(_('A quiet corner'))\n"
    insert_before(facts / "statements.py", "    private_room = ", field)
    insert_before(facts / "spine.py", '        "private_room",\n', '        "quiet_corner",\n')


def insert_before(path, anchor, added):
    source = path.read_text()
    assert source.count(anchor) == 1
    path.write_text(source.replace(anchor, added + anchor))


def output(checkout, address, *arguments):
    """What a command in a checkout prints. The command must succeed."""
    process = start(*arguments, cwd=checkout, DEMO="1", DATABASE_URL=address)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out
