"""The OS user that runs the embedded server, and its access to data and binaries."""

import os
import pwd
import subprocess
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def user_to_run_as(data):
    """The OS user that runs the embedded server, as a pwd entry; None for the present user.

    PostgreSQL refuses to run as root. As root we switch to the owner of the data directory, else of the
    directory around it, else to `nobody`.
    """
    if os.geteuid() != 0:
        return None
    for path in (data, data.parent):
        uid = path.stat().st_uid if path.exists() else 0
        if uid:
            try:
                return pwd.getpwuid(uid)
            except KeyError:
                continue
    return pwd.getpwnam("nobody")


def run_as(user, command, *, timeout):
    """Run a program of PostgreSQL as `user`, and wait for its end. Returns the CompletedProcess.

    `stderr` is text, read from a file: the server inherits the handle, so a pipe would never end.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    environment |= {"LC_ALL": "C", "HOME": "/"}
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    with open(os.devnull) as nothing, tempfile.TemporaryFile() as errors:
        done = subprocess.run(  # noqa: S603
            [str(word) for word in command],
            stdin=nothing,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            env=environment,
            cwd="/",
            timeout=timeout,
            start_new_session=True,  # Ctrl-C ends the command, not the server under the others
            umask=0o077,
            **identity,
        )
        errors.seek(0)
        done.stderr = errors.read().decode(errors="replace")
    return done


def give_to(user, path):
    """Make `user` the owner of a path. Does nothing if `user` is None."""
    if user:
        os.chown(path, user.pw_uid, user.pw_gid)


def grant_access(user, data, binaries):
    """Make `user` the owner of the data, and let it reach both directories and run the binaries."""
    if not user:
        return
    give_to(user, data)
    for path in (data.parent, binaries.parent):
        for step in (path, *path.parents):
            _add_mode(user, step, 0o1)
    if not (binaries / "postgres").stat().st_mode & 0o1:  # they were installed under a strict umask
        for path in binaries.parent.rglob("*"):
            _add_mode(user, path, 0o5 if path.is_dir() or path.parent == binaries else 0o4)
        _add_mode(user, binaries.parent, 0o5)


def _add_mode(user, path, bits):
    """Add permission bits for others to a path of root that `user` does not own."""
    info = path.stat()
    if info.st_uid == user.pw_uid or info.st_mode & bits == bits or path.is_symlink():
        return
    if info.st_uid != 0:
        raise ImproperlyConfigured(
            f"PostgreSQL does not run as root, and {user.pw_name} may not enter {path}. "
            "Run this as another user."
        )
    Path(path).chmod(info.st_mode | bits)
