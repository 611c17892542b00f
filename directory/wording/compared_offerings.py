"""The offerings of the compared clinics: those of equal route and purpose line up in one group of rows."""

from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.facts.spine import Section
from directory.wording.by_offering import KEYS, PRICE_ROWS
from directory.wording.compared_columns import OWN_ROWS, OfferingColumn, unstated_of_offering
from directory.wording.compared_rows import Cell, ComparedRow, ComparedSection
from directory.wording.offerings import offering_names


class OfferingGroup(NamedTuple):
    """Offerings of several clinics in one group. offerings: place of the clinic → OfferingColumn."""

    title: str
    offerings: dict[int, OfferingColumn]


def compared_offerings(columns, names):
    """A ComparedSection for each group of offerings, those of several clinics first; [] without offerings.

    names  short names of the clinics
    """
    if not any(column.has_offerings for column in columns):
        return []
    rows = [name for name in [*KEYS, *OWN_ROWS] if name in OWN_ROWS or is_among_offerings(columns, name)]
    sections = []
    for number, group in enumerate(_groups(columns)):
        compared = [_row(number, name, group, names) for name in rows]
        section = Section("head", group.title, ())
        sections.append(ComparedSection(section, [row for row in compared if row.stated]))
    return sections


def is_among_offerings(columns, name):
    """True if the groups of offerings show a row of the spine, and nothing of it is left to say.

    They show what is not the same for all offerings of one of the clinics.
    """
    if name not in KEYS or name == "insurance":
        return False
    values = [column.by_offering.get(name) for column in columns]
    is_split = any(value and value.is_split for value in values)
    has_more = any(value and (value.unassigned or value.unassigned_warned) for value in values) or (
        name in PRICE_ROWS and any(column.price_is_open for column in columns)
    )
    return is_split and not has_more


def _groups(columns):
    """The OfferingGroups of all offerings, those that several clinics have first."""
    by_key = {}
    for place, column in enumerate(columns):
        for one in column.offerings:
            key = (tuple(one.offering["route"]), tuple(one.offering["purpose"]))
            number = sum(1 for other in by_key if other[:2] == key and place in by_key[other])
            by_key.setdefault((*key, number), {})[place] = one
    groups = [*_joined_by_route(by_key)]
    return sorted(groups, key=lambda group: len(group.offerings) < 2)


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
    named = {**next(iter(offerings.values())).offering, **{name: [] for name in left_out}}
    (name,) = offering_names([named], long=True)
    if number:
        return _("Offered: %(name)s (%(number)s)") % {"name": name, "number": number + 1}
    return _("Offered: %(name)s") % {"name": name}


def _row(number, name, group, names):
    unstated = unstated_of_offering(name, get_language())
    rows = [
        group.offerings[place].rows[name] if place in group.offerings else unstated
        for place in range(len(names))
    ]
    cells = [Cell(*one) for one in zip(names, rows, strict=True)]
    return ComparedRow(f"offering-{number}-{name}", unstated.label, cells, [row.value for row in rows])
