"""Facilities and points as registers write them → as the directory states them."""

from datetime import date

from django.utils.translation import gettext as _

from directory.exchange.cells.errors import ParseError
from directory.exchange.cells.phone import parse_phone
from directory.exchange.cells.point import NULL_ISLAND, is_on_earth, parse_point, point_statements
from directory.exchange.cells.text import excerpt, means_empty, normalize_cell, parse_text
from directory.exchange.cells.web_address import parse_web_address
from directory.exchange.cells.zip_and_state import parse_state, parse_zip_code
from directory.facts.spine import STATEMENTS
from directory.facts.statements import PRICES
from directory.facts.vocabulary import PointSource
from directory.importing.errors import RowError
from directory.importing.parsed_row import ParsedRow
from directory.places.geometry import haversine_miles
from directory.places.zip_codes import FAR_MILES, miles_from_town, zip_point
from directory.wording import values

CENTER_OF_COUNTRY = (39.83, -98.58)  # of the United States
# The day beside a statement → what it dates.
DATED_STATEMENTS = {"availability_on": ("availability", "waitlist_weeks"), "prices_as_of": PRICES}


FACILITY = ("street1", "street2", "city", "state", "zip", "zip4", "phone", "website", "latitude", "longitude")


def parse_facility(source_key, cells, *, name, duplicate_key, **stated):
    """The Draft of one facility of a register, which leaves out what cannot be read but its address.

    source  its key, behind the name of the register
    cells   text by the names of FACILITY; zip4 may be missing
    name    the names of the facility and of the program
    stated  what the register says besides
    """
    row = RowReader(cells)
    program = row.text("name", name[1])
    place = {"city": row.text("city"), "state": row.state(), "zip": row.zip_code()}
    reached = {**row.phone(), "website": row.website()}
    point_, far, note = parse_point(row.cell_text("latitude"), row.cell_text("longitude"), place["zip"])
    return ParsedRow(
        source_key=source_key,
        content={
            "name": full_name(row.text("name", name[0]), program),
            "street": ", ".join(part for part in (row.text("street1"), row.text("street2")) if part),
            **place,
            **point_,
            **reached,
            **stated,
        },
        duplicate_key=duplicate_key,
        miles_off=far,
        concerns=[*row.concerns, *([note] if note else [])],
        corrections=row.corrections,
    )


def full_name(name, program):
    """The source cuts both at 38 characters; what is cut stays cut."""
    return f"{name} – {program}" if program and program != name else name


class RowReader:
    """The cells of one row, read column by column, and what is to be said about them."""

    def __init__(self, cells):
        self.cells = cells
        self.concerns, self.corrections = [], []

    def cell_text(self, column):
        """The text of a cell; "" where it says that it is empty."""
        text = normalize_cell(self.cells.get(column, ""))
        return "" if means_empty(text) else text

    def contact_text(self, column):
        text = self.cell_text(column)
        return "" if means_empty(text, none_is_empty=True) else text

    def text(self, column, text=None):
        found = self.parse(column, parse_text, self.cells.get(column, "") if text is None else text)
        self.corrections += found.corrections
        self.concerns += found.concerns
        return "" if means_empty(found.text) else found.text

    def state(self):
        return parse_state(self.cell_text("state"))

    def zip_code(self):
        return self.parse("zip", parse_zip_code, self.cell_text("zip"), self.state(), self.cell_text("zip4"))

    def phone(self):
        stated = {"phone": "", "phone_extension": ""}
        text = self.contact_text("phone")
        if text and (phone := parse_phone(text)):
            stated = {"phone": phone.number, "phone_extension": phone.extension}
            if phone.remainder:
                self.corrections.append(first_phone_message(text, phone))
        elif text:
            self.concerns.append(_("The phone “%s” cannot be dialed; left out.") % excerpt(text))
        return stated

    def website(self):
        text = (
            self.contact_text("website") and self.cells["website"].strip()
        )  # with the signs that nobody sees
        address = parse_web_address(text)
        if address is None:
            self.concerns.append(_("The website “%s” is not a web address; left out.") % excerpt(text))
        return address or ""

    def parse(self, column, reader, text, *beside):
        """What a reader makes of a text; Refused with column and text where it makes nothing of it."""
        try:
            return reader(text, *beside)
        except ParseError as why:
            raise cell_error(column, text, why) from None


