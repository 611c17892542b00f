"""Facilities and points as registers write them → as the directory states them."""

from datetime import date

from django.utils.translation import gettext as _

from directory.exchange import cells as read
from directory.exchange.cells import shown
from directory.facts.spine import STATEMENTS
from directory.facts.statements import PRICES
from directory.facts.vocabulary import PointSource
from directory.importing.drafts import Draft, Refused
from directory.places.geometry import haversine_miles
from directory.places.zip_codes import FAR_MILES, miles_from_town, miles_if_far, zip_point
from directory.wording import values

NOWHERE = (0.0, 0.0)  # what programs write where they know no point
MIDDLE = (39.83, -98.58)  # of the United States
# The day beside a statement → what it dates.
DATED = {"availability_on": ("availability", "waitlist_weeks"), "prices_as_of": PRICES}


def point(latitude, longitude, zip_code):
    """Where a row puts its clinic, unless that is far from its ZIP code.

    latitude, longitude   text in degrees, or empty
    returns  (statements, far, note): latitude, longitude and point_source; miles from the ZIP code if more
             than FAR_MILES, else None; a sentence if the point cannot be read, else ""
    """
    given, note = None, ""
    if latitude or longitude:
        given = on_earth(latitude, longitude)
        if given is None:
            note = _("The point “%s” is not a latitude and a longitude; left out.") % shown(
                f"{latitude}, {longitude}"
            )
    center = zip_point(zip_code[:5])
    far = miles_if_far(given, center)
    if given == NOWHERE and center is None:
        given, note = None, _("The point 0, 0 is no place in the United States; left out.")
    if given and far is None:
        return _at(given, PointSource.GIVEN), None, note
    return _at(center, PointSource.ZIP_CENTROID), far, note


def on_earth(latitude, longitude):
    try:
        given = float(latitude), float(longitude)
    except ValueError:
        return None
    return given if _is_on_earth(given) else None


def _is_on_earth(given):
    return -90 <= given[0] <= 90 and -180 <= given[1] <= 180


def _at(place, source):
    if place is None:
        return {"latitude": None, "longitude": None, "point_source": ""}
    return {"latitude": place[0], "longitude": place[1], "point_source": source.value}


FACILITY = ("street1", "street2", "city", "state", "zip", "zip4", "phone", "website", "latitude", "longitude")


def facility(source, cells, *, name, same_as, **stated):
    """The Draft of one facility of a register, which leaves out what cannot be read but its address.

    source  its key, behind the name of the register
    cells   text by the names of FACILITY; zip4 may be missing
    name    the names of the facility and of the program
    stated  what the register says besides
    """
    row = Row(cells)
    program = row.words("name", name[1])
    place = {"city": row.words("city"), "state": row.state(), "zip": row.zip_code()}
    reached = {**row.phone(), "website": row.website()}
    point_, far, note = point(row.plain("latitude"), row.plain("longitude"), place["zip"])
    return Draft(
        source=source,
        content={
            "name": full_name(row.words("name", name[0]), program),
            "street": ", ".join(part for part in (row.words("street1"), row.words("street2")) if part),
            **place,
            **point_,
            **reached,
            **stated,
        },
        same_as=same_as,
        far=far,
        notes=[*row.notes, *([note] if note else [])],
        mended=row.mended,
    )


def full_name(name, program):
    """The source cuts both at 38 characters; what is cut stays cut."""
    return f"{name} – {program}" if program and program != name else name


