"""The same site on Debian's PostgreSQL 15, through DATABASE_URL."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from config.postgres import os_user
from tests.support.commands import manage

BINARIES = Path("/usr/lib/postgresql/15/bin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (BINARIES / "initdb").exists(), reason="Debian's PostgreSQL 15 is not installed (postgresql-15)"
    ),
]


@pytest.fixture(scope="module")
def address():
    """The DATABASE_URL of a cluster of its own, on a socket in a temporary directory."""
    place = Path(tempfile.mkdtemp(prefix="ground-15-"))
    owner, data = os_user.user_to_run_as(place), place / "data"
    os_user.give_to(owner, place)
    place.chmod(0o711)
    auth = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"]
    run(owner, "initdb", "--pgdata", data, *auth)
    serve = ["--options", f"-c listen_addresses='' -k {place}"]
    run(owner, "pg_ctl", "start", "--pgdata", data, "--wait", "--log", place / "log", *serve)
    run(owner, "createdb", "--host", place, "--username=postgres", "directory")
    yield f"postgresql://postgres@/directory?host={place}"
    run(owner, "pg_ctl", "stop", "--pgdata", data, "--mode=immediate")
    shutil.rmtree(place)


def run(owner, program, *arguments):
    done = os_user.run_as(owner, [BINARIES / program, *arguments], timeout=60)
    assert done.returncode == 0, done.stderr


MIGRATED = """
from django.core.management import call_command
from django.db import connection
from django.test import Client
call_command("migrate", verbosity=0)
print(Client().get("/readyz", headers={"host": "localhost"}).content, connection.pg_version // 10000)
"""


def test_it_is_migrated_and_ready(address):
    done = manage("shell", "--no-imports", "-c", MIGRATED, DEMO="1", DATABASE_URL=address)

    assert (done.stdout, done.stderr) == ("b'ready\\n' 15\n", "")


@pytest.mark.slow
def test_a_missing_database_is_reported_in_the_words_of_the_server(address):
    done = manage("showmigrations", DEMO="1", DATABASE_URL=address.replace("/directory?", "/elsewhere?"))

    assert done.stderr.startswith("The database did not answer: ")
    assert 'FATAL: database "elsewhere" does not exist' in done.stderr
    assert done.returncode == 1


@pytest.mark.slow
def test_the_log_of_a_page_and_of_readyz_gives_the_reason_of_the_server(address):
    nobody = address.replace("postgres@", "nobody@")
    done = manage("shell", "--no-imports", "-c", ASKED, DEMO="1", DATABASE_URL=nobody)

    said = 'ERROR config.database The database did not answer: .*FATAL: role "nobody" does not exist'
    assert done.stdout == "503 503\n"
    assert len(re.findall(said, done.stderr)) == 2


ASKED = """
from django.test import Client
asked = [Client().get(address, headers={"host": "localhost"}) for address in ("/clinics/", "/readyz")]
print(*[answer.status_code for answer in asked])
"""


@pytest.mark.slow
def test_the_tests_run_on_it(address):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/config/test_time_limits.py"],
        env=environment | {"DATABASE_URL": address},
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert done.returncode == 0, done.stdout