def cell_error(column, text, why):
    return RowError(
        _("Column “%(name)s” says “%(said)s”. %(advice)s")
        % {"name": column, "said": excerpt(text), "advice": why}
    )


def first_phone_message(text, phone):
    return _("Of the phone “%(said)s” only %(number)s was taken.") % {
        "said": excerpt(text),
        "number": values.phone(phone.number, phone.extension),
    }


def settle_point(stated, previous=()):
    """Where a content puts its clinic, once its point was held against its ZIP code, or against its town.

    stated    a whole content
    standing  contents that hold already: a point that stands in one of them with this ZIP code is kept
    returns   (statements, far): latitude, longitude and point_source, {} where nothing is to be changed;
              miles where the point is too far off to be used, else None

    Where no point is left, the middle of the ZIP code stands for it.
    """
    parts = ("latitude", "longitude", "zip")
    if any(all(stated[part] == other[part] for part in parts) for other in previous):
        return {}, None
    given = (stated["latitude"], stated["longitude"])
    middle = point_statements(zip_point(stated["zip"][:5]), PointSource.ZIP_CENTROID)
    if given == (None, None):
        return middle, None
    if None in given or not is_on_earth(given):
        return {}, None  # a rule refuses it
    miles = _miles_off(given, stated)
    if miles is not None and miles > FAR_MILES:
        return middle, miles
    was_middle = stated["point_source"] == PointSource.ZIP_CENTROID and middle["point_source"]
    if was_middle and any(given == (other["latitude"], other["longitude"]) for other in previous):
        return middle, None  # the ZIP code is another now
    return ({} if stated["point_source"] else {"point_source": PointSource.GIVEN.value}), None


def _miles_off(given, stated):
    """Miles from the middle of its ZIP code, else from its town; None where neither is known."""
    if center := zip_point(stated["zip"][:5]):
        return haversine_miles(given, center)
    if given == NULL_ISLAND:
        return haversine_miles(given, CENTER_OF_COUNTRY)
    return miles_from_town(given, stated["city"], stated["state"])


def far_point_message(stated, miles):
    """That a point is too far off, for somebody who can look into the file."""
    if zip_point(stated["zip"][:5]):
        words = _("The point is %(miles).0f miles from its ZIP code, so it was not used.")
    elif miles_from_town(CENTER_OF_COUNTRY, stated["city"], stated["state"]) is not None:
        words = _("The point is %(miles).0f miles from its town, so it was not used.")
    else:
        words = _("The point is %(miles).0f miles from the middle of the country, so it was not used.")
    return words % {"miles": miles}


# ---- days


def drop_future_dates(stated, today):
    """What was true on a day that is still to come is not known to be true: it is left out, with its day.

    stated   part of a content
    returns  (what is left of it, notes)
    """
    left, concerns = dict(stated), []
    for on, dated in DATED_STATEMENTS.items():
        if stated.get(on) and date.fromisoformat(stated[on]) > today:
            said = {"label": STATEMENTS[on].label, "day": values.day(date.fromisoformat(stated[on]))}
            concerns.append(
                _("“%(label)s” is a day to come, %(day)s, so it and what it dates were left out.") % said
            )
            left = {name: value for name, value in left.items() if name not in (on, *dated)}
    if any((training["year"] or 0) > today.year for training in stated.get("training", ())):
        concerns.append(_("A training is of a year to come; the year was left out."))
        left["training"] = [
            training | {"year": None} if (training["year"] or 0) > today.year else training
            for training in stated["training"]
        ]
    return left, concerns
