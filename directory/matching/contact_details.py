"""Contact details by which clinics are compared: website domains, and labels for shared details."""

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
