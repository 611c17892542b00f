"""Messages that say how many clinics were found: `14 clinics for “PTSD” within 25 miles of Denver, CO`."""

from django.utils.translation import ngettext

# (kind of place, whether there are search words) → total → a message with %(count)s and its values
COUNTS = {
    ("anywhere", False): lambda total: ngettext("%(count)s clinic", "%(count)s clinics", total),
    ("anywhere", True): lambda total: ngettext(
        "%(count)s clinic for “%(words)s”", "%(count)s clinics for “%(words)s”", total
    ),
    ("state", False): lambda total: ngettext(
        "%(count)s clinic in %(state)s", "%(count)s clinics in %(state)s", total
    ),
    ("state", True): lambda total: ngettext(
        "%(count)s clinic for “%(words)s” in %(state)s",
        "%(count)s clinics for “%(words)s” in %(state)s",
        total,
    ),
    ("point", False): lambda total: ngettext(
        "%(count)s clinic within %(distance)s of %(place)s",
        "%(count)s clinics within %(distance)s of %(place)s",
        total,
    ),
    ("point", True): lambda total: ngettext(
        "%(count)s clinic for “%(words)s” within %(distance)s of %(place)s",
        "%(count)s clinics for “%(words)s” within %(distance)s of %(place)s",
        total,
    ),
    ("unknown", False): lambda total: ngettext(
        "%(count)s clinic near “%(typed)s”", "%(count)s clinics near “%(typed)s”", total
    ),
    ("unknown", True): lambda total: ngettext(
        "%(count)s clinic for “%(words)s” near “%(typed)s”",
        "%(count)s clinics for “%(words)s” near “%(typed)s”",
        total,
    ),
}
