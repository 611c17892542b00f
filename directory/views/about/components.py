"""The gallery of components, for whoever changes the look of the site and for the accessibility test."""

from datetime import date

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from directory.facts.spine import STATEMENTS
from directory.facts.vocabulary import Evidence, Setting
from directory.web.public_page import public_page
from directory.wording.evidence import KIND_LABELS, EvidenceMark
from directory.wording.rows import DisplayRow
from directory.wording.safety_warnings import warned_values


@public_page
def components(request, *, version, today):
    """Every component in its awkward states, for whoever changes the look and for the accessibility test."""
    seen = date(2026, 11, 2)
    register = "https://register.example.com/lookup?number=5550142"
    evidence = [
        EvidenceMark(Evidence.SELF_REPORTED, KIND_LABELS[Evidence.SELF_REPORTED], seen),
        EvidenceMark(
            Evidence.DOCUMENT_SEEN, KIND_LABELS[Evidence.DOCUMENT_SEEN], seen, "Certificate of 150 hours"
        ),
        EvidenceMark(
            Evidence.REGISTER_CHECKED,
            KIND_LABELS[Evidence.REGISTER_CHECKED],
            seen,
            "Example register",
            register,
        ),
        EvidenceMark("", _("Not from the clinic: a public file"), seen),
    ]
    home = STATEMENTS["setting"]
    stated = [
        DisplayRow("phone", _("Phone"), ["(303) 555-0142"], evidence=evidence[0], link="tel:+13035550142"),
        DisplayRow(
            "session_price", _("A session"), ["$450 to $600"], _("as of 2 November 2026"), evidence[0]
        ),
        DisplayRow(
            home.name,
            home.label,
            [_("Infusion clinic")],
            evidence=evidence[0],
            warned=warned_values(home.name, [Setting.HOME_UNSUPERVISED]),
        ),
    ]
    return render(
        request,
        "directory/about/components.html",
        {
            "evidence": evidence,
            "stated": stated,
            "errors": [("gallery-wrong", _("Enter a price in whole dollars, for example 450."))],
            "answers": [_("Reassuring"), _("Partly"), _("Worrying"), _("Would not say")],
            "letters": "ABCDEFG",
        },
    )
