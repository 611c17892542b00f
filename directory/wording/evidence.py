"""Who says so, since when, and on what evidence."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts import vocabulary as v
from directory.facts.statements import is_stated
from directory.wording.values import short_day

SYMBOLS = {
    v.Evidence.SELF_REPORTED: "said",
    v.Evidence.DOCUMENT_SEEN: "seen",
    v.Evidence.REGISTER_CHECKED: "checked",
}
WEAKEST_FIRST = list(SYMBOLS)
KIND_LABELS = {
    v.Evidence.SELF_REPORTED: gettext_lazy("Self-reported"),
    v.Evidence.DOCUMENT_SEEN: gettext_lazy("Document seen"),
    v.Evidence.REGISTER_CHECKED: gettext_lazy("Register checked"),
}


@dataclass(frozen=True)
class EvidenceMark:
    """Beside a stated statement: what kind, since when, where to look. `kind` is "" if no clinic said it."""

    kind: str
    label: str
    on: date
    source: str = ""
    url: str = ""

    @property
    def symbol(self):
        return SYMBOLS.get(self.kind, "said")

    def __str__(self):
        """As text, for a file: `Register checked 2 Nov 2026, Example register, https://…`"""
        told = _("%(kind)s %(day)s") % {"kind": self.label, "day": short_day(self.on)}
        return ", ".join(filter(None, [told, self.source if self.kind else "", self.url]))


def strongest_evidence(listing, statements, today, *, person=""):
    """The strongest evidence for any of the statements, or who said them and when."""
    live = [
        one
        for one in listing.live_evidence(today)
        if one["statement"] in statements and one["person"] in ("", person)
    ]
    if live:
        one = max(live, key=lambda one: (WEAKEST_FIRST.index(one["kind"]), one["on"]))
        return EvidenceMark(
            one["kind"], KIND_LABELS[one["kind"]], date.fromisoformat(one["on"]), one["source"], one["url"]
        )
    days = [listing.last_stated_on(name) for name in statements if is_stated(getattr(listing, name))]
    said = max((on for on in days if on), default=None)
    if said:
        return EvidenceMark(v.Evidence.SELF_REPORTED, KIND_LABELS[v.Evidence.SELF_REPORTED], said)
    return EvidenceMark(
        "",
        _("Not from the clinic: %(source)s") % {"source": listing.source or _("a reader")},
        listing.published_on,
    )


def weakest_evidence(found):
    """What may be said of several statements together: no more than of the least supported, oldest one."""
    return min(
        found, key=lambda one: (WEAKEST_FIRST.index(one.kind) if one.kind else -1, one.on), default=None
    )


def row_evidence(listing, statements, today):
    """The evidence beside a row of several statements: a part that was checked does not cover the rest."""
    stated = [name for name in statements if name not in NEVER_VERIFIED and is_stated(getattr(listing, name))]
    found = weakest_evidence([strongest_evidence(listing, [name], today) for name in stated])
    if found and "availability" in stated and found.kind == v.Evidence.SELF_REPORTED:
        return EvidenceMark(found.kind, found.label, listing.availability_stated_on)
    return found


NEVER_VERIFIED = {
    "availability_on",
    "prices_as_of",
    "country",
}  # go with the row and are not what anybody checks
