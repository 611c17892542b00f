"""Web addresses that a listing may state and a page may link to: public sites, nothing deceptive."""

import re
import unicodedata
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

FORMAT_ERROR = _("Enter a web address, for example https://clinic.example.")
HIDDEN_ERROR = _(
    "A web address can’t contain spaces or hidden characters. Copy it from your browser, then paste it here."
)
USER_ERROR = _("Remove the part before the “@”. A web address here must not include a user name or password.")
PORT_ERROR = _("Remove the colon and the number after it. A web address here must not include a port.")
NUMBER_ERROR = _("Enter the name of the site, for example https://clinic.example. A number is not a name.")
PRIVATE_ERROR = _("This address does not lead to a public site. Enter one that everyone can open.")
ALPHABET_ERROR = _(
    "This address mixes letters of several alphabets, so it may look like another. Type it anew."
)

HIDDEN_CATEGORIES = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}  # categories of Unicode
MAX_CHARACTERS = 2048  # the limit of Django's URLValidator
DEFAULT_PORTS = {"http": 80, "https": 443}
# Top-level names that are not in the public DNS (RFC 2606, 6761, 6762, 8375, 9476; routers and offices).
NON_PUBLIC_ENDINGS = {
    *("alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain"),
    *("localhost", "onion", "private", "test", "workgroup"),
}
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
UNDECODABLE = "a\N{CYRILLIC SMALL LETTER A}"  # mixes alphabets, so it is refused; a page shows the punycode
JAPANESE_SCRIPTS = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}  # written together
NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")  # a last label that browsers read as part of an IPv4 address


@deconstructible(path="django.core.validators.URLValidator")
class WebAddress(URLValidator):
    """Django's URLValidator with the checks of this module. Migrations name Django's class, not this one."""

    def __call__(self, value: Any) -> None:
        if sentence := address_error(value):
            raise ValidationError(sentence, code=self.code)
        super().__call__(with_ascii_host(value))


validate_web_address = WebAddress(schemes=["http", "https"], message=FORMAT_ERROR)


def address_error(address: str) -> str | None:
    """The error sentence for an address that is no public site, or hides which site it is; None if valid."""
    if len(address) > MAX_CHARACTERS:
        return FORMAT_ERROR
    return (
        hidden_character_error(address)
        or _host_error(address)
        or (ALPHABET_ERROR if _mixes_alphabets(address) else None)
    )


def typed_address_error(typed: str) -> str:
    """The error sentence for a refused address as it was typed, with or without https:// in front."""
    typed = typed.strip()
    return address_error(typed if "://" in typed else f"https://{typed}") or FORMAT_ERROR


def hidden_character_error(address: str) -> str | None:
    """The error sentence for invisible or text-reversing characters and backslashes; else None."""
    if " " in address:
        return FORMAT_ERROR
    return HIDDEN_ERROR if "\\" in address or _has_hidden_character(address) else None


def _has_hidden_character(text: str) -> bool:
    return any(unicodedata.category(character) in HIDDEN_CATEGORIES for character in text)


@lru_cache(maxsize=10_000)
def is_safe_link(address: str) -> bool:
    """True if a page may link to the address. Old imports may hold addresses that no form accepts today."""
    return not (hidden_character_error(address) or _host_error(address))


def _host_error(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # of a port that is none, or of brackets
        return PORT_ERROR if re.search(r"://[^/?#@\[]*:[0-9]", address) else FORMAT_ERROR
    if parts.scheme.lower() not in DEFAULT_PORTS or not host:
        return FORMAT_ERROR
    if "@" in parts.netloc:
        return USER_ERROR
    if ":" in host:
        return NUMBER_ERROR
    if port not in (None, DEFAULT_PORTS[parts.scheme.lower()]):
        return PORT_ERROR
    labels = host.removesuffix(".").split(".")
    if NUMERIC.fullmatch(labels[-1]):
        return NUMBER_ERROR
    if labels[-1] in NON_PUBLIC_ENDINGS or len(labels) == 1:
        return PRIVATE_ERROR
    if not all(LABEL.fullmatch(_ascii(label)) and _is_spelled(label) for label in labels):
        return FORMAT_ERROR
    return None


def _is_spelled(label: str) -> bool:
    """True for letters, digits and hyphens alone (RFC 5892): no fraction slash, no snowman, no dot."""
    return all(
        character == "-" or unicodedata.category(character)[0] in "LMN" for character in _letters(label)
    )


def _mixes_alphabets(address: str) -> bool:
    """True if a label of the host mixes alphabets, or has a character that NFKC changes."""
    labels = [_letters(label) for label in (urlsplit(address).hostname or "").split(".")]
    return any(unicodedata.normalize("NFKC", one) != one or len(_scripts(one)) > 1 for one in labels)


def _scripts(letters: str) -> set[str]:
    """The scripts of the letters, by the first word of their Unicode names: `LATIN`, `CYRILLIC`, …"""
    names = (
        unicodedata.name(character, "NAMELESS")
        for character in letters
        if unicodedata.category(character)[0] in "LM"
    )
    scripts = {name.split()[0] for name in names} - {"COMBINING"}
    return {"CJK"} if scripts and scripts <= JAPANESE_SCRIPTS else scripts


def _letters(label: str) -> str:
    """Decode a label from punycode: xn--bcher-kva → bücher."""
    if not label.startswith("xn--"):
        return label
    try:
        letters = label.removeprefix("xn--").encode().decode("punycode")
    except UnicodeError:
        return UNDECODABLE
    return letters if _ascii(letters) == label and not _has_hidden_character(letters) else UNDECODABLE


def _ascii(label: str) -> str:
    """Encode a label in punycode: bücher → xn--bcher-kva."""
    return (
        label if label.isascii() else f"xn--{unicodedata.normalize('NFC', label).encode('punycode').decode()}"
    )


def with_ascii_host(address: str) -> str:
    """The address with its host in punycode."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return address
    if host.isascii():
        return address
    named = ".".join(_ascii(label) for label in host.split("."))
    return parts._replace(netloc=re.sub(re.escape(host), named, parts.netloc, flags=re.IGNORECASE)).geturl()


def _is_ascii_letter(character: str) -> bool:
    return unicodedata.normalize("NFD", character)[0].isascii()


@lru_cache(maxsize=10_000)
def display_host(host: str) -> str:
    """A host as a page shows it: decoded if all of it is plain or accented Latin, else in punycode.

    Letters of other alphabets can look like Latin ones.
    """
    labels = host.lower().split(".")
    spelled = [_letters(label) for label in labels]
    if all(
        character == "-" or (character.isalnum() and _is_ascii_letter(character))
        for label in spelled
        for character in label
    ):
        return ".".join(spelled)
    return ".".join(_ascii(label) for label in labels)


def display_address(address: str) -> str:
    """An address as a page shows it, in full."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = display_host(parts.netloc)
    return address if host == parts.netloc.lower() else parts._replace(netloc=host).geturl()
