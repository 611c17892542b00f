"""Reads environment variables; a malformed value stops start-up with its name and the accepted forms."""

import os
import re
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

HOST = r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]"
ORIGIN = r"https?://[a-z0-9*.\[\]:-]+"


def text(name, default=""):
    return os.environ.get(name, default).strip()


def flag(name, *, default):
    """`1` or `0`; unset or empty means the default."""
    value = text(name)
    if value not in ("", "0", "1"):
        raise ImproperlyConfigured(f"{name} is {value!r}. Write 1 for yes or 0 for no.")
    return default if value == "" else value == "1"


def words(name):
    """A list divided by commas: `clinics.example.org, www.clinics.example.org`."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def hosts(name):
    """The names under which the site answers; at least one, and never every name."""
    found = words(name)
    if not found or not all(re.fullmatch(HOST, host) for host in found):
        raise ImproperlyConfigured(
            f"{name} is {text(name)!r}. Write the site's names, divided by commas, without https:// or port: "
            "clinics.example.org, www.clinics.example.org"
        )
    return found


def origins(name):
    """Other addresses whose forms may post here; usually none."""
    found = words(name)
    if not all(re.fullmatch(ORIGIN, origin) for origin in found):
        raise ImproperlyConfigured(
            f"{name} is {text(name)!r}. Write whole origins, divided by commas: https://clinics.example.org"
        )
    return found


def former_keys(name):
    """Keys of before, divided by commas: what they sealed or signed can still be read."""
    found = words(name)
    if any(len(key) < 50 for key in found):
        raise ImproperlyConfigured(
            f"{name} holds a key of fewer than 50 characters. Write the SECRET_KEY of before, or nothing."
        )
    return found


def site(name, *, hosts):
    """The address under which people know the site; unset: https and the first of its names."""
    found = text(name) or f"https://{hosts[0].lstrip('.')}"
    if not re.fullmatch(r"https://[a-z0-9.\[\]:-]+", found):
        raise ImproperlyConfigured(
            f"{name} is {found!r}. Write https:// and the site's name, without a slash at the end: "
            "https://clinics.example.org"
        )
    return found


def secret_key():
    key = text("SECRET_KEY")
    if len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-"):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing, short or a default. Write at least 50 random characters, for example "
            "from: python -c 'import secrets; print(secrets.token_urlsafe(64))'"
        )
    return key


def mail_address(name, *, hosts):
    """Whom letters come from; unset: no-reply at the first of the site's names."""
    found = text(name) or f"no-reply@{hosts[0].lstrip('.')}"
    if not re.fullmatch(r"[A-Za-z0-9._%+-]{1,64}@[a-z0-9]([a-z0-9.-]*[a-z0-9])?", found):
        raise ImproperlyConfigured(
            f"{name} is {found!r}. Write one address, without a name: no-reply@clinics.example.org"
        )
    return found


MAIL_SCHEMES = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
MAIL_FORMS = (
    "smtps://user:password@host:465, smtp+starttls://user:password@host:587 or, without a password, "
    "smtp://host:25 (write %40 for @ and %2F for / inside a password)"
)


def mail_server(name):
    """The OPTIONS of a mailer; unset: the mail server of this machine. Never repeats a password."""
    try:
        parts = urlsplit(text(name) or "smtp://localhost")
        user, password, host = (
            unquote(part or "", errors="strict") for part in (parts.username, parts.password, parts.hostname)
        )
        port = parts.port
    except ValueError:
        raise ImproperlyConfigured(f"{name} cannot be read. Write {MAIL_FORMS}.") from None
    if parts.scheme not in MAIL_SCHEMES:
        raise ImproperlyConfigured(f"{name} does not begin with smtp. Write {MAIL_FORMS}.")
    if not re.fullmatch(r"[a-z0-9.:-]+", host) or parts.path.strip("/") or parts.query or parts.fragment:
        raise ImproperlyConfigured(f"{name} names no host, or more than a host. Write {MAIL_FORMS}.")
    if bool(user) != bool(password):
        raise ImproperlyConfigured(f"{name} has a user or a password alone. Write {MAIL_FORMS}.")
    if password and parts.scheme == "smtp":
        raise ImproperlyConfigured(f"{name} would send the password in the clear. Write {MAIL_FORMS}.")
    return {
        "host": host,
        "port": port or MAIL_SCHEMES[parts.scheme],
        "username": user,
        "password": password,
        "use_tls": parts.scheme == "smtp+starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": 30,  # seconds for each answer
    }
