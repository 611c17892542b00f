"""The contact details that two clinics share."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

# As they are stored with a likely duplicate → as people read them.
SHARED_LABELS = {"phone": _("phone"), "web": _("website"), "npi": _("NPI"), "name": _("name")}


def website_domain(website):
    """`https://www.clinic.example/denver` → `clinic.example`; "" for no web address."""
    try:
        host = urlsplit(website).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def shared_contact_details(clinic, other):
    """Those of "phone", "web" and "npi" that two clinics (duplicates.ComparedClinic) share, as a list."""
    pairs = (
        ("phone", clinic.phone, other.phone),
        ("web", clinic.domain, other.domain),
        ("npi", clinic.npi, other.npi),
    )
    return [name for name, ours, theirs in pairs if ours and ours == theirs]
