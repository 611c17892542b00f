"""Web addresses that a listing may state and a page may link to: of a public site, and none that deceives."""

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _

EXAMPLE = _("Enter a web address, for example https://clinic.example.")
SIGNS = _("A web address holds no spaces and no hidden signs. Copy it from your browser, then paste it here.")
USER = _("Take away what stands before the “@”: a web address here names no user and no password.")
PORT = _("Take away the number after the colon: a web address here has no port.")
NUMBER = _("Enter the name of the site, for example https://clinic.example. A number is no name.")
PRIVATE = _("This address leads to no public site. Enter one that everybody can open.")
LETTERS = _("This address mixes letters of several alphabets, so it may look like another. Type it anew.")

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"}  # categories of Unicode
LONGEST = 2048  # characters that are looked at, and that Django's check takes
DEFAULT_PORTS = {"http": 80, "https": 443}
# Names that no public name server answers for (RFC 2606, 6761, 6762, 8375, 9476), and those of routers and
# offices.
LOCAL = {
    *("alt", "arpa", "corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain"),
    *("localhost", "onion", "private", "test", "workgroup"),
}
LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
UNREADABLE = "a\N{CYRILLIC SMALL LETTER A}"  # mixes, so that it is refused, and shown as it is written
NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")  # a last label that browsers read as part of an IPv4 address


@deconstructible(path="django.core.validators.URLValidator")
class WebAddress(URLValidator):
    """Django's check, and ours of who is named. Says what to do; migrations know it as Django's."""

    def __call__(self, value):
        if sentence := fault(value):
            raise ValidationError(sentence, code=self.code)
        super().__call__(ascii_address(value))


validate_web_address = WebAddress(schemes=["http", "https"], message=EXAMPLE)


def fault(address):
    """What is wrong with whom an address names, as a sentence; None where nothing is.

    address   any text
    """
    if len(address) > LONGEST:
        return EXAMPLE
    return hidden(address) or _fault_of_host(address) or (LETTERS if _mixes(address) else None)


def why_not(typed):
    """The sentence for what somebody typed, with or without https:// in front, and no address came of."""
    typed = typed.strip()
    return fault(typed if "://" in typed else f"https://{typed}") or EXAMPLE


def hidden(address):
    """Signs that nobody sees, that turn the order of others about, or that browsers read as another."""
    if " " in address:
        return EXAMPLE
    return SIGNS if "\\" in address or _holds_hidden(address) else None


def _holds_hidden(words):
    return any(unicodedata.category(sign) in HIDDEN for sign in words)


@lru_cache(maxsize=10_000)
def may_be_linked(address):
    """Whether a page may lead there: what came by a file long ago went past no form of today."""
    return not (hidden(address) or _fault_of_host(address))


def _fault_of_host(address):
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # of a port that is none, or of brackets
        return PORT if re.search(r"://[^/?#@\[]*:[0-9]", address) else EXAMPLE
    if parts.scheme.lower() not in DEFAULT_PORTS or not host:
        return EXAMPLE
    if "@" in parts.netloc:
        return USER
    if ":" in host:
        return NUMBER
    if port not in (None, DEFAULT_PORTS[parts.scheme.lower()]):
        return PORT
    labels = host.removesuffix(".").split(".")
    if NUMERIC.fullmatch(labels[-1]):
        return NUMBER
    if labels[-1] in LOCAL or len(labels) == 1:
        return PRIVATE
    if not all(LABEL.fullmatch(_ascii(label)) and _is_spelled(label) for label in labels):
        return EXAMPLE
    return None


def _is_spelled(label):
    """Whether it holds letters and digits alone (RFC 5892): no slash of a fraction, no snowman, no dot."""
    return all(sign == "-" or unicodedata.category(sign)[0] in "LMN" for sign in _letters(label))


def _mixes(address):
    """Whether a label holds letters of several alphabets, or one that is read as something else."""
    labels = [_letters(label) for label in (urlsplit(address).hostname or "").split(".")]
    return any(unicodedata.normalize("NFKC", one) != one or len(_scripts(one)) > 1 for one in labels)


def _scripts(letters):
    """`LATIN`, `CYRILLIC`, …: the first word of a letter's name in Unicode."""
    names = (unicodedata.name(sign, "NAMELESS") for sign in letters if unicodedata.category(sign)[0] in "LM")
    found = {name.split()[0] for name in names} - {"COMBINING"}
    return {"CJK"} if found <= {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"} and found else found


def _letters(label):
    """What a label spells: xn--bcher-kva → bücher."""
    if not label.startswith("xn--"):
        return label
    try:
        letters = label.removeprefix("xn--").encode().decode("punycode")
    except UnicodeError:
        return UNREADABLE
    return letters if _ascii(letters) == label and not _holds_hidden(letters) else UNREADABLE


def _ascii(label):
    """A label as the DNS knows it: bücher → xn--bcher-kva."""
    return (
        label if label.isascii() else f"xn--{unicodedata.normalize('NFC', label).encode('punycode').decode()}"
    )


def ascii_address(address):
    """The same with its host as the DNS knows it."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return address
    if host.isascii():
        return address
    named = ".".join(_ascii(label) for label in host.split("."))
    return parts._replace(netloc=re.sub(re.escape(host), named, parts.netloc, flags=re.IGNORECASE)).geturl()


def _looks_ascii(sign):
    return unicodedata.normalize("NFD", sign)[0].isascii()


@lru_cache(maxsize=10_000)
def shown(host):
    """A host as a page shows it: as it is spelled where all of it is plain or accented Latin, else as the DNS
    knows it (punycode), because it could look like another.
    """
    labels = host.lower().split(".")
    spelled = [_letters(label) for label in labels]
    if all(sign == "-" or (sign.isalnum() and _looks_ascii(sign)) for label in spelled for sign in label):
        return ".".join(spelled)
    return ".".join(_ascii(label) for label in labels)


def shown_whole(address):
    """An address as a page shows all of it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = shown(parts.netloc)
    return address if host == parts.netloc.lower() else parts._replace(netloc=host).geturl()
