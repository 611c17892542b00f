"""`manage.py demo`, run in a process of its own with a database of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager, suppress

import pytest
from django.conf import settings
from django.db import connection, transaction

from directory.demo import clinics
from directory.management.commands import demo
from directory.management.commands.demo import LAST_LINE, FileWriter
from tests.support.serving import copy, the_one_of_this_run
from tests.support.waiting import soon

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """The environment of a machine on which no command of this project has run before."""
    ours = ("SECRET_KEY", "DATABASE_URL", "DEMO", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return kept | {"POSTGRES_DIR": str(tmp_path_factory.mktemp("demo") / "postgres")}


def hear_ctrl_c():
    """Let child processes receive Ctrl-C, which a test run in the background ignores."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(machine, *arguments, **more):
    return subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "demo", *arguments],
        env=machine | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=hear_ctrl_c,
    )


def ended(process):
    """(exit code, what it printed) of a demonstration that ends by itself."""
    printed, _nothing = process.communicate(timeout=120)
    return process.returncode, printed


@contextmanager
def running(machine, *arguments):
    """A demonstration that answers: what it printed, line by line. Ended with Ctrl-C, quietly."""
    process, lines = start(machine, "--port", "0", *arguments), []
    try:
        for line in process.stdout:
            lines.append(line.strip())
            if line.strip() == LAST_LINE:
                break
        yield lines
    finally:
        process.send_signal(signal.SIGINT)
        code, rest = ended(process)
    assert (code, rest.strip()) == (0, ""), lines


def addresses(lines):
    return [word for line in lines for word in line.split() if word.startswith("http://127.0.0.1:")]


def read(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.status, answer.read().decode()


def json_of(lines):
    return next(address for address in addresses(lines) if address.endswith("clinics.json"))


def counted(lines):
    return next(line for line in lines if line.startswith("Ready")).split("with ")[1]


@pytest.fixture(scope="module")
def two(machine, tmp_path_factory):
    """Two demonstrations at once, asked everything: per one, (what it printed, {address: (status, page)})."""
    with running(machine) as first, running(machine) as second:
        asked = [
            (first, {address: read(address) for address in addresses(first)}),
            (second, {json_of(second): read(json_of(second))}),
        ]
    with the_one_of_this_run(tmp_path_factory) as place:
        if not (place / "postgres").exists():  # other tests need not make another
            copy(machine["POSTGRES_DIR"], place / "postgres")
    return asked


def test_every_url_that_it_prints_answers(two):
    statuses = [status for status, _page in two[0][1].values()]

    assert len(statuses) >= 8
    assert set(statuses) == {200}


def test_it_notes_its_address_for_the_commands_beside_it(two, machine):
    with open(f"{machine['POSTGRES_DIR']}-site") as note:
        assert note.read() == addresses(two[1][0])[0].removesuffix("/")


def test_a_second_demo_shares_the_database_and_adds_no_clinics(two):
    totals = [json.loads(pages[json_of(lines)][1])["total"] for lines, pages in two]

    assert counted(two[0][0]) == counted(two[1][0])
    assert totals[0] == totals[1] > 60


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_its_server_even_if_it_gets_several_signals(machine, demonstrated, tmp_path, number):
    copy(demonstrated, tmp_path / "postgres")
    process = start(machine, "--port", "0", POSTGRES_DIR=str(tmp_path / "postgres"))
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.strip() == LAST_LINE:
            break
    while process.poll() is None:
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.001)
    said = process.communicate()[0]

    assert (process.returncode, said.strip()) == (0, ""), lines
    # On a busy machine the server takes longer to end than the command waits for it.
    soon(lambda: not (tmp_path / "postgres/postmaster.pid").exists())


def test_ctrl_c_before_the_files_are_begun_is_no_error():
    FileWriter().stop()


@pytest.mark.parametrize(("stops", "is_said"), [(True, False), (False, True)])
def test_files_that_cannot_be_written_are_said_unless_the_demonstration_ends(
    monkeypatch, caplog, stops, is_said
):
    writer = FileWriter()

    def write(*_where, **_how):
        if stops:
            writer.stopping.set()
        raise OSError

    monkeypatch.setattr(demo, "write_data", write)
    writer.start()
    writer.join()

    assert ("were not written" in caplog.text) is is_said


def test_invented_clinics_are_not_served_as_an_empty_directory(two, machine):
    code, printed = ended(start(machine, "--port", "0", "--empty"))

    assert (code, printed.count("\n")) == (1, 1)
    assert "manage.py demo --empty --fresh" in printed


def test_fresh_and_empty_leaves_places_and_no_clinics(machine):
    with running(machine, "--empty", "--fresh") as lines:
        status, page = read(addresses(lines)[1] + "?near=Denver,+CO")

    assert counted(lines) == "0 clinics."
    assert status == 200
    assert "Denver, CO" in page


def test_a_port_in_use_is_an_error(machine):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        code, printed = ended(start(machine, "--port", str(port)))

    assert (code, printed) == (
        1,
        f"CommandError: Port {port} is in use. Stop what uses it, or choose another one: "
        f"manage.py demo --port {port + 1 if port < 65535 else port - 1}\n",
    )


def test_a_port_that_does_not_exist_is_an_error(machine):
    assert ended(start(machine, "--port", "70000")) == (
        1,
        "CommandError: There is no port 70000. Choose one from 1024 to 65535.\n",
    )


def test_the_settings_of_production_are_refused(machine):
    code, printed = ended(
        start(
            machine,
            SECRET_KEY="a-key-of-a-real-site-0123456789-abcdefghijklmnopqrstuvwxyz",
            ALLOWED_HOSTS="a.example",
        )
    )

    assert (code, printed) == (
        1,
        "CommandError: SECRET_KEY or DATABASE_URL is set, as on a real site. The "
        "demonstration runs without them.\n",
    )


def test_fresh_refuses_a_database_named_by_database_url(machine):
    code, printed = ended(
        start(machine, "--fresh", DEMO="1", DATABASE_URL="postgresql://nobody@127.0.0.1:1/real")
    )

    assert code == 1
    assert printed.startswith("CommandError: --fresh deletes a whole database, and DATABASE_URL names one")


@pytest.mark.django_db
def test_drop_all_tables_leaves_no_table():
    with transaction.atomic():
        clinics.drop_all_tables()

        assert connection.introspection.table_names() == []

        transaction.set_rollback(True)
