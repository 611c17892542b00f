"""A missing or malformed environment variable stops start-up with its name and the accepted forms."""

from runpy import run_path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from tests.support.commands import OURS, PRODUCTION, ROOT, manage

pytestmark = pytest.mark.slow

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
    "SECRET_KEY_FALLBACKS": ["short"],
    "SITE_URL": ["http://clinics.example.org", "https://clinics.example.org/"],
    "DEMO": ["true"],
    "DATA_DIR": ["files", "/no/such/directory"],
    "METRICS_DIR": ["metrics", "/no/such/directory"],
    "LOG_FORMAT": ["xml"],
    "DATABASE_URL": ["nonsense"],
    "MAIL_FROM": ["clinics.example.org", "Clinics <no-reply@clinics.example.org>", "a@b\nBcc: c@d"],
    "MAIL_SERVER": [
        "mail.example.org",
        "https://mail.example.org",
        "smtp://user:secret@mail.example.org",
        "smtps://user@mail.example.org",
        "smtps://mail.example.org:99999",
        "smtps://mail.example.org/path",
        "smtps://",
    ],
}
PAIRS = [(name, value) for name, values in BAD.items() for value in values[1:]]


@pytest.mark.parametrize("name", BAD)
def test_a_malformed_value_stops_a_command_with_one_sentence(name):
    done = manage("check", **PRODUCTION | {name: BAD[name][0]})

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{name} ")
    assert "Write " in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("name", "value"), PAIRS)
def test_a_malformed_value_stops_the_settings_with_one_sentence(monkeypatch, name, value):
    for one in OURS:
        monkeypatch.delenv(one, raising=False)
    for one, usual in (PRODUCTION | {name: value}).items():
        monkeypatch.setenv(one, usual)

    with pytest.raises(ImproperlyConfigured) as why:
        run_path(str(ROOT / "config" / "settings.py"))

    assert str(why.value).startswith(f"{name} ")
    assert "Write " in str(why.value)
    assert "\n" not in str(why.value)


def test_the_password_of_the_mail_server_is_not_repeated():
    done = manage("check", **PRODUCTION | {"MAIL_SERVER": "smtp://user:very-secret@mail.example.org"})

    assert done.returncode == 1
    assert "very-secret" not in done.stderr


SERVERS = {
    "": ("localhost", 25, "", "", False, False),
    "smtp://relay.example.org": ("relay.example.org", 25, "", "", False, False),
    "smtp+starttls://me:a%40b%2Fc@mail.example.org": ("mail.example.org", 587, "me", "a@b/c", True, False),
    "smtps://me:secret@mail.example.org:2465": ("mail.example.org", 2465, "me", "secret", False, True),
}


@pytest.mark.parametrize(("value", "parts"), SERVERS.items())
def test_a_mail_server_is_one_value(monkeypatch, value, parts):
    monkeypatch.setenv("MAIL_SERVER", value)

    assert environment.mail_server("MAIL_SERVER") == dict(
        zip(("host", "port", "username", "password", "use_tls", "use_ssl"), parts, strict=True), timeout=30
    )


def test_fallback_keys_are_a_list(monkeypatch):
    monkeypatch.setenv("SECRET_KEY_FALLBACKS", f"{'a' * 50}, {'b' * 64}")

    assert environment.fallback_keys("SECRET_KEY_FALLBACKS") == ["a" * 50, "b" * 64]


@pytest.mark.parametrize(
    ("value", "known"),
    [("", "https://clinics.example.org"), ("https://www.example.org:8443", "https://www.example.org:8443")],
)
def test_the_url_of_the_site_is_its_first_host_unless_given(monkeypatch, value, known):
    monkeypatch.setenv("SITE_URL", value)

    assert environment.site_url("SITE_URL", hosts=[".clinics.example.org", "other.example"]) == known


@pytest.mark.parametrize(
    ("noted", "known"),
    [("http://127.0.0.1:8716", "http://127.0.0.1:8716"), ("http://", "http://127.0.0.1:8000")],
)
def test_commands_know_the_address_that_the_demo_noted(tmp_path, noted, known):
    ask = "from django.conf import settings as s; print(s.SITE_URL)"
    before = manage("shell", "--no-imports", "-c", ask, POSTGRES_DIR=tmp_path / "postgres")
    (tmp_path / "postgres-site").write_text(noted)
    after = manage("shell", "--no-imports", "-c", ask, POSTGRES_DIR=tmp_path / "postgres")

    assert [one.stdout.strip() for one in (before, after)] == ["http://127.0.0.1:8000", known]


def test_the_sender_of_letters_is_no_reply_at_the_first_host_unless_given():
    ask = "from django.conf import settings as s; print(s.DEFAULT_FROM_EMAIL)"
    named = PRODUCTION | {"MAIL_FROM": "letters@example.org"}

    assert [
        manage("shell", "--no-imports", "-c", ask, **values).stdout for values in (PRODUCTION, named)
    ] == [
        "Ketamine Clinic Directory <no-reply@clinics.example.org>\n",
        "Ketamine Clinic Directory <letters@example.org>\n",
    ]


SHOW = """
from django.conf import settings
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.SESSION_COOKIE_SECURE)
print(settings.CSRF_COOKIE_SECURE, settings.SESSION_COOKIE_HTTPONLY, settings.CSRF_COOKIE_HTTPONLY)
print(settings.SESSION_COOKIE_SAMESITE, settings.CSRF_COOKIE_SAMESITE, settings.SECURE_HSTS_SECONDS)
print(settings.SECURE_HSTS_PRELOAD, settings.SECURE_SSL_REDIRECT, settings.DEBUG, settings.DEMO)
print(settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS)
"""


def test_production_turns_on_the_security_settings_that_the_demo_turns_off():
    values = PRODUCTION | {"CSRF_TRUSTED_ORIGINS": "https://forms.example.org, https://x.example.org"}

    assert manage("shell", "--no-imports", "-c", SHOW, **values).stdout.split("\n") == [
        "__Host-session __Host-csrf True",
        "True True True",
        "Lax Strict 63072000",
        "False True False False",
        "['clinics.example.org'] ['https://forms.example.org', 'https://x.example.org']",
        "",
    ]


def test_the_demo_answers_only_this_machine():
    ask = "from django.conf import settings as s; print(s.DEMO, s.ALLOWED_HOSTS)"
    done = manage("shell", "--no-imports", "-c", ask)

    assert done.stdout == "True ['127.0.0.1', 'localhost', '[::1]']\n"
