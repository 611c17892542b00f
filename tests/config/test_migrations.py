"""Migrations stand by themselves: what the code becomes later changes nothing of what they do."""

import ast
import importlib
import inspect
import shutil
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection
from django.db.models import Field

from tests.support.commands import ROOT, start

PACKAGES = ("config", "directory", "checklist")
LIVE = {"import_module", "__import__", "call_command", "get_user_model", "django.apps"}


def migrations():
    return [path for package in PACKAGES for path in sorted((ROOT / package).glob("migrations/0*.py"))]


def live(source):
    """What a migration takes from code that goes on changing. Classes of fields may be taken: they hold
    no rows, and the state of every later migration is drawn with them.
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
    named |= {name for name in used if name.split(".")[-1] in LIVE or name.startswith("django.apps.")}
    return sorted(name for name in named if not is_field(name))


def is_part(name, imported):
    """Whether it only leads to a module that is imported: directory.models of directory.models.listing."""
    return any(f"{one}.".startswith(f"{name}.") for one in imported)


def is_field(name):
    module, _dot, last = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), last, None)
    except (ImportError, TypeError, ValueError):  # no module of that name, or a relative one
        return False
    return inspect.isclass(found) and issubclass(found, Field)


@pytest.mark.parametrize("path", migrations(), ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_a_migration_takes_nothing_from_live_code_but_classes_of_fields(path):
    assert live(path.read_text()) == []


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
def test_the_reading_of_migrations_finds_live_code(source):
    assert live(source) != []


# ---- one more statement, and a database that has rows

BEFORE = """
import datetime
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

call_command("migrate", verbosity=0, app_label="directory", migration_name="0007")
state = MigrationExecutor(connection).loader.project_state(("directory", "0007_listing_filled"))
said = dict(name="Tern House", city="Denver", state="CO", private_room=True, route=["iv_infusion"])
clinic = state.apps.get_model("directory", "Clinic").objects.create(**said)
state.apps.get_model("directory", "Listing").objects.create(
    **said, clinic=clinic, slug="tern-house-denver", version=1, directory_version=1, origin="portal",
    first_published_on=datetime.date(2026, 11, 1), published_on=datetime.date(2026, 11, 1),
)
state.apps.get_model("directory", "Submission").objects.create(
    clinic=clinic, origin="portal", content=said, state="draft"
)
"""
AFTER = """
from django.core.management import call_command
from django.test import Client
from directory.models import Listing

call_command("migrate", verbosity=0)
one = Listing.objects.get()
page = Client().get("/clinics/tern-house-denver/", headers={"host": "localhost"})
print(one.stated_counts, one.quiet_corner, page.status_code)
"""


@pytest.fixture
def copy(tmp_path):
    """The checkout once more, in which the code can grow."""
    for name in ("config", "directory", "checklist", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
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
        who = ":".join(quote(there[part], safe="") for part in ("user", "password") if part in there)
        host = there.get("host", "localhost")
        if host.startswith("/"):
            yield f"postgresql://{who}@/{name}?host={host}"
        else:
            yield f"postgresql://{who}@{host}:{there.get('port') or 5432}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_a_statement_is_added_where_listings_stand_from_before(copy, address):
    shell = ("manage.py", "shell", "--no-imports", "-c")

    assert done(copy, address, *shell, BEFORE) == ""
    add_a_statement(copy / "directory" / "facts")
    done(copy, address, "manage.py", "makemigrations", "--name", "quiet_corner", "directory")

    assert done(copy, address, *shell, AFTER) == "[4, 0, 0, 0, 2, 0, 0, 0] None 200\n"


# ---- ids, and points of ZIP codes, for what was there before

WITHOUT = """
import datetime
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

call_command("migrate", verbosity=0, app_label="directory", migration_name="0008")
call_command("migrate", verbosity=0, app_label="auth")
from django.contrib.auth.models import User
old = MigrationExecutor(connection).loader.project_state(("directory", "0008_fill_listing_filled")).apps
clinics, listings, submissions, versions = (
    old.get_model("directory", name) for name in ("Clinic", "Listing", "Submission", "Version")
)
versions.objects.create(pk=1, number=7)
day, sender = datetime.date(2026, 11, 1), User.objects.create(username="sender")
for number, zip_code in enumerate(["80202-1234", "00000", "", "80202"]):
    said = dict(name="Tern House", zip=zip_code)
    if number == 3:
        said |= dict(latitude=39.5, longitude=-104.5, point_source="given")
    clinic = clinics.objects.create(**said)
    listings.objects.create(
        **said, clinic=clinic, slug=f"tern-{number}", version=1, directory_version=1, origin="portal",
        first_published_on=day, published_on=day,
    )
    submissions.objects.create(
        clinic=clinic, origin="portal", content=dict(latitude=None, longitude=None, point_source="") | said,
        state="pending", submitted_by_id=sender.pk, submitted_at="2026-11-01T00:00Z",
    )
"""
WITH = """
from django.core.management import call_command
from directory.models import Clinic, Listing, Submission, Version

call_command("migrate", verbosity=0, app_label="directory")  # alone: the words are not made again
listings = Listing.objects.order_by("slug")
print([(one.latitude, one.point_source, one.directory_version) for one in listings])
print(list(Clinic.objects.order_by("pk").values_list("latitude", flat=True)))
print([one.content["latitude"] for one in Submission.objects.order_by("pk")])
print(Version.now().number, len({one.uid for one in listings}))
print([one.uid for one in listings] == [one.clinic.uid for one in listings])
"""


def test_what_was_there_before_has_an_id_and_stands_in_its_zip_code(address):
    shell = ("manage.py", "shell", "--no-imports", "-c")

    done(ROOT, address, *shell, WITHOUT)

    assert done(ROOT, address, *shell, WITH).splitlines() == [
        "[(39.7491, 'zip_centroid', 8), (None, '', 1), (None, '', 1), (39.5, 'given', 1)]",
        "[39.7491, None, None, 39.5]",
        "[39.7491, None, None, 39.5]",
        "8 4",  # once, for the points
        "True",
    ]


def add_a_statement(facts):
    """As somebody would: a field of `Facts`, and its name in the spine."""
    field = "    quiet_corner = yes_no(_('A quiet corner'))\n"
    insert_before(facts / "statements.py", "    private_room = ", field)
    insert_before(facts / "spine.py", '        "private_room",\n', '        "quiet_corner",\n')


def insert_before(path, anchor, added):
    source = path.read_text()
    assert source.count(anchor) == 1
    path.write_text(source.replace(anchor, added + anchor))


def done(copy, address, *words):
    """What a command in the copy prints; it fails the test unless the command succeeds."""
    process = start(*words, cwd=copy, DEMO="1", DATABASE_URL=address, PYTHONDONTWRITEBYTECODE="1")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out
