"""Run manage.py as a person does: a process of its own, with an environment of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "DEMO",
    "DJANGO_ALLOW_ASYNC_UNSAFE",  # set while a browser runs beside, see tests/conftest.py
    "SECRET_KEY",
    "DATABASE_URL",
    "DATABASE_READ_URL",
    "POSTGRES_DIR",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "HSTS_PRELOAD",
    "MAIL_SERVER",
    "MAIL_FROM",
    "SECRET_KEY_FALLBACKS",
    "SITE_URL",
    "DATA_DIR",
    "METRICS_DIR",
    "LOG_FORMAT",
)
PRODUCTION = {
    "SECRET_KEY": "not-a-secret-but-long-enough-0123456789-abcdefghijklmnopqrstuvwxyz",
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/nothing",
    "ALLOWED_HOSTS": "clinics.example.org",
}


def start(*arguments, stdin=False, cwd=ROOT, **environment):
    clean = {
        name: value for name, value in os.environ.items() if name not in (*OURS, "DJANGO_SETTINGS_MODULE")
    }
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=cwd,
        env=clean | {name: str(value) for name, value in environment.items()},
        stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process):
    """The process after its end, with its words in `stdout` and `stderr`."""
    process.stdout, process.stderr = process.communicate(timeout=90)
    return process


def manage(*arguments, **environment):
    return finish(start("manage.py", *arguments, **environment))
