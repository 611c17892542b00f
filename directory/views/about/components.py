"""The gallery of components, for designers and for the accessibility test."""

from datetime import date

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import Evidence, Setting
from directory.web.public_page import public_page
from directory.wording.evidence import KIND_LABELS, EvidenceMark
from directory.wording.rows import DisplayRow
from directory.wording.safety_warnings import warned_values

CHECKED_ON = date(2026, 11, 2)
REGISTER_ENTRY = "https://register.example.com/lookup?number=5550142"


@public_page
def components(request, *, version, today):
    context = {
        "evidence": _evidence(),
        "stated": _rows(),
        "errors": [("gallery-wrong", _("Enter a price in whole dollars, for example 450."))],
        "answers": [_("Reassuring"), _("Partly"), _("Worrying"), _("Would not say")],
        "letters": "ABCDEFG",
    }
    return render(request, "directory/about/components.html", context)


def _evidence():
    """An EvidenceMark of each kind, the last of a value that is not from the clinic."""
    return [
        _mark(Evidence.SELF_REPORTED),
        _mark(Evidence.DOCUMENT_SEEN, "Certificate of 150 hours"),
        _mark(Evidence.REGISTER_CHECKED, "Example register", REGISTER_ENTRY),
        EvidenceMark("", _("Not from the clinic: a public file"), CHECKED_ON),
    ]


def _mark(kind, source="", url=""):
    return EvidenceMark(kind, KIND_LABELS[kind], CHECKED_ON, source, url)


def _rows():
    """DisplayRows with a link, with a detail, and with a warning."""
    evidence, setting = _mark(Evidence.SELF_REPORTED), STATEMENTS["setting"]
    return [
        DisplayRow("phone", _("Phone"), ["(303) 555-0142"], evidence=evidence, link="tel:+13035550142"),
        DisplayRow("session_price", _("A session"), ["$450 to $600"], _("as of 2 November 2026"), evidence),
        DisplayRow(
            setting.name,
            setting.label,
            [_("Infusion clinic")],
            evidence=evidence,
            warned=warned_values(setting.name, [Setting.HOME_UNSUPERVISED]),
        ),
    ]
