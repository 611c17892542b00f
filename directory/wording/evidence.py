"""The evidence beside a statement: who says so, since when, and where to look it up."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts import vocabulary as v
from directory.facts.statements import is_stated
from directory.wording.formats import short_day

# Kind of evidence → the symbol of components/symbols.html: #mark-said, #mark-seen, #mark-checked.
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
    """The strongest evidence for one or several statements.

    kind    a code of vocabulary.Evidence; "" where the value does not come from the clinic
    label   of the kind; where it is "", a sentence with the source; marks that differ in it alone are equal
    on      the day of the check, or the day on which the clinic last stated it
    source  the register or document, and `url` its entry for this statement; or who the clinic is not
    """

    kind: str
    label: str = field(compare=False)
    on: date
    source: str = ""
    url: str = ""

    @property
    def symbol(self):
        return SYMBOLS.get(self.kind, "said")

    def __str__(self):
        """`Register checked Nov 2, 2026, Example register, https://…`, for files."""
        kind_and_day = _("%(kind)s %(day)s") % {"kind": self.label, "day": short_day(self.on)}
        return ", ".join(filter(None, [kind_and_day, self.source if self.kind else "", self.url]))


def strongest_evidence(listing, statements, today, *, person=""):
    """The EvidenceMark of a valid verification; else of the clinic's own word; else of the source.

    statements  names; the strongest and latest evidence for any of them counts
    person      the name of a practitioner, whose own verifications count beside those of the statement
    """
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
    stated_on = max((on for on in days if on), default=None)
    if stated_on:
        return EvidenceMark(v.Evidence.SELF_REPORTED, KIND_LABELS[v.Evidence.SELF_REPORTED], stated_on)
    return EvidenceMark(
        "",
        _("Not from the clinic: %(source)s") % {"source": listing.source or _("a reader")},
        listing.published_on,
        listing.source,
    )


def weakest_evidence(marks):
    """The weakest, then oldest, of several EvidenceMarks; None for an empty list."""
    return min(
        marks, key=lambda one: (WEAKEST_FIRST.index(one.kind) if one.kind else -1, one.on), default=None
    )


def row_evidence(listing, statements, today):
    """The weakest EvidenceMark of a row's stated statements: a check of one must not cover the others."""
    stated = [name for name in statements if name not in NEVER_VERIFIED and is_stated(getattr(listing, name))]
    weakest = weakest_evidence([strongest_evidence(listing, [name], today) for name in stated])
    if weakest and "availability" in stated and weakest.kind == v.Evidence.SELF_REPORTED:
        return EvidenceMark(weakest.kind, weakest.label, listing.availability_stated_on)
    return weakest


# Statements that go with a row without being verified themselves.
NEVER_VERIFIED = {"availability_on", "prices_as_of", "country"}
