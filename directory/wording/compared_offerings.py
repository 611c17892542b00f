"""The offerings of the compared clinics: those of equal route and purpose line up in one group of rows."""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.facts import spine
from directory.facts.offerings import CODED_PARTS, OWN_PARTS, effective_offerings
from directory.facts.spine import Section
from directory.wording.by_offering import (
    KEYS,
    PRICE_ROWS,
    by_offering,
    content_of,
    words_of_row,
)
from directory.wording.compared_rows import Cell, ComparedRow, ComparedSection
from directory.wording.evidence import row_evidence
from directory.wording.insurers import insurer_in_words
from directory.wording.offerings import (
    PARTS,
    ROWS_BY_NAME,
    offering_names,
    part_words,
    price_with_unit,
    warned_codes,
)
from directory.wording.rows import DisplayRow
from directory.wording.safety_warnings import warned_values

IN_OTHER_ROWS = ("purpose", "price_low", "price_high", "price_unit", "course_price", "prices_as_of")
# Rows of a group that are no statement of a clinic: name → label.
OWN_ROWS = {
    "visit_with_exam": gettext_lazy("A first visit with the exam and a session"),
    **{name: PARTS[name].label for name in OWN_PARTS if name not in IN_OTHER_ROWS},
}


class OfferingGroup(NamedTuple):
    """Offerings of several clinics in one group. offerings: place of the clinic → EffectiveOffering."""

    title: str
    offerings: dict[int, Any]


def compared_offerings(listings, names, today):
    """A ComparedSection for each group of offerings, those of several clinics first; [] without offerings.

    names  short names of the clinics
    """
    if not any(listing.offerings for listing in listings):
        return []
    rows = [name for name in [*KEYS, *OWN_ROWS] if name in OWN_ROWS or is_among_offerings(listings, name)]
    sections = []
    for number, group in enumerate(_groups(listings)):
        compared = [_row(number, name, group, listings, names, today) for name in rows]
        section = Section("head", group.title, ())
        sections.append(ComparedSection(section, [row for row in compared if row.stated]))
    return sections


def is_among_offerings(listings, name):
    """True if the groups of offerings show a row of the spine, and nothing of it is left to say.

    They show what is not the same for all offerings of one of the clinics.
    """
    if name not in KEYS or name == "insurance":
        return False
    values = [by_offering(listing, name) for listing in listings]
    is_split = any(value and value.is_split for value in values)
    has_more = any(value and (value.unassigned or value.unassigned_warned) for value in values) or (
        name in PRICE_ROWS and any(not listing.offerings and len(listing.route) > 1 for listing in listings)
    )
    return is_split and not has_more


def _groups(listings):
    """The OfferingGroups of all offerings, those that several clinics have first."""
    by_key = {}
    for place, listing in enumerate(listings):
        for offering in _offerings(listing):
            key = (tuple(offering["route"]), tuple(offering["purpose"]))
            number = sum(1 for one in by_key if one[:2] == key and place in by_key[one])
            by_key.setdefault((*key, number), {})[place] = offering
    groups = [*_joined_by_route(by_key)]
    return sorted(groups, key=lambda group: len(group.offerings) < 2)


def _offerings(listing):
    """The EffectiveOfferings of a listing, without a price that is not said for which."""
    return [one for one in effective_offerings(content_of(listing)) if not one["price_alone"]]


def _joined_by_route(by_key):
    """The groups by key, where what is left of a route lines up too: of one offering of each clinic.

    Offerings for mood and for pain never line up: at most one purpose is stated among those that do.
    """
    alone = {}  # route → keys of groups of one clinic
    for key, offerings in by_key.items():
        if len(offerings) == 1:
            alone.setdefault(key[0], []).append(key)
    for key, offerings in by_key.items():
        keys = alone.get(key[0], [])
        places = [place for one in keys for place in by_key[one]]
        purposes = {one[1] for one in keys} - {()}
        if key not in keys or len(places) < 2 or len(set(places)) < len(places) or len(purposes) > 1:
            yield OfferingGroup(_title(offerings, key[2]), offerings)
        elif key == keys[0]:
            joined = {place: one for other in keys for place, one in by_key[other].items()}
            yield OfferingGroup(_title(joined, 0, left_out=("purpose",)), joined)


def _title(offerings, number, left_out=()):
    """`Offered: IV infusion, for mood`, without what the clinics of the group need not share.

    number  above 0 for a second group of the same route and purpose
    """
    if len(offerings) > 1:
        left_out = (*left_out, "format", "setting")
    named = {**next(iter(offerings.values())), **{name: [] for name in left_out}}
    (name,) = offering_names([named], long=True)
    if number:
        return _("Offered: %(name)s (%(number)s)") % {"name": name, "number": number + 1}
    return _("Offered: %(name)s") % {"name": name}


def _row(number, name, group, listings, names, today):
    cells, values = [], []
    for place, (listing, clinic) in enumerate(zip(listings, names, strict=True)):
        offering = group.offerings.get(place)
        row = _display_row(name, offering, listing, today) if offering else DisplayRow(name, _label(name))
        cells.append(Cell(clinic, [row]))
        values.append([*row.lines, *row.warned] if row.stated else None)
    return ComparedRow(f"offering-{number}-{name}", _label(name), cells, values)


def _label(name):
    return OWN_ROWS.get(name) or spine.ROWS[name].label


def _display_row(name, offering, listing, today):
    lines = _lines(name, offering)
    warned = warned_values(name, warned_codes(offering, ROWS_BY_NAME[name])) if name in CODED_PARTS else ()
    if not lines and not warned:
        return DisplayRow(name, _label(name))
    statements = spine.ROWS[name].statements if name in spine.ROWS else ()
    offerings = ("offerings",) if listing.offerings else ()
    evidence = row_evidence(listing, (*offerings, *statements), today)
    return DisplayRow(name, _label(name), lines, evidence=evidence, warned=warned)


def _lines(name, offering):
    if name == "insurers":
        return [insurer_in_words(insurer) for insurer in offering["insurers"]]
    if name == "visit_with_exam":
        is_first_visit = "visit_with_exam" in offering["price_unit"]
        return [price_with_unit(offering)] if is_first_visit else []
    words = part_words(offering, ROWS_BY_NAME[name]) if name in OWN_ROWS else words_of_row(offering, name)
    return [words] if words else []