class Row:
    """The cells of one row, read column by column, and what is to be said about them."""

    def __init__(self, cells):
        self.cells = cells
        self.notes, self.mended = [], []

    def plain(self, column):
        """The text of a cell; "" where it says that it is empty."""
        text = read.bare(self.cells.get(column, ""))
        return "" if read.is_nothing(text) else text

    def contact(self, column):
        text = self.plain(column)
        return "" if read.is_nothing(text, nobody=True) else text

    def words(self, column, text=None):
        found = self.clear(column, read.words, self.cells.get(column, "") if text is None else text)
        self.mended += found.mended
        self.notes += found.doubts
        return "" if read.is_nothing(found.text) else found.text

    def state(self):
        return read.state(self.plain("state"))

    def zip_code(self):
        return self.clear("zip", read.zip_code, self.plain("zip"), self.state(), self.plain("zip4"))

    def phone(self):
        stated = {"phone": "", "phone_extension": ""}
        text = self.contact("phone")
        if text and (dialed := read.heard(text)):
            stated = {"phone": dialed.number, "phone_extension": dialed.extension}
            if dialed.rest:
                self.mended.append(more_than_one(text, dialed))
        elif text:
            self.notes.append(_("The phone “%s” cannot be dialed; left out.") % shown(text))
        return stated

    def website(self):
        text = self.contact("website") and self.cells["website"].strip()  # with the signs that nobody sees
        address = read.website(text)
        if address is None:
            self.notes.append(_("The website “%s” is not a web address; left out.") % shown(text))
        return address or ""

    def clear(self, column, reader, text, *beside):
        """What a reader makes of a text; Refused with column and text where it makes nothing of it."""
        try:
            return reader(text, *beside)
        except read.Unclear as why:
            raise unclear(column, text, why) from None


def unclear(column, text, why):
    return Refused(
        _("Column “%(name)s” says “%(said)s”. %(advice)s")
        % {"name": column, "said": shown(text), "advice": why}
    )


def more_than_one(text, dialed):
    return _("Of the phone “%(said)s” only %(number)s was taken.") % {
        "said": shown(text),
        "number": values.phone(dialed.number, dialed.extension),
    }


def settled(stated, standing=()):
    """Where a content puts its clinic, once its point was held against its ZIP code, or against its town.

    stated    a whole content
    standing  contents that hold already: a point that stands in one of them with this ZIP code is kept
    returns   (statements, far): latitude, longitude and point_source, {} where nothing is to be changed;
              miles where the point is too far off to be used, else None

    Where no point is left, the middle of the ZIP code stands for it.
    """
    parts = ("latitude", "longitude", "zip")
    if any(all(stated[part] == other[part] for part in parts) for other in standing):
        return {}, None
    given = (stated["latitude"], stated["longitude"])
    middle = _at(zip_point(stated["zip"][:5]), PointSource.ZIP_CENTROID)
    if given == (None, None):
        return middle, None
    if None in given or not _is_on_earth(given):
        return {}, None  # a rule refuses it
    miles = _miles_off(given, stated)
    if miles is not None and miles > FAR_MILES:
        return middle, miles
    was_middle = stated["point_source"] == PointSource.ZIP_CENTROID and middle["point_source"]
    if was_middle and any(given == (other["latitude"], other["longitude"]) for other in standing):
        return middle, None  # the ZIP code is another now
    return ({} if stated["point_source"] else {"point_source": PointSource.GIVEN.value}), None


def _miles_off(given, stated):
    """Miles from the middle of its ZIP code, else from its town; None where neither is known."""
    if center := zip_point(stated["zip"][:5]):
        return haversine_miles(given, center)
    if given == NOWHERE:
        return haversine_miles(given, MIDDLE)
    return miles_from_town(given, stated["city"], stated["state"])


def far_in_words(stated, miles):
    """That a point is too far off, for somebody who can look into the file."""
    if zip_point(stated["zip"][:5]):
        words = _("The point is %(miles).0f miles from its ZIP code, so it was not used.")
    elif miles_from_town(MIDDLE, stated["city"], stated["state"]) is not None:
        words = _("The point is %(miles).0f miles from its town, so it was not used.")
    else:
        words = _("The point is %(miles).0f miles from the middle of the country, so it was not used.")
    return words % {"miles": miles}


# ---- days


def without_days_to_come(stated, today):
    """What was true on a day that is still to come is not known to be true: it is left out, with its day.

    stated   part of a content
    returns  (what is left of it, notes)
    """
    left, notes = dict(stated), []
    for on, dated in DATED.items():
        if stated.get(on) and date.fromisoformat(stated[on]) > today:
            said = {"label": STATEMENTS[on].label, "day": values.day(date.fromisoformat(stated[on]))}
            notes.append(
                _("“%(label)s” is a day to come, %(day)s, so it and what it dates were left out.") % said
            )
            left = {name: value for name, value in left.items() if name not in (on, *dated)}
    if any((training["year"] or 0) > today.year for training in stated.get("training", ())):
        notes.append(_("A training is of a year to come; the year was left out."))
        left["training"] = [
            training | {"year": None} if (training["year"] or 0) > today.year else training
            for training in stated["training"]
        ]
    return left, notes
