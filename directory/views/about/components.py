"""The gallery of components, for designers and for the accessibility test."""

from dataclasses import replace
from datetime import date

from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from directory.facts.spine import SPINE, STATEMENTS
from directory.facts.vocabulary import Evidence, Setting
from directory.maps import frames
from directory.maps.area import Mark, area_map
from directory.web.public_page import public_page
from directory.wording.evidence import KIND_LABELS, EvidenceMark
from directory.wording.listing_page import PageSection, PersonOnPage, Unstated
from directory.wording.price_figures import PriceFigure
from directory.wording.rows import DisplayRow
from directory.wording.safety_warnings import warned_values

CHECKED_ON = date(2026, 11, 2)
REGISTER_ENTRY = "https://register.example.com/lookup?number=5550142"


@public_page
def components(request, *, version, today):
    context = {
        "evidence": _evidence(),
        "stated": _rows(),
        "part": _section(),
        "now": DisplayRow("availability", _("Taking patients?"), [_("Taking new patients")]),
        "shape": "open",
        "prices": [
            PriceFigure("session", "$450–1,150", _("a session"), depends=True),
            PriceFigure("course", "$3,000", _("a course"), depends=False),
        ],
        "errors": [("gallery-wrong", _("Enter a price in whole dollars, for example 450."))],
        "answers": [_("Reassuring"), _("Partly"), _("Worrying"), _("Would not say")],
        "letters": "ABCDEFG",
        "offerings": [_offerings(2), _offerings(3), _offerings(6)],
        "records": RECORDS,
        "areas": _areas(),
        "covers": [_("Spravato"), _("The first visit"), _("Therapy"), _("Monitoring")],
        "days": [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")],
    }
    return render(request, "directory/about/components.html", context)


def _areas():
    """Maps of a place with rings, of a state on a border, and of the country; with marks that would meet."""
    clinics = [(39.74, -104.99), (39.75, -104.98), (39.92, -105.09)]
    marks = [
        Mark(number, f"Clinic {number}", "#g-map", *point, is_approximate=number == 3)
        for number, point in enumerate(clinics, 1)
    ]
    denver = frames.around(39.74, -104.98, 25, ring=25, town="Denver", is_town=True, is_public=True)
    return [
        area_map(denver, marks, [(39.6, -105.1), (39.8, -104.7)]),
        area_map(frames.of_state("MI"), [Mark(0, "", "", 42.33, -83.05)]),
        area_map(frames.of_country(), marks),
    ]


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


OFFERINGS = [
    ("IV infusion, for mood", _("Infusion clinic"), _("40 minutes"), "$600", _("Out of network")),
    ("Spravato nasal spray", _("Psychiatric practice"), _("2 hours"), "", "Aetna, Medicare"),
    (
        "Lozenge with a therapist of the Old Foundry Center for Pain and Infusion",
        _("A therapist’s office"),
        _("3 hours"),
        "$1,150",
        "",
    ),
    ("Lozenge at home", "", "", "$129", ""),
    ("Shot, in a group", _("Group practice"), _("2 hours"), "$250", ""),
    ("IV infusion, for pain", _("Infusion clinic"), _("4 hours"), "$1,400", _("Workers’ compensation")),
]


RECORDS = [
    ("IV infusion, for mood", _("40 minutes, $600 a session. 9 of 27 filled in.")),
    ("Lozenge with a therapist of the Old Foundry Center for Pain and Infusion", _("Nothing filled in yet.")),
]


def _offerings(number):
    """The first offerings as a table.

    names     of the offerings
    rows      (label, cells), a cell of each offering
    unstated  for each offering the labels of what it leaves out

    A cell is None, or a dict: value; figure, whether it is a price; warned, the WarnedValues of a setting.
    """
    names, settings, visits, prices, insurers = zip(*OFFERINGS[:number], strict=True)
    places = [{"value": one} for one in settings]
    if number > 2:
        places[2 if number == 3 else 3] = {"warned": warned_values("setting", [Setting.HOME_UNSUPERVISED])}
    rows = [
        (_("Where it is given"), places),
        (_("Length of a visit"), [{"value": one} for one in visits]),
        (_("Price"), [{"value": one, "figure": True} for one in prices]),
        (_("Insurance"), [{"value": one} for one in insurers]),
        (_("Anything else"), [{"value": _("After an exam in person.")}, *[None] * (number - 1)]),
    ]
    unstated = [
        [label for label, value in ((_("Price"), price), (_("Insurance"), payer)) if not value]
        for price, payer in zip(prices, insurers, strict=True)
    ]
    return {"names": names, "rows": rows, "unstated": unstated}


def _rows():
    """DisplayRows with a link, with a detail, and with a warning."""
    evidence, setting = _mark(Evidence.SELF_REPORTED), STATEMENTS["setting"]
    return [
        DisplayRow("phone", _("Phone"), ["(303) 555-0142"], evidence=evidence, link="tel:+13035550142"),
        DisplayRow("session_price", _("A session"), ["$450 to $600"], _("as of November 2, 2026"), evidence),
        DisplayRow(
            setting.name,
            setting.label,
            [_("Infusion clinic")],
            evidence=evidence,
            warned=warned_values(setting.name, [Setting.HOME_UNSUPERVISED]),
        ),
    ]


def _section():
    """A PageSection with a person and their training, rows, plain answers, and what is not stated."""
    said, seen = _mark(Evidence.SELF_REPORTED), _mark(Evidence.DOCUMENT_SEEN, "Certificate")
    license_and_number = _("Physician (MD); Colorado license DR-5550142; board certified in psychiatry")
    person = DisplayRow(
        "practitioners", _("Medical director"), ["Dr. Ines Okonjo-Vale"], license_and_number, said
    )
    training = DisplayRow("training", _("Training"), [_("Advanced life support (ACLS)")], evidence=seen)
    labels = {name: STATEMENTS[name].label for name in ("private_room", "companion_allowed", "written_plan")}
    answers = [DisplayRow(name, label, evidence=said) for name, label in labels.items()]
    unstated = [DisplayRow(name, STATEMENTS[name].label) for name in ("refund", "deposit", "complaints")]
    return PageSection(
        SPINE[4],
        people=[PersonOnPage(person, training)],
        rows=_rows(),
        yes=[replace(answers[0], evidence=seen), answers[1]],
        no=answers[2:],
        by_offering=[_("Who watches"), _("Time at the clinic")],
        unstated=Unstated("Not stated: 3 things.", unstated),
        evidence=said,
    )
