"""Offerings in words: the name of each, its parts in rows, and each in one line."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from directory.facts import vocabulary as v
from directory.facts.fields import complete_record
from directory.facts.offerings import CODED_PARTS, OFFERING_PARTS
from directory.facts.safety_warnings import WARNINGS
from directory.wording.formats import (
    course_length,
    dollars,
    duration_range,
    join_labels,
    price_range,
)
from directory.wording.insurers import insurers_in_brief
from directory.wording.parts import labels_of, part_in_words

PARTS = {part.name: part for part in OFFERING_PARTS}
# Route → the short name of an offering.
ROUTES = {
    v.OfferingRoute.IV: lazy("IV"),
    v.OfferingRoute.IM: lazy("Shot"),
    v.OfferingRoute.SC: lazy("Shot under the skin"),
    v.OfferingRoute.ESKETAMINE_NASAL: lazy("Spravato"),
    v.OfferingRoute.RACEMIC_NASAL: lazy("Nasal spray"),
    v.OfferingRoute.SUBLINGUAL: lazy("Lozenge"),
    v.OfferingRoute.ORAL: lazy("Swallowed"),
    v.OfferingRoute.RECTAL: lazy("Rectal"),
    v.OfferingRoute.COMBINED: lazy("Two ways in one session"),
}
LONG_ROUTES = dict(PARTS["route"].choices)
PURPOSES = {
    v.Purpose.MOOD: lazy("mood"),
    v.Purpose.PAIN: lazy("pain"),
    v.Purpose.ANY: lazy("mood or pain"),
}
LONG_PURPOSES = {
    v.Purpose.MOOD: lazy("for mood"),
    v.Purpose.PAIN: lazy("for pain"),
    v.Purpose.ANY: lazy("for mood or pain"),
}
# Only what tells an offering from the usual one: one person, at the clinic.
FORMATS = {v.SessionFormat.COUPLE: lazy("with a partner"), v.SessionFormat.GROUP: lazy("in a group")}
HOME_SETTINGS = {
    v.Setting.HOME_SUPERVISED,
    v.Setting.HOME_VISIT,
    v.Setting.HOME_REMOTE,
    v.Setting.HOME_UNSUPERVISED,
}
PRICES = {
    v.PriceUnit.SESSION: lazy("%(price)s a session"),
    v.PriceUnit.COURSE: lazy("%(price)s for a whole course"),
    v.PriceUnit.MONTH: lazy("%(price)s a month"),
    v.PriceUnit.VISIT_WITH_EXAM: lazy("%(price)s for a first visit with the exam and a session"),
}
# Several parts of an offering that a row shows together: name of the row → its parts.
ROWS_OF_SEVERAL = {
    "price": ("price_low", "price_high", "price_unit"),
    "course": ("course_sessions", "course_sessions_most", "course_weeks", "course_weeks_most"),
    "drug_minutes": ("drug_minutes", "drug_minutes_most"),
    "visit_minutes": ("visit_minutes", "visit_minutes_most"),
}
IN_THE_NAME = ("route", "purpose")


class OfferingPart(NamedTuple):
    """A row of an offering: one part, or several that make one value."""

    name: str
    label: str
    parts: tuple[str, ...]


def _rows():
    labels = {part.name: part.label for part in OFFERING_PARTS}
    labels |= {"price": lazy("Price"), "course": lazy("Usual course")}
    first_parts = {parts[0]: (name, parts) for name, parts in ROWS_OF_SEVERAL.items()}
    shown = {part for parts in ROWS_OF_SEVERAL.values() for part in parts}
    for part in OFFERING_PARTS:
        if part.name in first_parts:
            name, parts = first_parts[part.name]
            yield OfferingPart(name, labels[name], parts)
        elif part.name not in shown:
            yield OfferingPart(part.name, part.label, (part.name,))


ROWS = tuple(_rows())
ROWS_BY_NAME = {row.name: row for row in ROWS}


# ---- names


def offering_names(offerings, *, long=False):
    """The name of each offering: `IV, mood`, or, if long, `IV infusion, for mood`.

    offerings  records, or EffectiveOfferings

    Names that two would share are numbered: `Lozenge (1)`, `Lozenge (2)`.
    """
    names = [_name(offering, long=long) for offering in offerings]
    return [
        _("%(name)s (%(number)s)") % {"name": name, "number": names[:place].count(name) + 1}
        if names.count(name) > 1
        else name
        for place, name in enumerate(names)
    ]


def offering_name(offering):
    """`IV infusion, for mood, in a group`: the long name of one offering."""
    return _name(offering, long=True)


def _name(offering, *, long):
    routes = LONG_ROUTES if long else ROUTES
    purposes = LONG_PURPOSES if long else PURPOSES
    words = [_word(routes, offering["route"]) or _("Way not stated")]
    words += [_word(purposes, offering["purpose"]), _word(FORMATS, offering["format"])]
    if HOME_SETTINGS & {*_codes(offering["setting"])}:
        words.append(_("at home"))
    return ", ".join(filter(None, words))


def _word(labels, codes):
    """The label of the first of the codes; "" without one."""
    return "".join(str(labels.get(code, "")) for code in _codes(codes)[:1])


def _codes(value):
    """The codes of a part, which is one code in a record and a list in an EffectiveOffering."""
    if isinstance(value, list):
        return value
    return [value] if value else []


# ---- values


def part_words(offering, row):
    """The value of a row of ROWS in one line, without codes that carry a warning; "" where not stated."""
    if row.name == "price":
        return price_with_unit(offering)
    if row.name == "course":
        return course_of(offering)
    if row.name in ROWS_OF_SEVERAL:
        return duration_range(*(offering[name] for name in row.parts))
    value = offering[row.name]
    if PARTS[row.name].kind in ("code", "codes"):
        value = [code for code in _codes(value) if (row.name, code) not in WARNINGS]
    return part_in_words(PARTS[row.name], value)


def warned_codes(offering, row):
    """The codes of a row of ROWS that carry a warning."""
    if row.name not in CODED_PARTS:
        return []
    return [code for code in _codes(offering.get(row.name)) if (row.name, code) in WARNINGS]


def course_of(offering):
    return course_length(
        offering["course_sessions"],
        offering["course_weeks"],
        offering["course_sessions_most"],
        offering["course_weeks_most"],
    )


def price_with_unit(offering):
    """`$400 to $600 a session`, `$129 a month`; "" where no price is stated."""
    price = price_range(offering["price_low"], offering["price_high"])
    units = _codes(offering["price_unit"])
    return str(PRICES[units[0]]) % {"price": price} if price and units else price


def offerings_in_words(records, *, with_warned=True):
    """One line for each offering: `IV infusion, for mood: time at the clinic: 40 minutes; …`.

    with_warned  False: without codes that carry a warning, for a place that shows them apart
    """
    records = [complete_record(record, OFFERING_PARTS) for record in records]  # maybe of an older release
    names = offering_names(records, long=True)
    return [
        _offering_in_words(name, record, with_warned) for name, record in zip(names, records, strict=True)
    ]


def _offering_in_words(name, record, with_warned):
    words = [(row, _whole_value(record, row) if with_warned else part_words(record, row)) for row in ROWS]
    stated = [
        _("%(label)s: %(words)s") % {"label": row.label, "words": text}
        for row, text in words
        if text and row.name not in IN_THE_NAME
    ]
    if not stated:
        return name
    return _("%(name)s. %(parts)s") % {"name": name, "parts": "; ".join(stated)}


def _whole_value(record, row):
    if warned_codes(record, row):
        return join_labels(labels_of(PARTS[row.name], record[row.name]))
    return part_words(record, row)


# ---- in brief, for a card


class BriefOffering(NamedTuple):
    """An offering in a line of a card: `IV, mood · 40 minutes · $600 a session`.

    what      its name, and how long it takes
    price     of a session, else of a visit, a month or a course
    insurers  who pays for it in network
    """

    what: list[str]
    price: str
    insurers: str

    def __str__(self):
        return " · ".join(filter(None, [*self.what, self.price, self.insurers]))


def offering_in_brief(name, offering):
    """The BriefOffering of an EffectiveOffering."""
    lengths = [part_words(offering, ROWS_BY_NAME[name]) for name in ("visit_minutes", "drug_minutes")]
    length = lengths[0] or lengths[1]
    what = [name, length] if length else [name]
    return BriefOffering(what, price_in_brief(offering), insurers_in_brief(offering["insurers"]))


def price_in_brief(offering):
    """`$600 a session`, `$129 a month`, `$3,000 a course`; "" where no price is stated."""
    session = price_range(offering["session_low"], offering["session_high"])
    if session:
        return _("%(price)s a session") % {"price": session}
    if v.PriceUnit.VISIT_WITH_EXAM in _codes(offering["price_unit"]):
        price = price_range(offering["price_low"], offering["price_high"])
        return _("%(price)s for a first visit") % {"price": price}
    if offering["month_price"] is not None:
        return _("%(price)s a month") % {"price": dollars(offering["month_price"])}
    if offering["course_price"] is not None:
        return _("%(price)s a course") % {"price": dollars(offering["course_price"])}
    return ""
