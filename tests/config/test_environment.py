"""A missing or malformed value stops start-up with its name and what to write."""

import pytest

from tests.config.commands import PRODUCTION, manage

BAD = {
    "SECRET_KEY": ["", "short", "a" * 60, "django-insecure-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789"],
    "ALLOWED_HOSTS": [
        "",
        "*",
        "https://clinics.example.org",
        "clinics.example.org:443",
        "a b",
    ],
    "CSRF_TRUSTED_ORIGINS": ["clinics.example.org", "https://clinics.example.org/path"],
    "HSTS_PRELOAD": ["yes"],
    "DEMO": ["true"],
    "DATABASE_URL": ["nonsense"],
}
PAIRS = [(name, value) for name, values in BAD.items() for value in values]


@pytest.mark.parametrize(("name", "value"), PAIRS)
def test_a_bad_value_is_one_sentence(name, value):
    done = manage("check", **PRODUCTION | {name: value})

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{name} ")
    assert "Write " in done.stderr
    assert done.stderr.count("\n") == 1


SHOW = """
from django.conf import settings
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE)
print(settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY)
print(settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE, settings.SECURE_HSTS_SECONDS)
print(settings.SECURE_HSTS_PRELOAD, settings.SECURE_SSL_REDIRECT, settings.DEBUG, settings.DEMO)
print(settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS)
"""


def test_production_closes_what_the_demonstration_leaves_open():
    values = PRODUCTION | {"CSRF_TRUSTED_ORIGINS": "https://forms.example.org, https://x.example.org"}

    assert manage("shell", "--no-imports", "-c", SHOW, **values).stdout.split("\n") == [
        "__Host-session __Host-csrf True",
        "True True True",
        "Lax Strict 63072000",
        "False True False False",
        "['clinics.example.org'] ['https://forms.example.org', 'https://x.example.org']",
        "",
    ]


def test_the_demonstration_answers_this_machine_alone():
    ask = "from django.conf import settings as s; print(s.DEMO, s.ALLOWED_HOSTS)"
    done = manage("shell", "--no-imports", "-c", ask)

    assert done.stdout == "True ['127.0.0.1', 'localhost', '[::1]']\n"
