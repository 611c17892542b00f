"""Contact details by which clinics are compared: website domains, and labels for shared details."""

from enum import StrEnum
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

# As they are stored with a likely duplicate → as people read them.
SHARED_LABELS = {"phone": _("phone"), "web": _("website"), "npi": _("NPI"), "name": _("name")}


def website_domain(website: str) -> str:
    """`https://www.clinic.example/denver` → `clinic.example`; "" for no web address."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


class MailDomain(StrEnum):
    """How the domain of an e-mail address relates to a website."""

    WEBSITE = "website"  # the website's own domain, or below it
    FREE = "free"  # anybody can have an address there
    OTHER = "other"


# Where anybody has an address at once. Not every such provider: a person looks at the others.
FREE_MAIL = frozenset(
    """
    aim.com aol.com att.net bellsouth.net comcast.net cox.net duck.com earthlink.net fastmail.com gmail.com
    gmx.com googlemail.com hey.com hotmail.com hushmail.com icloud.com juno.com live.com mac.com mail.com
    me.com msn.com outlook.com pm.me proton.me protonmail.com rocketmail.com sbcglobal.net tutanota.com
    tuta.com verizon.net yahoo.com ymail.com zoho.com zohomail.com
    """.split()  # noqa: SIM905
)


def mail_domain(email: str, website: str) -> MailDomain:
    """`desk@mail.clinic.example` beside `https://www.clinic.example` → MailDomain.WEBSITE."""
    domain, site = email.rpartition("@")[2].lower(), website_domain(website)
    if domain in FREE_MAIL:
        return MailDomain.FREE
    if site and (domain == site or domain.endswith(f".{site}")):
        return MailDomain.WEBSITE
    return MailDomain.OTHER
