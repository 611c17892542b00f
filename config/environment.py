"""Reads environment variables; a malformed value stops start-up with its name and the accepted forms."""

import os
import re
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

HOST = r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]"
ORIGIN = r"https?://[a-z0-9*.\[\]:-]+"


def read(name, default=""):
    """The value of an environment variable, without surrounding spaces."""
    return os.environ.get(name, default).strip()


def flag(name, *, default):
    """True for `1`, False for `0`; the default if unset or empty."""
    value = read(name)
    if value not in ("", "0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}. Write 1 for yes or 0 for no.")
    return default if value == "" else value == "1"


def comma_separated(name):
    """A list: `clinics.example.org, www.clinics.example.org`."""
    return [word.strip() for word in read(name).split(",") if word.strip()]


def hosts(name):
    """ALLOWED_HOSTS: at least one host name, and no wildcard for all."""
    names = comma_separated(name)
    if not names or not all(re.fullmatch(HOST, host) for host in names):
        raise ImproperlyConfigured(
            f"{name} is {read(name)!r}. Write the site's names, separated by "
            f"commas, without https:// or port: "
            "clinics.example.org, www.clinics.example.org"
        )
    return names


def origins(name):
    """CSRF_TRUSTED_ORIGINS: other origins whose forms may post to this site; usually none."""
    values = comma_separated(name)
    if not all(re.fullmatch(ORIGIN, origin) for origin in values):
        raise ImproperlyConfigured(
            f"{name} is {read(name)!r}. Write whole origins, separated by commas: https://clinics.example.org"
        )
    return values


def fallback_keys(name):
    """SECRET_KEY_FALLBACKS: former keys, whose signatures and encrypted secrets stay valid."""
    keys = comma_separated(name)
    if any(len(key) < 50 for key in keys):
        raise ImproperlyConfigured(
            f"{name} holds a key of fewer than 50 characters. Write the SECRET_KEY of before, or nothing."
        )
    return keys


def site_url(name, *, hosts):
    """SITE_URL, without a slash at the end; unset: https:// and the first of `hosts`."""
    url = read(name) or f"https://{hosts[0].lstrip('.')}"
    if not re.fullmatch(r"https://[a-z0-9.\[\]:-]+", url):
        raise ImproperlyConfigured(
            f"{name} is {url!r}. Write https:// and the site's name, without a slash at the end: "
            "https://clinics.example.org"
        )
    return url


def noted_site_url(note):
    """The site's address that `demo` noted in a file, a Path; without it, that of its usual port."""
    try:
        url = note.read_text(errors="replace")
    except OSError:
        url = ""
    return url if re.fullmatch(r"http://127\.0\.0\.1:[0-9]{1,5}", url) else "http://127.0.0.1:8000"


def secret_key():
    key = read("SECRET_KEY")
    if len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing, short or a default. Write at least 50 random characters, for example "
            "from: python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return key


def mail_address(name, *, hosts):
    """The sender of letters; unset: no-reply@ and the first of `hosts`."""
    address = read(name) or f"no-reply@{hosts[0].lstrip('.')}"
    if not re.fullmatch(r"[A-Za-z0-9._%+-]{1,64}@[a-z0-9]([a-z0-9.-]*[a-z0-9])?", address):
        raise ImproperlyConfigured(
            f"{name} is {address!r}. Write one address, without a name: no-reply@clinics.example.org"
        )
    return address


MAIL_PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
ACCEPTED_MAIL_SERVERS = (
    "smtps://user:password@host:465, smtp+starttls://user:password@host:587 or, without a password, "
    "smtp://host:25 (write %40 for @ and %2F for / inside a password)"
)


def mail_server(name):
    """The OPTIONS of a mailer from a URL; unset: port 25 of this machine. Errors never quote the password."""
    try:
        parts = urlsplit(read(name) or "smtp://localhost")
        user, password, host = (
            unquote(part or "", errors="strict") for part in (parts.username, parts.password, parts.hostname)
        )
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"{name} cannot be read. Write {ACCEPTED_MAIL_SERVERS}.") from None
    if parts.scheme not in MAIL_PORTS:
        raise ImproperlyConfigured(f"{name} does not begin with smtp. Write {ACCEPTED_MAIL_SERVERS}.")
    if not re.fullmatch(r"[a-z0-9.:-]+", host) or parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(
            f"{name} names no host, or more than a host. Write {ACCEPTED_MAIL_SERVERS}."
        )
    if bool(user) != bool(password):
        raise ImproperlyConfigured(f"{name} has a user or a password alone. Write {ACCEPTED_MAIL_SERVERS}.")
    if password and parts.scheme == "smtp":
        raise ImproperlyConfigured(
            f"{name} would send the password without encryption. Write {ACCEPTED_MAIL_SERVERS}."
        )
    return {
        "host": host,
        "port": port or MAIL_PORTS[parts.scheme],
        "username": user,
        "password": password,
        "use_tls": parts.scheme == "smtp+starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 30,  # seconds to wait for each answer
    }


def directory(name, *, is_written=True):
    """The path of a directory that exists; "" if the variable is empty.

    is_written  True if this process must be able to write there, not only to read
    """
    value = read(name)
    mode, what = (os.W_OK, "write to") if is_written else (os.R_OK | os.X_OK, "read")
    if value and not (os.path.isabs(value) and os.path.isdir(value) and os.access(value, mode)):
        raise ImproperlyConfigured(
            f"{name} is {value!r}. Write the absolute path of a directory that exists, and that this user "
            f"may {what}."
        )
    return value


def one_of(name, choices):
    """One of several words; the first one if the variable is empty."""
    value = read(name) or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write {' or '.join(choices)}.")
    return value
