"""/readyz says whether the database can write, not only whether it answers."""

import os
import subprocess

import pytest
from django.db import connection
from django.test import Client

from config import views
from tests.support.commands import manage

pytestmark = pytest.mark.slow

FULL = """
import errno, os
from pathlib import Path
from django.test import Client

def asked():
    answer = Client().get("/readyz", headers={"host": "localhost"})
    print(answer.status_code, answer.text.strip())

asked()
filler = Path(os.environ["PLACE"]) / "filler"
with filler.open("wb", buffering=0) as file:
    for size in (2**20, 2**12, 1):
        try:
            while True:
                file.write(bytes(size))
        except OSError as error:
            assert error.errno == errno.ENOSPC
asked()
filler.unlink()
asked()
"""


@pytest.fixture
def small_disk(tmp_path):
    """A directory on a disk of its own, of 200 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    place.chmod(0o755)
    command = ["mount", "-t", "tmpfs", "-o", "size=200m,mode=0755", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("Only root can make a small disk to fill, and only where mounting is allowed.")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_is_not_ready_and_one_with_room_again_is(small_disk):
    environment = {"DEMO": "1", "POSTGRES_DIR": small_disk / "postgres", "PLACE": small_disk}
    done = manage("shell", "--no-imports", "-c", FULL, **environment)

    assert done.stdout.splitlines() == [
        "200 ready",
        "503 the database does not answer, or its disk is full",
        "200 ready",
    ]
    assert "No space left on device" in done.stderr


@pytest.mark.django_db(transaction=True)
def test_a_database_that_can_only_be_read_is_not_ready():
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        answer = Client().get("/readyz")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = off")

    assert (answer.status_code, answer.text) == (503, "the database takes nothing in\n")
    assert Client().get("/readyz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_asking_leaves_no_rows_and_no_files():
    with connection.cursor() as cursor:
        memory = cursor.execute("SHOW work_mem").fetchone()
        assert Client().get("/readyz").status_code == 200
        plan = cursor.execute(
            "EXPLAIN (ANALYZE, BUFFERS, FORMAT TEXT) " + views.WRITE_TEMPORARY_FILE
        ).fetchall()

        assert "temp" in "".join(line for (line,) in plan)
        assert cursor.execute("SHOW work_mem").fetchone() == memory
