"""DATABASE_URL is parsed strictly, and the error about a malformed one never quotes it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.postgres import url as database_url
from config.postgres.failures import Connection

ADDRESSES = {
    "postgresql://ada:secret@db.example:6432/clinics": ("clinics", "ada", "secret", "db.example", 6432, {}),
    "postgres://db.example/clinics": ("clinics", "", "", "db.example", "", {}),
    "postgresql://a%40b:p%2F%3A%40@db.example/clinics": ("clinics", "a@b", "p/:@", "db.example", "", {}),
    "postgresql://ada@/clinics?host=/var/run/postgresql": (
        "clinics",
        "ada",
        "",
        "/var/run/postgresql",
        "",
        {},
    ),
    "postgresql:///clinics?host=%2Ftmp%2Fs": ("clinics", "", "", "/tmp/s", "", {}),
    "postgresql://%2Fvar%2Frun%2Fpostgresql/clinics": ("clinics", "", "", "/var/run/postgresql", "", {}),
    "postgresql://[::1]:5432/clinics": ("clinics", "", "", "::1", 5432, {}),
    "postgresql://db.example/clinics?sslmode=verify-full&sslrootcert=/etc/ca.pem": (
        "clinics",
        "",
        "",
        "db.example",
        "",
        {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"},
    ),
    "postgresql://ada:p%2Cq@one,two:5433,[::1]/clinics?"
    "target_session_attrs=prefer-standby&load_balance_hosts=random": (
        "clinics",
        "ada",
        "p,q",
        "one,two,::1",
        ",5433,",
        {"target_session_attrs": "prefer-standby", "load_balance_hosts": "random"},
    ),
    "postgresql:///clinics?host=/srv/one,/srv/two": ("clinics", "", "", "/srv/one,/srv/two", "", {}),
}


@pytest.mark.parametrize(("url", "parts"), ADDRESSES.items())
def test_a_url_is_parsed_into_the_settings_of_a_database(url, parts):
    assert tuple(database_url.parse_url(url).values()) == parts


BAD = {
    "mysql://ada:secret@db.example/clinics": "does not begin with postgresql://",
    "clinics": "does not begin with postgresql://",
    "postgresql://ada:secret@db.example": "names no database",
    "postgresql://ada:secret@db.example/": "names no database",
    "postgresql://ada:secret@db.example/clinics/more": "names no database",
    "postgresql://db.example/a%2Fsecret": "names no database",
    "postgresql:///clinics": "names no host",
    "postgresql://ada:secret@db.example:port/clinics": "cannot be read",
    "postgresql://ada:secret@db.example:99999/clinics": "cannot be read",
    "postgresql://ada:%FF@db.example/clinics": "cannot be read",
    "postgresql://[::1/clinics?secret": "cannot be read",
    "postgresql://ada:secret@db.example/clinics#more": "cannot be read",
    "postgresql://ada:sec ret@db.example/a b": "cannot be read",
    "postgresql://db.example/clinics?secret": "cannot be read",
    "postgresql://db.example/clinics?host=/tmp": "names its host twice",
    "postgresql:///clinics?host=db.secret": "does not begin with /",
    "postgresql://db.example/clinics?sslmode=secret": "has an sslmode that is none of allow, disable, prefer",
    "postgresql://db.example/clinics?sslmode=require&sslmode=secret": "says one thing twice",
    "postgresql://db.example/clinics?ssl_mode=secret": "has a part that is not known, 'ssl_mode'",
    "postgresql://one,,two/clinics": "cannot be read",
    "postgresql://one,two:secret/clinics": "cannot be read",
    "postgresql://one,two:0/clinics": "cannot be read",
    "postgresql:///clinics?host=/srv/one,secret": "does not begin with /",
    "postgresql://one/clinics?target_session_attrs=secret": "has a target_session_attrs that is none of any",
    "postgresql://one/clinics?load_balance_hosts=secret": "has a load_balance_hosts that is none of disable",
}


@pytest.mark.parametrize(("url", "why"), BAD.items())
def test_the_error_for_a_malformed_url_names_the_accepted_forms_and_not_the_password(monkeypatch, url, why):
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(ImproperlyConfigured) as refused:
        database_url.database_settings()

    words = str(refused.value)
    assert words.startswith("DATABASE_URL ")
    assert why in words
    assert "Write postgresql://user:password@host:5432/name" in words
    assert "secret" not in words


def test_the_url_of_public_pages_is_refused_by_its_own_name(monkeypatch):
    monkeypatch.setenv("DATABASE_READ_URL", "mysql://db.example/clinics")

    with pytest.raises(ImproperlyConfigured, match="DATABASE_READ_URL does not begin"):
        database_url.databases()


def test_public_pages_are_read_elsewhere_only_where_a_url_says_so(monkeypatch):
    monkeypatch.delenv("DATABASE_READ_URL", raising=False)
    assert list(database_url.databases()) == ["default"]

    monkeypatch.setenv("DATABASE_READ_URL", "postgresql://one,two/clinics")
    databases = database_url.databases()

    assert {alias: one.get("HOST") for alias, one in databases.items()} == {
        "default": None,
        "read": "one,two",
    }


def test_connections_to_another_server_have_the_same_timeouts(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/clinics?sslmode=require")

    assert database_url.database_settings() == {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "NAME": "clinics",
        "USER": "",
        "PASSWORD": "",
        "HOST": "db.example",
        "PORT": "",
        "OPTIONS": {
            "pool": {"min_size": 2, "max_size": 4, "timeout": 2, "connection_class": Connection},
            "connect_timeout": 2,
            "options": "-c statement_timeout=3000 -c lock_timeout=2000 "
            "-c idle_in_transaction_session_timeout=5000 -c timezone=UTC",
            "sslmode": "require",
        },
    }
